"""Read numbers written in digits or words: "1,200", "twelve", "twenty-four"."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.language import ENGLISH

_NUMBERS = ENGLISH.numbers

_TENS = range(20, 100, 10)


def number_value(word: str) -> str | None:
    """Return the value of a number of one word, in lower case, as plain digits; None for any other word.

    Example:
        >>> number_value("1,200"), number_value("twelve"), number_value("many")
        ('1200', '12', None)
    """
    if word in _NUMBERS.number_words:
        return str(_NUMBERS.number_words[word])
    digits = word.replace(",", "")
    return digits if digits.replace(".", "", 1).isdecimal() else None


def number_at(words: Sequence[str], index: int) -> tuple[str, int] | None:
    """Return the value of the number that begins at a word and the index of its last word; None where none begins.

    Args:
        words: Words in lower case, split at hyphens.
        index: The index of the first word.

    Example:
        >>> number_at(["twenty", "-", "four", "men"], 0), number_at(["twenty", "-", "four", "men"], 2)
        (('24', 2), None)
    """
    value = number_value(words[index])
    if value is None or _tens_and_unit(words, index - 2) is not None:
        return None
    compound = _tens_and_unit(words, index)
    return (str(compound), index + 2) if compound is not None else (value, index)


def _tens_and_unit(words: Sequence[str], index: int) -> int | None:
    """Return the value of "twenty", "-", "four" from an index on, or None."""
    if index < 0 or index + 2 >= len(words) or words[index + 1] != "-":
        return None
    tens, unit = (_NUMBERS.number_words.get(word, 0) for word in (words[index], words[index + 2]))
    return tens + unit if tens in _TENS and 0 < unit < 10 else None
