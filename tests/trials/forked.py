"""Run tests of a changed module in forks of a process that has loaded everything else.

One process has imported the package and collected its tests; its forks give functions their changed code, and run. A
fault in what runs when a module is imported needs more: a fork of a process that has imported only what lies below the
analyses imports the rest anew from the tree, with the fault in it.
"""

from __future__ import annotations

import compileall
import contextlib
import gc
import importlib
import multiprocessing
import os
import re
import resource
import shutil
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Generator, Iterator, Mapping, Sequence
from pathlib import Path
from types import CodeType, FrameType, FunctionType
from typing import Any

import pytest

from tests.test_structure import LAYER
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
#: Tests that need a browser, or the whole of the project around them.
_LEFT_OUT = ("browser", "bench", "docs", "trials", "test_wheel.py", "test_structure.py")
#: A mutant that uses so much memory, or so much processor time beyond what its tests take, does not end.
_MEMORY, _PATIENCE, _TIMES = 12_000_000_000, 20.0, 2.0
_WALL_PATIENCE = 30.0
#: What a test process ends with where a fault cannot be put into what is loaded.
_NEEDS_IMPORT = 77
_FAILED = re.compile(r"^(?:FAILED|ERROR) (tests/\S+?(?:::.*?)?)(?: - .*)?$", re.MULTILINE)

#: Whether a mutant is killed, survives or hangs, the seconds that took, and the first test that fails.
Outcome = tuple[str, float, str]


class Server:
    """A process that tries mutants, one at a time."""

    def __init__(self, tree: Path) -> None:
        context = multiprocessing.get_context("fork")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(tree, theirs))
        self._process.start()

    def try_mutant(self, mutant: Mutant, tests: Sequence[str], seconds: float, *, imported: bool) -> Outcome:
        """Return the outcome of a mutant.

        Args:
            mutant: The fault.
            tests: The tests to run until one fails.
            seconds: Time that they take, as measured.
            imported: Whether the line runs when its module is imported.
        """
        self._pipe.send((mutant, tests, seconds, imported))
        outcome = self._pipe.recv()
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome  # type: ignore[no-any-return]

    def end(self) -> None:
        """End the process."""
        self._pipe.send(None)
        self._process.join()


def _serve(tree: Path, pipe: Any) -> None:
    """Try mutants until there are no more."""
    forks = _Forks(tree)
    while (asked := pipe.recv()) is not None:
        try:
            pipe.send(forks.try_mutant(*asked))
        except Exception as error:
            pipe.send(RuntimeError(repr(error)))


