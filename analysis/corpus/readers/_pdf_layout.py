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
    pages_of = Counter(
        pattern
        for page in pages
        for pattern in {_pattern(line) for line in page.lines if _at_edge(line, page)}
    )
    return {pattern for pattern, count in pages_of.items() if count >= max(2, len(pages) / 2)}


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
            columns = _cut_along(band)
            if columns:
                above = [line for strip in strips[:start] for line in strip]
                below = [line for strip in strips[start + height :] for line in strip]
                return [
                    *_find_columns(above),
                    *(inner for column in columns for inner in _find_columns(column)),
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
    columns: list[list[Line]] = []
    right = 0.0
    gutter = max(_NARROWEST_GUTTER, 0.5 * median(line.size for line in band))
    for line in sorted(band, key=lambda line: (line.left, line.top)):
        if not columns or line.left >= right + gutter:
            columns.append([])
        columns[-1].append(line)
        right = max(right, line.right)
    # Beside a column of several lines white space that no line crosses is no chance.
    return columns if len(columns) > 1 and max(map(len, columns)) >= _FEWEST_LINES else None


def _join_rows(lines: Sequence[Line]) -> list[Line]:
    """Return a column's lines from top to bottom, those that white space tears apart made whole."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (line.top, line.left)):
        row_start = rows[-1][0] if rows else None
        shared = min(row_start.bottom, line.bottom) - max(row_start.top, line.top) if row_start else 0.0
        if row_start and shared > 0.5 * min(row_start.bottom - row_start.top, line.bottom - line.top):
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
    initials = [
        line for line in lines if len(line.text) == 1 and line.text.isalpha() and line.size > 1.8 * body
    ]
    body_lines = [line for line in lines if line not in initials]
    for letter in initials:
        neighbours = [
            line
            for line in body_lines
            if letter.left < line.left < letter.right + 2 * body
            and line.bottom > letter.top
            and line.top < letter.bottom
        ]
        if neighbours:
            first = min(neighbours, key=lambda line: (line.top, line.left))
            body_lines[body_lines.index(first)] = replace(
                first, text=letter.text + first.text, left=letter.left
            )
            for line in neighbours:
                if line is not first:  # set in beside the letter, not as a paragraph's first line
                    body_lines[body_lines.index(line)] = replace(line, left=letter.left)
        else:
            body_lines.append(letter)
    return body_lines


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
    start = next(index for index, line in enumerate(head) if line.size == largest)
    words: list[str] = []
    for line in head[start:]:
        if line.size != largest:
            break
        words.append(line.text)
    title = " ".join(words)
    return title if len(title.split()) <= _LONGEST_TITLE else None
