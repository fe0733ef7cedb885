"""Proves that tables and findings leave as the same bytes and come back as the same values."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import DatelineError
from analysis.export import save_findings, save_tables
from analysis.schema import describe_package
from analysis.text import Finding, unshield_cell

TEXT = "He said: “it’s\n“good”, yes”"


def quotes() -> pd.DataFrame:
    """Make a table with every kind of cell that the analyses make."""
    return pd.DataFrame(
        {
            "doc_id": ["001", "002"],
            "content": [TEXT, "=1+1"],
            "content_spans": [[(0, 4), (7, 9)], []],
            "speaker": ["Wi Sung-lac", None],
            "confidence": [0.1 + 0.2, np.nan],
        }
    )


def test_csv_holds_what_the_table_holds(tmp_path: Path) -> None:
    """Text, lists, numbers to the last digit and unknown cells survive the way to CSV and back."""
    save_tables(tmp_path, {"quotes": quotes()})
    back = pd.read_csv(tmp_path / "quotes.csv", dtype={"doc_id": str})

    assert [TEXT, "'=1+1"] == list(back["content"])
    assert [TEXT, "=1+1"] == [unshield_cell(cell) for cell in back["content"]]
    assert [[[0, 4], [7, 9]], []] == [json.loads(cell) for cell in back["content_spans"]]
    assert 0.1 + 0.2 == back["confidence"][0]
    assert [False, True] == list(back["speaker"].isna())


def test_rows_are_written_in_blocks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table larger than a block has the rows, in their order, that one block of all would have."""
    table = pd.DataFrame(
        {"text": ["a", None, "b,c", "a"], "count": [1, 2, 3, 4], "ratio": [0.5, np.nan, np.inf, 2.0]}
    )
    table["mixed"] = pd.Series([1, True, 1.0, "1"], dtype=object)
    monkeypatch.setattr("analysis.export._ROWS_AT_ONCE", 3)
    save_tables(tmp_path, {"any": table})

    rows = ["text,count,ratio,mixed", "a,1,0.5,1", ",2,,True", '"b,c",3,inf,1.0', "a,4,2.0,1", ""]
    assert "\n".join(rows) == (tmp_path / "any.csv").read_text()


def test_parquet_has_the_kinds_of_the_schema(tmp_path: Path) -> None:
    """Columns keep their kind, also in a table without a row."""
    import pyarrow.parquet as pq

    save_tables(tmp_path / "full", {"quotes": quotes()})
    save_tables(tmp_path / "empty", {"quotes": quotes().iloc[:0]})
    full = pq.read_table(tmp_path / "full/quotes.parquet")

    assert [[[0, 4], [7, 9]], []] == full["content_spans"].to_pylist()
    assert [0.1 + 0.2, None] == full["confidence"].to_pylist()
    assert full.schema == pq.read_table(tmp_path / "empty/quotes.parquet").schema


def test_dates_are_days(tmp_path: Path) -> None:
    """A day is written as a day, without a clock, whichever type holds it."""
    table = pd.DataFrame({"published": [dt.date(2025, 12, 17), pd.Timestamp("2018-06-30"), None]})
    save_tables(tmp_path, {"articles": table})

    assert "published\n2025-12-17\n2018-06-30\n" in (tmp_path / "articles.csv").read_text()
    days = pd.read_parquet(tmp_path / "articles.parquet")["published"]
    assert [dt.date(2025, 12, 17), dt.date(2018, 6, 30), None] == list(days)


def test_same_table_same_bytes(tmp_path: Path) -> None:
    """Two writes of equal tables, one with another index, are equal files."""
    save_tables(tmp_path / "a", {"quotes": quotes()})
    save_tables(tmp_path / "b", {"quotes": quotes().set_index(pd.Index([7, 3]))})

    for name in ("quotes.csv", "quotes.parquet"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


@given(st.lists(st.text() | st.none(), max_size=5))
def test_any_text_can_be_written(tmp_path_factory: pytest.TempPathFactory, cells: list[str | None]) -> None:
    """No text, lone surrogates included, stops a table from being written."""
    folder = tmp_path_factory.mktemp("any")
    save_tables(folder, {"marked_terms": pd.DataFrame({"text": [*cells, "\ud800"]}, dtype=object)})

    back = pd.read_parquet(folder / "marked_terms.parquet")["text"]
    assert len(cells) + 1 == len(back)
    assert "?" == back.iloc[-1]


def test_findings_keep_their_order(tmp_path: Path) -> None:
    """Findings come out as they were ranked, sentences and links alike."""
    save_findings(tmp_path, "source_overlap", [Finding("One."), Finding("Two.", "pairs")])

    stored = json.loads((tmp_path / "source_overlap.findings.json").read_text())
    assert [{"sentence": "One."}, {"sentence": "Two.", "link": "pairs"}] == stored


def test_no_folder_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder name means that the tables are not wanted."""
    monkeypatch.chdir(tmp_path)
    save_tables("", {"quotes": quotes()})
    save_findings("", "source_overlap", [Finding("One.")])

    assert [] == list(tmp_path.iterdir())


def test_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """A file where the folder should be is the user's to mend, and nothing is left behind."""
    (tmp_path / "taken").write_text("a file")

    with pytest.raises(DatelineError, match="taken"):
        save_tables(tmp_path / "taken", {"quotes": quotes()})
    assert [tmp_path / "taken"] == list(tmp_path.iterdir())


def test_package_description_defines_columns() -> None:
    """The descriptor gives each column its meaning and unit, and leaves an unknown column visible."""
    described = describe_package({"quotes": ["doc_id", "content_spans", "new"]}, {"quotes.csv": {"bytes": 3}})
    fields = described["resources"][0]["schema"]["fields"]

    assert ["doc_id", "content_spans", "new"] == [field["name"] for field in fields]
    assert "array" == fields[1]["type"]
    assert "code points" in fields[1]["unit"]
    assert "description" not in fields[2]
