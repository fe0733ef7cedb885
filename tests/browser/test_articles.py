"""Proves that each chart of a page has its numbers beside it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from analysis.parameters import REPORTS

Open = Callable[..., AbstractContextManager[Any]]


@pytest.mark.parametrize("name", REPORTS)
def test_every_chart_has_its_numbers(reports: Path, open_page: Open, name: str) -> None:
    """Beside each chart, or right after it, stands a table with what it draws."""
    with open_page(reports / f"{name}.html") as opened:
        without = opened.page.evaluate(
            """() => [...document.querySelectorAll('figure.chart')].filter((figure) => {
                 if (figure.querySelector('.numbers table')) return false;
                 for (let next = figure.nextElementSibling; next; next = next.nextElementSibling) {
                   if (next.matches('figure.chart')) return true;
                   if (next.querySelector('table')) return false;
                 }
                 return true;
               }).map((figure) => figure.id)"""
        )

    assert [] == [chart for chart in without if chart != "chart-timeline"]
