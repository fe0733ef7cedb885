"""Who shares with whom? A network of articles, drawn so that every name can be read on any screen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

import altair as alt
import pandas as pd

from analysis.text import counted
from analysis.views._overlap_styles import DRAWN, LOOKS
from analysis.views.charts._theme import Chart, empty_chart, style
from analysis.views.tables._table import Html, table

_NOTHING = "No two articles have prose, a quotation or a set piece in common, so there is no network to draw."
_TITLE = "Who shares with whom"

#: More nodes than this cannot be told apart; beyond, articles are drawn together.
_MOST_NODES = 50
_MOST_EDGES = 600

_ROW = 28  # pixels from one name to the next
_LETTER, _LEAST_LABEL = 6.5, 105  # pixels of a letter of a name, and of a long name where a chart is narrow
_HALF = 250  # pixels that half of it has at most, so that lines stay short on a wide screen
_APART = 0.16  # rows between two lines of one pair

#: What is known of a line.
_FIELDS = (
    "one", "other", "kind", "words", "passages", "took",
    "x", "y", "x2", "y2", "middle", "height", "arrow",
)  # fmt: skip

#: The columns of the lines' table.
NETWORK_COLUMNS = {
    "doc_a": "between",
    "doc_b": "and",
    "kind": "what they share",
    "words": "words",
    "passages": "passages",
    "took": "who took from the other",
}

Edge = tuple[str, str, str]


@dataclass
class _Drawing:
    """What is to be drawn: nodes with how many articles each stands for, and words by edge and class."""

    nodes: dict[str, int]
    words: dict[Edge, int]
    passages: dict[Edge, int]
    note: str


def chart_network(
    overlaps: pd.DataFrame,
    names: Mapping[str, str],
    *,
    derivation: pd.DataFrame,
    groups: pd.DataFrame,
    outlets: Mapping[str, str],
) -> Chart:
    """Draw which articles share text, a line a pair and class, broad for many words.

    Up to 50 articles each is a node; beyond, articles of one outlet are one where nearly all outlets are
    known, else articles of one group, and the 50 nodes with most words are drawn. A triangle on a line points
    from the article that was first to the one that took from it.

    Args:
        overlaps: From `collect_overlaps`.
        names: What each article is called.
        derivation: From `infer_derivation`.
        groups: From `group_by_source`.
        outlets: The outlet of each article that has one.
    """
    shared = overlaps[overlaps["kind"].isin(list(DRAWN))]
    if shared.empty:
        return empty_chart(_TITLE, _NOTHING)
    involved = sorted({*shared["doc_a"], *shared["doc_b"]})
    pairs = len(shared[["doc_a", "doc_b"]].drop_duplicates())
    drawing = _choose(shared, involved, names, groups, outlets)
    spots = _place(drawing)
    few = len(involved) <= _MOST_NODES
    took = _directions(derivation, names) if few else {}
    edges = [_line(edge, drawing, spots, took) for edge in drawing.words]
    title = f"{len(involved):,} of {len(names):,} articles share wording or statements with another"
    title += f", in {counted(pairs, 'pair')}"
    title += f"; {drawing.note}" if drawing.note else ""
    rows = max(spot.y for spot in spots.values()) + 1
    described = f"Network of {len(spots)} nodes and {len(edges)} lines. {title}. The table lists the lines."
    nodes = [
        {"name": name, "x": spot.x, "y": spot.y, "articles": drawing.nodes[name]}
        for name, spot in spots.items()
    ]
    chart = _layers(pd.DataFrame(edges, columns=list(_FIELDS)), pd.DataFrame(nodes), rows)
    # The coordinates are no numbers to read: `network_table` has what the lines say.
    chart = chart.properties(usermeta={"table": False})
    return style(
        chart, name="network", title=title, description=described, rows=int(rows) + 1, row_height=_ROW
    )


def network_table(
    overlaps: pd.DataFrame,
    names: Mapping[str, str],
    *,
    derivation: pd.DataFrame,
    groups: pd.DataFrame,
    outlets: Mapping[str, str],
    top: int = 100,
) -> Html:
    """Return what the lines of the network say: two articles (or outlets, or groups), what they share, how much.

    Args:
        overlaps: As for `chart_network`.
        names: As there.
        derivation: As there.
        groups: As there.
        outlets: As there.
        top: Maximum number of rows, those with most words first.
    """
    shared = overlaps[overlaps["kind"].isin(list(DRAWN))]
    involved = sorted({*shared["doc_a"], *shared["doc_b"]})
    few = len(involved) <= _MOST_NODES
    drawing = _choose(shared, involved, names, groups, outlets)
    took = _directions(derivation, names) if few else {}
    known = {name: doc_id for doc_id, name in names.items()} if few else {}
    lines = [
        {
            "doc_a": known.get(one, one),
            "doc_b": known.get(other, other),
            "kind": kind,
            "words": words,
            "passages": drawing.passages[one, other, kind],
            "took": took.get((one, other)) if kind == "copied prose" else None,
        }
        for (one, other, kind), words in drawing.words.items()
    ]
    frame = pd.DataFrame(lines, columns=list(NETWORK_COLUMNS))
    ordered = frame.sort_values(["words", "doc_a", "doc_b"], ascending=[False, True, True], kind="stable")
    what = "Lines of the network, those with most words first"
    return table(
        ordered, what, columns=NETWORK_COLUMNS, names=names if few else None, top=top, file="overlaps"
    )


def _choose(
    shared: pd.DataFrame,
    involved: Sequence[str],
    names: Mapping[str, str],
    groups: pd.DataFrame,
    outlets: Mapping[str, str],
) -> _Drawing:
    """Return what each article is drawn as: itself, its outlet, or its group."""
    if len(involved) <= _MOST_NODES:
        return _sum(shared, {doc_id: names[doc_id] for doc_id in involved}, "")
    known = [outlets[doc_id] for doc_id in involved if doc_id in outlets]
    if len(known) >= 0.8 * len(involved) and len(set(known)) > 1:
        node_of = {doc_id: outlets.get(doc_id, "outlet unknown") for doc_id in involved}
        return _sum(shared, node_of, "articles of one outlet are drawn as one")
    node_of = {doc_id: names[doc_id] for doc_id in involved}
    for number, doc_ids in zip(groups["group"], groups["doc_ids"], strict=True):
        free = [doc_id for doc_id in doc_ids if node_of.get(doc_id) == names[doc_id]]
        if len(doc_ids) > 2:
            node_of |= dict.fromkeys(free, f"group {number} ({len(free)})")
    return _sum(shared, node_of, "articles of one group are drawn as one")


def _sum(shared: pd.DataFrame, node_of: Mapping[str, str], note: str) -> _Drawing:
    """Add up words and passages by nodes and class; of too many, those with most words stay."""
    words: dict[Edge, int] = defaultdict(int)
    passages: dict[Edge, int] = defaultdict(int)
    weight: dict[str, int] = defaultdict(int)
    columns = (shared[name] for name in ("doc_a", "doc_b", "kind", "words"))
    for doc_a, doc_b, kind, count in zip(*columns, strict=True):
        one, other = sorted((node_of[doc_a], node_of[doc_b]))
        if one != other:
            words[one, other, kind] += count
            passages[one, other, kind] += 1
        for name in {one, other}:  # what a node's articles share among themselves counts as well
            weight[name] += count
    kept = set(sorted(weight, key=lambda name: (-weight[name], name))[:_MOST_NODES])
    edges = [edge for edge in words if edge[0] in kept and edge[1] in kept]
    edges = sorted(sorted(edges, key=lambda edge: (-words[edge], edge))[:_MOST_EDGES])
    if len(kept) < len(weight):
        note += f", the {_MOST_NODES} with most words"
    sizes: dict[str, int] = defaultdict(int)
    for name in node_of.values():
        sizes[name] += 1
    return _Drawing(
        {name: sizes[name] for name in sorted(kept)},
        {edge: words[edge] for edge in edges},
        {edge: passages[edge] for edge in edges},
        note,
    )


@dataclass(frozen=True, slots=True)
class _Spot:
    x: float
    y: float


def _place(drawing: _Drawing) -> dict[str, _Spot]:
    """Return a spot for each node: parts that hang together one below the other, each a circle of two sides.

    On either side names stand in rows of equal distance, so that none covers another whatever the number.
    """
    beside: dict[str, dict[str, int]] = defaultdict(dict)
    for (one, other, _), count in drawing.words.items():
        beside[one][other] = beside[other][one] = beside[one].get(other, 0) + count
    spots: dict[str, _Spot] = {}
    top = 0.0
    alone = [name for name in drawing.nodes if name not in beside]
    for part in [*_parts(beside), alone]:
        sides = part[::2], part[1::2]
        height = len(sides[0])
        for sign, side in zip((-1, 1), sides, strict=True):
            begin = top + (height - len(side)) / 2
            for row, name in enumerate(side):
                y = begin + row
                off = 2 * (y - top - (height - 1) / 2) / max(height - 1, 1)
                bow = 0.4 + 0.6 * sqrt(max(1 - (0.96 * off) ** 2, 0)) if height > 1 else 1.0
                spots[name] = _Spot(round(sign * bow, 3), y)
        top += height + 0.4
    return spots


def _parts(beside: Mapping[str, Mapping[str, int]]) -> list[list[str]]:
    """Return what hangs together, largest first, each part from its best linked node outwards."""
    left = set(beside)
    parts = []
    for first in sorted(beside, key=lambda name: (-len(beside[name]), -sum(beside[name].values()), name)):
        if first in left:
            part, at = [first], 0
            left.discard(first)
            while at < len(part):
                near = beside[part[at]]
                new = sorted((name for name in near if name in left), key=lambda name: (-near[name], name))
                left.difference_update(new)
                part += new
                at += 1
            parts.append(part)
    return sorted(parts, key=lambda part: (-len(part), part))


def _directions(derivation: pd.DataFrame, names: Mapping[str, str]) -> dict[tuple[str, str], str]:
    """Return who took, by the names of who gave and who took: keys in alphabetical order."""
    took = {}
    columns = (derivation[name] for name in ("doc_a", "doc_b", "direction"))
    for doc_a, doc_b, direction in zip(*columns, strict=True):
        taker = {"a from b": doc_a, "b from a": doc_b}.get(direction)
        if taker:
            one, other = sorted((names[doc_a], names[doc_b]))
            took[one, other] = names[taker]
    return took


def _line(
    edge: Edge, drawing: _Drawing, spots: Mapping[str, _Spot], took: Mapping[tuple[str, str], str]
) -> dict[str, Any]:
    """Return an edge as a line; the classes of one pair run beside each other."""
    one, other, kind = edge
    kinds = [name for name in DRAWN if (one, other, name) in drawing.words]
    off = (kinds.index(kind) - (len(kinds) - 1) / 2) * _APART
    a, b = spots[one], spots[other]
    taker = took.get((one, other)) if kind == "copied prose" else None
    start, end = (b, a) if taker == one else (a, b)
    numbers = drawing.words[edge], drawing.passages[edge]
    ends = a.x, round(a.y + off, 3), b.x, round(b.y + off, 3)
    middle = round((a.x + b.x) / 2, 3), round((a.y + b.y) / 2 + off, 3)
    known = (taker or "cannot tell") if kind == "copied prose" else None
    row = one, other, kind, *numbers, known, *ends, *middle, _arrow(start, end) if taker else None
    return dict(zip(_FIELDS, row, strict=True))


def _arrow(start: _Spot, end: _Spot) -> str:
    if start.x * end.x < 0:
        return "triangle-right" if end.x > start.x else "triangle-left"
    return "triangle-down" if end.y > start.y else "triangle-up"


def _layers(edges: pd.DataFrame, nodes: pd.DataFrame, rows: float) -> alt.LayerChart | alt.FacetChart:
    """Lay lines, triangles, dots and names over one another, on scales that leave room for the names."""
    # A wide chart has room for whole names; a phone's for the beginnings alone.
    whole = 22 + round(_LETTER * nodes["name"].str.len().max())
    room = f"min({whole}, max(width * 0.24, {min(whole, _LEAST_LABEL)}))"
    across = f"min(width / 2 - {room}, {_HALF})"
    ends = [{"expr": f"width / 2 - {across}"}, {"expr": f"width / 2 + {across}"}]
    x_scale = alt.Scale(domain=[-1, 1], range=ends)
    y_scale = alt.Scale(domain=[-0.6, rows - 0.4], reverse=True, nice=False, zero=False)
    x, y = (alt.X("x:Q", scale=x_scale, axis=None), alt.Y("y:Q", scale=y_scale, axis=None))
    arrows = (
        alt.Chart(edges[edges["arrow"].notna()])
        .mark_point(size=160, fill="white", stroke=LOOKS["copied prose"].colour, strokeWidth=2, opacity=1)
        .encode(
            x=alt.X("middle:Q", scale=x_scale, axis=None),
            y=alt.Y("height:Q", scale=y_scale, axis=None),
            shape=alt.Shape("arrow:N", scale=None),
        )
    )
    size = alt.Size("articles:Q", scale=alt.Scale(type="sqrt", range=[50, 300], zero=False), legend=None)
    tips = [alt.Tooltip("name:N", title="article"), alt.Tooltip("articles:Q")]
    dots = alt.Chart(nodes).mark_circle(color="#777777", opacity=1).encode(x=x, y=y, size=size, tooltip=tips)
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
    return alt.layer(_lines(edges, x, y), arrows, dots, *labels)


def _lines(edges: pd.DataFrame, x: alt.X, y: alt.Y) -> alt.Chart:
    """Draw the edges: colour and dashes by class, breadth by words."""
    kinds = [kind for kind in DRAWN if kind in set(edges["kind"])]
    colours = alt.Scale(domain=kinds, range=[LOOKS[kind].colour for kind in kinds])
    dashes = alt.Scale(domain=kinds, range=[list(LOOKS[kind].dash) for kind in kinds])
    breadth = alt.Scale(type="sqrt", range=[1.5, 7], zero=False)
    stroke = alt.Legend(symbolType="stroke", symbolStrokeWidth=3, symbolSize=300)
    chart = alt.Chart(edges).mark_rule(opacity=0.85)
    encoded: alt.Chart = chart.encode(
        x=x,
        y=y,
        x2="x2:Q",
        y2="y2:Q",
        color=alt.Color("kind:N", title="shared", scale=colours, legend=stroke),
        strokeDash=alt.StrokeDash("kind:N", title="shared", scale=dashes),
        strokeWidth=alt.StrokeWidth("words:Q", scale=breadth, legend=None),
        tooltip=[
            alt.Tooltip("one:N", title="article"),
            alt.Tooltip("other:N", title="and"),
            alt.Tooltip("kind:N", title="share"),
            alt.Tooltip("words:Q", format=","),
            alt.Tooltip("passages:Q", title="passages"),
            alt.Tooltip("took:N", title="who took"),
        ],
    )
    return encoded
