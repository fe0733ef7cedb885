"""The words of a whole corpus as one table of numbers, from one pass over the records of its articles.

Everything that is counted is counted in such a table: a word is a row, and what words of one form, lemma and part of
speech have in common is worked out once for all of them, by kind. A word takes 29 bytes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

import numpy as np

from analysis._arrays import Flags, Ints, Ints32
from analysis.annotation import TOKENS, AnnotatedCorpus, once_a_corpus
from analysis.corpus import Article, Hyphens
from analysis.terms.tokens._multiword_names import NameCandidate
from analysis.terms.tokens._records import WORD_ROWS, WORDS, Kinds, Numbers, WordRecord, number_words
from analysis.terms.tokens._words import Contractions, WordKind, body_words

T = TypeVar("T")


@dataclass(frozen=True)
class WordTable:
    """Words of articles in order; each array has an element a word.

    Attributes:
        kinds: The distinct forms with their lemma and part of speech; `kind` numbers each word's among them.
        bounds: Where the words of each article begin, and at last how many words there are.
        starts: Offsets in the article's text, as are `ends`.
        first_tokens: Places of the words' tokens among those of all articles, from `first_tokens` to `last_tokens`.
        sentences: Number of the sentence in the article.
        follows: True where only spaces, hyphens or quotation marks part a word from the one before.
    """

    kinds: tuple[WordKind, ...]
    bounds: Ints
    kind: Ints32
    starts: Ints32
    ends: Ints32
    first_tokens: Ints32
    last_tokens: Ints32
    sentences: Ints32
    follows: Flags

    def __len__(self) -> int:
        return len(self.kind)

    @cached_property
    def rows(self) -> Ints32:
        """The article of each word."""
        return np.repeat(np.arange(len(self.bounds) - 1, dtype=np.int32), np.diff(self.bounds))

    @cached_property
    def runs(self) -> Ints32:
        """The number of the stretch, within one sentence and without punctuation, that each word is in."""
        begins = ~self.follows
        begins[1:] |= (self.sentences[1:] != self.sentences[:-1]) | (self.rows[1:] != self.rows[:-1])
        return np.cumsum(begins, dtype=np.int32)

    def form(self, word: int) -> str:
        """Return the form of a word."""
        return self.kinds[int(self.kind[word])].form

    def each(self, value: Callable[[WordKind], T]) -> list[T]:
        """Return a value of each kind."""
        return [value(kind) for kind in self.kinds]

    def mark(self, holds: Callable[[WordKind], object]) -> Flags:
        """Return for each word whether something holds of its kind."""
        return np.fromiter(map(bool, map(holds, self.kinds)), dtype=np.bool_, count=len(self.kinds))[
            self.kind
        ]

    def number(self, value: Callable[[WordKind], T]) -> tuple[list[T], Ints32]:
        """Return the distinct values of the kinds in order of appearance, and the number of each word's."""
        numbering: dict[T, int] = {}
        of_kind = [numbering.setdefault(value(kind), len(numbering)) for kind in self.kinds]
        return list(numbering), np.array(of_kind, dtype=np.int32)[self.kind]

    def with_lemmas(self, lemmas: Mapping[str, str], *, pos: str) -> WordTable:
        """Return the table with the lemmas given for some forms, where they are of a part of speech."""
        kinds = tuple(
            kind._replace(lemma=lemmas[kind.form]) if kind.pos == pos and kind.form in lemmas else kind
            for kind in self.kinds
        )
        return replace(self, kinds=kinds)

    def join(self, merged: Sequence[tuple[int, int, WordKind]]) -> WordTable:
        """Return the table with some stretches (first word, end, kind), disjoint and in order, as one word each."""
        if not merged:
            return self
        numbering = {kind: number for number, kind in enumerate(self.kinds)}
        firsts, ends = (np.array([stretch[side] for stretch in merged]) for side in (0, 1))
        kind, word_ends, last_tokens = self.kind.copy(), self.ends.copy(), self.last_tokens.copy()
        kind[firsts] = [numbering.setdefault(kind, len(numbering)) for _, _, kind in merged]
        word_ends[firsts], last_tokens[firsts] = self.ends[ends - 1], self.last_tokens[ends - 1]
        depth = np.zeros(len(self) + 1, dtype=np.int32)
        depth[firsts + 1] += 1
        depth[ends] -= 1
        stays = np.cumsum(depth[:-1]) == 0
        return WordTable(
            kinds=tuple(numbering),
            bounds=np.concatenate([[0], np.cumsum(stays)])[self.bounds],
            kind=kind[stays],
            starts=self.starts[stays],
            ends=word_ends[stays],
            first_tokens=self.first_tokens[stays],
            last_tokens=last_tokens[stays],
            sentences=self.sentences[stays],
            follows=self.follows[stays],
        )


