"""Proves that an article has one colour on every page, in charts as beside its name, and that charts have numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from analysis.parameters import REPORTS

Open = Callable[..., AbstractContextManager[Any]]

#: Each name that has a mark, with the colour that a reader sees; of a reader of an article also its edge.
MARKS = """() => [...document.querySelectorAll('span.of')].flatMap((name) => {
  const seen = [[name.textContent.slice(0, 3), getComputedStyle(name, '::before').borderTopColor]];
  const reader = name.closest('details.reader');
  if (reader && name.closest('summary')) {
    const style = getComputedStyle(reader);
    seen.push([name.textContent.slice(0, 3),
      reader.closest('.pair-column') ? style.borderTopColor : style.borderLeftColor]);
  }
  return seen;
})"""
#: Each chart of what sets an article apart, with the colour of its dots.
DOTS = """() => [...document.querySelectorAll('figure[id^="chart-keyness-"]')].map((figure) =>
  [figure.id.slice(-3), getComputedStyle(figure.querySelector('svg .mark-symbol path')).fill])"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_one_colour_an_article(reports: Path, open_page: Open, scheme: str) -> None:
    """On all pages each of the four articles is marked, always in its colour, which no other article has."""
    colours = defaultdict(set)
    for name in ("index", *REPORTS):
        with open_page(reports / f"{name}.html", scheme=scheme) as opened:
            opened.draw_all()
            marks = opened.page.evaluate(MARKS)
            dots = opened.page.evaluate(DOTS) if name == "term_frequencies" else []
        assert {"000", "001", "002", "004"} == {article for article, _ in marks}, name
        assert name != "term_frequencies" or len(dots) == 4
        for article, colour in [*marks, *dots]:
            colours[article].add(colour)

    assert [1, 1, 1, 1] == [len(found) for found in colours.values()]
    assert 4 == len(set.union(*colours.values()))


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
