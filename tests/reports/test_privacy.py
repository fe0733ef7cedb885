"""Proves that a run asks nobody: no address is looked up or connected to, and files are read and written in its places.

A hook of Python's own in every process of a run writes down each opened file and socket; libraries written in other
languages are seen by the connections of the processes alone.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from analysis.quotes.model import _network
from analysis.reports.provenance._project import package_environment
from tests import systems
from tests.rendering import render_seeds

pytestmark = systems.linux

#: What urllib3 does when it is imported, to see whether this machine speaks IPv6: a port that nobody listens on.
IPV6_CHECK = {"socket.bind ('::1', 0)"}

#: Where the temporary folder has a path that is too long for a socket, as here, the kernel's private one is elsewhere.
PRIVATE = "/tmp/dateline-"  # noqa: S108 - as above

#: What Python and its libraries ask of the system: devices, processors, time zones, types of files, users' names.
SYSTEM = ("/dev/", "/proc/", "/sys/", "/etc/", "/usr/share/zoneinfo", "/usr/share/mime", "/usr/lib", "/lib")


@dataclass(frozen=True)
class Watched:
    """What a run did: the lines of the hook by kind, the connections of its processes, and its own folder."""

    folder: Path
    lines: list[tuple[str, str]]
    connections: list[str]

    def of(self, kind: str) -> set[str]:
        """Return what was read, written, started or connected to."""
        return {what for k, what in self.lines if k == kind}


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Watched:
    """Make the page of attributions with the project's own notebook, articles read by two processes."""
    folder = tmp_path_factory.mktemp("watched")
    for place in ("articles", "t", "home"):
        (folder / place).mkdir()
    for seed in sorted((root / "seeds").glob("*.txt"))[:2]:
        text = seed.read_text(encoding="utf-8")[:1500]
        (folder / "articles" / seed.name).write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "analysis.reports", "--corpus", "articles", "--output", "out"]
    command += ["--cache", "cache", "--only", "quote_attributions", "--processes", "2"]
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join([str(root), str(root / "tests" / "watched")]),
        "PYTHONDONTWRITEBYTECODE": "1",
        "DATELINE_WATCH": str(folder / "watched.tsv"),
        "TMPDIR": str(folder / "t"),
        "HOME": str(folder / "home"),
    }
    log = (folder / "said").open("wb")
    with log, subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log) as run:
        connections = sorted(set(_connections(run)))
    assert 0 == run.returncode, (folder / "said").read_text()
    lines = [
        tuple(line.split("\t", 1))
        for line in (folder / "watched.tsv").read_text(errors="replace").splitlines()
    ]
    return Watched(folder, lines, connections)  # type: ignore[arg-type]


def _connections(run: subprocess.Popen[bytes]) -> Iterator[str]:
    """Yield the connections of a run's processes over the Internet's protocols, loopback too, until it ends."""
    while run.poll() is None:
        try:
            for process in psutil.Process(run.pid).children(recursive=True):
                yield from (f"{process.name()} {c.laddr} {c.raddr}" for c in process.net_connections("inet"))
        except psutil.Error:  # it has ended
            pass
        time.sleep(0.1)


def test_no_address_is_asked_for(watched: Watched) -> None:
    """Nothing binds, connects or looks a name up; the kernel is reached through files, not through a port."""
    assert IPV6_CHECK >= watched.of("socket")
    assert [] == watched.connections


def test_files_are_written_in_the_places_of_the_run(watched: Watched) -> None:
    """Reports, cache and temporary folder; nothing in the user's home, in the package or beside the articles."""
    places = [str(watched.folder / name) for name in ("out", "cache", "t")]
    assert [] == _outside(watched.of("write"), [*places, PRIVATE, "/dev/"])


