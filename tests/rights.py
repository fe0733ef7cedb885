"""Folders without some rights, for a process of any user."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

#: The user without rights of their own, on Linux and macOS.
_NOBODY = 65534


@contextmanager
def without_rights(folder: Path, mode: int) -> Iterator[None]:
    """Take rights to a folder away; root, who has them all the same, becomes another user meanwhile."""
    folder.chmod(mode)
    root = os.geteuid() == 0
    if root:
        os.seteuid(_NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
        folder.chmod(0o755)
