"""Compare pairs of sentences: the features on which the score of a paraphrase rests, and what speaks against it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from sys import intern
from typing import TYPE_CHECKING

import numpy as np

from analysis._arrays import Flags, Floats, Ints
from analysis.annotation import once_a_corpus
from analysis.entities import canonical_names
from analysis.language import Language
from analysis.overlap.facts._model import Day
from analysis.overlap.paraphrase._blocking import SMALL_NUMBER, KeyTable, number_keys
from analysis.overlap.paraphrase._sentences import DAY, NAME, NUMBER, SENTENCES, STATE, WORD, Sentence
from analysis.overlap.paraphrase._word_vectors import Vectors, load_vectors

if TYPE_CHECKING:
    from analysis.annotation import AnnotatedCorpus

#: Cosines at which two words are unrelated, and fully related; flat between 0 and 0.5, and 0.6 and 0.9: the Brier score
#: of labelled pairs held out, 0.176 (`fit_paraphrases`, fitted anew), rises by less than 0.005.
_UNRELATED, _NEAR = 0.3, 0.7

#: Features of a pair of sentences: the share of each that the other covers (geometric mean), logarithm of the bits of
#: equal or near units, 1 where their numbers clash and -1 where they agree, logarithm of the days between.
FEATURES = ("coverage", "log_bits", "number_clash", "log_days")

_BLOCK_PAIRS = 256  # pairs compared at a time: a bound on memory, not on findings
_UNDATED = 1.97  # log_days of undated articles: the mean of dated pairs, from the fit of the score


@dataclass(frozen=True)
class ReadCorpus:
    """All sentences of a corpus, sorted by article and place, with their keys.

    Attributes:
        sentences: The sentences; of their units, numbers and days alone.
        table: Their keys.
        article: The number of each sentence's article.
        vectors: The vectors of the language's words.
        vector: The row of each key's vector, -1 for a key without one.
    """

    sentences: list[Sentence]
    table: KeyTable
    article: Ints
    vectors: Vectors
    vector: Ints


@once_a_corpus
def read_corpus(annotated: AnnotatedCorpus) -> ReadCorpus:
    """Return the sentences of a corpus with their keys, once identities are resolved."""
    vectors, names = load_vectors(annotated.language), canonical_names(annotated)
    read = [
        (replace(sentence, doc_id=article.doc_id, units=_facts(sentence), entities=()), keys)
        for article, in_article in annotated.records(SENTENCES)
        for sentence in in_article
        for keys in [_keys(article.doc_id, sentence, names, annotated.language)]
    ]
    read.sort(key=lambda sentence: (sentence[0].doc_id, sentence[0].start))
    sentences, keys = [sentence for sentence, _ in read], [keys for _, keys in read]
    del read
    table = number_keys(keys, vectors)
    article_numbers = {
        doc_id: number for number, doc_id in enumerate(sorted({sentence.doc_id for sentence in sentences}))
    }
    words = [key[1:] if key[0] == WORD else "" for key in table.keys]
    return ReadCorpus(
        sentences,
        table,
        np.array([article_numbers[sentence.doc_id] for sentence in sentences], dtype=np.int64),
        vectors,
        vectors.rows_of(words),
    )


def _facts(sentence: Sentence) -> tuple[str, ...]:
    """Return the units of a sentence that are asked for again: the numbers and days."""
    return tuple(intern(unit) for unit in sentence.units if unit[0] in {NUMBER, DAY})


def _keys(
    doc_id: str, sentence: Sentence, names: dict[tuple[str, int], str], language: Language
) -> list[str]:
    """Return the keys of a sentence, with its entities under their names across the corpus."""
    keys = dict.fromkeys(map(intern, sentence.units))
    for entity in sentence.entities:
        name = names.get((doc_id, entity))
        if name is not None:
            state = language.places.state_named(name)
            keys[intern(STATE + state if state else NAME + name)] = None
    return sorted(keys)


class PairComparer:
    """Compares pairs of sentences of a corpus, without `facts` as if they gave no numbers and no days.

    Attributes:
        counts: Whether a key counts, by key.
        sizes: The number of keys that count, by sentence.
    """

    def __init__(self, read: ReadCorpus, *, facts: bool = True) -> None:
        self.read, table = read, read.table
        kinds = [key[0] for key in table.keys]
        self.counts: Flags = np.array([facts or kind not in {NUMBER, DAY} for kind in kinds], dtype=bool)
        kept = self.counts[table.numbers]
        self._numbers, self._edges = table.numbers[kept], np.append(0, np.cumsum(kept))[table.edges]
        self.sizes: Ints = np.diff(self._edges)
        # Sentences of one block are filled up to one length with key -1, the last in the rows of these.
        self._bits, self._vector = np.append(table.bits, 0.0), np.append(read.vector, -1)
        values = [float(key[1:]) if key[0] == NUMBER else -np.inf for key in table.keys]
        self._value = np.array([*values, -np.inf])
        days = [
            sentence.published.toordinal() if sentence.published else np.nan for sentence in read.sentences
        ]
        self._day = np.array(days, dtype=np.float64)

    def compare(self, left: Ints, right: Ints) -> Floats:
        """Return the `FEATURES` of pairs of sentences with keys, one row a pair; symmetric."""
        features = np.empty((len(left), len(FEATURES)))
        # A block has sentences of like length, so that little is filled up.
        order = np.lexsort((self.sizes[right], self.sizes[left]))
        for start in range(0, len(order), _BLOCK_PAIRS):
            block = order[start : start + _BLOCK_PAIRS]
            features[block] = self._compare(left[block], right[block])
        return features

    def _compare(self, left: Ints, right: Ints) -> Floats:
        keys_a, keys_b = self._filled(left), self._filled(right)
        equal = (keys_a[:, :, None] == keys_b[:, None, :]) & (keys_a >= 0)[:, :, None]
        cosine = self.read.vectors.cosines(self._vector[keys_a], self._vector[keys_b])
        near = np.clip((cosine - _UNRELATED) / (_NEAR - _UNRELATED), 0.0, 1.0)
        similarity = np.where(equal, 1.0, near)
        bits_a, bits_b = self._bits[keys_a], self._bits[keys_b]
        cover_a = (bits_a * similarity.max(axis=2)).sum(axis=1) / bits_a.sum(axis=1)
        cover_b = (bits_b * similarity.max(axis=1)).sum(axis=1) / bits_b.sum(axis=1)
        least = np.minimum(bits_a[:, :, None], bits_b[:, None, :])
        bits = np.where(similarity == 1.0, least, 0.0).sum(axis=(1, 2))
        days = np.log1p(np.abs(self._day[left] - self._day[right]))
        return np.column_stack(
            [
                np.sqrt(cover_a * cover_b),
                np.log1p(bits),
                _clash_of_numbers(self._value[keys_a], self._value[keys_b], equal),
                np.where(np.isnan(days), _UNDATED, days),
            ]
        )

    def _filled(self, sentences: Ints) -> Ints:
        """Return the keys of sentences, one row a sentence, filled up with -1."""
        sizes = self.sizes[sentences]
        column = np.arange(sizes.max())
        places = self._edges[sentences][:, None] + column
        return np.where(column < sizes[:, None], self._numbers.take(places, mode="clip"), -1)

    def shared(self, a: int, b: int) -> tuple[str, ...]:
        """Return the keys that two sentences have in common, but words, sorted."""
        keys_a, keys_b = (self._numbers[self._edges[s] : self._edges[s + 1]].tolist() for s in (a, b))
        keys = (self.read.table.keys[number] for number in sorted({*keys_a} & {*keys_b}))
        return tuple(key[1:] for key in keys if key[0] != WORD)


def _clash_of_numbers(values_a: Floats, values_b: Floats, equal: Flags) -> Floats:
    """Return, by pair, 1 where both have numbers and none in common, -1 where they share one, 0 where either has none.

    A small number in common gives 0 too, as five states and five people are everywhere. The values are
    those of each sentence's keys, one row a pair, minus infinity for keys of other kinds; `equal` tells, by pair, which
    key of the one is which of the other.
    """
    both = np.isfinite(values_a).any(axis=1) & np.isfinite(values_b).any(axis=1)
    highest = np.where(equal, values_a[:, :, None], -np.inf).max(axis=(1, 2))
    clash = np.where(np.isfinite(highest), 0.0, 1.0)
    return np.where(both, np.where(highest > SMALL_NUMBER, -1.0, clash), 0.0)


def are_of_two_things(a: Sentence, b: Sentence) -> bool:
    """Return whether two sentences give other numbers or other days, as reports of two days of trading do.

    They share fewer than half of the numbers of the side that has fewer, or no day of either can be one of the other.
    Of 279 labelled pairs 21 are such, and 2 of these report the same.
    """
    numbers = [{unit for unit in sentence.units if unit[0] == NUMBER} for sentence in (a, b)]
    fewer = min(map(len, numbers))
    if fewer and len(numbers[0] & numbers[1]) < fewer / 2:
        return True
    pairs = [(day, other_day) for day in a.days for other_day in b.days]
    return bool(pairs) and all(day.agrees_with(other_day) is False for day, other_day in pairs)


def speaks_against(a: Sentence, b: Sentence) -> tuple[str, ...]:
    """Return what speaks against two sentences' reporting the same: different days, or numbers of one thing."""
    against: list[str] = []
    if a.days and b.days and not any(day.agrees_with(other_day) for day in a.days for other_day in b.days):
        against.append(f"{_join_days(a.days)} / {_join_days(b.days)}")
    for counted in sorted(
        {amount.counted for amount in a.amounts} & {amount.counted for amount in b.amounts}
    ):
        values = [{amount.value for amount in side.amounts if amount.counted == counted} for side in (a, b)]
        if values[0].isdisjoint(values[1]):
            against.append(f"{min(values[0]):.10g} / {min(values[1]):.10g} {counted}")
    return tuple(against)


def _join_days(days: tuple[Day, ...]) -> str:
    return ", ".join(sorted({" ".join(day.text.split()) for day in days}))
