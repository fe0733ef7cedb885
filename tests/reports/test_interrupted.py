"""Proves that Ctrl-C ends a run with a sentence, and that the next run goes on where it was."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from analysis.corpus import load_corpus
from analysis.reports import render_reports
from analysis.reports._progress import Silent
from tests import systems

NUMBER = 24

#: What starts a run as a terminal does; a program in the background has Ctrl-C ignored, and so have those it starts.
_RUN = """
import runpy, signal
signal.signal(signal.SIGINT, signal.default_int_handler)
runpy.run_module("analysis.reports", run_name="__main__", alter_sys=True)
"""


@pytest.fixture
def articles(tmp_path: Path, seeds_folder: Path) -> Path:
    """Two dozen short articles: the first paragraphs of the seeds, each by itself."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for article in load_corpus(seeds_folder):
        for number, (start, end) in enumerate(article.paragraphs()[: NUMBER // 4]):
            (folder / f"{article.doc_id}_{number}.txt").write_text(article.text[start:end])
    return folder


class Totals(Silent):
    """Keeps of how many articles was read, as often as it is said."""

    def __init__(self) -> None:
        self.counts: list[tuple[int, int]] = []

    def advance(self, task: str, done: int, total: int, note: str = "", unit: str = "") -> None:  # noqa: ARG002
        """Keep what is said of reading."""
        if task == "reading":
            self.counts.append((done, total))


def _start(arguments: Sequence[str], root: Path) -> subprocess.Popen[str]:
    """Start a run in a group of processes of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", _RUN, *arguments],
        env=os.environ | {"PYTHONPATH": str(root)},
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )


@pytest.mark.parametrize("processes", ["1", "2"])
@systems.posix
def test_a_run_that_is_interrupted_goes_on_where_it_was(
    articles: Path, tmp_path: Path, root: Path, small_reports: Path, processes: str
) -> None:
    """Interrupted while articles are read: exit code 130 and one sentence; the next run reads only the rest."""
    output, cache, notebooks = tmp_path / "out", tmp_path / "cache", small_reports / "notebooks"
    arguments = ["--corpus", str(articles), "--output", str(output), "--cache", str(cache)]
    arguments += ["--only", "source_overlap", "--notebooks", str(notebooks)]
    lines = []
    with _start([*arguments, "--processes", processes], root) as run:
        for line in run.stderr or ():
            lines.append(line)
            if line.startswith("reading: 8 "):
                os.killpg(run.pid, signal.SIGINT)
    assert 130 == run.returncode
    assert [lines[-1]] == [line for line in lines if not line.startswith("reading")]
    assert lines[-1] == "stopped; what was read is kept, and the reports that were there are unchanged\n"
    assert not list(output.glob("*.html"))
    said = Totals()
    again = {"only": ["source_overlap"], "notebooks": notebooks, "cache": cache}
    render_reports(articles, output, progress=said, **again)
    assert {NUMBER - 8, NUMBER - 16} & {total for _, total in said.counts}, said.counts
    done, total = said.counts[-1]
    assert done == total
    assert (output / "source_overlap.html").is_file()


def test_a_process_of_a_run_ends_with_it(root: Path) -> None:
    """What makes a page works on while its run is there, and ends when nobody is left to read it."""
    waiting = (
        "from analysis.reports._worker import _end_with_parent as end; print('ready', flush=True); end()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", waiting],
        env=os.environ | {"PYTHONPATH": str(root)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert b"ready" == process.stdout.readline().strip()
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(0.5)
        process.stdin.close()
        assert 1 == process.wait(30)
