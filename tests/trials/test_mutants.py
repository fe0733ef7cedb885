"""Proves that the faults of the mutation trial are small, can run, and stay the same while other code changes."""

from __future__ import annotations

import ast
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.trials.covering import Covering
from tests.trials.mutants import draw, mutants_of
from tests.trials.mutate import EXPLAINED, PACKAGES, _Nearest

SOURCE = '''"""A docstring of 3 words."""

__all__ = ["limit"]


def limit(words: int = 7, *, strict: bool = True) -> int:
    """Return 5 at most."""
    total = 0
    while words > 2 and not strict:
        total += words - 1
        break
    return total if total < 5 else 5


def is_long(words: int) -> bool:
    return False
'''


@pytest.fixture
def module(tmp_path: Path) -> Path:
    """A module with a place for each kind of fault."""
    path = tmp_path / "analysis" / "limits.py"
    path.parent.mkdir()
    path.write_text(SOURCE, encoding="utf-8")
    return path


def test_each_fault_is_one_small_change(module: Path, tmp_path: Path) -> None:
    """A number, an operator, a condition or a statement; neither docstrings, exports nor annotations have any."""
    faults = [mutant.shown for mutant in mutants_of(module, tmp_path)]

    assert [
        ("7", "(8)"),
        ("True", "(False)"),
        ("0", "(1)"),
        ("words > 2", "(words >= 2)"),
        ("words > 2 and not strict", "(words > 2 or not strict)"),
        ("2", "(3)"),
        ("not strict", "(strict)"),
        ("total += words - 1", "pass"),
        ("words - 1", "(words + 1)"),
        ("1", "(2)"),
        ("break", "continue"),
        ("return total if total < 5 else 5", "return None"),
        ("total if total < 5 else 5", "(5 if total < 5 else total)"),
        ("total < 5", "(total <= 5)"),
        ("5", "(6)"),
        ("5", "(6)"),
        ("False", "(True)"),
    ] == faults
    for mutant in mutants_of(module, tmp_path):
        ast.parse(mutant.apply(module.read_bytes()))


def test_the_sample_stays_when_other_lines_change(module: Path, tmp_path: Path) -> None:
    """A line more moves the others down and adds its own faults; what was drawn before keeps its name and its rank."""
    before = draw(tmp_path, [module], 10, seed=3)
    module.write_text(SOURCE.replace("    total = 0", "    words *= 4\n    total = 0"), encoding="utf-8")
    after = [mutant.key for mutant in draw(tmp_path, [module], 100, seed=3)]

    kept = [mutant.key for mutant in before]
    assert kept == [key for key in after if key in kept]
    assert [mutant.key for mutant in draw(tmp_path, [module], 10, seed=4)] != kept


@pytest.mark.parametrize(("line", "tests"), [(3, ["quick", "slow"]), (9, ["quick"])])
def test_a_line_that_runs_at_import_is_tried_with_all_tests_of_its_module(
    line: int, tests: list[str]
) -> None:
    """Though only a test that imports the module in a process of its own is known to run it."""
    module = "analysis/terms/limits.py"
    seconds = {"quick": 1.0, "slow": 5.0, "foreign": 1.0}
    lines = {3: frozenset({"slow"}), 9: frozenset({"quick"})}
    covering = Covering(seconds, dict.fromkeys(seconds, ()), {}, {module: lines}, {module: frozenset({1, 3})})
    mutant: Any = SimpleNamespace(module=Path(module), line=line, before="7")
    assert tests == _Nearest(covering, 60.0).tests(mutant)[0]


def test_survivors_that_are_explained_are_there(root: Path) -> None:
    """Each key is that of a fault that can still be put into its module, with a reason."""
    files = [file for package in PACKAGES for file in (root / "analysis" / package).rglob("*.py")]
    keys = {mutant.key for file in files for mutant in mutants_of(file, root)}
    rows = [line.split("\t") for line in EXPLAINED.read_text(encoding="utf-8").splitlines()[1:]]
    assert [] == [row for row in rows if row[0] not in keys or len(row) != 3 or not row[2].endswith(".")]
