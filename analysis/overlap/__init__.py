"""Find what articles share, which took from which, and where they disagree."""

from __future__ import annotations

from analysis.overlap._compare_articles import compare_articles
from analysis.overlap._compare_pair import ArticlePair, compare_pair
from analysis.overlap._overlaps import OVERLAP_KINDS, collect_overlaps, phrases_outside_passages
from analysis.overlap._same_texts import find_same_texts
from analysis.overlap._shared_sources import choose_source_columns, compare_sources, count_sources
from analysis.overlap._summary import summarise_left_out, summarise_overlap, summarise_passages
from analysis.overlap.classes._passage_classes import classify_passages, find_copies
from analysis.overlap.differences._descriptions import compare_descriptions
from analysis.overlap.differences._quantities import compare_numbers
from analysis.overlap.differences._spellings import compare_spellings
from analysis.overlap.paraphrase._alignment import align_counts, align_paraphrases
from analysis.overlap.paraphrase._sentences import SENTENCES
from analysis.overlap.provenance._agency_copy import find_agency_copy, leave_out_agency_copy
from analysis.overlap.provenance._direction import infer_derivation
from analysis.overlap.provenance._own_shares import count_own_words
from analysis.overlap.provenance._source_groups import group_by_source
from analysis.overlap.provenance._story_trees import trace_stories
from analysis.overlap.reuse._headlines import find_same_headlines
from analysis.overlap.reuse._left_out import find_left_out
from analysis.overlap.reuse._passages import find_passages
from analysis.overlap.reuse._phrases import shared_phrases
from analysis.overlap.reuse._quotations import shared_quotations
from analysis.overlap.stories._accounts import describe_stories
from analysis.overlap.stories._groups import group_stories

__all__ = [
    "OVERLAP_KINDS",
    "SENTENCES",
    "ArticlePair",
    "align_counts",
    "align_paraphrases",
    "choose_source_columns",
    "classify_passages",
    "collect_overlaps",
    "compare_articles",
    "compare_descriptions",
    "compare_numbers",
    "compare_pair",
    "compare_sources",
    "compare_spellings",
    "count_own_words",
    "count_sources",
    "describe_stories",
    "find_agency_copy",
    "find_copies",
    "find_left_out",
    "find_passages",
    "find_same_headlines",
    "find_same_texts",
    "group_by_source",
    "group_stories",
    "infer_derivation",
    "leave_out_agency_copy",
    "phrases_outside_passages",
    "shared_phrases",
    "shared_quotations",
    "summarise_left_out",
    "summarise_overlap",
    "summarise_passages",
    "trace_stories",
]


def __dir__() -> list[str]:
    return sorted(__all__)
