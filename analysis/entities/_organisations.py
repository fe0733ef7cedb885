"""Which written names are one body or one place? Keys that do not change with word order, articles or owners."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from analysis.entities._names import same_person
from analysis.language._states import CAPITALS, NATIONALITIES, ORGANISATION_FORMS, STATES
from analysis.language._titles import ORGANISATION_NOUNS

# Not universities: the University of Washington and Washington University are two.
_OF = re.compile(r"(ministry|department|office|bureau|committee|council|institute) (?:of|for) (?:the )?(.+)")
_SMALL = frozenset("of the for and in on to at de a an".split())
_OF_A_STATE = frozenset({"senate", "congress", "parliament", "army", "navy", "military"})
_SUFFIX = re.compile(r",? (?:inc|corp|co|ltd|llc|plc|group)\.?$")


@dataclass(frozen=True, slots=True)
class BodyKey:
    """A body's name without its owner: `core` ("foreign ministry") and the `owner` state, if told."""

    core: str
    owner: str | None = None


def state_named(words: str) -> str | None:
    """Return the state that a name, an adjective or a capital belongs to, or None.

    Example:
        >>> state_named("South Korean"), state_named("Pyongyang"), state_named("Tuesday")
        ('South Korea', 'North Korea', None)
    """
    lower = words.lower()
    return STATES.get(lower) or NATIONALITIES.get(lower) or CAPITALS.get(lower)


@lru_cache(maxsize=8192)
def body_key(name: str) -> BodyKey:
    """Return the key of an organisation's written name.

    "the U.S. Department of State" and "State Department" share the core "state department"; the first names
    its owner too. Acronyms in the language's table take the long form's key.
    """
    words = re.sub(r"\s+", " ", name.replace("’", "'")).strip()
    lower = re.sub(r"^(?:the|a|an) ", "", words.lower())
    acronym = words.split()[-1].isupper() if words else False
    if lower in ORGANISATION_FORMS and (acronym or len(lower) > 4):
        lower = ORGANISATION_FORMS[lower].lower()
    owner, core = _split_owner(lower)
    core = ORGANISATION_FORMS.get(core, core).lower() if len(core) > 4 else core
    turned = _OF.fullmatch(core)
    if turned is not None:
        core = f"{turned.group(2)} {turned.group(1)}"
    return BodyKey(_SUFFIX.sub("", core), owner)


def _split_owner(lower: str) -> tuple[str | None, str]:
    words = lower.split()
    for length in (4, 3, 2, 1):
        if len(words) <= length:
            continue
        front = " ".join(words[:length])
        state = state_named(front.removesuffix("'s").removesuffix("'").strip())
        rest = " ".join(words[length:]).removeprefix("'s ")
        own_noun = rest.split()[-1] in ORGANISATION_NOUNS or rest.split()[0] in ORGANISATION_NOUNS
        if state is not None and own_noun and (" " in rest or rest in _OF_A_STATE):
            return state, rest
    return None, lower


def acronym_of(name: str) -> str:
    """Return the initials of a name's own words, lower-cased ("National Security Council" → "nsc")."""
    return "".join(word[0] for word in name.lower().split() if word not in _SMALL and word[0].isalpha())


def same_body(one: BodyKey, other: BodyKey) -> bool:
    """Tell whether two keys can be one body: cores equal and no two owners."""
    return one.core == other.core and (one.owner is None or other.owner is None or one.owner == other.owner)


def is_short_form(short: str, long: str) -> bool:
    """Tell whether one core is short for another: its acronym, or its beginning up to "for", "of", "and", ","."""
    if short == long or not short:
        return False
    bare = short.replace(".", "")
    if " " not in bare and 2 <= len(bare) <= 6 and bare == acronym_of(long):
        return True
    return (
        len(short.split()) > 1
        and re.match(re.escape(short) + r"(?:,| (?:for|of|and|in|on)\b)", long) is not None
    )


def same_written_name(one: str, other: str) -> bool:
    """Tell whether two full names are one name written alike: a person's, or a body's with words turned or cut.

    Example:
        >>> same_written_name("Ministry of Unification", "Unification Ministry")
        True
        >>> same_written_name("Kevin Kim", "Kim Jong Un")
        False
    """
    a, b = body_key(one), body_key(other)
    if same_body(a, b) or is_short_form(a.core, b.core) or is_short_form(b.core, a.core):
        return True
    return same_person(one, other)
