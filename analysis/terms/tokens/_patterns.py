"""Patterns: words and phrases with the wildcards `*` and `?`, and their matches in a sequence of words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from analysis.corpus import normalise
from analysis.errors import DatelineError
from analysis.terms.tokens._word_table import WordTable
from analysis.terms.tokens._words import split_text

Matcher = Callable[[str], object]

# Two letters that stand in for * and ? while a pattern is cut into words: hieroglyphs, which no English has.
_STAR, _MARK = "\U00013000", "\U00013001"


class Pattern(NamedTuple):
    """A word or phrase to find: for each way it can be cut into words, one matcher a word."""

    text: str
    sequences: tuple[tuple[Matcher, ...], ...]


class Match(NamedTuple):
    """Words `first` to `last` (not included) match the pattern of that index."""

    first: int
    last: int
    pattern: int


def compile_pattern(text: str, *, ignore_case: bool = True, name: str = "pattern") -> Pattern:
    """Return the matcher for a word or phrase.

    `*` stands for any characters within one word (none or more), `?` for exactly one; a word may be * alone.
    The words of a phrase follow each other with nothing but spaces, hyphens or quotation marks between them.
    Curly and straight marks, plain and no-break spaces are alike. A hyphenated pattern without wildcards also
    matches its words apart. A possessive *'s* and a final point are ignored, in the pattern as in the text.

    Raises:
        DatelineError: The pattern has no letter, digit or wildcard.
    """
    shielded = normalise(text).replace("*", _STAR).replace("?", _MARK)
    ways = [split_text(shielded), split_text(shielded, hyphens="keep")]
    if shielded == normalise(text):
        ways.append(split_text(shielded, hyphens="split"))
    distinct = sorted({tuple(way) for way in ways if way}, key=lambda way: (-len(way), way))
    if not distinct:
        raise DatelineError(
            f'{name}: {text!r} has no letter or digit to look for; give a word or a phrase, such as "talk*".'
        )
    flags = re.IGNORECASE if ignore_case else 0
    return Pattern(text, tuple(tuple(_word_matcher(word, flags) for word in way) for way in distinct))


def compile_term(text: str, *, ignore_case: bool = True) -> Matcher:
    """Return a test for whole terms (a lemma, a name, a phrase); wildcards also run across words."""
    pattern = _expression(normalise(text).strip(), "*", "?")
    return re.compile(pattern, re.IGNORECASE if ignore_case else 0).fullmatch


class TermSet:
    """Many terms looked for at once: those without wildcards by name, so that most terms cost one look-up."""

    def __init__(self, texts: Sequence[str], *, ignore_case: bool = True) -> None:
        self._size = len(texts)
        self._fold = str.lower if ignore_case else str
        self._named: dict[str, list[int]] = {}
        self._tested: list[tuple[int, Matcher]] = []
        self._cache: dict[str, tuple[int, ...]] = {}
        for index, text in enumerate(texts):
            # Of letters beyond ASCII, lower case is not all there is to ignoring case.
            if "*" in text or "?" in text or (ignore_case and not text.isascii()):
                self._tested.append((index, compile_term(text, ignore_case=ignore_case)))
            else:
                self._named.setdefault(self._fold(normalise(text).strip()), []).append(index)

    def __len__(self) -> int:
        return self._size

    def find(self, term: str) -> tuple[int, ...]:
        """Return the places, in the order given, of the texts that a term matches."""
        indices = self._cache.get(term)
        if indices is None:
            tested = [index for index, matches in self._tested if matches(term)]
            indices = tuple(sorted([*self._named.get(self._fold(term), ()), *tested]))
            self._cache[term] = indices
        return indices


class PatternSet:
    """Many patterns looked for at once; each distinct form is tried against each first word once."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self.patterns = tuple(patterns)
        self._starters: dict[str, tuple[tuple[int, tuple[Matcher, ...]], ...]] = {}

    def find(self, words: WordTable) -> Iterator[Match]:
        """Yield every match, ordered by place; those of one pattern do not overlap each other."""
        free = [0] * len(self.patterns)
        for first in np.flatnonzero(words.mark(lambda kind: self._sequences_from(kind.form))).tolist():
            for pattern, sequence in self._sequences_from(words.form(first)):
                last = first + len(sequence)
                if first >= free[pattern] and _continues(sequence, words, first, last):
                    free[pattern] = last
                    yield Match(first, last, pattern)

    def _sequences_from(self, form: str) -> tuple[tuple[int, tuple[Matcher, ...]], ...]:
        sequences = self._starters.get(form)
        if sequences is None:
            sequences = tuple(
                (index, sequence)
                for index, pattern in enumerate(self.patterns)
                for sequence in pattern.sequences
                if sequence[0](form)
            )
            self._starters[form] = sequences
        return sequences


def _continues(sequence: Sequence[Matcher], words: WordTable, first: int, last: int) -> bool:
    places = range(first + 1, last)
    return last <= len(words) and all(
        words.follows[place] and matcher(words.form(place))
        for matcher, place in zip(sequence[1:], places, strict=True)
    )


def _word_matcher(word: str, flags: int) -> Matcher:
    if flags and _STAR not in word and _MARK not in word and word.isascii():
        lowered = word.lower()
        return lambda form: form.lower() == lowered
    return re.compile(_expression(word, _STAR, _MARK), flags).fullmatch


def _expression(text: str, star: str, mark: str) -> str:
    """Return the regular expression of a text with wildcards.

    Between two stars the first place that fits is as good as any, so none is tried again: time is bounded by the
    length of the pattern times that of the word.
    """
    pieces = re.split(f"{re.escape(star)}+", text)
    first, *rest = (re.escape(piece).replace(re.escape(mark), ".") for piece in pieces)
    return (
        first
        + "".join(f"(?>.*?{piece})" for piece in rest[:-1])
        + "".join(f".*{piece}" for piece in rest[-1:])
    )
