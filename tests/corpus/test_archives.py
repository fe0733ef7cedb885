"""Archives: read like the folder they hold, and never more than they should."""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from analysis.corpus import Corpus
from analysis.corpus.readers import _archive
from analysis.errors import DatelineError
from tests.corpus.making import make_docx, make_zip, paragraph

Load = Callable[..., Corpus]


def test_an_archive_reads_as_its_folder(seeds: Corpus, seeds_folder: Path, load: Load) -> None:
    """The seeds zipped are the seeds, facts and all, whatever else the archiver left in there."""
    files = {f"seeds/{file.name}": file.read_bytes() for file in seeds_folder.iterdir()}
    corpus = load(
        "seeds.zip", make_zip(files | {"__MACOSX/seeds/._a.txt": b"\x00", "seeds/.DS_Store": b"\x00"})
    )
    assert seeds.articles == corpus.articles
    assert corpus.rejected.empty
    assert corpus.warnings.empty


def test_an_archive_of_a_table_is_the_table(load: Load) -> None:
    """Exports come zipped; a folder of nothing but tables is read as all of them."""
    tables = {
        "jan.csv": "id,text\na,One story.\n",
        "feb.csv": "id,text\nb,Another.\n",
        "README.md": "What it is",
    }
    assert ["a", "b"] == [article.doc_id for article in load("export.zip", make_zip(tables))]


@pytest.mark.parametrize(
    "name",
    ["../a.txt", "/etc/a.txt", "x/../../a.txt", "..\\a.txt", "C:\\a.txt", "c:a.txt", "\\\\host\\a.txt"],
)
def test_no_path_leaves_the_folder(load: Load, name: str) -> None:
    """A name that leads out is refused on every system's terms, and the rest is read."""
    corpus = load("a.zip", make_zip({name: "One story.", "good.txt": "Another."}))
    assert ["good"] == [article.doc_id for article in corpus]
    assert ["its name leads out of the archive's folder"] == corpus.rejected["reason"].tolist()


def test_links_locks_and_archives_within_are_named(load: Load, tmp_path: Path) -> None:
    """A link may point anywhere, a lock has no key here, and an archive in an archive is unpacked by hand."""
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(link, "/etc/passwd")
        archive.writestr("inner.zip", make_zip({"a.txt": "One story."}))
        archive.writestr("locked.txt", "One story.")
        archive.writestr("good.txt", "One story.")
    raw = bytearray(out.getvalue())
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):  # the flag that says "encrypted"
        at = raw.index(b"locked.txt", raw.index(mark)) if mark == b"PK\x03\x04" else raw.rindex(b"locked.txt")
        raw[raw.rindex(mark, 0, at) + flags] |= 1
    rejected = load("a.zip", bytes(raw)).rejected
    assert [
        ["inner.zip", "files ending in .zip are not read; unpack the archive"],
        ["link.txt", "a link, not a file"],
        ["locked.txt", "encrypted; unpack it with its password and give the folder"],
    ] == rejected.values.tolist()
    assert not (tmp_path / "link.txt").exists()


def test_a_bomb_is_not_unpacked(load: Load) -> None:
    """What unpacks to a thousand times its size is refused before a byte of it is unpacked."""
    corpus = load("a.zip", make_zip({"bomb.txt": b"0" * 50_000_000, "good.txt": "One story."}))
    assert [
        ["bomb.txt", "unpacks to more than 300 times its size, which no text does"]
    ] == corpus.rejected.values.tolist()
    assert ["good"] == [article.doc_id for article in corpus]


def test_a_lying_header_unpacks_to_no_more_than_it_says(load: Load) -> None:
    """A bomb whose header gives a small size stops there, and is found out."""
    raw = make_zip({"bomb.txt": b"0" * 5_000_000})
    assert raw.count((5_000_000).to_bytes(4, "little")) == 2
    corpus = load("a.zip", raw.replace((5_000_000).to_bytes(4, "little"), (900).to_bytes(4, "little")))
    assert [["bomb.txt", "damaged in the archive"]] == corpus.rejected.values.tolist()


@pytest.mark.parametrize("bound", ["MOST_ENTRIES", "LARGEST_TOTAL"])
def test_an_archive_beyond_all_bounds_is_refused(
    load: Load, monkeypatch: pytest.MonkeyPatch, bound: str
) -> None:
    """Too many files, or too much text for a machine's memory, stop with the next step."""
    monkeypatch.setattr(_archive, bound, 1)
    with pytest.raises(DatelineError, match="Unpack it and give the folder"):
        load("a.zip", make_zip({"a.txt": "One story.", "b.txt": "Another."}))


def test_a_file_larger_than_any_article_is_listed(load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file beyond the bound is named, in an archive and in a document's own archive."""
    monkeypatch.setattr(_archive, "LARGEST_ENTRY", 400)
    corpus = load("a.zip", make_zip({"a.txt": "One story. " * 99, "b.docx": make_docx(paragraph("Words."))}))
    assert ["a.txt", "b.docx"] == corpus.rejected["file"].tolist()


def test_what_is_no_archive_stops_with_one_sentence(load: Load) -> None:
    """A broken archive is the user's to make again."""
    with pytest.raises(DatelineError, match=r"not a \.zip archive that can be read"):
        load("a.zip", b"PK\x03\x04 cut off")


def test_two_files_of_one_name_are_told_apart(load: Load) -> None:
    """An archive may hold a name twice; the first is read and the second listed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "One story.")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("a.txt", "Another.")
    corpus = load("a.zip", out.getvalue())
    assert "One story." == corpus["a"].text
    assert [["a.txt", "a second file of this name"]] == corpus.rejected.values.tolist()


def test_files_in_an_archive_are_read_in_no_order_of_its_own(load: Load) -> None:
    """The same files in another order are the same corpus, rejections and all."""
    files = {"b/x.txt": "One story.", "a/x.txt": "Another.", "c.md": "A third.", "d.bin": b"\x00"}
    forward = load("a.zip", make_zip(files))
    backward = load("a.zip", make_zip(dict(reversed(files.items()))))
    assert forward.articles == backward.articles
    assert forward.rejected.equals(backward.rejected)


def test_one_damaged_entry_costs_that_entry(load: Load) -> None:
    """A flipped bit is found by the check sum."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "One story of the harbor.")
        archive.writestr("b.txt", "Another.")
    corpus = load("a.zip", out.getvalue().replace(b"of the harbor", b"of the Harbor"))
    assert [["a.txt", "damaged in the archive"]] == corpus.rejected.values.tolist()


def test_the_rejected_table_has_one_row_a_file(load: Load) -> None:
    """A name that is wrong in two ways is listed once with both, so that rejections can be counted."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", " ")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("a.txt", "Another.")
    rejected = load("a.zip", out.getvalue()).rejected
    assert [["a.txt", "a second file of this name; empty"]] == rejected.values.tolist()
