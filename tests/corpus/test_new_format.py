"""A new file format: a reader under its ending, and every way into a corpus takes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.corpus import _formats, load_corpus
from analysis.corpus.readers._decode import Document, UnreadableError
from tests.corpus.making import make_zip

ARTICLE = "The ferry will not run in winter, the council said on Monday."
SUBTITLES = f"1\n00:00:01,000 --> 00:00:04,000\n{ARTICLE}\n"


def read_subtitles(raw: bytes) -> Document:
    """Return the line after the times."""
    lines = raw.decode().splitlines()
    if len(lines) < 3:
        raise UnreadableError("no subtitles in there")
    return Document(lines[2])


def test_a_reader_is_all_that_a_format_needs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With an entry of `READERS` a file, a folder, a .zip and the cache take the format; a bad file has its reason."""
    monkeypatch.setitem(_formats.READERS, ".srt", read_subtitles)
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "ferry.srt").write_text(SUBTITLES)
    (folder / "empty.srt").write_text("1\n")
    (tmp_path / "articles.zip").write_bytes(make_zip({"ferry.srt": SUBTITLES}))

    for path in (folder, folder / "ferry.srt", tmp_path / "articles.zip", folder):
        assert ARTICLE == load_corpus(path, cache=tmp_path / "cache")["ferry"].text
    rejected = load_corpus(folder).rejected
    assert [("empty.srt", "no subtitles in there")] == list(rejected.itertuples(index=False, name=None))
