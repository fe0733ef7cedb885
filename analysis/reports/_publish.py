"""Make the results of a notebook, and publish them only when all are there."""

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
from analysis.reports.html.exporter import PageFacts, record_facts
from analysis.reports.provenance import _project as project
from analysis.schema import describe_package
from analysis.text import allow_long_cells, move_into_place, unshield_cell, write_atomically


@dataclass(frozen=True, slots=True)
class Made:
    """The results of a notebook, ready beside their places.

    Attributes:
        title: The title of its page.
        files: Path in the folder of the reports to the finished file.
        outputs: Path in the folder of the reports to the digest of the file.
        complaints: Lines that the notebook wrote on standard error.
    """

    title: str
    files: dict[str, Path]
    outputs: dict[str, str]
    complaints: list[str]


def make_results(
    job: Job,
    *,
    shown: Mapping[str, object],
    corpus: str,
    links: Sequence[Mapping[str, str]],
    places: Mapping[str, str],
    made_from: str,
    store: Store | None = None,
    article_pages: bool = True,
) -> Made:
    """Make the page of an executed notebook, in the folder where it ran.

    Args:
        job: The notebook, executed to its end.
        shown: The parameters as the page shows them.
        corpus: Name of the corpus.
        links: `href` and `title` of the pages of the folder.
        places: Absolute path to its replacement in the page.
        made_from: The key of the notebook's step.
        store: Where drawings and scripts are kept for the next page.
        article_pages: Whether articles have pages.
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
    record_facts(executed, PageFacts(job.name, corpus, shown, links, made_from, article_pages))
    (job.folder / f"{job.name}.html").write_bytes(page)
    (job.folder / "clean.ipynb").write_bytes(write_notebook(executed))
    files = {f"data/{path.name}": path for path in sorted(job.tables.iterdir())}
    files[f"notebooks/{job.name}.ipynb"] = job.folder / "clean.ipynb"
    files[f"{job.name}.html"] = job.folder / f"{job.name}.html"
    digests = {name: project.digest_file(path) for name, path in files.items()}
    return Made(title, files, dict(sorted(digests.items())), complaints)


def publish(made: Made, output: Path) -> None:
    """Move a notebook's results into the folder of the reports, the page last.

    Raises:
        DatelineError: A file cannot be written.
    """
    for name, path in made.files.items():
        move_into_place(path, output / name)


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
    allow_long_cells()
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            columns[path.stem] = [unshield_cell(name) for name in next(csv.reader(file), [])]
        for kind in (path, path.with_suffix(".parquet")):
            if kind.is_file():
                files[kind.name] = _describe(kind)
    return write_atomically(folder / "datapackage.json", project.as_json(describe_package(columns, files)))


def _describe(file: Path) -> dict[str, object]:
    return {"bytes": file.stat().st_size, "hash": f"sha256:{project.digest_file(file)}"}
