"""Full disks, read-only folders and clocks that jump: no page is lost or half written, and a sentence says why."""

from __future__ import annotations

import errno
import itertools
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from analysis.errors import DatelineError
from analysis.reports import Rendering, render_reports
from analysis.reports.provenance.verify import verify_reports
from tests import systems
from tests.rights import without_rights
from tests.small_notebooks import write_notebooks

Render = Callable[..., Rendering]


def contents(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder of reports by name."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_a_full_disk_is_one_sentence_and_loses_nothing(
    render: Render, small_reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The notebook has run and its page finds no room: a sentence, and every file that was there is as it was.

    `nox -s faults` fills a real disk, which takes more or fewer bytes of a run.
    """
    reports = Path(shutil.copytree(small_reports / "reports", tmp_path / "reports"))
    before, write = contents(reports), Path.write_bytes

    def write_without_room(path: Path, content: bytes) -> int:
        if content:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), os.fspath(path))
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", write_without_room)
    with pytest.raises(
        DatelineError, match=r"cannot be written to .*reports: No space left on device\. Make room"
    ):
        render(force=True)
    assert before == contents(reports)


@pytest.fixture
def everyones(seeds_folder: Path) -> Iterator[Path]:
    """A folder that every user can reach, with articles and notebooks in it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        shutil.copytree(seeds_folder, folder / "articles")
        write_notebooks(folder / "notebooks")
        yield folder


@systems.posix
def test_a_folder_that_is_read_only_is_told_before_the_work(everyones: Path) -> None:
    """One sentence that names the folder and what to do; yesterday's page stays, and no kernel was started."""
    reports = everyones / "reports"
    reports.mkdir()
    (reports / "source_overlap.html").write_text("yesterday's")
    began = time.monotonic()
    with (
        without_rights(reports, 0o555),
        pytest.raises(DatelineError, match=r"reports.*cannot be written; name another, or fix"),
    ):
        render_reports(
            everyones / "articles",
            reports,
            notebooks=everyones / "notebooks",
            only=["source_overlap"],
            cache=None,
        )
    assert time.monotonic() - began < 60
    assert {"source_overlap.html": b"yesterday's"} == contents(reports)


@pytest.mark.usefixtures("steady_package")
def test_a_clock_that_jumps_back_changes_nothing(
    render: Render, seeds_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A clock that goes back an hour at each look, and files of the year 2100: a page is made, and is current."""
    hours = itertools.count()
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now - 3600 * next(hours))
    assert ("source_overlap",) == render().made
    page = (tmp_path / "reports" / "source_overlap.html").read_bytes()
    for path in (tmp_path / "reports").rglob("*"):
        os.utime(path, (4_100_000_000, 4_100_000_000))
    assert ("source_overlap",) == render().kept
    assert page == (tmp_path / "reports" / "source_overlap.html").read_bytes()
    notebooks = tmp_path / "notebooks"
    assert verify_reports(tmp_path / "reports", corpus=seeds_folder, notebooks=notebooks).good
