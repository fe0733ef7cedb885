"""Make whole phrases of the words that a trained finder chooses for a content and its source.

The finder chooses each word for itself, which leaves holes in phrases, torn names and stray words.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.language import ENGLISH
from analysis.quotes.rules._extents import text_of, trim
from analysis.text import count_words, intersect, meet, subtract

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from analysis.quotes._attribution import Attribution
    from analysis.text import Span, Spans

_CUES, _GRAMMAR = ENGLISH.cues, ENGLISH.grammar

#: Maximum number of words of a hole that is filled in a source, and in a content. Most holes of four to ten words in
#: contents of PolNeAR read better filled; F1 is the same within .1.
_HOLE, _CONTENT_HOLE = 3, 10
#: A single word without quotation marks is stray where another part has this many words or more.
_LONG_PART = 5
_STOPS = frozenset(".?!;")
#: Minimum share of a sentence's words that a content must have where cue and source are in another sentence.
_WHOLE_SENTENCE = 0.6
#: The beginning of a relative clause at the end of a part.
_TORN = re.compile(rf",? (?:{'|'.join(sorted(_CUES.clause_openers))})$")
_MARK = re.compile(r"[\"“”]|''")


def make_phrases(attributions: Sequence[Attribution], text: str, doc: Doc) -> list[Attribution]:
    """Return the attributions with a source of one phrase, and contents without holes, cue and source."""
    tidied = []
    for a in (_with_aside(attribution, doc) for attribution in attributions):
        source = _one_phrase(a, text, doc)
        cue = tuple(_trimmed(subtract(a.cue_spans, source), text))
        taken = [*source, *cue]
        content = _with_words(_trimmed(subtract(a.content_spans, taken), text), text)
        content = _whole(_with_subject(content, taken, doc), taken, text)
        content = _without_torn_sentences(content, taken, text, doc)
        content[:1] = [_whole_start(span, taken, text, doc) for span in content[:1]]
        content[-1:] = [_whole_end(span, taken, doc) for span in content[-1:]]
        if content:
            tidied.append(replace(a, content_spans=tuple(content), cue_spans=cue, source_spans=source))
    return tidied


def _with_aside(attribution: Attribution, doc: Doc) -> Attribution:
    """Return the attribution with both halves of a content around an aside ("The road, says Ana Ruiz, is closed").

    The aside is the cue and its speaker between commas; a finite verb after it, and none before, tells it.
    """
    cue = [doc.char_span(*span, alignment_mode="expand") for span in attribution.cue_spans]
    verb = cue[0][0] if len(cue) == 1 and cue[0] is not None and len(cue[0]) == 1 else None
    if verb is None or verb.tag_ in _GRAMMAR.present_participles or not verb.i or doc[verb.i - 1].text != ",":
        return attribution
    first, after = doc[verb.sent.start : verb.i - 1], doc[verb.i + 1 : verb.sent.end]
    comma = next((t.i for t in after if t.text == ","), None)
    if comma is None or comma + 1 >= verb.sent.end:
        return attribution
    speaker, second = doc[verb.i + 1 : comma], doc[comma + 1 : verb.sent.end]
    finite = _GRAMMAR.finite_verbs | _GRAMMAR.modals
    if second[0].tag_ not in finite or (len(first) > 1 and any(t.tag_ in finite for t in first)):
        return attribution
    if not any(t.pos_ in ("NOUN", "PROPN") for t in speaker) or _MARK.search(first.text):
        return attribution
    content = (first.start_char, first.end_char), trim(text_of(doc), second.start_char, second.end_char)
    return replace(attribution, content_spans=content, source_spans=((speaker.start_char, speaker.end_char),))


def _one_phrase(attribution: Attribution, text: str, doc: Doc) -> Spans:
    """Return the source as one span, the nearest to the cue, with short holes filled."""
    others = [*attribution.cue_spans, *attribution.content_spans]
    spans = _fill(attribution.source_spans, others, text, _HOLE)
    spans[-1:] = [_with_name(span, attribution.cue_spans, doc) for span in spans[-1:]]
    if len(spans) < 2:
        return tuple(spans)
    cue = attribution.cue_spans[0] if attribution.cue_spans else spans[0]
    naming = [span for span in spans if _names_somebody(span, doc)]
    return (min(naming or spans, key=lambda span: max(cue[0] - span[1], span[0] - cue[1])),)


def _with_name(span: Span, cue: Sequence[Span], doc: Doc) -> Span:
    """Return a source with the name that stands behind it in commas ("the coach, Ali Merton,")."""
    tokens = doc.char_span(*span, alignment_mode="contract")
    if tokens is None or tokens.end + 1 >= len(doc) or doc[tokens.end].text != ",":
        return span
    end = tokens.end + 1
    while end < len(doc) and doc[end].pos_ == "PROPN":
        end += 1
    name = doc[tokens.end + 1 : end]
    if not len(name) or name.root.dep_ not in _GRAMMAR.appositions or name.root.head not in tokens:
        return span
    whole = span[0], name.end_char
    return span if meet([whole], cue) else whole


def _names_somebody(span: Span, doc: Doc) -> bool:
    """Return whether the span has a noun, or a pronoun that is not a relative one."""
    tokens = doc.char_span(*span, alignment_mode="expand")
    return tokens is not None and any(
        t.pos_ in ("NOUN", "PROPN", "PRON") and t.tag_ not in _GRAMMAR.relative_determiners for t in tokens
    )


def _whole(spans: Sequence[Span], taken: Sequence[Span], text: str) -> list[Span]:
    """Return the parts of a content with short holes filled, without stray words beside a long part."""
    filled = _fill(_without_torn_clauses(spans, text), taken, text, _CONTENT_HOLE)
    longest = max((count_words(text, [span]) for span in filled), default=0)
    return [
        span
        for span in filled
        if longest < _LONG_PART or count_words(text, [span]) > 1 or _MARK.search(text, *span)
    ]


def _whole_start(span: Span, taken: Sequence[Span], text: str, doc: Doc) -> Span:
    """Return a content's first part with the words before its first noun that belong to it."""
    tokens = doc.char_span(*span, alignment_mode="contract")
    if tokens is None or not len(tokens) or _MARK.match(text, span[0]):
        return span
    start = tokens.start
    while (
        start and doc[start - 1].dep_ in _GRAMMAR.inner_parts and start <= doc[start - 1].head.i < tokens.end
    ):
        start -= 1
    whole = doc[start].idx, span[1]
    return span if start == tokens.start or meet([(whole[0], span[0])], taken) else whole


