"""Compare how articles describe the same person, organisation or event."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING

import pandas as pd

from analysis.entities import (
    ArticleRecord,
    LocalEvent,
    Mention,
    article_records,
    canonical_names,
    name_events,
    same_written_name,
)
from analysis.language import Language
from analysis.overlap.differences._governments import governments
from analysis.overlap.differences._places import relate_places
from analysis.overlap.differences._titles import relate_titles
from analysis.overlap.differences._verdicts import Verdict
from analysis.schema import TABLES, returns

if TYPE_CHECKING:
    from analysis.annotation import AnnotatedCorpus
    from analysis.corpus import Article


@dataclass(frozen=True, slots=True)
class _Description:
    """A description in one article, with the value that is compared."""

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
    The aspects of a person are title, name and age; of an organisation, name; of an event, place, date, led by, and
    number of …. The verdict is "agree" where every two articles have a description in common, "differ" where two have
    none, "cannot tell" where one place may lie in the other or two titles may both hold, "only one says" where a
    single article describes it. Of two descriptions that differ, neither need be wrong: offices change hands.

    Example:
        >>> described = compare_descriptions(annotated)
        >>> named = described[described["name"] == "Kevin Kim"]
        >>> named.loc[named["aspect"] == "title", "description"].head(2).tolist()
        ['Acting US Ambassador', 'acting U.S. ambassador to South Korea']
    """
    names = canonical_names(annotated)
    events: list[LocalEvent] = []
    descriptions: list[tuple[int, _Description]] = []
    government_descriptions: list[tuple[int, _Description]] = []
    for article, record in article_records(annotated):
        events.extend(record.events)
        descriptions.extend(_entity_descriptions(article, record))
        government_descriptions.extend(_government_descriptions(article, record))
    grouped: dict[tuple[str, str], list[_Description]] = defaultdict(list)
    for entity, description in descriptions:
        name = names.get((description.doc_id, entity))
        if name is not None:
            grouped[description.kind, name].append(description)
    for entity, description in government_descriptions:
        name = names.get((description.doc_id, entity))
        if name is not None:
            grouped[description.kind, f"{name}’s {description.value}"].append(description)
    for label, group in name_events(events, names):
        grouped["event", label].extend(_event_descriptions(group, names))
    rows = [
        row
        for (kind, name), group in sorted(grouped.items())
        for row in _rows(kind, name, group, annotated.language)
    ]
    return TABLES["descriptions"].frame(rows)


def _entity_descriptions(article: Article, record: ArticleRecord) -> Iterable[tuple[int, _Description]]:
    """Yield the titles, names and ages of an article's people and the names of its organisations, by entity."""
    ages = article.language.people.ages
    names_of: dict[int, list[Mention]] = defaultdict(list)
    for mention in record.mentions:
        if mention.form == "name" and article.in_body(mention.start, mention.end):
            names_of[mention.entity].append(mention)
    for index, entity in enumerate(record.entities):
        if entity.kind not in {"person", "organisation"} or not entity.is_named:
            continue
        for role in entity.roles if entity.kind == "person" else ():
            if article.in_body(role.start, role.end):
                yield index, _describe(article, "person", "title", role.start, role.end)
        seen: set[str] = set()
        for mention in sorted(names_of[index], key=lambda mention: (mention.start, mention.end)):
            text = article.text[mention.start : mention.end]
            if text.lower() in seen or (entity.kind == "person" and " " not in text):
                continue
            seen.add(text.lower())
            yield index, _describe(article, entity.kind, "name", mention.start, mention.end)
            if entity.kind == "person" and (age := ages.match(article.text, mention.end)):
                yield index, _describe(article, "person", "age", *age.span(1 if age[1] else 2))


def _describe(article: Article, kind: str, aspect: str, start: int, end: int) -> _Description:
    """Return a description that is compared by its words."""
    text = article.text[start:end]
    return _Description(kind, aspect, article.doc_id, text, start, end, text)


def _government_descriptions(article: Article, record: ArticleRecord) -> Iterable[tuple[int, _Description]]:
    """Yield the governments named after an article's people, by the person's entity."""
    for government in governments(article, record.mentions):
        description = _describe(article, "organisation", "name", government.start, government.end)
        yield government.person, replace(description, value=government.noun)


def _event_descriptions(
    group: list[LocalEvent], names: Mapping[tuple[str, int], str]
) -> Iterable[_Description]:
    for event in group:
        people = {name for party in event.parties if (name := names.get((event.doc_id, party)))}
        for fact in event.facts:
            value = fact.value
            if fact.aspect == "led by":
                value = next(
                    (name for name in sorted(people) if name.endswith(value) or value.endswith(name)), value
                )
            yield _Description("event", fact.aspect, event.doc_id, fact.text, fact.start, fact.end, value)


