"""Frequencies over time: by day, week, month or year of the articles' dates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

import numpy as np
import pandas as pd
import scipy.sparse

from analysis._keywords import explains_keywords
from analysis.errors import DatelineError
from analysis.schema import TABLES, returns
from analysis.terms._counts import CountSource, as_counts
from analysis.terms.stats._bootstrap import SEED, rate_intervals

Period = Literal["auto", "day", "week", "month", "year"]
#: Longest time from first to last day, in days, that "auto" shows by day, by week and by month.
_BY_DAY, _BY_WEEK, _BY_MONTH = 45, 366, 3_700
_UNDATED = "undated"


@returns(TABLES["timeline"])
@explains_keywords
def term_timeline(
    annotated: CountSource,
    terms: Sequence[str],
    *,
    period: Period = "auto",
    confidence: float = 0.95,
    resamples: int = 2_000,
    seed: int = SEED,
) -> pd.DataFrame:
    """Return how often terms occur in each period, with every period between the first and the last.

    Args:
        annotated: Annotated articles, or counts of them made by `count_terms` with other options than the defaults.
        terms: The terms, as `term_frequencies` lists them.
        period: "day", "week" (from Monday, ISO 8601), "month" or "year"; "auto" takes the shortest of which
            there are few enough to see.
        confidence: Level of the bootstrap interval over the period's articles.
        resamples: Draws of the bootstrap; see `rate_intervals`.
        seed: Of the draws.

    Returns:
        One row a term and period, in the order of `terms`, then of time. A period is called "2025-12-17",
        "2025-W51", "2025-12" or "2025"; the rate is missing where no words were published. Articles without a date
        come last under the period "undated", with no start, where there are any.

    Raises:
        DatelineError: A term is not among those counted, or a parameter is out of its range.

    Example:
        >>> term_timeline(annotated, ["talk"], period="month")[["period", "term", "count"]]
            period  term  count
        0  2025-12  talk      3
        1  undated  talk     11
    """
    if period not in {"auto", "day", "week", "month", "year"}:
        raise DatelineError(f"period: {period!r} is not known; allowed are auto, day, week, month and year.")
    counts = as_counts(annotated)
    period = (
        _choose_period([article.published for article in counts.articles]) if period == "auto" else period
    )
    position = {term: i for i, term in enumerate(counts.terms)}
    missing = [term for term in terms if term not in position]
    if missing:
        raise DatelineError(f"terms: {missing[0]!r} is not among the terms counted; see term_frequencies.")
    columns = np.array([position[term] for term in terms], dtype=np.int64)
    matrix = counts.matrix.tocsc()[:, columns].tocsr()
    rows_of: dict[date | None, list[int]] = {}
    for row, article in enumerate(counts.articles):
        start = _start(article.published, period) if article.published else None
        rows_of.setdefault(start, []).append(row)
    starts = [start for start in rows_of if start]
    tables = []
    for start in [*_all_starts(starts, period), *([None] if None in rows_of else [])]:
        rows = np.array(rows_of.get(start, []), dtype=np.int64)
        table = _period_rows(matrix, counts.words, rows, list(terms), (confidence, resamples, seed))
        label = _label(start, period) if start else _UNDATED
        tables.append(table.assign(period=label, start=start))
    return _arrange(tables, list(terms))


def _period_rows(
    matrix: scipy.sparse.csr_array,
    all_words: np.ndarray,
    rows: np.ndarray,
    terms: list[str],
    settings: tuple[float, int, int],
) -> pd.DataFrame:
    confidence, resamples, seed = settings
    period_counts = matrix[rows]
    words = all_words[rows]
    count = np.asarray(period_counts.sum(axis=0), dtype=np.int64).reshape(-1)
    total = int(words.sum())
    intervals = rate_intervals(period_counts, words, confidence=confidence, resamples=resamples, seed=seed)
    return pd.DataFrame(
        {
            "term": terms,
            "articles": len(rows),
            "words": total,
            "count": count,
            "per_10k": 10_000 * count / total if total else np.full(len(terms), np.nan),
            "ci_low": intervals.low,
            "ci_high": intervals.high,
            "ci_note": intervals.notes,
        }
    )


def _arrange(tables: list[pd.DataFrame], terms: list[str]) -> pd.DataFrame:
    if not tables or not terms:
        return TABLES["timeline"].frame([])
    frame = TABLES["timeline"].frame(pd.concat(tables, ignore_index=True))
    rank = frame["term"].map({term: i for i, term in enumerate(terms)})
    return frame.iloc[np.argsort(rank.to_numpy(), kind="stable")].reset_index(drop=True)


def _choose_period(days: Sequence[date | None]) -> Period:
    dated = [day for day in days if day]
    span = (max(dated) - min(dated)).days if dated else 0
    if span <= _BY_DAY:
        return "day"
    return "week" if span <= _BY_WEEK else "month" if span <= _BY_MONTH else "year"


def _start(day: date, period: Period) -> date:
    match period:
        case "day":
            return day
        case "week":
            return day - timedelta(days=day.weekday())
        case "month":
            return day.replace(day=1)
        case "year":
            return day.replace(month=1, day=1)
    raise ValueError(period)


def _next(start: date, period: Period) -> date:
    days = {"day": 1, "week": 7, "month": 31, "year": 366}
    return _start(start + timedelta(days=days[period]), period)


def _all_starts(starts: Sequence[date], period: Period) -> list[date]:
    """Return the starts of all periods from the first to the last, those without articles included."""
    periods: list[date] = []
    if starts:
        start, end = min(starts), max(starts)
        while start <= end:
            periods.append(start)
            start = _next(start, period)
    return periods


def _label(start: date, period: Period) -> str:
    if period == "week":
        year, week, _ = start.isocalendar()
        return f"{year}-W{week:02d}"
    return start.isoformat()[: {"day": 10, "month": 7, "year": 4}[period]]
