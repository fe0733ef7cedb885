"""Render the reports of a corpus: read it once, run what changed, publish what succeeded."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from analysis._inputs import corpus_options, default_cache
from analysis._keywords import explains_keywords
from analysis.corpus import Corpus, describe_reasons, load_corpus
from analysis.errors import DatelineError
from analysis.export import save_tables
from analysis.parameters import PARAMETERS, REPORTS, choose_reports, notebook_title
from analysis.reports._execute import Job, run_notebooks
from analysis.reports._progress import Progress, Silent
from analysis.reports._publish import describe_tables, publish_notebook, remove_leftovers
from analysis.reports._values import (
    check_values,
    describe_reading,
    digest_parameter_files,
    injected_values,
    shown_values,
)
from analysis.reports.provenance import _project as project
from analysis.reports.provenance._manifest import (
    MANIFEST,
    Inputs,
    build_manifest,
    collect_inputs,
    is_current,
    list_changed_inputs,
    read_manifest,
)
from analysis.text import write_atomically

_STAGING = ".staging-"
_STALE_SECONDS = 24 * 3600
_MAX_INPUTS_NAMED = 20


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


@dataclass(slots=True)
class _Run:
    """State that the steps of one run share."""

    corpus: Corpus
    corpus_path: Path
    output: Path
    inputs: Inputs
    progress: Progress
    model: str | None
    cache: Path
    values: dict[str, dict[str, Any]]
    entries: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def shown_corpus(self) -> str:
        """The name of the corpus on the pages, never its path."""
        return str(self.inputs.corpus["name"])


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
    progress: Progress | None = None,
) -> Rendering:
    """Make the reports of a corpus: `index.html`, a page a notebook, `data/`, `notebooks/`, `manifest.json`.

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
        jobs: Maximum number of notebooks that run at the same time.
        processes: Number of processes that read articles; by default it depends on the number of articles.
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
    reading = values[names[0]]  # how the corpus is read is the same for all
    folder, output = _notebook_folder(notebooks, names), Path(output).absolute()
    store = Path(cache).absolute() if cache else default_cache()
    corpus = load_corpus(Path(corpus_path), **corpus_options(reading | {"cache": os.fspath(store)}))
    if not len(corpus):
        raise _no_article_error(corpus, corpus_path)
    _check_writable(output)
    run = _Run(
        corpus=corpus,
        corpus_path=Path(corpus_path).absolute(),
        output=output,
        inputs=collect_inputs(
            Path(corpus_path).absolute(),
            model,
            {notebook: folder / f"{notebook}.ipynb" for notebook in names},
            name=name,
            reading=describe_reading(reading),
        ),
        progress=progress,
        model=model,
        cache=store,
        values=values,
        entries=dict(read_manifest(output).get("notebooks", {})),
    )
    keys = {name: _entry(run, name, folder / f"{name}.ipynb") for name in names}
    stale = [
        name
        for name in names
        if force or not is_current(run.entries.get(name, {}), keys[name]["key"], output)
    ]
    for name in names:
        if name not in stale:
            progress.say(f"{name}: unchanged")
    failures = _make(run, {name: keys[name] for name in stale}, folder, jobs, processes) if stale else []
    _finish(run, failures)
    if failures:
        raise DatelineError("\n".join(failures))
    return Rendering(output, tuple(stale), tuple(name for name in names if name not in stale))


def _no_article_error(corpus: Corpus, path: str | os.PathLike[str]) -> DatelineError:
    """Return the error of a corpus without articles: the first file and its reason, then each reason with its count."""
    reasons = corpus.rejected["reason"]
    foreign = reasons.str.startswith("not in ").any()
    hint = ' --language "" takes other languages all the same.' if foreign else ""
    every = f" All {len(reasons):,}, by reason: {describe_reasons(reasons)}." if len(reasons) > 1 else ""
    file, reason = corpus.rejected.iloc[0]
    return DatelineError(f"No article in {path} can be read. The first, {file}: {reason}.{every}{hint}")


