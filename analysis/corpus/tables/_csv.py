"""Read the rows of delimited text, whatever its writer did with quotation marks.

A table in the form of RFC 4180 is read by that alone. Where marks break it (they stand undoubled in a cell, or one is
never closed, so that a cell takes in the rows behind it), the rows are found again by the shape that a line of this
table has, and what had to be decided is said of the row.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.text import allow_long_cells, counted

#: Lines from which the shape of a table's rows is learnt.
_LINES_LEARNT = 400

#: Share of the rows of which a column must look alike to tell a row from a line of prose.
_ALIKE = 0.9

#: Columns from which a line with as many cells, none beginning with a blank, is a row and no prose.
_MANY_COLUMNS = 4

#: Columns that are alike in all rows from which a line that has them is a row, whatever stands behind them.
_FORMS_ENOUGH = 2

#: Most blank lines between the paragraphs of a text.
_BLANK_LINES = 8

#: Longest cell, in characters, whose form may be that of a column of numbers, days or addresses.
_LONGEST_FORM = 40

_FOREIGN = (
    "like no other row of this table; if it belongs to the one above, put the text of that in quotation marks"
)

_INSIDE = re.compile(r'(?:[^"]++|"")*+')
_ADDRESS = re.compile(r"https?://\S+")
_LETTERS = re.compile(r"[^\W\d_]+")
_FIGURES = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Record:
    """One row: its cells; why they cannot be believed, or None; what was decided in reading them, or None."""

    cells: list[str]
    defect: str | None = None
    doubt: str | None = None


def read_records(text: str, delimiter: str) -> list[Record]:
    """Return the rows of a table, its header first; a blank line is a row without cells."""
    allow_long_cells()
    readings = [text, text.replace('\\"', '""')] if '\\"' in text else [text]
    for reading in readings:
        strict = _read_strictly(reading, delimiter)
        if strict is not None:
            return strict
    results = [_Recovery(reading, delimiter).read() for reading in readings]
    return min(results, key=lambda records: sum(bool(record.defect or record.doubt) for record in records))


def split_lines(text: str) -> list[str]:
    """Return the lines with their ends, at those line ends alone that tables have."""
    return io.StringIO(text, newline="").readlines()


def _read_strictly(text: str, delimiter: str) -> list[Record] | None:
    """Return the rows of a table in order, or None where marks break it or a cell takes in rows."""
    lines = split_lines(text)
    header = split_line(lines[0], delimiter)
    spaced = len(header) > 1 and all(cell.startswith(" ") for cell in header[1:])
    reader = csv.reader(iter(lines), delimiter=delimiter, strict=True, skipinitialspace=spaced)
    rows: list[list[str]] = []
    inner_lines: list[str] = []
    start = 0
    try:
        for cells in reader:
            rows.append(cells)
            inner_lines += lines[start + 1 : reader.line_num]
            start = reader.line_num
    except csv.Error:
        return None
    if rows and inner_lines:
        shape = _Shape(rows[0], rows[1 : 1 + _LINES_LEARNT], delimiter)
        if any(shape.fits(line, surely=True) for line in inner_lines):
            return None
    width = len(rows[0]) if rows else 0
    return [Record(cells, _describe_width(cells, width, delimiter)) for cells in rows]


def _describe_width(cells: Sequence[str], width: int, delimiter: str) -> str | None:
    """Return what is wrong with a row of more cells than columns, or None."""
    if not any(cell.strip() for cell in cells[width:]):
        return None
    cells_for = f"{counted(len(cells), 'cell')} for {counted(width, 'column')}"
    return f"{cells_for}; quote cells that hold a {delimiter_name(delimiter)}"


def delimiter_name(delimiter: str) -> str:
    """Return what a delimiter is called."""
    return {",": "comma", ";": "semicolon", "\t": "tab"}.get(delimiter, "stroke")


class _Shape:
    """What a line must be to be a row of a table: as wide as the header, and alike where all rows are alike."""

    def __init__(self, header: Sequence[str], rows: Sequence[Sequence[str]], delimiter: str) -> None:
        self.delimiter = delimiter
        self.width = len(header)
        self.forms: dict[int, str] = {}
        whole = [row for row in rows if self.fits_cells(row)]  # as yet by width and blanks alone
        for column in range(self.width):
            forms = Counter(_form(row[column]) for row in whole)
            form, number = forms.most_common(1)[0] if forms else ("", 0)
            if form and number >= _ALIKE * len(whole):
                self.forms[column] = form

    def fits(self, line: str, *, surely: bool = False) -> bool:
        """Return whether a line is a row; `surely` is asked where nothing else shows that marks break the table."""
        if line.count(self.delimiter) < self.width - 1:
            return False
        if surely and not self.forms and self.width < _MANY_COLUMNS:
            return False
        cells = split_line(line, self.delimiter)
        if not surely and len(self.forms) >= _FORMS_ENOUGH and len(cells) > self.width:
            return self._is_alike(cells)  # marks that break its text part it into more cells
        return self.fits_cells(cells)

    def _is_alike(self, cells: Sequence[str]) -> bool:
        return all(_form(cells[column]) == form for column, form in self.forms.items())

    def fits_cells(self, cells: Sequence[str]) -> bool:
        """Return whether cells are a row's: as many as there are columns, and not begun by a blank as in prose."""
        if self.width < 2 or len(cells) != self.width or any(cell[:1] == " " for cell in cells[1:]):
            return False
        if any(cell.endswith('"') and not cell.startswith('"') for cell in cells[:-1]):
            return False  # the end of a cell that began on a line before
        return self._is_alike(cells)

    def is_prose(self, line: str) -> bool:
        """Return whether a line can be no row, with whatever marks: nothing in it is as in the other rows."""
        cells = [cell.strip('"') for cell in line.split(self.delimiter)]
        return self.width > 1 and (self.is_foreign(cells) if self.forms else len(cells) < self.width)

    def is_foreign(self, cells: Sequence[str]) -> bool:
        """Return whether cells are like those of the other rows in no column where these are alike."""
        if not any(cell.strip() for cell in cells):
            return False
        matches = (_form(cell) == self.forms[n] for n, cell in enumerate(cells) if n in self.forms)
        return bool(self.forms) and not any(matches)


