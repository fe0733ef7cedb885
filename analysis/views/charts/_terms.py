"""Charts of the most frequent terms, of terms by article, and of what sets the parts of a corpus apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from analysis.text import counted, counted_in_words, in_words
from analysis.views._html import Html, say
from analysis.views.charts._labels import article_axis, figures_where_they_fit, name_axis
from analysis.views.charts._theme import (
    AMOUNT,
    NEUTRAL,
    NO_TABLE,
    Chart,
    bar_scale,
    opacity_scale,
    style,
    with_values,
)

#: More articles than this are columns and rows too narrow to read, and more than that too narrow for figures.
MAX_ARTICLES, _MAX_FIGURES = 40, 8

NO_TERMS = "No term is left after the stop list and the minimum count."

#: Parts at most whose terms are drawn on one axis, and terms of each.
_MAX_PARTS, _PART_TERMS = 4, 10

#: Pixels beside the axis of terms, at most.
_MAX_BESIDE = 160

_BLANK = "\u2063"  # makes the label of a row unique and is not seen


def chart_top_terms(frequencies: pd.DataFrame, *, unit: str = "terms", top: int = 30) -> Chart | Html:
    """Draw the most frequent terms as bars, with their occurrences.

    Args:
        frequencies: From `term_frequencies`, in its order.
        unit: What is counted, in the plural, for titles ("lemmas").
        top: Maximum number of terms.

    Example:
        >>> chart_top_terms(analysis.term_frequencies(annotated), top=10).to_dict()["name"]
        'top-terms'
    """
    data = frequencies.head(top)
    if data.empty:
        return say(NO_TERMS)
    first = data.iloc[0]
    title = f"“{first['term']}” is most frequent: {counted(int(first['count']), 'occurrence')}, "
    title += f"{first['per_10k']:,.0f} per 10,000 words"
    bars = (
        alt.Chart(data[["term", "count", "per_10k", "articles", "dispersion"]])
        .mark_bar(color=AMOUNT, cursor="pointer")
        .encode(
            x=alt.X("count:Q", title="occurrences", scale=bar_scale(), axis=alt.Axis(tickMinStep=1)),
            y=alt.Y("term:N", sort=None, axis=name_axis(data["term"])),
            tooltip=[
                alt.Tooltip("term:N"),
                alt.Tooltip("count:Q", title="occurrences"),
                alt.Tooltip("per_10k:Q", title="per 10,000 words", format=",.1f"),
                alt.Tooltip("articles:Q", title="articles"),
                alt.Tooltip("dispersion:Q", title="dispersion (DP)", format=".2f"),
            ],
        )
    )
    leading = zip(data["term"].head(5), data["count"].head(5), strict=True)
    words = ", ".join(f"{term} ({count})" for term, count in leading)
    description = f"Bar chart of the {len(data)} most frequent {unit}. The first are {words}."
    chart = with_values(bars, "count:Q", alt.Text("count:Q", format=","))
    return style(chart, name="top-terms", title=title, description=description, rows=len(data), row_height=19)


def chart_terms_by_article(
    by_article: pd.DataFrame, terms: Sequence[str], names: Mapping[str, str]
) -> Chart | Html:
    """Draw how often each article uses each term.

    Args:
        by_article: From `term_frequencies(…, by_article=True)`.
        terms: The terms to draw, in order.
        names: Short names of all articles, in the corpus's order; of more than 40 those that use the terms most are
            drawn.

    Example:
        >>> by_article = analysis.term_frequencies(annotated, by_article=True)
        >>> names = short_names(corpus)
        >>> chart_terms_by_article(by_article, ["North Korea", "Trump"], names).to_dict()["name"]
        'terms-by-article'
    """
    drawn = articles_with_most(by_article, terms, list(names), MAX_ARTICLES)
    columns = {doc_id: names[doc_id] for doc_id in drawn}
    data = by_article[by_article["term"].isin(list(terms)) & by_article["doc_id"].isin(drawn)]
    if data.empty:
        return say(NO_TERMS)
    if len(names) == 1:
        return say("There is one article, so there is nothing to compare.")
    data = data.assign(article=data["doc_id"].map(columns))[["term", "article", "count", "per_10k"]]
    data["per_10k"] = data["per_10k"].round(2)
    shared = int((data.groupby("term")["article"].nunique() == len(drawn)).sum())
    articles = "every article" if len(drawn) == len(names) else f"all of the {len(drawn)} articles drawn"
    some = in_words(shared).capitalize() if shared else "None"
    title = f"{some} of the {in_words(len(terms))} most frequent terms "
    title += f"{'are' if shared > 1 else 'is'} in {articles}"
    if shared == len(terms) > 1:
        title = f"All {in_words(shared)} most frequent terms are in {articles}"
    base = alt.Chart(data).encode(
        x=alt.X("article:N", sort=list(columns.values()), title="", axis=article_axis(columns.values())),
        y=alt.Y("term:N", sort=list(terms), axis=name_axis(terms)),
    )
    has_figures = len(drawn) <= _MAX_FIGURES
    cells = base.mark_rect(color=AMOUNT, cursor="pointer").encode(
        fillOpacity=alt.FillOpacity(
            "per_10k:Q",
            title="per 10,000 words",
            scale=opacity_scale(float(data["per_10k"].max())),
            legend=None if has_figures else alt.Legend(symbolType="square", tickCount=3),
        ),
        tooltip=[
            alt.Tooltip("term:N"),
            alt.Tooltip("article:N"),
            alt.Tooltip("count:Q", title="occurrences"),
            alt.Tooltip("per_10k:Q", title="per 10,000 words", format=",.1f"),
        ],
    )
    figures = base.mark_text(fontSize=11, opacity=figures_where_they_fit(len(drawn))).encode(
        text=alt.Text("count:Q", format=",")
    )
    description = (
        f"Grid of {len(terms)} terms by {len(drawn)} articles; stronger cells are higher rates. {title}."
    )
    return style(
        alt.layer(cells, *([figures] if has_figures else [])),
        name="terms-by-article",
        title=f"{title}. Figures are occurrences, shades are rates." if has_figures else title,
        description=description,
        rows=len(terms) + 1,
        row_height=19,
    )


def articles_with_most(
    places: pd.DataFrame, terms: Sequence[str], doc_ids: Sequence[str], top: int
) -> list[str]:
    """Return at most `top` articles, those in which the terms occur most, in the corpus's order."""
    if len(doc_ids) <= top:
        return list(doc_ids)
    occurrences = places[places["term"].isin(list(terms))]
    totals = (
        occurrences.groupby("doc_id")["count"].sum()
        if "count" in occurrences
        else occurrences["doc_id"].value_counts()
    )
    order = sorted(doc_ids, key=lambda doc_id: (-int(totals.get(doc_id, 0)), doc_id))
    kept = set(order[:top])
    return [doc_id for doc_id in doc_ids if doc_id in kept]


