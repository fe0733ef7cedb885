"""Compare two wordings word by word."""

from __future__ import annotations

import re

from rapidfuzz.distance import Indel

from analysis.overlap.reuse._word_table import fold
from analysis.text import Span

_TOKEN = re.compile(r"\S+")
_EDGES = re.compile(r"^[^\w$€£%#&@]+|[^\w$€£%#&@]+$")


def compare_wordings(text_a: str, text_b: str) -> tuple[list[Span], list[Span]]:
    """Return the stretches of each text that are missing from the other, or stand there in another order.

    Case, the style of quotation marks, and punctuation at the edges of words are ignored.

    Args:
        text_a: The first wording.
        text_b: The second wording.

    Returns:
        Spans of whole words in `text_a` and in `text_b`, in code points; adjacent words are one span.

    Example:
        >>> compare_wordings("They met on Monday.", "They met on Tuesday.")
        ([(12, 19)], [(12, 20)])
    """
    a, b = (list(_TOKEN.finditer(text)) for text in (text_a, text_b))
    words = [[_EDGES.sub("", fold(token[0]).lower()) for token in tokens] for tokens in (a, b)]
    changed_a: list[Span] = []
    changed_b: list[Span] = []
    for change in Indel.opcodes(words[0], words[1]):
        if change.tag != "equal" and change.src_end > change.src_start:
            changed_a.append((a[change.src_start].start(), a[change.src_end - 1].end()))
        if change.tag != "equal" and change.dest_end > change.dest_start:
            changed_b.append((b[change.dest_start].start(), b[change.dest_end - 1].end()))
    return changed_a, changed_b
