"""State what the search for passages and quotations leaves out: set pieces of many articles, pairs beyond a bound."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain
from typing import Any

import numpy as np
import pandas as pd

from analysis.annotation import AnnotatedCorpus
from analysis.corpus import Corpus
from analysis.overlap.reuse._candidates import count_pairs_left_out
from analysis.overlap.reuse._families import with_families
from analysis.overlap.reuse._hits import PATTERNS, find_common_runs
from analysis.overlap.reuse._passages import PAIRS_LEFT_OUT
from analysis.overlap.reuse._quotations import count_quotation_pairs_left_out
from analysis.overlap.reuse._same_words import MAX_COPIES, list_copies
from analysis.overlap.reuse._word_table import HasText, WordTable, by_text, index_words, language_of
from analysis.schema import TABLES, returns
from analysis.text import shorten

#: What is left out.
SET_PIECE, LARGE_FAMILY, COPIES = "set piece", "pairs of a large family", "pairs of copies"
UNRELATED, QUOTATIONS = "pairs of unrelated articles", "pairs of quotations"

_RUN_WORDS = len(PATTERNS[-1])
_SHOWN = 200  # characters of a text


@returns(TABLES["left_out"])
def find_left_out(corpus: Iterable[Any]) -> pd.DataFrame:
    """Return what `find_passages` and `shared_quotations` do not compare in a corpus.

    A run of words that stands in more than a hundred unrelated articles is a set piece, and leads to no passage. Of a
    story that more than 220 articles print or rewrite, each is compared with the 20 that share most and with a batch
    of the others; with fewer of both where that would be more than some 50,000 pairs. Of more than 20 articles of the
    same words each is compared with the earliest alone. Of pairs of unrelated articles, and of pairs of quotations,
    the 50,000 that share most are compared.

    Args:
        corpus: As for `find_passages`.

    Returns:
        One row a set piece, a story or a kind of pair, that of most articles first; no row where all was compared.

    Example:
        >>> find_left_out(corpus).empty
        True
    """
    articles = by_text(corpus)
    table = with_families(index_words(articles, language_of(corpus)))
    inner = getattr(corpus, "corpus", corpus)
    count = partial(count_pairs_left_out, table)
    pairs = corpus.reduce(PAIRS_LEFT_OUT, count) if isinstance(corpus, AnnotatedCorpus) else count()
    counts = {UNRELATED: pairs}
    if isinstance(inner, Corpus):  # other articles have no sections to tell what is quoted in a body
        counts[QUOTATIONS] = count_quotation_pairs_left_out(inner)
    beyond = ((what, len(articles), pairs, "") for what, pairs in counts.items() if pairs)
    rows = chain(
        _large_families(table, articles), _copies(table, articles), _set_pieces(table, articles), beyond
    )
    return (
        TABLES["left_out"]
        .frame(rows)
        .sort_values(["articles", "what", "text"], ascending=[False, True, True], ignore_index=True)
    )


def _large_families(table: WordTable, articles: list[HasText]) -> Iterator[tuple[str, int, int, str]]:
    families = table.families
    is_original = families.original == np.arange(len(articles))
    for family in np.unique(families.number[families.batch > 0]).tolist():
        members = np.flatnonzero(is_original & (families.number == family))
        hubs = int((families.batch[members] == 0).sum())
        batches = np.bincount(families.batch[members])[1:]
        compared = (
            hubs * (hubs - 1) // 2 + hubs * (len(members) - hubs) + int((batches * (batches - 1) // 2).sum())
        )
        left_out = len(members) * (len(members) - 1) // 2 - compared
        yield LARGE_FAMILY, len(members), left_out, _begin(articles[int(members[0])])


def _copies(table: WordTable, articles: list[HasText]) -> Iterator[tuple[str, int, int, str]]:
    for copies in list_copies(table, articles).values():
        if (number := len(copies)) > MAX_COPIES:
            yield COPIES, number, number * (number - 1) // 2 - (number - 1), _begin(articles[copies[0]])


def _begin(article: HasText) -> str:
    """Return the first words of an article."""
    return shorten(" ".join(article.text.split()), _SHOWN)


def _set_pieces(table: WordTable, articles: list[HasText]) -> Iterator[tuple[str, int, int, str]]:
    """Yield the common runs, those that follow one another joined."""
    none = np.zeros(0, dtype=np.int64)
    starts, counts = map(np.concatenate, zip((none, none), *find_common_runs(table), strict=True))
    order = np.argsort(starts)
    starts, counts = starts[order], counts[order]
    segment = table.segment[starts]
    is_first = np.ones(len(starts), dtype=np.bool_)
    is_first[1:] = (np.diff(starts) > _RUN_WORDS) | (segment[1:] != segment[:-1])
    for piece in np.split(np.arange(len(starts)), np.flatnonzero(is_first)[1:]):
        if len(piece):
            first, last = int(starts[piece[0]]), int(starts[piece[-1]]) + _RUN_WORDS - 1
            article = articles[int(table.article[table.segment[first]])]
            text = " ".join(article.text[int(table.start[first]) : int(table.end[last])].split())
            size = int(counts[piece].max())
            yield SET_PIECE, size, size * (size - 1) // 2, shorten(text, _SHOWN)
