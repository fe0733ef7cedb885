"""Proves that the page of an article can be read, searched by address and by key, and leads on."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.corpus import Corpus
from analysis.views import _anchors as anchors
from tests.browser.checking import Open, find_violations

PAGE = "articles/004_9892b62eb0ea1784.html"


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (375, "dark")])
def test_page_of_an_article_is_sound(reports: Path, open_page: Open, width: int, scheme: str) -> None:
    """Axe finds nothing, nothing is wider than the window, no script complains and nothing is asked for."""
    with open_page(reports / PAGE, width=width, scheme=scheme) as opened:
        assert [] == find_violations(opened.page)
        assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
        assert ([], []) == (opened.messages, opened.requests)


def test_link_goes_to_the_exact_place(reports: Path, open_page: Open, seeds: Corpus) -> None:
    """The words between the two offsets are marked, over whatever else is marked there, and have the focus."""
    article = seeds.articles[0]
    start = article.paragraphs()[1][0] + 5
    end = start + 60
    address = anchors.link_to_article(article.doc_id, start, end)
    file, _, query = address.partition("?")
    with open_page(reports / file) as opened:
        opened.page.goto(f"{(reports / file).as_uri()}?{query}")
        opened.page.locator("mark.here").first.wait_for()
        marked = opened.page.locator("mark.here").all_text_contents()
        focused = opened.page.evaluate("document.activeElement.className")

    assert article.text[start:end] == "".join(marked)
    assert "here" == focused


def test_marks_can_be_switched_off(reports: Path, open_page: Open) -> None:
    """The key is a row of choices: without terms the terms are not marked, and what is said still is."""
    with open_page(reports / PAGE) as opened:
        page = opened.page
        before = (
            page.locator(".article-text mark.direct").count(),
            page.locator(".article-text mark.key").count(),
        )
        page.get_by_label("a term that sets it apart").uncheck()
        after = (
            page.locator(".article-text mark.direct").count(),
            page.locator(".article-text mark.key").count(),
        )

    assert before[0] == after[0] > 0
    assert before[1] > 0 == after[1]


def test_contents_mark_where_the_reader_is(reports: Path, open_page: Open) -> None:
    """The section that is read is the current one of the contents, and changes as the page scrolls."""
    with open_page(reports / "quote_attributions.html") as opened:
        page = opened.page
        for anchor in ("all-attributions", "marked-terms"):
            page.locator(f'.contents a[href="#{anchor}"]').click()
            page.locator(f'.contents a[aria-current="location"][href="#{anchor}"]').wait_for()
        assert 1 == page.locator(".contents a[aria-current]").count()