def _rows(
    kind: str, name: str, descriptions: list[_Description], language: Language
) -> Iterable[tuple[object, ...]]:
    """Yield the rows of one identity, if two or more articles describe it."""
    if len({description.doc_id for description in descriptions}) < 2:
        return
    aspects: dict[str, list[_Description]] = defaultdict(list)
    for description in descriptions:
        aspects[description.aspect].append(description)
    for aspect, of_aspect in sorted(aspects.items()):
        ordered = sorted(of_aspect, key=lambda description: (description.doc_id, description.start))
        verdict = judge(
            aspect, [(description.doc_id, description.value) for description in ordered], language
        )
        variants = _variants(aspect, [description.value for description in ordered], language)
        for description, variant in zip(ordered, variants, strict=True):
            yield (
                name,
                kind,
                aspect,
                description.doc_id,
                description.text,
                description.start,
                description.end,
                verdict,
                variant,
            )


def judge(aspect: str, values: list[tuple[str, str]], language: Language) -> Verdict:
    """Return the verdict on one aspect, from the (doc_id, value) pairs of the articles."""
    by_article: dict[str, list[str]] = defaultdict(list)
    for doc_id, value in values:
        by_article[doc_id].append(value)
    if len(by_article) < 2:
        return "only one says"
    # Equal sets of values are compared once: a person in a thousand articles has some dozens of titles.
    value_counts = Counter(tuple(dict.fromkeys(doc_values)) for doc_values in by_article.values())
    distinct = [tuple(_most_specific(v, language)) if aspect == "place" else v for v in value_counts]
    relate = lru_cache(maxsize=None)(partial(_relate_two, aspect, language))
    relations = {"agree"} if max(value_counts.values()) > 1 else set[Verdict]()
    for index, values_a in enumerate(distinct):
        for values_b in distinct[index + 1 :]:
            relations.add(_relate_articles(aspect, values_a, values_b, relate))
            if "differ" in relations:
                return "differ"
    return next(verdict for verdict in ("differ", "cannot tell", "agree") if verdict in relations)


def _relate_articles(
    aspect: str, values_a: Sequence[str], values_b: Sequence[str], relate: Callable[[str, str], Verdict]
) -> Verdict:
    """Return the verdict on the values of two articles for one aspect.

    It is the best verdict of any two values; for titles "differ" comes before "cannot tell".
    """
    verdicts = {relate(a, b) for a in values_a for b in values_b}
    order: tuple[Verdict, ...] = ("agree", "differ") if aspect == "title" else ("agree", "cannot tell")
    return next((verdict for verdict in order if verdict in verdicts), next(iter(verdicts)))


def _variants(aspect: str, values: list[str], language: Language) -> list[int]:
    """Return a number for each description; one that agrees with all those of an earlier number shares it."""
    groups: list[dict[str, None]] = []
    numbers: dict[str, int] = {}
    for value in dict.fromkeys(values):
        agreements = (
            all(_relate_two(aspect, language, value, member) == "agree" for member in group)
            for group in groups
        )
        index = next((index for index, agrees in enumerate(agreements) if agrees), len(groups))
        if index == len(groups):
            groups.append({})
        groups[index][value] = None
        numbers[value] = index + 1
    return [numbers[value] for value in values]


def _relate_two(aspect: str, language: Language, a: str, b: str) -> Verdict:
    """Return the verdict on two values; they agree where one can be a longer form of the other."""
    if aspect == "title":
        return relate_titles(a, b, language)
    if aspect == "place":
        words_a, words_b = _content_words(a, language), _content_words(b, language)
        contained = bool(words_a and words_b) and (words_a <= words_b or words_b <= words_a)
        return "agree" if contained else relate_places(a, b, language)
    if aspect == "name":
        agree = a.lower() == b.lower() or same_written_name(a, b)
    elif aspect == "date":
        pairs = [
            (part_a, part_b)
            for part_a, part_b in zip(a.split("/"), b.split("/"), strict=True)
            if part_a and part_b
        ]
        agree = bool(pairs) and all(part_a == part_b for part_a, part_b in pairs)
    else:
        agree = a.lower() == b.lower()
    return "agree" if agree else "differ"


def _content_words(text: str, language: Language) -> set[str]:
    """Return the informative words of a place in lower case, states under their names."""
    places = language.places
    words = re.findall(r"[^\W_](?:[\w'’.-]*[^\W_])?", text.lower())
    plain = [language.words.without_possessive(word) for word in words]
    named = {places.state_named(word) or places.state_named(f"{word}.") or word for word in plain}
    return {word.lower() for word in named} - places.small_words


def _most_specific(places: Sequence[str], language: Language) -> list[str]:
    """Return the places without those contained in another one ("Seoul" in "… headquarters in Seoul")."""
    words_of = {place: _content_words(place, language) for place in places}
    return [place for place in places if not any(words_of[place] < words for words in words_of.values())]
