"""Put faults into the analyses one at a time, and count those that tests find.

    python tests/trials/mutate.py --number 600 --seed 1 --output mutants.tsv

Which tests run which lines is measured once. Every mutant then runs in a copy of the project, in a process forked from
one that has loaded the package and its tests; there the tests that run the changed line are run, the quickest first,
until one fails. A test that fails without a fault too finds none. The list of mutants depends on the
seed and the sources alone; a trial that was stopped goes on where it was.

    python tests/trials/mutate.py --number 600 --seed 1 --output mutants.tsv --again tests/quotes/test_marks.py

tries those again that survived, with the tests that are named. With `--part 1 2` and `--part 2 2`, two processes at
once share a trial and its file of outcomes.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, os.fspath(ROOT))

from tests.trials.covering import Covering, read  # noqa: E402 - the project's folder comes first
from tests.trials.forked import Server  # noqa: E402
from tests.trials.mutants import Mutant, draw  # noqa: E402

PACKAGES = ("quotes", "overlap", "terms", "reports")
#: Survivors that no test can tell from what they stand for, by their keys, with the reason.
EXPLAINED = ROOT / "tests" / "trials" / "explained.tsv"
HEADER = "outcome\tseconds\tkey\tmutant\tfirst test that fails\n"
_SKIPPED = shutil.ignore_patterns(".git", "__pycache__", ".nox", ".venv", ".*_cache", ".hypothesis")
#: Tests of another folder count as so many times slower: they look less closely.
_ELSEWHERE = 3.0
#: Fixtures that the process has made from which those of the tests are forked.
_MADE = frozenset({"fixture tests annotated", "fixture tests seeds", "fixture tests cache"})
#: Seconds that a test is given that was not measured.
_UNMEASURED = 5.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the trial; the exit code is 0 where at least the given share of mutants is killed."""
    given = _parser().parse_args(arguments)
    modules = [
        file
        for package in given.packages
        for file in (ROOT / "analysis" / package).rglob("*.py")
        if "training" not in file.parts  # needs libraries that the tests do without
    ]
    mutants = draw(ROOT, modules, given.number, given.seed)
    if given.list:
        print("\n".join(map(str, mutants)))
        return 0
    if not (given.data / "lines").is_file():
        measure = [sys.executable, os.fspath(ROOT / "tests" / "trials" / "covering.py"), "--data"]
        subprocess.run([*measure, os.fspath(given.data), "-m", "not browser", "tests"], check=False)
    covering = read(given.data)
    choice = _Named(covering, given.again) if given.again else _Nearest(covering, given.seconds)
    outcomes = _read_outcomes(given.output)
    waiting = [
        mutant
        for mutant in mutants
        if (outcomes.get(mutant.key) == "survives" if given.again else mutant.key not in outcomes)
    ]
    waiting = waiting[given.part[0] - 1 :: given.part[1]]
    deadline = time.monotonic() + given.minutes * 60
    with tempfile.TemporaryDirectory(prefix="mutants-") as scratch:
        server = Server(Path(shutil.copytree(ROOT, Path(scratch) / "tree", ignore=_SKIPPED)))
        for number, mutant in enumerate(waiting, 1):
            if time.monotonic() > deadline:
                break
            tests, expected = choice.tests(mutant)
            imported = mutant.line in covering.imported.get(mutant.module.as_posix(), ())
            outcome, seconds, test = server.try_mutant(mutant, tests, expected, imported=imported)
            outcomes[mutant.key] = outcome
            choice.note(mutant, test)
            with given.output.open("a", encoding="utf-8") as file:
                file.write(f"{outcome}\t{seconds:.0f}\t{mutant.key}\t{mutant}\t{test}\n")
            print(f"{number} of {len(waiting)}: {outcome} after {seconds:.0f} s: {mutant}", flush=True)
        server.end()
    return _summarise(_read_outcomes(given.output), mutants, given.share)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--number", type=int, default=600, help="mutants to draw")
    parser.add_argument("--seed", type=int, default=1, help="decides which are drawn")
    parser.add_argument("--packages", nargs="+", default=PACKAGES, help="packages of analysis/")
    parser.add_argument("--output", type=Path, default=Path("mutants.tsv"), help="the outcomes, a line each")
    parser.add_argument("--data", type=Path, default=ROOT / "build" / "coverage", help="which test runs what")
    parser.add_argument("--minutes", type=float, default=600, help="begin no mutant after so many minutes")
    parser.add_argument(
        "--seconds", type=float, default=60, help="tests of a mutant, by what they took to measure"
    )
    parser.add_argument("--share", type=float, default=0.85, help="share of mutants that must be killed")
    parser.add_argument(
        "--part", type=int, nargs=2, default=(1, 1), metavar=("K", "N"), help="the Kth of N parts"
    )
    parser.add_argument("--again", nargs="+", help="try the survivors again, with these tests")
    parser.add_argument("--list", action="store_true", help="print the mutants and run nothing")
    return parser


