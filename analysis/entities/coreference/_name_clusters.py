"""Cluster the names of one article into entities, before descriptions and pronouns are linked."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from analysis.entities._model import Entity, EntityKind, Mention
from analysis.entities._parsed_article import ParsedArticle
from analysis.entities.mentions._roles import is_person_noun, title_before
from analysis.entities.names._organisation_names import (
    OrganisationKey,
    is_end_of,
    is_short_form,
    organisation_key,
    same_organisation,
)
from analysis.entities.names._person_names import (
    could_be_short_for,
    gender_of_name,
    parse_name,
    plain_name,
    same_person,
    short_forms,
)
from analysis.entities.names._place_names import is_known_place, place_key, state_of, usual_name
from analysis.language import ENGLISH, Gender

_GRAMMAR, _PEOPLE, _PLACES = ENGLISH.grammar, ENGLISH.people, ENGLISH.places


def cluster_names(parse: ParsedArticle, mentions: list[Mention]) -> list[Entity]:
    """Link every name to its entity and return the entities: persons, places, then the others."""
    names = [mention for mention in mentions if mention.form == "name"]
    _agree_on_kinds(parse, names)
    persons = [mention for mention in names if mention.kind == "person"]
    places = [mention for mention in names if mention.kind == "place"]
    others = [mention for mention in names if mention.kind not in {"person", "place"}]
    entities: list[Entity] = []
    _cluster_persons(parse, persons, entities)
    _cluster_places(parse, places, entities)
    _cluster_organisations(parse, others, entities)
    for mention in names:
        entity = entities[mention.entity]
        form = _text(parse, mention)
        entity.forms[form] = entity.forms.get(form, 0) + 1
    for entity in entities:
        if not (entity.kind == "place" and entity.name):
            entity.name = _fullest(entity.forms) or entity.name
    return entities


def _agree_on_kinds(parse: ParsedArticle, names: list[Mention]) -> None:
    """Give a name taken for a place and for a body the kind that most of its mentions have, of equals place."""
    kinds: dict[str, Counter[EntityKind]] = defaultdict(Counter)
    either = [mention for mention in names if mention.kind in {"place", "organisation"}]
    for mention in either:
        kinds[_text(parse, mention)][mention.kind] += 1
    for mention in either:
        name = _text(parse, mention)
        if len(kinds[name]) > 1 and not is_known_place(name.lower()):
            is_place = kinds[name]["place"] >= kinds[name]["organisation"]
            mention.kind = "place" if is_place else "organisation"


def _text(parse: ParsedArticle, mention: Mention) -> str:
    return parse.shown(*mention.span)


def _fullest(forms: dict[str, int]) -> str:
    """Return the most frequent form of two words or more, else of one; of equals the longest."""

    def rank(form: str) -> tuple[int, int, int, str]:
        full = min(len(form.split()), 2)
        return -full, -forms[form], -len(form), form

    return min(forms, key=rank, default="")


def _add(entities: list[Entity], kind: EntityKind, name: str = "") -> Entity:
    entity = Entity(index=len(entities), kind=kind, name=name)
    entities.append(entity)
    return entity


def _cluster_persons(parse: ParsedArticle, mentions: list[Mention], entities: list[Entity]) -> None:
    """Cluster full names, then link short names to them."""
    by_short_form = _cluster_full_names(parse, mentions, entities)
    unmatched: dict[str, Entity] = {}
    for mention in mentions:
        if mention.entity >= 0:
            continue
        name = _text(parse, mention)
        key = plain_name(name)
        person = _match_short_name(parse, mention, by_short_form.get(key, []))
        if person is None:
            if key not in unmatched:
                unmatched[key] = _add(entities, "person")
            person = unmatched[key]
            mention.rule = "name"
        else:
            mention.rule = "surname" if _matching_part(name, person) == "family" else "given name"
        mention.entity = person.index
        _note_title(parse, mention, person)


def _cluster_full_names(
    parse: ParsedArticle, mentions: list[Mention], entities: list[Entity]
) -> dict[str, list[Entity]]:
    """Cluster full names, blocked by family name, and return the persons by the short forms of their names."""
    blocks: dict[str, list[tuple[Entity, list[str]]]] = defaultdict(list)
    by_short_form: dict[str, list[Entity]] = defaultdict(list)
    for mention in mentions:
        name = _text(parse, mention)
        if not parse_name(name).given:
            continue
        block = blocks[parse_name(name).family]
        matches = (
            (entity, forms) for entity, forms in block if any(same_person(name, form) for form in forms)
        )
        match = next(matches, None)
        if match is None:
            match = (_add(entities, "person"), [])
            block.append(match)
        person, forms = match
        if name not in forms:
            forms.append(name)
            for short in sorted(short_forms(name)):
                if person not in by_short_form[short]:
                    by_short_form[short].append(person)
        mention.entity, mention.rule = person.index, "full name"
        _note_title(parse, mention, person)
    return by_short_form


def _match_short_name(parse: ParsedArticle, mention: Mention, candidates: list[Entity]) -> Entity | None:
    """Return the person that a short name means: by family name before given name, then by title, then the first."""
    name, gender = _text(parse, mention), _honorific_gender(parse, mention)
    title = title_before(parse, mention)

    def agreement(person: Entity) -> tuple[bool, bool]:
        return _matching_part(name, person) == "family", title is not None and title.noun in person.nouns

    agreeing = [
        person
        for person in candidates
        if _matching_part(name, person) is not None
        and gender in {None, person.gender or gender_of_name(person.name) or gender}
    ]
    return max(agreeing, key=agreement, default=None)


def _matching_part(name: str, person: Entity) -> str | None:
    """Return whether a short name is a person's family name or given name, or None for neither."""
    parts = {could_be_short_for(name, form) for form in (*person.forms, person.name)}
    return "family" if "family" in parts else ("given" if "given" in parts else None)


