"""Find the longest run of words that two texts have in common."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from analysis._arrays import Ints, Ints32

_MAX_LISTED = 2_000_000  # pairs of equal words listed at once: a bound on memory, not on findings


class Run(NamedTuple):
    """A run of words in two texts: number of words, and index of its first word on each side."""

    words: int
    first_a: int
    first_b: int


class SortedWords(NamedTuple):
    """The words of a text as numbers, with their order by number, sorted once for all comparisons of the text."""

    words: Ints32
    order: Ints
    ordered: Ints32


def sort_words(words: Ints32) -> SortedWords:
    """Return the words of a text with their order by number."""
    order = np.argsort(words, kind="stable")
    return SortedWords(words, order, words[order])


def _list_equal_words(a: Ints32, b: SortedWords) -> tuple[Ints, Ints] | None:
    """Return the indices in `a` and in `b` of all pairs of equal words; None where there are too many to list."""
    first_match = np.searchsorted(b.ordered, a, "left")
    match_counts = np.searchsorted(b.ordered, a, "right") - first_match
    if (total := int(match_counts.sum())) > _MAX_LISTED:
        return None
    at_a = np.repeat(np.arange(len(a)), match_counts)
    at_b = b.order[
        np.arange(total) - np.repeat(np.cumsum(match_counts) - match_counts - first_match, match_counts)
    ]
    return at_a, at_b


def _longest_by_diagonals(at_a: Ints, at_b: Ints, size_a: int, size_b: int) -> Run:
    """Return the longest stretch of consecutive indices on one diagonal; of equally long ones the first in `a`."""
    if not len(at_a):
        return Run(0, 0, 0)
    # A step along a diagonal is a step of one in `places`; the width keeps diagonals two apart or more.
    width = size_a + 2
    places = np.sort((at_a - at_b + size_b) * width + at_a)
    run_starts = np.flatnonzero(np.diff(places, prepend=-2) != 1)
    run_lengths = np.diff(run_starts, append=len(places))
    longest = places[run_starts[run_lengths == run_lengths.max()]]
    first_a, diagonals = longest % width, longest // width
    first_b = first_a - diagonals + size_b
    foremost = np.lexsort((first_b, first_a))[0]
    return Run(int(run_lengths.max()), int(first_a[foremost]), int(first_b[foremost]))


def _find_common_run(a: Ints32, b: Ints32, words: int) -> tuple[int, int] | None:
    """Return the start in `a` and in `b` of a common run of `words` words, one at least; None without one."""
    joined = np.concatenate([a, [-1], b, [-2]]).astype(np.int64)
    run_ids = np.unique(joined, return_inverse=True)[1].astype(np.int64)
    width = 1
    # Runs are numbered by doubling their length (Karp, Miller and Rosenberg 1972): exact, without hashing.
    while width < words:
        step = min(width, words - width)
        id_pairs = run_ids[:-step] * (int(run_ids.max()) + 1) + run_ids[step:]
        run_ids = np.unique(id_pairs, return_inverse=True)[1].astype(np.int64)
        width += step
    ids_a, ids_b = (
        run_ids[: max(len(a) - words + 1, 0)],
        run_ids[len(a) + 1 : len(a) + 1 + len(b) - words + 1],
    )
    shared = np.flatnonzero(np.isin(ids_a, ids_b))
    if not len(shared):
        return None
    return int(shared[0]), int(np.flatnonzero(ids_b == ids_a[shared[0]])[0])


def _longest_by_bisection(a: Ints32, b: Ints32) -> Run:
    """Return the longest run by bisection over lengths: a run of n words contains one of n - 1."""
    low, high, best_start = 0, min(len(a), len(b)), (0, 0)
    while low < high:
        length = (low + high + 1) // 2
        run_start = _find_common_run(a, b, length)
        if run_start is None:
            high = length - 1
        else:
            low, best_start = length, run_start
    return Run(low, *best_start)


def longest_run(a: Ints32, b: Ints32 | SortedWords) -> Run:
    """Return the longest run of equal numbers in `a` and `b`; of equally long runs the first in `a`."""
    b = b if isinstance(b, SortedWords) else sort_words(b)
    equal_words = _list_equal_words(a, b)
    if equal_words is None:
        return _longest_by_bisection(a, b.words)
    return _longest_by_diagonals(*equal_words, len(a), len(b.words))
