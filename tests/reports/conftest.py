"""Fixtures of the reports' tests: small notebooks that run quickly, and the seeds rendered once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from analysis.reports import Rendering, render_reports
from analysis.reports.provenance import _project as project
from tests.rendering import render_once, render_seeds
from tests.small_notebooks import write_notebooks


@pytest.fixture(scope="session")
def seeds_reports(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """The reports of the seeds, made by the project's own notebooks."""
    return render_seeds(tmp_path_factory, root)


@pytest.fixture(scope="session")
def small_reports(tmp_path_factory: pytest.TempPathFactory, seeds_folder: Path) -> Path:
    """A folder with small `notebooks` and, in `reports`, what they made of the seeds. Not to be changed."""

    def make(folder: Path) -> None:
        notebooks = write_notebooks(folder / "notebooks")
        render_reports(seeds_folder, folder / "reports", notebooks=notebooks, cache=folder / "cache")

    return render_once(tmp_path_factory, "small-reports", make)


@pytest.fixture
def render(tmp_path: Path, cache: Path, seeds_folder: Path) -> Callable[..., Rendering]:
    """Return a function that renders one small notebook of the seeds into `tmp_path / "reports"`."""

    def run(corpus: Path = seeds_folder, *, extra: str = "", **options: Any) -> Rendering:
        notebooks = write_notebooks(tmp_path / "notebooks", {"source_overlap": extra} if extra else None)
        settings = {"only": ["source_overlap"], "notebooks": notebooks, "cache": cache} | options
        return render_reports(corpus, tmp_path / "reports", **settings)

    return run


@pytest.fixture
def steady_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hold the digests of the package still, for tests of what is made again and what not."""
    monkeypatch.setattr(project, "digest_sources", lambda files: dict.fromkeys(sorted(files), "as it is"))
