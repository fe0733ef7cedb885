"""Whom does "he", "they" or "who" mean? One pronoun against what has been mentioned so far."""

from __future__ import annotations

from analysis.entities._model import Entity, Mention
from analysis.entities.coreference._discourse_state import DiscourseState
from analysis.entities.coreference._salience import best_person, best_plural, best_thing
from analysis.language import ENGLISH, Gender

_GRAMMAR, _PEOPLE = ENGLISH.grammar, ENGLISH.people


def link_pronoun(discourse: DiscourseState, mention: Mention) -> None:
    """Give a pronoun its entity, if someone in the article answers to it; first persons are left alone."""
    word = discourse.parse.lowers[mention.head]
    if word in _PEOPLE.relatives:
        _link_relative(discourse, mention)
        return
    gender, number, first_person = _PEOPLE.pronouns[word]
    if first_person:
        return
    candidates = discourse.candidates_for(mention)
    if gender is None and number == "singular":
        rule = "pronoun: it"
        found = best_thing(discourse.parse, mention, candidates, last_speaker=discourse.last_speaker)
    elif number == "plural":
        rule = "pronoun: they"
        found = best_plural(discourse.parse, mention, candidates, last_speaker=discourse.last_speaker)
    else:
        found = _subject_to_come(discourse, mention, gender) or best_person(
            discourse.parse,
            mention,
            candidates,
            gender=gender,
            last_speaker=discourse.last_speaker,
            doubtful=discourse.entities_named_in(discourse.parse.quoted_by(mention.head)),
        )
        rule = "pronoun: he" if gender == "m" else "pronoun: she"
    if found is None:
        return
    mention.entity, mention.rule, mention.kind = found.index, rule, found.kind
    if gender is not None and found.gender is None:
        found.gender_votes[gender] += 1


def _subject_to_come(discourse: DiscourseState, mention: Mention, gender: Gender | None) -> Entity | None:
    """Return the named subject that follows a pronoun in what opens its sentence ("In his speech, Obama …")."""
    parse = discourse.parse
    at = mention.head
    stops = _GRAMMAR.openings - {parse.deps[mention.head]}
    while parse.heads[at] != at and parse.deps[at] not in stops:
        at = parse.heads[at]
        if parse.deps[at] in _GRAMMAR.later_clauses:
            return None
    while parse.deps[at] in _GRAMMAR.opening_parts and parse.heads[at] != at:
        at = parse.heads[at]
        subject = parse.child(at, _GRAMMAR.noun_subjects)
        if subject is not None:
            other = discourse.by_head.get(subject)
            if subject < mention.head or other is None or (other.form, other.kind) != ("name", "person"):
                return None
            entity = discourse.entities[other.entity]
            return entity if entity.gender in {None, gender} else None
    return None


def _link_relative(discourse: DiscourseState, mention: Mention) -> None:
    """Link "who" to the noun its clause belongs to."""
    noun = discourse.parse.relative_antecedent(mention.head)
    antecedent = discourse.by_head.get(noun) if noun is not None else _before_comma(discourse, mention)
    if antecedent is not None and antecedent.entity >= 0:
        mention.entity, mention.kind = antecedent.entity, discourse.entities[antecedent.entity].kind
        mention.rule = "relative clause"


def _before_comma(discourse: DiscourseState, mention: Mention) -> Mention | None:
    """Return the name right before ", who" or ", which", where the parse sees no relative clause."""
    parse, token = discourse.parse, mention.head
    after_comma = parse.words[token - 1 : token] == [","]
    if not after_comma or parse.lowers[token] not in _PEOPLE.relatives_after_comma:
        return None
    for before in range(token - 2, max(token - 6, -1), -1):
        if parse.poses[before] in {"VERB", "AUX", "PUNCT"}:
            return None
        other = discourse.by_head.get(before)
        if other is not None and other.form == "name" and other.kind != "place":
            return other
    return None
