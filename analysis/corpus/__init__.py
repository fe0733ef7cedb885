"""What are the articles? Reading, telling body from page furniture, rejecting with a reason.

This package knows nothing of language models: it gives text, places and facts.
"""

from __future__ import annotations

from analysis.corpus._model import Article, Corpus, Section, SectionKind
from analysis.corpus._read import load_corpus
from analysis.corpus._sections import find_paragraphs, find_sections
from analysis.corpus._text import normalise

__all__ = [
    "Article",
    "Corpus",
    "Section",
    "SectionKind",
    "find_paragraphs",
    "find_sections",
    "load_corpus",
    "normalise",
]


def __dir__() -> list[str]:
    return sorted(__all__)
