"""Read a cell that holds HTML as the text that it shows."""

from __future__ import annotations

import html
import re

#: Elements that begin and end a paragraph.
_BLOCKS = (
    "p|div|h[1-6]|ul|ol|li|blockquote|section|article|header|footer|aside|figure|figcaption|table|tr|td|th|tbody"
    "|thead|dl|dt|dd|hr|pre|main|body|html|head"
)
_INLINE = (
    "a|abbr|b|big|center|cite|code|del|em|font|i|iframe|img|ins|label|mark|noscript|picture|q|s|small|source|span"
    "|strike|strong|sub|sup|time|tt|u|var|video|wbr|button|form|input"
)
_UNSEEN = re.compile(
    r"<(script|style|noscript|iframe|svg)\b[^>]*>.*?</\1\s*>|<!--.*?-->", re.IGNORECASE | re.DOTALL
)
_BLOCK_TAG = re.compile(rf"</?(?:{_BLOCKS})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_BREAK = re.compile(r"[^\S\n]*<br\s*/?>[^\S\n]*", re.IGNORECASE)
_INLINE_TAG = re.compile(rf"</?(?:{_INLINE})(?:\s[^<>]*)?/?>", re.IGNORECASE)

#: What shows that a text is HTML: the end of an element, a break, or a paragraph's beginning.
_MARKUP = re.compile(rf"</(?:{_BLOCKS}|{_INLINE})\s*>|<br\s*/?>|<p(?:\s[^<>]*)?>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")

#: Markup that was escaped as a whole, as feeds have it: "&lt;p&gt;The river…&lt;/p&gt;".
_ESCAPED = re.compile(rf"&lt;/(?:{_BLOCKS}|{_INLINE})\s*&gt;|&lt;br\s*/?&gt;", re.IGNORECASE)


def read_markup(cell: str) -> str:
    r"""Return the text that a cell's HTML shows, its paragraphs apart; a cell without markup as it is.

    A sign that only looks like markup ("a dose < 5 mg", "AT&T") is kept.

    Example:
        >>> read_markup("<p>The wall &amp; the pumps.</p><p>Both failed.</p>")
        'The wall & the pumps.\n\nBoth failed.'
    """
    if "&lt;" in cell and _ESCAPED.search(cell):
        cell = _ENTITY.sub(lambda entity: html.unescape(entity[0]), cell)
    if "<" in cell and _MARKUP.search(cell):
        cell = _strip_tags(cell)
    if "&" in cell:
        cell = _ENTITY.sub(lambda entity: html.unescape(entity[0]), cell)
    return cell


def _strip_tags(markup: str) -> str:
    markup = _UNSEEN.sub(" ", markup)
    if _BLOCK_TAG.search(markup):  # line ends are blanks where elements make the paragraphs
        markup = " ".join(markup.split())
    text = _BLOCK_TAG.sub("\n\n", _BREAK.sub("\n", markup))
    lines = (" ".join(line.split(" ")).strip(" ") for line in _INLINE_TAG.sub("", text).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
