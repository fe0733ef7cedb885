"""Read the articles of one file: a document, a database's export, or a package of documents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from analysis.corpus._column_aliases import FACTS
from analysis.corpus._formats import COLLECTIONS, CONTENT_STEPS, PACKAGES, READERS, suffix_of
from analysis.corpus.collections._lines import Collection
from analysis.corpus.collections._pages import may_be_export, read_export_page
from analysis.corpus.collections._split import split_document, split_export
from analysis.corpus.readers._archive import Entry
from analysis.corpus.readers._decode import Document, UnreadableError, read_plain
from analysis.corpus.readers._table import TABLE_SUFFIXES
from analysis.corpus.readers._text_cache import TextCache
from analysis.corpus.readers.packages._content import identify
from analysis.corpus.readers.packages._packed import Packed

#: Prefix of the lock file that Word leaves beside an open document.
_WORD_LOCK = "~$"

#: Endings that one and the same content can have.
_PAGES = frozenset({".html", ".htm", ".xhtml"})
_SAME = (_PAGES, frozenset({".mht", ".mhtml", ".eml"}), frozenset({".warc", ".warc.gz", ".gz"}))

#: Formats whose readers say themselves why a package or an old document is none of theirs.
_PACKED_DOCUMENTS = frozenset({".docx", ".odt", ".epub", ".pdf"})


@dataclass(frozen=True, slots=True)
class Part:
    """An article in a file, or the reason why something in it is none.

    Attributes:
        place: Where it is in the file ("article 3"); "" for a file that is one article.
        document: The article.
        reason: Why it is no article.
    """

    place: str
    document: Document | None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds.

    Attributes:
        parts: Its articles, and what in it is none.
        doubts: What to check of the file as a whole.
        table: The file as a table, where its content is one in spite of its ending.
    """

    parts: tuple[Part, ...] = ()
    doubts: tuple[str, ...] = ()
    table: Entry | None = field(default=None)


def read_articles(entry: Entry, cache: TextCache | None = None) -> Reading:
    """Return what a file holds; it is read as what its content shows, where that can be nothing else.

    Raises:
        UnreadableError: The file holds no article; the reason is a clause for a table.
    """
    if PurePosixPath(entry.name).name.startswith(_WORD_LOCK):
        raise UnreadableError("a lock file that Word leaves beside an open document; not an article")
    raw = entry.read()
    if not raw.strip():
        raise UnreadableError("empty")
    return _read_content(entry.name, suffix_of(entry.name), raw, cache)


def _read_content(name: str, suffix: str, raw: bytes, cache: TextCache | None) -> Reading:
    shown = identify(raw)
    if shown is None or any({shown, suffix} <= kinds for kinds in _SAME):
        shown = suffix
    if shown in CONTENT_STEPS and suffix in _PACKED_DOCUMENTS:
        shown = suffix
    if shown in TABLE_SUFFIXES:
        return Reading(table=Entry(name, lambda: raw))
    doubt = f"read as a {shown} file, which its content shows it to be in spite of its name"
    if shown not in READERS and shown not in PACKAGES and shown not in COLLECTIONS:
        raise UnreadableError(CONTENT_STEPS.get(shown, "of a kind that is not read; save it as text (.txt)"))
    try:
        reading = _read_kind(shown, raw, cache)
    except UnreadableError:
        raise
    except Exception as error:
        # Readers of damaged files raise exceptions of many kinds.
        raise UnreadableError(f"damaged, or no {shown} file ({type(error).__name__})") from None
    if not reading.parts:
        raise UnreadableError("there is no article in it")
    return replace(reading, doubts=(doubt, *reading.doubts)) if suffix and shown != suffix else reading


def _read_kind(suffix: str, raw: bytes, cache: TextCache | None) -> Reading:
    if suffix in PACKAGES:
        return _read_package(PACKAGES[suffix](raw), cache)
    if suffix in COLLECTIONS:
        return _from_collection(COLLECTIONS[suffix](raw))
    if suffix in _PAGES and may_be_export(raw) and (collection := split_export(read_export_page(raw))):
        return _from_collection(collection)
    document = _read_document(suffix, raw, cache)
    if collection := split_document(document):
        return _from_collection(collection, document.doubts)
    return Reading((Part("", document),))


def _read_document(suffix: str, raw: bytes, cache: TextCache | None) -> Document:
    """Return the document in a file's bytes; plain text is not cached, since decoding it is faster."""
    reader = READERS[suffix]
    document = cache.read(suffix, raw, reader) if cache and reader is not read_plain else reader(raw)
    if not document.text.strip():
        raise UnreadableError("empty")
    return document


def _from_collection(collection: Collection, doubts: tuple[str, ...] = ()) -> Reading:
    records = collection.records
    if len(records) == 1 and records[0].reason is None:
        return Reading((Part("", records[0].document),), (*collection.doubts, *doubts))
    parts = tuple(
        Part(f"article {number}", None if record.reason else record.document, record.reason)
        for number, record in enumerate(records, start=1)
    )
    return Reading(parts, (*collection.doubts, *doubts))


def _read_package(files: Iterable[Packed], cache: TextCache | None) -> Reading:
    """Read each file in a package; one that cannot be read has its reason."""
    parts: list[Part] = []
    doubts: list[str] = []
    for file in files:
        if file.reason:
            parts.append(Part(file.place, None, file.reason))
            continue
        try:
            reading = _read_content(file.place, file.suffix, file.raw, cache)
        except UnreadableError as reason:
            if not file.place:
                raise
            parts.append(Part(file.place, None, str(reason)))
            continue
        if reading.table:
            parts.append(Part(file.place, None, "a table; save it as a file of its own, and give that"))
        parts += [_place_in(file, part) for part in reading.parts]
        doubts += reading.doubts
    return Reading(tuple(parts), tuple(doubts))


def _place_in(file: Packed, part: Part) -> Part:
    """Return a part of a packed file, placed in the package, with what the package says of it."""
    place = ", ".join(name for name in (file.place, part.place) if name)
    if part.document is None:
        return replace(part, place=place)
    # A mail's subject and day are those of the mail, not of the articles in it.
    stated = {key: value for key, value in file.facts.items() if not part.place or key not in FACTS}
    return Part(place, replace(part.document, facts={**stated, **part.document.facts}))
