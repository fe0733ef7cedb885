"""A new report: its parameters and its notebook, and it has a page, tables, a card and options of its own."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import nbformat
import pandas as pd
import pytest

from analysis.parameters import PARAMETERS, Parameter
from analysis.reports._cli import main

#: The parameters that every notebook has.
COMMON = tuple(item for item in PARAMETERS["source_overlap"] if item in PARAMETERS["quote_evaluation"])

MEASURE = """
import pandas as pd
from analysis import load_corpus
from analysis.export import save_findings, save_tables
from analysis.text import Finding

rows = [(article.doc_id, len(article.text.split())) for article in load_corpus(corpus)]
measures = pd.DataFrame([row for row in rows if row[1] >= min_words], columns=["doc_id", "words"])
save_tables(output, {"readability": measures})
save_findings(output, "readability", [Finding(f"{len(measures)} articles can be read.")])
"""


@pytest.fixture
def notebooks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the notebook of a report that the project does not have, its parameters registered."""
    minimum = Parameter("min_words", 5, "integer", "leave out shorter articles", "words", 1, 500)
    monkeypatch.setitem(PARAMETERS, "readability", (*COMMON, minimum))
    values = "\n".join(f"{item.name} = {item.default!r}" for item in PARAMETERS["readability"])
    book = nbformat.v4.new_notebook()
    book.cells = [
        nbformat.v4.new_markdown_cell("# Readability of the articles", id="title"),
        nbformat.v4.new_code_cell(values, metadata={"tags": ["parameters"]}, id="parameters"),
        nbformat.v4.new_code_cell(MEASURE, id="measure"),
    ]
    folder = tmp_path / "notebooks"
    folder.mkdir()
    nbformat.write(book, folder / "readability.ipynb")
    return folder


def test_parameters_and_a_notebook_make_a_report(
    notebooks: Path, seeds_folder: Path, cache: Path, tmp_path: Path
) -> None:
    """The command line takes its name and parameters; its page, card, table and manifest entry are there."""
    output = tmp_path / "out"
    places = ["--corpus", str(seeds_folder), "--notebooks", str(notebooks), "--cache", str(cache)]

    assert 0 == main(["--only", "readability", "-p", "min_words", "450", *places, "--output", str(output)])
    page, index = (output / "readability.html").read_text(), (output / "index.html").read_text()
    assert "Readability of the articles" in page
    assert "leave out shorter articles" in page
    assert 'href="readability.html"' in index
    assert "3 articles can be read." in index
    assert 3 == len(pd.read_csv(output / "data" / "readability.csv"))
    manifest = json.loads((output / "manifest.json").read_text())
    assert 450 == manifest["notebooks"]["readability"]["parameters"]["min_words"]
    assert 2 == main(["--only", "readability", "-p", "min_wrods", "6", *places, "--output", str(output)])


def test_reports_are_listed_in_one_place(root: Path) -> None:
    """No module but that of the parameters holds a report's name, save the command that makes one report alone."""
    places = {
        file.relative_to(root).as_posix()
        for file in (root / "analysis").rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and node.value in {"quote_attributions", "source_overlap", "quote_evaluation"}
    }
    assert {"analysis/parameters/_table.py", "analysis/reports/evaluate.py"} == places
