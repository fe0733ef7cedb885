"""Who is quoted, saying what, and how does the article say so?

Attributions in the sense of PolNeAR: a content, the cue that reports it and the source it is ascribed to
(Newell et al. 2018, "An Attribution Relations Corpus for Political News", LREC).
"""

from __future__ import annotations

from analysis.quotes._attribution import Attribution, Finder
from analysis.quotes._cue_table import cue_frequencies, cue_tone
from analysis.quotes._find import find_quotes, keep_sure, marked_terms
from analysis.quotes._marks import quotation_spans
from analysis.quotes._speakers import speakers
from analysis.quotes._table import Quotes
from analysis.quotes._views import kinds_by_article, shared_speakers, speaker_kinds

__all__ = [
    "Attribution",
    "Finder",
    "Quotes",
    "cue_frequencies",
    "cue_tone",
    "find_quotes",
    "keep_sure",
    "kinds_by_article",
    "marked_terms",
    "quotation_spans",
    "shared_speakers",
    "speaker_kinds",
    "speakers",
]


def __dir__() -> list[str]:
    return sorted(__all__)
