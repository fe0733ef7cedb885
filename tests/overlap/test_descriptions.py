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
from analysis.entities import ArticleEntities
from analysis.language import ENGLISH
from analysis.overlap.differences._descriptions import compare_descriptions, judge
from analysis.overlap.differences._places import relate_places
from analysis.overlap.paraphrase._sentences import read_sentences

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
    """Both diplomats' titles and the presidents'."""
    keys = ["kind", "aspect", "doc_id", "start", "end", "description", "verdict"]
    found = {tuple(row) for row in table[keys].itertuples(index=False)}

    assert [row for row in gold if tuple(row[key] for key in keys) not in found] == []


def test_only_what_the_reader_sees_differs(table: pd.DataFrame) -> None:
    """Only the disagreements that a reader of the seeds finds are reported."""
    differing = table[table["verdict"] == "differ"].groupby(["kind", "aspect"])["name"].unique()

    assert {key: len(names) for key, names in differing.items()} == {
        ("event", "founding"): 1,
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
        ("age", [("a", "54/2025-12-17"), ("b", "54/2025-12-17")], "agree"),
        ("age", [("a", "54/2025-12-17"), ("b", "55/2025-12-17")], "differ"),
        ("age", [("a", "54/2025-06-01"), ("b", "55/2026-03-01")], "agree"),
        ("age", [("a", "54/"), ("b", "55/2025-12-17")], "cannot tell"),
        ("title", [("a", "interior minister"), ("b", "transport minister")], "differ"),
        ("title", [("a", "transport minister"), ("b", "transportation minister")], "cannot tell"),
        ("title", [("a", "lieutenant"), ("b", "colonel")], "differ"),
        ("title", [("a", "interior minister"), ("b", "senate president")], "differ"),
        ("title", [("a", "former interior minister"), ("b", "senate president")], "cannot tell"),
        ("title", [("a", "Governor"), ("b", "Republican vice presidential candidate Gov.")], "agree"),
    ],
)
def test_verdicts(aspect: str, said: list[tuple[str, str]], verdict: str) -> None:
    """Longer and shorter wordings agree; different offices and ages differ, unless a birthday may lie between."""
    assert verdict == judge(aspect, said, ENGLISH, {})


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


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        ("a hotel in Oslo", "Paris", "differ"),
        ("the port of Oslo", "Norway", "agree"),
        ("central Paris", "France", "agree"),
        ("Paris, France", "a village in Switzerland", "differ"),
        ("Chicago", "Los Angeles", "differ"),
        ("Kelsey", "Paris", "cannot tell"),
    ],
)
def test_places_lie_in_the_states_of_their_names(one: str, other: str, verdict: str) -> None:
    """A state or city within a longer name says where the place is, whatever words stand around it."""
    assert verdict == relate_places(one, other, ENGLISH) == relate_places(other, one, ENGLISH)


@given(st.text(), st.text())
def test_any_place(one: str, other: str) -> None:
    """Any text is answered, the same both ways."""
    assert relate_places(one, other, ENGLISH) == relate_places(other, one, ENGLISH)


@pytest.mark.parametrize(
    ("stated", "age"),
    [
        ("Mayor Anna Berg, 54, opened the session.", "54"),
        ("Mayor Anna Berg (54) opened the session.", "54"),
        ("The session was opened by Mayor Anna Berg, who is 54, and lasted until midnight.", "54"),
        ("Anna Berg, the 54-year-old mayor, opened the session.", "54"),
        ("Anna Berg, aged 54, opened the session.", "54"),
        ("The 54-year-old mayor Anna Berg opened the session.", "54"),
        ("The session was opened by Anna Berg, mayor of Elvik, 54, at noon.", "54"),
        ("Anna Berg has 54 advisers.", None),
        ("A 54-year-old dispute with Anna Berg went on.", None),
    ],
)
def test_ages(make_annotated: Callable[..., AnnotatedCorpus], stated: str, age: str | None) -> None:
    """An age stands behind a name in many forms, or before it; other numbers near a name are none."""
    told = "The council of Elvik met on Monday. {}"
    table = compare_descriptions(
        make_annotated(a=told.format(stated), b=told.format("Anna Berg, 45, was late."))
    )
    ages = table[(table["aspect"] == "age") & (table["doc_id"] == "a")]
    assert ([age] if age else []) == ages["description"].tolist()
    assert set(ages["verdict"]) <= {"differ"}


_BOMB = "A bomb exploded in {} on {}, killing nine people, Police Chief Omar Khan said. The {} was hidden in a cart."


