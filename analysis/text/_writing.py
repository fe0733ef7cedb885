"""Files written whole or not at all: made beside their place, then put there in one step."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

from analysis.errors import DatelineError

#: What the system says of a disk that takes no more: no room, a quota that is used up, a file beyond its limit.
_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}


def write_atomically(path: Path, content: bytes) -> Path:
    """Write a file whole or not at all, safe for two writers at once; the folder is made if it is not there.

    Returns:
        The path.

    Raises:
        DatelineError: The file cannot be written.

    Example:
        >>> with TemporaryDirectory() as folder:
        ...     write_atomically(Path(folder) / "note.txt", b"Read whole, or not at all.").read_text()
        'Read whole, or not at all.'
    """
    temporary = path.with_name(f".{uuid4().hex}.part")
    with _explained(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            temporary.write_bytes(content)
            os.replace(temporary, path)  # noqa: PTH105 - the one name everybody knows for it
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    return path


def move_into_place(source: Path, target: Path) -> None:
    """Put a finished file in its place, over what is there; both are on one disk.

    Raises:
        DatelineError: The file cannot be written.

    Example:
        >>> with TemporaryDirectory() as folder:
        ...     move_into_place(write_atomically(Path(folder) / "draft", b""), Path(folder) / "page.html")
        ...     [path.name for path in Path(folder).iterdir()]
        ['page.html']
    """
    with _explained(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(source, target)  # noqa: PTH105 - as above


def is_full(error: OSError) -> bool:
    """Return whether an error says that a disk takes no more.

    Example:
        >>> is_full(OSError(28, "No space left on device"))
        True
    """
    return error.errno in _FULL


@contextlib.contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise DatelineError(f"Cannot write {path}: {_problem(error, path)}.") from error


def _problem(error: OSError, path: Path) -> str:
    file = next((folder for folder in path.parents if folder.is_file()), None)
    if file is not None:
        return f"{file} is a file; name a folder"
    advice = "make room on that disk" if is_full(error) else "fix its permissions"
    return f"{error.strerror or error}; name another folder, or {advice}"
