"""Nouns for bodies that are named after the person who leads them."""

from __future__ import annotations

#: Nouns for what somebody leads and that goes by his name → the noun it is compared under.
GOVERNMENT_NOUNS: dict[str, str] = {
    "administration": "administration",
    "government": "administration",
    "cabinet": "cabinet",
    "campaign": "campaign",
}
