"""Load what is known of a database's exports: its marks, and the labels of its fields."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from analysis.corpus.collections._lines import Line

#: A pattern that nothing matches.
_NEVER = r"(?!)"


@dataclass(frozen=True, slots=True)
class Field:
    """A line that is a field of a record: its label as written, what the label means, and what follows it."""

    label: str
    role: str
    value: str


@dataclass(frozen=True)
class Database:
    """The marks of a database's exports; each pattern is of a whole line.

    Attributes:
        name: The database's name.
        start: The line that begins a record, with the groups `number` and `total` where it counts them.
        end: The line that ends one, with the group `id` where it holds the database's identifier.
        cover: Lines of cover pages and lists of contents.
        total: The line of a cover that counts the records.
        foot: Lines that stand after the last record.
        rights: Notices of copyright.
        heading: Lines that are a label without a colon, over what follows.
        roles: Labels of fields, folded, to what they mean; "" where that is no fact of an article.
        strong: Labels that no prose has, which tell the database.
        suspects: Labels that show an export where they stand in the body of an article.
    """

    name: str
    start: re.Pattern[str]
    end: re.Pattern[str]
    cover: re.Pattern[str]
    total: re.Pattern[str]
    foot: re.Pattern[str]
    rights: re.Pattern[str]
    heading: re.Pattern[str]
    roles: Mapping[str, str]
    strong: frozenset[str]
    suspects: tuple[str, ...]
    label: re.Pattern[str]

    def in_capitals(self) -> Database:
        """Return the database with labels in capitals alone."""
        return replace(self, label=_label_pattern(label.upper() for label in self.roles))

    def field(self, line: Line | str) -> Field | None:
        """Return the field that a line is, or None."""
        match = self.label.match(line if isinstance(line, str) else line.text)
        if not match:
            return None
        return Field(match[1], self.roles[match[1].casefold()], match[2].strip())


@cache
def load_database(name: str) -> Database:
    """Return a database by the name of its file in this folder."""
    content = tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text(encoding="utf-8"))
    labels: Mapping[str, Iterable[str]] = content.get("labels", {})
    roles = {
        label.casefold(): "" if role == "further" else role
        for role, names in labels.items()
        for label in names
    }
    patterns = {
        key: re.compile("|".join(content.get(key, [_NEVER])), re.IGNORECASE)
        for key in ("start", "end", "cover", "total", "foot", "rights", "heading")
    }
    return Database(
        name=content["name"],
        roles=roles,
        strong=frozenset(label.casefold() for label in content.get("strong", [])),
        suspects=tuple(content.get("suspects", [])),
        label=re.compile(_label_pattern(roles).pattern, re.IGNORECASE),
        **patterns,
    )


def _label_pattern(labels: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern of a line that begins with one of some labels and a colon."""
    # The longest first, so that no label hides a longer one that begins with it.
    alternatives = "|".join(
        re.escape(label) for label in sorted(labels, key=lambda label: (-len(label), label))
    )
    return re.compile(rf"({alternatives or _NEVER}) ?:(?: |$)(.*)")
