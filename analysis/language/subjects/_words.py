"""Words, dates and numbers: what word counts and readings of figures need of a language."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from functools import cached_property

from analysis.language._entries import (
    Entry,
    Subject,
    numbers,
    ordered_words,
    table,
    words,
)

_HALVES = 2  # that make a whole
# Figures with thousands apart, and what may stand at once behind them ("1.2bn").
_FIGURES = re.compile(r"(\d[\d,]*(?:\.\d+)?|\.\d+)([a-z]*)")


class Words(Subject):
    """Words that hold sentences together, and how words are spelled."""

    needed_by, holds = "Word counts", "lists of words"

    stop_words = words()
    stop_words_that_name = words()
    courtesy_titles = words()
    articles = words()
    possessives = words()
    contracted_with_s = words()
    capital_lemmas = words()
    capitals_part: Entry[bool] = Entry(bool)
    name_plurals = table()
    people_plurals = words()
    no_people_plurals = words()
    contracted_lemmas = table()
    clipped_forms = words()
    clitics = words()
    before_final_apostrophe = words()
    name_prefixes = words()
    hyphenated_first = words()
    word_endings = words()

    def without_possessive(self, word: str) -> str:
        """Return a word without the ending of a possessive, whichever apostrophe it has."""
        plain = word.replace("’", "'").lower()
        endings = (ending for ending in self.possessives if plain.endswith(ending))
        return word[: len(word) - len(next(endings, ""))]

    def singular_of_name(self, name: str) -> str:
        """Return a name in lower case without the ending of a plural ("Kennedys", "Grammies")."""
        plural = next((ending for ending in self.name_plurals if name.endswith(ending)), "")
        return name.removesuffix(plural) + self.name_plurals.get(plural, "")


class Calendar(Subject):
    """Names of months and days."""

    needed_by, holds = "Dates", "a calendar"

    weekdays = ordered_words()
    #: What may follow a day's number ("17th").
    day_endings = words()
    day_links = words()
    ordinals = numbers()
    future_words = words()
    reported_future = words()
    before_words = words()
    planning_verbs = words()
    infinitive_marks = words()
    next_words = words()
    last_words = words()

    @cached_property
    def month_names(self) -> tuple[str, ...]:
        """The months' full names, in order."""
        return tuple(name for _, name, *_ in self.read("months"))

    @cached_property
    def months(self) -> dict[str, int]:
        """Names and abbreviations of months, each with its number."""
        return {name: int(number) for number, *names in self.read("months") for name in names}


