"""Whom does "the official", "his ministry" or "both sides" mean? One description against what was mentioned."""

from __future__ import annotations

from analysis.entities._model import Entity, Mention
from analysis.entities.coreference._discourse_state import Memory
from analysis.entities.coreference._name_clusters import owner_before
from analysis.entities.coreference._salience import best_body, best_person, most_prominent
from analysis.entities.mentions._roles import apposition_role, gender_of_noun, phrase_end
from analysis.entities.names._organisation_names import BodyKey, body_key, same_body, state_named
from analysis.language import ENGLISH

_GRAMMAR, _NOUNS, _PEOPLE = ENGLISH.grammar, ENGLISH.nouns, ENGLISH.people

#: Sentences beyond which someone called by a title is far from a mere title.
_FAR = 5


def link_description(memory: Memory, mention: Mention) -> None:
    """Give a description its entity: one mentioned before, or a new unnamed one."""
    if _link_apposition(memory, mention) or _link_predicate(memory, mention):
        return
    if mention.kind == "person":
        _link_person(memory, mention)
    elif mention.kind == "group":
        _link_group(memory, mention)
    elif mention.kind == "organisation":
        _link_body(memory, mention)
    else:
        _link_same_noun(memory, mention)


def note_odd_appositions(memory: Memory, mention: Mention) -> None:
    """Keep a name's appositions whose head the parse does not call a noun ("director general")."""
    reading = memory.reading
    for child in reading.children[mention.head]:
        if (
            child > mention.head
            and reading.deps[child] in _GRAMMAR.appositions
            and child not in memory.at_head
        ):
            _note_role(memory, child, memory.entities[mention.entity])


def _settle(mention: Mention, entity: Entity, rule: str) -> None:
    mention.entity, mention.rule = entity.index, rule
    if entity.kind == "anonymous":
        mention.kind = "anonymous"


def _link_apposition(memory: Memory, mention: Mention) -> bool:
    """Link "Kevin Kim, acting ambassador, …" and "The ambassador, Kevin Kim, …": one person, one role."""
    reading, head = memory.reading, mention.head
    first = head
    if reading.deps[head] in _GRAMMAR.conjuncts and reading.heads[head] in memory.at_head:
        first = reading.heads[head] if memory.at_head[reading.heads[head]].form == "description" else head
        if reading.is_plural(first):  # "Ann Berg, family members and a host of friends": a list of people
            return False
    beside = reading.deps[first] in _GRAMMAR.appositions
    other = memory.at_head.get(reading.heads[first]) if beside else None
    if other is not None:
        other = _name_before(memory, head, other)
    if other is None:
        child = reading.child(head, _GRAMMAR.appositions)
        other = memory.at_head.get(child) if child is not None else None
        if other is not None and other.form != "name":
            return False
    if other is None or other.entity < 0 or other.form == "pronoun" or reading.is_plural(head):
        return False
    entity = memory.entities[other.entity]
    if entity.kind != mention.kind and (entity.kind, mention.kind) != ("anonymous", "person"):
        return False
    _settle(mention, entity, "apposition")
    _note_role(memory, head, entity)
    return True


def _name_before(memory: Memory, head: int, parsed: Mention) -> Mention:
    """Return whom an apposition is of: the name right before its comma, though a parse may choose one before that.

    "Between Anna Berg and Carl Holm, the likely nominee": Holm.
    """
    comma = memory.reading.left_edge(head) - 1
    if comma < 1 or memory.reading.words[comma] != ",":
        return parsed
    near = memory.at_head.get(comma - 1)
    nearer = near is not None and near.form == "name" and near.kind == "person" and near.head > parsed.head
    return near if near is not None and nearer else parsed


