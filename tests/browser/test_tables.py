"""Proves that tables are tools: they sort, find, show all on demand, stack on a phone, and say so in the address."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
from playwright.sync_api import Page, expect

from tests.browser.checking import Open

SPEAKERS = "#table-speakers"
ROWS = f"{SPEAKERS} tbody tr:visible"


def first_cells(page: Page) -> list[str]:
    """Return the first cell of each row of the table of speakers that is shown."""
    return [text.strip() for text in page.locator(f"{ROWS} > :first-child").all_inner_texts()]


def test_a_column_sorts_both_ways_and_back_undoes(reports: Path, open_page: Open) -> None:
    """A head sorts up, down and not at all, says so, and stands in the address; Back and a shared address agree."""
    with open_page(reports / "quote_attributions.html") as opened:
        page = opened.page
        before = first_cells(page)
        head = page.locator(f"{SPEAKERS} thead th", has_text="words").first
        name = page.locator(f"{SPEAKERS} thead th").first
        name.get_by_role("button").click()
        expect(name).to_have_attribute("aria-sort", "ascending")
        by_name = first_cells(page)
        address = page.url
        head.get_by_role("button").click()
        expect(head).to_have_attribute("aria-sort", "descending")
        expect(name).not_to_have_attribute("aria-sort", "ascending")
        page.go_back()
        expect(name).to_have_attribute("aria-sort", "ascending")
        assert by_name == first_cells(page)
        page.go_back()
        expect(name).not_to_have_attribute("aria-sort", "ascending")
        assert before == first_cells(page)
        page.goto(address)
        expect(name).to_have_attribute("aria-sort", "ascending")
        assert by_name == first_cells(page)
        assert [] == opened.messages

    assert sorted(by_name, key=str.lower) == by_name
    assert before != by_name


def test_a_long_table_shows_its_first_rows_and_finds_in_all(reports: Path, open_page: Open) -> None:
    """Eight rows until all are asked for, with a head that stays; words are found in rows not shown; none is said."""
    with open_page(reports / "quote_attributions.html") as opened:
        page, foot = opened.page, opened.page.locator(f"{SPEAKERS} + .table-foot")
        rows = page.locator(f"{SPEAKERS} tbody tr").count()
        assert 8 == page.locator(ROWS).count()
        last = page.locator(f"{SPEAKERS} tbody tr:last-child > :first-child").text_content().strip()
        foot.get_by_role("searchbox").fill(last)
        expect(foot.locator("output")).to_contain_text(f" of {rows} rows have them.")
        assert last in first_cells(page)
        foot.get_by_role("searchbox").fill("no such words")
        expect(foot.locator("output")).to_have_text("No row has these words.")
        foot.get_by_role("searchbox").fill("")
        expect(page.locator(ROWS)).to_have_count(8)
        foot.get_by_role("button", name="Show all").click()
        assert rows == page.locator(ROWS).count()
        assert "sticky" == page.locator(f"{SPEAKERS} thead th").first.evaluate(
            "th => getComputedStyle(th).position"
        )


def test_on_a_phone_rows_are_cards(reports: Path, open_page: Open) -> None:
    """Each cell names its column, nothing is wider than the page or cut, and a table stays one for screen readers."""
    with open_page(reports / "quote_attributions.html", width=375) as opened:
        page = opened.page
        table = page.locator(f"{SPEAKERS} table")
        shown = table.locator("tbody tr").first.locator("td").nth(2)
        assert "attributions" in shown.evaluate("cell => getComputedStyle(cell, '::before').content")
        assert page.evaluate("document.documentElement.scrollWidth") <= 375
        cut = page.evaluate(
            """() => [...document.querySelectorAll('main .stacked')].filter((table) =>
                 table.closest('details:not([open])') === null && table.scrollWidth > table.clientWidth + 1).length"""
        )
        assert 0 == cut
        assert table.get_by_role("row").count() > 5
        assert 5 == table.locator("tbody tr:visible").count()


def test_filters_stand_in_the_address(reports: Path, open_page: Open) -> None:
    """Quotes only, and sure ones, as the data have; the address brings them again, Back undoes, none is said."""
    every = pd.read_csv(reports / "data" / "quotes.csv", keep_default_na=False)
    found = every[every["shown"]]
    quoted = found[found["kind"] != "indirect"]
    rows = '[data-filter="attributions"] tbody tr:not([hidden])'
    with open_page(reports / "quote_attributions.html") as opened:
        page = opened.page
        page.locator("#filter-kind").select_option("quotes")
        expect(page.locator(rows)).to_have_count(len(quoted))
        page.locator("#filter-confidence").select_option("0.9")
        sure = int((quoted["confidence"].round(2) >= 0.9).sum())
        expect(page.locator(rows)).to_have_count(sure)
        address = page.url
        page.go_back()
        expect(page.locator(rows)).to_have_count(len(quoted))
        page.goto(address)
        expect(page.locator(rows)).to_have_count(sure)
        page.locator("#filter-words").fill("no such words")
        expect(page.locator(".filters-status output")).to_contain_text("None of the")
        page.goto((reports / "quote_attributions.html").as_uri() + "?kind=nonsense&sort.speakers=99-down")
        expect(page.locator(rows)).to_have_count(len(found))
        assert [] == opened.messages


def test_a_quotation_is_copied_with_its_source(reports: Path, open_page: Open) -> None:
    """What is said, by whom, in which article, and the address of the row; where the clipboard is shut, in a field."""
    with open_page(reports / "quote_attributions.html") as opened:
        page = opened.page
        page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
        page.locator("#filter-kind").select_option("direct")
        row = page.locator('[data-filter="attributions"] tbody tr:visible').first
        said = row.locator("td").nth(1).evaluate("cell => cell.firstChild.textContent").strip()
        speaker = row.locator("td").first.locator("a").inner_text()
        row.locator(".copy").click()
        text = row.locator(".cited").input_value()

    assert said.strip('“”"') in text
    assert speaker in text
    assert "quote_attributions.html#row-" in text
    assert "undated" in text
