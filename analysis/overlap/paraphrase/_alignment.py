"""Align sentences of two articles that report the same thing in other words.

Sentences are read as sets of units: resolved names, states, days, numbers and lemmas of content words. Two sentences
are aligned unit by unit, equal units with similarity 1 and words by the cosine of their vectors, weighted by inverse
sentence frequency: the greedy matching of Sultan, Bethard and Sumner (2014, pp. 221–224) and of BERTScore with idf
(Zhang et al. 2020, section 3) over static vectors. The coverage of each sentence by the other, the bits they share,
clashing numbers and the days between are the features of a logistic regression fitted to pairs labelled by reading.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from rapidfuzz.distance import Indel

from analysis._arrays import Floats, Ints
from analysis.annotation import once_a_corpus
from analysis.errors import DatelineError
from analysis.overlap.paraphrase._blocking import find_candidates, find_in_stories
from analysis.overlap.paraphrase._pair_features import (
    FEATURES,
    PairComparer,
    are_of_two_things,
    read_corpus,
    speaks_against,
)
from analysis.overlap.paraphrase._sentences import Sentence
from analysis.overlap.reuse._word_table import fold, split_words
from analysis.overlap.stories._groups import story_of_articles
from analysis.schema import TABLES, returns

if TYPE_CHECKING:
    from analysis.annotation import AnnotatedCorpus

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

    One row a pair: `doc_a`, `start_a`, `doc_b` and `start_b`, then one column for each of `FEATURES`.
    """
    read = read_corpus(annotated)
    left, right = find_candidates(read.table, read.article)
    compared = pd.DataFrame(PairComparer(read).compare(left, right), columns=list(FEATURES))
    for side, sentences in (("a", left), ("b", right)):
        compared[f"doc_{side}"] = [read.sentences[sentence].doc_id for sentence in sentences.tolist()]
        compared[f"start_{side}"] = [read.sentences[sentence].start for sentence in sentences.tolist()]
    return compared


