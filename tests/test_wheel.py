"""The wheel: it holds what a run needs, and makes reports in an empty folder far from any checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.rendering import render_once
from tests.small_notebooks import write_notebooks

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built once a session by the locked builder, which fetches nothing."""

    def make(folder: Path) -> None:
        code = "import sys; from hatchling.build import build_wheel; build_wheel(sys.argv[1])"
        subprocess.run([sys.executable, "-c", code, str(folder)], cwd=root, check=True, capture_output=True)

    (built,) = render_once(tmp_path_factory, "wheel", make).glob("dateline-*.whl")
    return built


@pytest.fixture
def run(wheel: Path, tmp_path: Path) -> Run:
    """A function that runs Python in an empty folder, where the wheel is installed and this checkout is not."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
    (tmp_path / "home").mkdir()
    environment = os.environ | {
        "PYTHONPATH": str(tmp_path / "installed"),
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
    }

    def call(*command: str) -> subprocess.CompletedProcess[str]:
        line = [sys.executable, *command]
        home = tmp_path / "home"
        return subprocess.run(line, cwd=home, env=environment, capture_output=True, text=True, check=False)

    return call


def test_it_holds_what_a_run_needs_and_nothing_else(wheel: Path, root: Path) -> None:
    """Every file of the package, the notebooks, articles and lock file; both entry points; no cache, no test."""
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
        entries = archive.read(next(name for name in archive.namelist() if name.endswith("entry_points.txt")))
    package = {path.relative_to(root).as_posix() for path in (root / "analysis").rglob("*") if path.is_file()}
    beside = {path.relative_to(root) for path in (*root.glob("notebooks/*.ipynb"), *root.glob("seeds/*"))}

    assert {name for name in package if "__pycache__" not in name} <= names
    assert {f"dateline/{path.as_posix()}" for path in beside} <= names
    assert {"dateline/requirements/run.txt", "dateline/notebooks/.jupyter/jupyter_lab_config.json"} <= names
    assert {"analysis", "dateline"} == {name.partition("/")[0] for name in names}
    assert [] == [name for name in names if "__pycache__" in name or ".ipynb_checkpoints" in name]
    assert b"[console_scripts]\ndateline = analysis.reports._cli:main\n" in entries
    assert b"[nbconvert.exporters]\ndateline = analysis.reports.html.exporter:ReportExporter\n" in entries


def test_it_makes_checks_and_exports_a_page_in_an_empty_folder(run: Run, tmp_path: Path) -> None:
    """The command makes a page of the articles that ship, verifies it, and nbconvert finds the exporter by its name."""
    start = "import sys; from analysis.reports._cli import main; sys.argv[0] = 'dateline'; sys.exit(main())"
    home = tmp_path / "home"
    notebooks = write_notebooks(tmp_path / "small")
    made = run("-c", start, "--only", "source_overlap", "-o", "made", "--notebooks", str(notebooks))
    assert (0, "made/index.html\n") == (made.returncode, made.stdout), made.stderr
    assert (home / "made/source_overlap.html").is_file()
    assert {"made"} == {path.name for path in home.iterdir()}

    verified = run("-c", start, "verify", "made", "--notebooks", str(notebooks))
    assert 0 == verified.returncode, verified.stdout + verified.stderr

    notebook = "made/notebooks/source_overlap.ipynb"
    exported = run("-m", "nbconvert", "--to", "dateline", notebook, "--output-dir", ".")
    assert (home / "made/source_overlap.html").read_bytes() == (home / "source_overlap.html").read_bytes(), (
        exported.stderr
    )


def test_lab_copies_the_notebooks_once(run: Run, tmp_path: Path) -> None:
    """The notebooks go into a folder of the user's, beside what is there; one that the user changed stays."""
    code = "from pathlib import Path; from analysis.reports import lab; f = Path('notebooks'); "
    code += "print(len(lab.copy_notebooks(f)), *lab.lab_options(f), lab.lab_environment()['DATELINE_HOME'])"
    home = tmp_path / "home"
    (home / "notebooks").mkdir()
    (home / "notebooks/source_overlap.ipynb").write_text("mine")
    said = run("-c", code).stdout.split()

    assert ["4", f"--notebook-dir={home}"] == said[:2]
    assert ["--LabApp.default_url=/lab/tree/notebooks/explore.ipynb", str(home)] == said[2:]
    assert "mine" == (home / "notebooks/source_overlap.ipynb").read_text()
    assert "0" == run("-c", code).stdout.split()[0]


def test_help_names_the_command_as_it_was_called(run: Run) -> None:
    """Help speaks of `dateline`, lists the commands, and says where reports go."""
    start = "import sys; from analysis.reports._cli import main; sys.argv[0] = '/somewhere/dateline'; sys.exit(main())"
    said = run("-c", start, "--help").stdout

    assert said.startswith("usage: dateline ")
    for command in ("lab", "verify", "compare", "reproduce", "evaluate", "clean"):
        assert f"  {command} " in said
