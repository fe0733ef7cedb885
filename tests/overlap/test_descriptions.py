"""Descriptions of the same person, organisation or event, and their verdicts."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotation import AnnotatedCorpus
from analysis.entities import ArticleEntities, local_events
from analysis.language import ENGLISH
from analysis.overlap.differences._descriptions import compare_descriptions, judge
from analysis.overlap.differences._places import relate_places

_PLACES = [
    "Geneva",
    "Switzerland",
    "Palace of Nations in Geneva",
    "a hotel in Geneva",
    "Paris",
    "Texas",
    "Ohio",
    "Georgia",
    "the Dahiyeh",
    "Seoul",
    "South Korea",
    "",
    "U.S.",
]


@pytest.fixture(scope="module")
def table(annotated: AnnotatedCorpus) -> pd.DataFrame:
    """The comparison of the seeds."""
    return compare_descriptions(annotated)


@pytest.fixture(scope="module")
def gold(root: Path) -> list[dict[str, Any]]:
    """The descriptions of the seeds, made by reading."""
    text = (root / "tests/gold/seeds_entities.json").read_text(encoding="utf-8")
    described: list[dict[str, Any]] = json.loads(text)["descriptions"]
    return described


def test_every_description_of_the_gold_is_found_with_its_verdict(
    table: pd.DataFrame, gold: list[dict[str, Any]]
) -> None:
    """Both diplomats' titles, the presidents', the meeting's day and who led it."""
    keys = ["kind", "aspect", "doc_id", "start", "end", "description", "verdict"]
    found = {tuple(row) for row in table[keys].itertuples(index=False)}

    assert [row for row in gold if tuple(row[key] for key in keys) not in found] == []


def test_only_what_the_reader_sees_differs(table: pd.DataFrame) -> None:
    """Only the disagreements that a reader of the seeds finds are reported."""
    differing = table[table["verdict"] == "differ"].groupby(["kind", "aspect"])["name"].unique()

    assert {key: len(names) for key, names in differing.items()} == {
        ("person", "title"): 2,
    }


def test_order_and_offsets(table: pd.DataFrame, annotated: AnnotatedCorpus) -> None:
    """A stable order, and words that stand where the row says."""
    articles = {article.doc_id: article for article, _ in annotated}

    order = table[["kind", "name", "aspect", "doc_id", "start"]]
    assert order.sort_values(list(order.columns), ignore_index=True).equals(order)
    for row in table.itertuples():
        assert row.description == articles[row.doc_id].text[row.start : row.end]


@pytest.mark.parametrize(
    ("aspect", "said", "verdict"),
    [
        ("title", [("a", "mayor of Ghent"), ("b", "Mayor")], "agree"),
        ("title", [("a", "deputy mayor"), ("b", "mayor")], "differ"),
        ("title", [("a", "deputy mayor"), ("b", "police chief")], "cannot tell"),
        ("title", [("a", "deputy mayor"), ("a", "mayor"), ("b", "mayor")], "agree"),
        ("title", [("a", "mayor"), ("b", "mayor"), ("c", "father of two")], "cannot tell"),
        ("title", [("a", "mayor"), ("a", "police chief")], "only one says"),
        ("title", [("a", "acting US ambassador"), ("b", "acting U.S. ambassador to Chile")], "agree"),
        ("place", [("a", "Geneva"), ("a", "Palace of Nations in Geneva"), ("b", "Geneva")], "agree"),
        ("place", [("a", "Palace of Nations in Geneva"), ("b", "a hotel in Geneva")], "differ"),
        ("place", [("a", "Zurich"), ("b", "Switzerland")], "agree"),
        ("place", [("a", "Zurich"), ("b", "Paris")], "differ"),
        ("place", [("a", "Paris"), ("b", "South Korea")], "differ"),
        ("place", [("a", "Kyoto"), ("b", "Japan")], "cannot tell"),
        ("place", [("a", "Dallas"), ("b", "Texas"), ("c", "Ohio")], "differ"),
        ("date", [("a", "1//"), ("b", "1/12-16/2025-12-16")], "agree"),
        ("date", [("a", "1/12-9/2025-12-09"), ("b", "1/12-16/2025-12-16")], "differ"),
        ("number of people", [("a", "12"), ("b", "12")], "agree"),
        ("number of people", [("a", "12"), ("b", "14")], "differ"),
    ],
)
def test_verdicts(aspect: str, said: list[tuple[str, str]], verdict: str) -> None:
    """Longer and shorter wordings agree; different offices, houses, days and counts differ."""
    assert verdict == judge(aspect, said, ENGLISH)


