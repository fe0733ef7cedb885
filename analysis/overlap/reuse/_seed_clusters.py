"""Cluster index hits in the plane of two articles, whatever the order of the words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from analysis._arrays import Floats, Ints
from analysis.overlap.reuse._hit_store import Hits
from analysis.overlap.reuse._hits import PATTERNS, covered_words
from analysis.overlap.reuse._word_table import WordTable, distinct

# Bits of the table in which labels are counted before they are sorted: a bound on memory, not on findings.
_COUNT_BITS = 22
_SCATTER = 0x9E3779B1  # an odd factor that scatters neighbouring labels (Knuth 1998, vol. 3, p. 516)


@dataclass(frozen=True)
class Boxes:
    """Clusters as rectangles: indices of the first and last word on each side (inclusive)."""

    first_a: Ints
    last_a: Ints
    first_b: Ints
    last_b: Ints

    def __len__(self) -> int:
        return len(self.first_a)

    @property
    def sides(self) -> tuple[Ints, Ints, Ints, Ints]:
        """The four columns."""
        return self.first_a, self.last_a, self.first_b, self.last_b

    def take(self, index: Ints) -> Boxes:
        """Return the boxes at the given indices."""
        return Boxes(*(side[index] for side in self.sides))


class Clusters(NamedTuple):
    """Clusters in the order of their places, and the bits that the words hit have on the side that has less."""

    boxes: Boxes
    bits: Floats

    def take(self, index: Ints) -> Clusters:
        """Return the clusters at the given indices."""
        return Clusters(self.boxes.take(index), self.bits[index])


def _cut_axis(label: Ints, start: Ints, end: Ints, gap: int) -> Ints:
    """Split each label at gaps of more than `gap` words along one axis."""
    order = np.argsort(label * (int(start.max()) + 1) + start)
    label, start, end = label[order], start[order], end[order]
    # Ends are compared by their running maximum within the label, as a long interval may cover later ones.
    is_first = np.concatenate([[True], label[1:] != label[:-1]])
    label_offset = (np.cumsum(is_first) - 1) * (int(end.max()) + gap + 2)
    furthest_end = np.maximum.accumulate(end + label_offset) - label_offset
    is_cut = is_first.copy()
    is_cut[1:] |= start[1:] - furthest_end[:-1] > gap
    new_label = np.empty_like(label)
    new_label[order] = np.cumsum(is_cut) - 1
    return new_label


def cluster_boxes(label: Ints, boxes: Boxes, gap: int) -> Ints:
    """Return a finer label by cutting along both axes in turn until no gap is left (XY-cut: Nagy and Seth 1984).

    A gap in a cluster is a gap in each of its parts, so the order of the axes does not matter.
    """
    if not len(boxes):
        return label
    count = -1
    while True:
        label = _cut_axis(label, boxes.first_a, boxes.last_a, gap)
        label = _cut_axis(label, boxes.first_b, boxes.last_b, gap)
        if (new_count := int(label.max()) + 1) == count:
            return label
        count = new_count


def hull(label: Ints, boxes: Boxes) -> Boxes:
    """Return the smallest rectangle around the boxes of each label."""
    order = np.argsort(label, kind="stable")
    label_start = np.flatnonzero(np.concatenate([[True], np.diff(label[order]) > 0]))
    return Boxes(
        np.minimum.reduceat(boxes.first_a[order], label_start),
        np.maximum.reduceat(boxes.last_a[order], label_start),
        np.minimum.reduceat(boxes.first_b[order], label_start),
        np.maximum.reduceat(boxes.last_b[order], label_start),
    )


def _bits(table: WordTable, label: Ints, places: Ints) -> Floats:
    """Return, by label, the bits of all distinct words that its entries cover."""
    words, entry = covered_words(places)
    size = len(table)
    distinct_words = distinct(label[entry] * size + words)
    bits = table.surprisal[table.word[distinct_words % size]]
    return np.asarray(np.bincount(distinct_words // size, weights=bits), dtype=np.float64)


def _drop_most_singletons(label: Ints) -> Ints:
    """Return the indices of the hits, without most of those alone in their label, by counting hashed labels."""
    slot = (label * _SCATTER) % (1 << _COUNT_BITS)
    return np.flatnonzero(np.bincount(slot, minlength=1 << _COUNT_BITS)[slot] > 1)


def _drop_singletons(label: Ints, *places: Ints) -> tuple[Ints, ...]:
    """Drop hits that are alone in their label, since one hit makes no passage, and renumber the labels."""
    order = np.argsort(label)
    label = label[order]
    repeats = label[1:] == label[:-1]
    keep = np.flatnonzero(np.append(repeats, False) | np.insert(repeats, 0, False))
    order, label = order[keep], label[keep]
    new_label = np.cumsum(np.insert(label[1:] != label[:-1], 0, False)) if len(label) else label
    return (new_label, *(values[order] for values in places))


def find_clusters(table: WordTable, hits: Hits, *, gap: int, bits: float) -> Clusters:
    """Return the rectangles in which two articles share many words, in the order of their places.

    Args:
        table: The words.
        hits: The places that articles share.
        gap: Words without a hit, on either side, that separate two clusters.
        bits: Surprisal that the words hit must have on both sides.
    """
    patterns = len(PATTERNS)
    last_offset = np.array([offsets[-1] for offsets in PATTERNS])
    left, right = (side.astype(np.int64) for side in hits)
    label = (
        table.segment[left // patterns].astype(np.int64) * len(table.article)
        + table.segment[right // patterns]
    )
    crowded = _drop_most_singletons(label)
    label, left, right = _drop_singletons(label[crowded], left[crowded], right[crowded])
    first_a, first_b = left // patterns, right // patterns
    boxes = Boxes(
        first_a, first_a + last_offset[left % patterns], first_b, first_b + last_offset[right % patterns]
    )
    label, index = _drop_singletons(cluster_boxes(label, boxes, gap), np.arange(len(label)))
    if not len(label):
        return Clusters(boxes.take(index), np.zeros(0))
    least = np.minimum(_bits(table, label, left[index]), _bits(table, label, right[index]))
    clusters = Clusters(hull(label, boxes.take(index)), least).take(np.flatnonzero(least >= bits))
    return clusters.take(np.lexsort((clusters.boxes.first_b, clusters.boxes.first_a)))
