"""How good are the finders of attributions? Charts of scores and reliability, and errors in their context."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from html import escape
from typing import Any

import altair as alt
import pandas as pd

from analysis.text import Span, listed
from analysis.views.charts._quotes import TABLE_FOLLOWS
from analysis.views.charts._theme import Chart, colour_scale, empty_chart, style
from analysis.views.readers._article import Mark, mark_text
from analysis.views.tables._table import Html

FINDERS = ("model", "rules")

#: Code points of the article shown on either side of an error.
_CONTEXT = 160

_NOTHING = "There is no attribution to score."
_ERRORS = {
    "spurious": "Found, but not in the gold",
    "wrong source": "Found, with the wrong source",
    "missed": "Missed",
}


def chart_scores(scores: pd.DataFrame, *, name: str, what: str) -> Chart:
    """Draw the F1 of each finder by class of attribution: where is the one better than the other?

    Args:
        scores: From `compare_scores`: `class`, `finder`, `precision`, `recall`, `f1`, `gold`.
        name: What the chart is called in addresses of the page.
        what: What is scored, for the description.
    """
    data = scores.dropna(subset=["f1"])
    if data.empty:
        return empty_chart("How good are they?", _NOTHING)
    classes = list(dict.fromkeys(scores["class"]))
    title = f"{what}: F1 of {_in_words(data)}"
    shown = data[["class", "finder", "precision", "recall", "f1", "gold"]].round(1)
    chart = (
        alt.Chart(shown)
        .mark_bar()
        .encode(
            x=alt.X(
                "f1:Q",
                title="F1, per cent",
                scale=alt.Scale(domain=[0, 100]),
                axis=alt.Axis(values=list(range(0, 101, 20))),
            ),
            y=alt.Y("class:N", sort=classes, title=""),
            yOffset=alt.YOffset("finder:N", sort=list(FINDERS)),
            color=alt.Color("finder:N", title="found by", sort=list(FINDERS), scale=colour_scale(FINDERS)),
            tooltip=[
                alt.Tooltip("class:N"),
                alt.Tooltip("finder:N", title="found by"),
                alt.Tooltip("precision:Q"),
                alt.Tooltip("recall:Q"),
                alt.Tooltip("f1:Q", title="F1"),
                alt.Tooltip("gold:Q", title="in the gold"),
            ],
        )
    )
    described = f"Bars of F1 by class and finder. {title}."
    chart = chart.properties(usermeta=TABLE_FOLLOWS)
    return style(
        chart,
        name=name,
        title=title,
        description=described,
        rows=len(classes) * len(FINDERS) + 1,
        row_height=18,
    )


def _in_words(scores: pd.DataFrame) -> str:
    """Return the finders' F1 for all attributions, or where these are not there, the best and the worst class."""
    whole = scores[scores["class"] == "all"]
    if len(whole):
        return listed(f"{f1:.1f} ({name})" for name, f1 in zip(whole["finder"], whole["f1"], strict=True))
    name = scores["finder"].iloc[0]
    ranked = scores[scores["finder"] == name].sort_values(["f1", "class"], ascending=[False, True])
    best, worst = ranked.iloc[0], ranked.iloc[-1]
    said = f"{best['f1']:.1f} with {best['class']} cues"
    return said if len(ranked) == 1 else f"{said}, {worst['f1']:.1f} with {worst['class']} ones ({name})"


def chart_reliability(reliability: pd.DataFrame) -> Chart:
    """Draw how often attributions of each confidence are right: does confidence mean what it says?

    Args:
        reliability: From `check_confidence`: `finder`, `mean_confidence`, `share_right`, `ci_low`, `ci_high`,
            `attributions`.
    """
    if reliability.empty:
        return empty_chart("Does confidence mean what it says?", _NOTHING)
    data = reliability.round(4)
    colour = alt.Color("finder:N", title="found by", sort=list(FINDERS), scale=colour_scale(FINDERS))
    ticks = alt.Axis(values=[n / 5 for n in range(6)])
    x = alt.X("mean_confidence:Q", title="mean confidence", scale=alt.Scale(domain=[0, 1]), axis=ticks)
    base = alt.Chart(data)
    ideal = alt.Chart(alt.InlineData(values=[{"at": 0}, {"at": 1}])).mark_line(
        strokeDash=[4, 4], color="#777777", strokeWidth=1
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
    described = f"Reliability diagram: share right against mean confidence, by finder. {title}."
    chart = alt.layer(*layers).properties(usermeta=TABLE_FOLLOWS)
    return style(chart, name="reliability", title=title, description=described)


def read_errors(errors: pd.DataFrame, texts: Mapping[str, str], *, finder: str, top: int) -> Html:
    """Return errors in the article's words around them, each with its marks, sort by sort.

    Args:
        errors: From `find_errors`.
        texts: Article texts by `doc_id`.
        finder: Whose errors.
        top: Maximum number of each sort; the caption of each says how many there are.
    """
    own = errors[errors["finder"] == finder]
    parts = []
    for error, title in _ERRORS.items():
        table = own[own["error"] == error]
        shown = table.head(top)
        rest = f"; the first {len(shown):,} are shown" if len(shown) < len(table) else ""
        head = f'<summary>{escape(title)} <span class="facts">{len(table):,} in all{rest}</span></summary>'
        items = "".join(_error(record, texts[str(record["doc_id"])]) for record in shown.to_dict("records"))
        listed = f'<ol class="errors">{items}</ol>' if items else "<p>None.</p>"
        parts.append(
            f'<details class="reader"{" open" if error == "spurious" else ""}>{head}{listed}</details>'
        )
    plain = own.groupby("error", sort=False).size().to_dict()
    return Html("".join(parts), f"errors of {finder}: {plain}")


def _error(record: Mapping[Hashable, Any], text: str) -> str:
    roles = ("content", "cue", "source", "gold_source", "other")
    spans = {role: list(_spans(record[f"{role}_spans"])) for role in roles}
    marks = [Mark(s, e, f"content {record['kind']}", title="content") for s, e in spans["content"]]
    marks += [Mark(s, e, role, title=role) for role in ("cue", "source") for s, e in spans[role]]
    marks += [Mark(s, e, "gold", title="the right source") for s, e in spans["gold_source"]]
    other = "what was found" if record["error"] == "missed" else "what is in the gold"
    marks += [Mark(s, e, "gold", title=other) for s, e in spans["other"]]
    places = [place for role in roles[:4] for place in spans[role]]
    start = max(0, min(s for s, _ in places) - _CONTEXT)
    end = min(len(text), max(e for _, e in places) + _CONTEXT)
    before, after = "… " if start else "", " …" if end < len(text) else ""
    facts = [str(record["doc_id"]), str(record["kind"])]
    if record["confidence"] == record["confidence"]:  # not missing
        facts.append(f"confidence {record['confidence']:.2f}")
    if spans["other"]:
        facts.append(f"{other} there (framed) overlaps by less than half")
    if record["error"] == "wrong source":
        facts.append(f"source in the gold: {record['gold_source'] or 'none'}")
    told = f'<span class="facts">{escape(" · ".join(facts))}</span>'
    return f"<li>{told}<p>{before}{mark_text(text, start, end, marks)}{after}</p></li>"


def _spans(spans: object) -> Iterator[Span]:
    if isinstance(spans, Sequence):
        for start, end in spans:
            yield int(start), int(end)
