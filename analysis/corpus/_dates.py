"""Read dates from cells and lines, only where there is a single reading; the clock is never consulted.

A date in figures alone, such as 03/04/2025, does not show which figure is the month, but its column often does: where
another cell is 12/17/2025, the month comes first in all of them. So columns are read whole (`resolve_dates`), and
what was concluded is returned as a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache

from analysis.corpus._normalise import normalise
from analysis.language import calendars

#: News was first printed in 1605; a later year than the second is a slip of typing.
_YEARS = range(1605, 2200)

_DATE = (
    r"\b(?P<month>[A-Z][a-zß-ÿ]{2,8})\.?\s+(?P<day>\d{1,2})(?:ENDING)?,?\s+(?P<year>(?:19|20)\d\d)\b"
    r"|\b(?P<day2>\d{1,2})(?:ENDING|\.)?(?:\s+|-)(?P<month2>[A-Z][a-zß-ÿ]{2,8})\.?(?:,?\s+|-)(?P<year2>(?:19|20)\d\d)\b"
    r"|\b(?P<year3>(?:19|20)\d\d)-(?P<month3>\d\d)-(?P<day3>\d\d)\b"
)

#: A day in figures alone, with or without the time behind it.
_FIGURES = re.compile(
    r"(?P<first>\d{1,4})(?P<mark>[./-])(?P<second>\d{1,2})(?P=mark)(?P<third>\d{1,4})"
    r"(?:[ T,]+\d{1,2}[:.]\d\d.{0,25})?"
)

#: The same in a line of words, where only a year of four figures makes it a day and no score.
_IN_LINE = re.compile(r"(?<![\d./-])\d{1,2}([./-])\d{1,2}\1(?:19|20)\d\d(?![\d/-])")

#: As spreadsheets write a day by default: "17-Dec-25".
_SHORT_YEAR = re.compile(r"(?P<day>\d{1,2})[ -](?P<month>[A-Za-z]{3,9})[ -](?P<year>\d\d)")

#: The places of year, month and day among three figures, by the name of their order.
_ORDERS: Mapping[str, tuple[int, int, int]] = {
    "year/month/day": (0, 1, 2),
    "month/day/year": (2, 0, 1),
    "day/month/year": (2, 1, 0),
}

#: A day and the time of it, without marks between them: "20251217083000".
_COMPACT = re.compile(r"((?:19|20)\d{6})[0-2]\d[0-5]\d[0-5]\d")

#: A day as a spreadsheet counts it (from 1900, with the 29 February 1900 that never was): 1927 to 2119.
_SERIAL = re.compile(r"[1-7]\d{4}(?:\.\d+)?")
_SERIAL_START = date(1899, 12, 30)

#: A moment as systems count it: seconds or thousandths since 1970, from 2001 on.
_EPOCH = re.compile(r"(?P<seconds>[1-9]\d{9})(?:\d{3}|\.\d+)?")


@cache
def _date() -> re.Pattern[str]:
    endings = sorted({ending for calendar in calendars() for ending in calendar.day_endings})
    return re.compile(_DATE.replace("ENDING", "|".join(endings)))


def _month(name: str) -> int | None:
    """Return the number of the first month whose name begins with `name`."""
    for calendar in calendars():
        for number, month in enumerate(calendar.month_names, 1):
            if month.startswith(name):
                return number
    return None


def read_date(line: str) -> date | None:
    """Return the first date that a line gives, or None.

    Reads "December 17, 2025", "Dec. 17, 2025", "17 December 2025" and "2025-12-17"; for a date in figures see
    `find_numeric_date`, since outlets differ on which figure is the month.
    """
    for match in _date().finditer(normalise(line)):
        groups = match.groupdict()
        year = groups["year"] or groups["year2"] or groups["year3"]
        day = groups["day"] or groups["day2"] or groups["day3"]
        name = groups["month"] or groups["month2"]
        month = _month(name.lower()) if name else int(groups["month3"])
        try:
            return date(int(year), month or 0, int(day))
        except ValueError:
            continue
    return None


def find_numeric_date(line: str) -> str | None:
    """Return the first day in figures that a line gives ("12/17/2025"), for `parse_date` or `is_ambiguous`."""
    match = _IN_LINE.search(line)
    return match[0] if match else None


def parse_date(value: str) -> date | None:
    """Return the day of a cell, or None for what is no day or may be either of two ("3/4/2025").

    Reads ISO 8601 ("2025-12-17", "2025-12-17T08:34Z"), figures that have one reading ("12/17/25", "17.12.2025";
    years of two figures as POSIX has them, 1969 to 2068), what `read_date` reads, the day counts of spreadsheets
    and the seconds of systems. A day outside the years in which there was news to print is none.
    """
    days = set(_possible_dates(value.strip()).values())
    return days.pop() if len(days) == 1 else None


def is_ambiguous(value: str) -> bool:
    """Return whether a cell may name either of two days."""
    return len(set(_possible_dates(value.strip()).values())) > 1


def _possible_dates(value: str) -> dict[str, date]:
    """Return the days that a cell can name, by the order of its figures ("" where only one order is possible)."""
    if match := _FIGURES.fullmatch(value):
        return dict(_numeric_dates(match))
    day = _read_written_date(value) or _read_serial(value)
    return {"": day} if day and day.year in _YEARS else {}


def _numeric_dates(match: re.Match[str]) -> Iterator[tuple[str, date]]:
    figures = (match["first"], match["second"], match["third"])
    for order, places in _ORDERS.items():
        year, month, day = (figures[place] for place in places)
        # A year has four figures or two, and the others two at most; none but the year can be of four.
        if len(year) in (2, 4) and len(month) <= 2 and len(day) <= 2:
            try:
                candidate = date(_full_year(year), int(month), int(day))
            except ValueError:
                continue
            if candidate.year in _YEARS:
                # A year of four figures in front fixes its own order and says nothing of the other cells'.
                yield "" if len(match["first"]) == 4 else order, candidate


def _full_year(year: str) -> int:
    number = int(year)
    return number if len(year) == 4 else number + (2000 if number < 69 else 1900)


def _read_written_date(value: str) -> date | None:
    try:
        return datetime.fromisoformat(value).date()
    except ValueError:
        pass
    if match := _COMPACT.fullmatch(value):
        return _read_written_date(match[1])
    if match := _SHORT_YEAR.fullmatch(value):
        return read_date(f"{match['day']} {match['month'].capitalize()} {_full_year(match['year'])}")
    return read_date(value) if len(value) <= 60 else None


def _is_serial(value: str) -> bool:
    return not (_FIGURES.fullmatch(value) or _read_written_date(value))


def _read_serial(value: str) -> date | None:
    if _SERIAL.fullmatch(value):
        return _SERIAL_START + timedelta(days=int(float(value)))
    if match := _EPOCH.fullmatch(value):
        return datetime.fromtimestamp(int(match["seconds"]), tz=UTC).date()
    return None


def resolve_dates(cells: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return a column's cells, the ambiguous ones resolved by the others to ISO 8601, and what was concluded.

    Where every cell in figures can be of one order, and of no other, that is the column's order. Cells that stay
    ambiguous are returned as they are.

    Args:
        cells: The column, whole; an empty cell is no date.

    Returns:
        The cells, and clauses for the table of doubts: of the order that was concluded, and of numbers that were
        taken for days.

    Example:
        >>> resolve_dates(["03/04/2025", "12/17/2025"])[0]
        ['2025-03-04', '12/17/2025']
    """
    candidates = [_possible_dates(cell.strip()) for cell in cells]
    ambiguous = [row for row, days in enumerate(candidates) if len(set(days.values())) > 1]
    orders = set(_ORDERS)
    for days in candidates:
        if days and "" not in days:
            orders &= set(days)
    resolved, notes = list(cells), []
    if ambiguous and len(orders) == 1:
        (order,) = orders
        for row in ambiguous:
            resolved[row] = candidates[row][order].isoformat()
        evidence = [cell for cell, days in zip(cells, candidates, strict=True) if set(days) == orders]
        cells_named = _describe_cells(cells[ambiguous[0]], len(ambiguous))
        notes.append(
            f"{cells_named} may be either of two days; read as {order}, the one order "
            f"that fits the whole column{f' (as {evidence[0]!r} shows)' if evidence else ''}"
        )
    serials = [row for row, cell in enumerate(cells) if "" in candidates[row] and _is_serial(cell.strip())]
    if serials:
        first = serials[0]
        notes.append(
            f"{_describe_cells(cells[first], len(serials))} is a number; read as the day {candidates[first]['']}"
        )
    return resolved, notes


def _describe_cells(cell: str, number: int) -> str:
    return repr(cell) if number == 1 else f"{cell!r} (and {number - 1:,} more like it)"
