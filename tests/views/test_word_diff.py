"""The word diff of two texts: whole words, at their exact places."""

from __future__ import annotations

from analysis.views.tables._word_diff import compare_wordings


def test_wordings_differ_where_they_differ() -> None:
    """Case, marks and their style count for nothing; changed, added and dropped words are found whole."""
    a, b = "The harbour, will stay “closed” today.", 'the port will STAY "closed"'
    only_a, only_b = compare_wordings(a, b)
    assert ["harbour,", "today."] == [a[start:end] for start, end in only_a]
    assert ["port"] == [b[start:end] for start, end in only_b]
    assert compare_wordings(a, a) == ([], [])
    assert compare_wordings("", "new") == ([], [(0, 3)])
