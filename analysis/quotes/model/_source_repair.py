"""Correct the sources of a trained finder where the parse shows them reliably.

In the passive the speaker is the agent ("Holm was criticised by Berg"), not the subject; "there" is no source.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.language import ENGLISH
from analysis.quotes.rules._extents import noun_phrase, token_spans

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Token

    from analysis.quotes._attribution import Attribution
    from analysis.text import Spans

_CUES, _GRAMMAR = ENGLISH.cues, ENGLISH.grammar


def set_sources(found: Sequence[Attribution], doc: Doc) -> list[Attribution]:
    """Return the attributions with sources corrected by the parse."""
    return [_with_source(attribution, doc) for attribution in found]


def _with_source(attribution: Attribution, doc: Doc) -> Attribution:
    cue = [token for token in _tokens(attribution.cue_spans, doc) if token.pos_ != "SPACE"]
    source = _tokens(attribution.source_spans, doc)
    taken = {t.i for t in _tokens(attribution.content_spans, doc)}
    passive = next((t for t in cue if t.tag_ in _GRAMMAR.past_participles and _is_passive(t)), None)
    spans = attribution.source_spans
    if source and all(t.dep_ in _GRAMMAR.expletives for t in source):
        spans = ()
    elif passive is not None and passive.lemma_.lower() not in _CUES.felt_verbs:
        subject = _subject(passive)
        agent = _agent(passive)
        if not source or (subject is not None and _meets(source, noun_phrase(subject))):
            spans = _phrase(agent, taken, doc)
    elif not source:
        spans = _phrase(_missing(cue), taken, doc)
    return attribution if spans == attribution.source_spans else replace(attribution, source_spans=spans)


def _tokens(spans: Spans, doc: Doc) -> list[Token]:
    """Return the tokens that the spans touch."""
    found: list[Token] = []
    for start, end in spans:
        part = doc.char_span(start, end, alignment_mode="expand") if start < end else None
        found.extend(part or ())
    return found


def _is_passive(verb: Token) -> bool:
    """Return whether a participle has an auxiliary of the passive, or an agent ("asked by a reporter").

    A mere 's may be "has" as well as "is", so it shows nothing.
    """
    return any(
        child.dep_ in _GRAMMAR.passive_agents
        or (child.dep_ in _GRAMMAR.passive_auxiliaries and child.text[0].isalpha())
        for child in verb.children
    )


def _subject(verb: Token) -> Token | None:
    return next((child for child in verb.children if child.dep_ in _GRAMMAR.passive_subjects), None)


def _agent(verb: Token) -> Token | None:
    """Return the noun of "by …"."""
    by = next((child for child in verb.children if child.dep_ in _GRAMMAR.passive_agents), None)
    return _governed(by) if by is not None else None


def _governed(preposition: Token) -> Token | None:
    """Return the noun that a preposition governs."""
    objects = (child for child in preposition.children if child.dep_ in _GRAMMAR.prepositional_objects)
    return next(objects, None)


def _missing(cue: Sequence[Token]) -> Token | None:
    """Return the head of a missing source: that of a noun's "from …", of a relative "that" or of an adjunct."""
    for token in cue:
        if token.pos_ == "NOUN":
            after = (c for c in token.children if c.i == token.i + 1)
            preposition = next((c for c in after if c.lower_ in _CUES.sure_noun_sources), None)
            if preposition is not None and (noun := _governed(preposition)) is not None:
                return noun
        if token.pos_ == "VERB":
            own = next((c for c in token.children if c.dep_ in _GRAMMAR.subjects), None)
            if own is not None:
                relative = token.dep_ in _GRAMMAR.relative_clauses and own.tag_ in _GRAMMAR.relative_pronouns
                return own if relative else None
            if token.tag_ in _GRAMMAR.present_participles and token.dep_ in _GRAMMAR.adjuncts:
                return _above(token)
    return None


def _above(verb: Token) -> Token | None:
    """Return the subject of the clause that an adjunct without one stands in ("besides attacking …, Holm")."""
    while verb.dep_ in _GRAMMAR.adjuncts:
        verb = verb.head
        subject = next((child for child in verb.children if child.dep_ in _GRAMMAR.subjects), None)
        if subject is not None:
            return subject if subject.dep_ in _GRAMMAR.active_subjects else None
    return None


def _phrase(head: Token | None, taken: set[int], doc: Doc) -> Spans:
    """Return the phrase of a noun as spans, without what is content; empty for none."""
    if head is None:
        return ()
    return token_spans(doc, [i for i in noun_phrase(head) if i not in taken])


def _meets(tokens: Sequence[Token], indices: Sequence[int]) -> bool:
    return not {token.i for token in tokens}.isdisjoint(indices)
