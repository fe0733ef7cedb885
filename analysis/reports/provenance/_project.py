"""Paths and content digests of the parts of this project.

Reports are keyed and compared by these digests of content, never by the time of a file.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
import json
import os
import platform
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from analysis import _inputs
from analysis._inputs import IS_CHECKOUT, SHIPPED

ROOT = _inputs.ROOT
PACKAGE = ROOT / "analysis"

# The libraries whose version can move a number or a byte of a page.
_LIBRARIES = (
    "altair",
    "nbconvert",
    "numpy",
    "onnxruntime",
    "pandas",
    "papermill",
    "pyarrow",
    "rapidfuzz",
    "scipy",
    "spacy",
    "textacy",
    "tokenizers",
    "vl-convert-python",
)
_LOCKS = ("requirements/run.txt",)


def digest_bytes(content: bytes) -> str:
    """Return the SHA-256 of bytes in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def digest_file(path: Path) -> str:
    """Return the SHA-256 of a file's content in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def digest_json(value: object) -> str:
    """Return the SHA-256 of a value written as JSON with sorted keys."""
    return digest_bytes(_encode(json.dumps(value, sort_keys=True, ensure_ascii=False)))


def digest_files(folder: Path) -> dict[str, str]:
    """Return the digest of every file below a folder (or of the one file), by its path in there.

    A file that cannot be read, or is removed meanwhile, has a word in its place: reading the corpus says what is wrong.
    """
    if folder.is_file():
        return {folder.name: _digest_readable(folder)}
    files = (path for path in folder.rglob("*") if path.is_file() and not _is_ignored(path, folder))
    paths = {path.relative_to(folder).as_posix(): path for path in files}
    return {name: _digest_readable(paths[name]) for name in sorted(paths)}


def _digest_readable(path: Path) -> str:
    try:
        return digest_file(path)
    except OSError:
        return "unreadable"


def digest_path(path: Path) -> str:
    """Return the SHA-256 of a file's content, or of the digests of every file in a folder."""
    return digest_json(digest_files(path)) if path.is_dir() else digest_file(path)


def digest_sources(files: Iterable[str]) -> dict[str, str]:
    """Return the digest of some files of this project, in order, by their paths below its folder."""
    return {name: digest_file(ROOT / name) for name in sorted(files)}


def digest_tree() -> str:
    """Return a digest of this package's modules and of the names of all its files."""
    names = sorted(
        path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*") if not _is_ignored(path, PACKAGE)
    )
    return digest_json([names, {name: digest_file(PACKAGE / name) for name in names if name.endswith(".py")}])


def digest_locks() -> dict[str, str]:
    """Return the digests of the lock files that a report's numbers depend on."""
    return {name: digest_file(SHIPPED / name) for name in _LOCKS if (SHIPPED / name).is_file()}


def digest_model(name: str) -> dict[str, str]:
    """Return name, version and digest of a language model: an installed package or a folder.

    Of a model that is neither, only the name; `annotate` raises the error.
    """
    folder = Path(name)
    description = {"name": folder.name}
    if not folder.is_dir():
        spec = importlib.util.find_spec(name) if name.isidentifier() else None
        if spec is None or not spec.submodule_search_locations:
            return description
        folder = Path(next(iter(spec.submodule_search_locations)))
        description["version"] = library_version(name.replace("_", "-")) or "unknown"
    return description | {"sha256": digest_json(digest_files(folder))}


def library_version(name: str) -> str | None:
    """Return the version of an installed distribution, None where it is not installed."""
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def program(command: str = "") -> str:
    """Return how a command was called, for its help: by the installed `dateline`, or as a module of the checkout."""
    called = "dateline" if Path(sys.argv[0]).stem == "dateline" else "python -m analysis.reports"
    return f"{called} {command}".strip()


def default_output() -> Path:
    """Return the folder of the reports of a run that names none: the checkout's, or `reports` here."""
    return ROOT / "reports" if IS_CHECKOUT else Path("reports")


def own_version() -> str:
    """Return this package's version: that of the checkout, or else of the installed package."""
    if IS_CHECKOUT:
        settings = (SHIPPED / "pyproject.toml").read_text(encoding="utf-8")
        return str(tomllib.loads(settings)["project"]["version"])
    return library_version("dateline") or "unknown"


def versions() -> dict[str, str]:
    """Return the versions of Python and of the libraries that a report depends on."""
    installed = {name: library_version(name) for name in _LIBRARIES}
    return {"dateline": own_version(), "python": platform.python_version()} | {
        name: version for name, version in installed.items() if version
    }


def git_commit() -> str | None:
    """Return the commit that is checked out; None outside a repository.

    It is read from git's files: the program refuses users who do not own the folder, and a report must not depend on
    its user.
    """
    try:
        folder = _git_folder(ROOT / ".git")
        head = (folder / "HEAD").read_text(encoding="utf-8").strip()
        if not head.startswith("ref: "):
            return head
        common = folder / "commondir"
        shared = folder / common.read_text(encoding="utf-8").strip() if common.is_file() else folder
        return _read_reference(head.removeprefix("ref: "), (folder, shared))
    except OSError:
        return None


def _git_folder(entry: Path) -> Path:
    # In a worktree `.git` is a file that points to the folder.
    if entry.is_file():
        return (entry.parent / entry.read_text(encoding="utf-8").strip().removeprefix("gitdir: ")).resolve()
    return entry


def _read_reference(name: str, folders: Iterable[Path]) -> str | None:
    for folder in folders:
        if (folder / name).is_file():
            return (folder / name).read_text(encoding="utf-8").strip()
        packed = folder / "packed-refs"
        if packed.is_file():
            for line in packed.read_text(encoding="utf-8").splitlines():
                if line.endswith(" " + name):
                    return line.split()[0]
    return None


def _is_ignored(path: Path, folder: Path) -> bool:
    parts = path.relative_to(folder).parts
    return "__pycache__" in parts or any(part.startswith(".") for part in parts) or path.suffix == ".pyc"


#: Settings by which libraries that can ask a server or report their use do neither; none does so as we use it.
ASKS_NOBODY = {
    "DO_NOT_TRACK": "1",  # what several tools have agreed on
    "HF_HUB_DISABLE_TELEMETRY": "1",  # huggingface_hub, which comes with tokenizers
    "HF_HUB_OFFLINE": "1",
}


def package_environment() -> dict[str, str]:
    """Return an environment for child processes in which `import analysis` finds this package.

    They import nothing from the working folder, which may be a corpus: a file in it may be called numpy.py.
    """
    settings = ASKS_NOBODY | {"PYTHONSAFEPATH": "1", "PYTHONUTF8": "1"}
    if (
        not IS_CHECKOUT
    ):  # a child finds it as this process did; its neighbours shall not come before Python's own
        return os.environ | settings
    paths = [os.fspath(ROOT), *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    return os.environ | settings | {"PYTHONPATH": os.pathsep.join(dict.fromkeys(paths))}


def as_json(value: Any) -> bytes:  # noqa: ANN401 - whatever JSON can hold
    """Return a value as readable JSON, the same bytes for the same value."""
    return _encode(json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def _encode(text: str) -> bytes:
    """Return JSON as UTF-8; a byte of a file's name that is no UTF-8 is written as JSON writes half a character."""
    return text.encode("utf-8", "backslashreplace")
