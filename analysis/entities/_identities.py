"""Resolve named entities across articles: one identity for each person, organisation, place and event.

A map and a reduction: `local_identities` gives the named entities of one article as small records, and `unify`
clusters the records of all articles. A record joins an identity only if it agrees with every name of it, so
that unlike names are never chained through a third (complete linkage).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from analysis.entities._article_entities import ArticleEntities
from analysis.entities._model import EntityKind
from analysis.entities.names._organisation_aliases import aliases_of, cores_by_beginning
from analysis.entities.names._organisation_names import OrganisationKey, organisation_key
from analysis.entities.names._person_names import (
    could_be_short_for,
    parse_name,
    same_person,
    spelled_alike,
)
from analysis.entities.names._place_names import initials_of, place_key
from analysis.language import ENGLISH, Gender

Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class LocalIdentity:
    """A named entity of one article, with the evidence for its identity; small enough to hold for a whole corpus.

    Attributes:
        doc_id: The article.
        entity: The index of the entity in the article.
        name: Its fullest name.
        forms: Its names as written, each with its count.
        titles: The words of its roles, in lower case.
        nouns: The nouns it is described by.
        owner: The state that an organisation belongs to.
        company: The names of everyone and everything named in the article, in lower case.
        capital: Whether a name of it begins with a capital letter.
    """

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
    """An identity as it is built from records; `mentions` counts those of each name."""

    kind: EntityKind
    mentions: Counter[str] = field(default_factory=Counter)
    keys: list[Key] = field(default_factory=list)
    titles: set[str] = field(default_factory=set)
    nouns: set[str] = field(default_factory=set)
    company: set[str] = field(default_factory=set)
    genders: set[str] = field(default_factory=set)
    owner: str | None = None

    def add(self, record: LocalIdentity) -> None:
        """Join one article's entity to the identity."""
        self.keys.append((record.doc_id, record.entity))
        self.mentions[record.name] += sum(count for _, count in record.forms)
        self.titles.update(record.titles)
        self.nouns.update(record.nouns)
        self.company.update(record.company)
        self.genders.update({record.gender} if record.gender else set())
        self.owner = self.owner or record.owner


