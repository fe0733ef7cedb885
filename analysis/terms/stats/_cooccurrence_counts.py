"""Co-occurrence counts that fit in memory.

A hundred nodes in twenty thousand articles have a million different collocates; a `Counter` takes a hundred bytes
for each, and three counters are needed. Here a pair is one integer, and pairs are summed a million at a time.
"""

from __future__ import annotations

from array import array
from typing import NamedTuple

import numpy as np

from analysis._arrays import Ints

#: A pair's number is `node * _NODE_STRIDE + collocate`.
_NODE_STRIDE = 1 << 40
_BUFFER_SIZE = 1_000_000


class NodeCollocates(NamedTuple):
    """Collocates of one node by ascending number: counts in all, on its left, and of articles."""

    numbers: Ints
    counts: Ints
    left: Ints
    articles: Ints


class PairCounts:
    """Counts of pairs of a node and a collocate, both by number."""

    def __init__(self) -> None:
        self._pairs = array("q")
        self._left = array("b")
        self._first = array("b")
        self._pair_ids = np.empty(0, dtype=np.int64)
        self._sums = np.empty((3, 0), dtype=np.int64)

    def add(self, node: int, collocate: int, *, left: bool, first: bool) -> None:
        """Count a co-occurrence; `left` where the collocate stands before, `first` where it is the article's first."""
        self._pairs.append(node * _NODE_STRIDE + collocate)
        self._left.append(left)
        self._first.append(first)
        if len(self._pairs) >= _BUFFER_SIZE:
            self._sum_up()

    def of_node(self, node: int) -> NodeCollocates:
        """Return the collocates counted for a node so far."""
        self._sum_up()
        low, high = np.searchsorted(self._pair_ids, [node * _NODE_STRIDE, (node + 1) * _NODE_STRIDE])
        return NodeCollocates(self._pair_ids[low:high] - node * _NODE_STRIDE, *self._sums[:, low:high])

    def _sum_up(self) -> None:
        if not self._pairs:
            return
        pairs = np.frombuffer(self._pairs, dtype=np.int64)
        increments = (
            np.ones(len(pairs)),
            np.frombuffer(self._left, np.int8),
            np.frombuffer(self._first, np.int8),
        )
        pair_ids, positions = np.unique(np.concatenate([self._pair_ids, pairs]), return_inverse=True)
        sums = [
            np.bincount(positions, weights=np.concatenate([old, new]), minlength=len(pair_ids))
            for old, new in zip(self._sums, increments, strict=True)
        ]
        self._pair_ids, self._sums = pair_ids, np.stack(sums).astype(np.int64)
        self._pairs, self._left, self._first = array("q"), array("b"), array("b")
