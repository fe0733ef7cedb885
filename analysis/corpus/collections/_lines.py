"""The lines of a database's export, what each of them is, and the article that a run of them makes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from analysis.corpus._model import Section, SectionKind
from analysis.corpus.readers._decode import Document

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile(r"[\s\u200b\ufeff]+")

#: A text whose lines are broken by width has few lines that are longer than this, and some of this length at least.
_WIDEST, _NARROWEST = 110, 50
_MOST_WIDER = 0.05

_SENTENCE_END = re.compile(r"""[.!?…:;]["”’')\]]*$""")
_CODED = re.compile(r"\S+(?:\t|\xa0| {2,})")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that holds more than white space.

    Attributes:
        start, end: Its place in the text, white space around it left out.
        text: Its words, with single plain spaces between them.
        gap: Whether it begins a paragraph: it does not go on from a line that was broken by width.
        blank: Whether a blank line stands before it.
        hint: The classes of its element in a page; "" in other files.
        coded: Whether a wide space or a tab stands after its first word, as after the code of a field.
    """

    start: int
    end: int
    text: str
    gap: bool
    blank: bool = True
    hint: str = ""
    coded: bool = False


@dataclass(frozen=True, slots=True)
class Export:
    """The text of a file that may hold many articles, as lines.

    Attributes:
        text: The text that all places refer to.
        lines: Its lines in order.
        encoding: How the bytes were read; None where the file's format fixes that.
    """

    text: str
    lines: tuple[Line, ...]
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """What an export has under one of its numbers: an article, or the reason why there is none."""

    document: Document
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Collection:
    """The records of an export.

    Attributes:
        database: The database's name.
        records: Articles and what is none, in order.
        doubts: What a reader should check of the file as a whole.
    """

    database: str
    records: tuple[Record, ...]
    doubts: tuple[str, ...] = ()


@dataclass(slots=True)
class Draft:
    """An article in the making: its lines, what each of them is, and the facts found so far."""

    lines: Sequence[Line]
    kinds: list[SectionKind | None] = field(init=False)
    facts: dict[str, str] = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)
    doc_id: str | None = None

    def __post_init__(self) -> None:
        self.kinds = [None for _ in self.lines]

    def mark(self, kind: SectionKind, *places: int) -> None:
        """Set what the lines at some places are."""
        for place in places:
            self.kinds[place] = kind

    def set_fact(self, name: str, value: str) -> None:
        """Set a fact, unless it is set or the value is empty."""
        if value.strip():
            self.facts.setdefault(name, " ".join(value.split()))

    def cut(self, place: int, start: int, text: str) -> None:
        """Cut a line in two: the label in front, which is header, and what follows it, which is body."""
        line = self.lines[place]
        label = replace(line, end=start, text=line.text.removesuffix(text).rstrip())
        rest = replace(line, start=start, text=text, gap=True)
        self.lines = [*self.lines[:place], label, rest, *self.lines[place + 1 :]]
        self.kinds[place : place + 1] = ["header", "body"]

    def finish(self, export: Export, missing: str) -> Record:
        """Return the record: text from its first line to its last, with what each paragraph is.

        Args:
            export: The file.
            missing: The reason where no line is body.
        """
        base = self.lines[0].start
        sections: list[Section] = []
        for line, kind in zip(self.lines, self.kinds, strict=True):
            kind = kind or "body"
            if sections and not (line.gap or line.blank) and sections[-1].kind == kind:
                sections[-1] = Section(sections[-1].start, line.end - base, kind)
            else:
                sections.append(Section(line.start - base, line.end - base, kind))
        text = export.text[base : self.lines[-1].end]
        document = Document(
            text,
            export.encoding,
            self.facts,
            tuple(self.doubts),
            sections=tuple(sections),
            doc_id=self.doc_id,
        )
        return Record(document, None if any(section.kind == "body" for section in sections) else missing)


def read_lines(text: str, hints: Mapping[int, str] | None = None) -> tuple[Line, ...]:
    """Return the lines of a text.

    Args:
        text: The text.
        hints: Where the text comes from a page: the place of a line's first character to its element's classes.
    """
    spans = []
    for match in _LINE.finditer(text):
        inner = match[0].strip()
        if inner.strip("\u200b\ufeff\u200e"):
            start = match.start() + match[0].index(inner)
            spans.append((start, start + len(inner)))
    ends = [0, *(end for _, end in spans)]
    breaks = [len(_BREAK.findall(text, end, start)) for end, (start, _) in zip(ends, spans, strict=False)]
    words = [_SPACES.sub(" ", text[start:end]).strip() for start, end in spans]
    gaps = _find_gaps(words, breaks)
    return tuple(
        Line(
            *(start, end, line, gap, number != 1),
            hint=(hints or {}).get(start, ""),
            coded=_CODED.match(text, start, end) is not None,
        )
        for (start, end), line, gap, number in zip(spans, words, gaps, breaks, strict=True)
    )


def _find_gaps(lines: Sequence[str], breaks: Sequence[int]) -> list[bool]:
    """Return whether each line begins a paragraph.

    A line goes on from the one before it where no blank line is between them and its first word would not have
    fitted there.
    """
    # Names, days and fields are short in every file, and tell nothing of its width.
    lengths = [len(line) for line in lines if len(line) > _NARROWEST]
    width = max((length for length in lengths if length <= _WIDEST), default=0)
    if not width or sum(length > _WIDEST for length in lengths) > _MOST_WIDER * len(lengths):
        return [True for _ in lines]
    pairs = list(zip(["", *lines], lines, breaks, strict=False))
    gaps = [
        number != 1 or len(before) < _NARROWEST or _fits(before, line, width)
        for before, line, number in pairs
    ]
    candidates = sum(number == 1 and len(before) >= _NARROWEST for before, _, number in pairs)
    going_on = [before for (before, _, _), gap in zip(pairs, gaps, strict=True) if not gap]
    unfinished = sum(not _SENTENCE_END.search(before) for before in going_on)
    # Paragraphs that happen to be about as long as one another end in full stops.
    if len(going_on) < candidates / 2 or unfinished < len(going_on) / 2:
        return [True for _ in lines]
    return gaps


def _fits(before: str, line: str, width: int) -> bool:
    return len(before) + 1 + len(line.partition(" ")[0]) <= width


def join(lines: Sequence[Line]) -> str:
    """Return the words of lines as one line."""
    return " ".join(line.text for line in lines)
