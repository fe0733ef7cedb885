"""Measures of association against the figures in the papers that brought them to corpus linguistics."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st

from analysis.terms.stats._association import (
    association_g2,
    expected_count,
    log_dice,
    pointwise_mutual_information,
    t_score,
)


@pytest.mark.parametrize(
    ("table", "published"),
    [
        ((110, 2442, 111, 29114), 270.72),  # the swiss
        ((29, 13, 123, 31612), 263.90),  # can be
        ((31, 23, 139, 31584), 256.84),  # previous year
        ((10, 0, 3, 31764), 167.23),  # mineral water
    ],
)
def test_log_likelihood_dunning_1993(table: tuple[int, int, int, int], published: float) -> None:
    """The first rows of Dunning's (1993) table of bigrams in Swiss financial news, ranked by log-likelihood."""
    a, b, c, d = table
    assert published == pytest.approx(float(association_g2(a, a + b, a + c, a + b + c + d)), abs=0.005)


@given(st.integers(0, 40), st.integers(0, 400), st.integers(0, 400), st.integers(1, 9_000))
def test_log_likelihood_agrees_with_scipy(a: int, b: int, c: int, d: int) -> None:
    """Over any table it is scipy's G-test of independence."""
    table = np.array([[a, b], [c, d]])
    g2 = float(association_g2(a, a + b, a + c, table.sum()))
    if (table.sum(axis=0) == 0).any() or (table.sum(axis=1) == 0).any():
        assert g2 == pytest.approx(0.0, abs=1e-8)
        return
    reference = scipy.stats.chi2_contingency(table, correction=False, lambda_="log-likelihood")
    assert reference.statistic == pytest.approx(g2, abs=1e-6)


def test_mutual_information_church_hanks_1990() -> None:
    """Doctors and dentists: 8 times together, 44 and 1,105 alone, in 15 million words: 11.3 (table on "doctor")."""
    expected = expected_count(44, 1_105, 15_000_000)
    assert round(float(pointwise_mutual_information(8, expected)), 1) == 11.3


def test_cubic_mutual_information_is_its_definition() -> None:
    """PMI³ is PMI and twice the binary logarithm of the count (Daille 1994)."""
    expected = expected_count(44, 1_105, 15_000_000)
    cubic = float(pointwise_mutual_information(8, expected, power=3))
    assert cubic == pytest.approx(float(pointwise_mutual_information(8, expected)) + 2 * 3)


def test_t_score_manning_schuetze_1999() -> None:
    """New companies: 8 together, 15,828 and 4,675 alone, in 14,307,668 words: t 0.999932 (1999, §5.3.1)."""
    assert float(t_score(8, expected_count(15_828, 4_675, 14_307_668))) == pytest.approx(0.999932, abs=1e-6)


def test_measures_agree_with_nltk() -> None:
    """Doctors and dentists again, by nltk 3.10.4's BigramAssocMeasures: t, PMI, log-likelihood and Dice.

    Its t has O for the variance as ours has; its log-likelihood adds 10⁻²⁰ to each cell, its logarithms are ours.
    """
    expected = expected_count(44, 1_105, 15_000_000)
    ours = [
        t_score(8, expected),
        pointwise_mutual_information(8, expected),
        association_g2(8, 44, 1_105, 15_000_000),
        2 ** (log_dice(8, 44, 1_105) - 14),
    ]
    reference = [2.827281140356147, 11.269196892016602, 110.59442313787834, 0.01392515230635335]
    assert pytest.approx(reference, rel=1e-9) == [float(value) for value in ours]


def test_log_dice_from_a_published_dice() -> None:
    """130 together, 3,121 and 143 alone: Dice 0.08 (Smadja, McKeown and Hatzivassiloglou 1996)."""
    score = float(log_dice(130, 3_121, 143))
    assert round(2 ** (score - 14), 2) == 0.08


def test_log_dice_rychly_2008() -> None:
    """At most 14, when the words never part; 0 is one co-occurrence in 16,384; twice as often is one more."""
    assert [14.0, 0.0] == log_dice([50, 1], [50, 2 * 16_384], [50, 0]).tolist()
    assert float(log_dice(20, 500, 500)) == pytest.approx(float(log_dice(10, 500, 500)) + 1)
