"""Proves that operations on spans are operations on the sets of places that the spans stand for."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from analysis.text import (
    Span,
    contains,
    covered_length,
    cut,
    inside_any,
    intersect,
    jaccard,
    longest_disjoint,
    meet,
    merge,
    overlaps,
    shared_length,
    subtract,
)

SPAN = st.tuples(st.integers(0, 30), st.integers(0, 12)).map(lambda pair: (pair[0], pair[0] + pair[1]))
SPANS = st.lists(SPAN, max_size=6)


def places(spans: list[Span]) -> set[int]:
    """Return every place that lies in one of some spans."""
    return {place for start, end in spans for place in range(start, end)}


@given(SPANS)
def test_merging_changes_the_spans_and_not_the_places(spans: list[Span]) -> None:
    """Merged spans hold the same places, are apart and in order, and merging them again changes nothing."""
    merged = merge(spans)

    assert places(spans) == places(merged)
    assert all(before[1] < after[0] for before, after in pairwise(merged))
    assert merged == merge(merged) == merge(reversed(spans))


@given(SPANS)
@example([(0, 1), (2, 3), (5, 6), (8, 9)])
def test_merging_bridges_white_space_alone(spans: list[Span]) -> None:
    """With a text, spans are joined where nothing but its white space is between them, and nowhere else."""
    text = "ab cd  ef\n\ngh i, jk " * 3
    merged = merge(spans, text=text)

    assert places(spans) <= places(merged)
    assert all(text[place].isspace() for place in places(merged) - places(spans))
    gaps = [text[before[1] : after[0]] for before, after in pairwise(merged)]
    assert not any(gap.isspace() for gap in gaps)


@given(SPANS, SPANS)
def test_what_is_taken_and_what_is_left_make_the_whole(spans: list[Span], others: list[Span]) -> None:
    """Intersection and difference have no place in common, and are together what was there."""
    shared, left = intersect(merge(spans), merge(others)), subtract(merge(spans), others)

    assert places(spans) & places(others) == places(shared)
    assert places(spans) - places(others) == places(left)
    assert covered_length(shared) + covered_length(left) == covered_length(spans)
    assert bool(shared) == meet(spans, others)


@given(SPANS)
def test_covered_length_counts_each_place_once(spans: list[Span]) -> None:
    """However spans overlap, what they cover is as long as the set of their places."""
    assert len(places(spans)) == covered_length(spans)


@given(SPANS, SPANS)
def test_jaccard_is_that_of_the_sets(spans: list[Span], others: list[Span]) -> None:
    """The share is that of the places in both among those in either, and is the same from both sides."""
    either = places(spans) | places(others)
    expected = len(places(spans) & places(others)) / len(either) if either else 0.0

    assert expected == jaccard(spans, others) == jaccard(others, spans)


@given(SPAN, SPAN)
def test_two_spans_are_compared_by_their_places(a: Span, b: Span) -> None:
    """Sharing a place, and holding all of the other's, are what they are for sets."""
    assert len(places([a]) & places([b])) == shared_length(a, b)
    assert bool(places([a]) & places([b])) == overlaps(a, b)
    if b[0] < b[1]:
        assert (places([b]) <= places([a])) == contains(a, b) == inside_any(b, [a])


@given(SPAN, st.lists(st.integers(0, 40)))
def test_the_pieces_of_a_span_make_it_up(span: Span, at: list[int]) -> None:
    """Pieces follow each other from the span's beginning to its end, and begin where it is cut."""
    pieces = list(cut(span, at))

    assert sorted(places([span])) == [place for start, end in pieces for place in range(start, end)]
    assert {start for start, _ in pieces[1:]} == {place for place in at if span[0] < place < span[1]}


@given(SPANS)
def test_of_overlapping_spans_a_longer_one_stays(spans: list[Span]) -> None:
    """What is kept is disjoint, and whatever is left out overlaps something kept that is as long or longer."""
    kept = longest_disjoint(spans)

    assert sum(end - start for start, end in kept) == len(places(kept))
    for span in set(spans) - set(kept):
        assert any(overlaps(span, other) and other[1] - other[0] >= span[1] - span[0] for other in kept)
