"""Split exports of LexisNexis and Nexis Uni: numbered documents, or documents with a marked end.

Both have a head (outlet, day and headline, in an order of their own), labelled fields, the body, and fields again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from analysis.corpus._dates import read_date
from analysis.corpus.collections._database import Database, load_database
from analysis.corpus.collections._lines import Collection, Draft, Export, Line, Record, join
from analysis.corpus.collections._ranges import (
    describe_gaps,
    describe_outside,
    split_at_ends,
    split_at_fields,
    split_at_starts,
)

#: Lines of a head before its first field; more are body.
_LONGEST_HEAD = 14

#: Lines of a caption, which has no label of its own, under a label in the foot of a record.
_LONGEST_CAPTION = 6

#: Words of a line that gives the day: with weekday, time, edition.
_LONGEST_DAY_LINE = 14

#: The line of Nexis Uni over the body, folded.
_BODY = "body"

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PAGE = re.compile(
    r"\b(?:Pg|Page|Seite|S|P)\b\.? ?([A-Z]{0,3}[-.]?\d[\w.-]*(?:, ?[A-Z]{0,3}\d[\w.-]*)*)", re.IGNORECASE
)
_LENGTH = re.compile(r"[\d,.]+ \w+", re.IGNORECASE)


def split_lexisnexis(export: Export) -> Collection | None:
    """Return the records of an export of LexisNexis or Nexis Uni, or None where it is none."""
    database = load_database("lexisnexis")
    fields = [database.field(line) for line in export.lines]
    labels = {field.label.casefold() for field in fields if field}
    has_length = any(field and field.role == "length" and _LENGTH.fullmatch(field.value) for field in fields)
    if not (has_length or labels & database.strong):
        return None
    numbered = split_at_starts(export.lines, database)
    if numbered:
        return _collect(export, database.in_capitals(), numbered, numbered=True)
    ends = split_at_ends(export.lines, database.end.fullmatch)
    if not ends and has_length and labels & database.strong:
        ends = split_at_fields(
            export.lines, database, lambda field: field.label.casefold() in database.strong
        )
    if not ends:
        return None
    ends[0] = _without_cover(ends[0], database)
    return _collect(export, database, ends, numbered=False)


def _collect(
    export: Export, database: Database, ranges: Sequence[Sequence[Line]], *, numbered: bool
) -> Collection | None:
    rest = ranges[-1]
    if not numbered and not database.end.fullmatch(rest[-1].text) and not _has_field(rest, database):
        ranges = ranges[:-1]
    records = tuple(_read_record(export, database, lines, numbered=numbered) for lines in ranges)
    if not any(record.reason is None for record in records):
        return None
    doubts = [
        *describe_gaps(export.lines, database, len(records)),
        *describe_outside(export.lines, ranges, database),
    ]
    return Collection(database.name, records, tuple(doubts))


def _has_field(lines: Sequence[Line], database: Database) -> bool:
    return any((field := database.field(line)) and field.role in {"length", "byline"} for line in lines)


def _without_cover(lines: Sequence[Line], database: Database) -> Sequence[Line]:
    """Return the first record without the cover page and the list of contents before it."""
    day = next(
        (place for place, line in enumerate(lines) if place > 1 and _ends_cover(line, database)), len(lines)
    )
    head = range(day)
    last = max((place for place in head if database.cover.fullmatch(lines[place].text)), default=-1)
    if last < 0:
        return lines
    # The outlet stands above the day, the headline above the outlet; a list of contents looks like neither.
    return lines[min(last + 1, max(day - 2, 0)) :]


def _ends_cover(line: Line, database: Database) -> bool:
    """Return whether a line is the day or a field of an article, which no cover has."""
    field = database.field(line)
    return field.role in {"length", "byline", "section", "body"} if field else _is_day(line.text)


def _is_day(text: str) -> bool:
    return len(text.split()) <= _LONGEST_DAY_LINE and read_date(" ".join(text.split()[:5])) is not None


def _read_record(export: Export, database: Database, lines: Sequence[Line], *, numbered: bool) -> Record:
    draft = Draft(lines)
    draft.set_fact("database", "LexisNexis" if numbered else "Nexis Uni")
    first = 1 if numbered else 0
    last = len(lines)
    while last > first and (
        database.end.fullmatch(lines[last - 1].text) or database.foot.fullmatch(lines[last - 1].text)
    ):
        last -= 1
    marks = (*range(first), *range(last, len(lines)))
    draft.mark("header", *marks)
    head_end = _find_head_end(lines, first, last, database)
    _read_head(draft, database, first, head_end, numbered=numbered)
    body = _read_fields(draft, database, head_end, last, numbered=numbered)
    foot = _find_foot(lines, body, last, database)
    for place in range(body, foot):
        draft.mark("body", place)
    _read_foot(draft, database, foot, last)
    _cut_label(draft, export, body, database)
    if "published" not in draft.facts:
        draft.doubts.append("no day of publication is under its headline; undated")
    if not numbered and not database.end.fullmatch(lines[-1].text):
        draft.doubts.append("its end has no mark of the database; check that it is whole")
    return draft.finish(export, "the database gives no text of it")


def _cut_label(draft: Draft, export: Export, body: int, database: Database) -> None:
    """Cut the label in front of the body's first line off."""
    line = draft.lines[body] if body < len(draft.lines) else None
    field = database.field(line) if line else None
    if line and field and field.role == "body":
        text = export.text[export.text.index(":", line.start) + 1 : line.end].lstrip()
        if text:
            draft.cut(body, line.end - len(text), " ".join(text.split()))
        else:
            draft.mark("header", body)


