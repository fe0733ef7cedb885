"""A language's facts behind one object: a folder of data files, each read when it is first asked for.

Every attribute of a subject below is a file of its name, whose head says what it holds and where it comes from:
`language.nouns.persons` is `nouns/persons.txt`, `language.nouns.states` is the list `states` of `nouns.toml`.
A folder with a `language.toml` is a language; what it lacks is said when it is needed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from analysis.errors import DatelineError
from analysis.language._read import read_rows, read_short_lists
from analysis.language.subjects._grammar import Cues, Grammar
from analysis.language.subjects._newsroom import Newsroom
from analysis.language.subjects._people import Names, Nouns, Offices, People
from analysis.language.subjects._words import Calendar, Numbers, Words
from analysis.language.subjects._world import Places

#: Every folder here that has a `language.toml` is a language.
FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Language:
    """A language by its folder of data files; nothing is read before it is asked for."""

    folder: Path

    def __reduce__(self) -> tuple[Callable[[str], Language], tuple[str]]:
        """Pickle the name alone: another process reads the data there, once."""
        return load_language, (self.code if self.folder.parent == FOLDER else str(self.folder),)

    @property
    def code(self) -> str:
        """ISO 639-1 code: the folder's name."""
        return self.folder.name

    @cached_property
    def _facts(self) -> dict[str, Any]:
        return read_short_lists(self.folder / "language.toml")

    @property
    def name(self) -> str:
        """What the language is called in English."""
        return str(self._facts["name"])

    @property
    def pipeline(self) -> str:
        """The spaCy pipeline that reads it unless another is named.

        Raises:
            DatelineError: There is no such pipeline.
        """
        if "pipeline" not in self._facts:
            raise DatelineError(f"No spaCy pipeline is set for {self.name}. Name an installed one (model=).")
        return str(self._facts["pipeline"])

    @property
    def scripts(self) -> frozenset[str]:
        """The scripts that it is written in, by the first word of their characters' Unicode names."""
        return frozenset(self._facts["scripts"])

    @cached_property
    def words(self) -> Words:
        """Words and their spelling."""
        return Words(self)

    @cached_property
    def calendar(self) -> Calendar:
        """Months and days."""
        return Calendar(self)

    @cached_property
    def numbers(self) -> Numbers:
        """Words for amounts."""
        return Numbers(self)

    @cached_property
    def newsroom(self) -> Newsroom:
        """The wording of newsrooms."""
        return Newsroom(self)

    @cached_property
    def nouns(self) -> Nouns:
        """Nouns by what they stand for."""
        return Nouns(self)

    @cached_property
    def people(self) -> People:
        """Words that address people and point to them."""
        return People(self)

    @cached_property
    def names(self) -> Names:
        """Words of people's names."""
        return Names(self)

    @cached_property
    def offices(self) -> Offices:
        """Offices, and words about those who hold them."""
        return Offices(self)

    @cached_property
    def places(self) -> Places:
        """States, their peoples and capitals, and their parts."""
        return Places(self)

    @cached_property
    def cues(self) -> Cues:
        """Cues of attributions."""
        return Cues(self)

    @cached_property
    def grammar(self) -> Grammar:
        """Labels of the parse."""
        return Grammar(self)


ENGLISH = Language(FOLDER / "en")


def known_languages() -> list[str]:
    """Return the codes of the languages that have a folder here."""
    return sorted(path.parent.name for path in FOLDER.glob("*/language.toml"))


@cache
def load_language(code: str) -> Language:
    """Return the language of an ISO 639-1 code, or of the folder at a path.

    Raises:
        DatelineError: There is no such folder.

    Example:
        >>> load_language("en").name
        'English'
    """
    folder = FOLDER / code  # a path that is absolute stays what it is
    if not (folder / "language.toml").is_file():
        raise DatelineError(
            f"language={code!r} is not known. Use {', '.join(map(repr, known_languages()))}, or None to take "
            "articles of every language."
        )
    return ENGLISH if folder == ENGLISH.folder else Language(folder)


@cache
def calendars() -> tuple[Calendar, ...]:
    """Return the calendars of all languages, English first: a date reads the same whatever a corpus is in."""
    other_languages = (load_language(code) for code in known_languages() if code != ENGLISH.code)
    return (ENGLISH.calendar, *(language.calendar for language in other_languages))


@cache
def function_words() -> dict[str, frozenset[str]]:
    """Return the commonest function words of languages that news is written in, by the language's name."""
    return {
        name: frozenset(words) for name, *words in read_rows(FOLDER / "recognition" / "function_words.tsv")
    }


@cache
def script_names() -> dict[str, str]:
    """Return what scripts are called, by the first word of their characters' Unicode names."""
    return dict(read_rows(FOLDER / "recognition" / "scripts.tsv"))
