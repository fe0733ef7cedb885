"""Proves that how a corpus is read reaches every page, counts as an input, and is refused by name."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analysis.errors import DatelineError
from analysis.reports import Rendering
from analysis.reports._cli import main
from analysis.reports.provenance import compare, verify

Render = Callable[..., Rendering]

GERMAN = (
    "Die Regierung hat am Montag in Berlin mitgeteilt, dass sie mit den Ländern über das neue Gesetz "
    "sprechen will. Die Länder sind nicht einverstanden und haben das auch gesagt."
)
ENGLISH = "The minister said on Monday that the talks with the North would go on for as long as they had to."


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A table whose columns have names of their own, one of its two articles in German."""
    file = tmp_path / "artikel.csv"
    rows = {"Nummer": ["a1", "a2"], "Volltext": [ENGLISH, GERMAN], "Zeitung": ["Post", "Blatt"]}
    pd.DataFrame(rows).to_csv(file, index=False)
    return file


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    """A table of metadata of the seeds, in a folder of its own."""
    file = tmp_path / "elsewhere" / "facts.csv"
    file.parent.mkdir()
    file.write_text("file,outlet\n001_66396de939dc4853.txt,The Post\n")
    return file


def manifest(folder: Path) -> dict[str, Any]:
    """Read a manifest."""
    written: dict[str, Any] = json.loads((folder / "manifest.json").read_text())
    return written


def articles(folder: Path) -> pd.DataFrame:
    """Read the table of articles of a folder of reports."""
    return pd.read_csv(folder / "data/articles.csv", keep_default_na=False)


def test_a_table_is_read_by_the_names_of_its_columns(table: Path, tmp_path: Path, cache: Path) -> None:
    """On the command line: the German article counts too, in the run's tables and in the notebook's."""
    places = ["--output", str(tmp_path / "out"), "--cache", str(cache)]
    chosen = ["--only", "term_frequencies", "-p", "copies", "not looked for", "-p", "compare_by", "outlet"]
    columns = ["--column", "doc_id=Nummer", "--column", "text=Volltext", "--column", "outlet=Zeitung"]
    assert 0 == main(["--corpus", str(table), *columns, "--language", "", *places, *chosen])
    read = articles(tmp_path / "out")
    words = pd.read_csv(tmp_path / "out/data/words_by_article.csv")

    assert [("a1", "Post"), ("a2", "Blatt")] == list(zip(read["doc_id"], read["outlet"], strict=True))
    assert ["a1", "a2"] == list(words["doc_id"])
    written = manifest(tmp_path / "out")
    named = {"doc_id": "Nummer", "text": "Volltext", "outlet": "Zeitung"}
    assert {"columns": named, "language": ""} == written["corpus"]["reading"]
    assert "" == written["notebooks"]["term_frequencies"]["parameters"]["language"]
    executed = (tmp_path / "out/notebooks/term_frequencies.ipynb").read_text()
    assert "text=Volltext" in executed


def test_the_overview_says_what_was_taken_for_what(table: Path, render: Render, tmp_path: Path) -> None:
    """Each column under its own name, as text and not as markup; dates and outlets nobody stated are counted."""
    hostile = table.with_name("<i>artikel.csv")
    hostile.write_text(table.read_text().replace("Volltext", "<b>Volltext"))
    render(hostile, parameters={"columns": ["text=<b>Volltext"]})
    page = (tmp_path / "reports/index.html").read_text()
    assert "Columns of &lt;i&gt;artikel.csv: text from “&lt;b&gt;Volltext”" in page
    assert "<b>Volltext" not in page

    folder = tmp_path / "articles"
    folder.mkdir()
    for outlet in ("post", "times"):
        for day in (17, 18):
            (folder / f"{outlet}_2025-12-{day}_talks.txt").write_text(ENGLISH)
    render(folder)
    assert (
        "4 outlets and 4 dates from the names of their files."
        in (tmp_path / "reports/index.html").read_text()
    )
    render(folder, parameters={"infer": False})
    assert {""} == set(articles(tmp_path / "reports")["outlet"])
    assert {"infer": False} == manifest(tmp_path / "reports")["corpus"]["reading"]


def test_other_languages_are_left_out_by_default(table: Path, render: Render, tmp_path: Path) -> None:
    """The overview says how many items were left out, which may be rows; taking all is another reading."""
    columns = {"columns": ["text=Volltext", "doc_id=Nummer"]}
    render(table, parameters=columns)
    assert ["a1"] == list(articles(tmp_path / "reports")["doc_id"])
    index = (tmp_path / "reports/index.html").read_text()
    assert "One item (a file, or a row of a table) was left out of every figure" in index
    again = render(table, parameters=columns | {"language": ""})

    assert ("source_overlap",) == again.made
    assert ["a1", "a2"] == list(articles(tmp_path / "reports")["doc_id"])
    assert ["a1", "a2"] == list(pd.read_csv(tmp_path / "reports/data/source_overlap_words.csv")["doc_id"])


