"""A file within a file, with what the file around it says of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Packed:
    """A file within a file.

    Attributes:
        place: What it is called within its package ("chapter 3"), or "" for the one that a package is about.
        suffix: What it is, as the ending of a file.
        raw: Its bytes; empty where it is refused.
        facts: What the package says of it.
        reason: Why it is no article, where that is known.
    """

    place: str
    suffix: str
    raw: bytes
    facts: Mapping[str, str] = field(default_factory=dict)
    reason: str | None = None