def _notebook_folder(given: str | os.PathLike[str] | None, names: Sequence[str]) -> Path:
    folder = Path(given).absolute() if given else project.ROOT / "notebooks"
    for name in names:
        if not (folder / f"{name}.ipynb").is_file():
            raise DatelineError(
                f"{folder} has no {name}.ipynb; name the folder of the notebooks with --notebooks."
            )
    return folder


def _check_writable(output: Path) -> None:
    """Raise an error before the work, not after it, if the reports cannot be written."""
    try:
        write_atomically(output / ".writable", b"").unlink()
    except DatelineError:
        raise DatelineError(
            f"The folder {output} cannot be written; choose another with --output, or mend its permissions."
        ) from None


def _entry(run: _Run, name: str, notebook: Path) -> dict[str, Any]:
    """Return the manifest entry of a notebook: its inputs, and their key."""
    model = run.inputs.models["language"]["name"] if run.model else ""
    own = {"corpus": run.shown_corpus, "output": "", "cache": "", "model": model}
    parameters = shown_values(name, run.values[name], own)
    files = digest_parameter_files(name, run.values[name])
    digest = project.digest_file(notebook)
    described = {
        "key": run.inputs.key(name, digest, {"values": parameters, "files": files}),
        "notebook": digest,
        "corpus": run.inputs.corpus["sha256"],
        "package": project.digest_json(run.inputs.package),
        "sources": run.inputs.sources[name],
        "parameters": parameters,
    }
    return described | ({"parameter_files": files} if files else {})


def _make(
    run: _Run, stale: Mapping[str, dict[str, Any]], folder: Path, jobs: int, processes: int | None
) -> list[str]:
    """Annotate, run the stale notebooks, publish those that succeed, and return the messages of those that fail."""
    from analysis.annotation import annotate  # here, so that a run that changes nothing does not load spaCy

    if set(stale) & set(REPORTS):  # other notebooks read the articles that they need
        annotate(
            run.corpus,
            model=run.model,
            cache=run.cache,
            processes=processes,
            progress=lambda done, total: run.progress.advance("reading articles", done, total),
        )
    _remove_stale_staging(run.output)
    staging = Path(tempfile.mkdtemp(prefix=_STAGING, dir=run.output))
    try:
        todo = [
            Job(
                name,
                folder / f"{name}.ipynb",
                staging / name,
                injected_values(
                    name,
                    run.values[name],
                    {
                        "corpus": os.fspath(run.corpus_path),
                        "output": os.fspath(staging / name / "tables"),
                        "cache": os.fspath(run.cache),
                        "model": run.model or "",
                    },
                ),
            )
            for name in stale
        ]
        failures = []
        outcome = run_notebooks(todo, run.progress, at_once=jobs)
        reading = describe_reading(next(iter(run.values.values())))
        paths = {job.name: job.notebook for job in todo}
        now = collect_inputs(run.corpus_path, run.model, paths, name=run.shown_corpus, reading=reading)
        for job, failure in zip(todo, outcome.values(), strict=True):
            if failure is None:
                _publish(run, job, _mark_changed_inputs(run, job, stale[job.name], now))
            else:
                failures.append(_keep_partial(run, job, failure.sentence(job.name)))
        return failures
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _mark_changed_inputs(run: _Run, job: Job, entry: dict[str, Any], now: Inputs) -> dict[str, Any]:
    """Return the entry without its key if inputs changed while the notebook ran: it is unknown which state it read."""
    own = [job.notebook.name] if project.digest_file(job.notebook) != entry["notebook"] else []
    changed = [*own, *list_changed_inputs(run.inputs, now, job.name)][:_MAX_INPUTS_NAMED]
    if not changed:
        return entry
    run.progress.say(
        f"{job.name}: {changed[0]} changed while this page was made; the next run makes it again"
    )
    return entry | {"key": "", "changed_while_made": changed}


