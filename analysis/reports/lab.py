"""Open JupyterLab on the notebooks: `dateline lab [FOLDER]`, with options of JupyterLab after it.

In a checkout they are the project's own. Elsewhere they are copied into a folder first, where they may be changed; a
copy that is there stays as it is.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from analysis._inputs import HOME_VARIABLE, IS_CHECKOUT, SHIPPED
from analysis.errors import DatelineError
from analysis.reports.provenance import _project as project

_NOTEBOOKS = SHIPPED / "notebooks"
_TOUR = "explore.ipynb"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line until JupyterLab is closed; return its exit code, or 1 where it cannot start."""
    parser = argparse.ArgumentParser(
        prog=project.program("lab"),
        description="Open JupyterLab on the tour, with the notebooks behind the reports beside it.",
        epilog="Further options are those of JupyterLab, such as --no-browser.",
    )
    parser.add_argument(
        "folder",
        nargs="?",
        type=Path,
        default=_NOTEBOOKS if IS_CHECKOUT else Path("notebooks"),
        metavar="FOLDER",
        help="folder that the notebooks are copied into, and stay in (default: %(default)s)",
    )
    options, others = parser.parse_known_args(arguments)
    try:
        if importlib.util.find_spec("jupyterlab") is None:
            raise DatelineError(
                "JupyterLab is not installed here; install it with: python -m pip install jupyterlab"
            )
        copy_notebooks(options.folder)
    except DatelineError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    command = [sys.executable, "-m", "jupyterlab", *lab_options(options.folder), *others]
    try:
        return subprocess.run(command, env=lab_environment(), check=False).returncode  # noqa: S603 - this Python
    except KeyboardInterrupt:
        return 0


def copy_notebooks(folder: Path) -> list[Path]:
    """Copy the notebooks that a folder lacks into it, and return them.

    Raises:
        DatelineError: The folder cannot be written.
    """
    copies = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for notebook in sorted(_NOTEBOOKS.glob("*.ipynb")):
            copy = folder / notebook.name
            if not copy.exists():
                shutil.copyfile(notebook, copy)
                copies.append(copy)
    except OSError as error:
        raise DatelineError(
            f"The notebooks cannot be copied to {folder} ({error.strerror}); name another folder."
        ) from None
    return copies


def lab_options(folder: Path) -> list[str]:
    """Return the options by which JupyterLab shows the folder it is started in, or the notebooks', and the tour."""
    around = Path.cwd()
    inside = not IS_CHECKOUT and folder.resolve().is_relative_to(around)
    top = around if inside else folder.resolve()
    tour = (folder.resolve() / _TOUR).relative_to(top).as_posix()
    return [f"--notebook-dir={top}", f"--LabApp.default_url=/lab/tree/{tour}"]


def lab_environment() -> dict[str, str]:
    """Return the environment of JupyterLab and its kernels: its settings, and where paths of notebooks begin."""
    settings = [os.fspath(_NOTEBOOKS / ".jupyter"), *filter(None, [os.environ.get("JUPYTER_CONFIG_PATH")])]
    return project.package_environment() | {
        "JUPYTER_CONFIG_PATH": os.pathsep.join(settings),
        HOME_VARIABLE: os.fspath(Path.cwd()),
    }
