"""Words, dates and numbers: what word counts and readings of figures need of a language."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from analysis.language._entries import (
    Entry,
    Subject,
    numbers,
    ordered_words,
    table,
    words,
)


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
            >>> [ENGLISH.numbers.value_of(word) for word in ("1,200", "twelve", "many")]
            ['1200', '12', None]
        """
        if word in self.number_words:
            return str(self.number_words[word])
        digits = word.replace(",", "")
        return digits if digits.replace(".", "", 1).isdecimal() else None

    def value_at(self, words: Sequence[str], index: int) -> tuple[str, int] | None:
        """Return the value of the number that begins at a word and the index of its last word; None where none begins.

        Args:
            words: Words in lower case, split at hyphens.
            index: The index of the first word.

        Example:
            >>> text = ["twenty", "-", "four", "men"]
            >>> ENGLISH.numbers.value_at(text, 0), ENGLISH.numbers.value_at(text, 2)
            (('24', 2), None)
        """
        value = self.value_of(words[index])
        if value is None or self._tens_and_unit(words, index - 2) is not None:
            return None
        compound = self._tens_and_unit(words, index)
        return (str(compound), index + 2) if compound is not None else (value, index)

    def _tens_and_unit(self, words: Sequence[str], index: int) -> int | None:
        """Return the value of "twenty", "-", "four" from an index on, or None."""
        if index < 0 or index + 2 >= len(words) or words[index + 1] != "-":
            return None
        tens, unit = (self.number_words.get(word, 0) for word in (words[index], words[index + 2]))
        return tens + unit if tens in range(20, 100, 10) and 0 < unit < 10 else None
