"""Fixtures of the reports' tests: small notebooks that run quickly, and the seeds rendered once."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from analysis.reports import Rendering, render_reports
from analysis.reports.provenance import _project as project
from tests.rendering import copy_cache, render_once, render_seeds
from tests.short_articles import write_short_articles
from tests.small_notebooks import write_notebooks


@pytest.fixture(scope="session")
def seeds_reports(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """The reports of the seeds, made by the project's own notebooks."""
    return render_seeds(tmp_path_factory, root)


@pytest.fixture(scope="session")
def small_reports(tmp_path_factory: pytest.TempPathFactory, root: Path, seeds_folder: Path) -> Path:
    """A folder with small `notebooks` and, in `reports`, what they made of the seeds. Not to be changed."""

    def make(folder: Path) -> None:
        notebooks = write_notebooks(folder / "notebooks")
        cache = copy_cache(tmp_path_factory, root, folder / "cache")
        render_reports(seeds_folder, folder / "reports", notebooks=notebooks, cache=cache)

    return render_once(tmp_path_factory, "small-reports", make)


@pytest.fixture
def short_articles(tmp_path: Path) -> Path:
    """The beginnings of the seeds, which a test may change."""
    return write_short_articles(tmp_path / "articles")


@pytest.fixture
def render(tmp_path: Path, cache: Path, seeds_folder: Path) -> Callable[..., Rendering]:
    """Return a function that renders one small notebook of the seeds into `tmp_path / "reports"`."""

    def run(corpus: Path = seeds_folder, *, extra: str = "", **options: Any) -> Rendering:
        notebooks = write_notebooks(tmp_path / "notebooks", {"source_overlap": extra} if extra else None)
        settings = {"only": ["source_overlap"], "notebooks": notebooks, "cache": cache} | options
        return render_reports(corpus, tmp_path / "reports", **settings)

    return run


@pytest.fixture
def made_before(small_reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small reports where `render` makes its own, as an earlier run left them; the package is as it was then."""
    folder = Path(shutil.copytree(small_reports / "reports", tmp_path / "reports"))
    written = json.loads((folder / "manifest.json").read_text())
    digests = dict(written["package"]["files"])
    for entry in written["notebooks"].values():
        digests |= entry["sources"]
    monkeypatch.setattr(
        project, "digest_sources", lambda files: {name: digests[name] for name in sorted(files)}
    )
    return folder


@pytest.fixture
def steady_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hold the digests of the package still, for tests of what is made again and what not."""
    monkeypatch.setattr(project, "digest_sources", lambda files: dict.fromkeys(sorted(files), "as it is"))
