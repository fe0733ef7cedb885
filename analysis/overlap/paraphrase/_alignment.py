"""Align sentences of two articles that report the same thing in other words.

Sentences are read as sets of what they tell: resolved names, states, days, numbers and lemmas of content words. Two
sentences are aligned unit by unit, equal units with weight 1 and words by the cosine of their vectors, weighed by
inverse sentence frequency: the greedy matching of Sultan, Bethard and Sumner (2014, pp. 221–224) and of BERTScore
with idf (Zhang et al. 2020, section 3) over static vectors. How much of each the other covers, how telling
that is, whether numbers clash and the days between go into a logistic regression fitted to pairs labelled by reading.
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

_UNRELATED, _NEAR = 0.3, 0.7  # cosines at which two words have nothing, and all, to do with each other
_FAMILY = 0.8  # what two nouns for one kind of event count ("talks", "meeting")
_RELATED = 0.85  # what the nearest of different words counts, of 1 for the same word
_PAIRS = 50_000  # pairs of sentences compared at a time, for memory
_COPY = 0.9  # share of words in common from which two sentences are a copy, not a paraphrase

#: Figures of a pair of sentences: the share of each that the other covers (geometric mean), logarithm of the bits of
#: what is the same in both, 1 where their numbers clash and -1 where they agree, logarithm of the days between.
FEATURES = ("coverage", "log_bits", "number_clash", "log_days")

#: Coefficients of the figures, the intercept, and the figure of undated articles: the mean of dated ones. Fitted by
#: python -m analysis.overlap.training.fit_paraphrases --gold FILE --text FOLDER
_COEFFICIENTS = np.array([5.86, 1.63, -1.74, -0.51])
_INTERCEPT = -8.19
_UNDATED = 1.97

#: Chances from which a pair is shown, and from which it is called likely. Of 299 labelled pairs of political news, each
#: judged by a fit without its articles, 63 of 97 between the two are right (stated 66 %) and 51 of 59 above (90 %).
PROBABLE, LIKELY = 0.5, 0.8


@dataclass(frozen=True)
class _Pair:
    """Two sentences compared: the figures of `FEATURES`, and the keys both have."""

    figures: tuple[float, ...]
    shared: tuple[str, ...]
    against: tuple[str, ...]


@dataclass(frozen=True)
class _Read:
    """All sentences of a corpus, by article and place, with their keys."""

    sentences: list[Sentence]
    table: KeyTable
    article: Longs
    vector: Longs


#: What was read of a corpus while it is in use: what says the same and what counts the same are looked for in turn.
_KNOWN: WeakKeyDictionary[AnnotatedCorpus, _Read] = WeakKeyDictionary()


def _read(annotated: AnnotatedCorpus) -> _Read:
    """Return what the sentences of a corpus tell, read once."""
    if annotated not in _KNOWN:
        _KNOWN[annotated] = _read_anew(annotated)
    return _KNOWN[annotated]


def _read_anew(annotated: AnnotatedCorpus) -> _Read:
    """Read each article once; then, with the identities known, number what the sentences tell."""
    sentences: list[Sentence] = []
    records: list[LocalIdentity] = []
    for article, doc in annotated:
        entities = ArticleEntities(article, doc)
        records += local_identities(entities)
        sentences += read_sentences(entities)
    names = unify(records)
    sentences.sort(key=lambda one: (one.doc_id, one.start))
    keys = [_keys(sentence, names) for sentence in sentences]
    table = number_keys(keys)
    docs = {doc_id: number for number, doc_id in enumerate(sorted({one.doc_id for one in sentences}))}
    words = [name[1:] if name[0] == WORD else "" for name in table.names]
    return _Read(
        sentences,
        table,
        np.array([docs[one.doc_id] for one in sentences], dtype=np.int64),
        load_vectors().places(words),
    )


def _keys(sentence: Sentence, names: dict[tuple[str, int], str]) -> list[str]:
    """Return the keys of a sentence, its entities under the names they have across the corpus."""
    keys = dict.fromkeys(sentence.units)
    for entity in sentence.entities:
        name = names.get((sentence.doc_id, entity))
        if name is not None:
            state = state_named(name)
            keys[STATE + state if state else NAME + name] = None
    return sorted(keys)


class _Aligner:
    """Compares two sentences of a corpus."""

    def __init__(self, read: _Read) -> None:
        self.read = read
        self._vectors = load_vectors()
        known = ENGLISH.events.families
        kinds = {family: number for number, family in enumerate(sorted(set(known.values())))}
        families = (known.get(name[1:]) if name[0] == WORD else None for name in read.table.names)
        self._family = np.array([-1 if one is None else kinds[one] for one in families], dtype=np.int64)
        self._number = np.array([name[0] == NUMBER for name in read.table.names], dtype=bool)

    def count_alike(self, one: int, other: int) -> bool:
        """Tell whether two sentences count one noun, and tell more than numbers."""
        nouns = [{noun for noun, _ in self.read.sentences[at].numbers} for at in (one, other)]
        told = all(not self._number[self.read.table.of(at)].all() for at in (one, other))
        return told and not nouns[0].isdisjoint(nouns[1])

    def compare(self, one: int, other: int, *, numbers: bool = True) -> _Pair:
        """Return the figures of two sentences, on request as if no number stood in them; the same exchanged."""
        read, table = self.read, self.read.table
        a, b = table.of(one), table.of(other)
        if not numbers:
            a, b = a[~self._number[a]], b[~self._number[b]]
        alike = self._similarity(a, b)
        weight_a, weight_b = table.weight[a], table.weight[b]
        cover_a = float(weight_a @ alike.max(axis=1) / weight_a.sum())
        cover_b = float(weight_b @ alike.max(axis=0) / weight_b.sum())
        bits = float((np.minimum(weight_a[:, None], weight_b[None, :]) * (alike == 1.0)).sum())
        told_a, told_b = ({table.names[key] for key in keys.tolist()} for keys in (a, b))
        shared = sorted(told_a & told_b)
        first, second = read.sentences[one], read.sentences[other]
        against = _against(first, second)
        log_days = _UNDATED
        if first.published is not None and second.published is not None:
            log_days = float(np.log1p(abs((first.published - second.published).days)))
        figures = (
            float(np.sqrt(cover_a * cover_b)),
            float(np.log1p(bits)),
            _clash({key for key in told_a if key[0] == NUMBER}, {key for key in told_b if key[0] == NUMBER}),
            log_days,
        )
        named = tuple(key[1:] for key in shared if key[0] != WORD)
        return _Pair(figures, named, against)

    def _similarity(self, a: Longs, b: Longs) -> Floats:
        cosine = self._vectors.cosines(self.read.vector[a], self.read.vector[b])
        near = np.clip((cosine - _UNRELATED) / (_NEAR - _UNRELATED), 0.0, 1.0) * _RELATED
        family_a, family_b = self._family[a], self._family[b]
        kin = (family_a[:, None] == family_b[None, :]) & (family_a >= 0)[:, None]
        near = np.where(kin, np.maximum(near, _FAMILY), near)
        return np.asarray(np.where(a[:, None] == b[None, :], 1.0, near))


def _clash(one: set[str], other: set[str]) -> float:
    """Return 1 where both tell and have nothing in common, -1 where they have, 0 where one does not tell.

    A small number in common is no ground either way: five states and five people are everywhere.
    """
    if not one or not other:
        return 0.0
    shared = one & other
    return 1.0 if not shared else -1.0 if any(float(key[1:]) > SMALL_NUMBER for key in shared) else 0.0


def _against(one: Sentence, other: Sentence) -> tuple[str, ...]:
    """Return what speaks against two sentences telling the same: other days, other numbers of one thing."""
    found: list[str] = []
    if one.days and other.days and not one.days & other.days:
        found.append(f"{_told(one.days)} / {_told(other.days)}")
    counted = defaultdict(set)
    for noun, value in other.numbers:
        counted[noun].add(value)
    for noun, value in sorted(set(one.numbers)):
        own = {v for n, v in one.numbers if n == noun}
        if noun in counted and not own & counted[noun]:
            found.append(f"{value} / {min(counted[noun])} {noun}")
    return tuple(found)


def _told(days: frozenset[str]) -> str:
    return ", ".join(sorted(day[1:] for day in days))


def compare_sentences(annotated: AnnotatedCorpus) -> pd.DataFrame:
    """Return the figures of every two sentences that the index brings together: what the score is fitted on.

    One row a pair: places and words as in `align_paraphrases`, then one column for each of `FEATURES`.
    """
    return _compared(annotated, 0.0)


def _compared(annotated: AnnotatedCorpus, min_score: float, *, numbers: bool = True) -> pd.DataFrame:
    """Compare the sentences that the index brings together, some at a time; keep those of a least score.

    Without `numbers` those alone that count the same noun, as if no number stood in them.
    """
    texts = {article.doc_id: article.text for article in annotated.corpus}
    read = _read(annotated)
    aligner = _Aligner(read)
    one, other = find_candidates(read.table, read.article)
    rows = []
    for low in range(0, len(one), _PAIRS):
        pairs = list(zip(one[low : low + _PAIRS].tolist(), other[low : low + _PAIRS].tolist(), strict=True))
        if not numbers:
            pairs = [(a, b) for a, b in pairs if aligner.count_alike(a, b)]
        if not pairs:
            continue
        compared = [aligner.compare(*pair, numbers=numbers) for pair in pairs]
        scores = score_figures(np.array([pair.figures for pair in compared])).round(6)
        for at in np.flatnonzero(scores >= min_score).tolist():
            first, second = (_place(read.sentences[sentence], texts) for sentence in pairs[at])
            words = [split_words(fold(place[-1])) for place in (first, second)]
            same = float(Indel.normalized_similarity(*words))
            pair = compared[at]
            rows.append((*first, *second, float(scores[at]), same, pair.shared, pair.against, *pair.figures))
    columns = [f"{name}_{side}" for side in "ab" for name in ("doc", "start", "end", "text")]
    return pd.DataFrame(rows, columns=[*columns, "score", "same_words", "shared", "against", *FEATURES])


def _place(sentence: Sentence, texts: dict[str, str]) -> tuple[Any, ...]:
    return (
        sentence.doc_id,
        sentence.start,
        sentence.end,
        texts[sentence.doc_id][sentence.start : sentence.end],
    )


def score_figures(
    figures: Floats, coefficients: Floats = _COEFFICIENTS, intercept: float = _INTERCEPT
) -> Floats:
    """Return the chance that two sentences report the same thing, from their `FEATURES`, one row a pair."""
    return np.asarray(1.0 / (1.0 + np.exp(-(figures @ coefficients + intercept))))


@returns(TABLES["paraphrases"])
def align_paraphrases(annotated: AnnotatedCorpus, *, min_score: float = PROBABLE) -> pd.DataFrame:
    """Align the sentences of two articles that report the same thing in other words.

    Each sentence is aligned with at most one of another article: the two must be each other's best. Sentences
    with nine tenths of their words in common are copies (`find_passages`) and left out. Undated articles are
    taken to be as far apart as labelled pairs are on average, some six days.

    Args:
        annotated: The articles with their parses.
        min_score: The least score that a pair must have, 0 to 1.

    Returns:
        One row a pair of sentences, by `doc_a`, `doc_b` and place; the score is the chance that both report one thing,
        by a logistic regression fitted to labelled pairs (51 of 59 from 0.8 and 63 of 97 from 0.5 to 0.8 were right
        when held out).

    Raises:
        DatelineError: `min_score` is not between 0 and 1.

    Example:
        >>> align_paraphrases(annotated).columns.tolist()[:3]
        ['doc_a', 'start_a', 'end_a']
    """
    _check_score(min_score)
    frame = _compared(annotated, min_score)
    return _tidied(_mutual(frame[frame["same_words"] < _COPY]))


@returns(TABLES["paraphrases"])
def align_counts(annotated: AnnotatedCorpus, *, min_score: float = 0.3) -> pd.DataFrame:
    """Align the sentences of two articles that count the same thing, whatever number they give for it.

    A number that both give is the best ground to think that two sentences report one thing; where articles contradict
    each other, that ground is missing. So numbers are left out of the score here, and sentences that are alike word by
    word are kept; both sentences must count the same noun.

    Args:
        annotated: The articles with their parses.
        min_score: The least score that a pair must have, 0 to 1.

    Returns:
        One row a pair of sentences, as from `align_paraphrases`, for `compare_numbers`.

    Raises:
        DatelineError: `min_score` is not between 0 and 1.

    Example:
        >>> align_counts(annotated).columns.equals(align_paraphrases(annotated).columns)
        True
    """
    _check_score(min_score)
    return _tidied(_mutual(_compared(annotated, min_score, numbers=False)))


def _check_score(min_score: float) -> None:
    if not 0 <= min_score <= 1:
        raise DatelineError(f"min_score is {min_score}, which is no score: give a number from 0 to 1.")


def _tidied(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the documented columns, in their order and kinds."""
    frame["shared"], frame["against"] = frame["shared"].map(list), frame["against"].map(list)
    frame = frame.sort_values(["doc_a", "doc_b", "start_a", "start_b"], ignore_index=True)
    return TABLES["paraphrases"].frame(frame)


def _mutual(frame: pd.DataFrame) -> pd.DataFrame:
    """Keep the pairs of which each sentence is the other's best in its article; of equals the first by place."""
    ordered = frame.sort_values(
        ["score", "doc_a", "doc_b", "start_a", "start_b"], ascending=[False, True, True, True, True]
    )
    first = ~ordered.duplicated(["doc_a", "start_a", "doc_b"]) & ~ordered.duplicated(
        ["doc_a", "doc_b", "start_b"]
    )
    return ordered[first].copy()
