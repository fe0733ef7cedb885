"""Split exports of ProQuest: labelled fields, the text behind one of them, and fields again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.corpus._dates import read_date
from analysis.corpus.collections._database import Database, load_database
from analysis.corpus.collections._lines import Collection, Draft, Export, Line, Record, join
from analysis.corpus.collections._ranges import (
    describe_gaps,
    describe_outside,
    split_at_fields,
    split_at_starts,
)

_RULE = re.compile(r"[_*=-]{10,}")
_ADDRESS = re.compile(r"https?://\S+")
_NO_TEXT = re.compile(r"(?:not|none) available\.?", re.IGNORECASE)

#: A name as ProQuest writes it: "Byrd, Abby".
_TURNED_NAME = re.compile(r"([^,;]+), ([^,;]+)")


def split_proquest(export: Export) -> Collection | None:
    """Return the records of an export of ProQuest, or None where it is none."""
    database = load_database("proquest")
    fields = [database.field(line) for line in export.lines]
    roles = {field.role for field in fields if field}
    if not ("id" in roles and {field.label.casefold() for field in fields if field} & database.strong):
        return None
    ranges = split_at_starts(export.lines, database)
    if not ranges:
        ranges = split_at_fields(export.lines, database, lambda field: field.role == "id")
        ranges = [
            lines
            for lines in ranges
            if any((field := database.field(x)) and field.role == "id" for x in lines)
        ]
    records = tuple(_read_record(export, database, lines) for lines in ranges)
    doubts = [
        *describe_gaps(export.lines, database, len(records)),
        *describe_outside(export.lines, ranges, database),
    ]
    return Collection(database.name, records, tuple(doubts)) if records else None


def _read_record(export: Export, database: Database, lines: Sequence[Line]) -> Record:
    draft = Draft(lines)
    draft.set_fact("database", database.name)
    draft.mark("header", *range(len(lines)))
    fields = {place: field for place, line in enumerate(lines) if (field := database.field(line))}
    body = next((place for place, field in fields.items() if field.role == "body"), None)
    foot = _find_foot(lines, body if body is not None else 0, database)
    outside = {place: field for place, field in fields.items() if body is None or not body < place < foot}
    for field in outside.values():
        if field.role in {"section", "page", "database_url", "title"}:
            draft.set_fact(field.role, field.value)
        elif field.role == "byline":
            draft.set_fact("byline", "; ".join(_turn(name) for name in field.value.split(";")))
        elif field.role == "outlet":
            draft.set_fact("outlet", field.value.partition(";")[0])
        elif field.role == "published" and (day := read_date(field.value)):
            draft.set_fact("published", day.isoformat())
        elif field.role == "id":
            draft.doc_id = field.value
            draft.set_fact("database_id", field.value)
    _read_head(draft, database, min(outside, default=0))
    if "published" not in draft.facts:
        draft.doubts.append("no day of publication is in its fields; undated")
    if body is None or _NO_TEXT.fullmatch(fields[body].value):
        return draft.finish(export, "the export has no full text of it; get that, or leave it out")
    draft.mark("body", *range(body + 1, foot))
    line = lines[body]
    text = export.text[export.text.index(":", line.start) + 1 : line.end].lstrip()
    if text:
        draft.cut(body, line.end - len(text), " ".join(text.split()))
    return draft.finish(export, "the export has no full text of it; get that, or leave it out")


def _find_foot(lines: Sequence[Line], body: int, database: Database) -> int:
    """Return the place of the first field after the text.

    No label comes twice in a record's fields: one that does stands in the text the first time.
    """
    fields = [database.field(line) for line in lines]
    strong = [
        place
        for place, field in enumerate(fields)
        if place > body and field and field.label.casefold() in database.strong
    ]
    place = min(strong, default=len(lines))
    seen: set[str] = set()
    while place - 1 > body:
        first = place - 1
        while first - 1 > body and not lines[first].gap:
            first -= 1
        field = fields[first]
        if not field or field.label.casefold() in seen:
            break
        seen.add(field.label.casefold())
        place = first
    return place


def _read_head(draft: Draft, database: Database, end: int) -> None:
    """Read the headline over the first field: it may have the section's name behind it."""
    head = [
        place
        for place, line in enumerate(draft.lines[:end])
        if not database.start.fullmatch(line.text)
        and not _RULE.fullmatch(line.text)
        and not _ADDRESS.fullmatch(line.text)
        and not database.cover.fullmatch(line.text)
    ][:1]
    draft.mark("title", *head)
    title = join([draft.lines[place] for place in head])
    draft.set_fact("title", title)
    section = draft.facts.get("section")
    if section and draft.facts.get("title", "").endswith(f": {section}"):
        draft.facts["title"] = draft.facts["title"].removesuffix(f": {section}")


def _turn(name: str) -> str:
    """Return a name with the family's name last."""
    match = _TURNED_NAME.fullmatch(name.strip())
    return f"{match[2].strip()} {match[1].strip()}" if match else name.strip()
