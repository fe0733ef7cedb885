"""Measures of association between two words, from one contingency table.

Every function takes arrays: `observed` co-occurrences, the totals of the node's slot (`row`) and of the
collocate's (`column`), and the sample size `total`. In the notation of Evert (2008), Corpora and collocations,
in Lüdeling and Kytö (eds), Corpus Linguistics: an international handbook, 1212-1248: O₁₁, R₁, C₁ and N.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import xlogy

from analysis._arrays import Floats


def expected_count(row: ArrayLike, column: ArrayLike, total: ArrayLike) -> Floats:
    """Return E₁₁ = R₁ C₁ / N: the co-occurrences to expect of words that have nothing to do with each other."""
    r, c, n = (np.asarray(x, dtype=np.float64) for x in (row, column, total))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(n > 0, r * c / n, np.nan)


def association_g2(observed: ArrayLike, row: ArrayLike, column: ArrayLike, total: ArrayLike) -> Floats:
    """Return Dunning's log-likelihood ratio over all four cells of the table; never negative.

    Dunning (1993), Accurate methods for the statistics of surprise and coincidence, Computational Linguistics
    19(1), 61-74.
    """
    o, r, c, n = (np.asarray(x, dtype=np.float64) for x in (observed, row, column, total))
    cells = (
        (o, r * c),
        (r - o, r * (n - c)),
        (c - o, (n - r) * c),
        (n - r - c + o, (n - r) * (n - c)),
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = [np.where(cell > 0, xlogy(cell, cell * n / product), 0.0) for cell, product in cells]
    g2: Floats = np.maximum(2.0 * np.sum(terms, axis=0), 0.0)
    return g2


def pointwise_mutual_information(observed: ArrayLike, expected: ArrayLike, *, power: int = 1) -> Floats:
    """Return log₂(Oᵏ / E): PMI for k = 1, PMI³ for k = 3, which favours rare pairs less.

    Church and Hanks (1990), Word association norms, mutual information, and lexicography, Computational
    Linguistics 16(1), 22-29; the cubic form: Daille (1994), Approche mixte pour l'extraction automatique de
    terminologie, thesis, Université Paris 7.
    """
    o, e = np.asarray(observed, dtype=np.float64), np.asarray(expected, dtype=np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        result: Floats = power * np.log2(o) - np.log2(e)
    return result


def log_dice(observed: ArrayLike, node: ArrayLike, collocate: ArrayLike) -> Floats:
    """Return 14 + log₂(2 f(x, y) / (f(x) + f(y))): at most 14; one more is twice as strong; no corpus size in it.

    Rychlý (2008), A lexicographer-friendly association score, Proceedings of RASLAN 2008, 6-9.
    """
    o, x, y = (np.asarray(value, dtype=np.float64) for value in (observed, node, collocate))
    with np.errstate(divide="ignore", invalid="ignore"):
        result: Floats = 14.0 + np.log2(2.0 * o / (x + y))
    return result


def t_score(observed: ArrayLike, expected: ArrayLike) -> Floats:
    """Return (O − E) / √O, which ranks by how sure it is that there is an association at all.

    Church, Gale, Hanks and Hindle (1991), Using statistics in lexical analysis, in Zernik (ed), Lexical
    Acquisition, 115-164; as in Evert (2008).
    """
    o, e = np.asarray(observed, dtype=np.float64), np.asarray(expected, dtype=np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        result: Floats = (o - e) / np.sqrt(o)
    return result
