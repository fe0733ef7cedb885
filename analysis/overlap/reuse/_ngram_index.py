"""Index the n-grams of a corpus and find the places where two articles share one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis._arrays import Ints
from analysis.overlap.reuse._word_table import WordTable

Keys = NDArray[np.uint64]

# Offsets of the words of an index entry from its first word. Triples with one word left out match across a
# dropped, inserted or replaced word; the order of their words is ignored, so they match across a swap too.
# The run of eight is for texts in many articles, whose triples are over the cap.
PATTERNS: tuple[tuple[int, ...], ...] = ((0, 1, 2), (0, 1, 3), (0, 2, 3), tuple(range(8)))
_TRIPLES, RUN = (0, 1, 2), 3

# Bounds on memory and time, not on findings: entries sorted at a time (about 100 bytes each at the peak), words indexed
# at a time, and leading bits of a key by which entries are counted before they are sorted.
_PART_ENTRIES = 2_000_000
_BLOCK_WORDS = 1 << 20
_COUNT_BITS = 23
#: One article's first few occurrences of an entry stand for all: a text of one word over and over stays cheap. Flat
#: between 1 and 5 on planted passages; of 103 in 840 articles none changes at 5, one is lost and two are new at 2.
_MAX_PER_ARTICLE = 3


def _mix(values: Keys) -> Keys:
    """Scramble 64-bit numbers one to one (SplitMix64: Steele, Lea and Flood 2014, p. 467)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def _entries(table: WordTable, pattern: int, part: int, parts: int) -> tuple[Keys, Ints]:
    """Return keys and places (index of the first word times the number of patterns, plus the pattern)."""
    offsets = PATTERNS[pattern]
    scrambled = _mix(np.arange(1, len(table.count) + 1, dtype=np.uint64))
    keys, places = [np.zeros(0, dtype=np.uint64)], [np.zeros(0, dtype=np.int64)]
    # A block of words at a time: as 64-bit numbers, all of them would be larger than the table itself.
    for block_start in range(0, len(table) - offsets[-1], _BLOCK_WORDS):
        size = min(_BLOCK_WORDS, len(table) - offsets[-1] - block_start)
        words = scrambled[table.word[block_start : block_start + size + offsets[-1]]]
        entry_keys = words[:size].copy()
        for offset in offsets[1:]:
            entry_keys += words[offset : offset + size]
        entry_keys = _mix(entry_keys + np.uint64(len(offsets)))
        segment = table.segment[block_start : block_start + size + offsets[-1]]
        is_entry = segment[:size] == segment[offsets[-1] :]
        # The lowest 16 bits of a key say in which part it is sorted, the next one whether a run is taken.
        is_entry &= (entry_keys & np.uint64(0xFFFF)) % np.uint64(parts) == np.uint64(part)
        if pattern == RUN:  # every second run is enough: a passage of a dozen words has five
            is_entry &= (entry_keys >> np.uint64(16)) % np.uint64(2) == np.uint64(0)
        index = np.flatnonzero(is_entry)
        keys.append(entry_keys[index])
        places.append((index + block_start) * len(PATTERNS) + pattern)
    return np.concatenate(keys), np.concatenate(places)


def _drop_singletons(keys: Keys, places: Ints) -> tuple[Keys, Ints]:
    """Drop most entries that occur once (half of all, or more), by counting the leading bits of their keys."""
    leading = (keys >> np.uint64(64 - _COUNT_BITS)).astype(np.int64)
    keep = np.flatnonzero(np.bincount(leading, minlength=1 << _COUNT_BITS)[leading] > 1)
    return keys[keep], places[keep]


def _pair_places(table: WordTable, keys: Keys, places: Ints, cap: int) -> tuple[Ints, Ints]:
    """Return all pairs of places in two articles with the same key, for keys in 2 to `cap` articles."""
    keys, places = _drop_singletons(keys, places)
    if not len(keys):
        return places, places
    order = np.lexsort((places, keys))
    keys, places = keys[order], places[order]
    article = table.article[table.segment[places // len(PATTERNS)]]
    new_key = np.concatenate([[True], keys[1:] != keys[:-1]])
    new_article = new_key | np.concatenate([[True], article[1:] != article[:-1]])
    group = np.cumsum(new_key) - 1
    article_counts = np.bincount(group[new_article])[group]
    # The distance to the last change of article is the number of the occurrence within its article.
    last_change = np.maximum.accumulate(np.where(new_article, np.arange(len(keys)), 0))
    keep = (
        (article_counts >= 2)
        & (article_counts <= cap)
        & (np.arange(len(keys)) - last_change < _MAX_PER_ARTICLE)
    )
    group, places, article = group[keep], places[keep], article[keep]
    left_parts, right_parts = [], []
    for lag in range(1, cap * _MAX_PER_ARTICLE):
        index = np.flatnonzero(group[lag:] == group[:-lag])
        if not len(index):
            break
        index = index[article[index] != article[index + lag]]
        left_parts.append(places[index])
        right_parts.append(places[index + lag])
    empty = np.zeros(0, dtype=np.int64)
    return np.concatenate([*left_parts, empty]), np.concatenate([*right_parts, empty])


def find_hits(table: WordTable, *, cap: int, run_cap: int) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return the places in an earlier and in a later article that have the same entry.

    Args:
        table: The words.
        cap: Maximum number of articles with a word triple; commoner triples are left out.
        run_cap: Maximum number of articles with a run of eight words.
    """
    # Half the memory where places fit; a corpus of a billion words needs 64 bits.
    narrow = np.uint32 if len(table) * len(PATTERNS) < 2**32 else np.int64
    left_parts: list[NDArray[Any]] = []
    right_parts: list[NDArray[Any]] = []
    for left_part, right_part in _hits_by_part(table, cap, run_cap):
        left_parts.append(left_part.astype(narrow))
        right_parts.append(right_part.astype(narrow))
    left = np.concatenate(left_parts)
    left_parts.clear()
    return left, np.concatenate(right_parts)


def _hits_by_part(table: WordTable, cap: int, run_cap: int) -> Iterator[tuple[Ints, Ints]]:
    parts = 1 + len(table) * len(_TRIPLES) // _PART_ENTRIES
    for part in range(parts):
        entries = [_entries(table, pattern, part, parts) for pattern in _TRIPLES]
        keys = np.concatenate([entry[0] for entry in entries])
        yield _pair_places(table, keys, np.concatenate([entry[1] for entry in entries]), cap)
    parts = 1 + len(table) // 2 // _PART_ENTRIES
    for part in range(parts):
        yield _pair_places(table, *_entries(table, RUN, part, parts), run_cap)


def covered_words(places: Ints) -> tuple[Ints, Ints]:
    """Return the index of every word of the entries at `places`, and the index of its entry."""
    pattern = places % len(PATTERNS)
    words, entries = [], []
    for number, offsets in enumerate(PATTERNS):
        index = np.flatnonzero(pattern == number)
        words.append((places[index, None] // len(PATTERNS) + np.array(offsets)).ravel())
        entries.append(np.repeat(index, len(offsets)))
    return np.concatenate(words), np.concatenate(entries)
