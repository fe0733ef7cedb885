"""Undo what saving does to a page: an archive's banner and addresses, and pictures written into the page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

#: The Wayback Machine's address before a page's own; the figures are when it was archived, not published.
_ARCHIVED = re.compile(
    r"(?:https?:)?(?://|\\/\\/)web\.archive\.org(?:/|\\/)web(?:/|\\/)\d{4,14}(?:[a-z]{2}_)?(?:/|\\/)"
)

#: Pictures and fonts that SingleFile writes into the page.
_EMBEDDED = re.compile(r"data:[\w/+.;=-]{0,80},[A-Za-z0-9+/=%]{200,}")

#: Where browsers (“saved from url=(0043)https://…”) and SingleFile (“url: https://…”) note a page's address.
_ORIGIN = re.compile(
    r"<!--\s*(?:saved from url=\(\d+\)|[^<>]{0,80}?SingleFile[^<>]{0,40}?url:\s*)(https?://[^\s<>]+)",
    re.IGNORECASE,
)


def undo_saving(markup: str) -> tuple[str, str | None]:
    """Return a page as it was before it was saved, and the address that whoever saved it has noted."""
    if "web.archive.org" in markup:
        markup = _ARCHIVED.sub("", markup)
    if ";base64," in markup:
        markup = _EMBEDDED.sub("", markup)
    noted = _ORIGIN.search(markup, 0, 20_000)
    return markup, noted[1] if noted else None


def drop_banner(page: HtmlElement) -> None:
    """Remove the banner that the Wayback Machine puts above a page."""
    for element in page.xpath("//*[starts-with(@id, 'wm-ipp') or @id='donato']"):
        if element.getparent() is not None:
            element.drop_tree()
