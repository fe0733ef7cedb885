"""Link descriptions ("the official", "his ministry", "both sides") to entities mentioned before, or to new ones."""

from __future__ import annotations

from analysis.entities._model import Entity, Mention
from analysis.entities.coreference._appositions import link_apposition, link_predicate
from analysis.entities.coreference._discourse_state import DiscourseState
from analysis.entities.coreference._name_clusters import owner_before
from analysis.entities.coreference._salience import best_organisation, best_person, best_state
from analysis.entities.mentions._roles import gender_of_noun, phrase_end
from analysis.entities.names._organisation_names import OrganisationKey, organisation_key, same_organisation
from analysis.entities.names._place_names import is_known_place
from analysis.language import ENGLISH

_GRAMMAR, _NOUNS, _PEOPLE = ENGLISH.grammar, ENGLISH.nouns, ENGLISH.people


def link_description(discourse: DiscourseState, mention: Mention) -> None:
    """Link a description to an entity mentioned before, or to a new unnamed one."""
    if link_apposition(discourse, mention) or link_predicate(discourse, mention):
        return
    if mention.kind == "person":
        _link_person(discourse, mention)
    elif mention.kind == "group":
        _link_group(discourse, mention)
    elif mention.kind == "organisation":
        _link_organisation(discourse, mention)
    elif mention.kind == "place":
        _link_settlement(discourse, mention)
    else:
        _link_same_noun(discourse, mention)


def _link_settlement(discourse: DiscourseState, mention: Mention) -> None:
    """Link "the Yida refugee camp", and "the camp" after it, to the place so named; one without a name to nothing."""
    noun = discourse.parse.noun(mention.head)
    place = _place_before_noun(discourse, mention) if noun in _NOUNS.named_settlements else None
    if place is not None:
        discourse.link(mention, place, "noun behind the name")
        place.nouns.add(noun)
    elif _determiner(discourse, mention) in _PEOPLE.pointing:
        called_so = (e for e in discourse.candidates() if e.kind == "place" and noun in e.nouns)
        place = next(called_so, None)
        if place is not None:
            discourse.link(mention, place, "same noun")


def _place_before_noun(discourse: DiscourseState, mention: Mention) -> Entity | None:
    """Return the place whose name is a compound with a description's noun; None for a state or a capital."""
    parse = discourse.parse
    for child in parse.children[mention.head]:
        name = discourse.by_head.get(child) if parse.deps[child] in _GRAMMAR.compounds else None
        if name is not None and (name.form, name.kind) == ("name", "place") and child < mention.head:
            words = parse.shown(*name.span).lower()
            return None if is_known_place(words) else discourse.entities[name.entity]
    return None


def _determiner(discourse: DiscourseState, mention: Mention) -> str:
    first = discourse.parse.left_edge(mention.head)
    return discourse.parse.lowers[first] if first < mention.head else ""


def _modifiers(discourse: DiscourseState, mention: Mention) -> set[str]:
    parse = discourse.parse
    before = range(parse.left_edge(mention.head), mention.head)
    excluded = _GRAMMAR.no_modifiers | {","}
    return {parse.lowers[t] for t in before if parse.tags[t] not in excluded} - _PEOPLE.definite


def _is_definite(discourse: DiscourseState, mention: Mention) -> bool:
    """Return whether a description is definite; a bare title is, as in headlines."""
    parse = discourse.parse
    owned = parse.child(mention.head, _GRAMMAR.possessors) is not None
    if owned or _determiner(discourse, mention) in _PEOPLE.definite:
        return True
    bare = parse.tags[parse.left_edge(mention.head)] not in _GRAMMAR.counted
    return bare and not parse.is_plural(mention.head) and parse.noun(mention.head) in _NOUNS.titles


