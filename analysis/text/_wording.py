"""Lists in a sentence, and texts shortened to what there is room for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from analysis.text._spans import Span

_SPACE = re.compile(r"\s+")


_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def written_day(day: date) -> str:
    """Return a day as a sentence gives it.

    Example:
        >>> from datetime import date
        >>> written_day(date(2025, 12, 17))
        '17 December 2025'
    """
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def say_leader(name: str, kind: str) -> str:
    """Return that a speaker is quoted most, as the beginning of a sentence.

    Example:
        >>> say_leader("Ann Berg", "person"), say_leader("officials", "group")
        ('Ann Berg is quoted most', 'Officials are quoted most')
    """
    return f"{name[:1].upper()}{name[1:]} {'are' if kind == 'group' else 'is'} quoted most"


def listed(parts: Iterable[str], *, most: int | None = None, between: str = ", ") -> str:
    """Return a list as a sentence gives it.

    Args:
        parts: What to list.
        most: Maximum number of parts to name; how many more there are is said after them.
        between: What stands between two parts. With another mark than a comma, for parts that hold commas or
            "and", no "and" stands before the last one.

    Example:
        >>> listed(["Reuters"]), listed(["AP", "AFP", "Reuters"]), listed(["AP", "AFP", "Reuters"], most=1)
        ('Reuters', 'AP, AFP and Reuters', 'AP and 2 more')
        >>> listed(["Lee (title)", "Kim (age, title)"], between="; ")
        'Lee (title); Kim (age, title)'
    """
    named = list(parts)
    if most is not None and len(named) > most:
        return f"{between.join(named[:most])} and {len(named) - most:,} more"
    if len(named) < 2 or between != ", ":
        return between.join(named)
    return f"{', '.join(named[:-1])} and {named[-1]}"


def shorten(text: str, most: int = 280) -> str:
    """Return a text with white space as one space, cut at a word where it is longer than `most` characters.

    Example:
        >>> shorten("They met  on Monday.", 12), shorten("They met.")
        ('They met on…', 'They met.')
    """
    plain = _SPACE.sub(" ", text).strip()
    if len(plain) <= most:
        return plain
    return (plain[:most].rpartition(" ")[0] or plain[:most]) + "…"


def excerpt(text: str, span: Span, *, around: int = 60) -> tuple[str, str, str]:
    """Return the words before a span, its own and those after it, white space as one space.

    Args:
        text: The text.
        span: What the excerpt is about.
        around: Characters on either side; a word that is cut there is left out, and "…" says so.

    Example:
        >>> excerpt("The two ministers met in Seoul on Monday.", (18, 21), around=11)
        ('…ministers ', 'met', ' in Seoul…')
    """
    start, end = span
    low, high = max(start - around, 0), min(end + around, len(text))
    before, after = text[low:start], text[end:high]
    if low:
        before = "…" + before.partition(" ")[2]
    if high < len(text):
        after = after.rpartition(" ")[0] + "…"
    return _SPACE.sub(" ", before), _SPACE.sub(" ", text[start:end]), _SPACE.sub(" ", after)
