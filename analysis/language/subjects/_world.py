"""Places and states."""

from __future__ import annotations

from functools import cached_property

from analysis.language._entries import (
    Subject,
    table,
    words,
)


class Places(Subject):
    """States, their peoples and capitals, and their parts."""

    needed_by, holds = "Places", "names of states and places"

    small_words = words()
    locative = words()
    inner = words()
    within = words()
    whole = words()
    regions = words()
    opposites = table()
    venues = words()
    full_name_beginnings = words()
    other_names = table()
    abbreviations = table()
    provinces = words()
    province_abbreviations = table()

    @cached_property
    def states(self) -> dict[str, str]:
        """Every name and short form of a state, in lower case, and the state's name."""
        return {
            name.lower(): state
            for state, others, _, _ in self.read("states")
            for name in (state, *_parts(others))
        }

    @cached_property
    def state_abbreviations(self) -> dict[str, str]:
        """The state that each abbreviation stands for ("U.S." and "US": "United States")."""
        return {
            name: state
            for state, others, _, _ in self.read("states")
            for name in _parts(others)
            if name.isupper()
        }

    @cached_property
    def with_other_names(self) -> frozenset[str]:
        """The places that have another name, in lower case."""
        return frozenset(name.lower() for name in self.other_names.values())

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of all these names ("Carolina")."""
        names = (*self.states, *self.capitals, *self.provinces)
        return frozenset(word for name in names for word in name.split())

    @cached_property
    def most_words(self) -> int:
        """Number of words of the longest name of a state."""
        return max(len(name.split()) for name in self.states)

    @cached_property
    def nationalities(self) -> dict[str, str]:
        """Adjectives and words for nationals, in lower case, and the state's name."""
        return {word.lower(): state for state, _, people, _ in self.read("states") for word in _parts(people)}

    @cached_property
    def capitals(self) -> dict[str, str]:
        """Capitals and seats of government, in lower case, and the state's name."""
        return {seat.lower(): state for state, _, _, seats in self.read("states") for seat in _parts(seats)}

    def state_named(self, words: str) -> str | None:
        """Return the state that a name, an adjective or a capital belongs to, or None.

        Example:
            >>> ENGLISH.places.state_named("South Korean"), ENGLISH.places.state_named("Tuesday")
            ('South Korea', None)
        """
        lower = words.lower()
        return self.states.get(lower) or self.nationalities.get(lower) or self.capitals.get(lower)


def _parts(cell: str) -> list[str]:
    """Return the entries of a cell that holds several."""
    return [part for part in cell.split("|") if part]
