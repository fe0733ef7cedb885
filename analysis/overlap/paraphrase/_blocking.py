"""Which sentences of different articles are worth comparing? Those that have telling keys in common, by an index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from scipy import sparse

from analysis.overlap.paraphrase._sentences import DAY, NAME, NUMBER, STATE, WORD
from analysis.overlap.paraphrase._word_vectors import load_vectors
from analysis.overlap.reuse._word_table import Floats, Longs, distinct

_CAP = 50  # a key of more sentences is looked up only together with another
_TOGETHER = 4  # of the keys above the cap a sentence is filed under pairs of so many, the most telling
_BEST = 8  # sentences that a sentence is compared with, at most
_FIRST = 12.0  # bits two sentences must have in common to be compared,
_OF = 10_000  # of so many sentences; chance gives one bit more to each doubling
_ROWS = 2048  # sentences looked up at a time, for memory

# What a key weighs before the corpus has been asked: counts as if in so many sentences of English at large, with the
# share of sentences that has a state, a weekday, a number, a name.
_PRIOR = 3_000
_SHARES = {STATE: 1 / 60, DAY: 1 / 60, NUMBER: 1 / 200, NAME: 1 / 2_000}
_WORDS = 15  # words of a sentence that tell
SMALL_NUMBER = 12  # numbers up to this are in so many sentences that they tell little:
_SMALL_SHARE = 1 / 40


@dataclass(frozen=True)
class KeyTable:
    """The keys of all sentences as numbers: `edge[i]` to `edge[i + 1]` of `key` are those of sentence `i`."""

    names: list[str]
    key: Longs
    edge: Longs
    weight: Floats
    spread: Longs

    def of(self, sentence: int) -> Longs:
        """Return the numbers of a sentence's keys."""
        return self.key[self.edge[sentence] : self.edge[sentence + 1]]


def _share(name: str) -> float:
    """Return the share of English sentences that have a key, as far as its kind, or its word's rank, tells."""
    if name[0] == WORD:
        return min(0.5, _WORDS * load_vectors().share(name[1:]))
    small = name[0] == NUMBER and float(name[1:]) <= SMALL_NUMBER
    return _SMALL_SHARE if small else _SHARES[name[0]]


def number_keys(sentences: Sequence[Sequence[str]]) -> KeyTable:
    """Number the keys by alphabet and weigh them: bits of surprise at meeting one in a sentence.

    The weight is the inverse sentence frequency, -log2 of the share of sentences with the key, smoothed by its share
    in English at large (of words by their rank) so that a small corpus on one matter weighs them soundly too.
    """
    spread = Counter(key for keys in sentences for key in keys)
    names = sorted(spread)
    numbers = {name: number for number, name in enumerate(names)}
    shares = [_share(name) for name in names]
    counts = np.array([spread[name] for name in names], dtype=np.int64)
    prior = _PRIOR * np.array(shares, dtype=np.float64)
    weight = np.log2((len(sentences) + _PRIOR) / (counts + prior)) if names else np.zeros(0)
    sizes = np.array([len(keys) for keys in sentences], dtype=np.int64)
    flat = np.fromiter((numbers[key] for keys in sentences for key in keys), np.int64, int(sizes.sum()))
    edge = np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes)])
    return KeyTable(names, flat, edge, np.maximum(weight, 0.0), counts)


def _filed(table: KeyTable, size: int) -> sparse.csr_matrix:
    """Return sentences by index entries, the bits of each: rare keys, and pairs of the commoner ones."""
    rows, columns, bits = [], [], []
    pairs: dict[tuple[int, int], int] = {}
    for sentence in range(size):
        keys = table.of(sentence)
        common = []
        for key in keys.tolist():
            if table.spread[key] <= _CAP:
                rows.append(sentence)
                columns.append(key)
                bits.append(float(table.weight[key]))
            else:
                common.append((-float(table.weight[key]), key))
        for (one, a), (other, b) in combinations(sorted(common)[:_TOGETHER], 2):
            rows.append(sentence)
            columns.append(len(table.names) + pairs.setdefault((min(a, b), max(a, b)), len(pairs)))
            bits.append(-(one + other) / 2)
    shape = (size, len(table.names) + len(pairs))
    matrix = sparse.csr_matrix((np.array(bits, dtype=np.float32), (rows, columns)), shape=shape)
    often = np.bincount(matrix.indices, minlength=shape[1])
    matrix.data[(often[matrix.indices] > _CAP) | (often[matrix.indices] < 2)] = 0.0
    matrix.eliminate_zeros()
    return matrix


def find_candidates(table: KeyTable, article: Longs) -> tuple[Longs, Longs]:
    """Return pairs of sentences of two articles to compare: each with the few that have most in common with it.

    Time and memory grow with the number of sentences: no index entry has more than 50 sentences.

    Args:
        table: The keys by sentence.
        article: Number of its article, by sentence.
    """
    filed = _filed(table, len(article))
    met = filed.copy()
    met.data[:] = 1.0
    transposed = met.T.tocsr()
    size, found = len(article), [np.zeros(0, dtype=np.int64)]
    least = _FIRST + np.log2(max(size / _OF, 1.0))
    for low in range(0, size, _ROWS):
        product = (filed[low : low + _ROWS] @ transposed).tocoo()
        row, column = product.row.astype(np.int64) + low, product.col.astype(np.int64)
        bits = np.round(product.data.astype(np.float64), 3)
        kept = (article[row] != article[column]) & (bits >= least)
        row, column, bits = row[kept], column[kept], bits[kept]
        order = np.lexsort((column, -bits, row))
        row, column = row[order], column[order]
        rank = np.arange(len(row)) - np.searchsorted(row, row)
        best = rank < _BEST
        row, column = row[best], column[best]
        found.append(distinct(np.minimum(row, column) * size + np.maximum(row, column)))
    pairs = distinct(np.concatenate(found)) if size else found[0]
    return pairs // max(size, 1), pairs % max(size, 1)
