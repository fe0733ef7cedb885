"""Emptying the cache: all that is kept goes, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.annotation import annotate
from analysis.corpus import Corpus
from analysis.reports.clean import main


def test_what_is_kept_goes_and_nothing_else(
    short_seeds: Corpus, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Parses and cached texts are removed; a user's own files in the folder stay, and the next run makes all anew."""
    annotate(short_seeds, cache=tmp_path)
    text = tmp_path / "ab" / f"{'0' * 62}.json"
    text.parent.mkdir()
    text.write_text("{}" + " " * 1_400_000)
    size = sum(path.stat().st_size for path in tmp_path.rglob("*") if path.is_file())
    own = tmp_path / "notes.txt"
    own.write_text("mine")
    mine = tmp_path / "cd" / "mine.txt"
    mine.parent.mkdir()
    mine.write_text("mine")
    assert 0 == main(["--cache", str(tmp_path)])
    assert {own, mine, mine.parent} == set(tmp_path.rglob("*"))
    assert f"{tmp_path}: 2 files removed, {size / 1e6:,.1f} MB\n" == capsys.readouterr().out
    assert len(list(annotate(short_seeds, cache=tmp_path))) == len(short_seeds)


def test_a_folder_that_is_not_there_is_empty(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing to remove is no error."""
    assert 0 == main(["--cache", str(tmp_path / "none")])
    assert "0 files removed" in capsys.readouterr().out
