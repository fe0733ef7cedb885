"""Find verbs and nouns that report speech, with their source and content, in the dependency parse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from analysis.language import ENGLISH
from analysis.quotes.rules._extents import noun_phrase, verb_group

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_CUES, _GRAMMAR = ENGLISH.cues, ENGLISH.grammar
#: Tokens of a sentence beyond which it is a list, or no prose; each of its clauses may hold all that follow.
_LONGEST_SENTENCE = 400


@dataclass(frozen=True, slots=True)
class Predicate:
    """A possible cue with the token indices of its roles; `frame` names the construction.

    Frames: ``clause`` (said that …), ``split`` (…, he said, …), ``infinitive`` (vowed to …), ``object``
    (criticised the plan), ``preposition`` (called for …), ``according`` (according to …), ``noun`` (the claim
    that …). `head` is the word whose lemma the prior belongs to.
    """

    head: Token
    frame: str
    cue: tuple[int, ...]
    source: tuple[int, ...]
    content: tuple[int, ...]

    @property
    def lemma(self) -> str:
        """The head's lemma, with the preposition or particle that makes the cue ("call for")."""
        lemma: str = self.head.lemma_.lower()
        if self.frame in ("preposition", "according"):
            return f"{lemma} {self.head.doc[max(self.cue)].lower_}"
        return lemma


def find_predicates(doc: Doc) -> Iterator[Predicate]:
    """Yield every construction that might attribute, in text order; none of what is too long for a sentence."""
    sentences = doc.sents if doc.has_annotation("SENT_START") else [doc[:]]
    prose = (sentence for sentence in sentences if len(sentence) <= _LONGEST_SENTENCE)
    for token in chain.from_iterable(prose):
        if token.pos_ == "VERB" or (token.pos_ in ("AUX", "ADJ") and token.dep_ not in _GRAMMAR.auxiliaries):
            if (predicate := _according(token)) or (predicate := _verb(token)):
                yield predicate
        elif token.pos_ == "NOUN" and token.lemma_.lower() in _CUES.nouns:
            if predicate := _noun(token):
                yield predicate
        elif token.lower_ in _CUES.according and (predicate := _according(token)):
            yield predicate


def _according(token: Token) -> Predicate | None:
    """Return the predicate of "according to the police", whose content is the rest of the clause."""
    if token.lower_ not in _CUES.according:
        return None
    after = (c for c in token.children if c.i == token.i + 1)
    to = next((c for c in after if c.lower_ in _CUES.according_prepositions), None)
    noun = _first_child(to, _GRAMMAR.prepositional_complements) if to is not None else None
    if to is None or noun is None:
        return None
    phrase = noun_phrase(noun)
    own = {t.i for t in token.subtree} | {token.i}
    anchor = token.head if token.head.i != token.i else token
    clause = _clause_of(anchor)
    content = [t.i for t in clause.subtree if t.i not in own]
    return Predicate(token, "according", (token.i, to.i), tuple(phrase), tuple(content))


def _clause_of(token: Token) -> Token:
    """Return the verb of the clause that a phrase modifies."""
    while token.pos_ not in ("VERB", "AUX") and token.head.i != token.i:
        token = token.head
    return token


def _verb(verb: Token) -> Predicate | None:
    """Return the predicate of a verb by the first construction that has a content, the most reliable first."""
    cue, source = _cue(verb), subject_of(verb)
    own = set(cue) | set(source)
    for frame, content in _frames(verb, own):
        if content:
            prep = verb.doc[min(content) - 1] if frame == "preposition" else None
            whole = (*cue, prep.i) if prep is not None else cue
            speaker = () if frame == "raised" else tuple(source) or _neighbour(verb, frame, cue)
            return Predicate(verb, frame, tuple(whole), speaker, tuple(content))
    return None


def _neighbour(verb: Token, frame: str, cue: list[int]) -> tuple[int, ...]:
    """Return the noun phrase right before a verb of saying without a subject in the parse."""
    before = verb.doc[min(cue) - 1] if min(cue) else None
    if frame not in ("clause", "split") or before is None or before.pos_ not in ("NOUN", "PROPN", "PRON"):
        return ()
    return tuple(i for i in noun_phrase(before) if i < min(cue))


_Frames = Iterator[tuple[str, list[int]]]


def _children(token: Token, relations: frozenset[str]) -> list[Token]:
    """Return the children of a token with one of the relations, in text order."""
    return [child for child in token.children if child.dep_ in relations]


