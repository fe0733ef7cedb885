"""Read what the cell of a table says of an article: a name within a record, or that there is nothing."""

from __future__ import annotations

import ast
import html
import json
import re
from collections.abc import Sequence
from typing import Any

from analysis.text import counted

#: What programs write where there is nothing, and services where an article was taken down; lower case.
_MISSING = frozenset(
    {
        *(
            "nan",
            "null",
            "none",
            "n/a",
            "#n/a",
            "na",
            "nat",
            "nil",
            "undefined",
            "<na>",
            "[]",
            "{}",
            "-",
            "--",
        ),
        *("[removed]", "[deleted]", "[null]", "(null)", "#ref!", "#value!"),
    }
)

#: Where a record holds the name of an outlet or an author, best first.
_NAME_KEYS = ("name", "title", "domain", "uri", "id")

#: Longest record that is read within a cell, in characters.
_LONGEST_RECORD = 10_000

#: Records within records in which names are looked for.
_DEEPEST_RECORD = 5

#: How sources end what they cut off.
_CUT_COUNTED = re.compile(r"\[\s*\+\s*(\d[\d,]*)\s+char(?:acter)?s?\s*\]\s*\Z")
_CUT_MARKED = re.compile(
    r"(?:\[(?:…|\.\.\.)\]|\((?:…|\.\.\.|more…?)\)|(?:…|\.\.\.)\s*(?:continue reading|read more)\W*)\s*\Z",
    re.IGNORECASE,
)

#: Longest of these, in characters.
_LONGEST_CUT_MARK = 60

#: Texts that end at the very same length, from which on that is no chance: how many, and which share of the table.
_CUT_ALIKE = 3
_CUT_SHARE = 0.1

_SENTENCE_END = re.compile(r"""[.!?]["'’”)\]]*\s*\Z""")

#: Shortest length in characters at which texts are cut off.
_SHORTEST_CUT = 100


def is_missing(cell: str) -> bool:
    """Return whether a cell says that there is nothing: it is empty, "NULL", "nan", "[Removed]" or the like."""
    return not cell.strip() or cell.strip().lower() in _MISSING


def read_fact(name: str, cell: str) -> str:
    """Return a fact as people write it: of a record or a list of them the names, and without entities of HTML.

    Example:
        >>> read_fact("outlet", "{'id': None, 'name': 'Harbour Post'}")
        'Harbour Post'
    """
    cell = cell.strip()
    if name in ("outlet", "byline") and cell[:1] in ("{", "["):
        names = _names_in(_parse_record(cell))
        cell = ", ".join(names) if names else cell
    return html.unescape(cell) if "&" in cell and name != "url" else cell


def _parse_record(cell: str) -> Any:  # noqa: ANN401 - a record is of any type
    """Return the value of a cell that holds JSON, or what Python prints of a value."""
    if len(cell) > _LONGEST_RECORD:
        return None
    for parse in (json.loads, ast.literal_eval):
        try:
            return parse(cell)
        except (ValueError, SyntaxError, RecursionError, MemoryError, TypeError):
            continue
    return None


def _names_in(value: Any, deepest: int = _DEEPEST_RECORD) -> list[str]:  # noqa: ANN401 - as above
    if isinstance(value, str):
        return [] if is_missing(value) else [value.strip()]
    if not deepest:
        return []
    if isinstance(value, list | tuple):
        return [name for item in value for name in _names_in(item, deepest - 1)]
    if isinstance(value, dict):
        return next((names for key in _NAME_KEYS if (names := _names_in(value.get(key), deepest - 1))), [])
    return []


def describe_cut(text: str) -> str | None:
    """Return the doubt about a text whose end says that its source cut it off ("… [+2534 chars]", "[…]"), or None."""
    last = max(0, len(text) - _LONGEST_CUT_MARK)
    if match := _CUT_COUNTED.search(text, last):
        missing = counted(int(match[1].replace(",", "")), "character")
        return f"cut off by its source, which left out {missing}; get the whole text from its page"
    if _CUT_MARKED.search(text, last):
        return "cut off by its source, as its end says; get the whole text from its page"
    return None


def find_cuts(texts: Sequence[str]) -> dict[int, str]:
    """Return the texts of a column that their source cut off: their place to a clause for the table of doubts.

    A text is cut off where its end says so, or where it is of the greatest length in the column with many others and
    ends within a sentence.
    """
    longest = max((len(text) for text in texts), default=0)
    alike = {text for text in texts if len(text) == longest and not _SENTENCE_END.search(text)}
    limited = longest >= _SHORTEST_CUT and len(alike) >= max(_CUT_ALIKE, _CUT_SHARE * len(texts))
    cuts: dict[int, str] = {}
    for place, text in enumerate(texts):
        if cut := describe_cut(text):
            cuts[place] = cut
        elif limited and text in alike:
            cuts[place] = (
                f"one of {len(alike):,} texts of exactly {longest:,} characters, the most in this table, that end "
                "within a sentence; its end may be lost"
            )
    return cuts
