"""Proves that a part of a section can fold, and that data for a script stand in the page as data."""

from __future__ import annotations

import json
import re

import nbformat

from analysis.parameters import PARAMETERS
from analysis.reports.html._page import make_page
from analysis.views import DATA_TYPE


def page_of(*cells: nbformat.NotebookNode) -> str:
    """Return the page of a notebook with these cells."""
    book = nbformat.v4.new_notebook()
    book.cells = [nbformat.v4.new_markdown_cell("# Title"), *cells]
    for place, cell in enumerate(book.cells):
        cell.id = f"c{place}"
    values = {parameter.name: parameter.default for parameter in PARAMETERS["term_frequencies"]}
    html, _ = make_page(book, "term_frequencies", corpus="x", links=[], parameters=values)
    return html.decode()


def shows(html: str, **data: object) -> nbformat.NotebookNode:
    """Return a cell that put out HTML, with or without data."""
    output = nbformat.v4.new_output("display_data", data={"text/html": html, **data})
    return nbformat.v4.new_code_cell("", outputs=[output])


def test_fold_begins_at_its_heading_and_ends_at_the_next() -> None:
    """What follows a heading marked `fold` is inside, up to the next heading; a link to what is inside stays."""
    fold = nbformat.v4.new_markdown_cell("### For checking\n\nProse.", metadata={"tags": ["fold"]})
    html = page_of(
        nbformat.v4.new_markdown_cell("## Section"),
        shows('<p><a href="#inside">to it</a></p>'),
        fold,
        shows('<p id="inside">inside</p>'),
        nbformat.v4.new_markdown_cell("More prose."),
        nbformat.v4.new_markdown_cell("### Next"),
        shows("<p>outside</p>"),
    )
    start = html.index('<details class="fold" id="for-checking">')
    part = html[start : html.index("</details>", start)]
    assert "Prose." in part
    assert '<p id="inside">inside</p>' in part
    assert "More prose." in part
    assert "outside" not in part
    assert 1 == html.count("For checking")
    assert '<a href="#inside">to it</a>' in html


def test_data_cannot_leave_their_place() -> None:
    """Data come back as they were, and what looks like mark-up in them is none."""
    content = {"terms": ["</script><script>alert(1)</script>", "<!--<script>", "it's & \u2028 é"]}
    html = page_of(
        nbformat.v4.new_markdown_cell("## Section"),
        shows("<p>here</p>", **{DATA_TYPE: {"name": "terms", "content": content}}),
    )
    (held,) = re.findall(r'<script type="application/json" id="data-terms">(.*?)</script>', html, re.DOTALL)
    assert content == json.loads(held)
    assert "alert(1)</script>" not in html
