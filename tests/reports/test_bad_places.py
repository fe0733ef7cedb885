"""Proves that a run whose cache or corpus is in an odd state ends in pages or in a sentence, and loses nothing."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from analysis.corpus import _article_files, load_corpus
from analysis.errors import DatelineError
from analysis.reports import Rendering
from analysis.reports._progress import Silent
from analysis.reports.provenance import _project as project

Render = Callable[..., Rendering]


@pytest.fixture
def other_file_system(tmp_path: Path) -> Iterator[Path]:
    """A folder that is not on the file system of the reports."""
    memory = Path("/dev/shm")  # noqa: S108 - what is tested is another file system
    if not memory.is_dir() or memory.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("this machine has one file system only")
    with tempfile.TemporaryDirectory(dir=memory) as name:
        yield Path(name)


@pytest.mark.usefixtures("steady_package")
def test_a_cache_on_another_file_system_changes_nothing(
    render: Render, short_articles: Path, tmp_path: Path, other_file_system: Path
) -> None:
    """Nothing is moved between the two: the page is the same, and the cache holds what was read."""
    render(short_articles)
    page = (tmp_path / "reports" / "source_overlap.html").read_bytes()
    render(short_articles, cache=other_file_system / "cache", force=True)
    assert page == (tmp_path / "reports" / "source_overlap.html").read_bytes()
    assert (other_file_system / "cache" / "parse.sqlite").is_file()


def _remove_last(articles: Path) -> None:
    max(articles.glob("*.txt")).unlink()


def _empty_last(articles: Path) -> None:
    max(articles.glob("*.txt")).write_bytes(b"")


def _replace_last(articles: Path) -> None:
    _remove_last(articles)
    (articles / "004_9892b62eb0ea1784.txt").mkdir()


@pytest.mark.parametrize("change", [_remove_last, _empty_last, _replace_last, shutil.rmtree])
def test_a_file_that_changes_while_the_corpus_is_read_is_left_out_with_a_reason(
    short_articles: Path,
    seeds_folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[Path], None],
) -> None:
    """Files removed, emptied or replaced after they were listed: each is an article or stands among the rejected."""
    read = _article_files.read_articles
    change_once = iter([change])

    def change_and_read(*arguments: object) -> object:
        for do in change_once:
            do(short_articles)
        return read(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(_article_files, "read_articles", change_and_read)
    corpus = load_corpus(short_articles, cache=tmp_path / "cache")
    assert 4 == len(corpus) + len(corpus.rejected)
    assert len(corpus.rejected)
    assert all(corpus.rejected["reason"])
    # Nothing of that is kept for the files as they were before.
    shutil.rmtree(short_articles, ignore_errors=True)
    shutil.copytree(seeds_folder, short_articles)
    assert 4 == len(load_corpus(short_articles, cache=tmp_path / "cache"))


@pytest.mark.parametrize("change", [_remove_last, _replace_last])
def test_a_file_that_goes_while_digests_are_taken_is_no_traceback(
    render: Render, short_articles: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path], None]
) -> None:
    """The page is made from the articles that are left, and a next run finds it current or makes it again."""
    digest = project.digest_file
    change_once = iter([change])

    def change_and_digest(path: Path) -> str:
        if short_articles in path.parents:
            for do in change_once:
                do(short_articles)
        return digest(path)

    monkeypatch.setattr(project, "digest_file", change_and_digest)
    assert ("source_overlap",) == render(short_articles).made


class _Changing(Silent):
    """Changes the corpus when articles are read, and keeps what is said."""

    def __init__(self, change: Callable[[], object]) -> None:
        self.changes = iter([change])
        self.lines: list[str] = []

    def advance(self, step: str, *_: object, **__: object) -> None:
        if step == "reading":
            for change in self.changes:
                change()

    def say(self, text: str) -> None:
        self.lines.append(text)


def test_an_article_that_changes_between_reading_and_its_page_is_told(
    render: Render, short_articles: Path, tmp_path: Path
) -> None:
    """The page is made, says that the file changed, and is made again by the next run."""
    progress = _Changing(lambda: _empty_last(short_articles))
    render(short_articles, cache=tmp_path / "cache", progress=progress)
    assert [
        "004_9892b62eb0ea1784.txt changed while this page was made" in line for line in progress.lines
    ] == [True]
    assert ("source_overlap",) == render(short_articles, cache=tmp_path / "cache").made
    assert () == render(short_articles, cache=tmp_path / "cache").made


def test_a_corpus_that_goes_meanwhile_is_one_sentence(
    render: Render, short_articles: Path, tmp_path: Path
) -> None:
    """The earlier page stays, and so does what was read."""
    render(short_articles, cache=tmp_path / "cache")
    page = (tmp_path / "reports" / "source_overlap.html").read_bytes()
    (short_articles / "late.txt").write_text("A spokesman said on Monday that the ferry would sail again.")
    with pytest.raises(DatelineError, match=r"[Tt]here is no folder or file"):
        render(
            short_articles,
            cache=tmp_path / "cache",
            progress=_Changing(lambda: shutil.rmtree(short_articles)),
        )
    assert page == (tmp_path / "reports" / "source_overlap.html").read_bytes()