@pytest.mark.parametrize(
    ("place", "day", "aspects"),
    [
        ("Karachi", "Monday", set()),
        ("Lahore", "Monday", {"place"}),
        ("Karachi", "Tuesday", {"day"}),
        ("Karachi", "Monday, Dec. 15", set()),
        ("Karachi", "December 15", set()),
        ("Karachi", "the fifteenth of December", set()),
        ("Karachi", "14 December", {"day"}),
        ("the city of Karachi", "Monday", set()),
    ],
)
def test_when_and_where(
    dated: Callable[..., AnnotatedCorpus], place: str, day: str, aspects: set[str]
) -> None:
    """Two days or places of one event differ, and both stand in the table; one day in two forms does not."""
    annotated = dated(one=_BOMB.format("Karachi", "Monday", "bomb"), two=_BOMB.format(place, day, "device"))
    table = compare_descriptions(annotated)
    differing = table[(table["kind"] == "event") & (table["verdict"] == "differ")]

    assert aspects == set(differing["aspect"])
    assert all(group["doc_id"].tolist() == ["one", "two"] for _, group in differing.groupby("aspect"))


def test_an_article_that_gives_both_days_contradicts_nobody(dated: Callable[..., AnnotatedCorpus]) -> None:
    """Where one article of the story has both days, they are of two things."""
    both = _BOMB.format("Karachi", "Tuesday", "device") + " A day before, on Monday, Khan had warned of it."
    table = compare_descriptions(dated(one=_BOMB.format("Karachi", "Monday", "bomb"), two=both))
    assert "differ" not in set(table[table["aspect"] == "day"]["verdict"])


def test_names_in_two_spellings(dated: Callable[..., AnnotatedCorpus]) -> None:
    """A name that one article alone has, spelled almost as another's in the same place, is shown in both spellings."""
    told = "Flames swept a warehouse of {} on Monday, killing nine people, Police Chief Omar Khan said in Karachi."
    table = compare_descriptions(
        dated(one=told.format("Brink Dairy Robotics"), two=told.format("Brinkman Dairy Robotics"))
    )
    named = table[(table["kind"] == "event") & (table["aspect"] == "name")]
    assert ["Brink Dairy Robotics", "Brinkman Dairy Robotics"] == named["description"].tolist()
    assert {"differ"} == set(named["verdict"])


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
            "Norland and Southland spoke on the phone before talks on Monday in Geneva with Anna Berg.",
            "2025-12-22",
        ),
        (
            "Norland and Southland said they would hold talks in Geneva on Monday with Anna Berg.",
            "2025-12-22",
        ),
        ("Norland and Southland held talks in Geneva last Wednesday, led by Anna Berg.", "2025-12-10"),
        ("Norland and Southland meet for talks in Geneva next Wednesday, led by Anna Berg.", "2025-12-24"),
        ("Norland and Southland will hold talks in Geneva on Wednesday, led by Anna Berg.", "2025-12-17"),
        ("Norland and Southland will hold talks in Geneva on Dec. 22, led by Anna Berg.", "2025-12-22"),
        ("Norland and Southland held talks in Geneva on 3 March 2024, led by Anna Berg.", "2024-03-03"),
    ],
)
def test_the_day_that_is_meant(
    make_annotated: Callable[..., AnnotatedCorpus], sentence: str, day: str
) -> None:
    """In an article of a Wednesday: the Monday before of what was, the Monday after of what will be."""
    article, doc = next(iter(make_annotated(one=sentence)))
    read = read_sentences(ArticleEntities(replace(article, published=date(2025, 12, 17)), doc))
    assert [date.fromisoformat(day)] == [day.known for sentence in read for day in sentence.days]


@pytest.fixture
def dated(tmp_path: Path, make_annotated: Callable[..., AnnotatedCorpus]) -> Callable[..., AnnotatedCorpus]:
    """A function that annotates two articles of 17 December 2025."""
    folder = tmp_path / "articles"
    folder.mkdir()
    days = "doc_id,published\none,2025-12-17\ntwo,2025-12-17\n"
    (folder / "metadata.csv").write_text(days, encoding="utf-8")
    return make_annotated


def test_articles_that_share_nothing_give_an_empty_table(
    make_annotated: Callable[..., AnnotatedCorpus],
) -> None:
    """Nothing to compare gives an empty table."""
    annotated = make_annotated(one="Rain fell.", two="Word.")

    assert compare_descriptions(annotated).empty
