"""Run the notebooks whose pages are out of date, publish those that succeed, and write the files of the whole run."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from pkgutil import resolve_name
from typing import Any

from analysis._inputs import corpus_options
from analysis._store import Store
from analysis.annotation import annotate
from analysis.corpus import Corpus, describe_reasons, load_corpus
from analysis.errors import DatelineError
from analysis.export import save_tables
from analysis.parameters import CORPUS_CHECKS, PARAMETERS, REPORTS, notebook_title
from analysis.reports._execute import Job, run_notebooks
from analysis.reports._progress import Progress
from analysis.reports._publish import Made, describe_tables, make_results, publish, remove_leftovers
from analysis.reports._steps import steps_of
from analysis.reports._values import ARTICLE_PAGES, describe_reading, injected_values
from analysis.reports.html._article_pages import make_article_pages, page_of, read_article_tables
from analysis.reports.html._index import make_index
from analysis.reports.provenance import _project as project
from analysis.reports.provenance._manifest import (
    MANIFEST,
    Inputs,
    build_manifest,
    collect_inputs,
    list_changed_inputs,
)
from analysis.text import is_full, scratch_folder, write_atomically

_STAGING = ".staging-"
_MAX_INPUTS_NAMED = 20
#: Articles above which notebooks run one after another: each holds tables of the whole corpus.
_MANY_ARTICLES = 5_000


@dataclass(slots=True)
class Run:
    """What is to be made, and from what.

    Attributes:
        corpus_path: The corpus, an absolute path.
        output: The folder of the reports.
        notebooks: The folder of the notebooks.
        inputs: Digests of everything that the pages are made from.
        values: The parameters of each notebook.
        stale: The manifest entries of the notebooks to run, by name.
        entries: The manifest entries of all pages of the folder.
        progress: Receives every step.
        model, cache, processes, scheduler: As in `annotate`.
        jobs: Maximum number of notebooks that run at the same time; 1 for more than 5,000 articles.
        article_pages: Maximum number of articles for which each has a page; of a larger corpus only those asked for.
        articles: The articles whose pages are asked for.
        before: The files of the folder that belong to no single notebook, as its last run left them.
    """

    corpus_path: Path
    output: Path
    notebooks: Path
    inputs: Inputs
    values: dict[str, dict[str, Any]]
    stale: dict[str, dict[str, Any]]
    entries: dict[str, dict[str, Any]]
    progress: Progress
    cache: Path
    model: str | None = None
    processes: int | None = None
    scheduler: str | None = None
    jobs: int = 2
    article_pages: int = ARTICLE_PAGES
    articles: Sequence[str] = ()
    before: Mapping[str, str] = field(default_factory=dict)
    corpus: Corpus = field(init=False)

    @property
    def shown_corpus(self) -> str:
        """The name of the corpus on the pages, never its path."""
        return str(self.inputs.corpus["name"])

    @property
    def all_have_pages(self) -> bool:
        """Whether every article has a page."""
        return len(self.corpus) <= self.article_pages


def _no_article_error(corpus: Corpus, path: str | os.PathLike[str]) -> DatelineError:
    """Return the error of a corpus without articles: the first file and its reason, then each reason with its count."""
    reasons = corpus.rejected["reason"]
    foreign = reasons.str.startswith("not in ").any()
    hint = ' --language "" takes other languages all the same.' if foreign else ""
    every = f" All {len(reasons):,}, by reason: {describe_reasons(reasons)}." if len(reasons) > 1 else ""
    file, reason = corpus.rejected.iloc[0]
    return DatelineError(f"No article in {path} can be read. The first, {file}: {reason}.{every}{hint}")


def perform(run: Run) -> None:
    """Load the corpus, make the stale pages, and write the index and the manifest.

    Raises:
        DatelineError: The corpus, the model or the output folder cannot be used, or a notebook failed; its earlier
            page is then still in place.
    """
    reading = next(iter(run.values.values()))  # how the corpus is read is the same for all
    run.corpus = load_corpus(run.corpus_path, **corpus_options(reading | {"cache": os.fspath(run.cache)}))
    if not len(run.corpus):
        raise _no_article_error(run.corpus, run.corpus_path)
    _check_articles(run)
    _check_writable(run.output)
    for name in run.stale:
        if name in CORPUS_CHECKS:
            resolve_name(CORPUS_CHECKS[name])(run.corpus, run.values[name])
    with _explained_if_full(run.output):
        failures = _make(run) if run.stale else []
        _finish(run, failures)
    if failures:
        raise DatelineError("\n".join(failures))


def _check_articles(run: Run) -> None:
    """Raise an error before the work, if a page is asked for of an article that the corpus does not have."""
    doc_ids = {article.doc_id for article in run.corpus}
    for doc_id in run.articles:
        if doc_id not in doc_ids:
            near = get_close_matches(doc_id, doc_ids, n=1)
            hint = (
                f" Did you mean {near[0]!r}?"
                if near
                else " data/articles.csv lists them in the column doc_id."
            )
            raise DatelineError(f"article: the corpus has no article {doc_id!r}.{hint}")


def _check_writable(output: Path) -> None:
    """Raise an error before the work, not after it, if the reports cannot be written."""
    try:
        write_atomically(output / ".writable", b"").unlink(
            missing_ok=True
        )  # another run may have been quicker
    except DatelineError as error:
        if isinstance(error.__cause__, OSError) and is_full(error.__cause__):
            raise
        raise DatelineError(
            f"--output {output}: the folder cannot be written; name another, or fix its permissions."
        ) from None


@contextlib.contextmanager
def _explained_if_full(output: Path) -> Iterator[None]:
    """Say in a sentence that a disk takes no more, whichever file of the run it was that found out."""
    try:
        yield
    except OSError as error:
        if not is_full(error):
            raise
        raise DatelineError(
            f"The reports cannot be written to {output}: {error.strerror}. Make room on that disk and on that of "
            "temporary files, and run again; no file there is half written."
        ) from error


def _make(run: Run) -> list[str]:
    """Annotate, run the stale notebooks, publish those that succeed, and return the messages of those that fail."""
    if set(run.stale) & set(REPORTS):  # other notebooks read the articles that they need
        annotate(
            run.corpus,
            model=run.model,
            cache=run.cache,
            processes=run.processes,
            scheduler=run.scheduler,
            steps=steps_of({name: run.values[name] for name in run.stale}),
            progress=lambda done, total: run.progress.advance("reading", done, total, unit="article"),
        )
    with scratch_folder(run.output, _STAGING) as staging:
        return _run_and_publish(run, staging)


def _run_and_publish(run: Run, staging: Path) -> list[str]:
    """Run the stale notebooks aside, make all their pages there, and only then put them into place."""
    todo = [_job(run, name, staging) for name in run.stale]
    outcome = run_notebooks(todo, run.progress, at_once=run.jobs if len(run.corpus) <= _MANY_ARTICLES else 1)
    reading = describe_reading(next(iter(run.values.values())))
    paths = {job.name: job.notebook for job in todo}
    before = build_manifest(run.inputs, run.stale, {})
    now = collect_inputs(
        run.corpus_path, run.model, paths, name=run.shown_corpus, reading=reading, before=before
    )
    failures, finished = [], []
    for job, failure in zip(todo, outcome.values(), strict=True):
        if failure is None:
            entry = _mark_changed_inputs(run, job, run.stale[job.name], now)
            finished.append((job, entry, _make_page(run, job, entry)))
        else:
            failures.append(_keep_partial(run, job, failure.sentence(job.name)))
    for job, entry, made in finished:
        _publish(run, job, entry, made)
    return failures


def _job(run: Run, name: str, staging: Path) -> Job:
    """Return what a notebook is run with: its files aside, and its parameters with real paths."""
    own = {
        "corpus": os.fspath(run.corpus_path),
        "output": os.fspath(staging / name / "tables"),
        "cache": os.fspath(run.cache),
        "model": run.model or "",
        "scheduler": run.scheduler or "",
    }
    return Job(
        name, run.notebooks / f"{name}.ipynb", staging / name, injected_values(name, run.values[name], own)
    )


def _mark_changed_inputs(run: Run, job: Job, entry: dict[str, Any], now: Inputs) -> dict[str, Any]:
    """Return the entry without its key if inputs changed while the notebook ran: it is unknown which state it read."""
    own = [job.notebook.name] if project.digest_file(job.notebook) != entry["notebook"] else []
    changed = [*own, *list_changed_inputs(run.inputs, now, job.name)][:_MAX_INPUTS_NAMED]
    if not changed:
        return entry
    run.progress.say(
        f"{job.name}: {changed[0]} changed while this page was made; the next run makes it again"
    )
    return entry | {"key": "", "changed_while_made": changed}


def _make_page(run: Run, job: Job, entry: Mapping[str, Any]) -> Made:
    places = {
        os.fspath(job.tables): "data",
        os.fspath(run.corpus_path): run.shown_corpus,
        os.fspath(run.cache): "cache",
        os.fspath(project.ROOT) + os.sep: "",
    }
    made = make_results(
        job,
        shown=entry["parameters"],
        corpus=run.shown_corpus,
        links=page_links({*run.entries, *run.values}),
        places=places,
        made_from=entry["key"],
        store=Store(run.cache),
        article_pages=run.all_have_pages,
    )
    for complaint in made.complaints:
        run.progress.say(f"{job.name}: {complaint}")
    return made


def _publish(run: Run, job: Job, entry: dict[str, Any], made: Made) -> None:
    before = run.entries.get(job.name, {}).get("outputs", {})
    publish(made, run.output)
    remove_leftovers(run.output, before, made.outputs, run.entries, job.name)
    run.entries[job.name] = entry | {"title": made.title, "outputs": made.outputs}
    (run.output / "failed" / f"{job.name}.ipynb").unlink(missing_ok=True)


def _keep_partial(run: Run, job: Job, sentence: str) -> str:
    """Keep the notebook as far as it ran, and return the message with its path."""
    if not job.executed.is_file():
        return sentence
    partial = run.output / "failed" / f"{job.name}.ipynb"
    write_atomically(partial, job.executed.read_bytes())
    page = run.output / f"{job.name}.html"
    kept = f" {page.name} is still that of the last run that succeeded." if page.is_file() else ""
    return f"{sentence}{kept} The notebook as far as it ran: {partial}"


def _finish(run: Run, failures: Sequence[str]) -> None:
    """Write the files of the whole run: the tables of the corpus, the definitions of all tables, overview, manifest."""
    run.entries = {name: run.entries[name] for name in PARAMETERS if name in run.entries}
    articles = run.corpus.to_frame().drop(columns=["text"])
    tables = {"articles": articles, "rejected": run.corpus.rejected, "warnings": run.corpus.warnings}
    shared = save_tables(run.output / "data", tables)
    shared.append(describe_tables(run.output / "data"))
    manifest = build_manifest(run.inputs, run.entries, {})
    shared += _write_article_pages(run)
    index = make_index(
        run.corpus,
        run.output,
        inputs=manifest,
        notebooks=run.entries,
        links=page_links(run.entries),
        problems=_problems(run, failures),
        article_pages=run.article_pages,
    )
    shared.append(write_atomically(run.output / "index.html", index))
    digests = {path.relative_to(run.output).as_posix(): project.digest_file(path) for path in shared}
    remove_leftovers(run.output, run.before, digests, run.entries, "")
    manifest = build_manifest(run.inputs, run.entries, digests)
    write_atomically(run.output / MANIFEST, project.as_json(manifest))


def _write_article_pages(run: Run) -> list[Path]:
    """Write the page of every article, or of a large corpus the pages asked for, in this run or an earlier one."""
    sha256 = run.inputs.corpus["sha256"]
    if not run.entries:
        return []
    chosen = [
        article.doc_id
        for article in run.corpus
        if run.all_have_pages or article.doc_id in run.articles or page_of(article.doc_id) in run.before
    ]
    pages = make_article_pages(
        run.corpus,
        chosen,
        read_article_tables(run.output, run.entries, sha256),
        name=run.shown_corpus,
        links=page_links(run.entries),
        made_from=sha256,
    )
    written = []
    for done, (path, page) in enumerate(pages, start=1):
        written.append(write_atomically(run.output / path, page))
        run.progress.advance("articles", done, len(chosen), unit="page")
    return written


def page_links(made: Iterable[str]) -> list[dict[str, str]]:
    """Return the pages of a folder of reports, for the navigation.

    Args:
        made: The notebooks that have a page there. Where one of `REPORTS` has one, the others belong beside it.
    """
    names = set(made)
    names |= set(REPORTS) if names & set(REPORTS) else set()
    pages = [{"href": f"{name}.html", "title": notebook_title(name)} for name in PARAMETERS if name in names]
    return [{"href": "index.html", "title": "Overview"}, *pages]


def _problems(run: Run, failures: Sequence[str]) -> list[str]:
    problems = []
    for name, entry in run.entries.items():
        if any(failure.startswith(f"{name}.ipynb") for failure in failures):
            problems.append(f"{entry['title']}: the last run of this page failed; it shows the run before.")
        elif entry["corpus"] != run.inputs.corpus["sha256"]:
            problems.append(f"{entry['title']}: this page was made from an earlier state of the corpus.")
        elif changed := entry.get("changed_while_made"):
            problems.append(f"{entry['title']}: {changed[0]} changed while this page was made; run it again.")
    return problems
