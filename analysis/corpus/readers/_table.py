"""Read a table of any supported format as rows of text cells, each with its place."""

from __future__ import annotations

import io
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice, takewhile
from numbers import Integral, Real
from pathlib import PurePosixPath
from typing import Any

from analysis.corpus._column_aliases import canonical_names
from analysis.corpus.readers._archive import check_package
from analysis.corpus.readers._bounds import check_sheets, read_columns
from analysis.corpus.readers._decode import UnreadableError, decode, replace_halves
from analysis.corpus.readers._optional import need
from analysis.corpus.readers._workbook import read_cells
from analysis.corpus.tables._csv import read_records, split_line, split_lines
from analysis.corpus.tables._json import read_json_records

TABLE_SUFFIXES = (".csv", ".tsv", ".xlsx", ".xls", ".ods", ".json", ".jsonl", ".parquet")

#: Workbooks, and what is in the package of each.
WORKBOOKS = {".xlsx": "xl/", ".xls": "xl/", ".ods": "content.xml"}

#: What a cell of Excel holds at most; a text of just this length has lost its end.
EXCEL_CELL = 32_767

#: Rows among which the header is looked for, below a title or a note on the export.
_ROWS_ABOVE = 10

_DELIMITERS = ",;\t|"

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of one table, or of one sheet of a workbook.

    Attributes:
        name: What messages call it: the file's name, and the sheet's where there are several.
        unit: What a row is called: `row` or `line`.
        columns: The columns in order.
        rows: Each row's number as its program shows it, its cells, and the defect of its form, or None.
        encoding: How the bytes were read; None where the format fixes that.
        doubts: What was decided in reading a row, by its number.
    """

    name: str
    unit: str
    columns: tuple[str, ...]
    rows: tuple[tuple[int, Row, str | None], ...]
    encoding: str | None = None
    doubts: Mapping[int, str] = field(default_factory=dict)


def read_table(name: str, raw: bytes, kind: str | None = None) -> list[Sheet]:
    """Return the sheets of a table; only a workbook has several.

    Args:
        name: What messages call it.
        raw: Its bytes.
        kind: What it is, as an ending; by default the name's.

    Raises:
        UnreadableError: The bytes are no table of the kind that the name's ending says.
    """
    suffix = kind or PurePosixPath(name).suffix.lower()
    if suffix in WORKBOOKS:
        return list(_workbook_sheets(name, raw, suffix))
    if suffix == ".parquet":
        return [_parquet_sheet(name, raw)]
    text, encoding = decode(raw)
    if not text.strip():
        raise UnreadableError("empty")
    if suffix in (".json", ".jsonl"):
        return [_json_sheet(name, text, encoding)]
    blank = list(takewhile(lambda line: not line.strip(" \r\n"), io.StringIO(text, newline="")))
    delimiter, above = ("\t", 0) if suffix == ".tsv" else _find_delimiter(text[sum(map(len, blank)) :])
    return [_text_sheet(name, text, encoding, delimiter, len(blank) + above)]


def _find_header(rows: Sequence[Sequence[str]]) -> int:
    """Return the place of the header: the first row, or one below it that names a text and more known columns."""
    names = [canonical_names(cells) for cells in rows[:_ROWS_ABOVE]]
    best = max(range(len(names)), key=lambda place: ("text" in names[place], len(names[place])), default=0)
    is_header = best and "text" in names[best] and len(names[best]) > max(1, len(names[0]))
    return best if is_header and "text" not in names[0] else 0


def _find_delimiter(text: str) -> tuple[str, int]:
    """Return the delimiter that splits a header into the most columns with known names, and the lines above that."""
    lines = [line.rstrip("\r\n") for line in islice(io.StringIO(text, newline=""), _ROWS_ABOVE)]

    def score(mark: str) -> tuple[int, int]:
        cells = split_line(lines[above[mark]], mark)
        return len(canonical_names(cells)), len(cells) if mark != "|" else 0

    above = {mark: _find_header([split_line(line, mark) for line in lines]) for mark in _DELIMITERS}
    delimiter = max(_DELIMITERS, key=score)  # the first of equals: the comma
    return delimiter, above[delimiter]


def _text_sheet(name: str, text: str, encoding: str, delimiter: str, above: int) -> Sheet:
    header, *records = read_records("".join(split_lines(text)[above:]) if above else text, delimiter)
    columns = _header(header.cells)
    numbered = [
        (number, record)
        for number, record in enumerate(records, start=above + 2)
        if any(cell.strip() for cell in record.cells)
    ]
    rows = [
        (number, dict(zip(columns, record.cells, strict=False)), record.defect) for number, record in numbered
    ]
    doubts = {number: record.doubt for number, record in numbered if record.doubt}
    return Sheet(name, "row", columns, tuple(rows), encoding, doubts)


def _header(cells: list[str]) -> tuple[str, ...]:
    """Return the columns' names made unique: repeated names are numbered, and empty ones are replaced."""
    names: dict[str, None] = {}
    repeats: dict[str, int] = {}
    for number, cell in enumerate(cells, start=1):
        name = base = cell.strip() or f"column {number}"
        repeat = repeats.get(base, 2)
        while name in names:
            name, repeat = f"{base} {repeat}", repeat + 1
        repeats[base] = repeat
        names[name] = None
    return tuple(names)


