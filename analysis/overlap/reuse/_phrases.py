"""Find the maximal runs of words that several articles share: set phrases, names, verbatim copies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from analysis._arrays import Ints
from analysis.errors import DatelineError
from analysis.overlap.reuse._longest_run import SortedWords, longest_run, sort_words
from analysis.overlap.reuse._word_table import (
    HasText,
    WordTable,
    articles_of,
    distinct,
    index_words,
    language_of,
)
from analysis.schema import TABLES, returns

#: Length in words at which pairs are compared directly, since few articles but copies share a run as long.
_FOLLOWED = 16
#: Words of a corpus for each pair above which all pairs are compared directly from the start. That takes half a
#: millisecond a pair; following takes as long at 100 to 180 words a pair, and holds the runs of every article.
_FEW_PAIRS = 50


def _number_pairs(left: Ints, right: Ints) -> Ints:
    """Return a number for each pair of numbers, the same for equal pairs."""
    joined = left * (int(right.max()) + 1) + right
    return np.asarray(np.unique(joined, return_inverse=True)[1], dtype=np.int64)


def _in_several(table: WordTable, starts: Ints, run_id: Ints) -> Ints:
    """Return the indices of the starts whose run is in two or more articles."""
    article = table.article[table.segment[starts]].astype(np.int64)
    distinct_runs = distinct(run_id * table.articles + article, in_place=True) // table.articles
    return np.flatnonzero(np.bincount(distinct_runs, minlength=int(run_id.max()) + 1)[run_id] > 1)


def _adjacent_words(table: WordTable, starts: Ints, step: int) -> Ints:
    """Return the word `step` from each start; at a segment's edge a number that no other start has."""
    neighbours = starts + step
    inside = (neighbours >= 0) & (neighbours < len(table))
    neighbours = np.clip(neighbours, 0, len(table) - 1)
    inside &= table.segment[neighbours] == table.segment[starts]
    return np.where(
        inside, table.word[neighbours].astype(np.int64), len(table.count) + np.arange(len(starts))
    )


def _has_one_neighbour(run_id: Ints, neighbour: Ints) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Return, by run, whether all its occurrences have the same neighbour, so that the run continues there."""
    lowest = np.full(int(run_id.max()) + 1, np.iinfo(np.int64).max)
    highest = np.full(int(run_id.max()) + 1, -1)
    np.minimum.at(lowest, run_id, neighbour)
    np.maximum.at(highest, run_id, neighbour)
    return np.asarray(lowest == highest)


class _Runs(NamedTuple):
    """The runs of some length that are in several articles, by where each occurrence starts and the run's number."""

    length: int
    starts: Ints
    numbers: Ints


def repeated_runs(table: WordTable) -> Iterator[_Runs]:
    """Yield the runs of one word, of two, and so on that are in several articles, while there are any.

    A run of n words is in several articles only if its first and last n - 1 words are.
    """
    starts = np.arange(len(table), dtype=np.int64)
    numbers = table.word.astype(np.int64)
    length = 1
    while len(starts):
        repeated = _in_several(table, starts, numbers)
        if not len(repeated):
            return
        starts = starts[repeated]
        numbers = np.unique(numbers[repeated], return_inverse=True)[1].astype(np.int64)
        yield _Runs(length, starts, numbers)
        # A run one word longer starts where this run and the one a word later are both in several articles.
        adjacent = starts[1:] == starts[:-1] + 1
        longer = np.flatnonzero(adjacent & (table.segment[starts[1:]] == table.segment[starts[:-1]]))
        if not len(longer):
            return
        starts, numbers = starts[longer], _number_pairs(numbers[longer], numbers[longer + 1])
        length += 1


def maximal_runs(table: WordTable, min_words: int) -> Iterator[tuple[int, list[Ints]]]:
    """Yield, for each length, the starts of each run in several articles that is not always continued alike."""
    for length, starts, numbers in repeated_runs(table):
        if length < min_words:
            continue
        is_maximal = ~_has_one_neighbour(numbers, _adjacent_words(table, starts, -1))
        is_maximal &= ~_has_one_neighbour(numbers, _adjacent_words(table, starts + length - 1, 1))
        maximal = np.flatnonzero(is_maximal[numbers])
        order = maximal[np.argsort(numbers[maximal], kind="stable")]
        ordered, bounds = starts[order], np.flatnonzero(np.diff(numbers[order], prepend=-1, append=-1))
        yield length, [ordered[first:end] for first, end in pairwise(bounds.tolist())]


