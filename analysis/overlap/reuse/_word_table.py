"""Table of all words of a corpus: types, spans, segments, and the surprisal of each type."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from analysis._arrays import Flags, Floats, Ints, Ints32
from analysis.corpus import normalise
from analysis.language import ENGLISH, Language
from analysis.text import Span

# Abbreviations of letters with full stops ("U.S."); else letters and digits with apostrophes inside. A hyphen
# separates words, since house styles differ in it.
_WORD = re.compile(r"\b(?:[^\W\d_]\.){2,}|[^\W_]+(?:'[^\W_]+)*")

# Chosen on generated corpora of news with planted passages (nox -s bench -- overlap); flat as in `_passages`.
#: Words of English at large added to the corpus's own; flat between 5,000 and 100,000.
_PRIOR_WORDS = 20_000
#: Share of one word among them: one of the 300 of the stop list, which make up half of any text, or one of the others;
#: flat between half and twice as much.
_GRAMMAR_SHARE, _CONTENT_SHARE = 1 / 600, 1 / 50_000
#: What the bits of a name count; flat between 0 and 1 (on 840 articles 102 to 109 passages).
_NAME_WEIGHT = 0.5


def distinct(numbers: Ints, *, in_place: bool = False) -> Ints:
    """Return the distinct numbers in ascending order; `np.unique` takes four times as long on millions.

    With `in_place`, `numbers` are sorted in place, which saves a copy.
    """
    if in_place:
        numbers.sort()
    else:
        numbers = np.sort(numbers)
    is_first = np.ones(len(numbers), dtype=np.bool_)
    is_first[1:] = numbers[1:] != numbers[:-1]
    return np.asarray(numbers[is_first])


class HasText(Protocol):
    """What the overlap functions need of an article."""

    @property
    def doc_id(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def body_spans(self) -> Sequence[Span]: ...


def articles_of(corpus: Iterable[Any]) -> list[HasText]:
    """Return the articles of a corpus, an annotated corpus or an iterable of their items, sorted by `doc_id`."""
    inner = getattr(corpus, "corpus", corpus)  # an annotated corpus need not be parsed for its texts
    articles = [item[0] if isinstance(item, tuple) else item for item in inner]
    return sorted(articles, key=lambda article: article.doc_id)


def by_text(corpus: Iterable[Any]) -> list[HasText]:
    """Return the articles sorted by their texts, so that renaming articles changes nothing but identifiers."""
    return sorted(articles_of(corpus), key=lambda article: (article.text, article.doc_id))


def language_of(corpus: object) -> Language:
    """Return the language of a corpus; English by default."""
    language = getattr(corpus, "language", ENGLISH)
    return language if isinstance(language, Language) else ENGLISH


def fold(text: str) -> str:
    """Return `text` in lower case with plain marks, every offset unchanged."""
    normalised = normalise(text)
    lowered = normalised.lower()
    if len(lowered) == len(text):
        return lowered
    # A few letters (İ) have a lower case of two code points; they are left unchanged.
    return "".join(
        lower_character if len(lower_character := character.lower()) == 1 else character
        for character in normalised
    )


def split_words(folded: str) -> list[str]:
    """Return the words of a folded text."""
    return _WORD.findall(folded)


class Families(NamedTuple):
    """Families of articles that tell one story: copies and rewrites of one another.

    Attributes:
        number: Number of the article's family, by article.
        batch: 0, or in a large family the number of those articles that are compared with one another and with the
            members whose number is 0, by article.
        original: The first article of the family with the same words, which may be the article itself, by article.
            What is found in an original and its first copy holds of all copies.
    """

    number: Ints32
    batch: Ints32
    original: Ints32

    @property
    def has_copies(self) -> bool:
        """Whether any article has an original other than itself."""
        return bool((self.original != np.arange(len(self.original))).any())

    def is_searched(self) -> Flags:
        """Return whether each article is an original or the first copy of one."""
        searched = self.original == np.arange(len(self.original))
        copies = np.flatnonzero(~searched)
        searched[copies[np.unique(self.original[copies], return_index=True)[1]]] = True
        return np.asarray(searched)


@dataclass(frozen=True, eq=False)
class WordTable:
    """The words of all bodies, one after another.

    A segment is one stretch of one article's body; no phrase or passage crosses its edges.

    Attributes:
        word: Number of the word's type, by word.
        start, end: The word's span in the text of its article, by word.
        segment: Number of its segment, by word.
        edge: Index of the first word of each segment, and the number of words.
        article: Number of the segment's article, by segment.
        count: Occurrences, by type.
        grammar: Whether the type is on the stop list, by type.
        name: Whether most of its occurrences are capitalised, by type.
        articles: Number of articles.
        families: Families of the articles; by default each is its own.
    """

    word: Ints32
    start: Ints32
    end: Ints32
    segment: Ints32
    edge: Ints
    article: Ints32
    count: Ints
    grammar: Flags
    name: Flags
    articles: int
    families: Families

    def __len__(self) -> int:
        return len(self.word)

    @cached_property
    def _weighted_count(self) -> Floats:
        """Occurrences by type, those of a family's articles divided by their number."""
        sizes = np.bincount(self.families.number)
        if sizes.max(initial=1) == 1:
            return self.count.astype(np.float64)
        weights = 1 / sizes[self.families.number[self.article]]
        return np.bincount(self.word, weights=weights[self.segment], minlength=len(self.count)).astype(
            np.float64
        )

    @cached_property
    def scale(self) -> float:
        """Bits needed to identify one word of the corpus and of the English added to it."""
        return float(np.log2(self._weighted_count.sum() + _PRIOR_WORDS))

    @cached_property
    def surprisal(self) -> Floats:
        """Surprisal of each type in bits: minus the log of its smoothed share of all words.

        The prior is the share of a word in English at large, so that in a small corpus a word does not count as common
        because two articles have it. A family counts as one article.
        """
        prior = np.where(self.grammar, _GRAMMAR_SHARE, _CONTENT_SHARE)
        return np.asarray(self.scale - np.log2(self._weighted_count + _PRIOR_WORDS * prior))

    @cached_property
    def _links(self) -> tuple[Ints, Ints, Ints]:
        """Each pair of adjacent words that occurs, the number of families with it, and that with each type."""
        types, articles = len(self.count), self.articles
        family = self.families.number[self.article][self.segment]
        inside = self.segment[1:] == self.segment[:-1]
        # Computed and sorted in place: these are the largest arrays of a large corpus.
        link = self.word[:-1][inside].astype(np.int64)
        link *= types
        link += self.word[1:][inside]
        link *= articles
        link += family[1:][inside]
        link_in_family = distinct(link, in_place=True)
        del link
        link_in_family //= articles
        links = distinct(link_in_family, in_place=True)
        in_families = np.diff(np.append(np.searchsorted(link_in_family, links), len(link_in_family)))
        del link_in_family
        type_in_family = distinct(self.word.astype(np.int64) * articles + family, in_place=True) // articles
        return links, in_families, np.bincount(type_in_family, minlength=types)

    @cached_property
    def first_word(self) -> Ints:
        """Index of the first word of each article, and the number of words."""
        words = np.bincount(self.article[self.segment], minlength=self.articles)
        return np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(words)])

    def is_one_family(self, index_a: int, index_b: int) -> bool:
        """Return whether two words stand in articles of one family."""
        family_a, family_b = (
            self.families.number[self.article[self.segment[index]]] for index in (index_a, index_b)
        )
        return bool(family_a == family_b)

    def evidence_bits(self, index: Ints, own_families: int) -> Floats:
        """Return `conditional_surprisal`, halved for names, as naming the same people is no copying."""
        weights = np.where(self.name[self.word[index]], _NAME_WEIGHT, 1.0)
        return self.conditional_surprisal(index, own_families) * weights

    def conditional_surprisal(self, index: Ints, own_families: int) -> Floats:
        """Return the surprisal in bits of each word at `index` given the word before it, in the other families.

        In "Gov. Chris Christie" the last word adds almost nothing where many articles have it, so names and formulas
        weigh little however rare their words. Two articles that share a passage both have the link, so their families
        are subtracted from each count: `own_families` is two, or one where they are of one. The rest is smoothed by
        the word's own share with the weight of two observations (Dirichlet smoothing: Zhai and Lafferty 2004, p. 186).
        """
        links, in_families, with_word = self._links
        previous = np.maximum(index - 1, 0)
        link = self.word[previous].astype(np.int64) * len(self.count) + self.word[index]
        position = np.minimum(np.searchsorted(links, link), max(len(links) - 1, 0))
        is_link = (index > 0) & (self.segment[previous] == self.segment[index])
        if len(links):
            is_link &= links[position] == link
            with_link = np.where(is_link, np.maximum(in_families[position] - own_families, 0), 0)
        else:
            with_link = np.zeros(len(index), dtype=np.int64)
        with_previous = np.where(
            is_link, np.maximum(with_word[self.word[previous]] - own_families, with_link), 0
        )
        share = 2.0 ** -self.surprisal[self.word[index]]
        return np.asarray(-np.log2(np.minimum((with_link + 2.0 * share) / (with_previous + 2.0), 1.0)))