def _form(cell: str) -> str:
    """Return the form of a number, day or address ("9-9-9" of any day), or "" of any other cell."""
    if _ADDRESS.fullmatch(cell):
        return "address"
    if len(cell) > _LONGEST_FORM or not any(character.isdigit() for character in cell):
        return ""
    return _FIGURES.sub("9", _LETTERS.sub("a", cell))


class _Recovery:
    """A second reading of a table that marks have broken, line by line."""

    def __init__(self, text: str, delimiter: str) -> None:
        self.delimiter = delimiter
        self.lines = split_lines(text)
        self.shape = _Shape((), (), delimiter)
        self.header, self.start, _, _ = self._scan(0)
        learnt = self.lines[self.start : self.start + _LINES_LEARNT]
        self.shape = _Shape(self.header, [split_line(line, delimiter) for line in learnt], delimiter)
        rows = [line for line in learnt if self.shape.fits(line)]
        quoted = sum(line.startswith('"') or f'{delimiter}"' in line for line in rows)
        self.quotes = 2 * quoted >= len(rows)

    def read(self) -> list[Record]:
        """Return the rows: of a table that quotes no cells, each line as it is; of others, as marks and shape say."""
        body = self.lines[self.start :]
        if not self.quotes and all(
            self.shape.fits_cells(self._split_plainly(line)) for line in body if line.strip()
        ):
            return [Record(self.header), *(Record(self._split_plainly(line)) for line in body)]
        return [Record(self.header), *self._read_rows()]

    def _read_rows(self) -> Iterator[Record]:
        at = self.start
        while at < len(self.lines):
            record, at = self._read_row(at)
            foreign = not record.defect and self.shape.is_foreign(record.cells)
            yield Record(record.cells, _FOREIGN) if foreign else record

    def _read_row(self, at: int) -> tuple[Record, int]:
        """Return the row that begins at a line, and the line after it."""
        cells, end, closed, in_order = self._scan(at)
        wide = _describe_width(cells, self.shape.width, self.delimiter)
        if end == at + 1 and closed:
            plain = self._split_plainly(self.lines[at])
            is_plain = not self.quotes and '""' not in self.lines[at] and len(plain) == self.shape.width
            return (Record(plain) if is_plain else Record(cells, wide)), end
        broken = not in_order or not closed or bool(wide)
        rows = (line for line in range(at + 1, end) if self.shape.fits(self.lines[line], surely=not broken))
        following = next(rows, None)
        if following is not None:
            return self._cut_off(at, following), following
        return Record(cells, wide if closed else _describe_open(end - at - 1)), end

    def _cut_off(self, at: int, following: int) -> Record:
        """Return a row whose mark is not closed before the next row begins, as far as that."""
        if self.quotes:
            cells, _, _, _ = self._scan(at, following)
        else:
            cells = "".join(self.lines[at:following]).split(self.delimiter, self.shape.width - 1)
        if len(cells) != self.shape.width:
            return Record(cells, _describe_open(following - at - 1))
        cells[-1] = cells[-1].rstrip("\r\n")
        if not self.quotes and cells[-1].count('"') % 2 == 0:
            return Record(cells)
        return Record(cells, doubt="a quotation mark in it is never closed; read as far as the next row")

    def _split_plainly(self, line: str) -> list[str]:
        bare = line.rstrip("\r\n")
        return bare.split(self.delimiter) if bare else []

    def _scan(self, at: int, stop: int | None = None) -> tuple[list[str], int, bool, bool]:
        """Read a row whose marks close only where a cell can end; others in a cell are text.

        Args:
            at: Its first line.
            stop: The line before which it ends at the latest.

        Returns:
            Its cells; the line after it; whether its last cell is closed; whether all marks are in order.
        """
        cells: list[str] = []
        cell = ""
        is_open, in_order = False, True
        for number in range(at, len(self.lines) if stop is None else stop):
            line, place = self.lines[number], 0
            while is_open or place < len(line):
                if not is_open and line.startswith('"', place):
                    is_open, place, cell = True, place + 1, ""
                if not is_open:
                    edge = line.find(self.delimiter, place)
                    cells.append((line[place:] if edge < 0 else line[place:edge]).rstrip("\r\n"))
                    if edge < 0:
                        return cells, number + 1, True, in_order
                    place = edge + 1
                    continue
                inside = _INSIDE.match(line, place)
                cell += inside[0].replace('""', '"') if inside else ""
                place = inside.end() if inside else place
                if place == len(line):
                    break
                behind = line[place + 1 :]
                if behind.startswith(self.delimiter) and not self._is_within_last(len(cells), behind):
                    cells.append(cell)
                    is_open, place = False, place + 2
                elif not behind.rstrip("\r\n") and self._may_end_before(number + 1):
                    return [*cells, cell], number + 1, True, in_order
                else:
                    cell, place, in_order = f'{cell}"', place + 1, False
        return [*cells, cell], len(self.lines) if stop is None else stop, not is_open, in_order

    def _is_within_last(self, before: int, behind: str) -> bool:
        """Return whether a mark stands in the text of the last column, for all that a delimiter follows it."""
        return before + 1 == self.shape.width and bool(behind.strip(f"{self.delimiter}\r\n "))

    def _may_end_before(self, number: int) -> bool:
        """Return whether a row may end before a line: what follows is none of the prose of its last cell."""
        following = next((line for line in self.lines[number : number + _BLANK_LINES] if line.strip()), None)
        return following is None or not self.shape.is_prose(following)


def split_line(line: str, delimiter: str) -> list[str]:
    """Return the cells of a line read by itself; a mark that is not closed opens a cell to its end."""
    allow_long_cells()
    return next(csv.reader([line.rstrip("\r\n")], delimiter=delimiter), [])


def _describe_open(following: int) -> str:
    if not following:
        return "a quotation mark in it is never closed; close it"
    lines = "the line" if following == 1 else f"the {following:,} lines"
    return f"a quotation mark in it is never closed, so that {lines} after it count as its own; close it"
