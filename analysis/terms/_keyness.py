"""What sets one part of the corpus apart from another? A group's key terms against a reference."""

from __future__ import annotations

from typing import Literal, Unpack

import numpy as np
import pandas as pd

from analysis.errors import DatelineError
from analysis.terms._contrast import (
    adjust_p_values,
    log_likelihood,
    log_ratio,
    p_values,
    percent_difference,
    weighted_log_odds,
)
from analysis.terms._counts import CountOptions, CountSource, TermCounts, as_counts
from analysis.terms._dispersion import article_range
from analysis.terms._groups import Group, Grouping, Mask, label_articles, select_articles

Direction = Literal["both", "positive", "negative"]


def keyness(
    annotated: CountSource,
    target: Group,
    reference: Group | None = None,
    *,
    min_count: int = 1,
    min_articles: int = 1,
    direction: Direction = "both",
    top: int | None = None,
    confidence: float = 0.95,
    prior_words: float | None = None,
    **options: Unpack[CountOptions],
) -> pd.DataFrame:
    """Return the terms whose rate in a group of articles differs from that in a reference, the surest first.

    Args:
        annotated: Annotated articles, or counts already made by `count_terms`.
        target: The group: a doc_id, doc_ids, "column=value", {column: value}, or a function of an article.
        reference: The articles to compare with, given likewise; None for all the rest. An article in both
            groups counts in the target alone.
        min_count: Leave out terms with fewer occurrences in target and reference together.
        min_articles: Leave out terms that fewer articles of the two have.
        direction: "positive" keeps terms more frequent in the target, "negative" those less frequent.
        top: Keep the first so many terms.
        confidence: Level of the interval of the log ratio, between 0.5 and 0.999.
        prior_words: How many words the prior of the weighted log odds is worth; None for an average article.
        **options: What is counted: `unit` and the rest of `CountOptions`.

    Returns:
        One row a term, by falling `log_likelihood`, equals in alphabetical order. `term`; `pos` or `kind` as
        in `term_frequencies`; `count_target`, `count_reference`; `per_10k_target`, `per_10k_reference`;
        `articles_target`, `articles_reference` (that have the term); `log_likelihood` (G², unsigned; the sign
        of `log_ratio` tells the direction); `p_value`; `p_adjusted` (Benjamini and Hochberg, over the terms
        compared, before `direction` and `top` cut the table); `log_ratio` (binary logarithm of the ratio of
        rates; none counts as half an occurrence) with its `ci_low` and `ci_high`; `percent_diff` (%DIFF;
        infinite where the reference has none); `log_odds` and `log_odds_z` (log odds ratio under an
        informative Dirichlet prior of the shares of target and reference together, and its z-score). Sources
        and
        formulas: `analysis.terms._contrast`.

        The table is empty where nothing can be compared: no article is left for the reference (a corpus of
        one article), or one side has no words.

    Raises:
        DatelineError: A group names what is not there or selects no article, or an option is out of its
            range.
    """
    _check(min_count, min_articles, direction, confidence, prior_words)
    counts = as_counts(annotated, options)
    chosen = select_articles(counts.articles, target, name="target")
    others = ~chosen
    if reference is not None:
        others &= select_articles(counts.articles, reference, name="reference")
    frame = _compare(counts, chosen, others, min_count, min_articles, confidence, prior_words)
    return _cut(frame, direction, top)


def keyness_by_group(
    annotated: CountSource,
    by: Grouping = "doc_id",
    *,
    min_count: int = 1,
    min_articles: int = 1,
    direction: Direction = "positive",
    top: int | None = None,
    confidence: float = 0.95,
    prior_words: float | None = None,
    **options: Unpack[CountOptions],
) -> pd.DataFrame:
    """Return the key terms of each group of articles against all other articles whose group is known.

    Args:
        annotated: Annotated articles, or counts already made by `count_terms`.
        by: "doc_id" (each article against the rest), a metadata column such as "outlet", "year" or "month" of
            the date, or a function that gives an article's group (None where it has none).
        min_count: As in `keyness`.
        min_articles: As in `keyness`.
        direction: As in `keyness`; by default the terms more frequent in the group.
        top: Keep the first so many terms of each group.
        confidence: As in `keyness`.
        prior_words: As in `keyness`.
        **options: What is counted: `unit` and the rest of `CountOptions`.

    Returns:
        The columns of `keyness` after `group`, in the order of the groups' names. Empty where there are fewer
        than two groups. p is adjusted within each group's comparison.
    """
    _check(min_count, min_articles, direction, confidence, prior_words)
    counts = as_counts(annotated, options)
    labels = np.array(label_articles(counts.articles, by), dtype=object)
    known = np.array([label is not None for label in labels], dtype=bool)
    tables = []
    for group in sorted({str(label) for label in labels[known]}):
        chosen = known & (labels == group)
        frame = _compare(counts, chosen, known & ~chosen, min_count, min_articles, confidence, prior_words)
        frame = _cut(frame, direction, top)
        frame.insert(0, "group", pd.Series(group, index=frame.index, dtype="str"))
        tables.append(frame)
    if not tables:
        nobody = np.zeros(len(counts.articles), dtype=bool)
        frame = _compare(counts, nobody, nobody, min_count, min_articles, confidence, prior_words)
        frame.insert(0, "group", pd.Series([], dtype="str"))
        tables.append(frame)
    return pd.concat(tables, ignore_index=True)


