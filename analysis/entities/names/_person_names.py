"""Parse names of persons into parts, and compare them by parts, short forms and spellings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from analysis.language import ENGLISH, Gender

_NAMES = ENGLISH.names

#: Fewest letters of a given name that may be misspelt: in shorter ones a letter makes another name (Tim, Tom). By
#: judgement: nothing in PolNeAR, ECB+ and GUM changes between 1 and 6.
_LEAST_LETTERS = 4


@cache
def _hyphenated_given() -> re.Pattern[str]:
    """Return the pattern of a name with two hyphenated syllables, the second in lower case ("Ban Ki-moon")."""
    syllable = _NAMES.romanised_syllables.pattern
    return re.compile(rf"\w+ (?i:{syllable})-(?=[a-z])(?i:{syllable})")


@cache
def _given() -> re.Pattern[str]:
    """Return the pattern of a given name of one or two syllables."""
    syllable = _NAMES.romanised_syllables.pattern
    return re.compile(rf"{syllable}(?:-?{syllable})?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name in parts, lower-cased: `given` names in order, `family` name; `given` empty if unknown."""

    given: tuple[str, ...]
    family: str
    family_first: bool = False


def _clean(name: str) -> list[str]:
    """Return the words of a name in lower case, without suffixes, full stops, commas and 's."""
    words = re.sub(r"[.,]", "", ENGLISH.words.without_possessive(name).replace("’", "'")).lower().split()
    while len(words) > 1 and words[-1] in _NAMES.suffixes:
        words.pop()
    return words


def plain_name(name: str) -> str:
    """Return a name in lower case, without suffixes, full stops, commas and 's."""
    return " ".join(_clean(name))


def _is_family_first(words: list[str]) -> bool:
    """Return whether a name has the family name first, as Korean and Chinese names of two or three words do.

    A family name that is a given name elsewhere (Kim, Lee) needs two given names: not in "Lee Zeldin".
    """
    first, given = words[0], "-".join(words[1:])
    if first not in _NAMES.first_family_names or _given().fullmatch(given) is None:
        return False
    return "-" in given or first not in _NAMES.common_given_names


@lru_cache(maxsize=8192)
def parse_name(name: str) -> PersonName:
    """Return the parts of a written name; a single word counts as a family name."""
    words = _clean(name)
    if not words:
        return PersonName((), "")
    if len(words) == 1:
        return PersonName((), words[0])
    if _is_family_first(words) or _hyphenated_given().fullmatch(name):
        return PersonName(tuple(re.split(r"[-\s]", " ".join(words[1:]))), words[0], family_first=True)
    return PersonName(tuple(words[:-1]), words[-1])


def _same_given_name(given_a: str, given_b: str) -> bool:
    """Return whether two given names are equal, or one is the other's initial or usual short form."""
    if given_a == given_b or (min(len(given_a), len(given_b)) == 1 and given_a[0] == given_b[0]):
        return True
    return given_b in _NAMES.nicknames.get(given_a, ())


def same_person(name_a: str, name_b: str) -> bool:
    """Return whether two full names can be one person's: family names equal, given names compatible.

    A middle name may be missing, a given name may be an initial or a usual short form ("Mike", "Michael").
    A single word matches only itself; see `could_be_short_for` for the names it may stand for.

    Example:
        >>> same_person("Mike Pompeo", "Michael Pompeo"), same_person("Eric Trump", "Donald Trump")
        (True, False)
    """
    a, b = parse_name(name_a), parse_name(name_b)
    if a.family != b.family or bool(a.given) != bool(b.given):
        return a == b
    if a.family_first or b.family_first:
        return "".join(a.given) == "".join(b.given)
    if not a.given:
        return True
    if not _same_given_name(a.given[0], b.given[0]):
        return len(a.given) != len(b.given) and (a.given[0] in b.given[1:] or b.given[0] in a.given[1:])
    return len(a.given) == 1 or len(b.given) == 1 or _same_given_name(a.given[1], b.given[1])


def spelled_alike(name_a: str, name_b: str) -> bool:
    """Return whether two full names can be spellings of one: family names equal, given names one letter apart.

    "Madeleine" and "Madeline", "Kirsten" and "Kristen". Spelling alone does not decide ("Ivana", "Ivanka"), so
    callers require the same office as well.
    """
    a, b = parse_name(name_a), parse_name(name_b)
    if a.family != b.family or not a.given or not b.given:
        return False
    given_a, given_b = ("".join(name.given) if name.family_first else name.given[0] for name in (a, b))
    genders = {gender_of_name(name_a), gender_of_name(name_b)}
    distance = DamerauLevenshtein.distance(given_a, given_b, score_cutoff=1)
    return distance == 1 and min(len(given_a), len(given_b)) >= _LEAST_LETTERS and genders != {"m", "f"}


@lru_cache(maxsize=65536)
def could_be_short_for(short: str, full: str) -> str | None:
    """Return "family" or "given" where a word (or a double family name) is short for a full name, else None.

    Example:
        >>> could_be_short_for("Trump", "Donald Trump"), could_be_short_for("Mike", "Michael Pompeo")
        ('family', 'given')
    """
    word, name = " ".join(_clean(short)), parse_name(full)
    if not word or not name.given:
        return None
    if word == name.family:
        return "family"
    words = _clean(full)
    if len(word.split()) > 1 and words[-len(word.split()) :] == word.split():
        return "family"
    if any(word == given or given in _NAMES.nicknames.get(word, ()) for given in name.given):
        return "given"
    return None


def short_forms(full: str) -> set[str]:
    """Return all short forms of a full name that `could_be_short_for` accepts, in lower case."""
    name, words = parse_name(full), _clean(full)
    if not name.given:
        return set()
    forms = {name.family, *(" ".join(words[start:]) for start in range(1, len(words)))}
    for given in name.given:
        forms |= {given, *_NAMES.nicknames.get(given, ())}
    return forms


def gender_of_name(name: str) -> Gender | None:
    """Return the gender that a full name's given name hints at, or None."""
    parsed = parse_name(name)
    if not parsed.given or parsed.family_first:
        return None
    if parsed.given[0] in _NAMES.male_given_names:
        return "m"
    return "f" if parsed.given[0] in _NAMES.female_given_names else None