def local_identities(entities: ArticleEntities) -> list[LocalIdentity]:
    """Return the named persons, organisations, places and events of an article.

    Example:
        >>> entities = ArticleEntities(*annotated.get(doc_ids[0]))
        >>> local_identities(entities)[0].name
        'Kevin Kim'
    """
    named = [e for e in entities.entities if e.forms or e.kind == "organisation"]
    kinds = {"person", "organisation", "place"}
    company = frozenset(e.name.lower() for e in named if e.kind in kinds and e.forms)
    records = []
    for entity in named:
        forms = dict(entity.forms) or {entity.name: entity.mention_count}
        key = organisation_key(entity.name)
        told_by_state = ENGLISH.nouns.official & ENGLISH.nouns.of_a_state  # "parliament", in Greece
        if not entity.forms and (
            entity.owner >= 0 or (" " not in key.core and key.core not in told_by_state)
        ):
            continue
        records.append(
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
    return records


def unify(records: Iterable[LocalIdentity]) -> dict[Key, str]:
    """Return the canonical name of each article's named entities, by (doc_id, index of the entity).

    The canonical name is the full name that most mentions use; of equals the longest, then the first by alphabet.
    The result does not depend on the order of the records.

    Example:
        >>> entities = ArticleEntities(*annotated.get(doc_ids[0]))
        >>> sorted(set(unify(local_identities(entities)).values()))[:3]
        ['Defense Department', 'Donald Trump', 'Foreign Ministry']
    """
    ordered = sorted(records, key=lambda record: (record.doc_id, record.entity))
    by_kind: dict[str, list[LocalIdentity]] = defaultdict(list)
    for record in ordered:
        by_kind[record.kind if record.kind in {"person", "organisation"} else "other"].append(record)
    identities = [
        *_unify_persons(by_kind["person"]),
        *_unify_organisations(by_kind["organisation"]),
        *_unify_by_name(by_kind["other"]),
    ]
    names: dict[Key, str] = {}
    namesakes: dict[tuple[EntityKind, str], list[_Identity]] = defaultdict(list)
    for identity in sorted(identities, key=lambda identity: min(identity.keys)):
        namesakes[identity.kind, _canonical_name(identity)].append(identity)
    for (_, name), group in namesakes.items():
        for number, identity in enumerate(group, start=1):
            unique = name if _is_main_bearer(identity, group) else _disambiguated(name, identity, number)
            names.update(dict.fromkeys(identity.keys, unique))
    return names


def _is_main_bearer(identity: _Identity, namesakes: Sequence[_Identity]) -> bool:
    """Return whether most mentions of a name mean this identity."""
    own = identity.mentions.total()
    total = sum(namesake.mentions.total() for namesake in namesakes)
    return own > total - own


def _disambiguated(name: str, identity: _Identity, number: int) -> str:
    """Return a name with its bearer's state or title, or its number, in brackets."""
    mark = identity.owner or min(identity.titles, default=None)
    return f"{name} ({mark or number})"


def _canonical_name(identity: _Identity) -> str:
    counts = identity.mentions
    full = {name: counts[name] for name in counts if identity.kind == "person" and parse_name(name).given}
    with_capital = {name: counts[name] for name in counts if not name.islower()}
    return commonest_name(full or with_capital or counts)


def commonest_name(counts: Mapping[str, int]) -> str:
    """Return the commonest name; of equals one with capitals, then the longest, then the first by alphabet.

    Example:
        >>> commonest_name({"Lee": 1, "President Lee": 2, "Lee Jae-myung": 2})
        'Lee Jae-myung'
    """
    return min(counts, key=lambda name: (-counts[name], name.islower(), -len(name), name))


def _unify_persons(persons: list[LocalIdentity]) -> list[_Identity]:
    """Cluster full names, blocked by family name; then add the articles that only give a short form."""
    full_names = [record for record in persons if parse_name(record.name).given]
    identities = _cluster_full_names(full_names)
    by_short_form = _index_by_short_form(identities)
    unmatched: dict[str, list[_Identity]] = defaultdict(list)
    for record in persons:
        name = parse_name(record.name)
        if name.given:
            continue
        identity = _match_short_form(record, by_short_form.get(name.family, []))
        if identity is None:
            namesakes = unmatched[record.name.lower()]
            identity = next((i for i in namesakes if _has_evidence(record, i)), None)
            if identity is None:
                identity = _Identity("person")
                namesakes.append(identity)
        identity.add(record)
    return [*identities, *(identity for namesakes in unmatched.values() for identity in namesakes)]


def _has_evidence(record: LocalIdentity, identity: _Identity) -> bool:
    """Return whether more than a surname joins a record to an identity: an office, or someone or something named."""
    return bool(record.nouns & identity.nouns) or bool(_shared_company(record, identity))


def _cluster_full_names(records: list[LocalIdentity]) -> list[_Identity]:
    blocks: dict[str, list[_Identity]] = defaultdict(list)
    # The commonest name first: a rare one that recognisers got wrong ("Former Anna Berg") gathers nobody.
    counts = Counter(record.name for record in records)
    for record in sorted(records, key=lambda r: (-counts[r.name], r.name, r.doc_id, r.entity)):
        block = blocks[parse_name(record.name).family]
        matches = [identity for identity in block if _is_same_person(record, identity)]
        if not matches:
            matches = [_Identity("person")]
            block.append(matches[0])
        max(matches, key=lambda identity: len(_shared_company(record, identity))).add(record)
    return [identity for block in blocks.values() for identity in block]


def _index_by_short_form(identities: list[_Identity]) -> dict[str, list[_Identity]]:
    """Return the identities that have each family name and each first given name."""
    index: dict[str, list[_Identity]] = defaultdict(list)
    for identity in identities:
        for form in identity.mentions:
            name = parse_name(form)
            for part in sorted({name.family, *name.given[:1]}):
                if not index[part] or index[part][-1] is not identity:
                    index[part].append(identity)
    return index


def _is_same_person(record: LocalIdentity, identity: _Identity) -> bool:
    """Return whether a record agrees with every full name of an identity, and titles do not contradict it."""
    name = record.name
    if not all(same_person(name, form) for form in identity.mentions):
        alike = all(same_person(name, form) or spelled_alike(name, form) for form in identity.mentions)
        if not (alike and _has_same_office(record, identity)):
            return False
    return not _differs_in_walk(record, identity)


def _has_same_office(record: LocalIdentity, identity: _Identity) -> bool:
    """Return whether both hold one office: a title noun and another word of the title in common."""
    nouns = record.nouns & identity.nouns
    words = _title_words(record.titles) & _title_words(identity.titles)
    return bool(nouns) and bool(words - nouns)


def _title_words(titles: Iterable[str]) -> set[str]:
    words = {
        ENGLISH.words.without_possessive(word.strip(".,'’")) for title in titles for word in title.split()
    }
    return words - ENGLISH.people.small_title_words


def _differs_in_walk(record: LocalIdentity, identity: _Identity) -> bool:
    """Return whether titles show two people: different walks of life, no title word and no company in common."""
    if not record.nouns or not identity.nouns or record.nouns & identity.nouns:
        return False
    walks_a, walks_b = (
        {number for number, walk in enumerate(ENGLISH.nouns.walks) if walk & nouns}
        for nouns in (record.nouns, identity.nouns)
    )
    if not walks_a or not walks_b or walks_a & walks_b:
        return False
    if _title_words(record.titles) & _title_words(identity.titles):
        return False
    return not _shared_company(record, identity)


def _shared_company(record: LocalIdentity, identity: _Identity) -> frozenset[str]:
    """Return the other names that occur both in the record's article and in one of the identity's."""
    own = {record.name.lower(), *(name.lower() for name in identity.mentions)}
    return (record.company & identity.company) - own


def _match_short_form(record: LocalIdentity, identities: list[_Identity]) -> _Identity | None:
    """Return the person of a short form in an article without the full name: the only candidate, or the best.

    A candidate shares more with the record than the surname. Those with the record's title come first; of several, the
    one with most company in common; None for a tie.
    """
    candidates = [
        identity
        for identity in identities
        if any(could_be_short_for(record.name, form) == "family" for form in identity.mentions)
        and not (record.gender and identity.genders and record.gender not in identity.genders)
        and not _differs_in_walk(record, identity)
        and _has_evidence(record, identity)
    ]
    titled = [identity for identity in candidates if record.nouns & identity.nouns]
    for choice in (titled, candidates):
        if len(choice) == 1:
            return choice[0]
        if len(choice) > 1:
            scores = sorted(
                ((len(_shared_company(record, identity)), index) for index, identity in enumerate(choice)),
                reverse=True,
            )
            if scores[0][0] > scores[1][0]:
                return choice[scores[0][1]]
    return None


def _unify_organisations(records: list[LocalIdentity]) -> list[_Identity]:
    """Cluster organisations by core and owner.

    One without an owner joins the only owner that the states named in its article allow. Organisations that are
    described but not named ("a new agency") have no identity beyond their article.
    """
    identities: dict[OrganisationKey, _Identity] = {}
    owners: dict[str, set[str]] = defaultdict(set)
    ownerless: list[tuple[LocalIdentity, str]] = []
    named = {organisation_key(record.name).core for record in records if record.capital}
    longer_cores = cores_by_beginning(named)
    aliases = aliases_of((record.name, record.forms) for record in records)
    for record in records:
        core = organisation_key(record.name).core
        if not record.capital and core not in named and core.split()[-1] not in ENGLISH.nouns.official:
            continue
        longer = longer_cores.get(core, [])
        core = longer[0] if len(longer) == 1 else core
        core = aliases.get(core, core)
        if record.owner is None:
            ownerless.append((record, core))
        else:
            owners[core].add(record.owner)
            key = OrganisationKey(core, record.owner)
            identities.setdefault(key, _Identity("organisation")).add(record)
    for record, core in ownerless:
        key = OrganisationKey(core, _likely_owner(record, owners.get(core, set())))
        identities.setdefault(key, _Identity("organisation")).add(record)
    return list(identities.values())


def _likely_owner(record: LocalIdentity, owners: set[str]) -> str | None:
    """Return the one owner that an article names, or the only owner of all where it names no state."""
    names = ENGLISH.places.states
    states = {names[name] for name in record.company if name in names}
    candidates = owners & states if states else owners
    return next(iter(candidates)) if len(candidates) == 1 else None


def _unify_by_name(records: list[LocalIdentity]) -> list[_Identity]:
    """Cluster places and events by name; a place's initials ("LA") join the only place they can be."""
    places = {place_key(record.name): record.name for record in records if record.kind == "place"}
    initials: dict[str, set[str]] = defaultdict(set)
    for key, name in places.items():
        initials[initials_of(name)].add(key)
    identities: dict[tuple[EntityKind, str], _Identity] = {}
    for record in records:
        key = place_key(record.name)
        meant = initials.get(record.name.replace(".", ""), set()) if record.kind == "place" else set()
        if len(meant) == 1:
            key = min(meant)
        identities.setdefault((record.kind, key), _Identity(record.kind)).add(record)
    return list(identities.values())
