"""Count how much of each outlet's coverage is its own."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from datetime import date

import numpy as np
import pandas as pd

from analysis._arrays import Flags, Ints
from analysis.corpus import Corpus
from analysis.schema import TABLES, returns

_WORD = re.compile(r"\w+(?:['’]\w+)*")


@returns(TABLES["own_shares"])
def count_own_words(
    corpus: Corpus, passages: pd.DataFrame, derivation: pd.DataFrame, agency_copy: pd.DataFrame
) -> pd.DataFrame:
    """Count, for each outlet, the words that are its own and those that are not.

    All words of an article that is agency copy are the agency's. Of the others, copied prose that stands in an article
    of another outlet too is *shared*, unless the other is known to have taken it. What an outlet prints again is
    *repeated* in the later article. The rest is its own, as far as the corpus can tell: an original outside of the
    corpus leaves no trace.

    Args:
        corpus: The articles.
        passages: From `classify_passages`.
        derivation: From `infer_derivation`.
        agency_copy: From `find_agency_copy`.

    Returns:
        One row an outlet, that with most words first; articles without an outlet are one row without a name.
    """
    agencies = {
        str(doc_id): str(agency)
        for doc_id, agency in zip(agency_copy["doc_id"], agency_copy["agency"], strict=True)
        if isinstance(agency, str)
    }
    shared, repeated = _mark_shared(corpus, passages, derivation)
    counts: dict[str | None, Counter[str]] = defaultdict(Counter)
    for article in corpus:
        words = [
            match.start() for span in article.body_spans for match in _WORD.finditer(article.text, *span)
        ]
        starts = np.array(words, dtype=np.int64)
        of_outlet = counts[article.outlet]
        of_outlet["articles"] += 1
        of_outlet["words"] += len(starts)
        if article.doc_id in agencies:
            of_outlet["agency_articles"] += 1
            of_outlet["agency_words"] += len(starts)
            continue
        is_shared = _inside(starts, shared[article.doc_id])
        is_repeated = _inside(starts, repeated[article.doc_id]) & ~is_shared
        of_outlet["shared_words"] += int(is_shared.sum())
        of_outlet["repeated_words"] += int(is_repeated.sum())
        of_outlet["own_words"] += int((~is_shared & ~is_repeated).sum())
    names = (
        "articles",
        "agency_articles",
        "words",
        "agency_words",
        "shared_words",
        "repeated_words",
        "own_words",
    )
    ordered = sorted(counts, key=lambda outlet: (-counts[outlet]["words"], outlet or ""))
    return TABLES["own_shares"].frame(
        (
            outlet,
            *(counts[outlet][name] for name in names),
            counts[outlet]["own_words"] / max(counts[outlet]["words"], 1),
        )
        for outlet in ordered
    )


_SpansOf = dict[str, list[tuple[int, int]]]


def _mark_shared(
    corpus: Corpus, passages: pd.DataFrame, derivation: pd.DataFrame
) -> tuple[_SpansOf, _SpansOf]:
    """Return the spans of each article that another outlet has too, and those that its outlet printed before."""
    takers = {
        (a, b): {"a from b": a, "b from a": b}.get(direction)
        for a, b, direction in zip(
            derivation["doc_a"], derivation["doc_b"], derivation["direction"], strict=True
        )
    }
    shared: _SpansOf = defaultdict(list)
    repeated: _SpansOf = defaultdict(list)
    for row in passages[passages["kind"].isin(["copied prose", "version"])].to_dict("records"):
        pair = row["doc_a"], row["doc_b"]
        spans = {row["doc_a"]: (row["start_a"], row["end_a"]), row["doc_b"]: (row["start_b"], row["end_b"])}
        a, b = (corpus[doc_id] for doc_id in pair)
        if a.outlet is not None and a.outlet == b.outlet:
            later = max(pair, key=lambda doc_id: (corpus[doc_id].published or date.max, doc_id))
            repeated[later].append(spans[later])
            continue
        taker = takers.get(pair)
        for doc_id in pair:
            if taker is None or doc_id == taker:
                shared[doc_id].append(spans[doc_id])
    return shared, repeated


def _inside(starts: Ints, spans: list[tuple[int, int]]) -> Flags:
    """Return which words begin in any of some spans."""
    inside = np.zeros(len(starts), dtype=np.bool_)
    for start, end in spans:
        inside[np.searchsorted(starts, start) : np.searchsorted(starts, end)] = True
    return inside
