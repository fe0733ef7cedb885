"""Operations on spans: half-open intervals (start, end), in code points of a text unless said otherwise.

A list of spans stands for the set of places that lie in any of them. An empty span has no place in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TypeVar

#: The first place of a stretch, and the one after its last.
Span = tuple[int, int]
Spans = tuple[Span, ...]

#: A span, or a tuple that begins with one.
_Placed = TypeVar("_Placed", bound=tuple[int, ...])


def shared_length(a: Span, b: Span) -> int:
    """Return how many places two spans share.

    Example:
        >>> shared_length((0, 5), (3, 9)), shared_length((0, 5), (5, 9))
        (2, 0)
    """
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def overlaps(a: Span, b: Span) -> bool:
    """Return whether two spans share a place.

    Example:
        >>> overlaps((0, 5), (4, 9)), overlaps((0, 5), (5, 9))
        (True, False)
    """
    return max(a[0], b[0]) < min(a[1], b[1])


def meet(spans: Iterable[Span], others: Iterable[Span]) -> bool:
    """Return whether two sets of spans share a place.

    Example:
        >>> meet([(0, 5), (8, 9)], [(7, 12)])
        True
    """
    spans = list(spans)
    return any(overlaps(span, other_span) for other_span in others for span in spans)


def contains(outer: Span, inner: Span) -> bool:
    """Return whether a span lies wholly within another.

    Example:
        >>> contains((0, 5), (3, 5)), contains((0, 5), (3, 6))
        (True, False)
    """
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def inside_any(span: Span, spans: Iterable[Span]) -> bool:
    """Return whether a span lies wholly within one of several; for a single place ask for (place, place + 1).

    Example:
        >>> inside_any((21, 22), [(0, 5), (20, 30)])
        True
    """
    return any(contains(outer, span) for outer in spans)


def merge(spans: Iterable[Span], *, text: str = "") -> list[Span]:
    """Return the same places as disjoint spans in order, those that overlap or touch as one.

    Args:
        spans: In any order.
        text: Where given, spans with nothing but its white space between them become one too.

    Example:
        >>> merge([(6, 9), (0, 4), (3, 5)]), merge([(6, 9), (0, 5)], text="They spoke")
        ([(0, 5), (6, 9)], [(0, 5), (6, 9)])
    """
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and (start <= merged[-1][1] or text[merged[-1][1] : start].isspace()):
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def intersect(spans: Iterable[Span], others: Iterable[Span]) -> list[Span]:
    """Return the parts of `spans` that lie in one of `others`, which are disjoint, in the order of `spans`.

    Example:
        >>> intersect([(0, 10), (20, 30)], [(4, 6), (25, 40)])
        [(4, 6), (25, 30)]
    """
    ordered = sorted(others)
    parts = ((max(a[0], b[0]), min(a[1], b[1])) for a in spans for b in ordered)
    return [(start, end) for start, end in parts if start < end]


def subtract(spans: Iterable[Span], taken: Iterable[Span]) -> list[Span]:
    """Return the parts of `spans` that lie in none of `taken`, in the order of `spans`.

    Example:
        >>> subtract([(0, 10), (20, 30)], [(4, 6), (25, 40)])
        [(0, 4), (6, 10), (20, 25)]
    """
    ordered = sorted(taken)
    remaining: list[Span] = []
    for start, end in spans:
        position = start
        for low, high in ordered:
            if overlaps((position, end), (low, high)):
                if position < low:
                    remaining.append((position, low))
                position = high
        if position < end:
            remaining.append((position, end))
    return remaining


def covered_length(spans: Iterable[Span]) -> int:
    """Return how many places lie in any of the spans, each counted once.

    Example:
        >>> covered_length([(0, 4), (2, 6), (9, 10)])
        7
    """
    return sum(end - start for start, end in merge(spans))


def jaccard(a: Iterable[Span], b: Iterable[Span]) -> float:
    """Return the share of the places in either of two sets of spans that lie in both (Jaccard 1901), 0 to 1.

    Example:
        >>> jaccard([(0, 4)], [(2, 3), (3, 6)])
        0.3333333333333333
    """
    a, b = list(a), list(b)
    shared = covered_length(intersect(a, b))
    return shared / covered_length([*a, *b]) if shared else 0.0


def cut(span: Span, places: Iterable[int]) -> Iterator[Span]:
    """Yield the pieces of a span that is cut at each of some places; places outside of it cut nothing.

    Example:
        >>> list(cut((0, 10), [4, 7, 12]))
        [(0, 4), (4, 7), (7, 10)]
    """
    start, end = span
    yield from pairwise(sorted({start, end, *(place for place in places if start < place < end)}))


def longest_disjoint(spans: Iterable[_Placed]) -> list[_Placed]:
    """Return, of spans that overlap, the longest and of equals the first, in order.

    Args:
        spans: Spans, or tuples that begin with one, whose further fields decide between equal spans.

    Example:
        >>> longest_disjoint([(0, 2), (1, 5), (5, 6)])
        [(1, 5), (5, 6)]
    """
    chosen: list[_Placed] = []
    occupied: set[int] = set()
    for span in sorted(spans, key=lambda span: (span[0] - span[1], span)):
        places = range(span[0], span[1])
        if occupied.isdisjoint(places):
            occupied.update(places)
            chosen.append(span)
    return sorted(chosen)
