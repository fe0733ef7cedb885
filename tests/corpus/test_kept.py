"""A corpus that was loaded before: the same again without reading its files, and read anew when anything changed."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from analysis.corpus import Corpus, _load, load_corpus

TEXT = "Ferry plan delayed\n\nThe council said on Monday that the ferry would be late, and that nobody could help it.\n"
LATER = "Harbour vote\n\nThe harbour board voted on Tuesday to buy two cranes, which the mayor said were too dear.\n"


def described(corpus: Corpus) -> tuple[object, ...]:
    """Return all that a corpus says."""
    tables = (corpus.rejected, corpus.warnings, corpus.columns)
    return (corpus.articles, *(table.to_csv() for table in tables), corpus.language.code)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of two articles, a table of facts, and a file that is refused."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "2025-05-01_ferry.txt").write_text(TEXT, encoding="utf-8")
    (folder / "vote.txt").write_text(LATER, encoding="cp1252")
    (folder / "metadata.csv").write_text("file,outlet,desk\nvote.txt,Post,city\n", encoding="utf-8")
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    return folder


@pytest.fixture
def refuse_reading(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Return what makes any further reading of articles fail."""

    def refuse() -> None:
        monkeypatch.setattr(_load, "_read_path", lambda *_: pytest.fail("the files were read"))

    return refuse


def test_the_same_corpus_without_reading(
    folder: Path, tmp_path: Path, refuse_reading: Callable[[], None]
) -> None:
    """Articles, refusals, doubts and columns are those of the first reading."""
    plain = load_corpus(folder)
    load_corpus(folder, cache=tmp_path / "cache")
    refuse_reading()
    kept = load_corpus(folder, cache=tmp_path / "cache")
    assert described(plain) == described(kept)
    assert {"desk": "city"} == dict(kept["vote"].metadata)


def change_content(folder: Path) -> None:
    """Change a word, and leave size and time of the file as they were."""
    file = folder / "vote.txt"
    before = file.stat()
    file.write_text(LATER.replace("Tuesday", "Thirday"), encoding="cp1252")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.mark.parametrize(
    "change",
    [
        change_content,
        lambda folder: (folder / "vote.txt").rename(folder / "ballot.txt"),
        lambda folder: (folder / "vote.txt").unlink(),
        lambda folder: (folder / "third.txt").write_text(TEXT.replace("ferry", "tram"), encoding="utf-8"),
        lambda folder: (folder / "metadata.csv").write_text(
            "file,outlet\nvote.txt,Herald\n", encoding="utf-8"
        ),
        lambda folder: (folder / "linked").symlink_to(folder.parent),
    ],
    ids=["content", "name", "file gone", "file more", "metadata", "link"],
)
def test_a_changed_corpus_is_read_anew(
    folder: Path, tmp_path: Path, change: Callable[[Path], object]
) -> None:
    """Whatever changes in the folder, the corpus is the one that is there now."""
    before = described(load_corpus(folder, cache=tmp_path / "cache"))
    change(folder)
    after = described(load_corpus(folder, cache=tmp_path / "cache"))
    assert described(load_corpus(folder)) == after != before


def test_other_options_are_another_corpus(folder: Path, tmp_path: Path) -> None:
    """Each option that decides what is read is part of what a corpus is kept under; so is a table elsewhere."""
    table = tmp_path / "facts.csv"
    table.write_text("file,outlet\nvote.txt,Echo\n", encoding="utf-8")
    cache = tmp_path / "cache"
    for options in ({}, {"infer": False}, {"language": None}, {"metadata": table}):
        kept = load_corpus(folder, cache=cache, **options)  # type: ignore[arg-type]
        assert described(load_corpus(folder, **options)) == described(kept)  # type: ignore[arg-type]
    table.write_text("file,outlet\nvote.txt,Mail\n", encoding="utf-8")
    assert "Mail" == load_corpus(folder, cache=cache, metadata=table)["vote"].outlet


def test_a_damaged_corpus_is_read_anew(folder: Path, tmp_path: Path) -> None:
    """What is kept and not whole counts as nothing."""
    expected = described(load_corpus(folder, cache=tmp_path / "cache"))
    kept = tmp_path / "cache" / "corpora.sqlite"
    data = bytearray(kept.read_bytes())
    place = data.index(b"\x78\x01")
    data[place + 40] ^= 1
    kept.write_bytes(bytes(data))
    assert expected == described(load_corpus(folder, cache=tmp_path / "cache"))


def test_a_cache_that_cannot_be_written(folder: Path, tmp_path: Path) -> None:
    """Where a file stands in place of the cache's folder, the corpus is read all the same."""
    (tmp_path / "cache").write_text("a file", encoding="utf-8")
    assert described(load_corpus(folder)) == described(load_corpus(folder, cache=tmp_path / "cache"))
