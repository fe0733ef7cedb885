"""Do two written names name the same person? Parts of a name, short forms, and spellings of one Korean name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from analysis.language import ENGLISH, Gender
from analysis.language._given_names import FEMALE_GIVEN_NAMES, MALE_GIVEN_NAMES
from analysis.language._romanisation import KOREAN_FAMILIES, KOREAN_SYLLABLES, OTHER_FIRST_FAMILIES

_SYLLABLE = (
    r"(?:kk|gg|tt|ch|sh|ss|[bcdghjklmnprstwyxzq])?"
    r"(?:yeo|yae|wae|you|eo|eu|ae|oe|ui|wa|wo|we|wi|ya|ye|yo|yu|oo|ou|ee|ia|iu|ie|ua|uo|uan|iao|ai|ao|ei|[aeiou])"
    r"(?:ng|[nmlkphct](?![aeiou]))?"
)
_HYPHENATED_GIVEN = re.compile(r"\w+ [^\W\d_]\w*-[a-z]\w*")
_GIVEN = re.compile(rf"{_SYLLABLE}(?:-?{_SYLLABLE})?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name in parts, lower-cased: `given` names in order, `family` name; `given` empty if unknown."""

    given: tuple[str, ...]
    family: str
    family_first: bool = False


def _clean(name: str) -> list[str]:
    words = re.sub(r"[’']s$|[.,]", "", name.replace("’", "'")).lower().split()
    while len(words) > 1 and words[-1] in ENGLISH.names.suffixes:
        words.pop()
    return words


def plain_name(name: str) -> str:
    """Return a name in lower case, without suffixes, full stops and 's."""
    return " ".join(_clean(name))


def _is_family_first(words: list[str]) -> bool:
    """Tell whether a name of two or three words puts the family name first, as Korean and Chinese names do."""
    first, rest = words[0], words[1:]
    if first not in KOREAN_FAMILIES and first not in OTHER_FIRST_FAMILIES:
        return False
    given = "-".join(rest)
    return len(rest) <= 2 and _GIVEN.fullmatch(given) is not None and (len(rest) == 2 or len(rest[0]) >= 4)


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
    return other in ENGLISH.names.nicknames.get(one, ())


def same_person(one: str, other: str) -> bool:
    """Tell whether two full names can be one person's: family names equal, given names not at odds.

    A middle name may be missing, a given name may be an initial or a usual short form ("Mike", "Michael").
    A single word agrees only with itself; `could_be_short_for` says what it may stand for.
    """
    a, b = parse_name(one), parse_name(other)
    if a.family != b.family or bool(a.given) != bool(b.given):
        return a == b
    if a.family_first or b.family_first:
        return _folded(a.given) == _folded(b.given)
    if not a.given:
        return True
    if not _same_given(a.given[0], b.given[0]):
        return len(a.given) != len(b.given) and (a.given[0] in b.given[1:] or b.given[0] in a.given[1:])
    return len(a.given) == 1 or len(b.given) == 1 or _same_given(a.given[1], b.given[1])


def _folded(given: tuple[str, ...]) -> str:
    return "".join(KOREAN_SYLLABLES.get(syllable, syllable) for syllable in given)


def same_romanised(one: str, other: str) -> bool:
    """Tell whether two names can be spellings of one Korean name: like syllables, family names of one line.

    Spelling alone cannot tell (Jeong and Chung are also two families' habits), so callers ask for the
    same office too.
    """
    a, b = parse_name(one), parse_name(other)
    if not a.family_first or not b.family_first:
        return False
    families = KOREAN_FAMILIES.get(a.family), KOREAN_FAMILIES.get(b.family)
    return families[0] is not None and families[0] == families[1] and _folded(a.given) == _folded(b.given)


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
        word == given or given in ENGLISH.names.nicknames.get(word, ()) for given in name.given
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
        forms |= {given, *ENGLISH.names.nicknames.get(given, ())}
    return forms


def gender_of_name(name: str) -> Gender | None:
    """Return the gender that a full name's given name hints at, or None."""
    parsed = parse_name(name)
    if not parsed.given or parsed.family_first:
        return None
    if parsed.given[0] in MALE_GIVEN_NAMES:
        return "m"
    return "f" if parsed.given[0] in FEMALE_GIVEN_NAMES else None
