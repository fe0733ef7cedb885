"""Prerender charts as SVG in the colours of the page, so that they show before any script runs.

Vega draws the charts once while the page is made, and the page shows these drawings: at once, in print, and
without JavaScript. Only where a reader wants more than a picture (a mark's numbers under the pointer, another
width) does Vega draw the chart again in the browser.

Fonts and time zone are no part of what a chart shows: words are measured in a font that comes with the drawing
library (Liberation Sans, as wide as Arial), so that every machine lays a chart out alike.
"""

from __future__ import annotations

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

from analysis.reports.html import _draw
from analysis.reports.provenance._project import package_environment

#: Pixels: as wide as a chart is in a window of 1280 pixels or more.
WIDTH = 897

_FONT = "Liberation Sans"
_SCRIPT = Path(_draw.__file__)
_NO_FONTS = '<?xml version="1.0"?><fontconfig><dir>{folder}</dir></fontconfig>'

# What a drawing may consist of: shapes and text. The rest (links, images, styles, scripts) is no part of a chart here.
_TAGS = {
    *("svg", "g", "path", "line", "rect", "circle", "text", "tspan"),
    *("defs", "clipPath", "linearGradient", "stop"),
}
# Presentation that a group's members take from it.
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
# The page's style gives these another colour in the dark; it finds them on the element itself.
_RECOLOURED = {"black", "#000", "#000000"}
_INVISIBLE = {"background", "foreground"}

_NUMBER = r"(-?[\d.]+(?:e-?\d+)?)"
_DISC = re.compile(rf"M{_NUMBER},0A\1,\1,0,1,1,-\1,0A\1,\1,0,1,1,\1,0(?:Z)?")
_PLACE = re.compile(rf"translate\({_NUMBER},{_NUMBER}\)")
# Where a number of these has more than one decimal: a twentieth of a pixel is not seen.
_LONG_NUMBER = re.compile(r"-?\d*\.\d{2,}(?:e-?\d+)?")
_REFERENCE = re.compile(r"url\(#([^)]+)\)")
# Characters that XML cannot hold, which a term of an article may.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@cache
def grammar_version() -> str | None:
    """Return the version of Vega-Lite that charts are written for, where the library has it; None is its newest."""
    wanted = ".".join(alt.SCHEMA_VERSION.removeprefix("v").split(".")[:2])
    return wanted if wanted in vl_convert.get_vegalite_versions() else None


def draw_charts(specs: Mapping[str, Mapping[str, Any]]) -> dict[str, Markup]:
    """Draw charts as parts of a page.

    Args:
        specs: The chart's id in the page to its Vega-Lite specification.

    Returns:
        Id to an `svg` element of shapes and text alone, whose own ids begin with the chart's. A chart that cannot
        be drawn has none: the page then leaves it to the browser, which says what is wrong.
    """
    drawn = _draw_apart([_laid_out(spec) for spec in specs.values()]) if specs else []
    return {
        anchor: reduce_drawing(outcome["svg"], anchor, str(spec.get("description", "")))
        for (anchor, spec), outcome in zip(specs.items(), drawn, strict=True)
        if "svg" in outcome
    }


def _laid_out(spec: Mapping[str, Any]) -> dict[str, Any]:
    """Give a chart the width and the font that it is drawn with, and words that a drawing can hold."""
    own = {**_printable(spec), "config": {**spec.get("config", {}), "font": _FONT}}
    if own.get("width") == "container":
        own |= {"width": WIDTH, "autosize": {"type": "fit-x", "contains": "padding"}}
    return own


def _printable(value: Any) -> Any:  # noqa: ANN401 - any part of a specification
    if isinstance(value, str):
        return _NOT_XML.sub("\ufffd", value)
    if isinstance(value, Mapping):
        return {_printable(key): _printable(part) for key, part in value.items()}
    return [_printable(part) for part in value] if isinstance(value, list) else value


def _draw_apart(specs: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Have a process of its own draw: the library takes fonts and time zone from where it runs."""
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
    if ran.returncode and len(specs) > 1:  # one chart brought the library down: the others shall have theirs
        return [outcome for spec in specs for outcome in _draw_apart([spec])]
    if ran.returncode:
        return [{"failed": "the drawing process ended early"}]
    drawn: list[dict[str, str]] = json.loads(ran.stdout)
    return drawn


def reduce_drawing(svg: str, anchor: str, description: str) -> Markup:
    """Return a drawing with nothing in it but shapes and words, written shortly, described in words.

    Args:
        svg: What Vega drew.
        anchor: The chart's id in the page; the drawing's own ids begin with it, since a page holds several.
        description: What the chart shows; readers by ear get it instead of the shapes.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(svg.encode(), parser)
    for element in list(root.iter()):
        _reduce_element(element, anchor)
    _drop_empty(root)
    for group in list(root.iter("g"))[::-1]:
        _share(group)
    root.attrib.pop("xmlns", None)
    root.set("role", "img")
    root.set("aria-label", description)
    etree.cleanup_namespaces(root)
    return Markup(etree.tostring(root, encoding="unicode"))  # noqa: S704 - reduced to what is listed above


def _reduce_element(element: etree._Element, anchor: str) -> None:
    """Leave of an element what is listed; take it out where it is of another kind or never seen."""
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
        _as_circle(element)
    for key in _GEOMETRY.intersection(element.attrib):
        element.set(key, _LONG_NUMBER.sub(_shorten, str(element.get(key))))


def _shorten(number: re.Match[str]) -> str:
    return f"{float(number[0]):.1f}".removesuffix(".0")


def _as_circle(path: etree._Element) -> None:
    """Write a disc as what it is: a chart of many points is a third as long."""
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
            at = parent.index(group)
            parent[at : at + 1] = list(group)


def _share(group: etree._Element) -> None:
    """Let a group say once what each of its members says alike."""
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
