"""Pair the quotation marks of each paragraph and return the quotations between them.

News texts have straight marks without a direction, two single marks for a double mark, long quotations with an
opening mark at each paragraph and a closing mark only at the last, and apostrophes that look like closing
marks. Pairing reads a mark's neighbours first and the open quotations second; a mark without a partner is left
out, so that any text has a result.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from analysis.language import ENGLISH
from analysis.quotes.marks._characters import Mark, read_marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from analysis.corpus import Article
    from analysis.text import Span


@dataclass(frozen=True, slots=True)
class Quotation:
    """A text in quotation marks, within one paragraph.

    ``text[start:end]`` includes the marks, ``text[inner_start:inner_end]`` does not. ``level`` is 0 for the
    outermost marks and grows inwards. ``closed``: there is a closing mark; without one the quotation ends with
    its paragraph (or before the next opening mark). ``continues``: the quotation goes on in the next
    paragraph; ``continued``: it began in the previous one.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    level: int = 0
    closed: bool = True
    continues: bool = False
    continued: bool = False

    @property
    def span(self) -> Span:
        """The (start, end) of the quotation with its marks."""
        return self.start, self.end


def quotation_spans(article: Article) -> tuple[Quotation, ...]:
    """Return the quotations of the article's headline and body, in text order.

    Example:
        >>> article = corpus["001_66396de939dc4853"]
        >>> quotation = quotation_spans(article)[0]
        >>> article.text[quotation.start : quotation.end][:19]
        '"We are in frequent'
    """
    return pair_marks(article.text, sorted((*title_spans(article), *article.paragraphs())))


def title_spans(article: Article) -> list[Span]:
    """Return where the article's headline stands in its text."""
    return [(section.start, section.end) for section in article.sections if section.kind == "title"]


def pair_marks(text: str, paragraphs: Iterable[Span]) -> tuple[Quotation, ...]:
    """Return the quotations of the paragraphs, given as (start, end) spans of the text, outer before inner."""
    quotations: list[Quotation] = []
    running = False
    spans = list(paragraphs)
    for number, (start, end) in enumerate(spans):
        if running and _is_picture_line(text, start, end):
            continue
        marks = read_marks(text, start, end)
        in_paragraph = _pair_paragraph(text, start, end, marks, running=running)
        later = (span for span in spans[number + 1 : number + 3] if not _is_picture_line(text, *span))
        following = next(later, None)
        unclosed = [
            i for i, quotation in enumerate(in_paragraph) if not quotation.closed and quotation.end == end
        ]
        running = bool(unclosed) and following is not None and _continues(text, following, marks)
        if running:
            in_paragraph[unclosed[0]] = replace(in_paragraph[unclosed[0]], continues=True)
        quotations += in_paragraph
    return tuple(sorted(quotations, key=lambda q: (q.start, -q.end)))


def _is_picture_line(text: str, start: int, end: int) -> bool:
    """Return whether the paragraph is the caption of a picture, over which a quotation goes on."""
    return ENGLISH.newsroom.picture_line.fullmatch(text, start, end) is not None


def _continues(text: str, following: Span, marks: Sequence[Mark]) -> bool:
    """Return whether the next paragraph continues an open quotation: it reopens it, or closes it unopened."""
    after = [mark for mark in read_marks(text, *following) if mark.family in {m.family for m in marks}]
    if not after:
        return False
    first = after[0]
    return (first.start == following[0] and first.may_open) or (first.may_close and not first.may_open)


def _pair_paragraph(
    text: str, start: int, end: int, marks: Sequence[Mark], *, running: bool
) -> list[Quotation]:
    """Return the quotations of one paragraph; `running`: the previous paragraph left one open."""
    pairs: list[Quotation] = []
    ahead = _Ahead(marks)
    opened_marks = _Opened()
    if running and not (marks and marks[0].start == start and marks[0].may_open):
        family = marks[0].family if marks else "double"
        opened_marks.push(Mark(start, start, family, may_open=True, may_close=False))
    for i, mark in enumerate(marks):
        opened = opened_marks.last(mark.family)
        if opened is not None and _closes(ahead, i, opened):
            pairs += _close(text, opened_marks, opened, mark)
        elif mark.may_open and ahead.is_pairable(i):
            if opened is not None and not ahead.nests(i):
                for dropped in opened_marks.pop_to(opened):
                    pairs.append(_unclosed(text, dropped, mark.start, len(opened_marks)))
            opened_marks.push(mark)
        elif opened is None and _opens_wrongly(ahead, i):
            opened_marks.push(mark)
    while len(opened_marks):
        pairs.append(_unclosed(text, opened_marks.pop(), end, len(opened_marks)))
    pairs = [q for q in pairs if q.inner_end > q.inner_start]
    if running and pairs:
        first = min(range(len(pairs)), key=lambda i: (pairs[i].start, -pairs[i].end))
        if pairs[first].start == start:
            pairs[first] = replace(pairs[first], continued=True)
    return pairs


