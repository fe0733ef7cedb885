"""Proves that the pages can be read and operated by everyone, as far as a program can tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.parameters import REPORTS
from tests.browser.checking import PAGES, Open, find_violations


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(reports: Path, open_page: Open, name: str, scheme: str) -> None:
    """With every fold open, rules of WCAG 2.2 AA and best practices find nothing; those of colours, in the dark too."""
    with open_page(reports / f"{name}.html", scheme=scheme) as opened:
        opened.page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
        opened.draw_all()
        told = find_violations(opened.page, colours_alone=scheme == "dark")

    assert [] == told


@pytest.mark.parametrize("name", PAGES)
def test_keyboard_begins_with_the_skip_link(reports: Path, open_page: Open, name: str) -> None:
    """The first stop leads past the navigation, and is seen when it has the focus."""
    with open_page(reports / f"{name}.html") as opened:
        opened.page.keyboard.press("Tab")
        first = opened.page.evaluate("document.activeElement.getAttribute('href')")
        seen = opened.page.evaluate("document.activeElement.getBoundingClientRect().left >= 0")
        opened.page.keyboard.press("Enter")
        where = opened.page.evaluate("document.activeElement.id")

    assert ("#main", True, "main") == (first, seen, where)


@pytest.mark.parametrize("name", REPORTS)
def test_every_chart_is_described(reports: Path, open_page: Open, name: str) -> None:
    """A chart has words for those who do not see it, as a picture and alive."""
    with open_page(reports / f"{name}.html") as opened:
        still = opened.page.eval_on_selector_all(
            ".plot > svg[role=img]", "all => all.map(one => one.ariaLabel || '')"
        )
        opened.draw_all()
        alive = opened.page.eval_on_selector_all(
            ".plot[data-state=drawn] > .plot-live", "all => all.map(one => one.ariaLabel || '')"
        )

    assert still
    assert alive
    assert [] == [label for label in (*still, *alive) if len(label) < 15]
