"""Render twice under different conditions and compare every byte.

Run as `dateline reproduce [--corpus PATH] [-p NAME VALUE] [--keep DIR]`. The runs differ
in folder, home folder, cache, time zone, locale, hash seed, number of processes and notebooks at once, and
in the order in which the system lists files.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from analysis._inputs import SHIPPED
from analysis.errors import DatelineError
from analysis.parameters import PARAMETERS
from analysis.reports.provenance import _project as project
from analysis.text import counted

# A start-up file of Python, read in this run and in every kernel that it starts.
_LISTING = '''
import os

_listdir, _scandir = os.listdir, os.scandir


class _Entries:
    """The entries of os.scandir in another order."""

    def __init__(self, entries):
        self._entries = iter(entries)

    def __iter__(self):
        return self._entries

    def __next__(self):
        return next(self._entries)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def close(self):
        pass


def listdir(path="."):
    return sorted(_listdir(path), reverse={reverse})


def scandir(path="."):
    with _scandir(path) as entries:
        return _Entries(sorted(entries, key=lambda entry: entry.name, reverse={reverse}))


os.listdir, os.scandir = listdir, scandir
'''


@dataclass(frozen=True, slots=True)
class Conditions:
    """The conditions of a run."""

    name: str
    zone: str
    locale: str
    seed: str
    jobs: int
    processes: int
    reverse: bool


_FIRST = Conditions("first", "UTC", "C.UTF-8", "1", jobs=1, processes=1, reverse=False)
_SECOND = Conditions(
    "second-and-elsewhere", "Pacific/Kiritimati", "C", "20240229", jobs=3, processes=2, reverse=True
)


def reproduce_reports(
    corpus: Path,
    scratch: Path,
    *,
    notebooks: Path | None = None,
    parameters: Sequence[tuple[str, str]] = (),
) -> list[str]:
    """Render twice below a scratch folder and compare.

    Args:
        corpus: The articles.
        scratch: An empty folder; the two runs stay in it.
        notebooks: Folder of the notebooks; the project's own by default.
        parameters: Names and values as they are typed after `-p`, for both runs.

    Returns:
        A line for each file that differs or that only one run has, in order; empty if all are equal.

    Raises:
        DatelineError: A run failed.
    """
    arguments = list(_arguments(parameters, notebooks))
    folders = [_render(corpus, scratch, conditions, arguments) for conditions in (_FIRST, _SECOND)]
    return compare_folders(*folders)


def compare_folders(first: Path, second: Path) -> list[str]:
    """Return the first difference of each file in which two folders differ."""
    digests_a, digests_b = project.digest_files(first), project.digest_files(second)
    lines = []
    for name in sorted(digests_a.keys() | digests_b.keys()):
        if name not in digests_a or name not in digests_b:
            lines.append(f"{name}: only in the {'first' if name in digests_a else 'second'} run")
        elif digests_a[name] != digests_b[name]:
            lines.append(
                f"{name}: {_first_difference((first / name).read_bytes(), (second / name).read_bytes())}"
            )
    return lines


def main(arguments: Sequence[str] | None = None) -> int:
    """Render, compare and print; return exit code 0 if all files are equal."""
    parser = argparse.ArgumentParser(prog=project.program("reproduce"), description=__doc__)
    parser.add_argument(
        "--corpus",
        type=Path,
        default=SHIPPED / "seeds",
        metavar="PATH",
        help="the articles (default: the four that ship)",
    )
    parser.add_argument("--notebooks", type=Path, metavar="DIR", help="folder of the notebooks")
    parser.add_argument(
        "-p",
        "--parameter",
        dest="parameters",
        nargs=2,
        metavar=("NAME", "VALUE"),
        action="append",
        default=[],
        help="set a parameter in both runs, as for the reports",
    )
    parser.add_argument("--keep", type=Path, metavar="DIR", help="folder that keeps both runs, to look at")
    options = parser.parse_args(arguments)
    scratch = options.keep or Path(tempfile.mkdtemp(prefix="dateline-reproduce-"))
    try:
        scratch.mkdir(parents=True, exist_ok=True)
        lines = reproduce_reports(
            options.corpus, scratch, notebooks=options.notebooks, parameters=options.parameters
        )
        for name, digest in project.digest_files(scratch / _FIRST.name / "reports").items():
            print(f"{digest}  {name}")
    except DatelineError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    finally:
        if not options.keep:
            shutil.rmtree(scratch, ignore_errors=True)
    for line in lines:
        print(f"differs: {line}")
    print(
        counted(len(lines), "file differs", "files differ")
        if lines
        else "two runs under different conditions made the same bytes"
    )
    return 1 if lines else 0


def _arguments(parameters: Sequence[tuple[str, str]], notebooks: Path | None) -> Iterator[str]:
    """Yield the options of both runs, with absolute paths, since each runs in its own folder."""
    paths = {item.name for items in PARAMETERS.values() for item in items if item.is_path}
    for name, value in parameters:
        here = name in paths and value and Path(value).exists()
        yield from ("-p", name, os.fspath(Path(value).absolute()) if here else value)
    if notebooks:
        yield from ("--notebooks", os.fspath(notebooks.absolute()))


def _render(corpus: Path, scratch: Path, conditions: Conditions, arguments: Sequence[str]) -> Path:
    folder = scratch / conditions.name
    startup = folder / "startup"
    startup.mkdir(parents=True, exist_ok=True)
    (startup / "sitecustomize.py").write_text(_LISTING.format(reverse=conditions.reverse), encoding="utf-8")
    (folder / "home").mkdir(exist_ok=True)
    corpus_copy = shutil.copytree(corpus, folder / corpus.name) if corpus.is_dir() else corpus.absolute()
    command = [
        *(sys.executable, "-m", "analysis.reports", "--force", "--corpus", os.fspath(corpus_copy)),
        *("--output", os.fspath(folder / "reports"), "--cache", os.fspath(folder / "cache")),
        *("--jobs", str(conditions.jobs), "--processes", str(conditions.processes)),
        *arguments,
    ]
    print(
        f"run under TZ={conditions.zone} LC_ALL={conditions.locale} PYTHONHASHSEED={conditions.seed}",
        flush=True,
    )
    ran = subprocess.run(  # noqa: S603 - this Python, this package
        command, cwd=folder, env=_environment(folder, startup, conditions), check=False
    )
    if ran.returncode:
        raise DatelineError(f"The {conditions.name} run ended with exit code {ran.returncode}; see above.")
    return folder / "reports"


def _environment(folder: Path, startup: Path, conditions: Conditions) -> dict[str, str]:
    common = project.package_environment()
    del common["PYTHONUTF8"]  # the locale shall have its say
    return common | {
        "HOME": os.fspath(folder / "home"),
        "LC_ALL": conditions.locale,
        "PYTHONHASHSEED": conditions.seed,
        "PYTHONPATH": os.pathsep.join([os.fspath(startup), common["PYTHONPATH"]]),
        "TZ": conditions.zone,
    }


def _first_difference(first: bytes, second: bytes) -> str:
    at = next(
        (i for i, (a, b) in enumerate(zip(first, second, strict=False)) if a != b),
        min(len(first), len(second)),
    )
    contexts = [part[max(0, at - 30) : at + 50].decode("utf-8", "replace") for part in (first, second)]
    return f"byte {at:,}: {contexts[0]!r} against {contexts[1]!r}"
