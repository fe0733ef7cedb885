"""Find quote attributions and summarise them by speaker, kind and cue.

Attributions in the sense of PolNeAR: a content, the cue that reports it and the source it is ascribed to
(Newell et al. 2018, "An Attribution Relations Corpus for Political News", LREC).
"""

from __future__ import annotations

from analysis.quotes._accuracy import accuracy_by_confidence, accuracy_by_kind, describe_accuracy
from analysis.quotes._attribution import Attribution, Finder
from analysis.quotes._cues import cue_frequencies, cue_tone
from analysis.quotes._display import Quotes
from analysis.quotes._find import find_quotes, keep_sure, marked_terms
from analysis.quotes._records import (
    ATTRIBUTIONS,
    QuoteRecord,
    ResolvedAttribution,
    UnclaimedQuotation,
    attributions_step,
)
from analysis.quotes._speakers import name_speakers, shared_speakers, speakers
from analysis.quotes._summaries import (
    kinds_by_article,
    speaker_kinds,
    speakers_by_article,
    speech_by_article,
    words_by_speaker_kind,
)
from analysis.quotes.marks._pairing import quotation_spans

__all__ = [
    "ATTRIBUTIONS",
    "Attribution",
    "Finder",
    "QuoteRecord",
    "Quotes",
    "ResolvedAttribution",
    "UnclaimedQuotation",
    "accuracy_by_confidence",
    "accuracy_by_kind",
    "attributions_step",
    "cue_frequencies",
    "cue_tone",
    "describe_accuracy",
    "find_quotes",
    "keep_sure",
    "kinds_by_article",
    "marked_terms",
    "name_speakers",
    "quotation_spans",
    "shared_speakers",
    "speaker_kinds",
    "speakers",
    "speakers_by_article",
    "speech_by_article",
    "words_by_speaker_kind",
]


def __dir__() -> list[str]:
    return sorted(__all__)