class _Forks:
    """What a server has loaded, and which tests it knows to pass or to fail without a fault."""

    def __init__(self, tree: Path) -> None:
        self._tree, self._log = tree, tree.parent / "log"
        self._warm = tree.parent / "cache"
        self._sound: dict[str, bool] = {}
        os.chdir(tree)
        os.environ |= {"PYTHONPATH": os.fspath(tree), "OMP_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": "1"}
        compileall.compile_dir(tree, quiet=2)
        # Compiled code is told by time and size of its source, which a mutant may share.
        sys.dont_write_bytecode = True
        sys.path[0] = os.fspath(tree)
        for name in [name for name in sys.modules if name.partition(".")[0] in {"analysis", "tests"}]:
            del sys.modules[name]
        for name in LIBRARIES:
            with contextlib.suppress(ImportError):
                importlib.import_module(name)
        for module in _modules(tree):
            if LAYER.get(module.split(".")[1], 99) < LAYER["terms"]:
                importlib.import_module(module)
        _read_seeds(tree, self._warm)
        context = multiprocessing.get_context("fork")
        self._loaded, theirs = context.Pipe()
        context.Process(target=_run_session, args=(self, theirs), daemon=True).start()
        self._loaded.recv()  # before a fault is written that it would import

    def try_mutant(self, mutant: Mutant, tests: Sequence[str], seconds: float, imported: bool) -> Outcome:
        """Return the outcome of a mutant."""
        module, began = self._tree / mutant.module, time.monotonic()
        tests = [test for test in tests if self._sound.get(test, True)]
        if not tests:
            return "survives", 0.0, "no test runs this line"
        source = module.read_bytes()
        for compiled in (module.parent / "__pycache__").glob(f"{module.stem}.*.pyc"):
            compiled.unlink()
        module.write_bytes(mutant.apply(source))
        try:
            status = _NEEDS_IMPORT if imported else self._run_loaded(tests, seconds, module, source)
            if status == _NEEDS_IMPORT:
                status = self.fork(lambda: self._import_and_test(tests), seconds)
        finally:
            module.write_bytes(source)
        said = self._log.read_text(encoding="utf-8", errors="replace")
        failed = _FAILED.search(said)
        test = failed[1] if failed else ""
        if status in {3, 4, 5} and not test:  # an error of pytest's own, no test
            raise RuntimeError(said)
        if status not in {0, None} and not self._passes(test):
            return self.try_mutant(mutant, tests, seconds, imported)
        outcome = {0: "survives", None: "hangs"}.get(status, "killed")
        return outcome, time.monotonic() - began, test

    def _run_loaded(
        self, tests: Sequence[str], seconds: float, module: Path | None = None, source: bytes = b""
    ) -> int | None:
        self._loaded.send((tests, seconds, module, source))
        return self._loaded.recv()  # type: ignore[no-any-return]

    def _passes(self, test: str) -> bool:
        """Return whether a test that failed passes without a fault; without a name, the process ended."""
        if "::" not in test:  # a module of tests that cannot be imported, or a process that ended
            return True
        if test not in self._sound:
            self._sound[test] = self._run_loaded([test], 60.0) == 0
        return self._sound[test]

    def fork(self, do: Any, seconds: float) -> int | None:
        """Return the exit code of what is done in a forked process; None where it did not end in time."""
        child = os.fork()
        if child == 0:
            os._exit(self._in_child(do, seconds))
        with _alarm(_WALL_PATIENCE * (_PATIENCE + seconds)):
            try:
                code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            except TimeoutError:
                code = -signal.SIGXCPU
        with contextlib.suppress(ProcessLookupError):  # and what it has started
            os.killpg(child, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(child, 0)
        return None if code == -signal.SIGXCPU else code

    def _in_child(self, do: Any, seconds: float) -> int:
        os.setpgid(0, 0)
        limit = round(_PATIENCE + _TIMES * seconds)
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 5))
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        with self._log.open("w", encoding="utf-8") as file:
            os.dup2(file.fileno(), 1)
            os.dup2(file.fileno(), 2)
        sys.modules["analysis._store"].digest_code.cache_clear()
        shutil.rmtree(self._tree.parent / "scratch", ignore_errors=True)
        try:
            return int(do())
        except BaseException:  # a fault that ends the process is found
            return 1
        finally:
            sys.stdout.flush()
            sys.stderr.flush()

    @property
    def options(self) -> list[str]:
        """What pytest is told in any case."""
        return [
            *(
                "-x",
                "-q",
                "-p",
                "no:cacheprovider",
                "-p",
                "no:xdist",
                "--assert=plain",
                "--no-header",
                "--tb=line",
            ),
            *("-W", "ignore:Module already imported"),
        ]

    def _import_and_test(self, tests: Sequence[str]) -> int:
        scratch = f"--basetemp={self._tree.parent / 'scratch'}"
        return int(pytest.main([*self.options, scratch, *tests], [_WarmCache(self._warm)]))


def _run_session(forks: _Forks, pipe: Any) -> None:
    """Collect all tests, and run some of them in forks as they are asked for."""
    places = [place for place in sorted(Path("tests").iterdir()) if place.name not in _LEFT_OUT]
    paths = [os.fspath(place) for place in places if place.name.startswith("test_") or place.is_dir()]
    loop = _Loop(forks, pipe)
    pytest.main([*forks.options, "-s", "-m", "not browser", *paths], [loop, _WarmCache(forks._warm)])


class _Loop:
    """A plugin of pytest that runs tests on demand instead of all in turn."""

    def __init__(self, forks: _Forks, pipe: Any) -> None:
        self._forks, self._pipe = forks, pipe
        self._failed = False

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Say at once which test has failed."""
        if report.failed:
            self._failed = True
            print(f"\n{report.longreprtext}\nFAILED {report.nodeid}", flush=True)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run what is asked for until nobody asks."""
        items = {item.nodeid: item for item in session.items}
        first = next(item for item in session.items if "annotated" in getattr(item, "fixturenames", ()))
        request = getattr(first, "_request")  # noqa: B009 - pytest has no public way
        session._setupstate.setup(first)
        request.getfixturevalue("annotated")
        elsewhere = next(item for item in session.items if item.path.parent != first.path.parent)
        session._setupstate.teardown_exact(elsewhere)  # what the session shares stays
        ran = _load_models()
        functions = {place: held for place, held in _functions().items() if place not in ran}
        gc.freeze()
        self._pipe.send("loaded")
        with contextlib.suppress(EOFError):
            while True:
                tests, seconds, module, source = self._pipe.recv()
                chosen = [items[test] for test in tests if test in items]
                self._pipe.send(
                    self._forks.fork(lambda: self._test(chosen, module, source, functions), seconds)  # noqa: B023
                )
        os._exit(0)

    def _test(
        self,
        items: Sequence[pytest.Item],
        module: Path | None,
        source: bytes,
        functions: Mapping[tuple[str, str, int], list[FunctionType]],
    ) -> int:
        """Return the exit code of tests with a module's changed code."""
        if module is not None and not _change(module, source, functions):
            return _NEEDS_IMPORT
        if not items:
            return 0
        scratch = self._forks._tree.parent / "scratch"
        scratch.mkdir()
        getattr(items[0].config, "_tmp_path_factory")._basetemp = scratch  # noqa: B009 - no public way
        for item, following in zip(items, [*items[1:], items[-1]], strict=True):
            item.ihook.pytest_runtest_protocol(item=item, nextitem=following)
            if self._failed:
                return 1
        return 0


