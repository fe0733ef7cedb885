"""Read and write notebooks: the few calls into nbformat, which has no types."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat


def read_notebook(path: Path) -> Any:  # noqa: ANN401 - a notebook node has no type
    """Return a notebook in version 4 of the format."""
    return nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]


def write_notebook(notebook: Any) -> bytes:  # noqa: ANN401 - as above
    """Return a notebook as the bytes of a file, after validating it."""
    nbformat.validate(notebook)
    text: str = nbformat.writes(notebook, version=nbformat.NO_CONVERT)  # type: ignore[no-untyped-call]
    return text.encode() + b"\n"


def as_node(value: Mapping[str, Any]) -> Any:  # noqa: ANN401 - as above
    """Return a mapping as a node of a notebook."""
    return nbformat.from_dict(dict(value))  # type: ignore[no-untyped-call]
