"""How does each article describe the same person, body or event, and where do the articles disagree?"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Literal

import pandas as pd

from analysis.entities import (
    ArticleEntities,
    LocalEvent,
    LocalIdentity,
    local_events,
    local_identities,
    name_events,
    same_written_name,
    state_named,
    unify,
)
from analysis.overlap.differences._governments import governments
from analysis.overlap.differences._places import relate_places
from analysis.overlap.differences._titles import relate_titles
from analysis.schema import TABLES, returns

if TYPE_CHECKING:
    from analysis.annotation import AnnotatedCorpus
    from analysis.corpus import Article

Verdict = Literal["agree", "differ", "cannot tell", "only one says"]

_SMALL = frozenset(
    ["the", "a", "an", "of", "for", "at", "and", "in", "to", "on", "by", "with", "’s", "'s", "s"]
)
_AGE = re.compile(r", (\d{1,3}),|\b(\d{1,3})-year-old\b")


@dataclass(frozen=True, slots=True)
class _Saying:
    """One description in one article."""

    kind: str
    aspect: str
    doc_id: str
    text: str
    start: int
    end: int
    value: str


@returns(TABLES["descriptions"])
def compare_descriptions(annotated: AnnotatedCorpus) -> pd.DataFrame:
    """Return how articles describe the people, organisations and events that two or more of them name.

    One row a description, by kind, name, aspect, article and place. An event's name is its noun, parties and day.
    The aspects are of a person: title, name, age; of an organisation: name; of an
    event: place, date, led by, number of …. The verdict is "agree" where
    every two articles have a description in common, "differ" where two have none, "cannot tell" where one place may
    lie in the other or two titles may both hold, "only one says" where a single article describes it. That two
    descriptions differ does not say which is wrong, nor that one is: offices change hands between two articles.

    Example:
        >>> described = compare_descriptions(annotated)
        >>> named = described[described["name"] == "Kevin Kim"]
        >>> named.loc[named["aspect"] == "title", "description"].head(2).tolist()
        ['Acting US Ambassador', 'acting U.S. ambassador to South Korea']
    """
    records: list[LocalIdentity] = []
    events: list[LocalEvent] = []
    sayings: list[tuple[int, _Saying]] = []
    led: list[tuple[int, _Saying]] = []
    for article, doc in annotated:
        entities = ArticleEntities(article, doc)
        records.extend(local_identities(entities))
        events.extend(local_events(entities))
        sayings.extend(_of_entities(entities))
        led.extend(_of_governments(entities))
    names = unify(records)
    grouped: dict[tuple[str, str], list[_Saying]] = defaultdict(list)
    for entity, saying in sayings:
        name = names.get((saying.doc_id, entity))
        if name is not None:
            grouped[saying.kind, name].append(saying)
    for leader, saying in led:
        name = names.get((saying.doc_id, leader))
        if name is not None:
            grouped[saying.kind, f"{name}’s {saying.value}"].append(saying)
    for label, group in name_events(events, names):
        grouped["event", label].extend(_of_event(group, names))
    rows = [row for (kind, name), group in sorted(grouped.items()) for row in _rows(kind, name, group)]
    return TABLES["descriptions"].frame(rows)


def _of_entities(entities: ArticleEntities) -> Iterable[tuple[int, _Saying]]:
    """Titles, names and ages of one article's people; names of its organisations."""
    article = entities.reading.article
    for entity in entities.entities:
        if entity.kind not in {"person", "organisation"} or not entity.forms:
            continue
        for role in entity.roles if entity.kind == "person" else ():
            if article.in_body(role.start, role.end):
                yield entity.index, _saying(article, "person", "title", role.start, role.end)
        named = [m for m in entities.mentions if m.entity == entity.index and m.form == "name"]
        named = [m for m in named if article.in_body(m.start, m.end)]
        seen: set[str] = set()
        for mention in sorted(named, key=lambda m: (m.start, m.end)):
            text = article.text[mention.start : mention.end]
            if text.lower() in seen or (entity.kind == "person" and " " not in text):
                continue
            seen.add(text.lower())
            yield entity.index, _saying(article, entity.kind, "name", mention.start, mention.end)
            if entity.kind == "person" and (age := _AGE.match(article.text, mention.end)):
                yield entity.index, _saying(article, "person", "age", *age.span(1 if age[1] else 2))


def _saying(article: Article, kind: str, aspect: str, start: int, end: int) -> _Saying:
    """Return a description whose words are what is compared."""
    text = article.text[start:end]
    return _Saying(kind, aspect, article.doc_id, text, start, end, text)


def _of_governments(entities: ArticleEntities) -> Iterable[tuple[int, _Saying]]:
    """The wordings of what one article names after its people, each with the person."""
    article = entities.reading.article
    for found in governments(entities):
        said = _saying(article, "organisation", "name", found.start, found.end)
        yield found.person, replace(said, value=found.noun)


