"""Annotate a corpus: each article is read once by the language model and the analyses, and from disk after that."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from analysis._inputs import default_cache
from analysis._keywords import explains_keywords
from analysis._store import Store
from analysis.annotation._pipeline import find_pipeline, fingerprint
from analysis.annotation._records import Reduction, Step, decode, encode
from analysis.annotation._workers import PARSE, Outcome, Task, decode_parse, perform, perform_all
from analysis.corpus import Article, Corpus
from analysis.errors import DatelineError
from analysis.language import Language

if TYPE_CHECKING:
    from spacy.tokens import Doc

T = TypeVar("T")

#: Articles that are read from disk, or given to a process, at a time: enough that the overhead is small, few enough
#: to show progress and to hold little.
_LOADED, _BATCH = 256, 8


class AnnotatedCorpus:
    """A corpus and, for each article, its spaCy `Doc` and its records, read from disk when it is its turn.

    Iterating gives `(article, doc)` in the corpus's order, with `doc.text == article.text`; nothing is held,
    so a corpus may be larger than memory.

    Example:
        >>> [(article.doc_id[:3], doc.text == article.text) for article, doc in annotated]
        [('000', True), ('001', True), ('002', True), ('004', True)]
        >>> len(annotated.select(doc_ids[:2]))
        2
    """

    def __init__(
        self,
        corpus: Corpus,
        store: Store,
        model: str,
        *,
        processes: int | None = None,
        scheduler: str | Executor | None = None,
    ) -> None:
        self.corpus = corpus
        self.model = model
        self._store = store
        self._processes = processes
        self._scheduler = scheduler

    @property
    def scheduler(self) -> str | Executor | None:
        """The address of the Dask scheduler, or the executor, that articles are read with."""
        return self._scheduler

    @property
    def pipeline(self) -> str:
        """The pipeline's fingerprint: name, versions, digest of its files."""
        return fingerprint(self.model)

    @property
    def language(self) -> Language:
        """What the articles are read as."""
        return self.corpus.language

    def __len__(self) -> int:
        return len(self.corpus)

    def __iter__(self) -> Iterator[tuple[Article, Doc]]:
        for articles in _blocks(self.corpus, _LOADED):
            parses = self._store.load(PARSE, map(self._parse_key, articles))
            for article in articles:
                yield article, self._doc(article, parses.get(self._parse_key(article)))

    def get(self, doc_id: str) -> tuple[Article, Doc]:
        """Return one article and its document; KeyError where there is no such article."""
        article = self.corpus[doc_id]
        key = self._parse_key(article)
        return article, self._doc(article, self._store.load(PARSE, [key]).get(key))

    def select(self, doc_ids: Iterable[str]) -> AnnotatedCorpus:
        """Return the annotations of some of the articles alone, in the same order.

        Raises:
            DatelineError: There is no article of one of the names.
        """
        corpus = self.corpus.select(doc_ids)
        return AnnotatedCorpus(
            corpus, self._store, self.model, processes=self._processes, scheduler=self._scheduler
        )

    def records(self, step: Step[T], *, by_name: bool = False) -> Iterator[tuple[Article, T]]:
        """Yield each article with its record of a step; those that are missing are made first.

        Args:
            step: The step.
            by_name: Whether the articles come in the order of their `doc_id`, not in the corpus's.

        Raises:
            DatelineError: The cache cannot be written.
        """
        self.prepare([step])
        ordered = sorted(self.corpus, key=lambda article: article.doc_id) if by_name else self.corpus
        for articles in _blocks(ordered, _LOADED):
            keys = [step.key(article, self.pipeline) for article in articles]
            pieces = self._store.load(step.name, keys)
            for article, key in zip(articles, keys, strict=True):
                yield article, self._record(article, step, pieces.get(key))

    def reduce(self, reduction: Reduction[T], make: Callable[[], T], *options: object) -> T:
        """Return what is kept of a reduction for these articles, or else what `make` returns, which is then kept.

        Args:
            reduction: The reduction.
            make: Returns the result; called where none is kept.
            options: Every value beside the articles' names, texts and dates that the result depends on.
        """
        key = reduction.key(self.corpus, options)
        data = self._store.load(reduction.name, [key]).get(key)
        value = None if data is None else decode(data, reduction.type)
        if value is None:
            value = make()
            with contextlib.suppress(
                DatelineError
            ):  # a cache that cannot be written costs the next run time alone
                self._store.save(reduction.name, {key: encode(value)})
        return value

    def prepare(
        self, steps: Sequence[Step[Any]], *, progress: Callable[[int, int], None] | None = None
    ) -> None:
        """Parse the articles that are not parsed and compute those records of the steps that are not kept.

        Each article is read once for all steps. What is done is kept at once, so that a run that is stopped goes on
        where it was.

        Args:
            steps: The steps; with none the articles are only parsed.
            progress: Called with the number of articles read and the number to read.

        Raises:
            DatelineError: The model is not installed, the cache cannot be written, or the scheduler does not answer.
        """
        missing = self._missing(steps)
        if not missing:  # a cluster is not asked for what is kept
            return
        batches = (self._tasks(block) for block in _blocks(missing, _BATCH))
        done = 0
        for outcomes in perform_all(
            batches, len(missing), self.model, processes=self._processes, scheduler=self._scheduler
        ):
            self._keep(outcomes, steps)
            done += len(outcomes)
            if progress is not None:
                progress(done, len(missing))

    def _missing(self, steps: Sequence[Step[Any]]) -> list[tuple[int, tuple[Step[Any], ...]]]:
        """Return the positions of the articles that lack a parse or a record, each with the steps it lacks."""
        kinds = {PARSE: [self._parse_key(article) for article in self.corpus]}
        kinds |= {step.name: [step.key(article, self.pipeline) for article in self.corpus] for step in steps}
        held = {kind: self._store.held(kind, keys) for kind, keys in kinds.items()}
        missing = []
        seen: set[tuple[str, ...]] = set()
        for index, keys in enumerate(zip(*kinds.values(), strict=True)):
            lacking = [kind for kind, key in zip(kinds, keys, strict=True) if key not in held[kind]]
            if lacking and keys not in seen:  # copies of an article are read once
                seen.add(keys)
                missing.append((index, tuple(step for step in steps if step.name in lacking)))
        return missing

    def _tasks(self, missing: Sequence[tuple[int, tuple[Step[Any], ...]]]) -> list[Task]:
        """Return what is to be done for some articles, with the parses that are kept."""
        articles = [(index, self.corpus.articles[index], steps) for index, steps in missing]
        parses = self._store.load(PARSE, [self._parse_key(article) for _, article, _ in articles])
        return [
            Task(index, article, self._spacy_language, parses.get(self._parse_key(article)), steps)
            for index, article, steps in articles
        ]

    def _keep(self, outcomes: Iterable[Outcome], steps: Sequence[Step[Any]]) -> None:
        """Keep the pieces of some articles."""
        by_name = {step.name: step for step in steps}
        pieces: dict[str, dict[str, bytes]] = {}
        for index, by_kind in outcomes:
            article = self.corpus.articles[index]
            for kind, data in by_kind.items():
                key = self._parse_key(article) if kind == PARSE else by_name[kind].key(article, self.pipeline)
                pieces.setdefault(kind, {})[key] = data
        for kind, kept in pieces.items():
            self._store.save(kind, kept)

    def _read_again(self, article: Article, *steps: Step[Any]) -> dict[str, bytes]:
        """Return the pieces of an article of which one was cleared or damaged since, and keep them."""
        index = self.corpus.articles.index(article)
        outcomes = perform(self.model, self._tasks([(index, steps)]))
        self._keep(outcomes, steps)
        return outcomes[0][1]

    def _doc(self, article: Article, data: bytes | None) -> Doc:
        doc = None if data is None else decode_parse(data, article, self._spacy_language)
        if doc is None:
            data = self._read_again(article)[PARSE]
            doc = decode_parse(data, article, self._spacy_language)
        if doc is None:
            raise AssertionError(f"the parse of {article.doc_id} is not one of its text")
        return doc

    def _record(self, article: Article, step: Step[T], data: bytes | None) -> T:
        record = None if data is None else step.decode(data)
        if record is None:
            record = step.decode(self._read_again(article, step)[step.name])
        if record is None:
            raise AssertionError(f"a record of {step.name} cannot be read as one")
        return record

    @property
    def _spacy_language(self) -> str:
        return str(find_pipeline(self.model).meta["lang"])

    def _parse_key(self, article: Article) -> str:
        return hashlib.sha256(f"{self.pipeline}\n{article.content_hash}".encode()).hexdigest()

    def __repr__(self) -> str:
        return f"<AnnotatedCorpus of {repr(self.corpus)[len('<Corpus of ') : -1]}; {self.pipeline}>"

    def _repr_html_(self) -> str:
        return self.corpus._repr_html_()


