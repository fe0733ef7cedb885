"""Every task of this project, as `nox -s NAME`; `nox --list` shows them."""

from __future__ import annotations

import os
from pathlib import Path

import nox

nox.needs_version = ">=2025.2.9"
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.reuse_venv = "yes"
nox.options.sessions = ["reports"]

ROOT = Path(__file__).parent
LOCKS = ROOT / "requirements"

# The package is used from the checkout, so that its source is what the manifest says it is. uv leaves
# compiling to the first import, which then costs every process of a run seconds.
ENVIRONMENT = {"PYTHONPATH": os.fspath(ROOT), "UV_COMPILE_BYTECODE": "1"}

# What each lock file holds: the run-time set, then dependency groups of pyproject.toml on top of it.
LOCKED = {
    "run": None,
    "tests": "tests",
    "lint": "lint",
    "lab": "lab",
    "train": "train",
    "bench": "bench",
    "nox": "nox",
}


def prepare(session: nox.Session, lock: str) -> None:
    """Install the packages of one lock file, each checked against its hash."""
    session.env.update(ENVIRONMENT)
    session.install("--quiet", "--require-hashes", "-r", os.fspath(LOCKS / f"{lock}.txt"))


@nox.session
def reports(session: nox.Session) -> None:
    """Make the reports: `-- --corpus PATH --output DIR --only NAME -p NAME VALUE` (more: `-- --help`)."""
    prepare(session, "run")
    session.run("python", "-m", "analysis.reports", *session.posargs)


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests; those in a browser need Chromium and are skipped without it."""
    prepare(session, "tests")
    session.run("python", "-m", "pytest", "-n", "auto", *session.posargs)


@nox.session
def fuzz(session: nox.Session) -> None:
    """Give every stage a million inputs at random and check its laws; 10,000 files of which 100 are broken."""
    prepare(session, "tests")
    session.run("python", "tests/hostile/fuzz.py", *session.posargs)
    session.run("python", "-m", "pytest", "tests/hostile/test_corpora.py", env={"DATELINE_FILES": "10000"})


@nox.session
def lint(session: nox.Session) -> None:
    """Check style, format and types."""
    prepare(session, "lint")
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("mypy", "--strict", *session.posargs)


@nox.session
def lab(session: nox.Session) -> None:
    """Open JupyterLab on the tour, explore.ipynb, with the other notebooks beside it and the kernel ready."""
    prepare(session, "lab")
    # The kernel's definition goes into this session's environment, where nothing else sees it.
    session.run("python", "-m", "ipykernel", "install", "--sys-prefix", "--name", "python3", silent=True)
    # Its settings: the tour is what opens, its kernel starts with it, and nothing is asked of a server elsewhere.
    session.env["JUPYTER_CONFIG_PATH"] = os.fspath(ROOT / "notebooks" / ".jupyter")
    session.run("jupyter", "lab", "--notebook-dir", os.fspath(ROOT / "notebooks"), *session.posargs)


@nox.session
def reproduce(session: nox.Session) -> None:
    """Render twice under different folders, settings and orders; compare every byte."""
    prepare(session, "run")
    session.run("python", "-m", "analysis.reports.provenance.reproduce", *session.posargs)


@nox.session
def verify(session: nox.Session) -> None:
    """Say whether a folder of reports is what its manifest says: `-- DIR`."""
    prepare(session, "run")
    session.run("python", "-m", "analysis.reports.provenance.verify", *session.posargs)


@nox.session
def compare(session: nox.Session) -> None:
    """Show which numbers moved between two runs, and why, as a page: `-- OLD NEW`."""
    prepare(session, "run")
    session.run("python", "-m", "analysis.reports.provenance.compare", *session.posargs)


@nox.session
def evaluate(session: nox.Session) -> None:
    """Report how good the finders of attributions are: on the seeds' gold, or `-- --polnear PATH` on PolNeAR."""
    prepare(session, "run")
    session.run("python", "-m", "analysis.reports.evaluate", *session.posargs)


@nox.session
def train(session: nox.Session) -> None:
    """Rebuild the trained finder of attributions: `-- PATH MPNET`, folders of PolNeAR and of all-mpnet-base-v2."""
    if len(session.posargs) != 2:
        session.error("name folders of PolNeAR and of all-mpnet-base-v2: nox -s train -- POLNEAR MPNET")
    prepare(session, "train")
    polnear, mpnet = session.posargs
    weights = os.fspath(ROOT / "analysis" / "quotes" / "weights")
    session.run(
        *("python", "-m", "analysis.quotes.training"),
        *("--polnear", polnear, "--mpnet", mpnet, "--output", weights),
    )


@nox.session
def clean(session: nox.Session) -> None:
    """Empty the cache of parses, records and texts: the user's, or `-- --cache DIR`."""
    prepare(session, "run")
    session.run("python", "-m", "analysis.reports.clean", *session.posargs)


@nox.session
def bench(session: nox.Session) -> None:
    """Measure: `-- overlap --reusebench PATH`, `-- pages FOLDER`, `-- scale` or `-- candidates --text FOLDER`."""
    benches = {
        "overlap": ("run", "overlap_bench.py"),
        "pages": ("tests", "page_bench.py"),
        "scale": ("run", "scale_bench.py"),
        "candidates": ("run", "candidates_bench.py"),
    }
    name, *arguments = session.posargs or ["overlap"]
    if name not in benches:  # arguments alone are those of the first
        name, arguments = "overlap", list(session.posargs)
    lock, script = benches[name]
    prepare(session, lock)
    if name == "overlap":  # other tools: one that does not install here is a row of the table that says so
        peers = os.fspath(LOCKS / "bench.txt")
        session.install("--quiet", "--require-hashes", "-r", peers, success_codes=range(256))
    session.run("python", f"tests/bench/{script}", *arguments)


@nox.session
def lock(session: nox.Session) -> None:
    """Compile requirements/*.txt anew from pyproject.toml; `-- --upgrade` takes newer versions."""
    prepare(session, "nox")
    for name, group in LOCKED.items():
        target = LOCKS / f"{name}.txt"
        source = ["--group", f"pyproject.toml:{group}"] if group else []
        # Every set that is installed on top of the run-time one has its versions.
        on_top = [] if name in {"run", "nox"} else ["--constraint", "requirements/run.txt"]
        project = [] if name == "nox" else ["pyproject.toml", "--extra", "formats", "--extra", "cluster"]
        session.run(
            *("uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"),
            *("--generate-hashes", "--no-emit-index-url", "--no-emit-find-links", "--no-header"),
            *(*project, *source, *on_top, *session.posargs),
            *("--output-file", os.fspath(target.relative_to(ROOT))),
        )
