"""Can two places be one? A city lies in its state, a venue in its city; of many places it is not known."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from analysis.entities import state_named
from analysis.language import ENGLISH

_PLACES = ENGLISH.places

Relation = Literal["agree", "differ", "cannot tell"]

_INVERTED = re.compile(r"(.+) \((.+)\)")


@lru_cache(maxsize=1)
def _cities() -> dict[str, str]:
    """Return the state of each city that the time zone database (IANA, public domain) names a zone for."""
    folder = files("tzdata") / "zoneinfo"
    states = {}
    for line in (folder / "iso3166.tab").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            code, name = line.split("\t")
            turned = _INVERTED.fullmatch(name)  # "Korea (South)", "Britain (UK)"
            names = [name, f"{turned.group(2)} {turned.group(1)}", turned.group(2)] if turned else [name]
            known = (state_named(one) for one in names)
            states[code] = next((one for one in known if one is not None), name)
    cities = {}
    for line in (folder / "zone.tab").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            code, _, zone = line.split("\t")[:3]
            cities[zone.rpartition("/")[2].replace("_", " ").lower()] = states[code]
    return cities


def _bare(place: str) -> str:
    first, *rest = place.split() or [""]
    name = " ".join(rest if rest and first.lower() in ENGLISH.words.articles else (first, *rest))
    return ENGLISH.words.without_possessive(name).lower()


def state_of(place: str) -> str | None:
    """Return the state that a place is, or lies in, by the last name in it that is known; else None."""
    words = _bare(place).replace(",", " ").split()
    for size in range(min(len(words), 4), 0, -1):
        for first in range(len(words) - size, -1, -1):
            name = " ".join(words[first : first + size])
            found = _PLACES.states.get(name) or _PLACES.capitals.get(name) or _cities().get(name)
            if found is not None:
                return found
    return None


def relate_places(one: str, other: str) -> Relation:
    """Tell whether two places can be one: "agree", "differ", or "cannot tell" where that is not known.

    Two venues of other words differ. Else the states decide: places in two states differ, a state and a place in
    it agree, two cities of one state differ. Two provinces differ. Where the state of either is not known
    (a suburb, a village), the one may lie in the other or not.
    """
    a, b = _bare(one), _bare(other)
    if a == b:
        return "agree"
    if all(ENGLISH.events.venues & set(name.split()) for name in (a, b)):
        return "differ"
    states, provinces = _PLACES.states, _PLACES.provinces
    if {a, b} <= provinces:
        return "differ"
    if (a in provinces and a in states) or (b in provinces and b in states):  # Georgia
        return "cannot tell"
    around = state_of(one), state_of(other)
    if None in around:
        return "cannot tell"
    if around[0] != around[1]:
        return "differ"
    if a in states or b in states:
        return "agree"
    return "differ" if a in _named_cities() and b in _named_cities() else "cannot tell"


def _named_cities() -> set[str]:
    return {*_PLACES.capitals, *_cities()}
