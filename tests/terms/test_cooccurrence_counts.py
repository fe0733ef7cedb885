"""Co-occurrence counts equal those of plain counters, whatever the size of the buffer."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.terms.stats import _cooccurrence_counts
from analysis.terms.stats._cooccurrence_counts import PairCounts

cooccurrences = st.lists(
    st.tuples(st.integers(0, 4), st.integers(0, 30), st.booleans(), st.booleans()), max_size=200
)


@given(cooccurrences, st.sampled_from([1, 3, 1_000_000]))
def test_sums_are_those_of_counters(events: list[tuple[int, int, bool, bool]], buffer_size: int) -> None:
    """The counts in all, on the left and of articles are right for each node."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_cooccurrence_counts, "_BUFFER_SIZE", buffer_size)
        pairs = PairCounts()
        for node, collocate, left, first in events:
            pairs.add(node, collocate, left=left, first=first)
    for node in range(5):
        node_events = [event for event in events if event[0] == node]
        collocates = pairs.of_node(node)
        assert sorted({event[1] for event in node_events}) == collocates.numbers.tolist()
        for counts, column in ((collocates.counts, None), (collocates.left, 2), (collocates.articles, 3)):
            expected = Counter(event[1] for event in node_events if column is None or event[column])
            assert [expected[collocate] for collocate in collocates.numbers.tolist()] == counts.tolist()
