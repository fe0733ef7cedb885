"""Proves that a reader can look up any term: by typing, from a table, from a chart, by address; with keys alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.checking import Open

PANEL = ".term-panel"


@pytest.fixture
def page(reports: Path, open_page: Open) -> Iterator[Page]:
    """The page of term frequencies; whatever is tried on it, nothing may be complained of or asked for."""
    with open_page(reports / "term_frequencies.html") as opened:
        yield opened.page
        assert ([], []) == (opened.messages, opened.requests)


def shown_lines(page: Page) -> list[list[str]]:
    """Return the lines of context in the panel: before, keyword, after, article."""
    lines: list[list[str]] = page.eval_on_selector_all(
        f"{PANEL} .kwic tbody tr", "rows => rows.map(row => Array.from(row.cells, cell => cell.textContent))"
    )
    return lines


def test_search_and_open_by_keyboard(page: Page) -> None:
    """Typing lists and counts what fits, arrows choose, Enter opens, Escape closes and goes back to the field."""
    field = page.get_by_label("Term", exact=True)
    field.focus()
    page.keyboard.type("kor")
    expect(page.locator("#term-count")).to_have_text("8 terms found.")
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[role=option][aria-selected=true]")).to_contain_text("South Korea")
    expect(field).to_have_attribute("aria-activedescendant", "term-option-1")
    page.keyboard.press("Enter")
    expect(page.locator(f"{PANEL} h2")).to_have_text("South Korea")
    assert "#term-South_Korea" == page.evaluate("location.hash")
    lines = shown_lines(page)
    assert 22 == len(lines)
    assert {"South Korea", "ROK"} == {line[1] for line in lines}
    page.keyboard.press("Escape")
    expect(page.locator(PANEL)).to_be_hidden()
    expect(field).to_be_focused()


def test_forms_phrases_and_stop_words(page: Page) -> None:
    """A form opens its term; a phrase is found in the text; a stop word is called one, and opens nothing."""
    field = page.get_by_label("Term", exact=True)
    for typed, term in (("said", "say"), ("ministries", "ministry"), ("weapons", "weapon")):
        field.fill(typed)
        page.keyboard.press("Enter")
        expect(page.locator(f"{PANEL} h2")).to_have_text(term)
        page.keyboard.press("Escape")
    field.fill("nuclear weapons")
    expect(page.locator("#term-count")).to_contain_text("is a phrase of several terms")
    page.keyboard.press("Enter")
    expect(page.locator(f"{PANEL} h2")).to_have_text("“nuclear weapons”")
    assert {"nuclear weapons"} == {line[1].lower() for line in shown_lines(page)}
    page.keyboard.press("Escape")
    field.fill("the")
    expect(page.locator("#term-count")).to_contain_text("“the” is a stop word")
    page.keyboard.press("Enter")
    expect(page.locator(PANEL)).to_be_hidden()


def test_what_is_only_alike_is_offered_not_opened(page: Page) -> None:
    """Enter on the beginning of several terms goes to the first of them; a second Enter opens it."""
    page.get_by_label("Term", exact=True).fill("nu")
    page.keyboard.press("Enter")
    expect(page.locator(PANEL)).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page.locator(PANEL)).to_be_visible()


def test_nothing_found_is_said(page: Page) -> None:
    """Letters that no term has give a sentence and no list; Enter then does nothing."""
    page.get_by_label("Term", exact=True).fill("xqz")
    expect(page.locator("#term-count")).to_have_text("No term has these letters.")
    page.keyboard.press("Enter")
    expect(page.locator(PANEL)).to_be_hidden()


def test_term_of_a_table_opens_and_gives_the_focus_back(page: Page) -> None:
    """Enter on a term of a table shows its numbers, which are the table's; the reader comes back to the term."""
    row = page.locator("#term-policy")
    term = row.get_by_role("button")
    term.focus()
    page.keyboard.press("Enter")
    count = row.locator("td").nth(1).inner_text()
    expect(page.locator(PANEL)).to_contain_text(f"{count} occurrences in 3 of 4 articles")
    page.get_by_role("button", name="Close", exact=True).press("Enter")
    expect(term).to_be_focused()


def test_lines_sorted_by_their_neighbours(page: Page) -> None:
    """The lines of a term can be put in the order of the words after, and of those before from the last."""
    page.evaluate("location.hash = '#term-summit'")
    page.get_by_label("Order of the lines").select_option("right")
    after = [line[2].strip(" ,.“”\"'’").lower() for line in shown_lines(page)]
    assert sorted(after, key=lambda text: text.split()[:1]) == after
    page.get_by_label("Order of the lines").select_option("left")
    before = [(line[0].lower().split() or [""])[-1].strip("“”\"'") for line in shown_lines(page)]
    assert sorted(before) == before


