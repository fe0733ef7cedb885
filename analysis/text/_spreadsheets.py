"""Cells of a CSV file: as long as an article, and taken by a spreadsheet for text and never for a formula."""

from __future__ import annotations

import csv
import re

#: What Excel, LibreOffice and Google Sheets may take for a formula: one of these signs, behind whatever is not seen.
_FORMULA = re.compile("[\\s\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff']*[=+\\-@＝＋－＠]")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)*(?:[eE][+-]?\d+)?%?")


def allow_long_cells() -> None:
    """Let the csv module of this process read cells longer than 128 KiB, as a long article or a word without end is.

    Example:
        >>> import csv
        >>> allow_long_cells()
        >>> csv.field_size_limit() > 131_072
        True
    """
    csv.field_size_limit(2**31 - 1)


def shield_cell(text: str) -> str:
    """Return a text with an apostrophe before what a spreadsheet would take for a formula; numbers stay as they are.

    Example:
        >>> [shield_cell(cell) for cell in ("=1+1", "- he said", "-0.5", "2025-12-17", "'tis")]
        ["'=1+1", "'- he said", '-0.5', '2025-12-17', "'tis"]
    """
    return f"'{text}" if _is_formula(text) else text


def unshield_cell(text: str) -> str:
    """Return the text that `shield_cell` was given.

    Example:
        >>> unshield_cell("'=1+1"), unshield_cell("'tis")
        ('=1+1', "'tis")
    """
    return text[1:] if text[:1] == "'" and _is_formula(text[1:]) else text


def _is_formula(text: str) -> bool:
    return bool(_FORMULA.match(text)) and not _NUMBER.fullmatch(text)
