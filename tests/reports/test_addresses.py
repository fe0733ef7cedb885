"""Proves that in the reports of the seeds no address is dead: within a page, between pages, or to a file."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from analysis.parameters import REPORTS
from analysis.views import _anchors as anchors

PAGES = ["index", *REPORTS, "articles/000_a9ccbddb8078eaa8", "articles/004_9892b62eb0ea1784"]


@dataclass
class Read:
    """What of a page concerns addresses."""

    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)


class Reader(HTMLParser):
    """Collects ids, links, and where the paragraphs of an article stand."""

    def __init__(self) -> None:
        super().__init__()
        self.read = Read()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag says."""
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.read.ids.append(given["id"])
        if tag == "a" and "href" in given:
            self.read.links.append(given["href"])
        if "data-start" in given and "data-end" in given:
            self.read.places.append((int(given["data-start"]), int(given["data-end"])))


@cache
def read_page(path: Path) -> Read:
    """Read a page."""
    reader = Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    return reader.read


@pytest.mark.parametrize("name", PAGES)
def test_no_id_is_given_twice(seeds_reports: Path, name: str) -> None:
    """An address is one place."""
    ids = read_page(seeds_reports / f"{name}.html").ids
    assert [] == sorted({anchor for anchor in ids if ids.count(anchor) > 1})


@pytest.mark.parametrize("name", PAGES)
def test_no_link_is_dead(seeds_reports: Path, name: str) -> None:
    """The file, the section, the thing and the place in the article that a link names are all there."""
    page = seeds_reports / f"{name}.html"
    dead = [
        link
        for link in read_page(page).links
        if not urlsplit(link).scheme and not leads_somewhere(page, link)
    ]
    assert [] == dead


def leads_somewhere(page: Path, link: str) -> bool:
    """Tell whether all that an address says is there."""
    parts = urlsplit(link)
    target = page.parent / unquote(parts.path) if parts.path else page
    if not target.is_file():
        return False
    if target.suffix != ".html":
        return True
    there, asked = read_page(target), parse_qs(parts.query)
    wanted = [unquote(parts.fragment)] if parts.fragment else []
    wanted += asked.get("to", []) if not is_term(asked) else []
    return set(wanted) <= set(there.ids) and all(
        has_place(there, *map(int, at.split("-"))) for at in asked.get("at", [])
    )


def is_term(asked: dict[str, list[str]]) -> bool:
    """Tell whether an address asks for a term, which has a panel made by script and no place of its own."""
    return any(anchor.startswith("term-") for anchor in asked.get("to", []))


def has_place(there: Read, start: int, end: int) -> bool:
    """Tell whether the page of an article shows a stretch of it."""
    return any(first < end and start < last for first, last in there.places)


def test_sections_that_links_rely_on_are_there(seeds_reports: Path) -> None:
    """What an address from another page falls back on is a heading of the page."""
    for file, section in (anchors.QUOTES, anchors.SPEAKERS, anchors.TERMS, anchors.NAMES):
        assert section in read_page(seeds_reports / file).ids


def test_pages_lead_to_one_another(seeds_reports: Path) -> None:
    """Each report leads to the pages of all articles, at places too, and these lead back to all three, and on."""
    for name in REPORTS:
        links = read_page(seeds_reports / f"{name}.html").links
        files = {link.partition("?")[0].partition("#")[0] for link in links if link.startswith("articles/")}
        assert len(files) == 4, name
        assert any("?at=" in link or "#at-" in link for link in links if link.startswith("articles/")), name
    back = read_page(seeds_reports / "articles" / "000_a9ccbddb8078eaa8.html").links
    for name in ("term_frequencies", "quote_attributions"):
        assert [link for link in back if link.startswith(f"../{name}.html?to=")]
    assert [link for link in back if link.startswith("../articles/")]
