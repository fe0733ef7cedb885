"""Term frequencies: how often a corpus uses each term, and how evenly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd

from analysis._keywords import explains_keywords
from analysis.corpus import Hyphens
from analysis.errors import DatelineError
from analysis.schema import TABLES, returns
from analysis.terms._counts import CountSource, TermCounts, as_counts
from analysis.terms._options import CountOptions
from analysis.terms.stats._bootstrap import SEED, rate_intervals
from analysis.terms.stats._dispersion import article_range, deviation_of_proportions, juilland_d, normalise_dp
from analysis.terms.tokens._dictionary import DictionarySource, TermDictionary
from analysis.terms.tokens._multiword_names import NameSet
from analysis.terms.tokens._stop_list import StopWords
from analysis.terms.tokens._units import Unit
from analysis.text import Span

PER = 10_000


@returns(TABLES["term_frequencies"])
@explains_keywords
def term_frequencies(  # noqa: D417 (what each option of counting means is said in CountOptions alone)
    annotated: CountSource,
    *,
    by_article: bool = False,
    min_count: int = 1,
    top: int | None = None,
    confidence: float | None = 0.95,
    resamples: int = 2_000,
    seed: int = SEED,
    unit: Unit = "lemma",
    n: int = 2,
    skip: int = 2,
    stop_words: StopWords = "default",
    pos: Iterable[str] = (),
    by_pos: bool = False,
    hyphens: Hyphens = "compounds",
    expressions: Iterable[str] = (),
    names_together: bool | NameSet = True,
    dictionary: DictionarySource | TermDictionary | None = None,
    entity_kinds: Iterable[str] = (),
    within: Mapping[str, Sequence[Span]] | None = None,
    without: Mapping[str, Sequence[Span]] | None = None,
) -> pd.DataFrame:
    """Return how often each term occurs in the bodies of the articles.

    Args:
        annotated: Annotated articles, or counts already made by `count_terms`.
        by_article: One row an article and term in place of one row a term.
        min_count: Leave out terms with fewer occurrences in the whole corpus.
        top: Maximum number of terms (of each article, with `by_article`); None for all.
        confidence: Level of a bootstrap interval for each rate of the corpus; None for none.
        resamples: Draws of the bootstrap; see `rate_intervals`.
        seed: Of the draws.
        unit: What a term is, as are the keywords that follow; `CountOptions` says what each means.

    Returns:
        One row a term, the most frequent first, equals in alphabetical order. Running words are all words of the
        body, stop words included.

        With `by_article`, `doc_id`, `term`, `count` and `per_10k` (of the article's running words) alone, in the
        order of doc_id, then as above.

    Raises:
        DatelineError: An option is out of its range, or is given for counts already made.

    Example:
        >>> term_frequencies(annotated)[["term", "count", "articles"]].head(3)
                    term  count  articles
        0  United States     33         4
        1    North Korea     27         4
        2    South Korea     22         4
        >>> long = term_frequencies(annotated, by_article=True)
        >>> long.loc[long["term"] == "talk", ["doc_id", "count"]]
                           doc_id  count
        1    000_a9ccbddb8078eaa8      8
        375  001_66396de939dc4853      1
        404  002_7ee00924eb371e5f      3
        638  004_9892b62eb0ea1784      2
    """
    if min_count < 1:
        raise DatelineError(f"min_count: {min_count} is out of range; give a whole number of 1 or more.")
    if top is not None and top < 1:
        raise DatelineError(f"top: {top} is out of range; give a whole number of 1 or more, or None for all.")
    options = CountOptions(
        unit=unit,
        n=n,
        skip=skip,
        stop_words=stop_words,
        pos=pos,
        by_pos=by_pos,
        hyphens=hyphens,
        expressions=expressions,
        names_together=names_together,
        dictionary=dictionary,
        entity_kinds=entity_kinds,
        within=within,
        without=without,
    )
    counts = as_counts(annotated, options)
    if by_article:
        return _by_article(counts, min_count, top)
    order = np.lexsort((np.arange(len(counts.terms)), -counts.totals))
    order = order[counts.totals[order] >= min_count][:top]
    columns = _of_corpus(counts, order)
    if confidence is not None:
        rates = rate_intervals(
            counts.matrix[:, order],
            counts.words,
            confidence=confidence,
            resamples=resamples,
            seed=seed,
            per=PER,
        )
        columns |= {"ci_low": rates.low, "ci_high": rates.high, "ci_note": rates.notes}
    return TABLES["term_frequencies"].frame(columns)


def _of_corpus(counts: TermCounts, order: np.ndarray) -> dict[str, object]:
    """Return the columns that need no interval."""
    totals, matrix = counts.totals[order], counts.matrix[:, order]
    dp = deviation_of_proportions(matrix, counts.words)
    tags = {counts.tag_name: [counts.tags[i] for i in order]} if counts.tag_name else {}
    return {
        "term": [counts.terms[i] for i in order],
        **tags,
        "count": totals,
        "per_10k": _rate(totals, counts.words.sum()),
        "articles": article_range(matrix),
        "dispersion": dp,
        "dispersion_norm": normalise_dp(dp, counts.words),
        "juilland_d": juilland_d(matrix, counts.words),
    }


def _by_article(counts: TermCounts, min_count: int, top: int | None) -> pd.DataFrame:
    entries = counts.matrix.tocoo()
    frequent = counts.totals[entries.col] >= min_count
    row, column, count = entries.row[frequent], entries.col[frequent], entries.data[frequent]
    order = np.lexsort((column, -count, row))
    row, column, count = row[order], column[order], count[order]
    frame = TABLES["term_frequencies_by_article"].frame(
        {
            "doc_id": np.array(counts.doc_ids, dtype=object)[row],
            "term": np.array(counts.terms, dtype=object)[column],
            "count": count,
            "per_10k": _rate(count, counts.words[row]),
        }
    )
    if top is not None:
        frame = frame.groupby("doc_id", sort=False).head(top).reset_index(drop=True)
    return frame


def _rate(count: np.ndarray, words: np.ndarray | int) -> np.ndarray:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(PER * count / words, dtype=np.float64)
