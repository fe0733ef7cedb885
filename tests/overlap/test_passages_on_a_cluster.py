"""The search for passages on a Dask cluster: a real scheduler and real workers on loopback, the same table."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pandas as pd
import pytest

from analysis.annotation import annotate
from analysis.corpus import Corpus
from analysis.errors import DatelineError
from analysis.overlap import find_passages
from analysis.overlap.reuse import _distribution, _hit_store, _hits
from tests.cluster import scheduler, worker
from tests.plain_text import Text

pytest.importorskip("distributed")


@pytest.fixture
def articles(seeds: Corpus, monkeypatch: pytest.MonkeyPatch) -> list[Text]:
    """Twelve articles with a paragraph of another seed in each, searched in many small parts."""
    monkeypatch.setattr(_hits, "_PART_ENTRIES", 2000)
    monkeypatch.setattr(_hit_store, "_BLOCK_HITS", 200)
    paragraphs = [article.text[start:end] for article in seeds for start, end in article.paragraphs()]
    long = [paragraph for paragraph in paragraphs if len(paragraph.split()) > 25]
    return [Text(f"a{n:02}", f"{long[n]}\n\n{long[n + 1]}") for n in range(12)]


def test_a_cluster_finds_the_same_passages(articles: list[Text], tmp_path: Path) -> None:
    """One worker: the table is that of this process, to the byte; so it is by threads."""
    expected = find_passages(articles)
    assert len(expected) >= 11
    with scheduler(tmp_path) as (address, _), worker(address, tmp_path, "one"):
        found = find_passages(articles, scheduler=address)
    pd.testing.assert_frame_equal(expected, found)
    assert expected.to_csv().encode() == found.to_csv().encode()
    with ThreadPoolExecutor(2) as threads:
        pd.testing.assert_frame_equal(expected, find_passages(articles, scheduler=threads))


def test_an_annotated_corpus_is_searched_where_it_was_read(
    short_seeds: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The scheduler of `annotate` is that of the search, where none is given."""
    annotated = annotate(short_seeds, cache=tmp_path, scheduler=ThreadPoolExecutor(1))
    asked: list[object] = []
    enter = _distribution.Searcher.__enter__
    monkeypatch.setattr(
        _distribution.Searcher, "__enter__", lambda self: (asked.append(self._scheduler), enter(self))[1]
    )
    find_passages(annotated)
    assert [annotated.scheduler] == asked


class KilledLater:
    """Kills a process when the second block of hits is asked for."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.blocks = _hit_store.HitStore.blocks

    def __call__(self, store: _hit_store.HitStore) -> Iterator[_hit_store.Hits]:
        """Yield the blocks of a store."""
        for number, hits in enumerate(self.blocks(store)):
            if number == 1 and store._patterns > 1:
                self.process.kill()
                self.process.wait()
            yield hits


def test_a_killed_worker_changes_nothing(
    articles: list[Text], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the worker that has the words is killed in the middle, the other gets them, and the table is the same."""
    expected = find_passages(articles)
    with (
        scheduler(tmp_path) as (address, _),
        worker(address, tmp_path, "killed") as killed,
        worker(address, tmp_path, "kept"),
    ):
        later = KilledLater(killed)
        monkeypatch.setattr(_hit_store.HitStore, "blocks", lambda store: later(store))
        pd.testing.assert_frame_equal(expected, find_passages(articles, scheduler=address))
    assert killed.poll() not in {None, 0}


def test_a_lost_scheduler_is_one_sentence(
    articles: list[Text], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A scheduler that dies in the middle, and one that is not there."""
    with scheduler(tmp_path) as (address, process), worker(address, tmp_path, "one"):
        later = KilledLater(process)
        monkeypatch.setattr(_hit_store.HitStore, "blocks", lambda store: later(store))
        with pytest.raises(DatelineError, match="was lost while passages were searched for"):
            find_passages(articles, scheduler=address)
    with pytest.raises(DatelineError, match="does not answer"):
        find_passages(articles, scheduler="tcp://127.0.0.1:1")
