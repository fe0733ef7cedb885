"""Proves that a text that was kept is the text that is read, and that nothing but time depends on it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from analysis.corpus import Corpus, _formats, load_corpus
from analysis.corpus._model import Section
from analysis.corpus.readers import _text_cache
from analysis.corpus.readers._decode import Document
from tests.corpus.making import PARAGRAPHS, make_docx, make_pdf, paragraph

PAGE = Path(__file__).parent / "files" / "ferry.html"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A corpus of a page, a Word document, a .pdf file and a plain text."""
    folder = tmp_path / "articles"
    folder.mkdir()
    shutil.copy(PAGE, folder / "ferry.html")
    (folder / "word.docx").write_bytes(make_docx("".join(map(paragraph, PARAGRAPHS))))
    (folder / "print.pdf").write_bytes(make_pdf())
    (folder / "plain.txt").write_text("\n\n".join(PARAGRAPHS))
    return folder


@pytest.fixture
def nothing_is_read(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Return a function from whose call on no file of a slow kind can be read any more."""

    def fail(raw: bytes) -> NoReturn:
        raise AssertionError(f"read again: {len(raw)} bytes")

    def switch_off() -> None:
        for suffix, reader in list(_formats.READERS.items()):
            if reader is not _formats.read_plain:
                monkeypatch.setitem(_formats.READERS, suffix, fail)

    return switch_off


def facts(corpus: Corpus) -> list[object]:
    """Return everything that a corpus holds, to compare."""
    return [*corpus.articles, *corpus.rejected.to_dict("records"), *corpus.warnings.to_dict("records")]


def entries(keep: Path) -> list[Path]:
    """Return the files of a folder of kept texts."""
    return sorted(path for path in keep.rglob("*.json") if path.is_file())


def load_again(folder: Path, keep: Path) -> Corpus:
    """Load a corpus by the texts that are kept, not as the corpus that is kept as a whole."""
    (keep / "corpora.sqlite").unlink()
    return load_corpus(folder, cache=keep)


def test_what_was_kept_is_what_is_read(
    folder: Path, tmp_path: Path, nothing_is_read: Callable[[], None]
) -> None:
    """Texts, facts, doubts and encodings come out alike without, on the first and on the second reading."""
    plain = load_corpus(folder)
    first = load_corpus(folder, cache=tmp_path / "kept")
    nothing_is_read()
    second = load_again(folder, tmp_path / "kept")

    assert 4 == len(plain)
    assert facts(plain) == facts(first) == facts(second)
    assert 3 == len(entries(tmp_path / "kept"))  # plain text is read as fast as it is looked up


def test_nothing_of_a_document_is_lost(tmp_path: Path) -> None:
    """Encoding, facts, doubts, layout and a half of a character come back as they were."""
    layout = (Section(0, 7, "title"), Section(9, 18, "body"))
    document = Document(
        "A text.\n\nIts end \ud83d", "UTF-16", {"title": "“Title”"}, ("page 2 is missing",), layout
    )
    for reader in (lambda _: document, lambda _: pytest.fail("it was read again")):
        assert document == _text_cache.TextCache(tmp_path).read(".pdf", b"raw", reader)


def test_nothing_is_kept_unless_asked(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By default reading a corpus writes nothing anywhere."""
    monkeypatch.setattr(_text_cache, "_save", lambda *_: pytest.fail("something was written"))
    load_corpus(folder)


@pytest.mark.parametrize("damage", [b"", b"{}", b"half"])
def test_damaged_entries_are_read_again_and_mended(folder: Path, tmp_path: Path, damage: bytes) -> None:
    """A file that is empty, foreign, cut short or changed in one letter counts for nothing."""
    keep = tmp_path / "kept"
    whole = load_corpus(folder, cache=keep)
    before = {path: path.read_bytes() for path in entries(keep)}
    for path, content in before.items():
        path.write_bytes(content[: len(content) // 2] if damage == b"half" else damage)
    assert facts(whole) == facts(load_again(folder, keep))
    assert before == {path: path.read_bytes() for path in entries(keep)}
    for path, content in before.items():
        path.write_bytes(content.replace(b"said", b"sang"))
    assert facts(whole) == facts(load_again(folder, keep))


def test_a_changed_file_is_another_one(folder: Path, tmp_path: Path) -> None:
    """A file is known by its content: what is kept of an earlier state is not taken for it."""
    load_corpus(folder, cache=tmp_path / "kept")
    (folder / "print.pdf").write_bytes(make_pdf([PARAGRAPHS[0], "The ferry sank on Friday."]))
    assert "The ferry sank" in load_corpus(folder, cache=tmp_path / "kept")["print"].text


def test_another_reader_reads_again(
    folder: Path,
    tmp_path: Path,
    nothing_is_read: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What other code or another version of a library has taken out is not believed."""
    load_corpus(folder, cache=tmp_path / "kept")
    monkeypatch.setattr(_text_cache, "fingerprint", lambda: "another version")
    nothing_is_read()
    assert 3 == len(load_corpus(folder, cache=tmp_path / "kept").rejected)


def test_the_same_bytes_under_another_ending_are_read_by_its_reader(folder: Path, tmp_path: Path) -> None:
    """What reads a file is part of what is kept: a page's words under a name of Word's are no document."""
    (folder / "plain.html").write_text(" ".join(PARAGRAPHS))
    load_corpus(folder, cache=tmp_path / "kept")
    shutil.copy(folder / "plain.html", folder / "wrong.docx")
    rejected = load_corpus(folder, cache=tmp_path / "kept").rejected
    assert "wrong.docx" in list(rejected["file"])


def test_what_cannot_be_read_is_not_kept(tmp_path: Path) -> None:
    """A reason is found anew: it may be that a library was not installed."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "broken.pdf").write_bytes(b"%PDF-1.4 and nothing else")
    assert 1 == len(load_corpus(tmp_path / "articles", cache=tmp_path / "kept").rejected)
    assert [] == entries(tmp_path / "kept")


def test_a_folder_that_cannot_be_written_costs_only_time(folder: Path, tmp_path: Path) -> None:
    """A file stands where the folder should be: the corpus is read all the same."""
    (tmp_path / "kept").write_text("a file")
    assert 4 == len(load_corpus(folder, cache=tmp_path / "kept"))
