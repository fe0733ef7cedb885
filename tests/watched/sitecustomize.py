"""Writes down what every Python process opens, connects to and starts, where a test asks for it.

Python imports a module of this name in every process that has its folder on the path: the run, the processes of
notebooks, the kernels, the readers of articles.
"""

from __future__ import annotations

import os
import sys
from typing import Any

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_SOCKETS = {"socket.bind", "socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"}
_CHANGES = {
    "os.remove",
    "os.rename",
    "os.mkdir",
    "os.rmdir",
    "os.link",
    "os.symlink",
    "os.truncate",
    "os.chmod",
}


def _watch(log: str) -> None:
    file = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def note(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open" and isinstance(arguments[0], str | bytes):
            if not os.path.lexists(arguments[0]) and not os.path.isabs(arguments[0]):  # noqa: PTH117
                return  # a name within another folder that is open, as where a tree is removed
            kind = "write" if (arguments[2] or 0) & _WRITING else "read"
            _write(file, kind, os.path.abspath(os.fsdecode(arguments[0])))  # noqa: PTH100 - what it says, resolved
        elif event in _SOCKETS:
            address = arguments[1] if isinstance(arguments[0], object) and len(arguments) > 1 else arguments
            _write(file, "socket", f"{event} {address}")
        elif event in _CHANGES:
            for place in arguments[: 2 if event == "os.rename" else 1]:
                if isinstance(place, str | bytes) and arguments[-1] in {-1, None}:
                    _write(file, "write", os.path.abspath(os.fsdecode(place)))  # noqa: PTH100 - as above
        elif event == "subprocess.Popen":
            _write(file, "start", os.fsdecode(arguments[0] or arguments[1][0]))

    sys.addaudithook(note)


def _write(file: int, kind: str, what: str) -> None:
    os.write(file, f"{kind}\t{what}\n".encode("utf-8", "replace"))


if "DATELINE_WATCH" in os.environ:
    _watch(os.environ["DATELINE_WATCH"])