class Numbers(Subject):
    """Words that make, scale, hedge and measure numbers."""

    needed_by, holds = "Numbers", "words for amounts"

    scales = numbers()
    number_words: Entry[dict[str, int]] = Entry(dict)
    time_units = words()
    least = words()
    most = words()
    about = words()
    currencies = words()
    money = table()
    single = words()
    multiples = numbers()
    vague = numbers()
    parts = numbers()
    tolls = table()
    anybody = words()
    toll_nouns = words()
    toll_prepositions = words()
    suffered_verbs = words()
    shares = words()
    share_name: Entry[str] = Entry(str)
    share_of = words()
    ratio_words = words()
    stretches = words()
    ranges = words()
    others = words()
    supposed = words()

    @cached_property
    def hedge_words(self) -> int:
        """Number of words of the longest hedge before a number."""
        return max(len(hedge.split()) for hedge in self.least | self.most | self.about)

    def value_of(self, word: str) -> str | None:
        """Return the value of a number of one word, in lower case, as plain digits; None for any other word.

        Example:
            >>> [ENGLISH.numbers.value_of(word) for word in ("1,200", "twelve", "1.2bn", "many")]
            ['1200', '12', '1200000000', None]
        """
        if word in self.number_words:
            return str(self.number_words[word])
        figures = _FIGURES.fullmatch(word)
        if figures is None or (figures[2] and figures[2] not in self.scales):
            return None
        digits = figures[1].replace(",", "")
        return _digits(float(digits) * self.scales[figures[2]]) if figures[2] else digits

    def value_at(self, words: Sequence[str], index: int) -> tuple[str, int] | None:
        """Return the value of the number that begins at a word and the index of its last word; None where none begins.

        Args:
            words: Words in lower case, split at hyphens.
            index: The index of the first word.

        Example:
            >>> text = ["twenty", "-", "four", "men", "and", "two", "dozen", "more"]
            >>> [ENGLISH.numbers.value_at(text, index) for index in (0, 2, 5, 6)]
            [('24', 2), None, ('24', 6), None]
        """
        if self._is_inside(words, index):
            return None
        multipliers = self.multiples.keys() | self.scales.keys()
        if self._is_half(words, index) and words[index + 2] in multipliers:  # "half a dozen"
            return _digits(
                (self.scales.get(words[index + 2]) or self.multiples[words[index + 2]]) / 2
            ), index + 2
        compound = self._tens_and_unit(words, index)
        number, last = (
            (str(compound), index + 2) if compound is not None else (self.value_of(words[index]), index)
        )
        following = words[last + 1] if last + 1 < len(words) else ""
        if number is None:
            if words[index] not in self.single or following not in multipliers:
                return None
            number = "1"
        value = float(number)
        while (step := self._steps_to(words, last, multipliers)) is not None:
            last += step
            value *= self.scales.get(words[last]) or self.multiples[words[last]]
        return (number if value == float(number) else _digits(value)), last

    def part_at(self, words: Sequence[str], index: int) -> tuple[float, int] | None:
        """Return the part of a whole that begins at a word, in percent, and the index of its last word; else None.

        Example:
            >>> ENGLISH.numbers.part_at(["four", "-", "fifths", "of", "it"], 0)
            (80.0, 2)
            >>> ENGLISH.numbers.part_at(["the", "third", "man"], 1)
        """
        word = words[index]
        last = index + 1
        if last < len(words) and words[last] == "-":
            last += 1
        size = self.parts.get(words[last]) if last < len(words) else None
        how_many = 1.0 if word in self.single else float(self.number_words.get(word, 0))
        if size and 0 < how_many < size and (last + 1 < len(words) and words[last + 1] in self.share_of):
            return 100 * how_many / size, last
        if self.parts.get(word) == _HALVES and index + 1 < len(words) and words[index + 1] in self.share_of:
            before = words[index - 1] if index else ""
            return None if before in self.single or before == "-" else (100 / self.parts[word], index)
        return None

    def _steps_to(self, words: Sequence[str], last: int, multipliers: Set[str]) -> int | None:
        """Return how far behind a number the word stands that multiplies it, at most with a hyphen between."""
        behind = words[last + 1 : last + 3]
        if behind and behind[0] in multipliers:
            return 1
        return 2 if len(behind) == 2 and behind[0] == "-" and behind[1] in multipliers else None

    def _is_inside(self, words: Sequence[str], index: int) -> bool:
        """Return whether a word is a later part of a number that begins before it."""
        before = words[index - 1] if index else ""
        multiplied = words[index] in self.scales or words[index] in self.multiples
        return (
            self._tens_and_unit(words, index - 2) is not None
            or (multiplied and (before in self.single or self.value_of(before) is not None))
            or (index > 0 and words[index] in self.single and self._is_half(words, index - 1))
        )

    def _is_half(self, words: Sequence[str], index: int) -> bool:
        """Return whether "half a" stands at an index, with a word behind it."""
        return (
            self.parts.get(words[index]) == _HALVES
            and index + 2 < len(words)
            and words[index + 1] in self.single
        )

    def _tens_and_unit(self, words: Sequence[str], index: int) -> int | None:
        """Return the value of "twenty", "-", "four" from an index on, or None."""
        if index < 0 or index + 2 >= len(words) or words[index + 1] != "-":
            return None
        tens, unit = (self.number_words.get(word, 0) for word in (words[index], words[index + 2]))
        return tens + unit if tens in range(20, 100, 10) and 0 < unit < 10 else None


def _digits(value: float) -> str:
    """Return a number as plain digits."""
    return str(int(value)) if value.is_integer() else str(round(value, 6))
