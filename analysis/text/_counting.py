"""Numbers as sentences give them: with thousands apart and a noun that agrees."""

from __future__ import annotations

import re
from collections.abc import Iterable

from analysis.text._spans import Span

# A word as a reader counts: letters or digits, with an apostrophe, full stop or hyphen between them.
_WORD = re.compile(r"\w+(?:['’.-]\w+)*")

_IN_WORDS = "no one two three four five six seven eight nine ten eleven twelve".split()


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun in singular or plural.

    Args:
        number: How many.
        noun: The noun in the singular; words after it, such as a verb, can follow.
        plural: The same in the plural, where that is not the singular with an s.

    Example:
        >>> counted(1, "article"), counted(1204, "article"), counted(2, "person", "people")
        ('1 article', '1,204 articles', '2 people')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def counted_in_words(number: int, noun: str, plural: str = "", *, begins: bool = True) -> str:
    """Return a number with its noun as a sentence has it: up to twelve in words.

    Args:
        number: How many.
        noun: The noun in the singular; words after it, such as a verb, can follow.
        plural: The same in the plural, where that is not the singular with an s.
        begins: Whether a sentence begins with it.

    Example:
        >>> counted_in_words(4, "article"), counted_in_words(0, "item"), counted_in_words(84, "article")
        ('Four articles', 'No items', '84 articles')
        >>> counted_in_words(6, "pair", begins=False)
        'six pairs'
    """
    words = in_words(number)
    return f"{words.capitalize() if begins else words} {noun if number == 1 else plural or noun + 's'}"


def in_words(number: int) -> str:
    """Return a number in words up to twelve, else in digits.

    Example:
        >>> in_words(4), in_words(1204)
        ('four', '1,204')
    """
    return _IN_WORDS[number] if number < len(_IN_WORDS) else f"{number:,}"


def count_words(text: str, spans: Iterable[Span] | None = None) -> int:
    """Return how many words stand in a text, or in some spans of it, as a reader counts; punctuation is none.

    Example:
        >>> count_words("The South-led talks, 2018's first, ended.")
        6
    """
    ranges = [(0, len(text))] if spans is None else spans
    return sum(1 for start, end in ranges for _ in _WORD.finditer(text, start, end))
