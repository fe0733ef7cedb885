"""Open electronic books and issues of newspapers (.epub): the chapters in reading order."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote

from analysis.corpus.readers._archive import check_package
from analysis.corpus.readers._decode import UnreadableError
from analysis.corpus.readers.documents._page_text import read_page_text
from analysis.corpus.readers.packages._packed import Packed

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_PAGES = frozenset({"application/xhtml+xml", "text/html"})

#: A chapter has paragraphs of this many words that end a sentence, two at least; covers and lists of contents have not.
_FEWEST_WORDS = 10

_SENTENCE_END = re.compile(r"""[.!?…]["”’)]*$""")


def open_epub(raw: bytes) -> Iterator[Packed]:
    """Yield each chapter; one without prose (cover, imprint, list of contents) has a reason.

    Raises:
        UnreadableError: It is no book, or damaged.
    """
    check_package(raw, "meta-inf/")
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        try:
            container = _parse(package.read("META-INF/container.xml"))
            path = container.xpath("string(//*[local-name()='rootfile']/@full-path)")
            book = _parse(package.read(path))
        except (KeyError, ValueError):
            raise UnreadableError("not an electronic book: it has no list of chapters") from None
        facts = _facts(book)
        items = {item.get("id"): item for item in book.xpath("//*[local-name()='manifest']/*")}
        for number, reference in enumerate(book.xpath("//*[local-name()='spine']/*"), start=1):
            item = items.get(reference.get("idref"))
            if item is None or item.get("media-type") not in _PAGES:
                continue
            name = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(item.get("href", ""))))
            try:
                content = package.read(name)
            except KeyError:
                yield Packed(f"chapter {number}", ".xhtml", b"", reason="named in the book, but not in it")
                continue
            yield _chapter(number, content, facts, is_contents="nav" in item.get("properties", ""))


def _chapter(number: int, content: bytes, facts: dict[str, str], *, is_contents: bool) -> Packed:
    place = f"chapter {number}"
    text, hints = read_page_text(content.decode("utf-8", "replace"))
    prose = [line for line in text.split("\n") if _SENTENCE_END.search(line)]
    if is_contents or sum(len(line.split()) >= _FEWEST_WORDS for line in prose) < 2:
        return Packed(
            place, ".txt", b"", reason="a cover or a list of contents, without a paragraph of prose"
        )
    heading = next((place for place, hint in hints.items() if hint.startswith(("h1", "h2"))), None)
    title = text[heading:].partition("\n")[0] if heading is not None else ""
    return Packed(place, ".txt", text.encode(), {**facts, **({"title": title} if title else {})})


def _parse(raw: bytes) -> Element:
    from lxml import etree

    try:
        return etree.fromstring(raw, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        raise ValueError from None


def _facts(book: Element) -> dict[str, str]:
    """Return the publication's name and day, which all of its chapters share."""
    facts = {}
    for fact, name in (("outlet", "title"), ("published", "date")):
        value = " ".join(book.xpath(f"string(//*[local-name()='metadata']/*[local-name()='{name}'])").split())
        if value:
            facts[fact] = value
    return facts