def test_organisations_named_alike_agree(table: pd.DataFrame) -> None:
    """A ministry that every article names in the same words is listed, as something they agree on."""
    rows = table[table["name"] == "Foreign Ministry"]

    assert {"agree"} == set(rows["verdict"])
    assert 3 == rows["doc_id"].nunique()


def test_governments(table: pd.DataFrame) -> None:
    """The government named after its head is compared too."""
    rows = table[table["name"] == "Lee Jae Myung’s administration"]

    assert {
        ("name", "Lee administration", "agree"),
        ("name", "Lee Jae Myung government", "agree"),
    } <= set(zip(rows["aspect"], rows["description"], rows["verdict"], strict=True))


@given(st.sampled_from(_PLACES), st.sampled_from(_PLACES))
def test_places_relate_both_ways(one: str, other: str) -> None:
    """Whether two places can be one does not depend on which is named first, and each can be itself."""
    assert relate_places(one, other, ENGLISH) == relate_places(other, one, ENGLISH)
    assert relate_places(one, one, ENGLISH) == "agree"


@given(st.text(), st.text())
def test_any_place(one: str, other: str) -> None:
    """Any text is answered, the same both ways."""
    assert relate_places(one, other, ENGLISH) == relate_places(other, one, ENGLISH)


def test_numbers_of_one_event_are_compared(make_annotated: Callable[..., AnnotatedCorpus]) -> None:
    """Two tellings of one attack on one day with different counts of the dead."""
    annotated = make_annotated(
        one="On Friday, Norland and Southland held talks in Geneva with Anna Berg. "
        "Twelve delegates attended the talks.",
        two="Norland and Southland held talks on Friday, led by Anna Berg. Fourteen delegates attended the talks.",
    )
    table = compare_descriptions(annotated)
    counts = table[table["aspect"] == "number of delegates"]

    assert list(counts["description"]) == ["Twelve delegates", "Fourteen delegates"]
    assert list(counts["verdict"]) == ["differ", "differ"]


def test_a_number_of_two_words_is_one(make_annotated: Callable[..., AnnotatedCorpus]) -> None:
    """Twenty-four is 24, not four."""
    told = "On Friday, Norland and Southland held talks in Geneva with Anna Berg. {} delegates attended the talks."
    table = compare_descriptions(make_annotated(one=told.format("Twenty-four"), two=told.format("24")))
    counts = table[table["aspect"] == "number of delegates"]
    assert ["Twenty-four delegates", "24 delegates"] == list(counts["description"])
    assert {"agree"} == set(counts["verdict"])


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Norland and Southland held talks in Geneva on Monday, led by Anna Berg.", "2025-12-15"),
        ("Norland and Southland will hold talks in Geneva on Monday, led by Anna Berg.", "2025-12-22"),
        (
            "Norland and Southland are expected to hold talks in Geneva on Monday with Anna Berg.",
            "2025-12-22",
        ),
        (
            "Norland and Southland spoke on the phone before Monday’s talks in Geneva with Anna Berg.",
            "2025-12-22",
        ),
        (
            "Norland and Southland said they would hold talks in Geneva on Monday with Anna Berg.",
            "2025-12-22",
        ),
        ("Norland and Southland held talks in Geneva last Wednesday, led by Anna Berg.", "2025-12-10"),
        ("Norland and Southland meet for talks in Geneva next Wednesday, led by Anna Berg.", "2025-12-24"),
        ("Norland and Southland will hold talks in Geneva on Wednesday, led by Anna Berg.", "2025-12-17"),
    ],
)
def test_the_monday_that_is_meant(
    make_annotated: Callable[..., AnnotatedCorpus], sentence: str, day: str
) -> None:
    """In an article of a Wednesday: the Monday before of what was, the Monday after of what will be."""
    annotated = make_annotated(one=sentence)
    article, doc = next(iter(annotated))
    dated = replace(article, published=date(2025, 12, 17))
    events = local_events(ArticleEntities(dated, doc))
    assert [date.fromisoformat(day)] == sorted({found for event in events for found in event.dates})


