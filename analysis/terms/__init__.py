"""The words of a corpus: frequencies, keyness, collocations, concordances, use over time, vocabulary.

Functions take annotated articles, which they count with the defaults, or what `count_terms` gives, which they
follow; the defaults are those of the report.
"""

from __future__ import annotations

from analysis.terms._copies import compare_copies, copied_spans, words_set_aside
from analysis.terms._counts import TermCounts, count_each, count_terms
from analysis.terms._distinctive import distinctive_terms
from analysis.terms._frequencies import term_frequencies
from analysis.terms._keyness import keyness, keyness_by_group, largest_groups
from analysis.terms._options import CountOptions, recognise_names
from analysis.terms._timeline import term_timeline
from analysis.terms._vocabulary import rank_frequencies, vocabulary_measures
from analysis.terms.contexts._collocations import collocation_network, collocations
from analysis.terms.contexts._kwic import keyword_in_context
from analysis.terms.page._choices import (
    check_choices,
    choose_grouping,
    choose_nodes,
    choose_parts,
    count_words_of,
    describe_copies,
    describe_corpus,
    describe_dates,
    describe_parts,
)
from analysis.terms.page._explorer import Limits, explore_terms
from analysis.terms.page._overview import (
    contexts,
    corpus_overview,
    count_other_units,
    unit_name,
)
from analysis.terms.page._settings import Counted, count_corpus
from analysis.terms.stats._bootstrap import rate_intervals
from analysis.terms.tokens._dictionary import TermDictionary, load_dictionary
from analysis.terms.tokens._multiword_names import NameSet
from analysis.terms.tokens._named_entities import ENTITY_KINDS
from analysis.terms.tokens._records import WORDS, WordRecord
from analysis.terms.tokens._stop_list import StopList, choose_stop_words, load_stop_words
from analysis.terms.tokens._units import UNITS
from analysis.terms.tokens._words import Word, body_words

__all__ = [
    "ENTITY_KINDS",
    "UNITS",
    "WORDS",
    "CountOptions",
    "Counted",
    "Limits",
    "NameSet",
    "StopList",
    "TermCounts",
    "TermDictionary",
    "Word",
    "WordRecord",
    "body_words",
    "check_choices",
    "choose_grouping",
    "choose_nodes",
    "choose_parts",
    "choose_stop_words",
    "collocation_network",
    "collocations",
    "compare_copies",
    "contexts",
    "copied_spans",
    "corpus_overview",
    "count_corpus",
    "count_each",
    "count_other_units",
    "count_terms",
    "count_words_of",
    "describe_copies",
    "describe_corpus",
    "describe_dates",
    "describe_parts",
    "distinctive_terms",
    "explore_terms",
    "keyness",
    "keyness_by_group",
    "keyword_in_context",
    "largest_groups",
    "load_dictionary",
    "load_stop_words",
    "rank_frequencies",
    "rate_intervals",
    "recognise_names",
    "term_frequencies",
    "term_timeline",
    "unit_name",
    "vocabulary_measures",
    "words_set_aside",
]


def __dir__() -> list[str]:
    return sorted(__all__)
