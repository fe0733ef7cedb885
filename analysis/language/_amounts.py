"""Which words scale, hedge and measure a number? Data."""

from __future__ import annotations

#: Words that multiply the number before them.
SCALES: dict[str, float] = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "bn": 1e9,
    "m": 1e6,
}

#: Words before a number that say it is the least ("more than 30", "at least 30"), by their last word.
LEAST: frozenset[str] = frozenset({"over", "least", "than", "exceeding"})

#: Words before "than" that turn it round ("fewer than 30"), and words that say a number is the most.
FEWER: frozenset[str] = frozenset({"fewer", "less", "under"})
MOST: frozenset[str] = frozenset({"nearly", "almost", "under", "most", "below", "to"})

#: Words that say a number is not exact.
ABOUT: frozenset[str] = frozenset(
    {"about", "around", "some", "roughly", "approximately", "estimated", "circa"}
)

#: Signs of money, and words for shares.
CURRENCIES: frozenset[str] = frozenset({"$", "€", "£", "¥", "₩", "US$"})
SHARES: frozenset[str] = frozenset({"percent", "%", "pct"})  # and "per cent", in two words

#: Words before a number that choose a stretch of a row ("the last nine contests"): nothing is counted.
STRETCHES: frozenset[str] = frozenset({"last", "past", "first", "next", "previous", "latest", "coming"})

#: Words between the two ends of a range ("20 to 30", "20 or 30").
RANGES: frozenset[str] = frozenset({"to", "and", "or", "-", "–", "—"})

#: Words after a number that leave out some who were named before ("and three other delegates").
OTHERS: frozenset[str] = frozenset({"other", "others", "more", "additional", "further", "remaining"})

#: Words of a sentence that speaks of what is not so, or not yet.
SUPPOSED: frozenset[str] = frozenset({"would", "could", "might", "if", "unless", "hypothetical"})
