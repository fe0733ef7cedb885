"""Frequencies over time: real dates, silent periods, undated articles in sight."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotation import AnnotatedCorpus
from analysis.errors import DatelineError
from analysis.terms import TermCounts, count_terms, term_timeline
from analysis.terms._timeline import Period, _all_starts, _choose_period, _label, _next, _start

Make = Callable[..., AnnotatedCorpus]


def dated(counts: TermCounts, *days: date | None) -> TermCounts:
    """The same counts with other dates of publication."""
    articles = [replace(a, published=day) for a, day in zip(counts.articles, days, strict=True)]
    return replace(counts, articles=tuple(articles))


@pytest.fixture
def three(make_annotated: Make) -> TermCounts:
    """Counts of three articles of four words."""
    return count_terms(
        make_annotated(a="Talks began, talks ended.", b="No talks were held.", c="Nothing happened at all."),
        unit="lower",
    )


def test_months_with_silence_and_undated(three: TermCounts) -> None:
    """The month without articles is there, with no rate; the undated article comes last."""
    frame = term_timeline(
        dated(three, date(2025, 10, 30), date(2025, 12, 1), None), ["talks"], period="month"
    )
    assert ["2025-10", "2025-11", "2025-12", "undated"] == frame["period"].tolist()
    assert [2, 0, 1, 0] == frame["count"].tolist()
    assert [1, 0, 1, 1] == frame["articles"].tolist()
    assert [5_000.0, None, 2_500.0, 0.0] == [None if pd.isna(x) else x for x in frame["per_10k"]]
    assert pd.isna(frame["start"].iloc[-1])


@pytest.mark.parametrize(
    ("period", "labels"),
    [
        ("day", ["2024-12-29", "2024-12-30", "2024-12-31", "2025-01-01"]),
        ("week", ["2024-W52", "2025-W01"]),
        ("month", ["2024-12", "2025-01"]),
        ("year", ["2024", "2025"]),
    ],
)
def test_periods(three: TermCounts, period: str, labels: list[str]) -> None:
    """Weeks are ISO weeks: 30 December 2024 is in the first of 2025."""
    counts = dated(three, date(2024, 12, 29), date(2024, 12, 30), date(2025, 1, 1))
    frame = term_timeline(counts, ["talks"], period=period)  # type: ignore[arg-type]
    assert labels == frame["period"].tolist()
    assert frame["count"].sum() == 3


def test_periods_add_up(annotated: AnnotatedCorpus) -> None:
    """Counts, articles and words of all periods are those of the corpus."""
    counts = count_terms(annotated)
    frame = term_timeline(counts, ["North Korea", "policy"], period="week")
    for term, part in frame.groupby("term"):
        assert part["count"].sum() == counts.totals[counts.terms.index(str(term))]
        assert (part["articles"].sum(), part["words"].sum()) == (4, counts.words.sum())
    assert ["North Korea", "policy"] == list(dict.fromkeys(frame["term"]))


def test_intervals_where_articles_suffice(make_annotated: Make) -> None:
    """A month of a dozen articles has an interval around its rate; a month of one says why not."""
    texts = {f"a{i:02d}": "Talks went on. " * (1 + i % 3) + "Nothing else was said." for i in range(13)}
    counts = count_terms(make_annotated(**texts), unit="lower")
    days = [date(2025, 3, 1) + timedelta(days=i) for i in range(12)] + [date(2025, 4, 1)]
    march, april = term_timeline(dated(counts, *days), ["talks"], period="month").itertuples()
    assert march.ci_low < march.per_10k < march.ci_high
    assert (True, "fewer than 10 articles") == (pd.isna(april.ci_low), april.ci_note)


def test_no_dates_and_no_terms(three: TermCounts) -> None:
    """All undated is one row; no terms is an empty table."""
    assert ["undated"] == term_timeline(dated(three, None, None, None), ["talks"])["period"].tolist()
    assert len(term_timeline(three, [])) == 0


def test_mistakes_are_told(three: TermCounts) -> None:
    """An unknown period and a term that was not counted."""
    with pytest.raises(DatelineError, match="period: 'hour' is not known"):
        term_timeline(three, ["talks"], period="hour")  # type: ignore[arg-type]
    with pytest.raises(DatelineError, match="terms: 'zebra' is not among the terms counted"):
        term_timeline(three, ["zebra"])


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.sampled_from(["day", "week", "month", "year"]))
def test_periods_follow_without_a_gap(day: date, period: Period) -> None:
    """Every day is in one period: the day before the next one begins is still in this one."""
    start = _start(day, period)
    following = _next(start, period)
    assert start <= day < following
    assert following == _start(following, period)
    assert start == _start(following - timedelta(days=1), period)
    assert [start, following] == _all_starts([following, start], period)
    assert _label(start, period) < _label(following, period)
    if period == "week":
        assert 0 == start.weekday()


@pytest.mark.parametrize(
    ("days", "period"),
    [(0, "day"), (45, "day"), (46, "week"), (366, "week"), (367, "month"), (3700, "month"), (3701, "year")],
)
def test_the_step_goes_by_the_time_that_is_covered(days: int, period: str) -> None:
    """Days for six weeks, weeks for a year, months for ten years; undated articles do not count."""
    first = date(2024, 1, 1)
    assert period == _choose_period([None, first + timedelta(days=days), first])
    assert "day" == _choose_period([None])
