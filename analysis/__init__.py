"""Dateline: term frequencies, quote attributions and source overlap of news coverage, reproducibly.

Everything a notebook computes is callable from here. Names are loaded when first used, so that
`import analysis` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.annotation import AnnotatedCorpus, annotate
    from analysis.corpus import Article, Corpus, Section, load_corpus, normalise
    from analysis.errors import DatelineError

_HOME = {
    "AnnotatedCorpus": "annotation",
    "Article": "corpus",
    "Corpus": "corpus",
    "DatelineError": "errors",
    "Section": "corpus",
    "annotate": "annotation",
    "load_corpus": "corpus",
    "normalise": "corpus",
}

__all__ = [
    "AnnotatedCorpus",
    "Article",
    "Corpus",
    "DatelineError",
    "Section",
    "annotate",
    "load_corpus",
    "normalise",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 (whatever the name stands for)
    if name not in _HOME:
        raise AttributeError(f"module 'analysis' has no attribute {name!r}")
    value = getattr(import_module(f"analysis.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
