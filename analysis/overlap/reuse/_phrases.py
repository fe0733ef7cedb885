"""Which runs of words do several articles have in common? Set phrases, names, and copies word for word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import pandas as pd

from analysis.errors import DatelineError
from analysis.overlap.reuse._longest_run import longest_run
from analysis.overlap.reuse._word_table import (
    HasText,
    Longs,
    WordTable,
    articles_of,
    index_words,
    language_of,
)
from analysis.schema import TABLES, returns


def _renumbered(left: Longs, right: Longs) -> Longs:
    """Number pairs of numbers, equal pairs alike."""
    pair = left * (int(right.max()) + 1) + right
    return np.asarray(np.unique(pair, return_inverse=True)[1], dtype=np.int64)


def _in_several(table: WordTable, at: Longs, number: Longs) -> Longs:
    """Return the indices of the places whose number occurs in two or more articles."""
    article = table.article[table.segment[at]].astype(np.int64)
    different = np.unique(number * table.articles + article) // table.articles
    return np.flatnonzero(np.bincount(different, minlength=int(number.max()) + 1)[number] > 1)


def _beside(table: WordTable, at: Longs, step: int) -> Longs:
    """Return the word before or after each place; at a segment's edge a number that no other place has."""
    there = at + step
    inside = (there >= 0) & (there < len(table))
    there = np.clip(there, 0, len(table) - 1)
    inside &= table.segment[there] == table.segment[at]
    return np.where(inside, table.word[there].astype(np.int64), len(table.count) + np.arange(len(at)))


def _one_neighbour(number: Longs, neighbour: Longs) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Tell of each number whether all its places have the same neighbour, so that the phrase goes on there."""
    low = np.full(int(number.max()) + 1, np.iinfo(np.int64).max)
    high = np.full(int(number.max()) + 1, -1)
    np.minimum.at(low, number, neighbour)
    np.maximum.at(high, number, neighbour)
    return np.asarray(low == high)


def maximal_runs(table: WordTable, min_words: int) -> Iterator[tuple[int, list[Longs]]]:
    """Yield, for each length, the places of each run in several articles that does not always go on the same.

    Lengths grow by one word: a run of n words is in several articles only if its first and last n - 1 are.
    """
    at = np.arange(len(table), dtype=np.int64)
    number = table.word.astype(np.int64)
    size = 1
    while len(at):
        keep = _in_several(table, at, number)
        if not len(keep):
            return
        at, number = at[keep], np.unique(number[keep], return_inverse=True)[1].astype(np.int64)
        if size >= min_words:
            whole = ~_one_neighbour(number, _beside(table, at, -1))
            whole &= ~_one_neighbour(number, _beside(table, at + size - 1, 1))
            order = np.argsort(number, kind="stable")
            groups = np.split(at[order], np.flatnonzero(np.diff(number[order])) + 1)
            yield size, [group for group, kept in zip(groups, whole, strict=True) if kept]
        # The run one longer begins where this one and its own tail, one place on, are both in several articles.
        follows = np.flatnonzero((at[1:] == at[:-1] + 1) & (table.segment[at[1:]] == table.segment[at[:-1]]))
        at, number = at[follows], (
            _renumbered(number[follows], number[follows + 1]) if len(follows) else number[:0]
        )  # fmt: skip
        size += 1


@returns(TABLES["shared_phrases"])
def shared_phrases(corpus: Iterable[Any], *, min_words: int = 4) -> pd.DataFrame:
    """Return the runs of words that two or more articles have in common, whatever their case and marks.

    Only maximal runs: a run is left out where every place that has it has the same word before or after it.
    A run of stop words and numbers alone ("one of the") is left out too. Only bodies are read.

    Args:
        corpus: A corpus, an annotated corpus, or any articles with `doc_id`, `text` and `body_spans`.
        min_words: Words a run must have, at least.

    Returns:
        One row a phrase, the longest first, then those in most articles, then by alphabet.

    Raises:
        DatelineError: `min_words` is less than 1.

    Example:
        >>> shared_phrases(corpus, min_words=6)[["phrase", "words", "articles"]]
                                               phrase  words  articles
        0  South Korea and the United States launched      7         2
        1           South Korea and the United States      6         3
    """
    if min_words < 1:
        raise DatelineError(f"min_words is {min_words}, which is no number of words: give 1 or more.")
    articles = articles_of(corpus)
    table = index_words(articles, language_of(corpus))
    rows = []
    for size, runs in maximal_runs(table, min_words):
        rows += [_row(table, articles, run, size) for run in runs if _has_content(table, int(run[0]), size)]
    order = ["words", "articles", "occurrences", "phrase"]
    return (
        TABLES["shared_phrases"]
        .frame(rows)
        .sort_values(order, ascending=[False, False, False, True], ignore_index=True)
    )


def _has_content(table: WordTable, first: int, size: int) -> bool:
    return not bool(table.grammar[table.word[first : first + size]].all())


def _row(table: WordTable, articles: list[HasText], run: Longs, size: int) -> tuple[Any, ...]:
    places = []
    for first in run.tolist():
        article = articles[table.article[table.segment[first]]]
        places.append((article.doc_id, int(table.start[first]), int(table.end[first + size - 1])))
    _, start, end = places[0]
    first_article = articles[table.article[table.segment[run[0]]]]
    phrase = " ".join(first_article.text[start:end].split())
    return phrase, size, len({place[0] for place in places}), len(places), places


def longest_runs(
    table: WordTable, pairs: Iterable[tuple[int, int]]
) -> dict[tuple[int, int], tuple[int, int, int]]:
    """Return the longest run of each pair of articles: its words, and index of its first word on either side.

    A run does not cross the edge of a segment.
    """
    segments: dict[int, list[int]] = defaultdict(list)
    for segment, article in enumerate(table.article.tolist()):
        segments[article].append(segment)
    found = {}
    for one, other in pairs:
        best = (0, 0, 0)
        for a in segments[one]:
            for b in segments[other]:
                begin_a, begin_b = int(table.edge[a]), int(table.edge[b])
                run = longest_run(
                    table.word[begin_a : table.edge[a + 1]], table.word[begin_b : table.edge[b + 1]]
                )
                if run.words > best[0]:
                    best = run.words, begin_a + run.first_a, begin_b + run.first_b
        found[one, other] = best
    return found