def _of_event(group: list[LocalEvent], names: Mapping[tuple[str, int], str]) -> Iterable[_Saying]:
    for event in group:
        people = {name for party in event.parties if (name := names.get((event.doc_id, party)))}
        for fact in event.facts:
            value = fact.value
            if fact.aspect == "led by":
                value = next(
                    (name for name in sorted(people) if name.endswith(value) or value.endswith(name)), value
                )
            yield _Saying("event", fact.aspect, event.doc_id, fact.text, fact.start, fact.end, value)


def _rows(kind: str, name: str, sayings: list[_Saying]) -> Iterable[tuple[object, ...]]:
    """The rows of one identity, if two or more articles speak of it."""
    if len({saying.doc_id for saying in sayings}) < 2:
        return
    aspects: dict[str, list[_Saying]] = defaultdict(list)
    for saying in sayings:
        aspects[saying.aspect].append(saying)
    for aspect, said in sorted(aspects.items()):
        ordered = sorted(said, key=lambda one: (one.doc_id, one.start))
        verdict = judge(aspect, [(one.doc_id, one.value) for one in ordered])
        variants = _variants(aspect, [one.value for one in ordered])
        for one, variant in zip(ordered, variants, strict=True):
            yield name, kind, aspect, one.doc_id, one.text, one.start, one.end, verdict, variant


def judge(aspect: str, said: list[tuple[str, str]]) -> Verdict:
    """Return the verdict on what articles say of one aspect, given as (doc_id, value) pairs."""
    by_doc: dict[str, list[str]] = defaultdict(list)
    for doc_id, value in said:
        by_doc[doc_id].append(value)
    if len(by_doc) < 2:
        return "only one says"
    # Articles that say the same say it once: someone whom a thousand articles name has some dozens of titles.
    alike = Counter(tuple(dict.fromkeys(values)) for values in by_doc.values())
    docs = list(alike)
    relate = lru_cache(maxsize=None)(partial(_relate_two, aspect))
    relations = {"agree"} if max(alike.values()) > 1 else set[Verdict]()
    for at, mine in enumerate(docs):
        for theirs in docs[at + 1 :]:
            relations.add(_relate(aspect, mine, theirs, relate))
            if "differ" in relations:
                return "differ"
    return next(verdict for verdict in ("differ", "cannot tell", "agree") if verdict in relations)


def _relate(
    aspect: str, mine: Sequence[str], theirs: Sequence[str], relate: Callable[[str, str], Verdict]
) -> Verdict:
    """Return the verdict on what two articles say of one aspect.

    It is the best that any two descriptions give; of titles a difference weighs more than two that may both hold.
    """
    if aspect == "place":
        mine, theirs = _most_specific(mine), _most_specific(theirs)
    found = {relate(one, other) for one in mine for other in theirs}
    order: tuple[Verdict, ...] = ("agree", "differ") if aspect == "title" else ("agree", "cannot tell")
    return next((verdict for verdict in order if verdict in found), next(iter(found)))


def _variants(aspect: str, values: list[str]) -> list[int]:
    """Number the descriptions: one that agrees with all of an earlier number's shares that number."""
    groups: list[dict[str, None]] = []
    known: dict[str, int] = {}
    for value in dict.fromkeys(values):
        fits = (all(_relate_two(aspect, value, one) == "agree" for one in group) for group in groups)
        at = next((at for at, fit in enumerate(fits) if fit), len(groups))
        if at == len(groups):
            groups.append({})
        groups[at][value] = None
        known[value] = at + 1
    return [known[value] for value in values]


def _relate_two(aspect: str, one: str, other: str) -> Verdict:
    """Return the verdict on two descriptions; they agree where both can be the same said longer and shorter."""
    if aspect == "title":
        return relate_titles(one, other)
    if aspect == "place":
        mine, theirs = _content(one), _content(other)
        contained = bool(mine and theirs) and (mine <= theirs or theirs <= mine)
        return "agree" if contained else relate_places(one, other)
    if aspect == "name":
        agree = one.lower() == other.lower() or same_written_name(one, other)
    elif aspect == "date":
        pairs = [(a, b) for a, b in zip(one.split("/"), other.split("/"), strict=True) if a and b]
        agree = bool(pairs) and all(a == b for a, b in pairs)
    else:
        agree = one.lower() == other.lower()
    return "agree" if agree else "differ"


def _content(text: str) -> set[str]:
    """The words of a place that tell, lower-cased, states under their names."""
    words = re.findall(r"[^\W_](?:[\w'’.-]*[^\W_])?", text.lower().replace("u.s.", "us"))
    plain = [word.removesuffix("'s").removesuffix("’s") for word in words]
    found = {state_named(word) or word for word in plain}
    return {word.lower() for word in found} - _SMALL


def _most_specific(places: Sequence[str]) -> list[str]:
    """Drop a place that another one of the same article contains ("Seoul" beside "… headquarters in Seoul")."""
    return [one for one in places if not any(_content(one) < _content(other) for other in places)]
