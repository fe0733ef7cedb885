"""Proves that the evaluation report is made by name alone, from either gold, and that mistakes are one sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from analysis.parameters import PARAMETERS, REPORTS, choose_reports
from analysis.reports import _run, evaluate
from analysis.schema import TABLES
from tests.rendering import render_evaluation
from tests.small_gold import write_polnear, write_relations


@pytest.fixture(scope="session")
def evaluation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The evaluation report of a small part of PolNeAR."""
    return render_evaluation(tmp_path_factory)


def test_report_is_whole(evaluation: Path) -> None:
    """Page, tables, executed notebook, overview and manifest are there; the corpus has the part's name."""
    manifest = json.loads((evaluation / "manifest.json").read_text())
    page = (evaluation / "quote_evaluation.html").read_text()

    assert ["quote_evaluation"] == list(manifest["notebooks"])
    assert "PolNeAR dev" == manifest["corpus"]["name"]
    assert "Evaluation of quote attributions · PolNeAR dev" in page
    assert "quote_attributions.html" not in page
    assert (evaluation / "notebooks" / "quote_evaluation.ipynb").is_file()
    assert "F1" in (evaluation / "index.html").read_text()


def test_tables_are_defined(evaluation: Path) -> None:
    """Every column is described, and the key of each table tells its rows apart."""
    described = json.loads((evaluation / "data" / "datapackage.json").read_text())
    for resource in described["resources"]:
        assert [] == [field["name"] for field in resource["schema"]["fields"] if not field.get("description")]
    for name in ("scores", "reliability", "errors", "article_scores", "news_scores"):
        table = pd.read_csv(evaluation / "data" / f"{name}.csv", dtype=str, keep_default_na=False)
        assert list(table.columns) == [column.name for column in TABLES[name].columns]
        assert not table.duplicated(list(TABLES[name].key)).any(), name


def test_other_news_stand_on_the_same_page(evaluation: Path) -> None:
    """The page has a row for the news of either gold; where clauses alone are marked it has recall, no precision."""
    page = (evaluation / "quote_evaluation.html").read_text()
    news = pd.read_csv(evaluation / "data" / "news_scores.csv", keep_default_na=False)

    assert "clauses only" in page
    assert {"all attributions", "clauses only"} == set(news["marked"])
    assert {"Small interview", "Small news"} < set(news["news"])
    assert {""} == set(news.loc[news["marked"] == "clauses only", "precision"])


def test_errors_are_shown_escaped_with_their_marks(evaluation: Path) -> None:
    """What is missed stands in its article's words; a tag in there is text."""
    page = (evaluation / "quote_evaluation.html").read_text()

    assert "<img src=x" not in page
    assert "&lt;img src=x" in page
    assert 'class="errors"' in page


def test_nothing_of_this_machine_is_on_the_page(evaluation: Path) -> None:
    """No path reaches the page, and no time."""
    for name in ("quote_evaluation.html", "index.html", "manifest.json", "notebooks/quote_evaluation.ipynb"):
        text = (evaluation / name).read_text()
        assert str(evaluation.parent) not in text
        assert "words a second" not in text


def test_gold_belongs_to_the_inputs(evaluation: Path) -> None:
    """The manifest has the gold's digest, so that other gold makes another page."""
    entry = json.loads((evaluation / "manifest.json").read_text())["notebooks"]["quote_evaluation"]

    assert ["gold", "relations"] == list(entry["parameter_files"])
    assert ("dev", "relations") == (entry["parameters"]["gold"], entry["parameters"]["relations"])


def test_no_run_makes_it_unasked() -> None:
    """The notebook is one of those known, but of no run that names none; nor has it a place in its navigation."""
    assert {"quote_evaluation"} == set(PARAMETERS) - set(REPORTS)
    assert list(REPORTS) == choose_reports()
    assert [f"{name}.html" for name in REPORTS] == [
        link["href"] for link in _run.page_links(["term_frequencies"])[1:]
    ]
    assert ["index.html", "quote_evaluation.html"] == [
        link["href"] for link in _run.page_links(["quote_evaluation"])
    ]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (
            ["--polnear", "{folder}"],
            "is not a part of PolNeAR: it must hold the folders text and attributions",
        ),
        (["--polnear", "{folder}", "--gold", "x"], "leave out --corpus and --gold"),
        (["--gold", "{folder}/gold.jsonl"], "--corpus and --gold go together"),
        (["--corpus", "{folder}", "--gold", "{folder}/gold.jsonl"], "There is no gold at"),
        (["--record"], "name it with --polnear PATH"),
    ],
)
def test_mistake_is_one_sentence(
    arguments: list[str], expected: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A wrong path or options that do not go together stop with a sentence, and no folder is made."""
    given = [argument.format(folder=tmp_path) for argument in arguments]

    assert 1 == evaluate.main([*given, "--output", str(tmp_path / "out")])
    said = capsys.readouterr().err
    assert said.startswith("error: ")
    assert expected in said
    assert 1 == len(said.splitlines())
    assert not (tmp_path / "out").exists()


def test_scores_and_speed_are_printed(
    evaluation: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A second run makes nothing anew, prints scores and speed, and ends with the page's place."""
    gold = ["--polnear", str(write_polnear(tmp_path / "polnear"))]
    gold += ["--relations", str(write_relations(tmp_path / "relations"))]
    places = ["--output", str(evaluation), "--cache", str(evaluation.parent / "cache")]
    before = (evaluation / "quote_evaluation.html").read_bytes()

    assert 0 == evaluate.main([*gold, *places])
    said = capsys.readouterr()
    assert "quote_evaluation: unchanged" in said.err
    assert "attribution and source" in said.out
    assert "words a second of CPU" in said.out
    assert said.out.splitlines()[-1].endswith("quote_evaluation.html")
    assert before == (evaluation / "quote_evaluation.html").read_bytes()
