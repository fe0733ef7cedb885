"""Choose the clusters of shared n-grams that are extended to passages: all, or those of the pairs that share most."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from weakref import WeakKeyDictionary

import numpy as np

from analysis.overlap.reuse._distribution import Searcher
from analysis.overlap.reuse._hit_store import Hits, HitStore
from analysis.overlap.reuse._hits import PATTERNS, find_hits, list_parts
from analysis.overlap.reuse._same_words import count_pairs
from analysis.overlap.reuse._seed_clusters import Boxes, Clusters, find_clusters
from analysis.overlap.reuse._word_table import WordTable

# Chosen as in `_passages`.
#: Words without a hit that part two clusters; flat between 10 and 40 (111 at 10, 96 at 30).
_CLUSTER_GAP = 20
#: Bits a cluster must have to be drawn, in units of the scale of the table: a bound on cost, not on findings. Flat
#: below 4.6, but at 0 the search takes sixteen times as long.
_CLUSTER_BITS = 4.2
#: Pairs of unrelated articles that are compared, those whose clusters have most bits: a bound on time and memory, which
#: `find_left_out` states where it is reached. Among 840 articles of political news there are some hundred such pairs.
MAX_PAIRS = 50_000
#: Clusters held before those of weaker pairs are dropped: a bound on memory.
_HELD_CLUSTERS = 1_000_000
#: Clusters extended at a time.
_BLOCK_CLUSTERS = 4_000


#: Pairs that the last search of a table left out.
_pairs_left_out: WeakKeyDictionary[WordTable, int] = WeakKeyDictionary()


def find_candidates(table: WordTable, searcher: Searcher) -> Iterator[Boxes]:
    """Yield the clusters of a corpus to extend, in the order of their places; a block has all of a segment."""
    boxes = _choose(table, searcher)
    owner = table.segment[boxes.first_a]
    starts = np.searchsorted(owner, owner[_BLOCK_CLUSTERS::_BLOCK_CLUSTERS]).tolist()
    for start, end in pairwise(dict.fromkeys([0, *starts, len(owner)])):
        yield boxes.take(np.arange(start, end))


def count_pairs_left_out(table: WordTable) -> int:
    """Return how many pairs of unrelated articles a search does not compare; one that was made is not made again."""
    if table not in _pairs_left_out:
        with Searcher(table, None) as searcher:
            _choose(table, searcher)
    return _pairs_left_out[table]


def _choose(table: WordTable, searcher: Searcher) -> Boxes:
    chosen, pairs_left_out = list[Clusters](), 0
    with HitStore(table, len(PATTERNS)) as store:
        for hits in searcher.map(find_hits, list_parts(table)):
            store.add(hits)
        for clusters in searcher.map(_find_clusters, store.blocks()):
            chosen.append(clusters)
            if sum(len(part.bits) for part in chosen) > _HELD_CLUSTERS:
                strongest, dropped = _drop_weak_pairs(table, _join(chosen))
                chosen, pairs_left_out = [strongest], pairs_left_out + dropped
    strongest, dropped = _drop_weak_pairs(table, _join(chosen))
    _pairs_left_out[table] = pairs_left_out + dropped
    return strongest.boxes


def _find_clusters(table: WordTable, hits: Hits) -> Clusters:
    return find_clusters(table, hits, gap=_CLUSTER_GAP, bits=_CLUSTER_BITS * table.scale)


def _join(parts: list[Clusters]) -> Clusters:
    boxes = (np.concatenate(sides) for sides in zip(*(part.boxes.sides for part in parts), strict=True))
    return Clusters(Boxes(*boxes), np.concatenate([part.bits for part in parts]))


def _drop_weak_pairs(table: WordTable, clusters: Clusters) -> tuple[Clusters, int]:
    """Return the clusters of articles of one family and of the pairs that share most, and the number of other pairs."""
    boxes, family = clusters.boxes, table.families.number
    article_a, article_b = (
        table.article[table.segment[side]].astype(np.int64) for side in (boxes.first_a, boxes.first_b)
    )
    pair = article_a * table.articles + article_b
    unrelated = np.flatnonzero(family[article_a] != family[article_b])
    pairs, number = np.unique(pair[unrelated], return_inverse=True)
    # A pair of originals stands for those of their copies.
    copies = np.bincount(table.families.original, minlength=table.articles)
    stands_for = count_pairs(copies[pairs // table.articles], copies[pairs % table.articles])
    if (total := int(stands_for.sum())) <= MAX_PAIRS:
        return clusters, 0
    bits = np.bincount(number, weights=clusters.bits[unrelated]).round(6)
    strongest = np.argsort(-bits, kind="stable")
    strongest = strongest[np.cumsum(stands_for[strongest]) <= MAX_PAIRS]
    weak = np.ones(len(pairs), dtype=np.bool_)
    weak[strongest] = False
    kept = np.ones(len(pair), dtype=np.bool_)
    kept[unrelated] = ~weak[number]
    return clusters.take(np.flatnonzero(kept)), total - int(stands_for[strongest].sum())
