"""Draw the copies and rewrites of one story as a tree, each below the article with which it has most in common."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

import pandas as pd

from analysis.corpus import Corpus
from analysis.schema import TABLES, returns

#: Words in common, and the share of the shorter article, that put two articles into one story. By judgement: a shared
#: paragraph of background does not.
_MIN_WORDS, _MIN_SHARE = 40, 0.3

_TOOK = {"a from b": ("took it", "gave it"), "b from a": ("gave it", "took it")}


class _Tie(NamedTuple):
    """What an article has in common with another: words, share of its own body, and how it came to it."""

    words: int
    share: float
    relation: str


_Ties = dict[str, dict[str, _Tie]]


@returns(TABLES["story_trees"])
def trace_stories(corpus: Corpus, derivation: pd.DataFrame) -> pd.DataFrame:
    """Return the stories that several articles have, each as a tree of its articles.

    Two articles are of one story where one has 40 words of copied prose and a third of the shorter article from the
    other, or both from a third. Each article hangs on the one with which it has most words in common (a maximum
    spanning tree), so that a story in N articles is N rows and not N² pairs. The root is the article that shares most
    with the others; it is their source only where most are known to have taken from it, and it from none.

    Args:
        corpus: The articles.
        derivation: From `infer_derivation`.

    Returns:
        One row an article of a story of three or more, the largest story first, each article below its parent.

    Example:
        >>> trees = trace_stories(corpus, infer_derivation(corpus, find_passages(corpus)))
        >>> trees.columns.tolist()[:4]
        ['story', 'doc_id', 'parent', 'depth']
    """
    ties = _read_ties(derivation)
    trees = [_grow_tree(members, ties, corpus) for members in _components(ties) if len(members) > 2]
    trees.sort(key=lambda tree: (-len(tree), tree[0][0]))
    rows = []
    for number, tree in enumerate(trees, start=1):
        for doc_id, parent, depth in tree:
            article = corpus[doc_id]
            words, share, relation = (
                ties[doc_id][parent]
                if parent is not None
                else (None, None, _root_relation(doc_id, tree, ties))
            )
            rows.append(
                (number, doc_id, parent, depth, article.outlet, article.published, relation, words, share)
            )
    return TABLES["story_trees"].frame(rows)


def _read_ties(derivation: pd.DataFrame) -> _Ties:
    """Return the ties of each article with others of its story, in both directions."""
    ties: _Ties = defaultdict(dict)
    columns = (
        derivation[name]
        for name in ("doc_a", "doc_b", "words", "containment_a", "containment_b", "direction")
    )
    for doc_a, doc_b, words, share_a, share_b, direction in zip(*columns, strict=True):
        if words >= _MIN_WORDS and max(share_a, share_b) >= _MIN_SHARE:
            of_a, of_b = _TOOK.get(direction, (direction, direction))
            ties[doc_a][doc_b] = _Tie(int(words), float(share_a), of_a)
            ties[doc_b][doc_a] = _Tie(int(words), float(share_b), of_b)
    return ties


def _components(ties: _Ties) -> list[list[str]]:
    """Return the articles that are linked with one another, sorted."""
    unvisited, components = set(ties), []
    for start in sorted(ties):
        if start in unvisited:
            unvisited.discard(start)
            component = [start]
            for doc_id in component:  # which grows as neighbours are reached
                reached = sorted(unvisited & ties[doc_id].keys())
                unvisited.difference_update(reached)
                component += reached
            components.append(sorted(component))
    return components


def _grow_tree(members: list[str], ties: _Ties, corpus: Corpus) -> list[tuple[str, str | None, int]]:
    """Return each article with its parent and its depth, in the order of a walk from the root."""
    root = _find_root(members, ties, corpus)
    parents: dict[str, str] = {}
    best = {doc_id: (tie.words, root) for doc_id, tie in ties[root].items()}
    while best:
        # The closest article that is not in the tree yet (Prim 1957), among equally close ones the first by day.
        nearest = min(best, key=lambda doc_id: (-best[doc_id][0], _day(doc_id, corpus), doc_id))
        parents[nearest] = best.pop(nearest)[1]
        for doc_id, tie in ties[nearest].items():
            if doc_id != root and doc_id not in parents and tie.words > best.get(doc_id, (0, ""))[0]:
                best[doc_id] = tie.words, nearest
    children: dict[str, list[str]] = defaultdict(list)
    for doc_id, parent in parents.items():
        children[parent].append(doc_id)
    tree: list[tuple[str, str | None, int]] = []
    waiting: list[tuple[str, str | None, int]] = [(root, None, 0)]
    while waiting:
        doc_id, above, depth = waiting.pop()
        tree.append((doc_id, above, depth))
        later = sorted(children[doc_id], key=lambda child: (_day(child, corpus), child), reverse=True)
        waiting += [(child, doc_id, depth + 1) for child in later]
    return tree


def _find_root(members: list[str], ties: _Ties, corpus: Corpus) -> str:
    """Return the article that shares most with the others, of equal ones the first by day."""

    def rank(doc_id: str) -> tuple[int, date, str]:
        return -sum(tie.words for tie in ties[doc_id].values()), _day(doc_id, corpus), doc_id

    return min(members, key=rank)


def _root_relation(root: str, tree: list[tuple[str, str | None, int]], ties: _Ties) -> str:
    """Return whether the root is known to be the source of most of its story, or only shares most."""
    gave = sum(tie.relation == "gave it" for tie in ties[root].values())
    is_source = 2 * gave > len(tree) - 1 and not any(tie.relation == "took it" for tie in ties[root].values())
    return "source" if is_source else "shares most"


def _day(doc_id: str, corpus: Mapping[str, object] | Corpus) -> date:
    """Return the day of an article, undated ones last."""
    return getattr(corpus[doc_id], "published", None) or date.max
