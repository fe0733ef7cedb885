"""Which verb or noun says that somebody says something, who is it, and what? Read from the dependency parse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.tokens import Token

from analysis.language._cues import (
    CIRCUMSTANCES,
    CUE_NOUNS,
    GOVERNING_VERBS,
    QUOTING_VERBS,
    RAISING_VERBS,
    RECIPIENT_VERBS,
)
from analysis.quotes._spans import noun_phrase, verb_group

if TYPE_CHECKING:
    from spacy.tokens import Doc

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
#: Relations by which a verb hangs on another whose subject is its own.
_HANGS_ON = ("conj", "xcomp", "advcl", "pcomp", "prep", "pobj", "ccomp", "dep", "acomp", "oprd")
#: Relations by which a noun that reports hangs on the verb whose subject speaks ("stirred anger with a claim").
_CARRIED = ("dobj", "attr", "pobj", "prep")


@dataclass(frozen=True, slots=True)
class Predicate:
    """A possible cue with what the parse gives for its roles, as token indices; `frame` names the construction.

    Frames: ``clause`` (said that …), ``split`` (…, he said, …), ``infinitive`` (vowed to …), ``object``
    (criticised the plan), ``preposition`` (called for …), ``according`` (according to …), ``noun`` (the claim
    that …). `head` is the word whose lemma is looked up; ``quoted`` is set later.
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
    """Yield every construction that might attribute, in text order; the lexicon decides later which do."""
    for token in doc:
        if token.pos_ == "VERB" or (token.pos_ in ("AUX", "ADJ") and token.dep_ != "aux"):
            if (found := _according(token)) or (found := _verb(token)):
                yield found
        elif token.pos_ == "NOUN" and token.lemma_.lower() in CUE_NOUNS:
            if found := _noun(token):
                yield found
        elif token.lower_ == "according" and (found := _according(token)):
            yield found


def _according(token: Token) -> Predicate | None:
    """Read "according to the police": all else in the clause is content."""
    if token.lower_ != "according":
        return None
    to = next((c for c in token.children if c.lower_ == "to" and c.i == token.i + 1), None)
    noun = next((c for c in to.children if c.dep_ in ("pobj", "pcomp")), None) if to is not None else None
    if to is None or noun is None:
        return None
    phrase = noun_phrase(noun)
    own = {t.i for t in token.subtree} | {token.i}
    anchor = token.head if token.head.i != token.i else token
    clause = _clause_of(anchor)
    content = [t.i for t in clause.subtree if t.i not in own]
    return Predicate(token, "according", (token.i, to.i), tuple(phrase), tuple(content))


def _clause_of(token: Token) -> Token:
    """Return the verb of the clause that a phrase modifies: the clause is what the phrase attributes."""
    while token.pos_ not in ("VERB", "AUX") and token.head.i != token.i:
        token = token.head
    return token


def _verb(verb: Token) -> Predicate | None:
    """Read a verb's roles: the first construction that fits, the surest first."""
    by_role: dict[str, list[Token]] = {}
    for child in verb.children:
        by_role.setdefault(child.dep_, []).append(child)
    cue, source = _cue(verb), subject_of(verb)
    own = set(cue) | set(source)
    for frame, content in _frames(verb, by_role, own):
        if content:
            prep = verb.doc[min(content) - 1] if frame == "preposition" else None
            whole = (*cue, prep.i) if prep is not None else cue
            speaker = () if frame == "raised" else tuple(source) or _neighbour(verb, frame, cue)
            return Predicate(verb, frame, tuple(whole), speaker, tuple(content))
    return None


def _neighbour(verb: Token, frame: str, cue: list[int]) -> tuple[int, ...]:
    """Return the phrase that ends right before a verb of saying whose subject the parse does not give."""
    before = verb.doc[min(cue) - 1] if min(cue) else None
    if frame not in ("clause", "split") or before is None or before.pos_ not in ("NOUN", "PROPN", "PRON"):
        return ()
    return tuple(i for i in noun_phrase(before) if i < min(cue))


