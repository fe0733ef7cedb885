"""Order the lines of a printed page: column after column, without running heads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

#: Share of a page's height at its top and at its bottom where running heads and page numbers stand.
_EDGE = 0.1

#: What a browser or a press writes at the edge of a page: its number, an address, the time of printing.
_EDGE_LINE = re.compile(
    r"(?:page|p\.)?\s*\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?|[a-z]+://\S+(?:\s+\d+/\d+)?"
    r"|\d{1,2}/\d{1,2}/\d{2,4},? \d{1,2}:\d\d(?: ?[ap]\.?m\.?)?\b.*",
    re.IGNORECASE,
)

#: The narrowest white space between columns, in points, and the lines that the longest of them has at least.
_NARROWEST_GUTTER = 6.0
_FEWEST_LINES = 5

#: How far lines set without space between them reach into one another, in multiples of their size.
_TOUCH = 0.3

#: How much larger a headline is than the text.
_TITLE_SIZE = 1.25
_LONGEST_TITLE = 30


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text and its place in points from the page's top left corner.

    Attributes:
        text: Its words, with single spaces.
        left, top, right, bottom: Its edges.
        size: The size of most of its letters.
        bold: Whether most of its letters are bold.
        column: Number of the column that it is read in, counted through the document.
        edges: Left and right edge of that column.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    bold: bool = False
    column: int = 0
    edges: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Page:
    """A page's size in points and its lines."""

    width: float
    height: float
    lines: tuple[Line, ...]


def order_lines(pages: Sequence[Page]) -> list[Line]:
    """Return the lines of a document in reading order, without running heads and page numbers."""
    heads = _find_heads(pages)
    ordered: list[Line] = []
    columns = 0
    size = text_size([line for page in pages for line in page.lines])
    for page in pages:
        body = [line for line in page.lines if not _is_edge(line, page, heads)]
        for column in _find_columns(_set_initials(body, size)):
            main = text_size(column)  # a headline over a column may be wider than the column
            within = [line for line in column if line.size == main]
            edges = (min(line.left for line in within), max(line.right for line in within))
            ordered.extend(replace(line, column=columns, edges=edges) for line in column)
            columns += 1
    return ordered


def _at_edge(line: Line, page: Page) -> bool:
    return line.bottom < _EDGE * page.height or line.top > (1 - _EDGE) * page.height


def _pattern(line: Line) -> str:
    """Return a line with its figures taken out, so that page 2's head is page 3's."""
    return re.sub(r"\d+", "#", line.text).casefold()


def _find_heads(pages: Sequence[Page]) -> set[str]:
    """Return the patterns that stand at the edge of at least two pages and of half of them."""
    found = Counter(
        pattern
        for page in pages
        for pattern in {_pattern(line) for line in page.lines if _at_edge(line, page)}
    )
    return {pattern for pattern, count in found.items() if count >= max(2, len(pages) / 2)}


def _is_edge(line: Line, page: Page, heads: set[str]) -> bool:
    return _at_edge(line, page) and (_pattern(line) in heads or bool(_EDGE_LINE.fullmatch(line.text)))


def _find_columns(lines: Sequence[Line]) -> list[list[Line]]:
    """Return the columns of a region in reading order.

    A recursive cut along white space (Nagy, Seth and Viswanathan 1992, "A prototype document image analysis
    system", Computer 25(7)): the tallest band that a gutter divides is read column by column, what is above
    it before that and what is below it after.
    """
    strips = _cut_across(lines)
    for height in range(len(strips), 0, -1):
        for start in range(len(strips) - height + 1):
            band = [line for strip in strips[start : start + height] for line in strip]
            if len(band) <= _FEWEST_LINES:
                continue
            parts = _cut_along(band)
            if parts:
                above = [line for strip in strips[:start] for line in strip]
                below = [line for strip in strips[start + height :] for line in strip]
                return [
                    *_find_columns(above),
                    *(c for part in parts for c in _find_columns(part)),
                    *_find_columns(below),
                ]
    rows = _join_rows(lines)
    return [rows] if rows else []


def _cut_across(lines: Sequence[Line]) -> list[list[Line]]:
    """Return the strips of a region, from top to bottom: no line of one reaches into another."""
    strips: list[list[Line]] = []
    bottom = 0.0
    for line in sorted(lines, key=lambda line: (line.top, line.left)):
        if not strips or line.top >= bottom - _TOUCH * line.size:
            strips.append([])
        strips[-1].append(line)
        bottom = max(bottom, line.bottom) if len(strips[-1]) > 1 else line.bottom
    return strips


def _cut_along(band: Sequence[Line]) -> list[list[Line]] | None:
    """Return the columns that gutters divide a band into, from left to right; None where there is no gutter."""
    parts: list[list[Line]] = []
    right = 0.0
    gutter = max(_NARROWEST_GUTTER, 0.5 * median(line.size for line in band))
    for line in sorted(band, key=lambda line: (line.left, line.top)):
        if not parts or line.left >= right + gutter:
            parts.append([])
        parts[-1].append(line)
        right = max(right, line.right)
    # Beside a column of several lines white space that no line crosses is no chance.
    return parts if len(parts) > 1 and max(map(len, parts)) >= _FEWEST_LINES else None


def _join_rows(lines: Sequence[Line]) -> list[Line]:
    """Return a column's lines from top to bottom, those that white space tears apart made whole."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (line.top, line.left)):
        last = rows[-1][0] if rows else None
        shared = min(last.bottom, line.bottom) - max(last.top, line.top) if last else 0.0
        if last and shared > 0.5 * min(last.bottom - last.top, line.bottom - line.top):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [_join_row(sorted(row, key=lambda line: line.left)) for row in rows]


def _join_row(row: Sequence[Line]) -> Line:
    longest = max(row, key=lambda line: len(line.text))
    return replace(
        longest,
        text=" ".join(line.text for line in row),
        left=row[0].left,
        right=max(line.right for line in row),
    )


def _set_initials(lines: Sequence[Line], body: float) -> list[Line]:
    """Return lines in which a large first letter of a story stands before the rest of its word."""
    found = [line for line in lines if len(line.text) == 1 and line.text.isalpha() and line.size > 1.8 * body]
    kept = [line for line in lines if line not in found]
    for letter in found:
        beside = [
            line
            for line in kept
            if letter.left < line.left < letter.right + 2 * body
            and line.bottom > letter.top
            and line.top < letter.bottom
        ]
        if beside:
            first = min(beside, key=lambda line: (line.top, line.left))
            kept[kept.index(first)] = replace(first, text=letter.text + first.text, left=letter.left)
            for line in beside:
                if line is not first:  # set in beside the letter, not as a paragraph's first line
                    kept[kept.index(line)] = replace(line, left=letter.left)
        else:
            kept.append(letter)
    return kept


def text_size(lines: Sequence[Line]) -> float:
    """Return the size in which most of a document is set."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], -size)) if sizes else 0.0


def find_title(lines: Sequence[Line]) -> str | None:
    """Return the headline: the largest lines of the beginning, where they are larger than the text."""
    head = lines[:40]
    if not head:
        return None
    largest = max(line.size for line in head)
    if largest < _TITLE_SIZE * text_size(lines):
        return None
    start = next(at for at, line in enumerate(head) if line.size == largest)
    words: list[str] = []
    for line in head[start:]:
        if line.size != largest:
            break
        words.append(line.text)
    title = " ".join(words)
    return title if len(title.split()) <= _LONGEST_TITLE else None
