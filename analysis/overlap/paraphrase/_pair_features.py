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

_UNDATED = 1.97  # log_days of undated articles: the mean of dated pairs, from the fit of the score


@dataclass(frozen=True)
class ComparedPair:
    """A compared pair of sentences: its `FEATURES`, the keys in both, and the days and numbers that differ."""

    features: tuple[float, ...]
    shared: tuple[str, ...]
    against: tuple[str, ...]


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
    """Compares pairs of sentences of a corpus."""

    def __init__(self, read: ReadCorpus) -> None:
        self.read = read
        #: Whether each key is a number or a day.
        self.is_fact: Flags = np.array([key[0] in {NUMBER, DAY} for key in read.table.keys], dtype=bool)

    def have_more_than_facts(self, a: int, b: int) -> bool:
        """Return whether both sentences have keys other than numbers and days."""
        return all(not self.is_fact[self.read.table.of(sentence)].all() for sentence in (a, b))

    def compare(self, sentence_a: int, sentence_b: int, *, facts: bool = True) -> ComparedPair:
        """Return two sentences compared, without `facts` as if they gave no numbers and no days; symmetric."""
        read, table = self.read, self.read.table
        keys_a, keys_b = table.of(sentence_a), table.of(sentence_b)
        if not facts:
            keys_a, keys_b = keys_a[~self.is_fact[keys_a]], keys_b[~self.is_fact[keys_b]]
        # Sums are rounded by the order of their terms, and no score depends on which sentence is the first.
        keys_a, keys_b = sorted((keys_a, keys_b), key=list)
        similarity = self._similarity(keys_a, keys_b)
        bits_a, bits_b = table.bits[keys_a], table.bits[keys_b]
        cover_a = float(bits_a @ similarity.max(axis=1) / bits_a.sum())
        cover_b = float(bits_b @ similarity.max(axis=0) / bits_b.sum())
        bits = float((np.minimum(bits_a[:, None], bits_b[None, :]) * (similarity == 1.0)).sum())
        names_a, names_b = ({table.keys[key] for key in keys.tolist()} for keys in (keys_a, keys_b))
        shared = sorted(names_a & names_b)
        read_a, read_b = read.sentences[sentence_a], read.sentences[sentence_b]
        log_days = _UNDATED
        if read_a.published is not None and read_b.published is not None:
            log_days = float(np.log1p(abs((read_a.published - read_b.published).days)))
        features = (
            float(np.sqrt(cover_a * cover_b)),
            float(np.log1p(bits)),
            _number_clash(
                {key for key in names_a if key[0] == NUMBER}, {key for key in names_b if key[0] == NUMBER}
            ),
            log_days,
        )
        shared_names = tuple(key[1:] for key in shared if key[0] != WORD)
        return ComparedPair(features, shared_names, _against(read_a, read_b))

    def _similarity(self, keys_a: Ints, keys_b: Ints) -> Floats:
        cosine = self.read.vectors.cosines(self.read.vector[keys_a], self.read.vector[keys_b])
        similarity = np.clip((cosine - _UNRELATED) / (_NEAR - _UNRELATED), 0.0, 1.0)
        return np.asarray(np.where(keys_a[:, None] == keys_b[None, :], 1.0, similarity))


def _number_clash(numbers_a: set[str], numbers_b: set[str]) -> float:
    """Return 1 where both have numbers and none in common, -1 where they share one, 0 where either has none.

    A small number in common gives 0 too, as five states and five people are everywhere.
    """
    if not numbers_a or not numbers_b:
        return 0.0
    shared = numbers_a & numbers_b
    return 1.0 if not shared else -1.0 if any(float(key[1:]) > SMALL_NUMBER for key in shared) else 0.0


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


def _against(a: Sentence, b: Sentence) -> tuple[str, ...]:
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
