"""Read the cells of a workbook's sheets, also where a value among them is none that the library of workbooks knows."""

from __future__ import annotations

import io
import re
import zipfile

from analysis.corpus.readers._decode import UnreadableError
from analysis.corpus.readers._optional import need

#: A cell with a value: its attributes, what stands before the value (a formula), the value.
_VALUE = re.compile(
    rb"(<(?:\w+:)?+c\s)([^<>]*+)(>\s*+(?:<(?:\w+:)?+f\b[^<>]*+>[^<]*+(?:</(?:\w+:)?+f>)?+\s*+)?+<(?:\w+:)?+v>)([^<]*+)"
)
_IS_ERROR = re.compile(rb"""\bt\s*=\s*["']e["']""")
_STYLE = re.compile(rb"""\bs\s*=\s*["'][^"']*["']""")

#: From this number of days on a cell holds no duration, whatever its style says.
_MOST_DAYS = 999_999_999

Cells = list[list[object]]


def read_cells(raw: bytes) -> list[tuple[str, Cells]]:
    """Return the names of a workbook's sheets, and the cells of each row from the first on.

    Raises:
        UnreadableError: It is no workbook, or a damaged one.
    """
    try:
        return _read(raw)
    except UnreadableError:
        if not zipfile.is_zipfile(io.BytesIO(raw)):
            raise
    return _read(_without_unknown_values(raw))


def _read(raw: bytes) -> list[tuple[str, Cells]]:
    calamine = need("python_calamine", "Excel tables")
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(raw))
        return [
            (title, book.get_sheet_by_name(title).to_python(skip_empty_area=False))
            for title in book.sheet_names
        ]
    except (calamine.CalamineError, OSError, ValueError, OverflowError) as error:
        raise UnreadableError(f"not an Excel table ({type(error).__name__})") from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # which no module has, and which is no Exception
            raise
        raise UnreadableError("not an Excel table (a value in it that no program can hold)") from None


def _without_unknown_values(raw: bytes) -> bytes:
    """Return a workbook whose errors are all of the kind that every program knows, and whose durations are real."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as package, zipfile.ZipFile(out, "w") as mended:
        for name in package.namelist():
            content = package.read(name)
            mended.writestr(name, _VALUE.sub(_known_value, content) if b"<" in content[:100] else content)
    return out.getvalue()


def _known_value(cell: re.Match[bytes]) -> bytes:
    start, attributes, between, value = cell.groups()
    if _IS_ERROR.search(attributes):
        return bytes(start + attributes + between + b"#N/A")
    try:
        is_endless = not abs(float(value)) < _MOST_DAYS
    except ValueError:
        return cell[0]
    return bytes(start + (_STYLE.sub(b"", attributes) if is_endless else attributes) + between + value)