def _honorific_gender(parse: ParsedArticle, mention: Mention) -> Gender | None:
    first, _ = parse.tokens_of(mention.span)
    return _PEOPLE.honorifics.get(parse.lowers[first - 1]) if first > 0 else None


def _note_title(parse: ParsedArticle, mention: Mention, entity: Entity) -> None:
    """Record the longest name, the gender of an honorific, and the role of a title before the name."""
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
    first, _ = parse.tokens_of(mention.span)
    if first > 0 and parse.is_plural(first - 1) and is_person_noun(parse, first - 1):
        entity.nouns.add(parse.noun(first - 1))


def _cluster_places(parse: ParsedArticle, mentions: list[Mention], entities: list[Entity]) -> None:
    """Cluster places by canonical name.

    A capital is its state where it acts, and a city where things happen; in an article where it is a scene twice as
    often as it acts, it is the city throughout. "The North" is a state in an article that names its South as well.
    """
    by_name: dict[str, Entity] = {}
    lowers = [_text(parse, mention).lower() for mention in mentions]
    halves, acting = _states_by_direction(lowers), _acting_capitals(parse, mentions)
    for mention, lower in zip(mentions, lowers, strict=True):
        words = _text(parse, mention)
        name, rule = words, "place name"
        if (state := state_of(lower)) is not None:
            name, rule = state, "state's name"
        elif lower in halves and _has_article(parse, mention):
            name, rule = halves[lower], "half of two states"
        elif lower in acting and _acts(parse, mention.head):
            name, rule = _PLACES.capitals[lower], "capital for the state"
        elif (usual := usual_name(words)) is not None:
            name, rule = usual, "other name of the place"
        key = place_key(name)
        if key not in by_name:
            by_name[key] = _add(entities, "place", name)
        mention.entity, mention.rule = by_name[key].index, rule


def _acting_capitals(parse: ParsedArticle, mentions: list[Mention]) -> set[str]:
    """Return the capitals that are not the scene of an article, that is at least twice as often one as they act.

    In "the streets of Athens" a capital is counted as a scene. Twice was set by hand on nine articles.
    """
    acts: Counter[str] = Counter()
    scenes: Counter[str] = Counter()
    for mention in mentions:
        words = _text(parse, mention).lower()
        if words in _PLACES.capitals:
            of_it = parse.lowers[parse.heads[mention.head]] in _PLACES.whole
            counts = acts if _acts(parse, mention.head) and not of_it else scenes
            counts[words] += 1
    return {capital for capital in acts | scenes if scenes[capital] < 2 * max(acts[capital], 1)}


