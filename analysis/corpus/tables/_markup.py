"""Read a cell that holds HTML as the text that it shows."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

#: Elements that begin and end a paragraph.
_BLOCKS = (
    "p|div|h[1-6]|ul|ol|li|blockquote|section|article|header|footer|aside|figure|figcaption|table|tr|td|th|tbody"
    "|thead|dl|dt|dd|hr|pre|main|body|html|head"
)
_INLINE = (
    "a|abbr|b|big|center|cite|code|del|em|font|i|iframe|img|ins|label|mark|noscript|picture|q|s|small|source|span"
    "|strike|strong|sub|sup|time|tt|u|var|video|wbr|button|form|input"
)
#: How elements and comments that are not shown end.
_UNSEEN_ENDS = {
    "!--": re.compile("-->"),
    **{
        name: re.compile(rf"</{name}\s*>", re.IGNORECASE | re.ASCII)
        for name in ("script", "style", "noscript", "iframe", "svg")
    },
}
_BLOCK_TAG = re.compile(rf"</?(?:{_BLOCKS})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_BREAK = re.compile(r"(?:(?<![^\S\n])[^\S\n]++)?<br\s*/?>[^\S\n]*", re.IGNORECASE)
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
    markup = _drop_unseen(markup)
    if _BLOCK_TAG.search(markup):  # line ends are blanks where elements make the paragraphs
        markup = " ".join(markup.split())
    text = _BLOCK_TAG.sub("\n\n", _BREAK.sub("\n", markup))
    lines = (" ".join(line.split(" ")).strip(" ") for line in _INLINE_TAG.sub("", text).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _drop_unseen(markup: str) -> str:
    """Return markup with a blank for each comment, script and the like; one that never ends is kept."""
    shown: list[str] = []
    at = done = 0
    last = markup.rfind(">") + 1
    begins = _begins(names := list(_UNSEEN_ENDS))
    while names and (begin := begins.search(markup, at, last)):
        name = begin[1].lower()
        if end := _UNSEEN_ENDS[name].search(markup, begin.end()):
            shown.append(markup[done : begin.start()])
            at = done = end.end()
        else:  # nor does any behind it, so that none of its name is looked for again
            names.remove(name)
            at, begins = begin.start(), _begins(names)
    return " ".join([*shown, markup[done:]])


def _begins(names: Sequence[str]) -> re.Pattern[str]:
    """Return the pattern of the beginnings of comments ("!--") and elements of these names, the name as its group."""
    marks = "|".join(name if name == "!--" else rf"{name}\b[^>]*>" for name in names)
    return re.compile(rf"<(?=(!--|[a-z]+))(?:{marks})", re.IGNORECASE | re.ASCII)
