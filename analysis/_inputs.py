"""Resolve the paths and options that parameters name, alike in a run and its notebooks."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import platformdirs

ROOT = Path(__file__).resolve().parent.parent


def find_input(path: str | Path) -> Path:
    """Return the path of an input: as given, or else under the project's folder.

    A notebook runs from the project's folder or from `notebooks/`; "seeds" means the same in both.
    """
    given = Path(path).expanduser()
    return given if given.is_absolute() or given.exists() else ROOT / given


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
