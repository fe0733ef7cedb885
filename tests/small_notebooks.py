"""Small notebooks for tests of the machinery: quick to run, with every kind of output that pages show."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import nbformat

from analysis.parameters import PARAMETERS

READ = """
import pandas as pd
from IPython.display import HTML, display
from analysis._inputs import corpus_options
from analysis.corpus import load_corpus
from analysis.parameters import read_parameters
from analysis.export import save_findings, save_tables
from analysis.text import Finding
from html import escape

given = read_parameters({name!r}, globals())
articles = load_corpus(given["corpus"], **corpus_options(given))
"""

CHART = """
frame = pd.DataFrame([{"doc_id": a.doc_id, "title": a.title or "", "words": len(a.text.split())} for a in articles])
spec = {
    "title": "How long is each article?",
    "description": "Bars: words of each article",
    "data": {"values": frame.to_dict("records")},
    "mark": "bar",
    "encoding": {
        "x": {"field": "words", "type": "quantitative", "title": "Words"},
        "y": {"field": "doc_id", "type": "nominal", "title": "Article"},
        "tooltip": [{"field": "doc_id"}, {"field": "title"}],
    },
}
display({"application/vnd.vegalite.v6+json": spec, "text/plain": "Chart"}, raw=True)
"""

SAY = """
save_tables(given["output"], {{"{name}_words": frame}})
save_findings(given["output"], {name!r}, [Finding(f"{{len(frame)}} articles have {{frame.words.sum():,}} words.")])
display(HTML("<table><caption>Texts</caption><tr><th scope='col'>Text</th></tr><tr><td>"
        + escape("\\n".join(a.text for a in articles)) + "</td></tr></table>"))
"""


def make_notebook(name: str, *cells: str) -> nbformat.NotebookNode:
    """Make a notebook with a parameters cell and the given code cells after the common ones."""
    values = "\n".join(f"{item.name} = {item.default!r}" for item in PARAMETERS[name])
    title = name.replace("_", " ").capitalize()
    book = nbformat.v4.new_notebook(metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}})
    book.cells = [
        nbformat.v4.new_markdown_cell(
            f"# {title} of the articles\n\nA small notebook, to try the machinery."
        ),
        nbformat.v4.new_code_cell(values, metadata={"tags": ["parameters"]}),
        nbformat.v4.new_code_cell(READ.format(name=name)),
        nbformat.v4.new_markdown_cell("## How long are they?\n\nIn *words*."),
        nbformat.v4.new_code_cell(CHART),
        nbformat.v4.new_markdown_cell("## What do they say?\n\n| a | b |\n|---|---|\n| 1 | 2 |"),
        nbformat.v4.new_code_cell(SAY.format(name=name)),
        *(nbformat.v4.new_code_cell(cell) for cell in cells),
        nbformat.v4.new_markdown_cell("## Method\n\nWords between white space, $n = \\sum_i w_i$."),
    ]
    for place, cell in enumerate(book.cells):
        cell.id = f"cell-{place}"
    book.cells[4].id = "lengths"
    return book


def write_notebooks(folder: Path, extra: Mapping[str, str] | None = None) -> Path:
    """Write a small notebook under each of the project's names; `extra` adds a cell to some."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in PARAMETERS:
        cells = [extra[name]] if extra and name in extra else []
        nbformat.write(make_notebook(name, *cells), folder / f"{name}.ipynb")
    return folder
