"""Find the sources that several articles quote."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import pandas as pd

from analysis.corpus import Article
from analysis.entities import commonest_name
from analysis.quotes import name_speakers
from analysis.schema import TABLES, returns

#: Number of articles above which a grid has a column per outlet, as one per article would be unreadable.
_MAX_ARTICLES = 50


class SourceColumns(NamedTuple):
    """Columns of a grid of sources: the column of each article, all columns, and their noun."""

    of_article: Mapping[str, str]
    names: list[str]
    noun: str


def choose_source_columns(corpus: Iterable[Article]) -> SourceColumns:
    """Return the columns of a grid of sources: the articles, or their outlets if there are many articles.

    Example:
        >>> choose_source_columns(corpus).noun
        'articles'
    """
    articles = list(corpus)
    outlet_of = {article.doc_id: article.outlet for article in articles if article.outlet}
    if len(articles) > _MAX_ARTICLES and len(set(outlet_of.values())) > 1:
        return SourceColumns(outlet_of, sorted(set(outlet_of.values())), "outlets")
    doc_ids = [article.doc_id for article in articles]
    return SourceColumns({doc_id: doc_id for doc_id in doc_ids}, doc_ids, "articles")


def named_speakers(quotes: pd.DataFrame) -> pd.DataFrame:
    """Return the attributions to a person or organisation with a name."""
    named = quotes[quotes["speaker"].notna() & quotes["speaker_kind"].isin(["person", "organisation"])]
    return named[named["speaker_identity"].notna()]


def names_by_identity(named: pd.DataFrame) -> dict[object, str]:
    """Return the most frequent name of each speaker's identity."""
    pairs = zip(named["speaker_identity"], name_speakers(named), strict=True)
    return {identity: name for identity, name in pairs if name is not None}


@returns(TABLES["source_counts"])
def count_sources(quotes: pd.DataFrame, *, by: Mapping[str, str] | None = None) -> pd.DataFrame:
    """Count how often each article, or outlet, quotes each source that more than one of them quotes.

    Args:
        quotes: From `find_quotes`.
        by: The column of each `doc_id`, such as its outlet; other articles are left out. By default each article
            has its own.

    Returns:
        One row a source and article (or outlet), the sources in most of them first.

    Example:
        >>> count_sources(found).columns.tolist()[:3]
        ['name', 'kind', 'by']
    """
    named = named_speakers(quotes)
    names = names_by_identity(named)
    counts: dict[object, Counter[str]] = defaultdict(Counter)
    kinds: dict[object, Counter[str]] = defaultdict(Counter)
    rows = zip(named["doc_id"], named["speaker_identity"], named["speaker_kind"], strict=True)
    for doc_id, identity, kind in rows:
        column = doc_id if by is None else by.get(doc_id)
        if column is not None:
            counts[identity][column] += 1
            kinds[identity][kind] += 1
    shared = [identity for identity, column_counts in counts.items() if len(column_counts) > 1]
    shared.sort(
        key=lambda identity: (
            -len(counts[identity]),
            -counts[identity].total(),
            names[identity],
            str(identity),
        )
    )
    table_rows = [
        (names[identity], commonest_name(kinds[identity]), column, counts[identity][column])
        for identity in shared
        for column in sorted(counts[identity])
    ]
    return TABLES["source_counts"].frame(table_rows)


@returns(TABLES["sources"])
def compare_sources(quotes: pd.DataFrame) -> pd.DataFrame:
    """Return how many of the sources that an article quotes by name other articles quote too.

    Args:
        quotes: From `find_quotes`.

    Returns:
        One row an article that quotes anybody by name, by `doc_id`.

    Example:
        >>> compare_sources(found)["doc_id"].tolist() == doc_ids
        True
    """
    named = named_speakers(quotes)
    names = names_by_identity(named)
    articles: dict[object, set[str]] = defaultdict(set)
    speakers: dict[str, set[object]] = defaultdict(set)
    for doc_id, identity in zip(named["doc_id"], named["speaker_identity"], strict=True):
        articles[identity].add(doc_id)
        speakers[doc_id].add(identity)
    rows = []
    for doc_id in sorted(speakers):
        shared = [identity for identity in speakers[doc_id] if len(articles[identity]) > 1]
        shared.sort(key=lambda identity: (-len(articles[identity]), names[identity], str(identity)))
        other_articles = set().union(*(articles[identity] for identity in shared)) - {doc_id}
        speaker_count = len(speakers[doc_id])
        shared_names = list(dict.fromkeys(names[identity] for identity in shared))
        rows.append(
            (
                doc_id,
                speaker_count,
                len(shared),
                len(shared) / speaker_count,
                shared_names,
                len(other_articles),
            )
        )
    return TABLES["sources"].frame(rows)
