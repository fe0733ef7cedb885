"""Proves on a few faults what `nox -s faults` tries on many: nothing is torn or goes on, the next run is right."""

from __future__ import annotations

import pytest

from tests import systems
from tests.trials.faults import Bench, inject, prepare, run_two

pytestmark = systems.posix


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """Yesterday's reports of two short articles that have changed since."""
    options = ("--only", "source_overlap")
    return prepare(tmp_path_factory.mktemp("bench"), options=options, number=2)


def test_a_kill_tears_nothing(bench: Bench) -> None:
    """A killed run leaves yesterday's folder, every file whole, and the next run makes the right ones.

    `nox -s faults` kills runs, kernels, readers and workers at many moments.
    """
    # Early enough that nothing is published yet, also where the machine has become twice as fast since.
    trial = inject(bench, "run", 0.4 * bench.seconds)
    assert trial.killed
    assert [] == trial.problems
    assert trial.unchanged
    assert 0 != trial.exit_code


def test_two_runs_into_one_folder_are_as_one(bench: Bench) -> None:
    """Two runs of one corpus at once: both succeed, and the folder is what one of them makes.

    `nox -s faults` lets a third run follow.
    """
    trial = run_two(bench, 0.0, again=False)
    assert [] == trial.problems
    assert 0 == trial.exit_code
