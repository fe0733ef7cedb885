"""Entries of a language's subjects: a list, table or pattern, read from its file when first used."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Self, TypeVar, overload

from analysis.errors import DatelineError
from analysis.language._read import read_lines, read_rows, read_short_lists

if TYPE_CHECKING:
    from analysis.language._language import Language

T = TypeVar("T")

#: What a file gives: entries, rows of cells, or (from .toml) a table.
Raw = Any


@dataclass(frozen=True)
class Subject:
    """What a language's folder holds on one subject.

    The entry `titles` of the subject `nouns` is the list of that name in `nouns.toml`, or the file
    `nouns/titles.txt` or `nouns/titles.tsv`, and is kept once it has been read.
    """

    language: Language

    #: For the message where a list is missing: "<Quotes> need <lists of cues>".
    needed_by: ClassVar[str]
    holds: ClassVar[str]

    @classmethod
    def name(cls) -> str:
        """Return the name of the subject's file and folder."""
        return cls.__name__.lower()

    def read(self, entry: str) -> Raw:
        """Return what the language's file says on an entry.

        Raises:
            DatelineError: The language has no such file.
        """
        if entry in self._short_lists:
            return self._short_lists[entry]
        path = self.language.folder / self.name() / entry
        if (words := path.with_suffix(".txt")).is_file():
            return read_lines(words)
        if (table := path.with_suffix(".tsv")).is_file():
            return read_rows(table)
        raise DatelineError(
            f"{self.needed_by} need {self.holds}, which {self.language.name} does not have: its folder lacks "
            f"{self.name()}/{entry} (and {self.name()}.toml has no list {entry})."
        )

    @cached_property
    def _short_lists(self) -> dict[str, Raw]:
        path = self.language.folder / f"{self.name()}.toml"
        return read_short_lists(path) if path.is_file() else {}


class Entry(Generic[T]):
    """An attribute of a subject that is read from the file of its name when first used."""

    def __init__(self, build: Callable[[Raw], T]) -> None:
        self._build = build

    def __set_name__(self, owner: type[Subject], name: str) -> None:
        self._name = name

    @overload
    def __get__(self, subject: None, owner: type[Subject]) -> Self: ...
    @overload
    def __get__(self, subject: Subject, owner: type[Subject]) -> T: ...
    def __get__(self, subject: Subject | None, owner: type[Subject]) -> Self | T:
        if subject is None:
            return self
        value = self._build(subject.read(self._name))
        subject.__dict__[self._name] = value  # found there from now on, before this descriptor
        return value


def words() -> Entry[frozenset[str]]:
    """A set of words or phrases."""
    return Entry(frozenset)


def ordered_words() -> Entry[tuple[str, ...]]:
    """Words whose order matters."""
    return Entry(tuple)


def word_groups() -> Entry[tuple[frozenset[str], ...]]:
    """Sets of words that go together."""
    return Entry(lambda rows: tuple(map(frozenset, rows)))


def table() -> Entry[dict[str, str]]:
    """Words, each with what it stands for."""
    return Entry(dict)


def numbers() -> Entry[dict[str, float]]:
    """Words, and the number of each."""
    return Entry(lambda rows: {word: float(number) for word, number in dict(rows).items()})


def pattern(flags: int = re.IGNORECASE) -> Entry[re.Pattern[str]]:
    """One regular expression that fits where any of a list does."""
    return Entry(lambda lines: compile_any(lines, flags))


def compile_any(expressions: Iterable[str], flags: int) -> re.Pattern[str]:
    """Return one pattern of several, tried in order; of none, one that fits nowhere."""
    return re.compile("|".join(f"(?:{expression})" for expression in expressions) or r"(?!)", flags)
