"""Proves what a run leaves behind: all of a notebook or nothing of it, and only what changed made again."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest

from analysis.errors import DatelineError
from analysis.reports import Rendering, render_reports
from analysis.reports._execute import Job, _last_log_line
from analysis.reports.provenance import _manifest
from analysis.reports.provenance._project import digest_file, digest_files
from tests.small_notebooks import write_notebooks

Render = Callable[..., Rendering]

BREAK = "import json\njson.loads('{')"


def manifest(folder: Path) -> dict:
    """Read a manifest."""
    return json.loads((folder / "manifest.json").read_text())


def test_run_leaves_pages_tables_notebooks_and_manifest(small_reports: Path) -> None:
    """Everything that the readme promises is there, and nothing else."""
    folder = small_reports / "reports"
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}

    assert {"index.html", "manifest.json", "term_frequencies.html", "source_overlap.html"} <= found
    assert {"data/articles.csv", "data/articles.parquet", "data/datapackage.json"} <= found
    assert {"data/source_overlap_words.csv", "notebooks/source_overlap.ipynb"} <= found
    assert not [name for name in found if name.startswith((".", "failed"))]


def test_manifest_has_the_digest_of_every_input_and_output(small_reports: Path, root: Path) -> None:
    """Each file of the folder is listed with its content's digest, as is each article."""
    folder = small_reports / "reports"
    written = manifest(folder)
    outputs = _manifest.all_outputs(written)

    assert sorted(set(digest_files(folder)) - {"manifest.json"}) == sorted(outputs)
    assert [] == [name for name, digest in outputs.items() if digest_file(folder / name) != digest]
    assert digest_files(root / "seeds") == written["corpus"]["files"]
    assert {"python", "spacy", "altair"} <= set(written["versions"])
    assert 64 == len(written["models"]["language"]["sha256"])
    assert 64 == len(written["package"]["files"]["analysis/reports/_render.py"])


def test_nothing_published_knows_where_it_was_made(small_reports: Path) -> None:
    """No path of the machine, no time of the run is in any page, notebook, table description or manifest."""
    for path in (small_reports / "reports").rglob("*"):
        if path.suffix in {".html", ".ipynb", ".json", ".csv"}:
            text = path.read_text()
            assert str(small_reports) not in text, path
            assert str(Path.home()) + "/" not in text, path
            assert '"papermill": {' not in text, path
            assert "iopub" not in text, path


def test_executed_notebook_is_valid_and_stays_runnable(small_reports: Path) -> None:
    """A published notebook is a valid one, and its injected parameters are those that a reader can use."""
    book = nbformat.read(small_reports / "reports/notebooks/source_overlap.ipynb", as_version=4)
    nbformat.validate(book)
    injected = next(cell for cell in book.cells if cell.id == "injected-parameters")

    assert injected.source.startswith("# Parameters\n")
    assert "/" not in injected.source


def test_unchanged_run_makes_nothing_and_changes_no_byte(render: Render, made_before: Path) -> None:
    """A second run with the same inputs runs no notebook and leaves every file as it was."""
    before = digest_files(made_before)
    again = render()

    assert ((), ("source_overlap",)) == (again.made, again.kept)
    assert before == digest_files(made_before)
    assert ("source_overlap",) == render(force=True).made
    assert before == digest_files(made_before)


def test_changed_parameter_runs_its_notebook_alone(render: Render, made_before: Path) -> None:
    """What one notebook has a parameter for does not concern another."""
    again = render(only=["source_overlap", "term_frequencies"], parameters={"min_words": 12})

    assert (("source_overlap",), ("term_frequencies",)) == (again.made, again.kept)
    assert "min_words = 12" in (made_before / "notebooks/source_overlap.ipynb").read_text()
    assert 12 == manifest(made_before)["notebooks"]["source_overlap"]["parameters"]["min_words"]


def test_damaged_page_is_made_again(render: Render, made_before: Path) -> None:
    """A page that is not what the manifest says does not count as made."""
    page = made_before / "source_overlap.html"
    whole = page.read_bytes()
    page.write_text("half")

    assert ("source_overlap",) == render().made
    assert whole == page.read_bytes()


