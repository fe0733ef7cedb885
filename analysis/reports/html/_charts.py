"""Put Vega-Lite charts into a page: the title as text, the numbers in a table."""

from __future__ import annotations

import contextlib
import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import vl_convert
from markupsafe import Markup

from analysis._store import Store
from analysis.reports.html._markup import Anchors
from analysis.reports.html._svg_prerender import WIDTH, grammar_version, replace_undrawable
from analysis.reports.provenance._project import digest_json, library_version

_TEMPLATES = Path(__file__).parent.parent / "templates"
_AUTOMATIC_NAME = re.compile(r"view_\d+")

# Maximum number of rows of a table in a page; the files under data/ have all rows.
_ROWS_SHOWN = 200

# The export of the bundle to the page's script.
_EXPORT = "window.vegaEmbed = vegaEmbed;"

_FONT = "system-ui, sans-serif"

# Compositions of views have their own layout; a single view can take the page's width.
_COMPOSED = ("hconcat", "vconcat", "concat", "facet", "repeat")


@dataclass(frozen=True, slots=True)
class ChartTable:
    """The numbers of a chart: column titles, rows of text, and how many rows there are in all."""

    columns: tuple[str, ...]
    numeric: tuple[bool, ...]
    rows: tuple[tuple[str, ...], ...]
    total: int


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as the template needs it.

    Attributes:
        width: Pixels for which a chart that takes the page's width was drawn; None where it has its own.
        drawing: The chart as a picture; empty where it could not be drawn ahead.
    """

    anchor: str
    title: str
    subtitle: str
    description: str
    spec: dict[str, Any]
    tables: tuple[ChartTable, ...]
    width: int | None = None
    drawing: Markup = field(default_factory=Markup)


def prepare_chart(spec: Mapping[str, Any], cell_id: str, anchors: Anchors) -> Chart:
    """Return a specification split into the parts that the page writes and the part that Vega draws.

    Args:
        spec: A Vega-Lite specification.
        cell_id: Id of the cell that displayed it; the chart's id if the chart has no name.
        anchors: The page's ids.
    """
    chart_spec: dict[str, Any] = replace_undrawable(dict(spec))
    chart_spec.pop("$schema", None)
    title, subtitle = _take_title(chart_spec)
    name = str(chart_spec.get("name", ""))
    stable = cell_id if not name or _AUTOMATIC_NAME.fullmatch(name) else name
    chart_spec["background"] = "transparent"
    config = chart_spec.get("config", {})
    # Screen readers skip the single marks: the description summarises them, the table has each number.
    marks = {**config.get("mark", {}), "aria": False}
    chart_spec["config"] = {"font": _FONT, **config, "background": "transparent", "mark": marks}
    if (
        not any(key in chart_spec for key in _COMPOSED)
        and not _is_faceted(chart_spec)
        and not _has_steps(chart_spec)
    ):
        chart_spec["width"] = "container"
    has_table = chart_spec.get("usermeta", {}).get("table", True)
    return Chart(
        anchor=anchors.claim(f"chart-{stable}"),
        title=title,
        subtitle=subtitle,
        description=str(chart_spec.get("description", "")),
        spec=chart_spec,
        tables=tuple(_tables(chart_spec)) if has_table else (),
        width=WIDTH if chart_spec.get("width") == "container" else None,
    )


@cache
def chart_script(store: Store | None = None) -> str:
    """Return the Vega libraries as one script, with the notice that their licences ask for.

    Args:
        store: Where the libraries are kept once they are bundled; by default nowhere.
    """
    notice = (_TEMPLATES / "NOTICE-charts.txt").read_text(encoding="utf-8")

    def bundle() -> str:
        return str(vl_convert.javascript_bundle(_EXPORT, vl_version=grammar_version()))

    key = digest_json([library_version("vl-convert-python"), grammar_version(), _EXPORT])
    return f"/*!\n{notice}*/\n{bundle() if store is None else store.get('scripts', key, bundle)}"


def _take_title(spec: dict[str, Any]) -> tuple[str, str]:
    """Remove the title: as HTML it wraps on a narrow screen and can be found and read aloud."""
    title = spec.pop("title", None)
    if isinstance(title, Mapping):
        return _joined(title.get("text", "")), _joined(title.get("subtitle", ""))
    return _joined(title or ""), ""


def _joined(text: object) -> str:
    return " ".join(map(str, text)) if isinstance(text, list) else str(text)


def _is_faceted(spec: Mapping[str, Any]) -> bool:
    return bool({"row", "column", "facet"} & set(spec.get("encoding", {})))


def _has_steps(spec: Mapping[str, Any]) -> bool:
    return isinstance(spec.get("width"), Mapping)


def _tables(spec: Mapping[str, Any]) -> Iterator[ChartTable]:
    fields = {shown.name: shown for shown in _tooltips(spec)} or {
        shown.name: shown for shown in _fields(spec)
    }
    for rows in _datasets(spec):
        if not rows or not isinstance(rows[0], Mapping):
            continue
        shown = [field for name, field in fields.items() if any(name in row for row in rows)]
        if not shown:
            continue
        values = [[row.get(field.name) for field in shown] for row in rows[:_ROWS_SHOWN]]
        formats = [field.format for field in shown]
        yield ChartTable(
            columns=tuple(field.title for field in shown),
            numeric=tuple(
                all(isinstance(row[i], int | float | None) for row in values) for i in range(len(shown))
            ),
            rows=tuple(tuple(map(_format_value, row, formats)) for row in values),
            total=len(rows),
        )


def _datasets(spec: object) -> Iterator[list[Any]]:
    """Yield the data of a chart, whether named beside it or written into its views."""
    if isinstance(spec, list):
        for item in spec:
            yield from _datasets(item)
    elif isinstance(spec, Mapping):
        yield from spec.get("datasets", {}).values()
        values = spec.get("data", {}).get("values") if isinstance(spec.get("data"), Mapping) else None
        if isinstance(values, list):
            yield values
        for key in ("layer", "spec", *_COMPOSED):
            yield from _datasets(spec.get(key, []))


class _Field(NamedTuple):
    """A field that a chart shows: its name, its title, and how its numbers are written."""

    name: str
    title: str
    format: str


def _tooltips(spec: object) -> Iterator[_Field]:
    """Yield the fields that a chart tells under the pointer: what it shows, and not what it is drawn by."""
    return _fields(spec, lambda channel: channel == "tooltip")


def _fields(spec: object, wanted: Callable[[str], bool] = bool) -> Iterator[_Field]:
    """Yield the fields of a chart's channels, outermost first."""
    if isinstance(spec, list):
        for item in spec:
            yield from _fields(item, wanted)
    elif isinstance(spec, Mapping):
        for name, channel in spec.get("encoding", {}).items():
            for part in channel if isinstance(channel, list) else [channel]:
                if (
                    wanted(name)
                    and isinstance(part, Mapping)
                    and isinstance(part.get("field"), str)
                    and part["field"]
                ):
                    title = str(part.get("title") or part["field"].replace("_", " "))
                    yield _Field(part["field"], title, str(part.get("format") or ""))
        for key in ("layer", "spec", *_COMPOSED):
            yield from _fields(spec.get(key, []), wanted)


def _format_value(value: object, format_: str) -> str:
    """Return a value as text, a number in the format of its tooltip: d3's, which Python's follows."""
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return ""
    if format_ and isinstance(value, int | float) and not isinstance(value, bool):
        with contextlib.suppress(ValueError):  # a format that only d3 has
            return format(value, format_)
    if isinstance(value, float):
        return f"{value:.4g}" if abs(value) < 9_999.5 else f"{value:,.0f}"
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    return str(value)