def _link_predicate(memory: Memory, mention: Mention) -> bool:
    """Link the noun of "X is the minister" to X."""
    reading, verb = memory.reading, memory.reading.heads[mention.head]
    if reading.deps[mention.head] not in _GRAMMAR.predicate_nouns or mention.kind != "person":
        return False
    subject = reading.child(verb, _GRAMMAR.active_subjects)
    other = memory.at_head.get(subject) if subject is not None else None
    if other is None or other.entity < 0 or memory.entities[other.entity].kind != "person":
        return False
    if reading.child(verb, _GRAMMAR.unsettled) is not None:
        return False
    if reading.lemmas[verb].lower() not in _PEOPLE.copulas:
        return False
    _settle(mention, memory.entities[other.entity], "predicate")
    # What someone says of a person is a claim; only what the article says itself is a role.
    reported = reading.quoted[mention.head] or reading.deps[verb] in _GRAMMAR.reported_clauses
    if not reported and reading.poses[mention.head] in {"NOUN", "PROPN"}:
        _note_role(memory, mention.head, memory.entities[other.entity], copula=True)
    return True


def _note_role(memory: Memory, head: int, entity: Entity, *, copula: bool = False) -> None:
    role = apposition_role(memory.reading, head)
    if role is None or any(known.start < role.end and role.start < known.end for known in entity.roles):
        return
    role.pattern = "copula" if copula else "apposition"
    entity.roles.append(role)
    entity.nouns.add(role.noun)
    entity.gender = entity.gender or gender_of_noun(role.noun)


def _determiner(memory: Memory, mention: Mention) -> str:
    first = memory.reading.left_edge(mention.head)
    return memory.reading.lowers[first] if first < mention.head else ""


def _modifiers(memory: Memory, mention: Mention) -> set[str]:
    reading = memory.reading
    before = range(reading.left_edge(mention.head), mention.head)
    plain = (t for t in before if reading.tags[t] not in _GRAMMAR.no_modifiers | {","})
    return {reading.lowers[t] for t in plain} - _PEOPLE.definite


def _is_definite(memory: Memory, mention: Mention) -> bool:
    """Tell whether a description points to someone known; bare titles do so in headlines."""
    reading = memory.reading
    owned = reading.child(mention.head, _GRAMMAR.possessors) is not None
    if owned or _determiner(memory, mention) in _PEOPLE.definite:
        return True
    bare = reading.tags[reading.left_edge(mention.head)] not in _GRAMMAR.counted
    return bare and not reading.is_plural(mention.head) and reading.noun(mention.head) in _NOUNS.titles


def _phrase(memory: Memory, mention: Mention, *, bare: bool = False) -> str:
    """The words of a description with its prepositions; `bare`: without a leading "the", in lower case."""
    reading = memory.reading
    first, last = reading.left_edge(mention.head), phrase_end(reading, mention.head)
    if bare and first < mention.head and reading.lowers[first] in _PEOPLE.pointing:
        first += 1
    start, end = reading.span(first, last)
    phrase = " ".join(reading.text[start:end].split())
    opens = first == 0 or reading.sentences[first - 1] != reading.sentences[first]
    proper = reading.tags[first] in _GRAMMAR.proper_nouns or first in reading.entity_tokens
    if bare and opens and not proper and phrase[1:2].islower():
        return phrase[0].lower() + phrase[1:]
    return phrase


def _link_person(memory: Memory, mention: Mention) -> None:
    """Link a description of one person: someone described so, someone it can describe, else someone new."""
    noun = memory.reading.noun(mention.head)
    gender, owner = gender_of_noun(noun), _owner(memory, mention)
    if _is_definite(memory, mention):
        candidates = memory.candidates_for(mention)
        owned = memory.reading.child(mention.head, _GRAMMAR.possessors) is not None
        if noun in _NOUNS.always_unnamed and owned:
            candidates = [e for e in candidates if e.kind == "person" or e.owner == owner]
        known = best_person(
            memory.reading, mention, candidates, gender=gender, last_speaker=memory.last_speaker,
            noun=noun, modifiers=_modifiers(memory, mention),
        )  # fmt: skip
        if known is not None:
            nearer = _nearer_holder(memory, mention, noun, known)
            _settle(mention, nearer or known, "description" if nearer else "same noun")
            return
        known = _describable(memory, mention, noun)
        if known is not None:
            _settle(mention, known, "description")
            known.nouns.add(noun)
            return
    entity = memory.add("anonymous", _phrase(memory, mention), noun=noun)
    entity.gender, entity.owner = gender, owner
    _settle(mention, entity, "description")


