"""Which persons, bodies and places of different articles are the same? One identity for each, never by chains.

A map and a reduction: each article gives its named entities with what tells them apart (`local_identities`);
`unify` reads those small records alone. A record joins an identity only if it agrees with every form of name
the identity has, so unlike names never end up together through a third.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from analysis.entities._article_entities import ArticleEntities
from analysis.entities._model import EntityKind
from analysis.entities.names._organisation_names import BodyKey, body_key, is_short_form
from analysis.entities.names._person_names import (
    could_be_short_for,
    parse_name,
    same_person,
    spelled_alike,
)
from analysis.language import ENGLISH, Gender

Key = tuple[str, int]

#: How many times as often as all its namesakes an identity is named that needs no mark to tell it apart.
_PLAIN = 4


@dataclass(frozen=True, slots=True)
class LocalIdentity:
    """A named entity of one article and what the article tells of it, small enough to hold for a whole corpus."""

    doc_id: str
    entity: int
    kind: EntityKind
    name: str
    forms: tuple[tuple[str, int], ...]
    titles: tuple[str, ...] = ()
    nouns: frozenset[str] = frozenset()
    gender: Gender | None = None
    owner: str | None = None
    company: frozenset[str] = frozenset()
    capital: bool = True


@dataclass(slots=True, eq=False)
class _Identity:
    kind: EntityKind
    forms: Counter[str] = field(default_factory=Counter)
    weight: Counter[str] = field(default_factory=Counter)
    keys: list[Key] = field(default_factory=list)
    titles: set[str] = field(default_factory=set)
    nouns: set[str] = field(default_factory=set)
    company: set[str] = field(default_factory=set)
    genders: set[str] = field(default_factory=set)
    owner: str | None = None

    def add(self, local: LocalIdentity) -> None:
        """Take in one article's entity: its forms, titles and company."""
        self.keys.append((local.doc_id, local.entity))
        self.forms.update(dict(local.forms))
        self.weight[local.name] += sum(count for _, count in local.forms)
        self.titles.update(local.titles)
        self.nouns.update(local.nouns)
        self.company.update(local.company)
        self.genders.update({local.gender} if local.gender else set())
        self.owner = self.owner or local.owner


def local_identities(entities: ArticleEntities) -> list[LocalIdentity]:
    """Return the named persons, bodies, places and events of an article.

    Example:
        >>> entities = ArticleEntities(*annotated.get(doc_ids[0]))
        >>> local_identities(entities)[0].name
        'Kevin Kim'
    """
    named = [e for e in entities.entities if e.forms or e.kind == "organisation"]
    kinds = {"person", "organisation", "place"}
    company = frozenset(e.name.lower() for e in named if e.kind in kinds and e.forms)
    found = []
    for entity in named:
        forms = dict(entity.forms) or {entity.name: entity.mention_count}
        key = body_key(entity.name)
        if not entity.forms and (" " not in key.core or entity.owner >= 0):
            continue
        found.append(
            LocalIdentity(
                doc_id=entities.parse.article.doc_id,
                entity=entity.index,
                kind=entity.kind,
                name=entity.name,
                forms=tuple(sorted(forms.items())),
                titles=tuple(sorted({" ".join(role.text.split()).lower() for role in entity.roles})),
                nouns=frozenset(entity.nouns),
                gender=entity.gender,
                owner=entity.state,
                capital=any(form[:1].isupper() for form in entity.forms),
                company=company,
            )
        )
    return found


