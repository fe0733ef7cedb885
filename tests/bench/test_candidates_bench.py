"""The simulation of the index: its rules on a corpus counted by hand, and its law against what it draws."""

from __future__ import annotations

import numpy as np
import pytest

from tests.bench.candidates_bench import Law, count


def test_the_rules_of_the_index() -> None:
    """A triple of one article and one of eleven are not paired; of an article's four occurrences three are."""
    keys = [7, 7, *[8] * 11, *[9] * 5, -1]
    articles = [0, 0, *range(11), 0, 0, 0, 0, 1, 2]
    counts = count(np.array(keys), np.array(articles), 11)
    assert (19, 4, 1, 3) == (counts.triples, counts.different, counts.paired, counts.hits)
    assert (1, 1) == (counts.pairs, counts.candidates)


def test_the_law_expects_what_it_draws() -> None:
    """The number of different triples among a million draws is that of the formula."""
    law = Law(1.1, 2_000)
    drawn = law.draw(1_000_000, np.random.default_rng(0))
    different = len(np.unique(drawn[drawn >= 0])) + np.count_nonzero(drawn < 0)
    assert different == pytest.approx(law.different(np.array([1e6]))[0], rel=0.01)
