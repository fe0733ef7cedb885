"""Turn prose and outputs into HTML in which nothing runs.

Prose of a notebook is the project's own and may hold HTML. Outputs may hold words of an article: their HTML is reduced
to an allow-list here, after the escaping where it was made and before the page's Content-Security-Policy.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape, unescape
from typing import Any

import mistune
import nh3
from latex2mathml.converter import convert as latex_to_mathml
from markupsafe import Markup

from analysis.views import RESERVED_PREFIXES

_TAGS = nh3.ALLOWED_TAGS | {
    *("article", "aside", "button", "caption", "details", "figcaption", "figure", "footer", "header"),
    *("input", "label", "main", "mark", "nav", "output", "section", "select", "option", "summary", "time"),
}
_ATTRIBUTES = {tag: set(names) for tag, names in nh3.ALLOWED_ATTRIBUTES.items()} | {
    "*": {"id", "class", "role", "tabindex", "title", "lang", "dir", "hidden"},
    "button": {"type", "disabled"},
    "input": {"type", "value", "name", "checked", "disabled", "placeholder", "min", "max", "step"},
    "option": {"value", "selected"},
    "label": {"for"},
    "details": {"open", "name"},
    "th": {"scope", "colspan", "rowspan", "headers", "abbr"},
    "td": {"colspan", "rowspan", "headers"},
}
_ATTRIBUTES["a"] = {"href", "download", "hreflang"}
_ATTRIBUTES["time"] = {"datetime"}

_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
# Dates that must not break at their hyphens.
_DAY_CELL = re.compile(r"<td>(\d{4}-\d\d-\d\d)</td>")
# A link without a word (a marked space) is invisible and has no name.
_EMPTY_LINK = re.compile(r'<a href="[^"]*"[^>]*>(\s*)</a>')
# Links within the page need no `rel`; a page has thousands of them.
_OWN_LINK = re.compile(r'(<a href="#[^"]*") rel="noopener">')
_WRAPPED = re.compile(r'<div class="(?:scroll|table)"')
_CAPTION = re.compile(r"<caption[^>]*>(.*?)</caption>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


@dataclass(slots=True)
class Anchors:
    """The ids of a page, unique and the same on every run."""

    taken: set[str] = field(default_factory=set)

    def claim(self, text: str) -> str:
        """Return a new id made of a text: `Who is quoted?` becomes `who-is-quoted`."""
        plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
        base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].rstrip("-") or "part"
        # Some prefixes are reserved for articles, terms and the like.
        base = f"about-{base}" if base.startswith(RESERVED_PREFIXES) else base
        name, count = base, 1
        while name in self.taken:
            count += 1
            name = f"{base}-{count}"
        self.taken.add(name)
        return name


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the prose: its level, its id and its text without markup."""

    level: int
    anchor: str
    text: str


class _Renderer(mistune.HTMLRenderer):
    """Mistune's HTML with ids on headings, tables that scroll by themselves, and formulas as MathML."""

    def __init__(self, anchors: Anchors, *, escape_html: bool) -> None:
        super().__init__(escape=escape_html)
        self.anchors = anchors
        self.headings: list[Heading] = []

    def heading(self, text: str, level: int, **_: object) -> str:
        """Render a heading with an id made from its words."""
        plain = plain_text(text)
        anchor = self.anchors.claim(plain)
        self.headings.append(Heading(level, anchor, plain))
        link = (
            f'<a class="permalink" href="#{anchor}" aria-label="Link to this section">#</a>'
            if level > 1
            else ""
        )
        return f'<h{level} id="{anchor}">{text}{link}</h{level}>\n'


def _render_math(display: str) -> Callable[[Any, str], str]:
    def render(_: Any, text: str) -> str:  # noqa: ANN401 - the renderer
        return latex_to_mathml(unescape(text), display=display)

    return render


def render_prose(source: str, anchors: Anchors) -> tuple[Markup, list[Heading]]:
    """Return the HTML of a notebook's own Markdown, and its headings in order."""
    return _render_markdown(source, anchors, escape_html=False)


def render_output_markdown(source: str, anchors: Anchors) -> Markup:
    """Return the HTML of Markdown that a cell displayed; HTML in it is escaped, since it may come from an article."""
    html, _ = _render_markdown(source, anchors, escape_html=True)
    return sanitise(html)


def _render_markdown(source: str, anchors: Anchors, *, escape_html: bool) -> tuple[Markup, list[Heading]]:
    renderer = _Renderer(anchors, escape_html=escape_html)
    markdown = mistune.create_markdown(renderer=renderer, plugins=["table", "footnotes", "def_list"])
    if not escape_html:
        from mistune.plugins.math import math

        math(markdown)
        renderer.register("inline_math", _render_math("inline"))
        renderer.register("block_math", _render_math("block"))
    return Markup(wrap_tables(str(markdown(source)))), renderer.headings  # noqa: S704 - escaped by the renderer


def sanitise(html: str) -> Markup:
    """Return HTML reduced to tags and attributes that run nothing."""
    cleaned = nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        generic_attribute_prefixes={"aria-", "data-"},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener",
    )
    cleaned = _EMPTY_LINK.sub(r"\1", cleaned)
    cleaned = _OWN_LINK.sub(r"\1>", cleaned)
    cleaned = _DAY_CELL.sub(r'<td class="date">\1</td>', cleaned)
    return Markup(wrap_tables(cleaned))  # noqa: S704 - that is what the call above is for


def wrap_tables(html: str) -> str:
    """Return HTML with every table in a scrolling region that the keyboard can reach."""
    return html if _WRAPPED.search(html) else _TABLE.sub(_wrap_table, html)


def _wrap_table(match: re.Match[str]) -> str:
    caption = _CAPTION.search(match[0])
    label = escape(plain_text(caption[1]) if caption else "Table", quote=True)
    return f'<div class="scroll" role="group" tabindex="0" aria-label="{label}">{match[0]}</div>'


def plain_text(html: str) -> str:
    """Return the text of a piece of HTML."""
    return unescape(_TAG.sub("", html)).strip()
