"""Tables of columns: the frames, labels and docstrings that come out of them."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from analysis.schema import TABLES, Column, Table, returns

TABLE = Table(
    "ships",
    "a ship",
    (
        Column("name", "string", "its name", label="ship"),
        Column("crew", "integer", "its crew", "persons", label="crew"),
        Column("length", "number", "its length", "metres"),
        Column("sunk", "boolean", "whether it sank"),
        Column("launched", "date", "the day of its launch", when="of the navy"),
        Column("ports", "strings", "where it called", label="ports"),
        Column("guns", "integer", "its guns", own_dtype="Int64"),
    ),
    page_columns=("ports", "name"),
)
DTYPES = {
    "name": "str",
    "crew": "int64",
    "length": "float64",
    "sunk": "bool",
    "launched": "datetime64[s]",
    "ports": "object",
    "guns": "Int64",
}
ROWS = [("Ada", 3, 9.5, False, ["Bergen"], None), (None, 0, None, True, [], 2)]


def dtypes(frame: pd.DataFrame) -> dict[str, str]:
    """The columns of a frame, in order, with their types."""
    return {str(name): str(dtype) for name, dtype in frame.dtypes.items()}


@pytest.mark.parametrize("rows", [ROWS, iter(ROWS), []], ids=["list", "iterator", "none"])
def test_rows_make_a_frame_of_the_table(rows: list[tuple[object, ...]]) -> None:
    """All columns but those that only some frames have, in order and of their types, with rows or without."""
    assert {name: dtype for name, dtype in DTYPES.items() if name != "launched"} == dtypes(TABLE.frame(rows))


def test_columns_make_a_frame_of_the_table() -> None:
    """Given by name, they stand in the table's order; one that only some frames have is kept, others are not."""
    given = {"other": [1], "launched": [date(1901, 2, 3)], "guns": [None], "ports": [[]], "sunk": [0]}
    given |= {"length": [1], "crew": [2], "name": [None]}

    for columns in (given, pd.DataFrame(given)):
        frame = TABLE.frame(columns)
        assert DTYPES == dtypes(frame)
        assert [pd.Timestamp("1901-02-03")] == frame["launched"].tolist()
        assert frame["name"].isna().all()
    del given["crew"]
    with pytest.raises(KeyError, match="crew"):
        TABLE.frame(given)


def test_rows_of_another_width_are_refused() -> None:
    """A cell too many or too few is a mistake of the program, not a missing value."""
    with pytest.raises(ValueError, match="columns"):
        TABLE.frame([("Ada", 3)])


def test_a_page_shows_what_has_a_label() -> None:
    """In the page's own order where the table gives one."""
    assert [("ports", "ports"), ("name", "ship")] == list(TABLE.labels.items())
    assert ["name", "crew", "ports"] == [*Table("x", "a row", TABLE.columns).labels]


def test_a_docstring_tells_the_columns_before_errors_and_examples() -> None:
    """Each column with kind, unit, meaning, and which frames have it; the rest of the text stays as it is."""

    @returns(TABLE)
    def find_ships() -> pd.DataFrame:
        """Find ships.

        Raises:
            ValueError: There is none.
        """
        return TABLE.frame([])

    @returns(TABLE)
    def find_boats() -> pd.DataFrame:
        """Find boats."""
        return TABLE.frame([])

    said = (find_ships.__doc__ or "").splitlines()
    assert ["Find ships.", "", "Columns:", "    name (string): its name"] == said[:4]
    assert "    crew (integer, persons): its crew" in said
    assert "    launched (date): the day of its launch; only of the navy" in said
    assert ["", "Raises:", "    ValueError: There is none."] == said[-3:]
    assert (find_boats.__doc__ or "").endswith("    guns (integer): its guns")


def test_the_tables_are_whole() -> None:
    """Every table has a sentence on its rows, a key, and no name twice; what is shown and keyed is there."""
    for name, table in TABLES.items():
        columns = [column.name for column in table.columns]
        assert name == table.name
        assert table.row
        assert all(column.meaning for column in table.columns), name
        assert len(columns) == len(set(columns)), name
        assert table.key
        assert {*table.key, *table.page_columns, *table.labels} <= set(columns), name
