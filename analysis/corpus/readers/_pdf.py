"""Read the text layer of a .pdf file, by pdfminer.six; a scanned page has none."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from analysis.corpus.readers._decode import Document, UnreadableError
from analysis.corpus.readers._optional import need
from analysis.corpus.readers._pdf_layout import Line, Page, find_title, order_lines
from analysis.corpus.readers._pdf_paragraphs import join_paragraphs
from analysis.corpus.readers._pdf_streams import BoundedStreams
from analysis.text import listed

if TYPE_CHECKING:
    from pdfminer.layout import LAParams, LTPage, LTTextLine

#: More pages than this are no export of a few hundred articles, and take minutes.
_MOST_PAGES = 1_000

#: Fewer letters a page than this are a page number or a stamp on a picture.
_FEWEST_LETTERS = 30

#: Pages without a text layer that a message names.
_MOST_NAMED = 10

#: Share of letters whose font does not say what they are, above which words would be wrong.
_MOST_UNKNOWN = 0.01

_UNKNOWN = re.compile(r"\(cid:\d+\)|[\ue000-\uf8ff\ufffd]")

# In widths of a letter: the gap that parts a line (columns may begin there), and the gap between two words.
_CHAR_MARGIN, _WORD_MARGIN = 1.5, 0.1


def read_pdf(raw: bytes) -> Document:
    """Read a .pdf: paragraphs with a blank line between them, columns in order, broken lines joined.

    Running heads, page numbers and what stands sideways are left out. The text is what offsets count in; the
    same file gives the same text.

    Raises:
        UnreadableError: It is no .pdf, needs a password, is a book, or has no text layer that says its words.
    """
    need("pdfminer", ".pdf files")
    if b"%PDF-" not in raw[:1024]:
        raise UnreadableError("not a .pdf file")
    # Warnings about a file's form would go to a log that nobody reads; the reason stands in the table.
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    pages = [_read_page(page) for page in _parse(raw)]
    empty = [number for number, page in enumerate(pages, start=1) if _letters(page) < _FEWEST_LETTERS]
    if len(empty) == len(pages):
        raise UnreadableError(
            "no text layer; it holds pictures of text. Recognise the text and save it as .txt"
        )
    letters = "".join(line.text for page in pages for line in page.lines)
    if len(_UNKNOWN.findall(letters)) > _MOST_UNKNOWN * len(letters):
        raise UnreadableError("its fonts do not say which letters they show; save its text as .txt")
    lines = order_lines(pages)
    text = _UNKNOWN.sub("\ufffd", join_paragraphs(lines))
    title = find_title(lines)
    numbers = listed(map(str, empty), most=_MOST_NAMED)
    pictures = f"page {numbers} of {len(pages)} has no text layer; its words are missing"
    return Document(text, None, {"title": title} if title else {}, (pictures,) if empty else ())


def _letters(page: Page) -> int:
    return sum(char.isalpha() for line in page.lines for char in line.text)


def _parse(raw: bytes) -> Iterator[LTPage]:
    from pdfminer.layout import LAParams
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect

    layout = LAParams(char_margin=_CHAR_MARGIN, word_margin=_WORD_MARGIN, boxes_flow=None)
    try:
        for number, page in enumerate(_extract_pages(io.BytesIO(raw), layout), start=1):
            if number > _MOST_PAGES:
                raise UnreadableError(f"more than {_MOST_PAGES:,} pages; split it")
            yield page
    except (PDFPasswordIncorrect, PDFEncryptionError):
        raise UnreadableError("encrypted; save it without its password") from None


def _extract_pages(file: io.BytesIO, layout: LAParams) -> Iterator[LTPage]:
    """Yield the pages, whose streams unpack within bounds: pdfminer itself unpacks each whole, whatever comes out."""
    from pdfminer import pdftypes
    from pdfminer.high_level import extract_pages

    streams = BoundedStreams()
    bounded = {"zlib": streams, "lzwdecode": streams.decode_lzw, "rldecode": streams.decode_runs}
    own = {name: getattr(pdftypes, name) for name in bounded}
    try:
        for name, function in bounded.items():
            setattr(pdftypes, name, function)
        yield from extract_pages(file, laparams=layout)
    finally:
        for name, function in own.items():
            setattr(pdftypes, name, function)


def _read_page(page: LTPage) -> Page:
    """Return a page's lines, each with its place, from the top left corner downwards."""
    from pdfminer.layout import LTTextBoxHorizontal, LTTextLineHorizontal

    boxes = (element for element in page if isinstance(element, LTTextBoxHorizontal))
    lines = (line for box in boxes for line in box if isinstance(line, LTTextLineHorizontal))
    placed = tuple(_make_line(line, page.y1) for line in lines if line.get_text().strip())
    return Page(page.width, page.height, placed)


def _make_line(line: LTTextLine, top: float) -> Line:
    from pdfminer.layout import LTChar

    chars = [char for char in line if isinstance(char, LTChar)]
    sizes = sorted(char.size for char in chars) or [line.height]
    bold = sum("bold" in char.fontname.lower() or "black" in char.fontname.lower() for char in chars)
    return Line(
        text=" ".join(line.get_text().split()),
        left=line.x0,
        top=top - line.y1,
        right=line.x1,
        bottom=top - line.y0,
        size=round(sizes[len(sizes) // 2], 1),
        bold=2 * bold > len(chars),
    )
