"""How does English write a word? The closed lists that the definition of a word leans on."""

from __future__ import annotations

_CONTRACTED = "it he she that this what there here let who where when why how"

#: After these, 's is a contraction (it's, let's); after any other word it is taken for the possessive.
CONTRACTED_WITH_S: frozenset[str] = frozenset(_CONTRACTED.split())

#: The verbs and the adverb behind contracted parts that a lemmatiser may leave as they are.
CONTRACTED_LEMMAS: dict[str, str] = {
    "'ve": "have",
    "'re": "be",
    "'m": "be",
    "'ll": "will",
    "'d": "would",
    "n't": "not",
}

_PREFIXES = """
abd abdel abu al ad an ar as ash at az el ibn ben bin bat ul ud
african afro anglo arab asian austro cuban czech euro franco french greco irish italian japanese jewish korean
latin mexican native pan polish sino
co ex half mid non neo post pre pro anti sub trans ultra un vice inter
coca wal rolls hewlett mercedes harley spider jean marie anne mary lou bosnia guinea timor baden
saint st
"""

#: First halves of hyphenated names: with one of these, two capitals around a hyphen are one name (Al-Qaeda,
#: African-American, Coca-Cola); without, they are two names side by side (Lee-Trump, Korea-U.S.).
NAME_PREFIXES: frozenset[str] = frozenset(_PREFIXES.split())
