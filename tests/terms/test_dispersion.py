"""Dispersion measures against the worked examples in the papers that define them."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.sparse
from hypothesis import given
from hypothesis import strategies as st

from analysis.terms.stats._dispersion import article_range, deviation_of_proportions, juilland_d, normalise_dp

# Gries (2008), the example of all his measures: 50 letters in five parts; "a" occurs 1, 2, 3, 4 and 5 times.
PARTS = ["bamnibeup", "basatbewqn", "bcagabesta", "baghabeaat", "bahaabeaxat"]
SIZES = [len(part) for part in PARTS]
COUNTS = [part.count("a") for part in PARTS]


def test_the_example_is_the_paper_s() -> None:
    """The parts have 9, 10, 10, 10 and 11 letters and 1 to 5 times "a"."""
    assert ([9, 10, 10, 10, 11], [1, 2, 3, 4, 5]) == (SIZES, COUNTS)


def test_dp_gries_2008() -> None:
    """DP of "a" is 0.18 (Gries 2008; Gries 2020, Analyzing dispersion, gives the same)."""
    assert pytest.approx([0.18]) == deviation_of_proportions(COUNTS, SIZES).tolist()


def test_dp_gries_2008_even() -> None:
    """Three equal parts with three occurrences each: DP 0 (Gries 2008)."""
    assert pytest.approx([0.0]) == deviation_of_proportions([3, 3, 3], [100, 100, 100]).tolist()


def test_dp_normalised_lijffijt_gries_2012() -> None:
    """Two, one and none in three equal parts: DP 1/3, normalised 0.5 (Lijffijt and Gries 2012, table 1)."""
    dp = deviation_of_proportions([2, 1, 0], [10, 10, 10])
    assert pytest.approx([1 / 3]) == dp.tolist()
    assert pytest.approx([0.5]) == normalise_dp(dp, [10, 10, 10]).tolist()
    dp = deviation_of_proportions(COUNTS, SIZES)
    assert pytest.approx([0.2195], abs=5e-5) == normalise_dp(dp, SIZES).tolist()


def test_juilland_d_gries_2008() -> None:
    """Juilland's D of "a" over parts of different size is 0.785 (Gries 2008)."""
    assert pytest.approx([0.785], abs=5e-4) == juilland_d(COUNTS, SIZES).tolist()


def test_juilland_d_carroll_1970() -> None:
    """0, 4, 3, 2 and 1 in equal parts: D 0.6464 (Carroll 1970)."""
    assert pytest.approx([0.6464], abs=5e-5) == juilland_d([0, 4, 3, 2, 1], [10] * 5).tolist()


def test_range() -> None:
    """The range is the number of articles that have the term."""
    assert [2, 3] == article_range([[1, 1], [0, 2], [5, 1]]).tolist()


def test_one_article_has_no_dispersion() -> None:
    """Spread over one article cannot be known; an article without words is no part."""
    assert all(np.isnan(deviation_of_proportions([[3]], [10])))
    assert all(np.isnan(juilland_d([3, 0], [10, 0])))
    assert all(np.isnan(normalise_dp(np.array([0.0]), [10, 0])))


tables = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(20, 60)), min_size=2, max_size=8
)


@given(tables)
def test_dp_is_its_formula_and_in_its_range(rows: list[tuple[int, int, int]]) -> None:
    """Sparse, for many terms at once, it is the sum that defines it, between 0 and 1 − min s."""
    table = np.array(rows)
    counts, sizes = table[:, :2], table[:, 2]
    dp = deviation_of_proportions(scipy.sparse.csr_array(counts), sizes)
    for column in range(2):
        total = counts[:, column].sum()
        if total == 0:
            assert np.isnan(dp[column])
            continue
        by_hand = (
            sum(abs(c / total - s / sizes.sum()) for c, s in zip(counts[:, column], sizes, strict=True)) / 2
        )
        assert pytest.approx(by_hand, abs=1e-12) == dp[column]
        assert -1e-12 <= dp[column] <= 1 - sizes.min() / sizes.sum() + 1e-12


def test_an_article_without_words_is_none() -> None:
    """It changes neither the deviation nor the largest that it can be."""
    sizes, with_empty = [10, 20, 30], [10, 0, 20, 30]
    counts, counts_with_empty = [[3], [0], [1]], [[3], [0], [0], [1]]
    dp = deviation_of_proportions(np.array(counts), sizes)
    assert dp == pytest.approx(deviation_of_proportions(np.array(counts_with_empty), with_empty))
    assert normalise_dp(dp, sizes) == pytest.approx(normalise_dp(dp, with_empty))
    assert juilland_d(np.array(counts), sizes) == pytest.approx(
        juilland_d(np.array(counts_with_empty), with_empty)
    )
