"""Render the reports of a corpus: find out which pages are out of date, and have these made."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis._inputs import SHIPPED, default_cache
from analysis._keywords import explains_keywords
from analysis.errors import DatelineError
from analysis.parameters import choose_reports
from analysis.reports._places import check_apart, check_corpus, check_folder, check_number, check_scheduler
from analysis.reports._progress import Progress, Silent
from analysis.reports._values import (
    ARTICLE_PAGES,
    check_values,
    describe_reading,
    digest_parameter_files,
    shown_values,
)
from analysis.reports.provenance import _project as project
from analysis.reports.provenance._manifest import Inputs, collect_inputs, is_current, is_whole, read_manifest


@dataclass(frozen=True, slots=True)
class Rendering:
    """The outcome of a run.

    Attributes:
        output: The folder of the reports.
        made: Notebooks that were run, in order.
        kept: Notebooks whose page was already what its inputs make.
    """

    output: Path
    made: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


@explains_keywords
def render_reports(
    corpus_path: str | os.PathLike[str],
    output: str | os.PathLike[str],
    *,
    only: Sequence[str] | None = None,
    parameters: Mapping[str, object] | None = None,
    name: str | None = None,
    model: str | None = None,
    cache: str | os.PathLike[str] | None = None,
    force: bool = False,
    notebooks: str | os.PathLike[str] | None = None,
    jobs: int = 2,
    processes: int | None = None,
    scheduler: str | None = None,
    article_pages: int = ARTICLE_PAGES,
    articles: Sequence[str] = (),
    progress: Progress | None = None,
) -> Rendering:
    """Make the reports of a corpus: `index.html`, pages of notebooks and articles, their data, and `manifest.json`.

    A notebook runs only if something that its page depends on has changed. Its page, tables and
    executed form appear together, and only when all of the notebook succeeded.

    Args:
        corpus_path: A folder of articles, one article, or a table of them.
        output: Folder for the reports; made if it is not there.
        only: Names of the notebooks to make; by default all those of `REPORTS`.
        parameters: Parameter name to value, applied to each notebook that has it.
        name: Name of the corpus on the pages; by default that of its folder or file.
        model: Name of an installed spaCy pipeline; the default is the one that is locked.
        cache: Folder of parsed articles; the user's cache folder by default.
        force: Run every notebook, changed or not.
        notebooks: Folder of the notebooks; the project's own by default.
        jobs: Maximum number of notebooks that run at the same time; 1 for more than 5,000 articles.
        processes: Number of processes that read articles; by default it depends on the number of articles.
        scheduler: Address of a Dask scheduler whose workers read the articles instead.
        article_pages: The largest corpus of which every article has a page, in articles; of a larger one only those
            have that are asked for.
        articles: Identifiers of articles whose pages are asked for; they are kept up from then on.
        progress: Receives every step; by default none is reported.

    Returns:
        The notebooks that were run and those whose pages were kept.

    Raises:
        DatelineError: The corpus, a parameter, the model or the output folder cannot be used, or a notebook
            failed; its earlier page is then still in place.
    """
    progress = progress or Silent()
    names = choose_reports(only)
    values = check_values(names, parameters or {})
    path, output = Path(corpus_path), Path(output)
    _check_places(path, output, cache)
    if scheduler:
        check_scheduler(scheduler)
    check_number("--jobs", jobs)
    check_number("--processes", processes)
    folder, output = _notebook_folder(notebooks, names), output.absolute()
    _check_name(folder)
    manifest = read_manifest(output)
    inputs = collect_inputs(
        path.absolute(),
        model,
        {notebook: folder / f"{notebook}.ipynb" for notebook in names},
        name=name,
        reading=describe_reading(values[names[0]]),
        before=manifest,
    )
    made = manifest.get("notebooks", {})
    stale = {}
    for notebook in names:
        entry = _entry(inputs, values[notebook], folder / f"{notebook}.ipynb", model, article_pages)
        if force or not is_current(made.get(notebook, {}), entry["key"], output):
            stale[notebook] = entry
        else:
            progress.say(f"{notebook}: unchanged")
    rendering = Rendering(output, tuple(stale), tuple(name for name in names if name not in stale))
    if not stale and not articles and is_whole(manifest, inputs, output):
        return rendering
    # Here, because a run that changes nothing needs none of the libraries that make pages.
    from analysis.reports._run import Run, perform

    run = Run(
        corpus_path=path.absolute(),
        output=output,
        notebooks=folder,
        inputs=inputs,
        values=values,
        stale=stale,
        entries=dict(made),
        progress=progress,
        cache=Path(cache).absolute() if cache else default_cache(),
        model=model,
        processes=processes,
        scheduler=scheduler,
        jobs=jobs,
        article_pages=article_pages,
        articles=articles,
        before=manifest.get("outputs", {}),
    )
    perform(run)
    return rendering


def _check_places(corpus: Path, output: Path, cache: str | os.PathLike[str] | None) -> None:
    """Raise an error for a corpus that is not there, or a folder that cannot be one or be named in a notebook."""
    check_corpus(corpus)
    check_folder("--output", output)
    check_apart(corpus, output)
    if cache:
        check_folder("--cache", Path(cache))
    for place in (corpus, output, Path(cache or "")):
        _check_name(place.absolute())


def _check_name(place: Path) -> None:
    """Raise an error for a path that no notebook can hold as text."""
    try:
        os.fspath(place).encode()
    except UnicodeEncodeError:
        raise DatelineError(
            f"The path {place} has bytes that are not UTF-8, which no notebook can hold. Rename the folder."
        ) from None


def _notebook_folder(given: str | os.PathLike[str] | None, names: Sequence[str]) -> Path:
    folder = Path(given).absolute() if given else SHIPPED / "notebooks"
    for name in names:
        if not (folder / f"{name}.ipynb").is_file():
            raise DatelineError(
                f"{folder} has no {name}.ipynb; name the folder of the notebooks with --notebooks."
            )
    return folder


def _entry(
    inputs: Inputs, values: Mapping[str, Any], notebook: Path, model: str | None, article_pages: int
) -> dict[str, Any]:
    """Return the manifest entry of a notebook: its inputs, and their key."""
    name = notebook.stem
    shown_model = inputs.models["language"]["name"] if model else ""
    own = {
        "corpus": str(inputs.corpus["name"]),
        "output": "",
        "model": shown_model,
        "cache": "",
        "scheduler": "",
    }
    parameters = shown_values(name, dict(values), own)
    files = digest_parameter_files(name, dict(values))
    digest = project.digest_file(notebook)
    counted: dict[str, object] = {"values": parameters, "files": files}
    # It decides whether the names of articles are links.
    counted |= {} if article_pages == ARTICLE_PAGES else {"article_pages": article_pages}
    described = {
        "key": inputs.key(name, digest, counted),
        "notebook": digest,
        "corpus": inputs.corpus["sha256"],
        "package": project.digest_json(inputs.package),
        "sources": inputs.sources[name],
        "parameters": parameters,
    }
    return described | ({"parameter_files": files} if files else {})
