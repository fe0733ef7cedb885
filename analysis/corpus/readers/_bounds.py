"""Bounds on what a file may unfold to, checked before a library unfolds it: elements of markup, cells of a sheet.

A file of a kilobyte can stand for more cells than there is memory, and one that unpacks to a hundred megabytes for more
elements. What is refused is far beyond any article and any table of articles.
"""

from __future__ import annotations

import io
import re
import zipfile

from analysis.corpus.readers._decode import UnreadableError

#: Elements in one document: at most 400 bytes of memory each in lxml, and a kilobyte in the reader of Word documents.
MOST_TAGS = 1_000_000

#: Cells of a sheet from the first to the last that holds something: as large as an old Excel table can be.
MOST_CELLS = 20_000_000

_CELL = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\br\s*=\s*["']([^"']*)""")
_PLACE = re.compile(rb"\s*([A-Za-z]{1,3})([0-9]{1,7})\s*")

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


def check_markup(raw: bytes, most: int = MOST_TAGS) -> None:
    """Check that markup has at most so many elements.

    Raises:
        UnreadableError: It has more.
    """
    if raw.count(b"<") > 2 * most:  # an element's end has a mark too
        raise UnreadableError(f"more than {most:,} elements of markup, as no article has; split it")


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
                    f"a sheet of {rows:,} rows and {columns:,} columns, most of them empty; delete what is far away"
                )


def _size_of_xlsx(content: bytes) -> tuple[int, int]:
    rows = columns = 0
    for match in _CELL.finditer(content):
        place = _PLACE.fullmatch(match[1])
        if place is None:
            raise UnreadableError("not an Excel table (a cell without a place)")
        rows, columns = max(rows, int(place[2])), max(columns, _column(place[1]))
    return rows, columns


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _size_of_ods(content: bytes) -> tuple[int, int]:
    """Return the rows and columns up to the last cells that hold something; a row or a cell may stand for many."""
    from lxml import etree

    rows = columns = row = column = width = 0
    try:
        for _, element in etree.iterparse(
            io.BytesIO(content), tag=(f"{_TABLE}table-cell", f"{_TABLE}table-row", f"{_TABLE}table"), no_network=True,
            resolve_entities=False,
        ):  # fmt: skip
            if element.tag == f"{_TABLE}table-cell":
                column += int(element.get(f"{_TABLE}number-columns-repeated", "1"))
                if len(element) or element.get(f"{_OFFICE}value-type") is not None:
                    width = column
            elif element.tag == f"{_TABLE}table-row":
                row += int(element.get(f"{_TABLE}number-rows-repeated", "1"))
                if width:
                    rows, columns = max(rows, row), max(columns, width)
                column = width = 0
                element.clear()
            else:
                row = 0
    except (etree.XMLSyntaxError, ValueError):
        raise UnreadableError("not an Excel table (damaged)") from None
    return rows, columns
