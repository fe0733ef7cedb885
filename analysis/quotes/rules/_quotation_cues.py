"""Which quotation marks hold speech, and who says it? Cues before, after and within, read beside the marks.

A quotation is looked at within its paragraph: the words between it and the quotations beside it, up to the
sentence's end, are searched for a cue. What has no cue of its own goes on with the attribution before it.
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

_CUES, _GRAMMAR = ENGLISH.cues, ENGLISH.grammar


@dataclass(slots=True)
class Speech:
    """Quoted speech on its way to an attribution: spans of the roles, the pattern that found it, its cue verb."""

    content: list[Span]
    cue: Spans
    source: Spans
    pattern: str
    verb: Token | None = None
    quotations: list[Quotation] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Setting:
    """A quotation with the tokens of its paragraph before and after it, up to the nearest sentence end.

    `head` and `tail` stop at the next quotation too; `head_stop` and `tail_stop` say by which they were
    stopped: "sentence", "quotation" or "paragraph". `sentence` is where the sentence around the quotation
    begins, earlier quotations in it included.
    """

    quotation: Quotation
    head: tuple[Token, ...]
    tail: tuple[Token, ...]
    head_stop: str
    tail_stop: str
    paragraph: Span
    sentence: int


def settings(doc: Doc, paragraph: Span, quotations: Sequence[Quotation]) -> list[Setting]:
    """Return each outermost quotation of a paragraph with what stands before and after it."""
    out: list[Setting] = []
    for n, quotation in enumerate(quotations):
        low = quotations[n - 1].end if n else paragraph[0]
        high = quotations[n + 1].start if n + 1 < len(quotations) else paragraph[1]
        before = [t for t in _tokens(doc, low, quotation.start) if not t.is_space]
        after = [t for t in _tokens(doc, quotation.end, high) if not t.is_space]
        head_stop = "quotation" if n else "paragraph"
        tail_stop = "quotation" if n + 1 < len(quotations) else "paragraph"
        if n and not before and _ends_sentence(quotations[n - 1], text_of(doc)):
            head_stop = "sentence"
        for k in range(len(before) - 1, -1, -1):
            if _is_stop(before, k) and k + 1 <= len(before):
                before, head_stop = before[k + 1 :], "sentence"
                break
        for k in range(len(after)):
            if _is_stop(after, k):
                after, tail_stop = after[: k + 1], "sentence"
                break
        sentence = before[0].idx if before else quotation.start
        if out and head_stop == "quotation" and not _ends_sentence(quotations[n - 1], text_of(doc)):
            sentence = out[-1].sentence
        sides = tuple(before), tuple(after)
        out.append(Setting(quotation, *sides, head_stop, tail_stop, paragraph, sentence))
    return out


def _tokens(doc: Doc, start: int, end: int) -> list[Token]:
    span = doc.char_span(start, end, alignment_mode="contract") if start < end else None
    return list(span) if span is not None else []


def _is_stop(tokens: Sequence[Token], k: int) -> bool:
    """Does a sentence end with this token? A stop mark, and what follows starts anew."""
    if tokens[k].text[0] not in ".?!":
        return False
    following = tokens[k + 1] if k + 1 < len(tokens) else None
    return following is None or not following.text[0].islower()


def _last_words(quotation: Quotation, text: str) -> str:
    """Return what the marks enclose, without the closing marks of quotations inside it."""
    return text[quotation.inner_start : quotation.inner_end].rstrip(" \n\u00a0'’\"”»")


def _ends_sentence(quotation: Quotation, text: str) -> bool:
    return _last_words(quotation, text).endswith((".", "?", "!", "…"))


def find_cue(setting: Setting, text: str, *, follows: bool) -> Speech | None:
    """Return the attribution of one quotation by a cue beside it, None where there is none.

    `follows` says that the quotation before it in the paragraph has a cue of its own.
    """
    before = _cue_before(setting, text)
    if before is not None and before.verb is not None and _touches(before.verb, setting):
        return before
    return _cue_after(setting, text, follows=follows) or before


def _touches(verb: Token, setting: Setting) -> bool:
    """Does nothing but punctuation stand between the verb and the quotation?"""
    between = [t for t in setting.head if t.i > verb.i]
    return all(t.is_punct or t.lower_ in _CUES.complementisers for t in between)


def _cue_after(setting: Setting, text: str, *, follows: bool) -> Speech | None:
    """Read "…," said NP.  "…," NP said.  The quotation must be left open, or its sentence go on after it."""
    quotation, tail = setting.quotation, list(setting.tail)
    inner = _last_words(quotation, text)
    comma = bool(tail) and tail[0].text in (",", "–", "—", "-", "--")
    if comma:
        tail = tail[1:]
    open_end = inner.endswith((",", "?", "!", "…", "—", "–", "-", "..."))
    if not tail or not (comma or open_end) or (inner.endswith((".", "?", "!")) and not _goes_on(tail)):
        return None
    verb = _inquit(tail)
    if verb is None:
        return None
    subject = _subject(verb, tail)
    if not subject:
        return None
    start = _sentence_start(setting, text, follows=follows)
    content = cover((start, quotation.end), (quotation,))
    pattern = "after" if start == quotation.start else "after_mixed"
    return Speech([content], _cue_spans(verb), token_spans(verb.doc, subject), pattern, verb, [quotation])


def _goes_on(tail: Sequence[Token]) -> bool:
    """After "?" or "!": is this an inquit ("he said") rather than a new sentence?"""
    return _inquit(tail[:9]) is not None and len(tail) > 1


def _inquit(tail: Sequence[Token]) -> Token | None:
    """Return the verb of the short clause that follows a quotation, None where a new clause follows."""
    for k, token in enumerate(tail[:28]):
        if token.lemma_.lower() in _CUES.quoting_verbs and token.pos_ in ("VERB", "AUX", "NOUN", "PROPN"):
            if token.tag_ in _GRAMMAR.inquit_verbs and _fits(tail, k):
                return token
        elif _opens_clause(token, k):
            return None
    return None


def _opens_clause(token: Token, k: int) -> bool:
    """Does this verb begin something new, so that no inquit can follow it?"""
    if token.pos_ != "VERB" or k in (2, 3):
        return False
    return token.tag_ in _GRAMMAR.present_participles or (k > 3 and token.dep_ in _GRAMMAR.main_clauses)


def _fits(tail: Sequence[Token], k: int) -> bool:
    """Is the verb's place that of an inquit: first ("said she"), or after its subject with nothing else?"""
    token = tail[k]
    if token.pos_ in ("NOUN", "PROPN") and (k == 0 or token.lemma_.lower() not in _CUES.plainest_verbs):
        return False
    if token.tag_ in _GRAMMAR.present_participles:
        return k == 0
    if token.dep_ in _GRAMMAR.attributes or (token.dep_ in _GRAMMAR.dependent_clauses and k > 2):
        return False
    return k == 0 or any(_may_name(t) or t.pos_ in ("DET", "NUM", "ADJ") for t in tail[:k])


