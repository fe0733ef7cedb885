"""Who answers in an interview printed as "Q:" and "A:"? The person whom what stands before the first question names."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from analysis.entities._model import Entity, Mention
from analysis.language import ENGLISH

_CUES = ENGLISH.cues


@cache
def _turn() -> re.Pattern[str]:
    """Return what begins a turn: the letter of a question or of an answer."""
    asks, answers = ("|".join(sorted(labels)) for labels in (_CUES.question_labels, _CUES.answer_labels))
    question = rf"(?P<question>{asks})(?:\s*:|\.|(?=[A-Z][a-z]))"
    return re.compile(rf"^[ \t]*(?:{question}|(?P<answer>{answers})\s*[:.])", re.MULTILINE)


def interviewee_at(text: str, place: int, mentions: list[Mention], entities: list[Entity]) -> Mention | None:
    """Return the first mention of who speaks at `place` by an interview's letters, or None.

    There must be two questions or more, `place` must be in an answer, and one person alone must be named most
    before the first question.
    """
    every = list(_turn().finditer(text))
    questions = [turn.start() for turn in every if turn["question"]]
    turns = [turn for turn in every if turn.start() <= place]
    if len(questions) < 2 or not turns or turns[-1]["answer"] is None:
        return None
    named = [m for m in mentions if m.end <= questions[0] and m.form == "name" and m.kind == "person"]
    counts = Counter(m.entity for m in named if m.entity >= 0 and entities[m.entity].kind == "person")
    most = counts.most_common(2)
    if not most or (len(most) > 1 and most[0][1] == most[1][1]):
        return None
    return next(m for m in named if m.entity == most[0][0])
