"""Proves that a damaged, a different and a repeated run are each told for what they are."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pandas as pd
import pytest

from analysis.errors import DatelineError
from analysis.reports import Rendering
from analysis.reports.provenance import compare, reproduce, verify
from analysis.reports.provenance._table_diff import compare_tables
from analysis.reports.provenance.compare import compare_reports, make_comparison_page
from analysis.reports.provenance.reproduce import compare_folders, reproduce_reports
from analysis.reports.provenance.verify import verify_reports

Render = Callable[..., Rendering]


@pytest.fixture
def copied(small_reports: Path, tmp_path: Path) -> Path:
    """A copy of the small reports that a test may damage."""
    return Path(shutil.copytree(small_reports / "reports", tmp_path / "copy"))


def test_whole_folder_is_as_made(copied: Path, small_reports: Path) -> None:
    """A folder that nobody touched has nothing against it, wherever it is."""
    verdict = verify_reports(copied, notebooks=small_reports / "notebooks")

    assert () == verdict.damaged
    assert verdict.files > 10


def test_damage_is_named(copied: Path, small_reports: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A changed, a missing and a foreign file are each named, and the exit code says so."""
    (copied / "index.html").write_text("changed")
    (copied / "data/articles.csv").unlink()
    (copied / "extra.html").write_text("not ours")
    code = verify.main([str(copied), "--notebooks", str(small_reports / "notebooks")])
    said = capsys.readouterr().out

    assert 1 == code
    assert "index.html is changed" in said
    assert "data/articles.csv is missing" in said
    assert "extra.html is not in the manifest" in said


