"""Read a Word document: paragraphs, headings and tables in reading order, by mammoth.

Insertions of tracked changes are text and deletions are not, as the document is shown when all are accepted;
comments, headers and footers are not part of the article.
"""

from __future__ import annotations

import functools
import io
import logging
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from analysis.corpus.readers._archive import check_package
from analysis.corpus.readers._decode import Document, UnreadableError
from analysis.corpus.readers._optional import need

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TITLE_STYLES = "p[style-name='Title'] => h1.title:fresh"
_BLOCKS = ("h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "td", "th")

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MARKS = {f"{_WORD}tab": "\t", f"{_WORD}br": "\n"}
_TEXTS = (f"{_WORD}t", *_MARKS)

#: Elements whose text stands in another place as well.
_TWICE = (f"{_WORD}moveFrom", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")

_PLAIN = "its links and notes could not be read; check that its text is whole"

#: Words a cell of a table of figures has at most; a table with longer cells lays out prose.
_LONGEST_CELL = 12


def read_docx(raw: bytes) -> Document:
    """Read a Word document: paragraphs with a blank line between them; a row of a table is a line.

    Raises:
        UnreadableError: It is no Word document, is encrypted, holds no text, or the reader is not installed.
    """
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableError("encrypted, or in Word's old format; save it as .docx without a password")
    mammoth = need("mammoth", "Word documents")
    check_package(raw, "word/")
    logging.getLogger("mammoth").setLevel(logging.CRITICAL)
    try:
        page = mammoth.convert_to_html(
            io.BytesIO(raw),
            style_map=_TITLE_STYLES,
            include_embedded_style_map=False,
            convert_image=mammoth.images.img_element(lambda _: {}),
        ).value
    except (LookupError, ValueError, RecursionError, AttributeError, TypeError):
        # One reference that leads nowhere is enough.
        if text := _plain_text(raw):
            return Document(text, doubts=(_PLAIN,))
        raise
    if not page.strip():
        raise UnreadableError("the document holds no text")
    from lxml import html

    tree = html.fragment_fromstring(page, create_parent="div")
    # Notes stand after the text, each linked back to its place; they and their marks are not the article's words.
    for note in tree.xpath("//ol[li[starts-with(@id, 'footnote-') or starts-with(@id, 'endnote-')]]"):
        note.drop_tree()
    for mark in tree.xpath("//sup[a[starts-with(@href, '#footnote-') or starts-with(@href, '#endnote-')]]"):
        mark.drop_tree()
    blocks = list(_blocks(tree))
    title = next((text for tag, text in blocks if tag == "h1"), None)
    text = "\n\n".join(text for _, text in blocks)
    if not text.strip():
        raise UnreadableError("the document holds no text")
    return Document(text, facts={"title": " ".join(title.split())} if title else {})


def _plain_text(raw: bytes) -> str:
    """Return the text of each paragraph, whatever else is in a document; "" where that is no whole XML."""
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        content = package.read("word/document.xml")
    try:
        tree = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return ""
    paragraphs: dict[HtmlElement, list[str]] = {paragraph: [] for paragraph in tree.iter(f"{_WORD}p")}
    for run in tree.iter(f"{_WORD}r"):
        around = list(run.iterancestors(f"{_WORD}p", *_TWICE))
        if around and not any(element.tag in _TWICE for element in around):
            paragraphs[around[0]] += (
                _MARKS.get(child.tag, child.text or "") for child in run.iterchildren(*_TEXTS)
            )
    texts = ("".join(parts).strip() for parts in paragraphs.values())
    return "\n\n".join(text for text in texts if text)


def _blocks(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    """Yield each block's element name and text, in order."""
    is_prose = functools.cache(_is_prose)  # asked of a row for each paragraph in it
    for element in tree.iter("tr", *_BLOCKS):
        if any(parent.tag == "tr" and not is_prose(parent) for parent in element.iterancestors()):
            continue  # part of its row's text
        if element.tag == "tr":
            if not is_prose(element):
                yield "tr", "\t".join(cell for cell in _cells(element) if cell)
        elif text := _inline(element):
            yield element.tag, text


def _cells(row: HtmlElement) -> list[str]:
    return [" ".join(cell.text_content().split()) for cell in row if cell.tag in {"td", "th"}]


def _is_prose(row: HtmlElement) -> bool:
    """Return whether a row lays out prose: a long cell, a single one, or a table within."""
    cells = _cells(row)
    return len(cells) < 2 or any(len(c.split()) > _LONGEST_CELL for c in cells) or bool(row.xpath(".//table"))


def _inline(element: HtmlElement) -> str:
    """Return a block's own text, without the blocks inside it; a forced line break stays one."""
    parts = [element.text or ""]
    for child in element:
        if child.tag == "br":
            parts.append("\n")
        elif child.tag not in (*_BLOCKS, "ul", "ol", "table"):
            parts.append(_inline(child))
        parts.append(child.tail or "")
    return "".join(parts).strip()
