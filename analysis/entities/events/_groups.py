"""Which events of different articles are one, and what to call it?

Two articles tell of one event if its family and date agree and two parties (states or persons) are the same;
where only the weekday is known, three.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from analysis.entities.events._find import LocalEvent
from analysis.language import ENGLISH
from analysis.text import listed

#: Two tellings of one event are published at most this many days apart.
MAX_DAYS_APART = 30


def unify_events(
    events: Iterable[LocalEvent], names: Mapping[tuple[str, int], str]
) -> list[list[LocalEvent]]:
    """Group tellings of one event; `names` are the canonical names of entities (`unify`). Order-free.

    Example:
        >>> read = [ArticleEntities(article, doc) for article, doc in annotated]
        >>> names = unify(identity for one in read for identity in local_identities(one))
        >>> groups = unify_events([event for one in read for event in local_events(one)], names)
        >>> event_label(max(groups, key=len), names)
        'Meeting of South Korea and United States, 2025-12-16'
    """
    groups: list[list[LocalEvent]] = []
    for event in sorted(events, key=lambda one: (one.doc_id, one.number)):
        fitting = [g for g in groups if all(_same_event(event, other, names) for other in g)]
        if fitting:
            fitting[0].append(event)
        else:
            groups.append([event])
    return groups


def _same_event(one: LocalEvent, other: LocalEvent, names: Mapping[tuple[str, int], str]) -> bool:
    if one.family != other.family or one.doc_id == other.doc_id or not _same_day(one, other):
        return False
    shared = _party_names(one, names) & _party_names(other, names)
    sure = bool(one.dates and other.dates)
    return len(shared) >= 2 if sure else len(shared) >= 3


def _party_names(event: LocalEvent, names: Mapping[tuple[str, int], str]) -> set[str]:
    return {names[event.doc_id, party] for party in event.parties if (event.doc_id, party) in names}


def _same_day(one: LocalEvent, other: LocalEvent) -> bool:
    """Same date where both are known; else the same weekday, published within a month if both tell when."""
    if one.dates and other.dates:
        return bool(one.dates & other.dates)
    if one.published and other.published and abs((one.published - other.published).days) > MAX_DAYS_APART:
        return False
    return bool(one.weekdays & other.weekdays)


def name_events(
    events: Iterable[LocalEvent], names: Mapping[tuple[str, int], str]
) -> list[tuple[str, list[LocalEvent]]]:
    """Return each event of a corpus under a name that is its alone, with its tellings. Order-free.

    Two events can be called alike: there is a "Debate, Saturday" in many a week. They are one only if both are a debate
    or an election with a day of the month; else they are numbered.
    `names` are those of `unify`.

    Example:
        >>> read = [ArticleEntities(article, doc) for article, doc in annotated]
        >>> names = unify(identity for one in read for identity in local_identities(one))
        >>> named = dict(name_events([event for one in read for event in local_events(one)], names))
        >>> len(named["Meeting of South Korea and United States, 2025-12-16"])
        2
    """
    alike: dict[str, list[list[LocalEvent]]] = defaultdict(list)
    for group in unify_events(events, names):
        alike[event_label(group, names)].append(group)
    named = []
    for label, groups in alike.items():
        if all(map(_is_only_one, groups)):
            named.append((label, [event for group in groups for event in group]))
            continue
        told: dict[tuple[str, ...], list[LocalEvent]] = defaultdict(list)
        for group in groups:  # what one article calls alike is one
            told[tuple(sorted({event.doc_id for event in group}))] += group
        single = len(told) == 1
        named += [
            (label if single else f"{label} ({number})", told[doc_ids])
            for number, doc_ids in enumerate(sorted(told), start=1)
        ]
    return named


def _is_only_one(group: list[LocalEvent]) -> bool:
    """Tell whether an event is of a kind that a day has but one of, and its day of the month or date is told."""
    facts = [fact for event in group for fact in event.facts]
    day = any(fact.aspect == "date" and any(map(str.isdigit, fact.text)) for fact in facts)
    return group[0].family in ENGLISH.events.one_a_day and (day or any(event.dates for event in group))


def event_label(group: list[LocalEvent], names: Mapping[tuple[str, int], str]) -> str:
    """Return what to call an event: its noun, its parties (those that all tellings share) and its day."""
    parties = sorted(set.intersection(*(_party_names(event, names) for event in group)))
    people = {names[e.doc_id, p] for e in group for p in e.people if (e.doc_id, p) in names}
    parties = [party for party in parties if party not in people] or parties
    # What most articles call it first: a report of a primary goes on to other states' caucuses.
    first = [event.nouns[0] for event in group]
    told = [noun for event in group for noun in set(event.nouns)]
    noun = min(told, key=lambda one: (-first.count(one), -told.count(one), one)).capitalize()
    said = {a: sorted({f.text for e in group for f in e.facts if f.aspect == a}) for a in ("date", "place")}
    dates = sorted({str(day) for event in group for day in event.dates}) or said["date"]
    what = f"{noun} of {listed(parties)}" if parties else noun
    return ", ".join([what, *(said["place"][:1] if not parties else []), *dates[:1]])
