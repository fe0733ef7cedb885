"""What speaks against two sentences' reporting the same, and for it: numbers and days, by hand."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.language import ENGLISH
from analysis.overlap.facts._model import Amount, Day
from analysis.overlap.paraphrase._blocking import number_keys
from analysis.overlap.paraphrase._pair_features import (
    FEATURES,
    PairComparer,
    ReadCorpus,
    are_of_two_things,
    speaks_against,
)
from analysis.overlap.paraphrase._sentences import Sentence
from analysis.overlap.paraphrase._word_vectors import load_vectors

MONDAY = Day(0, 6, "Monday", weekday=0, known=date(2025, 12, 15))
TUESDAY = Day(0, 7, "Tuesday", weekday=1, known=date(2025, 12, 16))
THIRD = Day(0, 5, "May  3", month=5, day=3)


def sentence(*units: str, amounts: dict[str, float] | None = None, days: tuple[Day, ...] = ()) -> Sentence:
    """Return a sentence with units, numbers by what they count, and days."""
    counted = tuple(
        Amount(0, 1, noun.strip(), value, value, value) for noun, value in (amounts or {}).items()
    )
    return Sentence("a", 0, 1, None, units, (), counted, days, ())


def compare(keys: list[list[str]], *, facts: bool = True) -> dict[tuple[int, int], list[float]]:
    """Return the features of all pairs of sentences with these keys, in both orders, all compared at once."""
    sentences = [sentence(*units) for units in keys]
    vectors = load_vectors(ENGLISH)
    table = number_keys(keys, vectors)
    rows = vectors.rows_of([key[1:] if key[0] == "w" else "" for key in table.keys])
    read = ReadCorpus(sentences, table, np.arange(len(keys)), vectors, rows)
    pairs = list(permutations(range(len(keys)), 2))
    left, right = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    return dict(zip(pairs, PairComparer(read, facts=facts).compare(left, right).tolist(), strict=True))


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        ({"#40"}, {"#41"}, 1.0),
        ({"#5"}, {"#6"}, 1.0),
        ({"#214"}, {"#5"}, 1.0),
        ({"#40"}, {"#40", "#41"}, -1.0),
        ({"#13"}, {"#13"}, -1.0),
        ({"#12"}, {"#12"}, 0.0),  # a small number is in many sentences
        ({"#0"}, {"#0"}, 0.0),
        ({"#12", "#40"}, {"#12", "#40"}, -1.0),
        (set(), {"#40"}, 0.0),
        ({"#40"}, set(), 0.0),
    ],
)
def test_numbers_clash_or_agree(one: set[str], other: set[str], clash: float) -> None:
    """All different is 1, a large one in common -1, a small one or none at all 0."""
    compared = compare([["wmill", *one], ["wmill", *other]])

    assert clash == compared[0, 1][FEATURES.index("number_clash")]
    assert compared[0, 1] == compared[1, 0]


KEYS = ["wmill", "wfactory", "wqqzz", "nAnna Berg", "sNorland", "#40", "#7", "dmonday"]


@given(st.lists(st.lists(st.sampled_from(KEYS), min_size=1, max_size=8, unique=True), min_size=2, max_size=6))
def test_a_pair_is_compared_alike_whatever_is_compared_with_it(keys: list[list[str]]) -> None:
    """Features do not depend on which sentence is the first, nor on other pairs; a copy is covered whole."""
    keys = [*keys, ["wfactory"], KEYS]
    together = compare(keys)
    for (a, b), features in together.items():
        assert features == pytest.approx(together[b, a], abs=1e-12)
        assert 0 <= features[0] <= 1 + 1e-12
        if sorted(keys[a]) == sorted(keys[b]):
            assert features[0] == pytest.approx(1.0)


def test_words_near_in_meaning_cover_each_other() -> None:
    """A word covers one that is near it in part, an unrelated one and one without a vector not at all."""
    compared = compare([["wmill"], ["wfactory"], ["wvolcano"], ["wqqzz"], ["wzzqq"]])

    assert 0 < compared[0, 1][0] < 1
    assert 0 == compared[0, 2][0] == compared[3, 4][0] == compared[0, 3][0]


def test_without_facts() -> None:
    """Numbers and days neither clash nor count then."""
    keys = [["wmill", "#40", "dmonday"], ["wmill", "#41", "dtuesday"], ["wmill"]]
    with_facts, without = compare(keys), compare(keys, facts=False)

    assert with_facts[0, 1][0] < 1
    assert 1.0 == pytest.approx(without[0, 1][0])
    assert without[0, 1] == without[0, 2] == without[1, 2]


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
    assert against == speaks_against(one, other)