def test_what_a_person_types_reaches_the_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Corpus, metadata and notebooks are those that are named; what differs here is no damage, yet no match."""
    asked = {}

    def check(folder: Path, **given: Path | None) -> verify.Verdict:
        asked.update(given, folder=folder)
        return verify.Verdict(1, (), ("corpus file a.txt differs",))

    monkeypatch.setattr(verify, "verify_reports", check)
    names = ("corpus", "metadata", "notebooks")
    typed = [word for name in names for word in (f"--{name}", f"x/{name}")]
    assert 1 == verify.main([str(tmp_path), *typed])
    assert {"folder": tmp_path} | {name: Path("x", name) for name in names} == asked
    said = capsys.readouterr().out
    assert "1 file is what manifest.json says\ndiffers here: corpus file a.txt differs\n" in said
    assert "this installation would not make these reports" in said


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("parameters", "has other inputs for source_overlap.html"),
        ("versions", "has other inputs for source_overlap.html"),
        ("corpus", "lists other files of the corpus"),
        ("package", "lists other source files"),
        ("sources", "has other inputs for source_overlap.html"),
    ],
)
def test_a_manifest_that_was_edited_contradicts_itself(
    copied: Path, small_reports: Path, part: str, said: str
) -> None:
    """What is changed in the manifest alone no longer gives the digests that the pages bear."""
    manifest = json.loads((copied / "manifest.json").read_text())
    entry = manifest["notebooks"]["source_overlap"]
    if part == "parameters":
        entry["parameters"]["min_words"] = 99
    elif part == "sources":
        entry["sources"]["analysis/gone.py"] = "0"
    else:
        edited = manifest[part].get("files", manifest[part])
        edited[next(iter(edited))] = "0"
    (copied / "manifest.json").write_text(json.dumps(manifest))
    damaged = verify_reports(copied, notebooks=small_reports / "notebooks").damaged

    assert any(said in problem for problem in damaged)


def test_other_inputs_are_named(
    copied: Path, small_reports: Path, tmp_path: Path, seeds_folder: Path
) -> None:
    """Another notebook or article in this checkout means that it would not make these reports."""
    notebooks = Path(shutil.copytree(small_reports / "notebooks", tmp_path / "notebooks"))
    corpus = Path(shutil.copytree(seeds_folder, tmp_path / "seeds"))
    (notebooks / "source_overlap.ipynb").write_text("{}")
    next(corpus.glob("001*.txt")).write_text("Another text.")
    verdict = verify_reports(copied, corpus=corpus, notebooks=notebooks)

    assert "notebook source_overlap.ipynb" in verdict.differing
    assert "corpus file 001_66396de939dc4853.txt differs" in verdict.differing


def test_other_sources_are_named(copied: Path, small_reports: Path) -> None:
    """A file of the program that differs is named once, whether all pages depend on it or some."""
    manifest = json.loads((copied / "manifest.json").read_text())
    manifest["package"]["files"]["analysis/__init__.py"] = "0"
    for name in ("source_overlap", "term_frequencies"):
        manifest["notebooks"][name]["sources"] = {"analysis/gone.py": "0"}
    (copied / "manifest.json").write_text(json.dumps(manifest))
    differing = verify_reports(copied, notebooks=small_reports / "notebooks").differing

    told = ["source file analysis/__init__.py differs", "source file analysis/gone.py is missing"]
    assert told == [sentence for sentence in differing if sentence.startswith("source file")]


def test_a_source_file_is_a_cause_of_what_reaches_it(small_reports: Path, tmp_path: Path) -> None:
    """A file that only some notebooks reach cannot have moved a table of another one, or of the corpus."""
    runs = [tmp_path / "old", tmp_path / "new"]
    for digest, run in enumerate(runs):
        shutil.copytree(small_reports / "reports", run)
        manifest = json.loads((run / "manifest.json").read_text())
        for name in ("source_overlap", "term_frequencies"):
            manifest["notebooks"][name]["sources"] = {"analysis/some.py": f"{digest}"}
        manifest["notebooks"]["term_frequencies"]["sources"]["analysis/own.py"] = f"{digest}"
        manifest["package"]["files"]["analysis/all.py"] = f"{digest}"
        (run / "manifest.json").write_text(json.dumps(manifest))
    comparison = compare_reports(*runs)

    assert {
        "source file analysis/all.py differs": (),
        "source file analysis/own.py differs": ("term_frequencies",),
        "source file analysis/some.py differs": ("source_overlap", "term_frequencies"),
    } == {cause.sentence: cause.notebooks for cause in comparison.causes}
    counts = {
        table: len(comparison.causes_of(table))
        for table in (
            "articles",
            "quote_attributions_words",
            "source_overlap_words",
            "term_frequencies_words",
        )
    }
    assert [1, 1, 2, 3] == list(counts.values())


@pytest.mark.parametrize("content", [None, "[]", "{"])
def test_folder_without_a_manifest_is_one_sentence(tmp_path: Path, content: str | None) -> None:
    """What is no folder of reports is not verified but refused."""
    if content is not None:
        (tmp_path / "manifest.json").write_text(content)

    with pytest.raises(DatelineError, match=r"has no manifest\.json that can be read"):
        verify_reports(tmp_path)
    assert 2 == verify.main([str(tmp_path)])


def test_two_runs_under_unlike_conditions_are_alike(
    small_reports: Path, tmp_path: Path, seeds_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Folder, home, zone, locale, hash seed, processes and order of listing leave no trace in any byte.

    Both runs are told the same parameters, and find a file that is named from the folder of this one.
    """
    (tmp_path / "facts.csv").write_text("file,outlet\n001_66396de939dc4853.txt,The Post\n")
    (tmp_path / "articles").mkdir()
    for seed in sorted(seeds_folder.glob("*.txt")):
        text = seed.read_text(encoding="utf-8")[:1200]
        (tmp_path / "articles" / seed.name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    scratch, given = tmp_path / "scratch", [("metadata", "facts.csv"), ("language", "")]
    notebooks = small_reports / "notebooks"
    assert [] == reproduce_reports(tmp_path / "articles", scratch, notebooks=notebooks, parameters=given)
    assert "The Post" in (scratch / "first/reports/data/articles.csv").read_text()


def test_two_runs_that_are_compared_have_nothing_in_common() -> None:
    """What stayed the same could leave a trace that the comparison cannot see."""
    first, second = asdict(reproduce._FIRST), asdict(reproduce._SECOND)
    assert [] == [name for name in first if first[name] == second[name]]


def test_a_run_that_fails_is_one_sentence(tmp_path: Path) -> None:
    """A comparison of two runs ends with the first that fails, and says with which exit code."""
    with pytest.raises(DatelineError, match=r"^The first run ended with exit code \d+; see above\.$"):
        reproduce_reports(tmp_path / "missing.txt", tmp_path)
    assert (tmp_path / "first" / "home").is_dir()


def test_what_two_runs_made_is_kept_where_it_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A named folder stays; one that was made for the comparison alone goes."""
    places: list[Path] = []

    def runs(_: Path, scratch: Path, **__: object) -> list[str]:
        places.append(scratch)
        (scratch / "made").write_text("x")
        return []

    monkeypatch.setattr(reproduce, "reproduce_reports", runs)
    assert 0 == reproduce.main(["--keep", str(tmp_path / "kept")]) == reproduce.main([])
    assert (tmp_path / "kept" / "made").is_file()
    assert [True, False] == [place.exists() for place in places]
    assert "made the same bytes" in capsys.readouterr().out

    def fails(*_: object, **__: object) -> list[str]:
        raise DatelineError("The first run ended.")

    monkeypatch.setattr(reproduce, "reproduce_reports", fails)
    assert 2 == reproduce.main([])
    assert "error: The first run ended.\n" == capsys.readouterr().err


def test_first_difference_is_shown(tmp_path: Path) -> None:
    """A byte that differs is named with its place and what stands around it."""
    for name, text in (("one", "made at 10:31"), ("other", "made at 10:32")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "page.html").write_text(text)
    (tmp_path / "one/only.csv").write_text("")

    assert [
        "only.csv: only in the first run",
        "page.html: byte 12: 'made at 10:31' against 'made at 10:32'",
    ] == (compare_folders(tmp_path / "one", tmp_path / "other"))


def test_moved_numbers_and_their_cause_are_named(
    render: Render, short_articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A longer article moves its number; the comparison says which, by how much, and by which file."""
    render(short_articles)
    old = Path(shutil.copytree(tmp_path / "reports", tmp_path / "old"))
    article = next(short_articles.glob("001*.txt"))
    article.write_text(article.read_text() + "\nThree words more.\n")
    render(short_articles, parameters={"min_words": 9})
    comparison = compare_reports(old, tmp_path / "reports")
    words = next(table for table in comparison.tables if table.name == "source_overlap_words")

    causes = {cause.sentence: cause.notebooks for cause in comparison.causes}
    assert () == causes["article file 001_66396de939dc4853.txt differs"]
    assert ("source_overlap",) == causes["source_overlap: parameter min_words was 8 and is 9"]
    assert [("words", 3.0)] == [(change.column, change.difference) for change in words.numbers]
    page = make_comparison_page(comparison, "old", "new").decode()
    assert "article file 001_66396de939dc4853.txt differs" in page
    assert "<del>4 articles have 365 words.</del>" in page
    assert 0 == compare.main([str(old), str(tmp_path / "reports"), "--output", str(tmp_path / "moved.html")])
    assert "source_overlap_words: 1 number moved" in capsys.readouterr().out
    assert b"article file 001_66396de939dc4853.txt differs" in (tmp_path / "moved.html").read_bytes()


def test_rows_that_come_and_go_are_counted(tmp_path: Path) -> None:
    """Rows are matched by what names them, not by their place."""
    for name, terms in (("old", ["a", "b", "c"]), ("new", ["c", "b", "d"])):
        (tmp_path / name).mkdir()
        frame = pd.DataFrame({"term": terms, "count": [1, 2, 3], "articles": 1})
        frame.to_csv(tmp_path / name / "term_frequencies.csv", index=False)
    (table,) = compare_tables(tmp_path / "old", tmp_path / "new")

    assert (("d",), ("a",)) == (table.added, table.removed)
    assert [("c", "count", 3.0, 1.0)] == [(n.row, n.column, n.before, n.after) for n in table.numbers]