def test_failed_run_keeps_the_earlier_page(render: Render, made_before: Path) -> None:
    """A failure names cell, error and partial notebook; page, tables and notebook stay; success tidies up."""
    folder = made_before
    before = digest_files(folder)
    with pytest.raises(DatelineError) as caught:
        render(extra=BREAK)
    message = str(caught.value)
    partial = folder / "failed/source_overlap.ipynb"

    assert "source_overlap.ipynb failed in cell " in message
    assert "(import json): JSONDecodeError: Expecting property name" in message
    assert str(partial) in message
    assert "JSONDecodeError" in partial.read_text()
    after = digest_files(folder)
    kept = [name for name in before if name not in {"index.html", "manifest.json"}]
    assert {name: before[name] for name in kept} == {name: after[name] for name in kept}
    assert "the last run of this page failed" in (folder / "index.html").read_text()
    render(force=True)
    assert before == digest_files(folder)


def test_sentence_of_a_user_s_mistake_is_not_dressed_up(render: Render) -> None:
    """What a notebook says as DatelineError reaches the reader as that sentence."""
    with pytest.raises(DatelineError) as caught:
        render(extra="from analysis.errors import DatelineError\nraise DatelineError('Mend this.')")

    assert "source_overlap.ipynb stopped: Mend this. The notebook" in str(caught.value)


def test_dead_kernel_is_a_failure(render: Render, tmp_path: Path) -> None:
    """A kernel that is killed does not pass for one that came to its end."""
    with pytest.raises(DatelineError, match=r"source_overlap\.ipynb failed"):
        render(extra="import os\nos.kill(os.getpid(), 9)")
    assert not (tmp_path / "reports/source_overlap.html").exists()


def test_one_failure_does_not_hold_up_the_others(tmp_path: Path, cache: Path, seeds_folder: Path) -> None:
    """The notebooks that succeed are published, and the error names the one that did not."""
    notebooks = write_notebooks(tmp_path / "notebooks", {"source_overlap": BREAK})
    names = ["source_overlap", "term_frequencies"]
    with pytest.raises(DatelineError, match=r"source_overlap\.ipynb failed"):
        render_reports(seeds_folder, tmp_path / "out", only=names, notebooks=notebooks, cache=cache)

    assert (tmp_path / "out/term_frequencies.html").is_file()
    assert not (tmp_path / "out/source_overlap.html").exists()
    assert ["term_frequencies"] == list(manifest(tmp_path / "out")["notebooks"])


def test_table_no_longer_made_goes(render: Render, tmp_path: Path) -> None:
    """A file that only an earlier form of the notebook made does not stay and mislead."""
    render(extra="save_tables(given['output'], {'extra': frame})")
    assert (tmp_path / "reports/data/extra.csv").is_file()
    render()

    assert not (tmp_path / "reports/data/extra.csv").exists()


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"only": ["overlap"]}, "There is no notebook called 'overlap': did you mean source_overlap?"),
        ({"parameters": {"min_word": 3}}, "has no parameter 'min_word': did you mean 'min_words'?"),
        ({"parameters": {"min_words": 3}}, "it must be a whole number from 5 to 100 (words)"),
        ({"parameters": {"corpus": "x"}}, "give it as --corpus"),
        ({"model": "no_such_model"}, "The language model 'no_such_model' is not installed"),
    ],
)
def test_argument_that_will_not_do_is_one_sentence(
    render: Render, options: dict[str, object], expected: str
) -> None:
    """A slip in a name or value is answered before anything runs."""
    with pytest.raises(DatelineError) as caught:
        render(**options)

    assert expected in str(caught.value)
    assert "\n" not in str(caught.value)


def test_corpus_that_will_not_do_is_one_sentence(render: Render, tmp_path: Path) -> None:
    """A folder that is missing or empty is named, and no report is begun."""
    (tmp_path / "empty").mkdir()
    for name in ("missing", "empty"):
        with pytest.raises(DatelineError, match=name):
            render(tmp_path / name)
    assert not (tmp_path / "reports").exists()


