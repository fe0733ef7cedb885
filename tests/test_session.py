"""The first and last lines of a notebook: inputs found from both folders, stop lists, results written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analysis import annotate, load_corpus, session
from analysis._inputs import corpus_options, default_cache
from analysis.annotation import AnnotatedCorpus
from analysis.errors import DatelineError
from analysis.parameters import check_parameters
from tests.copied_articles import write_articles
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


def test_a_stop_list_takes_a_file_and_more_words(tmp_path: Path) -> None:
    """No setting is the built-in list, words are added to it, a file replaces it."""
    assert session.stop_words(settings()) == "english"
    assert session.stop_words(settings(extra_stop_words=["Seoul"])) == ["+seoul"]
    file = tmp_path / "stop.txt"
    file.write_text("alpha\nbeta\n")
    given = settings(stop_words_file=str(file), extra_stop_words=["Gamma"])
    assert session.stop_words(given) == ["alpha", "beta", "gamma"]


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> AnnotatedCorpus:
    """Articles of which some copy others."""
    folder = tmp_path_factory.mktemp("copied")
    return annotate(load_corpus(write_articles(folder / "articles")), cache=cache)


def test_copies_are_counted_set_aside_or_not_looked_for(copied: AnnotatedCorpus) -> None:
    """What a notebook is about follows its parameter; both counts are there beside it."""
    counted = session.count_corpus(settings(), copied)
    assert counted.counts is counted.every
    assert counted.once.words.sum() < counted.every.words.sum()
    aside = session.count_corpus(settings(copies="set aside"), copied)
    assert aside.counts is aside.once
    assert not session.count_corpus(settings(copies="not looked for"), copied).looked_for


def test_parameters_reach_the_counts(copied: AnnotatedCorpus) -> None:
    """Unit, length of n-grams, stop list and expressions are those of the notebook."""
    given = settings(unit="ngram", ngram_size=3, extra_stop_words=["Harbour"], names_together=False)
    counts = session.count_corpus(given, copied).counts
    assert ("ngram", 3, False) == (counts.unit, counts.options.n, counts.options.names_together)
    assert all(len(term.split()) == 3 and not term.startswith("harbour") for term in counts.terms)


def test_a_missing_corpus_is_named() -> None:
    """A folder that is not there stops with its name."""
    with pytest.raises(DatelineError, match="no_such_folder"):
        session.open_corpus(settings(corpus="no_such_folder"))


def test_results_are_written_where_asked_and_nowhere_else(tmp_path: Path, monkeypatch: Any) -> None:
    """An empty output writes nothing; a folder gets each table twice and the findings."""
    monkeypatch.chdir(tmp_path)
    tables = {"rejected": pd.DataFrame({"file": ["a"], "reason": ["empty"]})}
    session.save_results(settings(), "term_frequencies", tables, ["One finding."])
    assert list(tmp_path.iterdir()) == []
    session.save_results(settings(output="out"), "term_frequencies", tables, ["One finding."])
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["rejected.csv", "rejected.parquet", "term_frequencies.findings.json"]


def test_a_notebook_reads_the_texts_that_the_run_kept(tmp_path: Path, monkeypatch: Any) -> None:
    """What a run takes out of a .pdf goes to its cache, where each notebook finds it under the same key."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "ferry.pdf").write_bytes(make_pdf())
    given = settings(corpus=str(tmp_path / "articles"), cache=str(tmp_path / "cache"))
    run = load_corpus(tmp_path / "articles", **corpus_options(given))
    monkeypatch.setattr("analysis.corpus._kept._save", lambda *_: pytest.fail("it was read again"))
    assert session.open_corpus(given).corpus["ferry"].text == run["ferry"].text
    assert corpus_options(settings())["cache"] == default_cache()