@pytest.mark.usefixtures("steady_package")
def test_the_table_of_metadata_is_an_input(
    render: Render, facts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Named from the working folder, it is in the manifest by content, and a change of it makes the page again."""
    monkeypatch.chdir(facts.parent)
    folder, given = tmp_path / "reports", {"metadata": "facts.csv"}
    render(parameters=given)
    assert "The Post" in list(articles(folder)["outlet"])
    assert ((), ("source_overlap",)) == (lambda run: (run.made, run.kept))(render(parameters=given))
    before = manifest(folder)
    old = Path(shutil.copytree(folder, tmp_path / "old"))
    facts.write_text(facts.read_text().replace("The Post", "The Times"))
    assert ("source_overlap",) == render(parameters=given).made
    after = manifest(folder)

    assert "The Times" in list(articles(folder)["outlet"])
    assert "facts.csv" == after["notebooks"]["source_overlap"]["parameters"]["metadata"]
    assert str(tmp_path) not in (folder / "notebooks/source_overlap.ipynb").read_text()
    assert before["corpus"]["files"] == after["corpus"]["files"]
    assert before["corpus"]["sha256"] != after["corpus"]["sha256"]
    assert "table of metadata facts.csv" in (folder / "index.html").read_text()
    causes = [cause.sentence for cause in compare.compare_reports(old, folder).causes]
    assert "source_overlap: the file of parameter metadata differs" in causes


def test_a_page_of_another_reading_says_so(render: Render, facts: Path, made_before: Path) -> None:
    """A page that was made without the table of metadata is of an earlier state of the corpus."""
    render(parameters={"metadata": str(facts)})
    said = (made_before / "index.html").read_text()
    assert "Term frequencies of the articles: this page was made from an earlier state" in said


def test_verifying_wants_the_table_of_metadata(render: Render, facts: Path, tmp_path: Path) -> None:
    """Without it nobody can say that the reports would come out the same; with another one they would not."""
    render(parameters={"metadata": str(facts)})
    reports, notebooks = tmp_path / "reports", tmp_path / "notebooks"

    def tables(**named: Path) -> list[str]:
        said = verify.verify_reports(reports, notebooks=notebooks, **named).differing
        return [sentence for sentence in said if "metadata" in sentence]

    assert ["the table of metadata facts.csv is not here (name it with --metadata)"] == tables()
    assert [] == tables(metadata=facts)
    facts.write_text("file,outlet\n")
    assert ["the table of metadata facts.csv differs"] == tables(metadata=facts)


def test_a_table_of_metadata_that_changes_meanwhile_is_told(
    render: Render, facts: Path, tmp_path: Path
) -> None:
    """Nobody knows which state a page was made from whose table of metadata changed while it was made."""
    render(parameters={"metadata": str(facts)}, extra=f"open({str(facts)!r}, 'w').write('file,outlet\\n')")
    entry = manifest(tmp_path / "reports")["notebooks"]["source_overlap"]
    assert ("", ["facts.csv"]) == (entry["key"], entry["changed_while_made"])


@pytest.mark.parametrize(
    ("options", "code", "expected"),
    [
        (["--column", "Volltext"], 2, "'columns' cannot be ['Volltext']: it must be a list of NAME=COLUMN"),
        (["-p", "columns", "text=A, text=B"], 2, "each name once"),
        (["--language", "de"], 2, "'language' cannot be 'de': it must be en, or empty"),
        (["--metadata", "none.csv"], 1, "Parameter 'metadata': there is no file 'none.csv'; check the path."),
        (
            ["--column", "text=Text"],
            1,
            "artikel.csv has no column 'Text'; it has Nummer, Volltext and Zeitung.",
        ),
        (["--column", "txt=Volltext"], 1, "columns: 'txt' is not the name of a fact; did you mean 'text'?"),
        ([], 1, "--column text=NAME"),
    ],
)
def test_a_reading_that_will_not_do_is_one_sentence(
    options: list[str],
    code: int,
    expected: str,
    table: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Each slip is answered with the option's name, before anything is made."""
    assert code == main(["--corpus", str(table), "--output", str(tmp_path / "out"), *options])
    said = capsys.readouterr().err
    assert expected in said
    assert 1 == len(said.splitlines())
    assert not (tmp_path / "out").exists()


def test_columns_of_a_folder_of_articles_are_refused(render: Render) -> None:
    """Files of articles have no columns: naming them is a slip that is not passed over."""
    with pytest.raises(DatelineError, match=r"\(text=Volltext\), but seeds holds articles as files"):
        render(parameters={"columns": ["text=Volltext"]})


def test_articles_all_in_another_language_lead_to_the_option(render: Render, tmp_path: Path) -> None:
    """Where nothing is left the sentence says how to take the articles all the same."""
    (tmp_path / "artikel").mkdir()
    (tmp_path / "artikel" / "eins.txt").write_text(GERMAN)
    with pytest.raises(
        DatelineError, match=r'eins\.txt: not in English .*--language "" takes other languages all the same'
    ):
        render(tmp_path / "artikel")


def test_a_table_of_metadata_in_the_folder_is_no_article(render: Render, tmp_path: Path) -> None:
    """A table that is named is about the corpus, whatever it is called and wherever it lies."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "one.txt").write_text(ENGLISH)
    (folder / "facts.csv").write_text("file,outlet\none.txt,The Post\n")
    render(folder, parameters={"metadata": str(folder / "facts.csv")})
    assert ["The Post"] == list(articles(tmp_path / "reports")["outlet"])
    assert (tmp_path / "reports/data/rejected.csv").read_text() == "file,reason\n"
