"""The look of charts: one style and palette, titles that wrap, and a description for every reader."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from typing import Any

import altair as alt

#: Characters that fit a chart of 343 pixels (a phone's width less the margins) in the title's size.
_TITLE_CHARACTERS = 44

#: Pixels of a chart's width in JupyterLab.
_LAB_WIDTH = 640

#: What Vega takes as the number of ticks; it may draw 1.4 times as many and the one at zero, which makes five.
TICKS = 3

#: Height of a row that names a pair, in pixels.
PAIR_HEIGHT = 34

#: Colours that stay apart for readers with any colour vision and hold 3:1 against white and near-black
#: (after Okabe and Ito 2008, "Color Universal Design", darkened or lightened to that contrast).
PALETTE = ("#0072b2", "#d55e00", "#008f68", "#b5689a", "#8a7a00", "#3a8fc4", "#a6611a", "#6c6cc4", "#777777")

#: What has no colour of its own: lines, dots of networks, intervals that say nothing, whoever has no name.
NEUTRAL = "#777777"
#: What is counted, whatever it is: bars, dots and cells, which are the more opaque the more they stand for.
AMOUNT = "#2f7f9e"
#: What asks to be read: what differs, is copied, or judges.
ALERT = "#d55e00"
#: How opaque a cell is for the least and the most: words on it keep their contrast, in the dark as well.
OPACITIES = (0.06, 0.75)

#: Width below which words at the ends of bars would leave the bars no room, as on a phone; and that of a value alone.
_NARROW_PIXELS = 260
_VALUE_PIXELS = 40

#: One colour for each kind, the same on every page.
KIND_COLOURS = {"direct": "#96690c", "mixed": "#b07d1a", "indirect": "#5f8a4c"}
SPEAKER_COLOURS = {
    "person": "#0072b2",
    "organisation": "#008f68",
    "group": "#6c6cc4",
    "document": "#8a7a00",
    "author": "#b5689a",
    "anonymous": "#6b7178",
    "unattributed": "#848a90",
}
TONE_COLOURS = {"neutral": AMOUNT, "loaded": ALERT, "other": NEUTRAL}
VERDICT_COLOURS = {"differ": ALERT, "cannot tell": "#9a6fb0", "agree": "#008f68", "only one says": NEUTRAL}

_CONFIG: dict[str, Any] = {
    "font": "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif",
    "background": "transparent",
    # At the left, for names in a font wider than the one that they were measured in.
    "padding": {"left": 16, "top": 5, "right": 5, "bottom": 5},
    "view": {"stroke": None},
    "title": {"anchor": "start", "fontSize": 14, "fontWeight": 600, "lineHeight": 18, "offset": 12},
    "axis": {
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": 400,
        "grid": False,
    },
    # Room between words: a reader's font may be wider than the one that they were measured in.
    "axisX": {"grid": True, "gridOpacity": 0.35, "labelOverlap": True, "labelSeparation": 8},
    "axisQuantitative": {"tickCount": TICKS},
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
    "text": {"fontSize": 12},
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


def kind_scale(colours: Mapping[str, str], kinds: Iterable[str]) -> alt.Scale:
    """Return the scale of the kinds that are in the data alone, in the order of their colours.

    Example:
        >>> kind_scale({"person": "#0072b2", "group": "#6c6cc4"}, ["group"]).domain
        ['group']
    """
    present = set(kinds)
    domain = [kind for kind in colours if kind in present]
    return alt.Scale(domain=domain, range=[colours[kind] for kind in domain])


def opacity_scale(largest: float) -> alt.Scale:
    """Return the scale of a grid's cells: more opaque for more, so that high is strong in light and dark alike."""
    return alt.Scale(domain=[0, largest], range=list(OPACITIES))


def bar_scale(room: int = _VALUE_PIXELS) -> alt.Scale:
    """Return the scale of bars that leaves room for what stands at a bar's end, in pixels.

    In a narrow chart that is the value alone, as of :func:`label_or_value`.
    """
    narrow = min(room, _VALUE_PIXELS)
    return alt.Scale(
        range=[0, {"expr": f"width - (width < {_NARROW_PIXELS} ? {narrow} : {room})"}], nice=False
    )


def label_or_value(label: str, value: str) -> alt.Text:
    """Return what stands at a bar's end: the label of its row, in a narrow chart the value alone.

    Args:
        label: The field of the label.
        value: The field of the value, a number.
    """
    number = {"expr": f"format(datum['{value}'], ',')"}
    return alt.Text(f"{label}:N", condition={"test": f"width < {_NARROW_PIXELS}", "value": number})


def with_values(bars: alt.Chart, x: str, text: alt.Text) -> alt.LayerChart | alt.FacetChart:
    """Return bars with the value of each at its end.

    Args:
        bars: The bars, encoded.
        x: The field of their length.
        text: What stands there.
    """
    values = alt.Chart(bars.data).mark_text(align="left", dx=4)
    return alt.layer(bars, values.encode(x=x, y=bars.encoding.y, text=text))


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