def _remove_stale_staging(output: Path) -> None:
    """Remove the folders of killed runs; one changed within a day may belong to a run in progress."""
    for folder in output.glob(f"{_STAGING}*"):
        with contextlib.suppress(OSError):
            if time.time() - folder.stat().st_mtime > _STALE_SECONDS:
                shutil.rmtree(folder, ignore_errors=True)


def _publish(run: _Run, job: Job, entry: dict[str, Any]) -> None:
    places = {
        os.fspath(job.tables): "data",
        os.fspath(run.corpus_path): run.shown_corpus,
        os.fspath(run.cache): "cache",
        os.fspath(project.ROOT) + os.sep: "",
    }
    before = run.entries.get(job.name, {}).get("outputs", {})
    made = publish_notebook(
        job,
        run.output,
        parameters=entry["parameters"],
        corpus=run.shown_corpus,
        links=page_links({*run.entries, *run.values}),
        places=places,
        made_from=entry["key"],
    )
    for complaint in made.complaints:
        run.progress.say(f"{job.name}: {complaint}")
    remove_leftovers(run.output, before, made.outputs, run.entries, job.name)
    run.entries[job.name] = entry | {"title": made.title, "outputs": made.outputs}
    (run.output / "failed" / f"{job.name}.ipynb").unlink(missing_ok=True)


def _keep_partial(run: _Run, job: Job, sentence: str) -> str:
    """Keep the notebook as far as it ran, and return the message with its path."""
    if not job.executed.is_file():
        return sentence
    partial = run.output / "failed" / f"{job.name}.ipynb"
    write_atomically(partial, job.executed.read_bytes())
    page = run.output / f"{job.name}.html"
    kept = f" {page.name} is still that of the last run that succeeded." if page.is_file() else ""
    return f"{sentence}{kept} The notebook as far as it ran: {partial}"


def _finish(run: _Run, failures: Sequence[str]) -> None:
    """Write the files of the whole run: the tables of the corpus, the definitions of all tables, overview, manifest."""
    from analysis.reports.html._index import make_index

    run.entries = {name: run.entries[name] for name in PARAMETERS if name in run.entries}
    articles = run.corpus.to_frame().drop(columns=["text"])
    tables = {"articles": articles, "rejected": run.corpus.rejected, "warnings": run.corpus.warnings}
    shared = save_tables(run.output / "data", tables)
    shared.append(describe_tables(run.output / "data"))
    manifest = build_manifest(run.inputs, run.entries, {})
    index = make_index(
        run.corpus,
        run.output,
        inputs=manifest,
        notebooks=run.entries,
        links=page_links(run.entries),
        problems=_problems(run, failures),
    )
    shared.append(write_atomically(run.output / "index.html", index))
    digests = {path.relative_to(run.output).as_posix(): project.digest_file(path) for path in shared}
    manifest = build_manifest(run.inputs, run.entries, digests)
    write_atomically(run.output / MANIFEST, project.as_json(manifest))


def page_links(made: Iterable[str]) -> list[dict[str, str]]:
    """Return the pages of a folder of reports, for the navigation.

    Args:
        made: The notebooks that have a page there. Where one of `REPORTS` has one, the others belong beside it.
    """
    names = set(made)
    names |= set(REPORTS) if names & set(REPORTS) else set()
    pages = [{"href": f"{name}.html", "title": notebook_title(name)} for name in PARAMETERS if name in names]
    return [{"href": "index.html", "title": "Overview"}, *pages]


def _problems(run: _Run, failures: Sequence[str]) -> list[str]:
    problems = []
    for name, entry in run.entries.items():
        if any(failure.startswith(f"{name}.ipynb") for failure in failures):
            problems.append(f"{entry['title']}: the last run of this page failed; it shows the run before.")
        elif entry["corpus"] != run.inputs.corpus["sha256"]:
            problems.append(f"{entry['title']}: this page was made from an earlier state of the corpus.")
        elif changed := entry.get("changed_while_made"):
            problems.append(f"{entry['title']}: {changed[0]} changed while this page was made; run it again.")
    return problems
