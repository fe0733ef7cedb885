"""The notebooks as stored: prose and small cells, one cell of parameters, no outputs."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest

from analysis.parameters import PARAMETERS

NAMES = sorted(PARAMETERS)


def cells(root: Path, name: str) -> list[dict[str, Any]]:
    """Return a notebook's cells."""
    stored: dict[str, Any] = json.loads((root / "notebooks" / f"{name}.ipynb").read_text(encoding="utf-8"))
    assert stored["nbformat"] == 4
    found: list[dict[str, Any]] = stored["cells"]
    return found


def source(cell: dict[str, Any]) -> str:
    """Return a cell's text."""
    return "".join(cell["source"])


@pytest.mark.parametrize("name", NAMES)
def test_stored_without_outputs(root: Path, name: str) -> None:
    """Nothing of a run is kept, and every cell has a name of its own."""
    found = cells(root, name)
    assert all(not cell.get("outputs") and not cell.get("execution_count") for cell in found)
    assert len({cell["id"] for cell in found}) == len(found)


@pytest.mark.parametrize("name", NAMES)
def test_one_cell_of_parameters_that_agrees_with_the_table(root: Path, name: str) -> None:
    """Names and defaults are the table's, and each line says what the parameter does and may be."""
    (cell,) = [c for c in cells(root, name) if "parameters" in c["metadata"].get("tags", [])]
    assigned = {
        node.targets[0].id: ast.literal_eval(node.value)
        for node in ast.parse(source(cell)).body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }
    assert assigned == {p.name: p.default for p in PARAMETERS[name]}
    for line, parameter in zip(source(cell).splitlines(), PARAMETERS[name], strict=True):
        assert line.endswith(f"# {parameter.meaning}; {parameter.allowed()}")


@pytest.mark.parametrize("name", NAMES)
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
            assert not isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Import)
            if isinstance(node, ast.ImportFrom):
                assert (node.module or "").split(".")[0] == "analysis"
