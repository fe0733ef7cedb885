"""First and last steps of a notebook: from its parameters to annotated articles, from tables to files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from analysis._inputs import corpus_options, find_input
from analysis.annotation import AnnotatedCorpus, annotate
from analysis.corpus import load_corpus
from analysis.export import save_findings, save_tables
from analysis.text import Finding

__all__ = ["find_input", "open_corpus", "save_results"]

# JupyterLab would make a formula of the words between two amounts in dollars.
pd.set_option("display.html.use_mathjax", False)


def open_corpus(settings: Mapping[str, Any]) -> AnnotatedCorpus:
    """Return the articles of a notebook's settings, annotated.

    Args:
        settings: Checked parameters, of which those of the corpus, `model`, `cache` and `scheduler` are used.

    Raises:
        DatelineError: The corpus cannot be read, the model is not installed, the cache cannot be written, or the
            scheduler does not answer.
    """
    corpus = load_corpus(find_input(settings["corpus"]), **corpus_options(settings))
    return annotate(
        corpus,
        model=settings["model"] or None,
        cache=settings["cache"] or None,
        scheduler=settings["scheduler"] or None,
    )


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