class _TypeNumbers(dict[str, int]):
    """Number of each word type, in order of first occurrence."""

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        return number


def _code_points(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def index_words(articles: Sequence[HasText], language: Language = ENGLISH) -> WordTable:
    """Return the words of the articles' bodies; numbers of types follow the order of first occurrence."""
    return _index(tuple((article.text, tuple(article.body_spans)) for article in articles), language)


# Three, because passages are found in articles by the order of their texts, phrases by that of their identifiers, and
# shared quotations in what is quoted.
@lru_cache(maxsize=3)
def _index(texts: tuple[tuple[str, tuple[Span, ...]], ...], language: Language) -> WordTable:
    stop_words = language.words.stop_words
    types = _TypeNumbers()
    empty = [np.zeros(0, dtype=np.int32)]
    words, starts, ends, capitals = list(empty), list(empty), list(empty), [np.zeros(0, dtype=np.bool_)]
    article_numbers: list[int] = []
    for number, (written, body_spans) in enumerate(texts):
        text = fold(written)
        is_capital = _code_points(text) != _code_points(normalise(written))
        for span in body_spans:
            article_words = _WORD.findall(text, *span)
            if not article_words:
                continue
            words.append(np.fromiter(map(types.__getitem__, article_words), np.int32, len(article_words)))
            word_starts = np.fromiter(
                (match.start() for match in _WORD.finditer(text, *span)), np.int32, len(article_words)
            )
            starts.append(word_starts)
            ends.append(word_starts + np.fromiter(map(len, article_words), np.int32, len(article_words)))
            capitals.append(is_capital[word_starts])
            article_numbers.append(number)
    sizes = np.array([len(part) for part in words[1:]], dtype=np.int64)
    word = np.concatenate(words)
    count = np.bincount(word, minlength=len(types))
    return WordTable(
        word=word,
        start=np.concatenate(starts),
        end=np.concatenate(ends),
        segment=np.repeat(np.arange(len(sizes), dtype=np.int32), sizes),
        edge=np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(sizes)]),
        article=np.array(article_numbers, dtype=np.int32),
        count=count.astype(np.int64),
        grammar=np.array([name in stop_words for name in types], dtype=np.bool_),
        name=np.bincount(word, weights=np.concatenate(capitals), minlength=len(types)) > count / 2,
        articles=len(texts),
        families=Families(own := np.arange(len(texts), dtype=np.int32), np.zeros_like(own), own),
    )
