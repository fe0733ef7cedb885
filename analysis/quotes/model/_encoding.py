"""Encode an article for the trained model: words, word pieces, quotation states and windows of paragraphs.

Training and run time both encode texts with this module, so that the model's input is the same in both. Words
are runs of letters and digits or single signs. Windows hold whole paragraphs, in the order of the article, up
to a number of word pieces.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from analysis.language import PLAIN_FORM
from analysis.quotes.marks._pairing import pair_marks
from analysis.text import Span

if TYPE_CHECKING:
    from tokenizers import Tokenizer


#: Maximum number of word pieces in a window, as in training; a longer paragraph is a window of its own.
WINDOW_PIECES = 128
#: A paragraph with more word pieces than this is split into parts, at the end of a sentence where there is one.
PART_PIECES = 256
#: Maximum number of pieces of a word; no word of the language has more.
WORD_PIECES = 8
#: Maximum number of words whose pieces are kept in memory.
REMEMBERED_WORDS = 100_000

CASES = 7  # lower, Title, UPPER, miXed, digits, sign, quotation mark
STATES = 7  # outside, opening mark, in a short quotation, in a long one, closing mark, left open, nested mark
OUTSIDE, OPENING, SHORT, LONG, CLOSING, LEFT_OPEN, NESTED = range(STATES)

#: A quotation with fewer words than this is more often a term than an utterance.
SHORT_WORDS = 5

_WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
_SENTENCE_ENDS = frozenset('.!?"')
_DASHES = {0x2015: "—", 0x2012: "–"}
_PLAIN = PLAIN_FORM | _DASHES

#: Returns the word pieces of a word, as rows of the model's table.
PieceReader = Callable[[str], list[int]]

#: First rows of the model's table of pieces: its five special pieces.
PAD_PIECE, UNKNOWN_PIECE, START_PIECE, END_PIECE, MASK_PIECE = range(5)
SPECIAL_PIECES = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")


@dataclass(slots=True)
class TextWords:
    """The words of an article's paragraphs, and its parts: the word ranges of paragraphs, or of pieces of long ones."""

    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    cases: list[int] = field(default_factory=list)
    states: list[int] = field(default_factory=list)
    pieces: list[list[int]] = field(default_factory=list)
    parts: list[Span] = field(default_factory=list)
    colons: list[bool] = field(default_factory=list)  # whether each part ends with a colon


@dataclass(frozen=True, slots=True)
class Window:
    """Parts that the model reads together; `words` holds the index of each word's first piece."""

    first_word: int
    parts: tuple[Span, ...]  # word ranges, counted from the window's first word
    colons: tuple[bool, ...]
    pieces: list[int]
    cases: list[int]
    states: list[int]
    words: list[int]
    word_states: list[int]

    def region(self, word: int) -> Span:
        """Return the words in which a cue may have its source and content: its part, and the next after a colon."""
        for i, (start, end) in enumerate(self.parts):
            if start <= word < end:
                if self.colons[i] and i + 1 < len(self.parts):
                    return start, self.parts[i + 1][1]
                return start, end
        raise IndexError(word)


def piece_reader(tokenizer: Tokenizer) -> PieceReader:
    """Return a function that gives the pieces of a word, kept in memory since texts repeat most words."""
    memory: dict[str, list[int]] = {}

    def read(word: str) -> list[int]:
        pieces = memory.get(word)
        if pieces is None:
            try:
                pieces = tokenizer.encode(word, add_special_tokens=False).ids[:WORD_PIECES]
            except (TypeError, UnicodeError):  # half of a surrogate pair is no Unicode text
                pieces = []
            pieces = pieces or [UNKNOWN_PIECE]
            if len(memory) < REMEMBERED_WORDS:
                memory[word] = pieces
        return pieces

    return read


