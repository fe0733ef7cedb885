"""Words, dates and numbers: what word counts and readings of figures need of a language."""

from __future__ import annotations

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
    share_of = words()
    ratio_words = words()
    stretches = words()
    ranges = words()
    others = words()
    supposed = words()
