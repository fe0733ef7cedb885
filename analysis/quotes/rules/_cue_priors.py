"""How often is a construction with this cue an attribution? Rates measured on annotated news."""

from __future__ import annotations

from analysis.language import ENGLISH

#: A verb's own count weighs against its construction's average as much as this many sightings.
_PRIOR_WEIGHT = 3.0


def rate(pattern: str, lemma: str) -> float:
    """Return the share of a pattern's candidates with this lemma that are right, in [0, 1].

    The lemma's own share is drawn towards that of unlisted lemmas in the pattern, the more the rarer it is.
    """
    base = ENGLISH.cues.pattern_rates.get(pattern, 0.0)
    right, seen = ENGLISH.cues.rates.get((lemma, pattern), (0, 0))
    return round((right + _PRIOR_WEIGHT * base) / (seen + _PRIOR_WEIGHT), 3)
