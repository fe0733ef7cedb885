"""What speaks against two sentences' reporting the same, and for it: numbers and days, by hand."""

from __future__ import annotations

from datetime import date

import pytest

from analysis.overlap.facts._model import Amount, Day
from analysis.overlap.paraphrase._pair_features import _against, _number_clash, are_of_two_things
from analysis.overlap.paraphrase._sentences import Sentence

MONDAY = Day(0, 6, "Monday", weekday=0, known=date(2025, 12, 15))
TUESDAY = Day(0, 7, "Tuesday", weekday=1, known=date(2025, 12, 16))
THIRD = Day(0, 5, "May  3", month=5, day=3)


def sentence(*units: str, amounts: dict[str, float] | None = None, days: tuple[Day, ...] = ()) -> Sentence:
    """Return a sentence with units, numbers by what they count, and days."""
    counted = tuple(
        Amount(0, 1, noun.strip(), value, value, value) for noun, value in (amounts or {}).items()
    )
    return Sentence("a", 0, 1, None, units, (), counted, days, ())


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        ({"#40"}, {"#41"}, 1.0),
        ({"#40"}, {"#40", "#41"}, -1.0),
        ({"#13"}, {"#13"}, -1.0),
        ({"#12"}, {"#12"}, 0.0),  # a small number is in many sentences
        ({"#12", "#40"}, {"#12", "#40"}, -1.0),
        (set(), {"#40"}, 0.0),
        ({"#40"}, set(), 0.0),
    ],
)
def test_numbers_clash_or_agree(one: set[str], other: set[str], clash: float) -> None:
    """All different is 1, a large one in common -1, a small one or none at all 0."""
    assert clash == _number_clash(one, other)


@pytest.mark.parametrize(
    ("one", "other", "two"),
    [
        (sentence("#40", "#50"), sentence("#40", "#51"), False),  # half of them in common
        (sentence("#40", "#50", "#60"), sentence("#40", "#51", "#61"), True),
        (sentence("#40"), sentence("#41"), True),
        (sentence("#40"), sentence("wmill"), False),
        (sentence(days=(MONDAY,)), sentence(days=(TUESDAY,)), True),
        (sentence(days=(MONDAY, TUESDAY)), sentence(days=(TUESDAY,)), False),
        (sentence(days=(MONDAY,)), sentence(days=(Day(0, 1, weekday=None),)), False),
        (sentence(days=(MONDAY,)), sentence(), False),
    ],
)
def test_two_things(one: Sentence, other: Sentence, two: bool) -> None:
    """Fewer than half of the numbers in common, or no day that may be the other's, are two things."""
    assert two is are_of_two_things(one, other) is are_of_two_things(other, one)


@pytest.mark.parametrize(
    ("one", "other", "against"),
    [
        (sentence(days=(MONDAY, THIRD)), sentence(days=(TUESDAY,)), ("May 3, Monday / Tuesday",)),
        (sentence(days=(MONDAY,)), sentence(days=(TUESDAY, MONDAY)), ()),
        (sentence(days=(MONDAY,)), sentence(), ()),
        (
            sentence(amounts={"boat": 2, "man": 3.5}),
            sentence(amounts={"man": 4, "boat": 1200000}),
            ("2 / 1200000 boat", "3.5 / 4 man"),
        ),
        (sentence(amounts={"boat": 2, "boat ": 3}), sentence(amounts={"boat": 3}), ()),
        (sentence(amounts={"boat": 2}), sentence(amounts={"man": 3}), ()),
    ],
)
def test_what_speaks_against(one: Sentence, other: Sentence, against: tuple[str, ...]) -> None:
    """Days none of which is the other's, and numbers of one thing of which none is in both."""
    assert against == _against(one, other)
