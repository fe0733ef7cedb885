"""Resolve the paths and options that parameters name, alike in a run and its notebooks."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import platformdirs

from analysis.text import expand_home

#: The folder around the package.
ROOT = Path(__file__).resolve().parent.parent

#: Whether that folder is a checkout; else the package is installed.
IS_CHECKOUT = (ROOT / "pyproject.toml").is_file()

#: The folder of `notebooks`, `seeds` and the lock file: the checkout, or what the wheel put beside the package.
SHIPPED = ROOT if IS_CHECKOUT else ROOT / "dateline"

#: The variable of the environment that names the folder JupyterLab was started for.
HOME_VARIABLE = "DATELINE_HOME"


def find_input(path: str | Path) -> Path:
    """Return the path of an input: as given, or else where JupyterLab was started, or else among what ships.

    A notebook runs from the project's folder or from `notebooks/`; "seeds" means the same in both.
    """
    given = expand_home(path)
    if given.is_absolute() or _is_there(given):
        return given
    started = os.environ.get(HOME_VARIABLE)
    places = [*([Path(started)] if started else []), SHIPPED, ROOT]
    return next((place / given for place in places if _is_there(place / given)), given)


def _is_there(path: Path) -> bool:
    """Return whether something is at a path, also where it can be the path of nothing (too long, a null character)."""
    return os.path.exists(path)  # noqa: PTH110 - Path.exists raises there


def default_cache() -> Path:
    """Return the user's cache folder for annotations, and for the texts of files that are slow to read.

    Example:
        >>> default_cache().name
        'annotations'
    """
    return Path(platformdirs.user_cache_dir("dateline", appauthor=False)) / "annotations"


def corpus_options(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options of `load_corpus` that the settings of a notebook give.

    Args:
        settings: Checked parameters, of which `metadata`, `columns`, `language`, `infer` and `cache` are used.
    """
    table = find_input(settings["metadata"]) if settings["metadata"] else None
    return {
        # A missing path stays as it was typed, for the error message.
        "metadata": Path(settings["metadata"]) if table and not table.exists() else table,
        "columns": named_columns(settings["columns"]),
        "language": settings["language"] or None,
        "infer": settings["infer"],
        "cache": Path(settings["cache"]) if settings["cache"] else default_cache(),
    }


def named_columns(pairs: list[str]) -> dict[str, str]:
    """Return the columns named by texts such as `text=Volltext`, by this package's names."""
    parts = (pair.partition("=") for pair in pairs)
    return {name.strip(): column.strip() for name, _, column in parts}
