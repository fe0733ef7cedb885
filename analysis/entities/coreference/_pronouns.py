"""Link personal and relative pronouns to the entities mentioned so far."""

from __future__ import annotations

from analysis.entities._model import Entity, Mention
from analysis.entities.coreference._discourse_state import DiscourseState
from analysis.entities.coreference._salience import best_person, best_plural, best_thing
from analysis.language import ENGLISH, Gender

_GRAMMAR, _PEOPLE = ENGLISH.grammar, ENGLISH.people


def link_pronoun(discourse: DiscourseState, mention: Mention) -> None:
    """Link a pronoun to its antecedent's entity, if there is one; first persons are left unlinked."""
    word = discourse.parse.lowers[mention.head]
    if word in _PEOPLE.relatives:
        _link_relative(discourse, mention)
        return
    gender, number, first_person = _PEOPLE.pronouns[word]
    if first_person:
        return
    candidates = discourse.candidates_for(mention)
    sure = True
    if gender is None and number == "singular":
        rule = "pronoun: it"
        antecedent, sure = best_thing(discourse.parse, mention, candidates)
    elif number == "plural":
        rule = "pronoun: they"
        antecedent, sure = best_plural(discourse.parse, mention, candidates)
    else:
        antecedent = _later_subject(discourse, mention, gender) or best_person(
            discourse.parse, mention, candidates, gender=gender
        )
        rule = "pronoun: he" if gender == "m" else "pronoun: she"
    if antecedent is None:
        return
    mention.entity, mention.rule, mention.kind = antecedent.index, rule, antecedent.kind
    mention.sure = sure
    if gender is not None and antecedent.gender is None:
        antecedent.gender_votes[gender] += 1


def _later_subject(discourse: DiscourseState, mention: Mention, gender: Gender | None) -> Entity | None:
    """Return the named subject behind a pronoun in an introductory phrase ("In his speech, Obama …"): cataphora."""
    parse = discourse.parse
    token = mention.head
    stops = _GRAMMAR.openings - {parse.deps[mention.head]}
    while parse.heads[token] != token and parse.deps[token] not in stops:
        token = parse.heads[token]
        if parse.deps[token] in _GRAMMAR.later_clauses:
            return None
    while parse.deps[token] in _GRAMMAR.opening_parts and parse.heads[token] != token:
        token = parse.heads[token]
        subject = parse.child(token, _GRAMMAR.noun_subjects)
        if subject is not None:
            named = discourse.by_head.get(subject)
            if subject < mention.head or named is None or (named.form, named.kind) != ("name", "person"):
                return None
            entity = discourse.entities[named.entity]
            return entity if entity.gender in {None, gender} else None
    return None


def _link_relative(discourse: DiscourseState, mention: Mention) -> None:
    """Link a relative pronoun to the noun that its clause modifies."""
    noun = discourse.parse.relative_antecedent(mention.head)
    antecedent = discourse.by_head.get(noun) if noun is not None else None
    if antecedent is not None and antecedent.entity >= 0:
        mention.entity, mention.kind = antecedent.entity, discourse.entities[antecedent.entity].kind
        mention.rule = "relative clause"
