"""Bootstrap intervals: the textbook's example, an independent library, and what they refuse to say."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.sparse
import scipy.stats

from analysis.errors import DatelineError
from analysis.terms import rate_intervals
from analysis.terms.stats._bootstrap import (
    MIN_ARTICLES,
    MIN_CARRIERS,
    acceleration,
    bca_interval,
    bias_correction,
)

# Efron and Tibshirani (1993), table 14.1: test A of the spatial test data, 26 children.
SPATIAL = [
    48,
    36,
    20,
    29,
    42,
    42,
    20,
    42,
    22,
    41,
    45,
    14,
    6,
    0,
    33,
    28,
    34,
    4,
    32,
    24,
    47,
    41,
    24,
    26,
    30,
    41,
]


def test_bca_spatial_test_data() -> None:
    """The variance of the spatial test: 171.5, a = 0.061, z₀ about 0.146, 90 % interval about (115.8, 259.6).

    Efron and Tibshirani (1993), table 14.1, §14.2 and §14.3; their ends come from 2,000 draws, so ours agree to a
    few units.
    """
    data = np.array(SPATIAL, dtype=float)
    estimate = np.array([data.var()])
    assert pytest.approx(171.5, abs=0.05) == estimate[0]
    left_out = np.array([[np.delete(data, i).var()] for i in range(len(data))])
    assert pytest.approx([0.061], abs=5e-4) == acceleration(left_out).tolist()
    draws = np.random.default_rng(1).choice(data, size=(20_000, len(data))).var(axis=1)[:, None]
    assert pytest.approx([0.146], abs=0.04) == bias_correction(estimate, draws).tolist()
    low, high = bca_interval(estimate, draws, left_out, 0.90)
    assert pytest.approx([115.8, 259.6], abs=4.0) == [low[0], high[0]]


def test_bias_correction_halves_ties() -> None:
    """An estimate in the middle of its draws, ties and all, is not biased; all draws above it stay finite."""
    assert [0.0] == bias_correction(np.array([2.0]), np.array([[1.0], [2.0], [2.0], [3.0]])).tolist()
    assert np.isfinite(bias_correction(np.array([0.0]), np.ones((200, 1)))).all()


def corpus(articles: int, seed: int = 7) -> tuple[np.ndarray, np.ndarray]:
    """Counts of two terms, one steady and one clumped, in articles of various sizes."""
    generator = np.random.default_rng(seed)
    sizes = generator.integers(200, 900, size=articles)
    steady = generator.poisson(sizes / 60)
    clumped = np.where(generator.random(articles) < 0.3, generator.poisson(sizes / 25), 0)
    return np.column_stack([steady, clumped]), sizes


def test_rates_agree_with_scipy() -> None:
    """A bootstrap by scipy of the same ratio gives the same ends, but for the luck of the draws."""
    counts, sizes = corpus(60)
    ours = rate_intervals(scipy.sparse.csr_array(counts), sizes, resamples=10_000)
    for term in range(2):
        reference = scipy.stats.bootstrap(
            (counts[:, term], sizes),
            lambda c, n, axis: 10_000 * c.sum(axis=axis) / n.sum(axis=axis),
            paired=True,
            vectorized=True,
            n_resamples=10_000,
            method="BCa",
            rng=np.random.default_rng(3),
        ).confidence_interval
        width = reference.high - reference.low
        assert pytest.approx([reference.low, reference.high], abs=0.04 * width) == [
            ours.low[term],
            ours.high[term],
        ]


@pytest.mark.parametrize("confidence", [0.9, 0.95])
def test_bca_agrees_with_scipy_to_the_last_digit(confidence: float) -> None:
    """From the same draws, scipy's BCa interval is ours: bias, acceleration, levels and quantiles."""
    data = np.array(SPATIAL, dtype=float)
    reference = scipy.stats.bootstrap(
        (data,),
        np.var,
        n_resamples=2_000,
        confidence_level=confidence,
        method="BCa",
        rng=np.random.default_rng(5),
    )
    draws = np.asarray(reference.bootstrap_distribution)[:, None]
    left_out = np.array([[np.delete(data, i).var()] for i in range(len(data))])
    low, high = bca_interval(np.array([data.var()]), draws, left_out, confidence)
    ends = reference.confidence_interval
    assert pytest.approx([ends.low, ends.high], rel=1e-10) == [low[0], high[0]]


def test_clumped_terms_have_wider_intervals() -> None:
    """At about the same rate, what clumps in few articles is known less well."""
    counts, sizes = corpus(200)
    interval = rate_intervals(scipy.sparse.csr_array(counts), sizes)
    width = (interval.high - interval.low) / (10_000 * counts.sum(axis=0) / sizes.sum())
    assert width[1] > 2 * width[0]


def test_same_seed_same_interval() -> None:
    """Two runs agree to the last bit, and a term's interval does not depend on its neighbours."""
    counts, sizes = corpus(30)
    whole = rate_intervals(scipy.sparse.csr_array(counts), sizes)
    alone = rate_intervals(scipy.sparse.csr_array(counts[:, [1]]), sizes)
    assert whole.low[1] == alone.low[0]
    assert whole.high[1] == alone.high[0]


def test_few_articles_give_no_interval_and_say_so() -> None:
    """Below the least number of articles, or of articles with the term, the ends are missing, with a note."""
    counts, sizes = corpus(MIN_ARTICLES - 1)
    interval = rate_intervals(scipy.sparse.csr_array(counts), sizes)
    assert np.isnan(interval.low).all()
    assert [f"fewer than {MIN_ARTICLES} articles"] * 2 == interval.notes
    rare = np.zeros((20, 1), dtype=int)
    rare[: MIN_CARRIERS - 1] = 2
    assert [f"in fewer than {MIN_CARRIERS} articles"] == rate_intervals(
        scipy.sparse.csr_array(rare), np.full(20, 500)
    ).notes


def test_parameters_out_of_range_are_named() -> None:
    """A level of 95 in place of 0.95 is told what is allowed."""
    counts, sizes = corpus(12)
    with pytest.raises(DatelineError, match=r"confidence: 95 .* 0\.5 to 0\.999"):
        rate_intervals(scipy.sparse.csr_array(counts), sizes, confidence=95)
    with pytest.raises(DatelineError, match=r"resamples: 10 .* 200 to 100,000"):
        rate_intervals(scipy.sparse.csr_array(counts), sizes, resamples=10)
