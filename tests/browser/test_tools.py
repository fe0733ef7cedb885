"""Proves that charts, tables and findings can be cited and saved, and that a link goes to the exact place."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analysis.parameters import REPORTS
from analysis.views import _anchors as anchors
from tests.browser.checking import PAGES, Open


def save(page: Any, box: Any, label: str) -> bytes:
    """Choose a line of an open menu that saves something, and return what was saved."""
    with page.expect_download() as waiting:
        box.locator(".tools-panel > button", has_text=label).click()
    return Path(waiting.value.path()).read_bytes()


def test_chart_is_saved_as_drawing_picture_and_numbers(reports: Path, open_page: Open) -> None:
    """Under the page's policy, from a file: SVG with title and light colours, a PNG, and every number as CSV."""
    with open_page(reports / "term_frequencies.html", scheme="dark") as opened:
        figure = opened.page.locator("#chart-top-terms")
        figure.scroll_into_view_if_needed()
        title = figure.locator(".chart-title").inner_text()
        figure.locator(".tools-open").click()
        svg = save(opened.page, figure, "SVG")
        png = save(opened.page, figure, "PNG")
        numbers = save(opened.page, figure, "CSV")

    drawing = ET.fromstring(svg)  # noqa: S314 - our own page made it
    assert title == drawing.findtext("{http://www.w3.org/2000/svg}title")
    assert b"var(--" not in svg
    assert b"font-family" in svg
    assert png.startswith(b"\x89PNG\r\n")
    rows = list(csv.DictReader(io.StringIO(numbers.decode("utf-8-sig"))))
    whole = pd.read_csv(reports / "data/term_frequencies.csv").head(len(rows))
    assert whole["term"].tolist() == [row["term"] for row in rows]
    assert whole["count"].tolist() == [int(row["count"]) for row in rows]
    assert ([], []) == (opened.messages, opened.requests)


def test_table_is_saved_as_shown_and_leads_to_the_whole(reports: Path, open_page: Open) -> None:
    """The rows in the page come as CSV, thousands without commas; the whole table is a link to the data file."""
    with open_page(reports / "quote_attributions.html") as opened:
        box = opened.page.locator("#table-speakers + .table-foot .tools")
        box.locator(".tools-open").click()
        rows = list(csv.reader(io.StringIO(save(opened.page, box, "CSV").decode("utf-8-sig"))))
        whole = box.locator("a").get_attribute("href")
        shown = opened.page.locator("#table-speakers tbody tr").count()

    assert shown == len(rows) - 1
    assert "speaker" == rows[0][0]
    assert "data/speakers.csv" == whole
    assert (reports / whole).is_file()


@pytest.mark.parametrize("name", PAGES)
def test_citation_names_title_corpus_version_and_address(reports: Path, open_page: Open, name: str) -> None:
    """Where the clipboard is out of reach the sentence stands there, selected; its address is in the page."""
    with open_page(reports / f"{name}.html") as opened:
        opened.page.evaluate(
            "() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }"
        )
        box = opened.page.locator(".tools").first
        box.locator(".tools-open").focus()
        opened.page.keyboard.press("Enter")
        opened.page.keyboard.press("Enter")
        field = box.locator(".cited")
        field.wait_for()
        cited = field.input_value()
        selected = field.evaluate("field => field.selectionEnd - field.selectionStart")
        opened.page.keyboard.press("Escape")
        closed = box.locator(".tools-panel").is_hidden()
        focused = opened.page.evaluate("document.activeElement.className")

    assert selected == len(cited) > 0
    assert "seeds" in cited
    assert "Dateline " in cited
    file, _, anchor = cited.rpartition(" (accessed ")[0].rpartition(" ")[2].partition("#")
    assert f'id="{anchor}"' in (reports / file).read_text()
    assert (True, "tools-open") == (closed, focused)


def test_citations_come_in_three_forms(reports: Path, open_page: Open) -> None:
    """Plain, APA and BibTeX name the version and the digest; of BibTeX every field is closed."""
    with open_page(reports / "quote_attributions.html") as opened:
        opened.page.evaluate(
            "() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }"
        )
        box = opened.page.locator("figure.chart .tools").first
        box.locator(".tools-open").click()
        forms = {}
        for label in ("Copy citation", "Copy citation (APA)", "Copy BibTeX"):
            box.get_by_role("button", name=label, exact=True).click()
            box.locator(".cited").wait_for()
            forms[label] = box.locator(".cited").input_value()

    for text in forms.values():
        assert "Dateline " in text
        assert "inputs " in text
        assert "quote_attributions.html#" in text
    assert forms["Copy citation (APA)"].startswith("Author. (Year). ")
    assert forms["Copy BibTeX"].startswith("@misc{dateline-quote-attributions,\n")
    assert forms["Copy BibTeX"].count("{") == forms["Copy BibTeX"].count("}")


def test_link_to_what_is_not_shown_says_so(reports: Path, open_page: Open) -> None:
    """A reader who follows a link to a row that the page has no room for is told."""
    query = anchors.link_across(anchors.QUOTES, anchors.row_anchor("no such article", 1, 2)).partition(
        ".html"
    )[2]
    with open_page(reports / "quote_attributions.html") as opened:
        opened.page.goto((reports / "quote_attributions.html").as_uri() + query)
        said = opened.page.locator("#all-attributions + .not-here").inner_text()

    assert said.startswith("The row that the link leads to is not shown on this page")


@pytest.mark.parametrize("name", REPORTS)
def test_page_prints_tagged_with_its_charts(reports: Path, open_page: Open, name: str) -> None:
    """The PDF has a structure, a language, a title and headings, and no menus."""
    with open_page(reports / f"{name}.html") as opened:
        content = opened.page.pdf(tagged=True, outline=True)
        opened.page.emulate_media(media="print")
        menus = opened.page.locator(".tools:visible").count()

    for mark in (
        b"/StructTreeRoot",
        b"/MarkInfo",
        b"/Lang",
        b"/Title",
        b"/Outlines",
        b"/S /H1",
        b"/S /H2",
        b"/S /TH",
    ):
        assert mark in content, mark
    assert 0 == menus


def test_menus_are_the_script_s(reports: Path, open_page: Open) -> None:
    """Without JavaScript there is no button that does nothing."""
    with open_page(reports / "term_frequencies.html", scripts=False) as opened:
        assert 0 == opened.page.locator("main button").count()