def chart_keyness(keyness: pd.DataFrame, parts: Sequence[str], names: Mapping[str, str]) -> Chart | Html:
    """Draw the log ratio of the key terms of some parts of a corpus, with its interval, on one axis.

    Terms whose interval holds 0, which may well be no more frequent here, are grey.

    Args:
        keyness: From `keyness_by_group`, most distinctive first; terms more frequent in their part are drawn.
        parts: The parts to draw, in order; the first four are.
        names: Names of the parts, where they are articles.

    Example:
        >>> from analysis.terms import count_terms, keyness_by_group
        >>> keyness = keyness_by_group(count_terms(annotated))
        >>> chart_keyness(keyness, doc_ids, short_names(corpus)).to_dict()["name"]
        'keyness'
    """
    if keyness.empty:
        return say("With one article, outlet or time there is nothing to compare.")
    above = keyness[keyness["log_ratio"] > 0]
    panels = [(part, above[above["group"] == part].head(_PART_TERMS)) for part in parts[:_MAX_PARTS]]
    panels = [(part, terms) for part, terms in panels if len(terms)]
    if not panels:
        return say("No term is more frequent in one part of the corpus than in the rest.")
    rows, heads = [], []
    for number, (part, terms) in enumerate(panels):
        clear = int((terms["ci_low"] > 0).sum())
        head = f"{names.get(part, part)}: {clear} of {len(terms)} clear"
        heads.append({"row": _BLANK * (number + 1), "head": head})
        rows.append(terms.assign(part=names.get(part, part), row=terms["term"] + _BLANK * (number + 1)))
    data = pd.concat(rows)
    data = data.assign(clear=data["ci_low"] > 0)
    clear = int(data["clear"].sum())
    title = f"{in_words(clear).capitalize()} of {counted_in_words(len(data), 'term', begins=False)} "
    title += f"{'is' if clear == 1 else 'are'} clearly more frequent in one part"
    title += "; the intervals of the grey ones include 0" if clear < len(data) else ""
    if clear == len(data) > 1:
        title = f"All {in_words(clear)} terms are clearly more frequent in one part"
    if not clear:
        title = "No term is clearly more frequent in one part: every interval includes 0"
    order = [label for head, terms in zip(heads, rows, strict=True) for label in (head["row"], *terms["row"])]
    description = (
        f"Log ratios of {len(data)} terms in {counted(len(panels), 'part')}, each with its 95% interval. "
    )
    description += f"{'; '.join(head['head'] for head in heads)}."
    return style(
        _keyness_layers(data, pd.DataFrame(heads), order),
        name="keyness",
        title=title,
        description=description,
        rows=len(order),
    )


