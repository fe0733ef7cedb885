"""Notice what a database's export leaves in the body of an article: lines of its fields, and marks of its records."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from analysis.corpus.collections._database import load_database
from analysis.corpus.collections._europresse import europresse_number
from analysis.text import listed

_DATABASES = ("lexisnexis", "proquest", "factiva")

#: Longest line that may be a mark between records; a paragraph of prose is longer.
_LONGEST_MARK = 60

#: Labels and marks that a doubt names.
_MOST_NAMED = 4


@cache
def _label() -> re.Pattern[str]:
    labels = {label for name in _DATABASES for label in load_database(name).suspects}
    return re.compile(rf"({'|'.join(map(re.escape, sorted(labels)))}) ?:", re.IGNORECASE)


@cache
def _mark() -> re.Pattern[str]:
    databases = [load_database(name) for name in _DATABASES]
    patterns = [pattern.pattern for database in databases for pattern in (database.start, database.end)]
    patterns.append(europresse_number().pattern)
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def describe_suspects(paragraphs: Iterable[str]) -> str | None:
    """Return a doubt about an article whose body has lines of a database's fields or marks, or None.

    Args:
        paragraphs: The paragraphs of the body.
    """
    fields: dict[str, None] = {}
    marks: list[str] = []
    label, mark = _label(), _mark()
    for paragraph in paragraphs:
        if match := label.match(paragraph):
            fields.setdefault(f"“{match[1]}:”")
        elif len(paragraph) <= _LONGEST_MARK and mark.fullmatch(line := " ".join(paragraph.split())):
            marks.append(f"“{line}”")
    if marks:
        named = listed(dict.fromkeys([*marks, *fields]), most=_MOST_NAMED)
        return f"it looks like the export of a database that cannot be taken apart (marks: {named}); split it by hand"
    if fields:
        named = listed(fields, most=_MOST_NAMED)
        return f"its body has lines like the fields of a database ({named}); check where the article begins and ends"
    return None
