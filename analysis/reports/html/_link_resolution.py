"""Resolve the links of a page: each id once; a link without a target keeps its words alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from html import unescape
from urllib.parse import unquote

from markupsafe import Markup

from analysis.reports.html._markup import Anchors, plain_text
from analysis.views import ARTICLES

# The output of the sanitiser: values in double quotes, without double quotes inside.
_ATTRIBUTES = r'(?:\s+[^\s=>"]+(?:="[^"]*")?)*\s*'
_TAG_WITH_ID = re.compile(rf'<[a-z][a-z0-9]*{_ATTRIBUTES}\sid="(?P<id>[^"]*)"{_ATTRIBUTES}/?>')
_LINK = re.compile(
    rf'<a(?P<before>{_ATTRIBUTES})\shref="(?P<href>[^"]*)"(?P<after>{_ATTRIBUTES})>(?P<words>.*?)</a>',
    re.DOTALL,
)
_ID = re.compile(r'\sid="[^"]*"')
_REGION = re.compile(rf"<div(?P<attributes>{_ATTRIBUTES})>")
_CLASS = re.compile(r'\sclass="(?:[^"]*\s)?(?:table|scroll)(?:\s[^"]*)?"')
_FINDINGS = re.compile(r'<p class="finding">(?P<words>.*?)</p>', re.DOTALL)
_FINDING = 40
_LABEL = re.compile(r'\saria-label="(?P<label>[^"]*)"')


def name_tables(html: str, anchors: Anchors) -> Markup:
    """Return HTML with an id for each table, made of its label, and for each finding, made of its words, for citing."""

    def name(match: re.Match[str]) -> str:
        attributes = match["attributes"]
        label = _LABEL.search(attributes)
        if label is None or not _CLASS.search(attributes) or _ID.search(attributes):
            return match[0]
        return f'<div id="{anchors.claim("table-" + unescape(label["label"]))}"{attributes}>'

    def name_finding(match: re.Match[str]) -> str:
        anchor = anchors.claim("finding-" + plain_text(match["words"])[:_FINDING])
        return f'<p class="finding" id="{anchor}">{match["words"]}</p>'

    return Markup(_FINDINGS.sub(name_finding, _REGION.sub(name, html)))  # noqa: S704 - nothing but an id comes in


def resolve_links(
    pieces: Iterable[str], page: str, taken: Set[str], *, article_pages: bool = True
) -> list[Markup]:
    """Return the pieces of a page with unique ids and without dead links within the page.

    Args:
        pieces: Sanitised HTML, in the order of the page.
        page: File name of the page; links to it become links within the page.
        taken: Ids of the rest of the page.
        article_pages: Whether articles have pages.

    Returns:
        The pieces in the same order.
    """
    ids = set(taken)
    unique = [_TAG_WITH_ID.sub(lambda match: _keep_first(match, ids), piece) for piece in pieces]

    def resolve(match: re.Match[str]) -> str:
        if not article_pages and match["href"].startswith(f"{ARTICLES}/"):
            return match["words"]
        return _resolve(match, page, ids)

    return [Markup(_LINK.sub(resolve, piece)) for piece in unique]  # noqa: S704 - sanitised; only addresses change


def lead_out(html: str, pages: Set[str]) -> Markup:
    """Return the HTML of a page in a folder of its own, with links that lead out of the folder.

    Args:
        html: Sanitised HTML with addresses as from the folder above.
        pages: The pages that are there; a link to any other keeps its words alone.
    """

    def lead(match: re.Match[str]) -> str:
        href = match["href"]
        path = unquote(unescape(href).partition("#")[0].partition("?")[0])
        if not path or ":" in path:
            return match[0]
        if path not in pages and not path.startswith("data/"):
            return match["words"]
        return f'<a{match["before"]} href="../{href}"{match["after"]}>{match["words"]}</a>'

    return Markup(_LINK.sub(lead, html))  # noqa: S704 - sanitised before; only addresses change


def _keep_first(match: re.Match[str], ids: set[str]) -> str:
    name = unescape(match["id"])
    if name not in ids:
        ids.add(name)
        return match[0]
    return _ID.sub("", match[0], count=1)


def _resolve(match: re.Match[str], page: str, ids: Set[str]) -> str:
    href = unescape(match["href"])
    file, _, section = href.partition("#")
    path, _, query = file.partition("?")
    if path and path != page:
        return match[0]
    query_parts = dict(part.partition("=")[::2] for part in query.split("&"))
    if query and "to" not in query_parts:  # a filter of this page, by its script
        return match[0] if unquote(section) in ids else match["words"]
    target = query_parts.get("to", section)
    if not target:
        return match[0]
    if unquote(target) not in ids:
        # The element may itself be a target.
        own = _ID.search(match["before"] + match["after"])
        return f"<a{own[0]}></a>{match['words']}" if own else match["words"]
    return f'<a{match["before"]} href="#{target}"{match["after"]}>{match["words"]}</a>'
