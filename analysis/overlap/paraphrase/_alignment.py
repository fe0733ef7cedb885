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

from analysis._arrays import Floats
from analysis.errors import DatelineError
from analysis.overlap.paraphrase._blocking import find_candidates
from analysis.overlap.paraphrase._pair_features import FEATURES, PairComparer, read_corpus
from analysis.overlap.paraphrase._sentences import Sentence
from analysis.overlap.reuse._word_table import fold, split_words
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

#: Scores from which a pair is shown, and from which it is called likely. Of 298 labelled pairs of political news, each
#: judged by a fit without its articles, 68 of 102 between the two are right (stated 65 %) and 51 of 59 above (90 %).
PROBABLE, LIKELY = 0.5, 0.8
#: Score from which sentences that count the same noun are compared. At 0.2 one more of 32 planted contradictions is
#: found, but on 84 articles as they stand two of four further rows are wrong, one of them told as a contradiction.
COUNTING = 0.3


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
    read = read_corpus(annotated)
    comparer = PairComparer(read)
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
            pairs = [(a, b) for a, b in pairs if comparer.count_alike(a, b)]
        if not pairs:
            continue
        compared = [comparer.compare(*pair, numbers=numbers) for pair in pairs]
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
                    pair.against,
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
        and 68 of 102 from 0.5 to 0.8 were right).

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
def align_counts(annotated: AnnotatedCorpus, *, min_score: float = COUNTING) -> pd.DataFrame:
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
