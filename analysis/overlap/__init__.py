"""What do articles share, and where do they disagree?"""

from __future__ import annotations

from analysis.overlap._amounts import compare_numbers
from analysis.overlap._classes import CLASSES, classify_passages, find_copies
from analysis.overlap._derivation import derive_copies
from analysis.overlap._descriptions import compare_descriptions
from analysis.overlap._groups import group_copies
from analysis.overlap._one_pair import ArticlePair, compare_pair
from analysis.overlap._pairs import compare_articles
from analysis.overlap._paraphrases import align_counts, align_paraphrases
from analysis.overlap._passages import find_passages
from analysis.overlap._phrases import shared_phrases
from analysis.overlap._quotations import shared_quotations
from analysis.overlap._sources import choose_columns, compare_sources, count_sources
from analysis.overlap._spellings import compare_spellings
from analysis.overlap._summary import describe_passages, summarise_overlap
from analysis.overlap._together import OVERLAP_KINDS, gather_overlaps, phrases_outside
from analysis.overlap._wording import compare_wordings

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
