"""How often is a construction with this cue an attribution? Rates measured on annotated news."""

from __future__ import annotations

from functools import cache

from analysis.language._cue_rates import PATTERN_RATES, VERB_RATES

#: A verb's own count weighs against its construction's average as much as this many sightings.
_PRIOR_WEIGHT = 3.0

#: Constructions too rare in the annotated news to measure; set by hand.
_UNMEASURED = {"tweet": 0.8}


def rate(pattern: str, lemma: str) -> float:
    """Return the share of a pattern's candidates with this lemma that are right, in [0, 1].

    The lemma's own share is drawn towards that of unlisted lemmas in the pattern, the more the rarer it is.
    """
    base = PATTERN_RATES.get(pattern, _UNMEASURED.get(pattern, 0.0))
    right, seen = _counts().get((lemma, pattern), (0, 0))
    return round((right + _PRIOR_WEIGHT * base) / (seen + _PRIOR_WEIGHT), 3)


@cache
def _counts() -> dict[tuple[str, str], tuple[int, int]]:
    table: dict[tuple[str, str], tuple[int, int]] = {}
    for entry in " ".join(VERB_RATES.split()).split("; "):
        lemma_and_first, *others = entry.split(", ") if entry else ("",)
        *words, pattern, right, seen = lemma_and_first.split(" ") if entry else ("", "", "0", "0")
        lemma = " ".join(words)
        table[lemma, pattern] = int(right), int(seen)
        for other in others:
            pattern, right, seen = other.split(" ")
            table[lemma, pattern] = int(right), int(seen)
    return table
