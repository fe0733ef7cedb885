"""Resolve the links of a page: each id once; a link without a target keeps its words alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from html import unescape
from urllib.parse import unquote

from markupsafe import Markup

from analysis.reports.html._markup import Anchors, plain_text

# What the sanitiser leaves: every value in double quotes, and no mark of that kind inside one.
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
    """Give each table an id made of its label, and each finding one of its words, so that both can be cited."""

    def name(found: re.Match[str]) -> str:
        attributes = found["attributes"]
        label = _LABEL.search(attributes)
        if label is None or not _CLASS.search(attributes) or _ID.search(attributes):
            return found[0]
        return f'<div id="{anchors.claim("table-" + unescape(label["label"]))}"{attributes}>'

    def name_finding(found: re.Match[str]) -> str:
        anchor = anchors.claim("finding-" + plain_text(found["words"])[:_FINDING])
        return f'<p class="finding" id="{anchor}">{found["words"]}</p>'

    return Markup(_FINDINGS.sub(name_finding, _REGION.sub(name, html)))  # noqa: S704 - nothing but an id comes in


def settle_links(pieces: Iterable[str], page: str, taken: Set[str]) -> list[Markup]:
    """Return the pieces of a page with every id given once and every link within the page leading somewhere.

    Args:
        pieces: Sanitised HTML, in the order of the page.
        page: The page's file name: a link to it from outside becomes one from within.
        taken: Ids that the rest of the page has.

    Returns:
        The pieces in the same order.
    """
    known = set(taken)
    once = [_TAG_WITH_ID.sub(lambda found: _keep_first(found, known), piece) for piece in pieces]
    settled = (_LINK.sub(lambda found: _settle(found, page, known), piece) for piece in once)
    return [Markup(piece) for piece in settled]  # noqa: S704 - sanitised before; only addresses change


def _keep_first(found: re.Match[str], known: set[str]) -> str:
    name = unescape(found["id"])
    if name not in known:
        known.add(name)
        return found[0]
    return _ID.sub("", found[0], count=1)


def _settle(found: re.Match[str], page: str, known: Set[str]) -> str:
    href = unescape(found["href"])
    file, _, section = href.partition("#")
    path, _, query = file.partition("?")
    if path and path != page:
        return found[0]
    wanted = dict(part.partition("=")[::2] for part in query.split("&"))
    if "at" in wanted:  # the page's script looks for a place that has no id of its own
        return found[0] if unquote(section) in known else found["words"]
    target = wanted.get("to", section)
    if not target:
        return found[0]
    if unquote(target) not in known:
        # An anchor can be a target as well as a link.
        own = _ID.search(found["before"] + found["after"])
        return f"<a{own[0]}></a>{found['words']}" if own else found["words"]
    return f'<a{found["before"]} href="#{target}"{found["after"]}>{found["words"]}</a>'
