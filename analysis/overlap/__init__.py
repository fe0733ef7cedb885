"""What do articles share, and where do they disagree?"""

from __future__ import annotations

from analysis.overlap._compare_articles import compare_articles
from analysis.overlap._compare_pair import ArticlePair, compare_pair
from analysis.overlap._overlaps import OVERLAP_KINDS, gather_overlaps, phrases_outside
from analysis.overlap._shared_sources import choose_columns, compare_sources, count_sources
from analysis.overlap._summary import describe_passages, summarise_overlap
from analysis.overlap.differences._descriptions import compare_descriptions
from analysis.overlap.differences._quantities import compare_numbers
from analysis.overlap.differences._spellings import compare_spellings
from analysis.overlap.paraphrase._alignment import align_counts, align_paraphrases
from analysis.overlap.provenance._direction import derive_copies
from analysis.overlap.provenance._source_groups import group_copies
from analysis.overlap.reuse._passage_classes import CLASSES, classify_passages, find_copies
from analysis.overlap.reuse._passages import find_passages
from analysis.overlap.reuse._phrases import shared_phrases
from analysis.overlap.reuse._quotations import shared_quotations
from analysis.overlap.reuse._word_diff import compare_wordings

__all__ = [
    "CLASSES",
    "OVERLAP_KINDS",
    "ArticlePair",
    "align_counts",
    "align_paraphrases",
    "choose_columns",
    "classify_passages",
    "compare_articles",
    "compare_descriptions",
    "compare_numbers",
    "compare_pair",
    "compare_sources",
    "compare_spellings",
    "compare_wordings",
    "count_sources",
    "derive_copies",
    "describe_passages",
    "find_copies",
    "find_passages",
    "gather_overlaps",
    "group_copies",
    "phrases_outside",
    "shared_phrases",
    "shared_quotations",
    "summarise_overlap",
]


def __dir__() -> list[str]:
    return sorted(__all__)
