"""Short names of articles, unique in the corpus, for charts and tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

#: A date in an identifier ("2016-03-05", "20160305"), with the mark before it.
_DATE = re.compile(
    r"[_\- .]?(?<!\d)(?:19|20)\d\d(?P<mark>[-_.]?)(?P<month>0[1-9]|1[0-2])(?P=mark)(?:0[1-9]|[12]\d|3[01])(?!\d)"
)

#: Maximum length of a short name, in characters.
_MAX_LENGTH = 18

#: What separates the words of an identifier.
_SEPARATOR = re.compile(r"[_\W]+")


def short_names(doc_ids: Iterable[str]) -> dict[str, str]:
    """Return a short name for each article, unique among them.

    It is the part before the first underscore where these parts are short and all different. Else it is the identifier
    without its date, cut to 18 characters: at its end, before the word in which it differs from similar identifiers,
    or in its middle, whichever makes it unique. Where nothing does, a number stands at the end.

    Example:
        >>> short_names(doc_ids[:2])
        {'000_a9ccbddb8078eaa8': '000', '001_66396de939dc4853': '001'}
    """
    ids = list(dict.fromkeys(doc_ids))
    heads = [doc_id.split("_")[0] or doc_id for doc_id in ids]
    if len(set(heads)) == len(ids) and all(len(head) <= _MAX_LENGTH for head in heads):
        return dict(zip(ids, heads, strict=True))
    undated = [_DATE.sub("", doc_id).strip("_- ") or doc_id for doc_id in ids]
    shortenings = [
        [_cut_end(name) for name in undated],
        *([_cut_before(name, place) for name, place in _differences(names)] for names in (undated, ids)),
        *([_cut_middle(name) for name in names] for names in (undated, ids)),
    ]
    counts = [Counter(candidates) for candidates in shortenings]
    names: dict[str, str] = {}
    used: set[str] = set()
    last_numbers = Counter[str]()  # by the beginning of the name
    for row, doc_id in enumerate(ids):
        candidates = [names_of[row] for names_of in shortenings]
        unique = (name for name, count in zip(candidates, counts, strict=True) if count[name] == 1)
        name = next((name for name in unique if name not in used), "")
        beginning = undated[row][:_MAX_LENGTH]
        while not name or name in used:
            last_numbers[beginning] += 1
            suffix = f" {last_numbers[beginning]}"
            name = f"{_cut_end(undated[row], _MAX_LENGTH - len(suffix))}{suffix}"
        names[doc_id] = name
        used.add(name)
    return names


def _differences(names: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Yield each name with the start of the word, or date, in which it first differs from the most similar names."""
    ordered = sorted(set(names))
    shared = dict.fromkeys(ordered, 0)  # characters that a name shares with a neighbour at most
    for left, right in pairwise(ordered):
        characters = enumerate(zip(left, right, strict=False))
        length = next((place for place, (a, b) in characters if a != b), min(len(left), len(right)))
        for name in (left, right):
            shared[name] = max(shared[name], length)
    for name in names:
        # Where the years are the same, the month and day are enough.
        dates = (
            date.start("month") if shared[name] >= date.start("month") else date.start()
            for date in _DATE.finditer(name)
            if date.start() <= shared[name] < date.end()
        )
        words = (separator.end() for separator in _SEPARATOR.finditer(name[: shared[name]]))
        yield name, min(dates, default=max(words, default=0))


def _cut_end(name: str, length: int = _MAX_LENGTH) -> str:
    return name if len(name) <= length else f"{name[: length - 1]}…"


def _cut_before(name: str, place: int) -> str:
    head = name[: _MAX_LENGTH // 3]
    if place <= len(head) + 1:
        return _cut_end(name)
    return _cut_end(f"{head}…{name[place:].lstrip('_- .')}")


def _cut_middle(name: str) -> str:
    half = _MAX_LENGTH // 2
    return name if len(name) <= _MAX_LENGTH else f"{name[: _MAX_LENGTH - 1 - half]}…{name[-half:]}"
