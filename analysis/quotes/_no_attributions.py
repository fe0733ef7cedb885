"""Tell attributions from what only has their form: questions of interviews, lists of sources, names, denials."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from analysis.language import ENGLISH
from analysis.quotes._attribution import words_of
from analysis.text import meet

if TYPE_CHECKING:
    from collections.abc import Collection

    from spacy.tokens import Doc
    from spacy.tokens import Span as Tokens

    from analysis.quotes._attribution import Attribution
    from analysis.text import Span

#: Maximum confidence of what a question asks somebody for: of nine such in PolNeAR's labelled articles two are right.
_ASKED = 0.3

_CUES, _GRAMMAR = ENGLISH.cues, ENGLISH.grammar


def is_attribution(attribution: Attribution, text: str, doc: Doc, terms: Collection[Span]) -> bool:
    """Return whether somebody says the content.

    Args:
        attribution: From a finder.
        text: The article's text.
        doc: Its parse.
        terms: The spans of the quotations that are titles, terms or scare quotes.
    """
    source = words_of(text, attribution.source_spans)
    if source in _CUES.question_labels or _is_reference(attribution, text):
        return False
    cue = (
        doc.char_span(*attribution.cue_spans[-1], alignment_mode="expand") if attribution.cue_spans else None
    )
    if cue is None:
        return True
    if attribution.kind == "indirect" and (
        _is_naming(attribution, cue, terms) or _is_listener(attribution, cue, doc)
    ):
        return False
    return not _is_said_by_nobody(source, cue)


def _is_reference(attribution: Attribution, text: str) -> bool:
    """Return whether a dash, an outlet and a day follow a headline, as in a list of sources."""
    if not attribution.source_spans or words_of(text, attribution.cue_spans).strip("-—–―"):
        return False
    return (
        bool(attribution.cue_spans) and _day_after().match(text, attribution.source_spans[-1][1]) is not None
    )


@cache
def _day_after() -> re.Pattern[str]:
    """Return the pattern of a day that ends its paragraph, after a comma."""
    months = "|".join(ENGLISH.calendar.month_names)
    return re.compile(
        rf",\s+(?:(?:{months})\.?\s\d{{1,2}},|\d{{1,2}}\s(?:{months}))\s\d{{4}}\.?[ \t]*(?:\n|$)",
        re.IGNORECASE,
    )


def _is_naming(attribution: Attribution, cue: Tokens, terms: Collection[Span]) -> bool:
    """Return whether the cue gives a name: "named their boat “Thunder”", "also known as the Fort"."""
    names = any(t.lemma_.lower() in _CUES.naming_verbs for t in cue)
    called = not attribution.source_spans and cue[-1].dep_ in _GRAMMAR.prepositions
    return names and (called or meet(attribution.content_spans, terms))


def _is_listener(attribution: Attribution, cue: Tokens, doc: Doc) -> bool:
    """Return whether the content is no more than whom the words are said to: "has promised Elmport"."""
    span = attribution.content_spans[0][0], attribution.content_spans[-1][1]
    content = doc.char_span(*span, alignment_mode="expand")
    told = any(t.lemma_.lower() in _CUES.addressing_verbs for t in cue)
    return told and content is not None and all(t.pos_ in _GRAMMAR.name_parts for t in content)


def _is_said_by_nobody(source: str, cue: Tokens) -> bool:
    """Return whether nobody says it ("nobody claims that …"), or anybody might ("one could argue that …")."""
    verbs = {t.lemma_.lower() for t in cue}
    if not verbs & _CUES.quoting_verbs:
        return False
    possible = any(t.tag_ in _GRAMMAR.modals for t in cue)
    return source.lower() in _CUES.nobody or (possible and source.lower() in _CUES.anybody)


def doubt_question(attribution: Attribution, text: str, doc: Doc) -> Attribution:
    """Return the attribution, with less confidence where its sentence asks for it ("Do you think that …?")."""
    source = words_of(text, attribution.source_spans)
    if attribution.kind != "indirect" or source.lower() not in _CUES.anybody:
        return attribution
    tokens = doc.char_span(*attribution.source_spans[0], alignment_mode="expand")
    asks = tokens is not None and "?" in tokens[0].sent.text[-3:]
    return replace(attribution, confidence=min(attribution.confidence, _ASKED)) if asks else attribution
