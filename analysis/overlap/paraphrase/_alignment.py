"""Align sentences of two articles that report the same thing in other words.

Sentences are read as sets of units: resolved names, states, days, numbers and lemmas of content words. Two sentences
are aligned unit by unit, equal units with similarity 1 and words by the cosine of their vectors, weighted by inverse
sentence frequency: the greedy matching of Sultan, Bethard and Sumner (2014, pp. 221–224) and of BERTScore with idf
(Zhang et al. 2020, section 3) over static vectors. The coverage of each sentence by the other, the bits they share,
clashing numbers and the days between are the features of a logistic regression fitted to pairs labelled by reading.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from rapidfuzz.distance import Indel

from analysis._arrays import Floats, Ints
from analysis.annotation import once_a_corpus
from analysis.errors import DatelineError
from analysis.overlap.paraphrase._blocking import find_candidates, find_in_stories
from analysis.overlap.paraphrase._pair_features import FEATURES, PairComparer, are_of_two_things, read_corpus
from analysis.overlap.paraphrase._sentences import Sentence
from analysis.overlap.reuse._word_table import fold, split_words
from analysis.overlap.stories._groups import story_of_articles
from analysis.schema import TABLES, returns

if TYPE_CHECKING:
    from analysis.annotation import AnnotatedCorpus

_BLOCK_PAIRS = 50_000  # pairs of sentences compared at a time: a bound on memory, not on findings
#: Share of words in common from which two sentences are a copy, not a paraphrase; 6 % fewer pairs at 0.8, 3 % more at
#: 0.95.
_MAX_SAME_WORDS = 0.9

#: Coefficients of the features and the intercept. Fitted by
#: python -m analysis.overlap.training.fit_paraphrases --gold FILE --text FOLDER
_COEFFICIENTS = np.array([6.10, 1.70, -1.79, -0.51])
_INTERCEPT = -8.59

#: Score from which a pair is shown. Of 279 labelled pairs of political news, each judged by a fit without its articles,
#: 39 of 43 from here on are right (91 %), of 53 from 0.8 on 46 (87 %). The score ranks them better than shared words
#: do: area under the curve .80, Dice's coefficient of words .69, cosine of tf-idf .70; on 873 pairs of ECB+, with
#: events of other kinds, .75, .71 and .68.
SHOWN = 0.85
#: Score, facts left aside, from which two sentences of one story are taken to report the same; flat between 0.15 and
#: 0.25 on 48 made pairs of articles.
TOLD_ALIKE = 0.2


def compare_sentences(annotated: AnnotatedCorpus) -> pd.DataFrame:
    """Return the features of all candidate pairs of sentences, on which the score is fitted.

    One row a pair: places and texts as in `align_paraphrases`, then one column for each of `FEATURES`.
    """
    read = read_corpus(annotated)
    return _score_pairs(annotated, find_candidates(read.table, read.article), 0.0)


def _score_pairs(
    annotated: AnnotatedCorpus,
    candidates: tuple[Ints, Ints],
    min_score: float,
    *,
    facts: bool = True,
    copies: bool = True,
) -> pd.DataFrame:
    """Compare pairs of sentences, a block at a time, and return those with a minimum score.

    Without `facts`, they are compared as if they gave no numbers and no days; without `copies`, those with nearly the
    same words are left out.
    """
    texts = {article.doc_id: article.text for article in annotated.corpus}
    read = read_corpus(annotated)
    comparer = PairComparer(read)
    left, right = candidates
    rows = []
    for start in range(0, len(left), _BLOCK_PAIRS):
        block = slice(start, start + _BLOCK_PAIRS)
        pairs = list(zip(left[block].tolist(), right[block].tolist(), strict=True))
        if not facts:
            pairs = [(a, b) for a, b in pairs if comparer.have_more_than_facts(a, b)]
        if not pairs:
            continue
        compared = [comparer.compare(*pair, facts=facts) for pair in pairs]
        scores = score_features(np.array([pair.features for pair in compared])).round(6)
        for index in np.flatnonzero(scores >= min_score).tolist():
            first, second = (_place(read.sentences[sentence], texts) for sentence in pairs[index])
            words = [split_words(fold(place[-1])) for place in (first, second)]
            same_words = float(Indel.normalized_similarity(*words))
            if not copies and same_words >= _MAX_SAME_WORDS:
                continue
            pair = compared[index]
            rows.append(
                (
                    *first,
                    *second,
                    float(scores[index]),
                    same_words,
                    pair.shared,
                    pair.against,
                    *pair.features,
                    *pairs[index],
                )
            )
    columns = [f"{name}_{side}" for side in "ab" for name in ("doc", "start", "end", "text")]
    columns += ["score", "same_words", "shared", "against", *FEATURES, "sentence_a", "sentence_b"]
    return pd.DataFrame(rows, columns=columns)


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
def align_paraphrases(annotated: AnnotatedCorpus, *, min_score: float = SHOWN) -> pd.DataFrame:
    """Align the sentences of two articles that report the same thing in other words.

    Each sentence is aligned with at most one of another article: the two must be each other's best. Sentences with
    nine tenths of their words in common are copies (`find_passages`) and left out, and so are sentences of one pattern
    about two things: those whose numbers are mostly others, or whose days differ. Undated articles count as being
    as far apart as labelled pairs are on average, some six days.

    Args:
        annotated: The articles with their parses.
        min_score: Minimum score of a pair, 0 to 1.

    Returns:
        One row a pair of sentences, by `doc_a`, `doc_b` and place. The score is the probability that both report the
        same thing, by a logistic regression fitted to labelled pairs (of held-out pairs, 39 of 43 with 0.85 or more
        were right).

    Raises:
        DatelineError: `min_score` is not between 0 and 1.

    Example:
        >>> align_paraphrases(annotated).columns.tolist()[:3]
        ['doc_a', 'start_a', 'end_a']
    """
    _check_score(min_score)
    read = read_corpus(annotated)
    candidates = find_candidates(read.table, read.article)
    aligned = _mutual_best(_score_pairs(annotated, candidates, min_score, copies=False))
    places = zip(aligned["sentence_a"], aligned["sentence_b"], strict=True)
    of_one_thing = [not are_of_two_things(read.sentences[a], read.sentences[b]) for a, b in places]
    return _to_table(aligned[np.array(of_one_thing, dtype=bool)])


@once_a_corpus
def _compare_in_stories(annotated: AnnotatedCorpus) -> pd.DataFrame:
    """Return the scored pairs of sentences of two articles on one story, numbers and days left aside."""
    read = read_corpus(annotated)
    stories = story_of_articles(annotated)
    story = np.array([stories[sentence.doc_id] for sentence in read.sentences], dtype=np.int64)
    candidates = find_in_stories(read.table, read.article, story, ~PairComparer(read).is_fact)
    return _score_pairs(annotated, candidates, 0.0, facts=False)


def align_reports(annotated: AnnotatedCorpus, *, min_score: float = TOLD_ALIKE) -> pd.DataFrame:
    """Align the sentences of two articles on one story that report the same, whatever numbers and days they give.

    Returns:
        As `align_paraphrases`, copies included.
    """
    frame = _compare_in_stories(annotated)
    aligned = _mutual_best(frame)
    return _to_table(aligned[aligned["score"] >= min_score])


@returns(TABLES["paraphrases"])
def align_counts(annotated: AnnotatedCorpus, *, min_score: float = TOLD_ALIKE) -> pd.DataFrame:
    """Align the sentences of two articles on one story that count the same thing, whatever number they give for it.

    A number in common is the best evidence that two sentences report the same thing; where articles contradict each
    other, it is missing. So the score ignores numbers and days here, and sentences that share most words are kept; both
    articles must report one event (`group_stories`), and both sentences count the same noun.

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
    frame = _compare_in_stories(annotated)
    sentences = read_corpus(annotated).sentences
    counted = [
        not {amount.counted for amount in sentences[a].amounts}.isdisjoint(
            amount.counted for amount in sentences[b].amounts
        )
        for a, b in zip(frame["sentence_a"], frame["sentence_b"], strict=True)
    ]
    aligned = _mutual_best(frame[np.array(counted, dtype=bool)])
    return _to_table(aligned[aligned["score"] >= min_score])


