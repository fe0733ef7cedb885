"""Proves that files made to stop, fill or fool a reader are refused with a reason, or read as what they show."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from analysis.corpus import Corpus, load_corpus
from analysis.corpus.collections import _newsxml
from analysis.corpus.readers import _archive, _bounds, _files, _pdf_streams
from analysis.corpus.readers.packages import _gzip, _warc
from analysis.corpus.readers.pages import _html
from analysis.errors import DatelineError
from tests.hostile import files

#: What is refused of each file, in words of its reason; "" where it is read as what it shows.
_REASONS = {
    "bomb.docx": "unpacks to more than a document can hold",
    "bomb_text.docx": "unpacks to more than a document can hold",
    "bomb.odt": "unpacks to more than a document can hold",
    "bomb.epub": "unpacks to more than a document can hold",
    "bomb.xlsx": "unpacks to more than a document can hold",
    "bomb.warc.gz": "unpacks to more than 2 MB",
    "bomb.csv.gz": "unpacks to more than 2 MB",
    "bomb.pdf": "unpack to more than a document can hold",
    "texts.parquet": "its texts unpack to more than 2 MB",
    "lists.parquet": "its texts unpack to more than 2 MB",
    "cells.parquet": "more than 1,000 cells",
    "far.xlsx": "a sheet of 1,048,576 rows and 16,384 columns",
    "nowhere.xlsx": "a cell without a place",
    "far.ods": "a sheet of 1,048,576 rows and 16,384 columns",
    "far_row.xlsx": "a sheet of 50,000,000 rows and 1 column,",
    "no_row.xlsx": "a row without a place",
    "wide.xlsx": "a sheet of 1,048,576 rows and 41 columns",
    "quoted.xlsx": "a sheet of 1,048,576 rows and 16,384 columns",
    "covered.ods": "a sheet of 100,000,000 rows and 1 column,",
    "blanks.ods": "its texts unpack to more than 2 MB",
    "repeated.ods": "its texts unpack to more than 2 MB",
    "elements.docx": "more than 1,000 elements of markup",
    "elements.odt": "more than 1,000 elements of markup",
    "elements.html": "more than 1,000 elements of markup",
    "elements.xml": "more than 1,000 elements of markup",
    "twice.pdf": "unpack to more than a document can hold",
    "runs.pdf": "unpack to more than a document can hold",
    "damaged.pdf": "no text layer",
    "billion.docx": "damaged, or no .docx file",
    "billion.odt": "encrypted or damaged",
    "billion.epub": "not an electronic book",
    "billion_chapter.epub": "without a paragraph of prose",
    "billion.xlsx": "not an Excel table",
    "billion.xml": "not XML that can be read",
    "billion.html": "no article is found",
    "billion.xhtml": "not XML that can be read",
    "pages.pdf": "no text layer",
    "form.pdf": "no text layer",
    "length.pdf": "damaged, or no .pdf file (RecursionError)",
    "nested.pdf": "no text layer",
    "saved.pdf": "",
    "before.pdf": "",
    "deep.html": "no article is found",
    "deep_links.html": "",
    "deep.odt": "encrypted or damaged",
    "deep.docx": "damaged, or no .docx file (RecursionError)",
    "deep.xml": "not XML that can be read",
    "deep.rtf": "",
    "deep.eml": "damaged, or no .eml file",
    "self.epub": "named in the book, but not in it",
}


@pytest.fixture
def small_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bounds of a hundredth of the real ones, so that a file beyond them is made quickly."""
    for module in (_archive, _files, _gzip, _warc):
        monkeypatch.setattr(module, "LARGEST_ENTRY", 2_000_000)
    monkeypatch.setattr(_pdf_streams, "LARGEST", 2_000_000)
    monkeypatch.setattr(_pdf_streams.BoundedStreams.__init__, "__defaults__", (2_000_000,))
    for module, name in ((_archive, "MOST_TAGS"), (_html, "_MOST_TAGS"), (_newsxml, "_MOST_TAGS")):
        monkeypatch.setattr(module, name, 1_000)
    monkeypatch.setattr(_bounds, "MOST_TEXT", 2_000_000)
    monkeypatch.setattr(_bounds.check_markup, "__defaults__", (1_000,))


def read(folder: Path, name: str, raw: bytes) -> tuple[Corpus | None, str]:
    """Return the corpus of a file, and the reasons why something in it is no article."""
    (folder / name).write_bytes(raw)
    try:
        corpus = load_corpus(folder / name)
    except DatelineError as error:  # of a table
        return None, str(error)
    return corpus, "; ".join(corpus.rejected["reason"])


def check(folder: Path, made: dict[str, bytes]) -> None:
    """Assert that each file has the outcome that is written above."""
    reasons = {name: read(folder, name, raw)[1] for name, raw in made.items()}
    assert {} == {
        name: reason
        for name, reason in reasons.items()
        if not reason == _REASONS[name] == "" and (not _REASONS[name] or _REASONS[name] not in reason)
    }


@pytest.mark.usefixtures("small_bounds")
def test_bombs_are_refused(tmp_path: Path) -> None:
    """What unpacks to more than a document holds has that for a reason, in every format that packs."""
    check(tmp_path, files.bombs(2_600_000))


