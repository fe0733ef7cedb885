"""Relate two places: a city lies in its state, a venue in its city; many places are unknown."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

from analysis.language import Language
from analysis.overlap.differences._verdicts import Relation

_INVERTED = re.compile(r"(.+) \((.+)\)")


@lru_cache(maxsize=1)
def _cities(language: Language) -> dict[str, str]:
    """Return the state of each city with a zone in the time zone database (IANA, public domain)."""
    folder = files("tzdata") / "zoneinfo"
    states = {}
    for line in (folder / "iso3166.tab").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            code, name = line.split("\t")
            inverted = _INVERTED.fullmatch(name)  # "Korea (South)", "Britain (UK)"
            names = (
                [name, f"{inverted.group(2)} {inverted.group(1)}", inverted.group(2)] if inverted else [name]
            )
            candidates = (language.places.state_named(state) for state in names)
            states[code] = next((state for state in candidates if state is not None), name)
    cities = {}
    for line in (folder / "zone.tab").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            code, _, zone = line.split("\t")[:3]
            cities[zone.rpartition("/")[2].replace("_", " ").lower()] = states[code]
    return cities


def _bare(place: str, language: Language) -> str:
    """Return a place in lower case, without an article before and a possessive ending."""
    words = place.split()
    if len(words) > 1 and words[0].lower() in language.words.articles:
        words = words[1:]
    return language.words.without_possessive(" ".join(words)).lower()


def state_of(place: str, language: Language) -> str | None:
    """Return the state that a place is or lies in, by the longest and last known name in it; else None."""
    states, capitals, cities = language.places.states, language.places.capitals, _cities(language)
    words = _bare(place, language).replace(",", " ").split()
    for length in range(len(words), 0, -1):
        for first in range(len(words) - length, -1, -1):
            name = " ".join(words[first : first + length])
            state = states.get(name) or capitals.get(name) or cities.get(name)
            if state is not None:
                return state
    return None


def relate_places(place_a: str, place_b: str, language: Language) -> Relation:
    """Return whether two places can be one: "agree", "differ", or "cannot tell".

    Two venues in different words differ, and so do two provinces. Else the states decide: places in two states
    differ, a state and a place in it agree, two cities of one state differ. Where the state of either is unknown
    (a suburb, a village), one may lie in the other or not.
    """
    a, b = _bare(place_a, language), _bare(place_b, language)
    if a == b:
        return "agree"
    if all(language.places.venues & set(name.split()) for name in (a, b)):
        return "differ"
    states, provinces = language.places.states, language.places.provinces
    if {a, b} <= provinces:
        return "differ"
    if (a in provinces and a in states) or (b in provinces and b in states):  # Georgia
        return "cannot tell"
    enclosing = state_of(place_a, language), state_of(place_b, language)
    if None in enclosing:
        return "cannot tell"
    if enclosing[0] != enclosing[1]:
        return "differ"
    if a in states or b in states:
        return "agree"
    cities = language.places.capitals.keys() | _cities(language).keys()
    return "differ" if {a, b} <= cities else "cannot tell"
