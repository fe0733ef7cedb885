"""Normalise marks and spaces of a text without moving any offset."""

from __future__ import annotations

from analysis.language import PLAIN_FORM


def normalise(text: str) -> str:
    r"""Return `text` with odd spaces, quotation marks, apostrophes and hyphens in their plain form.

    The result has the same length, and the character at each offset stands for the same one in `text`; so
    a span found in the result can be cut from the original. Line breaks and dashes are kept.

    Example:
        >>> normalise("“It’s on,” she said")
        '"It\'s on," she said'
    """
    return text.translate(PLAIN_FORM)