def _states_by_direction(names: Iterable[str]) -> dict[str, str]:
    """Return the state that each direction alone stands for: one whose opposite the article names as well."""
    canonical = _PLACES.states
    states = {canonical[name].lower(): canonical[name] for name in names if name in canonical}
    by_direction = {}
    for lower, name in states.items():
        direction, _, rest = lower.partition(" ")
        opposite = _PLACES.opposites.get(direction)
        if opposite is not None and f"{opposite} {rest}" in states:
            by_direction[direction] = name
    return by_direction


def _has_article(parse: ParsedArticle, mention: Mention) -> bool:
    first, _ = parse.tokens_of(mention.span)
    return first > 0 and parse.lowers[first - 1] in _PEOPLE.definite_articles


def _acts(parse: ParsedArticle, head: int) -> bool:
    """Return whether a place is the subject, owner or party of an action, and not its scene."""
    relation, governor = parse.deps[head], parse.heads[head]
    while relation in _GRAMMAR.conjuncts and governor != head:
        relation, governor = parse.deps[governor], parse.heads[governor]
    if relation in _GRAMMAR.subjects | _GRAMMAR.actors:
        return True
    if relation in _GRAMMAR.acted_on:
        return parse.lemmas[governor].lower() not in _PLACES.locative
    return False


def _cluster_organisations(parse: ParsedArticle, mentions: list[Mention], entities: list[Entity]) -> None:
    """Cluster organisations, events and documents by key, long names first, then their acronyms and beginnings."""
    keyed: list[tuple[OrganisationKey, Entity]] = []
    for mention in sorted(mentions, key=lambda m: (-len(_text(parse, m).split()), m.head)):
        key = _mention_key(parse, mention)
        same = (e for k, e in keyed if e.kind == mention.kind and same_organisation(k, key))
        longer = (e for k, e in keyed if is_short_form(key.core, k.core))
        entity, rule = next(same, None), "name"
        if entity is None:
            entity = next(longer, None) or _only_longer(key, keyed)
            rule = "short form" if entity is not None else "name"
        if entity is None:
            entity = _add(entities, mention.kind)
        keyed.append((key, entity))
        entity.state = entity.state or key.owner
        entity.nouns.update(word for word in (key.core.split()[-1], key.core.split()[0]) if word)
        mention.entity, mention.rule = entity.index, rule


def _only_longer(key: OrganisationKey, keyed: Iterable[tuple[OrganisationKey, Entity]]) -> Entity | None:
    """Return the only organisation of whose name a key is the end ("Red Sox", "Boston Red Sox"), or None."""
    if " " not in key.core:
        return None
    longer = {entity.index: entity for k, entity in keyed if is_end_of(key.core, k.core)}
    return longer.popitem()[1] if len(longer) == 1 else None


def _mention_key(parse: ParsedArticle, mention: Mention) -> OrganisationKey:
    """Return the key of an organisation's name with the owner before it ("South Korea's", "the South Korean")."""
    key = organisation_key(_text(parse, mention))
    if key.owner is not None:
        return key
    return OrganisationKey(key.core, owner_before(parse, parse.tokens_of(mention.span)[0]))


def owner_before(parse: ParsedArticle, first: int) -> str | None:
    """Return the state named right before token `first`, with or without 's, or None."""
    end = first
    while end > 0 and (
        parse.lowers[end - 1] in _PEOPLE.own | ENGLISH.words.possessives
        or parse.tags[end - 1] in _GRAMMAR.possessive_marks
    ):
        end -= 1
    for start in range(max(end - ENGLISH.places.most_words, 0), end):
        state = ENGLISH.places.state_named(" ".join(parse.lowers[start:end]))
        if state is not None:
            return state
    return None
