"""The formats of files that are read, by their endings, and advice on those that are not."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from analysis.corpus.collections._lines import Collection
from analysis.corpus.collections._newsxml import read_newsxml
from analysis.corpus.readers._archive import Entry
from analysis.corpus.readers._decode import Document, UnreadableError, read_plain
from analysis.corpus.readers._docx import read_docx
from analysis.corpus.readers._pdf import read_pdf
from analysis.corpus.readers._table import TABLE_SUFFIXES, WORKBOOKS
from analysis.corpus.readers.documents._odt import read_odt
from analysis.corpus.readers.documents._rtf import read_rtf
from analysis.corpus.readers.packages._content import HEAD, identify
from analysis.corpus.readers.packages._epub import open_epub
from analysis.corpus.readers.packages._gzip import unpack_gzip
from analysis.corpus.readers.packages._mail import open_mail, open_web_archive
from analysis.corpus.readers.packages._packed import Packed
from analysis.corpus.readers.packages._warc import open_warc
from analysis.corpus.readers.pages._html import read_html

#: What reads a file that is one document, by the file's ending.
READERS: dict[str, Callable[[bytes], Document]] = {
    ".txt": read_plain,
    ".md": read_plain,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".docx": read_docx,
    ".rtf": read_rtf,
    ".odt": read_odt,
    ".pdf": read_pdf,
}

#: What opens a file that holds documents.
PACKAGES: dict[str, Callable[[bytes], Iterator[Packed]]] = {
    ".eml": open_mail,
    ".mht": open_web_archive,
    ".mhtml": open_web_archive,
    ".epub": open_epub,
    ".warc": open_warc,
    ".warc.gz": open_warc,
}

#: What reads a file whose articles are told apart by its format.
COLLECTIONS: dict[str, Callable[[bytes], Collection]] = {".xml": read_newsxml}

#: Tables that are packed, which are unpacked and read as the tables that they are.
PACKED_TABLES = tuple(f"{suffix}.gz" for suffix in (".csv", ".tsv", ".json", ".jsonl"))

_IMAGES = (".jpg", ".jpeg", ".png", ".gif", ".tif", ".tiff", ".webp", ".heic", ".bmp", ".svg", ".ico")
_WEB_PARTS = (".js", ".css", ".map", ".woff", ".woff2", ".ttf", ".otf", ".eot")
_MEDIA = (".mp3", ".mp4", ".m4a", ".wav", ".mov", ".avi", ".webm", ".ogg")

#: Advice on files that are not read, by ending; they are not looked into.
NEXT_STEPS = {
    **dict.fromkeys((".pages", ".wpd"), "save it as .docx or .txt"),
    **dict.fromkeys((".mbox", ".msg", ".pst"), "save each mail as .eml"),
    **dict.fromkeys((".numbers",), "save it as .xlsx or .csv, and give the table itself"),
    **dict.fromkeys(_IMAGES, "an image has no text layer; recognise its text and save that as .txt"),
    **dict.fromkeys(_MEDIA, "write down what is said, and save that as .txt"),
    **dict.fromkeys(_WEB_PARTS, "a page's styles and programs hold no article"),
    **dict.fromkeys((".zip", ".gz", ".tar", ".tgz", ".7z", ".rar", ".bz2", ".xz"), "unpack the archive"),
}

#: Advice on files whose content shows a format that is not read under their ending.
CONTENT_STEPS = {
    ".doc": "in an old format of Office; save it as .docx or .xlsx",
    ".zip": "an archive; unpack it",
    ".gz": "packed with gzip; unpack it",
    ".xlsx": "an Excel table; give it the ending .xlsx",
    ".ods": "a table; save it as .xlsx or .csv, and give the table itself",
    ".parquet": "a Parquet table; give it the ending .parquet",
}


def article_suffixes() -> tuple[str, ...]:
    """Return the endings of files that hold articles, tables left out."""
    return (*READERS, *PACKAGES, *COLLECTIONS)


def suffix_of(name: str) -> str:
    """Return the ending of a file's name, lower-cased: of two parts where the last says how it is packed."""
    parts = name.rsplit("/", 1)[-1].lower().rsplit(".", 2)
    if len(parts) == 3 and parts[2] == "gz" and f".{parts[1]}.gz" in (*PACKED_TABLES, *PACKAGES):
        return f".{parts[1]}.gz"
    return f".{parts[-1]}" if len(parts) > 1 and parts[-1] else ""


def stem_of(name: str) -> str:
    """Return a file's name without folders and ending."""
    base = name.rsplit("/", 1)[-1]
    suffix = suffix_of(base)
    return base[: len(base) - len(suffix)] if suffix and len(base) > len(suffix) else base


def is_table(name: str) -> bool:
    """Return whether a file's ending is a table's."""
    return suffix_of(name) in (*TABLE_SUFFIXES, *PACKED_TABLES)


def shows_articles(entry: Entry) -> bool:
    """Return whether a file whose ending tells nothing begins as one of a format that is read.

    Raises:
        UnreadableError: It cannot be opened.
    """
    head = entry.start(HEAD)
    shown = identify(entry.read() if head.startswith(b"PK") else head)
    return shown in article_suffixes()


def refuse_content(entry: Entry) -> str | None:
    """Return the advice on a file whose content shows a format that is not read under its ending, or None."""
    head = entry.start(HEAD)
    return CONTENT_STEPS.get(identify(entry.read() if head.startswith(b"PK") else head) or "")


def open_table(entry: Entry) -> tuple[str, bytes]:
    """Return what kind of table a file is, by its content or else its ending, and its bytes, unpacked.

    Raises:
        UnreadableError: It cannot be opened, or is no table in spite of its ending.
    """
    suffix, raw = suffix_of(entry.name), entry.read()
    if suffix in PACKED_TABLES:
        suffix, raw = suffix.removesuffix(".gz"), unpack_gzip(raw)
    shown = identify(raw)
    if shown in (None, suffix) or (suffix, shown) == (".jsonl", ".json"):
        return suffix, raw
    if suffix in WORKBOOKS and shown in (".doc", ".zip"):
        return suffix, raw  # what is wrong with a workbook, its reader says
    if shown in TABLE_SUFFIXES:
        return shown, raw
    if shown in article_suffixes():
        raise UnreadableError(
            f"no table, but a {shown} file; save it as .xlsx or .csv, or give it the ending {shown}"
        )
    raise UnreadableError(f"no table; {CONTENT_STEPS.get(shown, 'save it as .xlsx or .csv')}")
