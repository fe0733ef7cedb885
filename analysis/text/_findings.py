"""A finding: a sentence with its numbers, and where a page shows what it says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence that says what an analysis found.

    Attributes:
        sentence: With the numbers as the tables have them.
        link: The id of the heading or chart that shows it, without `#`; "" where there is none.
        weight: How telling it is, from 0 (a description) to 100 (a contradiction); the overview leads with the highest.
    """

    sentence: str
    link: str = ""
    weight: int = 0
