"""First and last steps of a notebook: from its parameters to annotated articles and counts, from tables to files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from analysis._inputs import corpus_options, find_input
from analysis.annotation import AnnotatedCorpus, annotate
from analysis.corpus import Corpus, Span, load_corpus
from analysis.export import save_findings, save_tables
from analysis.terms import CountOptions, TermCounts, copied_spans, count_each, load_stop_words

if TYPE_CHECKING:
    from analysis.quotes.evaluate import GoldArticle

__all__ = ["Counted", "count_corpus", "find_input", "open_corpus", "open_gold", "save_results", "stop_words"]

#: Classes of passages (see `analysis.overlap.classify_passages`) that one article has from another.
_COPIES = ("copied prose", "version")


class Counted(NamedTuple):
    """The terms of a notebook's corpus.

    Attributes:
        counts: What the notebook is about: one of the other two, as its parameter `copies` says.
        every: Counts of everything that the articles' bodies hold.
        once: Counts without what an earlier article of the corpus has too.
        looked_for: Whether copied passages were looked for; where not, `once` is `every`.
    """

    counts: TermCounts
    every: TermCounts
    once: TermCounts
    looked_for: bool


def open_corpus(settings: Mapping[str, Any]) -> AnnotatedCorpus:
    """Return the articles of a notebook's settings, annotated.

    Args:
        settings: Checked parameters, of which those of the corpus, `model` and `cache` are used.

    Raises:
        DatelineError: The corpus cannot be read, the model is not installed, or the cache not written.
    """
    return annotate(_read_corpus(settings), model=settings["model"] or None, cache=settings["cache"] or None)


def open_gold(settings: Mapping[str, Any]) -> tuple[dict[str, GoldArticle], AnnotatedCorpus]:
    """Return what readers marked and the articles that they marked, annotated.

    Args:
        settings: Checked parameters, of which those of the corpus, `gold`, `model` and `cache` are used.

    Raises:
        DatelineError: Corpus or gold cannot be read, the model is not installed, or the cache not written.
    """
    from analysis.quotes.evaluate import read_gold  # here, because other notebooks do not need it

    gold, articles = read_gold(find_input(settings["gold"]), _read_corpus(settings))
    return gold, annotate(articles, model=settings["model"] or None, cache=settings["cache"] or None)


def _read_corpus(settings: Mapping[str, Any]) -> Corpus:
    return load_corpus(find_input(settings["corpus"]), **corpus_options(settings))


def count_corpus(settings: Mapping[str, Any], annotated: AnnotatedCorpus) -> Counted:
    """Return the counts of a corpus, with copied passages and without.

    Args:
        settings: Checked parameters of "term_frequencies".
        annotated: From `open_corpus`.

    Raises:
        DatelineError: A stop list or dictionary cannot be read, or an option is out of its range.
    """
    looked_for = settings["copies"] != "not looked for"
    options = CountOptions(
        unit=settings["unit"],
        n=settings["ngram_size"],
        stop_words=stop_words(settings),
        expressions=settings["expressions"],
        names_together=settings["names_together"],
        dictionary=find_input(settings["dictionary"]) if settings["dictionary"] else None,
    )
    if not looked_for:
        (every,) = count_each(annotated, [options])
        return Counted(every, every, every, looked_for=False)
    copied = _find_copies(annotated.corpus)
    every, once = count_each(annotated, [options, replace(options, without=copied)])
    return Counted(once if settings["copies"] == "set aside" else every, every, once, looked_for=True)


def _find_copies(corpus: Corpus) -> Mapping[str, list[Span]]:
    from analysis.overlap import (  # here, because other notebooks do not need it
        classify_passages,
        find_passages,
    )

    passages = classify_passages(corpus, find_passages(corpus))
    return copied_spans(passages[passages["kind"].isin(_COPIES)], corpus)


def stop_words(settings: Mapping[str, Any]) -> str | list[str]:
    """Return the stop list of a notebook's settings: the built-in one or a file's, and the extra words.

    Args:
        settings: Checked parameters, of which `stop_words_file` and `extra_stop_words` are used.
    """
    file, extra = settings["stop_words_file"], [word.lower() for word in settings["extra_stop_words"]]
    if not file:
        return [f"+{word}" for word in extra] or "english"
    return sorted(load_stop_words(find_input(file)).words.union(extra))


def save_results(
    settings: Mapping[str, Any],
    notebook: str,
    tables: Mapping[str, pd.DataFrame],
    findings: Iterable[str | Mapping[str, Any]],
) -> None:
    """Write a notebook's tables and findings where its parameter `output` says; nowhere if it is empty.

    Args:
        settings: Checked parameters, of which `output` is used.
        notebook: The notebook's name.
        tables: File name without ending to table.
        findings: Sentences, or mappings of `sentence` and `link`, the most important first.

    Raises:
        DatelineError: The folder cannot be written.
    """
    save_tables(settings["output"], tables)
    save_findings(settings["output"], notebook, findings)
