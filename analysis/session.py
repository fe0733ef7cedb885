"""How does a notebook begin and end? From its parameters to annotated articles; from tables to files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis._inputs import corpus_options, find_input
from analysis.annotation import AnnotatedCorpus, annotate
from analysis.corpus import Corpus, load_corpus
from analysis.export import save_findings, save_tables
from analysis.terms import load_stop_words
from analysis.text import Finding

if TYPE_CHECKING:
    from analysis.quotes.evaluate import GoldArticle

__all__ = ["find_input", "open_corpus", "open_gold", "save_results", "stop_words"]


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
    findings: Iterable[Finding],
) -> None:
    """Write a notebook's tables and findings where its parameter `output` says; nowhere if it is empty.

    Args:
        settings: Checked parameters, of which `output` is used.
        notebook: The notebook's name.
        tables: File name without ending to table.
        findings: The most important first.

    Raises:
        DatelineError: The folder cannot be written.
    """
    save_tables(settings["output"], tables)
    save_findings(settings["output"], notebook, findings)