@dataclass(frozen=True)
class CorpusWords:
    """What the words of a corpus are counted from; articles are in the order of their doc_id.

    Attributes:
        annotated: The annotated articles.
        articles: The articles.
        joined: The words as written, compounds whole; `split` with contractions as one word a part.
        types: For each article its running words as numbers of types.
        mtld: The measure of textual lexical diversity of each article.
        names: For each article its names as rows: number in `name_labels`, start, end, and number of the entity.
        name_labels: The distinct names, each with its kind.
        candidates: Names of several words that the recogniser found, and how often.
        noun_chunks: Noun chunks of each article as ranges of tokens; `token_bounds` says where its tokens begin.
        labels: Dependency relations; `label` numbers each token's among them, and `heads` is the token it depends on.
    """

    annotated: AnnotatedCorpus
    articles: tuple[Article, ...]
    joined: WordTable
    split: WordTable
    types: tuple[Ints32, ...]
    mtld: tuple[float | None, ...]
    names: tuple[Ints32, ...]
    name_labels: tuple[tuple[str, str], ...]
    candidates: Counter[NameCandidate]
    noun_chunks: tuple[Ints32, ...]
    token_bounds: Ints
    labels: tuple[str, ...]
    label: Ints32
    heads: Ints32

    def table(self, hyphens: Hyphens, *, split: bool) -> WordTable:
        """Return the words with hyphens as wanted; other ways than "compounds" are worked out from the parse."""
        if hyphens == "compounds":
            return self.split if split else self.joined
        contractions: Contractions = "split" if split else "join"
        kinds: Kinds = {}
        parts = {
            article.doc_id: number_words(
                body_words(article, tokens, hyphens=hyphens, contractions=contractions), kinds
            ).array()
            for article, tokens in self.annotated.records(TOKENS)
        }
        return _table([parts[article.doc_id] for article in self.articles], kinds, self.token_bounds)


@once_a_corpus
def read_words(annotated: AnnotatedCorpus) -> CorpusWords:
    """Return the words of some articles, which are read once and held as long as `annotated` is."""
    numbering = _Numbering({}, {}, {})
    candidates: Counter[NameCandidate] = Counter()
    columns: dict[str, list[Any]] = {field: [] for field in _ArticleWords._fields}
    for article, record in annotated.records(WORDS, by_name=True):
        # Numbered as they are read: the words of all records as strings would be several times as large.
        for field, value in _number_words(article, record, numbering)._asdict().items():
            columns[field].append(value)
        candidates.update(record.candidates)
    token_bounds = _bounds([len(heads) for heads in columns["heads"]])
    # Taken out, so that what a table is made from goes when the table is made.
    joined, split = (_table(columns.pop(name), numbering.kinds, token_bounds) for name in ("joined", "split"))
    return CorpusWords(
        annotated=annotated,
        articles=tuple(columns["article"]),
        joined=joined,
        split=split,
        types=tuple(columns["types"]),
        mtld=tuple(columns["mtld"]),
        names=tuple(columns["names"]),
        name_labels=tuple(numbering.names),
        candidates=candidates,
        noun_chunks=tuple(columns["noun_chunks"]),
        token_bounds=token_bounds,
        labels=tuple(numbering.labels),
        label=_concatenate(columns["label"]),
        heads=_concatenate(
            heads + first for heads, first in zip(columns["heads"], token_bounds[:-1], strict=True)
        ),
    )


class _Numbering(NamedTuple):
    """The numbers that a corpus gives to kinds of words, relations and names, in order of appearance."""

    kinds: Kinds
    labels: dict[str, int]
    names: dict[tuple[str, str], int]


class _ArticleWords(NamedTuple):
    """The record of an article with kinds of words and relations as the corpus numbers them; `CorpusWords` has all."""

    article: Article
    joined: Ints32
    split: Ints32
    types: Ints32
    mtld: float | None
    names: Ints32
    noun_chunks: Ints32
    label: Ints32
    heads: Ints32


def _number_words(article: Article, record: WordRecord, numbering: _Numbering) -> _ArticleWords:
    own_labels = _numbers(record.labels, numbering.labels)
    own_kinds = _numbers(zip(record.forms, record.lemmas, record.pos, strict=True), numbering.kinds)
    heads, label = record.dependencies.array()
    names = [
        (numbering.names.setdefault((name.name, name.kind), len(numbering.names)), *name[:2], name.entity)
        for name in record.names
    ]
    return _ArticleWords(
        article=article,
        joined=_renumbered(record.joined, own_kinds),
        split=_renumbered(record.split, own_kinds),
        types=record.types.array()[0],
        mtld=record.mtld,
        names=np.array(names, dtype=np.int32).reshape(-1, 4),
        noun_chunks=record.noun_chunks.array().T,
        label=own_labels[label],
        heads=heads,
    )


_Numbered = TypeVar("_Numbered")


def _numbers(values: Iterable[_Numbered], numbering: dict[_Numbered, int]) -> Ints32:
    """Return the number of each value; values that are not numbered yet are added."""
    return np.array([numbering.setdefault(value, len(numbering)) for value in values], dtype=np.int32)


def _renumbered(words: Numbers, kinds: Ints32) -> Ints32:
    """Return the words of an article with the numbers that their kinds have in the corpus."""
    rows = words.array().copy()
    rows[0] = kinds[rows[0]]
    return rows


def _table(parts: Sequence[Ints32], kinds: Kinds, token_bounds: Ints) -> WordTable:
    """Return the words of articles, given as rows of numbers, as one table."""
    rows = np.concatenate([np.empty((WORD_ROWS, 0), dtype=np.int32), *parts], axis=1)
    bounds = _bounds([part.shape[1] for part in parts])
    rows[3:5] += np.repeat(token_bounds[:-1], np.diff(bounds)).astype(
        np.int32
    )  # in place: it is a large array
    return WordTable(
        kinds=tuple(map(WordKind._make, kinds)),
        bounds=bounds,
        kind=rows[0],
        starts=rows[1],
        ends=rows[2],
        first_tokens=rows[3],
        last_tokens=rows[4],
        sentences=rows[5],
        follows=rows[6].astype(np.bool_),
    )


def _bounds(lengths: Sequence[int]) -> Ints:
    return np.concatenate([[0], np.cumsum(np.array(lengths, dtype=np.int64))]).astype(np.int64)


def _concatenate(parts: Iterable[Ints | Ints32]) -> Ints32:
    return np.concatenate([np.empty(0, dtype=np.int32), *parts]).astype(np.int32)