def _may_name(token: Token) -> bool:
    """May this word head a phrase that names a speaker? A capital counts, since the tagger errs on names."""
    return token.pos_ in ("NOUN", "PROPN", "PRON") or (token.is_title and token.pos_ == "VERB")


def _subject(verb: Token, around: Sequence[Token]) -> list[int]:
    """Return the phrase that names who speaks: the parse's subject if it stands here, else the nearest noun."""
    inside = {t.i for t in around}
    for child in verb.children:
        if child.dep_ in _GRAMMAR.noun_subjects and child.i in inside:
            return [i for i in noun_phrase(child) if i in inside]
    left = [t for t in around if t.i < verb.i]
    right = [t for t in around if t.i > verb.i]
    for block in (left[::-1], right[:4]):
        for token in block:
            beside = token.dep_ not in _GRAMMAR.not_subjects or token.i == verb.i + 1
            if _may_name(token) and beside:
                top = _top(token, inside - {verb.i})
                phrase = [i for i in noun_phrase(top) if i in inside and i != verb.i]
                return phrase if token.i in phrase else [token.i]
    return []


def _top(token: Token, inside: set[int]) -> Token:
    while token.head.i in inside and token.head.i != token.i and token.head.pos_ in ("NOUN", "PROPN", "ADP"):
        token = token.head
    return token


def _cue_spans(verb: Token) -> Spans:
    return token_spans(verb.doc, verb_group(verb))


def _sentence_start(setting: Setting, text: str, *, follows: bool) -> int:
    """Return where the sentence that the quotation ends began: before it, where words lead into it."""
    if not setting.head or setting.head[-1].text == ":" or (follows and setting.head_stop == "quotation"):
        return setting.quotation.start
    return trim(text, setting.sentence, setting.quotation.end)[0]


