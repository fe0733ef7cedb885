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

PAGES = ["index", *REPORTS]


@dataclass
class Read:
    """What of a page concerns addresses."""

    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    places: dict[str, list[tuple[int, int]]] = field(default_factory=dict)


class Reader(HTMLParser):
    """Collects ids, links, and where the paragraphs of each article in a reader stand."""

    def __init__(self) -> None:
        super().__init__()
        self.read = Read()
        self.article = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag says."""
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.read.ids.append(given["id"])
        if tag == "a" and "href" in given:
            self.read.links.append(given["href"])
        if "reader" in given.get("class", "").split():
            self.article = given.get("id", "")
        if "data-start" in given and "data-end" in given:
            place = int(given["data-start"]), int(given["data-end"])
            self.read.places.setdefault(self.article, []).append(place)


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
        has_place(there, asked["to"][0], *map(int, at.split("-"))) for at in asked.get("at", [])
    )


def is_term(asked: dict[str, list[str]]) -> bool:
    """Tell whether an address asks for a term, which has a panel made by script and no place of its own."""
    return any(anchor.startswith("term-") for anchor in asked.get("to", []))


def has_place(there: Read, article: str, start: int, end: int) -> bool:
    """Tell whether a reader shows the stretch of an article."""
    return any(first < end and start < last for first, last in there.places.get(article, []))


def test_sections_that_links_rely_on_are_there(seeds_reports: Path) -> None:
    """What an address from another page falls back on is a heading of the page."""
    for file, section in (anchors.READER, anchors.SPEAKERS, anchors.TERMS, anchors.NAMES):
        assert section in read_page(seeds_reports / file).ids


def test_pages_lead_to_one_another(seeds_reports: Path) -> None:
    """Terms and overlap lead into the articles, at places too, and the articles lead back."""
    for name in ("term_frequencies", "source_overlap"):
        links = read_page(seeds_reports / f"{name}.html").links
        assert [link for link in links if link.startswith("quote_attributions.html?to=article-")]
    back = read_page(seeds_reports / "quote_attributions.html").links
    assert [link for link in back if link.startswith("term_frequencies.html?")]
    assert [link for link in back if link.startswith("source_overlap.html?")]
