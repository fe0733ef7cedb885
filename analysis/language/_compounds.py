"""Which first parts of English compounds keep their hyphen? They tell a compound from a word broken by a line.

Parts that make solid words as often ("back-ground", "high-way", "pre-pare") are left out: where a document does
not say, a word at a line's end is far more often broken than a compound.
"""

from __future__ import annotations

_FIRST = """
well self half quarter vice deputy long short low mid soft hard
one two three four five six seven eight nine eleven twelve twenty thirty forty fifty sixty seventy eighty ninety
first second third fourth fifth sixth seventh eighth ninth tenth last next left right
day week month year decade hour minute mile dollar
north south east west
government state city county police church family tax drug gun climate
red blue green brown gray grey old young small big
"""

_ENDINGS = """
able age al an ance ation dom ed eer en ened ening er ered ering erly ern erner erners ers est eth ful fully hood
ies ing ings ion ish ism ist ists ity ize less ling ly ment ments ness or ors ous s ship ships some ten th ty ward
wards wide
"""

#: Lower-case; a broken word that begins so is taken for a compound where the document does not say.
HYPHENATED_FIRST: frozenset[str] = frozenset(_FIRST.split())

#: What follows a hyphen in a broken word and is no word of its own, lower-case.
ENDINGS: frozenset[str] = frozenset(_ENDINGS.split())
