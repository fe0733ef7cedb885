"""Compare names of places: other names of one place, its full name, and its initials."""

from __future__ import annotations

from functools import lru_cache

from analysis.language import ENGLISH

_PLACES = ENGLISH.places


def is_known_place(words: str) -> bool:
    """Return whether words in lower case are always a place's name: a state, a capital, or a place of two names."""
    known = words in _PLACES.states or words in _PLACES.capitals
    return known or words in _PLACES.other_names or words in _PLACES.with_other_names


def state_of(words: str) -> str | None:
    """Return the state that words in lower case name, also by its full name ("the Republic of Kenya"), or None."""
    if words in _PLACES.states:
        return _PLACES.states[words]
    front = next((f for f in _PLACES.full_name_beginnings if words.startswith(f"{f} ")), None)
    return _PLACES.states.get(words[len(front) + 1 :]) if front is not None else None


def usual_name(words: str) -> str | None:
    """Return the name that stands for all names of a place, or None where it has only one.

    A province's short form ("Fla.") is the province.
    """
    lower = words.lower()
    if words.endswith(".") and lower.rstrip(".") in _PLACES.province_abbreviations:
        return _PLACES.province_abbreviations[lower.rstrip(".")].title()
    return _PLACES.other_names.get(lower)


@lru_cache(maxsize=8192)
def place_key(name: str) -> str:
    """Return a name in lower case, its abbreviations spelt out ("St. Louis")."""
    return " ".join(_PLACES.abbreviations.get(word, word) for word in name.lower().split())


def initials_of(name: str) -> str:
    """Return the initials of a place's name of several words ("LA"), empty for one word."""
    words = name.split()
    return "".join(word[0] for word in words).upper() if len(words) > 1 else ""