def test_corpus_of_which_nothing_can_be_read_is_one_sentence(render: Render, tmp_path: Path) -> None:
    """Where every file is rejected the first reason is said, and no page is made of nothing."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "photo.txt").write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(range(256)))
    with pytest.raises(
        DatelineError, match=r"No article in .* can be read\. The first, photo\.txt: [^.]*\.$"
    ):
        render(corpus=tmp_path / "articles")
    (tmp_path / "articles" / "report.txt").write_text("")
    with pytest.raises(DatelineError, match=r"The first, photo\.txt: [^.]*\. All 2, by reason: "):
        render(corpus=tmp_path / "articles")


def test_many_files_of_which_none_can_be_read_are_told_by_reason(render: Render, tmp_path: Path) -> None:
    """The first file alone would hide that the others are something else, or in another language."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text("")
    (folder / "b.txt").write_text(
        "Der Rat hat am Donnerstag beschlossen, dass die Fähre für weitere fünf Jahre fährt, und "
        "die Bürger sagten, dass die neue Brücke kein Ersatz für sie sei, auch nicht am Tag."
    )
    for number in range(3):
        (folder / f"photo{number}.jpg").write_bytes(b"x")
    with pytest.raises(DatelineError) as told:
        render(corpus=folder)
    message = str(told.value)
    assert "The first, a.txt: empty. All 5, by reason: 3 × “files ending in .jpg" in message
    assert message.endswith('--language "" takes other languages all the same.')


def test_reports_among_the_articles_are_refused(tmp_path: Path, seeds_folder: Path) -> None:
    """The next run would read the pages as articles: nothing is read and nothing is written."""
    articles = Path(shutil.copytree(seeds_folder, tmp_path / "articles"))
    before = sorted(articles.iterdir())
    for output in (articles, articles / "made" / "reports"):
        with pytest.raises(DatelineError, match=r"--output .*: that is within the folder of the articles"):
            render_reports(articles, output)
    assert before == sorted(articles.iterdir())


def test_output_that_cannot_be_written_is_one_sentence(
    tmp_path: Path, seeds_folder: Path, cache: Path
) -> None:
    """A file where the folder should be is found out before the work."""
    (tmp_path / "taken").write_text("a file")
    notebooks = write_notebooks(tmp_path / "notebooks")

    with pytest.raises(DatelineError, match=r"--output .*taken: that is a file; name a folder\."):
        render_reports(seeds_folder, tmp_path / "taken", notebooks=notebooks, cache=cache)
    assert (tmp_path / "taken").read_text() == "a file"


def test_pages_of_another_corpus_say_so(render: Render, made_before: Path, tmp_path: Path) -> None:
    """A page that stays from an earlier corpus is marked on the overview."""
    other = tmp_path / "other"
    other.mkdir()
    (other / "a.txt").write_text("Somebody said something in Seoul on Monday.\n")
    render(other)

    said = (made_before / "index.html").read_text()
    assert "Term frequencies of the articles: this page was made from an earlier state" in said


def test_what_a_killed_run_left_is_removed(render: Render, tmp_path: Path) -> None:
    """An old staging folder goes with the next run; a fresh one, which may be a run at work, stays."""
    old, fresh = tmp_path / "reports" / ".staging-old", tmp_path / "reports" / ".staging-fresh"
    for folder in (old, fresh):
        folder.mkdir(parents=True)
    os.utime(old, (0, 0))
    render()
    assert [old.exists(), fresh.exists()] == [False, True]


@pytest.mark.usefixtures("steady_package")
def test_input_that_changes_while_a_page_is_made_is_told(
    render: Render, short_articles: Path, tmp_path: Path
) -> None:
    """Nobody knows which state such a page was made from: it has no key, says so, and is made again."""
    late = short_articles / "late.txt"
    render(
        short_articles, extra=f"open({str(late)!r}, 'w').write('Somebody said something in Seoul on Monday.')"
    )
    entry = manifest(tmp_path / "reports")["notebooks"]["source_overlap"]

    assert ("", ["late.txt"]) == (entry["key"], entry["changed_while_made"])
    assert "late.txt changed while this page was made" in (tmp_path / "reports/index.html").read_text()
    assert ("source_overlap",) == render(short_articles).made
    assert "changed_while_made" not in manifest(tmp_path / "reports")["notebooks"]["source_overlap"]
    assert ((), ("source_overlap",)) == (lambda again: (again.made, again.kept))(render(short_articles))


@pytest.mark.parametrize(
    ("log", "reason"),
    [
        ("Traceback\n\nMemoryError: no room\n\n", "MemoryError: no room"),
        ("\n", "its process ended without a word"),
    ],
)
def test_a_process_that_ends_says_why_if_it_can(log: str, reason: str, tmp_path: Path) -> None:
    """The last line that it wrote is the reason."""
    (tmp_path / "worker.log").write_text(log)
    job = Job("terms", tmp_path / "terms.ipynb", tmp_path, {})
    assert _last_log_line(job).startswith(reason)
