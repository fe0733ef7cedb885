"""Group articles that are copies or rewrites of one story, by the runs of words they share.

A family counts once wherever articles are counted, so that a story in two hundred outlets makes its own words neither
common nor a set phrase.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from analysis._arrays import Ints, Ints32
from analysis.overlap.reuse._hit_store import Hits, HitStore
from analysis.overlap.reuse._ngram_index import Keys, drop_singletons, index_ngrams
from analysis.overlap.reuse._same_words import find_originals
from analysis.overlap.reuse._word_table import Families, WordTable, distinct

_RUN = tuple(range(5))
#: Next articles with the same run that an article is compared with. Near-linear in the length of the corpus however
#: many articles have a run; the others are reached through these.
_NEXT = 10
#: Words of a stretch, and the stretches with a shared run that make two articles of a family: a share of the shorter
#: article's, and so many at least. Runs all over an article tell a rewrite from one with the same quotation or footer.
_STRETCH, _MIN_SHARE, _MIN_STRETCHES = 20, 0.3, 3
#: Runs indexed at a time: a bound on memory.
_PART_ENTRIES = 2_000_000
#: Different texts of a family that are all compared with one another. In a larger one each is compared with the hubs,
#: those that share most with others, and with its batch.
MAX_FAMILY = 220
_HUBS = 20
#: Pairs of a family that are compared, about; the larger it is, the fewer are its hubs and the smaller its batches,
#: down to one hub with which each is compared. A bound on time and memory: ten thousand form letters are one family.
_FAMILY_PAIRS = 50_000


@lru_cache(maxsize=1)
def with_families(table: WordTable) -> WordTable:
    """Return the table with the families of its articles: those linked through others that share runs all over."""
    links = _link_articles(table)
    weights = (
        np.append(links.strength, links.strength),
        (np.append(links.a, links.b), np.append(links.b, links.a)),
    )
    graph = sparse.csr_matrix(weights, shape=(table.articles, table.articles))
    number = connected_components(graph, directed=False)[1].astype(np.int32)
    original = find_originals(table, number)
    batch = _number_batches(number, original, np.asarray(graph.sum(axis=1)).ravel())
    return replace(table, families=Families(number, batch, original))


class _Links(NamedTuple):
    """Pairs of articles with runs in common all over, and in how many stretches."""

    a: Ints
    b: Ints
    strength: Ints


def _link_articles(table: WordTable) -> _Links:
    """Return the pairs that share runs in enough stretches, and in both halves of the shorter article."""
    words = np.diff(table.first_word)
    stretches = -(-words // _STRETCH)
    with HitStore(table, 1) as store:
        parts = 1 + len(table) // _PART_ENTRIES
        for part in range(parts):
            store.add(_pair_runs(table, *index_ngrams(table, _RUN, part=part, parts=parts)))
        blocks = [_count_stretches(table, hits) for hits in store.blocks()]
    pairs, counts_a, counts_b = (np.concatenate(parts) for parts in zip(*blocks, strict=True))
    a, b = pairs // table.articles, pairs % table.articles
    strength = np.minimum(counts_a.sum(axis=1), counts_b.sum(axis=1))
    of_shorter = np.where((words[a] <= words[b])[:, None], counts_a, counts_b)
    needed = np.maximum(_MIN_SHARE * np.minimum(stretches[a], stretches[b]), _MIN_STRETCHES)
    linked = np.flatnonzero((strength >= needed) & of_shorter.all(axis=1))
    return _Links(a[linked], b[linked], strength[linked])


def _pair_runs(table: WordTable, keys: Keys, first_words: Ints) -> Hits:
    """Return the places of equal runs in an article and in the next few with it."""
    keys, first_words = drop_singletons(keys, first_words)
    order = np.lexsort((first_words, keys))
    keys, first_words = keys[order], first_words[order]
    article = table.article[table.segment[first_words]]
    is_first = np.append(True, (keys[1:] != keys[:-1]) | (article[1:] != article[:-1]))[: len(keys)]
    keys, first_words = keys[is_first], first_words[is_first]
    left, right = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
    for lag in range(1, _NEXT + 1):
        index = np.flatnonzero(keys[lag:] == keys[:-lag])
        left.append(first_words[index])
        right.append(first_words[index + lag])
    return Hits(np.concatenate(left), np.concatenate(right))


def _count_stretches(table: WordTable, hits: Hits) -> tuple[Ints, Ints, Ints]:
    """Return the pairs of articles of some hits, and of each the stretches with one, by half of each article."""
    articles = [table.article[table.segment[side]].astype(np.int64) for side in hits]
    pairs, pair = np.unique(articles[0] * table.articles + articles[1], return_inverse=True)
    counts, size, first_word = [], len(table) + 1, table.first_word
    for side, article in zip(hits, articles, strict=True):
        word = side - first_word[article]
        is_second_half = 2 * word >= first_word[article + 1] - first_word[article]
        stretch = distinct((pair * size + word // _STRETCH) * 2 + is_second_half)
        half = stretch // (2 * size) * 2 + stretch % 2
        counts.append(np.bincount(half, minlength=2 * len(pairs)).reshape(-1, 2))
    return pairs, counts[0], counts[1]


def _number_batches(number: Ints32, original: Ints32, ties: Ints) -> Ints32:
    """Return the batch of each article: 0, but for the members of large families that are no hubs, and their copies."""
    batch = np.zeros(len(number), dtype=np.int32)
    next_batch = 1
    is_original = original == np.arange(len(original))
    for family in np.flatnonzero(np.bincount(number[is_original]) > MAX_FAMILY).tolist():
        members = np.flatnonzero(is_original & (number == family))
        hubs = min(_HUBS, max(1, _FAMILY_PAIRS // 2 // len(members)))
        in_batch = min(MAX_FAMILY - _HUBS, max(1, _FAMILY_PAIRS // len(members)))
        others = np.sort(members[np.argsort(-ties[members], kind="stable")[hubs:]])
        batch[others] = next_batch + np.arange(len(others)) // in_batch
        next_batch = int(batch.max()) + 1
    return batch[original]
