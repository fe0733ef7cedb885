"""Charts of how well finders of attributions agree with annotators, and of their confidence."""

from __future__ import annotations

import altair as alt
import pandas as pd

from analysis.text import listed
from analysis.views._html import Html, say
from analysis.views.charts._theme import NEUTRAL, NO_TABLE, Chart, colour_scale, style

_FINDERS = ("model", "rules")

_NOTHING = "There is no attribution to score."


def chart_scores(scores: pd.DataFrame, *, name: str, what: str) -> Chart | Html:
    """Draw the F1 of each finder by class of attribution.

    Args:
        scores: From `compare_scores`: `class`, `finder`, `precision`, `recall`, `f1`, `gold`.
        name: The name of the chart in addresses of the page.
        what: What is scored, as the title begins.
    """
    data = scores.dropna(subset=["f1"])
    if data.empty:
        return say(_NOTHING)
    title = f"{what}: F1 of {_describe_scores(data)}"
    rows = data[["class", "finder", "precision", "recall", "f1", "gold"]]
    return _draw_bars(rows, "class", "f1", "F1", name=name, title=title)


def chart_news(scores: pd.DataFrame) -> Chart | Html:
    """Draw the recall of each finder by the outlet or genre of the news.

    Args:
        scores: From `score_news`: `news`, `finder`, `recall`, `articles`, `gold`.
    """
    data = scores.dropna(subset=["recall"])
    if data.empty:
        return say(_NOTHING)
    own = data[data["finder"] == data["finder"].iloc[0]].sort_values("recall", kind="stable")
    worst, best = own.iloc[0], own.iloc[-1]
    low, high = f"{worst['recall']:.0f}%", f"{best['recall']:.0f}%"
    share = f"{low} to {high} by news" if low != high else high
    title = f"Attributions found: {share} ({best['finder']})"
    rows = data[["news", "finder", "recall", "articles", "gold"]]
    return _draw_bars(rows, "news", "recall", "recall", name="scores-by-news", title=title)


def _draw_bars(
    rows: pd.DataFrame, by: str, measure: str, measured: str, *, name: str, title: str
) -> Chart | Html:
    """Draw a measure in per cent as bars, those of each finder side by side; every other column is a tooltip's."""
    groups = list(dict.fromkeys(rows[by]))
    titles = {"finder": "found by", "f1": "F1", "gold": "in the gold"}
    chart = (
        alt.Chart(rows.round(1))
        .mark_bar()
        .encode(
            x=alt.X(
                f"{measure}:Q",
                title=f"{measured} (%)",
                scale=alt.Scale(domain=[0, 100]),
                axis=alt.Axis(values=list(range(0, 101, 20))),
            ),
            y=alt.Y(f"{by}:N", sort=groups, title=""),
            yOffset=alt.YOffset("finder:N", sort=list(_FINDERS)),
            color=alt.Color("finder:N", title="found by", sort=list(_FINDERS), scale=colour_scale(_FINDERS)),
            tooltip=[alt.Tooltip(column, title=titles.get(column, column)) for column in rows.columns],
        )
    )
    return style(
        chart.properties(usermeta=NO_TABLE),
        name=name,
        title=title,
        description=f"Bars of {measured} by {by} and finder. {title}.",
        rows=len(groups) * len(_FINDERS) + 1,
        row_height=18,
    )


def _describe_scores(scores: pd.DataFrame) -> str:
    """Return the F1 of each finder over all attributions, or without such a row that of its best and worst class."""
    overall = scores[scores["class"] == "all"]
    if len(overall):
        return listed(f"{f1:.1f} ({name})" for name, f1 in zip(overall["finder"], overall["f1"], strict=True))
    name = scores["finder"].iloc[0]
    ranked = scores[scores["finder"] == name].sort_values(["f1", "class"], ascending=[False, True])
    best, worst = ranked.iloc[0], ranked.iloc[-1]
    sentence = f"{best['f1']:.1f} with {best['class']} cues"
    return (
        sentence if len(ranked) == 1 else f"{sentence}, {worst['f1']:.1f} with {worst['class']} ones ({name})"
    )


def chart_reliability(reliability: pd.DataFrame) -> Chart | Html:
    """Draw the share of attributions that is right, by confidence.

    Args:
        reliability: From `check_confidence`: `finder`, `mean_confidence`, `share_right`, `ci_low`, `ci_high`,
            `attributions`.
    """
    if reliability.empty:
        return say(_NOTHING)
    data = reliability.round(4)
    colour = alt.Color("finder:N", title="found by", sort=list(_FINDERS), scale=colour_scale(_FINDERS))
    ticks = alt.Axis(values=[fifths / 5 for fifths in range(6)])
    x = alt.X("mean_confidence:Q", title="mean confidence", scale=alt.Scale(domain=[0, 1]), axis=ticks)
    base = alt.Chart(data)
    ideal = alt.Chart(alt.InlineData(values=[{"at": 0}, {"at": 1}])).mark_line(
        strokeDash=[4, 4], color=NEUTRAL, strokeWidth=1
    )
    layers = [
        ideal.encode(x=alt.X("at:Q", title="mean confidence"), y=alt.Y("at:Q", title="share right")),
        base.mark_rule().encode(
            x=x, y=alt.Y("ci_low:Q", title="share right"), y2=alt.Y2("ci_high:Q"), color=colour
        ),
        base.mark_point(filled=True, opacity=1).encode(
            x=x,
            y=alt.Y("share_right:Q", title="share right", scale=alt.Scale(domain=[0, 1])),
            color=colour,
            size=alt.Size("attributions:Q", title="attributions", scale=alt.Scale(range=[30, 300])),
            tooltip=[
                alt.Tooltip("finder:N", title="found by"),
                alt.Tooltip("mean_confidence:Q", format=".2f"),
                alt.Tooltip("share_right:Q", format=".2f"),
                alt.Tooltip("attributions:Q"),
            ],
        ),
    ]
    title = "On the dashed line, confidence is the share that is right"
    description = f"Reliability diagram: share right against mean confidence, by finder. {title}."
    chart = alt.layer(*layers).properties(usermeta=NO_TABLE)
    return style(chart, name="reliability", title=title, description=description)
