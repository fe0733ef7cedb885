"""Proves that temporary folders of killed processes go, and those of processes at work stay."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from analysis.text import scratch_folder

_HOLD = """
import sys
from pathlib import Path
from analysis.text import scratch_folder
with scratch_folder(Path(sys.argv[1]), "draft-") as folder:
    print(folder.name, flush=True)
    sys.stdin.read()
"""


def test_what_a_killed_process_leaves_is_removed_at_once(tmp_path: Path, root: Path) -> None:
    """A folder stays while its process lives, whatever the clock says, and goes with the next one after its death."""
    command = [sys.executable, "-c", _HOLD, str(tmp_path)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, cwd=root) as process:
        held = tmp_path / (process.stdout or sys.stdin).readline().strip()
        with scratch_folder(tmp_path, "draft-") as own:
            assert {held, own} == set(tmp_path.iterdir())
        assert [held] == list(tmp_path.iterdir())
        process.kill()
    assert held.is_dir()
    with scratch_folder(tmp_path, "draft-") as own:
        assert [own] == list(tmp_path.iterdir())


def test_other_folders_are_left_alone(tmp_path: Path) -> None:
    """A folder of another prefix, and one that is just being made and has no lock yet, stay."""
    (tmp_path / "draft-new").mkdir()
    (tmp_path / "notes").mkdir()
    with scratch_folder(tmp_path, "draft-"):
        pass
    assert ["draft-new", "notes"] == sorted(path.name for path in tmp_path.iterdir())
