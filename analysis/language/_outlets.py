"""How do articles name an outlet, and credit it? Forms of names by what metadata call them, and the words beside."""

from __future__ import annotations

import re
from functools import cache

# What metadata call the outlet (plain, see `_plain`), and the forms that its name has in running text.
_FORMS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("nyt", "nytimes", "new york times"), r"New York Times|NYT"),
    (("wash post", "washpost", "wapo", "washington post"), r"Washington Post|WaPo"),
    (("wsj", "wall street journal"), r"Wall Street Journal|WSJ"),
    (("west journal", "western journal", "western journalism"), r"Western Journal(?:ism)?"),
    (("huff post", "huffpost", "huffington post"), r"Huffington Post|HuffPost"),
    (("usa today",), r"USA (?:TODAY|Today)"),
    (("politico",), r"P(?:olitico|OLITICO)"),
    (("breitbart", "breitbart news"), r"Breitbart"),
    (("la times", "lat", "los angeles times"), r"Los Angeles Times|L\.?A\.? Times"),
    (("ft", "financial times"), r"Financial Times"),
    (("guardian",), r"Guardian"),
    (("bbc", "bbc news"), r"BBC"),
    (("cnn",), r"CNN"),
    (("npr",), r"NPR"),
    (("fox", "fox news", "foxnews"), r"Fox News"),
    (("nbc", "nbc news"), r"NBC(?: News)?"),
    (("abc", "abc news"), r"ABC News"),
    (("cbs", "cbs news"), r"CBS(?: News)?"),
    (("chosun", "chosun ilbo"), r"Chosun Ilbo"),
    (("donga", "dong a", "dong a ilbo"), r"Dong-?[Aa] Ilbo"),
    (("joongang", "joongang ilbo", "korea joongang daily"), r"JoongAng (?:Ilbo|Daily)"),
    (("hani", "hankyoreh"), r"Hankyoreh"),
)
#: What stands before an outlet's name that made what is told ("a poll by …"), up to the name.
CREDIT_BEFORE: re.Pattern[str] = re.compile(
    r"(?:,[\"'”’]?\s+(?:reports|reported|writes|wrote)"
    r"|\b(?:by|told|according to|as (?:first )?reported (?:by|in)|reporting (?:by|from)"
    r"|(?:article|report|story|piece|interview|column|review|investigation|poll|survey) (?:in|by|from|with|for)))"
    r"(?:\s+the)?\s*$",
    re.IGNORECASE,
)

#: What stands behind it ("… reported", "…'s analysis"), from the name on.
CREDIT_AFTER: re.Pattern[str] = re.compile(
    r"(?:'s|’s)?(?:,?\s+(?:first|also|has|had|itself|\w+ly)){0,2},?\s+(?:reported|reports|wrote|writes|said|says|found|"
    r"noted|notes|revealed|disclosed|published|broke|poll|survey|analysis|investigation|review|report)\b"
)

#: A credit whose verb looks back at what was printed before.
LOOKS_BACK: re.Pattern[str] = re.compile(r"\b(?:reported|wrote|revealed|disclosed|published|broke)$")

#: A credit for what somebody asked people, which others may quote in words of their own.
ASKED_PEOPLE: re.Pattern[str] = re.compile(r"\b(?:poll|survey|count)\b", re.IGNORECASE)

_BY_NAME = {name: form for names, form in _FORMS for name in names}


def _plain(outlet: str) -> str:
    """Return an outlet's name in small letters, without article and hyphens."""
    return re.sub(r"^the ", "", re.sub(r"[\s_-]+", " ", outlet.lower()).strip())


@cache
def outlet_form(outlet: str) -> re.Pattern[str]:
    """Return what finds an outlet's name in running text: the forms known of it, else the name as it is given."""
    # With its capitals: an outlet called Time or The Hill is not named by every time and hill.
    small = outlet == outlet.lower()
    form = _BY_NAME.get(_plain(outlet))
    if form is None:
        return re.compile(rf"(?<!\w){re.escape(outlet)}(?!\w)", re.IGNORECASE if small else 0)
    return re.compile(rf"(?<!\w)(?:{form})(?!\w)")
