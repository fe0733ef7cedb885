"""Which of those mentioned last does a pronoun or a description mean? A weighted sum of the usual evidence.

The features are those of salience-based resolution (Lappin and Leass 1994, Computational Linguistics 20(4),
pages 541-547): recency, subjecthood, repetition, agreement; with two that news adds: who spoke last, and
whether the candidate was last met inside quotation marks. The weights were set by hand on one half of the
labelled quotations of PolNeAR and measured on the other.
"""

from __future__ import annotations

from math import log2

from analysis.entities._model import Entity, Mention
from analysis.entities._parsed_article import ParsedArticle
from analysis.language import ENGLISH, Gender

_GRAMMAR, _NOUNS, _PEOPLE, _PLACES = ENGLISH.grammar, ENGLISH.nouns, ENGLISH.people, ENGLISH.places

#: What each piece of evidence is worth, in sentences of distance.
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
    """Return the person a singular mention means, or None.

    With `noun`, only someone whom the article has described by that noun; with `named_only`, only someone
    with a name; `reach` is the greatest distance in sentences.
    """
    best, chosen = float("-inf"), None
    for entity in candidates:
        if entity.kind not in {"person", "anonymous"} or entity.plural:
            continue
        if named_only and entity.kind != "person":
            continue
        if gender is not None and _gender_of(entity) not in {None, gender}:
            continue
        if noun is not None and (noun not in entity.nouns or _at_odds(entity, modifiers or set())):
            continue
        if entity.last_token < 0:
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
        score += (
            1.0 if noun is not None and modifiers and modifiers & set(entity.name.lower().split()) else 0.0
        )
        if score > best:
            best, chosen = score, entity
    return chosen


def most_prominent(
    parse: ParsedArticle, mention: Mention, candidates: list[Entity], noun: str
) -> Entity | None:
    """Return whom an article about a contest means by "the candidate": the person it names most, if near."""
    known = [
        entity
        for entity in candidates
        if entity.kind == "person"
        and entity.last_token >= 0
        and not entity.last_quoted
        and parse.narrated_sentences[mention.head] - entity.last_sentence <= 5
        and (noun in entity.nouns or not entity.nouns & _NOUNS.contestants)
        and not _same_clause(parse, mention, entity)
    ]
    known.sort(key=lambda entity: (-entity.mention_count, -entity.last_token))
    clear = len(known) == 1 or (len(known) > 1 and known[0].mention_count > known[1].mention_count)
    return known[0] if clear else None


def _gender_of(entity: Entity) -> Gender | None:
    """The gender that an article states or hints at, or that two more pronouns of one gender than the other show."""
    if entity.gender is not None:
        return entity.gender
    votes = entity.gender_votes
    if votes["m"] > votes["f"] + 1:
        return "m"
    return "f" if votes["f"] > votes["m"] + 1 else None


def _votes_for(entity: Entity, gender: Gender) -> int:
    """1 where the pronouns for an entity so far are mostly of this gender, -1 where of the other, else 0."""
    if entity.gender is not None:
        return 0
    mine, other = entity.gender_votes[gender], entity.gender_votes["f" if gender == "m" else "m"]
    return (mine > other) - (other > mine)


def _salience(
    parse: ParsedArticle, mention: Mention, entity: Entity, distance: int, last_speaker: int
) -> float:
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


def _is_topic(parse: ParsedArticle, token: int, other: int) -> bool:
    """Tell whether another token is what the sentence has been announced to be about ("As for Holm, he …")."""
    if parse.sentences[token] != parse.sentences[other] or not 2 <= token - other <= 12:
        return False
    first = other
    while first > 0 and parse.deps[first - 1] in _GRAMMAR.name_left:
        first -= 1
    return " ".join(parse.lowers[max(first - 2, 0) : first]) in _PEOPLE.topic_openers


def _is_asked(parse: ParsedArticle, token: int, other: int) -> bool:
    """Tell whether another token is the object of a verb of asking that a pronoun stands below ("asked Holm if he")."""
    if parse.deps[other] not in _GRAMMAR.direct_objects or not other < token <= other + 25:
        return False
    verb = parse.heads[other]
    if (
        parse.lemmas[verb].lower() not in _PEOPLE.asking_verbs
        or parse.sentences[token] != parse.sentences[verb]
    ):
        return False
    while parse.heads[token] != token and token != verb:
        token = parse.heads[token]
    return token == verb


