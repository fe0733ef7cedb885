"""Write tables and findings of a notebook to files; the same numbers give the same bytes.

Every table is written twice: CSV for people and spreadsheets, Parquet for programs. Files are made
aside and put in place whole.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import pandas as pd

from analysis.schema import column_kind
from analysis.text import Finding, shield_cell, write_atomically

__all__ = ["save_findings", "save_tables"]

T = TypeVar("T")

#: What ends a cell or a row for one program or another.
_IN_QUOTES = re.compile('[",\n\v\f\r\x1c-\x1e\x85\u2028\u2029]')
_ROWS_AT_ONCE = 50_000


def __dir__() -> list[str]:
    return sorted(__all__)


def save_tables(folder: str | os.PathLike[str], tables: Mapping[str, pd.DataFrame]) -> list[Path]:
    """Write tables as `<name>.csv` and `<name>.parquet`.

    CSV is UTF-8 with a line feed after each row, an empty field where nothing is known, and lists
    as JSON text. A text that a spreadsheet would take for a formula has an apostrophe before it, which
    `analysis.text.unshield_cell` takes away; numbers, days and all of Parquet are as they are.
    Column kinds in Parquet come from `analysis.schema` where it defines the column.

    Args:
        folder: Folder of the files, created if missing. Empty writes nothing.
        tables: File name without ending to table.

    Returns:
        The files written.

    Raises:
        DatelineError: The folder cannot be written.

    Example:
        >>> with TemporaryDirectory() as folder:
        ...     written = save_tables(folder, {"terms": analysis.term_frequencies(annotated)})
        ...     [path.name for path in written]
        ['terms.csv', 'terms.parquet']
    """
    if not os.fspath(folder):
        return []
    written = []
    for name, table in tables.items():
        written += [
            write_atomically(Path(folder) / f"{name}.csv", _csv_bytes(table)),
            write_atomically(Path(folder) / f"{name}.parquet", _parquet_bytes(name, table)),
        ]
    return written


def save_findings(folder: str | os.PathLike[str], notebook: str, findings: Iterable[Finding]) -> Path | None:
    """Write the findings of a notebook, the most important first, for the overview page.

    Args:
        folder: Folder of the file; empty writes nothing.
        notebook: The notebook's name.
        findings: The most important first.

    Returns:
        The file written, `<notebook>.findings.json`.

    Raises:
        DatelineError: The folder cannot be written.

    Example:
        >>> from analysis.text import Finding
        >>> with TemporaryDirectory() as folder:
        ...     save_findings(folder, "explore", [Finding("Two of four articles quote a minister.")]).name
        'explore.findings.json'
    """
    if not os.fspath(folder):
        return None
    rows = [{key: value for key, value in asdict(finding).items() if value} for finding in findings]
    text = json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
    return write_atomically(Path(folder) / f"{notebook}.findings.json", text.encode())


def _plain(value: Any) -> Any:  # noqa: ANN401 - a cell can hold anything
    """Return a cell as a JSON value: text, number, list or mapping; None for a missing value."""
    if isinstance(value, str):
        # A lone surrogate (possible in JSON) cannot be encoded as UTF-8.
        return value.encode("utf-8", "replace").decode()
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, set | frozenset):
        return sorted(_plain(item) for item in value)
    if pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp | dt.datetime | dt.date):
        return value.isoformat()[:10] if _is_day(value) else value.isoformat()
    if hasattr(value, "item"):  # a NumPy scalar
        return value.item()
    return value if isinstance(value, float) else str(value)


def _is_day(value: dt.date) -> bool:
    return not isinstance(value, dt.datetime) or value.time() == dt.time()


def _plain_values(column: pd.Series[Any]) -> list[Any]:
    """Return the cells of a column as JSON values; of texts, which repeat, each distinct one is converted once."""
    values = column.tolist()
    if _is_numeric(column):
        return [None if value != value else value for value in values]  # NaN alone differs from itself
    return _of_distinct(_plain, values) if column.dtype == "str" else [*map(_plain, values)]


def _is_numeric(column: pd.Series[Any]) -> bool:
    """Return whether a column holds booleans or numbers as NumPy does, with NaN for what is missing."""
    return isinstance(column.dtype, np.dtype) and column.dtype.kind in "biuf"


def _of_distinct(function: Callable[[Any], T], values: Sequence[Any]) -> list[T]:
    known = {value: function(value) for value in set(values)}
    return [known[value] for value in values]


def _csv_bytes(table: pd.DataFrame) -> bytes:
    blocks = [_row(map(_field, map(str, table.columns)))] if len(table.columns) else []
    for start in range(0, len(table), _ROWS_AT_ONCE):  # the cells of a whole table as text would fill memory
        block = table.iloc[start : start + _ROWS_AT_ONCE]
        columns = [_fields(_plain_values(block[name])) for name in table.columns]
        blocks.append("".join(map(_row, zip(*columns, strict=True))))
    return "".join(blocks).encode()


def _row(fields: Iterable[str]) -> str:
    # A row that is one empty field would be no row.
    return (",".join(fields) or '""') + "\n"


def _fields(values: list[Any]) -> list[str]:
    kinds = set(map(type, values))
    if kinds <= {str, type(None)}:
        return _of_distinct(_field, values)
    if kinds <= {int, float}:
        return [*map(repr, values)]
    return [*map(_field, values)]


def _field(value: Any) -> str:  # noqa: ANN401 - as above
    """Return a cell as it stands in CSV: quoted where a program might see more than one cell or row in it."""
    cell = _cell(value)
    text = shield_cell(cell) if isinstance(value, str) else "" if cell is None else str(cell)
    return '"{}"'.format(text.replace('"', '""')) if _IN_QUOTES.search(text) else text


def _cell(value: Any) -> Any:  # noqa: ANN401 - as above
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return repr(value) if isinstance(value, float) else value


def _parquet_bytes(name: str, table: pd.DataFrame) -> bytes:
    # Here, because the import is slow and not every notebook writes tables.
    import pyarrow as pa
    import pyarrow.parquet as pq

    arrays = {
        str(column): _arrow_array(column_kind(name, str(column)), table[column]) for column in table.columns
    }
    sink = pa.BufferOutputStream()
    pq.write_table(pa.table(arrays), sink, compression="zstd")
    content: bytes = sink.getvalue().to_pybytes()
    return content


def _arrow_array(kind: str | None, column: pd.Series[Any]) -> Any:  # noqa: ANN401 - pyarrow has no types
    """Return a column as an Arrow array: of the schema's kind, or else of the values' type, or else as JSON text."""
    import pyarrow as pa

    kinds = {
        "string": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
        "spans": pa.list_(pa.list_(pa.int64())),
        "strings": pa.list_(pa.string()),
        "object": pa.string(),
    }
    # Numbers as they stand: objects of their cells would fill memory.
    if kind in {"integer", "number", "boolean"} and _is_numeric(column):
        return pa.array(column.to_numpy(), type=kinds[kind], from_pandas=True)
    values = _plain_values(column)
    if kind == "date":
        values = [dt.date.fromisoformat(value[:10]) if value else None for value in values]
    if kind == "object":
        values = [None if value is None else str(_cell(value)) for value in values]
    try:
        array = pa.array(values, type=kinds.get(kind or ""), from_pandas=False)
    except (pa.ArrowInvalid, pa.ArrowTypeError):  # values of several kinds in one column
        array = pa.array([None if value is None else str(_cell(value)) for value in values], type=pa.string())
    return array.cast(pa.string()) if pa.types.is_null(array.type) else array
