"""Proves on a few kills what `nox -s faults` tries on many: nothing is torn, nothing goes on, the next run is right."""

from __future__ import annotations

import sys

import pytest

from tests.trials.faults import Bench, inject, prepare

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the kill is SIGKILL")


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """Yesterday's reports of two short articles that have changed since."""
    options = ("--only", "source_overlap")
    return prepare(tmp_path_factory.mktemp("bench"), options=options, number=2)


@pytest.mark.parametrize(("target", "moment"), [("run", 0.6), ("kernel", 0.0)])
def test_a_kill_tears_nothing(bench: Bench, target: str, moment: float) -> None:
    """The run or a kernel is killed: every file is whole, and the next run makes the right ones.

    A killed run leaves yesterday's folder; a run whose kernel is killed says so in the files of the run as a whole.
    """
    trial = inject(bench, target, moment * bench.seconds)
    assert trial.killed
    assert [] == trial.problems
    assert trial.unchanged or target == "kernel"
    assert 0 != trial.exit_code
