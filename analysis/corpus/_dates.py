"""Which day does a cell or a line name? Only where there is one reading; nothing is asked of the clock."""

from __future__ import annotations

import re
from datetime import date, datetime

from analysis.corpus._text import normalise
from analysis.language import _newsroom as newsroom

#: News was first printed in 1605; a later year than the second is a slip of typing.
_YEARS = range(1605, 2200)

_DATE = re.compile(
    r"\b(?P<month>[A-Z][a-z]{2,8})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d\d)\b"
    r"|\b(?P<day2>\d{1,2})(?:st|nd|rd|th)?\s+(?P<month2>[A-Z][a-z]{2,8})\.?,?\s+(?P<year2>(?:19|20)\d\d)\b"
    r"|\b(?P<year3>(?:19|20)\d\d)-(?P<month3>\d\d)-(?P<day3>\d\d)\b"
)


def read_date(line: str) -> date | None:
    """Return the first date that a line gives, or None.

    Reads "December 17, 2025", "Dec. 17, 2025", "17 December 2025" and "2025-12-17"; a date of digits and
    strokes alone is left alone, since outlets differ on which figure is the month.
    """
    for match in _DATE.finditer(normalise(line)):
        found = match.groupdict()
        year = found["year"] or found["year2"] or found["year3"]
        day = found["day"] or found["day2"] or found["day3"]
        name = (found["month"] or found["month2"] or "").lower()
        months = [i for i, month in enumerate(newsroom.MONTHS, 1) if name and month.startswith(name)]
        month = months[0] if months else int(found["month3"] or 0)
        try:
            return date(int(year), month, int(day))
        except ValueError:
            continue
    return None


def parse_date(value: str) -> date | None:
    """Return the day of a cell: ISO 8601 ("2025-12-17", "2025-12-17T08:34Z"), or as `read_date` reads it.

    None for what is no day, for one of which the month is not certain ("3/4/2025"), and for one outside the
    years in which there was news to print.
    """
    value = value.strip()
    try:
        found: date | None = datetime.fromisoformat(value).date()
    except ValueError:
        found = read_date(value) if len(value) <= 60 else None
    return found if found and found.year in _YEARS else None
