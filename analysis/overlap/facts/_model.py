"""The facts of a sentence: numbers with what they count, days, and names with the part they play."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from analysis.text import Span


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in a text.

    Attributes:
        start, end: The number with its hedge and what it counts, in code points.
        counted: A noun's lemma, a unit of money, a share, or what became of those it counts ("killed").
        value: The number; `low` and `high` the interval that its hedge allows.
        is_toll: Whether it counts what became of people, so that it may rise with time.
        base: What a share is a share of, as a lemma; else empty.
    """

    start: int
    end: int
    counted: str
    value: float
    low: float
    high: float
    is_toll: bool = False
    base: str = ""

    @property
    def span(self) -> Span:
        """The offsets (start, end)."""
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class Day:
    """A weekday or a day of a month in a text.

    Attributes:
        start, end: Its place, in code points.
        text: Its words.
        weekday: 0 for Monday; None where not given.
        month, day, year: Of the day of a month; None where not given.
        known: The date, where it can be worked out.
        is_of_speech: Whether it says when somebody spoke, not when what is told happened.
    """

    start: int
    end: int
    text: str = ""
    weekday: int | None = None
    month: int | None = None
    day: int | None = None
    year: int | None = None
    known: date | None = None
    is_of_speech: bool = False

    @property
    def span(self) -> Span:
        """The offsets (start, end)."""
        return self.start, self.end

    @property
    def month_day(self) -> tuple[int, int] | None:
        """Month and day, where they are known."""
        if self.known is not None:
            return self.known.month, self.known.day
        return (self.month, self.day) if self.month is not None and self.day is not None else None

    def agrees_with(self, day: Day) -> bool | None:
        """Return whether two days are one; None where that cannot be known.

        Example:
            >>> tuesday = Day(0, 7, weekday=1)
            >>> tuesday.agrees_with(Day(0, 6, weekday=0)), tuesday.agrees_with(Day(0, 7, month=3, day=1))
            (False, None)
        """
        of_year = (self.month is None or self.year is not None) == (day.month is None or day.year is not None)
        if self.known is not None and day.known is not None and of_year:
            return self.known == day.known
        if self.month_day is not None and day.month_day is not None:
            return self.month_day == day.month_day
        weekdays = [d.known.weekday() if d.known else d.weekday for d in (self, day)]
        return None if None in weekdays else weekdays[0] == weekdays[1]


@dataclass(frozen=True, slots=True)
class Naming:
    """A name in a text.

    Attributes:
        start, end: Its words, in code points.
        kind: Person, organisation or place.
        entity: Index of its entity in the article.
        slot: The preposition before it, or its relation in the parse.
    """

    start: int
    end: int
    kind: str
    entity: int
    slot: str

    @property
    def span(self) -> Span:
        """The offsets (start, end)."""
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class Founding:
    """A body that a text says was founded, or was not.

    Attributes:
        start, end: The clause that says so, in code points.
        name: The body, without an article ("new consultative body").
        noun: Its noun's lemma.
        qualities: The lemmas of its adjectives.
        is_denied: Whether the text says that it was not founded.
    """

    start: int
    end: int
    name: str
    noun: str
    qualities: frozenset[str]
    is_denied: bool

    @property
    def span(self) -> Span:
        """The offsets (start, end)."""
        return self.start, self.end

    def may_be(self, founding: Founding, general: frozenset[str]) -> bool:
        """Return whether two bodies may be one: a quality in common, and one noun or a general one.

        Example:
            >>> body = Founding(0, 20, "new council", "council", frozenset({"new"}), False)
            >>> body.may_be(Founding(0, 9, "new group", "group", frozenset({"new"}), True), frozenset({"group"}))
            True
        """
        same_noun = self.noun == founding.noun or bool({self.noun, founding.noun} & general)
        return same_noun and bool(self.qualities & founding.qualities)
