"""Is a text English? By its script and its function words: sure on an article, silent on a line or two.

Function words are close to half of any English prose, and hardly any of another language's.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache

from analysis.corpus._text import normalise
from analysis.language._function_words import FUNCTION_WORDS, SCRIPTS
from analysis.language._stopwords import ENGLISH

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")

#: Characters looked at: a verdict does not change after the first pages, and time should not grow with a book.
_LOOKED_AT = 6_000

#: Fewer words than this are a headline or a caption, on which nothing is sure.
_FEWEST_WORDS = 20

#: Share of English function words among all words: 928 English news articles have 0.25 to 0.55, and texts of 50
#: other languages 0.12 at most. Under the first bound a text is compared with other languages; under the
#: second it is not English whatever it is, and between them it may be a list of names and figures.
_SOME_ENGLISH = 0.2
_NO_ENGLISH = 0.03

#: Words from which the second bound is sure, and the share of its function words that names a language.
_ENOUGH_WORDS = 100
_NAMED_FROM = 0.1


def find_other_language(text: str) -> tuple[str, bool] | None:
    """Return what speaks against a text's being English, and whether it is sure; None where nothing does.

    The clause stands in a table of what was rejected, or, where it is not sure, of what to check.
    """
    sample = normalise(text[:_LOOKED_AT]).lower()
    words = _WORD.findall(sample)
    if script := _foreign_script(sample, words):
        return f"not in English (its script is {script}); these analyses know English alone", True
    if len(words) < _FEWEST_WORDS:
        return None
    english = sum(word in ENGLISH for word in words) / len(words)
    if english >= _SOME_ENGLISH:
        return None
    other, share = _closest_language(words)
    if share > english or (english < _NO_ENGLISH and len(words) >= _ENOUGH_WORDS):
        perhaps = f" (perhaps {other})" if share >= _NAMED_FROM else ""
        return f"not in English{perhaps}; these analyses know English alone", True
    return "few of its words are common English words; check that it is English prose", False


def _closest_language(words: list[str]) -> tuple[str, float]:
    shares = {
        name: sum(word in known for word in words) / len(words) for name, known in FUNCTION_WORDS.items()
    }
    best = max(shares, key=lambda name: shares[name])
    return best, shares[best]


def _foreign_script(sample: str, words: list[str]) -> str | None:
    """Return the script that most letters are of, where they are not Latin ones."""
    if sample.isascii() or not words:
        return None
    letters = Counter("".join(words))
    scripts: Counter[str] = Counter()
    for letter, count in letters.items():
        scripts[_script(letter)] += count
    foreign = {name: count for name, count in scripts.items() if name in SCRIPTS}
    if sum(foreign.values()) <= letters.total() / 2:
        return None
    return SCRIPTS[max(foreign, key=lambda name: (foreign[name], name))]


@cache
def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]
