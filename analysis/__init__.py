"""Dateline: term frequencies, quote attributions and source overlap of news coverage, reproducibly.

Everything a notebook computes is callable from here. Names are loaded when first used, so that
`import analysis` costs nothing. The examples in docstrings are run by the tests; they start from

    import altair as alt
    import pandas as pd
    from pathlib import Path
    from tempfile import TemporaryDirectory

    import analysis
    from analysis import annotate, find_quotes, load_corpus

    corpus = load_corpus("seeds")
    annotated = annotate(corpus)
    found = find_quotes(annotated)
    doc_ids = [article.doc_id for article in corpus]

and the names of the package that the function is in (`from analysis.terms import *`).
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.annotation import AnnotatedCorpus, annotate
    from analysis.corpus import Article, Corpus, Section, load_corpus, normalise
    from analysis.errors import DatelineError
    from analysis.overlap import compare_articles, compare_descriptions, compare_pair, find_passages
    from analysis.quotes import find_quotes, marked_terms, speakers
    from analysis.reports import render_reports
    from analysis.terms import keyness, keyword_in_context, term_frequencies

_HOME = {
    "AnnotatedCorpus": "annotation",
    "Article": "corpus",
    "Corpus": "corpus",
    "DatelineError": "errors",
    "Section": "corpus",
    "annotate": "annotation",
    "compare_articles": "overlap",
    "compare_descriptions": "overlap",
    "compare_pair": "overlap",
    "find_passages": "overlap",
    "find_quotes": "quotes",
    "keyness": "terms",
    "keyword_in_context": "terms",
    "load_corpus": "corpus",
    "marked_terms": "quotes",
    "normalise": "corpus",
    "render_reports": "reports",
    "speakers": "quotes",
    "term_frequencies": "terms",
}

__all__ = [
    "AnnotatedCorpus",
    "Article",
    "Corpus",
    "DatelineError",
    "Section",
    "annotate",
    "compare_articles",
    "compare_descriptions",
    "compare_pair",
    "find_passages",
    "find_quotes",
    "keyness",
    "keyword_in_context",
    "load_corpus",
    "marked_terms",
    "normalise",
    "render_reports",
    "speakers",
    "term_frequencies",
]


#: The packages and modules with the further functions of each subject.
_PARTS = (
    *("annotation", "corpus", "entities", "errors", "export", "findings", "overlap"),
    *("parameters", "quotes", "reports", "schema", "session", "terms", "views", "text"),
)


def __getattr__(name: str) -> Any:  # noqa: ANN401 (whatever the name stands for)
    if name in _PARTS:
        return import_module(f"analysis.{name}")
    if name not in _HOME:
        raise AttributeError(f"module 'analysis' has no attribute {name!r}")
    value = getattr(import_module(f"analysis.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*__all__, *_PARTS})
