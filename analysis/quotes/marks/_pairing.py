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
    from collections.abc import Iterable, Sequence

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
        running = False
        for i, quotation in enumerate(in_paragraph):
            if quotation.closed or quotation.end != end or following is None:
                continue
            if not running and _continues(text, following, marks):
                running = True
                in_paragraph[i] = replace(quotation, continues=True)
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
    stack: list[Mark] = []
    if running and not (marks and marks[0].start == start and marks[0].may_open):
        family = marks[0].family if marks else "double"
        stack.append(Mark(start, start, family, may_open=True, may_close=False))
    for i, mark in enumerate(marks):
        opened = next((m for m in reversed(stack) if m.family == mark.family), None)
        if opened is not None and _closes(marks, i, opened):
            pairs += _close(text, stack, opened, mark)
        elif mark.may_open and _pairable(marks, i):
            if opened is not None and not _nests(marks, i):
                while stack and opened in stack:
                    pairs.append(_unclosed(text, stack.pop(), mark.start, len(stack)))
            stack.append(mark)
        elif opened is None and _opens_wrongly(marks, i):
            stack.append(mark)
    while stack:
        pairs.append(_unclosed(text, stack.pop(), end, len(stack)))
    pairs = [q for q in pairs if q.inner_end > q.inner_start]
    if running and pairs:
        first = min(range(len(pairs)), key=lambda i: (pairs[i].start, -pairs[i].end))
        if pairs[first].start == start:
            pairs[first] = replace(pairs[first], continued=True)
    return pairs


def _close(text: str, stack: list[Mark], opened: Mark, mark: Mark) -> list[Quotation]:
    """Return the quotation of an opened mark and its closing mark, and those left open inside it."""
    pairs = []
    while stack[-1] is not opened:
        dropped = stack.pop()
        if dropped.family != "single":
            pairs.append(_unclosed(text, dropped, mark.start, len(stack)))
    stack.pop()
    return [*pairs, Quotation(opened.start, mark.end, opened.end, mark.start, len(stack))]


def _closes(marks: Sequence[Mark], i: int, opened: Mark) -> bool:
    """Return whether mark `i` closes the opened one; a possible possessive yields to a closing mark after it."""
    mark = marks[i]
    if not mark.may_close:
        return False
    if mark.weak:
        for later in marks[i + 1 :]:
            if later.family == mark.family and (later.may_open or later.may_close):
                return later.may_open and not later.may_close
    return not mark.may_open or mark.start > opened.end


def _nests(marks: Sequence[Mark], i: int) -> bool:
    """Return whether opening mark `i`, within a quotation of its family, is nested: two closing marks follow."""
    depth = 1
    for mark in marks[i + 1 :]:
        if mark.family != marks[i].family:
            continue
        if mark.may_close and not mark.may_open:
            depth -= 1
            if depth < 0:
                return True
        elif depth == 0:
            return False
        else:
            depth += 1
    return False


def _opens_wrongly(marks: Sequence[Mark], i: int) -> bool:
    """Return whether double mark `i` opens though it looks like a closing one (`said,” It is ours”`).

    Nothing is open, and the next double mark cannot open either.
    """
    following = [mark for mark in marks[i + 1 :] if mark.family == marks[i].family]
    lone = marks[i].family == "double" and not marks[i].may_open
    return lone and bool(following) and following[0].may_close and not following[0].may_open


def _pairable(marks: Sequence[Mark], i: int) -> bool:
    """Return whether opening mark `i` may begin a quotation.

    A single mark needs a closing mark after it, since alone it is an apostrophe, unless it opens the
    paragraph, as the marks of a long quotation do.
    """
    mark = marks[i]
    if mark.family != "single":
        return True
    return mark.opens_paragraph or any(
        m.family == "single" and m.may_close and m.start > mark.end for m in marks[i + 1 :]
    )


def _unclosed(text: str, mark: Mark, end: int, level: int) -> Quotation:
    """Return the quotation of an opening mark without a closing mark: up to `end`, without trailing space."""
    last = mark.end + len(text[mark.end : end].rstrip())
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
