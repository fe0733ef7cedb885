"""Proves that a chart's drawing holds shapes and words alone, the same on every machine."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import altair as alt
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from analysis.reports.html._draw import draw
from analysis.reports.html._svg_prerender import draw_charts, reduce_drawing
from analysis.views import colour_scale, style

HOSTILE = "</script><script>window.ran = 1</script>"
KINDS = {
    "svg",
    "g",
    "path",
    "line",
    "rect",
    "circle",
    "text",
    "tspan",
    "defs",
    "clipPath",
    "linearGradient",
    "stop",
}


DISC = "M2,0A2,2,0,1,1,-2,0A2,2,0,1,1,2,0"


def wrap(inner: str) -> str:
    """Return a drawing of one group."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><g class="marks">{inner}</g></svg>'


def bars(labels: list[str]) -> dict[str, Any]:
    """Return a chart of this project's look: a bar a label, coloured by it."""
    data = pd.DataFrame({"name": labels, "count": range(1, len(labels) + 1)})
    chart = (
        alt.Chart(data)
        .mark_bar()
        .encode(
            x="count:Q", y="name:N", color=alt.Color("name:N", scale=colour_scale(labels)), tooltip=["name"]
        )
    )
    return style(chart, title="Bars", description="Bars of <counts>.", rows=len(labels)).to_dict()


def amounts() -> dict[str, Any]:
    """Return a chart with a gradient in its legend and, on its axis, days that begin at midnight in Greenwich."""
    days = pd.to_datetime(["2025-12-17", "2025-12-18"], utc=True)
    data = pd.DataFrame({"day": days, "count": [1.0, 2.0]})
    chart = (
        alt.Chart(data)
        .mark_circle()
        .encode(
            x=alt.X("day:T", axis=alt.Axis(format="%d %B")),
            y="count:Q",
            color="count:Q",
        )
    )
    return style(chart, title="Amounts", description="Amounts by day.").to_dict()


def test_words_of_a_chart_are_words_of_its_drawing() -> None:
    """Names on the axis and in the legend are there, letter for letter, and the description for readers by ear."""
    drawing = etree.fromstring(draw_charts({"chart-a": bars(["Übersee & Co.", "한국"])})["chart-a"])
    words = [text.text for text in drawing.iter("text")]

    assert 2 == words.count("Übersee & Co.")
    assert 2 == words.count("한국")
    assert ("img", "Bars of <counts>.") == (drawing.get("role"), drawing.get("aria-label"))


def test_article_text_is_never_markup() -> None:
    """A term that looks like mark-up, or that XML cannot hold, is text in a drawing of known elements."""
    drawing = draw_charts({"chart-a": bars([HOSTILE, "a\x0bb & “c”"])})["chart-a"]
    found = etree.fromstring(drawing)

    assert "<script" not in drawing
    assert {element.tag for element in found.iter()} <= KINDS
    words = [text.text or "" for text in found.iter("text")]
    assert "a\ufffdb & “c”" in words
    assert any(word.startswith("</script><script>") for word in words)


@pytest.mark.parametrize(
    "extra",
    [
        "<script>window.ran = 1</script>",
        '<a href="javascript:run()"><path d="M0,0"/></a>',
        '<image href="https://example.org/x.png"/>',
        "<style>* { display: none }</style>",
        '<path d="M0,0" onload="run()" style="fill: red" href="x"/>',
        "<foreignObject><p>x</p></foreignObject>",
    ],
)
def test_only_shapes_and_words_are_left(extra: str) -> None:
    """Links, images, styles, scripts and handlers do not come through, whatever drew them."""
    found = etree.fromstring(reduce_drawing(wrap(f"<text>kept</text>{extra}"), "chart-a", "x"))

    assert {element.tag for element in found.iter()} <= KINDS
    assert not {"href", "style", "onload"} & {name for element in found.iter() for name in element.attrib}
    assert ["kept"] == [text.text for text in found.iter("text")]


def test_ids_of_drawings_in_one_page_do_not_meet() -> None:
    """Two charts with a gradient each: every id is its own chart's, and every reference leads to it."""
    drawings = draw_charts({"chart-a": amounts(), "chart-b": amounts()})
    for anchor, drawing in drawings.items():
        found = etree.fromstring(drawing)
        ids = {element.get("id") for element in found.iter() if element.get("id")}
        used = {
            value[5:-1]
            for element in found.iter()
            for value in element.attrib.values()
            if value.startswith("url(#")
        }
        assert ids
        assert used
        assert used <= ids
        assert all(name.startswith(f"{anchor}-") for name in ids)


def test_neither_zone_nor_fonts_move_a_drawing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A day stays that day, and words are as wide, whatever the machine's time zone and fonts are.

    The snowmen are in few fonts, and not in the one that comes with the library.
    """
    spec = {"chart-a": amounts(), "chart-b": bars(["☃☃☃☃☃☃☃☃", "한국"])}
    here = draw_charts(spec)
    monkeypatch.setenv("TZ", "America/Los_Angeles")
    fonts = tmp_path / "fonts.conf"  # of a machine without any
    fonts.write_text(f'<?xml version="1.0"?><fontconfig><dir>{tmp_path}</dir></fontconfig>')
    monkeypatch.setenv("FONTCONFIG_FILE", str(fonts))
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")

    assert here == draw_charts(spec)
    assert "17 December" in here["chart-a"]


def test_chart_that_cannot_be_drawn_has_no_drawing() -> None:
    """A specification that Vega refuses leaves the others theirs."""
    drawings = draw_charts(
        {"chart-a": {"mark": "no such mark", "data": {"values": []}}, "chart-b": bars(["one"])}
    )

    assert ["chart-b"] == list(drawings)


@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.sampled_from(["red", "black"]), st.floats(-999, 999)), min_size=1
    )
)
def test_short_form_says_the_same(marks: list[tuple[str, str, float]]) -> None:
    """What members of a group share moves to the group: each keeps its colour, and its place nearly."""
    inner = "".join(
        f'<path class="{name}" fill="{colour}" opacity="1" transform="translate({x!r},0)" d="{DISC}"/>'
        for name, colour, x in marks
    )
    found = etree.fromstring(reduce_drawing(wrap(inner), "chart-a", "x"))
    discs = list(found.iter("circle"))

    assert [colour for _, colour, _ in marks] == [
        disc.get("fill") or disc.getparent().get("fill") for disc in discs
    ]
    # Black is what the page recolours in the dark, by what it finds on the mark itself.
    assert all(
        disc.get("fill") for disc, (_, colour, _) in zip(discs, marks, strict=True) if colour == "black"
    )
    assert all(abs(float(disc.get("cx")) - x) <= 0.051 for disc, (_, _, x) in zip(discs, marks, strict=True))


def test_chart_that_brings_the_library_down_takes_no_other_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A character that the library cannot write ends its process; the other chart is drawn all the same."""
    monkeypatch.setattr("analysis.reports.html._svg_prerender.replace_undrawable", lambda value: value)
    drawings = draw_charts({"chart-a": bars(["a\x0bb"]), "chart-b": bars(["one"])})

    assert ["chart-b"] == list(drawings)


def test_a_chart_is_drawn_by_the_version_it_is_written_for() -> None:
    """A version that the library does not have is refused, not replaced; without one the newest draws."""
    with pytest.raises(RuntimeError, match=r"1\.0"):
        draw(bars(["a"]), "1.0")
    assert "<svg" in draw(bars(["a"]), "")["svg"]