@pytest.mark.usefixtures("small_bounds")
def test_small_files_that_unfold_are_refused(tmp_path: Path) -> None:
    """Two cells at the ends of a sheet, a million paragraphs, a stream packed twice: refused before they are made."""
    check(tmp_path, files.unfolding(2_600_000, 2_600))


@pytest.mark.usefixtures("small_bounds")
def test_tables_whose_cells_repeat_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Parquet table keeps a text once however many cells have it: what all of them would hold is counted first."""
    monkeypatch.setattr(_bounds, "MOST_CELLS", 1_000)
    made = files.parquet_bombs(2_600_000, 2_600)
    assert all(len(raw) < 10_000 for raw in made.values())
    check(tmp_path, made)


def test_loops_and_depths_end(tmp_path: Path) -> None:
    """References that lead back, and a hundred thousand levels, end in an article or a reason."""
    check(tmp_path, files.loops())


def test_entities_are_neither_unfolded_nor_fetched(tmp_path: Path) -> None:
    """A thousand million letters are refused; a file or an address that an entity names is not in any text."""
    made = files.entities()
    check(tmp_path, {name: raw for name, raw in made.items() if name.startswith("billion")})
    secret = Path("/etc/hostname").read_text().strip() if Path("/etc/hostname").is_file() else "no such file"
    for name, raw in made.items():
        corpus, _ = read(tmp_path, name, raw)
        for article in corpus or ():
            assert secret not in article.text
            assert len(article.text) < 1_000


@pytest.mark.parametrize(("length", "kept"), [(1, True), (499_999, True), (500_001, False)])
def test_an_article_has_a_length(load_text: Callable[[str], Corpus], length: int, kept: bool) -> None:
    """One character is an article; more than half a million are none, with a reason that says what to do."""
    corpus = load_text(("The council met on Monday. " * (length // 27 + 1))[:length])
    assert kept == (len(corpus) == 1)
    if not kept:
        assert "500,001 characters, more than an article has" in corpus.rejected["reason"][0]


@pytest.mark.parametrize("name", ["a.txt", "a.html"])
@pytest.mark.parametrize("page", ["", "<html><body>"])
def test_a_file_of_comments_is_read(tmp_path: Path, name: str, page: str) -> None:
    """A hundred and twenty comments before the text cost no more each than the first."""
    raw = "<!-- a -->\n" * 120 + page + f"<p>{files.PROSE}</p>\n" * 5
    corpus, reasons = read(tmp_path, name, raw.encode())
    assert corpus is not None
    assert (1, "") == (len(corpus), reasons)


@pytest.mark.parametrize(
    "sender", ["=?utf-8?q?a=0Ab?=", "<", ":;:;", "a@[1", "(" * 300, "(" * 9_000, '"' * 200_000]
)
def test_a_header_that_cannot_be_read_costs_that_fact_alone(tmp_path: Path, sender: str) -> None:
    """Whatever stands for a mail's sender, its subject, its day and its message are read."""
    raw = (
        f"MIME-Version: 1.0\nFrom: {sender}\nSubject: Harbour\nDate: Wed, 17 Dec 2025 08:00:00 +0000\n\n"
        + files.PROSE
    )
    corpus, _ = read(tmp_path, "a.eml", raw.encode())
    assert corpus is not None
    assert [("Harbour", "2025-12-17")] == [(article.title, str(article.published)) for article in corpus]


@pytest.mark.parametrize("kind", ["multipart/mixed", 'multipart/mixed; boundary="none"', "text/", "/"])
def test_a_mail_of_a_false_kind_is_its_text(tmp_path: Path, kind: str) -> None:
    """Parts that nothing divides, or a text of no kind, are plain text."""
    corpus, reasons = read(
        tmp_path, "a.eml", f"MIME-Version: 1.0\nFrom: a@b.c\nContent-Type: {kind}\n\n{files.PROSE}".encode()
    )
    assert corpus is not None
    assert ([files.PROSE], "") == ([article.text.strip() for article in corpus], reasons)


@pytest.mark.parametrize(
    ("codes", "shown"),
    [
        (r"\u-70000?", "\ufffd"),
        (r"\u1114112?", "\ufffd"),
        (r"\u99999999999?", "\ufffd"),
        (r"\u-4000?", "\uf060"),
        ("\\f" + "9" * 5_000, ""),
        ("{\\fonttbl{\\f0\\fcharset" + "9" * 5_000 + " x;}}", ""),
        (r"\uc ", ""),
        (r"{\pict\bin}", ""),
        (r"\binfsxn15 ", ""),
        (r"\\u99999999999", r"\u99999999999"),
    ],
)
def test_a_number_that_is_none_costs_one_letter(tmp_path: Path, codes: str, shown: str) -> None:
    """A code beyond all letters is the mark of one that is lost, and no number stops the reading of RTF."""
    corpus, reasons = read(tmp_path, "a.rtf", rf"{{\rtf1\ansi The ferry{codes}\par ran.}}".encode())
    assert corpus is not None
    assert ([f"The ferry{shown}\nran."], "") == ([article.text for article in corpus], reasons)


@pytest.fixture
def load_text(tmp_path: Path) -> Callable[[str], Corpus]:
    """Return a function that loads a text."""

    def load(text: str) -> Corpus:
        (tmp_path / "a.txt").write_text(text, encoding="utf-8")
        return load_corpus(tmp_path / "a.txt", language=None)

    return load
