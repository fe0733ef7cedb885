"""Whom does "the official", "his ministry" or "both sides" mean? One description against what was mentioned."""

from __future__ import annotations

from analysis.entities._model import Entity, Mention
from analysis.entities.coreference._discourse_state import DiscourseState
from analysis.entities.coreference._name_clusters import owner_before
from analysis.entities.coreference._salience import best_body, best_person, most_prominent
from analysis.entities.mentions._roles import apposition_role, gender_of_noun, phrase_end
from analysis.entities.names._organisation_names import (
    OrganisationKey,
    organisation_key,
    same_organisation,
    state_named,
)
from analysis.language import ENGLISH

_GRAMMAR, _NOUNS, _PEOPLE = ENGLISH.grammar, ENGLISH.nouns, ENGLISH.people

#: Sentences beyond which someone called by a title is far from a mere title.
_FAR = 5


def link_description(discourse: DiscourseState, mention: Mention) -> None:
    """Give a description its entity: one mentioned before, or a new unnamed one."""
    if _link_apposition(discourse, mention) or _link_predicate(discourse, mention):
        return
    if mention.kind == "person":
        _link_person(discourse, mention)
    elif mention.kind == "group":
        _link_group(discourse, mention)
    elif mention.kind == "organisation":
        _link_body(discourse, mention)
    else:
        _link_same_noun(discourse, mention)


def note_odd_appositions(discourse: DiscourseState, mention: Mention) -> None:
    """Keep a name's appositions whose head the parse does not call a noun ("director general")."""
    parse = discourse.parse
    for child in parse.children[mention.head]:
        if (
            child > mention.head
            and parse.deps[child] in _GRAMMAR.appositions
            and child not in discourse.by_head
        ):
            _note_role(discourse, child, discourse.entities[mention.entity])


def _settle(mention: Mention, entity: Entity, rule: str) -> None:
    mention.entity, mention.rule = entity.index, rule
    if entity.kind == "anonymous":
        mention.kind = "anonymous"


def _link_apposition(discourse: DiscourseState, mention: Mention) -> bool:
    """Link "Kevin Kim, acting ambassador, …" and "The ambassador, Kevin Kim, …": one person, one role."""
    parse, head = discourse.parse, mention.head
    first = head
    if parse.deps[head] in _GRAMMAR.conjuncts and parse.heads[head] in discourse.by_head:
        first = parse.heads[head] if discourse.by_head[parse.heads[head]].form == "description" else head
        if parse.is_plural(first):  # "Ann Berg, family members and a host of friends": a list of people
            return False
    beside = parse.deps[first] in _GRAMMAR.appositions
    other = discourse.by_head.get(parse.heads[first]) if beside else None
    if other is not None:
        other = _name_before(discourse, head, other)
    if other is None:
        child = parse.child(head, _GRAMMAR.appositions)
        other = discourse.by_head.get(child) if child is not None else None
        if other is not None and other.form != "name":
            return False
    if other is None or other.entity < 0 or other.form == "pronoun" or parse.is_plural(head):
        return False
    entity = discourse.entities[other.entity]
    if entity.kind != mention.kind and (entity.kind, mention.kind) != ("anonymous", "person"):
        return False
    _settle(mention, entity, "apposition")
    _note_role(discourse, head, entity)
    return True


def _name_before(discourse: DiscourseState, head: int, parsed: Mention) -> Mention:
    """Return whom an apposition is of: the name right before its comma, though a parse may choose one before that.

    "Between Anna Berg and Carl Holm, the likely nominee": Holm.
    """
    comma = discourse.parse.left_edge(head) - 1
    if comma < 1 or discourse.parse.words[comma] != ",":
        return parsed
    near = discourse.by_head.get(comma - 1)
    nearer = near is not None and near.form == "name" and near.kind == "person" and near.head > parsed.head
    return near if near is not None and nearer else parsed


