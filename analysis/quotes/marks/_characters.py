"""Find the quotation marks of a paragraph and, by their neighbours, the directions that each may face."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from analysis.language import ENGLISH

Family = Literal["double", "single", "guillemet"]

#: A quotation mark; two single marks or grave accents typed for a double mark come first.
_MARK = re.compile(r"''|``|´´|‘‘|’’|[\"“”„‟″＂«»‹›'‘’‚‛′`]")
_DOUBLE = frozenset(("''", "``", "´´", "‘‘", "’’", *'"“”„‟″＂'))
_OPENING = frozenset(("``", "‘‘", *"“„‟‚‛"))
_CLOSING = frozenset(("´´", "’’", "”"))
#: Characters that may precede an opening mark, beside white space and other marks.
_BEFORE_OPENING = frozenset("([{<—–―-/:;,=*…>~|.•")
#: Feet and inches: 6'2", 6 ft 2", 5' 11½".
_MEASURE = re.compile(r"\d['’′]\s?\d{1,2}\s?[½¼¾]?(?:''|[\"”″])")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Mark:
    """A quotation mark and the directions it may face; `weak`: it may be the apostrophe of a plural possessive."""

    start: int
    end: int
    family: Family
    may_open: bool
    may_close: bool
    weak: bool = False
    opens_paragraph: bool = False


def read_marks(text: str, start: int, end: int) -> list[Mark]:
    """Return the marks of the paragraph ``text[start:end]``, in order, without apostrophes and inches."""
    paragraph = text[start:end]
    measures = {place for match in _MEASURE.finditer(paragraph) for place in range(*match.span())}
    reversed_guillemets = _are_reversed(paragraph)
    marks: list[Mark] = []
    for match in _MARK.finditer(paragraph):
        if match.start() in measures:
            continue
        before, after = _neighbours(paragraph, *match.span())
        sign = match.group()
        if sign in "«»‹›":
            directions = _guillemet_directions(sign, reversed_guillemets)
            family: Family = "guillemet"
        elif sign in _DOUBLE:
            directions, family = _double_directions(sign, before, after), "double"
        else:
            directions, family = _single_directions(paragraph, match.start(), before, after), "single"
        if directions[0] or directions[1]:
            first = match.start() == 0
            span = start + match.start(), start + match.end()
            weak = family == "single" and _is_possessive(paragraph, match.end(), before)
            marks.append(Mark(*span, family, *directions, weak=weak, opens_paragraph=first))
    return marks


def _neighbours(paragraph: str, start: int, end: int) -> tuple[str, str]:
    """Return the characters on both sides, a space at the paragraph's ends."""
    return paragraph[start - 1] if start else " ", paragraph[end] if end < len(paragraph) else " "


def _are_reversed(paragraph: str) -> bool:
    """Return whether the paragraph's guillemets point inwards, »as in German«."""
    first = re.search(r"[«»‹›]", paragraph)
    if first is None or first.group() in "«‹":
        return False
    before, after = _neighbours(paragraph, *first.span())
    return not before.isalnum() and not after.isspace() and re.search(r"[«‹]", paragraph) is not None


def _guillemet_directions(sign: str, is_reversed: bool) -> tuple[bool, bool]:
    opens = (sign in "«‹") != is_reversed
    return opens, not opens


def _double_directions(sign: str, before: str, after: str) -> tuple[bool, bool]:
    """Return whether a double mark may open and close: by its shape, unless its neighbours contradict that."""
    opens = not after.isspace() and not before.isalnum()
    closes = not before.isspace()
    if before.isdigit() and sign not in _OPENING and after.isspace():
        return False, True  # closes, or measures in inches when nothing is open
    if sign in _OPENING:
        return (False, True) if closes and not opens else (True, False)
    if sign in _CLOSING:
        return (True, False) if opens and not closes else (False, True)
    if opens and closes:
        return _straight_directions(before, after)
    if not opens and not closes:
        return True, True
    return opens, closes


def _straight_directions(before: str, after: str) -> tuple[bool, bool]:
    """Return whether a straight mark with text on both sides may open and close: by brackets and punctuation."""
    if before in "([{" or after in ".,;:!?)]}":
        return before in "([{", before not in "([{"
    if after.isalnum() and before not in _BEFORE_OPENING and not _is_mark(before):
        return False, True
    return True, True


def _single_directions(paragraph: str, index: int, before: str, after: str) -> tuple[bool, bool]:
    """Return whether a single mark may open and close; apostrophes may do neither."""
    sign = paragraph[index]
    if before.isalnum() and after.isalnum():
        return False, False
    opens = not before.isalnum() and (before.isspace() or before in _BEFORE_OPENING or _is_mark(before))
    opens = opens and not after.isspace() and sign not in "’´" and not (after in ".,;:!?)" or _is_mark(after))
    if opens and (word := _WORD.match(paragraph, index + 1)):
        quoted = len(word.group()) > 1 and paragraph.startswith(("'", "’"), word.end())
        clipped = word.group().lower() in ENGLISH.words.clipped_forms and not quoted
        opens = not clipped and not re.match(r"\d\ds?\b", paragraph[index + 1 : index + 5])
    if sign == "’" and before.isspace() and not after.isspace():
        return False, False
    closes = not before.isspace() and not after.isalnum() and sign not in "‚‛"
    if closes and before in "([{—–" and not after.isspace():
        closes = False
    if opens and closes:
        closes = before in ".,!?…" or not after.isalnum()
    return opens, closes


def _is_mark(character: str) -> bool:
    return character in "\"“”„‟″＂«»‹›'‘’‚‛′`"


def _is_possessive(paragraph: str, end: int, before: str) -> bool:
    """Return whether a closing mark may be the apostrophe of "workers’ rights" or "goin’ home"."""
    follows = paragraph[end : end + 2]
    ending = before.lower() in ENGLISH.words.before_final_apostrophe
    return ending and len(follows) == 2 and follows[0] == " " and follows[1].isalnum()
