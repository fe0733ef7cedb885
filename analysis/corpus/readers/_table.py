"""Read a table of any supported format as rows of text cells, each with its place."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from numbers import Integral, Real
from pathlib import PurePosixPath

from analysis.corpus._column_aliases import canonical_names
from analysis.corpus.readers._archive import check_package
from analysis.corpus.readers._decode import UnreadableError, decode
from analysis.corpus.readers._optional import need

TABLE_SUFFIXES = (".csv", ".tsv", ".xlsx", ".xls", ".ods", ".jsonl", ".parquet")

#: Workbooks, and what is in the package of each.
WORKBOOKS = {".xlsx": "xl/", ".xls": "xl/", ".ods": "content.xml"}

#: What a cell of Excel holds at most; a text of just this length has lost its end.
EXCEL_CELL = 32_767

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
    """

    name: str
    unit: str
    columns: tuple[str, ...]
    rows: tuple[tuple[int, Row, str | None], ...]
    encoding: str | None = None


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
    if suffix == ".jsonl":
        return [_json_sheet(name, text, encoding)]
    return [_text_sheet(name, text, encoding, "\t" if suffix == ".tsv" else _find_delimiter(text))]


def _find_delimiter(text: str) -> str:
    """Return the delimiter that splits the header into the most columns with known names."""
    header = text.partition("\n")[0].rstrip("\r")

    def score(mark: str) -> tuple[int, int]:
        cells = next(csv.reader([header], delimiter=mark), [])
        return len(canonical_names(cells)), len(cells) if mark != "|" else 0

    return max(_DELIMITERS, key=score)  # the first of equals: the comma


def _text_sheet(name: str, text: str, encoding: str, delimiter: str) -> Sheet:
    records, swallowed = _records(text, delimiter)
    header = _header(records[0]) if records else ()
    rows: list[tuple[int, Row, str | None]] = []
    for number, cells in enumerate(records[1:], start=2):
        if not any(cell.strip() for cell in cells):
            continue
        defect = None
        if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
            mark = _delimiter_name(delimiter)
            defect = f"{len(cells)} cells for {len(header)} columns; quote cells that hold a {mark}"
        if swallowed and number == len(records):
            defect = f"a quotation mark in it is never closed, so that {swallowed} after it count as its own; close it"
        rows.append((number, dict(zip(header, cells, strict=False)), defect))
    return Sheet(name, "row", header, tuple(rows), encoding)


def _records(text: str, delimiter: str) -> tuple[list[list[str]], str]:
    """Return the rows, and a phrase for the lines that an unclosed quotation mark takes in ("" for none)."""
    csv.field_size_limit(2**31 - 1)  # the default, 128 KiB a cell, is shorter than a long article
    lines = io.StringIO(text, newline="").readlines()
    # Strict reading would fail at a quotation mark within a cell that is not doubled, as many programs write.
    reader = csv.reader(iter(lines), delimiter=delimiter)
    records: list[list[str]] = []
    start = end = 0
    try:
        for cells in reader:
            records.append(cells)
            start, end = end, reader.line_num
    except csv.Error as error:
        raise UnreadableError(f"not a table that can be read (line {reader.line_num}: {error})") from None
    following = end - start - 1
    is_open = following > 0 and "".join(lines[start:end]).count('"') % 2 == 1
    return records, ("the line" if following == 1 else f"the {following:,} lines") if is_open else ""


def _delimiter_name(delimiter: str) -> str:
    return {",": "comma", ";": "semicolon", "\t": "tab"}.get(delimiter, "stroke")


def _header(cells: list[str]) -> tuple[str, ...]:
    """Return the columns' names made unique: repeated names are numbered, and empty ones are replaced."""
    names: list[str] = []
    for number, cell in enumerate(cells, start=1):
        name = base = cell.strip() or f"column {number}"
        repeat = 2
        while name in names:
            name, repeat = f"{base} {repeat}", repeat + 1
        names.append(name)
    return tuple(names)


def _json_sheet(name: str, text: str, encoding: str) -> Sheet:
    rows: list[tuple[int, Row, str | None]] = []
    columns: dict[str, None] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            record = None
        defect = None if isinstance(record, dict) else "not a JSON object on a line of its own"
        cells = {key: cell_text(value) for key, value in record.items()} if isinstance(record, dict) else {}
        columns.update(dict.fromkeys(cells))
        rows.append((number, cells, defect))
    return Sheet(name, "line", tuple(columns), tuple(rows), encoding)


def _parquet_sheet(name: str, raw: bytes) -> Sheet:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.read_table(pa.BufferReader(raw))
        columns = tuple(str(column) for column in table.column_names)
        # Row by row out of Arrow's own values: pandas would make 7 of an integer column with a gap 7.0.
        records = table.to_pylist()
    except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
        raise UnreadableError(f"not a Parquet table ({type(error).__name__})") from None
    rows = [({str(key): cell_text(value) for key, value in record.items()}) for record in records]
    return Sheet(name, "row", columns, tuple((number, row, None) for number, row in enumerate(rows, start=1)))


def _workbook_sheets(name: str, raw: bytes, suffix: str) -> Iterator[Sheet]:
    calamine = need("python_calamine", "Excel tables")
    old = raw.startswith(b"\xd0\xcf\x11\xe0")
    if old and suffix != ".xls":
        raise UnreadableError("encrypted, or in Excel's old format; save it as .xlsx without a password")
    if not old:
        check_package(raw, WORKBOOKS[suffix])
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(raw))
        sheets = [
            (title, book.get_sheet_by_name(title).to_python(skip_empty_area=False))
            for title in book.sheet_names
        ]
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise UnreadableError(f"not an Excel table ({type(error).__name__})") from None
    for title, cells in sheets:
        texts = [[cell_text(cell) for cell in row] for row in cells]
        first = next((index for index, row in enumerate(texts) if any(cell.strip() for cell in row)), None)
        if first is None:
            continue
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
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