_Roles = dict[str, list[Token]]
_Frames = Iterator[tuple[str, list[int]]]


def _frames(verb: Token, by_role: _Roles, own: set[int]) -> _Frames:
    """Yield the constructions that the verb may be the cue of, the surest first, each with its content."""
    if verb.dep_ == "parataxis" and verb.head.i != verb.i and not by_role.get("ccomp"):
        mine = {t.i for t in verb.subtree}
        yield "split", [t.i for t in verb.head.subtree if t.i not in mine]
    yield from _subject_frames(verb, by_role, own)
    for clause in by_role.get("ccomp", ()):
        dropped = own | _foreign(verb, clause)
        content = [t.i for t in clause.subtree if t.i not in dropped]
        before = [i for i in content if i < verb.i]
        yield ("split" if before else "clause"), content
    yield from _object_frames(verb, by_role, own)


def _subject_frames(verb: Token, by_role: _Roles, own: set[int]) -> _Frames:
    """Yield the constructions whose subject is part of what is reported."""
    passive, active = by_role.get("nsubjpass"), by_role.get("nsubj")
    if passive and not by_role.get("ccomp"):
        yield "passive", _passive(verb, passive[0], own)
    if active and verb.lemma_.lower() in RAISING_VERBS:
        yield "raised", [t.i for t in active[0].subtree] + _rest(verb, own, verb.i + 1, by_role)


def _object_frames(verb: Token, by_role: _Roles, own: set[int]) -> _Frames:
    """Yield the constructions whose content is an infinitive, an object or what a preposition governs."""
    for clause in by_role.get("xcomp", ()):
        if clause.i > verb.i:
            yield "infinitive", _rest(verb, own, clause.left_edge.i, by_role)
    for role in ("dobj", "oprd", "attr", "acomp"):
        for child in by_role.get(role, ()):
            if child.i > verb.i:
                yield "object", _rest(verb, own, child.left_edge.i, by_role)
    for prep in by_role.get("prep", ()):
        noun = next((c for c in prep.children if c.dep_ in ("pobj", "pcomp")), None)
        if noun is not None and prep.i == verb.i + 1:
            yield "preposition", [t.i for t in prep.subtree if t.i != prep.i]


def _foreign(verb: Token, clause: Token) -> set[int]:
    """Return the tokens of verbs joined to the clause that go with the cue: "said it would pass but gave no date".

    A finite verb with no subject of its own cannot share the clause's modal, but can share the cue's subject.
    """
    if not any(c.tag_ == "MD" for c in clause.children) or verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return set()
    out: set[int] = set()
    for child in clause.children:
        subject = any(c.dep_ in _SUBJECTS for c in child.children)
        if child.dep_ == "conj" and child.tag_ == verb.tag_ and not subject:
            out.update(t.i for t in child.subtree)
            out.update(c.i for c in clause.children if c.dep_ == "cc" and c.i < child.i)
    return out


def _passive(verb: Token, subject: Token, own: set[int]) -> list[int]:
    """Return what a passive verb reports: its subject, and what is said of it ("the bill is opposed by …")."""
    rest = [
        t.i for c in verb.children for t in c.subtree if c.i > verb.i and c.dep_ in ("prep", "xcomp", "oprd")
    ]
    return sorted({*(t.i for t in subject.subtree), *rest} - own)


def _rest(verb: Token, own: set[int], start: int, by_role: dict[str, list[Token]]) -> list[int]:
    """Return what follows the verb from its first complement on, without later clauses beside it."""
    if verb.lemma_.lower() in RECIPIENT_VERBS and by_role.get("xcomp"):
        start = min(start, *(c.left_edge.i for c in by_role.get("dobj", by_role["xcomp"])))
    dropped = set(own)
    for child in verb.children:
        aside = child.dep_ in ("conj", "cc", "advcl", "punct", "parataxis", "npadvmod")
        if child.i > verb.i and (aside or _is_circumstance(child)):
            dropped.update(t.i for t in child.subtree)
    return [t.i for t in verb.subtree if t.i >= start and t.i not in dropped]


