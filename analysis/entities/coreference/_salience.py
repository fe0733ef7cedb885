"""Choose the antecedent of a pronoun or a description by salience: a weighted sum of the usual evidence.

The features are those of salience-based resolution (Lappin and Leass 1994, Computational Linguistics 20(4),
pages 541-547): recency, subjecthood, repetition, agreement; with two for news: who spoke last, and
whether the candidate was last mentioned inside quotation marks. The weights were set by hand on one half of the
labelled quotations of PolNeAR and measured on the other.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import log2

from analysis.entities._model import Entity, Mention
from analysis.entities._parsed_article import ParsedArticle
from analysis.language import ENGLISH, Gender

_GRAMMAR, _NOUNS, _PEOPLE, _PLACES = ENGLISH.grammar, ENGLISH.nouns, ENGLISH.people, ENGLISH.places

#: The weight of each piece of evidence; "distance" is that of one sentence.
WEIGHTS: dict[str, float] = {
    "distance": 1.3,
    "subject": 1.2,
    "repetition": 0.3,
    "speaker before": 1.2,
    "speaker": 0.5,
    "quoted": 3.0,
    "gender": 0.8,
    "named": 1.5,
    "vote": 0.8,
    "named below": 2.5,
    "parallel": 1.5,
    "topic": 3.0,
    "asked": 2.0,
    "other noun": 1.5,
}


def best_person(
    parse: ParsedArticle,
    mention: Mention,
    candidates: list[Entity],
    *,
    gender: Gender | None = None,
    last_speaker: int = -1,
    noun: str | None = None,
    modifiers: set[str] | None = None,
    named_only: bool = False,
    reach: int = 12,
    doubtful: frozenset[int] = frozenset(),
) -> Entity | None:
    """Return the person that a singular mention refers to, or None.

    Args:
        parse: The article's parse.
        mention: The pronoun or description.
        candidates: The entities it can refer to.
        gender: Its gender; candidates of the other are left out.
        last_speaker: Index of the entity that spoke last.
        noun: If given, only persons that the article has described by this noun.
        modifiers: The words before that noun.
        named_only: Only persons with a name.
        reach: Maximum distance in sentences, four times as much with `noun`.
        doubtful: Indices of entities that are named in the quotation whose speaker the mention is.
    """
    best_score, best = float("-inf"), None
    for entity in candidates:
        if entity.kind not in ({"person"} if named_only else {"person", "anonymous"}) or entity.plural:
            continue
        if entity.last_token < 0 or (gender is not None and _gender_of(entity) not in {None, gender}):
            continue
        if noun is not None and (noun not in entity.nouns or _at_odds(entity, modifiers or set())):
            continue
        distance = parse.narrated_sentences[mention.head] - entity.last_sentence
        if distance > reach * (4 if noun is not None else 1) or _same_clause(parse, mention, entity):
            continue
        score = _salience(parse, mention, entity, distance, last_speaker)
        if gender is not None:
            score += WEIGHTS["gender"] if _gender_of(entity) == gender else 0.0
            score += WEIGHTS["vote"] * _votes_for(entity, gender)
        score -= WEIGHTS["named below"] if entity.index in doubtful else 0.0
        if entity.kind == "person":
            score += WEIGHTS["named"] if " " in entity.name else WEIGHTS["named"] / 2
        if noun is not None and modifiers and modifiers & set(entity.name.lower().split()):
            score += 1.0
        if score > best_score:
            best_score, best = score, entity
    return best


def most_prominent(
    parse: ParsedArticle, mention: Mention, candidates: list[Entity], noun: str
) -> Entity | None:
    """Return the person that "the candidate" refers to: the one named most, if near; None for a tie."""
    contestants = [
        entity
        for entity in candidates
        if entity.kind == "person"
        and entity.last_token >= 0
        and not entity.last_quoted
        and parse.narrated_sentences[mention.head] - entity.last_sentence <= 5
        and (noun in entity.nouns or not entity.nouns & _NOUNS.contestants)
        and not _same_clause(parse, mention, entity)
    ]
    contestants.sort(key=lambda entity: (-entity.mention_count, -entity.last_token))
    if len(contestants) > 1 and contestants[0].mention_count == contestants[1].mention_count:
        return None
    return contestants[0] if contestants else None


def _gender_of(entity: Entity) -> Gender | None:
    """Return an entity's gender, else that of its pronouns if they are ahead by two, else None."""
    if entity.gender is not None:
        return entity.gender
    votes = entity.gender_votes
    if votes["m"] > votes["f"] + 1:
        return "m"
    return "f" if votes["f"] > votes["m"] + 1 else None


def _votes_for(entity: Entity, gender: Gender) -> int:
    """Return 1 where most pronouns linked to an entity are of this gender, -1 where of the other, else 0."""
    if entity.gender is not None:
        return 0
    votes, votes_against = entity.gender_votes[gender], entity.gender_votes["f" if gender == "m" else "m"]
    return (votes > votes_against) - (votes_against > votes)


