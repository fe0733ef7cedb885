"""Separate the body of an article from its header, footer and page furniture, paragraph by paragraph."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date

from analysis.corpus._dates import find_numeric_date, is_ambiguous, parse_date, read_date
from analysis.corpus._model import Section, SectionKind
from analysis.corpus._normalise import normalise
from analysis.language import ENGLISH, Language, Newsroom
from analysis.text import Span

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_BLANK_LINE = re.compile(r"(?:\r\n|[\r\n\x85\u2028\u2029])[^\S\r\n]*(?:\r\n|[\r\n\x85\u2028\u2029])|\x0c")

#: How a sentence ends; a first line that ends otherwise may be a headline.
_SENTENCE_END = re.compile(r"""[.!?…]["')\]]*$|[:;,]$""")

#: Longest headline in words; the longest of 840 news articles looked at had 24.
_LONGEST_TITLE = 25

#: Longest invitation to subscribe or to follow, in words; what is longer has more to say.
_LONGEST_INVITATION = 70

#: Paragraphs among which a known headline is looked for.
_FIRST_LINES = 8

#: A hard-wrapped text breaks its lines near one column; shorter lines are lines of their own.
_WRAP_COLUMNS = (50, 100)


def _trim(text: str, start: int, end: int) -> Span | None:
    """Return the span without the white space at its ends, or None where nothing is left."""
    inner = text[start:end].strip()
    if not inner:
        return None
    offset = start + text[start:end].index(inner)
    return offset, offset + len(inner)


def _blocks(text: str) -> list[Span]:
    """Return the spans between blank lines."""
    edges = [0, *(edge for match in _BLANK_LINE.finditer(text) for edge in match.span()), len(text)]
    spans = (_trim(text, start, end) for start, end in zip(edges[::2], edges[1::2], strict=True))
    return [span for span in spans if span]


