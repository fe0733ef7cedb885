"""Execute notebooks, each in a process of its own, a few at a time, in a folder aside."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from analysis.reports import _worker
from analysis.reports._progress import Progress
from analysis.reports.provenance._project import package_environment

# Numerical libraries on one thread: sums come out alike on every machine, and two notebooks at
# once do not fight for the cores.
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


@dataclass(frozen=True, slots=True)
class Job:
    """One notebook to run.

    Attributes:
        name: The notebook's name without ending.
        notebook: The notebook as stored.
        folder: Folder of its files while it runs: the executed notebook and `tables/`.
        parameters: Values to inject, real paths included.
    """

    name: str
    notebook: Path
    folder: Path
    parameters: Mapping[str, object]

    @property
    def executed(self) -> Path:
        """The executed notebook; it ends at the cell that failed, if one did."""
        return self.folder / f"{self.name}.ipynb"

    @property
    def tables(self) -> Path:
        """The folder of the notebook's tables and findings."""
        return self.folder / "tables"


@dataclass(frozen=True, slots=True)
class Failure:
    """The failure of a notebook.

    Attributes:
        cell: Position of the cell among the notebook's cells, from 0; None where no cell failed.
        source: The cell's first line.
        name: The exception's name.
        message: The last line of its message.
    """

    cell: int | None
    source: str
    name: str
    message: str

    def sentence(self, notebook: str) -> str:
        """Return the failure as a sentence: the cell and the error."""
        if self.name == "DatelineError":
            return f"{notebook}.ipynb stopped: {self.message}"
        where = f" in cell {self.cell + 1} ({self.source})" if self.cell is not None else ""
        return f"{notebook}.ipynb failed{where}: {self.name}: {self.message}"


def run_notebooks(jobs: Sequence[Job], progress: Progress, *, at_once: int = 2) -> dict[str, Failure | None]:
    """Run notebooks and return the failure of each.

    Args:
        jobs: The notebooks to run.
        progress: Receives the position of every cell that begins.
        at_once: Maximum number of notebooks that run at the same time.

    Returns:
        Notebook name to its failure, None where it succeeded, in the order of `jobs`.
    """
    with ThreadPoolExecutor(max(1, at_once)) as pool:
        running = [pool.submit(_run, job, progress) for job in jobs]
        try:
            return {job.name: future.result() for job, future in zip(jobs, running, strict=True)}
        except BaseException:  # Ctrl-C: do not begin the rest
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _run(job: Job, progress: Progress) -> Failure | None:
    job.tables.mkdir(parents=True, exist_ok=True)
    (job.folder / "job.json").write_text(_describe(job), encoding="utf-8")
    headings = _read_headings(job.notebook)
    total = len(headings)
    progress.advance(job.name, 0, total)
    with (job.folder / "worker.log").open("w", encoding="utf-8") as log, _start(job, log) as process:
        try:
            outcome = _follow(process, job, headings, progress)
        except BaseException:
            process.kill()
            raise
    if outcome.get("done"):
        progress.advance(job.name, total, total)
        return None
    failure = outcome.get("failed") or {"name": "ended", "message": _last_log_line(job)}
    return Failure(failure.get("cell"), failure.get("source", ""), failure["name"], failure["message"])


def _start(job: Job, log: TextIO) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603 - this Python, this package
        [sys.executable, "-m", _worker.__name__, os.fspath(job.folder / "job.json")],
        stdin=subprocess.PIPE,  # nothing is written: it closes when this process ends, however it ends
        stdout=subprocess.PIPE,
        stderr=log,
        text=True,
        encoding="utf-8",
        env=package_environment() | _ONE_THREAD,
    )


def _describe(job: Job) -> str:
    return json.dumps(
        {
            "notebook": os.fspath(job.notebook),
            "executed": os.fspath(job.executed),
            "folder": os.fspath(job.notebook.parent),
            "parameters": dict(job.parameters),
        }
    )


def _follow(
    process: subprocess.Popen[str], job: Job, headings: Sequence[str], progress: Progress
) -> dict[str, Any]:
    """Read the worker's messages until it ends, and return the last one."""
    message: dict[str, Any] = {}
    total = len(headings)
    for line in process.stdout or ():
        try:
            message = json.loads(line)
        except json.JSONDecodeError:
            continue  # a library printed something
        if "cell" in message:
            place = min(message["cell"], total - 1)
            progress.advance(job.name, place, total, headings[place])
    return message


def _read_headings(notebook: Path) -> list[str]:
    """Return for each cell of a notebook the heading that it stands under; a notebook has one cell at least."""
    headings = [""]
    for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
        lines = "".join(cell["source"]).splitlines() if cell["cell_type"] == "markdown" else []
        own = [line.lstrip("#").strip() for line in lines if line.startswith("#")]
        headings.append(own[-1] if own else headings[-1])
    return headings[1:] or [""]


def _last_log_line(job: Job) -> str:
    lines = (job.folder / "worker.log").read_text(encoding="utf-8", errors="replace").strip().splitlines()
    return lines[-1] if lines else "its process ended without a word (was it stopped, or out of memory?)"
