"""A cache that cannot be used: one sentence, nothing of what was kept is lost, and the next run goes on from it."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from analysis._store import Store
from analysis.annotation import TOKENS, annotate
from analysis.corpus import Corpus
from analysis.errors import DatelineError
from tests import systems
from tests.rights import without_rights

pytestmark = systems.posix


@contextmanager
def no_room_by_the_system(_: Path) -> Iterator[None]:
    """Let no file of this process grow beyond 40,000 bytes, as a quota does."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def no_room_for_the_database(_: Path) -> Iterator[None]:
    """Let no database grow: what SQLite says of a full disk."""
    open_as_before = Store._open

    def open_small(store: Store, kind: str) -> sqlite3.Connection:
        connection = open_as_before(store, kind)
        connection.execute("PRAGMA max_page_count = 1")  # SQLite raises it to the pages that are there
        return connection

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Store, "_open", open_small)
        yield


@pytest.mark.parametrize("no_room", [no_room_by_the_system, no_room_for_the_database])
def test_a_full_disk_is_one_sentence_and_loses_nothing(
    seeds: Corpus, tmp_path: Path, no_room: object
) -> None:
    """What was kept before is kept; with room again, only the rest is read."""
    half = replace(seeds, articles=seeds.articles[:2])
    annotate(half, cache=tmp_path, steps=[TOKENS])
    with no_room(tmp_path), pytest.raises(DatelineError, match=r"can be kept in .*(full|I/O).* make room in"):  # type: ignore[operator]
        annotate(seeds, cache=tmp_path, steps=[TOKENS])
    totals: list[int] = []
    for corpus in (half, seeds):
        annotated = annotate(
            corpus, cache=tmp_path, steps=[TOKENS], progress=lambda _, total: totals.append(total)
        )
        assert len(corpus) == len(list(annotated.records(TOKENS)))
    assert [2] == totals


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that every user of the machine can reach, unlike pytest's own."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


def test_a_folder_that_cannot_be_written_still_serves(folder: Path) -> None:
    """What is kept there is read; what is not is one sentence."""
    Store(folder).save("kind", {"a": b"first"})
    with without_rights(folder, 0o555):
        assert Store(folder).load("kind", ["a", "b"]) == {"a": b"first"}
        with pytest.raises(DatelineError, match=r"can be kept in the cache .*readonly.* Name another folder"):
            Store(folder).save("kind", {"b": b"second"})
        assert Store(folder).get("kind", "c", lambda: "made") == "made"
    assert Store(folder).held("kind", ["a", "b", "c"]) == {"a"}


def test_a_folder_that_cannot_be_looked_into_holds_nothing(folder: Path) -> None:
    """A folder of another user: its pieces count as missing, and that none can be kept is one sentence."""
    Store(folder).save("kind", {"a": b"first"})
    with without_rights(folder, 0o700 if os.geteuid() == 0 else 0o000):
        assert Store(folder).load("kind", ["a"]) == {}
        with pytest.raises(DatelineError, match="can be kept in the cache"):
            Store(folder).save("kind", {"a": b"second"})
    assert Store(folder).load("kind", ["a"]) == {"a": b"first"}


@pytest.mark.parametrize("name", ["file", "file/below", "link", "x" * 300, "a\0b"])
def test_a_name_of_no_folder_is_one_sentence(short_seeds: Corpus, tmp_path: Path, name: str) -> None:
    """A file, a place below one, a link to nowhere, and what no folder can be called."""
    (tmp_path / "file").write_text("in the way")
    (tmp_path / "link").symlink_to("/nowhere/at/all")
    with pytest.raises(DatelineError, match="can be kept in the cache"):
        annotate(short_seeds.select([short_seeds.articles[0].doc_id]), cache=tmp_path / name)
    assert "in the way" == (tmp_path / "file").read_text()