def _json_sheet(name: str, text: str, encoding: str) -> Sheet:
    unit, records = read_json_records(text)
    columns: dict[str, None] = {}
    rows: list[tuple[int, Row, str | None]] = []
    for number, record in records:
        fields = record or {}
        cells = {replace_halves(key): replace_halves(cell_text(value)) for key, value in fields.items()}
        columns.update(dict.fromkeys(cells))
        rows.append((number, cells, None if record is not None else "not a JSON object on a line of its own"))
    return Sheet(name, unit, tuple(columns), tuple(rows), encoding)


def _parquet_sheet(name: str, raw: bytes) -> Sheet:
    import pyarrow as pa

    try:
        table = read_columns(raw)
        columns = tuple(str(column) for column in table.column_names)
        # Out of Arrow's own values: pandas would make 7 of an integer column with a gap 7.0.
        values = [_column_values(column) for column in table.columns]
    except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
        raise UnreadableError(f"not a Parquet table ({type(error).__name__})") from None
    rows = [dict(zip(columns, map(cell_text, cells), strict=True)) for cells in zip(*values, strict=True)]
    return Sheet(name, "row", columns, tuple((number, row, None) for number, row in enumerate(rows, start=1)))


#: What Arrow raises for a time that Python does not have, or a zone that nobody has.
_NO_VALUE = (ValueError, OverflowError, KeyError)


def _column_values(column: Any) -> list[object]:  # noqa: ANN401 - pyarrow has no types
    try:
        return list(column.to_pylist())
    except _NO_VALUE:
        return [_cell_value(cell) for cell in column]


def _cell_value(cell: Any) -> object:  # noqa: ANN401 - as above
    """Return the value of a cell of Arrow; as text where Python has none for it, and None where Arrow has no text."""
    import pyarrow as pa

    try:
        return cell.as_py()
    except _NO_VALUE:
        bare = cell.cast(pa.timestamp(cell.type.unit)) if pa.types.is_timestamp(cell.type) else cell
    try:
        return bare.cast(pa.string()).as_py()
    except (pa.ArrowException, ValueError):
        return None


def _workbook_sheets(name: str, raw: bytes, suffix: str) -> Iterator[Sheet]:
    need("python_calamine", "Excel tables")  # told of before a file is looked into
    old = raw.startswith(b"\xd0\xcf\x11\xe0")
    if old and suffix != ".xls":
        raise UnreadableError("encrypted, or in Excel's old format; save it as .xlsx without a password")
    if not old:
        check_package(raw, WORKBOOKS[suffix])
        check_sheets(raw, suffix)
    sheets = read_cells(raw)
    for title, cells in sheets:
        texts = [[cell_text(cell) for cell in row] for row in cells]
        first = next((index for index, row in enumerate(texts) if any(cell.strip() for cell in row)), None)
        if first is None:
            continue
        first += _find_header(texts[first:])
        header = _header(texts[first])
        rows = [
            (number, dict(zip(header, row, strict=False)), None)
            for number, row in enumerate(texts[first + 1 :], start=first + 2)
            if any(cell.strip() for cell in row)
        ]
        sheet_name = name if len(sheets) == 1 else f"{name}, sheet {title!r}"
        yield Sheet(sheet_name, "row", header, tuple(rows))


def cell_text(value: object) -> str:
    """Return a cell as text: "" for nothing, whole numbers without a point, days and times in ISO 8601."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Integral):
        return str(int(value))
    if isinstance(value, Real):
        number = float(value)
        if math.isnan(number):
            return ""
        return str(int(number)) if number.is_integer() else str(number)
    if isinstance(value, datetime):
        whole_day = not (value.hour or value.minute or value.second or value.microsecond)
        return value.date().isoformat() if whole_day else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
        return ", ".join(value)
    if isinstance(value, list | tuple | dict):
        return json.dumps(value, ensure_ascii=False, sort_keys=True, default=_plain)
    return _plain(value)


def _plain(value: object) -> str:
    """Return a value of a kind that JSON does not have as text; bytes are letters that a table keeps as such."""
    return value.decode(errors="replace") if isinstance(value, bytes) else str(value)
