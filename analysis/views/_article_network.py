"""The network of articles that share text: its nodes, its edges by class of overlap, and who copied whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from analysis.views._overlap_styles import REUSE_KINDS

#: More nodes than this cannot be told apart; beyond, several articles share a node.
MAX_NODES = 50
_MAX_EDGES = 600

#: The share of the articles whose outlets must be known for outlets to be the nodes.
_KNOWN_OUTLETS = 0.8

#: The names of two nodes in alphabetical order, and the class of what they share.
Edge = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Network:
    """A network of articles.

    Attributes:
        doc_ids: The articles that share text with another.
        pairs: How many pairs of articles share text.
        nodes: How many articles each node stands for, by its name.
        words: The words of each edge.
        passages: The passages of each edge.
        takers: The name of the article that copied, by the names of a pair; empty where nodes are no articles.
        grouping: How articles are joined into nodes, for people; empty where each is a node of its own.
    """

    doc_ids: tuple[str, ...]
    pairs: int
    nodes: Mapping[str, int]
    words: Mapping[Edge, int]
    passages: Mapping[Edge, int]
    grouping: str
    takers: Mapping[tuple[str, str], str] = field(default_factory=dict)

    @property
    def by_article(self) -> bool:
        """Whether each node is a single article."""
        return len(self.doc_ids) <= MAX_NODES


def build_network(
    overlaps: pd.DataFrame,
    names: Mapping[str, str],
    *,
    derivation: pd.DataFrame,
    groups: pd.DataFrame,
    outlets: Mapping[str, str],
) -> Network:
    """Return the network of the articles that share text.

    Up to 50 articles each is a node; beyond, articles of one outlet are one where nearly all outlets are known, else
    articles of one group, and the 50 nodes with most words stay.

    Args:
        overlaps: From `collect_overlaps`.
        names: The name of each article.
        derivation: From `infer_derivation`.
        groups: From `group_by_source`.
        outlets: The outlet of each article that has one.
    """
    reused = overlaps[overlaps["kind"].isin(list(REUSE_KINDS))]
    doc_ids = tuple(sorted({*reused["doc_a"], *reused["doc_b"]}))
    node_of, grouping = _assign_nodes(doc_ids, names, groups, outlets)
    words: dict[Edge, int] = defaultdict(int)
    passages: dict[Edge, int] = defaultdict(int)
    weights: dict[str, int] = defaultdict(int)
    columns = (reused[name] for name in ("doc_a", "doc_b", "kind", "words"))
    for doc_a, doc_b, kind, count in zip(*columns, strict=True):
        node_a, node_b = sorted((node_of[doc_a], node_of[doc_b]))
        if node_a != node_b:
            words[node_a, node_b, kind] += count
            passages[node_a, node_b, kind] += 1
        for node in {node_a, node_b}:  # what a node's articles share among themselves counts as well
            weights[node] += count
    kept = set(sorted(weights, key=lambda node: (-weights[node], node))[:MAX_NODES])
    if len(kept) < len(weights):
        grouping += f", the {MAX_NODES} with most words"
    edges = [edge for edge in words if edge[0] in kept and edge[1] in kept]
    edges = sorted(sorted(edges, key=lambda edge: (-words[edge], edge))[:_MAX_EDGES])
    sizes: dict[str, int] = defaultdict(int)
    for node in node_of.values():
        sizes[node] += 1
    return Network(
        doc_ids=doc_ids,
        pairs=len(reused[["doc_a", "doc_b"]].drop_duplicates()),
        nodes={node: sizes[node] for node in sorted(kept)},
        words={edge: words[edge] for edge in edges},
        passages={edge: passages[edge] for edge in edges},
        grouping=grouping,
        takers=_takers(derivation, names) if len(doc_ids) <= MAX_NODES else {},
    )


def _assign_nodes(
    doc_ids: tuple[str, ...], names: Mapping[str, str], groups: pd.DataFrame, outlets: Mapping[str, str]
) -> tuple[dict[str, str], str]:
    """Return the node of each article (itself, its outlet or its group), and how they are joined."""
    nodes = {doc_id: names[doc_id] for doc_id in doc_ids}
    if len(doc_ids) <= MAX_NODES:
        return nodes, ""
    named_outlets = [outlets[doc_id] for doc_id in doc_ids if doc_id in outlets]
    if len(named_outlets) >= _KNOWN_OUTLETS * len(doc_ids) and len(set(named_outlets)) > 1:
        by_outlet = {doc_id: outlets.get(doc_id, "outlet unknown") for doc_id in doc_ids}
        return by_outlet, "articles of one outlet are drawn as one"
    for number, members in zip(groups["group"], groups["doc_ids"], strict=True):
        ungrouped = [doc_id for doc_id in members if nodes.get(doc_id) == names[doc_id]]
        if len(members) > 2:
            nodes |= dict.fromkeys(ungrouped, f"group {number} ({len(ungrouped)})")
    return nodes, "articles of one group are drawn as one"


def _takers(derivation: pd.DataFrame, names: Mapping[str, str]) -> dict[tuple[str, str], str]:
    """Return the name of the article that copied, by the names of the pair in alphabetical order."""
    takers = {}
    columns = (derivation[name] for name in ("doc_a", "doc_b", "direction"))
    for doc_a, doc_b, direction in zip(*columns, strict=True):
        taker = {"a from b": doc_a, "b from a": doc_b}.get(direction)
        if taker:
            name_a, name_b = sorted((names[doc_a], names[doc_b]))
            takers[name_a, name_b] = names[taker]
    return takers
