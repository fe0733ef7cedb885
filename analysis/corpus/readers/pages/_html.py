"""Extract the article and its metadata from a web page, by trafilatura.

The page is read as it was saved: nothing is fetched, no script is run, and no date is guessed from the clock.
"""

from __future__ import annotations

import codecs
import logging
import re
from typing import TYPE_CHECKING

from analysis.corpus._model import Section, SectionKind
from analysis.corpus.readers._bounds import check_markup
from analysis.corpus.readers._decode import Document, UnreadableError, decode, is_binary
from analysis.corpus.readers.pages._blocks import Block, split_blocks
from analysis.corpus.readers.pages._body import choose_blocks
from analysis.corpus.readers.pages._doubts import find_page_doubts
from analysis.corpus.readers.pages._facts import check_facts
from analysis.corpus.readers.pages._saving import drop_banner, undo_saving

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from trafilatura.settings import Document as Extracted

#: Largest page that is parsed, in bytes; an article's page has about a tenth of a megabyte.
_LARGEST_PAGE = 20_000_000

#: Elements of the largest page that is parsed; an article's page has some thousands.
_MOST_TAGS = 200_000

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

_NO_ARTICLE = "no article is found in the page; save its text as .txt"

#: Share of the extractor's words that a page shows; where a script writes the page, they stand in its data.
_SHOWN = 0.9


def read_html(raw: bytes) -> Document:
    """Read a saved web page: the article's paragraphs with a blank line between them, and its metadata.

    Navigation, notices, comments and scripts are left out; what was taken for the article and turns out to be of the
    page around it is kept in the text and told apart by the layout. A row of a table is a line, its cells separated
    by tabs.

    Raises:
        UnreadableError: The page is too large, is not text, or holds no article.
    """
    if len(raw) > _LARGEST_PAGE:
        raise UnreadableError(f"a page of more than {_LARGEST_PAGE // 1_000_000} MB is not an article")
    check_markup(raw, _MOST_TAGS)
    markup, encoding = _decode_page(raw)
    markup, address = undo_saving(markup)
    page = _parse(markup)
    article = None if page is None else _extract(page)
    if page is None or article is None or article.body is None:
        raise UnreadableError(_NO_ARTICLE)
    shown = split_blocks(page)
    blocks = _choose(shown, split_blocks(article.body))
    if all(block.linked == 1 for block, kind in blocks if kind == "body"):
        raise UnreadableError(_NO_ARTICLE)
    article.url = article.url or address
    headings = [" ".join(heading.text_content().split()) for heading in page.iter("h1")]
    checked = check_facts(article, markup, headings)
    text, layout = _lay_out(blocks)
    titles = [article.title or "", *headings]
    doubts = find_page_doubts(shown, blocks, markup=markup, url=article.url or "", titles=titles)
    return Document(text, encoding, checked.facts, (*checked.doubts, *doubts), layout)


def _parse(markup: str) -> HtmlElement | None:
    from trafilatura import load_html

    page = load_html(markup)
    if page is not None and "wm-ipp" in markup:
        drop_banner(page)
    return page


def _extract(page: HtmlElement) -> Extracted | None:
    import trafilatura

    # Its messages would go to a log that nobody reads; the reason stands in the table.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    # Its second opinions are left out: F1 on 91 pages is the same without them, in a quarter less time, since what
    # the first one passes over is found by its place on the page.
    extracted = trafilatura.bare_extraction(
        page,
        fast=True,
        include_comments=False,
        include_tables=True,
        with_metadata=True,
        date_extraction_params=dict(_DATE_SEARCH),
    )
    return None if isinstance(extracted, dict) else extracted


def _choose(page: list[Block], extracted: list[Block]) -> list[tuple[Block, SectionKind]]:
    """Return the article's blocks; those of the extractor where it has words that the page does not show."""
    shown = {word for block in page for word in block.text.split()}
    taken = [word for block in extracted for word in block.text.split()]
    if sum(word in shown for word in taken) < _SHOWN * len(taken):
        return [(block, "body") for block in extracted]
    return choose_blocks(page, extracted)


def _lay_out(blocks: list[tuple[Block, SectionKind]]) -> tuple[str, tuple[Section, ...]]:
    """Return the text of blocks, with a blank line between two, and what each of them is."""
    parts: list[str] = []
    layout: list[Section] = []
    length = 0
    for block, kind in blocks:
        parts.append("" if not parts else "\n" if block.follows_break else "\n\n")
        length += len(parts[-1])
        parts.append(block.text)
        layout.append(Section(length, length + len(block.text), kind))
        length += len(block.text)
    return "".join(parts), tuple(layout)


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
