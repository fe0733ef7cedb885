"""The network of articles: readable names, lines by class, arrows the right way, never too much."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import views
from analysis.schema import TABLES
from analysis.views._article_network import build_network
from analysis.views.charts._network import place_nodes

DERIVATION = pd.DataFrame(columns=["doc_a", "doc_b", "direction"])
GROUPS = pd.DataFrame(columns=["group", "doc_ids"])


def overlaps(*rows: tuple[str, str, str, int]) -> pd.DataFrame:
    """Rows of `collect_overlaps`: the one article, the other, the class, the words."""
    flat = [
        (n, kind, a, 0, 9, b, 0, 9, "x", "x", words, "")
        for n, (a, b, kind, words) in enumerate(rows, start=1)
    ]
    return TABLES["overlaps"].frame(flat)


#: Six more articles of which each shares three words with the next.
OTHERS = [(f"z{n}", f"z{n + 1}", "copied prose", 3) for n in range(1, 6)]


def draw(table: pd.DataFrame, **given_facts: Any) -> dict[str, Any]:
    """The specification of a network, articles by their own names."""
    facts: dict[str, Any] = {"derivation": DERIVATION, "groups": GROUPS, "outlets": {}, **given_facts}
    if (
        len({*table["doc_a"], *table["doc_b"]}) < 8
    ):  # others that make it a network, below the articles in question
        table = pd.concat([table, overlaps(*OTHERS)])
    names = {doc_id: doc_id for doc_id in [*table["doc_a"], *table["doc_b"]]}
    spec: dict[str, Any] = views.chart_network(table, names, **facts).to_dict()
    return spec


def values(spec: dict[str, Any], layer: int) -> list[dict[str, Any]]:
    """The data of a layer."""
    found: list[dict[str, Any]] = spec["layer"][layer]["data"]["values"]
    return found


def test_a_line_for_each_pair_and_class() -> None:
    """What two articles share of two classes is two lines beside each other; words of a class are added up."""
    spec = draw(
        overlaps(
            ("a", "b", "copied prose", 30), ("a", "b", "copied prose", 20), ("a", "b", "shared quotation", 9)
        )
    )
    lines = [line for line in values(spec, 0) if line["name_a"] == "a"]
    assert [("copied prose", 50, 2), ("shared quotation", 9, 1)] == [
        (line["kind"], line["words"], line["passages"]) for line in lines
    ]
    assert lines[0]["y"] != lines[1]["y"]
    assert "All eight articles share wording or statements with another, in six pairs" == " ".join(
        spec["title"]
    )


@pytest.mark.parametrize("direction", ["a from b", "b from a"])
def test_the_triangle_points_to_who_took(direction: str) -> None:
    """On the left the best linked article stands; the triangle points away from the source."""
    derivation = pd.DataFrame({"doc_a": ["a"], "doc_b": ["b"], "direction": [direction]})
    spec = draw(overlaps(("a", "b", "copied prose", 30)), derivation=derivation)
    (line,) = (line for line in values(spec, 0) if line["name_a"] == "a")
    taker = direction[0]
    to_the_right = (line["x2"] if taker == line["name_b"] else line["x"]) > 0
    assert ("triangle-right" if to_the_right else "triangle-left", taker) == (line["arrow"], line["taker"])


def test_what_is_no_text_of_another_article_is_no_line() -> None:
    """Phrases alone give no network, fewer than eight articles none either: a sentence or the table says so."""
    facts: dict[str, Any] = {"derivation": DERIVATION, "groups": GROUPS, "outlets": {}}
    table = overlaps(("a", "b", "shared phrase", 4), ("a", "b", "described differently", 3))
    assert "" == views.chart_network(table, {"a": "A", "b": "B"}, **facts).text
    assert "nothing found" in views.network_table(table, {"a": "A", "b": "B"}, **facts).text
    few = overlaps(("a", "b", "copied prose", 30))
    assert "here two do" in views.chart_network(few, {"a": "A", "b": "B"}, **facts).text
    assert "" == views.chart_network_bars(few, {"a": "A", "b": "B"}, **facts).text


def test_a_phone_has_the_pairs_as_bars() -> None:
    """Each pair is a bar, the one with most words first."""
    table = overlaps(("a", "b", "copied prose", 30), *OTHERS)
    names = {doc_id: doc_id for doc_id in [*table["doc_a"], *table["doc_b"]]}
    spec = views.chart_network_bars(table, names, derivation=DERIVATION, groups=GROUPS, outlets={}).to_dict()
    assert ["a – b", "z1 – z2"] == spec["encoding"]["y"]["sort"][:2]


@given(
    st.sets(
        st.tuples(st.integers(0, 24), st.integers(0, 24)).filter(lambda p: p[0] < p[1]),
        min_size=1,
        max_size=60,
    )
)
def test_no_name_covers_another(pairs: set[tuple[int, int]]) -> None:
    """Whatever hangs together, two names on one side are a row apart at least."""
    table = overlaps(*((f"d{a:02}", f"d{b:02}", "copied prose", a + b) for a, b in sorted(pairs)))
    involved = sorted({*table["doc_a"], *table["doc_b"]})
    network = build_network(
        table, {name: name for name in involved}, derivation=DERIVATION, groups=GROUPS, outlets={}
    )
    spots = place_nodes(network)
    assert set(involved) == set(spots)
    for sign in (-1, 1):
        rows = sorted(spot.y for spot in spots.values() if spot.x * sign > 0)
        assert all(below - above >= 1 for above, below in pairwise(rows))
    assert all(abs(spot.x) <= 1 for spot in spots.values())


def many(count: int) -> pd.DataFrame:
    """A corpus in which each article shares prose with the next two."""
    rows = [(f"d{n:04}", f"d{(n + k):04}", "copied prose", 20 + n % 7) for n in range(count) for k in (1, 2)]
    return overlaps(*rows)


def test_many_articles_are_drawn_by_outlet() -> None:
    """Beyond fifty articles those of one outlet are one, and the title says so."""
    table = many(300)
    outlets = {doc_id: f"Outlet {int(doc_id[1:]) % 9}" for doc_id in {*table["doc_a"], *table["doc_b"]}}
    spec = draw(table, outlets=outlets)
    assert {f"Outlet {n}" for n in range(9)} == {node["name"] for node in values(spec, 2)}
    assert "articles of one outlet are drawn as one" in " ".join(spec["title"])
    assert 302 == sum(node["articles"] for node in values(spec, 2))


def test_many_articles_without_outlets_are_drawn_by_group() -> None:
    """Where outlets are unknown a group is one node, and only the fifty with most words are drawn."""
    table = many(300)
    groups = pd.DataFrame({"group": [1], "doc_ids": [[f"d{n:04}" for n in range(20)]]})
    spec = draw(table, groups=groups)
    drawn = {node["name"]: node["articles"] for node in values(spec, 2)}
    assert len(drawn) <= 50
    assert 20 == drawn["group 1 (20)"]
    assert "the 50 with most words" in " ".join(spec["title"])


def test_groups_that_share_with_nobody_else_are_drawn() -> None:
    """A group whose text stays within it has no line, but it is there."""
    rows = [
        (f"{letter}{n:02}", f"{letter}{m:02}", "copied prose", 9)
        for letter in "ab"
        for n in range(30)
        for m in range(n)
    ]
    table = overlaps(*((min(row[:2]), max(row[:2]), *row[2:]) for row in rows))
    groups = pd.DataFrame(
        {"group": [1, 2], "doc_ids": [[f"{letter}{n:02}" for n in range(30)] for letter in "ab"]}
    )
    spec = draw(table, groups=groups)
    assert ["group 1 (30)", "group 2 (30)"] == [node["name"] for node in values(spec, 2)]
    assert [] == values(spec, 0)


def test_size_is_bounded_and_bytes_are_the_same() -> None:
    """Of 3,000 articles the drawing stays small, and a second one is the same."""
    table = many(3000)
    first, second = json.dumps(draw(table)), json.dumps(draw(table.iloc[::-1]))
    assert first == second
    assert len(first) < 200_000