def _score_pairs(comparer: PairComparer, candidates: tuple[Ints, Ints]) -> pd.DataFrame:
    """Return the score of pairs of sentences: `sentence_a` and `sentence_b`, their articles, and `score`.

    Sentences in which nothing counts are left out.
    """
    left, right = candidates
    filled = (comparer.sizes[left] > 0) & (comparer.sizes[right] > 0)
    left, right = left[filled], right[filled]
    article = comparer.read.article
    return pd.DataFrame(
        {
            "sentence_a": left,
            "sentence_b": right,
            "article_a": article[left],
            "article_b": article[right],
            "score": score_features(comparer.compare(left, right)).round(6),
        }
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
    comparer = PairComparer(read)
    scored = _score_pairs(comparer, find_candidates(read.table, read.article))
    alike = _with_same_words(annotated, scored[scored["score"] >= min_score])
    aligned = _mutual_best(alike[alike["same_words"] < _MAX_SAME_WORDS])
    of_one_thing = [not are_of_two_things(read.sentences[a], read.sentences[b]) for a, b in _pairs(aligned)]
    return _to_table(annotated, aligned[np.array(of_one_thing, dtype=bool)], comparer)


@once_a_corpus
def _compare_in_stories(annotated: AnnotatedCorpus) -> tuple[PairComparer, pd.DataFrame]:
    """Return the scored pairs of sentences of two articles on one story, numbers and days left aside."""
    read = read_corpus(annotated)
    comparer = PairComparer(read, facts=False)
    stories = story_of_articles(annotated)
    story = np.array([stories[sentence.doc_id] for sentence in read.sentences], dtype=np.int64)
    return comparer, _score_pairs(comparer, find_in_stories(read.table, read.article, story, comparer.counts))


def align_reports(annotated: AnnotatedCorpus, *, min_score: float = TOLD_ALIKE) -> pd.DataFrame:
    """Align the sentences of two articles on one story that report the same, whatever numbers and days they give.

    Returns:
        As `align_paraphrases`, copies included.
    """
    comparer, scored = _compare_in_stories(annotated)
    aligned = _mutual_best(scored)
    return _to_table(annotated, aligned[aligned["score"] >= min_score], comparer)


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
    comparer, scored = _compare_in_stories(annotated)
    counted = [{amount.counted for amount in sentence.amounts} for sentence in comparer.read.sentences]
    one_noun = [not counted[a].isdisjoint(counted[b]) for a, b in _pairs(scored)]
    aligned = _mutual_best(scored[np.array(one_noun, dtype=bool)])
    return _to_table(annotated, aligned[aligned["score"] >= min_score], comparer)


def _check_score(min_score: float) -> None:
    if not 0 <= min_score <= 1:
        raise DatelineError(f"min_score is {min_score}: give a number from 0 to 1.")


def _pairs(scored: pd.DataFrame) -> Iterator[tuple[int, int]]:
    return zip(scored["sentence_a"].tolist(), scored["sentence_b"].tolist(), strict=True)


def _with_same_words(annotated: AnnotatedCorpus, scored: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs with the share of their words that is in common."""
    if "same_words" in scored:
        return scored
    texts = {article.doc_id: article.text for article in annotated.corpus}
    sentences = read_corpus(annotated).sentences
    words = {
        number: split_words(fold(_text(sentences[number], texts)))
        for number in {*scored["sentence_a"], *scored["sentence_b"]}
    }
    shares = [float(Indel.normalized_similarity(words[a], words[b])) for a, b in _pairs(scored)]
    return scored.assign(same_words=np.array(shares, dtype=np.float64))


def _text(sentence: Sentence, texts: dict[str, str]) -> str:
    return texts[sentence.doc_id][sentence.start : sentence.end]


def _mutual_best(scored: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs of which each sentence is the other's best in its article; of equals the first by place.

    Their `lead` is the score over that of the next best pair of either sentence.
    """
    ordered = scored.sort_values(["score", "sentence_a", "sentence_b"], ascending=[False, True, True])
    sides = (["sentence_a", "article_b"], ["article_a", "sentence_b"])
    is_best = ~ordered.duplicated(sides[0]) & ~ordered.duplicated(sides[1])
    best, rest = ordered[is_best], ordered[~is_best]
    rivals = [
        rest.groupby(keys)["score"].max().reindex(pd.MultiIndex.from_frame(best[keys])).fillna(0.0).to_numpy()
        for keys in sides
    ]
    return best.assign(lead=best["score"] - np.maximum(*rivals))


def _to_table(annotated: AnnotatedCorpus, aligned: pd.DataFrame, comparer: PairComparer) -> pd.DataFrame:
    """Return aligned pairs with their documented columns, by place."""
    texts = {article.doc_id: article.text for article in annotated.corpus}
    by_place = ["article_a", "article_b", "sentence_a", "sentence_b"]
    aligned = _with_same_words(annotated, aligned).sort_values(by_place, ignore_index=True)
    columns: dict[str, list[Any]] = {}
    for side in "ab":
        sentences = [comparer.read.sentences[number] for number in aligned[f"sentence_{side}"].tolist()]
        columns[f"doc_{side}"] = [sentence.doc_id for sentence in sentences]
        columns[f"start_{side}"] = [sentence.start for sentence in sentences]
        columns[f"end_{side}"] = [sentence.end for sentence in sentences]
        columns[f"text_{side}"] = [_text(sentence, texts) for sentence in sentences]
    sentences = comparer.read.sentences
    columns["shared"] = [list(comparer.shared(a, b)) for a, b in _pairs(aligned)]
    columns["against"] = [list(speaks_against(sentences[a], sentences[b])) for a, b in _pairs(aligned)]
    return TABLES["paraphrases"].frame(aligned.assign(**columns))
