"""Compare the tables of two folders: which numbers moved, and by how much."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis.schema import TABLES

#: Columns that number the rows of a table: they move with the rows before them and say nothing of their own.
_ROW_NUMBERS = frozenset({"number"})


@dataclass(frozen=True, slots=True)
class Move:
    """One number that is not what it was: where it stands, what it was and what it is."""

    row: str
    column: str
    before: float
    after: float

    @property
    def difference(self) -> float:
        """By how much it moved."""
        return self.after - self.before

    @property
    def share(self) -> float:
        """The difference relative to the larger value: 0 where equal, 1 from or to zero, 2 at most."""
        return abs(self.difference) / max(abs(self.before), abs(self.after))


@dataclass(frozen=True, slots=True)
class Rewording:
    """One cell without a number that is not what it was."""

    row: str
    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class TableMoves:
    """Changes in one table.

    Attributes:
        name: The table.
        moves: Numbers that moved, the farthest first.
        texts: Cells without a number that changed, in the order of their rows.
        appeared: Rows that only the second folder has, by their key.
        vanished: Rows that only the first folder has.
    """

    name: str
    moves: tuple[Move, ...]
    texts: tuple[Rewording, ...]
    appeared: tuple[str, ...]
    vanished: tuple[str, ...]

    @property
    def changed(self) -> bool:
        """Whether anything did."""
        return bool(self.moves or self.texts or self.appeared or self.vanished)


def compare_tables(old: Path, new: Path) -> list[TableMoves]:
    """Compare the CSV tables of two folders, row by row.

    Args:
        old: The one folder.
        new: The other.

    Returns:
        One entry for each table that either folder has, in order of their names.
    """
    names = sorted({path.stem for folder in (old, new) for path in folder.glob("*.csv")})
    return [_compare(name, _read(old / f"{name}.csv"), _read(new / f"{name}.csv")) for name in names]


def _read(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype=str, keep_default_na=False) if path.is_file() else pd.DataFrame()


def _compare(name: str, old: pd.DataFrame, new: pd.DataFrame) -> TableMoves:
    key = _key(name, old, new)
    before, after = _by_key(old, key), _by_key(new, key)
    moves, texts = [], []
    for row in (row for row in after if row in before):
        for column in (
            column for column in after[row] if column in before[row] and column not in _ROW_NUMBERS
        ):
            one, other = before[row][column], after[row][column]
            if one == other:
                continue
            numbers = _number(one), _number(other)
            if numbers[0] is None or numbers[1] is None:
                texts.append(Rewording(row, column, one, other))
            elif numbers[0] != numbers[1]:
                moves.append(Move(row, column, numbers[0], numbers[1]))
    moves.sort(key=lambda move: (-move.share, move.row, move.column))
    return TableMoves(
        name,
        tuple(moves),
        tuple(texts),
        tuple(row for row in after if row not in before),
        tuple(row for row in before if row not in after),
    )


def _key(name: str, old: pd.DataFrame, new: pd.DataFrame) -> list[str]:
    """Return the columns that tell rows apart: the schema's, or else those that hold no numbers."""
    shared = list((new if len(new.columns) else old).columns)
    defined = TABLES[name].key if name in TABLES else ()
    if defined and set(defined) <= set(shared):
        return list(defined)
    frame = new if len(new) else old
    return [str(column) for column in shared if any(_number(cell) is None for cell in frame[column] if cell)]


def _by_key(frame: pd.DataFrame, key: list[str]) -> dict[str, Mapping[str, str]]:
    """Return rows by their key as text; where rows share it, the later ones get a number."""
    found: dict[str, Mapping[str, str]] = {}
    for record in frame.to_dict("records"):
        label = base = ", ".join(str(record[column]) for column in key if record.get(column))
        count = 1
        while label in found:
            count += 1
            label = f"{base} ({count})"
        found[label] = {str(column): str(cell) for column, cell in record.items() if column not in key}
    return found


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if value == value and abs(value) != float("inf") else None
