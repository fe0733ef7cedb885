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
from analysis.terms.tokens._words import Word, WordKind, split_text, words_both_ways
from analysis.text import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

#: Words that MTLD needs before it means something (McCarthy and Jarvis 2010 test texts from 100 words).
MIN_WORDS = 100

#: The numbers of a word: kind, start, end, first token, end token, sentence, whether it follows the word before.
_COLUMNS = 7


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
class WordColumns:
    """Words as columns.

    Attributes:
        kinds: The distinct forms with their lemma and part of speech.
        numbers: A row for each of: the kind's number, start, end, first token, end token, sentence, and whether
            the word follows the one before.
    """

    kinds: list[WordKind]
    numbers: Numbers

    @classmethod
    def of(cls, words: Sequence[Word]) -> WordColumns:
        """Return the columns of some words."""
        numbering: dict[tuple[str, ...], int] = {}
        # A word's fields are its span, the three of its kind, and the rest of the numbers.
        rows = [(numbering.setdefault(word[2:5], len(numbering)), *word[:2], *word[5:]) for word in words]
        columns = list(zip(*rows, strict=True)) or [()] * _COLUMNS
        return cls([WordKind(*kind) for kind in numbering], Numbers.of(columns))


@dataclass(frozen=True, slots=True)
class WordRecord:
    """The words and names of one article's body.

    Attributes:
        joined: The words as written, compounds whole; `split` with contractions as one word a part.
        running: Number of running words.
        forms: The lower-cased running words, each as the number of its type.
        mtld: The measure of textual lexical diversity; None where there are fewer than `MIN_WORDS` words.
        names: The named entities and other names.
        candidates: Names of several words that the recogniser found.
        noun_chunks: Noun chunks as ranges of tokens.
        labels: The dependency relations that occur.
        dependencies: For each token the index of its head, and the number of its relation in `labels`.
    """

    joined: WordColumns
    split: WordColumns
    running: int
    forms: Numbers
    mtld: float | None
    names: list[NamedMention]
    candidates: list[NameCandidate]
    noun_chunks: list[Span]
    labels: list[str]
    dependencies: Numbers


def _read(article: Article, doc: Doc) -> WordRecord:
    tokens = tokens_of(doc)
    forms = [form.lower() for form in split_text(article.text, article.body_spans, language=article.language)]
    labels, label_numbers = _number(tokens.deps)
    joined, split = words_both_ways(article, tokens)
    return WordRecord(
        joined=WordColumns.of(joined),
        split=WordColumns.of(split),
        running=len(forms),
        forms=Numbers.of([_number(forms)[1]]),
        mtld=_measure_diversity(forms, doc),
        names=find_names(article, doc, tokens),
        candidates=find_candidates(article, tokens),
        noun_chunks=tokens.noun_chunks,
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
