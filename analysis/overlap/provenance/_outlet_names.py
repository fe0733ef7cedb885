"""Build the pattern that finds an outlet's name in running text."""

from __future__ import annotations

import re
from functools import cache

from analysis.language import Language

# Between the words of a name: "Post-Dispatch", "L.A. Times", "HuffPost".
_BETWEEN = r"[\s.-]{0,2}"
_LETTERS = range(3, 6)  # letters of a name that may be initials


@cache
def outlet_pattern(outlet: str, language: Language) -> re.Pattern[str]:
    """Return a pattern that finds an outlet's name in running text, from its name in the metadata.

    The metadata may cut the words ("wash-post"), the text may join them ("HuffPost") or write them in capitals. A name
    of three words or more goes by its initials too ("NYT"); where metadata give the initials, the text may spell them
    out. Each word is capitalised in the text, so that an outlet called Time is not found in every "time".

    Example:
        >>> outlet_pattern("wash-post", ENGLISH).search("as the Washington Post wrote")[0]
        'Washington Post'
    """
    words = re.findall(r"\w+", outlet)
    if not words:
        return re.compile(re.escape(outlet))
    has_article = len(words) > 1 and words[0].lower() in language.people.definite_articles
    article, words = words[0], words[has_article:]
    patterns = [_BETWEEN.join(_word_pattern(word, may_be_cut=len(words) > 1) for word in words)]
    if has_article and len(words) == 1:
        initial = f"[{article[0].upper()}{article[0].lower()}]"
        patterns = [rf"{initial}{article[1:].lower()}\s{patterns[0]}"]
    if len(words) > 2:
        patterns.append("".join(word[0].upper() for word in words))
    if len(words) == 1 and len(words[0]) in _LETTERS and words[0] in {words[0].lower(), words[0].upper()}:
        patterns.append(r"\s".join(rf"{letter}\w+" for letter in words[0].upper()))
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)")


def _word_pattern(word: str, *, may_be_cut: bool) -> str:
    """Return a pattern of a capitalised word, in small or capital letters, longer where the word may be cut."""
    rest = rf"(?i:{re.escape(word[1:])})" if word[1:] else ""
    return re.escape(word[0].upper()) + rest + (r"\w*" if may_be_cut and len(word) > 2 else "")
