"""Choose the antecedent of a pronoun or a description by salience: a weighted sum of the usual evidence.

The features are those of salience-based resolution (Lappin and Leass 1994, Computational Linguistics 20(4),
pages 541-547): recency, subjecthood, repetition; with one for news: whether a person is named.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import log2

from analysis.entities._model import Entity, EntityKind, Mention
from analysis.entities._parsed_article import ParsedArticle
from analysis.language import ENGLISH, Gender

_GRAMMAR, _NAMES, _NOUNS = ENGLISH.grammar, ENGLISH.names, ENGLISH.nouns
_PEOPLE, _PLACES = ENGLISH.people, ENGLISH.places

#: Names of bodies whose kind the language's data know, so that "the school" is none of them.
_KNOWN_BODIES = _NAMES.known_bodies | set(_NAMES.organisation_forms)

#: The weight of each piece of evidence. Chosen on one part of the 479 labelled speakers of PolNeAR; of all, so many
#: more are wrong at other values, or without it:
WEIGHTS: dict[str, float] = {
    "distance": 1.3,  # for each sentence; .9: 4, 1.8: 2, without: 23
    "subject": 1.2,  # .6: 7, 2.4: 3, without: 14
    "repetition": 0.3,  # for each doubling of the mentions; flat from .15 to .3, .45: 3, without: 11
    "named": 1.5,  # .75: 1, 3: 0, without: 16
    "group": 1.0,  # for "they"; without: 2
}

#: Maximum distance in sentences of the organisation that "the company" refers to without having been called so;
#: at 1 four labelled speakers of PolNeAR are lost, without a maximum one.
_NEAR = 3


#: How far the antecedent of "it" or "they" is ahead of the next candidate where it is sure.
_AHEAD = 2.5


def best_person(
    parse: ParsedArticle,
    mention: Mention,
    candidates: list[Entity],
    *,
    gender: Gender | None = None,
    noun: str | None = None,
    modifiers: set[str] | None = None,
    named_only: bool = False,
) -> Entity | None:
    """Return the person that a singular mention refers to, or None.

    Args:
        parse: The article's parse.
        mention: The pronoun or description.
        candidates: The entities it can refer to.
        gender: Its gender; candidates of the other are left out.
        noun: If given, only persons that the article has described by this noun.
        modifiers: The words before that noun.
        named_only: Only persons with a name.
    """
    best_score, best = float("-inf"), None
    # Who is named in quotations alone is spoken of, and is not the one who says "he said".
    speaks = not parse.quoted[mention.head] and parse.speaks(mention.head)
    for entity in candidates:
        if entity.kind not in ({"person"} if named_only else {"person", "anonymous"}) or entity.plural:
            continue
        if entity.last_token < 0 or (gender is not None and entity.gender not in {None, gender}):
            continue
        if noun is not None and (noun not in entity.nouns or _at_odds(entity, modifiers or set())):
            continue
        if _same_clause(parse, mention, entity) or (speaks and entity.last_quoted):
            continue
        score = _salience(parse, mention, entity)
        if entity.kind == "person":
            score += WEIGHTS["named"]
        if score > best_score:
            best_score, best = score, entity
    return best


def _salience(parse: ParsedArticle, mention: Mention, entity: Entity) -> float:
    """Return the weighted sum of the evidence for a candidate that does not depend on its kind."""
    distance = parse.narrated_sentences[mention.head] - entity.last_sentence
    score = WEIGHTS["subject"] * entity.is_subject - WEIGHTS["distance"] * distance
    return score + WEIGHTS["repetition"] * log2(1 + entity.mention_count)


def _same_clause(parse: ParsedArticle, mention: Mention, entity: Entity) -> bool:
    """Return whether the entity's last mention is another argument of the same verb, and so no antecedent."""
    if parse.lowers[mention.head] in _PEOPLE.bound_pronouns:
        return False
    token = entity.last_token
    if token < 0 or parse.sentences[token] != parse.sentences[mention.head]:
        return False
    if parse.deps[token] in _GRAMMAR.possessors:
        return False
    governor = parse.heads[token]
    if parse.deps[token] in _GRAMMAR.prepositional_objects:
        governor = parse.heads[governor]
    return governor == parse.heads[mention.head] and parse.poses[governor] in {"VERB", "AUX"}


