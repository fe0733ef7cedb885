"""Put faults into the analyses one at a time, and count those that tests find.

    python tests/trials/mutate.py --number 600 --seed 1 --output mutants.tsv

Which tests run which lines is measured once. Every mutant then runs in a copy of the project, in a process forked from
one that has loaded the package and its tests; there the tests that run the changed line are run, the quickest first,
until one fails. A test that fails without a fault too finds none. The list of mutants depends on the
seed and the sources alone; a trial that was stopped goes on where it was.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, os.fspath(ROOT))

from tests.trials.covering import Covering, read  # noqa: E402 - the project's folder comes first
from tests.trials.forked import Server  # noqa: E402
from tests.trials.mutants import Mutant, draw  # noqa: E402

PACKAGES = ("quotes", "overlap", "terms", "reports")
#: Survivors that no test can tell from what they stand for, with the reason.
EXPLAINED = ROOT / "tests" / "trials" / "explained.tsv"
HEADER = "outcome\tseconds\tmutant\tfirst test that fails\n"
_SKIPPED = shutil.ignore_patterns(".git", "__pycache__", ".nox", ".venv", ".*_cache", ".hypothesis")
#: Tests of another folder count as so many times slower: they look less closely.
_ELSEWHERE = 3.0


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
        command = [sys.executable, os.fspath(ROOT / "tests" / "trials" / "covering.py"), "--data"]
        subprocess.run([*command, os.fspath(given.data), "-m", "not browser", "tests"], check=False)
    covering = read(given.data)
    done = _read_outcomes(given.output)
    deadline = time.monotonic() + given.minutes * 60
    with tempfile.TemporaryDirectory(prefix="mutants-") as scratch:
        tree = Path(shutil.copytree(ROOT, Path(scratch) / "tree", ignore=_SKIPPED))
        server = Server(tree)
        for number, mutant in enumerate(mutants, 1):
            if str(mutant) in done:
                continue
            if time.monotonic() > deadline:
                break
            tests = tests_of(mutant, covering, given.seconds)
            expected = sum(covering.seconds[test] for test in tests)
            imported = mutant.line in covering.imported.get(mutant.module.as_posix(), ())
            outcome, seconds, test = server.try_mutant(mutant, tests, expected, imported=imported)
            done[str(mutant)] = outcome
            with given.output.open("a", encoding="utf-8") as file:
                file.write(f"{outcome}\t{seconds:.0f}\t{mutant}\t{test}\n")
            print(f"{number} of {len(mutants)}: {outcome} after {seconds:.0f} s: {mutant}", flush=True)
        server.end()
    return _summarise(done, mutants, given.share)


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
    parser.add_argument("--list", action="store_true", help="print the mutants and run nothing")
    return parser


def _read_outcomes(file: Path) -> dict[str, str]:
    if not file.is_file():
        file.write_text(HEADER, encoding="utf-8")
    rows = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines()[1:]]
    return {row[2]: row[0] for row in rows}


def tests_of(mutant: Mutant, covering: Covering, seconds: float) -> list[str]:
    """Return the tests that may find a mutant, the quickest first, as many as take so many seconds.

    They are those that run its lines; of a line that runs when its module is imported, those that run any line of
    the module. What is computed once an article is kept and read by tests that do not run it: these follow.
    """
    lines = covering.tests.get(mutant.module.as_posix(), {})
    count = mutant.before.count("\n") + 1
    direct = frozenset().union(*(lines.get(mutant.line + n, frozenset()) for n in range(count)))
    of_the_module = frozenset().union(*lines.values())
    folder = f"tests/{mutant.module.parts[1]}/"
    slowness = {
        test: covering.seconds[test] * (1 if test.startswith(folder) else _ELSEWHERE)
        for test in direct or of_the_module
    }
    for test in _readers_of_records(mutant, covering) - slowness.keys():
        slowness[test] = covering.seconds[test] * _ELSEWHERE**2
    chosen, spent = [], 0.0
    for test in sorted(slowness, key=lambda test: (slowness[test], test)):
        spent += covering.seconds[test]
        if chosen and spent > seconds:
            break
        chosen.append(test)
    return chosen


def _readers_of_records(mutant: Mutant, covering: Covering) -> frozenset[str]:
    """Return the tests that read records of articles and run anything of the mutant's package."""
    records = covering.tests.get("analysis/annotation/_records.py", {}).values()
    package = f"analysis/{mutant.module.parts[1]}/"
    of_the_package = (
        tests
        for module, lines in covering.tests.items()
        if module.startswith(package)
        for tests in lines.values()
    )
    return frozenset().union(*records) & frozenset().union(*of_the_package)


def _summarise(outcomes: dict[str, str], mutants: Sequence[Mutant], share: float) -> int:
    """Print the counts by package and the survivors that nothing explains, and return the exit code."""
    rows = [line.split("\t") for line in EXPLAINED.read_text(encoding="utf-8").splitlines()[1:]]
    explained = {(row[0], row[1], row[2]) for row in rows}
    by_package = Counter((mutant.split("/")[1], outcome) for mutant, outcome in outcomes.items())
    for package in sorted({package for package, _ in by_package}):
        counts = Counter({outcome: n for (name, outcome), n in by_package.items() if name == package})
        print(f"{package}: {counts.total()} mutants, {counts.total() - counts['survives']} killed")
    survivors = [mutant for mutant in mutants if outcomes.get(str(mutant)) == "survives"]
    unexplained = [
        mutant
        for mutant in survivors
        if (mutant.module.as_posix(), mutant.shown[0], mutant.shown[1]) not in explained
    ]
    for mutant in unexplained:
        print(f"survives: {mutant}")
    killed = len(outcomes) - len(survivors)
    print(
        f"all: {len(outcomes)} of {len(mutants)} mutants tried, {killed} killed, "
        f"{len(survivors) - len(unexplained)} explained, {len(unexplained)} neither"
    )
    return 0 if outcomes and killed >= share * len(outcomes) and len(outcomes) >= len(mutants) else 1


if __name__ == "__main__":
    sys.exit(main())
