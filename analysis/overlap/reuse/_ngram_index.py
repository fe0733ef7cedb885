"""Where do two articles use the same few words close together? A corpus-wide index."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.overlap.reuse._word_table import Longs, WordTable

Keys = NDArray[np.uint64]
Places = NDArray[np.int64]

# Places of the words of an index entry, counted from its first. Triples with one word left out match across a
# dropped, inserted or replaced word, and their words are taken in any order, so they match across a swap too.
# The run of eight is for texts that stand in many articles, where triples are over the cap.
PATTERNS: tuple[tuple[int, ...], ...] = ((0, 1, 2), (0, 1, 3), (0, 2, 3), tuple(range(8)))
_TRIPLES, CONTIGUOUS, RUN = (0, 1, 2), 0, 3

# Entries sorted at a time; bounds memory (about 100 bytes an entry at the peak).
_PART = 2_000_000
_STRETCH = 1 << 20  # words whose entries are made at a time
_COUNTED = 23  # bits of a key by which entries are counted before they are sorted
# One article's first few occurrences of an entry stand for all: a text of one word over and over stays cheap.
_PER_ARTICLE = 3


def _mix(values: Keys) -> Keys:
    """Scramble 64-bit numbers one to one (SplitMix64: Steele, Lea and Flood 2014, p. 467)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def _entries(table: WordTable, pattern: int, part: int, parts: int) -> tuple[Keys, Places]:
    """Return keys and places (index of the first word times the number of patterns, plus the pattern)."""
    offsets = PATTERNS[pattern]
    scrambled = _mix(np.arange(1, len(table.count) + 1, dtype=np.uint64))
    keys, places = [np.zeros(0, dtype=np.uint64)], [np.zeros(0, dtype=np.int64)]
    # A stretch of the words at a time: as 64-bit numbers, all of them would be larger than the table itself.
    for first in range(0, len(table) - offsets[-1], _STRETCH):
        size = min(_STRETCH, len(table) - offsets[-1] - first)
        words = scrambled[table.word[first : first + size + offsets[-1]]]
        own = words[:size].copy()
        for offset in offsets[1:]:
            own += words[offset : offset + size]
        own = _mix(own + np.uint64(len(offsets)))
        segment = table.segment[first : first + size + offsets[-1]]
        chosen = segment[:size] == segment[offsets[-1] :]
        chosen &= (own & np.uint64(0xFFFF)) % np.uint64(parts) == np.uint64(part)
        if pattern == RUN:  # every second run will do: a passage of a dozen words has five
            chosen &= (own >> np.uint64(16)) % np.uint64(2) == np.uint64(0)
        at = np.flatnonzero(chosen)
        keys.append(own[at])
        places.append((at + first) * len(PATTERNS) + pattern)
    return np.concatenate(keys), np.concatenate(places)


def _repeated(keys: Keys, places: Places) -> tuple[Keys, Places]:
    """Drop most entries that occur once, by counting the leading bits of their keys: half of all, or more."""
    leading = (keys >> np.uint64(64 - _COUNTED)).astype(np.int64)
    keep = np.flatnonzero(np.bincount(leading, minlength=1 << _COUNTED)[leading] > 1)
    return keys[keep], places[keep]


def _pairs(table: WordTable, keys: Keys, places: Places, cap: int) -> tuple[Places, Places]:
    """Return all pairs of places with one key in two articles, of keys that 2 to `cap` articles have."""
    keys, places = _repeated(keys, places)
    if not len(keys):
        return places, places
    order = np.lexsort((places, keys))
    keys, places = keys[order], places[order]
    article = table.article[table.segment[places // len(PATTERNS)]]
    new_key = np.concatenate([[True], keys[1:] != keys[:-1]])
    new_article = new_key | np.concatenate([[True], article[1:] != article[:-1]])
    group = np.cumsum(new_key) - 1
    spread = np.bincount(group[new_article])[group]
    # The number of the occurrence within its article: distance to the last change of article.
    last_change = np.maximum.accumulate(np.where(new_article, np.arange(len(keys)), 0))
    keep = (spread >= 2) & (spread <= cap) & (np.arange(len(keys)) - last_change < _PER_ARTICLE)
    group, places, article = group[keep], places[keep], article[keep]
    left, right = [], []
    for lag in range(1, cap * _PER_ARTICLE):
        at = np.flatnonzero(group[lag:] == group[:-lag])
        if not len(at):
            break
        at = at[article[at] != article[at + lag]]
        left.append(places[at])
        right.append(places[at + lag])
    empty = np.zeros(0, dtype=np.int64)
    return np.concatenate([*left, empty]), np.concatenate([*right, empty])


def find_hits(table: WordTable, *, cap: int, run_cap: int) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return the places in an earlier and a later article that have the same entry.

    Args:
        table: The words.
        cap: Word triples that more articles than this have say nothing of a pair and are left out.
        run_cap: The same for runs of eight words.
    """
    # Half the memory, as long as places fit: a corpus of a thousand million words needs the wide ones.
    narrow = np.uint32 if len(table) * len(PATTERNS) < 2**32 else np.int64
    left: list[NDArray[Any]] = []
    right: list[NDArray[Any]] = []
    for one, other in _hits_by_part(table, cap, run_cap):
        left.append(one.astype(narrow))
        right.append(other.astype(narrow))
    joined = np.concatenate(left)
    left.clear()
    return joined, np.concatenate(right)


def _hits_by_part(table: WordTable, cap: int, run_cap: int) -> Iterator[tuple[Places, Places]]:
    parts = 1 + len(table) * len(_TRIPLES) // _PART
    for part in range(parts):
        entries = [_entries(table, pattern, part, parts) for pattern in _TRIPLES]
        keys = np.concatenate([each[0] for each in entries])
        yield _pairs(table, keys, np.concatenate([each[1] for each in entries]), cap)
    parts = 1 + len(table) // 2 // _PART
    for part in range(parts):
        yield _pairs(table, *_entries(table, RUN, part, parts), run_cap)


def covered_words(places: Places) -> tuple[Longs, Longs]:
    """Return the index of every word the entries at `places` have, and the number of the entry it is of."""
    pattern = places % len(PATTERNS)
    words, entry = [], []
    for number, offsets in enumerate(PATTERNS):
        chosen = np.flatnonzero(pattern == number)
        words.append((places[chosen, None] // len(PATTERNS) + np.array(offsets)).ravel())
        entry.append(np.repeat(chosen, len(offsets)))
    return np.concatenate(words), np.concatenate(entry)
