"""Detect a text in another language than expected, by its script and its function words.

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

#: Characters to examine: a verdict does not change after the first pages, and time should not grow with a book.
_SAMPLE_LENGTH = 6_000

#: Fewer words than this are a headline or a caption, on which nothing is sure.
_FEWEST_WORDS = 20

#: Share of a language's function words among all words: 928 English news articles have 0.25 to 0.55 of English ones,
#: and texts of 50 other languages 0.12 at most. Under the first bound a text is compared with other languages; under
#: the second it is not of the language whatever it is, and between them it may be a list of names and figures.
_MIN_SHARE = 0.2
_NEGLIGIBLE_SHARE = 0.03

#: Words from which the second bound is sure, and the share of its function words that names a language.
_ENOUGH_WORDS = 100
_MIN_NAMED_SHARE = 0.1


def find_other_language(text: str, language: Language = ENGLISH) -> tuple[str, bool] | None:
    """Return the evidence that a text is in another language, and whether it is sure; None where there is none.

    The evidence is a clause for the table of rejections, or, where it is not sure, of warnings.
    """
    sample = normalise(text[:_SAMPLE_LENGTH]).lower()
    words = _WORD.findall(sample)
    read_as = f"the corpus is read as {language.name}"
    if script := _foreign_script(sample, words, language):
        return f"not in {language.name} (its script is {script}); {read_as}", True
    if len(words) < _FEWEST_WORDS:
        return None
    own_words = language.words.stop_words
    own_share = sum(word in own_words for word in words) / len(words)
    if own_share >= _MIN_SHARE:
        return None
    closest, closest_share = _closest_language(words, language)
    if closest_share > own_share or (own_share < _NEGLIGIBLE_SHARE and len(words) >= _ENOUGH_WORDS):
        hint = f" (perhaps {closest})" if closest_share >= _MIN_NAMED_SHARE else ""
        return f"not in {language.name}{hint}; {read_as}", True
    name = language.name
    return f"few of its words are common {name} words; check that it is {name} prose", False


def _closest_language(words: list[str], language: Language) -> tuple[str, float]:
    """Return the other language with the largest share of function words, and the share; common words do not count."""
    lists = {
        name: function_list - language.words.stop_words
        for name, function_list in function_words().items()
        if name != language.name
    }
    shares = {
        name: sum(word in function_list for word in words) / len(words)
        for name, function_list in lists.items()
    }
    closest = max(shares, key=lambda name: shares[name])
    return closest, shares[closest]


def _foreign_script(sample: str, words: list[str], language: Language) -> str | None:
    """Return the script that most letters are of, where the language is not written in it."""
    if (sample.isascii() and "LATIN" in language.scripts) or not words:
        return None
    letters = Counter("".join(words))
    scripts: Counter[str] = Counter()
    for letter, count in letters.items():
        scripts[_script(letter)] += count
    foreign_scripts = script_names().keys() - language.scripts
    foreign = {name: count for name, count in scripts.items() if name in foreign_scripts}
    if sum(foreign.values()) <= letters.total() / 2:
        return None
    return script_names()[max(foreign, key=lambda name: (foreign[name], name))]


@cache
def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]
