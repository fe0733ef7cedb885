"""Proves that nbconvert's exporter gives the page of a run, and of other notebooks what they say of themselves."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import nbformat
import pytest

from analysis.errors import DatelineError
from analysis.reports.html._clean import _without
from analysis.reports.html.exporter import FIELD, ReportExporter, _digest_cells


def read(path: Path) -> Any:
    """Return a notebook."""
    return nbformat.read(path, as_version=4)


def export(notebook: Any, name: str = "notebook") -> str:
    """Return the page of a notebook."""
    page, resources = ReportExporter().from_notebook_node(notebook, {"metadata": {"name": name}})
    assert ".html" == resources["output_extension"]
    return page.decode()


@pytest.fixture
def executed(small_reports: Path) -> Any:
    """A notebook as a run of small notebooks left it."""
    return read(small_reports / "reports/notebooks/source_overlap.ipynb")


@pytest.mark.parametrize("name", ["term_frequencies", "quote_attributions", "source_overlap"])
def test_the_notebook_of_a_run_gives_its_page(small_reports: Path, name: str) -> None:
    """Same bytes, also from a file of another name, and after JupyterLab saved it with other counters."""
    page = small_reports / f"reports/{name}.html"
    exporter = ReportExporter()
    again, _ = exporter.from_filename(str(small_reports / f"reports/notebooks/{name}.ipynb"))
    assert page.read_bytes() == again

    saved = read(small_reports / f"reports/notebooks/{name}.ipynb")
    for cell in saved.cells:
        if cell.cell_type == "code":
            cell.execution_count = 99
    assert page.read_text() == export(saved, "a copy")


def test_a_changed_notebook_no_longer_bears_the_digest(executed: Any) -> None:
    """A cell that somebody changed: the page says that its inputs have no digest, and leads to no other page."""
    assert "inputs without a digest" not in export(executed)
    executed.cells[-1].source += " More."
    page = export(executed, "source_overlap")

    assert "inputs without a digest" in page
    assert executed.metadata[FIELD]["made_from"][:16] not in page
    assert 'href="term_frequencies.html"' not in page


def test_a_notebook_that_a_person_ran_shows_its_own_parameters(executed: Any) -> None:
    """Without what a run wrote down, parameters and corpus are those of the cells, whatever the file is called."""
    del executed.metadata[FIELD]
    (injected,) = [cell for cell in executed.cells if "injected-parameters" in cell.metadata.get("tags", ())]
    injected.source = "# Parameters\ncorpus = '/home/someone/ferry'\nmin_words = 17"
    page = export(executed, "my copy")

    assert re.search(r"min_words\W.{0,80}\b17\b", page, re.DOTALL)
    assert "ferry" in page
    assert "/home/someone" not in page


def test_a_notebook_of_ones_own_is_a_page_without_parameters() -> None:
    """A notebook that is none of the reports gives a page with its title, prose and outputs, without its code."""
    output = nbformat.v4.new_output("stream", text="three ferries")
    notebook = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_markdown_cell("# Ferries\n\nA note."),
            nbformat.v4.new_code_cell("print(count_ferries())", outputs=[output]),
        ]
    )
    page = export(notebook, "ferries")

    assert "<title>Ferries" in page
    assert "three ferries" in page
    assert "count_ferries" not in page


def test_an_impossible_parameter_is_named(executed: Any) -> None:
    """A value that is not allowed stops the export with the sentence that a run gives."""
    del executed.metadata[FIELD]
    executed.cells[1].source = executed.cells[1].source.replace("min_words = 8", "min_words = 3")
    with pytest.raises(DatelineError, match="min_words"):
        export(executed, "source_overlap")


def test_a_digest_is_of_what_cells_say_and_show() -> None:
    """A changed word or output has another digest, the counter of an execution the same."""

    def digest(source: str, shown: str, count: int) -> str:
        output = nbformat.v4.new_output("execute_result", {"text/plain": shown}, execution_count=count)
        return _digest_cells(
            nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source, outputs=[output])])
        )

    assert digest("1 + 1", "2", 1) == digest("1 + 1", "2", 7)
    assert 3 == len({digest("1 + 1", "2", 1), digest("1 + 2", "2", 1), digest("1 + 1", "3", 1)})


def test_what_a_run_wrote_into_a_cell_goes() -> None:
    """Fields that differ from run to run go, and so do empty lists of tags; the others stay in order."""
    given = {"tags": [], "papermill": {"duration": 1.5}, "b": ["x"], "a": 1}
    assert [("a", 1), ("b", ["x"])] == list(_without(given, ["papermill"]).items())
