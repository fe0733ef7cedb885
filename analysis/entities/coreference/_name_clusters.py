"""Which names in one article are the same person, body or place? Settled for the whole article before anything else."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from analysis.entities._model import Entity, EntityKind, Mention
from analysis.entities._parsed_article import ParsedArticle
from analysis.entities.mentions._roles import is_person_noun, title_before
from analysis.entities.names._organisation_names import (
    OrganisationKey,
    is_short_form,
    organisation_key,
    same_organisation,
    state_named,
)
from analysis.entities.names._person_names import (
    could_be_short_for,
    gender_of_name,
    parse_name,
    plain_name,
    same_person,
    short_forms,
)
from analysis.language import ENGLISH, Gender

_GRAMMAR, _PEOPLE, _PLACES = ENGLISH.grammar, ENGLISH.people, ENGLISH.places


def cluster_names(parse: ParsedArticle, mentions: list[Mention]) -> list[Entity]:
    """Give every name mention its entity and return the entities, in the order of first mention."""
    names = [m for m in mentions if m.form == "name"]
    entities: list[Entity] = []
    _cluster_persons(parse, [m for m in names if m.kind == "person"], entities)
    _cluster_places(parse, [m for m in names if m.kind == "place"], entities)
    _cluster_bodies(parse, [m for m in names if m.kind not in {"person", "place"}], entities)
    for mention in names:
        entity = entities[mention.entity]
        entity.forms[_text(parse, mention)] = entity.forms.get(_text(parse, mention), 0) + 1
    for entity in entities:
        if not (entity.kind == "place" and entity.name):
            entity.name = fullest(entity.forms) or entity.name
    return entities


def _text(parse: ParsedArticle, mention: Mention) -> str:
    return " ".join(parse.text[mention.start : mention.end].split())


def fullest(forms: dict[str, int]) -> str:
    """Return the form with most words, of those the most frequent, then the longest, then the first by alphabet."""

    def rank(form: str) -> tuple[int, int, int, str]:
        full = min(len(form.split()), 2)
        return -full, -forms[form], -len(form), form

    return min(forms, key=rank, default="")


def _new(entities: list[Entity], kind: EntityKind, name: str = "") -> Entity:
    entity = Entity(index=len(entities), kind=kind, name=name)
    entities.append(entity)
    return entity


def _cluster_persons(parse: ParsedArticle, mentions: list[Mention], entities: list[Entity]) -> None:
    """Full names first, then what is short for one of them: by title, by place in the text, by frequency."""
    full: dict[str, list[tuple[Entity, list[str]]]] = defaultdict(list)
    by_short: dict[str, list[Entity]] = defaultdict(list)
    for mention in mentions:
        name = _text(parse, mention)
        if not parse_name(name).given:
            continue
        block = full[parse_name(name).family]
        found, forms = next(
            ((entity, forms) for entity, forms in block if any(same_person(name, form) for form in forms)),
            (None, []),
        )
        if found is None:
            found = _new(entities, "person")
            block.append((found, forms))
        if name not in forms:
            forms.append(name)
            for short in sorted(short_forms(name)):
                if found not in by_short[short]:
                    by_short[short].append(found)
        mention.entity, mention.rule = found.index, "full name"
        _note_title(parse, mention, found)
    uses: Counter[int] = Counter(m.entity for m in mentions if m.entity >= 0)
    single: dict[str, Entity] = {}
    last_full: dict[int, int] = {}
    for mention in mentions:
        if mention.entity >= 0:
            last_full[mention.entity] = mention.head
            continue
        name = _text(parse, mention)
        key = plain_name(name)
        chosen = _choose_full(parse, mention, name, by_short.get(key, []), uses, last_full)
        if chosen is None:
            if key not in single:
                single[key] = _new(entities, "person")
            chosen = single[key]
            mention.rule = "name"
        else:
            mention.rule = "surname" if _part(name, chosen) == "family" else "given name"
            uses[chosen.index] += 1
        mention.entity = chosen.index
        _note_title(parse, mention, chosen)


def _choose_full(
    parse: ParsedArticle,
    mention: Mention,
    name: str,
    full: list[Entity],
    uses: Counter[int],
    last_full: dict[int, int],
) -> Entity | None:
    """Choose the person a short name means, or None."""
    title = title_before(parse, mention)
    gender = _honorific_gender(parse, mention)
    best: tuple[float, int] | None = None
    chosen = None
    for entity in full:
        part = _part(name, entity)
        known = entity.gender or gender_of_name(entity.name)
        if part is None or (gender and known and known != gender):
            continue
        score = 10.0 if part == "family" else 0.0
        if title is not None and title.noun in entity.nouns:
            score += 8
        elif title is not None and entity.nouns:
            score -= 2
        if gender is not None and known == gender:
            score += 4
        seen = last_full.get(entity.index)
        if seen is not None:
            score += 3 if parse.sentences[mention.head] - parse.sentences[seen] <= 1 else 1
        score += min(uses[entity.index], 20) / 10
        if best is None or score > best[0]:
            best, chosen = (score, entity.index), entity
    return chosen


def _part(name: str, entity: Entity) -> str | None:
    parts = {could_be_short_for(name, form) for form in entity.forms} | {
        could_be_short_for(name, entity.name)
    }
    return "family" if "family" in parts else ("given" if "given" in parts else None)


def _honorific_gender(parse: ParsedArticle, mention: Mention) -> Gender | None:
    first = _first_token(parse, mention)
    return _PEOPLE.honorifics.get(parse.lowers[first - 1]) if first > 0 else None


def _first_token(parse: ParsedArticle, mention: Mention) -> int:
    first = mention.head
    while first > 0 and parse.starts[first - 1] >= mention.start:
        first -= 1
    while parse.starts[first] < mention.start and first < len(parse) - 1:
        first += 1
    return first


def _note_title(parse: ParsedArticle, mention: Mention, entity: Entity) -> None:
    """Keep what stands before the name: its title as a role, its honorific as a gender, the name as a form."""
    name = _text(parse, mention)
    if len(name) > len(entity.name):
        entity.name = name
    gender = _honorific_gender(parse, mention)
    if gender is not None:
        entity.gender = gender
    title = title_before(parse, mention)
    if title is not None:
        entity.roles.append(title)
        entity.nouns.add(title.noun)
        return
    first = _first_token(parse, mention)
    if first > 0 and parse.is_plural(first - 1) and is_person_noun(parse, first - 1):
        entity.nouns.add(parse.noun(first - 1))


def _cluster_places(parse: ParsedArticle, mentions: list[Mention], entities: list[Entity]) -> None:
    """States under one name; a capital that acts is its state, a capital where things happen is a city.

    A province's short form ("Fla.") is the province. "The North" is a state where the article names its South too.
    """
    known: dict[str, Entity] = {}
    states, capitals, provinces = _PLACES.states, _PLACES.capitals, _PLACES.province_abbreviations
    halves = _halves(_text(parse, mention).lower() for mention in mentions)
    for mention in mentions:
        words = _text(parse, mention)
        name, rule = words, "place name"
        if words.lower() in states:
            name, rule = states[words.lower()], "state's name"
        elif words.lower() in halves and _has_article(parse, mention):
            name, rule = halves[words.lower()], "half of two states"
        elif words.lower() in capitals and acts(parse, mention.head):
            name, rule = capitals[words.lower()], "capital for the state"
        elif words.endswith(".") and words.lower().rstrip(".") in provinces:
            name, rule = provinces[words.lower().rstrip(".")].title(), "short form of the province"
        key = name.lower()
        if key not in known:
            known[key] = _new(entities, "place", name)
        mention.entity, mention.rule = known[key].index, rule


def _halves(names: Iterable[str]) -> dict[str, str]:
    """Return the state that each direction alone means in an article, where it names the state opposite as well."""
    known = _PLACES.states
    states = {known[name].lower(): known[name] for name in names if name in known}
    found = {}
    for lower, name in states.items():
        direction, _, rest = lower.partition(" ")
        opposite = _PLACES.opposites.get(direction)
        if opposite is not None and f"{opposite} {rest}" in states:
            found[direction] = name
    return found


def _has_article(parse: ParsedArticle, mention: Mention) -> bool:
    first = _first_token(parse, mention)
    return first > 0 and parse.lowers[first - 1] in _PEOPLE.definite_articles


def acts(parse: ParsedArticle, head: int) -> bool:
    """Tell whether a place name stands where an actor stands: subject, owner, or party, not scene, of an action."""
    relation, governor = parse.deps[head], parse.heads[head]
    while relation in _GRAMMAR.conjuncts and governor != head:
        relation, governor = parse.deps[governor], parse.heads[governor]
    if relation in _GRAMMAR.subjects | _GRAMMAR.actors:
        return True
    if relation in _GRAMMAR.acted_on:
        return parse.lemmas[governor].lower() not in _PLACES.locative
    return False


def _cluster_bodies(parse: ParsedArticle, mentions: list[Mention], entities: list[Entity]) -> None:
    """Bodies, events and documents by key; a longer name takes in its acronym and its beginning."""
    known: list[tuple[OrganisationKey, Entity]] = []
    ordered = sorted(mentions, key=lambda m: (-len(_text(parse, m).split()), m.head))
    for mention in ordered:
        key = mention_key(parse, mention)
        found = next((e for k, e in known if e.kind == mention.kind and same_organisation(k, key)), None)
        rule = "name"
        if found is None:
            found = next((e for k, e in known if is_short_form(key.core, k.core)), None)
            rule = "short form" if found is not None else "name"
        if found is None:
            found = _new(entities, mention.kind)
        known.append((key, found))
        found.state = found.state or key.owner
        found.nouns.update(word for word in (key.core.split()[-1], key.core.split()[0]) if word)
        mention.entity, mention.rule = found.index, rule


def mention_key(parse: ParsedArticle, mention: Mention) -> OrganisationKey:
    """Return the key of a body's name with the owner written before it ("South Korea's", "the South Korean")."""
    key = organisation_key(_text(parse, mention))
    if key.owner is not None:
        return key
    return OrganisationKey(key.core, owner_before(parse, _first_token(parse, mention)))


def owner_before(parse: ParsedArticle, first: int) -> str | None:
    """Return the state named right before token `first`, with or without 's."""
    end = first
    if end > 0 and parse.lowers[end - 1] in _PEOPLE.own | {"'"}:
        end -= 1 if "'" in parse.lowers[end - 1] else 2
    for length in (3, 2, 1):
        if end - length >= 0:
            state = state_named(" ".join(parse.lowers[end - length : end]))
            if state is not None:
                return state
    return None