def _lines(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Return the lines of text[start:end] that hold more than white space."""
    spans = (
        _trim(text, *match.span()) for match in _LINE.finditer(text, start, len(text) if end is None else end)
    )
    return [span for span in spans if span]


def _is_wrapped(text: str, blocks: list[Span]) -> bool:
    """Return whether lines are broken by width, so that only a blank line ends a paragraph."""
    inner = [line for block in blocks for line in _lines(text, *block)[:-1]]
    if len(inner) < 3:
        return False
    low, high = _WRAP_COLUMNS
    fitting = [low <= end - start <= high for start, end in inner]
    unfinished = [not _SENTENCE_END.search(normalise(text[start:end])) for start, end in inner]
    return sum(fitting) >= 0.8 * len(inner) and sum(unfinished) >= 0.5 * len(inner)


def find_paragraphs(text: str) -> list[Span]:
    r"""Return the (start, end) of every paragraph, trimmed, in order.

    A line is a paragraph, as content systems export them; in a text whose lines are broken by width, what
    stands between blank lines is.

    Example:
        >>> find_paragraphs("Rain fell.\n\nIt was cold.")
        [(0, 10), (12, 24)]
    """
    blocks = _blocks(text)
    return blocks if _is_wrapped(text, blocks) else _lines(text)


def _is_furniture(line: str, newsroom: Newsroom) -> bool:
    return bool(newsroom.furniture.fullmatch(line) or newsroom.paywall.fullmatch(line))


def _head_kind(line: str, newsroom: Newsroom) -> SectionKind | None:
    """Return what a paragraph before the story is, or None where it may be the story's first."""
    if newsroom.date_line.fullmatch(line) or newsroom.bare_date.fullmatch(line):
        return "header"
    if newsroom.byline_head.fullmatch(line) and len(line.split()) <= 16:
        return "byline"
    if newsroom.correction.fullmatch(line):
        return "correction"
    return None


def _foot_kind(line: str, newsroom: Newsroom) -> SectionKind | None:
    """Return what a paragraph after the story is, or None where it may be the story's last."""
    if newsroom.byline_foot.fullmatch(line):
        return "byline"
    if newsroom.correction.fullmatch(line):
        return "correction"
    if newsroom.date_line.fullmatch(line):
        return "header"
    if newsroom.invitation.search(line) and len(line.split()) <= _LONGEST_INVITATION:
        return "boilerplate"
    return None


def _looks_like_title(line: str, following: str | None) -> bool:
    """Return whether a first paragraph is a headline: short, no full stop, and prose comes after it."""
    return (
        following is not None
        and len(line.split()) <= _LONGEST_TITLE
        and not _SENTENCE_END.search(line)
        and len(following.split()) > 6
    )


def find_sections(
    text: str,
    title: str | None = None,
    *,
    layout: Sequence[Section] = (),
    language: Language = ENGLISH,
) -> tuple[Section, ...]:
    r"""Label each paragraph as title, header, byline, body, boilerplate or correction.

    Args:
        text: The article as loaded.
        title: The headline where it is known; a first paragraph of the same words is then the title. Outlets
            change headlines, so one of other words is looked for all the same.
        layout: What paragraphs are by their place in the file. What it calls body may be a line of another kind by
            its wording, and none of it is a title by its shape alone.
        language: Whose newsrooms' wording marks what is not the story.

    Returns:
        Sections in order. Every paragraph is in one; what no pattern matches is body.

    Example:
        >>> text = "Talks begin\n\nThey met in Seoul. They will meet again."
        >>> [(section.kind, text[section.start : section.end]) for section in find_sections(text, "Talks begin")]
        [('title', 'Talks begin'), ('body', 'They met in Seoul. They will meet again.')]
    """
    newsroom = language.newsroom
    spans = find_paragraphs(text)
    lines = [normalise(text[start:end]) for start, end in spans]
    kinds = [
        kind or ("boilerplate" if _is_furniture(line, newsroom) else None)
        for kind, line in zip(_placed_kinds(spans, layout), lines, strict=True)
    ]
    last = len(lines) - 1
    while last >= 0 and (kinds[last] or (kind := _foot_kind(lines[last], newsroom))):
        kinds[last] = kinds[last] or kind
        last -= 1
    _mark_head(lines, kinds, last, title, newsroom, by_shape=not layout)
    if all(kind for kind in kinds):  # a text that is all furniture is not furniture but an odd text
        kinds = [None for _ in kinds]
    return tuple(Section(*span, kind or "body") for span, kind in zip(spans, kinds, strict=True))


def _placed_kinds(spans: Sequence[Span], layout: Sequence[Section]) -> list[SectionKind | None]:
    """Return what each paragraph is by its place; None for the body and where the layout says nothing."""
    starts = [section.start for section in layout]
    kinds: list[SectionKind | None] = []
    for start, end in spans:
        index = bisect_right(starts, start) - 1
        held = index >= 0 and end <= layout[index].end and layout[index].kind != "body"
        kinds.append(layout[index].kind if held else None)
    return kinds


def _comparable(headline: str) -> str:
    """Return a headline without what makes no difference: case, spacing, and the point that some outlets put."""
    return " ".join(headline.split()).casefold().rstrip(".;")


def _mark_head(
    lines: list[str],
    kinds: list[SectionKind | None],
    last: int,
    title: str | None,
    newsroom: Newsroom,
    *,
    by_shape: bool,
) -> None:
    """Mark what stands before the story in `kinds`, up to the first paragraph of the story."""
    headline = _comparable(normalise(title)) if title else None
    first_lines = [_comparable(line) for line in lines[:_FIRST_LINES]]
    above = min(first_lines.index(headline), last) if headline in first_lines else 0
    # What stands above the headline, where that is known, is the page's: the outlet's name, the section's.
    if all(len(line.split()) <= _LONGEST_TITLE for line in lines[:above]):
        kinds[:above] = [
            kind or _head_kind(line, newsroom) or "header"
            for kind, line in zip(kinds, lines[:above], strict=False)
        ]
    titled = False
    for index in range(last):  # the story's last paragraph is never its head
        if kinds[index]:
            continue
        kind = _head_kind(lines[index], newsroom)
        if kind is None and not titled:
            following = next(
                (line for line in lines[index + 1 : last + 1] if not _head_kind(line, newsroom)), None
            )
            is_headline = headline is not None and _comparable(lines[index]) == headline
            if is_headline or (by_shape and _looks_like_title(lines[index], following)):
                kind, titled = "title", True
        if kind is None:
            return
        kinds[index] = kind


def find_paywall(text: str, sections: Sequence[Section], *, language: Language = ENGLISH) -> str | None:
    """Return the paragraph that keeps the rest of an article for subscribers, or None where there is none."""
    paywall = language.newsroom.paywall
    lines = (text[section.start : section.end] for section in sections if section.kind == "boilerplate")
    return next((line for line in lines if paywall.fullmatch(normalise(line))), None)


def facts_from_text(
    text: str, sections: tuple[Section, ...], *, language: Language = ENGLISH
) -> dict[str, str | date]:
    """Return the facts in an article's text: `title`, `published` and `byline`, each only where it is given.

    The date is that of the first line "Posted …"; a line "Updated …" serves where there is no other. Of a
    day in figures that may be either of two (03/04/2025) the figures are given, not a day.
    """
    facts: dict[str, str | date] = {}
    headers = [text[s.start : s.end] for s in sections if s.kind == "header"]
    headers.sort(key=lambda line: line.lower().startswith(tuple(language.newsroom.changed)))
    figures = [find_numeric_date(line) or "" for line in headers]
    dates = [read_date(line) or parse_date(cell) for line, cell in zip(headers, figures, strict=True)]
    candidates: list[str | date] = [day for day in dates if day]
    candidates += [cell for cell in figures if is_ambiguous(cell)]
    if candidates:
        facts["published"] = candidates[0]
    for kind in ("title", "byline"):
        for section in sections:
            if section.kind == kind:
                facts.setdefault(kind, " ".join(text[section.start : section.end].split()))
    return facts