def _read_outcomes(file: Path) -> dict[str, str]:
    if not file.is_file():
        file.write_text(HEADER, encoding="utf-8")
    rows = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines()[1:]]
    return {row[2]: row[0] for row in rows}


class _Nearest:
    """The tests that may find a mutant, the quickest first, as many as take so many seconds.

    They are those that run its lines; of a line that runs when its module is imported, those that run any line of
    the module. What is computed once an article is kept and read by tests that do not run it: these follow. What has
    found a mutant of the module before goes first.
    """

    def __init__(self, covering: Covering, seconds: float) -> None:
        self._covering, self._seconds = covering, seconds
        self._successful: dict[Path, Counter[str]] = defaultdict(Counter)
        records = covering.tests.get("analysis/annotation/_records.py", {}).values()
        self._readers = frozenset[str]().union(*records)

    def note(self, mutant: Mutant, test: str) -> None:
        """Remember which test has found a mutant."""
        if test in self._covering.seconds:
            self._successful[mutant.module][test] += 1

    def tests(self, mutant: Mutant) -> tuple[list[str], float]:
        """Return the tests of a mutant, and the seconds that they take."""
        ranks = self._ranks(mutant)
        successful = self._successful[mutant.module]
        chosen: list[str] = []
        made, spent = {*_MADE}, 0.0
        for test in sorted(ranks, key=lambda test: (-successful[test], ranks[test], test)):
            fixtures = set(self._covering.fixtures[test]) - made
            seconds = self._covering.seconds[test] + sum(self._covering.making.get(f, 0.0) for f in fixtures)
            if not chosen or spent + seconds <= self._seconds:
                chosen.append(test)
                made |= fixtures
                spent += seconds
        return chosen, spent

    def _ranks(self, mutant: Mutant) -> dict[str, float]:
        lines = self._covering.tests.get(mutant.module.as_posix(), {})
        count = mutant.before.count("\n") + 1
        direct = frozenset[str]().union(*(lines.get(mutant.line + n, ()) for n in range(count)))
        if mutant.line in self._covering.imported.get(mutant.module.as_posix(), ()):
            # Of the tests that import the module, only those in processes of their own are known.
            direct = frozenset[str]()
        folder = f"tests/{mutant.module.parts[1]}/"
        ranks = {
            test: self._cost(test) * (1 if test.startswith(folder) else _ELSEWHERE)
            for test in direct or frozenset[str]().union(*lines.values())
        }
        package = f"analysis/{mutant.module.parts[1]}/"
        of_the_package = (
            tests
            for module, lines in self._covering.tests.items()
            if module.startswith(package)
            for tests in lines.values()
        )
        for test in self._readers & frozenset[str]().union(*of_the_package) - ranks.keys():
            ranks[test] = self._cost(test) * _ELSEWHERE**2
        return ranks

    def _cost(self, test: str) -> float:
        fixtures = set(self._covering.fixtures[test]) - _MADE
        return self._covering.seconds[test] + sum(self._covering.making.get(f, 0.0) for f in fixtures)


class _Named:
    """The same tests for each mutant: those of files that are named."""

    def __init__(self, covering: Covering, places: Sequence[str]) -> None:
        command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-m", "not browser", *places]
        said = subprocess.run(command, check=True, cwd=ROOT, capture_output=True, text=True).stdout
        self._tests = [line for line in said.splitlines() if line.startswith("tests/") and "::" in line]
        self._seconds = sum(covering.seconds.get(test, _UNMEASURED) for test in self._tests)

    def note(self, _: Mutant, __: str) -> None:
        """Keep the order of the tests."""

    def tests(self, _: Mutant) -> tuple[list[str], float]:
        """Return the tests, and the seconds that they take."""
        return self._tests, self._seconds


def _summarise(outcomes: dict[str, str], mutants: Sequence[Mutant], share: float) -> int:
    """Print the counts by package and the survivors that nothing explains, and return the exit code."""
    explained = {line.split("\t")[0] for line in EXPLAINED.read_text(encoding="utf-8").splitlines()[1:]}
    tried = [mutant for mutant in mutants if mutant.key in outcomes]
    survivors = [mutant for mutant in tried if outcomes[mutant.key] == "survives"]
    unexplained = [mutant for mutant in survivors if mutant.key not in explained]
    for package in sorted({mutant.module.parts[1] for mutant in tried}):
        of_all, alive = (
            sum(mutant.module.parts[1] == package for mutant in several) for several in (tried, survivors)
        )
        print(f"{package}: {of_all} mutants, {of_all - alive} killed")
    for mutant in unexplained:
        print(f"survives: {mutant}")
    killed = len(tried) - len(survivors)
    print(
        f"all: {len(tried)} of {len(mutants)} mutants tried, {killed} killed, "
        f"{len(survivors) - len(unexplained)} explained, {len(unexplained)} neither"
    )
    return 0 if tried and killed >= share * len(tried) and len(tried) == len(mutants) else 1


if __name__ == "__main__":
    sys.exit(main())
