"""Which passages do two articles have in common? Text reuse with exact places on both sides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import pandas as pd

from analysis._keywords import explains_keywords
from analysis.errors import DatelineError
from analysis.overlap.reuse._extension import FAITHFUL, MARGIN, Match, make_match, refine, score
from analysis.overlap.reuse._longest_run import longest_run
from analysis.overlap.reuse._ngram_index import find_hits
from analysis.overlap.reuse._seed_clusters import Boxes, Need, find_clusters
from analysis.overlap.reuse._word_table import (
    HasText,
    WordTable,
    articles_of,
    distinct,
    index_words,
    language_of,
)
from analysis.schema import TABLES, returns

# Constants fitted on generated corpora of news with planted passages (overlap bench, seeds 1 to 8 and 11 to 16;
# `_ENOUGH` and `_TOLD` on seeds 31 to 50).
_CAP = 10  # word triples that more articles have are left out of the index
_GAP = 20  # words without a hit that part two clusters
_NEAR = 25  # words that part two passages, on both sides; nearer ones are one passage
_FIRST = 4.2  # bits a cluster must have to be looked at, in units of the scale of the table
_FIRST_NEWS = 2.5  # and these that tell of more than set phrases and names
_ENOUGH = 4.3  # bits a passage must have, in the same unit: chance agreements grow with the corpus
_COVER = 0.6  # share of a passage's words that must have a counterpart, on both sides
_LONG = 12  # a verbatim run of so many words is a passage even where many articles have it
_TOLD = 0.5  # share of a passage that a better one of the pair has on one side: it is then that one's echo
_PIECE = 4  # words a part of a passage must have to be joined to its neighbour


def _regions(table: WordTable, boxes: Boxes) -> Iterator[tuple[int, int, int, int]]:
    """Yield each box with a margin, cut at the edges of the segments."""
    segment_a, segment_b = table.segment[boxes.first_a], table.segment[boxes.first_b]
    yield from zip(
        np.maximum(boxes.first_a - MARGIN, table.edge[segment_a]).tolist(),
        np.minimum(boxes.last_a + MARGIN + 1, table.edge[segment_a + 1]).tolist(),
        np.maximum(boxes.first_b - MARGIN, table.edge[segment_b]).tolist(),
        np.minimum(boxes.last_b + MARGIN + 1, table.edge[segment_b + 1]).tolist(),
        strict=True,
    )


def _near(one: Match, other: Match) -> bool:
    apart_a = max(one.first_a, other.first_a) - min(one.last_a, other.last_a)
    apart_b = max(one.first_b, other.first_b) - min(one.last_b, other.last_b)
    return apart_a <= _NEAR and apart_b <= _NEAR


def _joined(table: WordTable, one: Match, other: Match) -> Match | None:
    """Return two passages as one where that is the better passage, else None."""
    whole = make_match(
        table,
        *(distinct(np.concatenate(both)) for both in ((one.all_a, other.all_a), (one.all_b, other.all_b))),
    )
    return whole if score(table, whole) >= max(score(table, one), score(table, other)) else None


def _merge(table: WordTable, matches: list[Match]) -> list[Match]:
    """Join the passages of one pair that are near each other in both articles, until none are."""
    apart: list[Match] = []
    for match in sorted(matches, key=lambda each: (each.first_a, each.first_b, each.last_a, each.last_b)):
        new, at = match, 0
        while at < len(apart):
            whole = _joined(table, apart[at], new) if _near(apart[at], new) else None
            if whole is None:
                at += 1
            else:
                del apart[at]
                new, at = whole, 0
        apart.append(new)
    return apart


def _covered(match: Match, other: Match) -> float:
    """Return the share of a passage that another takes up, on the side where that is more."""
    in_a = min(match.last_a, other.last_a) - max(match.first_a, other.first_a) + 1
    in_b = min(match.last_b, other.last_b) - max(match.first_b, other.first_b) + 1
    return max(in_a / (match.last_a - match.first_a + 1), in_b / (match.last_b - match.first_b + 1))


def _once(table: WordTable, matches: list[Match]) -> list[Match]:
    """Leave out passages of a pair whose words, on one side, are for the most part those of a better one.

    An article that says a sentence twice, as in its summary and its body, did not give it away twice.
    """
    kept: list[Match] = []
    for match in sorted(matches, key=lambda each: score(table, each), reverse=True):
        if all(_covered(match, other) < _TOLD for other in kept):
            kept.append(match)
    return [match for match in matches if any(match is other for other in kept)]


def _is_reuse(table: WordTable, match: Match, min_words: int) -> bool:
    """Tell whether the words both have are more than chance and set phrases would give."""
    if match.words < min_words or match.cover < _COVER:
        return False
    enough = _ENOUGH * table.scale
    news = min(table.telling(match.shared_a).sum(), table.telling(match.shared_b).sum())
    faith = match.cover**FAITHFUL
    if news * faith >= enough:
        return True
    bits = table.surprisal
    plain = min(bits[table.word[match.shared_a]].sum(), bits[table.word[match.shared_b]].sum())
    return bool(plain * faith >= enough and _run(table, match) >= _LONG)


def _run(table: WordTable, match: Match) -> int:
    a, b = table.word[match.first_a : match.last_a + 1], table.word[match.first_b : match.last_b + 1]
    return longest_run(a, b).words


def _similarity(table: WordTable, match: Match) -> float:
    """Return Dice's coefficient of the two bags of words: 1 for the same words as often."""
    a = np.bincount(table.word[match.first_a : match.last_a + 1])
    b = np.bincount(table.word[match.first_b : match.last_b + 1])
    size = min(len(a), len(b))
    return float(2 * np.minimum(a[:size], b[:size]).sum() / (a.sum() + b.sum()))


