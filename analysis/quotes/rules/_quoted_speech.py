"""Which quotations belong together, and which are no speech at all? Quotations joined into attributions.

A quotation split by its cue, the sentences that follow in the same marks, the paragraphs that carry a
quotation on with no new cue: all are content of one attribution, as PolNeAR's annotators have it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from analysis.language import ENGLISH
from analysis.quotes.rules._extents import noun_phrase, text_of, token_spans, verb_group
from analysis.quotes.rules._predicates import subject_of
from analysis.quotes.rules._quotation_cues import Setting, Speech, find_cue, settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from analysis.quotes.marks._pairing import Quotation
    from analysis.text import Span

_CUES, _GRAMMAR = ENGLISH.cues, ENGLISH.grammar

#: A quotation of fewer words than this that no cue claims is a term, not a statement.
_STATEMENT_WORDS = 4


@dataclass(slots=True)
class SpeechMap:
    """What the marks hold: speech with its roles, and the quotations that no cue claims."""

    speeches: list[Speech] = field(default_factory=list)
    unclaimed: list[Setting] = field(default_factory=list)


def read_speech(doc: Doc, paragraphs: Sequence[Span], quotations: Sequence[Quotation]) -> SpeechMap:
    """Return the speech in the outermost quotations of an article's paragraphs, in text order."""
    found = SpeechMap()
    waiting: list[Setting] = []
    last: Speech | None = None
    for paragraph in paragraphs:
        inside = [q for q in quotations if paragraph[0] <= q.start < paragraph[1] and not q.level]
        around = settings(doc, paragraph, inside)
        previous = last if around and _opens_paragraph(around[0], text_of(doc)) else None
        last = None
        for setting in around:
            speech = _place(setting, doc, previous, found)
            if speech is not None and waiting:
                speech.content[:0] = [s.quotation.span for s in waiting]
                speech.quotations[:0] = [s.quotation for s in waiting]
                waiting = []
            if speech is None and setting.quotation.continues:
                waiting.append(setting)
            elif speech is None:
                found.unclaimed.append(setting)
            previous = speech
        last = previous if around and _closes_paragraph(around[-1]) else None
    found.unclaimed += waiting
    _adopt(found, doc)
    return found


def _opens_paragraph(setting: Setting, text: str) -> bool:
    return not text[setting.paragraph[0] : setting.quotation.start].strip()


def _closes_paragraph(setting: Setting) -> bool:
    """Does the paragraph end with the quotation, or with its inquit's sentence?"""
    return setting.tail_stop != "quotation"


def _place(setting: Setting, doc: Doc, previous: Speech | None, found: SpeechMap) -> Speech | None:
    """Give a quotation its attribution: its own cue's, or that of the quotation it goes on from."""
    text = text_of(doc)
    own = find_cue(setting, text, follows=previous is not None)
    if own is not None and previous is not None and _same_verb(own, previous):
        own = None
    if own is not None:
        found.speeches.append(own)
        return own
    if previous is None or not _goes_on(setting, previous, text):
        return None
    previous.content.append(setting.quotation.span)
    previous.quotations.append(setting.quotation)
    return previous


def _same_verb(one: Speech, other: Speech) -> bool:
    return one.verb is not None and other.verb is not None and one.verb.i == other.verb.i


def _goes_on(setting: Setting, previous: Speech, text: str) -> bool:
    """Does the quotation carry on the attribution before it? Nothing but that one's cue may stand between."""
    if setting.quotation.continued:
        return True
    words = [t for t in setting.head if t.text.strip('.,;:—–-"“”')]
    own_words = {t.i for t in words}
    if previous.verb is not None and previous.verb.i in own_words:
        return True
    if words:
        return False
    return is_statement(setting.quotation, text) or bool(setting.head)


def is_statement(quotation: Quotation, text: str) -> bool:
    """Does the quotation read as a sentence of its own: a capital first, a stop last, words enough?"""
    inner = text[quotation.inner_start : quotation.inner_end].strip(" \n.…[")
    whole = text[quotation.inner_start : quotation.inner_end].rstrip()
    ends = whole.endswith((".", "?", "!", "…", "—")) or not quotation.closed
    return bool(inner) and not inner[0].islower() and ends


def is_term(setting: Setting, text: str) -> bool:
    """Do the marks set apart a title, a term or a doubted word, rather than quote somebody?"""
    quotation = setting.quotation
    words = text[quotation.inner_start : quotation.inner_end].split()
    leading = [t.lemma_.lower() for t in setting.head[-4:]]
    if any(word in _CUES.naming_words for word in leading):
        return True
    return len(words) < _STATEMENT_WORDS and not is_statement(quotation, text)


def _adopt(found: SpeechMap, doc: Doc) -> None:
    """Make attributions of whole quoted statements that no cue claims: the sentence before may name who speaks."""
    kept = []
    text = text_of(doc)
    for setting in found.unclaimed:
        words = text[setting.quotation.start : setting.quotation.end].split()
        if len(words) < _STATEMENT_WORDS or not is_statement(setting.quotation, text) or setting.head:
            kept.append(setting)
            continue
        cue, source, pattern = _introduction(setting, doc)
        content = [setting.quotation.span]
        spans = token_spans(doc, source)
        found.speeches.append(
            Speech(content, token_spans(doc, cue), spans, pattern, None, [setting.quotation])
        )
    found.unclaimed = kept


def _introduction(setting: Setting, doc: Doc) -> tuple[list[int], list[int], str]:
    """Return cue and source of the sentence right before a quotation, with the name of the pattern.

    Before a quotation that opens its paragraph only a sentence that ends in a colon counts.
    """
    first = doc.char_span(setting.quotation.start, setting.quotation.start + 1, alignment_mode="expand")
    at = first.start - 1 if first is not None else -1
    while at >= 0 and doc[at].is_space:
        at -= 1
    opens = _opens_paragraph(setting, text_of(doc))
    if at < 0 or (opens and doc[at].text != ":"):
        return [], [], "bare"
    sentence = list(doc[at].sent)
    before = [t for t in sentence if t.i <= at]
    verbs = [t for t in before if t.lemma_.lower() in _CUES.quoting_verbs and t.pos_ == "VERB"]
    if doc[at].text == ":" and verbs:
        source = subject_of(verbs[-1])
        return verb_group(verbs[-1]), source, "introduced"
    subject = next((t for t in before if t.dep_ in _GRAMMAR.noun_subjects), None)
    source = noun_phrase(subject) if subject is not None else []
    return ([at] if doc[at].text == ":" else []), source, "introduced" if doc[at].text == ":" else "bare"
