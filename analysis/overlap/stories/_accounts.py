"""Tell how each article of a story reports it: what it calls it, whom it quotes, and what it alone has."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import pandas as pd

from analysis.annotation import TOKENS, Tokens
from analysis.corpus import Article
from analysis.entities import article_records, canonical_names
from analysis.language import Language
from analysis.overlap._shared_sources import named_speakers
from analysis.quotes import name_speakers
from analysis.schema import TABLES, returns

if TYPE_CHECKING:
    from analysis.annotation import AnnotatedCorpus

_MAX_NAMES = 8  # that an article is shown to have alone: a bound on length
_NAMED_KINDS = {"person", "organisation", "place", "event"}


@returns(TABLES["accounts"])
def describe_stories(
    annotated: AnnotatedCorpus,
    stories: pd.DataFrame,
    quotes: pd.DataFrame,
    descriptions: pd.DataFrame,
    numbers: pd.DataFrame,
) -> pd.DataFrame:
    """Return how each article reports its story, for the stories of two articles or more.

    Args:
        annotated: The articles with their parses.
        stories: From `group_stories`.
        quotes: From `find_quotes`.
        descriptions: From `compare_descriptions`.
        numbers: From `compare_numbers`.

    Returns:
        One row an article, by story, day of publication and article. What it calls the event is its headline, and the
        first noun phrase of its body that names nobody. Names that it alone has are those of its body that no other
        article of the story has, the most frequent first.

    Example:
        >>> numbers = compare_numbers(annotated, align_counts(annotated))
        >>> stories, described = group_stories(annotated), compare_descriptions(annotated)
        >>> accounts = describe_stories(annotated, stories, found, described, numbers)
        >>> accounts["story"].tolist()
        [1, 1, 1]
    """
    story_of = dict(zip(stories["doc_id"], stories["story"].tolist(), strict=True))
    sizes = Counter(story_of.values())
    names = _names_by_article(annotated)
    speakers: dict[str, dict[str, None]] = defaultdict(dict)
    named = named_speakers(quotes)
    for doc_id, speaker in zip(named["doc_id"], name_speakers(named), strict=True):
        speakers[doc_id][str(speaker)] = None
    phrases = {
        article.doc_id: _first_phrase(article, tokens, annotated.language)
        for article, tokens in annotated.records(TOKENS)
        if sizes[story_of[article.doc_id]] > 1
    }
    articles_with = Counter((story_of[doc_id], name) for doc_id, counts in names.items() for name in counts)
    differing = _differing_points(descriptions, numbers, story_of)
    rows = []
    for article in annotated.corpus:
        doc_id = article.doc_id
        story = story_of[doc_id]
        if sizes[story] < 2:
            continue
        alone = [name for name, _ in names[doc_id].most_common() if articles_with[story, name] == 1]
        rows.append(
            (
                *(story, doc_id, article.outlet, article.published, article.title, phrases[doc_id]),
                *(list(speakers[doc_id]), alone[:_MAX_NAMES], differing[doc_id]),
            )
        )
    rows.sort(key=lambda row: (row[0], row[3] is None, str(row[3]), row[1]))
    return TABLES["accounts"].frame(rows)


def _names_by_article(annotated: AnnotatedCorpus) -> dict[str, Counter[str]]:
    """Return the names in each article's body with their counts, the first named first of equals."""
    canonical = canonical_names(annotated)
    names: dict[str, Counter[str]] = defaultdict(Counter)
    for article, record in article_records(annotated):
        for mention in record.mentions:
            name = canonical.get((article.doc_id, mention.entity)) if mention.entity >= 0 else None
            if (
                name is not None
                and mention.kind in _NAMED_KINDS
                and article.in_body(mention.start, mention.end)
            ):
                names[article.doc_id][name] += 1
    return names


def _first_phrase(article: Article, tokens: Tokens, language: Language) -> str:
    """Return the first noun phrase of an article's body whose noun is no name, no person and no time; else ""."""
    persons = language.nouns.persons | language.nouns.collectives
    for first, behind in sorted(tokens.noun_chunks):
        head = behind - 1
        start, end = tokens.span(first, behind)
        if tokens.pos[head] != "NOUN" or not article.in_body(start, end):
            continue
        lemma = tokens.lemmas[head].lower()
        if lemma not in persons and lemma not in language.numbers.time_units:
            return " ".join(article.text[start:end].split())
    return ""


def _differing_points(
    descriptions: pd.DataFrame, numbers: pd.DataFrame, story_of: dict[str, int]
) -> Counter[str]:
    """Return of how many points each article tells otherwise than another article of its story."""
    points: Counter[str] = Counter()
    differing = descriptions[descriptions["verdict"] == "differ"]
    for _, group in differing.groupby(["kind", "name", "aspect"]):
        doc_ids = sorted(set(group["doc_id"]))
        in_story = Counter(story_of[doc_id] for doc_id in doc_ids)
        points.update(doc_id for doc_id in doc_ids if in_story[story_of[doc_id]] > 1)
    unequal = numbers[numbers["verdict"] == "differ"]
    points.update(unequal["doc_a"])
    points.update(unequal["doc_b"])
    return points