def _keyness_layers(
    data: pd.DataFrame, heads: pd.DataFrame, order: list[str]
) -> alt.LayerChart | alt.FacetChart:
    """Return the terms of each part below the part's name."""
    columns = [
        "part",
        "term",
        "row",
        "clear",
        "count_target",
        "count_reference",
        "log_likelihood",
        "p_adjusted",
    ]
    source = alt.Chart(data[[*columns, "log_ratio", "ci_low", "ci_high"]])
    axis = name_axis(order)
    axis.domain = False
    # The head of a part begins where the terms do: its own label is blank, and on a phone it needs the room.
    beside = min(8 * int(data["term"].str.len().max()), _MAX_BESIDE)
    axis.minExtent = axis.maxExtent = beside
    y = alt.Y("row:N", sort=order, scale=alt.Scale(domain=order), axis=axis)
    colour = alt.condition(alt.datum.clear, alt.value(AMOUNT), alt.value(NEUTRAL))
    x_title = "log ratio, 95% interval"
    bars = source.mark_rule(strokeWidth=2).encode(
        y=y, x=alt.X("ci_low:Q", title=x_title), x2="ci_high:Q", color=colour
    )
    points = source.mark_circle(size=70, opacity=1, cursor="pointer").encode(
        y=y,
        x="log_ratio:Q",
        color=colour,
        tooltip=[
            alt.Tooltip("term:N"),
            alt.Tooltip("part:N"),
            alt.Tooltip("count_target:Q", title="here"),
            alt.Tooltip("count_reference:Q", title="in the rest"),
            alt.Tooltip("log_ratio:Q", title="log ratio", format=".2f"),
            alt.Tooltip("log_likelihood:Q", title="log-likelihood", format=".2f"),
            alt.Tooltip("p_adjusted:Q", title="adjusted p", format=".2g"),
        ],
    )
    zero = alt.Chart(alt.InlineData(values=[{}])).mark_rule(strokeDash=[3, 3], color=NEUTRAL)
    parts = alt.Chart(heads).mark_text(align="left", fontWeight=600)
    layers = alt.layer(
        zero.encode(x=alt.datum(0)),
        bars,
        points,
        parts.encode(y=y, x=alt.value(-beside), text="head:N"),
    )
    # The table below has the numbers of all these terms.
    return layers.properties(usermeta=NO_TABLE)
