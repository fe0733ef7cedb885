"""Join the quotations of an article into quoted speech, and separate the quotations that are not speech.

The parts of a quotation split by its cue, the sentences that follow in the same marks and the paragraphs that
continue a quotation without a new cue are the content of one attribution, as in PolNeAR.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from analysis.language import ENGLISH
from analysis.quotes.rules._extents import noun_phrase, text_of, token_spans, verb_group
from analysis.quotes.rules._predicates import subject_of
from analysis.quotes.rules._quotation_cues import QuotationContext, Speech, find_cue, quotation_contexts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from analysis.quotes.marks._pairing import Quotation
    from analysis.text import Span

_CUES, _GRAMMAR = ENGLISH.cues, ENGLISH.grammar

#: A quotation without a cue that has fewer words than this is a term, not a statement. F1 of the rules' attributions
#: on PolNeAR moves by a tenth of a point or less from 0 to 6.
_STATEMENT_WORDS = 4


@dataclass(slots=True)
class QuotedSpeech:
    """The quotations of an article: speech with its roles, and the quotations without a cue."""

    speeches: list[Speech] = field(default_factory=list)
    unclaimed: list[QuotationContext] = field(default_factory=list)


def read_speech(doc: Doc, paragraphs: Sequence[Span], quotations: Sequence[Quotation]) -> QuotedSpeech:
    """Return the speech in the outermost quotations of an article's paragraphs, in text order."""
    result = QuotedSpeech()
    waiting: list[QuotationContext] = []
    last: Speech | None = None
    for paragraph in paragraphs:
        inside = [q for q in quotations if paragraph[0] <= q.start < paragraph[1] and not q.level]
        contexts = quotation_contexts(doc, paragraph, inside)
        previous = last if contexts and _opens_paragraph(contexts[0], text_of(doc)) else None
        last = None
        for context in contexts:
            speech = _attribute(context, doc, previous, result)
            if speech is not None and waiting:
                speech.content[:0] = [earlier.quotation.span for earlier in waiting]
                speech.quotations[:0] = [earlier.quotation for earlier in waiting]
                waiting = []
            if speech is None and context.quotation.continues:
                waiting.append(context)
            elif speech is None:
                result.unclaimed.append(context)
            previous = speech
        last = previous if contexts and _closes_paragraph(contexts[-1]) else None
    result.unclaimed += waiting
    _attribute_statements(result, doc)
    return result


def _opens_paragraph(context: QuotationContext, text: str) -> bool:
    return not text[context.paragraph[0] : context.quotation.start].strip()


def _closes_paragraph(context: QuotationContext) -> bool:
    """Return whether the paragraph ends with the quotation or with the sentence of its inquit."""
    return context.after_stop != "quotation"


def _attribute(
    context: QuotationContext, doc: Doc, previous: Speech | None, result: QuotedSpeech
) -> Speech | None:
    """Return the speech of a quotation: that of its own cue, or the previous speech where it continues that."""
    text = text_of(doc)
    speech = find_cue(context, text, follows=previous is not None)
    if speech is not None and (previous is None or not _share_verb(speech, previous)):
        result.speeches.append(speech)
        return speech
    if previous is None or not _continues(context, previous, text):
        return None
    previous.content.append(context.quotation.span)
    previous.quotations.append(context.quotation)
    return previous


def _share_verb(a: Speech, b: Speech) -> bool:
    return a.verb is not None and b.verb is not None and a.verb.i == b.verb.i


def _continues(context: QuotationContext, previous: Speech, text: str) -> bool:
    """Return whether the quotation continues the previous speech: only its cue may stand between them."""
    if context.quotation.continued:
        return True
    words = [t for t in context.before if t.text.strip('.,;:—–-"“”')]
    own_words = {t.i for t in words}
    if previous.verb is not None and previous.verb.i in own_words:
        return True
    if words:
        return False
    return is_statement(context.quotation, text) or bool(context.before)


def is_statement(quotation: Quotation, text: str) -> bool:
    """Return whether the quotation is a sentence: it begins with no lower-case letter and ends with a stop."""
    inner = text[quotation.inner_start : quotation.inner_end].strip(" \n.…[")
    whole = text[quotation.inner_start : quotation.inner_end].rstrip()
    ends = whole.endswith((".", "?", "!", "…", "—")) or not quotation.closed
    return bool(inner) and not inner[0].islower() and ends


def is_term(context: QuotationContext, text: str) -> bool:
    """Return whether the marks set off a title, a term or a scare quote rather than quote somebody."""
    quotation = context.quotation
    words = text[quotation.inner_start : quotation.inner_end].split()
    leading = [t.lemma_.lower() for t in context.before]
    if any(word in _CUES.naming_words for word in leading):
        return True
    return len(words) < _STATEMENT_WORDS and not is_statement(quotation, text)


def _attribute_statements(result: QuotedSpeech, doc: Doc) -> None:
    """Turn quoted statements without a cue into speech; the sentence before may name the speaker."""
    unclaimed = []
    text = text_of(doc)
    for context in result.unclaimed:
        quotation = context.quotation
        words = text[quotation.start : quotation.end].split()
        if len(words) < _STATEMENT_WORDS or not is_statement(quotation, text) or context.before:
            unclaimed.append(context)
            continue
        cue, source, pattern = _introduction(context, doc)
        roles = [quotation.span], token_spans(doc, cue), token_spans(doc, source)
        result.speeches.append(Speech(*roles, pattern, None, [quotation]))
    result.unclaimed = unclaimed


def _introduction(context: QuotationContext, doc: Doc) -> tuple[list[int], list[int], str]:
    """Return the cue and source in the sentence right before a quotation, and the name of the pattern.

    Before a quotation that opens its paragraph, only a sentence that ends with a colon introduces it, or one that
    ends with a comma after a verb of saying.
    """
    first = doc.char_span(context.quotation.start, context.quotation.start + 1, alignment_mode="expand")
    last = first.start - 1 if first is not None else -1
    while last >= 0 and doc[last].is_space:
        last -= 1
    colon, comma = (last >= 0 and doc[last].text == sign for sign in (":", ","))
    opens = _opens_paragraph(context, text_of(doc))
    if last < 0 or (opens and not colon and not comma):
        return [], [], "bare"
    sentence = [t for t in doc[last].sent if t.i <= last]
    verbs = [t for t in sentence if t.lemma_.lower() in _CUES.quoting_verbs and t.pos_ == "VERB"]
    if comma and opens and not (verbs and verbs[-1].i == last - 1):
        return [], [], "bare"
    if verbs and (colon or (comma and opens)):
        return verb_group(verbs[-1]), subject_of(verbs[-1]), "introduced"
    subject = next((t for t in sentence if t.dep_ in _GRAMMAR.noun_subjects), None)
    source = noun_phrase(subject) if subject is not None else []
    return ([last], source, "introduced") if colon else ([], source, "bare")
