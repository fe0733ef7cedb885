"""The first and last lines of a notebook: inputs found from both folders, results written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analysis import load_corpus, session
from analysis._inputs import corpus_options, default_cache
from analysis.errors import DatelineError
from analysis.parameters import check_parameters
from analysis.text import Finding
from tests.corpus.making import make_pdf


def settings(**values: Any) -> dict[str, Any]:
    """Return the settings of the notebook of terms, with some values changed."""
    return check_parameters("term_frequencies", values)


@pytest.mark.parametrize("folder", [".", "notebooks"])
def test_the_seeds_are_found_from_both_folders(
    root: Path, cache: Path, monkeypatch: Any, folder: str
) -> None:
    """The name seeds means the same corpus from the project's folder and from notebooks/."""
    monkeypatch.chdir(root / folder)
    assert len(session.open_corpus(settings(cache=str(cache)))) == 4


def test_a_missing_corpus_is_named() -> None:
    """A folder that is not there stops with its name."""
    with pytest.raises(DatelineError, match="no_such_folder"):
        session.open_corpus(settings(corpus="no_such_folder"))


def test_results_are_written_where_asked_and_nowhere_else(tmp_path: Path, monkeypatch: Any) -> None:
    """An empty output writes nothing; a folder gets each table twice and the findings."""
    monkeypatch.chdir(tmp_path)
    tables = {"rejected": pd.DataFrame({"file": ["a"], "reason": ["empty"]})}
    session.save_results(settings(), "term_frequencies", tables, [Finding("One finding.")])
    assert list(tmp_path.iterdir()) == []
    session.save_results(settings(output="out"), "term_frequencies", tables, [Finding("One finding.")])
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["rejected.csv", "rejected.parquet", "term_frequencies.findings.json"]


def test_a_notebook_reads_the_texts_that_the_run_kept(tmp_path: Path, monkeypatch: Any) -> None:
    """What a run takes out of a .pdf goes to its cache, where each notebook finds it under the same key."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "ferry.pdf").write_bytes(make_pdf())
    given = settings(corpus=str(tmp_path / "articles"), cache=str(tmp_path / "cache"))
    run = load_corpus(tmp_path / "articles", **corpus_options(given))
    monkeypatch.setattr(
        "analysis.corpus.readers._text_cache._save", lambda *_: pytest.fail("it was read again")
    )
    assert session.open_corpus(given).corpus["ferry"].text == run["ferry"].text
    assert corpus_options(settings())["cache"] == default_cache()
