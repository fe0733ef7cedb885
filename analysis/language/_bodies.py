"""Which bodies are named after a person or a year? Data."""

from __future__ import annotations

#: Nouns for what somebody leads and that goes by his name → the noun it is compared under.
GOVERNMENT_NOUNS: dict[str, str] = {
    "administration": "administration",
    "government": "administration",
    "cabinet": "cabinet",
    "campaign": "campaign",
}

#: Nouns for bodies, agreements and papers that a year in front tells apart from others; two words, so that the year
#: and they are enough to know one by.
DATED_NOUNS: tuple[str, ...] = (
    "working group",
    "task force",
    "joint statement",
    "joint declaration",
    "nuclear deal",
    "nuclear agreement",
    "nuclear accord",
    "trade deal",
    "trade agreement",
    "peace deal",
    "peace agreement",
    "peace treaty",
    "peace accord",
    "climate accord",
    "climate agreement",
    "agreed framework",
    "fact sheet",
    "white paper",
    "security pact",
    "defense treaty",
    "defence treaty",
)
