"""Which sources do several articles rely on? The people and bodies quoted in each, and whom others quote too."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import pandas as pd

from analysis.corpus import Article
from analysis.entities import commonest_name
from analysis.quotes import name_speakers
from analysis.schema import TABLES, returns

#: With more articles than this, a grid has a column an outlet: that of articles could not be read.
_MOST_ARTICLES = 50


class Columns(NamedTuple):
    """What the columns of a grid of sources are: what each article is counted under, all of these, and their noun."""

    of_article: Mapping[str, str]
    names: list[str]
    noun: str


def choose_source_columns(corpus: Iterable[Article]) -> Columns:
    """Return the columns of a grid of sources: the articles, or their outlets where there are many articles.

    Example:
        >>> choose_source_columns(corpus).noun
        'articles'
    """
    articles = list(corpus)
    outlets = {article.doc_id: article.outlet for article in articles if article.outlet}
    if len(articles) > _MOST_ARTICLES and len(set(outlets.values())) > 1:
        return Columns(outlets, sorted(set(outlets.values())), "outlets")
    doc_ids = [article.doc_id for article in articles]
    return Columns({doc_id: doc_id for doc_id in doc_ids}, doc_ids, "articles")


def _named(quotes: pd.DataFrame) -> pd.DataFrame:
    known = quotes[quotes["speaker"].notna() & quotes["speaker_kind"].isin(["person", "organisation"])]
    return known[known["speaker_identity"].notna()]


def _name_of(known: pd.DataFrame) -> dict[object, str]:
    """Return the name of each identity that speaks."""
    named = zip(known["speaker_identity"], name_speakers(known), strict=True)
    return {who: name for who, name in named if name is not None}


@returns(TABLES["source_counts"])
def count_sources(quotes: pd.DataFrame, *, by: Mapping[str, str] | None = None) -> pd.DataFrame:
    """Count how often each article, or outlet, quotes each of the sources that more than one of them quotes.

    Args:
        quotes: From `find_quotes`.
        by: For each `doc_id` what it is counted under, such as its outlet; articles not in it are left out.
            By default each article by itself.

    Returns:
        One row a source and article (or outlet), the sources that most of them rely on first.

    Example:
        >>> count_sources(found).columns.tolist()[:3]
        ['name', 'kind', 'by']
    """
    known = _named(quotes)
    names = _name_of(known)
    counts: dict[object, Counter[str]] = defaultdict(Counter)
    kinds: dict[object, Counter[str]] = defaultdict(Counter)
    rows = zip(known["doc_id"], known["speaker_identity"], known["speaker_kind"], strict=True)
    for doc_id, who, kind in rows:
        under = doc_id if by is None else by.get(doc_id)
        if under is not None:
            counts[who][under] += 1
            kinds[who][kind] += 1
    shared = [who for who, found in counts.items() if len(found) > 1]
    shared.sort(key=lambda who: (-len(counts[who]), -counts[who].total(), names[who], str(who)))
    flat = [
        (names[who], commonest_name(kinds[who]), under, counts[who][under])
        for who in shared
        for under in sorted(counts[who])
    ]
    return TABLES["source_counts"].frame(flat)


@returns(TABLES["sources"])
def compare_sources(quotes: pd.DataFrame) -> pd.DataFrame:
    """Say of each article how many of the sources it quotes by name other articles quote too.

    Args:
        quotes: From `find_quotes`.

    Returns:
        One row an article that quotes anybody by name, by `doc_id`.

    Example:
        >>> compare_sources(found)["doc_id"].tolist() == doc_ids
        True
    """
    known = _named(quotes)
    names = _name_of(known)
    articles: dict[object, set[str]] = defaultdict(set)
    speakers: dict[str, set[object]] = defaultdict(set)
    for doc_id, who in zip(known["doc_id"], known["speaker_identity"], strict=True):
        articles[who].add(doc_id)
        speakers[doc_id].add(who)
    rows = []
    for doc_id in sorted(speakers):
        shared = [who for who in speakers[doc_id] if len(articles[who]) > 1]
        shared.sort(key=lambda who: (-len(articles[who]), names[who], str(who)))
        others = set().union(*(articles[who] for who in shared)) - {doc_id}
        size = len(speakers[doc_id])
        listed = list(dict.fromkeys(names[who] for who in shared))
        rows.append((doc_id, size, len(shared), len(shared) / size, listed, len(others)))
    return TABLES["sources"].frame(rows)
