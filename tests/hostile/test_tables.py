"""Proves that what articles say is a formula in no table, and that tables keep their rows and columns."""

from __future__ import annotations

import csv
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from analysis.text import shield_cell, unshield_cell
from tests import systems
from tests.rendering import render_hostile

pytestmark = systems.posix  # names of the files are payloads


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables of articles that have sixty payloads in every field."""
    return render_hostile(tmp_path_factory) / "data"


def test_no_cell_is_a_formula_and_every_text_comes_back(data: Path) -> None:
    """No cell of any CSV file begins as a formula does, unless it is a number; Parquet has the same texts."""
    cells = 0
    for path in sorted(data.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        table = pq.read_table(path.with_suffix(".parquet"))
        assert table.column_names == [unshield_cell(name) for name in header]
        assert len(rows) == table.num_rows, path.name
        for row in (header, *rows):
            assert len(row) == len(header), path.name
            assert row == [shield_cell(unshield_cell(cell)) for cell in row]
            cells += len(row)
        for place, name in enumerate(table.column_names):
            if str(table.schema.field(name).type) == "string":
                written = [unshield_cell(row[place]) for row in rows]
                assert written == [cell or "" for cell in table[name].to_pylist()], (path.name, name)
    assert cells > 5_000
