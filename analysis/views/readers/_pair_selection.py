"""Selection of the pairs of articles to read on a page: those that share most of each class, within a size."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from itertools import chain, zip_longest

import pandas as pd

from analysis.views._overlap_styles import OVERLAP_STYLES

Pair = tuple[str, str]


def choose_pairs(overlaps: pd.DataFrame, sizes: Mapping[str, int], *, top: int, max_bytes: int) -> list[Pair]:
    """Return the pairs to read, chosen from the classes in turn, so that none crowds out the others.

    Args:
        overlaps: From `collect_overlaps`.
        sizes: The size of each article's text in a page, in bytes.
        top: Maximum number of pairs.
        max_bytes: Maximum size of all their articles together; an article counts once.

    Returns:
        The pairs, those with most words of the most telling class first.
    """
    words: dict[str, dict[Pair, int]] = {kind: defaultdict(int) for kind in OVERLAP_STYLES}
    columns = (overlaps[name] for name in ("kind", "doc_a", "doc_b", "words"))
    for kind, doc_a, doc_b, count in zip(*columns, strict=True):
        words[kind][doc_a, doc_b] += count
    rankings = [sorted(pairs, key=lambda pair: (-pairs[pair], pair)) for pairs in words.values()]
    chosen: set[Pair] = set()
    doc_ids: set[str] = set()
    free_bytes = max_bytes
    for pair in filter(None, chain.from_iterable(zip_longest(*rankings))):
        if len(chosen) < top and pair not in chosen:
            added = set(pair) - doc_ids
            size = sum(sizes[doc_id] for doc_id in added)
            if size <= free_bytes:
                free_bytes -= size
                doc_ids |= added
                chosen.add(pair)
    return sorted(chosen, key=lambda pair: ([-words[kind].get(pair, 0) for kind in OVERLAP_STYLES], pair))


def choose_overlaps(overlaps: pd.DataFrame, pairs: list[Pair], *, top: int) -> pd.DataFrame:
    """Return at most `top` overlaps of some pairs: the most telling classes, and in each the longest."""
    chosen = set(pairs)
    of_pairs = overlaps[[pair in chosen for pair in zip(overlaps["doc_a"], overlaps["doc_b"], strict=True)]]
    if len(of_pairs) <= top:
        return of_pairs
    rank = of_pairs["kind"].map({kind: rank for rank, kind in enumerate(OVERLAP_STYLES)})
    best = of_pairs.assign(rank=rank).sort_values(["rank", "words", "number"], ascending=[True, False, True])
    return of_pairs.loc[best.head(top).index].sort_values("number")