def unify(locals_: Iterable[LocalIdentity]) -> dict[Key, str]:
    """Return the canonical name of each article's named entities, by (doc_id, number within the article).

    Canonical is the full form of name that the most mentions use (of equals the longest, then the first by
    alphabet). The result does not depend on the order of the records.

    Example:
        >>> entities = ArticleEntities(*annotated.get(doc_ids[0]))
        >>> sorted(set(unify(local_identities(entities)).values()))[:3]
        ['Defense Department', 'Donald Trump', 'Foreign Ministry']
    """
    ordered = sorted(locals_, key=lambda one: (one.doc_id, one.entity))
    identities = [
        *_unify_persons([one for one in ordered if one.kind == "person"]),
        *_unify_bodies([one for one in ordered if one.kind == "organisation"]),
        *_unify_by_name([one for one in ordered if one.kind not in {"person", "organisation"}]),
    ]
    names: dict[Key, str] = {}
    alike: dict[tuple[EntityKind, str], list[_Identity]] = defaultdict(list)
    for identity in sorted(identities, key=lambda one: min(one.keys)):
        alike[identity.kind, _canonical(identity)].append(identity)
    for (_, name), namesakes in alike.items():
        for number, identity in enumerate(namesakes, start=1):
            plain = _is_meant_by_name(identity, namesakes)
            apart = name if plain else _told_apart(name, identity, number)
            names.update(dict.fromkeys(identity.keys, apart))
    return names


def _is_meant_by_name(identity: _Identity, namesakes: Sequence[_Identity]) -> bool:
    """Tell whether a name alone means this one: nobody else has it, or hardly any mention of it is of another."""
    own, others = (
        sum(one.weight.total() for one in namesakes if (one is identity) == same) for same in (True, False)
    )
    return own > _PLAIN * others


def _told_apart(name: str, identity: _Identity, number: int) -> str:
    """A namesake's name with what tells it apart: its state, its title, else its number."""
    mark = identity.owner or min(identity.titles, default=None)
    return f"{name} ({mark or number})"


def _canonical(identity: _Identity) -> str:
    weight = identity.weight
    full = {name: weight[name] for name in weight if identity.kind == "person" and parse_name(name).given}
    return commonest_name(full or weight)


def commonest_name(counts: Mapping[str, int]) -> str:
    """Return the name that stands for somebody: the commonest; of equals one with capitals, then the longest.

    Example:
        >>> commonest_name({"Lee": 1, "President Lee": 2, "Lee Jae-myung": 2})
        'Lee Jae-myung'
    """
    return min(counts, key=lambda name: (-counts[name], name.islower(), -len(name), name))


def _unify_persons(persons: list[LocalIdentity]) -> list[_Identity]:
    """Full names first, block by block of family name; then the articles that only give a short form."""
    blocks: dict[str, list[_Identity]] = defaultdict(list)
    full = [one for one in persons if parse_name(one.name).given]
    # The commonest name first: a rare one that recognisers got wrong ("Former Anna Berg") gathers nobody.
    often = Counter(one.name for one in full)
    for one in sorted(full, key=lambda one: (-often[one.name], one.name, one.doc_id, one.entity)):
        block = blocks[parse_name(one.name).family]
        fitting = [identity for identity in block if _same(one, identity)]
        if not fitting:
            fitting = [_Identity("person")]
            block.append(fitting[0])
        max(fitting, key=lambda identity: len(_shared_company(one, identity))).add(one)
    alone: dict[str, _Identity] = {}
    everyone = [identity for block in blocks.values() for identity in block]
    by_part: dict[str, list[_Identity]] = defaultdict(list)
    for identity in everyone:
        for form in identity.weight:
            name = parse_name(form)
            for part in sorted({name.family, *name.given[:1]}):
                if not by_part[part] or by_part[part][-1] is not identity:
                    by_part[part].append(identity)
    for one in persons:
        if parse_name(one.name).given:
            continue
        chosen = _short_for(one, by_part.get(parse_name(one.name).family, []))
        if chosen is None:
            chosen = alone.setdefault(one.name.lower(), _Identity("person"))
        chosen.add(one)
    return [*everyone, *alone.values()]


def _same(one: LocalIdentity, identity: _Identity) -> bool:
    """Tell whether a record agrees with every full name the identity has, and is not someone else by title."""
    if not all(same_person(one.name, form) for form in identity.weight):
        alike = all(same_person(one.name, form) or spelled_alike(one.name, form) for form in identity.weight)
        if not (alike and _same_office(one, identity)):
            return False
    return not _other_walk(one, identity)


def _same_office(one: LocalIdentity, identity: _Identity) -> bool:
    """Tell whether both hold one office: a title noun and another word of the title in common."""
    nouns = one.nouns & identity.nouns
    words = _title_words(one.titles) & _title_words(identity.titles)
    return bool(nouns) and bool(words - nouns)


