"""A chart's specification on a page: what the page writes of it, what Vega draws, and the table of its numbers."""

from __future__ import annotations

from typing import Any

import pytest

from analysis.reports.html._charts import WIDTH, Chart, _format_value, prepare_chart
from analysis.reports.html._markup import Anchors

ROWS = [{"doc": "a", "words": 1200, "share": 0.25}, {"doc": "b", "words": None, "share": float("nan")}]
BARS: dict[str, Any] = {
    "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
    "title": {"text": ["Words of", "articles"], "subtitle": "in all"},
    "description": "Bars: words",
    "data": {"values": ROWS},
    "mark": "bar",
    "encoding": {
        "x": {"field": "words", "type": "quantitative"},
        "y": {"field": "doc", "type": "nominal"},
        "tooltip": [
            {"field": "doc", "title": "Article"},
            {"field": "words", "format": ","},
            {"field": "share", "format": ".0%"},
        ],
    },
}


def prepared(**changes: Any) -> Chart:
    """Return a chart of bars with some changes, made ready."""
    return prepare_chart(BARS | changes, "cell-3", Anchors())


def test_a_page_writes_title_and_numbers() -> None:
    """The title is text of the page, and the table has what the pointer tells, written as it tells it."""
    chart = prepared()
    assert ("Words of articles", "in all", "Bars: words") == (chart.title, chart.subtitle, chart.description)
    assert not {"title", "$schema"} & chart.spec.keys()
    (table,) = chart.tables
    assert ("Article", "words", "share") == table.columns
    assert (False, True, True) == table.numeric
    assert (("a", "1,200", "25%"), ("b", "", "")) == table.rows
    assert 2 == table.total
    assert ("Plain", "") == (prepared(title="Plain").title, prepared(title="Plain").subtitle)
    assert "" == prepared(title=None).title
    assert () == prepared(usermeta={"table": False}).tables


def test_a_chart_has_an_anchor_of_its_own() -> None:
    """Its name, or its cell's where it has none or one that Altair gave it."""
    assert "chart-cell-3" == prepared().anchor == prepared(name="view_12").anchor
    assert "chart-words" == prepared(name="words").anchor


@pytest.mark.parametrize(
    ("changes", "width"),
    [
        ({}, "container"),
        ({"width": {"step": 20}}, {"step": 20}),
        ({"width": 300}, "container"),
        ({"encoding": BARS["encoding"] | {"row": {"field": "doc"}}}, None),
        ({"hconcat": []}, None),
    ],
)
def test_a_single_view_takes_the_width_of_the_page(changes: dict[str, Any], width: Any) -> None:
    """Not one with steps, facets or views beside each other, which have a layout of their own."""
    chart = prepared(**changes)
    assert width == chart.spec.get("width")
    assert (WIDTH if width == "container" else None) == chart.width


def test_marks_are_not_read_aloud_one_by_one() -> None:
    """What a chart sets itself stays."""
    config = prepared(config={"mark": {"color": "red"}, "font": "serif", "axis": {"grid": False}}).spec[
        "config"
    ]
    assert {"color": "red", "aria": False} == config["mark"]
    assert ("serif", {"grid": False}, "transparent") == (config["font"], config["axis"], config["background"])


def test_tables_of_charts_within_charts() -> None:
    """Each set of data that has a field of the chart, also one that stands beside the views under a name."""
    layered = {
        "datasets": {"one": [{"doc": "a"}], "none": [], "other": [{"else": 1}]},
        "layer": [{"encoding": {"y": {"field": "doc"}}}, {"encoding": {"x": {"field": ""}}}],
    }
    (table,) = prepare_chart(layered, "cell", Anchors()).tables
    assert (("doc",), (("a",),)) == (table.columns, table.rows)


@pytest.mark.parametrize(
    ("value", "format_", "said"),
    [
        (None, "", ""),
        (float("inf"), ",", ""),
        (True, ",", "True"),
        (1200, "", "1,200"),
        (1200, ".1f", "1200.0"),
        (0.123456, "", "0.1235"),
        (9999.4, "", "9999"),
        (-9999.9, "", "-10,000"),
        (12345.6, "", "12,346"),
        (7, "~s", "7"),
        ("a", ",", "a"),
    ],
)
def test_values_are_written_as_a_chart_tells_them(value: object, format_: str, said: str) -> None:
    """By the format of the chart where there is one that Python knows."""
    assert said == _format_value(value, format_)
