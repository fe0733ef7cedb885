"""Tell which articles are copy of a news agency, and by what evidence."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

import pandas as pd

from analysis.corpus import Article, Corpus
from analysis.schema import TABLES, returns
from analysis.text import Span, covered_length, excerpt

#: Share of an article's body that it has in common with one that credits an agency, which makes it the agency's too.
_MIN_SHARE = 0.5
#: Characters before and after a credit that are shown with it.
_AROUND = 40


class _Credit(NamedTuple):
    """The agency that an article credits, and where."""

    agency: str
    span: Span


@returns(TABLES["agency_copy"])
def find_agency_copy(corpus: Corpus, passages: pd.DataFrame) -> pd.DataFrame:
    """Return for each article the news agency it is copy of, and the evidence.

    An article is copy of an agency where a dateline, a byline or a line of thanks of its own says so (*credit*), or
    where half of its body or more stands in an article that does (*same prose*). An article that only speaks of an
    agency is none.

    Args:
        corpus: The articles.
        passages: From `classify_passages`.

    Returns:
        One row an article, in the order of the corpus; the agency is null where there is no evidence.

    Example:
        >>> copy = find_agency_copy(corpus, classify_passages(corpus, find_passages(corpus)))
        >>> own = [article for article in corpus if article.doc_id in set(copy.loc[copy["agency"].isna(), "doc_id"])]
    """
    credits_by = {article.doc_id: credit for article in corpus if (credit := _find_credit(article))}
    shared = _spans_by_pair(passages)
    rows: list[tuple[object, ...]] = []
    for article in corpus:
        credit = credits_by.get(article.doc_id)
        if credit is not None:
            start, end = credit.span
            context = "".join(excerpt(article.text, (start, end), around=_AROUND))
            rows.append((article.doc_id, credit.agency, "credit", context, start, end, None))
            continue
        source = _closest_credited(article, shared.get(article.doc_id, {}), credits_by)
        if source is None:
            rows.append((article.doc_id, None, None, None, None, None, None))
        else:
            doc_id, share = source
            evidence = f"{share:.0%} of its body is in {doc_id}, which credits {credits_by[doc_id].agency}."
            rows.append(
                (article.doc_id, credits_by[doc_id].agency, "same prose", evidence, None, None, doc_id)
            )
    return TABLES["agency_copy"].frame(rows)


@returns(TABLES["passages"])
def leave_out_agency_copy(passages: pd.DataFrame, agency_copy: pd.DataFrame) -> pd.DataFrame:
    """Return the passages of pairs of which neither article is copy of a news agency.

    Args:
        passages: From `classify_passages`.
        agency_copy: From `find_agency_copy`.
    """
    copies = set(agency_copy.loc[agency_copy["agency"].notna(), "doc_id"])
    is_kept = ~(passages["doc_a"].isin(copies) | passages["doc_b"].isin(copies))
    return passages[is_kept].reset_index(drop=True)


def _find_credit(article: Article) -> _Credit | None:
    """Return the first credit of an article to an agency."""
    newsroom = article.language.newsroom
    named = [name for name, forms in newsroom.agency_forms.items() if forms.search(article.text)]
    matches = ((name, newsroom.agency_credits[name].search(article.text)) for name in named)
    given = [_Credit(name, match.span()) for name, match in matches if match]
    return min(given, key=lambda credit: (credit.span[0], credit.agency), default=None)


def _spans_by_pair(passages: pd.DataFrame) -> dict[str, dict[str, list[Span]]]:
    """Return the spans of copied prose of each article, by the other article that has them."""
    shared: dict[str, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for row in passages[passages["kind"].isin(["copied prose", "version"])].to_dict("records"):
        shared[row["doc_a"]][row["doc_b"]].append((row["start_a"], row["end_a"]))
        shared[row["doc_b"]][row["doc_a"]].append((row["start_b"], row["end_b"]))
    return shared


def _closest_credited(
    article: Article, shared: dict[str, list[Span]], credits_by: dict[str, _Credit]
) -> tuple[str, float] | None:
    """Return the article with a credit that has most of an article's body, and how much of it."""
    size = max(covered_length(article.body_spans), 1)
    shares = [
        (covered_length(spans) / size, doc_id) for doc_id, spans in shared.items() if doc_id in credits_by
    ]
    share, doc_id = max(shares, key=lambda pair: (pair[0], pair[1]), default=(0.0, ""))
    return (doc_id, min(share, 1.0)) if share >= _MIN_SHARE else None
