"""The forms in which articles name an outlet, made from the name that metadata give it."""

from __future__ import annotations

import re
from functools import cache

from analysis.language import ENGLISH

# Between the words of a name: "Post-Dispatch", "L.A. Times", "HuffPost".
_BETWEEN = r"[\s.-]{0,2}"
_LETTERS = range(3, 6)  # of a name that may be the initials of another


@cache
def outlet_form(outlet: str) -> re.Pattern[str]:
    """Return what finds an outlet's name in running text, from the name that metadata give it.

    The metadata may cut the words ("wash-post"), the text may join them ("HuffPost") or write them in capitals. A name
    of three words or more goes by its initials too ("NYT"); where metadata give the initials, the text may spell them
    out. Each word has its capital in the text: an outlet called Time or The Hill is not named by every time and hill.

    Example:
        >>> outlet_form("wash-post").search("as the Washington Post wrote")[0]
        'Washington Post'
    """
    words = re.findall(r"\w+", outlet)
    if not words:
        return re.compile(re.escape(outlet))
    has_article = len(words) > 1 and words[0].lower() in ENGLISH.people.definite_articles
    article, words = words[0], words[has_article:]
    forms = [_BETWEEN.join(_word_form(word, may_be_cut=len(words) > 1) for word in words)]
    if has_article and len(words) == 1:
        initial = f"[{article[0].upper()}{article[0].lower()}]"
        forms = [rf"{initial}{article[1:].lower()}\s{forms[0]}"]
    if len(words) > 2:
        forms.append("".join(word[0].upper() for word in words))
    if len(words) == 1 and len(words[0]) in _LETTERS and words[0] in {words[0].lower(), words[0].upper()}:
        forms.append(r"\s".join(rf"{letter}\w+" for letter in words[0].upper()))
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)")


def _word_form(word: str, *, may_be_cut: bool) -> str:
    """A word with its capital, the rest in small or capital letters, and more of it where it may be cut."""
    rest = rf"(?i:{re.escape(word[1:])})" if word[1:] else ""
    return re.escape(word[0].upper()) + rest + (r"\w*" if may_be_cut and len(word) > 2 else "")