def _link_predicate(discourse: DiscourseState, mention: Mention) -> bool:
    """Link the noun of "X is the minister" to X."""
    parse, verb = discourse.parse, discourse.parse.heads[mention.head]
    if parse.deps[mention.head] not in _GRAMMAR.predicate_nouns or mention.kind != "person":
        return False
    subject = parse.child(verb, _GRAMMAR.active_subjects)
    other = discourse.by_head.get(subject) if subject is not None else None
    if other is None or other.entity < 0 or discourse.entities[other.entity].kind != "person":
        return False
    if parse.child(verb, _GRAMMAR.unsettled) is not None:
        return False
    if parse.lemmas[verb].lower() not in _PEOPLE.copulas:
        return False
    _settle(mention, discourse.entities[other.entity], "predicate")
    # What someone says of a person is a claim; only what the article says itself is a role.
    reported = parse.quoted[mention.head] or parse.deps[verb] in _GRAMMAR.reported_clauses
    if not reported and parse.poses[mention.head] in {"NOUN", "PROPN"}:
        _note_role(discourse, mention.head, discourse.entities[other.entity], copula=True)
    return True


def _note_role(discourse: DiscourseState, head: int, entity: Entity, *, copula: bool = False) -> None:
    role = apposition_role(discourse.parse, head)
    if role is None or any(known.start < role.end and role.start < known.end for known in entity.roles):
        return
    role.pattern = "copula" if copula else "apposition"
    entity.roles.append(role)
    entity.nouns.add(role.noun)
    entity.gender = entity.gender or gender_of_noun(role.noun)


def _determiner(discourse: DiscourseState, mention: Mention) -> str:
    first = discourse.parse.left_edge(mention.head)
    return discourse.parse.lowers[first] if first < mention.head else ""


def _modifiers(discourse: DiscourseState, mention: Mention) -> set[str]:
    parse = discourse.parse
    before = range(parse.left_edge(mention.head), mention.head)
    plain = (t for t in before if parse.tags[t] not in _GRAMMAR.no_modifiers | {","})
    return {parse.lowers[t] for t in plain} - _PEOPLE.definite


def _is_definite(discourse: DiscourseState, mention: Mention) -> bool:
    """Tell whether a description points to someone known; bare titles do so in headlines."""
    parse = discourse.parse
    owned = parse.child(mention.head, _GRAMMAR.possessors) is not None
    if owned or _determiner(discourse, mention) in _PEOPLE.definite:
        return True
    bare = parse.tags[parse.left_edge(mention.head)] not in _GRAMMAR.counted
    return bare and not parse.is_plural(mention.head) and parse.noun(mention.head) in _NOUNS.titles


def _phrase(discourse: DiscourseState, mention: Mention, *, bare: bool = False) -> str:
    """The words of a description with its prepositions; `bare`: without a leading "the", in lower case."""
    parse = discourse.parse
    first, last = parse.left_edge(mention.head), phrase_end(parse, mention.head)
    if bare and first < mention.head and parse.lowers[first] in _PEOPLE.pointing:
        first += 1
    start, end = parse.span(first, last)
    phrase = " ".join(parse.text[start:end].split())
    opens = first == 0 or parse.sentences[first - 1] != parse.sentences[first]
    proper = parse.tags[first] in _GRAMMAR.proper_nouns or first in parse.entity_tokens
    if bare and opens and not proper and phrase[1:2].islower():
        return phrase[0].lower() + phrase[1:]
    return phrase


def _link_person(discourse: DiscourseState, mention: Mention) -> None:
    """Link a description of one person: someone described so, someone it can describe, else someone new."""
    noun = discourse.parse.noun(mention.head)
    gender, owner = gender_of_noun(noun), _owner(discourse, mention)
    if _is_definite(discourse, mention):
        candidates = discourse.candidates_for(mention)
        owned = discourse.parse.child(mention.head, _GRAMMAR.possessors) is not None
        if noun in _NOUNS.always_unnamed and owned:
            candidates = [e for e in candidates if e.kind == "person" or e.owner == owner]
        known = best_person(
            discourse.parse, mention, candidates, gender=gender, last_speaker=discourse.last_speaker,
            noun=noun, modifiers=_modifiers(discourse, mention),
        )  # fmt: skip
        if known is not None:
            nearer = _nearer_holder(discourse, mention, noun, known)
            _settle(mention, nearer or known, "description" if nearer else "same noun")
            return
        known = _describable(discourse, mention, noun)
        if known is not None:
            _settle(mention, known, "description")
            known.nouns.add(noun)
            return
    entity = discourse.add("anonymous", _phrase(discourse, mention), noun=noun)
    entity.gender, entity.owner = gender, owner
    _settle(mention, entity, "description")


