"""What is an article called where there is little room? Short names, each of one article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

#: A day in an identifier ("2016-03-05", "20160305"), with the mark before it.
_DAY = re.compile(
    r"[_\- .]?(?<!\d)(?:19|20)\d\d(?P<mark>[-_.]?)(?P<month>0[1-9]|1[0-2])(?P=mark)(?:0[1-9]|[12]\d|3[01])(?!\d)"
)


#: Characters of a short name.
_LONGEST = 18

#: Where a word of an identifier ends.
_BREAK = re.compile(r"[_\W]+")


def short_names(doc_ids: Iterable[str]) -> dict[str, str]:
    """Return a short name for each article, unique among them, so that charts and tables have room for it.

    It is what comes before the first underscore where that tells all apart and is short. Else it is the identifier
    without a day in it, cut to 18 characters: at its end, before the word where it parts from its like, or in
    its middle, whichever tells the article apart. Where nothing does, a number stands at the end.

    Example:
        >>> short_names(doc_ids[:2])
        {'000_a9ccbddb8078eaa8': '000', '001_66396de939dc4853': '001'}
    """
    ids = list(dict.fromkeys(doc_ids))
    heads = [doc_id.split("_")[0] or doc_id for doc_id in ids]
    if len(set(heads)) == len(ids) and all(len(head) <= _LONGEST for head in heads):
        return dict(zip(ids, heads, strict=True))
    undated = [_DAY.sub("", doc_id).strip("_- ") or doc_id for doc_id in ids]
    ways = [
        [_cut_end(name) for name in undated],
        *([_cut_before(name, at) for name, at in _partings(names)] for names in (undated, ids)),
        *([_cut_middle(name) for name in names] for names in (undated, ids)),
    ]
    often = [Counter(way) for way in ways]
    names: dict[str, str] = {}
    taken: set[str] = set()
    last = Counter[str]()  # the number that each beginning has come to
    for number, doc_id in enumerate(ids):
        apart = (way[number] for way, count in zip(ways, often, strict=True) if count[way[number]] == 1)
        name = next((one for one in apart if one not in taken), "")
        begun = undated[number][:_LONGEST]
        while not name or name in taken:
            last[begun] += 1
            name = f"{_cut_end(undated[number], longest=_LONGEST - len(str(last[begun])) - 1)} {last[begun]}"
        names[doc_id] = name
        taken.add(name)
    return names


def _partings(names: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Yield each name with the place of the word, or day, in which it first differs from those it is most like."""
    given = list(names)
    order = sorted(set(given))
    parting = dict.fromkeys(order, 0)
    for one, other in pairwise(order):
        letters = enumerate(zip(one, other, strict=False))
        same = next((at for at, (a, b) in letters if a != b), min(len(one), len(other)))
        for name in (one, other):
            parting[name] = max(parting[name], same)
    for name in given:
        # Where the years are the same, the month and day are enough.
        days = (
            day.start("month") if parting[name] >= day.start("month") else day.start()
            for day in _DAY.finditer(name)
            if day.start() <= parting[name] < day.end()
        )
        words = (word.end() for word in _BREAK.finditer(name[: parting[name]]))
        yield name, min(days, default=max(words, default=0))


def _cut_end(name: str, longest: int = _LONGEST) -> str:
    return name if len(name) <= longest else f"{name[: longest - 1]}…"


def _cut_before(name: str, at: int) -> str:
    head = name[: _LONGEST // 3]
    if at <= len(head) + 1:
        return _cut_end(name)
    return _cut_end(f"{head}…{name[at:].lstrip('_- .')}")


def _cut_middle(name: str) -> str:
    half = _LONGEST // 2
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1 - half]}…{name[-half:]}"