@pytest.fixture
def dated(tmp_path: Path, make_annotated: Callable[..., AnnotatedCorpus]) -> Callable[..., AnnotatedCorpus]:
    """A function that annotates two articles of 17 December 2025."""
    folder = tmp_path / "articles"
    folder.mkdir()
    days = "doc_id,published\none,2025-12-17\ntwo,2025-12-17\n"
    (folder / "metadata.csv").write_text(days, encoding="utf-8")
    return make_annotated


_TALKS = "On {}, {} held talks in Geneva with Anna Berg. Twelve delegates attended the talks."


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        (("Dec. 15", "Norland and Southland"), ("Dec. 15", "Norland and Southland"), True),
        (("Dec. 15", "Norland and Southland"), ("Dec. 16", "Norland and Southland"), False),
        (("Dec. 15", "Norland and Southland"), ("Dec. 15", "Westland and Eastland"), False),
    ],
)
def test_events_are_one_by_day_and_parties(
    dated: Callable[..., AnnotatedCorpus], one: tuple[str, str], other: tuple[str, str], shared: bool
) -> None:
    """Talks on different days, or of different parties on one day, are two events, even with the same leader."""
    named = {"Norland": "Norway", "Southland": "Sweden", "Westland": "Finland", "Eastland": "Poland"}
    first, second = (
        _TALKS.format(day, " and ".join(map(named.get, who.split(" and ")))) for day, who in (one, other)
    )
    table = compare_descriptions(dated(one=first, two=second))
    assert shared is ("event" in set(table["kind"]))


def test_an_event_is_called_what_most_call_it_first(dated: Callable[..., AnnotatedCorpus]) -> None:
    """A report of a primary that also mentions another state's caucuses keeps the primary one event."""
    told = "Ann Berg beat Tom Dorn in the primary on Dec. 9. {} She said so."
    annotated = dated(one=told.format("Not so in the Iowa caucuses."), two=told.format("It was close."))
    names = {row.name for row in compare_descriptions(annotated).itertuples() if row.kind == "event"}
    assert names
    assert all(name.startswith("Primary") for name in names)


def test_a_part_of_an_event_is_not_counted_as_all(make_annotated: Callable[..., AnnotatedCorpus]) -> None:
    """A number of the last, or of others, is not the number of all."""
    told = "On Friday, Norland and Southland held talks in Geneva with Anna Berg. {} delegates attended the talks."
    annotated = make_annotated(
        one=told.format("Twelve"), two=told.format("The last nine"), three=told.format("Three other")
    )
    table = compare_descriptions(annotated)
    assert ["Twelve delegates"] == list(table[table["aspect"] == "number of delegates"]["description"])


def test_articles_that_share_nothing_give_an_empty_table(
    make_annotated: Callable[..., AnnotatedCorpus],
) -> None:
    """Nothing to compare gives an empty table."""
    annotated = make_annotated(one="Rain fell.", two="Word.")

    assert compare_descriptions(annotated).empty
