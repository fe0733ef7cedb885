"""Proves that a page shows what an article says and does nothing of it: sixty payloads in every field, in Chromium."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from tests import systems
from tests.browser.checking import PAGES, Open
from tests.hostile.payloads import PAYLOADS

pytestmark = systems.posix  # names of the files are payloads

# What only an article can have put into a page, and what only a broken page lacks.
_FOREIGN = """main => [...main.querySelectorAll("*")].filter(node =>
  node.matches("script:not([type='application/json']), iframe, object, video, base, meta, form:not(.vega-bindings)")
  || [...node.attributes].some(({ name, value }) =>
    name.startsWith("on") || name !== "value" && /^\\s*(javascript|data):/i.test(value))
).map(node => node.outerHTML.slice(0, 200))"""
_SHAPE = """() => ({
  ran: window.ran, alone: document.querySelectorAll("main, h1, body > footer").length,
  shown: document.body.checkVisibility() && document.querySelector("footer").getBoundingClientRect().height > 0,
  address: location.href.startsWith("file:"), failed: document.querySelectorAll(".plot[data-state=failed]").length,
})"""


@pytest.mark.parametrize("name", PAGES)
def test_hostile_text_is_only_shown(hostile: Path, open_page: Open, name: str) -> None:
    """Nothing runs, loads, opens a dialog or leaves its place; every chart is drawn; the page is whole."""
    with open_page(hostile / f"{name}.html") as opened:
        opened.page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
        opened.draw_all()
        opened.page.evaluate(
            """() => document.querySelectorAll("main :is(a[href^='#'], td, mark, summary)").forEach(node => {
                 for (const kind of ["mouseover", "focus", "click"]) node.dispatchEvent(new Event(kind));
               })"""
        )
        foreign = opened.page.locator("main").evaluate(_FOREIGN)
        shape = opened.page.evaluate(_SHAPE)

    assert [] == foreign
    assert {"alone": 3, "shown": True, "address": True, "failed": 0} == {
        key: value for key, value in shape.items() if value is not None
    }
    assert ([], []) == (opened.messages, opened.requests)


def test_pages_of_articles_are_inert(hostile: Path, open_page: Open) -> None:
    """The page of every sixth article is as inert as the reports, with its payload in title, facts and text."""
    for path in sorted((hostile / "articles").glob("*.html"))[::6]:
        with open_page(path) as opened:
            foreign = opened.page.locator("main").evaluate(_FOREIGN)
            shape = opened.page.evaluate(_SHAPE)
        assert [] == foreign, path.name
        assert (3, True, None) == (shape["alone"], shape["shown"], shape.get("ran")), path.name
        assert ([], []) == (opened.messages, opened.requests), path.name


def test_hostile_text_is_shown_character_for_character(hostile: Path) -> None:
    """On the pages of the articles the reader sees every payload that an article can have, as it stands there."""
    pages = sorted((hostile / "articles").glob("*.html"))
    text = "".join(html.parse(page).getroot().text_content() for page in pages)
    lost = {name for name, payload in PAYLOADS.items() if payload not in text}

    # A null and half a character are no text; a page has no line separators and no control characters.
    assert (
        {"null", "surrogate"}
        <= lost
        <= {"null", "surrogate", "clear-screen", "line-separators", "move-cursor"}
    )
