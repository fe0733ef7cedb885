"""What is the longest run of words two texts have in common?"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from analysis.overlap._words import Ints, Longs


class Run(NamedTuple):
    """A run of words in two texts: number of words and index of its first word on either side."""

    words: int
    first_a: int
    first_b: int


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


def longest_run(a: Ints | Longs, b: Ints | Longs) -> Run:
    """Return the longest run of equal numbers in `a` and `b`; among equally long ones the first in `a`.

    Lengths are halved in: a run of n words holds one of n - 1.
    """
    low, high, best = 0, min(len(a), len(b)), (0, 0)
    while low < high:
        middle = (low + high + 1) // 2
        found = _common(np.asarray(a), np.asarray(b), middle)
        if found is None:
            high = middle - 1
        else:
            low, best = middle, found
    return Run(low, *best)
