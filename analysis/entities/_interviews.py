"""Who answers in an interview printed as "Q:" and "A:"? The person whom what stands before the first question names."""

from __future__ import annotations

import re
from collections import Counter

from analysis.entities._model import Entity, Mention

_QUESTION = re.compile(r"^[ \t]*Q(?:\s*:|\.|(?=[A-Z][a-z]))", re.MULTILINE)
_TURN = re.compile(r"^[ \t]*(?:(?P<question>Q)(?:\s*:|\.|(?=[A-Z][a-z]))|(?P<answer>A)\s*[:.])", re.MULTILINE)


def interviewee_at(text: str, place: int, mentions: list[Mention], entities: list[Entity]) -> Mention | None:
    """Return the first mention of who speaks at `place` by an interview's letters, or None.

    There must be two questions or more, `place` must be in an answer, and one person alone must be named most
    before the first question.
    """
    first = _QUESTION.search(text)
    if first is None or len(_QUESTION.findall(text)) < 2:
        return None
    turns = [turn for turn in _TURN.finditer(text) if turn.start() <= place]
    if not turns or turns[-1]["answer"] is None:
        return None
    named = [m for m in mentions if m.end <= first.start() and m.form == "name" and m.kind == "person"]
    counts = Counter(m.entity for m in named if m.entity >= 0 and entities[m.entity].kind == "person")
    most = counts.most_common(2)
    if not most or (len(most) > 1 and most[0][1] == most[1][1]):
        return None
    return next(m for m in named if m.entity == most[0][0])