class _Opened:
    """The marks that are open, the innermost last; the innermost of a family is found at once."""

    def __init__(self) -> None:
        self._marks: list[Mark] = []
        self._by_family: dict[str, list[Mark]] = {}

    def __len__(self) -> int:
        return len(self._marks)

    def push(self, mark: Mark) -> None:
        """Open a mark."""
        self._marks.append(mark)
        self._by_family.setdefault(mark.family, []).append(mark)

    def pop(self) -> Mark:
        """Return the innermost mark, no longer open."""
        mark = self._marks.pop()
        self._by_family[mark.family].pop()
        return mark

    def pop_to(self, opened: Mark) -> Iterator[Mark]:
        """Yield the marks that are open within one, and it, each no longer open."""
        mark = None
        while mark is not opened:
            mark = self.pop()
            yield mark

    def last(self, family: str) -> Mark | None:
        """Return the innermost open mark of a family."""
        marks = self._by_family.get(family)
        return marks[-1] if marks else None


class _Ahead:
    """What follows each mark of a paragraph, found for all of them in one pass, however many there are."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self.marks = marks
        self._next: list[int | None] = [None] * len(marks)
        self._closing: list[int | None] = [None] * len(marks)
        latest: dict[str, int] = {}
        unclosed: dict[str, list[int]] = {}
        for i, mark in enumerate(marks):
            if mark.family in latest:
                self._next[latest[mark.family]] = i
            latest[mark.family] = i
            depths = unclosed.setdefault(mark.family, [])
            if mark.may_open or not mark.may_close:
                depths.append(i)
            elif depths:
                self._closing[depths.pop()] = i
        closing = [mark.start for mark in marks if mark.family == "single" and mark.may_close]
        self._last_single = closing[-1] if closing else -1

    def following(self, i: int) -> Mark | None:
        """Return the next mark of the family of mark `i`."""
        place = self._next[i]
        return None if place is None else self.marks[place]

    def nests(self, i: int) -> bool:
        """Return whether opening mark `i`, within a quotation of its family, is nested: two closing marks follow."""
        closing = self._closing[i]
        after = None if closing is None else self.following(closing)
        return after is not None and after.may_close and not after.may_open

    def is_pairable(self, i: int) -> bool:
        """Return whether opening mark `i` may begin a quotation.

        A single mark needs a closing mark after it, since alone it is an apostrophe, unless it opens the
        paragraph, as the marks of a long quotation do.
        """
        mark = self.marks[i]
        return mark.family != "single" or mark.opens_paragraph or self._last_single > mark.end


def _close(text: str, opened_marks: _Opened, opened: Mark, mark: Mark) -> list[Quotation]:
    """Return the quotation of an opened mark and its closing mark, and those left open inside it."""
    pairs = [
        _unclosed(text, dropped, mark.start, len(opened_marks))
        for dropped in opened_marks.pop_to(opened)
        if dropped is not opened and dropped.family != "single"
    ]
    return [*pairs, Quotation(opened.start, mark.end, opened.end, mark.start, len(opened_marks))]


def _closes(ahead: _Ahead, i: int, opened: Mark) -> bool:
    """Return whether mark `i` closes the opened one; a possible possessive yields to a closing mark after it."""
    mark = ahead.marks[i]
    if not mark.may_close:
        return False
    later = ahead.following(i) if mark.weak else None
    if later is not None:
        return later.may_open and not later.may_close
    return not mark.may_open or mark.start > opened.end


def _opens_wrongly(ahead: _Ahead, i: int) -> bool:
    """Return whether double mark `i` opens though it looks like a closing one (`said,” It is ours”`).

    Nothing is open, and the next double mark cannot open either.
    """
    lone = ahead.marks[i].family == "double" and not ahead.marks[i].may_open
    following = ahead.following(i)
    return lone and following is not None and following.may_close and not following.may_open


def _unclosed(text: str, mark: Mark, end: int, level: int) -> Quotation:
    """Return the quotation of an opening mark without a closing mark: up to `end`, without trailing space."""
    last = end
    while last > mark.end and text[last - 1].isspace():
        last -= 1
    return Quotation(mark.start, last, mark.end, last, level, closed=False)


def enclosing(quotations: Sequence[Quotation], position: int) -> Quotation | None:
    """Return the quotation around a position, None where there is none.

    Args:
        quotations: Outermost quotations, in text order.
        position: A code point of the text.
    """
    i = bisect_left(quotations, position + 1, key=lambda q: q.start) - 1
    return quotations[i] if i >= 0 and quotations[i].end > position else None


def covers(spans: Sequence[Span], quotation: Span) -> bool:
    """Return whether spans hold at least half of a quotation, given with its marks.

    Args:
        spans: Spans that do not overlap, in the order of the text.
        quotation: A (start, end).
    """
    start, end = quotation
    first = max(bisect_left(spans, (start, start)) - 1, 0)
    held = 0
    for low, high in islice(spans, first, None):
        if low >= end:
            break
        held += max(min(high, end) - max(low, start), 0)
    return 2 * held >= end - start