def _first_child(token: Token, relations: frozenset[str]) -> Token | None:
    return next((child for child in token.children if child.dep_ in relations), None)


def _frames(verb: Token, own: set[int]) -> _Frames:
    """Yield the constructions whose cue may be the verb, the most reliable first, each with its content."""
    clauses = _children(verb, _GRAMMAR.finite_clauses)
    if verb.dep_ in _GRAMMAR.insertions and verb.head.i != verb.i and not clauses:
        clause_tokens = {t.i for t in verb.subtree}
        yield "split", [t.i for t in verb.head.subtree if t.i not in clause_tokens]
    yield from _subject_frames(verb, own)
    for clause in clauses:
        dropped = own | _shared_with_cue(verb, clause)
        content = [t.i for t in clause.subtree if t.i not in dropped]
        before = [i for i in content if i < verb.i]
        yield ("split" if before else "clause"), content
    yield from _object_frames(verb, own)


def _subject_frames(verb: Token, own: set[int]) -> _Frames:
    """Yield the constructions whose subject is part of the content."""
    passive = _first_child(verb, _GRAMMAR.passive_subjects)
    active = _first_child(verb, _GRAMMAR.active_subjects)
    if passive is not None and _first_child(verb, _GRAMMAR.finite_clauses) is None:
        yield "passive", _passive_content(verb, passive, own)
    if active is not None and verb.lemma_.lower() in _CUES.raising_verbs:
        yield "raised", [t.i for t in active.subtree] + _complements(verb, own, verb.i + 1)


def _object_frames(verb: Token, own: set[int]) -> _Frames:
    """Yield the constructions whose content is an infinitive, an object or the object of a preposition."""
    for clause in _children(verb, _GRAMMAR.infinitives):
        if clause.i > verb.i:
            yield "infinitive", _complements(verb, own, clause.left_edge.i)
    for relation in _GRAMMAR.complements:
        for child in verb.children:
            if child.dep_ == relation and child.i > verb.i:
                yield "object", _complements(verb, own, child.left_edge.i)
    for prep in _children(verb, _GRAMMAR.prepositions):
        noun = _first_child(prep, _GRAMMAR.prepositional_complements)
        if noun is not None and prep.i == verb.i + 1:
            yield "preposition", [t.i for t in prep.subtree if t.i != prep.i]


def _shared_with_cue(verb: Token, clause: Token) -> set[int]:
    """Return the tokens of verbs that the parse joins to the clause but that share the cue's subject.

    In "said it would pass but gave no date", the finite verb "gave" has no subject and cannot share the
    clause's modal.
    """
    modal = any(c.tag_ in _GRAMMAR.modals for c in clause.children)
    if not modal or verb.tag_ not in _GRAMMAR.finite_verbs:
        return set()
    tokens: set[int] = set()
    for child in clause.children:
        subject = _first_child(child, _GRAMMAR.subjects | _GRAMMAR.expletives)
        if child.dep_ in _GRAMMAR.conjuncts and child.tag_ == verb.tag_ and subject is None:
            tokens.update(t.i for t in child.subtree)
            tokens.update(c.i for c in _children(clause, _GRAMMAR.coordinators) if c.i < child.i)
    return tokens


def _passive_content(verb: Token, subject: Token, own: set[int]) -> list[int]:
    """Return the content of a passive verb: its subject and the predicate of it ("the bill is opposed by …")."""
    complements = _children(verb, _GRAMMAR.said_of_subject)
    rest = [t.i for c in complements for t in c.subtree if c.i > verb.i]
    return sorted({*(t.i for t in subject.subtree), *rest} - own)


def _complements(verb: Token, own: set[int], start: int) -> list[int]:
    """Return the tokens of the verb's phrase from `start` on, without later clauses beside its complements."""
    infinitives = _children(verb, _GRAMMAR.infinitives)
    if verb.lemma_.lower() in _CUES.recipient_verbs and infinitives:
        recipients = _children(verb, _GRAMMAR.direct_objects) or infinitives
        start = min(start, *(c.left_edge.i for c in recipients))
    dropped = set(own)
    for child in verb.children:
        if child.i > verb.i and (child.dep_ in _GRAMMAR.asides or _is_circumstance(child)):
            dropped.update(t.i for t in child.subtree)
    return [t.i for t in verb.subtree if t.i >= start and t.i not in dropped]


