"""Proves that the evaluation report can be read by everyone, and that what articles hold is only shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.checking import Open, find_violations
from tests.rendering import render_evaluation


@pytest.fixture(scope="session")
def evaluation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The evaluation report of a small part of PolNeAR, one of whose articles tries to run."""
    return render_evaluation(tmp_path_factory) / "quote_evaluation.html"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(evaluation: Path, open_page: Open, scheme: str) -> None:
    """With every fold open, axe-core finds nothing; no request was made, nothing ran, the console is empty."""
    with open_page(evaluation, scheme=scheme) as opened:
        opened.page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
        opened.draw_all()
        told = find_violations(opened.page, colours_alone=scheme == "dark")
        ran = opened.page.evaluate("window.ran")

    assert [] == told
    assert ran is None
    assert ([], []) == (opened.messages, opened.requests)


def test_page_fits_a_phone(evaluation: Path, open_page: Open) -> None:
    """At 375 pixels nothing but a table or a wide chart, in its own region, scrolls sideways."""
    with open_page(evaluation, width=375) as opened:
        opened.draw_all()
        excess = opened.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")

    assert excess <= 0


def test_links_lead_somewhere(evaluation: Path, open_page: Open) -> None:
    """The report stands alone: each link has its target in it, in its folder or on the page."""
    with open_page(evaluation) as opened:
        links = opened.page.eval_on_selector_all("a[href]", "all => all.map(one => one.getAttribute('href'))")
        ids = opened.page.eval_on_selector_all("[id]", "all => all.map(one => one.id)")

    assert len(ids) == len(set(ids))
    for link in links:
        file, _, anchor = link.partition("#")
        assert not file or (evaluation.parent / file.partition("?")[0]).is_file(), link
        assert file or not anchor or anchor in ids, link
