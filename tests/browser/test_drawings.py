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