@returns(TABLES["shared_phrases"])
def shared_phrases(corpus: Iterable[Any], *, min_words: int = 4) -> pd.DataFrame:
    """Return the runs of words that two or more articles share, whatever their case and marks.

    Runs are maximal: a run is left out where all its occurrences have the same word before or after it. Runs of
    stop words and numbers alone ("one of the") are left out too. Only bodies are read.

    Args:
        corpus: A corpus, an annotated corpus, or any articles with `doc_id`, `text` and `body_spans`.
        min_words: Minimum number of words of a run.

    Returns:
        One row a phrase: the longest first, then those in most articles, then in alphabetical order.

    Raises:
        DatelineError: `min_words` is less than 1.

    Example:
        >>> shared_phrases(corpus, min_words=6)[["phrase", "words", "articles"]]
                                               phrase  words  articles
        0  South Korea and the United States launched      7         2
        1           South Korea and the United States      6         3
    """
    if min_words < 1:
        raise DatelineError(f"min_words is {min_words}: give a number of words, 1 or more.")
    articles = articles_of(corpus)
    table = index_words(articles, language_of(corpus))
    rows = []
    for length, runs in maximal_runs(table, min_words):
        rows += [
            _row(table, articles, run, length) for run in runs if _has_content(table, int(run[0]), length)
        ]
    order = ["words", "articles", "occurrences", "phrase"]
    return (
        TABLES["shared_phrases"]
        .frame(rows)
        .sort_values(order, ascending=[False, False, False, True], ignore_index=True)
    )


def _has_content(table: WordTable, first: int, length: int) -> bool:
    return not bool(table.grammar[table.word[first : first + length]].all())


def _row(table: WordTable, articles: list[HasText], run: Ints, length: int) -> tuple[Any, ...]:
    places = []
    for first in run.tolist():
        article = articles[table.article[table.segment[first]]]
        places.append((article.doc_id, int(table.start[first]), int(table.end[first + length - 1])))
    _, start, end = places[0]
    first_article = articles[table.article[table.segment[run[0]]]]
    phrase = " ".join(first_article.text[start:end].split())
    return phrase, length, len({place[0] for place in places}), len(places), places


def longest_runs(
    table: WordTable, pairs: Iterable[tuple[int, int]]
) -> dict[tuple[int, int], tuple[int, int, int]]:
    """Return the longest run of each pair of articles: its length, and index of its first word on each side.

    A run does not cross the edge of a segment. Lengths grow by one word, and a pair is followed as long as its articles
    share a run of that length; those that share one of `_FOLLOWED` words, mostly copies, are then compared directly.
    Pairs that are few for the corpus are so from the start.
    """
    followed = list(pairs)
    if len(table) > _FEW_PAIRS * len(followed):
        return _compare_directly(table, followed)
    runs: dict[tuple[int, int], tuple[int, int, int]] = {}
    shorter: dict[int, dict[int, int]] = {}
    length = 0
    for length, starts, numbers in repeated_runs(table):
        own = _first_places(table, starts, numbers, {article for pair in followed for article in pair})
        ended = [pair for pair in followed if own[pair[0]].keys().isdisjoint(own[pair[1]])]
        runs |= {pair: _first_common(shorter, pair, length - 1) for pair in ended}
        followed = [pair for pair in followed if pair not in runs]
        shorter = own
        if length == _FOLLOWED or not followed:
            break
    if length < _FOLLOWED:  # no run is longer
        return runs | {pair: _first_common(shorter, pair, length) for pair in followed}
    return runs | _compare_directly(table, followed)


def _first_places(
    table: WordTable, starts: Ints, numbers: Ints, articles: Iterable[int]
) -> dict[int, dict[int, int]]:
    """Return for some articles their runs by number, with the word where each first starts."""
    bounds = np.searchsorted(table.article[table.segment[starts]], np.arange(table.articles + 1))
    # From the end of an article to its beginning, so that of a run's occurrences the first one stays.
    backwards = starts[::-1].tolist(), numbers[::-1].tolist()
    ends = (len(starts) - bounds).tolist()
    return {
        article: dict(
            zip(*(column[ends[article + 1] : ends[article]] for column in backwards[::-1]), strict=True)
        )
        for article in articles
    }


def _first_common(
    places: Mapping[int, Mapping[int, int]], pair: tuple[int, int], length: int
) -> tuple[int, int, int]:
    """Return a common run's length and first words: of several the first in the first article; zeros without one."""
    own, other = (places.get(article, {}) for article in pair)
    common = [(start, other[number]) for number, start in own.items() if number in other]
    return (length, *min(common)) if common else (0, 0, 0)


def _compare_directly(
    table: WordTable, pairs: Iterable[tuple[int, int]]
) -> dict[tuple[int, int], tuple[int, int, int]]:
    segments: dict[int, list[int]] = defaultdict(list)
    for segment, article in enumerate(table.article.tolist()):
        segments[article].append(segment)
    sorted_words: dict[int, SortedWords] = {}
    runs = {}
    for first, second in pairs:
        best = (0, 0, 0)
        for segment_a in segments[first]:
            for segment_b in segments[second]:
                begin_a, begin_b = int(table.edge[segment_a]), int(table.edge[segment_b])
                if segment_b not in sorted_words:
                    words = table.word[begin_b : table.edge[segment_b + 1]]
                    sorted_words[segment_b] = sort_words(words)
                words_a = table.word[begin_a : table.edge[segment_a + 1]]
                run = longest_run(words_a, sorted_words[segment_b])
                if run.words > best[0]:
                    best = run.words, begin_a + run.first_a, begin_b + run.first_b
        runs[first, second] = best
    return runs
