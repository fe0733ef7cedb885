"""Let quotation marks decide where the direct and mixed contents of a trained finder begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.language import ENGLISH
from analysis.quotes._attribution import Attribution
from analysis.quotes.marks._pairing import quotation_spans
from analysis.quotes.rules._extents import noun_phrase, text_of, token_spans, trim
from analysis.quotes.rules._predicates import find_predicates, subject_of
from analysis.quotes.rules._quoted_speech import is_statement, read_speech
from analysis.text import contains, count_words, inside_any, meet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Token

    from analysis.corpus import Article
    from analysis.quotes.marks._pairing import Quotation
    from analysis.quotes.rules._quotation_cues import Speech
    from analysis.text import Span

_CUES, _GRAMMAR = ENGLISH.cues, ENGLISH.grammar

#: Minimum number of words of a quotation that is a sentence of its own.
_SENTENCE_WORDS = 4


def follow_marks(attributions: Sequence[Attribution], article: Article, doc: Doc) -> list[Attribution]:
    """Return the attributions with contents that end where the marks say.

    A quoted sentence after a sentence in the article's own words is an attribution of its own, to the same
    source; words behind a closing mark stay only if they continue its clause; a mark that is never closed ends
    before the cue.
    """
    quotations = [quotation for quotation in quotation_spans(article) if not quotation.level]
    speeches = read_speech(doc, article.paragraphs(), quotations).speeches
    followed = []
    for attribution in attributions:
        start, end = attribution.content_spans[0][0], attribution.content_spans[-1][1]
        own = [quotation for quotation in quotations if quotation.start < end and start < quotation.end]
        spoken = [speech for speech in speeches if start <= speech.content[0][0] < end]
        ended = _end_open_mark(attribution, own, article.text, doc)
        inner = [*_nested(ended, spoken, article.text), *_retold(ended, doc)]
        parts = [ended] if inner else _split(ended, own, article.text, doc)
        for part in parts:
            content = tuple(_cut_after(span, part, own, article.text, doc) for span in part.content_spans)
            followed.append(replace(part, content_spans=content))
        followed += inner
    return _each_once(followed)


def _each_once(attributions: Sequence[Attribution]) -> list[Attribution]:
    """Return the attributions without parts of a content that are the whole content of another."""
    whole = {a.content_spans[0] for a in attributions if len(a.content_spans) == 1}
    return [
        replace(a, content_spans=tuple(s for s in a.content_spans if s not in whole) or a.content_spans)
        for a in attributions
    ]


def _nested(attribution: Attribution, speeches: Sequence[Speech], text: str) -> Iterator[Attribution]:
    """Yield the speech that a content reports with a cue and a speaker of its own ("the guard told her, “…”")."""
    for speech in speeches:
        spans = tuple(q.span for q in speech.quotations if inside_any(q.span, attribution.content_spans))
        roles = (*speech.cue, *speech.source)
        named = speech.verb is not None and bool(speech.source)
        sentence = any(_is_sentence(quotation, text) for quotation in speech.quotations)
        apart = speech.pattern in ("before", "after") and sentence
        if spans and named and apart and all(inside_any(span, attribution.content_spans) for span in roles):
            yield Attribution(spans, speech.cue, speech.source, "direct", attribution.confidence)


def _retold(attribution: Attribution, doc: Doc) -> Iterator[Attribution]:
    """Yield what somebody says according to somebody else ("According to the Post, the mayor said …")."""
    words = (doc.char_span(*span, alignment_mode="expand") for span in attribution.cue_spans)
    if not any(t.lower_ in _CUES.according for tokens in words if tokens is not None for t in tokens):
        return
    account = attribution.source_spans[-1][1] if attribution.source_spans else attribution.content_spans[0][0]
    for predicate in find_predicates(doc):
        if predicate.frame != "clause" or predicate.lemma not in _CUES.quoting_verbs:
            continue
        content, cue, source = (
            token_spans(doc, part) for part in (predicate.content, predicate.cue, predicate.source)
        )
        if not all(inside_any(span, attribution.content_spans) for span in (*content, *cue)):
            continue
        if not source:  # the parser takes the speaker for a second name of whose account it is
            between = trim(text_of(doc), account, cue[0][0])
            source = (between,) if between[0] < between[1] else ()
        if meet(source, attribution.content_spans):
            yield Attribution(content, cue, source, "indirect", attribution.confidence)


def _is_sentence(quotation: Quotation, text: str) -> bool:
    return count_words(text, [quotation.span]) >= _SENTENCE_WORDS and is_statement(quotation, text)


def _split(
    attribution: Attribution, quotations: Sequence[Quotation], text: str, doc: Doc
) -> Iterator[Attribution]:
    """Yield the attribution, in two where a quoted sentence follows a sentence or a colon in the article's words."""
    for n, (start, end) in enumerate(attribution.content_spans):
        for quotation in quotations:
            if not contains((start, end), quotation.span) or not _is_sentence(quotation, text):
                continue
            before = trim(text, start, quotation.start)
            last = text[start : quotation.start].rstrip()[-1:]
            if not last or last not in ".?!:" or before[0] >= before[1]:
                continue
            earlier = (*attribution.content_spans[:n], before)
            later = ((quotation.start, end), *attribution.content_spans[n + 1 :])
            topic = _names_topic(attribution, doc)
            if not topic:
                yield replace(attribution, content_spans=earlier)
            cue = attribution.cue_spans if topic or last == ":" else ()
            yield replace(attribution, content_spans=later, cue_spans=cue)
            return
    yield attribution


