"""Dates as people have them: read where they have one reading, said to be open where they have two."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus import Corpus, load_corpus
from analysis.corpus._dates import is_ambiguous, parse_date, resolve_dates
from tests.corpus.making import HEADLINE, PARAGRAPHS, make_xlsx

Load = Callable[..., Corpus]

THE_DAY = date(2025, 12, 17)


@pytest.mark.parametrize(
    "cell",
    [
        "2025-12-17",
        "20251217",
        "2025/12/17",
        "2025-12-17T23:30:00-05:00",
        "2025-12-17 08:34:00.123456+00:00",
        "2025-12-17 08:34:00 UTC",
        "17.12.2025",
        "17.12.2025 08:34 Uhr",
        "17/12/2025",
        "12/17/2025 8:34 PM",
        "12/17/25",
        "Dec. 17, 2025",
        "17 December 2025",
        "17-Dec-2025",
        "17-Dec-25",
        "Wed, 17 Dec 2025 08:34:00 GMT",
        "46008",
        "46008.5",
        "1765960440",
        "1765960440000",
    ],
)
def test_one_day_in_many_forms(cell: str) -> None:
    """Each is the same day, and is no other; a moment with its zone is the day where it was written."""
    assert THE_DAY == parse_date(cell)
    assert not is_ambiguous(cell)


@pytest.mark.parametrize(
    "cell", ["", "2025", "December 2025", "2025-13-40", "31/02/2025", "202512170834", "x"]
)
def test_what_is_no_day(cell: str) -> None:
    """A month, an impossible day and a run of figures are no day, and not two either."""
    assert parse_date(cell) is None
    assert not is_ambiguous(cell)


@pytest.mark.parametrize("cell", ["03/04/2025", "3.4.2025", "3-4-25", "25.12.17"])
def test_two_readings_are_none(cell: str) -> None:
    """Where the month may be either figure, or the year, no day is chosen."""
    assert parse_date(cell) is None
    assert is_ambiguous(cell)


def test_the_same_day_either_way_is_certain() -> None:
    """The fourth of April is 4/4 in every order."""
    assert date(2025, 4, 4) == parse_date("4/4/2025")


@given(
    st.lists(st.dates(date(1970, 1, 1), date(2060, 12, 31)), min_size=1, max_size=20),
    st.sampled_from(["%m/%d/%Y", "%d.%m.%Y", "%d/%m/%y"]),
)
def test_a_column_is_read_in_its_own_order_or_left_open(days: list[date], form: str) -> None:
    """Whatever the days, no cell is read as another day than was meant, given one that shows the order."""
    shows = date(1999, 12, 31)  # 12/31 and 31.12 are of one order, and 31 is no year of this century so far
    cells = [day.strftime(form) for day in [*days, shows]]
    resolved, notes = resolve_dates(cells)
    assert [*days, shows] == [parse_date(cell) for cell in resolved]
    assert bool(notes) == any(is_ambiguous(cell) for cell in cells)


@given(st.lists(st.dates(date(1970, 1, 1), date(2060, 12, 31)), min_size=2, max_size=8))
def test_a_column_of_two_orders_settles_nothing(days: list[date]) -> None:
    """Where one cell can only be months first and another only days first, each stands for itself."""
    cells = [day.strftime("%m/%d/%Y") for day in days] + ["12/31/2025", "31/12/2025"]
    assert (cells, []) == resolve_dates(cells)


def test_a_newsroom_s_table_is_dated_and_says_how(load: Load) -> None:
    """A column of American dates is read as such, by the cells that can be nothing else; the index can say so."""
    rows = [("x", "03/04/2025"), ("y", "12/17/2025"), ("z", "1/2/2025")]
    raw = "id,text,date\n" + "".join(f"{name},One story.,{day}\n" for name, day in rows)
    corpus = load("a.csv", raw.encode())
    assert [date(2025, 3, 4), THE_DAY, date(2025, 1, 2)] == [article.published for article in corpus]
    assert [
        [
            "a.csv",
            (
                "column 'date': '03/04/2025' (and 1 more like it) may be either of two days; read as month/day/year, "
                "the one order that fits the whole column (as '12/17/2025' shows)"
            ),
        ]
    ] == corpus.warnings.values.tolist()


def test_a_metadata_table_is_read_the_same_way(tmp_path: Path) -> None:
    """Facts beside the articles are settled by their own column, and what stays open is said with its row."""
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text("One story.")
    table = tmp_path / "metadata.csv"
    table.write_text("file,published\na.txt,3/4/2025\nb.txt,17/12/2025\n")
    assert [date(2025, 4, 3), THE_DAY] == [article.published for article in load_corpus(tmp_path)]
    table.write_text("file,published\na.txt,3/4/2025\nb.txt,2025-12-17\n")
    corpus = load_corpus(tmp_path)
    assert [None, THE_DAY] == [article.published for article in corpus]
    ((place, problem),) = corpus.warnings.values.tolist()
    assert "metadata.csv, row 2" == place
    assert "'3/4/2025' may be either of two days" in problem


def test_a_spreadsheet_s_own_count_of_days(load: Load) -> None:
    """A cell that lost its format is a number; the day is the one the spreadsheet would show, and this is said."""
    serial = (THE_DAY - date(1899, 12, 30)) // timedelta(days=1)
    raw = make_xlsx({"a": [("id", "text", "date"), ("x", "One story.", serial), ("y", "Another.", THE_DAY)]})
    corpus = load("a.xlsx", raw)
    assert [THE_DAY, THE_DAY] == [article.published for article in corpus]
    assert ["column 'date': '46008' is a number; read as the day 2025-12-17"] == corpus.warnings[
        "problem"
    ].tolist()


@pytest.mark.parametrize(
    ("line", "day", "doubts"),
    [
        ("Published 12/17/2025", THE_DAY, 0),
        ("Updated: 17.12.2025 08:34", THE_DAY, 0),
        ("Published 03/04/2025", None, 1),
    ],
)
def test_an_article_s_own_header_is_read_alike(
    tmp_path: Path, line: str, day: date | None, doubts: int
) -> None:
    """A day in figures above the story dates it where it has one reading; where it has two, that is said."""
    (tmp_path / "a.txt").write_text(f"{HEADLINE}\n{line}\n\n{PARAGRAPHS[0]}\n\n{PARAGRAPHS[2]}")
    corpus = load_corpus(tmp_path)
    assert day == corpus["a"].published
    assert doubts == len(corpus.warnings)
    assert all("its header says 03/04/2025" in problem for problem in corpus.warnings["problem"])
