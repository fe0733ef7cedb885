"""Table of the edges of the network of articles."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.views._article_network import build_network
from analysis.views._html import Html, nothing_found
from analysis.views.tables._table import table

#: The columns of the table with their labels.
_COLUMNS = {
    "doc_a": "between",
    "doc_b": "and",
    "kind": "what they share",
    "words": "words",
    "passages": "passages",
    "taker": "who copied the other",
}


def network_table(
    overlaps: pd.DataFrame,
    names: Mapping[str, str],
    *,
    derivation: pd.DataFrame,
    groups: pd.DataFrame,
    outlets: Mapping[str, str],
    top: int = 100,
) -> Html:
    """Return the edges of the network: two articles (or outlets, or groups), the class and amount of what they share.

    Args:
        overlaps: As for `chart_network`.
        names: As there.
        derivation: As there.
        groups: As there.
        outlets: As there.
        top: Maximum number of rows, those with most words first.
    """
    network = build_network(overlaps, names, derivation=derivation, groups=groups, outlets=outlets)
    doc_id_of = {name: doc_id for doc_id, name in names.items()} if network.by_article else {}
    rows = [
        {
            "doc_a": doc_id_of.get(node_a, node_a),
            "doc_b": doc_id_of.get(node_b, node_b),
            "kind": kind,
            "words": words,
            "passages": network.passages[node_a, node_b, kind],
            "taker": network.takers.get((node_a, node_b)) if kind == "copied prose" else None,
        }
        for (node_a, node_b, kind), words in network.words.items()
    ]
    if not rows:
        return nothing_found("pairs of articles that share text")
    frame = pd.DataFrame(rows, columns=list(_COLUMNS))
    ordered = frame.sort_values(["words", "doc_a", "doc_b"], ascending=[False, True, True], kind="stable")
    caption = "Pairs that share text, those with most words first"
    return table(
        ordered,
        caption,
        columns=_COLUMNS,
        names=names if network.by_article else None,
        top=top,
        file="overlaps",
    )
