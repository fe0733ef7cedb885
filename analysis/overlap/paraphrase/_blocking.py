"""Block sentences: choose the pairs worth comparing by an inverted index of their keys."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from scipy import sparse

from analysis._arrays import Flags, Floats, Ints
from analysis.overlap.paraphrase._sentences import DAY, NAME, NUMBER, STATE, WORD
from analysis.overlap.paraphrase._word_vectors import Vectors
from analysis.overlap.reuse._word_table import distinct

# Bounds on cost, which are also bounds on findings: of the 370 labelled pairs in 287 articles (`fit_paraphrases`) they
# bring 298 together, with 11,600 comparisons.
#: Sentences with a key above which it is looked up only together with another; 204 pairs at 20, 335 at 100 with 2.7
#: times the cost.
_MAX_ENTRY = 50
#: Keys above the cap, the most surprising, whose pairs a sentence is indexed under; 225 pairs at 2, 326 at 6.
_MAX_COMMON = 4
#: Maximum number of sentences that a sentence is compared with; 280 pairs at 4, 302 at 16.
_MAX_CANDIDATES = 8
#: Minimum bits in common of two sentences to be compared, in a corpus of the size below; each doubling adds one bit by
#: chance. 308 pairs at 10 bits with 2.9 times the cost, 286 at 14.
_MIN_BITS = 12.0
_MIN_BITS_SIZE = 10_000
#: The same within one story, where the rest of both articles speaks for it too: a name in common is enough.
_MIN_STORY_BITS = 6.0
_MAX_STORY_CANDIDATES = 16
_BLOCK_ROWS = 2048  # sentences looked up at a time: a bound on memory, not on findings

# Prior weight of a key, as if so many sentences of the language at large were added. Flat: the Brier score of the
# labelled pairs held out, 0.179, rises by less than 0.005, and at most eight pairs more are not compared.
_PRIOR_SENTENCES = 3_000  # flat between 1,000 and 10,000
#: Share of sentences that have a given state, weekday, number or name; flat between half and twice as much.
_KIND_SHARES = {STATE: 1 / 60, DAY: 1 / 60, NUMBER: 1 / 200, NAME: 1 / 2_000}
_SENTENCE_WORDS = 15  # content words of a sentence; flat between 8 and 30
#: Numbers up to this are frequent, and each is in the share below of sentences; flat between 0 and 31, and 1/200 and
#: 1/20.
SMALL_NUMBER = 12
_SMALL_NUMBER_SHARE = 1 / 40


@dataclass(frozen=True)
class KeyTable:
    """Keys of all sentences as numbers.

    Attributes:
        keys: The keys in alphabetical order; a key's number is its index.
        bits: The weight of each key, its surprisal.
        sentence_counts: Number of sentences with each key.
        numbers: The numbers of the keys of all sentences, one sentence after another.
        edges: Index in `numbers` at which each sentence begins, and their length.
    """

    keys: list[str]
    bits: Floats
    sentence_counts: Ints
    numbers: Ints
    edges: Ints

    def of(self, sentence: int) -> Ints:
        """Return the numbers of a sentence's keys."""
        return self.numbers[self.edges[sentence] : self.edges[sentence + 1]]


def _prior_share(key: str, vectors: Vectors) -> float:
    """Return the expected share of sentences with a key, from its kind or its word's rank."""
    if key[0] == WORD:
        return min(0.5, _SENTENCE_WORDS * vectors.share(key[1:]))
    is_small = key[0] == NUMBER and float(key[1:]) <= SMALL_NUMBER
    return _SMALL_NUMBER_SHARE if is_small else _KIND_SHARES[key[0]]


def number_keys(sentences: Sequence[Sequence[str]], vectors: Vectors) -> KeyTable:
    """Return the keys numbered in alphabetical order and weighted by their surprisal in bits.

    The weight is the inverse sentence frequency, -log2 of the share of sentences with the key, smoothed by its share
    in the language at large (of words by their rank), so that it holds in a small corpus on one subject too.
    """
    counts_by_key = Counter(key for sentence in sentences for key in sentence)
    keys = sorted(counts_by_key)
    number_of = {key: number for number, key in enumerate(keys)}
    sentence_counts = np.array([counts_by_key[key] for key in keys], dtype=np.int64)
    prior = _PRIOR_SENTENCES * np.array([_prior_share(key, vectors) for key in keys], dtype=np.float64)
    bits = np.log2((len(sentences) + _PRIOR_SENTENCES) / (sentence_counts + prior)) if keys else np.zeros(0)
    edges = np.cumsum([0, *map(len, sentences)], dtype=np.int64)
    numbers = np.fromiter(
        (number_of[key] for sentence in sentences for key in sentence), np.int64, int(edges[-1])
    )
    return KeyTable(keys, np.maximum(bits, 0.0), sentence_counts, numbers, edges)


