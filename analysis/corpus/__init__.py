"""Read articles from files, tables and archives, separating their bodies from page furniture.

This package knows nothing of language models: it gives text, places and facts.
"""

from __future__ import annotations

from analysis.corpus._display import describe_reasons
from analysis.corpus._load import load_corpus
from analysis.corpus._model import Article, Corpus, Section, SectionKind
from analysis.corpus._normalise import normalise
from analysis.corpus._sections import find_paragraphs, find_sections
from analysis.corpus._words import Hyphens, count_running_words, is_address, split_words

__all__ = [
    "Article",
    "Corpus",
    "Hyphens",
    "Section",
    "SectionKind",
    "count_running_words",
    "describe_reasons",
    "find_paragraphs",
    "find_sections",
    "is_address",
    "load_corpus",
    "normalise",
    "split_words",
]


def __dir__() -> list[str]:
    return sorted(__all__)
