"""Split pages of Europresse, whose elements say by their classes what they are."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from analysis.corpus._dates import read_date
from analysis.corpus._model import SectionKind
from analysis.corpus.collections._lines import Collection, Draft, Export, Line, Record, join

#: The number of an issue behind an outlet's name.
_ISSUE = re.compile(r",? n(?:o|º|°|um)\.? ?\d.*", re.IGNORECASE)
_PAGE = re.compile(r"\bpp?\. ?([\w*-]+(?:, ?[\w*-]+)*)")

#: What a line is, by the part of an article that its element's class names; the first that fits.
_KINDS: tuple[tuple[str, SectionKind], ...] = (
    ("title", "title"),
    ("byline", "byline"),
    ("body", "body"),
)


@cache
def _classes() -> dict[str, frozenset[str]]:
    content = _content()
    return {part: frozenset(content[part]) for part in ("outlet", "header", "title", "byline", "body")}


@cache
def _content() -> dict[str, list[str]]:
    return tomllib.loads((Path(__file__).parent / "europresse.toml").read_text(encoding="utf-8"))


@cache
def europresse_number() -> re.Pattern[str]:
    """Return the pattern of the number that Europresse gives an article, with the groups `number` and `day`."""
    return re.compile(str(_content()["document"]))


def _is(line: Line, part: str) -> bool:
    return not _classes()[part].isdisjoint(line.hint.split())


def split_europresse(export: Export) -> Collection | None:
    """Return the records of a page of Europresse, or None where it is none."""
    lines = export.lines
    starts = [
        place
        for place, line in enumerate(lines)
        if _is(line, "outlet") and (place == 0 or not _is(lines[place - 1], "outlet"))
    ]
    if not starts or not any(_is(line, "body") for line in lines):
        return None
    ends = [*starts[1:], len(lines)]
    records = [_read_record(export, lines[start:end]) for start, end in zip(starts, ends, strict=True)]
    return Collection("Europresse", tuple(records))


def _read_record(export: Export, lines: Sequence[Line]) -> Record:
    draft = Draft(lines)
    draft.set_fact("database", "Europresse")
    draft.mark("header", *range(len(lines)))
    for part, kind in _KINDS:
        places = [place for place, line in enumerate(lines) if _is(line, part)]
        places = [place for place in places if draft.kinds[place] == "header"]
        draft.mark(kind, *places)
        if part != "body":
            draft.set_fact(part, join([lines[place] for place in places]))
    draft.set_fact("outlet", _ISSUE.sub("", next(line.text for line in lines if _is(line, "outlet"))))
    header = join([line for line in lines if _is(line, "header")])
    if match := _PAGE.search(header):
        draft.set_fact("page", match[1])
    document = europresse_number()
    number = next((match for line in reversed(lines) if (match := document.search(line.text))), None)
    if number:
        draft.doc_id = number["number"]
        draft.set_fact("database_id", number["number"])
        day = number["day"]
        draft.set_fact("published", f"{day[:4]}-{day[4:6]}-{day[6:]}")
    elif day_named := read_date(header):
        draft.set_fact("published", day_named.isoformat())
    else:
        draft.doubts.append("no day of publication is in its header; undated")
    return draft.finish(export, "the database gives no text of it")
