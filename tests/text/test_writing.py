"""Proves that a file is written whole or not at all, and that what cannot be written is named."""

from __future__ import annotations

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from analysis.errors import DatelineError
from analysis.text import move_into_place, write_atomically


def test_two_writers_leave_one_whole_file(tmp_path: Path) -> None:
    """Whoever comes last, the file is one writer's in whole, and nothing is left beside it."""
    contents = [bytes([n]) * 100_000 for n in range(8)]
    with ThreadPoolExecutor(8) as executor:
        list(executor.map(lambda content: write_atomically(tmp_path / "file", content), contents))

    assert (tmp_path / "file").read_bytes() in contents
    assert [tmp_path / "file"] == list(tmp_path.iterdir())


def test_a_failed_write_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk is told with the file's name, what stood there stays, and no half file is left."""
    path = write_atomically(tmp_path / "file", b"before")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(DatelineError, match=r"file: No space left on device"):
        write_atomically(path, b"after")
    assert b"before" == path.read_bytes()
    assert [path] == list(tmp_path.iterdir())


def test_files_have_the_permissions_of_any_other(tmp_path: Path) -> None:
    """A written file can be read by whom the user's own mask lets read."""
    (tmp_path / "plain").write_bytes(b"")
    modes = [
        stat.S_IMODE(path.stat().st_mode)
        for path in (tmp_path / "plain", write_atomically(tmp_path / "a", b""))
    ]
    assert modes[0] == modes[1]


def test_a_place_that_cannot_be_is_named(tmp_path: Path) -> None:
    """A file in the way of a folder is the user's to mend, whether a file is made or moved."""
    (tmp_path / "taken").write_bytes(b"")
    (tmp_path / "made").write_bytes(b"")
    with pytest.raises(DatelineError, match="taken"):
        write_atomically(tmp_path / "taken" / "file", b"")
    with pytest.raises(DatelineError, match="taken"):
        move_into_place(tmp_path / "made", tmp_path / "taken" / "file")
    assert (tmp_path / "made").is_file()
