"""Fixtures that every test may use: the four seeds, read once a session."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from analysis._imports import skip_address_grammar
from analysis.annotation import AnnotatedCorpus, annotate
from analysis.corpus import Corpus, load_corpus
from tests.short_articles import write_short_articles

ROOT = Path(__file__).parent.parent

# Files whose tests share what each worker process would make anew, the longest first. They begin a run, so that worker
# processes end together; each of the first has another set of reports made that later tests read, so that none waits.
TOGETHER = (
    "tests/browser/test_lab.py",
    "tests/browser/test_hostile.py",
    "tests/browser/test_evaluation.py",
    "tests/reports/test_checks.py",
    "tests/annotation/test_cluster.py",
    "tests/reports/test_interrupted.py",
    "tests/docs/test_site.py",
    "tests/test_wheel.py",
    "tests/reports/test_killed.py",
    "tests/reports/test_privacy.py",
    "tests/terms/test_large_corpus.py",
    "tests/browser/test_pairs.py",
)

# The same examples in every run: a failure on one machine is a failure on all.
settings.register_profile(
    "dateline", deadline=None, derandomize=True, max_examples=60, suppress_health_check=list(HealthCheck)
)
settings.load_profile("dateline")
skip_address_grammar()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Give each file of `TOGETHER` to one worker process, and every other test to whichever is free.

    The marker xdist_group would say the same, but is without effect in pytest 9.2 with pytest-xdist 3.8.
    """
    from xdist.scheduler import LoadScopeScheduling

    assert all((ROOT / file).is_file() for file in TOGETHER)
    config.option.loadscopereorder = False

    class Scheduling(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            file = nodeid.partition("::")[0]
            return file if file in TOGETHER else nodeid

    return Scheduling(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests of `TOGETHER` first."""
    ranks = {file: rank for rank, file in enumerate(TOGETHER)}
    items.sort(key=lambda item: ranks.get(item.nodeid.partition("::")[0], len(TOGETHER)))


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's own folder."""
    return ROOT


@pytest.fixture(scope="session")
def seeds_folder() -> Path:
    """The folder of the corpus that ships."""
    return ROOT / "seeds"


@pytest.fixture(scope="session")
def seeds(seeds_folder: Path) -> Corpus:
    """The four articles."""
    return load_corpus(seeds_folder)


@pytest.fixture(scope="session")
def short_seeds(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """The beginnings of the four articles."""
    return load_corpus(write_short_articles(tmp_path_factory.mktemp("short") / "articles"))


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache that lives as long as the session, in which the four articles have been read."""
    from tests.rendering import copy_cache  # it imports what makes pages, which most tests do without

    return copy_cache(tmp_path_factory, ROOT, tmp_path_factory.mktemp("session") / "cache")


@pytest.fixture(scope="session")
def annotated(seeds: Corpus, cache: Path) -> AnnotatedCorpus:
    """The four articles, annotated."""
    return annotate(seeds, cache=cache)


@pytest.fixture
def make_annotated(tmp_path: Path, cache: Path) -> Callable[..., AnnotatedCorpus]:
    """Return a function that writes texts to files and annotates them, by name."""

    def make(**texts: str) -> AnnotatedCorpus:
        folder = tmp_path / "articles"
        folder.mkdir(exist_ok=True)
        for name, text in texts.items():
            (folder / f"{name}.txt").write_bytes(text.encode())
        return annotate(load_corpus(folder), cache=cache)

    return make
