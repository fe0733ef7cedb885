"""The command that scores the finders: on the seeds' own gold, and in one sentence where there is no gold."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.quotes import evaluate


def test_the_rules_find_every_quotation_of_the_seeds(capsys: pytest.CaptureFixture[str]) -> None:
    """The table has a row for each kind, and direct quotations are all found with their sources."""
    assert evaluate.main(["--finder", "rules"]) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    (direct,) = [line for line in lines if line[:4] == ["attribution", "and", "source", "direct"]]
    assert direct[4:7] == ["100.0", "100.0", "100.0"]


def test_a_folder_without_gold_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A path that holds no PolNeAR stops with its name."""
    assert evaluate.main(["--polnear", str(tmp_path)]) == 1
    assert str(tmp_path) in capsys.readouterr().err
