"""Co-occurrence counts that fit in memory: sums of very many small events, in a few numbers each.

A hundred words of twenty thousand articles meet a million different others; a `Counter` takes a hundred bytes
for each, and three of them are needed. Here a pair is one integer, and pairs are summed a million at a time.
"""

from __future__ import annotations

from array import array
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]

#: Room for collocates: a pair is `node * _WIDE + collocate`.
_WIDE = 1 << 40
_AT_ONCE = 1_000_000


class Met(NamedTuple):
    """Collocates of one node by ascending number: counts in all, on its left, and of articles."""

    collocates: Integers
    together: Integers
    left: Integers
    articles: Integers


class Meetings:
    """Counts of pairs of a node and a collocate, both by number."""

    def __init__(self) -> None:
        self._pairs = array("q")
        self._left = array("b")
        self._first = array("b")
        self._known = np.empty(0, dtype=np.int64)
        self._sums = np.empty((3, 0), dtype=np.int64)

    def add(self, node: int, collocate: int, *, left: bool, first: bool) -> None:
        """Count a meeting; `left` where the collocate stands before, `first` where it is the article's first."""
        self._pairs.append(node * _WIDE + collocate)
        self._left.append(left)
        self._first.append(first)
        if len(self._pairs) >= _AT_ONCE:
            self._sum_up()

    def of(self, node: int) -> Met:
        """Return what a node has met so far."""
        self._sum_up()
        low, high = np.searchsorted(self._known, [node * _WIDE, (node + 1) * _WIDE])
        return Met(self._known[low:high] - node * _WIDE, *self._sums[:, low:high])

    def _sum_up(self) -> None:
        if not self._pairs:
            return
        pairs = np.frombuffer(self._pairs, dtype=np.int64)
        parts = (np.ones(len(pairs)), np.frombuffer(self._left, np.int8), np.frombuffer(self._first, np.int8))
        known, place = np.unique(np.concatenate([self._known, pairs]), return_inverse=True)
        sums = [
            np.bincount(place, weights=np.concatenate([old, new]), minlength=len(known)).astype(np.int64)
            for old, new in zip(self._sums, parts, strict=True)
        ]
        self._known, self._sums = known, np.stack(sums)
        self._pairs, self._left, self._first = array("q"), array("b"), array("b")
