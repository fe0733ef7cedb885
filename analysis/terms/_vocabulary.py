"""Diversity of each article's vocabulary, and how the frequencies of the corpus's words fall off."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis._keywords import explains_keywords
from analysis.annotation import AnnotatedCorpus
from analysis.errors import DatelineError
from analysis.schema import TABLES, returns
from analysis.terms._counts import TermCounts
from analysis.terms.tokens._records import MIN_WORDS, WORDS
from analysis.terms.tokens._words import split_text


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
    rows = []
    for article, record in annotated.records(WORDS):
        forms = [
            form.lower() for form in split_text(article.text, article.body_spans, language=article.language)
        ]
        rows.append((article.doc_id, *_measure(forms, window, record.mtld)))
    return TABLES["vocabulary"].frame(sorted(rows))


def moving_average_ttr(words: Sequence[str], window: int) -> float:
    """Return the mean type-token ratio of all stretches of `window` words, NaN where there are too few.

    Each step adds a word and drops one, so the time is linear; textacy's counts each stretch anew.
    """
    if len(words) < window:
        return float("nan")
    window_counts: Counter[str] = Counter()
    window_words: deque[str] = deque()
    types = 0
    for word in words:
        window_counts[word] += 1
        window_words.append(word)
        if len(window_words) > window:
            oldest = window_words.popleft()
            window_counts[oldest] -= 1
            if not window_counts[oldest]:
                del window_counts[oldest]
        if len(window_words) == window:
            types += len(window_counts)
    return types / (len(words) - window + 1) / window


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


def _measure(forms: Sequence[str], window: int, mtld: float | None) -> tuple[object, ...]:
    types = Counter(forms)
    hapaxes = sum(1 for count in types.values() if count == 1)
    missing = float("nan")
    ttr = len(types) / len(forms) if forms else missing
    notes = [f"fewer than {window} words: no MATTR"] if len(forms) < window else []
    if mtld is None:
        notes.append(f"fewer than {MIN_WORDS} words: no MTLD")
    share = hapaxes / len(types) if types else missing
    mattr = moving_average_ttr(forms, window)
    return (
        len(forms),
        len(types),
        ttr,
        mattr,
        missing if mtld is None else mtld,
        hapaxes,
        share,
        "; ".join(notes),
    )
