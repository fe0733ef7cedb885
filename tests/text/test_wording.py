"""Proves that numbers, lists and shortened texts read as a sentence needs them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.text import count_words, counted, counted_in_words, excerpt, listed, shorten

TEXT = st.text("ab .\n", max_size=40)


@pytest.mark.parametrize(
    ("number", "expected"), [(0, "0 pairs"), (1, "1 pair"), (2, "2 pairs"), (12345, "12,345 pairs")]
)
def test_a_noun_agrees_with_its_number(number: int, expected: str) -> None:
    """One is singular, nothing and many are plural, and thousands are set apart."""
    assert expected == counted(number, "pair")


@pytest.mark.parametrize(("number", "expected"), [(0, "No items"), (1, "One item"), (12, "Twelve items")])
def test_small_numbers_begin_a_sentence_in_words(number: int, expected: str) -> None:
    """Up to twelve a number is spelled out with a capital; above, it is the same as elsewhere."""
    assert expected == counted_in_words(number, "item")
    assert counted(number + 13, "item") == counted_in_words(number + 13, "item")


@given(st.lists(st.sampled_from(["AP", "AFP", "Reuters"]), max_size=8), st.integers(1, 9))
def test_a_list_names_its_parts_in_order(parts: list[str], most: int) -> None:
    """The parts come back by their separators; of more than there is room for, the rest is counted."""
    assert parts == [part for part in listed(parts).replace(" and ", ", ").split(", ") if part]
    named, _, left = listed(parts, most=most).partition(" and ")
    if len(parts) > most:
        assert (parts[:most], f"{len(parts) - most} more") == (named.split(", "), left)
    else:
        assert listed(parts) == listed(parts, most=most)


def test_parts_with_commas_are_set_apart() -> None:
    """Another mark than a comma stands between all parts, and "and" only before what is counted."""
    parts = ["Lee (age, title)", "Kim (title)", "Roh (age)"]
    assert "Lee (age, title); Kim (title); Roh (age)" == listed(parts, between="; ")
    assert "Lee (age, title) and 2 more" == listed(parts, most=1, between="; ")


@given(TEXT, st.integers(1, 50))
def test_a_shortened_text_is_its_beginning(text: str, most: int) -> None:
    """What is shown fits, begins as the text does but for white space, and ends with a whole word if it can."""
    plain = " ".join(text.split())
    shown = shorten(text, most)

    assert len(shown) <= most + 1
    assert plain.startswith(shown.removesuffix("…"))
    assert (shown == plain) == (len(plain) <= most)


@given(TEXT, TEXT, TEXT, st.integers(0, 30))
def test_an_excerpt_holds_its_span_and_whole_words(before: str, inside: str, after: str, around: int) -> None:
    """The span's own words are all there, and no word beside them is cut in two."""
    text = before + inside + after
    left, middle, right = excerpt(text, (len(before), len(before + inside)), around=around)

    assert middle.split() == inside.split()
    assert set(left.removeprefix("…").split()[:-1]) <= set(before.split())
    assert set(right.removesuffix("…").split()[1:]) <= set(after.split())


@pytest.mark.parametrize(
    ("around", "expected"),
    [(60, ("a b ", "c d", " e f")), (3, ("…b ", "c d", " e…")), (0, ("…", "c d", "…"))],
)
def test_an_excerpt_is_cut_at_words(around: int, expected: tuple[str, str, str]) -> None:
    """Where there is no room for all of a text, what is cut off ends at a word and is told."""
    assert expected == excerpt("a b c\nd e f", (4, 7), around=around)


def test_words_are_counted_as_a_reader_does() -> None:
    """Compounds, endings and decimals are one word, punctuation is none, and spans count what stands in them."""
    assert 5 == count_words("It’s the South-led force’s 2.5 – …")
    assert 2 == count_words("They met in Seoul.", [(0, 8)])
