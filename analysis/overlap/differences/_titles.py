"""Do two titles say the same of a person? Agree, differ, or both may hold, which is "cannot tell"."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal

from analysis.entities import state_named
from analysis.language import ENGLISH

Relation = Literal["agree", "differ", "cannot tell"]

_OFFICES, _PEOPLE, _PLACES = ENGLISH.offices, ENGLISH.people, ENGLISH.places

_WORD = re.compile(r"[^\W_](?:[\w'.-]*[^\W_])?\.?")
_DOTTED = re.compile(r"(?:[a-z]\.)+[a-z]?\.?")
_ACRONYM = re.compile(r"\b[A-Z]{2,6}\b")


@cache
def _states() -> frozenset[str]:
    """Return the names of states; a province lies in its state: an Alabama senator is a U.S. senator."""
    return frozenset(name.lower() for name in _PLACES.states.values()) - _PLACES.provinces


@cache
def _most_words() -> int:
    """Return how many words the longest office has."""
    return max(len(wording.split()) for wording in _OFFICES.offices)


@dataclass(frozen=True, slots=True)
class Title:
    """What a title says.

    Attributes:
        office: The office or walk of life, under one name; empty where none is known.
        line: The offices of which a person holds one at a time and this is one; empty where it is none.
        rank: Words that make another office of it (acting, deputy).
        about: The other words that tell, states under their names.
        parties: Parties named.
        now: False for an office of the past, or one to come.
    """

    office: str
    line: str
    rank: frozenset[str]
    about: frozenset[str]
    parties: frozenset[str]
    now: bool


def relate_titles(one: str, other: str) -> Relation:
    """Tell whether two titles say the same of one person.

    They agree where all words of one stand in the other, or where they name one office and something in common beside
    it. They differ where they name one office in another rank ("acting director", "director"), or of another state
    or party; and where they name two offices of which a person holds one at a time. Else both may hold: a person can be
    a senator, a father and a candidate.

    Example:
        >>> relate_titles("F.B.I. director", "director of the Federal Bureau of Investigation")
        'agree'
        >>> relate_titles("vice minister", "director general"), relate_titles("Sen.", "billionaire")
        ('differ', 'cannot tell')
    """
    a, b = read_title(one), read_title(other)
    a, b = _with_acronyms(a, one, other), _with_acronyms(b, other, one)
    if a.office and a.office == b.office:
        return _relate_one_office(a, b)
    if a.line and a.line == b.line and a.now and b.now and _may_be_one_place(a, b):
        return "differ"
    if _words(a) <= _words(b) or _words(b) <= _words(a):
        return "agree"
    return "cannot tell"


def _relate_one_office(a: Title, b: Title) -> Relation:
    now = a.now == b.now
    if a.rank != b.rank and now and (a.line or a.office in _OFFICES.ranked) and _may_be_one_place(a, b):
        return "differ"
    if now and a.parties and b.parties and not a.parties & b.parties:
        return "differ"
    places = (_states(), _PLACES.provinces)
    if a.line and now and any(_are_apart(a.about & kind, b.about & kind) for kind in places):
        return "differ"
    same_rank = a.rank == b.rank
    if same_rank and (a.line in _OFFICES.one_at_a_time or not a.about or not b.about or a.about & b.about):
        return "agree"
    return "cannot tell"


def _may_be_one_place(a: Title, b: Title) -> bool:
    """Nothing is said of where either office is held, or something in common."""
    return not a.about or not b.about or bool(a.about & b.about)


def _words(title: Title) -> frozenset[str]:
    """All that a title says; of "secretary of state" the secretary is a part, of "vice president" the president not."""
    parts = title.office.split()
    joined = not _OFFICES.joints.isdisjoint(parts)
    office = [word for word in parts if word not in _OFFICES.small_words] if joined else [title.office]
    return title.rank | title.about | title.parties | frozenset(filter(None, office))


def _are_apart(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and not one & other


@lru_cache(maxsize=65536)
def read_title(text: str) -> Title:
    """Return what a title says.

    Example:
        >>> read_title("acting U.S. ambassador to Chile").rank
        frozenset({'acting'})
    """
    words = _plain_words(text)
    at, size, office, line = _find_office(words)
    rest = [word for place, word in enumerate(words) if not at <= place < at + size]
    # Places first: the "new" of New York says nothing of when.
    untelling = _OFFICES.small_words | _OFFICES.times | _OFFICES.ranks | _OFFICES.parties.keys()
    named = {word for word in _name_places(rest) if word not in untelling}
    return Title(
        office,
        line,
        frozenset(word for word in rest if word in _OFFICES.ranks),
        frozenset(named),
        frozenset(_OFFICES.parties[word] for word in rest if word in _OFFICES.parties),
        _OFFICES.not_now.isdisjoint(words),
    )


def _plain_words(text: str) -> list[str]:
    """The words in lower case without accents, abbreviations written out, "F.B.I." without its dots."""
    marks = unicodedata.normalize("NFKD", text.replace("’", "'"))
    plain = "".join(char for char in marks if not unicodedata.combining(char)).lower()
    words: list[str] = []
    for found in _WORD.findall(plain):
        short = found.rstrip(".") if found.endswith(".") else ""
        province = _PLACES.province_abbreviations.get(short, "")
        if province:
            words += province.split()
        elif found in _PEOPLE.title_abbreviations:
            words += _PEOPLE.title_abbreviations[found].split()
        elif _DOTTED.fullmatch(found):
            words.append(found.replace(".", ""))
        elif found not in _PEOPLE.honorifics:
            word = ENGLISH.words.without_possessive(found.rstrip("."))
            first, hyphen, tail = word.partition("-")
            before = first in _OFFICES.ranks or first in _OFFICES.times
            split = bool(hyphen) and (before or tail in _OFFICES.not_now)
            words += [first, tail] if split else [word]
    return words


def _find_office(words: list[str]) -> tuple[int, int, str, str]:
    """Return where a title's office stands in its words, how many it takes, its name and its line.

    It is the last office or walk of life before "of" or "for", the longest of those that end there: "deputy chief of
    staff" rather than "chief". Nothing is taken where no word is known.
    """
    until = next((at for at, word in enumerate(words) if at and word in _OFFICES.ends), len(words))
    for stop in dict.fromkeys((until, len(words))):
        found = [
            (min(first + size, stop), size, first)
            for first in range(stop)
            for size in range(1, min(_most_words(), len(words) - first) + 1)
            if _is_office(words[first : first + size])
        ]
        if found:
            _, size, first = max(found)
            name, line = _OFFICES.offices.get(" ".join(words[first : first + size]), (words[first], ""))
            return first, size, _walk(name), line
    return 0, 0, "", ""


def _is_office(words: list[str]) -> bool:
    wording = " ".join(words)
    person = wording in ENGLISH.nouns.persons and wording not in _OFFICES.parties
    return wording in _OFFICES.offices or person


def _walk(noun: str) -> str:
    """Return one noun for all that mean the same."""
    return next((min(walk) for walk in _OFFICES.same_walks if noun in walk), noun)


def _name_places(words: list[str]) -> set[str]:
    """States under their names, also those of two words; all other words as they are."""
    named: set[str] = set()
    at = 0
    while at < len(words):
        two = " ".join(words[at : at + 2])
        place = state_named(two) if two != words[at] else None
        if place or two in _PLACES.provinces:
            named.add((place or two).lower())
            at += 2
        else:
            named.add((state_named(words[at]) or words[at]).lower())
            at += 1
    return named


def _with_acronyms(title: Title, own: str, other: str) -> Title:
    """Return a title with each acronym of the other one ("FBI") in place of the words that it is made of."""
    about = title.about
    for acronym in _ACRONYM.findall(re.sub(r"(?<=[A-Z])\.", "", other)):
        for spelled in re.finditer(_spelled_out(acronym), own):
            parts = {word.lower() for word in re.findall(r"\w+", spelled[0])} - _OFFICES.small_words
            if parts & about:  # else they are the office itself, or a state
                about = (about - parts) | {acronym.lower()}
    return replace(title, about=about) if about != title.about else title


@lru_cache(maxsize=4096)
def _spelled_out(acronym: str) -> str:
    """A pattern of the capitalised words with these initials, small words between them."""
    small = "|".join(sorted(_OFFICES.between_initials))
    return r"\b" + rf"\s+(?:(?:{small})\s+)*".join(rf"{letter}\w+" for letter in acronym)
