"""Proves that pages hold under what readers change: forced colours, zoom, spacing; and that they are read in order."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from analysis.parameters import REPORTS
from tests.browser.checking import Open

ARTICLE = "articles/004_9892b62eb0ea1784"
PAGES = ["index", *REPORTS, ARTICLE]

#: WCAG 1.4.12: what readers may set without losing anything.
SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }"""

#: Words that cannot be told from what is behind them: their colour, and that of the nearest element with one.
UNSEEN = """() => {
  const parse = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor);
      if (colour.length < 4 || colour[3] > 0.5) return colour;
    }
    return parse(getComputedStyle(document.documentElement).backgroundColor).concat(255).slice(0, 3);
  };
  const linear = (c) => (c / 255 <= 0.03928 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4);
  const light = (rgb) => [0.2126, 0.7152, 0.0722].reduce((sum, part, at) => sum + part * linear(rgb[at]), 0);
  return [...document.querySelectorAll('main mark, main p, main td, main th, main a, main summary, main h2')]
    .filter((element) => element.checkVisibility() && element.textContent.trim())
    .filter((element) => {
      const both = [light(parse(getComputedStyle(element).color)), light(behind(element))];
      const [one, other] = both.sort((a, b) => b - a);
      return (one + 0.05) / (other + 0.05) < 4.5;
    }).map((element) => element.outerHTML.slice(0, 120));
}"""

#: Controls and links smaller than 24 pixels that are not words of a running sentence.
SMALL = """() => [...document.querySelectorAll('button, select, input, summary, nav a, td > a, th > a')]
  .filter((element) => element.checkVisibility() && element.getClientRects().length)
  .filter((element) => {
    const target = element.closest('label') || element;
    return Math.min(...[...target.getClientRects()].map((box) => box.height)) < 23.5;
  }).map((element) => element.outerHTML.slice(0, 120))"""


def open_forced(browser: Browser, path: Path, scheme: str) -> Any:
    """Open a page in forced colours."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, color_scheme=scheme, forced_colors="active", offline=True
    )
    page = context.new_page()
    page.goto(path.as_uri())
    return page


@pytest.mark.parametrize("name", [ARTICLE, "source_overlap"])
def test_words_are_seen_in_forced_colours(reports: Path, browser: Browser, name: str) -> None:
    """In dark high contrast no word has the colour of what is behind it, marks keep a line, and a picture is made."""
    page = open_forced(browser, reports / f"{name}.html", "dark")
    unseen = page.evaluate(UNSEEN)
    lines = page.eval_on_selector_all(
        "main mark:is(.direct, .indirect, .key, .over):not(.off)",
        """all => all.filter(mark => mark.checkVisibility()).map(mark => getComputedStyle(mark)).filter(style =>
             style.borderBottomStyle === 'none' && style.textDecorationLine === 'none').length""",
    )
    picture = page.screenshot()
    page.context.close()

    assert [] == unseen
    assert 0 == lines
    assert picture.startswith(b"\x89PNG")


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_lost_in_zoom_and_spacing(reports: Path, open_page: Open, name: str) -> None:
    """At 200 % of 1280 pixels, with the spacing of WCAG 1.4.12, the page never scrolls sideways and no text is cut."""
    with open_page(reports / f"{name}.html", width=640) as opened:
        page = opened.page
        # The page's policy allows no style of others; a reader's own comes from the browser.
        page.evaluate(
            """rules => {
                 const sheet = new CSSStyleSheet();
                 sheet.replaceSync(rules);
                 document.adoptedStyleSheets = [sheet];
               }""",
            SPACING,
        )
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        cut = page.evaluate(
            """() => [...document.querySelectorAll('main :is(p, h2, h3, li, td, th, button, summary)')]
                 .filter((element) => element.checkVisibility() && getComputedStyle(element).overflowX === 'hidden' &&
                 element.scrollWidth > element.clientWidth + 1).map((element) => element.outerHTML.slice(0, 100))"""
        )

    assert wide <= 0
    assert [] == cut


@pytest.mark.parametrize("name", [ARTICLE, "quote_attributions", "term_frequencies"])
def test_targets_are_large_enough(reports: Path, open_page: Open, name: str) -> None:
    """Controls, links of lists and of cells are 24 pixels high or more, on a phone too."""
    for width in (1280, 375):
        with open_page(reports / f"{name}.html", width=width) as opened:
            assert [] == opened.page.evaluate(SMALL), width


def test_the_order_of_reading(reports: Path, open_page: Open) -> None:
    """As a screen reader tells it: the way past, the reports, the contents, then headings in order with their parts."""
    with open_page(reports / f"{ARTICLE}.html") as opened:
        lines = [line.strip() for line in opened.page.locator("body").aria_snapshot().splitlines()]
        wanted = [
            '- link "Skip to the content"',
            '- navigation "Reports"',
            '- navigation "On this page"',
            "- main",
            '- heading "Next steps in US-North Korea diplomacy, including new engagement" [level=1]',
            '- heading "The text" [level=2]',
            '- list "How the text is marked"',
            '- heading "Who speaks" [level=2]',
            '- heading "What it shares" [level=2]',
            '- heading "Terms that set it apart" [level=2]',
            '- heading "Nearest articles" [level=2]',
            '- navigation "Other articles"',
            "- contentinfo",
        ]
        places = [next((at for at, line in enumerate(lines) if line.startswith(part)), -1) for part in wanted]

    assert -1 not in places
    assert sorted(places) == places


def test_reports_print_in_short(reports: Path, open_page: Open) -> None:
    """The four reports take thirty sheets at most; all of it is printed on demand, headings with what follows."""
    sheets = {}
    for name in ("index", *REPORTS):
        with open_page(reports / f"{name}.html") as opened:
            sheets[name] = opened.page.pdf(format="A4").count(b"/Type /Page\n")
    with open_page(reports / "quote_attributions.html") as opened:
        page = opened.page
        page.evaluate("() => { window.print = () => {}; }")
        page.get_by_role("button", name="Print everything").click()
        whole = page.pdf(format="A4").count(b"/Type /Page\n")
        page.emulate_media(media="print")
        apart = page.eval_on_selector_all(
            "h2", "all => all.filter(one => getComputedStyle(one).breakAfter !== 'avoid').length"
        )

    assert sum(sheets.values()) <= 30, sheets
    assert whole > sheets["quote_attributions"]
    assert 0 == apart
