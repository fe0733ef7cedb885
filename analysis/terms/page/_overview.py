"""Small tables made from counts: articles, other units, contexts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from analysis._keywords import explains_keywords
from analysis.schema import TABLES, returns
from analysis.terms._counts import TermCounts, count_each
from analysis.terms._frequencies import term_frequencies
from analysis.terms.contexts._kwic import Sort, keyword_in_context
from analysis.terms.tokens._units import Unit

_UNIT_NAMES = {
    "word": "words",
    "lower": "words",
    "lemma": "lemmas",
    "ngram": "n-grams",
    "skipgram": "skip-grams",
    "noun_phrase": "noun phrases",
    "entity": "names",
    "dictionary": "categories",
}


def unit_name(unit: str) -> str:
    """Return what a unit is called in the plural ("lemmas"), for titles.

    Example:
        >>> unit_name("lemma")
        'lemmas'
    """
    return _UNIT_NAMES.get(unit, "terms")


@returns(TABLES["words_by_article"])
def corpus_overview(counts: TermCounts) -> pd.DataFrame:
    """Return what each article contributes, by doc_id.

    Example:
        >>> corpus_overview(count_terms(annotated))[["doc_id", "words"]]
                         doc_id  words
        0  000_a9ccbddb8078eaa8    479
        1  001_66396de939dc4853    424
        2  002_7ee00924eb371e5f    519
        3  004_9892b62eb0ea1784    651
    """
    return TABLES["words_by_article"].frame(
        {
            "doc_id": counts.doc_ids,
            "title": [article.title for article in counts.articles],
            "outlet": [article.outlet for article in counts.articles],
            "published": [article.published for article in counts.articles],
            "words": counts.words,
            "terms": np.asarray(counts.matrix.sum(axis=1)).reshape(-1),
            "distinct_terms": np.diff(counts.matrix.indptr),
        }
    )


@returns(TABLES["terms_in_other_units"])
@explains_keywords
def count_other_units(counts: TermCounts, *, min_count: int = 2) -> pd.DataFrame:
    """Return the commonest terms in other units than the one counted.

    Args:
        counts: From `count_terms`, whose other options hold.
        min_count: Leave out rarer terms.

    Returns:
        One row a unit and term, by falling count within a unit. The units are names, noun phrases, n-grams,
        skip-grams and, where there is a dictionary, its categories.

    Example:
        >>> others = count_other_units(count_terms(annotated))
        >>> others.loc[others["unit"] == "ngram", ["term", "count"]].head(2)
                   term  count
        78  north korea     27
        79  south korea     21
    """
    units: list[Unit] = ["entity", "noun_phrase", "ngram", "skipgram"]
    units += ["dictionary"] if counts.options.dictionary is not None else []
    option_sets = [replace(counts.options, unit=unit) for unit in units if unit != counts.unit]
    tables = []
    for unit_counts in count_each(counts.annotated, option_sets, min_count=min_count):
        table = term_frequencies(unit_counts, min_count=min_count, confidence=None)
        tables.append(table.assign(unit=unit_counts.unit, kind=table.get("kind", "")))
    return TABLES["terms_in_other_units"].frame(pd.concat(tables, ignore_index=True))


@returns(TABLES["keywords_in_context"])
@explains_keywords
def contexts(
    counts: TermCounts,
    terms: Sequence[str],
    keywords: Sequence[str] = (),
    *,
    window: int = 8,
    sort: Sort = "text",
) -> pd.DataFrame:
    """Return the contexts of listed terms and of the user's own words and phrases, in one table.

    Args:
        counts: From `count_terms`.
        terms: Terms as `term_frequencies(counts)` lists them.
        keywords: Words and phrases as written, with wildcards.
        window: Words on each side.
        sort: As in `keyword_in_context`.

    Returns:
        First the contexts of the terms in their order, then those of the keywords in theirs; within each the order
        of doc_id and place, or as `sort` says.

    Example:
        >>> found = contexts(count_terms(annotated), ["talk"], ["Kevin Kim"], window=2)
        >>> found[["pattern", "left", "keyword", "right"]].tail(2)
              pattern            left    keyword                right
        15  Kevin Kim  ministry, and   Kevin Kim        , acting U.S.
        16  Kevin Kim  Ministry, and   Kevin Kim  , chargé d’affaires
    """
    literal = [term.replace("*", "?") for term in terms]
    tables = [
        keyword_in_context(counts, literal, window=window, ignore_case=False, sort=sort),
        keyword_in_context(counts.annotated, list(dict.fromkeys(keywords)), window=window, sort=sort),
    ]
    ranks = [{name: i for i, name in enumerate(names)} for names in (literal, keywords)]
    ordered = [
        table.assign(rank=table["pattern"].map(rank)).sort_values("rank", kind="stable").drop(columns="rank")
        for table, rank in zip(tables, ranks, strict=True)
    ]
    return pd.concat(ordered, ignore_index=True)