def _cue_before(setting: Setting, text: str) -> Speech | None:
    """NP said, "…"  NP said: "…"  NP said that "…" and more.  NP called it "…"."""
    head = list(setting.head)
    if not head:
        return None
    joint = head[-1].text in (",", ":", "–", "—", "--", "-")
    verb = _leading_verb(head, joint=joint)
    if verb is None:
        return _document(setting, text) or _label(setting)
    subject = _leader(verb, head)
    between = [t for t in head if t.i > verb.i and t.text not in {",", ":", "–", "—", "--"}]
    between = [t for t in between if t.text not in _CUES.complementisers]
    addressed = verb.lemma_.lower() in _CUES.addressing_verbs and joint
    if between and not joint and not addressed:
        return None
    end = _content_end(setting, text)
    spans = [cover((setting.quotation.start, end), (setting.quotation,))]
    pattern = "before" if joint else "joined"
    if end > setting.quotation.end:
        pattern = "joined_mixed"
    return Speech(spans, _cue_spans(verb), token_spans(verb.doc, subject), pattern, verb, [setting.quotation])


def _leading_verb(head: Sequence[Token], *, joint: bool) -> Token | None:
    """Return the cue verb that leads into a quotation: the last verb before it, if it can carry one."""
    for token in reversed(head[-16:]):
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


def _leader(verb: Token, head: Sequence[Token]) -> list[int]:
    """Return the subject of a leading verb: its own, that of the verb it hangs on, or the nearest before it."""
    token, inside = verb, {t.i for t in head}
    for _ in range(5):
        for child in token.children:
            if child.dep_ in _GRAMMAR.noun_subjects:
                return noun_phrase(child)
        if token.dep_ in _GRAMMAR.noun_clauses and token.head.pos_ in ("NOUN", "PROPN"):
            return [i for i in noun_phrase(token.head) if i < token.i]
        if token.head.i == token.i or token.dep_ in _GRAMMAR.finite_clauses | _GRAMMAR.relative_clauses:
            break
        token = token.head
    left = [t for t in head if t.i < verb.i]
    return _subject(verb, left) if left and inside else []


def _content_end(setting: Setting, text: str) -> int:
    """Return where the content ends: after the quotation, or with the words that finish its sentence."""
    quotation = setting.quotation
    if _ends_sentence(quotation, text) or not setting.tail or quotation.continues:
        return quotation.end
    if _last_words(quotation, text).endswith(","):
        return quotation.end
    first = setting.tail[0]
    if first.text[0] in ",;:.?!—–-)" or first.lower_ in _CUES.new_phrases:
        return quotation.end
    for token in setting.tail:
        stops = token.text in {",", ";", ".", "?", "!", "—", "–", "--"}
        if stops or token.lemma_.lower() in _CUES.according_lemmas:
            return trim(text, quotation.start, token.idx)[1]
    return trim(text, quotation.start, setting.tail[-1].idx + len(setting.tail[-1]))[1]


def _document(setting: Setting, text: str) -> Speech | None:
    """Read "a statement in which the company “committed to …”": the document speaks for its author."""
    head = list(setting.head)
    places = range(len(head) - 2, 0, -1)
    which = next((k for k in places if head[k].lower_ in _CUES.document_pronouns), None)
    if which is None or head[which - 1].lower_ not in _CUES.document_prepositions:
        return None
    noun = next((t for t in reversed(head[:which]) if t.lemma_.lower() in _CUES.documents), None)
    named = [t for t in head[which + 1 :] if t.pos_ in ("NOUN", "PROPN", "PRON")]
    if noun is None or not named:
        return None
    source = [t.i for t in head[which + 1 :] if t.pos_ in ("NOUN", "PROPN", "PRON", "DET", "ADJ", "ADP")]
    content = [cover((setting.quotation.start, _content_end(setting, text)), (setting.quotation,))]
    cue, spans = token_spans(noun.doc, [noun.i]), token_spans(noun.doc, source)
    return Speech(content, cue, spans, "document", None, [setting.quotation])


def _label(setting: Setting) -> Speech | None:
    """Read NAME: "…" with no verb at all: the colon is the cue, the capitalised words before it are the source."""
    head = list(setting.head)
    if len(head) < 2 or head[-1].text != ":":
        return None
    colon = head.pop()
    name: list[int] = []
    inner = _CUES.label_particles | {".", "@"}
    while head and (head[-1].text[0].isupper() or (name and head[-1].text in inner)):
        name.insert(0, head.pop().i)
    while name and not colon.doc[name[0]].text[0].isupper():
        name.pop(0)
    if not name or len(name) > 8:
        return None
    source, cue = token_spans(colon.doc, name), ((colon.idx, colon.idx + 1),)
    content = [setting.quotation.span]
    return Speech(content, cue, source, "label", None, [setting.quotation])