def find_matches(table: WordTable, *, min_words: int, max_articles: int) -> Iterator[Match]:
    """Yield the reused passages of a corpus, pair by pair, in the order of the table."""
    left, right = find_hits(table, cap=min(_CAP, max_articles), run_cap=max_articles)
    need = Need(gap=_GAP, bits=_FIRST * table.scale, news=_FIRST_NEWS * table.scale, triples=_LONG - 2)
    boxes = find_clusters(table, left, right, need)
    found: dict[tuple[int, int], list[Match]] = defaultdict(list)
    for region in _regions(table, boxes):
        match = refine(table, region)
        if match is not None and match.words >= _PIECE:
            found[int(table.segment[match.first_a]), int(table.segment[match.first_b])].append(match)
    for pair in sorted(found):
        enough = [match for match in _merge(table, found[pair]) if _is_reuse(table, match, min_words)]
        yield from _once(table, enough)


def _row(table: WordTable, articles: list[HasText], match: Match) -> tuple[Any, ...]:
    a = articles[table.article[table.segment[match.first_a]]]
    b = articles[table.article[table.segment[match.first_b]]]
    span_a = int(table.start[match.first_a]), int(table.end[match.last_a])
    span_b = int(table.start[match.first_b]), int(table.end[match.last_b])
    sides = sorted([(a.doc_id, *span_a, a.text[slice(*span_a)]), (b.doc_id, *span_b, b.text[slice(*span_b)])])
    (doc_a, start_a, end_a, text_a), (doc_b, start_b, end_b, text_b) = sides
    measures = _similarity(table, match), match.words, _run(table, match)
    return doc_a, start_a, end_a, doc_b, start_b, end_b, text_a, text_b, *measures


@returns(TABLES["passages"])
@explains_keywords
def find_passages(
    corpus: Iterable[Any], *, min_words: int = 8, min_similarity: float = 0.0, max_articles: int = 100
) -> pd.DataFrame:
    """Find the passages that two articles have in common, verbatim or edited, sentences in any order.

    A corpus-wide index of word triples (contiguous, with one word left out, in any order) and of runs of
    eight words gives places that two articles share; those near each other in both articles are one cluster,
    each cluster is drawn word by word to the stretch in which shared words outweigh the rest, and it counts
    as reuse when its shared words carry more bits than chance and the set phrases of the other articles
    explain (seed and extend, as in Potthast et al. 2013, "Overview of the 5th International Competition on
    Plagiarism Detection"). Of two passages of a pair that are for the most part the same stretch of one
    article, the better is told. Only bodies are compared. Case and the style of marks do not matter. Which
    article took from which is not said.

    Args:
        corpus: A corpus, an annotated corpus, or any articles with `doc_id`, `text` and `body_spans`.
        min_words: Words both sides must share, at least; shorter agreements are phrases, not passages.
        min_similarity: Passages whose `similarity` is lower are left out.
        max_articles: A run of words that more articles than this have is boilerplate and leads to no passage.

    Returns:
        One row a passage, by `doc_a`, `doc_b` and place, `doc_a` before `doc_b`; words stand at both edges.

    Raises:
        DatelineError: A parameter is out of range.

    Example:
        >>> from analysis.corpus import Article, find_sections
        >>> told = "The ministry said that talks on the border would begin again in spring."
        >>> articles = [Article(name, told, find_sections(told)) for name in ("a", "b")]
        >>> find_passages(articles)[["doc_a", "doc_b", "words", "similarity"]]
          doc_a doc_b  words  similarity
        0     a     b     13         1.0
    """
    if min_words < 1:
        raise DatelineError(f"min_words is {min_words}, which is no number of words: give 1 or more.")
    if not 0 <= min_similarity <= 1:
        raise DatelineError(f"min_similarity is {min_similarity}, but it is a share of words: give 0 to 1.")
    if max_articles < 2:
        raise DatelineError(
            f"max_articles is {max_articles}, but a passage is in two articles: give 2 or more."
        )
    # In the order of the texts, not of the names: renaming articles then changes nothing but names.
    articles = sorted(articles_of(corpus), key=lambda article: (article.text, article.doc_id))
    table = index_words(articles, language_of(corpus))
    matches = find_matches(table, min_words=min_words, max_articles=max_articles)
    frame = TABLES["passages"].frame(_row(table, articles, match) for match in matches)
    frame = frame[frame["similarity"] >= min_similarity]
    return frame.sort_values(["doc_a", "doc_b", "start_a", "start_b", "end_a", "end_b"], ignore_index=True)
