"""Proves that Ctrl-C ends a run with a sentence, and that the next run goes on where it was."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from analysis.corpus import load_corpus

NUMBER = 24

#: What starts a run as a terminal does; a program in the background has Ctrl-C ignored, and so have those it starts.
_RUN = """
import runpy, signal
signal.signal(signal.SIGINT, signal.default_int_handler)
runpy.run_module("analysis.reports", run_name="__main__", alter_sys=True)
"""


@pytest.fixture
def articles(tmp_path: Path, seeds_folder: Path) -> Path:
    """Two dozen articles: the seeds, each cut after another of its paragraphs."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for article in load_corpus(seeds_folder):
        for cut, section in enumerate(article.sections[-NUMBER // 4 :]):
            (folder / f"{article.doc_id}_{cut}.txt").write_text(article.text[: section.end])
    return folder


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
def test_a_run_that_is_interrupted_goes_on_where_it_was(
    articles: Path, tmp_path: Path, root: Path, small_reports: Path, processes: str
) -> None:
    """Interrupted while articles are read: exit code 130 and one sentence; the next run reads only the rest."""
    arguments = [
        "--corpus",
        str(articles),
        "--output",
        str(tmp_path / "out"),
        "--cache",
        str(tmp_path / "cache"),
    ]
    arguments += ["--only", "source_overlap", "--notebooks", str(small_reports / "notebooks")]
    lines = []
    with _start([*arguments, "--processes", processes], root) as run:
        for line in run.stderr or ():
            lines.append(line)
            if line.startswith("reading: 8 "):
                os.killpg(run.pid, signal.SIGINT)
    assert 130 == run.returncode
    assert [lines[-1]] == [line for line in lines if not line.startswith("reading")]
    assert lines[-1] == "stopped; what was read is kept, and the reports that were there are unchanged\n"
    assert not list((tmp_path / "out").glob("*.html"))
    with _start([*arguments, "--processes", "1"], root) as again:
        said = (again.stderr or sys.stdin).read()
    assert 0 == again.returncode
    counts = re.findall(r"reading: (\d+) of (\d+)", said)
    assert {str(NUMBER - 8), str(NUMBER - 16)} & {total for _, total in counts}, said
    assert counts[-1][0] == counts[-1][1]
