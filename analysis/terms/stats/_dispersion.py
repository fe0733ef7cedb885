"""Dispersion: how evenly a term is spread over the articles, in the measures of corpus linguistics.

Every function takes counts as an array of articles × terms (or of articles alone, for one term), dense or
sparse, and the sizes of the articles in words. Articles without words are no parts of the corpus. With fewer
than two articles that have words, spread cannot be known and every value is missing.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import scipy.sparse
from numpy.typing import ArrayLike, NDArray

from analysis._arrays import Floats, Ints

Integers = NDArray[np.integer[Any]]


def deviation_of_proportions(counts: ArrayLike | scipy.sparse.csr_array, sizes: ArrayLike) -> Floats:
    """Return Gries's DP of each term: 0 where it is spread as the words are, towards 1 where it is clumped.

    DP = ½ Σ |v_i − s_i|, with s_i the share of article i in all words and v_i its share in the term's
    occurrences. Gries (2008), Dispersions and adjusted frequencies in corpora, International Journal of
    Corpus Linguistics 13(4), 403–437.
    """
    matrix, words = _nonempty_articles(counts, sizes)
    if len(words) < 2:
        return _missing(matrix)
    shares = words / words.sum()
    entries = matrix.tocoo()
    totals = _column_sums(entries.col, entries.data, matrix.shape[1])
    with np.errstate(divide="ignore", invalid="ignore"):
        v = entries.data / totals[entries.col]
    # Articles without the term add their share s_i: the sum over them is 1 minus the shares of the others.
    distance = _column_sums(
        entries.col, np.abs(v - shares[entries.row]) - shares[entries.row], matrix.shape[1]
    )
    return np.where(totals > 0, 0.5 * (1.0 + distance), np.nan)


def normalise_dp(dp: Floats, sizes: ArrayLike) -> Floats:
    """Return DP divided by the largest value it can take with articles of these sizes.

    DP_norm = DP / (1 − min s_i): Lijffijt and Gries (2012), Correction to Stefan Th. Gries' "Dispersions and
    adjusted frequencies in corpora", International Journal of Corpus Linguistics 17(1), 147–149.
    """
    words = _sizes(sizes)
    words = words[words > 0]
    if len(words) < 2:
        return np.full_like(dp, np.nan)
    result: Floats = dp / (1.0 - words.min() / words.sum())
    return result


def juilland_d(counts: ArrayLike | scipy.sparse.csr_array, sizes: ArrayLike) -> Floats:
    """Return Juilland's D of each term: 1 where its rate is the same in all articles, towards 0 if clumped.

    D = 1 − V / √(n − 1), with V the coefficient of variation (population form) of the term's rates in the n
    articles; rates rather than counts because articles differ in size. Juilland, Brodin and Davidovitch
    (1970), Frequency Dictionary of French Words, as given by Gries (2008).

    With many articles D nears 1 whatever the spread (Biber, Reppen, Schnur and Ghanem 2016, On the (non)utility
    of Juilland's D to measure lexical dispersion in large corpora, International Journal of Corpus Linguistics
    21(4), 439–464): there DP is more informative.
    """
    matrix, words = _nonempty_articles(counts, sizes)
    n = len(words)
    if n < 2:
        return _missing(matrix)
    entries = matrix.tocoo()
    rates = entries.data / words[entries.row]
    mean = _column_sums(entries.col, rates, matrix.shape[1]) / n
    squares = _column_sums(entries.col, rates**2, matrix.shape[1]) / n
    with np.errstate(divide="ignore", invalid="ignore"):
        variation = np.sqrt(np.maximum(squares - mean**2, 0.0)) / mean
    return np.where(mean > 0, np.maximum(1.0 - variation / np.sqrt(n - 1), 0.0), np.nan)


def article_range(counts: ArrayLike | scipy.sparse.csr_array) -> Ints:
    """Return the number of articles that have each term (its range)."""
    matrix = _matrix(counts)
    return np.bincount(matrix.tocoo().col, minlength=matrix.shape[1]).astype(np.int64)


def _matrix(counts: ArrayLike | scipy.sparse.csr_array) -> scipy.sparse.csr_array:
    if scipy.sparse.issparse(counts):
        matrix = scipy.sparse.csr_array(counts)
    else:
        dense = np.asarray(counts, dtype=np.float64)
        matrix = scipy.sparse.csr_array(dense.reshape(len(dense), -1))
    matrix.eliminate_zeros()
    return matrix


def _sizes(sizes: ArrayLike) -> Floats:
    return np.asarray(sizes, dtype=np.float64).reshape(-1)


def _nonempty_articles(
    counts: ArrayLike | scipy.sparse.csr_array, sizes: ArrayLike
) -> tuple[scipy.sparse.csr_array, Floats]:
    matrix, words = _matrix(counts), _sizes(sizes)
    filled = np.flatnonzero(words > 0)
    return matrix[filled], words[filled]


def _column_sums(columns: Integers, values: Floats, width: int) -> Floats:
    sums: Floats = np.bincount(columns, weights=values, minlength=width).astype(np.float64)
    return sums


def _missing(matrix: scipy.sparse.csr_array) -> Floats:
    return np.full(matrix.shape[1], np.nan)
