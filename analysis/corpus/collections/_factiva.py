"""Split exports of Factiva: documents that end with the database's number, with or without codes of its index."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from analysis.corpus._dates import read_date
from analysis.corpus._model import SectionKind
from analysis.corpus.collections._database import load_database
from analysis.corpus.collections._lines import Collection, Draft, Export, Line, Record, join
from analysis.corpus.collections._ranges import describe_outside, split_at_ends
from analysis.language import ENGLISH

#: Lines over the count of words, at most: section, headline, decks, names.
_LONGEST_HEAD = 6

#: Lines of a header under the count of words, at most.
_LONGEST_HEADER = 12

#: Words of a line that is a day, at most.
_LONGEST_DAY = 4

#: Words of a section's name, and of the publisher's line at the end.
_LONGEST_SECTION, _LONGEST_PUBLISHER = 3, 8

_SENTENCE_END = re.compile(r"""[.!?…]["”’)]*$""")
_NAME = re.compile(
    r"(?:[A-Z][\w.'’-]*|and|de|van|von|der|,|;|&)(?: (?:[A-Z][\w.'’-]*|and|de|van|von|der|&)[,;]?){1,9}"
)


#: What the lines of a coded field are, by what its code means; those of others are header.
_KINDS: dict[str, SectionKind] = {
    "title": "title",
    "byline": "byline",
    "body": "body",
    "rights": "boilerplate",
}


@dataclass(frozen=True)
class _Header:
    """Patterns of the lines of a header without codes, and what the codes mean."""

    words: re.Pattern[str]
    time: re.Pattern[str]
    code: re.Pattern[str]
    page: re.Pattern[str]
    edition: re.Pattern[str]
    languages: frozenset[str]
    codes: dict[str, str]


@cache
def _header() -> _Header:
    content = tomllib.loads((Path(__file__).parent / "factiva.toml").read_text(encoding="utf-8"))
    patterns = {name: re.compile(content[name]) for name in ("words", "time", "code", "page")}
    return _Header(
        **patterns,
        edition=re.compile(content["edition"], re.IGNORECASE),
        languages=frozenset(content["languages"]),
        codes={code: role for role, codes in content["codes"].items() for code in codes},
    )


def split_factiva(export: Export) -> Collection | None:
    """Return the records of an export of Factiva, or None where it is none."""
    database = load_database("factiva")
    ranges = split_at_ends(export.lines, database.end.search)
    if not ranges:
        return None
    if not database.end.search(ranges[-1][-1].text) and not _find_words(ranges[-1]):
        ranges = ranges[:-1]
    ranges[0] = _without_cover(ranges[0])
    records = tuple(_read_record(export, lines) for lines in ranges if lines)
    if not any(record.reason is None for record in records):
        return None
    return Collection(database.name, records, tuple(describe_outside(export.lines, ranges, database)))


def _without_cover(lines: Sequence[Line]) -> Sequence[Line]:
    """Return the first record without what a page says before it."""
    if _is_coded(lines):
        return lines[next(place for place, line in enumerate(lines) if _code(line)) :]
    foot = load_database("factiva").foot
    first = max(0, _find_words(lines) - _LONGEST_HEAD)
    while first < len(lines) and foot.fullmatch(lines[first].text):
        first += 1
    return lines[first:]


def _find_words(lines: Sequence[Line]) -> int:
    """Return the place of the line that counts the words, or 0 where there is none."""
    return next((place for place, line in enumerate(lines) if _header().words.fullmatch(line.text)), 0)


def _find_day(lines: Sequence[Line]) -> int:
    """Return the place of the first line that is a day, or 1, under the headline, where there is none."""
    reach = range(1, min(len(lines), _LONGEST_HEAD + 1))
    return next((place for place in reach if _is_day(lines[place].text)), 1)


def _is_day(text: str) -> bool:
    return len(text.split()) <= _LONGEST_DAY and read_date(text) is not None


def _code(line: Line) -> str | None:
    code = line.text.split(" ")[0].split("|")[0]
    return code if code in _header().codes and (line.text == code or "|" in line.text or line.coded) else None


def _is_coded(lines: Sequence[Line]) -> bool:
    codes = {_code(line) for line in lines}
    return codes >= {"HD", "WC", "PD"} and bool({"LP", "TD"} & codes)


def _read_record(export: Export, lines: Sequence[Line]) -> Record:
    draft = Draft(lines)
    draft.set_fact("database", "Factiva")
    ending = load_database("factiva").end.search(lines[-1].text)
    draft.mark("header", *range(len(lines)))
    if ending:
        draft.doc_id = ending["id"]
        draft.set_fact("database_id", ending["id"])
    else:
        draft.doubts.append("its end has no number of the database; check that it is whole")
    if _is_coded(lines):
        _read_coded(draft, export)
    else:
        _read_plain(draft, bool(ending))
    if "published" not in draft.facts:
        draft.doubts.append("no day of publication is in its header; undated")
    return draft.finish(export, "the database gives no text of it")