def test_company_leads_on(page: Page) -> None:
    """A collocate in the panel opens its own, and the way back leads to the first."""
    page.evaluate("location.hash = '#term-North_Korea'")
    page.locator(PANEL).get_by_role("button", name="policy", exact=True).click()
    expect(page.locator(f"{PANEL} h2")).to_have_text("policy")
    page.go_back()
    expect(page.locator(f"{PANEL} h2")).to_have_text("North Korea")


def test_address_opens_a_term(reports: Path, open_page: Open) -> None:
    """A finding can be cited by address; an address of no term opens nothing."""
    with open_page(reports / "term_frequencies.html") as opened:
        opened.page.evaluate("location.hash = '#term-United_States'")
        expect(opened.page.locator(f"{PANEL} h2")).to_have_text("United States")
        opened.page.evaluate("location.hash = '#term-nobody_wrote_this'")
        expect(opened.page.locator(PANEL)).to_be_hidden()


def test_mark_and_label_of_a_chart_open_a_term(page: Page) -> None:
    """A click on the first bar, or on its name beside the axis, shows the term, on a picture too."""
    plot = page.locator("#chart-top-terms .plot")
    first = page.locator("#chart-top-terms .plot[data-state=still] svg .mark-rect path").first
    first.scroll_into_view_if_needed()
    bar = first.bounding_box()
    # As a finger does: no pointer came before, so that the click meets the picture.
    first.dispatch_event("click", {"bubbles": True, "clientX": bar["x"] + 20, "clientY": bar["y"] + 5})
    expect(page.locator(f"{PANEL} h2")).to_have_text("United States")
    page.keyboard.press("Escape")
    plot.locator(".plot-live svg .role-axis-label text", has_text="policy").click()
    expect(page.locator(f"{PANEL} h2")).to_have_text("policy")


def test_every_term_can_be_opened(page: Page) -> None:
    """Each term of the data opens under its own address, with as many lines as it has occurrences."""
    data = json.loads(page.locator("#data-terms").text_content() or "")
    assert data["all_terms"] == len(data["terms"])
    for at in range(0, len(data["terms"]), 40):
        term = data["terms"][at]
        anchor = data["anchors"].get(str(at), "term-" + term.replace(" ", "_"))
        page.evaluate("anchor => { location.hash = '#' + encodeURIComponent(anchor) }", anchor)
        expect(page.locator(f"{PANEL} h2")).to_have_text(term)
        assert data["counts"][at] == len(shown_lines(page)), term


def test_panel_fits_a_phone(reports: Path, open_page: Open) -> None:
    """At 375 pixels the panel fills the screen and scrolls within itself; its controls are large enough to touch."""
    with open_page(reports / "term_frequencies.html", width=375) as opened:
        opened.page.evaluate("location.hash = '#term-North_Korea'")
        panel = opened.page.locator(PANEL)
        assert 375 == panel.bounding_box()["width"]
        assert panel.evaluate("node => node.scrollWidth - node.clientWidth") <= 0
        for control in ("button.term-close", "select", "button.term >> nth=0"):
            assert panel.locator(control).bounding_box()["height"] >= 34, control


def test_without_scripts_the_tables_tell(reports: Path, open_page: Open) -> None:
    """Without JavaScript the place of the search says so, and the address of a term is its row in the table."""
    with open_page(reports / "term_frequencies.html", scripts=False) as opened:
        expect(opened.page.locator(".term-search")).to_contain_text("With JavaScript on")
        assert "tr" == opened.page.locator("#term-policy").evaluate("node => node.localName")


def test_hostile_words_stay_words(hostile: Path, open_page: Open) -> None:
    """Mark-up in an article is text in the list, in the panel and in its lines."""
    with open_page(hostile / "term_frequencies.html") as opened:
        opened.page.get_by_label("Term", exact=True).fill("onerror")
        opened.page.keyboard.press("Enter")
        expect(opened.page.locator(PANEL)).to_contain_text("<img src=x onerror=window.ran=3>")
        assert opened.page.evaluate("window.ran") is None
        assert 0 == opened.page.locator(f"{PANEL} img").count()
        assert ([], []) == (opened.messages, opened.requests)
