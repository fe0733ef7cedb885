"""Read dates, outlets and slugs in the names of files and folders, where most of the names have one shape.

A number in a single name proves nothing. Where most files have a day at the same place of their path, that place is the
day of publication, and words beside it that recur from file to file name the outlets.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from analysis.corpus._dates import is_ambiguous, parse_date, resolve_dates

#: Share of the files that must have a day at the same place of their path.
_MOST = 0.6

#: Fewest files whose paths can have a shape in common.
_FEWEST = 2

#: Figures and months that may be a day; figures behind or before others are none.
_DAY = re.compile(
    r"(?<!\d)(?:"
    r"(?:19|20)\d\d(?P<mark>[-._ /])\d{1,2}(?P=mark)\d{1,2}"
    r"|\d{1,2}(?P<mark2>[-._])\d{1,2}(?P=mark2)(?:19|20)\d\d"
    r"|(?:19|20)\d\d[01]\d[0-3]\d"
    r"|(?:19|20)\d\d(?P<mark3>[-._ /])[A-Za-z]{3,9}(?P=mark3)\d{1,2}"
    r"|\d{1,2}[-._ ]?[A-Za-z]{3,9}[-._ ]?(?:19|20)\d\d"
    r"|[A-Za-z]{3,9}[-._ ]?\d{1,2}(?:,[-._ ]?|[-._ ])(?:19|20)\d\d"
    r")(?!\d)"
)
_PARTS = re.compile(r"\d+|[A-Za-z]+")
_EDGES = " _-.,()[]"
_NUMBER_BEHIND = re.compile(r"[\s_.(-]*\d+\)?$")
_FIELD_EDGE = re.compile(r"_+|\s+-\s+|\s*[(),;]\s*")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class NamedFacts:
    """What a file's path says of its article; an empty text where it says nothing.

    Attributes:
        published: The day, in ISO 8601 or as it is written where it may be either of two.
        outlet: The outlet, as it is written there.
        slug: Words of the headline.
    """

    published: str = ""
    outlet: str = ""
    slug: str = ""


@dataclass(frozen=True, slots=True)
class _DatedPath:
    """A path with a day: where that stands, and the words around it."""

    place: tuple[str, int]
    day: str
    before: str
    behind: str
    folders: tuple[str, ...]


def read_names(paths: Sequence[str]) -> tuple[list[NamedFacts], list[str]]:
    """Return what each path says, by the shape that most of them share, and clauses about days that may be two.

    Where the paths share no shape, they say nothing.

    Example:
        >>> names = ["nyt_2016-04-08_tensions-flare", "nyt_2016-05-09_admiral-rattles"]
        >>> names += ["post_2016-05-09_talks-end", "post_2016-06-01_votes-counted"]
        >>> read_names([f"{name}.txt" for name in names])[0][1]
        NamedFacts(published='2016-05-09', outlet='nyt', slug='admiral rattles')
    """
    if len(paths) < _FEWEST:
        return [NamedFacts() for _ in paths], []
    readings = [list(_read_path(path)) for path in paths]
    days_at: dict[tuple[str, int], list[str]] = {}
    for dated in (dated for reading in readings for dated in reading):
        days_at.setdefault(dated.place, []).append(dated.day)
    shared = [
        place
        for place, days in days_at.items()
        # One day in the folder of all files may be that of the download.
        if len(days) >= _MOST * len(paths) and (place[0] == "name" or len(set(days)) > 1)
    ]
    chosen = _choose_place(readings, shared)
    chosen_paths = [next((d for d in reading if d.place == chosen), None) for reading in readings]
    days, notes = resolve_dates([path.day if path else "" for path in chosen_paths])
    outlets = _find_outlets(chosen_paths)
    facts = [
        NamedFacts(day, outlet, _slug(path, outlet)) if path else NamedFacts()
        for path, day, outlet in zip(chosen_paths, days, outlets, strict=True)
    ]
    return facts, notes


def _choose_place(
    readings: Sequence[Sequence[_DatedPath]], shared: Sequence[tuple[str, int]]
) -> tuple[str, int] | None:
    """Return the place of the day of publication: of two, that of the days that are never the later ones."""
    if len(shared) < 2:
        return shared[0] if shared else None
    for place in sorted(shared):
        if all(_is_first(place, reading, shared) for reading in readings):
            return place
    return None


def _is_first(
    place: tuple[str, int], reading: Sequence[_DatedPath], shared: Sequence[tuple[str, int]]
) -> bool:
    days = {d.place: parse_date(d.day) for d in reading if d.place in shared}
    own = days.get(place)
    return own is not None and all(day is None or own <= day for day in days.values())


def _read_path(path: str) -> Iterable[_DatedPath]:
    """Yield a reading of a path for each day in it."""
    pure = PurePosixPath(path)
    folders, stem = pure.parts[:-1], pure.stem
    for number, match in enumerate(_days_in(stem)):
        before, behind = stem[: match.start()].strip(_EDGES), stem[match.end() :].strip(_EDGES)
        yield _DatedPath(("name", number), _day(match[0]), before, behind, folders)
    above = "/".join(folders)
    for number, match in enumerate(_days_in(above)):
        rest = f"{above[: match.start()]}/{above[match.end() :]}"
        named = tuple(part.strip(_EDGES) for part in rest.split("/") if part.strip(_EDGES))
        yield _DatedPath(("folder", number), _day(match[0]), "", stem, named)
    whole = f"{above}/{stem}"
    for match in _days_in(whole):
        if match.start() < len(above) < match.end():  # 2025/12/17.txt, 2025/12/17_pier.txt
            named = tuple(part for part in whole[: match.start()].split("/") if part)
            yield _DatedPath(("across", 0), _day(match[0]), "", whole[match.end() :].strip(_EDGES), named)


def _days_in(text: str) -> list[re.Match[str]]:
    return [match for match in _DAY.finditer(text) if _is_day(_day(match[0]))]


def _day(written: str) -> str:
    """Return a day as cells of tables have it: "2016/04/08" as 2016-04-08, "17Dec2025" as 17 Dec 2025."""
    parts = _PARTS.findall(written)
    if len(parts) == 1:
        return f"{written[:4]}-{written[4:6]}-{written[6:]}"
    if not all(part.isdigit() for part in parts):
        if len(parts[0]) == 4:
            parts.reverse()
        return " ".join(part.capitalize() for part in parts)
    if len(parts[0]) == 4:
        return f"{parts[0]}-{int(parts[1]):02d}-{int(parts[2]):02d}"
    return "/".join(parts)


def _is_day(written: str) -> bool:
    day: date | None = parse_date(written)
    return day is not None or is_ambiguous(written)


def _find_outlets(dated: Sequence[_DatedPath | None]) -> list[str]:
    """Return each path's outlet: the words beside the day, or the folder, that recur over the files and differ too."""
    candidates = [_outlet_candidates(d) if d else {} for d in dated]
    for place in dict.fromkeys(place for candidate in candidates for place in candidate):
        words = [candidate.get(place, "") for candidate in candidates]
        if _are_outlets([word for word, d in zip(words, dated, strict=True) if d]):
            return words
    return ["" for _ in dated]


