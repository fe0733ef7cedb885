"""The words and names of each article as records that are computed once and kept: what all terms are made from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analysis._arrays import Ints32
from analysis.annotation import Step, tokens_of
from analysis.corpus import Article
from analysis.terms.tokens._multiword_names import NameCandidate, find_candidates
from analysis.terms.tokens._named_entities import NamedMention, find_names
from analysis.terms.tokens._words import Word, split_text, words_both_ways

if TYPE_CHECKING:
    from spacy.tokens import Doc

#: Words that MTLD needs before it means something (McCarthy and Jarvis 2010 test texts from 100 words).
MIN_WORDS = 100

#: Numbers of a word in a record.
WORD_ROWS = 7


@dataclass(frozen=True, slots=True)
class Numbers:
    """Rows of 32-bit numbers as bytes: read at once, where a list is read number by number."""

    rows: int
    data: bytes

    @classmethod
    def of(cls, rows: Sequence[Sequence[int]]) -> Numbers:
        """Return rows of equal length as bytes."""
        return cls(len(rows), np.array(rows, dtype="<i4").tobytes())

    def array(self) -> Ints32:
        """Return the rows as an array, rows × columns."""
        return np.frombuffer(self.data, dtype="<i4").reshape(self.rows, -1).astype(np.int32, copy=False)


@dataclass(frozen=True, slots=True)
class WordRecord:
    """The words and names of one article's body.

    The words are rows of numbers, a column a word: the number of its kind, start, end, first token, end token,
    sentence, and whether it follows the word before.

    Attributes:
        forms: Form of each kind; words are of one kind that are alike in form, lemma and part of speech.
        lemmas: Lemma of each kind; `pos` its part of speech.
        joined: The words as written, compounds whole; `split` with contractions as one word a part.
        types: The lower-cased running words, each as the number of its type.
        mtld: The measure of textual lexical diversity; None where there are fewer than `MIN_WORDS` words.
        names: The named entities and other names.
        candidates: Names of several words that the recogniser found.
        noun_chunks: First and end token of each noun chunk.
        labels: The dependency relations that occur.
        dependencies: For each token the index of its head, and the number of its relation in `labels`.
    """

    forms: list[str]
    lemmas: list[str]
    pos: list[str]
    joined: Numbers
    split: Numbers
    types: Numbers
    mtld: float | None
    names: list[NamedMention]
    candidates: list[NameCandidate]
    noun_chunks: Numbers
    labels: list[str]
    dependencies: Numbers


#: The numbers of kinds, by form, lemma and part of speech.
Kinds = dict[tuple[str, str, str], int]


def number_words(words: Sequence[Word], kinds: Kinds) -> Numbers:
    """Return words as rows of numbers; kinds that are not numbered yet are added."""
    # A word's fields are its span, the three of its kind, and the rest of the numbers.
    columns = [(kinds.setdefault(word[2:5], len(kinds)), *word[:2], *word[5:]) for word in words]
    return Numbers.of(list(zip(*columns, strict=True)) or [()] * WORD_ROWS)


def _read(article: Article, doc: Doc) -> WordRecord:
    tokens = tokens_of(doc)
    forms = [form.lower() for form in split_text(article.text, article.body_spans, language=article.language)]
    labels, label_numbers = _number(tokens.deps)
    kinds: Kinds = {}
    joined, split = (number_words(words, kinds) for words in words_both_ways(article, tokens))
    return WordRecord(
        forms=[form for form, _, _ in kinds],
        lemmas=[lemma for _, lemma, _ in kinds],
        pos=[pos for _, _, pos in kinds],
        joined=joined,
        split=split,
        types=Numbers.of([_number(forms)[1]]),
        mtld=_measure_diversity(forms, doc),
        names=find_names(article, doc, tokens),
        candidates=find_candidates(article, tokens),
        noun_chunks=Numbers.of(list(zip(*tokens.noun_chunks, strict=True)) or [(), ()]),
        labels=labels,
        dependencies=Numbers.of([tokens.heads, label_numbers]),
    )


def _number(strings: Sequence[str]) -> tuple[list[str], list[int]]:
    """Return the distinct strings in order of appearance, and the number of each string among them."""
    numbering: dict[str, int] = {}
    numbers = [numbering.setdefault(string, len(numbering)) for string in strings]
    return list(numbering), numbers


def _measure_diversity(forms: Sequence[str], doc: Doc) -> float | None:
    from spacy.tokens import Doc as SpacyDoc
    from textacy.text_stats.diversity import mtld

    return float(mtld(SpacyDoc(doc.vocab, words=list(forms)))) if len(forms) >= MIN_WORDS else None


#: The words and names of each article.
WORDS = Step(
    "words", _read, WordRecord, code=("text", "language", "corpus", "annotation", "entities", "terms/tokens")
)
