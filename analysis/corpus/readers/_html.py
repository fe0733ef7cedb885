"""Extract the article and its metadata from a web page, by trafilatura.

The page is read as it was saved: nothing is fetched, no script is run, and no date is guessed from the clock.
"""

from __future__ import annotations

import codecs
import logging
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from analysis.corpus.readers._decode import Document, UnreadableError, decode, is_binary
from analysis.text import listed

if TYPE_CHECKING:
    from lxml.etree import _Element as Element
    from trafilatura.settings import Document as Extracted

#: Largest page that is parsed, in bytes; an article's page has about a tenth of a megabyte.
_LARGEST_PAGE = 20_000_000

_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([a-z0-9_.:-]{2,40})""", re.IGNORECASE
)

# What the names of encodings mean on the web, where they differ from Python's: "Latin-1" is Windows-1252.
_WEB_CODECS = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
}

#: Codecs of text alone; Python knows others, that unpack archives or run escapes.
_TEXT_CODECS = re.compile(
    r"utf-8|utf-16|iso8859-\d+|cp125\d|koi8-[ru]|shift_jis|euc_jp|cp949|gb18030|big5|mac-roman"
)

# Fixed dates, since by default a date after "today" is refused, and a search in the text guesses the year.
_DATE_SEARCH = {
    "original_date": True,
    "extensive_search": False,
    "min_date": "1900-01-01",
    "max_date": "2199-12-31",
}

_BLOCKS = ("head", "p", "item", "row", "quote", "code")


def read_html(raw: bytes) -> Document:
    """Read a saved web page: the article's paragraphs with a blank line between them, and its metadata.

    Navigation, notices, comments and scripts are left out. A row of a table is a line, its cells separated
    by tabs.

    Raises:
        UnreadableError: The page is too large, is not text, or holds no article.
    """
    if len(raw) > _LARGEST_PAGE:
        raise UnreadableError(f"a page of more than {_LARGEST_PAGE // 1_000_000} MB is no article")
    markup, encoding = _decode_page(raw)
    article = _extract(markup)
    if article is None or article.body is None:
        raise UnreadableError("no article is found in the page; save its text as .txt")
    text = "\n\n".join(_paragraphs(article.body))
    if not text.strip():
        raise UnreadableError("no article is found in the page; save its text as .txt")
    facts = {
        "title": article.title,
        "outlet": article.sitename,
        "published": article.date,
        "byline": listed(name.strip() for name in (article.author or "").split(";")),
        "url": article.url,
    }
    return Document(text, encoding, {key: " ".join(value.split()) for key, value in facts.items() if value})


def _extract(markup: str) -> Extracted | None:
    import trafilatura

    # Its messages would go to a log that nobody reads; the reason stands in the table.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    extracted = trafilatura.bare_extraction(
        markup,
        include_comments=False,
        include_tables=True,
        with_metadata=True,
        date_extraction_params=dict(_DATE_SEARCH),
    )
    return None if isinstance(extracted, dict) else extracted


def _decode_page(raw: bytes) -> tuple[str, str]:
    """Decode a page: UTF-8 strictly, then what the page declares, then what is certain of any text."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = ""
    declared = _declared_codec(raw)
    if text or not declared or declared.startswith("utf"):
        return decode(raw)
    try:
        text = raw.decode(declared)
    except UnicodeDecodeError:
        return decode(raw)
    if is_binary(text):
        raise UnreadableError("not a text file (it holds control characters)")
    return text, "Windows-1252" if declared == "cp1252" else declared.upper()


def _declared_codec(raw: bytes) -> str | None:
    match = _DECLARED.search(raw[:4096])
    if not match:
        return None
    try:
        name = codecs.lookup(match[1].decode("ascii")).name
    except (LookupError, ValueError):
        return None
    name = _WEB_CODECS.get(name, name)
    return name if _TEXT_CODECS.fullmatch(name) else None


def _paragraphs(body: Element) -> Iterator[str]:
    """Yield the text of each block of trafilatura's tree, in order."""
    for element in body.iter(*_BLOCKS):
        if element.tag == "row":
            cells = [_inline(cell) for cell in element.iter("cell")]
            text = "\t".join(" ".join(cell.split()) for cell in cells if cell)
        elif any(parent.tag == "row" for parent in element.iterancestors()):
            continue
        else:
            text = _inline(element)
        if text:
            yield text


def _inline(element: Element) -> str:
    """Return a block's own text, without the blocks inside it; a forced line break stays one."""
    parts = [element.text or ""]
    for child in element:
        if child.tag == "lb":
            parts.append("\n")
        elif child.tag not in _BLOCKS or element.tag == "cell":
            parts.append(_inline(child))
        parts.append(child.tail or "")
    lines = (" ".join(line.split(" ")).strip() for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)
