"""Find the places where two articles share an n-gram: the seeds of passages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis._arrays import Flags, Ints
from analysis.overlap.reuse._hit_store import Hits
from analysis.overlap.reuse._ngram_index import Keys, drop_singletons, index_ngrams
from analysis.overlap.reuse._word_table import WordTable, distinct

# Offsets of the words of an n-gram from its first word. Triples with one word left out match across a
# dropped, inserted or replaced word; the order of their words is ignored, so they match across a swap too.
# The run of eight is for texts in many families, whose triples are over the cap.
PATTERNS: tuple[tuple[int, ...], ...] = ((0, 1, 2), (0, 1, 3), (0, 2, 3), tuple(range(8)))
_TRIPLES, _RUN = (0, 1, 2), 3

# Chosen on generated corpora of news with planted passages, as in `_passages`.
#: Word triples that more families of articles have are left out; flat between 3 and 50 (96 at 3, else 103).
_TRIPLE_CAP = 10
#: Runs of eight words that more families have are left out: furniture of a publisher. A bound on cost.
RUN_CAP = 100
#: One article's first few occurrences of an n-gram stand for all: a text of one word over and over stays cheap. Flat
#: between 1 and 5 on planted passages; of 103 in 840 articles none changes at 5, one is lost and two are new at 2.
_MAX_PER_ARTICLE = 3
#: N-grams sorted at a time (about 100 bytes each at the peak): a bound on memory, not on findings.
_PART_ENTRIES = 2_000_000


#: Places as numbers, of 32 bits where those are enough.
_Places = NDArray[Any]


class Part(NamedTuple):
    """A part of the index that is searched at a time: of all triples or of the runs, number so many of so many."""

    is_run: bool
    number: int
    parts: int


def list_parts(table: WordTable) -> list[Part]:
    """Return the parts of an index, each small enough to be sorted in memory."""
    triple_parts = 1 + len(table) * len(_TRIPLES) // _PART_ENTRIES
    run_parts = 1 + len(table) // 2 // _PART_ENTRIES
    return [
        *(Part(is_run=False, number=number, parts=triple_parts) for number in range(triple_parts)),
        *(Part(is_run=True, number=number, parts=run_parts) for number in range(run_parts)),
    ]


def find_hits(table: WordTable, part: Part) -> Hits:
    """Return the hits of a part of the index. Which pairs of articles can have one, `Families` decides."""
    keys, places = [], []
    for pattern in [_RUN] if part.is_run else _TRIPLES:
        # Every second run is enough: a passage of a dozen words has five.
        pattern_keys, first_words = index_ngrams(
            table, PATTERNS[pattern], part=part.number, parts=part.parts, every=2 if part.is_run else 1
        )
        keys.append(pattern_keys)
        places.append(first_words * len(PATTERNS) + pattern)
    # Half the memory where places fit; a corpus of a billion words needs 64 bits.
    narrow = np.uint32 if len(table) * len(PATTERNS) < 2**32 else np.int64
    cap = RUN_CAP if part.is_run else _TRIPLE_CAP
    return _pair_originals(table, np.concatenate(keys), np.concatenate(places).astype(narrow), cap)


def _pair_originals(table: WordTable, keys: Keys, places: _Places, cap: int) -> Hits:
    """Return the hits between two originals, and between an original and its first copy."""
    original = table.families.original
    if not table.families.has_copies:
        return Hits(*_pair_places(table, keys, places, cap))
    kept = np.flatnonzero(table.families.is_searched()[_article(table, places)])
    left, right = _pair_places(table, keys[kept], places[kept], cap)
    left_article, right_article = _article(table, left), _article(table, right)
    same = original[left_article] == original[right_article]
    both = (original[left_article] == left_article) & (original[right_article] == right_article)
    return Hits(left[same | both], right[same | both])


def _article(table: WordTable, places: _Places) -> Ints:
    return np.asarray(table.article[table.segment[places // len(PATTERNS)]], dtype=np.int64)


def _pair_places(table: WordTable, keys: Keys, places: _Places, cap: int) -> tuple[_Places, _Places]:
    """Return the pairs of places in two articles with the same key, for keys in `cap` families at most."""
    group, places, article = _group_places(table, keys, places)
    is_new_article = _is_change(group, article)
    # The distance to the last change of article is the number of the occurrence within its article.
    last_change = np.maximum.accumulate(np.where(is_new_article, np.arange(len(group)), 0))
    keep = np.arange(len(group)) - last_change < _MAX_PER_ARTICLE
    keep &= np.bincount(group[is_new_article], minlength=1)[group] >= 2
    keep &= _count_families(table, group, article)[group] <= cap
    group, places, article = group[keep], places[keep], article[keep]
    batch = table.families.batch[article]
    if not batch.any():
        return _pair_within(group, places, article)
    compared_with_all = batch == 0
    left, right = _pair_within(*(values[compared_with_all] for values in (group, places, article)))
    batch_left, batch_right = _pair_within_batches(table, group, places, article)
    return np.concatenate([left, batch_left]), np.concatenate([right, batch_right])


def _group_places(table: WordTable, keys: Keys, places: _Places) -> tuple[Ints, _Places, Ints]:
    """Return the number of the group of places with one key, the places and their articles, by group and place."""
    keys, places = drop_singletons(keys, places)
    order = np.lexsort((places, keys))
    keys, places = keys[order], places[order]
    return np.cumsum(_is_change(keys)) - 1, places, _article(table, places)


def _is_change(*columns: NDArray[Any]) -> Flags:
    """Return which rows differ from the row before in any column, the first always."""
    changed = np.ones(len(columns[0]), dtype=np.bool_)
    changed[1:] = np.logical_or.reduce([column[1:] != column[:-1] for column in columns])
    return changed


def find_common_runs(table: WordTable) -> Iterator[tuple[Ints, Ints]]:
    """Yield the runs of eight words in more families than are paired: index of the first word, number of families.

    Of each run its first place is given, part by part of the index.
    """
    for part in list_parts(table):
        if part.is_run:
            keys, first_words = index_ngrams(
                table, PATTERNS[_RUN], part=part.number, parts=part.parts, every=2
            )
            group, places, article = _group_places(table, keys, first_words * len(PATTERNS) + _RUN)
            families = _count_families(table, group, article)
            first_of_group = np.flatnonzero(_is_change(group))
            common = np.flatnonzero(families[: len(first_of_group)] > RUN_CAP)
            yield places[first_of_group[common]] // len(PATTERNS), families[common]


def _count_families(table: WordTable, group: Ints, article: Ints) -> Ints:
    """Return in how many families each group of places is."""
    if not len(group):
        return np.zeros(1, dtype=np.int64)
    family_in_group = distinct(group * table.articles + table.families.number[article])
    return np.bincount(family_in_group // table.articles)


def _pair_within(group: Ints, places: _Places, article: Ints) -> tuple[_Places, _Places]:
    """Return all pairs of places of one group in two articles; places are sorted within each group."""
    left_parts, right_parts = [places[:0]], [places[:0]]
    index, lag = np.arange(len(group)), 1
    while len(index := index[: np.searchsorted(index, len(group) - lag)]):
        # A place that has no neighbour at this distance in its group has none further off.
        index = index[group[index] == group[index + lag]]
        apart = index[article[index] != article[index + lag]]
        left_parts.append(places[apart])
        right_parts.append(places[apart + lag])
        lag += 1
    return np.concatenate(left_parts), np.concatenate(right_parts)


def _pair_within_batches(
    table: WordTable, group: Ints, places: _Places, article: Ints
) -> tuple[_Places, _Places]:
    """Return the pairs of places within each batch of a large family, and those of a batch with the hubs."""
    families, size = table.families, int(table.families.batch.max()) + 1
    batch, number = families.batch[article].astype(np.int64), families.number[article].astype(np.int64)
    family_of_batch = np.zeros(size, dtype=np.int64)
    family_of_batch[families.batch] = families.number
    groups_with_batch = distinct((group * size + batch)[batch > 0])
    # The hubs of its family stand in each batch.
    hubs = np.flatnonzero(batch == 0)
    hub_key = group[hubs] * table.articles + number[hubs]
    order = np.argsort(hub_key, kind="stable")
    wanted = groups_with_batch // size * table.articles + family_of_batch[groups_with_batch % size]
    first = np.searchsorted(hub_key[order], wanted, "left")
    counts = np.searchsorted(hub_key[order], wanted, "right") - first
    offsets = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts - first, counts)
    index = np.concatenate([np.flatnonzero(batch > 0), hubs[order[offsets]]])
    in_group = np.concatenate([(group * size + batch)[batch > 0], np.repeat(groups_with_batch, counts)])
    sort = np.lexsort((places[index], in_group))
    index, in_group = index[sort], in_group[sort]
    left, right = _pair_within(in_group, places[index], article[index])
    segment_a, segment_b = (table.segment[side // len(PATTERNS)] for side in (left, right))
    apart = (families.batch[table.article[segment_a]] > 0) | (families.batch[table.article[segment_b]] > 0)
    return left[apart], right[apart]


def covered_words(places: Ints) -> tuple[Ints, Ints]:
    """Return the index of every word of the n-grams at `places`, and the index of its n-gram."""
    pattern = places % len(PATTERNS)
    words, entries = [], []
    for number, offsets in enumerate(PATTERNS):
        index = np.flatnonzero(pattern == number)
        words.append((places[index, None] // len(PATTERNS) + np.array(offsets)).ravel())
        entries.append(np.repeat(index, len(offsets)))
    return np.concatenate(words), np.concatenate(entries)