def _check_score(min_score: float) -> None:
    if not 0 <= min_score <= 1:
        raise DatelineError(f"min_score is {min_score}: give a number from 0 to 1.")


def _to_table(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the table with its documented columns, sorted."""
    frame = frame.assign(shared=frame["shared"].map(list), against=frame["against"].map(list))
    frame = frame.sort_values(["doc_a", "doc_b", "start_a", "start_b"], ignore_index=True)
    return TABLES["paraphrases"].frame(frame)


def _mutual_best(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs of which each sentence is the other's best in its article; of equals the first by place.

    Their `lead` is the score over that of the next best pair of either sentence.
    """
    ordered = frame.sort_values(
        ["score", "doc_a", "doc_b", "start_a", "start_b"], ascending=[False, True, True, True, True]
    )
    first_of_a = ~ordered.duplicated(["doc_a", "start_a", "doc_b"])
    first_of_b = ~ordered.duplicated(["doc_a", "doc_b", "start_b"])
    best = ordered[first_of_a & first_of_b].copy()
    rest = ordered[~(first_of_a & first_of_b)]
    rivals = [
        rest.groupby(keys)["score"].max().reindex(pd.MultiIndex.from_frame(best[keys])).fillna(0.0).to_numpy()
        for keys in (["doc_a", "start_a", "doc_b"], ["doc_a", "doc_b", "start_b"])
    ]
    return best.assign(lead=best["score"] - np.maximum(*rivals))
