"""Diversity of each article's vocabulary, and how the frequencies of the corpus's words fall off."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis._arrays import Ints32
from analysis._keywords import explains_keywords
from analysis.annotation import AnnotatedCorpus
from analysis.errors import DatelineError
from analysis.schema import TABLES, returns
from analysis.terms._counts import TermCounts
from analysis.terms.tokens._records import MIN_WORDS
from analysis.terms.tokens._word_table import read_words


@returns(TABLES["vocabulary"])
@explains_keywords
def vocabulary_measures(annotated: AnnotatedCorpus, *, window: int = 50) -> pd.DataFrame:
    """Return measures of the diversity of each article's vocabulary; words are compared in lower case.

    Args:
        annotated: The annotated articles.
        window: Words of the moving window of MATTR, 10 to 1,000.

    Returns:
        One row an article, by doc_id. MATTR: Covington and McFall 2010, Cutting the Gordian knot, Journal of
        Quantitative Linguistics 17(2), 94-100; missing where an article has fewer words than the window. MTLD:
        McCarthy and Jarvis 2010, MTLD, vocd-D, and HD-D, Behavior Research Methods 42(2), 381-392, as textacy
        computes it: a stretch ends where its ratio falls below 0.72; missing where there are fewer than 100 words.
        Compare articles by these two: the plain ratio falls with length.

    Raises:
        DatelineError: The window is out of its range.

    Example:
        >>> vocabulary_measures(annotated)[["doc_id", "words", "types"]]
                         doc_id  words  types
        0  000_a9ccbddb8078eaa8    479    266
        1  001_66396de939dc4853    424    237
        2  002_7ee00924eb371e5f    519    255
        3  004_9892b62eb0ea1784    651    309
    """
    if not 10 <= window <= 1_000:
        raise DatelineError(f"window: {window} is out of range; give a number of words from 10 to 1,000.")
    words = read_words(annotated)
    rows = zip(words.articles, words.types, words.mtld, strict=True)
    return TABLES["vocabulary"].frame(
        (article.doc_id, *_measure(forms, window, mtld)) for article, forms, mtld in rows
    )


def moving_average_ttr(words: Ints32, window: int) -> float:
    """Return the mean type-token ratio of all stretches of `window` words, NaN where there are too few.

    A word is a type of each stretch that holds it and not the same word before it, so one pass counts all
    stretches; textacy's counts each stretch anew.

    Args:
        words: Words as numbers of types.
        window: Words of a stretch.
    """
    stretches = len(words) - window + 1
    if stretches < 1:
        return float("nan")
    place = np.arange(len(words))
    by_type = np.argsort(words, kind="stable")
    previous = np.full(len(words), -1)
    repeats = words[by_type[1:]] == words[by_type[:-1]]
    previous[by_type[1:][repeats]] = by_type[:-1][repeats]
    earliest = np.maximum(place - window, previous) + 1  # the first stretch that the word is a type of
    latest = np.minimum(place, stretches - 1)
    types = int(np.maximum(latest - earliest + 1, 0).sum())
    return types / stretches / window


@returns(TABLES["term_ranks"])
@explains_keywords
def rank_frequencies(counts: TermCounts, *, points: int | None = None) -> pd.DataFrame:
    """Return the terms by rank, from which a Zipf plot is drawn; count words with `stop_words=None` for it.

    Args:
        counts: From `count_terms`.
        points: Maximum number of rows, evenly spaced in the logarithm of the rank; None for all.

    Example:
        >>> rank_frequencies(count_terms(annotated, stop_words=None))[["rank", "term"]].head(2)
           rank term
        0     1  the
        1     2   to
    """
    totals = counts.totals
    order = np.lexsort((np.arange(len(totals)), -totals))
    if points is not None and points < len(order):
        picked = np.unique(np.geomspace(1, len(order), points).round().astype(np.int64)) - 1
    else:
        picked = np.arange(len(order))
    ordered = totals[order]
    total = max(int(ordered.sum()), 1)
    return TABLES["term_ranks"].frame(
        {
            "rank": picked + 1,
            "term": [counts.terms[i] for i in order[picked]],
            "count": ordered[picked],
            "share": ordered[picked] / total,
            "coverage": np.cumsum(ordered)[picked] / total,
        }
    )


def _measure(forms: Ints32, window: int, mtld: float | None) -> tuple[object, ...]:
    frequencies = np.bincount(forms)
    types, hapaxes = len(frequencies), int((frequencies == 1).sum())
    missing = float("nan")
    notes = [f"fewer than {window} words: no MATTR"] if len(forms) < window else []
    if mtld is None:
        notes.append(f"fewer than {MIN_WORDS} words: no MTLD")
    return (
        len(forms),
        types,
        types / len(forms) if types else missing,
        moving_average_ttr(forms, window),
        missing if mtld is None else mtld,
        hapaxes,
        hapaxes / types if types else missing,
        "; ".join(notes),
    )
