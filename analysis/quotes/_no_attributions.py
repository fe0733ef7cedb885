"""Tell attributions from what only has their form: acts, questions of interviews, lists of sources, names, denials."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from analysis.language import ENGLISH
from analysis.quotes._attribution import words_of
from analysis.quotes.rules._finder import cue_prior
from analysis.text import meet

if TYPE_CHECKING:
    from collections.abc import Collection

    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

    from analysis.quotes._attribution import Attribution
    from analysis.text import Span

#: Maximum confidence of what a question asks somebody for: of nine such in PolNeAR's labelled articles two are right.
_ASKED = 0.3
#: Below this share of a verb's objects that annotators of PolNeAR's training part took for what is said, the verb does
#: something to its object. In the development part 20 of 53 such acts with less confidence than the second number are
#: attributions, and 41 of 62 of the others, which is all the confidence that these get.
_DOING, _KEPT_ACT, _ACT = 0.3, 0.55, 0.66

_CUES, _GRAMMAR = ENGLISH.cues, ENGLISH.grammar
_SAYING = _CUES.neutral_verbs | _CUES.loaded_verbs | _CUES.addressing_verbs | _CUES.nouns


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
        _is_naming(attribution, cue, terms)
        or _is_listener(attribution, cue, doc)
        or _answers_view(attribution, doc)
        or (attribution.confidence < _KEPT_ACT and _is_act(attribution, doc, terms))
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


def doubt(attribution: Attribution, text: str, doc: Doc, terms: Collection[Span]) -> Attribution:
    """Return the attribution, with less confidence where it is an act or a question ("Do you think that …?")."""
    if attribution.kind != "indirect":
        return attribution
    saying = any(map(_is_saying, _cue_words(attribution, doc)))
    most = _ACT if not saying and _is_act(attribution, doc, terms) else 1.0
    if words_of(text, attribution.source_spans).lower() in _CUES.anybody:
        tokens = doc.char_span(*attribution.source_spans[0], alignment_mode="expand")
        most = _ASKED if tokens is not None and "?" in tokens[0].sent.text[-3:] else most
    return replace(attribution, confidence=min(attribution.confidence, most))


def _is_act(attribution: Attribution, doc: Doc, terms: Collection[Span]) -> bool:
    """Return whether the content is a thing to which somebody does something ("vetoed the bill")."""
    words = _cue_words(attribution, doc)
    verb = next((t for t in reversed(words) if t.pos_ == "VERB"), None)
    if verb is None or not _is_thing(_root(attribution, doc)) or meet(attribution.content_spans, terms):
        return False
    last, lemma = words[-1], verb.lemma_.lower()
    if last.i > verb.i and last.dep_ in _GRAMMAR.prepositions:
        return cue_prior("preposition", f"{lemma} {last.lower_}") < _DOING
    return cue_prior("object", lemma) < _DOING


def _answers_view(attribution: Attribution, doc: Doc) -> bool:
    """Return whether the content is a view that somebody else holds ("sought to ease fears that …")."""
    held = (
        t
        for t in (*_cue_words(attribution, doc)[-1:], *_objects(_root(attribution, doc)))
        if t.lemma_.lower() in _CUES.nouns and t.head.dep_ in _GRAMMAR.infinitives and not _is_saying(t.head)
    )
    clauses = (c for t in held for c in t.children if c.dep_ in _GRAMMAR.describing_clauses)
    return any(c.pos_ in ("VERB", "AUX") for c in clauses)


def _objects(verb: Token | None) -> list[Token]:
    return [c for c in verb.children if c.dep_ in _GRAMMAR.direct_objects] if verb is not None else []


def _cue_words(attribution: Attribution, doc: Doc) -> list[Token]:
    """Return the words of the cue without auxiliaries."""
    auxiliaries = _GRAMMAR.auxiliaries | _GRAMMAR.passive_auxiliaries
    spans = (doc.char_span(*span, alignment_mode="expand") for span in attribution.cue_spans)
    return [t for span in spans for t in span or () if t.dep_ not in auxiliaries]


def _root(attribution: Attribution, doc: Doc) -> Token | None:
    span = attribution.content_spans[0][0], attribution.content_spans[-1][1]
    content = doc.char_span(*span, alignment_mode="expand")
    return content.root if content is not None else None


def _is_thing(token: Token | None) -> bool:
    """Return whether the token is a noun that is no clause's predicate."""
    if token is None or token.pos_ not in ("NOUN", "PROPN", "PRON", "NUM", "DET"):
        return False
    subjects = _GRAMMAR.subjects | _GRAMMAR.expletives
    return not any(c.dep_ in subjects for c in token.children)


def _is_saying(token: Token) -> bool:
    lemma = token.lemma_.lower()
    return lemma in _SAYING or token.lower_ in _CUES.according
