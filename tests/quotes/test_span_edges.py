"""Span edges are never inside a compound, an abbreviation or a contraction; an article alone is no source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.quotes._attribution import Attribution
from analysis.quotes.model._span_edges import set_edges
from analysis.quotes.rules._extents import trim


def moved(text: str, role: str, part: str) -> list[str]:
    """Return a role's words after its span, given as a part of the text, was set right."""
    start = text.index(part)
    spans = {"content": ((0, len(text)),), "cue": (), "source": ()} | {role: ((start, start + len(part)),)}
    (found,) = set_edges(
        [Attribution(spans["content"], spans["cue"], spans["source"], "indirect", 0.5)], text
    )
    return [text[s:e] for s, e in getattr(found, f"{role}_spans")]


@pytest.mark.parametrize(
    ("text", "role", "part", "expected"),
    [
        ("Minister Jeong Dong-young spoke.", "source", "Minister Jeong Dong", ["Minister Jeong Dong-young"]),
        ("The U.S. chargé objects.", "source", "U", ["U.S."]),
        ("the Ministry’s assertion that", "cue", "s assertion", ["assertion"]),
        ("the Ministry’s assertion that", "source", "the Ministry", ["the Ministry"]),
        ("She’ll say so.", "source", "She", ["She"]),
        ("They don’t agree.", "cue", "don", ["don’t"]),
        ("The talks were renamed.", "source", "The", []),
        ("In a September 2005 statement", "source", "a September 2005", []),
        ("The Friday announcement that", "source", "The Friday", []),
        ("Of the senators the 12 agreed.", "source", "the 12", ["the 12"]),
    ],
)
def test_edges_stand_where_words_do(text: str, role: str, part: str, expected: list[str]) -> None:
    """A span cut short takes in the whole word; a possessive ending is no part of a cue."""
    assert moved(text, role, part) == expected


@given(st.text(alphabet="ab’'s.-U& \n", max_size=30), st.data())
def test_any_span_in_any_text(text: str, data: st.DataObject) -> None:
    """Spans stay inside the text, in order, apart, and setting them twice changes nothing more."""
    edges = st.integers(0, len(text))
    spans = tuple(sorted((min(p), max(p)) for p in data.draw(st.lists(st.tuples(edges, edges), max_size=3))))
    once = set_edges([Attribution(spans, spans, spans, "indirect", 0.5)], text)
    for span in (once[0].cue_spans, once[0].source_spans):
        flat = [edge for pair in span for edge in pair]
        assert flat == sorted(flat)
        assert not flat or (flat[0] >= 0 and flat[-1] <= len(text))
    assert set_edges(once, text) == once


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" the pier", "the pier"),
        (", – the pier will fall,", "the pier will fall"),
        ("it opens on Jan. 6.", "it opens on Jan. 6"),
        ("of the U.S.", "of the U.S."),
        ("and so...", "and so..."),
        ("a", "a"),
        (" ,;", ""),
    ],
)
def test_marks_at_the_edges_are_no_content(text: str, expected: str) -> None:
    """White space, commas, dashes and full stops go, all of them; the stop of an abbreviation or ellipsis stays."""
    start, end = trim(text, 0, len(text))
    assert expected == text[start:end]
