"""The notebooks as stored: prose and small cells, one cell of parameters, no outputs."""

from __future__ import annotations

import ast
import contextlib
import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analysis.parameters import PARAMETERS

NAMES = sorted(PARAMETERS)

#: The tour, which is read in JupyterLab and is no report.
TOUR = "explore"


def cells(root: Path, name: str) -> list[dict[str, Any]]:
    """Return a notebook's cells."""
    stored: dict[str, Any] = json.loads((root / "notebooks" / f"{name}.ipynb").read_text(encoding="utf-8"))
    assert stored["nbformat"] == 4
    found: list[dict[str, Any]] = stored["cells"]
    return found


def source(cell: dict[str, Any]) -> str:
    """Return a cell's text."""
    return "".join(cell["source"])


@pytest.mark.parametrize("name", [*NAMES, TOUR])
def test_stored_without_outputs(root: Path, name: str) -> None:
    """Nothing of a run is kept, and every cell has a name of its own."""
    found = cells(root, name)
    assert all(not cell.get("outputs") and not cell.get("execution_count") for cell in found)
    assert len({cell["id"] for cell in found}) == len(found)


@pytest.mark.parametrize("name", [*NAMES, TOUR])
def test_prose_stands_between_small_cells(root: Path, name: str) -> None:
    """A cell of code has twelve lines at most, imports nothing but this package, and defines nothing."""
    found = cells(root, name)
    code = [
        c for c in found if c["cell_type"] == "code" and "parameters" not in c["metadata"].get("tags", [])
    ]
    assert sum(c["cell_type"] == "markdown" for c in found) >= 0.6 * len(code)
    for cell in code:
        tree = ast.parse(source(cell))
        assert len(source(cell).splitlines()) <= 12
        for node in ast.walk(tree):
            assert not isinstance(node, ast.FunctionDef | ast.ClassDef)
            if isinstance(node, ast.Import):  # the tour shows how to make a chart of one's own
                assert (name, "altair") == (TOUR, node.names[0].name)
            if isinstance(node, ast.ImportFrom):
                assert (node.module or "").split(".")[0] == "analysis"


def run_tour(root: Path, corpus: Path, folder: Path) -> list[Any]:
    """Run the tour's cells in order, in a folder of its own, and return what each cell would show."""
    shown: list[Any] = []
    space: dict[str, Any] = {"display": lambda *things: shown.extend(things)}
    with contextlib.chdir(folder):
        for cell in cells(root, TOUR):
            if cell["cell_type"] != "code":
                continue
            tree = ast.parse(source(cell))
            last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
            exec(compile(tree, "cell", "exec"), space)  # noqa: S102 (our own notebook)
            if last is not None:
                ending = ast.Expression(last.value)
                shown.append(eval(compile(ending, "cell", "eval"), space))  # noqa: S307 (our own)
            if "parameters" in cell["metadata"].get("tags", []):
                assert list(space)[-1] == "corpus"
                space["corpus"] = str(corpus)
    return [thing for thing in shown if thing is not None]


def test_the_tour_has_the_defaults_of_the_pages(root: Path) -> None:
    """A keyword that the tour gives has the value of the parameter of that name; the rest are left to the functions."""
    defaults = {item.name: item.default for items in PARAMETERS.values() for item in items}
    given = {
        keyword.arg: ast.literal_eval(keyword.value)
        for cell in cells(root, TOUR)
        if cell["cell_type"] == "code"
        for node in ast.walk(ast.parse(source(cell)))
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg in {*defaults, "window"} and isinstance(keyword.value, ast.Constant)
    }
    assert {"min_confidence": defaults["min_confidence"]} == {k: v for k, v in given.items() if k != "unit"}


def test_the_tour_runs_from_top_to_bottom(
    root: Path, seeds_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cache: Path
) -> None:
    """On the seeds it shows a corpus, an article, quotations, a pair and charts, and leaves files."""
    monkeypatch.setattr("analysis.annotation._annotate.default_cache", lambda: cache)
    shown = run_tour(root, seeds_folder, tmp_path)
    kinds = {type(thing).__name__ for thing in shown}
    assert {
        "Corpus",
        "AnnotatedCorpus",
        "Article",
        "Quotes",
        "ArticlePair",
        "DataFrame",
        "Html",
        "Chart",
    } <= kinds
    assert all(thing is not None and len(thing) for thing in shown if isinstance(thing, pd.DataFrame))
    left = {path.name for path in (tmp_path / "explored").iterdir()}
    assert {"term_frequencies.csv", "quotes.parquet", "terms.svg", "pairs.csv"} <= left


def test_the_tour_runs_on_a_single_article_without_a_quotation(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cache: Path
) -> None:
    """A newcomer's own text may be one file with nothing said and nothing shared."""
    monkeypatch.setattr("analysis.annotation._annotate.default_cache", lambda: cache)
    (tmp_path / "one.txt").write_text("Rain fell on the town. Rain fell on the fields.\n")
    shown = run_tour(root, tmp_path / "one.txt", tmp_path)
    assert "ArticlePair" not in {type(thing).__name__ for thing in shown}
