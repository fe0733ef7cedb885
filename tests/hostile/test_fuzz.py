"""Proves the laws of every stage on a fixed share of the inputs of `nox -s fuzz`, and that no stage's time explodes."""

from __future__ import annotations

import pytest

from tests.hostile.fuzz import TARGETS, run
from tests.hostile.growth import STAGES, TEXTS, seconds


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", TARGETS)
def test_inputs_at_random_break_no_law(name: str) -> None:
    """Of 2,000 inputs none raises what is no answer, moves an offset, loses a quotation or takes too long."""
    run(name, max(1, round(2 * TARGETS[name].share)), seed=1)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("stage", STAGES)
def test_twice_the_text_takes_no_more_than_twice_the_time(stage: str) -> None:
    """Texts that are made to take long grow a stage's time with their length: at most 2.5 times for twice as much."""
    slow = {}
    for name, make in TEXTS.items():
        once, twice = seconds(STAGES[stage], make(5_000)), seconds(STAGES[stage], make(10_000))
        if twice > 2.5 * once + 0.1:  # what takes a tenth of a second is no matter of growth
            slow[name] = once, twice
    assert not slow