def read_words(text: str, paragraphs: Sequence[Span], read_pieces: PieceReader) -> TextWords:
    """Return the encoded words of the paragraphs, given as (start, end) spans of the text."""
    words = TextWords()
    marks = _mark_states(text, paragraphs)
    for start, end in paragraphs:
        first = len(words.starts)
        for match in _WORD.finditer(text, start, end):
            state = marks.get(match.start(), OUTSIDE)
            plain = '"' if state in (OPENING, CLOSING) else match.group().translate(_PLAIN)
            words.starts.append(match.start())
            words.ends.append(match.end())
            words.states.append(state)
            words.cases.append(_case(plain))
            words.pieces.append(read_pieces(plain))
        if len(words.starts) > first:
            _add_parts(words, first, text)
    return words


def _case(word: str) -> int:
    if not word[0].isalnum():
        return 6 if word == '"' else 5
    if word.isnumeric():
        return 4
    if word.islower():
        return 0
    if word.isupper():
        return 2 if len(word) > 1 else 1
    return 1 if word.istitle() else 3


def _mark_states(text: str, paragraphs: Sequence[Span]) -> dict[int, int]:
    """Return the quotation state of each character in a quotation, its marks included."""
    states: dict[int, int] = {}
    for quotation in pair_marks(text, paragraphs):
        nested = quotation.level > 0
        if not nested:
            inner = text[quotation.inner_start : quotation.inner_end]
            inside = SHORT if len(inner.split(maxsplit=SHORT_WORDS)) < SHORT_WORDS else LONG
            if not quotation.closed:
                inside = LEFT_OPEN
            states.update(dict.fromkeys(range(quotation.inner_start, quotation.inner_end), inside))
        for start, end, state in (
            (quotation.start, quotation.inner_start, OPENING),
            (quotation.inner_end, quotation.end, CLOSING),
        ):
            states.update(dict.fromkeys(range(start, end), NESTED if nested else state))
    return states


def _add_parts(words: TextWords, first: int, text: str) -> None:
    """Add the words from `first` on as one part, or as several where they are too many for the model."""
    start, size, sentence_end = first, 0, first
    for i in range(first, len(words.starts)):
        size += len(words.pieces[i])
        if size > PART_PIECES:
            cut = sentence_end if sentence_end > start else i
            words.parts.append((start, cut))
            words.colons.append(False)
            start, size = cut, sum(len(p) for p in words.pieces[cut : i + 1])
        if text[words.starts[i]] in _SENTENCE_ENDS:
            sentence_end = i + 1
    words.parts.append((start, len(words.starts)))
    words.colons.append(text[words.starts[-1]] == ":")


def pack_windows(words: TextWords, limit: int = WINDOW_PIECES) -> Iterator[Window]:
    """Yield windows of whole parts, each of at most `limit` pieces unless a single part has more.

    A part that ends with a colon is in the window of the next part where both fit.
    """
    sizes = [sum(len(words.pieces[i]) for i in range(*part)) + 1 for part in words.parts]
    group: list[int] = []
    total = 1
    for i, size in enumerate(sizes):
        needed = size
        if words.colons[i] and i + 1 < len(sizes) and 1 + size + sizes[i + 1] <= limit:
            needed += sizes[i + 1]
        if group and total + needed > limit and not (words.colons[i - 1] and total + size <= limit):
            yield _window(words, group)
            group, total = [], 1
        group.append(i)
        total += size
    if group:
        yield _window(words, group)


def _window(words: TextWords, group: Sequence[int]) -> Window:
    """Return the window of the given parts: a start piece, then each part's pieces and a separator."""
    origin = words.parts[group[0]][0]
    pieces, cases, states, firsts = [START_PIECE], [5], [OUTSIDE], []
    for i in group:
        for word in range(*words.parts[i]):
            firsts.append(len(pieces))
            ids = words.pieces[word]
            pieces += ids
            cases += [words.cases[word]] * len(ids)
            states += [words.states[word]] * len(ids)
        pieces.append(END_PIECE)
        cases.append(5)
        states.append(OUTSIDE)
    parts = tuple((words.parts[i][0] - origin, words.parts[i][1] - origin) for i in group)
    word_states = [words.states[origin + k] for k in range(len(firsts))]
    colons = tuple(words.colons[i] for i in group)
    return Window(origin, parts, colons, pieces, cases, states, firsts, word_states)
