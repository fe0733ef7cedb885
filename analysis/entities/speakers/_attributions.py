"""Resolve the sources of all attributions of one article together.

Some sources depend on another attribution: a first person inside a quotation is its speaker, and a quotation
without cue and source continues the one right before it. In an interview the letters before the turns show who answers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from analysis.entities._model import UNATTRIBUTED, Entity, Mention, Resolution, SourcedAttribution
from analysis.entities._parsed_article import ParsedArticle
from analysis.entities.speakers._plausible_names import make_plausible
from analysis.entities.speakers._sources import resolve_source
from analysis.language import ENGLISH
from analysis.text import contains

_CUES = ENGLISH.cues

#: What may stand between a quotation and its continuation.
_BETWEEN_QUOTATIONS = " \t\r\n\u00a0.,;:\"'“”‘’"


def resolve_attributions(
    parse: ParsedArticle,
    mentions: list[Mention],
    entities: list[Entity],
    attributions: Sequence[SourcedAttribution],
) -> list[Resolution]:
    """Return who the source of each attribution is, in the order given."""
    resolutions = [
        resolve_source(parse, mentions, entities, attribution.source_spans)
        if attribution.source_spans
        else UNATTRIBUTED
        for attribution in attributions
    ]
    for index, attribution in enumerate(attributions):
        if _is_answer(parse.plain, attribution):
            place = attribution.source_spans[0][0]
            resolutions[index] = _interviewee(parse.plain, place, mentions, entities)
    for index, attribution in enumerate(attributions):
        if not (attribution.source_spans or attribution.cue_spans):
            resolutions[index] = _continued(parse.text, index, attributions, resolutions)
        elif resolutions[index].rule == "first person":
            speaker = _quoted_first_person(index, attributions, resolutions)
            if speaker is None:
                speaker = _interviewee(parse.plain, attribution.source_spans[0][0], mentions, entities)
            resolutions[index] = speaker
    return [make_plausible(parse, resolution) for resolution in resolutions]


def _is_answer(text: str, attribution: SourcedAttribution) -> bool:
    """Return whether the source is the letter before the answers of an interview."""
    return any(text[start:end] in _CUES.answer_labels for start, end in attribution.source_spans[:1])


def _quoted_first_person(
    index: int, attributions: Sequence[SourcedAttribution], resolutions: list[Resolution]
) -> Resolution | None:
    """Return the speaker of the shortest quotation around a first person; None where none or nobody's is around it."""
    source = attributions[index].source_spans[0]
    around = [
        (end - start, candidate)
        for candidate, attribution in enumerate(attributions)
        if candidate != index and resolutions[candidate].rule != "first person"
        for start, end in attribution.content_spans
        if contains((start, end), source)
    ]
    if not around:
        return None
    speaker = resolutions[min(around)[1]]
    if speaker.name is None:
        return None
    return Resolution(
        speaker.name, speaker.kind, speaker.mention, "first person of a quotation", speaker.entity
    )


def _continued(
    text: str, index: int, attributions: Sequence[SourcedAttribution], resolutions: list[Resolution]
) -> Resolution:
    """Return the speaker of the quotation before one without cue and source, if only marks and space are between."""
    if not attributions[index].content_spans:
        return UNATTRIBUTED
    start = min(first for first, _ in attributions[index].content_spans)
    before = []
    for candidate, attribution in enumerate(attributions):
        if candidate == index or not attribution.content_spans or resolutions[candidate].name is None:
            continue
        spans = (*attribution.content_spans, *attribution.cue_spans, *attribution.source_spans)
        stop = max(end for _, end in spans)
        if stop <= start:
            before.append((stop, candidate))
    if not before:
        return UNATTRIBUTED
    stop, previous = max(before)
    if text[stop:start].strip(_BETWEEN_QUOTATIONS):
        return UNATTRIBUTED
    speaker = resolutions[previous]
    return Resolution(speaker.name, speaker.kind, speaker.mention, "continued quotation", speaker.entity)


def _interviewee(text: str, place: int, mentions: list[Mention], entities: list[Entity]) -> Resolution:
    """Return who answers at `place` of an interview printed with a letter before each turn.

    There must be two questions or more, `place` must be in an answer, and the text before the first question
    must name one person more often than any other.
    """
    turns = list(_turn_start().finditer(text))
    questions = [turn.start() for turn in turns if turn["question"]]
    turns_before = [turn for turn in turns if turn.start() <= place]
    if len(questions) < 2 or not turns_before or turns_before[-1]["answer"] is None:
        return UNATTRIBUTED
    return most_named(mentions, entities, questions[0])


def most_named(mentions: list[Mention], entities: list[Entity], end: int) -> Resolution:
    """Return the person whom the text before `end` names most often; nobody where two are named as often."""
    named = [
        m
        for m in mentions
        if m.end <= end
        and (m.form, m.kind) == ("name", "person")
        and m.entity >= 0
        and entities[m.entity].kind == "person"
    ]
    counts = Counter(m.entity for m in named).most_common(2)
    if not counts or (len(counts) > 1 and counts[0][1] == counts[1][1]):
        return UNATTRIBUTED
    mention = next(m for m in named if m.entity == counts[0][0])
    name = entities[mention.entity].name
    return Resolution(name, "person", mention.span, "answer in an interview", mention.entity)


@cache
def _turn_start() -> re.Pattern[str]:
    """Return the pattern of the letter that begins a question or an answer."""
    asks, answers = ("|".join(sorted(labels)) for labels in (_CUES.question_labels, _CUES.answer_labels))
    question = rf"(?P<question>{asks})(?:\s*:|\.|(?=[A-Z][a-z]))"
    return re.compile(rf"^[ \t]*(?:{question}|(?P<answer>{answers})\s*[:.])", re.MULTILINE)
