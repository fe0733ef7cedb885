"""Which words does each article have, where, and how surprising is each? One table for a whole corpus."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from analysis.corpus import normalise
from analysis.language import ENGLISH, Language
from analysis.text import Span

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Floats = NDArray[np.float64]

# Abbreviations of letters with full stops ("U.S."); else letters and digits, apostrophes inside; a hyphen parts
# words, since house styles differ in it.
_WORD = re.compile(r"\b(?:[^\W\d_]\.){2,}|[^\W_]+(?:'[^\W_]+)*")


# Words of English that the corpus's own are weighed with, and the share a word has among them: one of the 300 of
# the stop list, which make up half of any text, or one of the others.
_PRIOR = 20_000
_NAME = 0.5  # what the bits of a name count
_GRAMMAR_SHARE, _CONTENT_SHARE = 1 / 600, 1 / 50_000


def distinct(numbers: Longs, *, within: bool = False) -> Longs:
    """Return the different numbers in rising order; on millions NumPy's own takes four times as long.

    With `within`, `numbers` are sorted where they stand, which saves a copy of them.
    """
    if within:
        numbers.sort()
    else:
        numbers = np.sort(numbers)
    new = np.ones(len(numbers), dtype=np.bool_)
    new[1:] = numbers[1:] != numbers[:-1]
    return np.asarray(numbers[new])


class HasText(Protocol):
    """What the overlap functions ask of an article."""

    @property
    def doc_id(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def body_spans(self) -> Sequence[Span]: ...


def articles_of(corpus: Iterable[Any]) -> list[HasText]:
    """Return the articles of a corpus, an annotated corpus or an iterable of either's items, by doc_id."""
    inner = getattr(corpus, "corpus", corpus)  # an annotated corpus need not be parsed for its texts
    articles = [item[0] if isinstance(item, tuple) else item for item in inner]
    return sorted(articles, key=lambda article: article.doc_id)


def language_of(corpus: object) -> Language:
    """Return what the articles of a corpus are read as: English where it does not say."""
    language = getattr(corpus, "language", ENGLISH)
    return language if isinstance(language, Language) else ENGLISH


def fold(text: str) -> str:
    """Return `text` in lower case with plain marks, every offset unmoved."""
    plain = normalise(text)
    lower = plain.lower()
    if len(lower) == len(text):
        return lower
    # A few letters (İ) have a lower case of two code points; they stay as they are.
    return "".join(low if len(low := character.lower()) == 1 else character for character in plain)


def split_words(folded: str) -> list[str]:
    """Return the words of a folded text."""
    return _WORD.findall(folded)


