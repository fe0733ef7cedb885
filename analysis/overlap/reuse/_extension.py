"""Where exactly does a shared passage begin and end? Its edges word by word, whatever the order inside."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analysis.overlap.reuse._word_table import Floats, Ints, Longs, WordTable, distinct

# Constants fitted on generated corpora of news with planted passages (overlap bench, seeds 1, 2, 3 and 7).
MARGIN = 30  # words looked at beyond a cluster's edges
_REACH = 4  # two shared words support each other when they are this near on both sides
_SUPPORT = 14.0  # bits the two must have together,
_DISTANCE = 2.0  # less these for each word between them
_MISS = (2.5, 5.0, 10.0, 20.0)  # bits a word without a counterpart costs a passage
_MOST = 8.0  # bits one shared word can be worth when edges are drawn: no rare word pulls an edge far
FAITHFUL = 1.5  # power of the share of shared words that a passage is judged by: 1 prefers long, 2 faithful
_REPEATS = 64  # a pair of words that a region has oftener than this does not tell where it came from


@dataclass(frozen=True)
class Match:
    """A passage in two articles.

    Attributes:
        all_a, all_b: Indices of the words that occur on the other side, on either side.
        shared_a, shared_b: Those of them with a counterpart of their own: as many on both sides.
    """

    all_a: Longs
    all_b: Longs
    shared_a: Longs
    shared_b: Longs

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


def _neighbours(words: Ints, bits: Floats) -> tuple[Longs, Longs, Longs]:
    """Return pairs of different words near each other that are surprising enough: key and both indices."""
    keys, firsts, seconds = [], [], []
    for distance in range(1, min(_REACH, len(words) - 1) + 1):
        one, two = words[:-distance], words[distance:]
        surprise = bits[:-distance] + bits[distance:] - _DISTANCE * (distance - 1)
        at = np.flatnonzero((surprise >= _SUPPORT) & (one != two))
        low = np.minimum(one[at], two[at]).astype(np.int64)
        keys.append((low << 32) + np.maximum(one[at], two[at]))
        firsts.append(at)
        seconds.append(at + distance)
    empty = np.zeros(0, dtype=np.int64)
    return np.concatenate([*keys, empty]), np.concatenate([*firsts, empty]), np.concatenate([*seconds, empty])


def _supported(a: Ints, b: Ints, bits_a: Floats, bits_b: Floats) -> tuple[Longs, Longs]:
    """Return (index in a, index in b) of a word each time it is near another shared word on both sides."""
    key_a, first_a, second_a = _neighbours(a, bits_a)
    key_b, first_b, second_b = _neighbours(b, bits_b)
    order = np.argsort(key_b, kind="stable")
    key_b, first_b, second_b = key_b[order], first_b[order], second_b[order]
    low = np.searchsorted(key_b, key_a, "left")
    times = np.searchsorted(key_b, key_a, "right") - low
    times[times > _REPEATS] = 0
    one = np.repeat(np.arange(len(key_a)), times)
    other = np.arange(len(one)) - np.repeat(np.cumsum(times) - times - low, times)
    start, stop = first_a[one], second_a[one]
    there, after = first_b[other], second_b[other]
    straight = a[start] == b[there]  # else the two words are in the other order
    return (
        np.concatenate([start, stop]),
        np.concatenate([np.where(straight, there, after), np.where(straight, after, there)]),
    )


def _best_stretch(words: Longs, bits: Floats, miss: float) -> tuple[int, int]:
    """Return first and last index of the stretch in which shared words outweigh the others most.

    The greatest sum over a contiguous stretch (Bentley 1984, p. 869: Kadane's algorithm).
    """
    gain = np.full(len(bits), -miss)
    gain[words] = np.minimum(bits[words], _MOST)
    total = np.concatenate([[0.0], np.cumsum(gain)])
    least = np.minimum.accumulate(total)
    stop = int(np.argmax(total - least))
    start = int(np.flatnonzero(total[: stop + 1] == least[stop])[-1])
    return start, stop - 1


def _one_to_one(a: Ints, b: Ints) -> tuple[Longs, Longs]:
    """Return the indices of the words that have a counterpart of their own: the first ones of each type."""
    kept = []
    for words, others in ((a, b), (b, a)):
        order = np.argsort(words, kind="stable")
        ordered = words[order]
        rank = np.arange(len(words)) - np.searchsorted(ordered, ordered)
        other = np.sort(others)
        available = np.searchsorted(other, ordered, "right") - np.searchsorted(other, ordered, "left")
        kept.append(np.sort(order[rank < available]))
    return kept[0], kept[1]


def _settle(at_a: Longs, at_b: Longs, bits_a: Floats, bits_b: Floats, miss: float) -> tuple[Longs, Longs]:
    """Return the words of the best stretch on both sides, of those that have their counterpart inside it."""
    before = -1
    while len(at_a) and len(at_a) != before:
        before = len(at_a)
        (one, two), (three, four) = _best_stretch(at_a, bits_a, miss), _best_stretch(at_b, bits_b, miss)
        inside = (at_a >= one) & (at_a <= two) & (at_b >= three) & (at_b <= four)
        at_a, at_b = at_a[inside], at_b[inside]
    return distinct(at_a), distinct(at_b)


def make_match(table: WordTable, all_a: Longs, all_b: Longs) -> Match:
    """Return the passage from the first to the last of the given words on both sides."""
    in_a, in_b = _one_to_one(table.word[all_a], table.word[all_b])
    return Match(all_a, all_b, all_a[in_a], all_b[in_b])


def score(table: WordTable, match: Match) -> float:
    """Return the bits of the words both have, less for a passage that has many others."""
    bits = float(table.surprisal[table.word[match.shared_a]].sum())
    return bits * float(match.cover**FAITHFUL)


def refine(table: WordTable, region: tuple[int, int, int, int]) -> Match | None:
    """Return the best passage in a region: (first, end) on one side, then on the other; None without one.

    Words that support each other are found on both sides, the stretch in which they outweigh the rest is
    taken, and again with the words that have their counterpart inside it, until nothing changes. This is done
    with several costs of a word without a counterpart, from a rewritten passage's to a faithful copy's, and
    the passage with the best score is taken.
    """
    begin_a, end_a, begin_b, end_b = region
    a, b = table.word[begin_a:end_a], table.word[begin_b:end_b]
    bits_a, bits_b = table.surprisal[a], table.surprisal[b]
    at_a, at_b = _supported(a, b, bits_a, bits_b)
    if not len(at_a):
        return None
    settled = (_settle(at_a, at_b, bits_a, bits_b, miss) for miss in _MISS)
    found = [make_match(table, one + begin_a, other + begin_b) for one, other in settled if len(one)]
    return max(found, key=lambda match: score(table, match), default=None)
