"""Proves that two articles can be read side by side: by keyboard, by pointer, on a phone, and without a script."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import pytest

from analysis import overlap, views
from analysis.annotation import annotate
from analysis.corpus import load_corpus
from analysis.parameters import PARAMETERS
from analysis.reports.html._page import make_page
from tests.browser.checking import Open, find_violations
from tests.copied_articles import write_articles


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with the reader and the tables that lead into it, of articles that copy and quote."""
    folder = tmp_path_factory.mktemp("pairs")
    annotated = annotate(load_corpus(write_articles(folder / "articles")), cache=folder / "cache")
    corpus = annotated.corpus
    names = {article.doc_id: article.doc_id for article in corpus}
    passages = overlap.classify_passages(corpus, overlap.find_passages(corpus))
    quotations, descriptions = overlap.shared_quotations(annotated), overlap.compare_descriptions(annotated)
    found = overlap.collect_overlaps(passages, quotations, descriptions=descriptions)
    reader = views.read_pairs(corpus, found, descriptions, names=names)
    derivation = overlap.infer_derivation(corpus, passages)
    shown = [
        reader,
        views.passage_table(found, names, reader),
        views.derivation_table(derivation, overlap.trace_stories(corpus, derivation), names, reader),
    ]
    notebook = nbformat.v4.new_notebook()
    notebook.cells.append(nbformat.v4.new_markdown_cell("# Pairs\n\n## Side by side"))
    for each in shown:
        output = nbformat.v4.new_output("display_data", data={"text/html": each.html})
        notebook.cells.append(nbformat.v4.new_code_cell("", outputs=[output]))
    parameters = {parameter.name: parameter.default for parameter in PARAMETERS["source_overlap"]}
    html, _ = make_page(notebook, "source_overlap", corpus="copied", links=[], parameters=parameters)
    path = folder / "source_overlap.html"
    path.write_bytes(html)
    return path


def focused(page: Any) -> dict[str, str]:
    """What has the focus, and in which column it stands."""
    found: dict[str, str] = page.evaluate(
        """() => {
             const node = document.activeElement;
             const column = node.closest(".pair-column");
             return { id: node.id, side: column ? column.dataset.side : "", label: node.getAttribute("aria-label") };
           }"""
    )
    return found


def shown(page: Any) -> list[str]:
    """The articles side by side, from left to right."""
    names: list[str] = page.eval_on_selector_all(
        ".pair-column .pair-article", "all => all.map(one => one.dataset.name)"
    )
    return names


def test_keyboard_leads_to_the_other_half_and_back(page: Path, open_page: Open) -> None:
    """Tab comes to a passage, Enter goes to the same one in the other article, Enter goes back; both light up."""
    with open_page(page) as opened:
        assert ["courier", "herald"] == shown(opened.page)
        opened.page.locator(".pair-column").first.focus()
        for _ in range(6):
            opened.page.keyboard.press("Tab")
            if focused(opened.page)["id"].startswith("passage-"):
                break
        first = focused(opened.page)
        opened.page.keyboard.press("Enter")
        second = focused(opened.page)
        lit = opened.page.eval_on_selector_all(
            "mark.lit", "marks => [...new Set(marks.map(mark => mark.closest('.pair-column').dataset.side))]"
        )
        opened.page.keyboard.press("Enter")
        third = focused(opened.page)

    assert ("left", "right", "left") == (first["side"], second["side"], third["side"])
    assert first["id"] == third["id"] == second["id"].replace("-b", "-a")
    assert first["label"].startswith("Passage 1 of 1, copied prose, ")
    assert first["label"].endswith("; also in herald")
    assert ["left", "right"] == sorted(lit)
    assert [] == opened.messages


def test_buttons_go_from_passage_to_passage(page: Path, open_page: Open) -> None:
    """Next and previous bring both halves into view, light them, and say what they are."""
    with open_page(page) as opened:
        opened.page.get_by_role("button", name="Next passage").press("Enter")
        said = opened.page.locator(".pair-status").inner_text()
        opened.page.wait_for_timeout(600)  # for the columns to come to rest
        inside = opened.page.eval_on_selector_all(
            ".jump.lit",
            """links => links.map(link => {
                 const box = link.getBoundingClientRect(), frame = link.closest(".pair-column").getBoundingClientRect();
                 return box.top >= frame.top && box.bottom <= frame.bottom;
               })""",
        )

    assert said.startswith("Passage 1 of 1: copied prose, ")
    assert [True, True] == inside


