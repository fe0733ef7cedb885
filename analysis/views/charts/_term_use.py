"""How are words used, and how does that change? Charts of company, of time and of the whole vocabulary."""

from __future__ import annotations

import math

import altair as alt
import pandas as pd

from analysis.views.charts._theme import Chart, colour_scale, empty_chart, style
from analysis.views.readers._quotes import say
from analysis.views.tables._table import Html

#: More periods than this are points that cannot be told apart; the last ones are drawn.
_PERIODS = 400

#: Collocates drawn of the word in the middle and, around each of these, of its own.
_INNER, _OUTER = 10, 3

#: Distance of the two rings from the middle, and the frame that holds them with their labels.
_RINGS = (1.0, 1.75)
_WIDE, _HIGH = 2.25, 1.95


def chart_timeline(timeline: pd.DataFrame) -> Chart | Html:
    """Draw the rates of some terms over time with their intervals: how did the use change?

    Args:
        timeline: From `term_timeline`.

    Returns:
        A chart; where there are not two periods with articles, a sentence that says so.
    """
    dated = timeline[timeline["start"].notna() & (timeline["words"] > 0)]
    periods = dated["period"].nunique()
    undated = timeline[timeline["start"].isna()].drop_duplicates("period")["articles"].sum()
    tail = f" {undated:,} articles without a date are left out of it." if undated else ""
    if periods < 2:
        known = int(dated.drop_duplicates("period")["articles"].sum())
        have = "has" if known == 1 else "have"
        said = f"The dates cannot tell: {known:,} of {known + undated:,} articles {have} one"
        return say(said + (", all in one period." if known > 1 else "."))
    ends = sorted(timeline["start"].dropna().unique())[-_PERIODS:]
    data = timeline[timeline["start"].isin(ends)].drop(columns="ci_note")
    data = data.assign(start=data["start"].dt.strftime("%Y-%m-%d"))
    terms = list(dict.fromkeys(data["term"]))
    top = dated.iloc[int(dated["per_10k"].to_numpy().argmax())]
    title = f"“{top['term']}” is most frequent in {top['period']}: {top['per_10k']:,.0f} in 10,000 words"
    base = alt.Chart(data).encode(
        x=alt.X("start:T", title="", axis=alt.Axis(labelOverlap=True)),
        # The legend would take the paleness of the bands; it names lines.
        color=alt.Color(
            "term:N", title="term", scale=colour_scale(terms), legend=alt.Legend(symbolOpacity=1)
        ),
    )
    band = base.mark_area(opacity=0.15).encode(
        y=alt.Y("ci_low:Q", title="occurrences per 10,000 words"), y2="ci_high:Q"
    )
    line = base.mark_line(point={"size": 45}, cursor="pointer").encode(
        y="per_10k:Q",
        tooltip=[
            alt.Tooltip("term:N"),
            alt.Tooltip("period:N"),
            alt.Tooltip("per_10k:Q", title="per 10,000 words", format=",.1f"),
            alt.Tooltip("count:Q", title="occurrences"),
            alt.Tooltip("articles:Q", title="articles"),
            alt.Tooltip("words:Q", title="words", format=","),
        ],
    )
    described = (
        f"Lines of {len(terms)} terms over {len(ends)} periods, with 95 % intervals where known. {title}."
    )
    chart: Chart = alt.layer(band, line)
    return style(chart, name="timeline", title=title + "." + tail, description=described)


def chart_collocation_network(network: pd.DataFrame, node: str) -> Chart | Html:
    """Draw the collocates of a word around it, and theirs around them: what company does it keep?

    The layout follows from the table: the strongest collocate stands at the top, the others clockwise.

    Args:
        network: From `collocation_network`, of one or two steps.
        node: The word in the middle.

    Example:
        >>> from analysis.terms import collocation_network
        >>> network = collocation_network(annotated, "talk", min_count=2)
        >>> chart_collocation_network(network, "talk").to_dict()["name"]
        'collocation-network'
    """
    first = network[network["step"] == 1].head(_INNER)
    if first.empty:
        return say(f"No word stands near “{node}” often enough to be its collocate.")
    places, edges = _lay_out(network, first, node)
    strongest = first.iloc[0]
    title = f"“{node}” goes with “{strongest['collocate']}” most of all"
    frame = {
        "x": alt.Scale(domain=[-_WIDE, _WIDE], nice=False),
        "y": alt.Scale(domain=[-_HIGH, _HIGH], nice=False),
    }
    x = alt.X("x:Q", axis=None, scale=frame["x"])
    y = alt.Y("y:Q", axis=None, scale=frame["y"])
    lines = (
        alt.Chart(edges)
        .mark_rule(color="#777777", opacity=0.6)
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
            "step:O", scale=alt.Scale(domain=[0, 1, 2], range=["#d55e00", "#0072b2", "#777777"]), legend=None
        ),
        tooltip=[alt.Tooltip("term:N")],
    )
    above = words.mark_text(dy=-13, fontSize=12, cursor="pointer").encode(
        text="term:N", tooltip=alt.value(None)
    )
    described = f"Network of {len(places)} words. Next to {node}: {', '.join(first['collocate'])}."
    # The table of the network, beside it, has the numbers.
    chart: Chart = alt.layer(lines, dots, above).properties(usermeta={"table": False})
    return style(chart, name="collocation-network", title=title, description=described, rows=24)


