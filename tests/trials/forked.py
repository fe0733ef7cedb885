"""Run tests of a changed package in forks of a process that has loaded everything that does not change.

A server imports the libraries and those packages that lie below the changed one, and reads the seeds with the language
model; each fork imports the rest anew from the tree, with the fault in it.
"""

from __future__ import annotations

import compileall
import contextlib
import importlib
import multiprocessing
import os
import re
import resource
import shutil
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.test_structure import LAYER
from tests.trials.covering import Covering
from tests.trials.mutants import Mutant

#: What the project and its tests import from elsewhere.
LIBRARIES = (
    *("altair", "hypothesis", "joblib", "msgspec", "nbclient", "nbconvert", "numpy", "onnxruntime", "pandas"),
    *("pandera", "papermill", "pyarrow.parquet", "rapidfuzz", "rich.progress", "scipy.stats", "spacy"),
    *(
        "spacy.lang.en",
        "textacy",
        "tokenizers",
        "trafilatura",
        "vl_convert",
        "distributed",
        "IPython.display",
    ),
)
#: A mutant that uses so much memory, or so much processor time beyond what its tests take, does not end.
_MEMORY, _PATIENCE, _TIMES = 12_000_000_000, 30.0, 4.0
_WALL_PATIENCE = 20.0


class Server:
    """A process that tries the mutants of one package.

    It is a process of its own, since what it has imported differs from package to package.
    """

    def __init__(self, tree: Path, package: str) -> None:
        context = multiprocessing.get_context("fork")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(tree, package, theirs))
        self._process.start()

    def try_mutant(self, mutant: Mutant, tests: Sequence[str], covering: Covering) -> tuple[str, float, str]:
        """Return whether a mutant is killed, survives or hangs, the seconds, and the first test that fails."""
        expected = sum(covering.seconds[test] for test in tests)
        self._pipe.send((mutant, tests, expected))
        outcome: tuple[str, float, str] = self._pipe.recv()
        return outcome

    def end(self) -> None:
        """End the process."""
        self._pipe.send(None)
        self._process.join()


def _serve(tree: Path, package: str, pipe: Any) -> None:
    """Try mutants until there are no more."""
    server = _Forks(tree, package)
    while (asked := pipe.recv()) is not None:
        pipe.send(server.try_mutant(*asked))


class _Forks:
    """What a server has loaded, and which tests it knows to pass or to fail without a fault."""

    def __init__(self, tree: Path, package: str) -> None:
        self._tree, self._log = tree, tree.parent / f"{package}.log"
        self._warm = tree.parent / f"{package}-cache"
        self._sound: dict[str, bool] = {}
        os.chdir(tree)
        os.environ["PYTHONPATH"] = os.fspath(tree)
        os.environ["OMP_NUM_THREADS"] = "1"
        compileall.compile_dir(tree, quiet=2)
        # Compiled code is told by time and size of its source, which a mutant may share.
        os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
        sys.dont_write_bytecode = True
        sys.path[0] = os.fspath(tree)
        for name in [name for name in sys.modules if name.partition(".")[0] in {"analysis", "tests"}]:
            del sys.modules[name]
        for name in LIBRARIES:
            with contextlib.suppress(ImportError):
                importlib.import_module(name)
        for module in _below(tree, package):
            importlib.import_module(module)
        _read_seeds(tree, self._warm)

    def try_mutant(self, mutant: Mutant, tests: Sequence[str], expected: float) -> tuple[str, float, str]:
        """Return the outcome of a mutant, the seconds it took, and the first test that fails."""
        module, began = self._tree / mutant.module, time.monotonic()
        tests = [test for test in tests if self._sound.get(test, True)]
        if not tests:
            return "survives", 0.0, "no test runs this line"
        source = module.read_bytes()
        for compiled in (module.parent / "__pycache__").glob(f"{module.stem}.*.pyc"):
            compiled.unlink()
        module.write_bytes(mutant.apply(source))
        try:
            status = self._run(tests, expected)
        finally:
            module.write_bytes(source)
        said = self._log.read_text(encoding="utf-8", errors="replace")
        failed = re.search(r"^(?:FAILED|ERROR) (\S+(?: \S+)*?)(?: - .*)?$", said, re.MULTILINE)
        test = failed[1] if failed else ""
        if status in {3, 4} and not test.startswith("tests/"):  # an error of pytest's own, no test
            raise RuntimeError(said)
        if status not in {0, None} and not self._passes(test):
            return self.try_mutant(mutant, tests, expected)
        outcome = {0: "survives", None: "hangs"}.get(status, "killed")
        return outcome, time.monotonic() - began, test

    def _passes(self, test: str) -> bool:
        """Return whether a test that failed passes without a fault; without a name, it ended the process."""
        if "::" not in test:  # a module of tests that cannot be imported, or a process that ended
            return True
        if test not in self._sound:
            self._sound[test] = self._run([test], 60.0) == 0
        return self._sound[test]

    def _run(self, tests: Sequence[str], expected: float) -> int | None:
        """Return the exit code of the tests in a forked process; None where they did not end in time."""
        child = os.fork()
        if child == 0:
            os._exit(self._test_in_child(tests, expected))
        with _alarm(_WALL_PATIENCE * (_PATIENCE + expected)):
            try:
                code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            except TimeoutError:
                code = -signal.SIGXCPU
        with contextlib.suppress(ProcessLookupError):  # and what it has started
            os.killpg(child, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(child, 0)
        return None if code == -signal.SIGXCPU else code

    def _test_in_child(self, tests: Sequence[str], expected: float) -> int:
        os.setpgid(0, 0)
        seconds = round(_PATIENCE + _TIMES * expected)
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        with self._log.open("w", encoding="utf-8") as file:
            os.dup2(file.fileno(), 1)
            os.dup2(file.fileno(), 2)
        sys.modules["analysis._store"].digest_code.cache_clear()
        scratch = self._tree.parent / "basetemp"
        shutil.rmtree(scratch, ignore_errors=True)
        options = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--assert=plain", "--no-header"]
        options += ["--tb=line", f"--basetemp={scratch}", "-W", "ignore:Module already imported"]
        try:
            return int(pytest.main([*options, *tests], [_WarmCache(self._warm)]))
        except BaseException:  # a fault that ends the process is found
            return 1
        finally:
            sys.stdout.flush()
            sys.stderr.flush()


class _WarmCache:
    """A plugin of pytest that fills the tests' cache with what the server has read; a changed step has other keys."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: Any) -> Iterator[Any]:
        """Fill the cache when it is made."""
        result = yield
        if fixturedef.argname == "cache" and fixturedef.scope == "session":
            shutil.copytree(self._folder, result, dirs_exist_ok=True)
        return result


def _below(tree: Path, package: str) -> list[str]:
    """Return the modules of the layers below a package's own."""
    modules = []
    for path in sorted((tree / "analysis").rglob("*.py")):
        parts = path.relative_to(tree).with_suffix("").parts
        if LAYER.get(parts[1], 99) < LAYER[package] and "training" not in parts and parts[-1] != "__main__":
            modules.append(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    return modules


def _read_seeds(tree: Path, cache: Path) -> None:
    """Read the seeds with the language model, which stays loaded."""
    annotation, corpus = (importlib.import_module(f"analysis.{name}") for name in ("annotation", "corpus"))
    steps = [annotation.TOKENS, importlib.import_module("analysis.entities").ENTITIES]
    annotation.annotate(corpus.load_corpus(tree / "seeds"), cache=cache, steps=steps, processes=1)


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
