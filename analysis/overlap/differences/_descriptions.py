"""Compare how articles describe the same person, organisation or event."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache, partial
from itertools import pairwise
from typing import TYPE_CHECKING

import pandas as pd

from analysis.entities import (
    ArticleRecord,
    Mention,
    Role,
    article_records,
    canonical_names,
    same_written_name,
)
from analysis.language import Language
from analysis.overlap.differences._foundings import contradicting_foundings
from analysis.overlap.differences._governments import governments
from analysis.overlap.differences._reports import compare_reports
from analysis.overlap.differences._titles import relate_titles
from analysis.overlap.differences._verdicts import Verdict
from analysis.schema import TABLES, returns
from analysis.text import Span

if TYPE_CHECKING:
    from analysis.annotation import AnnotatedCorpus
    from analysis.corpus import Article


_BEFORE_NAME = 60  # code points before a name in which an age may stand
_YEAR = 365.25  # days
#: Maximum days between two articles whose titles of a person differ.
_MAX_DAYS = 7
_CAPITALISED_BEFORE = re.compile(r"\b([A-Z][\w'.-]*) $")
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")


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

    One row a description, by kind, name, aspect, article and place. An event is something that sentences of one
    story report alike, called by the names that they share. The aspects of a person are title, name and age; of an
    organisation, name; of an event, day, place and name. The verdict is "agree" where every two articles have a
    description in common, "differ" where two have none, "cannot tell" where one place may lie in the other or two
    titles may both hold, "only one says" where a single article describes it. Of two descriptions that differ, neither
    need be wrong: offices change hands.

    Example:
        >>> described = compare_descriptions(annotated)
        >>> named = described[described["name"] == "Kevin Kim"]
        >>> named.loc[named["aspect"] == "title", "description"].head(2).tolist()
        ['Acting US Ambassador', 'acting U.S. ambassador to South Korea']
    """
    names = canonical_names(annotated)
    descriptions: list[tuple[int, _Description]] = []
    government_descriptions: list[tuple[int, _Description]] = []
    for article, record in article_records(annotated):
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
    days = {article.doc_id: article.published for article in annotated.corpus}
    rows = [
        row
        for (kind, name), group in sorted(grouped.items())
        for row in _rows(kind, name, group, annotated.language, days)
    ]
    return TABLES["descriptions"].frame([*_founding_rows(annotated), *rows, *_report_rows(annotated)])


def _entity_descriptions(article: Article, record: ArticleRecord) -> Iterable[tuple[int, _Description]]:
    """Yield the titles, names and ages of an article's people and the names of its organisations, by entity."""
    names_of: dict[int, list[Mention]] = defaultdict(list)
    for mention in record.mentions:
        if mention.form == "name" and article.in_body(mention.start, mention.end):
            names_of[mention.entity].append(mention)
    for index, entity in enumerate(record.entities):
        if entity.kind not in {"person", "organisation"} or not entity.is_named:
            continue
        if entity.kind == "person":
            yield from ((index, title) for title in _titles(article, entity.roles, names_of[index]))
        seen: set[str] = set()
        ordered = sorted(names_of[index], key=lambda mention: (mention.start, mention.end))
        yield from ((index, age) for age in _ages(article, ordered) if entity.kind == "person")
        for mention in ordered:
            text = article.text[mention.start : mention.end]
            if text.lower() in seen or (entity.kind == "person" and " " not in text):
                continue
            seen.add(text.lower())
            yield index, _describe(article, entity.kind, "name", mention.start, mention.end)


def _titles(article: Article, roles: Iterable[Role], mentions: Sequence[Mention]) -> Iterable[_Description]:
    """Yield a person's titles, whole where the recogniser takes a part for the name ("Fire Chief Marta Delgado")."""
    heads = {
        end: start for start, end in (_title_in_name(article, mention) for mention in mentions) if start < end
    }
    before = {start: end for end, start in heads.items()}
    for role in roles:
        end = role.end
        gap = len(article.text[end:]) - len(article.text[end:].lstrip())
        whole = before.pop(end + gap, end)
        if article.in_body(role.start, whole):
            yield _describe(article, "person", "title", role.start, whole)
    for start, end in before.items():
        if not any(role.start <= start < role.end for role in roles):
            yield _describe(article, "person", "title", start, end)