def _is_circumstance(child: Token) -> bool:
    """Return whether the phrase is the time or place of the speech, not its content."""
    if child.dep_ not in _GRAMMAR.prepositions:
        return False
    times = any(c.ent_type_ in _GRAMMAR.times for c in child.children)
    return child.lower_ in _CUES.circumstances or (times and child.lower_ in _CUES.time_prepositions)


def _cue(verb: Token) -> list[int]:
    """Return the verb group, with the governing verb of "went on to say" and "declined to comment"."""
    group = verb_group(verb)
    head = verb
    while head.dep_ in _GRAMMAR.infinitives and head.head.i < head.i:
        if head.head.lemma_.lower() not in _CUES.governing_verbs:
            break
        head = head.head
        group = sorted({*verb_group(head), *range(head.i, verb.i), *group})
    return group


def subject_of(verb: Token) -> list[int]:
    """Return the phrase of the speaker: subject, agent, or the subject of the verb above this one."""
    token = verb
    while True:
        subject = _first_child(token, _GRAMMAR.subjects)
        agent = _first_child(token, _GRAMMAR.passive_agents)
        by = _first_child(agent, _GRAMMAR.prepositional_objects) if agent is not None else None
        if by is not None:
            return noun_phrase(by)
        if subject is not None:
            passive = subject.dep_ in _GRAMMAR.passive_subjects and token.i == verb.i
            return [] if passive else noun_phrase(subject)
        if token.dep_ in _GRAMMAR.noun_clauses and token.head.pos_ in ("NOUN", "PROPN", "PRON"):
            return [t.i for t in token.head.subtree if t.i <= token.head.i]
        outside = token.dep_ in _GRAMMAR.finite_clauses and token.i != verb.i
        if outside or token.dep_ not in _GRAMMAR.shared_subject:
            return []
        token = _repeated_cue(token) or token.head


def _repeated_cue(verb: Token) -> Token | None:
    """Return the verb of saying that this verb repeats, as in "said he would win and said it was over".

    The parse joins the second verb to the first verb's content; its form shows that it repeats the cue.
    """
    above = verb.head
    joined = verb.dep_ in _GRAMMAR.conjuncts and above.dep_ in _GRAMMAR.finite_clauses
    if not joined or above.head.tag_ != verb.tag_:
        return None
    return above.head if above.head.lemma_.lower() in _CUES.quoting_verbs else None


def _is_relative(clause: Token) -> bool:
    """Return whether the clause describes the noun ("the claim that hurt …") rather than being its content."""
    helped = _first_child(clause, _GRAMMAR.auxiliaries | _GRAMMAR.passive_auxiliaries) is not None
    if clause.tag_ in _GRAMMAR.past_participles and not helped:
        return True
    return any(c.tag_ in _GRAMMAR.relative_determiners for c in _children(clause, _GRAMMAR.active_subjects))


def _noun_speaker(noun: Token) -> list[int]:
    """Return the source of a noun without a possessor: a name before it, else the subject of its verb."""
    name = next((c for c in _children(noun, _GRAMMAR.compounds) if c.pos_ == "PROPN"), None)
    if name is not None:
        return [t.i for t in noun.subtree if t.i < noun.i]
    token = noun
    while token.dep_ in _GRAMMAR.carried_nouns and token.head.i != token.i:
        token = token.head
        if token.pos_ == "VERB":
            return subject_of(token)
    return []


def _noun(noun: Token) -> Predicate | None:
    """Return the predicate of "his claim that …" or "the promise of the party to …".

    The source is the possessor or the noun after the preposition.
    """
    clause = next((c for c in _children(noun, _GRAMMAR.noun_contents) if c.i > noun.i), None)
    if clause is None or _is_relative(clause):
        return None
    owner = _first_child(noun, _GRAMMAR.possessors)
    after = (c for c in noun.children if c.i == noun.i + 1)
    by = next((c for c in after if c.lower_ in _CUES.noun_sources), None)
    if owner is None and by is not None:
        owner = _first_child(by, _GRAMMAR.prepositional_objects)
    source = noun_phrase(owner) if owner is not None else _noun_speaker(noun)
    if owner is not None and owner.dep_ in _GRAMMAR.possessors:
        source = [i for i in source if noun.doc[i].tag_ not in _GRAMMAR.possessive_marks]
    return Predicate(noun, "noun", (noun.i,), tuple(source), tuple(t.i for t in clause.subtree))