def _read_coded(draft: Draft, export: Export) -> None:
    """Read a record whose lines have codes; a line without one continues the field before it."""
    values: dict[str, list[str]] = {}
    role = "further"
    for place, line in enumerate(draft.lines):
        text = line.text
        if code := _code(line):
            role = _header().codes[code]
            text = text[len(code) :].strip(" |")
        if load_database("factiva").end.search(line.text):
            continue
        values.setdefault(role, []).append(text.strip(" |"))
        if text.strip(" |") and role in _KINDS:
            draft.mark(_KINDS[role], place)
    for place in reversed(range(len(draft.lines))):
        line, code = draft.lines[place], _code(draft.lines[place])
        text = export.text[line.start + len(code) : line.end].lstrip("\t |\xa0") if code else ""
        if text and draft.kinds[place] == "body":
            draft.cut(place, line.end - len(text), " ".join(text.split()))
    for name in ("title", "byline", "length", "outlet", "section", "page", "edition"):
        draft.set_fact(name, " ".join(values.get(name, [])))
    _set_day(draft, " ".join(values.get("published", [])))


def _set_day(draft: Draft, text: str) -> None:
    if day := read_date(text):
        draft.set_fact("published", day.isoformat())


def _read_plain(draft: Draft, ended: bool) -> None:
    """Read a record without codes: headline, names, words, day, outlet and the rest of a header, then the body."""
    words = _find_words(draft.lines)
    draft.set_fact("length", draft.lines[words].text if words else "")
    # Where nobody counted the words, the day stands under the headline.
    words = words or _find_day(draft.lines) - 1
    _read_head(draft, words if draft.facts.get("length") else words + 1)
    body = _read_header(draft, words)
    end = len(draft.lines) - ended
    last = draft.lines[end - 1].text if end > body else ""
    # What the publisher is called stands alone under the last sentence.
    if end - 1 > body and len(last.split()) <= _LONGEST_PUBLISHER and not _SENTENCE_END.search(last):
        end -= 1
    draft.mark("body", *range(body, end))


def _read_head(draft: Draft, words: int) -> None:
    head = list(range(words))
    titles = [place for place in head if "headline" in draft.lines[place].hint.casefold()]
    if titles:
        section, names = [p for p in head if p < titles[0]], [p for p in head if p > titles[-1]]
    else:
        names = [head.pop()] if len(head) > 1 and _is_byline(draft.lines[head[-1]].text, head, draft) else []
        is_section = len(head) > 1 and len(draft.lines[0].text.split()) <= _LONGEST_SECTION
        section, titles = (head[:1], head[1:2]) if is_section else ([], head[:1])
    draft.mark("title", *titles)
    draft.mark("byline", *names)
    draft.set_fact("title", join([draft.lines[place] for place in titles]))
    draft.set_fact("byline", join([draft.lines[place] for place in names]))
    draft.set_fact("section", join([draft.lines[place] for place in section]))


def _is_byline(text: str, head: Sequence[int], draft: Draft) -> bool:
    """Return whether the last line over the count of words names who wrote it."""
    if ENGLISH.newsroom.byline_head.fullmatch(text):
        return True
    first = draft.lines[head[0]].text
    is_section = len(head) == 2 and len(first.split()) <= _LONGEST_SECTION < len(text.split())
    return not is_section and _NAME.fullmatch(text) is not None


def _read_header(draft: Draft, words: int) -> int:
    """Read the lines under the count of words; return the place of the first line of the body."""
    header, rights = _header(), load_database("factiva").rights
    lines = draft.lines
    reach = range(words + 1, min(len(lines), words + 1 + _LONGEST_HEADER))
    last = next((place for place in reach if rights.fullmatch(lines[place].text)), None)
    if last is None:
        last = next((place for place in reach if lines[place].text in header.languages), words)
    else:
        draft.mark("boilerplate", last)
    # The day stands first, and what is in its place where it cannot be read is no outlet.
    _set_day(draft, join(lines[words + 1 : words + 2]))
    for place in range(words + 2, last):
        text = lines[place].text
        if header.time.fullmatch(text) or text in header.languages:
            continue
        if "outlet" not in draft.facts:
            draft.set_fact("outlet", text)
        elif header.page.fullmatch(text):
            draft.set_fact("page", text)
        elif header.edition.fullmatch(text):
            draft.set_fact("edition", text)
    return last + 1