def _title_in_name(article: Article, mention: Mention) -> Span:
    """Return the place of the office that a name begins with; empty where it begins with none."""
    language = article.language
    words = list(_WORD.finditer(article.text, mention.start, mention.end))
    for count in range(len(words) - 1, 0, -1):
        wording = " ".join(word[0].lower() for word in words[:count])
        if wording in language.offices.offices:
            return words[0].start(), words[count - 1].end()
    return mention.start, mention.start


def _ages(article: Article, mentions: Iterable[Mention]) -> Iterable[_Description]:
    """Yield the ages that stand beside a person's names, each with the day by which it holds."""
    people = article.language.people
    for mention in mentions:
        if _is_part_of_longer_name(article, mention):
            continue
        begin = max(mention.start - _BEFORE_NAME, 0)
        after = people.ages.match(article.text, mention.end)
        age = after or people.ages_before.search(article.text[: mention.start], begin)
        if after is None and age is not None and not _is_description(article, age.end(1), mention):
            continue
        if age is not None and age.lastindex is not None:
            described = _describe(article, "person", "age", *age.span(age.lastindex))
            yield replace(described, value=f"{described.text}/{article.published or ''}")


def _is_part_of_longer_name(article: Article, mention: Mention) -> bool:
    """Return whether a word before a name belongs to it: the age of "Ivanka Trump" is not that of another Trump."""
    before = _CAPITALISED_BEFORE.search(article.text, max(mention.start - _BEFORE_NAME, 0), mention.start)
    if before is None or before[1].lower() in article.language.words.stop_words:
        return False
    language, word = article.language, before[1].lower()
    titles = language.nouns.persons | language.nouns.titles | language.offices.parties.keys()
    titles |= language.people.honorifics.keys() | language.people.title_abbreviations.keys()
    titles |= language.places.nationalities.keys()
    return not word.endswith(".") and word not in titles


def _is_description(article: Article, start: int, name: Mention) -> bool:
    """Return whether the words between an age and a name are of the named: none, or "-year-old mayor".

    In "a 31-year-old Sanders volunteer" they are not.
    """
    words = [word[0].lower() for word in _WORD.finditer(article.text, start, name.start)][1:]
    behind = _WORD.search(article.text, name.end)
    persons = article.language.nouns.persons | article.language.nouns.titles
    return (not words or words[-1] in persons) and (behind is None or behind[0].lower() not in persons)


def _describe(article: Article, kind: str, aspect: str, start: int, end: int) -> _Description:
    """Return a description that is compared by its words."""
    text = article.text[start:end]
    return _Description(kind, aspect, article.doc_id, text, start, end, text)


def _government_descriptions(article: Article, record: ArticleRecord) -> Iterable[tuple[int, _Description]]:
    """Yield the governments named after an article's people, by the person's entity."""
    for government in governments(article, record.mentions):
        description = _describe(article, "organisation", "name", government.start, government.end)
        yield government.person, replace(description, value=government.noun)


def _founding_rows(annotated: AnnotatedCorpus) -> Iterable[tuple[object, ...]]:
    """Yield what one article says was founded and another denies, each once, under the name of the body."""
    texts = {article.doc_id: article.text for article in annotated.corpus}
    rows = {
        (affirmed[1].name, doc_id, *founding.span, variant)
        for affirmed, denied in contradicting_foundings(annotated)
        for variant, (doc_id, founding) in enumerate((affirmed, denied), start=1)
    }
    for name, doc_id, start, end, variant in sorted(rows):
        yield (name, "event", "founding", doc_id, texts[doc_id][start:end], start, end, "differ", variant)


