"""Charts of the most frequent terms and of those that set a part of the corpus apart."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pandas as pd

from analysis.views._short_names import short_names
from analysis.views.charts._theme import (
    AMOUNTS,
    BLUE,
    NEUTRAL,
    Chart,
    article_axis,
    empty_chart,
    label_axis,
    style,
)

#: More articles than this are columns and rows too narrow to read.
MAX_ARTICLES = 40

NO_TERMS = "No term is left after the stop list and the minimum count."


def chart_top_terms(frequencies: pd.DataFrame, *, unit: str = "terms", top: int = 30) -> Chart:
    """Draw the most frequent terms as bars.

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
        return empty_chart(f"The most frequent {unit}", NO_TERMS)
    first = data.iloc[0]
    title = f"“{first['term']}” leads the {unit}: {first['per_10k']:,.0f} in every 10,000 words"
    chart = (
        alt.Chart(data[["term", "count", "per_10k", "articles", "dispersion"]])
        .mark_bar(color=BLUE, cursor="pointer")
        .encode(
            x=alt.X("per_10k:Q", title="occurrences per 10,000 words"),
            y=alt.Y("term:N", sort=None, axis=label_axis()),
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
    description = (
        f"Bar chart of the {len(data)} most frequent {unit} per 10,000 words. The first are {words}."
    )
    return style(chart, name="top-terms", title=title, description=description, rows=len(data), row_height=19)


def chart_terms_by_article(by_article: pd.DataFrame, terms: Sequence[str], doc_ids: Sequence[str]) -> Chart:
    """Draw how often each article uses each term.

    Args:
        by_article: From `term_frequencies(…, by_article=True)`.
        terms: The terms to draw, in order.
        doc_ids: The articles, in the corpus's order; of more than 40 those that use the terms most are drawn.

    Example:
        >>> by_article = analysis.term_frequencies(annotated, by_article=True)
        >>> chart_terms_by_article(by_article, ["Korea", "Trump"], doc_ids).to_dict()["name"]
        'terms-by-article'
    """
    all_names = short_names(doc_ids)
    drawn = articles_with_most(by_article, terms, doc_ids, MAX_ARTICLES)
    names = {doc_id: all_names[doc_id] for doc_id in drawn}
    data = by_article[by_article["term"].isin(list(terms)) & by_article["doc_id"].isin(list(names))]
    if data.empty:
        return empty_chart("Terms by article", NO_TERMS)
    data = data.assign(article=data["doc_id"].map(names))[["term", "article", "doc_id", "count", "per_10k"]]
    data["per_10k"] = data["per_10k"].round(2)
    shared = int((data.groupby("term")["doc_id"].nunique() == len(names)).sum())
    articles = (
        "every article"
        if len(names) == len(doc_ids)
        else f"all of the {len(names)} articles that use them most"
    )
    title = f"{shared} of the {len(terms)} most frequent terms stand in {articles}"
    chart = (
        alt.Chart(data)
        .mark_rect(cursor="pointer")
        .encode(
            x=alt.X(
                "article:N", sort=list(names.values()), title="article", axis=article_axis(names.values())
            ),
            y=alt.Y("term:N", sort=list(terms), axis=label_axis()),
            color=alt.Color("per_10k:Q", title="per 10,000 words", scale=alt.Scale(scheme=AMOUNTS)),
            tooltip=[
                alt.Tooltip("term:N"),
                alt.Tooltip("doc_id:N", title="article"),
                alt.Tooltip("count:Q", title="occurrences"),
                alt.Tooltip("per_10k:Q", title="per 10,000 words", format=",.1f"),
            ],
        )
    )
    description = f"Grid of {len(terms)} terms by {len(names)} articles; darker is more frequent. {title}."
    return style(
        chart,
        name="terms-by-article",
        title=title,
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


def chart_keyness(keyness: pd.DataFrame, *, name: str, top: int = 15, colour: str | None = None) -> Chart:
    """Draw the log ratio of an article's key terms, with its interval.

    Args:
        keyness: From `keyness`, most distinctive first; terms more frequent in the target are drawn.
        name: The name of the target.
        top: Maximum number of terms.
        colour: The colour of the marks; where the target is an article, that of `article_colours`.

    Example:
        >>> chart_keyness(analysis.keyness(annotated, doc_ids[0]), name="000", top=5).to_dict()["name"]
        'keyness-000'
    """
    data = keyness[keyness["log_ratio"] > 0].head(top)
    heading = f"Terms that set {name} apart"
    if data.empty:
        return empty_chart(heading, "No term is more frequent here than in the other articles.")
    first = data.iloc[0]
    title = f"“{first['term']}” sets {name} apart most: {first['count_target']:.0f} times here, "
    title += f"{first['count_reference']:.0f} in all others"
    columns = ["term", "count_target", "count_reference", "log_likelihood", "p_value", "log_ratio"]
    source = alt.Chart(data[[*columns, "ci_low", "ci_high"]])
    base = source.encode(y=alt.Y("term:N", sort=None, axis=label_axis()))
    colour = colour or NEUTRAL
    bars = base.mark_rule(strokeWidth=2, color=colour).encode(
        x=alt.X("ci_low:Q", title="log ratio, with its 95 % interval"), x2="ci_high:Q"
    )
    points = base.mark_circle(size=70, opacity=1, color=colour, cursor="pointer").encode(
        x="log_ratio:Q",
        tooltip=[
            alt.Tooltip("term:N"),
            alt.Tooltip("count_target:Q", title="here"),
            alt.Tooltip("count_reference:Q", title="in the others"),
            alt.Tooltip("log_likelihood:Q", title="log-likelihood", format=".2f"),
            alt.Tooltip("p_value:Q", title="p", format=".2g"),
            alt.Tooltip("log_ratio:Q", title="log ratio", format=".2f"),
        ],
    )
    zero = source.mark_rule(strokeDash=[3, 3], color=NEUTRAL).encode(x=alt.datum(0))
    description = f"Log ratios of the {len(data)} terms by log-likelihood. {title}."
    return style(
        alt.layer(zero, bars, points),
        name=f"keyness-{name}",
        title=title,
        description=description,
        rows=len(data),
    )
