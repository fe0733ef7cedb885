"""Rendering for tests: each corpus once a session, whichever test or worker process asks first."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from analysis.annotation import annotate
from analysis.corpus import load_corpus
from analysis.parameters import REPORTS, check_parameters
from analysis.reports import evaluate, render_reports
from analysis.reports._steps import steps_of
from tests.hostile.payloads import write_hostile
from tests.small_gold import write_polnear, write_relations

_PATIENCE = 600


def render_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """Make a folder by calling `make` with it, unless this test session has it already.

    Under pytest-xdist the folder is shared between worker processes: the first one makes it, the
    others wait.
    """
    base = factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, done = shared / name, shared / f"{name}.done"
    try:
        folder.mkdir()
    except FileExistsError:
        _wait_for(done)
        return folder
    try:
        make(folder)
    except BaseException as error:
        done.write_text(f"failed: {error}")
        raise
    done.write_text("")
    return folder


def _wait_for(done: Path) -> None:
    deadline = time.monotonic() + _PATIENCE
    while not done.is_file():
        if time.monotonic() > deadline:
            pytest.fail(f"{done.stem} was not made within {_PATIENCE} seconds")
        time.sleep(0.2)
    if done.read_text():
        pytest.fail(f"{done.stem} {done.read_text()}")


def copy_cache(factory: pytest.TempPathFactory, root: Path, folder: Path) -> Path:
    """Make a folder a cache in which the seeds have been read for every report: they are read once a session."""

    def make(kept: Path) -> None:
        steps = steps_of({name: check_parameters(name, {}) for name in REPORTS})
        annotate(load_corpus(root / "seeds"), cache=kept, steps=steps)

    return Path(shutil.copytree(render_once(factory, "read-seeds", make), folder))


def render_seeds(factory: pytest.TempPathFactory, root: Path) -> Path:
    """Render the project's own notebooks on the seeds."""

    def make(folder: Path) -> None:
        cache = copy_cache(factory, root, folder / "cache")
        render_reports(root / "seeds", folder / "reports", cache=cache)

    return render_once(factory, "rendered-seeds", make) / "reports"


def render_hostile(factory: pytest.TempPathFactory) -> Path:
    """Render a corpus that has every payload in every field, with payloads for parameters, into a path with braces."""

    def make(folder: Path) -> None:
        parameters = write_hostile(folder)
        render_reports(
            parameters.pop("corpus"), folder / "{final}", cache=folder / "cache", parameters=parameters
        )

    return render_once(factory, "hostile-reports", make) / "{final}"


def render_evaluation(factory: pytest.TempPathFactory) -> Path:
    """Render the evaluation of a small part of PolNeAR, and of other news beside it."""

    def make(folder: Path) -> None:
        polnear = write_polnear(folder / "polnear")
        gold = ["--polnear", str(polnear), "--relations", str(write_relations(folder / "relations"))]
        places = ["--output", str(folder / "reports"), "--cache", str(folder / "cache")]
        assert evaluate.main([*gold, "--no-speed", *places]) == 0

    return render_once(factory, "rendered-evaluation", make) / "reports"