def _report_rows(annotated: AnnotatedCorpus) -> Iterable[tuple[object, ...]]:
    """Yield the days, places and names that articles on one story give for the same, by group."""
    texts = {article.doc_id: article.text for article in annotated.corpus}
    tellings = compare_reports(annotated)
    numbers: dict[tuple[str, str], dict[int, None]] = defaultdict(dict)
    for telling in tellings:
        numbers[telling.about, telling.aspect][telling.number] = None
    variants: dict[int, dict[str, int]] = defaultdict(dict)
    for telling in tellings:
        alike = list(numbers[telling.about, telling.aspect])
        index = alike.index(telling.number)
        name = telling.about if not index else f"{telling.about} ({index + 1})"
        text = texts[telling.doc_id][slice(*telling.span)]
        of_group = variants[telling.number]
        key = "" if telling.verdict == "agree" else " ".join(text.split()).lower()
        variant = of_group.setdefault(key, len(of_group) + 1)
        place = (telling.doc_id, text, *telling.span)
        yield (name, "event", telling.aspect, *place, telling.verdict, variant)


def _rows(
    kind: str,
    name: str,
    descriptions: list[_Description],
    language: Language,
    days: Mapping[str, date | None],
) -> Iterable[tuple[object, ...]]:
    """Yield the rows of one identity, if two or more articles describe it."""
    if len({description.doc_id for description in descriptions}) < 2:
        return
    aspects: dict[str, list[_Description]] = defaultdict(list)
    for description in descriptions:
        aspects[description.aspect].append(description)
    for aspect, of_aspect in sorted(aspects.items()):
        ordered = sorted(of_aspect, key=lambda description: (description.doc_id, description.start))
        values = [(description.doc_id, description.value) for description in ordered]
        verdict = judge(aspect, values, language, days)
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


def judge(
    aspect: str, values: list[tuple[str, str]], language: Language, days: Mapping[str, date | None]
) -> Verdict:
    """Return the verdict on one aspect, from the (doc_id, value) pairs of the articles and their days of publication.

    Titles of articles that are far apart in time do not differ: offices change hands.
    """
    by_article: dict[str, list[str]] = defaultdict(list)
    for doc_id, value in values:
        by_article[doc_id].append(value)
    if len(by_article) < 2:
        return "only one says"
    # Equal sets of values are compared once: a person in a thousand articles has some dozens of titles.
    articles_with: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for doc_id, doc_values in by_article.items():
        articles_with[tuple(dict.fromkeys(doc_values))].append(doc_id)
    distinct = list(articles_with)
    relate = lru_cache(maxsize=None)(partial(_relate_two, aspect, language))
    relations = {"agree"} if max(map(len, articles_with.values())) > 1 else set[Verdict]()
    for index, values_a in enumerate(distinct):
        for values_b in distinct[index + 1 :]:
            relation = _relate_articles(aspect, values_a, values_b, relate)
            sides = [[days.get(doc_id) for doc_id in articles_with[side]] for side in (values_a, values_b)]
            if relation == "differ" and (aspect != "title" or _are_near(*sides)):
                return "differ"
            relations.add("cannot tell" if relation == "differ" else relation)
    return "cannot tell" if "cannot tell" in relations else "agree"


def _are_near(days_a: Sequence[date | None], days_b: Sequence[date | None]) -> bool:
    """Return whether any two days are within a week, or one is not known."""
    if None in days_a or None in days_b:
        return True
    ordered = sorted(
        (day, side) for side, days in enumerate((days_a, days_b)) for day in days if day is not None
    )
    return any(
        side != next_side and (next_day - day).days <= _MAX_DAYS
        for (day, side), (next_day, next_side) in pairwise(ordered)
    )


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
    if aspect == "age":
        return _relate_ages(a, b)
    return "agree" if a.lower() == b.lower() or same_written_name(a, b) else "differ"


def _relate_ages(a: str, b: str) -> Verdict:
    """Return the verdict on two ages, each with the day by which it holds: a birthday may lie between."""
    (age_a, day_a), (age_b, day_b) = (value.split("/") for value in (a, b))
    if not day_a or not day_b:
        between = abs(int(age_a) - int(age_b))
        return "agree" if not between else "cannot tell" if between == 1 else "differ"
    born = [
        date.fromisoformat(day).toordinal() - int(age) * _YEAR
        for age, day in ((age_a, day_a), (age_b, day_b))
    ]
    return "agree" if abs(born[0] - born[1]) < _YEAR else "differ"
