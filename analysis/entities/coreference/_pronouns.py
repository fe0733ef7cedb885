"""Whom does "he", "they" or "who" mean? One pronoun against what has been mentioned so far."""

from __future__ import annotations

from analysis.entities._model import Entity, Mention
from analysis.entities.coreference._discourse_state import Memory
from analysis.entities.coreference._salience import best_person, best_plural, best_thing
from analysis.language import ENGLISH, Gender

_GRAMMAR, _PEOPLE = ENGLISH.grammar, ENGLISH.people


def link_pronoun(memory: Memory, mention: Mention) -> None:
    """Give a pronoun its entity, if someone in the article answers to it; first persons are left alone."""
    word = memory.reading.lowers[mention.head]
    if word in _PEOPLE.relatives:
        _link_relative(memory, mention)
        return
    gender, number, first_person = _PEOPLE.pronouns[word]
    if first_person:
        return
    candidates = memory.candidates_for(mention)
    if gender is None and number == "singular":
        rule = "pronoun: it"
        found = best_thing(memory.reading, mention, candidates, last_speaker=memory.last_speaker)
    elif number == "plural":
        rule = "pronoun: they"
        found = best_plural(memory.reading, mention, candidates, last_speaker=memory.last_speaker)
    else:
        found = _subject_to_come(memory, mention, gender) or best_person(
            memory.reading,
            mention,
            candidates,
            gender=gender,
            last_speaker=memory.last_speaker,
            doubtful=memory.named_at(memory.reading.quoted_by(mention.head)),
        )
        rule = "pronoun: he" if gender == "m" else "pronoun: she"
    if found is None:
        return
    mention.entity, mention.rule, mention.kind = found.index, rule, found.kind
    if gender is not None and found.gender is None:
        found.gender_votes[gender] += 1


def _subject_to_come(memory: Memory, mention: Mention, gender: Gender | None) -> Entity | None:
    """Return the named subject that follows a pronoun in what opens its sentence ("In his speech, Obama …")."""
    reading = memory.reading
    at = mention.head
    stops = _GRAMMAR.openings - {reading.deps[mention.head]}
    while reading.heads[at] != at and reading.deps[at] not in stops:
        at = reading.heads[at]
        if reading.deps[at] in _GRAMMAR.later_clauses:
            return None
    while reading.deps[at] in _GRAMMAR.opening_parts and reading.heads[at] != at:
        at = reading.heads[at]
        subject = reading.child(at, _GRAMMAR.noun_subjects)
        if subject is not None:
            other = memory.at_head.get(subject)
            if subject < mention.head or other is None or (other.form, other.kind) != ("name", "person"):
                return None
            entity = memory.entities[other.entity]
            return entity if entity.gender in {None, gender} else None
    return None


def _link_relative(memory: Memory, mention: Mention) -> None:
    """Link "who" to the noun its clause belongs to."""
    noun = memory.reading.relative_antecedent(mention.head)
    antecedent = memory.at_head.get(noun) if noun is not None else _before_comma(memory, mention)
    if antecedent is not None and antecedent.entity >= 0:
        mention.entity, mention.kind = antecedent.entity, memory.entities[antecedent.entity].kind
        mention.rule = "relative clause"


def _before_comma(memory: Memory, mention: Mention) -> Mention | None:
    """Return the name right before ", who" or ", which", where the parse sees no relative clause."""
    reading, token = memory.reading, mention.head
    after_comma = reading.words[token - 1 : token] == [","]
    if not after_comma or reading.lowers[token] not in _PEOPLE.relatives_after_comma:
        return None
    for before in range(token - 2, max(token - 6, -1), -1):
        if reading.poses[before] in {"VERB", "AUX", "PUNCT"}:
            return None
        other = memory.at_head.get(before)
        if other is not None and other.form == "name" and other.kind != "place":
            return other
    return None