def _lay_out(network: pd.DataFrame, first: pd.DataFrame, node: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the words with their places, and the edges between words that have one."""
    inner = list(dict.fromkeys(first["collocate"]))
    place = {node: (0.0, 0.0, 0)}
    turn = {word: 2 * math.pi * i / len(inner) for i, word in enumerate(inner)}
    for word, angle in turn.items():
        place[word] = (*_around(angle, _RINGS[0]), 1)
    second = network[(network["step"] == 2) & network["node"].isin(inner)]
    for word in inner:
        own = [c for c in second.loc[second["node"] == word, "collocate"] if c not in place][:_OUTER]
        for i, outer in enumerate(own):
            sector = 2 * math.pi / len(inner) / max(len(own), 1)
            place[outer] = (*_around(turn[word] + (i - (len(own) - 1) / 2) * sector, _RINGS[1]), 2)
    kept = network[network["node"].isin(list(place)) & network["collocate"].isin(list(place))]
    # Of two words that are each other's collocates one line is enough.
    pair = [tuple(sorted(p)) for p in zip(kept["node"], kept["collocate"], strict=True)]
    kept = kept[~pd.Series(pair, index=kept.index).duplicated()]
    edges = kept[["node", "collocate", "count", "log_dice"]].assign(
        x=[round(place[n][0], 4) for n in kept["node"]],
        y=[round(place[n][1], 4) for n in kept["node"]],
        x2=[round(place[c][0], 4) for c in kept["collocate"]],
        y2=[round(place[c][1], 4) for c in kept["collocate"]],
    )
    places = pd.DataFrame(
        [(word, *where) for word, where in place.items()], columns=["term", "x", "y", "step"]
    )
    return places.round(4), edges


def _around(angle: float, distance: float) -> tuple[float, float]:
    return distance * math.sin(angle), distance * math.cos(angle)


def chart_zipf(ranks: pd.DataFrame, *, words: int) -> Chart:
    """Draw frequency by rank on two logarithmic scales: how fast do the frequencies fall off?

    Args:
        ranks: From `rank_frequencies` with at most some hundred points.
        words: Different words in all.

    Example:
        >>> from analysis.terms import count_terms, rank_frequencies
        >>> counts = count_terms(annotated, stop_words=None)
        >>> chart_zipf(rank_frequencies(counts), words=2076).to_dict()["name"]
        'zipf'
    """
    if ranks.empty:
        return empty_chart("Frequency by rank", "There are no words.")
    ten = ranks[ranks["rank"] <= 10].iloc[-1]
    title = f"The {int(ten['rank'])} commonest words make up {ten['coverage']:.0%} of all"
    chart = (
        alt.Chart(ranks[["rank", "term", "count", "coverage"]])
        .mark_circle(size=40, opacity=0.7, color="#0072b2")
        .encode(
            x=alt.X("rank:Q", title="rank (log scale)", scale=alt.Scale(type="log")),
            y=alt.Y("count:Q", title="occurrences (log scale)", scale=alt.Scale(type="log")),
            tooltip=[
                alt.Tooltip("term:N"),
                alt.Tooltip("rank:Q"),
                alt.Tooltip("count:Q", title="occurrences"),
                alt.Tooltip("coverage:Q", title="with all before it", format=".1%"),
            ],
        )
    )
    described = f"Occurrences of {words:,} words by rank, both on log scales. {title}."
    return style(chart, name="zipf", title=title, description=described)
