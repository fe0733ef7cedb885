"""The look of charts: one style and palette, titles that wrap, and a description for every reader."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from typing import Any, Literal

import altair as alt

#: Characters that fit a chart of 343 pixels (a phone's width less the margins) in the title's size.
_TITLE_CHARACTERS = 44

#: Pixels of a chart's width in JupyterLab.
_LAB_WIDTH = 640

#: Longest label beside an axis, in pixels; longer ones end in an ellipsis, the table has them whole.
_LABEL_PIXELS = 150

#: Colours that stay apart for readers with any colour vision and hold 3:1 against white and near-black
#: (after Okabe and Ito 2008, "Color Universal Design", darkened or lightened to that contrast).
PALETTE = ("#0072b2", "#d55e00", "#008f68", "#b5689a", "#8a7a00", "#3a8fc4", "#a6611a", "#6c6cc4", "#777777")

#: Those that charts use by name.
BLUE, ORANGE, GREEN, NEUTRAL = PALETTE[0], PALETTE[1], PALETTE[2], PALETTE[-1]

#: One hue from light to dark, for amounts.
AMOUNTS: Literal["blues"] = "blues"

_CONFIG: dict[str, Any] = {
    "font": "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif",
    "background": "transparent",
    "view": {"stroke": None},
    "title": {"anchor": "start", "fontSize": 14, "fontWeight": 600, "lineHeight": 18, "offset": 12},
    "axis": {
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": 400,
        "grid": False,
        "labelLimit": _LABEL_PIXELS,
    },
    # Room between words: a reader's font may be wider than the one that they were measured in.
    "axisX": {"grid": True, "gridOpacity": 0.35, "labelOverlap": True, "labelSeparation": 8},
    "axisXDiscrete": {"grid": False},
    "legend": {
        "orient": "top",
        "direction": "horizontal",
        "columns": 2,
        "columnPadding": 20,
        "labelFontSize": 12,
        "titleFontSize": 12,
    },
    "range": {"category": list(PALETTE)},
}

#: Settings of a chart that colour words; a drawing (unlike a canvas) can leave that to the page.
_LAB_WORDS = {
    "title": ("color", "subtitleColor"),
    "axis": ("labelColor", "titleColor"),
    "legend": ("labelColor", "titleColor"),
    "header": ("labelColor", "titleColor"),
    "text": ("color",),
}

#: Metadata of a chart that needs no table made of its data, since the page has one.
NO_TABLE = {"table": False}

Chart = alt.Chart | alt.LayerChart | alt.FacetChart

#: Maximum number of rows of a chart; Altair's own limit is 5,000.
_MAX_ROWS = 20_000


class _SelfContained:
    """A chart with its data inside that displays without an external script, whatever Altair's settings are."""

    def to_dict(self, *args: Any, **options: Any) -> dict[str, Any]:  # noqa: ANN401 - Altair's own
        # As a context, which gives the user's own settings back.
        with alt.data_transformers.enable("default", consolidate_datasets=False, max_rows=_MAX_ROWS):
            spec: dict[str, Any] = super().to_dict(*args, **options)  # type: ignore[misc]
        return spec

    def _repr_mimebundle_(self, *_: object, **__: object) -> dict[str, Any]:
        """Return the chart under the names that nbconvert's template and JupyterLab's viewer know.

        JupyterLab's own viewer goes by the fifth version's name and draws these charts all the same.
        """
        spec = self.to_dict(context={"pre_transform": False})
        return {"application/vnd.vegalite.v6+json": spec, "application/vnd.vegalite.v5+json": _fit_lab(spec)}


_CHART_TYPES: dict[type, type[Any]] = {
    kind: type(kind.__name__, (_SelfContained, kind), {})
    for kind in (alt.Chart, alt.LayerChart, alt.FacetChart)
}


def colour_scale(names: Iterable[str]) -> alt.Scale:
    """Return a scale that gives each name the colour of its place in the order given.

    Where names are articles, pass all of a corpus's in the corpus's order, so that each has one colour everywhere.
    Names beyond the palette share its last, neutral colour: one used twice would say that two are the same.

    Example:
        >>> colour_scale(["one", "two"]).domain
        ['one', 'two']
    """
    domain = list(dict.fromkeys(names))
    return alt.Scale(domain=domain, range=[PALETTE[min(i, len(PALETTE) - 1)] for i in range(len(domain))])


def label_axis(title: str = "", *, grid: bool = False) -> alt.Axis:
    """Return an axis of names, with room for long ones.

    Args:
        title: Its title.
        grid: Whether lines cross the chart from each name.
    """
    return alt.Axis(title=title, labelLimit=_LABEL_PIXELS, grid=grid or alt.Undefined)


def article_axis(names: Iterable[str]) -> alt.Axis:
    """Return the lower axis of a grid of articles: names level where they fit a phone, else aslant."""
    labels = list(names)
    level = len(labels) <= 8 and all(len(label) <= 5 for label in labels)
    return alt.Axis(labelAngle=0 if level else -40)


def style(
    chart: Chart,
    *,
    title: str,
    description: str,
    name: str = "",
    rows: int | None = None,
    row_height: int = 20,
) -> Chart:
    """Return the chart with title, description, size and the common look, displayed without an external script.

    Args:
        chart: The chart.
        title: The finding or question, a sentence; broken into lines that fit a phone.
        description: What the chart shows, in words; becomes the accessible name.
        name: Its name in addresses of the page, stable between runs.
        rows: Number of rows, where the height follows from them.
        row_height: Height of a row, in pixels.

    Example:
        >>> bars = alt.Chart(found[["kind"]]).mark_bar().encode(x="count()", y="kind")
        >>> style(bars, title="Kinds of attribution", description="Bars, one a kind.", rows=3).to_dict()["title"]
        ['Kinds of attribution']
    """
    height = max(rows * row_height, 60) if rows is not None else 280
    lines = textwrap.wrap(title, _TITLE_CHARACTERS) or [""]
    properties: dict[str, Any] = {"name": name} if name else {}
    properties |= {"title": lines, "description": description, "width": "container", "height": height}
    styled = chart.properties(**properties).configure(**_CONFIG)
    self_contained: Chart = _CHART_TYPES.get(type(styled), type(styled))(
        **styled._kwds
    )  # as Altair copies a chart
    return self_contained


def empty_chart(title: str, message: str) -> Chart:
    """Return a chart that says in its place why there is nothing to draw."""
    data = alt.InlineData(values=[{"message": textwrap.wrap(message, _TITLE_CHARACTERS)}])
    chart = alt.Chart(data).mark_text(fontSize=13, lineHeight=17).encode(text="message:N")
    # There are no numbers to list beside it.
    return style(chart.properties(usermeta=NO_TABLE), title=title, description=message, rows=3)


def _fit_lab(spec: dict[str, Any]) -> dict[str, Any]:
    """Return the specification of a chart for JupyterLab.

    Its width is in pixels, since the frame has none of its own, and its words have the colour of the words
    around, which are legible in the light theme and in the dark one.
    """
    config: dict[str, Any] = dict(spec.get("config", {}))
    for part, fields in _LAB_WORDS.items():
        config[part] = dict.fromkeys(fields, "currentColor") | config.get(part, {})
    fitted = {**spec, "config": config, "usermeta": {"embedOptions": {"renderer": "svg"}}}
    return fitted | {"width": _LAB_WIDTH} if spec.get("width") == "container" else fitted