def test_files_are_read_in_the_places_of_the_run(watched: Watched, root: Path) -> None:
    """Articles, reports, cache, this project, Python and its packages, and what the system says of itself."""
    python = {sys.prefix, sys.base_prefix, os.path.realpath(sys.base_prefix), *sysconfig.get_paths().values()}
    places = [str(watched.folder / name) for name in ("articles", "out", "cache", "t")]
    read = {file for file in watched.of("read") if "/.git/" not in file}  # that of a worktree lies elsewhere
    assert [] == _outside(read, [*places, PRIVATE, str(root), *python, *SYSTEM])


def test_no_grammar_of_addresses_is_compiled(watched: Watched) -> None:
    """What jsonschema would import for a check that nothing here uses, and what takes a second, is not read."""
    packages = Path(sysconfig.get_path("purelib"))
    assert (packages / "rfc3987_syntax").is_dir()
    assert [] == [file for file in watched.of("read") if "/rfc3987_syntax/" in file]
    assert [file for file in watched.of("read") if "/jsonschema/" in file]


def test_only_python_is_started(watched: Watched) -> None:
    """No other program is started, but for the one that names this system: the hook saw what was done."""
    started = {Path(program).name for program in watched.of("start")}
    assert {Path(sys.executable).name, "uname"} >= started


def test_what_could_report_home_is_told_not_to() -> None:
    """Each setting of a library that can ask a server reaches the processes of notebooks; see SECURITY.md."""
    expected = {"DO_NOT_TRACK": "1", "HF_HUB_DISABLE_TELEMETRY": "1", "HF_HUB_OFFLINE": "1"}
    assert expected.items() <= package_environment().items()


def test_what_asks_servers_is_not_loaded(watched: Watched) -> None:
    """A run loads neither what fetches models nor what talks to a cluster; what it loads is seen."""
    packages = {
        name for file in watched.of("read") for name in Path(file).parts if file.endswith((".py", ".pyc"))
    }
    assert {"spacy", "onnxruntime", "papermill"} <= packages
    assert set() == packages & {"huggingface_hub", "distributed", "jupyterlab"}


def test_onnxruntime_is_told_before_a_model_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its report of use is switched off first; nothing else in the package makes a session of it."""
    done: list[str] = []
    monkeypatch.setattr(_network.onnxruntime, "disable_telemetry_events", lambda: done.append("told"))
    monkeypatch.setattr(_network.onnxruntime, "InferenceSession", lambda *_, **__: done.append("loaded"))
    _network.OnnxNetwork(b"", b"")
    assert ["told", "loaded", "told", "loaded"] == done
    sources = [file.read_text(encoding="utf-8") for file in Path(_network.__file__).parents[2].rglob("*.py")]
    assert 1 == sum(source.count("onnxruntime.InferenceSession(") for source in sources)


def test_charts_hold_their_data(tmp_path_factory: pytest.TempPathFactory, root: Path) -> None:
    """No chart of the reports names data by an address, which its drawing would fetch."""
    specs = []
    for notebook in sorted((render_seeds(tmp_path_factory, root) / "notebooks").glob("*.ipynb")):
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        outputs = [output for cell in cells for output in cell.get("outputs", ())]
        specs += [data for o in outputs for kind, data in o.get("data", {}).items() if "vegalite" in kind]
    assert len(specs) > 15
    assert [] == [key for spec in specs for key in _keys(spec) if key in {"url", "href"}]


def _keys(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from () if key == "datasets" else _keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _keys(inner)


def test_jupyterlab_asks_for_no_news(root: Path) -> None:
    """The settings that `dateline lab` starts it with look for neither news nor updates."""
    settings = json.loads(
        (root / "notebooks/.jupyter/labconfig/default_setting_overrides.json").read_text("utf-8")
    )
    news = settings["@jupyterlab/apputils-extension:notification"]
    assert {"checkForUpdates": False, "fetchNews": "false"} == news


def _outside(files: set[str], places: list[str]) -> list[str]:
    return sorted(file for file in files if not file.startswith(tuple(places)))
