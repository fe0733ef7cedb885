"""Tell which passages of an article are one stretch of it, by how much they overlap."""

from __future__ import annotations

from collections import defaultdict

import pandas as pd

from analysis.text import shared_length

#: A stretch of an article: its identifier, and the span in its text.
Place = tuple[str, int, int]

#: Minimum share of the longer of two stretches in common for them to be one place; flat between 0.3 and 0.9 on the 13
#: groups of 924 articles of political news.
_MIN_SHARED = 0.5


def canonical_places(passages: pd.DataFrame) -> dict[Place, Place]:
    """Return the canonical place of each stretch: nearly equal stretches of one article are one place."""
    spans = {
        place
        for side in "ab"
        for place in zip(
            passages[f"doc_{side}"], passages[f"start_{side}"], passages[f"end_{side}"], strict=True
        )
    }
    place_of: dict[Place, Place] = {}
    open_places: dict[str, list[Place]] = defaultdict(list)
    for doc_id, start, end in sorted(spans):
        place = str(doc_id), int(start), int(end)
        # Sorted by start: a place that ended before this one starts overlaps no later one either.
        overlapping = open_places[place[0]] = [
            earlier for earlier in open_places[place[0]] if earlier[2] > place[1]
        ]
        same = [earlier for earlier in overlapping if _is_same_place(earlier, place)]
        place_of[place] = same[0] if same else place
        if not same:
            overlapping.append(place)
    return place_of


def _is_same_place(a: Place, b: Place) -> bool:
    return shared_length(a[1:], b[1:]) >= _MIN_SHARED * max(a[2] - a[1], b[2] - b[1])
