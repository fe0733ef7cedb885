"""Given names of men and of women, by how many people in the United States bear them (census of 1990).

A name is a hint, nothing more: what an article itself says of a person always goes before it.
"""

from __future__ import annotations

from importlib.resources import files

#: Share of a name's bearers who are men, or women, from which it hints at one. Persons of known gender in half of
#: PolNeAR's training part: right for 94 % at 0.7 as at 0.95; at 0.95 it says something of 5 % fewer.
_SHARE = 0.8
#: Percentage of men or women from which a name shows by itself that a person is named; rarer ones are words of many
#: kinds (Star, Golden, Delta). Of what is taken for a body in half of PolNeAR's training part and opens with a name of
#: 0.01 % and more, 8 in 10 mentions are of persons; of rarer ones, 4 in 10.
_COMMON = 0.01


def _bearers() -> dict[str, tuple[float, float]]:
    """Return the percentage of men and of women who bear each name."""
    text = (files("analysis.language") / "given_names.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    return {name: (float(men), float(women)) for name, men, women in rows[1:]}


_BEARERS = _bearers()

#: Given names of men.
MALE_GIVEN_NAMES: frozenset[str] = frozenset(
    name for name, (men, women) in _BEARERS.items() if men >= _SHARE * (men + women)
)

#: Given names of women.
FEMALE_GIVEN_NAMES: frozenset[str] = frozenset(
    name for name, (men, women) in _BEARERS.items() if women >= _SHARE * (men + women)
)

#: Given names that many people bear, men or women.
COMMON_GIVEN_NAMES: frozenset[str] = frozenset(
    name for name, shares in _BEARERS.items() if max(shares) >= _COMMON
)
