"""What is the longest run of words two texts have in common?"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from analysis.overlap.reuse._word_table import Ints, Longs

_MOST = 2_000_000  # pairs of equal words listed at once


class Run(NamedTuple):
    """A run of words in two texts: number of words and index of its first word on either side."""

    words: int
    first_a: int
    first_b: int


def _same_words(a: Ints, b: Ints) -> tuple[Longs, Longs] | None:
    """Return all (index in a, index in b) of equal words; None when there are too many to list."""
    order = np.argsort(b, kind="stable")
    low = np.searchsorted(b[order], a, "left")
    times = np.searchsorted(b[order], a, "right") - low
    if (total := int(times.sum())) > _MOST:
        return None
    at_a = np.repeat(np.arange(len(a)), times)
    at_b = order[np.arange(total) - np.repeat(np.cumsum(times) - times - low, times)]
    return at_a, at_b


def _by_diagonals(at_a: Longs, at_b: Longs, width: int) -> Run:
    """Return the longest stretch of consecutive places on one diagonal."""
    if not len(at_a):
        return Run(0, 0, 0)
    order = np.argsort((at_a - at_b) * width + at_a)
    place = ((at_a - at_b) * width + at_a)[order]
    begins = np.flatnonzero(np.insert(np.diff(place) != 1, 0, True))
    sizes = np.diff(np.append(begins, len(place)))
    longest = order[begins[sizes == sizes.max()]]
    first = longest[np.lexsort((at_b[longest], at_a[longest]))[0]]
    return Run(int(sizes.max()), int(at_a[first]), int(at_b[first]))


def _common(a: Ints, b: Ints, words: int) -> tuple[int, int] | None:
    """Return where a run of the given length that both have begins, first in `a`, then in `b`."""
    if not words:
        return 0, 0
    both = np.concatenate([a, [-1], b, [-2]]).astype(np.int64)
    name = np.unique(both, return_inverse=True)[1].astype(np.int64)
    width = 1
    # Runs of each length get numbers by doubling (Karp, Miller and Rosenberg 1972): exact, no hashing.
    while width < words:
        step = min(width, words - width)
        pair = name[:-step] * (int(name.max()) + 1) + name[step:]
        name = np.unique(pair, return_inverse=True)[1].astype(np.int64)
        width += step
    names_a, names_b = name[: max(len(a) - words + 1, 0)], name[len(a) + 1 : len(a) + 1 + len(b) - words + 1]
    shared = np.flatnonzero(np.isin(names_a, names_b))
    if not len(shared):
        return None
    return int(shared[0]), int(np.flatnonzero(names_b == names_a[shared[0]])[0])


def _by_halving(a: Ints, b: Ints) -> Run:
    """Return the longest run by trying lengths: a run of n words holds one of n - 1."""
    low, high, best = 0, min(len(a), len(b)), (0, 0)
    while low < high:
        middle = (low + high + 1) // 2
        found = _common(a, b, middle)
        if found is None:
            high = middle - 1
        else:
            low, best = middle, found
    return Run(low, *best)


def longest_run(a: Ints, b: Ints) -> Run:
    """Return the longest run of equal numbers in `a` and `b`; among equally long ones the first in `a`."""
    same = _same_words(a, b)
    # A step of one along a diagonal is a step of one in `place`; the width keeps diagonals two apart or more.
    return _by_halving(a, b) if same is None else _by_diagonals(*same, len(a) + 2)
