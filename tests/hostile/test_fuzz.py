"""A small share of `nox -s fuzz`: inputs at random, the same in every run, against the laws of each stage."""

from __future__ import annotations

import pytest

from tests.hostile.fuzz import TARGETS, run

#: Inputs of the target with a share of a thousand; the session of its own makes a hundred times as many.
_INPUTS = 8_000


@pytest.mark.parametrize("target", TARGETS)
def test_laws_hold(target: str) -> None:
    """No exception but the package's own, offsets hold, every quotation is accounted for, no input takes long."""
    run(target, max(5, round(_INPUTS * TARGETS[target].share / 1000)), seed=1)
