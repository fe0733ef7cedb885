"""Measure which tests run which lines of the package, in all processes that they start, and how long each test takes.

    python tests/trials/covering.py --data build/coverage tests/quotes tests/overlap

Lines that a fixture runs for several tests count for each of them. Lines of branches are kept too, so that
`coverage report` says what no test runs.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import coverage
import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, os.fspath(ROOT))

#: What every process that a test starts runs first.
_STARTUP = "import coverage\ncoverage.process_startup()\n"
_SETTINGS = """\
[run]
branch = true
parallel = true
data_file = {data}
source = {source}
context = ${{DATELINE_CONTEXT-}}
sigterm = true
patch =
    _exit
    fork
"""


class Recorder:
    """A plugin of pytest that names the test, or the shared fixture, for which lines run.

    Attributes:
        seconds: Seconds that each test takes, without the fixtures that it shares.
        fixtures: The shared fixtures of each test, by place and name.
        making: Seconds that each shared fixture takes to make.
    """

    def __init__(self, measurement: coverage.Coverage) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self.making: dict[str, float] = {}
        self.fixtures: dict[str, list[str]] = {}
        self._measurement = measurement
        self._shared = 0.0

    def _enter(self, context: str) -> None:
        os.environ["DATELINE_CONTEXT"] = context
        self._measurement.switch_context(context)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[Any]:
        """Lines that run from here on are those of this test."""
        self._enter(item.nodeid)
        definitions = getattr(item, "_fixtureinfo").name2fixturedefs  # noqa: B009 - pytest has no public way
        self.fixtures[item.nodeid] = [
            _name(held) for several in definitions.values() for held in several if held.scope != "function"
        ]
        self._shared, began = 0.0, time.monotonic()
        result = yield
        self.seconds[item.nodeid] = time.monotonic() - began - self._shared
        self._enter("")
        return result

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: Any) -> Iterator[Any]:
        """Lines that a shared fixture runs are those of every test that uses it."""
        if fixturedef.scope == "function":
            return (yield)
        before, began = os.environ["DATELINE_CONTEXT"], time.monotonic()
        self._enter(_name(fixturedef))
        try:
            return (yield)
        finally:
            self._enter(before)
            self.making[_name(fixturedef)] = time.monotonic() - began
            self._shared += self.making[_name(fixturedef)]


def _name(fixture: Any) -> str:
    return f"fixture {fixture.baseid} {fixture.argname}"


@dataclass(frozen=True)
class Covering:
    """Which tests run a line, and the seconds that each takes.

    Attributes:
        seconds: By test, without the fixtures that it shares.
        fixtures: The shared fixtures of each test.
        making: Seconds by shared fixture.
        tests: By module, as its path below the project, and line.
        imported: The lines of each module that run outside of any test, when it is imported.
    """

    seconds: Mapping[str, float]
    fixtures: Mapping[str, Sequence[str]]
    making: Mapping[str, float]
    tests: Mapping[str, Mapping[int, frozenset[str]]]
    imported: Mapping[str, frozenset[int]]


def measure(folder: Path, tests: Sequence[str]) -> int:
    """Run tests, keep what they cover in a folder, beside what is there of others, and return pytest's exit code."""
    folder.mkdir(parents=True, exist_ok=True)
    settings, startup = folder / "settings.ini", folder / "startup"
    data = folder / "lines"
    settings.write_text(_SETTINGS.format(data=data, source=ROOT / "analysis"), encoding="utf-8")
    startup.mkdir(exist_ok=True)
    (startup / "sitecustomize.py").write_text(_STARTUP, encoding="utf-8")
    os.environ["COVERAGE_PROCESS_START"] = os.fspath(settings)
    os.environ["DATELINE_CONTEXT"] = ""
    os.environ["PYTHONPATH"] = os.pathsep.join(map(os.fspath, (startup, ROOT)))
    measurement = coverage.Coverage(config_file=os.fspath(settings))
    measurement.start()
    recorder = Recorder(measurement)
    try:
        code = int(pytest.main(["-q", "-p", "no:cacheprovider", "-p", "no:xdist", *tests], [recorder]))
    finally:
        measurement.stop()
        measurement.save()
    _add(folder / "tests.json", recorder)
    del os.environ["COVERAGE_PROCESS_START"]
    everything = coverage.Coverage(data_file=os.fspath(data))
    if data.is_file():
        everything.load()
    everything.combine([os.fspath(folder)])
    everything.save()
    return code


def _add(file: Path, recorder: Recorder) -> None:
    measured = {"seconds": recorder.seconds, "fixtures": recorder.fixtures, "making": recorder.making}
    kept = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    kept = {what: kept.get(what, {}) | figures for what, figures in measured.items()}
    file.write_text(json.dumps(kept), encoding="utf-8")


def read(folder: Path) -> Covering:
    """Return what was measured into a folder."""
    kept = json.loads((folder / "tests.json").read_text(encoding="utf-8"))
    users: dict[str, set[str]] = defaultdict(set)
    for test, fixtures in kept["fixtures"].items():
        for fixture in fixtures:
            users[fixture].add(test)
    data = coverage.CoverageData(os.fspath(folder / "lines"))
    data.read()
    tests, imported = {}, {}
    for file in data.measured_files():
        name, contexts = Path(file).relative_to(ROOT).as_posix(), data.contexts_by_lineno(file)
        tests[name] = {
            line: frozenset(test for context in several for test in users.get(context, {context}) if test)
            for line, several in contexts.items()
        }
        imported[name] = frozenset(line for line, several in contexts.items() if "" in several)
    return Covering(kept["seconds"], kept["fixtures"], kept["making"], tests, imported)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument(
        "--data", type=Path, default=ROOT / "build" / "coverage", help="folder of the figures"
    )
    given, for_pytest = parser.parse_known_args(arguments)
    return measure(given.data, for_pytest or ["tests"])


if __name__ == "__main__":
    sys.exit(main())
