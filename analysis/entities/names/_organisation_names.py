"""Compare names of organisations by keys that do not depend on word order, articles or owners."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from analysis.entities.names._person_names import same_person
from analysis.language import ENGLISH

_NOUNS, _PEOPLE = ENGLISH.nouns, ENGLISH.people


def _any_of(words: Iterable[str]) -> str:
    """Return a pattern that matches any of the words."""
    return f"(?:{'|'.join(sorted(words))})"


@cache
def _inverted() -> re.Pattern[str]:
    """Return the pattern of an inverted name: "Ministry of Unification" for "Unification Ministry"."""
    of, the = _any_of(_PEOPLE.office_prepositions), _any_of(_PEOPLE.definite_articles)
    return re.compile(rf"({_any_of(_NOUNS.turned)}) {of} (?:{the} )?(.+)")


@cache
def _company_suffix() -> re.Pattern[str]:
    return re.compile(rf",? {_any_of(_NOUNS.company_suffixes)}\.?$")


@cache
def _leading_article() -> re.Pattern[str]:
    return re.compile(rf"^{_any_of(ENGLISH.words.articles)} ")


@dataclass(frozen=True, slots=True)
class OrganisationKey:
    """An organisation's name without its owner: `core` ("foreign ministry") and the `owner` state, if given."""

    core: str
    owner: str | None = None


@lru_cache(maxsize=8192)
def organisation_key(name: str) -> OrganisationKey:
    """Return the key of an organisation's written name.

    "the U.S. Department of State" and "State Department" share the core "state department"; the first names
    its owner as well. Acronyms in the language's table have the long form's key.
    """
    words = re.sub(r"\s+", " ", name.replace("’", "'")).strip()
    lower = _leading_article().sub("", words.lower())
    owner, core = _split_owner(ENGLISH.names.organisation_forms.get(lower, lower).lower())
    core = ENGLISH.names.organisation_forms.get(core, core).lower()
    inverted = _inverted().fullmatch(core)
    if inverted is not None:
        core = f"{inverted.group(2)} {inverted.group(1)}"
    return OrganisationKey(_company_suffix().sub("", core), owner)


def _split_owner(lower: str) -> tuple[str | None, str]:
    """Return the state that a name begins with, or None, and the rest of the name."""
    words = lower.split()
    for length in range(min(ENGLISH.places.most_words, len(words) - 1), 0, -1):
        front = " ".join(words[:length])
        state = ENGLISH.places.state_named(ENGLISH.words.without_possessive(front).removesuffix("'").strip())
        rest = " ".join(words[length:])
        own_noun = not _NOUNS.organisations.isdisjoint((rest.split()[0], rest.split()[-1]))
        if state is not None and own_noun and (" " in rest or rest in _NOUNS.of_a_state):
            return state, rest
    return None, lower


def acronym_of(name: str) -> str:
    """Return the initials of a name's own words, lower-cased ("National Security Council" → "nsc")."""
    return "".join(
        word[0] for word in name.lower().split() if word not in _NOUNS.small_words and word[0].isalpha()
    )


def same_organisation(a: OrganisationKey, b: OrganisationKey) -> bool:
    """Return whether two keys can be one organisation: cores equal and no two owners."""
    return a.core == b.core and (a.owner is None or b.owner is None or a.owner == b.owner)


def is_short_form(short: str, long: str) -> bool:
    """Return whether a core is short for another: its acronym, or its beginning up to a preposition or comma.

    The acronym may have the initial of a company's suffix as well, which cores lack.
    """
    if short == long or not short:
        return False
    bare = short.replace(".", "")
    if " " not in bare and len(bare) > 1 and bare.startswith(acronym_of(long)):
        return bare[len(acronym_of(long)) :] in {"", *(suffix[0] for suffix in _NOUNS.company_suffixes)}
    continues = long.startswith(short) and _short_form_end().match(long, len(short)) is not None
    return continues and len(short.split()) > 1


def is_end_of(short: str, long: str) -> bool:
    """Return whether a core of several words is another without its first word or two ("red sox", "boston red sox").

    One word is none: a verb and its object are too often taken for a name ("AMD buys SeaMicro").
    """
    if " " not in short or not long.endswith(f" {short}"):
        return False
    front = long[: -len(short)].split()
    return len(front) < 3 and _NOUNS.small_words.isdisjoint(front)


def one_spelling(core: str) -> str:
    """Return a core without blanks and marks, words of two spellings in one ("centre", "center"; "&", "and")."""
    words = (_NOUNS.spellings.get(word, word) for word in core.split())
    return re.sub(r"[\W_]", "", "".join(words))


@cache
def _short_form_end() -> re.Pattern[str]:
    return re.compile(rf",| {_any_of(_NOUNS.short_form_stops)}\b")


def same_written_name(name_a: str, name_b: str) -> bool:
    """Return whether two full names can be one person's or one organisation's, as they are written.

    Example:
        >>> same_written_name("Ministry of Unification", "Unification Ministry")
        True
        >>> same_written_name("Kevin Kim", "Kim Jong Un")
        False
    """
    a, b = organisation_key(name_a), organisation_key(name_b)
    if same_organisation(a, b) or is_short_form(a.core, b.core) or is_short_form(b.core, a.core):
        return True
    return same_person(name_a, name_b)
