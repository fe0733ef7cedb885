"""Join printed lines to paragraphs, and decide which hyphens at line ends belong to the word."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.corpus._normalise import normalise
from analysis.corpus.readers._pdf_layout import Line, text_size
from analysis.language import ENGLISH

#: In multiples of the letters' size: the gap that is more than the space between two lines of a paragraph,
#: the least and the most that a first line is set in, and how far from the edge a last line ends.
_GAP = 0.75
_INDENT = (0.6, 5.0)
_SHORT = 3.0

#: How much the size of letters changes from text to a heading.
_SIZE_CHANGE = 0.12

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_TO_LETTERS = str.maketrans(_LIGATURES)

_SENTENCE_END = re.compile(r"""[.!?…:]["')\]]*$""")
_HYPHEN_AT_END = re.compile(r"(?P<first>[^\W\d_]+)[-\u2010\u00ad]$")
_WORD_AT_START = re.compile(r"[^\W\d_]+")
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def join_paragraphs(lines: Sequence[Line]) -> str:
    """Return the text of lines in reading order: paragraphs with a blank line between them.

    A word that is broken at a line's end is made whole; whether its hyphen stays is decided by the rest of the
    document, or else by its first part ("well-" keeps it, "govern-" does not). Ligatures become letters.
    """
    vocabulary = _vocabulary(lines)
    body = text_size(lines)
    by_indent = _uses_indents(lines)
    paragraphs: list[str] = []
    previous: Line | None = None
    for line in lines:
        words = line.text.translate(_TO_LETTERS)
        if previous is None or _begins(line, previous, body, by_indent):
            paragraphs.append(words)
        else:
            paragraphs[-1] = _join(paragraphs[-1], words, vocabulary)
        previous = line
    return "\n\n".join(paragraph.replace("\u00ad", "") for paragraph in paragraphs)


def _vocabulary(lines: Sequence[Line]) -> set[str]:
    """Return the words that stand whole within a line, lower-cased, those with hyphens too."""
    return {
        match[0].casefold()
        for line in lines
        for match in _WORDS.finditer(line.text.translate(_TO_LETTERS))
        if match.end() < len(line.text) - 1 and match.start() > 0
    }


def _ends_sentence(line: Line) -> bool:
    return bool(_SENTENCE_END.search(normalise(line.text)))


def _is_indented(line: Line) -> bool:
    low, high = (times * line.size for times in _INDENT)
    return low < line.left - line.edges[0] < high


def _uses_indents(lines: Sequence[Line]) -> bool:
    """Return whether a document marks its paragraphs by setting in their first lines."""
    triples = zip(lines, lines[1:], lines[2:], strict=False)
    return 2 <= sum(_is_indented(b) and not _is_indented(a) and not _is_indented(c) for a, b, c in triples)


def _begins(line: Line, previous: Line, body: float, by_indent: bool) -> bool:
    """Return whether a line begins a paragraph."""
    size = max(line.size, previous.size)
    if abs(line.size - previous.size) > _SIZE_CHANGE * size:
        return True
    if line.bold != previous.bold and line.size >= body and (_ends_line_early(previous) or line.bold):
        return True
    if line.column != previous.column or line.top < previous.top - size:
        # In the next column or on the next page: the same paragraph goes on where the sentence does, unless its
        # last line was left half empty, as a heading's or a mark's is.
        ended = _ends_sentence(previous) or _is_half_empty(previous)
        fresh = _is_indented(line) or (not by_indent and ended)
        return fresh or line.size > (1 + _SIZE_CHANGE) * body
    if line.top - previous.bottom > _GAP * size:
        return True
    if _is_indented(line) and not _is_indented(previous):
        return True
    return _ends_line_early(previous) and _ends_sentence(previous)


def _ends_line_early(line: Line) -> bool:
    return line.edges[1] - line.right > _SHORT * line.size


def _is_half_empty(line: Line) -> bool:
    return line.right - line.edges[0] < (line.edges[1] - line.edges[0]) / 2


def _join(paragraph: str, line: str, vocabulary: set[str]) -> str:
    """Return a paragraph with one more line, the word at the break made whole."""
    head, tail = _HYPHEN_AT_END.search(paragraph), _WORD_AT_START.match(line)
    if head and tail:
        first, second = head["first"], tail[0]
        if paragraph.endswith("\u00ad") or not _keeps_hyphen(first, second, vocabulary):
            return paragraph[:-1] + line
        return paragraph[:-1] + "-" + line
    if paragraph.endswith(("-", "\u2010", "\u2013", "\u2014", "/")) and not paragraph.endswith(
        (" -", " \u2013", " \u2014")
    ):
        return paragraph + line
    return f"{paragraph} {line}"


def _keeps_hyphen(first: str, second: str, vocabulary: set[str]) -> bool:
    """Return whether the hyphen between two parts of a word is the word's own."""
    if (first + second).casefold() in vocabulary:
        return False
    if f"{first}-{second}".casefold() in vocabulary:
        return True
    if not second.islower() or first.isupper():
        return True
    words = ENGLISH.words
    return first.casefold() in words.hyphenated_first and second not in words.word_endings
