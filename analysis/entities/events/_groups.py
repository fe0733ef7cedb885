"""Group the events of several articles, and label each group.

Two articles report one event if family and date agree and they share two parties (states or persons), or three
where only the weekday is known. Of 924 articles of political news without their dates, whose dates tell who is right,
one party and a weekday join 8 pairs rightly and 23 wrongly, two one pair wrongly, three none; with the dates three
parties join what two do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from analysis.entities.events._find import LocalEvent
from analysis.language import ENGLISH
from analysis.text import listed


def unify_events(
    events: Iterable[LocalEvent], names: Mapping[tuple[str, int], str]
) -> list[list[LocalEvent]]:
    """Return the groups of events that are one, in an order that does not depend on that of the events.

    `names` are the canonical names of entities, from `unify`.

    Example:
        >>> articles = [ArticleEntities(article, doc) for article, doc in annotated]
        >>> names = unify(identity for article in articles for identity in local_identities(article))
        >>> groups = unify_events([event for article in articles for event in local_events(article)], names)
        >>> event_label(max(groups, key=len), names)
        'Meeting of South Korea and United States, 2025-12-16'
    """
    groups: list[list[LocalEvent]] = []
    for event in sorted(events, key=lambda event: (event.doc_id, event.number)):
        matches = [group for group in groups if all(_same_event(event, member, names) for member in group)]
        if matches:
            matches[0].append(event)
        else:
            groups.append([event])
    return groups


def _same_event(a: LocalEvent, b: LocalEvent, names: Mapping[tuple[str, int], str]) -> bool:
    if a.family != b.family or a.doc_id == b.doc_id or not _same_day(a, b):
        return False
    shared = _party_names(a, names) & _party_names(b, names)
    dated = bool(a.dates and b.dates)
    return len(shared) >= 2 if dated else len(shared) >= 3


def _party_names(event: LocalEvent, names: Mapping[tuple[str, int], str]) -> set[str]:
    return {names[event.doc_id, party] for party in event.parties if (event.doc_id, party) in names}


def _same_day(a: LocalEvent, b: LocalEvent) -> bool:
    """Return whether dates agree, or weekdays where an undated article leaves one without a date."""
    return bool(a.dates & b.dates if a.dates and b.dates else a.weekdays & b.weekdays)


def name_events(
    events: Iterable[LocalEvent], names: Mapping[tuple[str, int], str]
) -> list[tuple[str, list[LocalEvent]]]:
    """Return the events of a corpus, each with a unique label, in an order that does not depend on that of the events.

    Two events can have one label, as "Debate, Saturday" in different weeks. They are one only if they are of a kind
    that a day has one of and have a day of the month; else their labels are numbered.
    `names` are those of `unify`.

    Example:
        >>> articles = [ArticleEntities(article, doc) for article, doc in annotated]
        >>> names = unify(identity for article in articles for identity in local_identities(article))
        >>> named = dict(name_events([event for article in articles for event in local_events(article)], names))
        >>> len(named["Meeting of South Korea and United States, 2025-12-16"])
        2
    """
    by_label: dict[str, list[list[LocalEvent]]] = defaultdict(list)
    for group in unify_events(events, names):
        by_label[event_label(group, names)].append(group)
    named = []
    for label, groups in by_label.items():
        if all(map(_is_unique_kind, groups)):
            named.append((label, [event for group in groups for event in group]))
            continue
        by_articles: dict[tuple[str, ...], list[LocalEvent]] = defaultdict(list)
        for group in groups:  # events of the same articles with one label are one
            by_articles[tuple(sorted({event.doc_id for event in group}))] += group
        single = len(by_articles) == 1
        named += [
            (label if single else f"{label} ({number})", by_articles[doc_ids])
            for number, doc_ids in enumerate(sorted(by_articles), start=1)
        ]
    return named


def _is_unique_kind(group: list[LocalEvent]) -> bool:
    """Return whether an event has a date or a day of a month, and is of a kind that a day has one of."""
    facts = [fact for event in group for fact in event.facts]
    day = any(fact.aspect == "date" and any(map(str.isdigit, fact.text)) for fact in facts)
    return group[0].family in ENGLISH.events.one_a_day and (day or any(event.dates for event in group))


def event_label(group: list[LocalEvent], names: Mapping[tuple[str, int], str]) -> str:
    """Return the label of an event: its noun, its parties (those that all reports share) and its day."""
    parties = sorted(set.intersection(*(_party_names(event, names) for event in group)))
    people = {names[e.doc_id, p] for e in group for p in e.people if (e.doc_id, p) in names}
    parties = [party for party in parties if party not in people] or parties
    # The noun that most articles use first: a report of a primary goes on to other states' caucuses.
    first = [event.nouns[0] for event in group]
    nouns = [noun for event in group for noun in set(event.nouns)]
    noun = min(nouns, key=lambda noun: (-first.count(noun), -nouns.count(noun), noun)).capitalize()
    facts = {a: sorted({f.text for e in group for f in e.facts if f.aspect == a}) for a in ("date", "place")}
    dates = sorted({str(day) for event in group for day in event.dates}) or facts["date"]
    what = f"{noun} of {listed(parties)}" if parties else noun
    return ", ".join([what, *(facts["place"][:1] if not parties else []), *dates[:1]])