def _nearer_holder(discourse: DiscourseState, mention: Mention, noun: str, known: Entity) -> Entity | None:
    """Return who acts right before "the senator", if the known senator is far off and this one has no title yet."""
    here = discourse.parse.narrated_sentences[mention.head]
    if noun not in _NOUNS.titles or here - known.last_sentence <= _FAR:
        return None
    near = _describable(discourse, mention, noun)
    if near is None or near is known or near.nouns & _NOUNS.titles or near.subjecthood < 1.0:
        return None
    return near if here - near.last_sentence <= 1 else None


def _describable(discourse: DiscourseState, mention: Mention, noun: str) -> Entity | None:
    """Return the named person whom "the senator", "the businessman" can mean though never called so."""
    parse, gender = discourse.parse, gender_of_noun(noun)
    pointed = noun in _NOUNS.titles or _determiner(discourse, mention) in _PEOPLE.definite_articles
    if noun in _NOUNS.always_unnamed or not (pointed or gender is not None):
        return None
    if parse.child(mention.head, _GRAMMAR.complemented) is not None:
        return None
    if noun in _NOUNS.contestants:
        found = most_prominent(discourse.parse, mention, discourse.candidates(), noun)
        if found is not None:
            return found
    return best_person(
        parse, mention, discourse.candidates_for(mention), gender=gender, last_speaker=discourse.last_speaker,
        named_only=True, reach=3,
    )  # fmt: skip


def _link_group(discourse: DiscourseState, mention: Mention) -> None:
    noun = discourse.parse.noun(mention.head)
    pair = _pair(discourse, mention, noun)
    if pair is not None:
        _settle(mention, pair, "both parties")
        return
    bare = _phrase(discourse, mention, bare=True)
    pointing = _determiner(discourse, mention) in _PEOPLE.pointing_plural
    passing = noun in _NOUNS.collectives - _NOUNS.lasting_groups
    for entity in discourse.candidates():
        if entity.kind != "group" or noun not in entity.nouns or passing:
            continue
        shorter = pointing and _modifiers(discourse, mention) <= set(entity.name.lower().split())
        if shorter or entity.name.lower() == bare.lower():
            _settle(mention, entity, "same noun")
            return
    _settle(mention, discourse.add("group", bare, plural=True, noun=noun), "description")


def _pair(discourse: DiscourseState, mention: Mention, noun: str) -> Entity | None:
    """Return the two states or persons whom "both sides", "the two men" mean, or None."""
    words = {_determiner(discourse, mention), *_modifiers(discourse, mention)}
    if discourse.parse.deps[mention.head] in _GRAMMAR.pair_words:
        return None
    if noun in _PEOPLE.pairs and words <= _PEOPLE.definite_articles | {""}:
        return discourse.pair_of_persons()
    allies = noun in _NOUNS.allies and words & _PEOPLE.definite_articles
    if not words & _PEOPLE.counting_words and not allies:
        return None
    if noun in _NOUNS.parties:
        return discourse.pair_of_states()
    known = words & (_PEOPLE.definite | _PEOPLE.either)
    return discourse.pair_of_persons() if known and _are_persons(discourse, mention) else None


def _are_persons(discourse: DiscourseState, mention: Mention) -> bool:
    parse, noun = discourse.parse, discourse.parse.noun(mention.head)
    person = noun in _NOUNS.persons or gender_of_noun(noun) is not None
    person = person or noun.endswith(tuple(_NOUNS.male_endings | _NOUNS.female_endings))
    return parse.is_plural(mention.head) and (person or parse.tags[mention.head] in _GRAMMAR.plural_names)