def _nearer_holder(memory: Memory, mention: Mention, noun: str, known: Entity) -> Entity | None:
    """Return who acts right before "the senator", if the known senator is far off and this one has no title yet."""
    here = memory.reading.told[mention.head]
    if noun not in _NOUNS.titles or here - known.last_sentence <= _FAR:
        return None
    near = _describable(memory, mention, noun)
    if near is None or near is known or near.nouns & _NOUNS.titles or near.last_subject < 1.0:
        return None
    return near if here - near.last_sentence <= 1 else None


def _describable(memory: Memory, mention: Mention, noun: str) -> Entity | None:
    """Return the named person whom "the senator", "the businessman" can mean though never called so."""
    reading, gender = memory.reading, gender_of_noun(noun)
    pointed = noun in _NOUNS.titles or _determiner(memory, mention) in _PEOPLE.definite_articles
    if noun in _NOUNS.always_unnamed or not (pointed or gender is not None):
        return None
    if reading.child(mention.head, _GRAMMAR.complemented) is not None:
        return None
    if noun in _NOUNS.contestants:
        found = most_prominent(memory.reading, mention, memory.candidates(), noun)
        if found is not None:
            return found
    return best_person(
        reading, mention, memory.candidates_for(mention), gender=gender, last_speaker=memory.last_speaker,
        named_only=True, reach=3,
    )  # fmt: skip


def _link_group(memory: Memory, mention: Mention) -> None:
    noun = memory.reading.noun(mention.head)
    pair = _pair(memory, mention, noun)
    if pair is not None:
        _settle(mention, pair, "both parties")
        return
    bare = _phrase(memory, mention, bare=True)
    pointing = _determiner(memory, mention) in _PEOPLE.pointing_plural
    passing = noun in _NOUNS.collectives - _NOUNS.lasting_groups
    for entity in memory.candidates():
        if entity.kind != "group" or noun not in entity.nouns or passing:
            continue
        shorter = pointing and _modifiers(memory, mention) <= set(entity.name.lower().split())
        if shorter or entity.name.lower() == bare.lower():
            _settle(mention, entity, "same noun")
            return
    _settle(mention, memory.add("group", bare, plural=True, noun=noun), "description")


def _pair(memory: Memory, mention: Mention, noun: str) -> Entity | None:
    """Return the two states or persons whom "both sides", "the two men" mean, or None."""
    words = {_determiner(memory, mention), *_modifiers(memory, mention)}
    if memory.reading.deps[mention.head] in _GRAMMAR.pair_words:
        return None
    if noun in _PEOPLE.pairs and words <= _PEOPLE.definite_articles | {""}:
        return memory.pair_of_persons()
    allies = noun in _NOUNS.allies and words & _PEOPLE.definite_articles
    if not words & _PEOPLE.counting_words and not allies:
        return None
    if noun in _NOUNS.parties:
        return memory.pair_of_states()
    known = words & (_PEOPLE.definite | _PEOPLE.either)
    return memory.pair_of_persons() if known and _are_persons(memory, mention) else None


def _are_persons(memory: Memory, mention: Mention) -> bool:
    reading, noun = memory.reading, memory.reading.noun(mention.head)
    person = noun in _NOUNS.persons or gender_of_noun(noun) is not None
    person = person or noun.endswith(tuple(_NOUNS.male_endings | _NOUNS.female_endings))
    return reading.is_plural(mention.head) and (person or reading.tags[mention.head] in _GRAMMAR.plural_names)


