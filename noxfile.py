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

# What each lock file holds: the run-time set, then extras and dependency groups of pyproject.toml on top of it.
LOCKED = {
    "run": (),
    "tests": ("--extra", "lab", "--group", "tests"),
    "lint": ("--group", "lint"),
    "lab": ("--extra", "lab", "--group", "build"),
    "docs": ("--group", "docs"),
    "train": ("--group", "train"),
    "bench": ("--group", "bench"),
    "build": ("--group", "build"),
    "fuzz": ("--group", "fuzz"),
    "nox": ("--group", "nox"),
}
# Those that hold nothing of the run-time set.
ALONE = {"build", "fuzz", "nox"}


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
    # The checkout as an installed package, so that JupyterLab's menu finds the exporter of pages.
    session.install("--quiet", "--no-deps", "--no-build-isolation", "--editable", os.fspath(ROOT))
    session.run("python", "-m", "analysis.reports", "lab", *session.posargs)


@nox.session
def docs(session: nox.Session) -> None:
    """Build the documentation into build/docs, strictly, with the reports of the four articles as its gallery."""
    prepare(session, "docs")
    gallery = os.fspath(ROOT / "build" / "gallery")
    session.run("python", "-m", "analysis.reports", "--output", gallery)
    session.run("python", "docs/build.py", os.fspath(ROOT / "build" / "docs"), "--reports", gallery)


@nox.session
def picture(session: nox.Session) -> None:
    """Take the README's picture anew, docs/report.png, of the reports of the four articles (needs Chromium)."""
    prepare(session, "tests")
    gallery = os.fspath(ROOT / "build" / "gallery")
    session.run("python", "-m", "analysis.reports", "--output", gallery)
    session.run("python", "docs/picture.py", gallery, os.fspath(ROOT / "docs" / "report.png"))


@nox.session
def wheel(session: nox.Session) -> None:
    """Build the wheel into dist: package, models, notebooks and the four articles; pip installs it anywhere."""
    prepare(session, "build")
    code = "import sys; from hatchling.build import build_wheel; build_wheel(sys.argv[1])"
    session.run("python", "-c", code, os.fspath(ROOT / "dist"))


@nox.session
def reproduce(session: nox.Session) -> None:
    """Render twice under different folders, settings and orders; compare every byte."""
    prepare(session, "run")
    session.run("python", "-m", "analysis.reports", "reproduce", *session.posargs)


@nox.session
def verify(session: nox.Session) -> None:
    """Say whether a folder of reports is what its manifest says: `-- DIR`."""
    prepare(session, "run")
    session.run("python", "-m", "analysis.reports", "verify", *session.posargs)


@nox.session
def compare(session: nox.Session) -> None:
    """Show which numbers moved between two runs, and why, as a page: `-- OLD NEW`."""
    prepare(session, "run")
    session.run("python", "-m", "analysis.reports", "compare", *session.posargs)


@nox.session
def evaluate(session: nox.Session) -> None:
    """Report how good the finders of attributions are: on the seeds' gold, or `-- --polnear PATH` on PolNeAR."""
    prepare(session, "run")
    session.run("python", "-m", "analysis.reports", "evaluate", *session.posargs)


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
    session.run("python", "-m", "analysis.reports", "clean", *session.posargs)


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
def audit(session: nox.Session) -> None:
    """Licences, known vulnerabilities and withdrawn releases of the locked packages; `-- --sbom FILE` lists them."""
    prepare(session, "run")
    prepare(session, "nox")  # uv, which asks the index
    session.run("python", "requirements/audit.py", *session.posargs)


@nox.session
def faults(session: nox.Session) -> None:
    """Kill runs, kernels and workers at 50 random moments, fill disks, let runs meet: `-- --number N --seed N`."""
    prepare(session, "tests")
    session.run("python", "tests/trials/faults.py", *session.posargs)


@nox.session
def fuzz(session: nox.Session) -> None:
    """Give every stage a million inputs at random and 150,000 that atheris chooses: `-- --inputs N --guided N`."""
    prepare(session, "tests")
    chooser = os.fspath(LOCKS / "fuzz.txt")  # where it does not install, a sentence says so
    session.install("--quiet", "--require-hashes", "-r", chooser, success_codes=range(256))
    session.run("python", "-m", "tests.hostile.fuzz", *session.posargs)
    session.run("python", "-m", "tests.hostile.guided", *session.posargs)
    # Of 10,000 files 100 are broken.
    session.run("python", "-m", "pytest", "tests/hostile/test_corpora.py", env={"DATELINE_FILES": "10000"})


@nox.session
def mutate(session: nox.Session) -> None:
    """Put 600 faults into the analyses, one at a time, and count those that tests find: `-- --minutes N`."""
    prepare(session, "tests")
    session.run("python", "tests/trials/mutate.py", *session.posargs)


@nox.session
def coverage(session: nox.Session) -> None:
    """Measure which lines and branches the tests run, into build/coverage; it fails below 93 in a hundred."""
    prepare(session, "tests")
    data = os.fspath(ROOT / "build" / "coverage")
    session.run("python", "tests/trials/covering.py", "--data", data, *session.posargs)
    session.run("python", "-m", "coverage", "report", f"--data-file={data}/lines", "--fail-under=93")


@nox.session
def lock(session: nox.Session) -> None:
    """Compile requirements/*.txt anew from pyproject.toml; `-- --upgrade` takes newer versions."""
    prepare(session, "nox")
    for name, more in LOCKED.items():
        target = LOCKS / f"{name}.txt"
        # Every set that is installed on top of the run-time one has its versions.
        on_top = [] if name in {"run", *ALONE} else ["--constraint", "requirements/run.txt"]
        project = [] if name in ALONE else ["pyproject.toml", "--extra", "formats", "--extra", "cluster"]
        session.run(
            *("uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"),
            *("--generate-hashes", "--no-emit-index-url", "--no-emit-find-links", "--no-header"),
            *(*project, *more, *on_top, *session.posargs),
            *("--output-file", os.fspath(target.relative_to(ROOT))),
        )
