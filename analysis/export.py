"""Write tables and findings of a notebook to files; the same numbers give the same bytes.

Every table is written twice: CSV for people and spreadsheets, Parquet for programs. Files are made
aside and put in place whole.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.schema import column_kind
from analysis.text import Finding, shield_cell, write_atomically

__all__ = ["save_findings", "save_tables"]

#: What ends a cell or a row for one program or another.
_IN_QUOTES = re.compile('[",\n\v\f\r\x1c-\x1e\x85\u2028\u2029]')


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
        plain = {str(column): [_plain(value) for value in table[column]] for column in table.columns}
        written += [
            write_atomically(Path(folder) / f"{name}.csv", _csv_bytes(plain)),
            write_atomically(Path(folder) / f"{name}.parquet", _parquet_bytes(name, plain)),
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


def _csv_bytes(columns: Mapping[str, list[Any]]) -> bytes:
    fields = [[_field(name), *map(_field, column)] for name, column in columns.items()]
    # A row that is one empty field would be no row.
    rows = (",".join(row) or '""' for row in zip(*fields, strict=True))
    return "".join(f"{row}\n" for row in rows).encode()


def _field(value: Any) -> str:  # noqa: ANN401 - as above
    """Return a cell as it stands in CSV: quoted where a program might see more than one cell or row in it."""
    cell = _cell(value)
    text = shield_cell(cell) if isinstance(value, str) else "" if cell is None else str(cell)
    return '"{}"'.format(text.replace('"', '""')) if _IN_QUOTES.search(text) else text


def _cell(value: Any) -> Any:  # noqa: ANN401 - as above
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return repr(value) if isinstance(value, float) else value


def _parquet_bytes(table: str, columns: Mapping[str, list[Any]]) -> bytes:
    # Here, because the import is slow and not every notebook writes tables.
    import pyarrow as pa
    import pyarrow.parquet as pq

    arrays = {name: _arrow_array(column_kind(table, name), values) for name, values in columns.items()}
    sink = pa.BufferOutputStream()
    pq.write_table(pa.table(arrays), sink, compression="zstd")
    content: bytes = sink.getvalue().to_pybytes()
    return content


def _arrow_array(kind: str | None, values: list[Any]) -> Any:  # noqa: ANN401 - pyarrow has no types
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
    if kind == "date":
        values = [dt.date.fromisoformat(value[:10]) if value else None for value in values]
    if kind == "object":
        values = [None if value is None else str(_cell(value)) for value in values]
    try:
        array = pa.array(values, type=kinds.get(kind or ""), from_pandas=False)
    except (pa.ArrowInvalid, pa.ArrowTypeError):  # values of several kinds in one column
        array = pa.array([None if value is None else str(_cell(value)) for value in values], type=pa.string())
    return array.cast(pa.string()) if pa.types.is_null(array.type) else array
