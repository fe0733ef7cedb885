"""Temporary folders that outlive no run: what a killed process leaves, the next one removes."""

from __future__ import annotations

import contextlib
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

_LOCK = ".held"
#: A folder without a lock is one that is just being made, or whose process was killed in that moment.
_STALE_SECONDS = 24 * 3600


@contextlib.contextmanager
def scratch_folder(parent: Path, prefix: str) -> Iterator[Path]:
    """Yield a new folder that is removed at the end; folders of this prefix that no process holds go first.

    The system lets go of the lock when a process ends, however it ends, so neither clocks nor process numbers matter.

    Example:
        >>> with TemporaryDirectory() as parent, scratch_folder(Path(parent), "draft-") as folder:
        ...     folder.is_dir()
        True
    """
    for abandoned in parent.glob(f"{prefix}*"):
        if _is_abandoned(abandoned):
            shutil.rmtree(abandoned, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
    try:
        with (folder / _LOCK).open("wb") as lock:
            _try_to_hold(lock)
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _is_abandoned(folder: Path) -> bool:
    """Return whether the process that made a folder has ended; False where that cannot be told."""
    lock = folder / _LOCK
    try:
        if not lock.exists():
            return time.time() - folder.stat().st_mtime > _STALE_SECONDS
        if sys.platform == "win32":
            lock.unlink()  # not while a process has it open
            return True
        with lock.open("rb") as file:
            return _try_to_hold(file)
    except OSError:  # of another user, or gone meanwhile
        return False


def _try_to_hold(file: IO[bytes]) -> bool:
    """Return whether a file that no other process holds is now held by this one, until the file is closed."""
    if sys.platform == "win32":
        return True  # it is open, which holds it
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
