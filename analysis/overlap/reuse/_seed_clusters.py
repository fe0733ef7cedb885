"""Which hits belong together? Clusters in the plane of two articles, whatever the order of the words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.overlap.reuse._ngram_index import CONTIGUOUS, PATTERNS, RUN, Places, covered_words
from analysis.overlap.reuse._word_table import Floats, Longs, WordTable, distinct

# Hits clustered at a time; bounds memory.
_BLOCK = 1_000_000


_COUNTED = 22  # bits of the table in which labels are counted before they are sorted
_SPREAD = 0x9E3779B1  # an odd factor that scatters neighbouring labels (Knuth 1998, vol. 3, p. 516)


@dataclass(frozen=True)
class Need:
    """What a cluster must have to be looked at.

    Attributes:
        gap: Words without a hit that part two clusters, on either side.
        bits: Surprisal of the words hit, on both sides.
        news: The same by what they tell beyond set phrases and names; excused from it is a cluster with a run
            of eight words, or with
        triples: so many contiguous triples.
    """

    gap: int
    bits: float
    news: float
    triples: int


@dataclass(frozen=True)
class Boxes:
    """Clusters as rectangles: indices of the first and last word on either side (inclusive)."""

    first_a: Longs
    last_a: Longs
    first_b: Longs
    last_b: Longs

    def __len__(self) -> int:
        return len(self.first_a)

    def take(self, chosen: Longs) -> Boxes:
        """Return the boxes at the given indices."""
        return Boxes(self.first_a[chosen], self.last_a[chosen], self.first_b[chosen], self.last_b[chosen])


def join_boxes(parts: list[Boxes]) -> Boxes:
    """Return all boxes of the parts, in the order of their places."""
    columns = ("first_a", "last_a", "first_b", "last_b")
    empty = [np.zeros(0, dtype=np.int64)]
    joined = [np.concatenate([getattr(part, name) for part in parts] + empty) for name in columns]
    return Boxes(*joined).take(np.lexsort((joined[2], joined[0])))


def _split(label: Longs, low: Longs, high: Longs, gap: int) -> Longs:
    """Split each label where nothing lies for more than `gap` words along one axis."""
    order = np.argsort(label * (int(low.max()) + 1) + low)
    label, low, high = label[order], low[order], high[order]
    # Ends are compared by their running maximum within the label: a long interval may cover the next ones.
    change = np.concatenate([[True], label[1:] != label[:-1]])
    base = (np.cumsum(change) - 1) * (int(high.max()) + gap + 2)
    reach = np.maximum.accumulate(high + base) - base
    cut = change.copy()
    cut[1:] |= low[1:] - reach[:-1] > gap
    new = np.empty_like(label)
    new[order] = np.cumsum(cut) - 1
    return new


def cluster_boxes(label: Longs, boxes: Boxes, gap: int) -> Longs:
    """Return a finer label: cuts along both axes in turn until none is left (Nagy and Seth 1984: XY-cut).

    A gap in a cluster is a gap in each of its parts, so it does not matter which axis is cut first.
    """
    if not len(boxes):
        return label
    count = -1
    while True:
        label = _split(label, boxes.first_a, boxes.last_a, gap)
        label = _split(label, boxes.first_b, boxes.last_b, gap)
        if (now := int(label.max()) + 1) == count:
            return label
        count = now


def hull(label: Longs, boxes: Boxes) -> Boxes:
    """Return the smallest rectangle around the boxes of each label."""
    order = np.argsort(label, kind="stable")
    at = np.flatnonzero(np.concatenate([[True], np.diff(label[order]) > 0]))
    return Boxes(
        np.minimum.reduceat(boxes.first_a[order], at),
        np.maximum.reduceat(boxes.last_a[order], at),
        np.minimum.reduceat(boxes.first_b[order], at),
        np.maximum.reduceat(boxes.last_b[order], at),
    )


def _weight(label: Longs, places: Places, weigh: Callable[[Longs], Floats], table: WordTable) -> Floats:
    """Return the bits of all different words that the entries of each label cover."""
    words, entry = covered_words(places)
    size = len(table)
    different = distinct(label[entry] * size + words)
    bits = weigh(different % size)
    return np.asarray(np.bincount(different // size, weights=bits), dtype=np.float64)


def _crowded(label: Longs) -> Longs:
    """Return the indices of most hits whose label has another one, by counting labels in a table of fixed size."""
    slot = (label * _SPREAD) % (1 << _COUNTED)
    return np.flatnonzero(np.bincount(slot, minlength=1 << _COUNTED)[slot] > 1)


def _without_single(label: Longs, *places: Places) -> tuple[Longs, ...]:
    """Drop hits that are alone in their label, and number the labels anew: one hit cannot make a passage."""
    order = np.argsort(label)
    label = label[order]
    again = label[1:] == label[:-1]
    keep = np.flatnonzero(np.append(again, False) | np.insert(again, 0, False))
    order, label = order[keep], label[keep]
    number = np.cumsum(np.insert(label[1:] != label[:-1], 0, False)) if len(label) else label
    return (number, *(each[order] for each in places))


def _promising(table: WordTable, label: Longs, left: Places, right: Places, need: Need) -> NDArray[np.bool_]:
    """Tell of each label whether its hits could be the core of a passage."""
    plain = partial(_weight, table=table, weigh=lambda at: table.surprisal[table.word[at]])
    good = np.minimum(plain(label, left), plain(label, right)) >= need.bits
    at = np.flatnonzero(good[label])
    some = partial(_weight, table=table, weigh=table.telling)
    number = np.cumsum(good) - 1
    news = np.minimum(some(number[label[at]], left[at]), some(number[label[at]], right[at]))
    pattern = left[at] % len(PATTERNS)
    long = np.bincount(label[at], weights=pattern == RUN, minlength=len(good)) > 0
    long |= np.bincount(label[at], weights=pattern == CONTIGUOUS, minlength=len(good)) >= need.triples
    good[good] = news >= need.news
    return np.asarray(good | long)


def _block_clusters(table: WordTable, left: Places, right: Places, need: Need) -> Boxes:
    """Cluster the hits of some articles, and keep the clusters that could be the core of a passage."""
    kinds = len(PATTERNS)
    last = np.array([offsets[-1] for offsets in PATTERNS])
    label = table.segment[left // kinds].astype(np.int64) * len(table.article) + table.segment[right // kinds]
    crowded = _crowded(label)
    label, left, right = _without_single(label[crowded], left[crowded], right[crowded])
    first_a, first_b = left // kinds, right // kinds
    boxes = Boxes(first_a, first_a + last[left % kinds], first_b, first_b + last[right % kinds])
    label, index = _without_single(cluster_boxes(label, boxes, need.gap), np.arange(len(label)))
    if not len(label):
        return join_boxes([])
    promising = _promising(table, label, left[index], right[index], need)
    return hull(label, boxes.take(index)).take(np.flatnonzero(promising))


def find_clusters(table: WordTable, left: NDArray[Any], right: NDArray[Any], need: Need) -> Boxes:
    """Return the rectangles in which two articles share many words, in the order of their places.

    Args:
        table: The words.
        left: Places of the hits in the earlier article.
        right: Places of the hits in the later article.
        need: What a cluster must have.
    """
    owner = table.segment[left // len(PATTERNS)]
    edges = [0]
    if len(left):
        filled = np.cumsum(np.bincount(owner, minlength=len(table.article)))
        edges += [int(np.searchsorted(filled, mark)) + 1 for mark in range(_BLOCK, int(filled[-1]), _BLOCK)]
    edges.append(len(table.article))
    blocks = []
    for low, high in pairwise(edges):
        chosen = np.flatnonzero((owner >= low) & (owner < high)) if len(edges) > 2 else slice(None)
        one, other = left[chosen].astype(np.int64), right[chosen].astype(np.int64)
        blocks.append(_block_clusters(table, one, other, need))
    return join_boxes(blocks)
