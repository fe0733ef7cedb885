"""Publish the results of a notebook, all of them at once and only when all are there."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis._store import Store
from analysis.reports._execute import Job
from analysis.reports._notebooks import read_notebook, write_notebook
from analysis.reports.html._clean import clean_notebook
from analysis.reports.html._page import make_page
from analysis.reports.provenance import _project as project
from analysis.schema import describe_package
from analysis.text import move_into_place, unshield_cell, write_atomically


@dataclass(frozen=True, slots=True)
class Published:
    """The results of a notebook: the title of its page, the digest of each file, and its lines on standard error."""

    title: str
    outputs: dict[str, str]
    complaints: list[str]


def publish_notebook(
    job: Job,
    output: Path,
    *,
    shown: Mapping[str, object],
    corpus: str,
    links: Sequence[Mapping[str, str]],
    places: Mapping[str, str],
    made_from: str,
    store: Store | None = None,
    article_pages: bool = True,
) -> Published:
    """Make the page of an executed notebook and move it into place with its tables.

    Args:
        job: The notebook, executed to its end.
        output: The folder of the reports.
        shown: The parameters as the page shows them.
        corpus: Name of the corpus.
        links: `href` and `title` of the pages of the folder.
        places: Absolute path to its replacement in the page.
        made_from: The key of the notebook's step.
        store: Where drawings and scripts are kept for the next page.
        article_pages: Whether articles have pages.

    Raises:
        DatelineError: A file cannot be written.
    """
    executed, complaints = clean_notebook(read_notebook(job.executed), job.name, shown, places)
    page, title = make_page(
        executed,
        job.name,
        corpus=corpus,
        links=links,
        parameters=shown,
        made_from=made_from,
        store=store,
        article_pages=article_pages,
    )
    (job.folder / f"{job.name}.html").write_bytes(page)
    (job.folder / "clean.ipynb").write_bytes(write_notebook(executed))
    moves = {f"data/{path.name}": path for path in sorted(job.tables.iterdir())}
    moves[f"notebooks/{job.name}.ipynb"] = job.folder / "clean.ipynb"
    moves[f"{job.name}.html"] = job.folder / f"{job.name}.html"
    digests = {name: project.digest_file(path) for name, path in moves.items()}
    for name, path in moves.items():
        move_into_place(path, output / name)
    return Published(title, dict(sorted(digests.items())), complaints)


def remove_leftovers(
    output: Path,
    before: Mapping[str, str],
    now: Mapping[str, str],
    entries: Mapping[str, Mapping[str, Any]],
    name: str,
) -> None:
    """Remove the files of a notebook's earlier run that it and all other notebooks no longer make."""
    shared = {file for key, entry in entries.items() if key != name for file in entry.get("outputs", {})}
    for file in set(before) - set(now) - shared:
        target = (output / file).resolve()
        if target.is_relative_to(output.resolve()):  # anybody may have edited the manifest
            target.unlink(missing_ok=True)


def describe_tables(folder: Path) -> Path:
    """Write `datapackage.json`, which defines every column of every table in a folder."""
    columns: dict[str, list[str]] = {}
    files: dict[str, dict[str, object]] = {}
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            columns[path.stem] = [unshield_cell(name) for name in next(csv.reader(file), [])]
        for kind in (path, path.with_suffix(".parquet")):
            if kind.is_file():
                files[kind.name] = _describe(kind)
    return write_atomically(folder / "datapackage.json", project.as_json(describe_package(columns, files)))


def _describe(file: Path) -> dict[str, object]:
    return {"bytes": file.stat().st_size, "hash": f"sha256:{project.digest_file(file)}"}
