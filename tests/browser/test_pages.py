"""Proves that the pages work where people open them: in a browser, from a file, without a network."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from analysis.parameters import REPORTS
from tests.browser.checking import PAGES, Open


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_chart_is_drawn_without_a_request(
    reports: Path, open_page: Open, name: str, scheme: str
) -> None:
    """Each chart has marks; nothing was asked of a network, and the console is empty."""
    with open_page(reports / f"{name}.html", scheme=scheme) as opened:
        opened.draw_all()
        marks = opened.page.eval_on_selector_all(
            ".plot",
            """plots => plots.filter(plot => !plot.closest("details:not([open])"))
                 .map(plot => plot.querySelectorAll("svg [class*=role-mark] :is(path, text, line, rect)").length)""",
        )

    assert marks
    assert 0 not in marks
    assert ([], []) == (opened.messages, opened.requests)


@pytest.mark.parametrize("name", [*PAGES, "articles/004_9892b62eb0ea1784"])
def test_page_fits_a_phone_and_a_tablet(reports: Path, open_page: Open, name: str) -> None:
    """At 375 and 820 pixels nothing but a table or a wide chart, in its own region, scrolls sideways."""
    with open_page(reports / f"{name}.html", width=375) as opened:
        opened.draw_all()
        for width in (375, 820):
            opened.page.set_viewport_size({"width": width, "height": 800})
            assert opened.page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0, (
                width
            )


def states(opened: Any) -> list[str]:
    """Return the state of each chart of a page, in order."""
    found: list[str] = opened.page.eval_on_selector_all(
        ".plot", "plots => plots.map(plot => plot.dataset.state || '')"
    )
    return found


@pytest.mark.parametrize("name", REPORTS)
def test_charts_stand_there_before_the_library_runs(reports: Path, open_page: Open, name: str) -> None:
    """Every chart is a picture from the start; Vega runs, for one chart alone, when the pointer comes to it."""
    with open_page(reports / f"{name}.html") as opened:
        first = states(opened)
        before = opened.page.evaluate("typeof window.vegaEmbed")
        opened.page.locator(".plot").first.hover()
        opened.page.locator(".plot[data-state=drawn]").wait_for()
        after = states(opened)

    assert {"still"} == set(first)
    assert "undefined" == before
    assert ["drawn"] == [state for state in after if state != "still"]


def test_charts_out_of_sight_wait(reports: Path, open_page: Open) -> None:
    """On a phone a picture is too small: a chart is drawn for the window when the reader comes near, not before."""
    with open_page(reports / "term_frequencies.html", width=375) as opened:
        first = states(opened)
        opened.page.locator("#chart-keyness").scroll_into_view_if_needed()
        opened.page.locator("#chart-keyness .plot[data-state=drawn]").wait_for()
        near = states(opened)
        width = opened.page.locator("#chart-keyness svg").bounding_box()["width"]

    assert {"still"} == set(first[1:])  # the first one is near when the page opens
    assert "still" in near
    assert width <= 343


def test_page_without_scripts_has_pictures_and_numbers(reports: Path, open_page: Open) -> None:
    """Without JavaScript each chart is seen all the same, a note says what is missing, and the tables are there."""
    with open_page(reports / "term_frequencies.html", scripts=False) as opened:
        notes = opened.page.locator("noscript p").count()
        tables = opened.page.locator("table").count()
        charts = opened.page.locator(".plot").count()
        sizes = [
            picture.bounding_box()
            for picture in opened.page.locator(".plot > svg").all()
            if picture.is_visible()
        ]

    assert charts == notes > 0
    assert tables >= charts
    assert sizes
    assert all(size["width"] > 300 and size["height"] > 50 for size in sizes)


def test_pictures_print(reports: Path, open_page: Open) -> None:
    """A printed page has its charts' words, though nothing was drawn in the browser."""
    with open_page(reports / "term_frequencies.html") as opened:
        opened.page.emulate_media(media="print")
        words = opened.page.locator("#chart-top-terms svg text", has_text="occurrences")
        box, sheet = words.bounding_box(), opened.page.locator("main").bounding_box()

    assert box["width"] > 50
    assert box["x"] + box["width"] <= sheet["x"] + sheet["width"]


def test_chart_that_cannot_be_drawn_says_so(broken: Path, open_page: Open) -> None:
    """A chart that Vega refuses leaves a sentence, and the others are drawn."""
    with open_page(broken / "source_overlap.html") as opened:
        opened.draw_all()
        found = states(opened)
        said = opened.page.locator(".plot-failed").inner_text()

    assert ["drawn", "failed"] == found
    assert said.startswith("This chart could not be drawn in this browser (")


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(reports: Path, open_page: Open, name: str) -> None:
    """Every link within the page, to another page or to a file has its target; no id is given twice."""
    with open_page(reports / f"{name}.html") as opened:
        links = opened.page.eval_on_selector_all(
            "a[href]", "links => links.map(link => link.getAttribute('href'))"
        )
        ids = opened.page.eval_on_selector_all("[id]", "nodes => nodes.map(node => node.id)")

    assert len(ids) == len(set(ids))
    for link in links:
        path, _, anchor = link.partition("#")
        file = path.partition("?")[0]
        if "://" in file:
            continue
        assert not file or (reports / file).is_file(), link
        if anchor and not file:
            assert anchor in ids, link
        elif anchor:
            assert f'id="{anchor}"' in (reports / file).read_text(), link


def test_address_into_a_fold_opens_it(reports: Path, open_page: Open) -> None:
    """An address that points into a closed fold shows what it points to."""
    with open_page(reports / "term_frequencies.html") as opened:
        opened.page.evaluate("location.hash = '#parameters-of-this-page'")
        opened.page.locator("#parameters-of-this-page[open]").wait_for()
