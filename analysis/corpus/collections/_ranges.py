"""Divide the lines of an export into records, and say what is in none of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from analysis.corpus.collections._database import Database, Field
from analysis.corpus.collections._lines import Line
from analysis.text import counted, shorten

#: Words outside all records that are told of; fewer are a number or a rule.
_FEWEST_OUTSIDE = 6
_MOST_FIGURES = 9  # of the number of a record


def split_at_starts(lines: Sequence[Line], database: Database) -> list[Sequence[Line]]:
    """Return the records that each begin with a mark; [] where there is none."""
    starts = [place for place, line in enumerate(lines) if database.start.fullmatch(line.text)]
    ends = [*starts[1:], len(lines)]
    return [lines[start:end] for start, end in zip(starts, ends, strict=False)]


def split_at_ends(
    lines: Sequence[Line], is_end: Callable[[str], re.Match[str] | None]
) -> list[Sequence[Line]]:
    """Return the records that each end with a mark, and what follows the last; [] where there is none."""
    ends = [place + 1 for place, line in enumerate(lines) if is_end(line.text)]
    if not ends:
        return []
    ranges = [lines[start:end] for start, end in zip([0, *ends], ends, strict=False)]
    return [*ranges, lines[ends[-1] :]] if ends[-1] < len(lines) else ranges


def split_at_fields(
    lines: Sequence[Line], database: Database, is_last: Callable[[Field], bool]
) -> list[Sequence[Line]]:
    """Return records that have no marks: each ends with the run of fields that one of the last fields stands in."""
    ranges, first, ended = [], 0, False
    for place, line in enumerate(lines):
        field = database.field(line)
        if ended and line.gap and not field and not database.rights.fullmatch(line.text):
            ranges.append(lines[first:place])
            first, ended = place, False
        ended = ended or (field is not None and is_last(field))
    return [*ranges, lines[first:]] if first < len(lines) else ranges


def _declared_total(lines: Sequence[Line], database: Database) -> int | None:
    """Return how many records the marks or the cover of an export say it has, or None."""
    for line in lines:
        if match := database.start.fullmatch(line.text) or database.total.fullmatch(line.text):
            return next(reversed(_numbers_of(match)), None)
    return None


def _numbers_of(mark: re.Match[str]) -> list[int]:
    """Return the numbers in a mark; one of more figures than records are counted with is none."""
    return [int(group) for group in mark.groups() if group and len(group) <= _MOST_FIGURES]


def describe_gaps(lines: Sequence[Line], database: Database, number: int) -> list[str]:
    """Return a doubt where the numbers of records that an export names are not all there."""
    marks = (database.start.fullmatch(line.text) for line in lines)
    numbers = [next(iter(_numbers_of(mark)), 0) for mark in marks if mark]
    total = _declared_total(lines, database)
    if total is None or (number == total and numbers in ([], list(range(1, total + 1)))):
        return []
    return [f"its marks count {counted(total, 'document')}, of which {number:,} are in it"]


def describe_outside(
    lines: Sequence[Line], ranges: Sequence[Sequence[Line]], database: Database
) -> list[str]:
    """Return a doubt where lines that are no cover page, list of contents or notice are in no record."""
    inside = {line.start for record in ranges for line in record}
    outside = [
        line
        for line in lines
        if line.start not in inside
        and not database.cover.fullmatch(line.text)
        and not database.foot.fullmatch(line.text)
    ]
    first_inside = min(inside, default=0)
    # Names, addresses and search terms of a cover page have no form of their own; sentences are none of these.
    outside = [line for line in outside if line.start > first_inside or len(line.text.split()) > 12]
    words = sum(len(line.text.split()) for line in outside)
    if words < _FEWEST_OUTSIDE:
        return []
    return [f"{counted(words, 'word')} of it are in no article: “{shorten(outside[0].text, 60)}”"]
