"""Bounds on what a file may unfold to, checked before a library unfolds it: elements of markup, cells of a sheet.

A file of a kilobyte can stand for more cells than there is memory, and one that unpacks to a hundred megabytes for more
elements. What is refused is far beyond any article and any table of articles.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

from analysis.corpus.readers._decode import UnreadableError
from analysis.text import counted

if TYPE_CHECKING:
    import pyarrow as pa

#: Elements in one document: at most 400 bytes of memory each in lxml, and a kilobyte in the reader of Word documents.
MOST_TAGS = 1_000_000

#: Cells of a sheet from the first to the last that holds something: as large as an old Excel table can be.
MOST_CELLS = 20_000_000

#: Bytes of text in the cells of a table in which a text that is repeated stands once: as in an archive's file.
MOST_TEXT = 200_000_000

_ROW_OR_CELL = re.compile(rb"""<(?:\w+:)?+(row|c)(?=[\s/>])((?:[^<>"']|"[^"<]*+"|'[^'<]*+')*+)""")
_REFERENCE = re.compile(rb"""\br\s*=\s*["']([^"']*)""")
_ROW = re.compile(rb"\s*([0-9]{1,9})\s*")
_PLACE = re.compile(rb"\s*([A-Za-z]{1,3})([0-9]{1,7})\s*")

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")


def check_markup(raw: bytes, most: int = MOST_TAGS) -> None:
    """Check that markup has at most so many elements.

    Raises:
        UnreadableError: It has more.
    """
    if raw.count(b"<") > 2 * most:  # an element's end has a mark too
        raise UnreadableError(f"more than {most:,} elements of markup, more than any article has; split it")


def read_columns(raw: bytes) -> pa.Table:
    """Return the table of a Parquet file, its texts still as places in a list of different ones.

    Raises:
        UnreadableError: It stands for more cells, or for more text, than can be held.
        pyarrow.ArrowException: It is damaged; OSError and ValueError too.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = pq.ParquetFile(pa.BufferReader(raw)).schema
    texts = [
        column.path
        for column in map(columns.column, range(len(columns)))
        if column.physical_type == "BYTE_ARRAY"
        and column.logical_type.type in {"STRING", "NONE", "JSON", "ENUM"}
    ]
    file = pq.ParquetFile(pa.BufferReader(raw), read_dictionary=texts)
    groups = [file.metadata.row_group(number) for number in range(file.metadata.num_row_groups)]
    parts = [group.column(number) for group in groups for number in range(group.num_columns)]
    if sum(part.num_values for part in parts) > MOST_CELLS:
        raise UnreadableError(f"more than {MOST_CELLS:,} cells; split it")
    if sum(part.total_uncompressed_size for part in parts) > MOST_TEXT:
        raise UnreadableError(f"unpacks to more than {MOST_TEXT // 1_000_000} MB; split it")
    table = file.read()
    if sum(_size_of_texts(chunk) for column in table.columns for chunk in column.chunks) > MOST_TEXT:
        raise UnreadableError(f"its texts unpack to more than {MOST_TEXT // 1_000_000} MB; split it")
    return table


def _size_of_texts(values: Any) -> int:  # noqa: ANN401 - pyarrow has no types
    """Return the bytes of the texts that an array of Arrow stands for, each as often as it is named."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if pa.types.is_dictionary(values.type):
        lengths = pc.cast(pc.binary_length(values.dictionary), pa.int64())
        return pc.sum(lengths.take(values.indices)).as_py() or 0
    if pa.types.is_struct(values.type):
        return sum(map(_size_of_texts, values.flatten()))
    if pa.types.is_list(values.type) or pa.types.is_large_list(values.type):
        return _size_of_texts(values.flatten())
    if pa.types.is_map(values.type):
        return _size_of_texts(values.keys) + _size_of_texts(values.items)
    return 0


def check_sheets(raw: bytes, suffix: str) -> None:
    """Check that the sheets of a workbook are of a size that can be held, gaps between cells included.

    Args:
        raw: A workbook that `check_package` passed.
        suffix: `.xlsx` or `.ods`.

    Raises:
        UnreadableError: A sheet has more cells, or names a cell in a way that no program does.
    """
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        for name in package.namelist():
            content = package.read(name)
            if suffix == ".ods" and name == "content.xml":
                rows, columns = _size_of_ods(content)
            elif suffix != ".ods" and b"<" in content[:100]:
                rows, columns = _size_of_xlsx(content)
            else:
                continue
            if rows * columns > MOST_CELLS:
                raise UnreadableError(
                    f"a sheet of {counted(rows, 'row')} and {counted(columns, 'column')}, most of them empty; delete "
                    "the cells far away"
                )


def _size_of_xlsx(content: bytes) -> tuple[int, int]:
    """Return the rows and columns up to the last cells; one that does not say its place is next to the one before."""
    rows = columns = row = column = 0
    for match in _ROW_OR_CELL.finditer(content):
        places = _REFERENCE.findall(match[2])
        if match[1] == b"row":
            row, column = max(map(_row, places), default=row + 1), 0
            continue
        if not places:
            rows, column = max(rows, row), column + 1
        for place in places:
            cell = _PLACE.fullmatch(place)
            if cell is None:
                raise UnreadableError("not an Excel table (a cell without a place)")
            rows, column = max(rows, int(cell[2])), _column(cell[1])
            columns = max(columns, column)
        columns = max(columns, column)
    return rows, columns


def _row(place: bytes) -> int:
    number = _ROW.fullmatch(place)
    if number is None:
        raise UnreadableError("not an Excel table (a row without a place)")
    return int(number[1])


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _size_of_ods(content: bytes) -> tuple[int, int]:
    """Return the rows and columns up to the last cells that hold something; a row or a cell may stand for many."""
    from lxml import etree

    rows = columns = row = column = width = letters = row_letters = 0
    try:
        for _, element in etree.iterparse(
            io.BytesIO(content), tag=(*_CELLS, f"{_TABLE}table-row", f"{_TABLE}table"), no_network=True,
            resolve_entities=False,
        ):  # fmt: skip
            if element.tag in _CELLS:
                times = int(element.get(f"{_TABLE}number-columns-repeated", "1"))
                column += times
                row_letters += times * _letters(element)
                if len(element) or element.get(f"{_OFFICE}value-type") is not None:
                    width = column
            elif element.tag == f"{_TABLE}table-row":
                times = int(element.get(f"{_TABLE}number-rows-repeated", "1"))
                row += times
                letters += times * row_letters
                if width:
                    rows, columns = max(rows, row), max(columns, width)
                column = width = row_letters = 0
                element.clear()
            else:
                row = 0
    except (etree.XMLSyntaxError, ValueError):
        raise UnreadableError("not an Excel table (damaged)") from None
    if letters > MOST_TEXT and rows * columns <= MOST_CELLS:
        raise UnreadableError(f"its texts unpack to more than {MOST_TEXT // 1_000_000} MB; split it")
    return rows, columns


def _letters(cell: Any) -> int:  # noqa: ANN401 - lxml has no types
    """Return the letters that a cell stands for; of blanks it may have the number alone."""
    blanks = sum(max(0, int(run.get(f"{_TEXT}c", "1"))) for run in cell.iter(f"{_TEXT}s"))
    return blanks + sum(map(len, cell.itertext()))
