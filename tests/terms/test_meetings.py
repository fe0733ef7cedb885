"""Sums of meetings are those of plain counters, however many at a time they are summed."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.terms.stats import _cooccurrence_counts
from analysis.terms.stats._cooccurrence_counts import Meetings

events = st.lists(
    st.tuples(st.integers(0, 4), st.integers(0, 30), st.booleans(), st.booleans()), max_size=200
)


@given(events, st.sampled_from([1, 3, 1_000_000]))
def test_sums_are_those_of_counters(met: list[tuple[int, int, bool, bool]], at_once: int) -> None:
    """How often, how often on the left and in how many articles, for each node."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_cooccurrence_counts, "_AT_ONCE", at_once)
        meetings = Meetings()
        for node, collocate, left, first in met:
            meetings.add(node, collocate, left=left, first=first)
    for node in range(5):
        mine = [event for event in met if event[0] == node]
        found = meetings.of(node)
        assert sorted({event[1] for event in mine}) == found.collocates.tolist()
        for part, column in ((found.together, None), (found.left, 2), (found.articles, 3)):
            expected = Counter(event[1] for event in mine if column is None or event[column])
            assert [expected[collocate] for collocate in found.collocates.tolist()] == part.tolist()