@pytest.mark.parametrize(("width", "height"), [(1280, 700), (375, 740)])
def test_a_step_brings_both_sides_into_view(page: Path, open_page: Open, width: int, height: int) -> None:
    """Who has scrolled on sees both halves of the next passage: the columns come into the window with them."""
    with open_page(page, width=width) as opened:
        opened.page.set_viewport_size({"width": width, "height": height})
        opened.page.evaluate("document.querySelector('.pair-list').scrollIntoView({ behavior: 'instant' })")
        gone = "() => document.querySelector('.pair-columns').getBoundingClientRect().top < 0"
        opened.page.wait_for_function(gone)
        opened.page.locator(".pair-steps button").last.evaluate("button => button.click()")
        # The window comes to rest in its own time: on a busy machine later than on an idle one.
        opened.page.wait_for_function(
            """() => {
                 const boxes = [...document.querySelectorAll(".jump.lit")].map(link => link.getBoundingClientRect());
                 return boxes.length === 2 && boxes.every(box => box.top >= 0 && box.bottom <= window.innerHeight);
               }""",
            timeout=10_000,
        )


def test_another_pair_is_chosen_from_the_list(page: Path, open_page: Open) -> None:
    """The labelled choice puts other articles side by side, with their marks and not those of other pairs."""
    with open_page(page) as opened:
        opened.page.get_by_label("Pair of articles").select_option("herald and observer: 1 shared quotation")
        articles = shown(opened.page)
        marked = [
            "".join(
                opened.page.locator(f".pair-column[data-side={side}] mark.over:not(.off)").all_inner_texts()
            )
            for side in ("left", "right")
        ]
        plain = opened.page.locator(".pair-column mark.off").count()

    assert ["herald", "observer"] == articles
    assert [True, True] == ["will stay closed until every pilot" in text for text in marked]
    assert not any("dredged" in text for text in marked)
    assert plain > 0


def test_tables_lead_into_the_reader(page: Path, open_page: Open) -> None:
    """A passage's number and a pair's names open that pair; so does the address alone, and the way back works."""
    with open_page(page) as opened:
        rows = opened.page.get_by_role("row", name="gazette and tribune")
        rows.get_by_role("link", name="side by side").click()
        by_table = shown(opened.page)
        number = (
            opened.page.locator("tr[id^='passage-']", has_text="Anna Berg").first.get_by_role("link").first
        )
        address = number.get_attribute("href")
        number.click()
        by_number, hit = shown(opened.page), focused(opened.page)["id"]
        opened.page.go_back()
        opened.page.wait_for_timeout(100)
        back = shown(opened.page)

    assert ["gazette", "tribune"] == by_table == back
    assert ["herald", "observer"] == by_number
    assert address == f"#{hit}"
    with open_page(page) as opened:
        opened.page.evaluate("address => { location.hash = address; }", address)
        opened.page.locator(f"{address}.lit").wait_for()
        assert ["herald", "observer"] == shown(opened.page)


def test_another_page_leads_into_the_reader(page: Path, open_page: Open) -> None:
    """An address that asks for an article opens a pair with it."""
    with open_page(page) as opened:
        opened.page.goto(f"{page.as_uri()}?to=article-tribune#side-by-side")
        opened.page.wait_for_timeout(300)
        assert "tribune" in shown(opened.page)
        assert opened.page.locator("#article-tribune").is_visible()


def test_classes_can_be_switched_off(page: Path, open_page: Open) -> None:
    """A class whose box is empty is plain text, and its numbers are gone."""
    with open_page(page) as opened:
        opened.page.get_by_role("checkbox", name="copied prose").uncheck()
        assert 0 == opened.page.locator(".pair-column .jump:visible").count()
        assert 0 == opened.page.locator(".pair-column mark.over:not(.off)").count()
        opened.page.get_by_role("checkbox", name="copied prose").check()
        assert 2 == opened.page.locator(".pair-column .jump:visible").count()


def test_pointer_on_the_words_leads_across(page: Path, open_page: Open) -> None:
    """A click on marked words goes where their number goes."""
    with open_page(page) as opened:
        opened.page.locator(".pair-column[data-side=right] mark.over").first.click()
        assert "left" == focused(opened.page)["side"]


def test_without_a_script_everything_is_there(page: Path, open_page: Open) -> None:
    """The list names the pairs; each passage is a link to its other half, in a fold that opens for it."""
    with open_page(page, scripts=False) as opened:
        items = opened.page.locator(".pair-list li").all_inner_texts()
        opened.page.locator(".pair-list li").first.get_by_role("link", name="1", exact=True).click()
        link = opened.page.locator("#passage-1-a")
        seen = link.is_visible()
        link.click()
        other = opened.page.locator("#passage-1-b").is_visible()

    assert items[0].startswith("courier and herald: 1 passage of copied prose.")
    assert (True, True) == (seen, other)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 375])
def test_reader_is_for_everyone(page: Path, open_page: Open, scheme: str, width: int) -> None:
    """axe-core finds nothing, on a phone nothing leaves the screen, and what is operated can be hit."""
    with open_page(page, scheme=scheme, width=width) as opened:
        opened.page.get_by_role("button", name="Next passage").click()
        opened.page.wait_for_timeout(1300)  # the light has gone out
        told = find_violations(opened.page)
        excess = opened.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        heights = opened.page.eval_on_selector_all(
            ".pair-controls :is(button, select)", "all => all.map(one => one.getBoundingClientRect().height)"
        )

    assert [] == told
    assert excess <= 0
    assert min(heights) >= 44
