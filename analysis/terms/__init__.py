"""What does the corpus write about, and in which words? Frequencies, keyness, concordances."""

from __future__ import annotations

from analysis.terms._counts import CountOptions, TermCounts, count_terms
from analysis.terms._dictionary import TermDictionary, load_dictionary
from analysis.terms._frequencies import term_frequencies
from analysis.terms._intervals import rate_intervals
from analysis.terms._keyness import keyness, keyness_by_group
from analysis.terms._kwic import keyword_in_context, locate_terms
from analysis.terms._stoplist import StopList, load_stop_words
from analysis.terms._tokens import Word, body_words
from analysis.terms._views import contexts, corpus_overview, spread_table, unit_name

__all__ = [
    "CountOptions",
    "StopList",
    "TermCounts",
    "TermDictionary",
    "Word",
    "body_words",
    "contexts",
    "corpus_overview",
    "count_terms",
    "keyness",
    "keyness_by_group",
    "keyword_in_context",
    "load_dictionary",
    "load_stop_words",
    "locate_terms",
    "rate_intervals",
    "spread_table",
    "term_frequencies",
    "unit_name",
]
