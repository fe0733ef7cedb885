"""Which pairs of articles can be read on a page? Those that share most of each class, as far as a page holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import pandas as pd

from analysis.views._overlap_styles import LOOKS

Pair = tuple[str, str]


def choose_pairs(
    overlaps: pd.DataFrame, sizes: Mapping[str, int], *, top: int, most_bytes: int
) -> list[Pair]:
    """Choose the pairs to read, the classes in turn, so that none crowds out the others.

    Args:
        overlaps: From `collect_overlaps`.
        sizes: How many bytes the text of each article takes in a page.
        top: Maximum number of pairs.
        most_bytes: The most bytes of all their articles together; an article counts once.

    Returns:
        The pairs, those with most words of the most telling class first.
    """
    words: dict[str, dict[Pair, int]] = {kind: defaultdict(int) for kind in LOOKS}
    columns = (overlaps[name] for name in ("kind", "doc_a", "doc_b", "words"))
    for kind, doc_a, doc_b, count in zip(*columns, strict=True):
        words[kind][doc_a, doc_b] += count
    queues = [sorted(found, key=lambda pair: (-found[pair], pair)) for found in words.values()]
    chosen: set[Pair] = set()
    shown: set[str] = set()
    room = most_bytes
    for turn in range(max(map(len, queues), default=0)):
        for queue in queues:
            if turn < len(queue) and len(chosen) < top and queue[turn] not in chosen:
                new = set(queue[turn]) - shown
                needed = sum(sizes[doc_id] for doc_id in new)
                if needed <= room:
                    room -= needed
                    shown |= new
                    chosen.add(queue[turn])
    return sorted(chosen, key=lambda pair: ([-words[kind].get(pair, 0) for kind in LOOKS], pair))


def choose_overlaps(overlaps: pd.DataFrame, pairs: list[Pair], *, most: int) -> pd.DataFrame:
    """Return the overlaps of some pairs, at most so many: the most telling classes and longest first."""
    wanted = set(pairs)
    inside = [pair in wanted for pair in zip(overlaps["doc_a"], overlaps["doc_b"], strict=True)]
    found = overlaps[inside]
    if len(found) <= most:
        return found
    rank = found["kind"].map({kind: place for place, kind in enumerate(LOOKS)})
    best = found.assign(rank=rank).sort_values(["rank", "words", "number"], ascending=[True, False, True])
    return found.loc[best.head(most).index].sort_values("number")
