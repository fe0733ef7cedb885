"""Align sentences of two articles that report the same thing in other words.

Sentences are read as sets of units: resolved names, states, days, numbers and lemmas of content words. Two sentences
are aligned unit by unit, equal units with similarity 1 and words by the cosine of their vectors, weighted by inverse
sentence frequency: the greedy matching of Sultan, Bethard and Sumner (2014, pp. 221–224) and of BERTScore with idf
(Zhang et al. 2020, section 3) over static vectors. The coverage of each sentence by the other, the bits they share,
clashing numbers and the days between are the features of a logistic regression fitted to pairs labelled by reading.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd
from rapidfuzz.distance import Indel

from analysis.entities import ArticleEntities, LocalIdentity, local_identities, state_named, unify
from analysis.errors import DatelineError
from analysis.language import ENGLISH
from analysis.overlap.paraphrase._blocking import SMALL_NUMBER, KeyTable, find_candidates, number_keys
from analysis.overlap.paraphrase._sentences import NAME, NUMBER, STATE, WORD, Sentence, read_sentences
from analysis.overlap.paraphrase._word_vectors import load_vectors
from analysis.overlap.reuse._word_table import Floats, Longs, fold, split_words
from analysis.schema import TABLES, returns

if TYPE_CHECKING:
    from analysis.annotation import AnnotatedCorpus

_UNRELATED, _NEAR = 0.3, 0.7  # cosines at which two words are unrelated, and fully related
_FAMILY = 0.8  # similarity of two nouns for one kind of event ("talks", "meeting")
_RELATED = 0.85  # maximum similarity of different words; the same word has 1
_BLOCK_PAIRS = 50_000  # pairs of sentences compared at a time, for memory
_MAX_SAME_WORDS = 0.9  # share of words in common from which two sentences are a copy, not a paraphrase

#: Features of a pair of sentences: the share of each that the other covers (geometric mean), logarithm of the bits of
#: equal units, 1 where their numbers clash and -1 where they agree, logarithm of the days between.
FEATURES = ("coverage", "log_bits", "number_clash", "log_days")

#: Coefficients of the features, the intercept, and log_days of undated articles: the mean of dated ones. Fitted by
#: python -m analysis.overlap.training.fit_paraphrases --gold FILE --text FOLDER
_COEFFICIENTS = np.array([5.86, 1.63, -1.74, -0.51])
_INTERCEPT = -8.19
_UNDATED = 1.97

#: Scores from which a pair is shown, and from which it is called likely. Of 299 labelled pairs of political news, each
#: judged by a fit without its articles, 63 of 97 between the two are right (stated 66 %) and 51 of 59 above (90 %).
PROBABLE, LIKELY = 0.5, 0.8


@dataclass(frozen=True)
class _ComparedPair:
    """A compared pair of sentences: its `FEATURES`, the keys in both, and what conflicts."""

    features: tuple[float, ...]
    shared: tuple[str, ...]
    conflicts: tuple[str, ...]


@dataclass(frozen=True)
class _ReadCorpus:
    """All sentences of a corpus, sorted by article and place, with their keys."""

    sentences: list[Sentence]
    table: KeyTable
    article: Longs
    vector: Longs


#: Sentences of each corpus in use, as `align_paraphrases` and `align_counts` both need them.
_READ_CORPORA: WeakKeyDictionary[AnnotatedCorpus, _ReadCorpus] = WeakKeyDictionary()


def _read(annotated: AnnotatedCorpus) -> _ReadCorpus:
    """Return the sentences of a corpus with their keys, read once."""
    if annotated not in _READ_CORPORA:
        _READ_CORPORA[annotated] = _read_articles(annotated)
    return _READ_CORPORA[annotated]


def _read_articles(annotated: AnnotatedCorpus) -> _ReadCorpus:
    """Return the sentences of a corpus with their keys, once identities are resolved."""
    sentences: list[Sentence] = []
    records: list[LocalIdentity] = []
    for article, doc in annotated:
        entities = ArticleEntities(article, doc)
        records += local_identities(entities)
        sentences += read_sentences(entities)
    names = unify(records)
    sentences.sort(key=lambda sentence: (sentence.doc_id, sentence.start))
    keys = [_keys(sentence, names) for sentence in sentences]
    table = number_keys(keys)
    article_numbers = {
        doc_id: number for number, doc_id in enumerate(sorted({sentence.doc_id for sentence in sentences}))
    }
    words = [name[1:] if name[0] == WORD else "" for name in table.names]
    return _ReadCorpus(
        sentences,
        table,
        np.array([article_numbers[sentence.doc_id] for sentence in sentences], dtype=np.int64),
        load_vectors().rows_of(words),
    )


def _keys(sentence: Sentence, names: dict[tuple[str, int], str]) -> list[str]:
    """Return the keys of a sentence, with its entities under their names across the corpus."""
    keys = dict.fromkeys(sentence.units)
    for entity in sentence.entities:
        name = names.get((sentence.doc_id, entity))
        if name is not None:
            state = state_named(name)
            keys[STATE + state if state else NAME + name] = None
    return sorted(keys)


class _Aligner:
    """Compares pairs of sentences of a corpus."""

    def __init__(self, read: _ReadCorpus) -> None:
        self.read = read
        self._vectors = load_vectors()
        family_of = ENGLISH.events.families
        family_numbers = {family: number for number, family in enumerate(sorted(set(family_of.values())))}
        families = (family_of.get(name[1:]) if name[0] == WORD else None for name in read.table.names)
        self._family = np.array(
            [-1 if family is None else family_numbers[family] for family in families], dtype=np.int64
        )
        self._number = np.array([name[0] == NUMBER for name in read.table.names], dtype=bool)

    def count_alike(self, a: int, b: int) -> bool:
        """Return whether two sentences count the same noun and both have keys other than numbers."""
        nouns = [{noun for noun, _ in self.read.sentences[sentence].numbers} for sentence in (a, b)]
        has_other_keys = all(not self._number[self.read.table.of(sentence)].all() for sentence in (a, b))
        return has_other_keys and not nouns[0].isdisjoint(nouns[1])

    def compare(self, sentence_a: int, sentence_b: int, *, numbers: bool = True) -> _ComparedPair:
        """Return two sentences compared, without `numbers` as if they had none. The comparison is symmetric."""
        read, table = self.read, self.read.table
        keys_a, keys_b = table.of(sentence_a), table.of(sentence_b)
        if not numbers:
            keys_a, keys_b = keys_a[~self._number[keys_a]], keys_b[~self._number[keys_b]]
        similarity = self._similarity(keys_a, keys_b)
        weight_a, weight_b = table.weight[keys_a], table.weight[keys_b]
        cover_a = float(weight_a @ similarity.max(axis=1) / weight_a.sum())
        cover_b = float(weight_b @ similarity.max(axis=0) / weight_b.sum())
        bits = float((np.minimum(weight_a[:, None], weight_b[None, :]) * (similarity == 1.0)).sum())
        names_a, names_b = ({table.names[key] for key in keys.tolist()} for keys in (keys_a, keys_b))
        shared = sorted(names_a & names_b)
        read_a, read_b = read.sentences[sentence_a], read.sentences[sentence_b]
        conflicts = _find_conflicts(read_a, read_b)
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
        return _ComparedPair(features, shared_names, conflicts)

    def _similarity(self, keys_a: Longs, keys_b: Longs) -> Floats:
        cosine = self._vectors.cosines(self.read.vector[keys_a], self.read.vector[keys_b])
        similarity = np.clip((cosine - _UNRELATED) / (_NEAR - _UNRELATED), 0.0, 1.0) * _RELATED
        family_a, family_b = self._family[keys_a], self._family[keys_b]
        same_family = (family_a[:, None] == family_b[None, :]) & (family_a >= 0)[:, None]
        similarity = np.where(same_family, np.maximum(similarity, _FAMILY), similarity)
        return np.asarray(np.where(keys_a[:, None] == keys_b[None, :], 1.0, similarity))


def _number_clash(numbers_a: set[str], numbers_b: set[str]) -> float:
    """Return 1 where both have numbers and none in common, -1 where they share one, 0 where either has none.

    A small number in common gives 0 too, as five states and five people are everywhere.
    """
    if not numbers_a or not numbers_b:
        return 0.0
    shared = numbers_a & numbers_b
    return 1.0 if not shared else -1.0 if any(float(key[1:]) > SMALL_NUMBER for key in shared) else 0.0


def _find_conflicts(a: Sentence, b: Sentence) -> tuple[str, ...]:
    """Return where two sentences conflict: different days, or different numbers of one thing."""
    conflicts: list[str] = []
    if a.days and b.days and not a.days & b.days:
        conflicts.append(f"{_join_days(a.days)} / {_join_days(b.days)}")
    counted = defaultdict(set)
    for noun, value in b.numbers:
        counted[noun].add(value)
    for noun, value in sorted(set(a.numbers)):
        own_values = {v for n, v in a.numbers if n == noun}
        if noun in counted and not own_values & counted[noun]:
            conflicts.append(f"{value} / {min(counted[noun])} {noun}")
    return tuple(conflicts)


def _join_days(days: frozenset[str]) -> str:
    return ", ".join(sorted(day[1:] for day in days))


def compare_sentences(annotated: AnnotatedCorpus) -> pd.DataFrame:
    """Return the features of all candidate pairs of sentences, on which the score is fitted.

    One row a pair: places and texts as in `align_paraphrases`, then one column for each of `FEATURES`.
    """
    return _compare_candidates(annotated, 0.0)


def _compare_candidates(
    annotated: AnnotatedCorpus, min_score: float, *, numbers: bool = True
) -> pd.DataFrame:
    """Compare the candidate pairs of sentences, a block at a time, and return those with a minimum score.

    Without `numbers`, only pairs that count the same noun are compared, as if they had no numbers.
    """
    texts = {article.doc_id: article.text for article in annotated.corpus}
    read = _read(annotated)
    aligner = _Aligner(read)
    left, right = find_candidates(read.table, read.article)
    rows = []
    for start in range(0, len(left), _BLOCK_PAIRS):
        pairs = list(
            zip(
                left[start : start + _BLOCK_PAIRS].tolist(),
                right[start : start + _BLOCK_PAIRS].tolist(),
                strict=True,
            )
        )
        if not numbers:
            pairs = [(a, b) for a, b in pairs if aligner.count_alike(a, b)]
        if not pairs:
            continue
        compared = [aligner.compare(*pair, numbers=numbers) for pair in pairs]
        scores = score_features(np.array([pair.features for pair in compared])).round(6)
        for index in np.flatnonzero(scores >= min_score).tolist():
            first, second = (_place(read.sentences[sentence], texts) for sentence in pairs[index])
            words = [split_words(fold(place[-1])) for place in (first, second)]
            same_words = float(Indel.normalized_similarity(*words))
            pair = compared[index]
            rows.append(
                (
                    *first,
                    *second,
                    float(scores[index]),
                    same_words,
                    pair.shared,
                    pair.conflicts,
                    *pair.features,
                )
            )
    columns = [f"{name}_{side}" for side in "ab" for name in ("doc", "start", "end", "text")]
    return pd.DataFrame(rows, columns=[*columns, "score", "same_words", "shared", "against", *FEATURES])


def _place(sentence: Sentence, texts: dict[str, str]) -> tuple[Any, ...]:
    return (
        sentence.doc_id,
        sentence.start,
        sentence.end,
        texts[sentence.doc_id][sentence.start : sentence.end],
    )


def score_features(
    features: Floats, coefficients: Floats = _COEFFICIENTS, intercept: float = _INTERCEPT
) -> Floats:
    """Return the probability that two sentences report the same thing, from their `FEATURES`, one row a pair."""
    return np.asarray(1.0 / (1.0 + np.exp(-(features @ coefficients + intercept))))


@returns(TABLES["paraphrases"])
def align_paraphrases(annotated: AnnotatedCorpus, *, min_score: float = PROBABLE) -> pd.DataFrame:
    """Align the sentences of two articles that report the same thing in other words.

    Each sentence is aligned with at most one of another article: the two must be each other's best. Sentences with
    nine tenths of their words in common are copies (`find_passages`) and left out. Undated articles count as being
    as far apart as labelled pairs are on average, some six days.

    Args:
        annotated: The articles with their parses.
        min_score: Minimum score of a pair, 0 to 1.

    Returns:
        One row a pair of sentences, by `doc_a`, `doc_b` and place. The score is the probability that both report the
        same thing, by a logistic regression fitted to labelled pairs (of held-out pairs, 51 of 59 with 0.8 or more
        and 63 of 97 from 0.5 to 0.8 were right).

    Raises:
        DatelineError: `min_score` is not between 0 and 1.

    Example:
        >>> align_paraphrases(annotated).columns.tolist()[:3]
        ['doc_a', 'start_a', 'end_a']
    """
    _check_score(min_score)
    frame = _compare_candidates(annotated, min_score)
    return _to_table(_mutual_best(frame[frame["same_words"] < _MAX_SAME_WORDS]))


@returns(TABLES["paraphrases"])
def align_counts(annotated: AnnotatedCorpus, *, min_score: float = 0.3) -> pd.DataFrame:
    """Align the sentences of two articles that count the same thing, whatever number they give for it.

    A number in common is the best evidence that two sentences report the same thing; where articles contradict each
    other, it is missing. So the score ignores numbers here, and sentences that share most words are kept; both
    sentences must count the same noun.

    Args:
        annotated: The articles with their parses.
        min_score: Minimum score of a pair, 0 to 1.

    Returns:
        One row a pair of sentences, as from `align_paraphrases`, for `compare_numbers`.

    Raises:
        DatelineError: `min_score` is not between 0 and 1.

    Example:
        >>> align_counts(annotated).columns.equals(align_paraphrases(annotated).columns)
        True
    """
    _check_score(min_score)
    return _to_table(_mutual_best(_compare_candidates(annotated, min_score, numbers=False)))


def _check_score(min_score: float) -> None:
    if not 0 <= min_score <= 1:
        raise DatelineError(f"min_score is {min_score}, which is no score: give a number from 0 to 1.")


def _to_table(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the table with its documented columns, sorted."""
    frame["shared"], frame["against"] = frame["shared"].map(list), frame["against"].map(list)
    frame = frame.sort_values(["doc_a", "doc_b", "start_a", "start_b"], ignore_index=True)
    return TABLES["paraphrases"].frame(frame)


def _mutual_best(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs of which each sentence is the other's best in its article; of equals the first by place."""
    ordered = frame.sort_values(
        ["score", "doc_a", "doc_b", "start_a", "start_b"], ascending=[False, True, True, True, True]
    )
    first = ~ordered.duplicated(["doc_a", "start_a", "doc_b"]) & ~ordered.duplicated(
        ["doc_a", "doc_b", "start_b"]
    )
    return ordered[first].copy()
