"""Text that a terminal shows and does not obey: control characters of an article or a file's name are spelled out."""

from __future__ import annotations

import re

#: What moves a cursor, clears a screen, sets a title or turns the order of letters round; and halves of characters.
_OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def escape_controls(text: str) -> str:
    r"""Return a text with every control character but the line feed written as in a Python string.

    Example:
        >>> print(escape_controls("two\x1b[2J lines\nare two"))
        two\x1b[2J lines
        are two
    """
    return _OBEYED.sub(lambda match: match[0].encode("unicode_escape").decode(), text)
