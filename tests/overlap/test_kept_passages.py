"""What a search for passages finds is kept for the same articles, and for no others."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest

from analysis.annotation import AnnotatedCorpus, annotate
from analysis.annotation._records import encode
from analysis.corpus import load_corpus
from analysis.overlap import find_left_out, find_passages
from analysis.overlap.reuse import _passages
from analysis.overlap.reuse._word_table import WordTable
from tests.copied_articles import write_articles

Search = Callable[..., Iterator[object]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Articles of which some copy others, without dates."""
    folder = write_articles(tmp_path / "articles")
    (folder / "metadata.csv").unlink()
    return folder


@pytest.fixture
def searches(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The number of words of each search that is made."""
    made: list[int] = []
    find_matches: Search = _passages.find_matches

    def search(table: WordTable, **options: object) -> Iterator[object]:
        made.append(len(table))
        return find_matches(table, **options)

    monkeypatch.setattr(_passages, "find_matches", search)
    return made


def read(folder: Path, cache: Path) -> AnnotatedCorpus:
    """The articles of a folder."""
    return annotate(load_corpus(folder), cache=cache)


def test_a_second_search_is_none(folder: Path, tmp_path: Path, searches: list[int]) -> None:
    """The same articles in another process give the same table without a search; so do other thresholds."""
    cache = tmp_path / "cache"
    first = find_passages(read(folder, cache))
    assert len(first)
    again = find_passages(read(folder, cache))
    pd.testing.assert_frame_equal(first, again)
    alike = find_passages(read(folder, cache), min_similarity=0.9)
    pd.testing.assert_frame_equal(alike, first[first["similarity"] >= 0.9].reset_index(drop=True))
    assert find_left_out(read(folder, cache)).empty
    assert len(searches) == 1
    pd.testing.assert_frame_equal(first, find_passages(load_corpus(folder)))


def test_other_articles_or_words_are_searched(folder: Path, tmp_path: Path, searches: list[int]) -> None:
    """Another minimum of words, another name or an edit of one letter: each is a search of its own."""
    cache = tmp_path / "cache"
    find_passages(read(folder, cache))
    find_passages(read(folder, cache), min_words=9)
    file = min(folder.glob("*.txt"))
    file = file.rename(file.with_name(f"{file.stem}0.txt"))
    assert file.stem in set(find_passages(read(folder, cache))[["doc_a", "doc_b"]].to_numpy().ravel())
    file.write_text(file.read_text() + "!")
    find_passages(read(folder, cache))
    assert len(searches) == 4


@pytest.mark.parametrize("damage", ["a flipped bit", "other data", "no cache"])
def test_a_damaged_result_is_searched_for_again(
    folder: Path, tmp_path: Path, searches: list[int], damage: str
) -> None:
    """A piece that is not whole, is of another kind or is gone never reaches a table."""
    cache = tmp_path / "cache"
    first = find_passages(read(folder, cache))
    store = cache / "passages.sqlite"
    if damage == "no cache":
        store.unlink()
    else:
        with sqlite3.connect(store) as connection:
            data, checksum = connection.execute("SELECT data, checksum FROM pieces").fetchone()
            if damage == "other data":
                data = encode([{"doc_a": 1}])
                checksum = zlib.crc32(data)
            else:
                data = bytes([*data[:9], data[9] ^ 1, *data[10:]])
            connection.execute("UPDATE pieces SET data = ?, checksum = ?", (data, checksum))
        connection.close()
    pd.testing.assert_frame_equal(first, find_passages(read(folder, cache)))
    assert len(searches) == 2
