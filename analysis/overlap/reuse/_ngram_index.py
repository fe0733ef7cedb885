"""Index the n-grams of a corpus: a key for each, equal for equal words, and its place."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from analysis._arrays import Ints
from analysis.overlap.reuse._word_table import WordTable

Keys = NDArray[np.uint64]

# Bounds on memory and time, not on findings: words indexed at a time, and leading bits of a key by which entries are
# counted before they are sorted.
_BLOCK_WORDS = 1 << 20
_COUNT_BITS = 23


def _mix(values: Keys) -> Keys:
    """Scramble 64-bit numbers one to one (SplitMix64: Steele, Lea and Flood 2014, p. 467)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def index_ngrams(
    table: WordTable, offsets: tuple[int, ...], *, part: int, parts: int, every: int = 1
) -> tuple[Keys, Ints]:
    """Return the keys of the n-grams of a corpus and the index of their first words.

    The order of an n-gram's words is ignored, and none crosses the edge of a segment.

    Args:
        table: The words.
        offsets: Distances of its words from the first, the last of them the greatest.
        part: Number of the part of all n-grams to return, which their keys decide.
        parts: Number of parts.
        every: Return every so many of the different n-grams of a part.
    """
    scrambled = _mix(np.arange(1, len(table.count) + 1, dtype=np.uint64))
    keys, first_words = [np.zeros(0, dtype=np.uint64)], [np.zeros(0, dtype=np.int64)]
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
        # The lowest 16 bits of a key say in which part it is sorted, the next ones whether it is taken.
        is_entry &= (entry_keys & np.uint64(0xFFFF)) % np.uint64(parts) == np.uint64(part)
        is_entry &= (entry_keys >> np.uint64(16)) % np.uint64(every) == np.uint64(0)
        index = np.flatnonzero(is_entry)
        keys.append(entry_keys[index])
        first_words.append(index + block_start)
    return np.concatenate(keys), np.concatenate(first_words)


def drop_singletons(keys: Keys, places: Ints) -> tuple[Keys, Ints]:
    """Drop most entries that occur once (half of all, or more), by counting the leading bits of their keys."""
    leading = (keys >> np.uint64(64 - _COUNT_BITS)).astype(np.int64)
    keep = np.flatnonzero(np.bincount(leading, minlength=1 << _COUNT_BITS)[leading] > 1)
    return keys[keep], places[keep]