def _at_odds(entity: Entity, modifiers: set[str]) -> bool:
    """Return whether a description names a state and the candidate's roles name only others."""
    states = _states(modifiers)
    if not states:
        return False
    words = " ".join(role.text for role in entity.roles) or entity.name
    lowers = [word.lower() for word in words.split()]
    candidate_states = _states([*lowers, *(word.strip(".,") for word in lowers)])
    return bool(candidate_states) and states.isdisjoint(candidate_states)


def _states(words: Iterable[str]) -> set[str]:
    """Return the states that words in lower case name, as nouns or adjectives."""
    return {
        state
        for word in words
        if (state := _PLACES.states.get(word) or _PLACES.nationalities.get(word)) is not None
    }


def best_plural(
    parse: ParsedArticle, mention: Mention, candidates: list[Entity]
) -> tuple[Entity | None, bool]:
    """Return the group, organisation or state that "they" refers to, or None; and whether that is sure."""
    actors = [entity for entity in candidates if entity.kind != "place" or is_state(entity.name)]
    return _best_other(parse, mention, actors, {"group", "organisation", "place"})


def best_thing(
    parse: ParsedArticle, mention: Mention, candidates: list[Entity]
) -> tuple[Entity | None, bool]:
    """Return the organisation, place, document or event that "it" refers to, or None; and whether that is sure."""
    return _best_other(parse, mention, candidates, {"organisation", "place", "document", "event"})


def best_state(parse: ParsedArticle, mention: Mention, candidates: list[Entity]) -> Entity | None:
    """Return the state that "the country" refers to, or None where none is or another is nearly as likely."""
    states = [entity for entity in candidates if entity.kind == "place" and is_state(entity.name)]
    best, sure = _best_other(parse, mention, states, {"place"})
    return best if sure else None


def is_state(name: str) -> bool:
    """Return whether a name is a state's."""
    return name.lower() in _PLACES.states


def _best_other(
    parse: ParsedArticle, mention: Mention, candidates: list[Entity], kinds: set[EntityKind]
) -> tuple[Entity | None, bool]:
    """Return the most salient candidate of some kinds, and whether it is ahead of the next one."""
    best_score, next_score, best = float("-inf"), float("-inf"), None
    for entity in candidates:
        if entity.kind not in kinds or _same_clause(parse, mention, entity):
            continue
        score = _salience(parse, mention, entity)
        if entity.kind == "group":
            score += WEIGHTS["group"]
        if score > best_score:
            best_score, next_score, best = score, best_score, entity
        else:
            next_score = max(next_score, score)
    return best, best_score - next_score >= _AHEAD


def best_organisation(
    parse: ParsedArticle, mention: Mention, candidates: list[Entity], noun: str, *, sure: bool = False
) -> Entity | None:
    """Return the organisation that "the company", "the group" can refer to, not described otherwise.

    If `sure`, only one that is ahead of the next.
    """
    best_score, next_score, best = float("-inf"), float("-inf"), None
    for entity in candidates:
        if entity.kind != "organisation" or not entity.forms or entity.last_token < 0:
            continue
        distance = parse.narrated_sentences[mention.head] - entity.last_sentence
        other_nouns = (entity.nouns & _NOUNS.organisations) - {noun}
        if distance > _NEAR or (other_nouns and noun not in _NOUNS.general_bodies):
            continue
        if _same_clause(parse, mention, entity):
            continue
        if noun in _NOUNS.in_names and not _KNOWN_BODIES.isdisjoint(form.lower() for form in entity.forms):
            continue
        score = _salience(parse, mention, entity)
        if score > best_score:
            best_score, next_score, best = score, best_score, entity
        else:
            next_score = max(next_score, score)
    return best if not sure or best_score - next_score >= _AHEAD else None