def _check(
    min_count: int, min_articles: int, direction: str, confidence: float, prior_words: float | None
) -> None:
    for name, value in (("min_count", min_count), ("min_articles", min_articles)):
        if value < 1:
            raise DatelineError(f"{name}: {value} is out of range; give a whole number of 1 or more.")
    if direction not in {"both", "positive", "negative"}:
        raise DatelineError(
            f"direction: {direction!r} is not known; allowed are both, positive and negative."
        )
    if not 0.5 <= confidence <= 0.999:
        raise DatelineError(f"confidence: {confidence} is out of range; give a level from 0.5 to 0.999.")
    if prior_words is not None and prior_words <= 0:
        raise DatelineError(f"prior_words: {prior_words} is out of range; give a number above 0.")


def _compare(
    counts: TermCounts,
    chosen: Mask,
    others: Mask,
    min_count: int,
    min_articles: int,
    confidence: float,
    prior_words: float | None,
) -> pd.DataFrame:
    mine, theirs = counts.matrix[np.flatnonzero(chosen)], counts.matrix[np.flatnonzero(others)]
    a, b = (np.asarray(part.sum(axis=0), dtype=np.int64).reshape(-1) for part in (mine, theirs))
    range_a, range_b = article_range(mine), article_range(theirs)
    size_a, size_b = float(counts.words[chosen].sum()), float(counts.words[others].sum())
    kept = (a + b >= min_count) & (range_a + range_b >= min_articles)
    if not size_a or not size_b:
        kept[:] = False
        size_a = size_b = 1.0
    a, b, range_a, range_b = a[kept], b[kept], range_a[kept], range_b[kept]
    g2 = log_likelihood(a, size_a, b, size_b)
    p = p_values(g2)
    ratio, low, high = log_ratio(a, size_a, b, size_b, confidence=confidence)
    articles = int(((chosen | others) & (counts.words > 0)).sum())
    alpha_all = prior_words or (size_a + size_b) / max(articles, 1)
    odds, z = weighted_log_odds(a, size_a, b, size_b, alpha_all * (a + b) / (size_a + size_b), alpha_all)
    frame = pd.DataFrame({"term": pd.Series(np.array(counts.terms, dtype=object)[kept], dtype="str")})
    if counts.tag_name:
        frame[counts.tag_name] = pd.Series(np.array(counts.tags, dtype=object)[kept], dtype="str")
    return frame.assign(
        count_target=a,
        count_reference=b,
        per_10k_target=10_000 * a / size_a,
        per_10k_reference=10_000 * b / size_b,
        articles_target=range_a,
        articles_reference=range_b,
        log_likelihood=g2,
        p_value=p,
        p_adjusted=adjust_p_values(p),
        log_ratio=ratio,
        ci_low=low,
        ci_high=high,
        percent_diff=percent_difference(a, size_a, b, size_b),
        log_odds=odds,
        log_odds_z=z,
    )


def _cut(frame: pd.DataFrame, direction: Direction, top: int | None) -> pd.DataFrame:
    if direction == "positive":
        frame = frame[frame["per_10k_target"] > frame["per_10k_reference"]]
    elif direction == "negative":
        frame = frame[frame["per_10k_target"] < frame["per_10k_reference"]]
    # Terms come in alphabetical order, so a stable sort leaves equals in it.
    frame = frame.sort_values("log_likelihood", ascending=False, kind="stable")
    return frame.head(top).reset_index(drop=True) if top is not None else frame.reset_index(drop=True)