def _find_head_end(lines: Sequence[Line], first: int, last: int, database: Database) -> int:
    """Return the place of the first field, or of the first line after day and headline where there is none."""
    for place in range(first, min(last, first + _LONGEST_HEAD)):
        field = database.field(lines[place])
        if (field and place > first) or _is_over_body(lines[place]):
            return place
    day = next((p for p in range(first, min(last, first + 6)) if _is_day(lines[p].text)), first)
    return min(day + 1, last)


def _read_head(draft: Draft, database: Database, first: int, end: int, *, numbered: bool) -> None:
    """Read outlet, day and headline; what else stands there (edition, copyright) is header."""
    notices = (database.rights, database.foot)
    head = [
        place
        for place in range(first, end)
        if not any(notice.fullmatch(draft.lines[place].text) for notice in notices)
    ]
    draft.mark("boilerplate", *(place for place in range(first, end) if place not in head))
    draft.mark("header", *head)
    texts = [draft.lines[place].text for place in head]
    day = next((at for at, text in enumerate(texts) if at > 0 and _is_day(text)), None)
    if day is None:
        day = next((at for at, text in enumerate(texts) if at > 0 and _is_vague_day(text)), None)
    else:
        draft.set_fact("published", _iso(texts[day]))
    if day is None:
        title, outlet = (head[1:], head[:1]) if numbered else (head[:1], head[1:2])
    elif numbered:
        later = [place for place in head[day + 1 :] if draft.lines[place].blank]
        title = [place for place in head[day + 1 :] if later and place >= later[0]]
        outlet = head[:1]
    else:
        title, outlet = (head[: day - 1], head[day - 1 : day]) if day > 1 else (head[:1], [])
    draft.mark("title", *title)
    draft.set_fact("title", join([draft.lines[place] for place in title]))
    draft.set_fact("outlet", join([draft.lines[place] for place in outlet]))


def _is_vague_day(text: str) -> bool:
    return len(text.split()) <= 6 and _YEAR.search(text) is not None


def _iso(text: str) -> str:
    day = read_date(text)
    return day.isoformat() if day else ""


def _read_fields(draft: Draft, database: Database, first: int, last: int, *, numbered: bool) -> int:
    """Read the fields before the body; return the place of the body's first line.

    Nexis Uni has a line of its own over the body, and what stands above it may be several paragraphs of a field.
    """
    lines = draft.lines
    mark = None if numbered else next((p for p in range(first, last) if _is_over_body(lines[p])), None)
    if mark is not None:
        _set_fields(draft, database, first, mark)
        draft.mark("header", *range(first, mark + 1))
        return mark + 1
    place = first
    while place < last:
        field = database.field(lines[place])
        if field and field.role == "body":
            break
        if not field and lines[place].gap and not database.rights.fullmatch(lines[place].text):
            break
        place += 1
    _set_fields(draft, database, first, place)
    return place


def _is_over_body(line: Line) -> bool:
    return line.text.casefold() == _BODY


def _set_fields(draft: Draft, database: Database, first: int, last: int) -> None:
    for place, label, value in _fields(draft.lines, first, last, database):
        draft.mark("header", *place)
        if label == "section":
            section, _, page = value.partition(";")
            draft.set_fact("section", section)
            if match := _PAGE.search(page or value):
                draft.set_fact("page", match[1])
        elif label == "title":
            draft.facts["title"] = value
            draft.mark("title", *place)
        elif label == "byline":
            draft.mark("byline", *place)
            draft.set_fact("byline", value)
        elif label == "correction":
            draft.mark("correction", *place)
        elif label in {"length", "dateline", "url", "database_id"}:
            draft.set_fact(label, value)


def _fields(
    lines: Sequence[Line], first: int, last: int, database: Database
) -> Iterator[tuple[list[int], str, str]]:
    """Yield the places, the meaning and the value of each field; a line that continues one is its."""
    place = first
    while place < last:
        field = database.field(lines[place])
        places, words = [place], field.value if field else ""
        place += 1
        while place < last and not lines[place].gap and not database.field(lines[place]):
            words = f"{words} {lines[place].text}"
            places.append(place)
            place += 1
        yield places, field.role if field else "", words


def _find_foot(lines: Sequence[Line], body: int, last: int, database: Database) -> int:
    """Return the place where the fields after the body begin.

    From the end upwards: fields, copyright, and captions under a label such as GRAPHIC; over the heading of the
    fields, nothing but captions.
    """
    foot, place, headed = last, last, False
    while place > body:
        first = place - 1
        while first > body and not lines[first].gap:
            first -= 1
        field = database.field(lines[first])
        heading = database.heading.fullmatch(lines[first].text)
        captions = any(line.gap for line in lines[place:foot])
        over_captions = field is not None and field.role in {"graphic", "correction"}
        if heading or over_captions or (not captions and not headed and field):
            headed = headed or heading is not None
            foot = first
        elif not captions and database.rights.fullmatch(lines[first].text):
            foot = first
        elif sum(line.gap for line in lines[first:foot]) > _LONGEST_CAPTION or field:
            break
        place = first
    return foot


def _read_foot(draft: Draft, database: Database, foot: int, last: int) -> None:
    for place in range(foot, last):
        is_right = database.rights.fullmatch(draft.lines[place].text)
        draft.mark("boilerplate" if is_right else "header", place)
    for places, label, value in _fields(draft.lines, foot, last, database):
        if label in {"url", "database_id", "byline"}:
            draft.set_fact(label, value)
        elif label == "correction":
            draft.mark("correction", *places)