def _link_body(memory: Memory, mention: Mention) -> None:
    reading, noun = memory.reading, memory.reading.noun(mention.head)
    owner = _owner(memory, mention)
    first = reading.left_edge(mention.head)
    before = (word for word in reading.lowers[first : mention.head] if word not in _PEOPLE.definite)
    core = [*(word for word in before if word not in _PEOPLE.own), noun]
    key = body_key(" ".join(core)) if owner < 0 else BodyKey(f"{noun} of {owner}")
    key = BodyKey(key.core, key.owner or owner_before(reading, first))
    known = _known_body(memory, mention, key, owner)
    if known is not None:
        _settle(mention, *known)
        return
    name = _phrase(memory, mention, bare=True) if owner < 0 else f"{memory.entities[owner].name}'s {noun}"
    entity = memory.add("organisation", name, noun=noun)
    entity.owner, entity.state = owner, key.owner
    _settle(mention, entity, "description")


def _known_body(memory: Memory, mention: Mention, key: BodyKey, owner: int) -> tuple[Entity, str] | None:
    """Return the body mentioned before that a description means, and the rule; None for a new one."""
    noun, modifiers = memory.reading.noun(mention.head), _modifiers(memory, mention)
    bodies = [entity for entity in memory.candidates() if entity.kind == "organisation"]
    if owner >= 0:
        fitting = [e for e in bodies if e.owner == owner and noun in e.nouns]
        titled = _titled_body(memory, owner, noun)
        if fitting or titled is None:
            return (fitting[0], "same words") if fitting else None
        return titled, "owner's body"
    state = state_named(" ".join(sorted(modifiers))) if noun in _NOUNS.sides else None
    for entity in memory.entities if state is not None else ():
        if entity.kind == "place" and entity.name == state:
            return entity, "side of a state"
    if modifiers:
        same = next((entity for entity in bodies if same_body(body_key(entity.name), key)), None)
        return (same, "same words") if same is not None else None
    if not _is_definite(memory, mention):
        return None
    same = next((entity for entity in bodies if noun in entity.nouns), None)
    if same is not None:
        return same, "same noun"
    if _determiner(memory, mention) in _PEOPLE.definite_articles:
        likely = best_body(memory.reading, mention, bodies, noun)
        if likely is not None:
            likely.nouns.add(noun)
            return likely, "description"
    return None


def _owner(memory: Memory, mention: Mention) -> int:
    """Return the person or body in "his campaign", "Trump's campaign", "the Trump campaign"; -1 for none."""
    reading = memory.reading
    for child in reading.children[mention.head]:
        if child < mention.head and reading.deps[child] in _GRAMMAR.owners:
            other = memory.at_head.get(child)
            kind = memory.entities[other.entity].kind if other is not None and other.entity >= 0 else None
            if other is not None and kind in {"person", "organisation"}:
                return other.entity
    return -1


def _titled_body(memory: Memory, owner: int, noun: str) -> Entity | None:
    """Return the body that a person's title names: the Unification Minister's "his ministry"."""
    titles = " ".join(role.text.lower() for role in memory.entities[owner].roles).split()
    for entity in memory.entities:
        if entity.kind == "organisation" and noun in entity.nouns:
            words = body_key(entity.name).core.split()
            if any(word in titles for word in words if word != noun):
                return entity
    return None


def _link_same_noun(memory: Memory, mention: Mention) -> None:
    noun = memory.reading.noun(mention.head)
    alike = next((group for group in _NOUNS.same_documents if noun in group), frozenset({noun}))
    for entity in memory.candidates() if _is_definite(memory, mention) else ():
        if entity.kind == mention.kind and any(n in alike or n.endswith(noun) for n in entity.nouns):
            _settle(mention, entity, "same noun")
            return
    entity = memory.add(mention.kind, _phrase(memory, mention, bare=True), noun=noun)
    _settle(mention, entity, "description")
