"""Proves that no stage takes much more than twice as long for twice the text, whatever there is much of in it."""

from __future__ import annotations

import pytest

from tests.hostile.growth import STAGES, TEXTS, seconds

#: Most times as long for twice the length, and the time below which a ratio says nothing.
_RATIO, _FLOOR = 2.5, 0.15

#: Characters of the shorter text: where time grows with the square, the longer one is far above the floor.
_LENGTH = 12_000


@pytest.mark.parametrize("stage", STAGES)
def test_time_grows_with_the_length(stage: str) -> None:
    """Nested and unclosed marks, one word, blank lines, names, brackets, tags: twice as many, twice the time."""
    slow = {}
    for name, make in TEXTS.items():
        longer = seconds(STAGES[stage], make(2 * _LENGTH))
        if longer > _FLOOR and longer > _RATIO * (shorter := seconds(STAGES[stage], make(_LENGTH))):
            slow[name] = (shorter, longer)
    assert {} == slow
