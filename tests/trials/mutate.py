"""Put faults into the analyses one at a time, and count those that the tests of their folder find.

    python tests/trials/mutate.py --number 600 --seed 1 --output mutants.tsv

Every mutant runs in a copy of the project, in a process forked from one that has the libraries loaded, until the
first test fails. The list of mutants depends on the seed and the sources alone; a trial that was stopped goes on where
it was.
"""

from __future__ import annotations

import argparse
import compileall
import contextlib
import importlib
import os
import re
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, os.fspath(ROOT))

from tests.trials.mutants import Mutant, draw  # noqa: E402 - the project's folder comes first

PACKAGES = ("quotes", "overlap", "terms", "reports")
#: What the project imports from elsewhere and what takes longest; a fork has them without loading them again.
LIBRARIES = (
    *("altair", "joblib", "msgspec", "nbconvert", "numpy", "onnxruntime", "pandas", "pandera"),
    *("papermill", "pyarrow", "pytest", "rapidfuzz", "rich", "scipy.stats", "spacy", "textacy", "tokenizers"),
)
_SKIPPED = shutil.ignore_patterns(".git", "__pycache__", ".nox", ".venv", ".*_cache", ".hypothesis")
HEADER = "outcome\tseconds\tmutant\tfirst test that fails\n"


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
    done = _read_outcomes(given.output)
    with tempfile.TemporaryDirectory(prefix="mutants-") as scratch:
        tree = Path(shutil.copytree(ROOT, Path(scratch) / "tree", ignore=_SKIPPED))
        compileall.compile_dir(tree, quiet=2)
        _load_libraries()
        if not given.unchecked:
            _check_tests(given.packages, tree, given.timeout)
        deadline = time.monotonic() + given.minutes * 60
        for number, mutant in enumerate(mutants, 1):
            if str(mutant) in done:
                continue
            if time.monotonic() > deadline:
                break
            outcome, seconds, test = try_mutant(mutant, tree, given.timeout)
            done[str(mutant)] = outcome
            with given.output.open("a", encoding="utf-8") as file:
                file.write(f"{outcome}\t{seconds:.0f}\t{mutant}\t{test}\n")
            print(f"{number} of {len(mutants)}: {outcome}: {mutant}", flush=True)
    return _summarise(done, len(mutants), given.share)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--number", type=int, default=600, help="mutants to draw")
    parser.add_argument("--seed", type=int, default=1, help="decides which are drawn")
    parser.add_argument("--packages", nargs="+", default=PACKAGES, help="packages of analysis/")
    parser.add_argument("--output", type=Path, default=Path("mutants.tsv"), help="the outcomes, a line each")
    parser.add_argument("--minutes", type=float, default=600, help="begin no mutant after so many minutes")
    parser.add_argument("--timeout", type=float, default=900, help="seconds after which a mutant hangs")
    parser.add_argument("--share", type=float, default=0.85, help="share of mutants that must be killed")
    parser.add_argument(
        "--unchecked", action="store_true", help="take it that all tests pass without a fault"
    )
    parser.add_argument("--list", action="store_true", help="print the mutants and run nothing")
    return parser


def _read_outcomes(file: Path) -> dict[str, str]:
    if not file.is_file():
        file.write_text(HEADER, encoding="utf-8")
    rows = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines()[1:]]
    return {row[2]: row[0] for row in rows}


def _check_tests(packages: Sequence[str], tree: Path, timeout: float) -> None:
    """Raise an error where tests fail without any fault: they could not tell one."""
    for package in packages:
        if _run_tests(
            tree, sorted((tree / "tests" / package).glob("test_*.py")), tree.parent / "log", timeout
        ):
            said = (tree.parent / "log").read_text(encoding="utf-8", errors="replace")
            raise RuntimeError(f"the tests of {package} fail without a fault: {said}")


def _load_libraries() -> None:
    for name in LIBRARIES:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)