def _link_body(discourse: DiscourseState, mention: Mention) -> None:
    parse, noun = discourse.parse, discourse.parse.noun(mention.head)
    owner = _owner(discourse, mention)
    first = parse.left_edge(mention.head)
    before = (word for word in parse.lowers[first : mention.head] if word not in _PEOPLE.definite)
    core = [*(word for word in before if word not in _PEOPLE.own), noun]
    key = organisation_key(" ".join(core)) if owner < 0 else OrganisationKey(f"{noun} of {owner}")
    key = OrganisationKey(key.core, key.owner or owner_before(parse, first))
    known = _known_body(discourse, mention, key, owner)
    if known is not None:
        _settle(mention, *known)
        return
    name = (
        _phrase(discourse, mention, bare=True) if owner < 0 else f"{discourse.entities[owner].name}'s {noun}"
    )
    entity = discourse.add("organisation", name, noun=noun)
    entity.owner, entity.state = owner, key.owner
    _settle(mention, entity, "description")


def _known_body(
    discourse: DiscourseState, mention: Mention, key: OrganisationKey, owner: int
) -> tuple[Entity, str] | None:
    """Return the body mentioned before that a description means, and the rule; None for a new one."""
    noun, modifiers = discourse.parse.noun(mention.head), _modifiers(discourse, mention)
    bodies = [entity for entity in discourse.candidates() if entity.kind == "organisation"]
    if owner >= 0:
        fitting = [e for e in bodies if e.owner == owner and noun in e.nouns]
        titled = _titled_body(discourse, owner, noun)
        if fitting or titled is None:
            return (fitting[0], "same words") if fitting else None
        return titled, "owner's body"
    state = state_named(" ".join(sorted(modifiers))) if noun in _NOUNS.sides else None
    for entity in discourse.entities if state is not None else ():
        if entity.kind == "place" and entity.name == state:
            return entity, "side of a state"
    if modifiers:
        same = next(
            (entity for entity in bodies if same_organisation(organisation_key(entity.name), key)), None
        )
        return (same, "same words") if same is not None else None
    if not _is_definite(discourse, mention):
        return None
    same = next((entity for entity in bodies if noun in entity.nouns), None)
    if same is not None:
        return same, "same noun"
    if _determiner(discourse, mention) in _PEOPLE.definite_articles:
        likely = best_body(discourse.parse, mention, bodies, noun)
        if likely is not None:
            likely.nouns.add(noun)
            return likely, "description"
    return None


def _owner(discourse: DiscourseState, mention: Mention) -> int:
    """Return the person or body in "his campaign", "Trump's campaign", "the Trump campaign"; -1 for none."""
    parse = discourse.parse
    for child in parse.children[mention.head]:
        if child < mention.head and parse.deps[child] in _GRAMMAR.owners:
            other = discourse.by_head.get(child)
            kind = discourse.entities[other.entity].kind if other is not None and other.entity >= 0 else None
            if other is not None and kind in {"person", "organisation"}:
                return other.entity
    return -1


def _titled_body(discourse: DiscourseState, owner: int, noun: str) -> Entity | None:
    """Return the body that a person's title names: the Unification Minister's "his ministry"."""
    titles = " ".join(role.text.lower() for role in discourse.entities[owner].roles).split()
    for entity in discourse.entities:
        if entity.kind == "organisation" and noun in entity.nouns:
            words = organisation_key(entity.name).core.split()
            if any(word in titles for word in words if word != noun):
                return entity
    return None


def _link_same_noun(discourse: DiscourseState, mention: Mention) -> None:
    noun = discourse.parse.noun(mention.head)
    alike = next((group for group in _NOUNS.same_documents if noun in group), frozenset({noun}))
    for entity in discourse.candidates() if _is_definite(discourse, mention) else ():
        if entity.kind == mention.kind and any(n in alike or n.endswith(noun) for n in entity.nouns):
            _settle(mention, entity, "same noun")
            return
    entity = discourse.add(mention.kind, _phrase(discourse, mention, bare=True), noun=noun)
    _settle(mention, entity, "description")
