"""Parse articles with spaCy, once each, cached by content; language models are loaded only here."""

from __future__ import annotations

from analysis._inputs import default_cache
from analysis.annotation._annotate import AnnotatedCorpus, annotate
from analysis.annotation._pipeline import fingerprint

__all__ = ["AnnotatedCorpus", "annotate", "default_cache", "fingerprint"]


def __dir__() -> list[str]:
    return sorted(__all__)
