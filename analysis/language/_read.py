"""Read a language's data files: word lists (.txt), tables (.tsv) and short lists (.toml).

In all three, what follows a # at the start of a line says what the file holds and where it comes from.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any


def read_lines(path: Path) -> list[str]:
    """Return the entries of a list, one a line: a blank within a line is part of its entry."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def read_rows(path: Path) -> list[list[str]]:
    """Return the rows of a table, cells parted by tabs; a lone hyphen stands for an empty cell."""
    return [["" if cell == "-" else cell for cell in line.split("\t")] for line in read_lines(path)]


def read_short_lists(path: Path) -> dict[str, Any]:
    """Return the lists and tables of a .toml file by name."""
    return tomllib.loads(path.read_text(encoding="utf-8"))