def _names_topic(attribution: Attribution, doc: Doc) -> bool:
    """Return whether the cue ends with a preposition, after which stands the topic ("issued a statement on …")."""
    cue = (
        doc.char_span(*attribution.cue_spans[-1], alignment_mode="expand") if attribution.cue_spans else None
    )
    return cue is not None and len(cue) > 1 and cue[-1].dep_ in _GRAMMAR.prepositions


def _cut_after(
    span: Span, attribution: Attribution, quotations: Sequence[Quotation], text: str, doc: Doc
) -> Span:
    """Return a content's span without the words behind its last closing mark that begin a new clause."""
    start, end = span
    inside = [q for q in quotations if contains(span, q.span) and q.closed]
    if not inside or not text[inside[-1].end : end].strip(" ,.)"):
        return span
    last = inside[-1]
    tokens = doc.char_span(last.end, end, alignment_mode="contract")
    words = [t for t in tokens if not t.is_punct and not t.is_space] if tokens is not None else []
    if not words:
        return span
    stop = re.search(r"[.?!]", text[last.inner_end - 1 : words[0].idx])
    sentence = stop is not None and words[0].text[0].isupper()
    contrast = words[0].lower_ in _CUES.contrasts
    alone = start == last.start
    comma = "," in text[last.inner_end - 1 : words[0].idx]
    follows = comma and words[0].tag_ in _GRAMMAR.present_participles  # "“It is done”, ending the debate"
    joined = alone and (follows or _repeats_cue(words, attribution, doc))
    return (start, last.end) if sentence or contrast or joined else span


def _repeats_cue(words: Sequence[Token], attribution: Attribution, doc: Doc) -> bool:
    """Return whether a finite verb like the cue's follows a conjunction: 'said "it is done" and left'."""
    if len(words) < 2 or words[0].pos_ != "CCONJ" or not attribution.cue_spans:
        return False
    cue = doc.char_span(*attribution.cue_spans[-1], alignment_mode="expand")
    # Past tense and participle look alike, and the tagger takes one for the other.
    past = _GRAMMAR.past_participles | {t.tag_ for t in cue or () if t.tag_ in _GRAMMAR.finite_verbs}
    return cue is not None and any(t.tag_ in past for t in words[1:3])


def _end_open_mark(
    attribution: Attribution, quotations: Sequence[Quotation], text: str, doc: Doc
) -> Attribution:
    """Return the attribution with the content of a mark that is never closed ending before the cue."""
    for quotation in quotations:
        left_open = not quotation.closed and not quotation.continues
        if (
            not left_open
            or not attribution.cue_spans
            or not contains(quotation.span, attribution.cue_spans[0])
        ):
            continue
        cue = doc.char_span(*attribution.cue_spans[0], alignment_mode="expand")
        if cue is None or not meet([quotation.span], attribution.content_spans):
            continue
        source = attribution.source_spans or _source_beside(cue.root, doc)
        inside = [span[0] for span in source if contains(quotation.span, span)]
        end = min([attribution.cue_spans[0][0], *inside])
        content = quotation.start, trim(text, quotation.inner_start, end)[1]
        if content[1] > quotation.inner_start:
            others = (s for s in attribution.content_spans if not meet([s], [quotation.span, *source]))
            spans = tuple(sorted((content, *others)))
            return replace(attribution, content_spans=spans, source_spans=source)
    return attribution


def _source_beside(verb: Token, doc: Doc) -> tuple[Span, ...]:
    """Return the phrase of a verb's speaker, or that of the noun right after the verb."""
    subject = subject_of(verb)
    if not subject:
        later = doc[verb.i + 1 : verb.sent.end]
        noun = next((t for t in later if t.pos_ in ("PROPN", "PRON", "NOUN") and t.dep_ != "compound"), None)
        subject = [i for i in noun_phrase(noun) if i > verb.i] if noun is not None else []
    return token_spans(doc, subject)