def _index_sentences(table: KeyTable, size: int) -> sparse.csr_matrix:
    """Return a matrix of sentences by index entries in bits: rare keys, and pairs of commoner ones."""
    rows, columns, bits = [], [], []
    pair_numbers: dict[tuple[int, int], int] = {}
    for sentence in range(size):
        common_keys = []
        for key in table.of(sentence).tolist():
            if table.sentence_counts[key] <= _MAX_ENTRY:
                rows.append(sentence)
                columns.append(key)
                bits.append(float(table.bits[key]))
            else:
                common_keys.append((-float(table.bits[key]), key))
        for (negative_a, key_a), (negative_b, key_b) in combinations(sorted(common_keys)[:_MAX_COMMON], 2):
            rows.append(sentence)
            columns.append(
                len(table.keys)
                + pair_numbers.setdefault((min(key_a, key_b), max(key_a, key_b)), len(pair_numbers))
            )
            bits.append(-(negative_a + negative_b) / 2)
    shape = (size, len(table.keys) + len(pair_numbers))
    matrix = sparse.csr_matrix((np.array(bits, dtype=np.float32), (rows, columns)), shape=shape)
    entry_sizes = np.bincount(matrix.indices, minlength=shape[1])
    matrix.data[(entry_sizes[matrix.indices] > _MAX_ENTRY) | (entry_sizes[matrix.indices] < 2)] = 0.0
    matrix.eliminate_zeros()
    return matrix


def find_candidates(table: KeyTable, article: Ints) -> tuple[Ints, Ints]:
    """Return the pairs of sentences of two articles to compare: each with the few that share most bits with it.

    Time and memory are linear in the number of sentences, as no index entry has more than 50.

    Args:
        table: Keys by sentence.
        article: Number of the article, by sentence.
    """
    index = _index_sentences(table, len(article))
    incidence = index.copy()
    incidence.data[:] = 1.0
    transposed = incidence.T.tocsr()
    size, pair_parts = len(article), [np.zeros(0, dtype=np.int64)]
    bits_needed = _MIN_BITS + np.log2(max(size / _MIN_BITS_SIZE, 1.0))
    for block_start in range(0, size, _BLOCK_ROWS):
        product = (index[block_start : block_start + _BLOCK_ROWS] @ transposed).tocoo()
        row, column = product.row.astype(np.int64) + block_start, product.col.astype(np.int64)
        bits = np.round(product.data.astype(np.float64), 3)
        keep = (article[row] != article[column]) & (bits >= bits_needed)
        pair_parts.append(_best_pairs(row[keep], column[keep], bits[keep], _MAX_CANDIDATES, size))
    pairs = distinct(np.concatenate(pair_parts)) if size else pair_parts[0]
    return pairs // max(size, 1), pairs % max(size, 1)


def find_in_stories(table: KeyTable, article: Ints, story: Ints, counted: Flags) -> tuple[Ints, Ints]:
    """Return the pairs of sentences of two articles on one story to compare: each with the few most like it.

    Args:
        table: Keys by sentence.
        article: Number of the article, by sentence.
        story: Number of the story, by sentence.
        counted: Whether a key counts, by key.
    """
    incidence = sparse.csr_matrix(
        (np.ones(len(table.numbers), dtype=np.float32), table.numbers, table.edges),
        shape=(len(article), len(table.keys)),
    )
    weighed = (incidence @ sparse.diags(np.where(counted, table.bits, 0.0).astype(np.float32))).tocsr()
    size, pair_parts = len(article), [np.zeros(0, dtype=np.int64)]
    order = np.argsort(story, kind="stable")
    for members in np.split(order, np.flatnonzero(np.diff(story[order])) + 1):
        if len(np.unique(article[members])) < 2:
            continue
        transposed = incidence[members].T.tocsr()
        for start in range(0, len(members), _BLOCK_ROWS):
            product = (weighed[members[start : start + _BLOCK_ROWS]] @ transposed).tocoo()
            row, column = members[product.row + start], members[product.col]
            bits = np.round(product.data.astype(np.float64), 3)
            keep = (article[row] != article[column]) & (bits >= _MIN_STORY_BITS)
            pair_parts.append(_best_pairs(row[keep], column[keep], bits[keep], _MAX_STORY_CANDIDATES, size))
    pairs = distinct(np.concatenate(pair_parts))
    return pairs // max(size, 1), pairs % max(size, 1)


def _best_pairs(row: Ints, column: Ints, bits: Floats, most: int, size: int) -> Ints:
    """Return the pairs of each row with the columns that it has most bits in common with, as numbers."""
    order = np.lexsort((column, -bits, row))
    row, column = row[order], column[order]
    rank = np.arange(len(row)) - np.searchsorted(row, row)
    row, column = row[rank < most], column[rank < most]
    return distinct(np.minimum(row, column) * size + np.maximum(row, column))
