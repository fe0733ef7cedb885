"""Read a text document of LibreOffice or OpenOffice (OpenDocument): headings and paragraphs in order."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from analysis.corpus.readers._archive import check_package
from analysis.corpus.readers._decode import Document, UnreadableError

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"

#: What is no part of the text: deleted passages, notes, comments.
_LEFT_OUT = frozenset({f"{_TEXT}tracked-changes", f"{_TEXT}note", f"{_OFFICE}annotation"})

#: Characters of a line: no run of spaces is longer.
_LINE = 100

#: Style of the paragraph that is a document's title.
_TITLE_STYLES = ("Title", "Titel", "Titre")


def read_odt(raw: bytes) -> Document:
    """Read an OpenDocument text: paragraphs with a blank line between them; a row of a table is a line.

    Raises:
        UnreadableError: It is no such document, is encrypted, or holds no text.
    """
    from lxml import etree

    check_package(raw, "content.xml")
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        content = package.read("content.xml")
    try:
        tree = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        raise UnreadableError("the document is encrypted or damaged") from None
    body = tree.find(f".//{_OFFICE}text")
    blocks = list(_blocks(body)) if body is not None else []
    text = "\n\n".join(block for _, block in blocks)
    if not text.strip():
        raise UnreadableError("the document holds no text")
    title = next((block for is_title, block in blocks if is_title), None)
    return Document(text, facts={"title": " ".join(title.split())} if title else {})


def _blocks(element: Element) -> Iterator[tuple[bool, str]]:
    """Yield whether a block is the title, and its text."""
    for child in element:
        if child.tag in _LEFT_OUT:
            continue
        if child.tag == f"{_TABLE}table-row":
            cells = [" ".join(text for _, text in _blocks(cell)) for cell in child]
            if row := "\t".join(cell for cell in cells if cell):
                yield False, row
        elif child.tag in {f"{_TEXT}p", f"{_TEXT}h"}:
            if text := _inline(child).strip():
                is_title = child.get(f"{_TEXT}style-name") in _TITLE_STYLES
                yield is_title or child.get(f"{_TEXT}outline-level") == "1", text
        else:
            yield from _blocks(child)


def _inline(element: Element) -> str:
    """Return the text of a paragraph: forced line breaks and runs of spaces as they are shown."""
    parts = [element.text or ""]
    for child in element:
        if child.tag == f"{_TEXT}s":
            parts.append(_spaces(child.get(f"{_TEXT}c", "1")))
        elif child.tag == f"{_TEXT}tab":
            parts.append("\t")
        elif child.tag == f"{_TEXT}line-break":
            parts.append("\n")
        elif child.tag not in _LEFT_OUT and isinstance(child.tag, str):
            parts.append(_inline(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _spaces(count: str) -> str:
    """Return a run of spaces; of one that claims more than a line of them, a line."""
    if not count.isdecimal():
        return " "
    return " " * (min(int(count), _LINE) if len(count) < len(str(_LINE)) else _LINE)