def _load_models() -> set[tuple[str, str, int]]:
    """Load what is loaded once a process, and return the functions that ran: with a fault they must run again."""
    ran = set()

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            ran.add((frame.f_code.co_filename, frame.f_code.co_qualname, frame.f_code.co_firstlineno))

    sys.setprofile(note)
    try:
        importlib.import_module("analysis.quotes.model._network").load_model()
        importlib.import_module("analysis.overlap.paraphrase._word_vectors").load_vectors(
            importlib.import_module("analysis.language").ENGLISH
        )
    finally:
        sys.setprofile(None)
    return ran


class _WarmCache:
    """A plugin of pytest that fills the tests' cache with what the server has read; a changed step has other keys."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: Any) -> Generator[None, Any, Any]:
        """Fill the cache when it is made."""
        result = yield
        if fixturedef.argname == "cache" and fixturedef.scope == "session":
            shutil.copytree(self._folder, result, dirs_exist_ok=True)
        return result


def _functions() -> dict[tuple[str, str, int], list[FunctionType]]:
    """Return the functions of the package that are loaded, by file, name and line."""
    functions = defaultdict(list)
    for function in gc.get_objects():
        if type(function) is FunctionType and f"{os.sep}analysis{os.sep}" in function.__code__.co_filename:
            code = function.__code__
            functions[code.co_filename, code.co_qualname, code.co_firstlineno].append(function)
    return functions


def _change(
    module: Path, source: bytes, functions: Mapping[tuple[str, str, int], list[FunctionType]]
) -> bool:
    """Give the functions of a module the code that its file has now; False where that is not all that differs."""
    before = compile(source, os.fspath(module), "exec")
    after = compile(module.read_bytes(), os.fspath(module), "exec")
    pairs = list(_changed_functions(before, after))
    if not pairs or None in pairs:
        return False
    for pair in pairs:
        old, new = pair or (before, after)
        held = functions.get((old.co_filename, old.co_qualname, old.co_firstlineno), [])
        if not held:
            return False
        for function in held:
            try:
                function.__code__ = new
            except ValueError:  # it closes over other names
                return False
    return True


def _changed_functions(before: CodeType, after: CodeType) -> Iterator[tuple[CodeType, CodeType] | None]:
    """Yield the functions of a module or class that differ, before and after; None where more than they differs."""
    inner = [[part for part in code.co_consts if isinstance(part, CodeType)] for code in (before, after)]
    if _own(before) != _own(after) or len(inner[0]) != len(inner[1]):
        yield None
        return
    for old, new in zip(*inner, strict=True):
        if _whole(old) == _whole(new):
            continue
        if old.co_flags & 1:  # a function, whose names are its own
            yield old, new
        else:
            yield from _changed_functions(old, new)


def _own(code: CodeType) -> tuple[object, ...]:
    """Return what a piece of code does without the code in it, and without its lines."""
    constants = tuple((type(part), repr(part)) for part in code.co_consts if not isinstance(part, CodeType))
    return code.co_code, constants, code.co_names, code.co_varnames, code.co_freevars, code.co_cellvars


def _whole(code: CodeType) -> tuple[object, ...]:
    return _own(code), tuple(_whole(part) for part in code.co_consts if isinstance(part, CodeType))


def _modules(tree: Path) -> list[str]:
    """Return the modules of the package."""
    modules = []
    for path in sorted((tree / "analysis").rglob("*.py")):
        parts = path.relative_to(tree).with_suffix("").parts
        if len(parts) > 2 or parts[1] != "__init__":
            modules.append(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    return [name for name in modules if ".training" not in name and not name.endswith(".__main__")]


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
