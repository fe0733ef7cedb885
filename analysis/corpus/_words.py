"""Running words: how a text falls into words, and how many an article's body has.

A word is a run of letters and digits, read with marks and spaces in their plain form (so that curly and straight
apostrophes, plain and no-break spaces make no difference):

- an apostrophe between letters belongs to the word (*don't*, *O'Brien*);
- abbreviations keep their points (*U.S.*, *a.m.*); a final point after a longer word does not count (*Inc*);
- a number with its separators is one word (*1,200*, *3.5*, *10:30*, *9/11*, *1.5bn*); signs of currency and per cent
  are no part of it;
- a web address, an e-mail address and *AT&T* are one word each;
- a hyphen joins (*follow-up*, *two-state*, *Dong-young*) but for two cases: between two numbers (*2018-2021*), and
  between two capitals, where two names stand side by side (*Lee-Trump*, *Korea-U.S.*), unless it follows a prefix of
  names (*Al-Qaeda*) or a single letter (*X-Ray*). Dashes and slashes always separate.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal

from analysis.corpus._normalise import normalise
from analysis.language import ENGLISH, Language

if TYPE_CHECKING:
    from analysis.corpus._model import Article
    from analysis.text import Span

Hyphens = Literal["compounds", "keep", "split"]

_JOINERS = "\u0300-\u036f\u200b-\u200d\u2060"
_PLAIN = rf"[^\W_](?:[^\W_]|[{_JOINERS}])*(?:_+[^\W_](?:[^\W_]|[{_JOINERS}])*)*"
_ADDRESS = (
    r"(?:https?://|www\.)[^\s<>\"]*[^\s<>\"'.,;:!?)\]]"
    r"|[^\W_][\w.+-]*@[\w-]+(?:\.[\w-]+)+"
    r"|[^\W_][\w-]*(?:\.[\w-]+)*\.(?:com|org|net|gov|edu|mil)(?![\w-])"
)
_ABBREVIATION = r"[^\W\d_]{1,2}\.(?:[^\W\d_]\.)+(?:[^\W\d_](?![^\W_]))?|[^\W\d_](?:\.[^\W\d_])+(?![^\W_])"
_NUMBER = r"\d+(?:[.,:/]\d+)+[^\W_]*"
_PIECE = rf"(?:{_ABBREVIATION}|{_NUMBER}|{_PLAIN}(?:&{_PLAIN})*)(?:'{_PLAIN})*"
_WORD = re.compile(rf"{_ADDRESS}|{_PIECE}(?:-{_PIECE})*")


def split_words(
    plain: str,
    low: int,
    high: int,
    *,
    hyphens: Hyphens = "compounds",
    names: Sequence[Span] = (),
    language: Language = ENGLISH,
) -> Iterator[Span]:
    """Yield the place of each word between two places of a text.

    Args:
        plain: The text, as `normalise` gives it.
        low: Where to begin.
        high: Where to end.
        hyphens: "compounds" (the module's rule), "keep" (a hyphen always joins) or "split" (it never does).
        names: Places of names in which a hyphen joins whatever the rule says (*Alexandria Ocasio-Cortez*).
        language: What the text is in.

    Example:
        >>> text = "Korea-U.S. follow-up talks"
        >>> [text[start:end] for start, end in split_words(text, 0, len(text))]
        ['Korea', 'U.S.', 'follow-up', 'talks']
    """
    for match in _WORD.finditer(plain, low, high):
        text = match[0]
        start, end = match.span()
        if "-" not in text or hyphens == "keep" or is_address(text):
            yield start, end
            continue
        piece = start
        for hyphen in (i for i in range(start, end) if plain[i] == "-"):
            if hyphens == "split" or _separates_names(plain, (piece, hyphen, end), names, language):
                yield piece, hyphen
                piece = hyphen + 1
        yield piece, end


def count_running_words(
    article: Article, spans: Sequence[Span] | None = None, *, hyphens: Hyphens = "compounds"
) -> int:
    """Return how many words the body of an article has: the number that every page and every rate goes by.

    It follows from the text alone. A contraction is one word, each part of a name of several words too.

    Args:
        article: The article.
        spans: Stretches of its text to count in place of the body.
        hyphens: As in `split_words`.

    Example:
        >>> [count_running_words(article) for article in corpus]
        [479, 424, 519, 651]
    """
    plain = normalise(article.text)
    stretches = article.body_spans if spans is None else spans
    return sum(
        1
        for low, high in stretches
        for _ in split_words(plain, low, high, hyphens=hyphens, language=article.language)
    )


def is_address(word: str) -> bool:
    """Return whether a word is an address on the web or of e-mail.

    Example:
        >>> is_address("desk@paper.com"), is_address("follow-up")
        (True, False)
    """
    return "@" in word or "://" in word or word.startswith("www.")


def _separates_names(
    plain: str, places: tuple[int, int, int], names: Sequence[Span], language: Language
) -> bool:
    """Return whether a hyphen parts two numbers or two names; `places` are the word's start, the hyphen, its end."""
    start, hyphen, end = places
    left, right = plain[start:hyphen].rpartition("-")[2], plain[hyphen + 1 : end].partition("-")[0]
    if left[-1:].isdigit() and right[:1].isdigit():
        return True
    capitals = language.words.capitals_part and left[:1].isupper() and right[:1].isupper()
    if not capitals or len(left) == 1 or len(right) == 1:
        return False
    if left.lower() in language.words.name_prefixes:
        return False
    return not any(low <= start and end <= high and (low, high) != (start, end) for low, high in names)