def _phrase(discourse: DiscourseState, mention: Mention, *, bare: bool = False) -> str:
    """Return the words of a description; if `bare`, without a leading article and a sentence's capital."""
    parse = discourse.parse
    first, last = parse.left_edge(mention.head), phrase_end(parse, mention.head)
    if bare and first < mention.head and parse.lowers[first] in _PEOPLE.pointing:
        first += 1
    start, end = parse.span(first, last)
    phrase = parse.shown(start, end)
    begins_sentence = first == 0 or parse.sentences[first - 1] != parse.sentences[first]
    proper = parse.tags[first] in _GRAMMAR.proper_nouns or first in parse.entity_tokens
    if bare and begins_sentence and not proper and phrase[1:2].islower():
        return phrase[0].lower() + phrase[1:]
    return phrase


def _link_person(discourse: DiscourseState, mention: Mention) -> None:
    """Link a description of one person to someone described so before, someone it fits, or a new entity."""
    noun = discourse.parse.noun(mention.head)
    gender, owner = gender_of_noun(noun), _owner(discourse, mention)
    if _is_definite(discourse, mention):
        candidates = discourse.candidates_for(mention)
        owned = discourse.parse.child(mention.head, _GRAMMAR.possessors) is not None
        if noun in _NOUNS.always_unnamed and owned:
            candidates = [e for e in candidates if e.kind == "person" or e.owner == owner]
        antecedent = best_person(
            discourse.parse,
            mention,
            candidates,
            gender=gender,
            noun=noun,
            modifiers=_modifiers(discourse, mention),
        )
        if antecedent is not None:
            discourse.link(mention, antecedent, "same noun")
            return
        antecedent = _describable(discourse, mention, noun)
        if antecedent is not None:
            discourse.link(mention, antecedent, "description")
            antecedent.nouns.add(noun)
            return
    entity = discourse.add("anonymous", _phrase(discourse, mention), noun=noun)
    entity.gender, entity.owner = gender, owner
    discourse.link(mention, entity, "description")


def _describable(discourse: DiscourseState, mention: Mention, noun: str) -> Entity | None:
    """Return the named person that "the lawmaker" or "the woman" can refer to, though not called so before.

    An office or calling goes only to someone whom the article gives another that implies it: after a senator "the
    lawmaker" is the senator, after a hairdresser "the governor" is somebody else.
    """
    parse = discourse.parse
    if parse.child(mention.head, _GRAMMAR.complemented) is not None:
        return None
    candidates = [
        entity
        for entity in discourse.candidates_for(mention)
        if entity.kind == "person" and _may_be_called(entity, noun)
    ]
    return best_person(parse, mention, candidates, gender=gender_of_noun(noun)) if candidates else None


def _may_be_called(entity: Entity, noun: str) -> bool:
    """Return whether a noun says nothing new of a person, or what an article leaves unsaid of the well known."""
    if noun in _NOUNS.epithets or not _NOUNS.implied.get(noun, frozenset()).isdisjoint(entity.nouns):
        return True
    return noun in _NOUNS.renown


def _link_group(discourse: DiscourseState, mention: Mention) -> None:
    noun = discourse.parse.noun(mention.head)
    pair = _pair(discourse, mention, noun)
    if pair is not None:
        discourse.link(mention, pair, "both parties")
        return
    bare = _phrase(discourse, mention, bare=True)
    pointing = _determiner(discourse, mention) in _PEOPLE.pointing_plural
    fleeting = noun in _NOUNS.collectives - _NOUNS.lasting_groups
    for entity in discourse.candidates():
        if entity.kind != "group" or noun not in entity.nouns or fleeting:
            continue
        shorter = pointing and _modifiers(discourse, mention) <= set(entity.name.lower().split())
        if shorter or entity.name.lower() == bare.lower():
            discourse.link(mention, entity, "same noun")
            return
    discourse.link(mention, discourse.add("group", bare, plural=True, noun=noun), "description")


