"""Plain forms of typographic marks and spaces: tables that map one code point to one code point.

Every entry maps one code point to one code point, so that a text keeps its length and every offset holds.
The characters are named in the Unicode Character Database (General_Category Pi, Pf, Zs and the look-alikes
that newsrooms' systems produce).
"""

from __future__ import annotations

#: White space that is not a plain space and does not end a line.
ODD_SPACES = (
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t"
)

#: Double quotation marks, high and low, curly and fullwidth, and the double prime typed for one.
DOUBLE_MARKS = "\u201c\u201d\u201e\u201f\u2033\uff02\u00ab\u00bb"

#: Single marks and every apostrophe look-alike.
SINGLE_MARKS = "\u2018\u2019\u201a\u201b\u2032\u02bc\uff07\u00b4\u0060"

#: Hyphens that look like the plain one but would split a word's forms; dashes are kept, they mean something else.
HYPHENS = "\u2010\u2011\u00ad"

PLAIN_FORM: dict[int, str] = {
    **dict.fromkeys(map(ord, ODD_SPACES), " "),
    **dict.fromkeys(map(ord, DOUBLE_MARKS), '"'),
    **dict.fromkeys(map(ord, SINGLE_MARKS), "'"),
    **dict.fromkeys(map(ord, HYPHENS), "-"),
}
