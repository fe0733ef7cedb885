"""Extend seed clusters to passages with exact edges, whatever the order of their words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from analysis._arrays import Floats, Ints, Ints32
from analysis.overlap.reuse._word_table import WordTable, distinct

# Chosen on generated corpora of news with planted passages (nox -s bench -- overlap, seeds 1, 2, 3 and 7).
# Flat: plagdet on seeds 1 and 2, which is 0.989 and 0.978, falls by less than 0.005 on either.
#: Words searched beyond a cluster's edges; flat between 10 and 60.
MARGIN = 30
#: Two shared words support each other when they are this near on both sides; flat between 2 and 8.
_REACH = 4
#: Bits the two must have together; flat between 10 and 16, at 18 it is 0.028 less.
_SUPPORT = 14.0
#: Bits that each word between the two takes off; flat between 0 and 4.
_DISTANCE_COST = 2.0
#: Bits a word without a counterpart costs a passage; flat without the least or the greatest, 5 alone is 0.009 less.
_MISS_COSTS = (2.5, 5.0, 10.0, 20.0)
#: Bits one shared word can be worth when edges are drawn: no rare word pulls an edge far; flat from 5 up.
_MAX_BITS = 8.0
#: Power of the share of shared words in a score: 1 prefers long passages, 2 faithful ones; flat between 1 and 2.
COVER_POWER = 1.5
#: A pair of words that a region has oftener than this is passed over: a bound on cost, not on findings.
_MAX_REPEATS = 64


@dataclass(frozen=True)
class Match:
    """A passage in two articles.

    Attributes:
        all_a, all_b: Indices, on each side, of the words that also occur on the other side.
        shared_a, shared_b: Those with a counterpart of their own; equally many on both sides.
    """

    all_a: Ints
    all_b: Ints
    shared_a: Ints
    shared_b: Ints

    def shift(self, words_a: int, words_b: int) -> Match:
        """Return the passage so many words later on each side."""
        if not words_a and not words_b:
            return self
        return Match(
            self.all_a + words_a, self.all_b + words_b, self.shared_a + words_a, self.shared_b + words_b
        )

    @property
    def first_a(self) -> int:
        """Index of the first word in the earlier article."""
        return int(self.all_a[0])

    @property
    def last_a(self) -> int:
        """Index of the last word in the earlier article."""
        return int(self.all_a[-1])

    @property
    def first_b(self) -> int:
        """Index of the first word in the later article."""
        return int(self.all_b[0])

    @property
    def last_b(self) -> int:
        """Index of the last word in the later article."""
        return int(self.all_b[-1])

    @property
    def cover(self) -> float:
        """Share of the words that have a counterpart, on the longer side."""
        return self.words / (max(self.last_a - self.first_a, self.last_b - self.first_b) + 1)

    @property
    def words(self) -> int:
        """Number of words that have a counterpart."""
        return len(self.shared_a)


def _neighbours(words: Ints32, bits: Floats) -> tuple[Ints, Ints, Ints]:
    """Return the pairs of different words close together with enough surprisal: key and both indices."""
    keys, firsts, seconds = [], [], []
    for distance in range(1, min(_REACH, len(words) - 1) + 1):
        left, right = words[:-distance], words[distance:]
        pair_bits = bits[:-distance] + bits[distance:] - _DISTANCE_COST * (distance - 1)
        index = np.flatnonzero((pair_bits >= _SUPPORT) & (left != right))
        smaller = np.minimum(left[index], right[index]).astype(np.int64)
        keys.append((smaller << 32) + np.maximum(left[index], right[index]))
        firsts.append(index)
        seconds.append(index + distance)
    empty = np.zeros(0, dtype=np.int64)
    return np.concatenate([*keys, empty]), np.concatenate([*firsts, empty]), np.concatenate([*seconds, empty])


def _find_supported(a: Ints32, b: Ints32, bits_a: Floats, bits_b: Floats) -> tuple[Ints, Ints]:
    """Return the index in `a` and in `b` of a word each time it is near another shared word on both sides."""
    key_a, first_a, second_a = _neighbours(a, bits_a)
    key_b, first_b, second_b = _neighbours(b, bits_b)
    order = np.argsort(key_b, kind="stable")
    key_b, first_b, second_b = key_b[order], first_b[order], second_b[order]
    first_match = np.searchsorted(key_b, key_a, "left")
    match_counts = np.searchsorted(key_b, key_a, "right") - first_match
    match_counts[match_counts > _MAX_REPEATS] = 0
    pair_a = np.repeat(np.arange(len(key_a)), match_counts)
    pair_b = np.arange(len(pair_a)) - np.repeat(
        np.cumsum(match_counts) - match_counts - first_match, match_counts
    )
    start_a, stop_a = first_a[pair_a], second_a[pair_a]
    start_b, stop_b = first_b[pair_b], second_b[pair_b]
    same_order = a[start_a] == b[start_b]  # else the two words are in the other order
    return (
        np.concatenate([start_a, stop_a]),
        np.concatenate([np.where(same_order, start_b, stop_b), np.where(same_order, stop_b, start_b)]),
    )


def _best_stretch(shared_index: Ints, bits: Floats, miss: float) -> tuple[int, int]:
    """Return the first and last index of the stretch in which shared words outweigh the others most.

    The greatest sum over a contiguous stretch (Bentley 1984, p. 869: Kadane's algorithm).
    """
    gain = np.full(len(bits), -miss)
    gain[shared_index] = np.minimum(bits[shared_index], _MAX_BITS)
    cumulative = np.concatenate([[0.0], np.cumsum(gain)])
    running_minimum = np.minimum.accumulate(cumulative)
    stop = int(np.argmax(cumulative - running_minimum))
    start = int(np.flatnonzero(cumulative[: stop + 1] == running_minimum[stop])[-1])
    return start, stop - 1


def _one_to_one(a: Ints32, b: Ints32) -> tuple[Ints, Ints]:
    """Return the indices of the words that have a counterpart of their own: the first of each type."""
    counterparts = []
    for words, others in ((a, b), (b, a)):
        order = np.argsort(words, kind="stable")
        sorted_words = words[order]
        occurrence = np.arange(len(words)) - np.searchsorted(sorted_words, sorted_words)
        sorted_others = np.sort(others)
        available = np.searchsorted(sorted_others, sorted_words, "right") - np.searchsorted(
            sorted_others, sorted_words, "left"
        )
        counterparts.append(np.sort(order[occurrence < available]))
    return counterparts[0], counterparts[1]


def _fix_stretch(
    index_a: Ints, index_b: Ints, bits_a: Floats, bits_b: Floats, miss: float
) -> tuple[Ints, Ints]:
    """Return the words of the best stretch on both sides whose counterparts are inside it."""
    previous_size = -1
    while len(index_a) and len(index_a) != previous_size:
        previous_size = len(index_a)
        (first_a, last_a), (first_b, last_b) = (
            _best_stretch(index_a, bits_a, miss),
            _best_stretch(index_b, bits_b, miss),
        )
        inside = (index_a >= first_a) & (index_a <= last_a) & (index_b >= first_b) & (index_b <= last_b)
        index_a, index_b = index_a[inside], index_b[inside]
    return distinct(index_a), distinct(index_b)


def make_match(table: WordTable, all_a: Ints, all_b: Ints) -> Match:
    """Return the passage from the first to the last of the given words on both sides."""
    own_a, own_b = _one_to_one(table.word[all_a], table.word[all_b])
    return Match(all_a, all_b, all_a[own_a], all_b[own_b])


def score(table: WordTable, match: Match) -> float:
    """Return the bits of the shared words, reduced for a passage with many other words."""
    bits = float(table.surprisal[table.word[match.shared_a]].sum())
    return bits * float(match.cover**COVER_POWER)


def refine(table: WordTable, region: tuple[int, int, int, int]) -> Match | None:
    """Return the best passage in a region, given as (first, end) on each side; None without one.

    The words that support each other on both sides are found, then the stretch in which they outweigh the rest; this
    is repeated with the words whose counterparts are inside the stretch until nothing changes. Of the results for
    several costs of a word without a counterpart, from a rewritten passage's to a faithful copy's, the one with the
    best score is returned.
    """
    begin_a, end_a, begin_b, end_b = region
    a, b = table.word[begin_a:end_a], table.word[begin_b:end_b]
    bits_a, bits_b = table.surprisal[a], table.surprisal[b]
    index_a, index_b = _find_supported(a, b, bits_a, bits_b)
    if not len(index_a):
        return None
    settled = (_fix_stretch(index_a, index_b, bits_a, bits_b, miss) for miss in _MISS_COSTS)
    different = {(words_a.tobytes(), words_b.tobytes()): (words_a, words_b) for words_a, words_b in settled}
    candidates = [
        make_match(table, words_a + begin_a, words_b + begin_b)
        for words_a, words_b in different.values()
        if len(words_a)
    ]
    return max(candidates, key=lambda match: score(table, match), default=None)


def refine_all(table: WordTable, regions: Iterable[tuple[int, int, int, int]]) -> Iterator[Match]:
    """Yield the best passage of each region that has one; regions of the same words are refined once."""
    refined: dict[tuple[bytes, bytes], tuple[Match | None, int, int]] = {}
    for region in regions:
        begin_a, end_a, begin_b, end_b = region
        words = table.word[begin_a:end_a].tobytes(), table.word[begin_b:end_b].tobytes()
        if words not in refined:
            refined[words] = refine(table, region), begin_a, begin_b
        match, first_a, first_b = refined[words]
        if match is not None:
            yield match.shift(begin_a - first_a, begin_b - first_b)
