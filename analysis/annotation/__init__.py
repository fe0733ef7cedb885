"""Read each article once: its parse by spaCy and the records of the analyses, kept by content."""

from __future__ import annotations

from analysis._inputs import default_cache
from analysis.annotation._annotate import AnnotatedCorpus, annotate
from analysis.annotation._cluster import connect_cluster
from analysis.annotation._once import once_a_corpus
from analysis.annotation._pipeline import fingerprint
from analysis.annotation._records import Reduction, Step
from analysis.annotation._tokens import TOKENS, Tokens, tokens_of

__all__ = [
    "TOKENS",
    "AnnotatedCorpus",
    "Reduction",
    "Step",
    "Tokens",
    "annotate",
    "connect_cluster",
    "default_cache",
    "fingerprint",
    "once_a_corpus",
    "tokens_of",
]


def __dir__() -> list[str]:
    return sorted(__all__)
