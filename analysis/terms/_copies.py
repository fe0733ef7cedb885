"""Find the copied passages of a corpus, and compare the counts with and without them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

import pandas as pd

from analysis.corpus import Corpus
from analysis.errors import DatelineError
from analysis.schema import TABLES, returns
from analysis.terms._counts import TermCounts
from analysis.text import Span, merge

_PLACES = list(TABLES["passages"].key)


def copied_spans(passages: pd.DataFrame, corpus: Corpus) -> Mapping[str, list[Span]]:
    """Return the stretches of text that an earlier article of the corpus has too.

    Of two articles that share a passage, the one published first keeps it; undated articles count as later than
    dated ones, and among equals the first by doc_id keeps it. What is returned goes to `count_terms` as
    `without`, which then counts every passage once.

    Args:
        passages: From `analysis.overlap.find_passages`.
        corpus: The articles, for their dates.

    Returns:
        The (start, end) stretches to set aside by doc_id, merged and in order.

    Raises:
        DatelineError: The table lacks a column or names an article that is not in the corpus.
    """
    missing = [column for column in _PLACES if column not in passages.columns]
    if missing:
        raise DatelineError(f"passages: there is no column {missing[0]!r}; give the table of find_passages.")
    order = {article.doc_id: (article.published or date.max, article.doc_id) for article in corpus}
    later: dict[str, list[Span]] = defaultdict(list)
    for doc_a, start_a, end_a, doc_b, start_b, end_b in passages[_PLACES].to_numpy(dtype=object):
        for doc_id in (doc_a, doc_b):
            if doc_id not in order:
                raise DatelineError(
                    f"passages: {doc_id!r} is not in the corpus; find the passages in it anew."
                )
        if order[doc_a] > order[doc_b]:
            later[doc_a].append((int(start_a), int(end_a)))
        elif order[doc_b] > order[doc_a]:
            later[doc_b].append((int(start_b), int(end_b)))
    return {doc_id: merge(later[doc_id]) for doc_id in sorted(later)}


@returns(TABLES["words_set_aside"])
def words_set_aside(everything: TermCounts, once: TermCounts) -> pd.DataFrame:
    """Return how many words of each article were set aside.

    Args:
        everything: Counts of the whole bodies.
        once: Counts made with `without`.

    Returns:
        One row an article, by doc_id.

    Raises:
        DatelineError: The two are not counts of the same articles.
    """
    if everything.doc_ids != once.doc_ids:
        raise DatelineError("once: it counts other articles than everything; count the same corpus twice.")
    set_aside = everything.words - once.words
    words = pd.Series(everything.words)
    return TABLES["words_set_aside"].frame(
        {
            "doc_id": everything.doc_ids,
            "words": words,
            "set_aside": set_aside,
            "share": set_aside / words.where(words > 0),
        }
    )


@returns(TABLES["terms_without_copies"])
def compare_copies(everything: TermCounts, once: TermCounts) -> pd.DataFrame:
    """Return each term's figures with copied passages and without.

    Args:
        everything: Counts of the whole bodies.
        once: Counts made with `without`.

    Returns:
        One row a term, by falling count with copies, equals in alphabetical order.

    Raises:
        DatelineError: The two are not counts of the same articles.
    """
    words_set_aside(everything, once)  # which refuses counts of other articles
    totals = pd.Series(everything.totals, index=list(everything.terms), dtype="int64")
    totals_once = pd.Series(once.totals, index=list(once.terms), dtype="int64").reindex(
        totals.index, fill_value=0
    )
    frame = pd.DataFrame({"count": totals, "count_once": totals_once}).rename_axis("term").reset_index()
    frame["per_10k"] = 10_000 * frame["count"] / max(int(everything.words.sum()), 1)
    frame["per_10k_once"] = 10_000 * frame["count_once"] / max(int(once.words.sum()), 1)
    frame["set_aside"] = frame["count"] - frame["count_once"]
    frame["rank"] = frame["count"].rank(ascending=False, method="first")
    counts_once = frame["count_once"].where(frame["count_once"] > 0)
    frame["rank_once"] = counts_once.rank(ascending=False, method="first")
    ordered = frame.sort_values("rank", kind="stable", ignore_index=True)
    return TABLES["terms_without_copies"].frame(ordered)
