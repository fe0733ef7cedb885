"""The statistics of keyness against the figures their authors and independent libraries give."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st

from analysis.terms.stats._contrast import (
    adjust_p_values,
    log_likelihood,
    log_ratio,
    p_values,
    percent_difference,
    weighted_log_odds,
)

counts = st.integers(0, 500)


def test_log_likelihood_course_example() -> None:
    """52 in 50,000 words against 57 in 75,000 is G² 2.65 (Hardie, Lancaster University's corpus course)."""
    assert pytest.approx(2.65, abs=0.005) == float(log_likelihood(52, 50_000, 57, 75_000))
    assert float(p_values(log_likelihood(52, 50_000, 57, 75_000))) > 0.05


@given(counts, counts)
def test_log_likelihood_agrees_with_scipy(a: int, b: int) -> None:
    """The two-cell G² is scipy's log-likelihood goodness-of-fit statistic for the expected counts."""
    if a + b == 0:
        assert float(log_likelihood(a, 4_000, b, 9_000)) == 0.0
        return
    expected = np.array([4_000, 9_000]) * (a + b) / 13_000
    reference = scipy.stats.power_divergence([a, b], expected, lambda_="log-likelihood")
    assert pytest.approx(reference.statistic, abs=1e-8) == float(log_likelihood(a, 4_000, b, 9_000))
    assert pytest.approx(reference.pvalue, abs=1e-8) == float(p_values(reference.statistic))


def test_critical_values() -> None:
    """3.84, 6.63, 10.83 and 15.13 cut at p 0.05, 0.01, 0.001 and 0.0001 (Rayson and Garside 2000)."""
    assert [0.05, 0.01, 0.001, 0.0001] == [round(float(p), 4) for p in p_values([3.84, 6.63, 10.83, 15.13])]


def test_log_ratio_reads_as_doublings() -> None:
    """Hardie (2014): 0.0006 against 0.0002 is three times; +1 a doubling; equal rates 0."""
    assert pytest.approx(np.log2(3)) == float(log_ratio(600, 1e6, 200, 1e6)[0])
    assert pytest.approx([1.0, 0.0, -2.0]) == log_ratio([20, 10, 5], 1e6, [10, 10, 20], 1e6)[0].tolist()


def test_log_ratio_of_none_counts_half() -> None:
    """A count of none is half an occurrence, on either side."""
    assert pytest.approx([4.0, -4.0]) == log_ratio([8, 0], 1_000, [0, 8], 1_000)[0].tolist()


def test_log_ratio_interval_agrees_with_scipy() -> None:
    """The interval is scipy's relative risk interval (Katz's), on a binary scale."""
    reference = scipy.stats.contingency.relative_risk(52, 50_000, 57, 75_000).confidence_interval(0.95)
    _, low, high = log_ratio(52, 50_000, 57, 75_000)
    assert pytest.approx([np.log2(reference.low), np.log2(reference.high)]) == [float(low), float(high)]


def test_percent_difference_published_example() -> None:
    """Gabrielatos and Marchi (2011), on their slides: 206,523 in 959,641 against 178,174 in 1,562,358 is 88.7 %."""
    assert pytest.approx(88.7, abs=0.05) == float(percent_difference(206_523, 959_641, 178_174, 1_562_358))


def test_percent_difference_without_reference_is_infinite() -> None:
    """Nothing to compare with: infinite where the target has the term, missing where neither has."""
    values = percent_difference([3, 0, 0], 100, [0, 3, 0], 100)
    assert [np.inf, -100.0] == values[:2].tolist()
    assert np.isnan(values[2])


def test_adjusted_p_values_published_example() -> None:
    """Benjamini and Hochberg (1995), §3.2: 4 of 15 p-values pass at a false discovery rate of 0.05."""
    p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344]
    p += [0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000]
    assert 4 == int((adjust_p_values(p) <= 0.05).sum())
    assert 3 == int((np.array(p) <= 0.05 / 15).sum())  # as they say of Bonferroni's
    assert pytest.approx(0.0095 * 15 / 4) == float(adjust_p_values(p)[3])


def test_adjusted_p_values_agree_with_statsmodels() -> None:
    """The same fifteen by statsmodels 0.15.0, multipletests(…, method="fdr_bh"): every one, ties by the minimum."""
    p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344]
    p += [0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000]
    reference = [0.0015, 0.003, 0.0095, 0.035625, 0.0603, 0.06385714285714286, 0.06385714285714286, 0.0645]
    reference += [0.0765, 0.486, 0.5811818181818182, 0.714875, 0.7532307692307693, 0.8132142857142857, 1.0]
    assert pytest.approx(reference, rel=1e-12) == adjust_p_values(p).tolist()
    assert pytest.approx(reference[::-1], rel=1e-12) == adjust_p_values(p[::-1]).tolist()


def test_weighted_log_odds_with_an_informative_prior() -> None:
    """Four words with the prior in proportion to a background corpus, by fightin-words 1.0.5 (in single precision)."""
    background = np.array([120, 100, 5_000, 80])
    target, reference = [5, 30, 400, 40], [25, 20, 500, 3]
    prior = background * 100 / background.sum()
    _, z = weighted_log_odds(target, sum(target), reference, sum(reference), prior, 100.0)
    expected = [-2.953893771973701, 1.8680096116789098, -9.721998411579278, 4.854911796269729]
    assert pytest.approx(expected, rel=1e-6) == z.tolist()


def test_weighted_log_odds_independent_implementation() -> None:
    """The example that documents the fightin_words package: z of ±0.6894, and 0 for shared words."""
    text_a = ["the", "quick", "brown", "fox", "jumps", "over", "the", "lazy", "pig"]
    text_b = ["the", "lazy", "purple", "pig", "jumps", "over", "the", "lazier", "donkey"]
    words = sorted(set(text_a) | set(text_b))
    a, b = ([text.count(word) for word in words] for text in (text_a, text_b))
    _, z = weighted_log_odds(a, len(text_a), b, len(text_b), np.full(len(words), 0.05), 0.05 * len(words))
    z_of = dict(zip(words, z.tolist(), strict=True))
    assert pytest.approx(0.6894227886807968) == z_of["quick"]
    assert pytest.approx(-0.6894227886807968) == z_of["donkey"]
    assert 0.0 == z_of["the"]


def test_informative_prior_shrinks_common_words() -> None:
    """Monroe, Colaresi and Quinn (2008), §3.5: a large prior count draws a word towards 0."""
    delta, _ = weighted_log_odds([10, 10], 1_000, [5, 5], 1_000, [1.0, 100.0], 1_000)
    assert abs(delta[1]) < abs(delta[0])


@given(counts, counts)
def test_swapping_the_groups_turns_the_sign(a: int, b: int) -> None:
    """Log ratio and log odds are antisymmetric, G² is symmetric."""
    forward, back = log_ratio(a, 3_000, b, 5_000)[0], log_ratio(b, 5_000, a, 3_000)[0]
    assert pytest.approx(float(forward)) == -float(back)
    odds = [
        weighted_log_odds(x, n, y, m, 2.0, 100.0)[1] for x, n, y, m in ((a, 3e3, b, 5e3), (b, 5e3, a, 3e3))
    ]
    assert pytest.approx(float(odds[0])) == -float(odds[1])
    g2 = [log_likelihood(a, 3_000, b, 5_000), log_likelihood(b, 5_000, a, 3_000)]
    assert pytest.approx(float(g2[0])) == float(g2[1])
