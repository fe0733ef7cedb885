"""Read a document in Rich Text Format, by striprtf."""

from __future__ import annotations

import codecs
import re

from analysis.corpus.readers._decode import Document, UnreadableError
from analysis.corpus.readers._optional import need

#: What a link leads to, which the reader would otherwise write behind its words.
_LINK = re.compile(r"(\\fldinst[^\\{}]*(?:\{[^{}]*?)?)HYPERLINK")

#: The end of a table's cell, for which the reader would write a stroke, as a text may have of its own.
_CELL = re.compile(r"\\(?:nest)?cell(?![a-z])")
_BLANKS_AT_END = re.compile(r"(?<![ \t])[ \t]++$", re.MULTILINE)

#: A number that may be beyond all that mean something, or none where one must be; two backslashes are a letter.
_NUMBER = re.compile(r"\\\\|\\([A-Za-z]{1,32})(-?\d{5,}+)|\\(uc(?!-?\d)|bin(?!\d))(?![A-Za-z])")
_MOST_FIGURES = 9
_NO_LETTER = 0xFFFD

_CODE_PAGE = re.compile(rb"\\ansicpg(\d{3,5})")


def read_rtf(raw: bytes) -> Document:
    """Read a document in RTF: a paragraph a line; a row of a table is a line, its cells separated by tabs.

    Raises:
        UnreadableError: It is no RTF, holds no text, or the reader is not installed.
    """
    if not raw.lstrip().startswith(b"{\\rtf"):
        raise UnreadableError("not a document in RTF")
    striprtf = need("striprtf.striprtf", "RTF documents")
    code_page = _CODE_PAGE.search(raw[:2000])
    codec = f"cp{code_page[1].decode()}" if code_page else "cp1252"
    try:
        codecs.lookup(codec)
    except LookupError:
        codec = "cp1252"
    # Codes are ASCII, and letters beyond it are written by number; some programs write them as bytes all the same.
    markup = _CELL.sub(r"\\tab ", _LINK.sub(r"\1", raw.decode(codec, "replace")))
    text = striprtf.rtf_to_text(_NUMBER.sub(_possible, markup), encoding=codec, errors="replace")
    text = _BLANKS_AT_END.sub("", text.replace("\x00", ""))
    if not text.strip():
        raise UnreadableError("the document holds no text")
    return Document(text)


def _possible(match: re.Match[str]) -> str:
    """Return a control word with a number that the reader can take; for a letter that is none, the mark of one."""
    word, number, bare = match.groups()
    if bare:
        return f"\\{bare}{1 if bare == 'uc' else 0}"
    if not word:
        return match[0]
    value = int(number) if len(number) <= _MOST_FIGURES else None
    if word == "u" and (value is None or not -0x10000 <= value <= 0x10FFFF):
        return f"\\u{_NO_LETTER}"
    return match[0] if value is not None else f"\\{word}0"
