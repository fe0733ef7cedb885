"""Prerender charts as SVG in the colours of the page, so that they show before any script runs.

Vega draws the charts once while the page is made, and the page shows these drawings: at once, in print, and
without JavaScript. Vega draws a chart again in the browser only for what a picture lacks: a mark's
numbers under the pointer, another width.

Text is measured in a font that comes with the drawing library (Liberation Sans, as wide as Arial), so that the layout
of a chart is the same on every machine.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import altair as alt
import vl_convert
from lxml import etree
from markupsafe import Markup

from analysis._store import Store
from analysis.errors import DatelineError
from analysis.reports.html import _draw
from analysis.reports.provenance._project import digest_json, library_version, package_environment

#: Pixels: as wide as a chart is in a window of 1280 pixels or more.
WIDTH = 897

#: The kind under which drawings are kept.
_KIND = "drawings"

_FONT = "Liberation Sans"
_SCRIPT = Path(_draw.__file__)
_NO_FONTS = '<?xml version="1.0"?><fontconfig><dir>{folder}</dir></fontconfig>'

# Elements of a drawing: shapes and text. Others (links, images, styles, scripts) are removed.
_TAGS = {
    *("svg", "g", "path", "line", "rect", "circle", "text", "tspan"),
    *("defs", "clipPath", "linearGradient", "stop"),
}
# Presentation attributes that the members of a group inherit.
_INHERITED = {
    *("fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray"),
    *("stroke-linecap", "font-size", "font-weight", "font-style", "text-anchor"),
}
_GEOMETRY = {"d", "transform", "x", "y", "x1", "y1", "x2", "y2", "dx", "dy", "cx", "cy", "r"}
_ATTRIBUTES = {
    *(*_INHERITED, *_GEOMETRY, "class", "id", "viewBox", "width", "height", "opacity", "clip-path"),
    *("offset", "stop-color", "gradientUnits", "stroke-miterlimit"),
}
_DEFAULTS = {
    "opacity": "1",
    "fill-opacity": "1",
    "stroke-opacity": "1",
    "stroke-width": "1",
    "transform": "translate(0,0)",
}
# The page's dark style replaces these colours; it selects them on the element itself.
_RECOLOURED = {"black", "#000", "#000000"}
_INVISIBLE = {"background", "foreground"}

_NUMBER = r"(-?[\d.]+(?:e-?\d+)?)"
_DISC = re.compile(rf"M{_NUMBER},0A\1,\1,0,1,1,-\1,0A\1,\1,0,1,1,\1,0(?:Z)?")
_PLACE = re.compile(rf"translate\({_NUMBER},{_NUMBER}\)")
# Numbers with more than one decimal: a twentieth of a pixel is invisible.
_LONG_NUMBER = re.compile(r"-?\d*\.\d{2,}(?:e-?\d+)?")
_REFERENCE = re.compile(r"url\(#([^)]+)\)")
# Characters that XML cannot hold but a term of an article may, and those that end a string for Vega's parser.
_NOT_DRAWN = re.compile("[^\t\n\r\u0020-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@cache
def grammar_version() -> str | None:
    """Return the version of Vega-Lite that charts are written for; None, the newest, if the library lacks it."""
    version = ".".join(alt.SCHEMA_VERSION.removeprefix("v").split(".")[:2])
    return version if version in vl_convert.get_vegalite_versions() else None


def draw_charts(specs: Mapping[str, Mapping[str, Any]], store: Store | None = None) -> dict[str, Markup]:
    """Draw charts as parts of a page.

    Args:
        specs: The chart's id in the page to its Vega-Lite specification.
        store: Where drawings are kept, so that an unchanged chart is not drawn again; by default nowhere.

    Returns:
        Id to an `svg` element of shapes and text alone, whose own ids begin with the chart's. A chart that cannot
        be drawn has no entry: the browser then draws it, or reports the error.
    """
    drawn = _draw_new([_laid_out(spec) for spec in specs.values()], store)
    return {
        anchor: reduce_drawing(outcome["svg"], anchor, str(spec.get("description", "")))
        for (anchor, spec), outcome in zip(specs.items(), drawn, strict=True)
        if "svg" in outcome
    }


def _draw_new(specs: Sequence[Mapping[str, Any]], store: Store | None) -> list[dict[str, str]]:
    """Return the outcomes for some charts; only those that the store lacks are drawn."""
    if store is None:
        return _draw_apart(specs) if specs else []
    versions = f"{library_version('vl-convert-python')} {grammar_version()}"
    keys = [digest_json([versions, spec]) for spec in specs]
    kept = {key: {"svg": svg.decode()} for key, svg in store.load(_KIND, keys).items()}
    new = {key: spec for key, spec in zip(keys, specs, strict=True) if key not in kept}
    outcomes = dict(zip(new, _draw_apart(list(new.values())), strict=True)) if new else {}
    drawn = {key: outcome["svg"].encode() for key, outcome in outcomes.items() if "svg" in outcome}
    if drawn:
        with contextlib.suppress(DatelineError):  # a folder that cannot be written keeps none
            store.save(_KIND, drawn)
    return [(kept | outcomes)[key] for key in keys]


def _laid_out(spec: Mapping[str, Any]) -> dict[str, Any]:
    """Return a specification with the width and the font of the drawing, of characters that can be drawn."""
    drawn = {**replace_undrawable(spec), "config": {**spec.get("config", {}), "font": _FONT}}
    if drawn.get("width") == "container":
        drawn |= {"width": WIDTH, "autosize": {"type": "fit-x", "contains": "padding"}}
    return drawn


def replace_undrawable(value: Any) -> Any:  # noqa: ANN401 - any part of a specification
    """Return a part of a specification with a mark in place of each character that cannot be drawn."""
    if isinstance(value, str):
        return _NOT_DRAWN.sub("\ufffd", value)
    if isinstance(value, Mapping):
        return {replace_undrawable(key): replace_undrawable(part) for key, part in value.items()}
    return [replace_undrawable(part) for part in value] if isinstance(value, list) else value


def _draw_apart(specs: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Draw in a separate process, since the library takes fonts and time zone from its environment."""
    with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
        fonts = Path(folder) / "fonts.conf"
        fonts.write_text(_NO_FONTS.format(folder=escape(folder)), encoding="utf-8")
        environment = package_environment() | {"TZ": "UTC", "FONTCONFIG_FILE": os.fspath(fonts)}
        ran = subprocess.run(  # noqa: S603 - this Python, this package
            [sys.executable, "-P", os.fspath(_SCRIPT), grammar_version() or ""],
            input=json.dumps(specs),
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=environment,
            check=False,
        )
    if ran.returncode and len(specs) > 1:  # one chart crashed the library: draw each apart
        return [outcome for spec in specs for outcome in _draw_apart([spec])]
    if ran.returncode:
        return [{"failed": "the drawing process ended early"}]
    drawn: list[dict[str, str]] = json.loads(ran.stdout)
    return drawn