def _salience(
    parse: ParsedArticle, mention: Mention, entity: Entity, distance: int, last_speaker: int
) -> float:
    """Return the weighted sum of the evidence for a candidate that does not depend on its kind."""
    quoted = parse.quoted[mention.head]
    score = -WEIGHTS["distance"] * min(distance, 6)
    score += WEIGHTS["subject"] * entity.subjecthood
    score += WEIGHTS["repetition"] * log2(1 + min(entity.mention_count, 15))
    if entity.index == last_speaker and distance <= 2:
        score += WEIGHTS["speaker before"] if _follows_quotation(parse, mention.head) else WEIGHTS["speaker"]
    score -= WEIGHTS["quoted"] if entity.last_quoted and not quoted else 0.0
    if _is_topic(parse, mention.head, entity.last_token):
        score += WEIGHTS["topic"]
    if _is_asked(parse, mention.head, entity.last_token):
        score += WEIGHTS["asked"]
    if _is_parallel(parse, mention.head, entity.last_token):
        score += WEIGHTS["parallel"]
    if quoted and entity.last_token_in_quotation >= 0:
        score += max(0.0, 2.0 - 0.05 * (mention.head - entity.last_token_in_quotation))
    return score


def _is_topic(parse: ParsedArticle, token: int, candidate: int) -> bool:
    """Return whether a candidate is announced as the topic of the sentence ("As for Holm, he …")."""
    if parse.sentences[token] != parse.sentences[candidate] or not 2 <= token - candidate <= 12:
        return False
    first = candidate
    while first > 0 and parse.deps[first - 1] in _GRAMMAR.name_left:
        first -= 1
    return " ".join(parse.lowers[max(first - 2, 0) : first]) in _PEOPLE.topic_openers


def _is_asked(parse: ParsedArticle, token: int, candidate: int) -> bool:
    """Return whether a candidate is the object of a verb of asking that governs a pronoun ("asked Holm if he")."""
    if parse.deps[candidate] not in _GRAMMAR.direct_objects or not candidate < token <= candidate + 25:
        return False
    verb = parse.heads[candidate]
    if (
        parse.lemmas[verb].lower() not in _PEOPLE.asking_verbs
        or parse.sentences[token] != parse.sentences[verb]
    ):
        return False
    while parse.heads[token] != token and token != verb:
        token = parse.heads[token]
    return token == verb


def _is_parallel(parse: ParsedArticle, token: int, candidate: int) -> bool:
    """Return whether both are subjects of coordinated verbs ("Holm agreed that …, but he said …")."""
    verb = parse.heads[token]
    subjects = {parse.deps[token], parse.deps[candidate]} <= _GRAMMAR.active_subjects
    return parse.deps[verb] in _GRAMMAR.conjuncts and subjects and parse.heads[candidate] == parse.heads[verb]


def _follows_quotation(parse: ParsedArticle, token: int) -> bool:
    """Return whether a pronoun stands right behind a quotation ("…," he said; "…," said he)."""
    for before in range(token - 1, max(token - 4, -1), -1):
        if parse.words[before] == '"':
            return not parse.quoted[token]
        if parse.poses[before] not in {"VERB", "SPACE", "PUNCT", "ADV"}:
            return False
    return False


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
    parse: ParsedArticle, mention: Mention, candidates: list[Entity], *, last_speaker: int = -1
) -> Entity | None:
    """Return the group, organisation or state that "they" refers to, or None."""
    kinds = {"group": 1.0, "organisation": 0.0, "place": -1.0}
    actors = [
        entity for entity in candidates if entity.kind != "place" or entity.name.lower() in _PLACES.states
    ]
    return _best_other(parse, mention, actors, kinds, last_speaker)


def best_thing(
    parse: ParsedArticle, mention: Mention, candidates: list[Entity], *, last_speaker: int = -1
) -> Entity | None:
    """Return the organisation, place, document or event that "it" refers to, or None."""
    kinds = {"organisation": 1.0, "place": 0.5, "document": 0.5, "event": 0.0}
    return _best_other(parse, mention, candidates, kinds, last_speaker)


def _best_other(
    parse: ParsedArticle,
    mention: Mention,
    candidates: list[Entity],
    kinds: dict[str, float],
    last_speaker: int,
) -> Entity | None:
    """Return the most salient candidate of some kinds, each kind with its bonus."""
    best_score, best = float("-inf"), None
    for entity in candidates:
        if entity.kind not in kinds:
            continue
        distance = parse.narrated_sentences[mention.head] - entity.last_sentence
        if distance > 3 or _same_clause(parse, mention, entity):
            continue
        score = _salience(parse, mention, entity, distance, last_speaker) + kinds[entity.kind]
        if score > best_score:
            best_score, best = score, entity
    return best


def best_organisation(
    parse: ParsedArticle, mention: Mention, candidates: list[Entity], noun: str
) -> Entity | None:
    """Return the organisation that "the company", "the group" can refer to: near, and of no other description."""
    best_score, best = float("-inf"), None
    for entity in candidates:
        if entity.kind != "organisation" or not entity.forms or entity.last_token < 0:
            continue
        distance = parse.narrated_sentences[mention.head] - entity.last_sentence
        other_nouns = (entity.nouns & _NOUNS.organisations) - {noun}
        if (
            distance > 3
            or (other_nouns and noun not in _NOUNS.general_bodies)
            or _same_clause(parse, mention, entity)
        ):
            continue
        score = _salience(parse, mention, entity, distance, -1)
        score -= WEIGHTS["other noun"] if other_nouns else 0.0
        if score > best_score:
            best_score, best = score, entity
    return best