def _whole_end(span: Span, taken: Sequence[Span], doc: Doc) -> Span:
    """Return a content's last part without a stray word behind a comma, and with the noun that it ends before."""
    tokens = doc.char_span(*span, alignment_mode="contract")
    if tokens is None or len(tokens) < _HOLE:
        return span
    last, before = tokens[-1], tokens[-2]
    if before.text == "," and last.pos_ in ("ADV", "CCONJ", "SCONJ", "ADP"):
        return span[0], tokens[-3].idx + len(tokens[-3])
    if last.pos_ == "CCONJ":
        return span[0], before.idx + len(before)
    head = last.head
    noun = head.pos_ in ("NOUN", "PROPN") and last.dep_ in _GRAMMAR.noun_left and head.sent == last.sent
    whole = span[0], head.idx + len(head)
    if noun and 0 < head.i - last.i <= _HOLE and not meet([whole], taken):
        return whole
    return span


def _with_subject(spans: list[Span], taken: Sequence[Span], doc: Doc) -> list[Span]:
    """Return the parts of a content, the first joined to the second where it is the subject of its verb."""
    if len(spans) < 2:
        return spans
    first, second = (doc.char_span(*span, alignment_mode="contract") for span in spans[:2])
    if first is None or second is None or first.root.sent != second.root.sent:
        return spans
    subject = first.root.dep_ in _GRAMMAR.subjects and first.root.head in second
    hole = spans[0][1], spans[1][0]
    return [(spans[0][0], spans[1][1]), *spans[2:]] if subject and not meet([hole], taken) else spans


def _without_torn_sentences(spans: list[Span], taken: Sequence[Span], text: str, doc: Doc) -> list[Span]:
    """Return the parts of a content in the article's words without bits of sentences that have no cue and source."""
    if any(_MARK.search(text, *span) for span in spans):
        return spans
    torn = []
    for start, end in spans:
        tokens = doc.char_span(start, end, alignment_mode="expand")
        for sentence in {t.sent.start: t.sent for t in tokens or ()}.values():
            whole = sentence.start_char, sentence.end_char
            before = text[max(whole[0] - 3, 0) : whole[0]].rstrip(" ")
            begins = not before or before[-1] in "\n.?!;"
            own = count_words(text, intersect([whole], spans))
            if begins and not meet([whole], taken) and own < _WHOLE_SENTENCE * count_words(text, [whole]):
                torn.append(whole)
    return _trimmed(subtract(spans, torn), text) if torn else spans


def _without_torn_clauses(spans: Sequence[Span], text: str) -> list[Span]:
    """Return the parts without a relative clause that a hole tears: "the BBC, which ‖ some funding" is the BBC."""
    kept: list[Span] = []
    torn = False
    for n, (start, end) in enumerate(spans):
        clause = _TORN.search(text, start, end) if n + 1 < len(spans) else None
        if not torn or count_words(text, [(start, end)]) > _HOLE:
            kept.append((start, clause.start() if clause else end))
        torn = clause is not None
    return [(start, end) for start, end in kept if start < end]


def _fill(spans: Sequence[Span], taken: Sequence[Span], text: str, words: int) -> list[Span]:
    """Return spans joined over holes of up to so many words within a sentence that no other role takes."""
    joined: list[Span] = []
    for span in spans:
        hole = (joined[-1][1], span[0]) if joined else span
        short = joined and count_words(text, [hole]) <= words and not _STOPS & set(text[slice(*hole)])
        if short and "\n" not in text[slice(*hole)] and not meet([hole], taken):
            joined[-1] = joined[-1][0], span[1]
        else:
            joined.append(span)
    return joined


def _trimmed(spans: Sequence[Span], text: str) -> list[Span]:
    """Return the spans without white space and commas at edges that a cut has left."""
    trimmed = []
    for start, end in spans:
        while start < end and text[start] in " \n,":
            start += 1
        while end > start and text[end - 1] in " \n":
            end -= 1
        if start < end:
            trimmed.append((start, end))
    return trimmed


def _with_words(spans: Sequence[Span], text: str) -> list[Span]:
    return [span for span in spans if any(character.isalnum() for character in text[slice(*span)])]