def _is_circumstance(child: Token) -> bool:
    """Does the phrase say when or where something was said, rather than what?"""
    if child.dep_ != "prep":
        return False
    times = any(c.ent_type_ in ("DATE", "TIME") for c in child.children)
    return child.lower_ in CIRCUMSTANCES or (times and child.lower_ in ("in", "on", "by", "from"))


def _cue(verb: Token) -> list[int]:
    """Return the verb group, with the governing verb of "went on to say" and "declined to comment"."""
    group = verb_group(verb)
    head = verb
    while head.dep_ == "xcomp" and head.head.lemma_.lower() in GOVERNING_VERBS and head.head.i < head.i:
        head = head.head
        group = sorted({*verb_group(head), *range(head.i, verb.i), *group})
    return group


def subject_of(verb: Token) -> list[int]:
    """Return the phrase that says who: subject, agent, or the subject of the verb that this one hangs on."""
    token = verb
    for _ in range(6):
        subject = next((c for c in token.children if c.dep_ in _SUBJECTS and c.dep_ != "expl"), None)
        agent = next((c for c in token.children if c.dep_ == "agent"), None)
        by = next((c for c in agent.children if c.dep_ == "pobj"), None) if agent is not None else None
        if by is not None:
            return noun_phrase(by)
        if subject is not None:
            return [] if subject.dep_ == "nsubjpass" and token.i == verb.i else noun_phrase(subject)
        if token.dep_ == "acl" and token.head.pos_ in ("NOUN", "PROPN", "PRON"):
            return [t.i for t in token.head.subtree if t.i <= token.head.i]
        if token.dep_ not in _HANGS_ON or (token.dep_ == "ccomp" and token.i != verb.i):
            return []
        token = _twin(token) or token.head
    return []


def _twin(verb: Token) -> Token | None:
    """Return the verb of saying that this one repeats: "said he would win and said it was over".

    The parse hangs the second verb on the first one's content; the same form tells that it is the cue's twin.
    """
    above = verb.head
    if verb.dep_ != "conj" or above.dep_ != "ccomp" or above.head.tag_ != verb.tag_:
        return None
    return above.head if above.head.lemma_.lower() in QUOTING_VERBS else None


def _is_relative(clause: Token) -> bool:
    """Does the clause describe the noun ("the claim made by …", "the claim that hurt …") rather than say it?"""
    reduced = clause.tag_ == "VBN" and not any(c.dep_ in ("aux", "auxpass") for c in clause.children)
    return reduced or any(c.dep_ == "nsubj" and c.tag_ == "WDT" for c in clause.children)


def _carrier(noun: Token) -> list[int]:
    """Return who speaks by a noun without an owner: a name before it, else the subject of its verb."""
    name = next((c for c in noun.children if c.dep_ == "compound" and c.pos_ == "PROPN"), None)
    if name is not None:
        return [t.i for t in noun.subtree if t.i < noun.i]
    token = noun
    while token.dep_ in _CARRIED and token.head.i != token.i and token.i - token.head.i < 12:
        token = token.head
        if token.pos_ == "VERB":
            return subject_of(token)
    return []


def _noun(noun: Token) -> Predicate | None:
    """Read "his claim that …", "the promise of the party to …": the possessor or the "of" phrase is the source."""
    clause = next((c for c in noun.children if c.dep_ in ("acl", "ccomp", "xcomp") and c.i > noun.i), None)
    if clause is None or _is_relative(clause):
        return None
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    by = next((c for c in noun.children if c.lower_ in ("of", "by", "from") and c.i == noun.i + 1), None)
    if owner is None and by is not None:
        owner = next((c for c in by.children if c.dep_ == "pobj"), None)
    source = noun_phrase(owner) if owner is not None else _carrier(noun)
    if owner is not None and owner.dep_ == "poss":
        source = [i for i in source if noun.doc[i].tag_ != "POS"]
    return Predicate(noun, "noun", (noun.i,), tuple(source), tuple(t.i for t in clause.subtree))
