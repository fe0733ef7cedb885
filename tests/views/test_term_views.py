"""Charts of how words are used, and the place where a term is looked up: what they show, and what they refuse to."""

from __future__ import annotations

import json
from itertools import combinations
from typing import Any

import pandas as pd

from analysis import views


def timeline(*periods: str | None) -> pd.DataFrame:
    """Return a table like that of `term_timeline`, of one term; None is the undated."""
    return pd.DataFrame(
        {
            "term": "talk",
            "period": [period or "undated" for period in periods],
            "start": pd.to_datetime(pd.Series(periods)),
            "articles": 3,
            "words": 900,
            "count": range(1, len(periods) + 1),
            "per_10k": [10.0 * (i + 1) for i in range(len(periods))],
            "ci_low": 1.0,
            "ci_high": 20.0,
            "ci_note": "",
        }
    )


def network() -> pd.DataFrame:
    """Return a table like that of `collocation_network`, of two steps, in which words meet again."""
    rows = [(1, "north", f"w{i}", 9 - i, 12.0 - i) for i in range(7)]
    rows += [(2, f"w{i}", f"v{i}{j}", 3, 9.0) for i in range(7) for j in range(5)]
    rows += [(2, "w1", "north", 8, 11.0), (2, "w1", "w2", 4, 10.0), (2, "w2", "w1", 4, 10.0)]
    return pd.DataFrame(rows, columns=["step", "node", "collocate", "count", "log_dice"])


def layers(chart: Any) -> list[dict[str, Any]]:
    """Return the views of a layered chart."""
    found: list[dict[str, Any]] = chart.to_dict()["layer"]
    return found


def test_time_is_drawn_where_dates_can_tell() -> None:
    """Two periods make a chart that names the highest and the articles left out."""
    chart = views.chart_timeline(timeline("2025-01-01", "2025-02-01", None))
    said = " ".join(chart.to_dict()["title"])
    assert "“talk” is most frequent on 1 February 2025" in said
    assert "3 articles without a date are left out" in said


def test_time_is_not_drawn_where_dates_cannot_tell() -> None:
    """One period, or none, is a sentence with the number of dated articles, not an empty chart."""
    for periods, expected in (
        (("2025-01-01", None), "three of six articles are dated"),
        ((None,), "no article has a date"),
    ):
        assert expected in views.chart_timeline(timeline(*periods)).text


def test_network_has_a_place_for_each_word() -> None:
    """The word stands in the middle, its collocates around it, no two in one place, all within the frame."""
    lines, dots, _ = layers(views.chart_collocation_network(network(), "north", articles=8))
    places = {row["term"]: (row["x"], row["y"]) for row in dots["data"]["values"]}
    assert (0.0, 0.0) == places["north"]
    assert 1 + 7 + 7 * 3 == len(places)
    assert all(abs(x) < 2.25 and abs(y) < 1.95 for x, y in places.values())
    near = [(a, b) for a, b in combinations(places.values(), 2) if abs(a[0] - b[0]) + abs(a[1] - b[1]) < 0.1]
    assert [] == near
    edges = [frozenset((row["node"], row["collocate"])) for row in lines["data"]["values"]]
    assert len(set(edges)) == len(edges)
    assert frozenset(("w1", "w2")) in edges


def test_network_is_the_same_again() -> None:
    """The layout follows from the table."""
    first, second = (
        views.chart_collocation_network(network(), "north", articles=8).to_dict() for _ in range(2)
    )
    assert json.dumps(first) == json.dumps(second)


def test_word_without_company_is_said() -> None:
    """No collocate is a sentence."""
    assert "No word is near “north”" in views.chart_collocates(network().head(0), "north").text


def test_few_articles_have_bars_in_place_of_a_network() -> None:
    """Of seven articles the collocates are bars, the strongest first, and no network is drawn."""
    assert "" == views.chart_collocation_network(network(), "north", articles=7).text
    rows = views.chart_collocates(network(), "north").to_dict()["data"]["values"]
    assert [f"w{i}" for i in range(7)] == [row["collocate"] for row in rows]


def test_terms_of_a_table_are_marked_for_the_script() -> None:
    """The columns with terms are named by their place among the columns that are drawn."""
    frame = pd.DataFrame({"empty": [None], "node": ["a"], "count": [1], "collocate": ["b"]})
    made = views.term_table(frame, "Pairs")
    assert made.html.startswith('<div class="term-table" data-columns="0 2">')


def test_data_to_look_terms_up_are_apart_from_the_text() -> None:
    """What is shown has no term in it; addresses that do not follow from a term by a simple rule are told."""
    terms = ["North Korea", "AT&T", "</script><b>"]
    explored = {"terms": terms, "all_terms": 5, "articles": [["a_1", 10, 60]], "unit": "lemma"}
    place = views.term_explorer(explored, names={"a_1": "a"}, unit="lemmas")
    shown = place._repr_mimebundle_()
    on_page = shown[views.DATA_TYPE]["html"]
    assert "script>" not in on_page.replace("JavaScript", "")
    assert "The 3 most frequent of 5 can be looked up" in on_page
    assert "JavaScript" not in shown["text/html"]
    content = shown[views.DATA_TYPE]["content"]
    assert {"1", "2"} == set(content["anchors"])
    assert ["a", 10, 60, "a_1"] == content["articles"][0]
    assert ["articles/", "#the-text"] == content["address"]