def _pair(discourse: DiscourseState, mention: Mention, noun: str) -> Entity | None:
    """Return the group of the two states or persons that "both sides", "the two men" refer to, or None."""
    words = {_determiner(discourse, mention), *_modifiers(discourse, mention)}
    if discourse.parse.deps[mention.head] in _GRAMMAR.pair_words:
        return None
    if noun in _PEOPLE.pairs and words <= _PEOPLE.definite_articles | {""}:
        return discourse.pair_of_persons()
    if not words & _PEOPLE.counting_words:
        return None
    if noun in _NOUNS.parties:
        return discourse.pair_of_states()
    definite = words & (_PEOPLE.definite | _PEOPLE.either)
    return discourse.pair_of_persons() if definite and _are_persons(discourse, mention) else None


def _are_persons(discourse: DiscourseState, mention: Mention) -> bool:
    parse, noun = discourse.parse, discourse.parse.noun(mention.head)
    person = noun in _NOUNS.persons or gender_of_noun(noun) is not None
    person = person or noun.endswith(tuple(_NOUNS.male_endings | _NOUNS.female_endings))
    return parse.is_plural(mention.head) and (person or parse.tags[mention.head] in _GRAMMAR.plural_names)


def _link_organisation(discourse: DiscourseState, mention: Mention) -> None:
    parse, noun = discourse.parse, discourse.parse.noun(mention.head)
    owner = _owner(discourse, mention)
    first = parse.left_edge(mention.head)
    before = (word for word in parse.lowers[first : mention.head] if word not in _PEOPLE.definite)
    own = _PEOPLE.own | ENGLISH.words.possessives
    core = [*(word for word in before if word not in own), noun]
    key = organisation_key(" ".join(core)) if owner < 0 else OrganisationKey(f"{noun} of {owner}")
    key = OrganisationKey(key.core, key.owner or owner_before(parse, first))
    antecedent = _antecedent_organisation(discourse, mention, key, owner)
    if antecedent is not None:
        discourse.link(mention, *antecedent)
        return
    name = (
        _phrase(discourse, mention, bare=True) if owner < 0 else f"{discourse.entities[owner].name}'s {noun}"
    )
    entity = discourse.add("organisation", name, noun=noun)
    entity.owner, entity.state = owner, key.owner
    discourse.link(mention, entity, "description")


def _antecedent_organisation(
    discourse: DiscourseState, mention: Mention, key: OrganisationKey, owner: int
) -> tuple[Entity, str] | None:
    """Return the organisation mentioned before that a description refers to, and the rule; None for a new one."""
    noun, modifiers = discourse.parse.noun(mention.head), _modifiers(discourse, mention)
    organisations = [entity for entity in discourse.candidates() if entity.kind == "organisation"]
    if owner >= 0 and noun in _NOUNS.behind_names and _named_before_noun(discourse, mention, owner):
        return discourse.entities[owner], "noun behind the name"
    if owner >= 0:
        owned = [e for e in organisations if e.owner == owner and noun in e.nouns]
        titled = _titled_organisation(discourse, owner, noun)
        if owned or titled is None:
            return (owned[0], "same words") if owned else None
        return titled, "owner's body"
    state = ENGLISH.places.state_named(" ".join(sorted(modifiers))) if noun in _NOUNS.sides else None
    for entity in discourse.entities if state is not None else ():
        if entity.kind == "place" and entity.name == state:
            return entity, "side of a state"
    if noun in _NOUNS.states - ENGLISH.places.regions and not modifiers:
        return _state_meant(discourse, mention, organisations)
    if modifiers:
        matches = (e for e in organisations if same_organisation(organisation_key(e.name), key))
        antecedent = next(matches, None)
        return (
            (antecedent, "same words")
            if antecedent is not None
            else _epithet(discourse, mention, organisations)
        )
    if not _is_definite(discourse, mention):
        return None
    antecedent = next((entity for entity in organisations if noun in entity.nouns), None)
    if antecedent is not None:
        return antecedent, "same noun"
    if _determiner(discourse, mention) in _PEOPLE.definite_articles:
        likely = best_organisation(discourse.parse, mention, organisations, noun)
        if likely is not None:
            likely.nouns.add(noun)
            return likely, "description"
    return None


