"""Tell passages made from one form, in which other names and numbers are filled in, from copied prose."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from analysis.text import Span

# By judgement, tried on made reports of weather, markets, results and sport, and on edited copies of news.
#: Places at which the two have another name or number, and their share of all places at which words are exchanged.
_MIN_FILLED, _MIN_SHARE = 4, 0.6
#: Numbers of each side at least, and the share of them that both may have.
_MIN_NUMBERS, _MAX_SAME = 3, 0.34

#: Characters in which the rest of a sentence is looked for.
_REST = 300

_SENTENCE_BREAK = re.compile(r"[.!?][\"'”’)\]]*\s+|\n")
_TOKEN = re.compile(r"[$€£]?\d[\d.,:/-]*|[^\W_]+(?:['’][^\W_]+)*")


class _Word(NamedTuple):
    """A word with what it may fill a place of a form with: a number, a name within a sentence, or nothing."""

    text: str
    filler: str


def is_template(a: tuple[str, Span], b: tuple[str, Span]) -> bool:
    """Return whether two passages, given as text and span, are one form filled in twice.

    They are read with the rest of their first and last sentences, as what differs at an edge is outside the passage.
    Where they differ, mostly another number stands in the place of a number and another name in that of a name; and
    the numbers are others throughout, as they are not in two reports of one event.
    """
    words_a, words_b = _read_words(*a), _read_words(*b)
    numbers_a, numbers_b = (
        {word.text for word in words if word.filler == "number"} for words in (words_a, words_b)
    )
    fewer = min(len(numbers_a), len(numbers_b))
    if fewer < _MIN_NUMBERS or len(numbers_a & numbers_b) > _MAX_SAME * fewer:
        return False
    filled = exchanged = 0
    for op in Levenshtein.opcodes([word.text for word in words_a], [word.text for word in words_b]):
        if op.tag == "replace":
            exchanged += 1
            sides = words_a[op.src_start : op.src_end], words_b[op.dest_start : op.dest_end]
            kinds = [{word.filler for word in side} - {""} for side in sides]
            filled += bool(kinds[0] & kinds[1])
    return filled >= _MIN_FILLED and filled >= _MIN_SHARE * exchanged


def _whole_sentences(text: str, span: Span) -> str:
    """Return a passage with the rest of its first and last sentence."""
    start, end = span
    before = [match.end() for match in _SENTENCE_BREAK.finditer(text, max(start - _REST, 0), start)]
    after = _SENTENCE_BREAK.search(text, end, end + _REST)
    return text[before[-1] if before else max(start - _REST, 0) : after.start() if after else end + _REST]


@lru_cache(maxsize=4096)
def _read_words(text: str, span: Span) -> tuple[_Word, ...]:
    """Return the words of a passage and the rest of its sentences, in lower case. Cached: it can be in many pairs."""
    words = []
    for match in _TOKEN.finditer(_whole_sentences(text, span)):
        word = match.group()
        if any(map(str.isdigit, word)):
            words.append(_Word(word.strip("$€£.,:/-"), "number"))
        else:
            words.append(_Word(word.lower(), "name" if word[0].isupper() else ""))
    return tuple(words)
