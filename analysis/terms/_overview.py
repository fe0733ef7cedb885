"""What does a reader of a report see first? Small tables made from counts, ready to show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Unpack

import numpy as np
import pandas as pd

from analysis.annotation import AnnotatedCorpus
from analysis.terms._counts import CountOptions, TermCounts, count_each
from analysis.terms._frequencies import term_frequencies
from analysis.terms._kwic import Sort, keyword_in_context

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


def corpus_overview(counts: TermCounts) -> pd.DataFrame:
    """Return what each article contributes.

    Returns:
        One row an article, by doc_id: `doc_id`, `title`, `outlet`, `published` (datetime64, NaT where undated),
        `words` (running words of the body), `terms` (occurrences counted) and `distinct_terms` (different
        ones).

    Example:
        >>> corpus_overview(count_terms(annotated))[["doc_id", "words"]]
                         doc_id  words
        0  000_a9ccbddb8078eaa8    479
        1  001_66396de939dc4853    424
        2  002_7ee00924eb371e5f    519
        3  004_9892b62eb0ea1784    654
    """
    frame = pd.DataFrame(
        {
            "doc_id": pd.Series(counts.doc_ids, dtype="str"),
            "title": pd.Series([a.title for a in counts.articles], dtype="str"),
            "outlet": pd.Series([a.outlet for a in counts.articles], dtype="str"),
            "published": pd.to_datetime(pd.Series([a.published for a in counts.articles], dtype="object")),
            "words": counts.words,
        }
    )
    frame["terms"] = np.asarray(counts.matrix.sum(axis=1), dtype=np.int64).reshape(-1)
    frame["distinct_terms"] = np.diff(counts.matrix.indptr).astype(np.int64)
    return frame


def spread_table(by_article: pd.DataFrame, terms: Sequence[str], doc_ids: Sequence[str]) -> pd.DataFrame:
    """Return the occurrences of some terms in some articles, side by side.

    Args:
        by_article: From `term_frequencies(..., by_article=True)`.
        terms: The rows, in order.
        doc_ids: The columns, in order.

    Returns:
        One row a term: `term`, then a column of counts for each article, 0 where it has none.

    Example:
        >>> spread_table(term_frequencies(annotated, by_article=True), ["Korea", "Trump"], doc_ids[:2])
            term  000_a9ccbddb8078eaa8  001_66396de939dc4853
        0  Korea                     7                    10
        1  Trump                     1                     1
    """
    wanted = by_article[by_article["term"].isin(list(terms)) & by_article["doc_id"].isin(list(doc_ids))]
    wide = wanted.pivot_table(index="term", columns="doc_id", values="count", aggfunc="sum", fill_value=0)
    wide = wide.reindex(index=list(terms), columns=list(doc_ids), fill_value=0).astype("int64")
    wide.columns.name = None
    return wide.rename_axis("term").reset_index()


def count_other_units(
    annotated: AnnotatedCorpus, counted: str, several: Mapping[str, CountOptions], *, min_count: int = 2
) -> pd.DataFrame:
    """Return the commonest terms in other units than the one a page is about, from one pass.

    Args:
        annotated: The annotated articles.
        counted: The page's own unit, which is left out.
        several: For each further unit its options.
        min_count: Leave out rarer terms.

    Returns:
        One row a unit and term, in the order of `several`, then by falling count: `unit`, `term`, `kind` (of a
        named entity), `count`, `per_10k`, `articles`.

    Example:
        >>> others = count_other_units(annotated, "lemma", {"ngram": {"unit": "ngram", "n": 2}})
        >>> others[["term", "count"]].head(2)
                  term  count
        0  north korea     27
        1  south korea     21
    """
    units = {unit: {**options, "unit": unit} for unit, options in several.items() if unit != counted}
    tables = []
    for unit, counts in zip(units, count_each(annotated, list(units.values())), strict=True):  # type: ignore[arg-type]
        table = term_frequencies(counts, min_count=min_count)
        table["kind"] = table["kind"] if "kind" in table else pd.Series("", index=table.index, dtype="str")
        table.insert(0, "unit", pd.Series(unit, index=table.index, dtype="str"))
        tables.append(table[["unit", "term", "kind", "count", "per_10k", "articles"]])
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=["unit", "term"])


def contexts(
    annotated: AnnotatedCorpus,
    terms: Sequence[str],
    keywords: Sequence[str] = (),
    *,
    window: int = 8,
    sort: Sort = (),
    **options: Unpack[CountOptions],
) -> pd.DataFrame:
    """Return the contexts of listed terms and of the user's own words and phrases, in one table.

    Args:
        annotated: The annotated articles.
        terms: Terms as `term_frequencies` lists them with the same options.
        keywords: Words and phrases as written, with wildcards.
        window: Words on each side.
        sort: As in `keyword_in_context`.
        **options: What the terms were counted as: `unit` and the rest of `CountOptions`.

    Returns:
        The columns of `keyword_in_context`: first the contexts of the terms in their order, then those of the
        keywords in theirs; within each the order of doc_id and place, or as `sort` says.

    Example:
        >>> contexts(annotated, ["talk"], ["Kevin Kim"], window=2)[["pattern", "left", "keyword", "right"]].tail(2)
              pattern            left    keyword                right
        15  Kevin Kim  ministry, and   Kevin Kim        , acting U.S.
        16  Kevin Kim  Ministry, and   Kevin Kim  , chargé d’affaires
    """
    literal = [term.replace("*", "?") for term in terms]
    options.setdefault("unit", "lemma")
    tables = [
        keyword_in_context(annotated, literal, window=window, ignore_case=False, sort=sort, **options),
        keyword_in_context(annotated, list(dict.fromkeys(keywords)), window=window, sort=sort),
    ]
    ranks = [{name: i for i, name in enumerate(names)} for names in (literal, keywords)]
    ordered = [
        table.assign(rank=table["pattern"].map(rank)).sort_values("rank", kind="stable").drop(columns="rank")
        for table, rank in zip(tables, ranks, strict=True)
    ]
    return pd.concat(ordered, ignore_index=True)