def try_mutant(mutant: Mutant, tree: Path, timeout: float) -> tuple[str, float, str]:
    """Return whether a mutant is killed, survives or hangs, the seconds that took, and the first test that fails."""
    module = tree / mutant.module
    source = module.read_bytes()
    began = time.monotonic()
    # Compiled code is told by time and size of its source, which a mutant may share.
    for compiled in (module.parent / "__pycache__").glob(f"{module.stem}.*.pyc"):
        compiled.unlink()
    module.write_bytes(mutant.apply(source))
    log = tree.parent / "log"
    try:
        status = _run_tests(tree, _tests_of(mutant.module, tree), log, timeout)
    finally:
        module.write_bytes(source)
    failed = re.search(
        r"^(?:FAILED|ERROR) (\S+)", log.read_text(encoding="utf-8", errors="replace"), re.MULTILINE
    )
    if status in {3, 4, 5}:  # an error of pytest's own, no test
        raise RuntimeError(log.read_text(encoding="utf-8", errors="replace"))
    outcome = {0: "survives", None: "hangs"}.get(status, "killed")
    return outcome, time.monotonic() - began, failed[1] if failed else ""


def _tests_of(module: Path, tree: Path) -> list[Path]:
    """Return the test files of a module's package; those that name more of what it defines come first."""
    names = set(
        re.findall(r"^(?:def|class) (\w+)", (tree / module).read_text(encoding="utf-8"), re.MULTILINE)
    )
    names.add(module.stem)
    files = sorted((tree / "tests" / module.parts[1]).glob("test_*.py"))
    words = {file: set(re.findall(r"\w+", file.read_text(encoding="utf-8"))) for file in files}
    return sorted(files, key=lambda file: -len(names & words[file]))


def _run_tests(tree: Path, tests: Sequence[Path], log: Path, timeout: float) -> int | None:
    """Return the exit code of the tests in a forked process; None where they did not end in time."""
    child = os.fork()
    if child == 0:
        os._exit(_test_in_child(tree, tests, log))
    with _alarm(timeout):
        try:
            return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        except TimeoutError:
            os.killpg(child, signal.SIGKILL)
            os.waitpid(child, 0)
            return None


def _test_in_child(tree: Path, tests: Sequence[Path], log: Path) -> int:
    os.setpgid(0, 0)
    with log.open("w", encoding="utf-8") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    os.chdir(tree)
    os.environ["PYTHONPATH"] = os.fspath(tree)
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    sys.dont_write_bytecode = True
    sys.path[:] = [os.fspath(tree), *(path for path in sys.path if path != os.fspath(ROOT))]
    for name in [name for name in sys.modules if name.partition(".")[0] in {"analysis", "tests"}]:
        del sys.modules[name]
    import pytest

    options = ["-x", "-q", "-p", "no:cacheprovider", "--no-header", "--tb=no", "-m", "not browser"]
    options += ["-W", "ignore:Module already imported"]  # a plugin of pytest may be among the libraries
    try:
        return int(pytest.main([*options, *map(os.fspath, tests)]))
    except BaseException:  # a fault that ends the process is found
        return 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()


@contextlib.contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    def ring(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _summarise(outcomes: dict[str, str], drawn: int, share: float) -> int:
    """Print the counts by package, and return the exit code."""
    by_package = Counter((mutant.split("/")[1], outcome) for mutant, outcome in outcomes.items())
    for package in sorted({package for package, _ in by_package}):
        counts = Counter({outcome: n for (name, outcome), n in by_package.items() if name == package})
        print(f"{package}: {counts.total()} mutants, {counts.total() - counts['survives']} killed")
    killed = sum(outcome != "survives" for outcome in outcomes.values())
    print(f"all: {len(outcomes)} of {drawn} mutants tried, {killed} killed")
    return 0 if outcomes and killed >= share * len(outcomes) and len(outcomes) >= drawn else 1


if __name__ == "__main__":
    sys.exit(main())