def reduce_drawing(svg: str, anchor: str, description: str) -> Markup:
    """Return a drawing reduced to shapes and text, compact and with a description.

    Args:
        svg: The drawing by Vega.
        anchor: The chart's id in the page; the drawing's own ids begin with it, since a page holds several.
        description: What the chart shows, for screen readers.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(svg.encode(), parser)
    for element in list(root.iter()):
        _reduce_element(element, anchor)
    _drop_empty(root)
    for group in list(root.iter("g"))[::-1]:
        _hoist_attributes(group)
    root.attrib.pop("xmlns", None)
    root.set("role", "img")
    root.set("aria-label", description)
    etree.cleanup_namespaces(root)
    return Markup(etree.tostring(root, encoding="unicode"))  # noqa: S704 - reduced to what is listed above


def _reduce_element(element: etree._Element, anchor: str) -> None:
    """Remove the attributes of an element that are not listed, and an element that is not listed or invisible."""
    parent = element.getparent()
    name = etree.QName(element).localname
    if name not in _TAGS or set(element.get("class", "").split()) & _INVISIBLE:
        if parent is not None:
            parent.remove(element)
        return
    element.tag = name
    kept = {
        key: _REFERENCE.sub(rf"url(#{anchor}-\1)", value)
        for key, value in element.attrib.items()
        if key in _ATTRIBUTES and _DEFAULTS.get(str(key)) != value
    }
    element.attrib.clear()
    element.attrib.update(kept)
    if "id" in kept:
        element.set("id", f"{anchor}-{kept['id']}")
    if name == "path":
        _replace_disc(element)
    for key in _GEOMETRY.intersection(element.attrib):
        element.set(key, _LONG_NUMBER.sub(_round, str(element.get(key))))


def _round(number: re.Match[str]) -> str:
    return f"{float(number[0]):.1f}".removesuffix(".0")


def _replace_disc(path: etree._Element) -> None:
    """Replace a disc's path by a circle, which makes a chart of many points a third as long."""
    disc, place = _DISC.fullmatch(path.get("d", "")), _PLACE.fullmatch(path.get("transform", ""))
    if disc and place:
        del path.attrib["d"], path.attrib["transform"]
        path.tag = "circle"
        path.attrib.update({"cx": place[1], "cy": place[2], "r": disc[1]})


def _drop_empty(root: etree._Element) -> None:
    for group in list(root.iter("g"))[::-1]:
        parent = group.getparent()
        if parent is None:
            continue
        if not len(group):
            parent.remove(group)
        elif not group.attrib:
            index = parent.index(group)
            parent[index : index + 1] = list(group)


def _hoist_attributes(group: etree._Element) -> None:
    """Move each presentation attribute that all members of a group share to the group."""
    members = list(group)
    if len(members) < 2 or any(member.tag == "g" for member in members):
        return
    for name in sorted(_INHERITED):
        values = {member.get(name) for member in members}
        value = values.pop()
        if values or value is None or value in _RECOLOURED:
            continue
        for member in members:
            del member.attrib[name]
        group.set(name, value)
