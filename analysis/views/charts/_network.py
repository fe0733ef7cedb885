"""Chart of the network of articles that share text, laid out so that every name can be read on any screen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Any

import altair as alt
import pandas as pd

from analysis.text import counted_in_words, in_words
from analysis.views._article_network import Edge, Network, build_network
from analysis.views._html import Html, say
from analysis.views._overlap_styles import OVERLAP_STYLES, REUSE_KINDS
from analysis.views.charts._labels import pair_axis
from analysis.views.charts._theme import (
    NEUTRAL,
    NO_TABLE,
    PAIR_HEIGHT,
    Chart,
    bar_scale,
    kind_scale,
    style,
)

#: Articles that share text from which lines between them make a pattern; fewer pairs are read in the table.
_MIN_ARTICLES = 8

#: Pairs of nodes at most that the bars show.
_MAX_BARS = 20

_ROW_HEIGHT = 28  # pixels from one name to the next
_LETTER_WIDTH, _MIN_LABEL = (
    6.5,
    105,
)  # pixels of a letter of a name, and of a long name where a chart is narrow
_MAX_HALF_WIDTH = 250  # pixels, so that lines stay short on a wide screen
_LINE_DISTANCE = 0.16  # rows between two lines of one pair
_COMPONENT_DISTANCE = 0.4  # rows between two components

#: The fields of a line.
_FIELDS = (
    "name_a", "name_b", "kind", "words", "passages", "taker",
    "x", "y", "x2", "y2", "middle", "height", "arrow",
)  # fmt: skip


def chart_network(
    overlaps: pd.DataFrame,
    names: Mapping[str, str],
    *,
    derivation: pd.DataFrame,
    groups: pd.DataFrame,
    outlets: Mapping[str, str],
) -> Chart | Html:
    """Draw which articles share text: a line for each pair and class, broad for many words.

    Of fewer than eight articles that share text a sentence says that the table tells as much.

    Up to 50 articles each is a node; beyond, articles of one outlet are one where nearly all outlets are
    known, else articles of one group, and the 50 nodes with most words are drawn. A triangle on a line points
    from the article that was first to the one that took from it.

    Args:
        overlaps: From `collect_overlaps`.
        names: The name of each article.
        derivation: From `infer_derivation`.
        groups: From `group_by_source`.
        outlets: The outlet of each article that has one.
    """
    network = build_network(overlaps, names, derivation=derivation, groups=groups, outlets=outlets)
    if not network.nodes:
        return Html("", "")  # the table says so
    if len(network.doc_ids) < _MIN_ARTICLES:
        sentence = f"A network needs {in_words(_MIN_ARTICLES)} articles that share text; here "
        return say(f"{sentence}{in_words(len(network.doc_ids))} do, and the table lists the pairs.")
    positions = place_nodes(network)
    lines = [_line(edge, network, positions) for edge in network.words]
    are_all = len(network.doc_ids) == len(names)
    number, total = in_words(len(network.doc_ids)), in_words(len(names))
    sharing = f"all {total}" if are_all else f"{number} of {total}"
    title = f"{sharing[0].upper()}{sharing[1:]} articles share wording or statements with another"
    title += f", in {counted_in_words(network.pairs, 'pair', begins=False)}"
    title += f"; {network.grouping}" if network.grouping else ""
    rows = max(position.y for position in positions.values()) + 1
    description = (
        f"Network of {len(positions)} nodes and {len(lines)} lines. {title}. The table lists the lines."
    )
    nodes = [
        {"name": name, "x": position.x, "y": position.y, "articles": network.nodes[name]}
        for name, position in positions.items()
    ]
    chart = _layers(pd.DataFrame(lines, columns=list(_FIELDS)), pd.DataFrame(nodes), rows)
    # The coordinates are no numbers to read: `network_table` has what the lines say.
    chart = chart.properties(usermeta=NO_TABLE)
    return style(
        chart,
        name="network",
        title=title,
        description=description,
        rows=int(rows) + 1,
        row_height=_ROW_HEIGHT,
    )


def chart_network_bars(
    overlaps: pd.DataFrame,
    names: Mapping[str, str],
    *,
    derivation: pd.DataFrame,
    groups: pd.DataFrame,
    outlets: Mapping[str, str],
) -> Chart | Html:
    """Draw the network as bars, a pair of nodes each: what pages show where a screen is too narrow for lines.

    Args:
        overlaps: As for `chart_network`, as are the others.
        names: The name of each article.
        derivation: From `infer_derivation`.
        groups: From `group_by_source`.
        outlets: The outlet of each article that has one.

    Returns:
        Bars of the twenty pairs with most words in common; an empty text where there is no network.

    Example:
        >>> from analysis import overlap
        >>> passages = overlap.classify_passages(corpus, analysis.find_passages(corpus))
        >>> derivation = overlap.infer_derivation(corpus, passages)
        >>> groups = overlap.group_by_source(corpus, passages, derivation)
        >>> names, shared = short_names(corpus), overlap.collect_overlaps(passages, passages)
        >>> chart_network_bars(shared, names, derivation=derivation, groups=groups, outlets={}).text
        ''
    """
    network = build_network(overlaps, names, derivation=derivation, groups=groups, outlets=outlets)
    if len(network.doc_ids) < _MIN_ARTICLES or not network.words:
        return Html("", "")
    rows = [(f"{a} – {b}", kind, words) for (a, b, kind), words in network.words.items()]
    data = pd.DataFrame(rows, columns=["pair", "kind", "words"])
    totals = (
        data.groupby("pair")["words"]
        .sum()
        .reset_index()
        .sort_values(["words", "pair"], ascending=[False, True])
    )
    order = totals["pair"].head(_MAX_BARS).tolist()
    data = data[data["pair"].isin(order)]
    colours = {kind: OVERLAP_STYLES[kind].colour for kind in REUSE_KINDS}
    chart = (
        alt.Chart(data)
        .mark_bar()
        .encode(
            x=alt.X("words:Q", title="words in common", scale=bar_scale(10)),
            y=alt.Y("pair:N", sort=order, axis=pair_axis(order)),
            color=alt.Color("kind:N", title="shared", scale=kind_scale(colours, data["kind"])),
            tooltip=["pair:N", "kind:N", alt.Tooltip("words:Q", format=",")],
        )
        .properties(usermeta=NO_TABLE)
    )
    title = f"The {counted_in_words(len(order), 'pair', begins=False)} with most words in common"
    title = "The only pair with words in common" if len(order) == 1 else title
    return style(
        chart,
        name="network-bars",
        title=title,
        description=f"Bar chart. {title}.",
        rows=len(order) + 1,
        row_height=PAIR_HEIGHT,
    )


@dataclass(frozen=True, slots=True)
class Position:
    """Where a node stands: from -1 on the left to 1 on the right, and in rows from the top."""

    x: float
    y: float


def place_nodes(network: Network) -> dict[str, Position]:
    """Return a position for each node: components one below the other, each a circle of two sides.

    On either side names stand in rows of equal distance, so that none covers another whatever their number.
    """
    neighbours: dict[str, dict[str, int]] = defaultdict(dict)
    for (node_a, node_b, _), words in network.words.items():
        total = neighbours[node_a].get(node_b, 0) + words
        neighbours[node_a][node_b] = neighbours[node_b][node_a] = total
    isolated = [name for name in network.nodes if name not in neighbours]
    positions: dict[str, Position] = {}
    top = 0.0
    for component in [*_components(neighbours), isolated]:
        sides = component[::2], component[1::2]
        height = len(sides[0])
        for sign, side in zip((-1, 1), sides, strict=True):
            first_row = top + (height - len(side)) / 2
            for row, name in enumerate(side):
                y = first_row + row
                offset = 2 * (y - top - (height - 1) / 2) / max(height - 1, 1)
                bow = 0.4 + 0.6 * sqrt(max(1 - (0.96 * offset) ** 2, 0)) if height > 1 else 1.0
                positions[name] = Position(round(sign * bow, 3), y)
        top += height + _COMPONENT_DISTANCE
    return positions


def _components(neighbours: Mapping[str, Mapping[str, int]]) -> list[list[str]]:
    """Return the connected components, largest first, each from its best linked node outwards."""

    def rank(name: str) -> tuple[int, int, str]:
        return -len(neighbours[name]), -sum(neighbours[name].values()), name

    unvisited = set(neighbours)
    components = []
    for start in sorted(neighbours, key=rank):
        if start in unvisited:
            component = [start]
            unvisited.discard(start)
            for name in component:  # which grows as neighbours are reached
                words = neighbours[name]
                reached = sorted(unvisited & words.keys(), key=lambda node: (-words[node], node))
                unvisited.difference_update(reached)
                component += reached
            components.append(component)
    return sorted(components, key=lambda component: (-len(component), component))


def _line(edge: Edge, network: Network, positions: Mapping[str, Position]) -> dict[str, Any]:
    """Return an edge as a line; the classes of one pair run beside each other."""
    name_a, name_b, kind = edge
    kinds = [reuse_kind for reuse_kind in REUSE_KINDS if (name_a, name_b, reuse_kind) in network.words]
    offset = (kinds.index(kind) - (len(kinds) - 1) / 2) * _LINE_DISTANCE
    a, b = positions[name_a], positions[name_b]
    taker = network.takers.get((name_a, name_b)) if kind == "copied prose" else None
    source, target = (b, a) if taker == name_a else (a, b)
    row = (
        *edge,
        network.words[edge],
        network.passages[edge],
        (taker or "cannot tell") if kind == "copied prose" else None,
        *(a.x, round(a.y + offset, 3), b.x, round(b.y + offset, 3)),
        *(round((a.x + b.x) / 2, 3), round((a.y + b.y) / 2 + offset, 3)),
        _arrow(source, target) if taker else None,
    )
    return dict(zip(_FIELDS, row, strict=True))


def _arrow(source: Position, target: Position) -> str:
    if source.x * target.x < 0:
        return "triangle-right" if target.x > source.x else "triangle-left"
    return "triangle-down" if target.y > source.y else "triangle-up"


def _layers(lines: pd.DataFrame, nodes: pd.DataFrame, rows: float) -> alt.LayerChart | alt.FacetChart:
    """Return layers of lines, triangles, dots and names, on scales that leave room for the names."""
    # A wide chart has room for whole names; a phone's for the beginnings alone.
    longest = 22 + round(_LETTER_WIDTH * nodes["name"].str.len().max())
    room = f"min({longest}, max(width * 0.24, {min(longest, _MIN_LABEL)}))"
    half = f"min(width / 2 - {room}, {_MAX_HALF_WIDTH})"
    ends = [{"expr": f"width / 2 - {half}"}, {"expr": f"width / 2 + {half}"}]
    x_scale = alt.Scale(domain=[-1, 1], range=ends)
    y_scale = alt.Scale(domain=[-0.6, rows - 0.4], reverse=True, nice=False, zero=False)
    x, y = (alt.X("x:Q", scale=x_scale, axis=None), alt.Y("y:Q", scale=y_scale, axis=None))
    arrows = (
        alt.Chart(lines[lines["arrow"].notna()])
        .mark_point(
            size=160, fill="white", stroke=OVERLAP_STYLES["copied prose"].colour, strokeWidth=2, opacity=1
        )
        .encode(
            x=alt.X("middle:Q", scale=x_scale, axis=None),
            y=alt.Y("height:Q", scale=y_scale, axis=None),
            shape=alt.Shape("arrow:N", scale=None),
        )
    )
    size = alt.Size("articles:Q", scale=alt.Scale(type="sqrt", range=[50, 300], zero=False), legend=None)
    tooltip = [alt.Tooltip("name:N", title="article"), alt.Tooltip("articles:Q")]
    dots = alt.Chart(nodes).mark_circle(color=NEUTRAL, opacity=1).encode(x=x, y=y, size=size, tooltip=tooltip)
    labels = [
        alt.Chart(nodes[(nodes["x"] < 0) if left else (nodes["x"] >= 0)])
        .mark_text(
            align="right" if left else "left",
            dx=-9 if left else 9,
            fontSize=12,
            limit=alt.ExprRef(f"{room} - 12"),
        )
        .encode(x=x, y=y, text="name:N")
        for left in (True, False)
    ]
    return alt.layer(_line_marks(lines, x, y), arrows, dots, *labels)


def _line_marks(lines: pd.DataFrame, x: alt.X, y: alt.Y) -> alt.Chart:
    """Return the lines: colour and dashes by class, breadth by words."""
    kinds = [kind for kind in REUSE_KINDS if kind in set(lines["kind"])]
    colours = alt.Scale(domain=kinds, range=[OVERLAP_STYLES[kind].colour for kind in kinds])
    dashes = alt.Scale(domain=kinds, range=[list(OVERLAP_STYLES[kind].dash) for kind in kinds])
    breadth = alt.Scale(type="sqrt", range=[1.5, 7], zero=False)
    stroke = alt.Legend(symbolType="stroke", symbolStrokeWidth=3, symbolSize=300)
    chart = alt.Chart(lines).mark_rule(opacity=0.85)
    encoded: alt.Chart = chart.encode(
        x=x,
        y=y,
        x2="x2:Q",
        y2="y2:Q",
        color=alt.Color("kind:N", title="shared", scale=colours, legend=stroke),
        strokeDash=alt.StrokeDash("kind:N", title="shared", scale=dashes),
        strokeWidth=alt.StrokeWidth("words:Q", scale=breadth, legend=None),
        tooltip=[
            alt.Tooltip("name_a:N", title="article"),
            alt.Tooltip("name_b:N", title="and"),
            alt.Tooltip("kind:N", title="share"),
            alt.Tooltip("words:Q", format=","),
            alt.Tooltip("passages:Q", title="passages"),
            alt.Tooltip("taker:N", title="copied by"),
        ],
    )
    return encoded