@dataclass(frozen=True)
class WordTable:
    """The words of all bodies, one after another.

    A segment is one stretch of one article's body: no phrase or passage crosses its edges.

    Attributes:
        word: Number of the word's type, by word.
        start, end: The word's span in its article's text, by word.
        segment: Number of its segment, by word.
        edge: Index of the first word of each segment, and the number of words.
        article: Number of the segment's article, by segment.
        count: Occurrences, by type.
        grammar: Whether the type is on the stop list, by type.
        name: Whether most of its occurrences have a capital, by type.
        articles: Number of articles.
    """

    word: Ints
    start: Ints
    end: Ints
    segment: Ints
    edge: Longs
    article: Ints
    count: Longs
    grammar: NDArray[np.bool_]
    name: NDArray[np.bool_]
    articles: int

    def __len__(self) -> int:
        return len(self.word)

    @cached_property
    def scale(self) -> float:
        """Bits it takes to tell one place of the corpus, and of the English it is weighed with, from all."""
        return float(np.log2(len(self) + _PRIOR))

    @cached_property
    def surprisal(self) -> Floats:
        """By type: bits of surprise at seeing the word, minus the log of its smoothed share of all words.

        The prior says what a word's share is in English at large, so that in a small corpus, or one that is
        mostly copies of one story, a word is not taken to be common because the copies have it.
        """
        prior = np.where(self.grammar, _GRAMMAR_SHARE, _CONTENT_SHARE)
        return np.asarray(self.scale - np.log2(self.count + _PRIOR * prior))

    @cached_property
    def _links(self) -> tuple[Longs, Longs, Longs]:
        """Each pair of neighbouring words that occurs, the number of articles with it; that of each type."""
        types, articles = len(self.count), self.articles
        owner = self.article[self.segment]
        inside = self.segment[1:] == self.segment[:-1]
        # In place and sorted in place: these are the largest arrays of a large corpus.
        pair = self.word[:-1][inside].astype(np.int64)
        pair *= types
        pair += self.word[1:][inside]
        pair *= articles
        pair += owner[1:][inside]
        together = distinct(pair, within=True)
        del pair
        together //= articles
        links = distinct(together, within=True)
        in_articles = np.diff(np.append(np.searchsorted(together, links), len(together)))
        del together
        single = distinct(self.word.astype(np.int64) * articles + owner, within=True) // articles
        return links, in_articles, np.bincount(single, minlength=types)

    def telling(self, at: Longs) -> Floats:
        """Return the bits of `news`, of names a part: that two articles name the same people is no copy."""
        return self.news(at) * np.where(self.name[self.word[at]], _NAME, 1.0)

    def news(self, at: Longs) -> Floats:
        """Return the bits each word at the indices `at` adds to the word before it, told by other articles.

        In "Gov. Chris Christie" the last word adds next to nothing where many articles have it, so names and
        formulas weigh little however rare their words. Two articles that share a passage both have the link,
        so two are taken off each count; the rest is smoothed by the word's own share with the weight of two
        observations (Dirichlet smoothing: Zhai and Lafferty 2004, p. 186).
        """
        links, in_articles, alone = self._links
        before = np.maximum(at - 1, 0)
        pair = self.word[before].astype(np.int64) * len(self.count) + self.word[at]
        slot = np.minimum(np.searchsorted(links, pair), max(len(links) - 1, 0))
        known = (at > 0) & (self.segment[before] == self.segment[at])
        if len(links):
            known &= links[slot] == pair
            together = np.where(known, np.maximum(in_articles[slot] - 2, 0), 0)
        else:
            together = np.zeros(len(at), dtype=np.int64)
        first = np.where(known, np.maximum(alone[self.word[before]] - 2, together), 0)
        share = 2.0 ** -self.surprisal[self.word[at]]
        return np.asarray(-np.log2(np.minimum((together + 2.0 * share) / (first + 2.0), 1.0)))


class _Numbers(dict[str, int]):
    """Numbers words in the order in which they come."""

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        return number


def _letters(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def index_words(articles: Sequence[HasText], language: Language = ENGLISH) -> WordTable:
    """Return the words of the articles' bodies; numbers of types follow the order of first occurrence."""
    stop_words = language.words.stop_words
    types = _Numbers()
    none = [np.zeros(0, dtype=np.int32)]
    words, starts, ends, capitals = list(none), list(none), list(none), [np.zeros(0, dtype=np.bool_)]
    owners: list[int] = []
    for number, article in enumerate(articles):
        text = fold(article.text)
        changed = _letters(text) != _letters(normalise(article.text))
        for span in article.body_spans:
            found = _WORD.findall(text, *span)
            if not found:
                continue
            words.append(np.fromiter(map(types.__getitem__, found), np.int32, len(found)))
            begins = np.fromiter(
                (match.start() for match in _WORD.finditer(text, *span)), np.int32, len(found)
            )
            starts.append(begins)
            ends.append(begins + np.fromiter(map(len, found), np.int32, len(found)))
            capitals.append(changed[begins])
            owners.append(number)
    sizes = np.array([len(part) for part in words[1:]], dtype=np.int64)
    word = np.concatenate(words)
    count = np.bincount(word, minlength=len(types))
    return WordTable(
        word=word,
        start=np.concatenate(starts),
        end=np.concatenate(ends),
        segment=np.repeat(np.arange(len(sizes), dtype=np.int32), sizes),
        edge=np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(sizes)]),
        article=np.array(owners, dtype=np.int32),
        count=count.astype(np.int64),
        grammar=np.array([name in stop_words for name in types], dtype=np.bool_),
        name=np.bincount(word, weights=np.concatenate(capitals), minlength=len(types)) > count / 2,
        articles=len(articles),
    )
