"""Opening JupyterLab on the notebooks, short of starting it: what is copied, what is shown, and what goes wrong."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from analysis.reports import lab


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[tuple[list[str], dict[str, str]]]:
    """The commands that were started instead of JupyterLab, each with its environment; each ends with exit code 3."""
    commands: list[tuple[list[str], dict[str, str]]] = []

    def run(command: list[str], *, env: dict[str, str], **_: Any) -> subprocess.CompletedProcess[bytes]:
        commands.append((command, env))
        return subprocess.CompletedProcess(command, 3)

    monkeypatch.setattr(lab.subprocess, "run", run)
    monkeypatch.setattr(lab.importlib.util, "find_spec", lambda _: True)
    monkeypatch.chdir(tmp_path)
    return commands


def test_notebooks_are_copied_once(started: list[Any], tmp_path: Path, root: Path) -> None:
    """Into the folder that is named, where a copy that was changed stays; further options are JupyterLab's."""
    assert 3 == lab.main(["mine", "--no-browser"])
    names = {path.name for path in (root / "notebooks").glob("*.ipynb")}
    assert names == {path.name for path in (tmp_path / "mine").iterdir()}
    (tmp_path / "mine" / "explore.ipynb").write_text("changed")
    (tmp_path / "mine" / "source_overlap.ipynb").unlink()
    assert ["source_overlap.ipynb"] == [path.name for path in lab.copy_notebooks(tmp_path / "mine")]
    assert "changed" == (tmp_path / "mine" / "explore.ipynb").read_text()
    ((command, environment),) = started
    assert "--no-browser" == command[-1]
    assert f"--notebook-dir={tmp_path / 'mine'}" in command
    assert "--LabApp.default_url=/lab/tree/explore.ipynb" in command
    settings = environment["JUPYTER_CONFIG_PATH"].split(os.pathsep)
    assert os.fspath(root / "notebooks" / ".jupyter") == settings[0]
    assert os.fspath(tmp_path) == environment[lab.HOME_VARIABLE]


def test_a_folder_within_the_present_one_is_shown_from_there(
    started: list[Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the package is installed, the folder that it was started in is the top: articles may lie in it."""
    monkeypatch.setattr(lab, "IS_CHECKOUT", False)
    assert 3 == lab.main(["mine"])
    assert f"--notebook-dir={tmp_path}" in started[0][0]
    assert "--LabApp.default_url=/lab/tree/mine/explore.ipynb" in started[0][0]


def test_what_is_missing_is_one_sentence(
    started: list[Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder that cannot be made, and JupyterLab that is not there; nothing is started, and nothing copied."""
    (tmp_path / "file").write_text("")
    assert 1 == lab.main(["file/mine"])
    assert "error: The notebooks cannot be copied to file/mine" in capsys.readouterr().err
    monkeypatch.setattr(lab.importlib.util, "find_spec", lambda _: None)
    assert 1 == lab.main(["mine"])
    assert "error: JupyterLab is not installed here; install it with" in capsys.readouterr().err
    assert [] == started
    assert not (tmp_path / "mine").exists()


@pytest.mark.usefixtures("started")
def test_ctrl_c_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """JupyterLab that is closed with Ctrl-C is no error."""

    def interrupted(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(lab.subprocess, "run", interrupted)
    assert 0 == lab.main(["mine"])
