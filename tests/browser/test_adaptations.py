"""Proves that pages hold under what readers change: forced colours, zoom, spacing; and that they are read in order."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pandas as pd
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


#: The words of labels that are seen, lines joined by a space.
_SEEN_TEXTS = """all => all.filter((text) => text.getAttribute('opacity') !== '0')
  .map((text) => [...(text.children.length ? text.children : [text])].map((line) => line.textContent).join(' '))
  .filter(Boolean)"""

#: Words of charts that stand beyond the edge of the window.
_OUTSIDE = """() => [...document.querySelectorAll('.plot-live svg text')].filter((text) => {
  const box = text.getBoundingClientRect();
  return text.checkVisibility({ opacityProperty: true }) && box.width && (box.right > innerWidth + 1 || box.left < -1);
}).map((text) => text.textContent)"""


def open_forced(browser: Browser, path: Path, scheme: str) -> Any:
    """Open a page in forced colours."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, color_scheme=scheme, forced_colors="active", offline=True
    )
    page = context.new_page()
    page.goto(path.as_uri())
    return page


@pytest.mark.parametrize(
    ("name", "scheme"), [(ARTICLE, "dark"), (ARTICLE, "light"), ("source_overlap", "dark")]
)
def test_words_are_seen_in_forced_colours(reports: Path, browser: Browser, name: str, scheme: str) -> None:
    """In high contrast no word has the colour of what is behind it, marks keep a line, and a picture is made."""
    page = open_forced(browser, reports / f"{name}.html", scheme)
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
        outside = page.evaluate(
            """() => [...document.querySelectorAll('.plot svg text')].filter((text) => text.checkVisibility() &&
                 text.getBoundingClientRect().left < text.closest('.plot-frame').getBoundingClientRect().left - 1)
                 .map((text) => text.textContent)"""
        )
        cut = page.evaluate(
            """() => [...document.querySelectorAll('main :is(p, h2, h3, li, td, th, button, summary)')]
                 .filter((element) => element.checkVisibility() && getComputedStyle(element).overflowX === 'hidden' &&
                 element.scrollWidth > element.clientWidth + 1).map((element) => element.outerHTML.slice(0, 100))"""
        )

    assert wide <= 0
    assert [] == outside
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


@pytest.mark.parametrize(("width", "screens"), [(1280, 8), (375, 12)])
def test_quotes_take_few_screens(reports: Path, open_page: Open, width: int, screens: int) -> None:
    """The page of quotations, of the seeds, is that many windows of 800 pixels high at most."""
    with open_page(reports / "quote_attributions.html", width=width) as opened:
        opened.draw_all()
        height = opened.page.evaluate("document.documentElement.scrollHeight")

    assert height <= screens * 800


def test_bars_keep_their_length_on_a_phone(reports: Path, open_page: Open) -> None:
    """Where the window is narrow, the words at the ends of bars give way to a key: the longest bar takes a fifth of it.

    Where the key is not needed, it takes no room above the bars.
    """
    for width, kinds in ((375, False), (1280, True)):
        with open_page(reports / "quote_attributions.html", width=width) as opened:
            opened.draw_all()
            chart = opened.page.locator("#chart-speakers .plot-live svg")
            longest = chart.evaluate(
                """svg => Math.max(...[...svg.querySelectorAll('.mark-rect.role-mark path')]
                     .map((bar) => bar.getBoundingClientRect().width))"""
            )
            ends = chart.locator(".mark-text.role-mark text").all_text_contents()
            key = [text for text in chart.locator(".role-legend-label text").all_text_contents() if text]
            top = chart.evaluate(
                """svg => svg.querySelector('.mark-rect.role-mark path').getBoundingClientRect().top
                     - svg.getBoundingClientRect().top"""
            )
        assert longest >= width / 5, width
        assert kinds == any("organisation" in end for end in ends), ends
        assert kinds != bool({"person", "organisation", "group"} <= set(key)), key
        assert top < 20 or not kinds, top


def test_labels_on_a_phone_are_whole_words(reports: Path, open_page: Open) -> None:
    """Every article is named below a grid and beside stacked bars; a name that is too long ends after a word."""
    names = pd.read_csv(reports / "data" / "words_by_article.csv")["doc_id"].tolist()
    speakers = pd.read_csv(reports / "data" / "speakers.csv")["name"].tolist()
    with open_page(reports / "term_frequencies.html", width=375) as opened:
        opened.draw_all()
        below = opened.page.locator("#chart-terms-by-article .role-axis-label text")
        articles = [text for text in below.evaluate_all(_SEEN_TEXTS) if " " in text][-len(names) :]
        heads = opened.page.locator("#chart-keyness .mark-text.role-mark text").all_text_contents()
        cut = opened.page.evaluate(_OUTSIDE)
    with open_page(reports / "quote_attributions.html", width=375) as opened:
        opened.draw_all()
        beside = opened.page.locator("#chart-speakers .role-axis-label text").evaluate_all(_SEEN_TEXTS)
        cut += opened.page.evaluate(_OUTSIDE)

    assert [] == cut
    assert len(names) == len(set(articles))
    assert all(re.search(r": \d+ of \d+ clear$", head) for head in heads)
    for label in beside:
        if label.endswith("…"):
            begun = label.removesuffix("…")
            assert any(speaker.startswith(f"{begun} ") for speaker in speakers), label


@pytest.mark.parametrize("name", PAGES)
def test_a_sheet_holds_what_belongs_together(reports: Path, open_page: Open, name: str) -> None:
    """On paper nothing is wider than the sheet, and no chart or row, nor a chart's title, is split between two."""
    with open_page(reports / f"{name}.html", width=794) as opened:
        page = opened.page
        page.emulate_media(media="print")
        assert page.evaluate("document.documentElement.scrollWidth") <= 794
        split = page.eval_on_selector_all(
            "main :is(figure.chart, figcaption, tbody tr)",
            """all => all.filter((part) => part.checkVisibility() && getComputedStyle(part).breakInside !== 'avoid')
                 .map((part) => part.outerHTML.slice(0, 100))""",
        )

    assert [] == split


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
