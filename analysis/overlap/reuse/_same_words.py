"""Articles that repeat another word for word: searched once, and listed for all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, combinations, product

import numpy as np

from analysis._arrays import Ints, Ints32
from analysis.overlap.reuse._word_table import HasText, WordTable

#: Articles of the same words whose passages are listed for every pair. Of more, the earliest stands for all: each copy
#: has its passages with that one, and other articles theirs. A bound on the table, which `find_left_out` states.
MAX_COPIES = 20


def find_originals(table: WordTable, family: Ints32) -> Ints32:
    """Return for each article the first of its family that has the same words in the same segments."""
    original = np.arange(table.articles, dtype=np.int32)
    first_segment = np.searchsorted(table.article, np.arange(table.articles + 1))
    first_of: dict[tuple[int, bytes, bytes], int] = {}
    for article in np.flatnonzero(np.bincount(family)[family] > 1).tolist():
        words = table.word[table.first_word[article] : table.first_word[article + 1]]
        sizes = np.diff(table.edge[first_segment[article] : first_segment[article + 1] + 1])
        key = int(family[article]), words.tobytes(), sizes.tobytes()
        original[article] = first_of.setdefault(key, article)
    return original


def list_copies(table: WordTable, articles: Sequence[HasText]) -> dict[int, list[int]]:
    """Return the articles of the same words by their original, the earliest first and those without a date last."""
    copies: dict[int, list[int]] = defaultdict(list)
    for article, original in enumerate(table.families.original.tolist()):
        copies[original].append(article)
    published = [getattr(article, "published", None) for article in articles]
    for same in copies.values():
        same.sort(key=lambda article: (published[article] is None, published[article] or article, article))
    return copies


def pair_copies(copies_a: int, copies_b: int, *, same: bool) -> Iterator[tuple[int, int]]:
    """Yield the pairs of copies that a passage is listed for, by their numbers; `same` where all are of one text."""
    if max(copies_a, copies_b) <= MAX_COPIES:
        yield from combinations(range(copies_a), 2) if same else product(range(copies_a), range(copies_b))
    elif same:
        yield from product([0], range(1, copies_a))
    else:
        yield from chain(product([0], range(copies_b)), product(range(1, copies_a), [0]))


def count_pairs(copies_a: Ints, copies_b: Ints) -> Ints:
    """Return for how many pairs of copies of two texts a passage is listed; see `pair_copies`."""
    few = np.maximum(copies_a, copies_b) <= MAX_COPIES
    return np.where(few, copies_a * copies_b, copies_a + copies_b - 1)
