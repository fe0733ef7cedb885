"""Group the articles that report one event, by rare words and names in common and by the days of publication.

Clusters are merged as long as the mean similarity of their articles is high enough (average linkage, Sokal and Michener
1958), best pairs first. Only articles that share one of their weightiest terms are compared, and of those with a
frequent term only neighbours in time, so that cost is near linear; a story of any number of articles is a chain of
such neighbours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy import sparse

from analysis._arrays import Flags, Floats, Ints
from analysis._keywords import explains_keywords
from analysis.annotation import once_a_corpus
from analysis.errors import DatelineError
from analysis.overlap.reuse._word_table import distinct
from analysis.overlap.stories._vectors import weigh_articles
from analysis.schema import TABLES, returns

if TYPE_CHECKING:
    from analysis.annotation import AnnotatedCorpus

#: Minimum mean similarity of two clusters. Of the pairs of articles put together at 0.23 on the six topics of ECB+,
#: none is wrong; at 0.21 one in seven is, at 0.25 some ten pairs in a hundred more are missed.
_MIN_SIMILARITY = 0.23
#: Weightiest terms of an article by which others are found.
_TERMS = 20
#: Neighbours in time looked at for each of them.
_NEIGHBOURS = 8
_BLOCK_PAIRS = 50_000  # compared at a time: a bound on memory, not on findings


@returns(TABLES["stories"])
@explains_keywords
def group_stories(annotated: AnnotatedCorpus, *, days: int = 3) -> pd.DataFrame:
    """Group the articles that report one event.

    Args:
        annotated: The articles with their parses.
        days: Maximum number of days between the first and the last article of a story; undated articles fit any.

    Returns:
        One row an article, by story; a story has a number, those with most articles first. An article that nobody else
        reports the event of is a story of its own.

    Raises:
        DatelineError: `days` is negative, or the language has no word vectors.

    Example:
        >>> stories = group_stories(annotated)
        >>> stories["story"].tolist()
        [1, 1, 1, 2]
    """
    if days < 0:
        raise DatelineError(f"days is {days}: give a number of days, 0 or more.")
    doc_ids, matrix = weigh_articles(annotated)
    published = [annotated.corpus[doc_id].published for doc_id in doc_ids]
    dates = np.array([np.nan if day is None else day.toordinal() for day in published], dtype=np.float64)
    labels = _merge(matrix, dates, _neighbours(matrix, dates), days)
    members: dict[int, list[str]] = {}
    for doc_id, label in zip(doc_ids, labels.tolist(), strict=True):
        members.setdefault(label, []).append(doc_id)
    ordered = sorted(members.values(), key=lambda group: (-len(group), group))
    rows = [(doc_id, number) for number, group in enumerate(ordered, start=1) for doc_id in group]
    return TABLES["stories"].frame(rows)


@once_a_corpus
def story_of_articles(annotated: AnnotatedCorpus) -> dict[str, int]:
    """Return the number of each article's story."""
    stories = group_stories(annotated)
    return dict(zip(stories["doc_id"], stories["story"].tolist(), strict=True))


def _neighbours(matrix: sparse.csr_matrix, dates: Floats) -> tuple[Ints, Ints]:
    """Return pairs of articles that share one of their weightiest terms and are near in time."""
    size = matrix.shape[0]
    rows, columns = [], []
    for row in range(size):
        terms = matrix.indices[matrix.indptr[row] : matrix.indptr[row + 1]]
        weights = matrix.data[matrix.indptr[row] : matrix.indptr[row + 1]]
        heaviest = terms[np.lexsort((terms, -weights.round(9)))[:_TERMS]]
        rows.append(np.full(len(heaviest), row, dtype=np.int64))
        columns.append(heaviest.astype(np.int64))
    if not rows:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    article, term = np.concatenate(rows), np.concatenate(columns)
    order = np.lexsort((article, np.nan_to_num(dates, nan=-1.0)[article], term))
    article, term = article[order], term[order]
    pairs = [
        np.minimum(article[step:], article[:-step])[same] * size
        + np.maximum(article[step:], article[:-step])[same]
        for step in range(1, _NEIGHBOURS + 1)
        for same in [term[step:] == term[:-step]]
    ]
    keys = distinct(np.concatenate(pairs))
    return keys // size, keys % size


def _merge(matrix: sparse.csr_matrix, dates: Floats, pairs: tuple[Ints, Ints], days: int) -> Ints:
    """Return the cluster of each article: clusters that are each other's best are merged until none are left."""
    labels = np.arange(matrix.shape[0], dtype=np.int64)
    sums, left, right = matrix, *pairs
    first, last = np.nan_to_num(dates, nan=np.inf), np.nan_to_num(dates, nan=-np.inf)
    sizes: Floats = np.ones(len(labels))
    while True:
        span = np.maximum(last[left], last[right]) - np.minimum(first[left], first[right])
        similarity = _products(sums, left, right) / (sizes[left] * sizes[right])
        fits = (similarity >= _MIN_SIMILARITY) & ~(span > days)
        left, right, similarity = left[fits], right[fits], similarity[fits].round(9)
        chosen = _mutual_best(left, right, similarity, len(sizes))
        if not chosen.any():
            return labels
        target = np.arange(len(sizes), dtype=np.int64)
        target[right[chosen]] = left[chosen]
        kept, new_labels = np.unique(target, return_inverse=True)
        labels = new_labels[labels]
        gather = sparse.csr_matrix(
            (np.ones(len(target)), (new_labels, np.arange(len(target)))), shape=(len(kept), len(target))
        )
        sums = (gather @ sums).tocsr()
        sizes = np.asarray(np.bincount(new_labels, weights=sizes), dtype=np.float64)
        firsts, lasts = np.full(len(kept), np.inf), np.full(len(kept), -np.inf)
        np.minimum.at(firsts, new_labels, first)
        np.maximum.at(lasts, new_labels, last)
        first, last = firsts, lasts
        joined = new_labels[left], new_labels[right]
        differing = joined[0] != joined[1]
        low, high = np.minimum(*joined)[differing], np.maximum(*joined)[differing]
        keys = distinct(low * len(kept) + high)
        left, right = keys // len(kept), keys % len(kept)


def _products(sums: sparse.csr_matrix, left: Ints, right: Ints) -> Floats:
    """Return the product of two rows, for each pair."""
    parts = [np.zeros(0)]
    for start in range(0, len(left), _BLOCK_PAIRS):
        block = slice(start, start + _BLOCK_PAIRS)
        parts.append(np.asarray(sums[left[block]].multiply(sums[right[block]]).sum(axis=1)).ravel())
    return np.concatenate(parts)


def _mutual_best(left: Ints, right: Ints, similarity: Floats, size: int) -> Flags:
    """Return which pairs are the best of both sides; equal ones in mixed order, so that many fit at once."""
    mixed = ((left * 2654435761) ^ (right * 40503)) % 1_000_003
    rank = np.empty(len(left), dtype=np.int64)
    rank[np.lexsort((right, left, mixed, -similarity))] = np.arange(len(left))
    best = np.full(size, len(left), dtype=np.int64)
    np.minimum.at(best, left, rank)
    np.minimum.at(best, right, rank)
    return np.asarray((best[left] == rank) & (best[right] == rank))
