"""Word diff of two texts: the words of each that the other lacks."""

from __future__ import annotations

import re

from rapidfuzz.distance import Indel

from analysis.corpus import normalise
from analysis.text import Span

_TOKEN = re.compile(r"\S+")
_EDGE_MARKS = re.compile(r"^[^\w$€£%#&@]+|[^\w$€£%#&@]+$")


def compare_wordings(text_a: str, text_b: str) -> tuple[list[Span], list[Span]]:
    """Return the stretches of each text that the other does not have in the same order.

    Words are compared without regard to case, to the style of marks, and to marks at their edges.

    Args:
        text_a: One wording.
        text_b: The other.

    Returns:
        Spans in code points into `text_a` and into `text_b`: whole words, adjacent ones joined.

    Example:
        >>> compare_wordings("They met on Monday.", "They met on Tuesday.")
        ([(12, 19)], [(12, 20)])
    """
    tokens_a, tokens_b = (list(_TOKEN.finditer(text)) for text in (text_a, text_b))
    plain_a, plain_b = (
        [_EDGE_MARKS.sub("", normalise(token[0]).lower()) for token in tokens]
        for tokens in (tokens_a, tokens_b)
    )
    only_a: list[Span] = []
    only_b: list[Span] = []
    for change in Indel.opcodes(plain_a, plain_b):
        if change.tag != "equal" and change.src_end > change.src_start:
            only_a.append((tokens_a[change.src_start].start(), tokens_a[change.src_end - 1].end()))
        if change.tag != "equal" and change.dest_end > change.dest_start:
            only_b.append((tokens_b[change.dest_start].start(), tokens_b[change.dest_end - 1].end()))
    return only_a, only_b
