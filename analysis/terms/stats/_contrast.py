"""Statistics of keyness: how different two frequencies are, and how sure that is, each from its paper.

Every function takes, for one term or an array of terms, the counts in a target and a reference corpus and the
two corpora's sizes in words; `log_likelihood` takes arrays of sizes too.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import chdtrc, ndtri, xlogy

from analysis._arrays import Floats

#: What stands in for a count of none in a ratio: Hardie (2014) and CQPweb use half an occurrence.
ZERO = 0.5


def log_likelihood(
    target: ArrayLike, size_target: ArrayLike, reference: ArrayLike, size_reference: ArrayLike
) -> Floats:
    """Return G², the evidence against one common rate; never negative, with no sign for the direction.

    G² = 2 (a ln(a / E₁) + b ln(b / E₂)) with E the counts expected from the pooled rate. Rayson and Garside
    (2000), Comparing corpora using frequency profiling, Proceedings of the Workshop on Comparing Corpora,
    1–6.
    """
    a, b = _arrays(target, reference)
    size_a, size_b = _arrays(size_target, size_reference)
    pooled = (a + b) / (size_a + size_b)
    with np.errstate(divide="ignore", invalid="ignore"):
        total = xlogy(a, a / (size_a * pooled)) + xlogy(b, b / (size_b * pooled))
    return np.where(a + b > 0, np.maximum(2.0 * total, 0.0), 0.0)


def p_values(g2: ArrayLike) -> Floats:
    """Return the probability of so large a G² under one common rate (chi-squared, one degree of freedom)."""
    result: Floats = chdtrc(1, np.maximum(np.asarray(g2, dtype=np.float64), 0.0))
    return result


def adjust_p_values(p: ArrayLike) -> Floats:
    """Return p adjusted for the number of tests, so that a cut at q keeps the false discovery rate at q.

    Benjamini and Hochberg (1995), Controlling the false discovery rate, Journal of the Royal Statistical
    Society B 57(1), 289–300.
    """
    values = np.asarray(p, dtype=np.float64)
    if not values.size:
        return values
    # Written out, since importing scipy.stats for it takes longer than all else that a page of terms computes.
    order = np.argsort(values)
    raised = values[order] * (len(values) / np.arange(1, len(values) + 1))
    adjusted = np.empty_like(values)
    adjusted[order] = np.minimum(np.minimum.accumulate(raised[::-1])[::-1], 1.0)
    return adjusted


def log_ratio(
    target: ArrayLike,
    size_target: float,
    reference: ArrayLike,
    size_reference: float,
    *,
    confidence: float = 0.95,
) -> tuple[Floats, Floats, Floats]:
    """Return the binary logarithm of the ratio of the two rates, and the ends of its confidence interval.

    +1 means twice as frequent in the target, −1 half as frequent. A count of none is taken as half an
    occurrence. Hardie (2014), Log Ratio: an informal introduction, ESRC Centre for Corpus Approaches to
    Social Science, Lancaster. The interval is that of a ratio of two proportions: Katz, Baptista, Azen and
    Pike (1978), Obtaining confidence intervals for the risk ratio in cohort studies, Biometrics 34(3),
    469–474, method C. It takes words as independent, so for a term that clumps in few articles it is too
    narrow.
    """
    a, b = (np.where(x == 0, ZERO, x) for x in _arrays(target, reference))
    ratio = np.log2((a / size_target) / (b / size_reference))
    variance = 1.0 / a - 1.0 / size_target + 1.0 / b - 1.0 / size_reference
    half = ndtri(0.5 + confidence / 2.0) * np.sqrt(np.maximum(variance, 0.0)) / np.log(2.0)
    return ratio, ratio - half, ratio + half


def percent_difference(
    target: ArrayLike, size_target: float, reference: ArrayLike, size_reference: float
) -> Floats:
    """Return %DIFF: by how many per cent the target's rate exceeds the reference's.

    It is infinite where the reference has none.

    Gabrielatos and Marchi (2011), Keyness: matching metrics to definitions; Gabrielatos (2018), Keyness
    analysis: nature, metrics and techniques, in Taylor and Marchi (eds), Corpus Approaches to Discourse,
    225–258.
    """
    a, b = _arrays(target, reference)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(
            b > 0, 100.0 * ((a / size_target) / (b / size_reference) - 1.0), np.where(a > 0, np.inf, np.nan)
        )


def weighted_log_odds(
    target: ArrayLike,
    size_target: float,
    reference: ArrayLike,
    size_reference: float,
    prior: ArrayLike,
    prior_size: float,
) -> tuple[Floats, Floats]:
    """Return the log odds ratio (natural logarithm) under a Dirichlet prior, and its z-score.

    δ = ln((a + α) / (n₁ + α₀ − a − α)) − ln((b + α) / (n₂ + α₀ − b − α)), variance 1/(a + α) + 1/(b + α).
    Monroe, Colaresi and Quinn (2008), Fightin' words: lexical feature selection and evaluation for
    identifying the content of political conflict, Political Analysis 16(4), 372–403, eqs 16, 20 and 22.

    Args:
        target: Counts in the target.
        size_target: Words of the target.
        reference: Counts in the reference.
        size_reference: Words of the reference.
        prior: α, the prior's pseudo-count of each term (above 0).
        prior_size: α₀, the pseudo-counts of all words.
    """
    a, b = _arrays(target, reference)
    alpha = np.asarray(prior, dtype=np.float64)
    odds_target = np.log(a + alpha) - np.log(size_target + prior_size - a - alpha)
    odds_reference = np.log(b + alpha) - np.log(size_reference + prior_size - b - alpha)
    delta = odds_target - odds_reference
    return delta, delta / np.sqrt(1.0 / (a + alpha) + 1.0 / (b + alpha))


def _arrays(target: ArrayLike, reference: ArrayLike) -> tuple[Floats, Floats]:
    return np.asarray(target, dtype=np.float64), np.asarray(reference, dtype=np.float64)