_Item = TypeVar("_Item")


def _blocks(items: Iterable[_Item], size: int) -> Iterator[list[_Item]]:
    """Yield the items in lists of at most `size`."""
    block: list[_Item] = []
    for item in items:
        block.append(item)
        if len(block) == size:
            yield block
            block = []
    if block:
        yield block


@explains_keywords
def annotate(
    corpus: Corpus,
    *,
    model: str | None = None,
    cache: str | Path | None = None,
    processes: int | None = None,
    scheduler: str | Executor | None = None,
    steps: Sequence[Step[Any]] = (),
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
        scheduler: Address of a Dask scheduler ("tcp://host:8786") to read with instead, or an executor with `map`
            (as of `concurrent.futures`).
        steps: Records to compute in the same pass, such as `analysis.quotes.ATTRIBUTIONS["default"]`. Analyses
            compute those they need when they are first called; giving them here reads each article once for all.
        progress: Called with the number of articles read and the number to read.

    Returns:
        The annotated corpus, iterable as `(article, doc)`.

    Raises:
        DatelineError: The model is not installed or lacks a part, the cache cannot be written, or the scheduler
            does not answer.

    Example:
        >>> annotated = annotate(load_corpus("seeds"))
        >>> article, doc = annotated.get("002_7ee00924eb371e5f")
        >>> doc.text == article.text
        True
    """
    if processes is not None and processes < 1:
        raise DatelineError(
            f"processes is {processes}: give a whole number of 1 or more, or None for the default."
        )
    store = Store(Path(cache) if cache else default_cache())
    annotated = AnnotatedCorpus(
        corpus, store, model or corpus.language.pipeline, processes=processes, scheduler=scheduler
    )
    annotated.prepare(steps, progress=progress)
    return annotated