def _is_parallel(parse: ParsedArticle, token: int, other: int) -> bool:
    """Tell whether both are subjects of verbs joined by "and" or "but" ("Holm agreed that …, but he said …")."""
    verb = parse.heads[token]
    subjects = {parse.deps[token], parse.deps[other]} <= _GRAMMAR.active_subjects
    return parse.deps[verb] in _GRAMMAR.conjuncts and subjects and parse.heads[other] == parse.heads[verb]


def _follows_quotation(parse: ParsedArticle, token: int) -> bool:
    """Tell whether a pronoun stands right behind a quotation ("…," he said; "…," said he)."""
    for before in range(token - 1, max(token - 4, -1), -1):
        if parse.words[before] == '"':
            return not parse.quoted[token]
        if parse.poses[before] not in {"VERB", "SPACE", "PUNCT", "ADV"}:
            return False
    return False


def _same_clause(parse: ParsedArticle, mention: Mention, entity: Entity) -> bool:
    """A pronoun is not another argument of the verb that its antecedent is an argument of."""
    if parse.lowers[mention.head] in _PEOPLE.bound_pronouns:
        return False
    other = entity.last_token
    if other < 0 or parse.sentences[other] != parse.sentences[mention.head]:
        return False
    if parse.deps[other] in _GRAMMAR.possessors:
        return False
    governor = parse.heads[other]
    if parse.deps[other] in _GRAMMAR.prepositional_objects:
        governor = parse.heads[governor]
    return governor == parse.heads[mention.head] and parse.poses[governor] in {"VERB", "AUX"}


def _at_odds(entity: Entity, modifiers: set[str]) -> bool:
    """Tell whether a description's state is not among those its candidate is described by."""
    asked = {_state(word) for word in modifiers} - {None}
    if not asked:
        return False
    words = " ".join(role.text for role in entity.roles) or entity.name
    said = {_state(word.strip(".,").lower()) for word in words.split()} | {
        _state(word.lower()) for word in words.split()
    }
    return not asked & said and bool(said - {None})


def _state(word: str) -> str | None:
    return _PLACES.states.get(word) or _PLACES.nationalities.get(word)


def best_plural(
    parse: ParsedArticle, mention: Mention, candidates: list[Entity], *, last_speaker: int = -1
) -> Entity | None:
    """Return the group or body "they" means, or None."""
    kinds = {"group": 1.0, "organisation": 0.0, "place": -1.0}
    acting = [
        entity for entity in candidates if entity.kind != "place" or entity.name.lower() in _PLACES.states
    ]
    return _best_other(parse, mention, acting, kinds, last_speaker)


def best_thing(
    parse: ParsedArticle, mention: Mention, candidates: list[Entity], *, last_speaker: int = -1
) -> Entity | None:
    """Return the body, state or document "it" means, or None."""
    kinds = {"organisation": 1.0, "place": 0.5, "document": 0.5, "event": 0.0}
    return _best_other(parse, mention, candidates, kinds, last_speaker)


def _best_other(
    parse: ParsedArticle,
    mention: Mention,
    candidates: list[Entity],
    kinds: dict[str, float],
    last_speaker: int,
) -> Entity | None:
    best, chosen = float("-inf"), None
    for entity in candidates:
        if entity.kind not in kinds:
            continue
        distance = parse.narrated_sentences[mention.head] - entity.last_sentence
        if distance > 3 or _same_clause(parse, mention, entity):
            continue
        score = _salience(parse, mention, entity, distance, last_speaker) + kinds[entity.kind]
        if score > best:
            best, chosen = score, entity
    return chosen


def best_body(parse: ParsedArticle, mention: Mention, candidates: list[Entity], noun: str) -> Entity | None:
    """Return the named body that "the company", "the group" can mean: close, and not called something else."""
    best, chosen = float("-inf"), None
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
        if score > best:
            best, chosen = score, entity
    return chosen
