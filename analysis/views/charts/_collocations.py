"""Charts of the collocates of a word, and of theirs."""

from __future__ import annotations

import math

import altair as alt
import pandas as pd

from analysis.views._html import Html, say
from analysis.views.charts._labels import name_axis
from analysis.views.charts._theme import (
    AMOUNT,
    NEUTRAL,
    NO_TABLE,
    PALETTE,
    Chart,
    bar_scale,
    style,
    with_values,
)

#: Number of collocates that have bars, and articles from which a network is drawn.
_BARS, _MIN_ARTICLES = 15, 8

#: Number of collocates drawn around the word in the middle, and around each of these.
_INNER, _OUTER = 10, 3

#: Radius of the two rings, and half the sides of the frame that holds them with their labels.
_RADII = (1.0, 1.75)
_HALF_WIDTH, _HALF_HEIGHT = 2.25, 1.95


def chart_collocates(network: pd.DataFrame, node: str) -> Chart | Html:
    """Draw the collocates of a word as bars, the strongest first.

    A page that has the network as well shows the bars where the network has no room, as on a phone.

    Args:
        network: From `collocation_network`.
        node: The word.

    Example:
        >>> from analysis.terms import collocation_network
        >>> network = collocation_network(annotated, "talk", min_count=2)
        >>> chart_collocates(network, "talk").to_dict()["name"]
        'collocates'
    """
    data = network[network["step"] == 1].head(_BARS)
    if data.empty:
        return say(f"No word is near “{node}” often enough to be its collocate.")
    title = f"“{data['collocate'].iloc[0]}” is the closest collocate of “{node}”"
    bars = (
        alt.Chart(data[["collocate", "count", "log_dice"]].round(2))
        .mark_bar(color=AMOUNT, cursor="pointer")
        .encode(
            x=alt.X("log_dice:Q", title="logDice (14 at most)", scale=bar_scale()),
            y=alt.Y("collocate:N", sort=None, axis=name_axis(data["collocate"])),
            tooltip=[
                alt.Tooltip("collocate:N"),
                alt.Tooltip("count:Q", title="together"),
                alt.Tooltip("log_dice:Q", title="logDice", format=".1f"),
            ],
        )
    )
    # The table of the network, beside it, has the numbers.
    chart = with_values(bars, "log_dice:Q", alt.Text("log_dice:Q", format=".1f")).properties(
        usermeta=NO_TABLE
    )
    words = ", ".join(data["collocate"])
    return style(
        chart,
        name="collocates",
        title=title,
        description=f"Bar chart of the {len(data)} closest collocates of {node}: {words}.",
        rows=len(data),
    )


def chart_collocation_network(network: pd.DataFrame, node: str, *, articles: int) -> Chart | Html:
    """Draw the collocates of a word around it, and theirs around them; of fewer than eight articles nothing.

    The layout follows from the table: the strongest collocate stands at the top, the others clockwise.

    Args:
        network: From `collocation_network`, of one or two steps.
        node: The word in the middle.
        articles: Number of articles of the corpus: of few, a network shows the wording of one.

    Example:
        >>> from analysis.terms import collocation_network
        >>> network = collocation_network(annotated, "talk", min_count=2)
        >>> chart_collocation_network(network, "talk", articles=8).to_dict()["name"]
        'collocation-network'
    """
    inner = network[network["step"] == 1].head(_INNER)
    if inner.empty or articles < _MIN_ARTICLES:
        return Html("", "")
    places, edges = _lay_out(network, list(dict.fromkeys(inner["collocate"])), node)
    title = f"“{inner['collocate'].iloc[0]}” is the closest collocate of “{node}”"
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[-_HALF_WIDTH, _HALF_WIDTH], nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[-_HALF_HEIGHT, _HALF_HEIGHT], nice=False))
    lines = (
        alt.Chart(edges)
        .mark_rule(color=NEUTRAL, opacity=0.6)
        .encode(
            x=x,
            y=y,
            x2="x2:Q",
            y2="y2:Q",
            strokeWidth=alt.StrokeWidth(
                "log_dice:Q", title="logDice", scale=alt.Scale(range=[0.5, 4]), legend=None
            ),
            tooltip=[
                alt.Tooltip("node:N", title="word"),
                alt.Tooltip("collocate:N", title="collocate"),
                alt.Tooltip("count:Q", title="together"),
                alt.Tooltip("log_dice:Q", title="logDice", format=".1f"),
            ],
        )
    )
    words = alt.Chart(places).encode(x=x, y=y)
    dots = words.mark_circle(opacity=1, cursor="pointer").encode(
        size=alt.Size("step:O", scale=alt.Scale(domain=[0, 1, 2], range=[260, 110, 50]), legend=None),
        color=alt.Color(
            "step:O", scale=alt.Scale(domain=[0, 1, 2], range=[PALETTE[0], AMOUNT, NEUTRAL]), legend=None
        ),
        tooltip=[alt.Tooltip("term:N")],
    )
    labels = words.mark_text(dy=-13, fontSize=12, cursor="pointer").encode(
        text="term:N", tooltip=alt.value(None)
    )
    description = f"Network of {len(places)} words. Next to {node}: {', '.join(inner['collocate'])}."
    # The table of the network, beside it, has the numbers.
    chart: Chart = alt.layer(lines, dots, labels).properties(usermeta=NO_TABLE)
    return style(chart, name="collocation-network", title=title, description=description, rows=24)


def _lay_out(network: pd.DataFrame, inner: list[str], node: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the words with their positions, and the edges between them.

    Args:
        network: As for `chart_collocation_network`.
        inner: The collocates of the node.
        node: The word in the middle.
    """
    positions = {node: (0.0, 0.0, 0)}
    angles = {word: 2 * math.pi * index / len(inner) for index, word in enumerate(inner)}
    for word, angle in angles.items():
        positions[word] = (*_on_circle(angle, _RADII[0]), 1)
    second = network[(network["step"] == 2) & network["node"].isin(inner)]
    for word in inner:
        collocates = second.loc[second["node"] == word, "collocate"]
        outer = [collocate for collocate in collocates if collocate not in positions][:_OUTER]
        sector = 2 * math.pi / len(inner) / max(len(outer), 1)
        for index, collocate in enumerate(outer):
            angle = angles[word] + (index - (len(outer) - 1) / 2) * sector
            positions[collocate] = (*_on_circle(angle, _RADII[1]), 2)
    kept = network[network["node"].isin(list(positions)) & network["collocate"].isin(list(positions))]
    # Of two words that are each other's collocates one line is enough.
    pairs = [tuple(sorted(pair)) for pair in zip(kept["node"], kept["collocate"], strict=True)]
    kept = kept[~pd.Series(pairs, index=kept.index).duplicated()]
    edges = kept[["node", "collocate", "count", "log_dice"]].assign(
        x=[round(positions[word][0], 4) for word in kept["node"]],
        y=[round(positions[word][1], 4) for word in kept["node"]],
        x2=[round(positions[word][0], 4) for word in kept["collocate"]],
        y2=[round(positions[word][1], 4) for word in kept["collocate"]],
    )
    places = pd.DataFrame(
        [(word, *position) for word, position in positions.items()], columns=["term", "x", "y", "step"]
    )
    return places.round(4), edges


def _on_circle(angle: float, radius: float) -> tuple[float, float]:
    """Return the point of a circle at an angle, clockwise from the top."""
    return radius * math.sin(angle), radius * math.cos(angle)
