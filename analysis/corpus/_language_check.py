"""Tell that a text is in another language than expected: by its script and its function words.

The verdict is sure on an article and silent on a line or two. Function words are close to half of any prose in a
language, and hardly any of another language's.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache

from analysis.corpus._normalise import normalise
from analysis.language import ENGLISH, Language, function_words, script_names

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")

#: Characters looked at: a verdict does not change after the first pages, and time should not grow with a book.
_LOOKED_AT = 6_000

#: Fewer words than this are a headline or a caption, on which nothing is sure.
_FEWEST_WORDS = 20

#: Share of a language's function words among all words: 928 English news articles have 0.25 to 0.55 of English ones,
#: and texts of 50 other languages 0.12 at most. Under the first bound a text is compared with other languages; under
#: the second it is not of the language whatever it is, and between them it may be a list of names and figures.
_SOME = 0.2
_NEXT_TO_NONE = 0.03

#: Words from which the second bound is sure, and the share of its function words that names a language.
_ENOUGH_WORDS = 100
_NAMED_FROM = 0.1


def find_other_language(text: str, language: Language = ENGLISH) -> tuple[str, bool] | None:
    """Return what speaks against a text's being in the language, and whether it is sure; None where nothing does.

    The clause stands in a table of what was rejected, or, where it is not sure, of what to check.
    """
    sample = normalise(text[:_LOOKED_AT]).lower()
    words = _WORD.findall(sample)
    read_as = f"the corpus is read as {language.name}"
    if script := _foreign_script(sample, words, language):
        return f"not in {language.name} (its script is {script}); {read_as}", True
    if len(words) < _FEWEST_WORDS:
        return None
    own_words = language.words.stop_words
    own = sum(word in own_words for word in words) / len(words)
    if own >= _SOME:
        return None
    other, share = _closest_language(words, language)
    if share > own or (own < _NEXT_TO_NONE and len(words) >= _ENOUGH_WORDS):
        perhaps = f" (perhaps {other})" if share >= _NAMED_FROM else ""
        return f"not in {language.name}{perhaps}; {read_as}", True
    name = language.name
    return f"few of its words are common {name} words; check that it is {name} prose", False


def _closest_language(words: list[str], language: Language) -> tuple[str, float]:
    """Return the other language that most words may be of, and their share: words that both have do not count."""
    lists = {
        name: known - language.words.stop_words
        for name, known in function_words().items()
        if name != language.name
    }
    shares = {name: sum(word in known for word in words) / len(words) for name, known in lists.items()}
    best = max(shares, key=lambda name: shares[name])
    return best, shares[best]


def _foreign_script(sample: str, words: list[str], language: Language) -> str | None:
    """Return the script that most letters are of, where the language is not written in it."""
    if (sample.isascii() and "LATIN" in language.scripts) or not words:
        return None
    letters = Counter("".join(words))
    scripts: Counter[str] = Counter()
    for letter, count in letters.items():
        scripts[_script(letter)] += count
    others = script_names().keys() - language.scripts
    foreign = {name: count for name, count in scripts.items() if name in others}
    if sum(foreign.values()) <= letters.total() / 2:
        return None
    return script_names()[max(foreign, key=lambda name: (foreign[name], name))]


@cache
def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]
