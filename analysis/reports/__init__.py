"""Turn notebooks into pages that anyone can open, verify and reproduce.

What is here is imported when it is first used: the process that runs one notebook needs none of it, and would
otherwise load everything that makes pages, seconds of CPU for each notebook.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.reports._progress import Display, PlainLines, Progress
    from analysis.reports._render import Rendering, render_reports

_HOME = {
    "Display": "_progress",
    "PlainLines": "_progress",
    "Progress": "_progress",
    "Rendering": "_render",
    "render_reports": "_render",
}

__all__ = ["Display", "PlainLines", "Progress", "Rendering", "render_reports"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 (whatever the name stands for)
    if name not in _HOME:
        raise AttributeError(f"module 'analysis.reports' has no attribute {name!r}")
    value = getattr(import_module(f"analysis.reports.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
