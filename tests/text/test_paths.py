"""Paths as people type them."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis._inputs import find_input
from analysis.corpus import load_corpus
from analysis.errors import DatelineError
from analysis.text import expand_home


@pytest.mark.parametrize("name", ["~$report.docx", "~nobody-of-this-name/x.csv", "x" * 500, "a\0b"])
def test_a_name_that_is_no_path_is_one_sentence(name: str) -> None:
    """The lock file of an office program, a home that is none, and what no file can be called are not there."""
    assert find_input(name) == Path(name)
    with pytest.raises(DatelineError, match="There is no"):
        load_corpus(name)


def test_the_home_folder_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A path that begins with ~ is in the user's home."""
    monkeypatch.setenv("HOME", str(tmp_path))
    assert expand_home("~/articles") == tmp_path / "articles"