def _title_words(titles: Iterable[str]) -> set[str]:
    words = {word.strip(".,'’s") for title in titles for word in title.split()}
    return words - ENGLISH.people.small_title_words


def _other_walk(one: LocalIdentity, identity: _Identity) -> bool:
    """Tell whether titles speak of two people: other walks of life, no word in common, no company in common."""
    if not one.nouns or not identity.nouns or one.nouns & identity.nouns:
        return False
    mine = {at for at, walk in enumerate(ENGLISH.nouns.walks) if walk & one.nouns}
    theirs = {at for at, walk in enumerate(ENGLISH.nouns.walks) if walk & identity.nouns}
    if not mine or not theirs or mine & theirs:
        return False
    return not (_title_words(one.titles) & _title_words(identity.titles)) and not _shared_company(
        one, identity
    )


def _shared_company(one: LocalIdentity, identity: _Identity) -> frozenset[str]:
    """Who else is named both in the record's article and in the identity's."""
    own = {one.name.lower(), *(name.lower() for name in identity.weight)}
    return (one.company & identity.company) - own


def _short_for(one: LocalIdentity, identities: list[_Identity]) -> _Identity | None:
    """Choose whom a short form means in an article that has no full name: by title, by company, or the only one."""
    fitting = [
        identity
        for identity in identities
        if any(could_be_short_for(one.name, form) == "family" for form in identity.weight)
        and not (one.gender and identity.genders and one.gender not in identity.genders)
        and not _other_walk(one, identity)
    ]
    titled = [identity for identity in fitting if one.nouns & identity.nouns]
    for choice in (titled, fitting):
        if len(choice) == 1:
            return choice[0]
        if len(choice) > 1:
            scores = sorted(
                ((len(_shared_company(one, identity)), at) for at, identity in enumerate(choice)),
                reverse=True,
            )
            if scores[0][0] > scores[1][0]:
                return choice[scores[0][1]]
    return None


def _unify_bodies(bodies: list[LocalIdentity]) -> list[_Identity]:
    """Bodies by core and owner; a body without an owner joins the one owner its article's states allow.

    Bodies that are only described ("a new body") have no identity beyond their article.
    """
    owned: dict[BodyKey, _Identity] = {}
    owners: dict[str, set[str]] = defaultdict(set)
    loose: list[tuple[LocalIdentity, BodyKey]] = []
    named = {body_key(one.name).core for one in bodies if one.capital}
    longer = _beginnings(named)
    for one in bodies:
        core = body_key(one.name).core
        if not one.capital and core not in named and core.split()[-1] not in ENGLISH.nouns.official:
            continue
        fuller = longer.get(core, [])
        key = BodyKey(fuller[0] if len(fuller) == 1 else core, one.owner)
        if key.owner is None:
            loose.append((one, key))
        else:
            owners[key.core].add(key.owner)
            owned.setdefault(key, _Identity("organisation")).add(one)
    names = ENGLISH.places.states
    for one, key in loose:
        states = {names[name] for name in one.company if name in names}
        known = owners.get(key.core, set())
        possible = sorted(known & states)
        if not possible and len(known) == 1 and not states:
            possible = sorted(known)
        owner = possible[0] if len(possible) == 1 else None
        owned.setdefault(BodyKey(key.core, owner), _Identity("organisation")).add(one)
    return list(owned.values())


def _beginnings(cores: Iterable[str]) -> dict[str, list[str]]:
    """The cores that each of their beginnings of two words or more is short for."""
    found: dict[str, list[str]] = defaultdict(list)
    for core in sorted(cores):
        words = core.split()
        for length in range(2, len(words)):
            short = " ".join(words[:length]).rstrip(",")
            if is_short_form(short, core):
                found[short].append(core)
    return found


def _unify_by_name(others: list[LocalIdentity]) -> list[_Identity]:
    known: dict[tuple[EntityKind, str], _Identity] = {}
    for one in others:
        known.setdefault((one.kind, one.name.lower()), _Identity(one.kind)).add(one)
    return list(known.values())
