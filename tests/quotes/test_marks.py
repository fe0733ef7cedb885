"""Quotation marks: paired where a reader pairs them, apostrophes and inches left alone, never an exception."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.quotes.marks._pairing import Quotation, covers, quotation_spans
from tests.quotes.making import make_article

#: Text made of what decides a pairing: marks of every kind, letters, spaces, stops and line breaks.
MARKED_TEXT = st.text(alphabet="ab s9.,?\n\"'“”‘’„«»`´-—([", max_size=80)


def quoted(text: str, level: int = 0) -> list[str]:
    """The stretches in marks at one level, as they stand in the text."""
    return [text[q.start : q.end] for q in quotation_spans(make_article(text)) if q.level == level]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We will go,” she said. “Tomorrow.”", ["“We will go,”", "“Tomorrow.”"]),
        ('"We will go," she said. "Tomorrow."', ['"We will go,"', '"Tomorrow."']),
        ("''We will go,'' she said. ''Tomorrow.''", ["''We will go,''", "''Tomorrow.''"]),
        ("‘I don’t care,’ she said.", ["‘I don’t care,’"]),
        ("'I don't care,' she said.", ["'I don't care,'"]),
        ("«Nous irons», a-t-elle dit.", ["«Nous irons»"]),
        ("« Nous irons », a-t-elle dit.", ["« Nous irons »"]),
        ("»Wir gehen«, sagte sie.", ["»Wir gehen«"]),
        ("„Wir gehen“, sagte sie.", ["„Wir gehen“"]),
        ("the “war on coal“ it fought", ["“war on coal“"]),
        ('She heard ("no") and—"never."', ['"no"', '"never."']),
        ('She said," we will go". He left.', ['" we will go"']),
        ("He called it ” … a gift to us all,” she said.", ["” … a gift to us all,”"]),
        ("An “open-ended\u00a0plan” it was.", ["“open-ended\u00a0plan”"]),
        ("“We will go!”she said.", ["“We will go!”"]),
    ],
)
def test_every_kind_of_mark(text: str, expected: list[str]) -> None:
    """Straight, curly, doubled, single, angled and low marks pair."""
    assert expected == quoted(text)


@pytest.mark.parametrize(
    "text",
    [
        "They don't know the workers' rights, nor the bosses' duties.",
        "They don’t know the workers’ rights, nor the bosses’ duties.",
        "Back in the ’90s and the '80s, ’twas so; tell ’em.",
        "Rock 'n' roll, o'clock, James' hat and Moses’ law.",
        "He stands 6'2\" tall, the door is 7' 11½\" high.",
        'A 12" pipe lay there.',
        "President Obama‘s pick and the Republicans‘ plan",
        'A stray close," he said',
        "A stray close,“ he said. Nobody answered him.",
    ],
)
def test_no_quotation(text: str) -> None:
    """Apostrophes, possessives, decades, clipped words, feet and inches and stray closing marks are none."""
    assert [] == quoted(text)


def test_inches_within_a_quotation() -> None:
    """Feet and inches inside straight marks do not close them."""
    text = '"He was 6\'2" tall and thin," she said.'

    assert ['"He was 6\'2" tall and thin,"'] == quoted(text)


def test_possessives_within_single_marks() -> None:
    """A plural possessive does not end a quotation in single marks that goes on after it."""
    assert ["‘It’s the bosses’ fault,’"] == quoted("‘It’s the bosses’ fault,’ he said.")
    assert ["'The workers' rights come first,'"] == quoted("'The workers' rights come first,' he said.")


def test_quotation_within_a_quotation() -> None:
    """Inner marks are of the next level, whichever kind they are."""
    text = '“He told me, ‘Go home,’ and I did,” she said. "He said "no" to me," she said.'

    assert ["“He told me, ‘Go home,’ and I did,”", '"He said "no" to me,"'] == quoted(text)
    assert ["‘Go home,’", '"no"'] == quoted(text, level=1)


def test_quotation_over_paragraphs() -> None:
    """An opening mark at each paragraph, a closing one at the last: each but the last continues."""
    text = "“One.\n\n“Two.\n\n“Three,” he said. “Four.”"
    flags = [(q.closed, q.continues, q.continued) for q in quotation_spans(make_article(text))]

    assert ["“One.", "“Two.", "“Three,”", "“Four.”"] == quoted(text)
    assert flags == [(False, True, False), (False, True, True), (True, False, True), (True, False, False)]


def test_quotation_over_paragraphs_without_opening_marks() -> None:
    """Where only the first paragraph opens and the next closes, the second begins inside the marks."""
    assert ["“One line", "and its end,”"] == quoted("“One line\n\nand its end,” he said.")


def test_unclosed_mark_ends_with_its_paragraph() -> None:
    """A mark that nothing closes does not swallow the next paragraph, nor the next quotation."""
    assert ["“Open"] == quoted("“Open\n\nA new paragraph.")
    assert ['"One.', '"Two,"'] == quoted('"One. "Two," he said.')
    assert ["“One, he said.", "“Two,”"] == quoted("“One, he said. “Two,” he said.")


@pytest.mark.parametrize(
    ("spans", "held"),
    [
        ([(0, 20)], True),
        ([(5, 10)], True),
        ([(5, 9)], False),
        ([(0, 7), (12, 20)], True),
        ([(0, 7), (13, 20)], False),
        ([(15, 30)], False),
        ([], False),
    ],
)
def test_spans_cover_a_quotation_of_which_they_hold_half(spans: list[tuple[int, int]], held: bool) -> None:
    """What lies before and behind the quotation does not count."""
    assert held is covers(spans, (5, 15))


def test_marks_and_levels() -> None:
    """A quotation holds its marks, and one within another is a level deeper."""
    outer, inner = quotation_spans(make_article("x “a ‘b’”"))
    assert ((2, 9), (3, 8), 0) == (outer.span, (outer.inner_start, outer.inner_end), outer.level)
    assert ((5, 8), (6, 7), 1) == (inner.span, (inner.inner_start, inner.inner_end), inner.level)


@given(MARKED_TEXT)
def test_any_text_pairs(text: str) -> None:
    """Any text gives spans within a paragraph each, with something inside, properly nested."""
    article = make_article(text)
    found = quotation_spans(article)

    for q in found:
        assert any(start <= q.start < q.end <= end for start, end in article.paragraphs())
        assert q.start <= q.inner_start < q.inner_end <= q.end
    for one in found:
        for other in found:
            assert one == other or not _cross(one, other)


def _cross(one: Quotation, other: Quotation) -> bool:
    return one.start < other.start < one.end < other.end


@given(st.text(max_size=60))
def test_any_characters(text: str) -> None:
    """No character whatever raises."""
    quotation_spans(make_article(text))
