"""Which words has one text that another one has not? The differences between two wordings, by place."""

from __future__ import annotations

import re

from rapidfuzz.distance import Indel

from analysis.overlap.reuse._word_table import fold
from analysis.text import Span

_TOKEN = re.compile(r"\S+")
_EDGES = re.compile(r"^[^\w$€£%#&@]+|[^\w$€£%#&@]+$")


def compare_wordings(text_a: str, text_b: str) -> tuple[list[Span], list[Span]]:
    """Return the stretches of either text that are not, in the same order, in the other.

    Words are compared without regard to case, to the style of marks, or to marks at their edges.

    Args:
        text_a: One wording.
        text_b: The other.

    Returns:
        Spans in code points into `text_a` and into `text_b`, whole words, neighbours joined.

    Example:
        >>> compare_wordings("They met on Monday.", "They met on Tuesday.")
        ([(12, 19)], [(12, 20)])
    """
    a, b = (list(_TOKEN.finditer(text)) for text in (text_a, text_b))
    plain = [[_EDGES.sub("", fold(token[0]).lower()) for token in tokens] for tokens in (a, b)]
    only_a: list[Span] = []
    only_b: list[Span] = []
    for change in Indel.opcodes(plain[0], plain[1]):
        if change.tag != "equal" and change.src_end > change.src_start:
            only_a.append((a[change.src_start].start(), a[change.src_end - 1].end()))
        if change.tag != "equal" and change.dest_end > change.dest_start:
            only_b.append((b[change.dest_start].start(), b[change.dest_end - 1].end()))
    return only_a, only_b
