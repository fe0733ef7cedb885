"""How do the counts read? Tables made from other tables, for people: an overview, a spread, contexts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Unpack

import pandas as pd

from analysis.annotation import AnnotatedCorpus
from analysis.terms._counts import CountOptions, TermCounts
from analysis.terms._kwic import keyword_in_context

_UNIT_NAMES = {
    "word": "words",
    "lower": "words",
    "lemma": "lemmas",
    "ngram": "word sequences",
    "skipgram": "word sequences with gaps",
    "noun_phrase": "noun phrases",
    "entity": "names",
    "dictionary": "categories",
}


def unit_name(unit: str) -> str:
    """Return what a unit is called in a sentence, in the plural."""
    return _UNIT_NAMES.get(unit, "terms")


def corpus_overview(counts: TermCounts) -> pd.DataFrame:
    """Return what was counted, article by article.

    Returns:
        One row an article, in the order of doc_id: `doc_id`, `title`, `outlet`, `published` (empty where
        undated), `words` (running words of the body), `terms` (occurrences counted), `distinct_terms`.
    """
    rows = [
        (a.doc_id, a.title, a.outlet, a.published.isoformat() if a.published else None)
        for a in counts.articles
    ]
    frame = pd.DataFrame(rows, columns=["doc_id", "title", "outlet", "published"])
    frame["words"] = counts.words
    frame["terms"] = counts.matrix.sum(axis=1)
    frame["distinct_terms"] = (counts.matrix > 0).sum(axis=1)
    return frame


def spread_table(by_article: pd.DataFrame, terms: Sequence[str], doc_ids: Sequence[str]) -> pd.DataFrame:
    """Return occurrences by term (rows, in the order given) and article (columns, in the order given).

    Args:
        by_article: From `term_frequencies(…, by_article=True)`.
        terms: The terms to show.
        doc_ids: The articles to show; one without the term has 0.
    """
    wanted = by_article[by_article["term"].isin(list(terms))]
    table = wanted.pivot_table(index="term", columns="doc_id", values="count", aggfunc="sum", fill_value=0)
    table = table.reindex(index=list(terms), columns=list(doc_ids), fill_value=0).astype("int64")
    return table.rename_axis(columns=None).reset_index()


def contexts(
    annotated: AnnotatedCorpus,
    top_terms: Sequence[str],
    keywords: Sequence[str],
    *,
    window: int = 8,
    **options: Unpack[CountOptions],
) -> pd.DataFrame:
    """Return keywords in context for counted terms and for words a reader asked for.

    Args:
        annotated: The articles.
        top_terms: Terms as `term_frequencies` lists them, found by the same unit.
        keywords: Words or phrases as written, with wildcards; see `keyword_in_context`.
        window: Words on each side.
        **options: What was counted.

    Returns:
        The columns of `keyword_in_context`, those of `keywords` first.
    """
    literal = [term.replace("*", "?") for term in top_terms]
    parts = [
        keyword_in_context(annotated, list(keywords), window=window) if keywords else None,
        keyword_in_context(annotated, literal, window=window, **options) if literal else None,
    ]
    found = [part for part in parts if part is not None]
    return pd.concat(found, ignore_index=True) if found else keyword_in_context(annotated, [], window=window)
