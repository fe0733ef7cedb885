"""Tables and their columns: names, kinds, meanings and labels, and the frames that are built from them."""

from __future__ import annotations

import inspect
import re
import textwrap
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

import pandas as pd

Kind = Literal["string", "integer", "number", "boolean", "date", "spans", "strings", "object"]

_Function = TypeVar("_Function", bound=Callable[..., Any])

_DTYPES: dict[Kind, str] = {
    "string": "str",
    "integer": "int64",
    "number": "float64",
    "boolean": "bool",
    "date": "datetime64[s]",
    "spans": "object",
    "strings": "object",
    "object": "object",
}

_AFTER_COLUMNS = re.compile(r"\n\n(?=(?:Raises|Example):\n)")
_WIDTH = 100


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        name: Its name in frames and files.
        kind: What a cell holds; "spans" is a list of (start, end) pairs, "strings" a list of texts, "object" a
            mapping or any other list.
        meaning: What a cell says.
        unit: The unit of its numbers, where they have one.
        label: What pages call it; empty where none shows it.
        when: Which frames of the table have it, where not all do.
        own_dtype: Its pandas type, where that is not the one of its kind.
    """

    name: str
    kind: Kind
    meaning: str
    unit: str = ""
    label: str = ""
    when: str = ""
    own_dtype: str = ""

    @property
    def dtype(self) -> str:
        """The pandas type of the column."""
        return self.own_dtype or _DTYPES[self.kind]

    def describe(self) -> str:
        """Return a line of a docstring: name, kind, unit and meaning."""
        about = ", ".join(filter(None, (self.kind, self.unit)))
        return f"{self.name} ({about}): {self.meaning}{self.when and f'; only {self.when}'}"


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    Attributes:
        name: Its name, which is that of its data file without the ending.
        row: What a row is.
        columns: Its columns, in order.
        key: The columns that tell rows apart.
        page_columns: The columns that a page shows, in order; empty for all that have a label, in the table's order.
    """

    name: str
    row: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    page_columns: tuple[str, ...] = ()

    def column(self, name: str) -> Column | None:
        """Return the column of a name, or None where there is none."""
        return next((column for column in self.columns if column.name == name), None)

    @property
    def labels(self) -> dict[str, str]:
        """The columns that a page shows, in its order, with their labels."""
        labels = {column.name: column.label for column in self.columns if column.label}
        return {name: labels[name] for name in self.page_columns} if self.page_columns else labels

    def frame(self, rows: Iterable[Sequence[object]] | Mapping[str, Any] | pd.DataFrame) -> pd.DataFrame:
        """Return a frame with exactly these columns, in order and of their types, also where there are no rows.

        Args:
            rows: Rows, without the columns that only some frames have; or a frame or a mapping of columns, in any
                order, with those of them that are there. Further columns are left out.

        Raises:
            KeyError: A column is missing.
            ValueError: Rows are longer or shorter than the table is wide.
        """
        if isinstance(rows, pd.DataFrame | Mapping):
            data = pd.DataFrame(rows)
            columns = [column for column in self.columns if not column.when or column.name in data]
        else:
            columns = [column for column in self.columns if not column.when]
            data = pd.DataFrame(list(rows), columns=[column.name for column in columns])
        kinds = {column.name: column.dtype for column in columns}
        return data[list(kinds)].astype(kinds)

    def describe(self) -> str:
        """Return the section of a docstring that lists the columns."""
        lines = (
            textwrap.fill(
                column.describe(), _WIDTH, initial_indent=" " * 4, subsequent_indent=" " * 8,
                break_long_words=False, break_on_hyphens=False,
            )
            for column in self.columns
        )  # fmt: skip
        return "\n".join(["Columns:", *lines])


def returns(table: Table) -> Callable[[_Function], _Function]:
    """Add the columns of the returned table to a function's docstring, before its errors and examples."""

    def document(function: _Function) -> _Function:
        docstring = inspect.cleandoc(function.__doc__ or "")
        summary, *sections = _AFTER_COLUMNS.split(docstring, maxsplit=1)
        function.__doc__ = "\n\n".join([summary, table.describe(), *sections])
        return function

    return document
