"""Find the cue and the source of a quotation in the words before and after it.

The words between a quotation and its neighbours in the paragraph are searched for a cue, as far as the
sentence reaches.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from analysis.language import ENGLISH
from analysis.quotes.rules._extents import cover, noun_phrase, text_of, token_spans, trim, verb_group

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Token

    from analysis.quotes.marks._pairing import Quotation
    from analysis.text import Span, Spans

_CUES, _GRAMMAR, _PARTICLES = ENGLISH.cues, ENGLISH.grammar, ENGLISH.names.particles


@dataclass(slots=True)
class Speech:
    """Quoted speech: the spans of its roles, the pattern that found it, its cue verb and its quotations."""

    content: list[Span]
    cue: Spans
    source: Spans
    pattern: str
    verb: Token | None = None
    quotations: list[Quotation] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class QuotationContext:
    """A quotation with the tokens of its paragraph before and after it, up to the nearest sentence end.

    `before` and `after` end at a neighbouring quotation too; `before_stop` and `after_stop` name what ended
    them: "sentence", "quotation" or "paragraph". `sentence` is the start of the sentence around the
    quotation, with the earlier quotations in it.
    """

    quotation: Quotation
    before: tuple[Token, ...]
    after: tuple[Token, ...]
    before_stop: str
    after_stop: str
    paragraph: Span
    sentence: int


def quotation_contexts(doc: Doc, paragraph: Span, quotations: Sequence[Quotation]) -> list[QuotationContext]:
    """Return the context of each outermost quotation of a paragraph, in text order."""
    contexts: list[QuotationContext] = []
    for n, quotation in enumerate(quotations):
        low = quotations[n - 1].end if n else paragraph[0]
        high = quotations[n + 1].start if n + 1 < len(quotations) else paragraph[1]
        before = [t for t in _tokens_between(doc, low, quotation.start) if not t.is_space]
        after = [t for t in _tokens_between(doc, quotation.end, high) if not t.is_space]
        before_stop = "quotation" if n else "paragraph"
        after_stop = "quotation" if n + 1 < len(quotations) else "paragraph"
        if n and not before and _ends_sentence(quotations[n - 1], text_of(doc)):
            before_stop = "sentence"
        for k in range(len(before) - 1, -1, -1):
            if _is_sentence_end(before, k):
                before, before_stop = before[k + 1 :], "sentence"
                break
        for k in range(len(after)):
            if _is_sentence_end(after, k):
                after, after_stop = after[: k + 1], "sentence"
                break
        sentence = before[0].idx if before else quotation.start
        if contexts and before_stop == "quotation" and not _ends_sentence(quotations[n - 1], text_of(doc)):
            sentence = contexts[-1].sentence
        sides = tuple(before), tuple(after)
        contexts.append(QuotationContext(quotation, *sides, before_stop, after_stop, paragraph, sentence))
    return contexts


def _tokens_between(doc: Doc, start: int, end: int) -> list[Token]:
    span = doc.char_span(start, end, alignment_mode="contract") if start < end else None
    return list(span) if span is not None else []


def _is_sentence_end(tokens: Sequence[Token], k: int) -> bool:
    """Return whether a sentence ends with token `k`: a stop, after which no word in lower case follows."""
    if tokens[k].text[0] not in ".?!":
        return False
    following = tokens[k + 1] if k + 1 < len(tokens) else None
    return following is None or not following.text[0].islower()


def _last_words(quotation: Quotation, text: str) -> str:
    """Return the text between the marks, without the closing marks of quotations inside it."""
    return text[quotation.inner_start : quotation.inner_end].rstrip(" \n\u00a0'’\"”»")


def _ends_sentence(quotation: Quotation, text: str) -> bool:
    return _last_words(quotation, text).endswith((".", "?", "!", "…"))


def find_cue(context: QuotationContext, text: str, *, follows: bool) -> Speech | None:
    """Return the speech of a quotation with a cue beside it; None where there is no cue.

    Args:
        context: The quotation.
        text: The article's text.
        follows: Whether the previous quotation of the paragraph is attributed.
    """
    before = _cue_before(context, text)
    if before is not None and before.verb is not None and _is_adjacent(before.verb, context):
        return before
    return _cue_after(context, text, follows=follows) or before


def _is_adjacent(verb: Token, context: QuotationContext) -> bool:
    """Return whether only punctuation or a complementiser stands between the verb and the quotation."""
    between = [t for t in context.before if t.i > verb.i]
    return all(t.is_punct or t.lower_ in _CUES.complementisers for t in between)


def _cue_after(context: QuotationContext, text: str, *, follows: bool) -> Speech | None:
    """Return the speech of "…," said NP and "…," NP said.

    The quotation must end without a full stop, or its sentence must continue after it.
    """
    quotation, after = context.quotation, list(context.after)
    inner = _last_words(quotation, text)
    comma = bool(after) and after[0].text in (",", "–", "—", "-", "--")
    if comma:
        after = after[1:]
    open_end = inner.endswith((",", "?", "!", "…", "—", "–", "-", "..."))
    if (
        not after
        or not (comma or open_end)
        or (inner.endswith((".", "?", "!")) and not _is_inquit_clause(after))
    ):
        return None
    verb = _inquit(after)
    if verb is None:
        return None
    subject = _subject(verb, after)
    if not subject:
        return None
    start = _sentence_start(context, text, follows=follows)
    content = cover((start, quotation.end), (quotation,))
    pattern = "after" if start == quotation.start else "after_mixed"
    return Speech([content], _cue_spans(verb), token_spans(verb.doc, subject), pattern, verb, [quotation])


def _is_inquit_clause(after: Sequence[Token]) -> bool:
    """Return whether the words after a quotation are an inquit ("he said") rather than a new sentence."""
    return _inquit(after) is not None and len(after) > 1


def _inquit(after: Sequence[Token]) -> Token | None:
    """Return the verb of the short clause that follows a quotation; None where a new clause follows."""
    for k, token in enumerate(after):
        if token.lemma_.lower() in _CUES.quoting_verbs and token.pos_ in ("VERB", "AUX", "NOUN", "PROPN"):
            if token.tag_ in _GRAMMAR.inquit_verbs and _has_inquit_position(after, k):
                return token
        elif _begins_clause(token):
            return None
    return None


def _begins_clause(token: Token) -> bool:
    """Return whether the token is the verb of a new clause, after which no inquit can follow."""
    begins = token.tag_ in _GRAMMAR.present_participles or token.dep_ in _GRAMMAR.main_clauses
    return token.pos_ == "VERB" and begins


def _has_inquit_position(after: Sequence[Token], k: int) -> bool:
    """Return whether verb `k` stands where an inquit does: first ("said she"), or after its subject."""
    token = after[k]
    if token.pos_ in ("NOUN", "PROPN") and (k == 0 or token.lemma_.lower() not in _CUES.plainest_verbs):
        return False
    if token.tag_ in _GRAMMAR.present_participles:
        return k == 0
    if token.dep_ in _GRAMMAR.attributes | _GRAMMAR.dependent_clauses:
        return False
    return k == 0 or any(_may_name(t) or t.pos_ in ("DET", "NUM", "ADJ") for t in after[:k])


def _may_name(token: Token) -> bool:
    """Return whether the word may head a phrase that names a speaker; capitals count, as taggers miss names."""
    return token.pos_ in ("NOUN", "PROPN", "PRON") or (token.is_title and token.pos_ == "VERB")


def _subject(verb: Token, around: Sequence[Token]) -> list[int]:
    """Return the speaker's phrase: the verb's subject where it is among the tokens, else that of the nearest noun."""
    inside = {t.i for t in around}
    for child in verb.children:
        if child.dep_ in _GRAMMAR.noun_subjects and child.i in inside:
            return [i for i in noun_phrase(child) if i in inside]
    left = [t for t in around if t.i < verb.i]
    right = [t for t in around if t.i > verb.i]
    for block in (left[::-1], right):
        for token in block:
            beside = token.dep_ not in _GRAMMAR.not_subjects or token.i == verb.i + 1
            if _may_name(token) and beside:
                top = _phrase_head(token, inside - {verb.i})
                phrase = [i for i in noun_phrase(top) if i in inside and i != verb.i]
                return phrase if token.i in phrase else [token.i]
    return []


def _phrase_head(token: Token, inside: set[int]) -> Token:
    while token.head.i in inside and token.head.i != token.i and token.head.pos_ in ("NOUN", "PROPN", "ADP"):
        token = token.head
    return token


def _cue_spans(verb: Token) -> Spans:
    return token_spans(verb.doc, verb_group(verb))


def _sentence_start(context: QuotationContext, text: str, *, follows: bool) -> int:
    """Return the start of the sentence that the quotation ends, which may lie before the quotation."""
    if (
        not context.before
        or context.before[-1].text == ":"
        or (follows and context.before_stop == "quotation")
    ):
        return context.quotation.start
    return trim(text, context.sentence, context.quotation.end)[0]


def _cue_before(context: QuotationContext, text: str) -> Speech | None:
    """Return the speech of NP said, "…", NP said: "…", NP said that "…" and more, or NP called it "…"."""
    before = list(context.before)
    if not before:
        return None
    joint = before[-1].text in (",", ":", "–", "—", "--", "-")
    verb = _leading_verb(before, joint=joint)
    if verb is None:
        return _document_cue(context, text) or _colon_label(context)
    subject = _leading_subject(verb, before)
    between = [t for t in before if t.i > verb.i and t.text not in {",", ":", "–", "—", "--"}]
    between = [t for t in between if t.text not in _CUES.complementisers]
    addressed = verb.lemma_.lower() in _CUES.addressing_verbs and joint
    if between and not joint and not addressed:
        return None
    end = _content_end(context, text)
    spans = [cover((context.quotation.start, end), (context.quotation,))]
    pattern = "before" if joint else "joined"
    if end > context.quotation.end:
        pattern = "joined_mixed"
    return Speech(spans, _cue_spans(verb), token_spans(verb.doc, subject), pattern, verb, [context.quotation])


def _leading_verb(before: Sequence[Token], *, joint: bool) -> Token | None:
    """Return the last verb before a quotation where it can introduce one; `joint`: a comma or colon follows it."""
    for token in reversed(before):
        lemma = token.lemma_.lower()
        if lemma in _CUES.naming_words and not joint:
            return None
        if token.pos_ == "VERB" and (token.tag_ not in _GRAMMAR.past_participles or _is_perfect(token)):
            if lemma in _CUES.quoting_verbs:
                return token
            if token.dep_ not in _GRAMMAR.inner_verbs:
                return None
        elif token.pos_ == "AUX" and token.dep_ in _GRAMMAR.roots:
            return None
    return None


def _is_perfect(token: Token) -> bool:
    auxiliaries = (c for c in token.children if c.dep_ in _GRAMMAR.auxiliaries)
    return any(c.lemma_ in _CUES.perfect_auxiliaries for c in auxiliaries)


def _leading_subject(verb: Token, before: Sequence[Token]) -> list[int]:
    """Return the subject of a leading verb: its own, that of a verb above it, or the nearest noun before it."""
    token = verb
    while True:
        for child in token.children:
            if child.dep_ in _GRAMMAR.noun_subjects:
                return noun_phrase(child)
        if token.dep_ in _GRAMMAR.noun_clauses and token.head.pos_ in ("NOUN", "PROPN"):
            return [i for i in noun_phrase(token.head) if i < token.i]
        if token.head.i == token.i or token.dep_ in _GRAMMAR.finite_clauses | _GRAMMAR.relative_clauses:
            break
        token = token.head
    left = [t for t in before if t.i < verb.i]
    return _subject(verb, left) if left else []


def _content_end(context: QuotationContext, text: str) -> int:
    """Return the end of the content: that of the quotation, or of the words that complete its sentence."""
    quotation = context.quotation
    if _ends_sentence(quotation, text) or not context.after or quotation.continues:
        return quotation.end
    if _last_words(quotation, text).endswith(","):
        return quotation.end
    first = context.after[0]
    if first.text[0] in ",;:.?!—–-)" or first.lower_ in _CUES.new_phrases:
        return quotation.end
    for token in context.after:
        stops = token.text in {",", ";", ".", "?", "!", "—", "–", "--"}
        if stops or token.lemma_.lower() in _CUES.according_lemmas:
            return trim(text, quotation.start, token.idx)[1]
    return trim(text, quotation.start, context.after[-1].idx + len(context.after[-1]))[1]


def _document_cue(context: QuotationContext, text: str) -> Speech | None:
    """Return the speech of "a statement in which the company “committed to …”", whose cue is the document."""
    before = list(context.before)
    places = range(len(before) - 2, 0, -1)
    pronoun = next((k for k in places if before[k].lower_ in _CUES.document_pronouns), None)
    if pronoun is None or before[pronoun - 1].lower_ not in _CUES.document_prepositions:
        return None
    noun = next((t for t in reversed(before[:pronoun]) if t.lemma_.lower() in _CUES.documents), None)
    nominals = [t for t in before[pronoun + 1 :] if t.pos_ in ("NOUN", "PROPN", "PRON")]
    if noun is None or not nominals:
        return None
    source = [t.i for t in before[pronoun + 1 :] if t.pos_ in ("NOUN", "PROPN", "PRON", "DET", "ADJ", "ADP")]
    content = [cover((context.quotation.start, _content_end(context, text)), (context.quotation,))]
    cue, spans = token_spans(noun.doc, [noun.i]), token_spans(noun.doc, source)
    return Speech(content, cue, spans, "document", None, [context.quotation])


def _colon_label(context: QuotationContext) -> Speech | None:
    """Return the speech of NAME: "…", whose cue is the colon and whose source the name before it."""
    before = list(context.before)
    if len(before) < 2 or before[-1].text != ":":
        return None
    colon = before.pop()
    name: list[int] = []
    inner = _CUES.label_particles | _PARTICLES | {".", "@"}
    while before and (before[-1].text[0].isupper() or (name and before[-1].text in inner)):
        name.insert(0, before.pop().i)
    while name and not colon.doc[name[0]].text[0].isupper() and colon.doc[name[0]].text not in _PARTICLES:
        name.pop(0)
    if not name:
        return None
    source, cue = token_spans(colon.doc, name), ((colon.idx, colon.idx + 1),)
    content = [context.quotation.span]
    return Speech(content, cue, source, "label", None, [context.quotation])
