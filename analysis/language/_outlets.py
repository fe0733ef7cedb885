"""How do articles write the name of an outlet? Forms of outlets that are often cited, by what metadata call them."""

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
