"""Check what a run is given before it begins: that the articles are there, and that its folders can be written."""

from __future__ import annotations

import os
import re
import socket
from pathlib import Path

from analysis.errors import DatelineError
from analysis.text import no_such_path

_ADDRESS = re.compile(r"(?:\w+://)?(?P<host>[^/\s]+):(?P<port>\d+)")


def check_corpus(given: Path) -> None:
    """Raise an error where nothing is at the path of the articles.

    Raises:
        DatelineError: There is no such folder or file; the message names the nearest one.
    """
    if not _exists(given):
        raise DatelineError(no_such_path(given))


def check_folder(option: str, given: Path) -> None:
    """Raise an error where a folder cannot be written, or is a file.

    Args:
        option: The option that names it, such as "--output".
        given: The folder as given; it need not be there yet.

    Raises:
        DatelineError: The path is that of a file, or leads through one, or may not be written.
    """
    places = [given, *given.absolute().parents]
    first = next(place for place in places if _exists(place))
    if not first.is_dir():
        where = "that is a file" if first == given else f"{first.name} on the way there is a file"
        raise DatelineError(f"{option} {given}: {where}; name a folder.")
    if not os.access(first, os.W_OK | os.X_OK):
        raise DatelineError(
            f"{option} {given}: the folder {first} cannot be written; name another, or fix its permissions."
        )


def check_apart(corpus: Path, output: Path) -> None:
    """Raise an error where the reports would lie among the articles, of which the next run would take them for some.

    Raises:
        DatelineError: The folder of the reports is that of the articles, or within it.
    """
    articles, reports = corpus.resolve(), output.resolve()
    if articles.is_dir() and (articles == reports or articles in reports.parents):
        raise DatelineError(
            f"--output {output}: that is within the folder of the articles, {corpus}, and the next run would read the "
            "reports as articles; name a folder outside it."
        )


def check_scheduler(address: str) -> None:
    """Raise an error where nothing answers at the address of a Dask scheduler.

    Raises:
        DatelineError: The address has no host and port, or nothing listens there.
    """
    match = _ADDRESS.fullmatch(address)
    if match is None:
        raise DatelineError(f"--scheduler {address}: that is not an address; give one like tcp://host:8786.")
    try:
        socket.create_connection((match["host"].strip("[]"), int(match["port"])), timeout=10).close()
    except (OSError, OverflowError):
        raise DatelineError(
            f"--scheduler {address}: nothing answers there. Start it (dask scheduler), or correct the address."
        ) from None


def check_number(option: str, number: int | None) -> None:
    """Raise an error where a number of processes is less than one.

    Raises:
        DatelineError: It is.
    """
    if number is not None and number < 1:
        raise DatelineError(f"{option} {number}: give a whole number of 1 or more.")


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name longer than the system allows
        return False
