"""Table diff: the numbers, texts and rows in which the tables of two folders differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis.schema import TABLES

#: Columns that number the rows of a table, which change with the rows before them.
_ROW_NUMBERS = frozenset({"number"})


@dataclass(frozen=True, slots=True)
class NumberChange:
    """A number that changed: its row, its column, the number before and after."""

    row: str
    column: str
    before: float
    after: float

    @property
    def difference(self) -> float:
        """The number after less the number before."""
        return self.after - self.before

    @property
    def share(self) -> float:
        """The difference relative to the larger value: 0 where equal, 1 from or to zero, 2 at most."""
        return abs(self.difference) / max(abs(self.before), abs(self.after))


@dataclass(frozen=True, slots=True)
class TextChange:
    """A cell without a number that changed."""

    row: str
    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class TableDiff:
    """Changes in one table.

    Attributes:
        name: The table.
        numbers: Numbers that changed, the largest change first.
        texts: Cells without a number that changed, in the order of their rows.
        added: Rows that only the second folder has, by their key.
        removed: Rows that only the first folder has.
    """

    name: str
    numbers: tuple[NumberChange, ...]
    texts: tuple[TextChange, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]

    @property
    def changed(self) -> bool:
        """Whether anything in the table changed."""
        return bool(self.numbers or self.texts or self.added or self.removed)


def compare_tables(old: Path, new: Path) -> list[TableDiff]:
    """Compare the CSV tables of two folders, row by row.

    Args:
        old: The first folder.
        new: The second.

    Returns:
        One entry for each table that either folder has, in order of their names.
    """
    names = sorted({path.stem for folder in (old, new) for path in folder.glob("*.csv")})
    return [_compare(name, _read(old / f"{name}.csv"), _read(new / f"{name}.csv")) for name in names]


def _read(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype=str, keep_default_na=False) if path.is_file() else pd.DataFrame()


def _compare(name: str, old: pd.DataFrame, new: pd.DataFrame) -> TableDiff:
    key = _key(name, old, new)
    before, after = _by_key(old, key), _by_key(new, key)
    numbers, texts = [], []
    for row in (row for row in after if row in before):
        for column in (
            column for column in after[row] if column in before[row] and column not in _ROW_NUMBERS
        ):
            old_cell, new_cell = before[row][column], after[row][column]
            if old_cell == new_cell:
                continue
            old_number, new_number = _number(old_cell), _number(new_cell)
            if old_number is None or new_number is None:
                texts.append(TextChange(row, column, old_cell, new_cell))
            elif old_number != new_number:
                numbers.append(NumberChange(row, column, old_number, new_number))
    numbers.sort(key=lambda change: (-change.share, change.row, change.column))
    return TableDiff(
        name,
        tuple(numbers),
        tuple(texts),
        tuple(row for row in after if row not in before),
        tuple(row for row in before if row not in after),
    )


def _key(name: str, old: pd.DataFrame, new: pd.DataFrame) -> list[str]:
    """Return the columns that identify a row: the schema's key, or else those that hold no numbers."""
    shared = list((new if len(new.columns) else old).columns)
    defined = TABLES[name].key if name in TABLES else ()
    if defined and set(defined) <= set(shared):
        return list(defined)
    frame = new if len(new) else old
    return [str(column) for column in shared if any(_number(cell) is None for cell in frame[column] if cell)]


def _by_key(frame: pd.DataFrame, key: list[str]) -> dict[str, Mapping[str, str]]:
    """Return rows by their key as text; later rows with the same key get a number."""
    rows: dict[str, Mapping[str, str]] = {}
    for record in frame.to_dict("records"):
        label = base = ", ".join(str(record[column]) for column in key if record.get(column))
        count = 1
        while label in rows:
            count += 1
            label = f"{base} ({count})"
        rows[label] = {str(column): str(cell) for column, cell in record.items() if column not in key}
    return rows


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if value == value and abs(value) != float("inf") else None
