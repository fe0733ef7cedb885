"""Proves that the pictures in a page show what Vega draws."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Browser

from analysis.parameters import REPORTS
from analysis.reports.html._svg_prerender import _draw_apart, _laid_out, reduce_drawing
from tests.browser.checking import Open

_SPEC = re.compile(r'<script type="application/json" id="spec-([^"]+)">(.*?)</script>', re.DOTALL)


def photograph(browser: Browser, drawings: list[str]) -> list[Image.Image]:
    """Return what each drawing looks like in a page of its own."""
    page = browser.new_page(viewport={"width": 900, "height": 700})
    try:
        seen = []
        for drawing in drawings:
            page.set_content(
                f"<style>.background {{ stroke: none; fill: none }}</style><main>{drawing}</main>"
            )
            seen.append(Image.open(io.BytesIO(page.locator("main > svg").screenshot())).convert("RGB"))
        return seen
    finally:
        page.close()


@pytest.mark.parametrize("name", REPORTS)
def test_reduced_drawing_looks_as_vega_drew_it(reports: Path, browser: Browser, name: str) -> None:
    """Written shortly, each chart of a report is the same picture; what was taken out was never seen."""
    found: list[tuple[str, Any]] = [
        (anchor, json.loads(spec)) for anchor, spec in _SPEC.findall((reports / f"{name}.html").read_text())
    ]
    whole = [
        outcome["svg"].replace(' font-family="Liberation Sans"', "")
        for outcome in _draw_apart([_laid_out(spec) for _, spec in found])
    ]
    short = [reduce_drawing(svg, anchor, "x") for (anchor, _), svg in zip(found, whole, strict=True)]

    for (anchor, _), before, after in zip(
        found, photograph(browser, whole), photograph(browser, short), strict=True
    ):
        difference = ImageStat.Stat(ImageChops.difference(before, after))
        assert before.size == after.size, anchor
        assert max(difference.mean) < 2, anchor  # of 255: edges lie up to a twentieth of a pixel apart
        assert max(after.getextrema()[0]) - min(after.getextrema()[0]) > 100, anchor


def test_a_chart_answers_the_keyboard(reports: Path, open_page: Open) -> None:
    """Arrow keys go from mark to mark and say it; Enter opens a term, and narrows the attributions to a speaker's."""
    with open_page(reports / "term_frequencies.html") as opened:
        frame = opened.page.locator("#chart-top-terms .plot-frame")
        frame.focus()
        frame.press("ArrowDown")
        said = opened.page.locator("#chart-top-terms .chart-says", has_text="term: ")
        said.wait_for()
        first = said.inner_text()
        frame.press("ArrowDown")
        opened.page.wait_for_function(
            "text => document.querySelector('.chart-says').textContent !== text", arg=first
        )
        frame.press("Home")
        frame.press("Enter")
        opened.page.locator("dialog[open]").wait_for()
        heading = opened.page.locator("dialog[open] h2").inner_text()
    with open_page(reports / "quote_attributions.html") as opened:
        frame = opened.page.locator("#chart-speakers .plot-frame")
        frame.focus()
        frame.press("End")
        opened.page.locator("#chart-speakers .chart-here").wait_for()
        frame.press("Enter")
        opened.page.wait_for_function(
            "document.querySelectorAll('.table tr[hidden], .table tbody[hidden]').length > 0"
        )

    assert first.startswith(f"term: {heading}")
