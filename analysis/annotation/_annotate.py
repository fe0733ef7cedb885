"""Annotate a corpus: each article is parsed once by the language model, and read from disk after that."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from pathlib import Path

import joblib
from spacy.tokens import Doc

from analysis._inputs import default_cache
from analysis._keywords import explains_keywords
from analysis.annotation._pipeline import fingerprint, load_pipeline, read_article
from analysis.annotation._store import Store, encode
from analysis.corpus import Article, Corpus
from analysis.language import Language

#: Fewer new articles than this are read sooner by one process than several processes load the model.
_WORTH_PROCESSES = 30

#: Articles given to a process at a time: enough that the overhead is small, few enough to show progress.
_BATCH = 16


class AnnotatedCorpus:
    """A corpus and, for each article, its spaCy `Doc`, read from disk when it is its turn.

    Iterating gives `(article, doc)` in the corpus's order, with `doc.text == article.text`; nothing is held,
    so a corpus may be larger than memory.

    Example:
        >>> [(article.doc_id[:3], doc.text == article.text) for article, doc in annotated]
        [('000', True), ('001', True), ('002', True), ('004', True)]
        >>> len(annotated.select(doc_ids[:2]))
        2
    """

    def __init__(self, corpus: Corpus, store: Store, model: str) -> None:
        self.corpus = corpus
        self.model = model
        self._store = store

    @property
    def pipeline(self) -> str:
        """The pipeline's fingerprint: name, versions, digest of its files."""
        return self._store.pipeline

    @property
    def language(self) -> Language:
        """What the articles are read as."""
        return self.corpus.language

    def __len__(self) -> int:
        return len(self.corpus)

    def __iter__(self) -> Iterator[tuple[Article, Doc]]:
        for article in self.corpus:
            yield article, self._doc(article)

    def get(self, doc_id: str) -> tuple[Article, Doc]:
        """Return one article and its document; KeyError where there is no such article."""
        article = self.corpus[doc_id]
        return article, self._doc(article)

    def select(self, doc_ids: Iterable[str]) -> AnnotatedCorpus:
        """Return the annotations of some of the articles alone, in the same order.

        Raises:
            DatelineError: There is no article of one of the names.
        """
        return AnnotatedCorpus(self.corpus.select(doc_ids), self._store, self.model)

    def _doc(self, article: Article) -> Doc:
        doc = self._store.load(article)
        if doc is None:  # the cache was cleared or damaged since: read it again
            doc = read_article(load_pipeline(self.model), article)
            self._store.save(article, encode(doc))
        return doc

    def __repr__(self) -> str:
        return f"<AnnotatedCorpus of {repr(self.corpus)[len('<Corpus of ') : -1]}; {self.pipeline}>"

    def _repr_html_(self) -> str:
        return self.corpus._repr_html_()


def _read_batch(model: str, batch: Sequence[Article]) -> list[bytes]:
    """Return the encoded documents of some articles; runs in any process."""
    nlp = load_pipeline(model)
    return [encode(read_article(nlp, article)) for article in batch]


def _batches(articles: Sequence[Article]) -> list[Sequence[Article]]:
    return [articles[i : i + _BATCH] for i in range(0, len(articles), _BATCH)]


def _run(
    batches: list[Sequence[Article]], model: str, processes: int, scheduler: Executor | None
) -> Iterable[list[bytes]]:
    if scheduler is not None:
        return scheduler.map(_read_batch, [model] * len(batches), batches)
    if processes == 1:
        return (_read_batch(model, batch) for batch in batches)
    parallel = joblib.Parallel(n_jobs=processes, return_as="generator")
    results: Iterable[list[bytes]] = parallel(joblib.delayed(_read_batch)(model, batch) for batch in batches)
    return results


@explains_keywords
def annotate(
    corpus: Corpus,
    *,
    model: str | None = None,
    cache: str | Path | None = None,
    processes: int | None = None,
    scheduler: Executor | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> AnnotatedCorpus:
    """Read every article with a spaCy pipeline, once; a second call reads nothing.

    Args:
        corpus: The articles.
        model: Name or folder of an installed spaCy pipeline with a parser and named entities; the default
            is that of the corpus's language, for English the small one that this package installs.
        cache: Folder that keeps annotations, by content and pipeline; by default the user's cache folder.
        processes: Processes to read with; by default one for few new articles and else one a core. The
            result does not depend on it.
        scheduler: An executor with `map` (as of `concurrent.futures`) to read with instead, such as that of
            a cluster.
        progress: Called with the number of articles read and the number to read.

    Returns:
        The annotated corpus, iterable as `(article, doc)`.

    Raises:
        DatelineError: The model is not installed or lacks a part, or the cache cannot be written.

    Example:
        >>> annotated = annotate(load_corpus("seeds"))
        >>> article, doc = annotated.get("002_7ee00924eb371e5f")
        >>> doc.text == article.text
        True
    """
    model = model or corpus.language.pipeline
    pipeline = fingerprint(model)
    store = Store(Path(cache) if cache else default_cache(), pipeline, load_pipeline(model).lang or "xx")
    new = [article for article in corpus if not store.has(article)]
    if processes is None:
        processes = 1 if len(new) < _WORTH_PROCESSES else os.cpu_count() or 1
    batches = _batches(new)
    done = 0
    for batch, encoded in zip(batches, _run(batches, model, processes, scheduler), strict=True):
        for article, raw in zip(batch, encoded, strict=True):
            store.save(article, raw)
        done += len(batch)
        if progress is not None:
            progress(done, len(new))
    return AnnotatedCorpus(corpus, store, model)
