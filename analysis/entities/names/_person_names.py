"""Tell whether two written names can be one person's: the parts of a name, its short forms and its spellings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from analysis.language import ENGLISH, Gender

_NAMES = ENGLISH.names

_LEAST_LETTERS = 4  # of a given name; below, a letter makes another name (Tim, Tom)
_SYLLABLE = (
    r"(?:kk|gg|tt|ch|sh|ss|[bcdfghjklmnprstwyxzq])?"
    r"(?:yeo|yae|wae|you|eo|eu|ae|oe|ui|wa|wo|we|wi|ya|ye|yo|yu|oo|ou|ee|ia|iu|ie|ua|uo|uan|iao|ai|ao|ei|[aeiou])"
    r"(?:ng|[nmlkphct](?![aeiou]))?"
)
# Two syllables joined by a hyphen, the second with a small letter: "Ki-moon", but not "Trump-led".
_HYPHENATED_GIVEN = re.compile(rf"\w+ (?i:{_SYLLABLE})-(?=[a-z])(?i:{_SYLLABLE})")
_GIVEN = re.compile(rf"{_SYLLABLE}(?:-?{_SYLLABLE})?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name in parts, lower-cased: `given` names in order, `family` name; `given` empty if unknown."""

    given: tuple[str, ...]
    family: str
    family_first: bool = False


def _clean(name: str) -> list[str]:
    words = re.sub(r"[’']s$|[.,]", "", name.replace("’", "'")).lower().split()
    while len(words) > 1 and words[-1] in _NAMES.suffixes:
        words.pop()
    return words


def plain_name(name: str) -> str:
    """Return a name in lower case, without suffixes, full stops and 's."""
    return " ".join(_clean(name))


def _is_family_first(words: list[str]) -> bool:
    """Tell whether a name of two or three words puts the family name first, as Korean and Chinese names do.

    One that is a given name elsewhere (Kim, Lee) needs two given names behind it: "Kim Jong Un", but not "Lee Zeldin".
    """
    first, given = words[0], "-".join(words[1:])
    if first not in _NAMES.first_family_names or len(words) > 3 or _GIVEN.fullmatch(given) is None:
        return False
    return "-" in given or (len(given) >= 4 and first not in _NAMES.common_given_names)


@lru_cache(maxsize=8192)
def parse_name(name: str) -> PersonName:
    """Return the parts of a written name; a single word is taken for a family name."""
    words = _clean(name)
    if not words:
        return PersonName((), "")
    if len(words) == 1:
        return PersonName((), words[0])
    if _is_family_first(words) or _HYPHENATED_GIVEN.fullmatch(name):
        return PersonName(tuple(re.split(r"[-\s]", " ".join(words[1:]))), words[0], family_first=True)
    return PersonName(tuple(words[:-1]), words[-1])


def _same_given(one: str, other: str) -> bool:
    if one == other or (min(len(one), len(other)) == 1 and one[0] == other[0]):
        return True
    return other in _NAMES.nicknames.get(one, ())


def same_person(one: str, other: str) -> bool:
    """Tell whether two full names can be one person's: family names equal, given names not at odds.

    A middle name may be missing, a given name may be an initial or a usual short form ("Mike", "Michael").
    A single word agrees only with itself; `could_be_short_for` says what it may stand for.
    """
    a, b = parse_name(one), parse_name(other)
    if a.family != b.family or bool(a.given) != bool(b.given):
        return a == b
    if a.family_first or b.family_first:
        return "".join(a.given) == "".join(b.given)
    if not a.given:
        return True
    if not _same_given(a.given[0], b.given[0]):
        return len(a.given) != len(b.given) and (a.given[0] in b.given[1:] or b.given[0] in a.given[1:])
    return len(a.given) == 1 or len(b.given) == 1 or _same_given(a.given[1], b.given[1])


def spelled_alike(one: str, other: str) -> bool:
    """Tell whether two full names can be spellings of one: family names equal, given names one letter apart.

    "Madeleine" and "Madeline", "Kirsten" and "Kristen"; spelling alone cannot tell ("Ivana", "Ivanka"), so callers ask
    for the same office too.
    """
    a, b = parse_name(one), parse_name(other)
    if a.family != b.family or not a.given or not b.given:
        return False
    first, second = ("".join(name.given) if name.family_first else name.given[0] for name in (a, b))
    genders = {gender_of_name(one), gender_of_name(other)}
    apart = DamerauLevenshtein.distance(first, second, score_cutoff=1)
    return apart == 1 and min(len(first), len(second)) >= _LEAST_LETTERS and genders != {"m", "f"}


@lru_cache(maxsize=65536)
def could_be_short_for(short: str, full: str) -> str | None:
    """Return "family" or "given" where one word (or a doubled family name) is short for a full name, else None."""
    word, name = " ".join(_clean(short)), parse_name(full)
    if not word or not name.given:
        return None
    if word == name.family:
        return "family"
    words = _clean(full)
    if len(word.split()) > 1 and words[-len(word.split()) :] == word.split():
        return "family"
    if len(word) > 2 and any(
        word == given or given in _NAMES.nicknames.get(word, ()) for given in name.given
    ):
        return "given"
    return None


def short_forms(full: str) -> set[str]:
    """Return every lower-cased word or words that `could_be_short_for` takes for a full name's short form."""
    name, words = parse_name(full), _clean(full)
    if not name.given:
        return set()
    forms = {name.family, *(" ".join(words[at:]) for at in range(1, len(words)))}
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
