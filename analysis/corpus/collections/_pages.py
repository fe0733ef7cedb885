"""Recognise the pages that databases export, and turn them into lines."""

from __future__ import annotations

from analysis.corpus.collections._lines import Export, read_lines
from analysis.corpus.readers._decode import decode
from analysis.corpus.readers.documents._page_text import read_page_text

#: What pages of databases have in their markup, and other pages hardly ever.
_MARKS = (
    b"DOCUMENTS</",
    b"<DOCFULL>",
    b"enArticle",
    b"articleParagraph",
    b"fcpNavContainer",
    b"DocPublicationName",
    b"ProQuest document ID",
    b"End of Document",
    b"Load-Date",
    b"LOAD-DATE",
)


def may_be_export(raw: bytes) -> bool:
    """Return whether a page has any mark of a database's."""
    return any(mark in raw for mark in _MARKS)


def read_export_page(raw: bytes) -> Export:
    """Return the whole text of a page as lines with the classes of their elements.

    Raises:
        UnreadableError: The bytes are no text.
    """
    markup, encoding = decode(raw)
    text, hints = read_page_text(markup)
    return Export(text, read_lines(text, hints), encoding)