def _state_meant(
    discourse: DiscourseState, mention: Mention, organisations: list[Entity]
) -> tuple[Entity, str] | None:
    """Return what "the country" refers to: the state that is surely meant, else one called so before; or None."""
    noun = discourse.parse.noun(mention.head)
    if _determiner(discourse, mention) in _PEOPLE.definite_articles:
        state = best_state(discourse.parse, mention, discourse.candidates_for(mention))
        if state is not None:
            return state, "description"
    called_so = (entity for entity in organisations if noun in entity.nouns)
    antecedent = next(called_so, None) if _is_definite(discourse, mention) else None
    return (antecedent, "same noun") if antecedent is not None else None


def _epithet(
    discourse: DiscourseState, mention: Mention, organisations: list[Entity]
) -> tuple[Entity, str] | None:
    """Return the organisation that "the chip maker" surely refers to, and the rule; None where another is likely."""
    if not _says_what(discourse, mention):
        return None
    noun = discourse.parse.noun(mention.head)
    likely = best_organisation(discourse.parse, mention, organisations, noun, sure=True)
    return (likely, "description") if likely is not None else None


def _says_what(discourse: DiscourseState, mention: Mention) -> bool:
    """Return whether a description says what a body makes or where it is ("the chip maker"), not which of several."""
    parse, noun = discourse.parse, discourse.parse.noun(mention.head)
    if noun not in _NOUNS.behind_names or _determiner(discourse, mention) not in _PEOPLE.definite_articles:
        return False
    before = range(parse.left_edge(mention.head) + 1, mention.head)
    return all(
        parse.poses[t] == "PUNCT"
        or (t in discourse.by_head and discourse.by_head[t].kind == "place")
        or (parse.poses[t] == "NOUN" and parse.lowers[t] not in _NOUNS.other_bodies)
        for t in before
    )


def _named_before_noun(discourse: DiscourseState, mention: Mention, owner: int) -> bool:
    """Return whether a noun says what the body named right before it is: "the Hamas movement", not "Hamas's"."""
    parse, head = discourse.parse, mention.head
    name = next((discourse.by_head[t] for t in parse.children[head] if t in discourse.by_head), None)
    if name is None or (name.entity, name.form, name.kind) != (owner, "name", "organisation"):
        return False
    first, end = parse.tokens_of(name.span)
    bare = end == head and first == parse.left_edge(head) + 1
    return bare and _determiner(discourse, mention) in _PEOPLE.definite_articles


def _owner(discourse: DiscourseState, mention: Mention) -> int:
    """Return the index of the owner in "his campaign", "Trump's campaign", "the Trump campaign"; -1 for none."""
    parse = discourse.parse
    for child in parse.children[mention.head]:
        if child < mention.head and parse.deps[child] in _GRAMMAR.owners and child in discourse.by_head:
            owner = discourse.by_head[child].entity
            if owner >= 0 and discourse.entities[owner].kind in {"person", "organisation"}:
                return owner
    return -1


def _titled_organisation(discourse: DiscourseState, owner: int, noun: str) -> Entity | None:
    """Return the organisation that a person's title names: the Unification Minister's "his ministry"."""
    titles = " ".join(role.text.lower() for role in discourse.entities[owner].roles).split()
    for entity in discourse.entities:
        if entity.kind == "organisation" and noun in entity.nouns:
            words = organisation_key(entity.name).core.split()
            if any(word in titles for word in words if word != noun):
                return entity
    return None


def _link_same_noun(discourse: DiscourseState, mention: Mention) -> None:
    noun = discourse.parse.noun(mention.head)
    synonyms = next((group for group in _NOUNS.same_documents if noun in group), frozenset({noun}))
    for entity in discourse.candidates() if _is_definite(discourse, mention) else ():
        if entity.kind == mention.kind and any(n in synonyms or n.endswith(noun) for n in entity.nouns):
            discourse.link(mention, entity, "same noun")
            return
    entity = discourse.add(mention.kind, _phrase(discourse, mention, bare=True), noun=noun)
    discourse.link(mention, entity, "description")
