"""Sections in which nothing was found: one list at the end of a page, to which their addresses lead."""

from __future__ import annotations

import nbformat
import pandas as pd
from lxml import html

from analysis import views
from analysis.reports.html import _page


def nothing(caption: str) -> views.Html:
    """Return what stands for a table without rows."""
    return views.table(pd.DataFrame({"a": []}), caption)


def output(made: views.Html) -> nbformat.NotebookNode:
    """Return an executed cell that displays something."""
    cell = nbformat.v4.new_code_cell("display(made)")
    shown = {"text/html": made._repr_html_(), "text/plain": made.text}
    cell.outputs = [nbformat.v4.new_output("display_data", data=shown)]
    return cell


def page(*cells: nbformat.NotebookNode) -> html.HtmlElement:
    """Return the page of a notebook of these cells."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# Overlap"), *cells])
    made, _ = _page.make_page(notebook, "overlap", corpus="c", links=[], parameters={})
    return html.fromstring(made)


def test_sections_of_nothing_are_one_list() -> None:
    """A section with a sentence stays; those without a finding are lines of a list, before the data, with their ids."""
    prose = nbformat.v4.new_markdown_cell
    root = page(
        prose("## Passages\n\nProse in two articles."),
        output(views.say("No passage of eight words.")),
        output(nothing("passages in two articles")),
        prose("## Who copied whom\n\nThe direction is inferred."),
        output(nothing("stories in three or more articles")),
        output(views.fold("Every pair", nothing("pairs with prose in common"))),
        prose("## Data\n\nIn `data/`."),
    )
    headings = [heading.text for heading in root.iter("h2")]
    assert ["Passages", "Also checked, nothing found", "Data", "Parameters"] == headings
    (line,) = root.xpath("//ul[@class='nothing-found']/li")
    assert "who-copied-whom" == line.get("id")
    assert (
        "Who copied whom: stories in three or more articles and pairs with prose in common."
        == line.text_content()
    )
    assert "The direction is inferred." not in root.text_content()
    assert "#also-checked-nothing-found" in root.xpath("//nav[@class='contents']//a/@href")


def test_a_section_with_anything_to_show_stays() -> None:
    """Prose alone, or a table beside a line of nothing, is no section of nothing."""
    prose = nbformat.v4.new_markdown_cell
    table = views.say("One finding.")
    root = page(prose("## Method\n\nHow."), prose("## Terms"), output(table), output(nothing("x")))
    assert "Also checked, nothing found" not in [heading.text for heading in root.iter("h2")]