def _outlet_candidates(dated: _DatedPath) -> Mapping[str, str]:
    """Return the words of a path that may name its outlet, by their place; the nearest to the day first."""
    behind = _NUMBER_BEHIND.sub("", dated.behind)
    fields, before = _FIELD_EDGE.split(behind), _FIELD_EDGE.split(dated.before)
    folders = {f"folder {depth}": folder for depth, folder in enumerate(reversed(dated.folders))}
    return {
        "before": dated.before,
        "behind": behind,
        "first behind": fields[0],
        "last behind": fields[-1],
        "first before": before[0],
        "last before": before[-1],
        **folders,
    }


def _are_outlets(words: Sequence[str]) -> bool:
    """Return whether the words at one place of all names are those of two outlets or more, most of which recur."""
    number = Counter(words)
    if len(number) < 2 or not all(_WORD.search(word) for word in words):
        return False
    recurring = sum(times for times in number.values() if times > 1)
    return recurring >= _MOST * len(words) and 2 * len(number) <= len(words)


def _slug(dated: _DatedPath, outlet: str) -> str:
    """Return the words of a path that are neither day nor outlet nor number."""
    rest = f"{dated.before} {dated.behind}"
    if outlet:
        rest = re.sub(rf"(?<![^\W_]){re.escape(outlet)}(?![^\W_])", " ", rest, count=1)
    return " ".join(_WORD.findall(rest))
