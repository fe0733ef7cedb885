"""What is the coverage about, what sets each article apart, and where do its words stand? Charts of terms."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from analysis.views._short_names import short_names
from analysis.views.charts._theme import (
    AMOUNTS,
    LABEL_PIXELS,
    Chart,
    article_axis,
    colour_scale,
    empty_chart,
    style,
)

#: Room for a label beside its point: decades of occurrences, and dispersion.
_LABEL_WIDE, _LABEL_HIGH = 0.35, 0.06

#: Terms that a scatter plot names.
_NAMED = 12

#: More articles than this are columns and rows too narrow to read.
_ARTICLES = 40

#: Ticks of a concordance plot: more than this can neither be told apart nor fit into a page beside all else.
_TICKS = 1_200

_NO_TERMS = "No term is left after the stop list and the minimum count."


def _term_axis(title: str) -> alt.Axis:
    return alt.Axis(title=title, labelLimit=LABEL_PIXELS)


def chart_top_terms(frequencies: pd.DataFrame, *, unit: str = "terms", top: int = 30) -> Chart:
    """Draw the most frequent terms as bars: which does the coverage use most?

    Args:
        frequencies: From `term_frequencies`, in its order.
        unit: What is counted, in the plural, for titles ("lemmas").
        top: How many to draw.

    Example:
        >>> chart_top_terms(analysis.term_frequencies(annotated), top=10).to_dict()["name"]
        'top-terms'
    """
    data = frequencies.head(top)
    if data.empty:
        return empty_chart(f"The most frequent {unit}", _NO_TERMS)
    first = data.iloc[0]
    title = f"“{first['term']}” leads the {unit}: {first['per_10k']:,.0f} in every 10,000 words"
    chart = (
        alt.Chart(data[["term", "count", "per_10k", "articles", "dispersion"]])
        .mark_bar(color="#0072b2", cursor="pointer")
        .encode(
            x=alt.X("per_10k:Q", title="occurrences per 10,000 words"),
            y=alt.Y("term:N", sort=None, axis=_term_axis("")),
            tooltip=[
                alt.Tooltip("term:N"),
                alt.Tooltip("count:Q", title="occurrences"),
                alt.Tooltip("per_10k:Q", title="per 10,000 words", format=",.1f"),
                alt.Tooltip("articles:Q", title="articles"),
                alt.Tooltip("dispersion:Q", title="dispersion (DP)", format=".2f"),
            ],
        )
    )
    words = ", ".join(f"{t} ({c})" for t, c in zip(data["term"].head(5), data["count"].head(5), strict=True))
    described = f"Bar chart of the {len(data)} most frequent {unit} per 10,000 words. The first are {words}."
    return style(chart, name="top-terms", title=title, description=described, rows=len(data), row_height=19)


def chart_terms_by_article(by_article: pd.DataFrame, terms: Sequence[str], doc_ids: Sequence[str]) -> Chart:
    """Draw how often each article uses each term: is a frequent term everyone's or one article's?

    Args:
        by_article: From `term_frequencies(…, by_article=True)`.
        terms: The terms to draw, in order.
        doc_ids: The articles, in the corpus's order; of more than 40 those that use the terms most are drawn.

    Example:
        >>> by_article = analysis.term_frequencies(annotated, by_article=True)
        >>> chart_terms_by_article(by_article, ["Korea", "Trump"], doc_ids).to_dict()["name"]
        'terms-by-article'
    """
    called = short_names(doc_ids)
    names = {doc_id: called[doc_id] for doc_id in _foremost(by_article, terms, doc_ids, _ARTICLES)}
    data = by_article[by_article["term"].isin(list(terms)) & by_article["doc_id"].isin(list(names))]
    if data.empty:
        return empty_chart("Terms by article", _NO_TERMS)
    data = data.assign(article=data["doc_id"].map(names))[["term", "article", "doc_id", "count", "per_10k"]]
    data["per_10k"] = data["per_10k"].round(2)
    shared = int((data.groupby("term")["doc_id"].nunique() == len(names)).sum())
    whose = (
        "every article"
        if len(names) == len(doc_ids)
        else f"all of the {len(names)} articles that use them most"
    )
    title = f"{shared} of the {len(terms)} most frequent terms stand in {whose}"
    chart = (
        alt.Chart(data)
        .mark_rect(cursor="pointer")
        .encode(
            x=alt.X(
                "article:N", sort=list(names.values()), title="article", axis=article_axis(names.values())
            ),
            y=alt.Y("term:N", sort=list(terms), axis=_term_axis("")),
            color=alt.Color("per_10k:Q", title="per 10,000 words", scale=alt.Scale(scheme=AMOUNTS)),
            tooltip=[
                alt.Tooltip("term:N"),
                alt.Tooltip("doc_id:N", title="article"),
                alt.Tooltip("count:Q", title="occurrences"),
                alt.Tooltip("per_10k:Q", title="per 10,000 words", format=",.1f"),
            ],
        )
    )
    described = f"Grid of {len(terms)} terms by {len(names)} articles; darker is more frequent. {title}."
    return style(
        chart, name="terms-by-article", title=title, description=described, rows=len(terms) + 1, row_height=19
    )


def _foremost(places: pd.DataFrame, terms: Sequence[str], doc_ids: Sequence[str], most: int) -> list[str]:
    """Return the articles to draw, in the corpus's order: all where they are few, else those with most of the terms."""
    if len(doc_ids) <= most:
        return list(doc_ids)
    mine = places[places["term"].isin(list(terms))]
    total = mine.groupby("doc_id")["count"].sum() if "count" in mine else mine["doc_id"].value_counts()
    order = sorted(doc_ids, key=lambda doc_id: (-int(total.get(doc_id, 0)), doc_id))
    kept = set(order[:most])
    return [doc_id for doc_id in doc_ids if doc_id in kept]


def _within(counts: pd.Series[int], doc_ids: Sequence[str], most: int) -> list[str]:
    """Return those of some articles with the most occurrences that hold `most` of them together; one in any case."""
    order = sorted(doc_ids, key=lambda doc_id: (-int(counts.get(doc_id, 0)), doc_id))
    held, kept = 0, set(order[:1])
    for doc_id in order:
        held += int(counts.get(doc_id, 0))
        if held > most:
            break
        kept.add(doc_id)
    return [doc_id for doc_id in doc_ids if doc_id in kept]


def chart_dispersion(frequencies: pd.DataFrame) -> Chart:
    """Draw frequency against dispersion: which frequent terms belong to few articles?

    Args:
        frequencies: From `term_frequencies`; at most its first 500 rows are drawn, and the most frequent of them named.

    Example:
        >>> chart_dispersion(analysis.term_frequencies(annotated)).to_dict()["name"]
        'dispersion'
    """
    data = frequencies.head(500)[["term", "count", "articles", "dispersion"]].dropna()
    if data.empty:
        return empty_chart("Frequency and dispersion", _NO_TERMS)
    even = data.head(_NAMED).sort_values("dispersion", kind="stable").iloc[0]
    title = f"Of the frequent terms, “{even['term']}” is spread most evenly (DP {even['dispersion']:.2f})"
    base = alt.Chart(data).encode(
        x=alt.X("count:Q", title="occurrences (log scale)", scale=alt.Scale(type="log", nice=True)),
        y=alt.Y(
            "dispersion:Q", title="dispersion DP (0 even, 1 in one place)", scale=alt.Scale(domain=[0, 1])
        ),
        tooltip=[
            alt.Tooltip("term:N"),
            alt.Tooltip("count:Q", title="occurrences"),
            alt.Tooltip("articles:Q"),
            alt.Tooltip("dispersion:Q", title="DP", format=".3f"),
        ],
    )
    points = base.mark_circle(size=45, opacity=0.55, color="#0072b2", cursor="pointer")
    named = _apart(data.head(3 * _NAMED)).head(_NAMED)
    text = base.transform_filter(alt.FieldOneOfPredicate(field="term", oneOf=named["term"].tolist()))
    names = text.mark_text(align="left", dx=6, dy=-4, fontSize=11, cursor="pointer").encode(
        text="term:N", tooltip=alt.value(None)
    )
    described = f"Scatter plot of {len(data)} terms: occurrences against Gries's DP. {title}."
    return style(alt.layer(points, names), name="dispersion", title=title, description=described)


def _apart(data: pd.DataFrame) -> pd.DataFrame:
    """Return the terms, the most frequent first, whose labels would not stand on one another."""
    kept: list[tuple[float, float]] = []
    rows = []
    for at, (count, dispersion) in enumerate(zip(data["count"], data["dispersion"], strict=True)):
        place = math.log10(count), float(dispersion)
        if all(abs(place[0] - x) > _LABEL_WIDE or abs(place[1] - y) > _LABEL_HIGH for x, y in kept):
            kept.append(place)
            rows.append(at)
    return data.iloc[rows]


def chart_keyness(keyness: pd.DataFrame, *, name: str, top: int = 15, colour: str | None = None) -> Chart:
    """Draw the log ratio of an article's key terms with its interval: what sets it apart?

    Args:
        keyness: From `keyness`, most distinctive first; terms more frequent in the target are drawn.
        name: What the target is called.
        top: How many to draw.
        colour: Of the marks; where the target is an article, that of `article_colours`.

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
    columns = [
        "term",
        "count_target",
        "count_reference",
        "log_likelihood",
        "p_value",
        "log_ratio",
        "ci_low",
        "ci_high",
    ]
    source = alt.Chart(data[columns])
    base = source.encode(y=alt.Y("term:N", sort=None, axis=_term_axis("")))
    colour = colour or "#777777"
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
    zero = source.mark_rule(strokeDash=[3, 3], color="#777777").encode(x=alt.datum(0))
    described = f"Log ratios of the {len(data)} terms by log-likelihood. {title}."
    return style(
        alt.layer(zero, bars, points),
        name=f"keyness-{name}",
        title=title,
        description=described,
        rows=len(data),
    )


def chart_concordance(places: pd.DataFrame, lengths: Mapping[str, int], *, title: str) -> Chart:
    """Draw where in each article a term stands: early, late, in one stretch or throughout?

    Args:
        places: From `keyword_in_context`, with a column `pattern` where several terms were asked for.
        lengths: Code points of each article, in the corpus's order; of more than 40 those with the most
            occurrences are drawn.
        title: The question.

    Example:
        >>> places = analysis.keyword_in_context(annotated, "talk*")
        >>> lengths = {article.doc_id: len(article.text) for article in corpus}
        >>> chart_concordance(places, lengths, title="Where do they talk?").to_dict()["name"]
        'concordance'
    """
    places = places.assign(term=places["pattern"] if "pattern" in places else places["keyword"])
    drawn = _foremost(places, list(places["term"].unique()), list(lengths), _ARTICLES)
    called = short_names(lengths)
    names = {doc_id: called[doc_id] for doc_id in _within(places["doc_id"].value_counts(), drawn, _TICKS)}
    data = places[places["doc_id"].isin(list(names))]
    if data.empty:
        return empty_chart(title, "The terms stand in none of the articles.")
    if len(data) > _TICKS:  # of one article alone
        step = -(-len(data) // _TICKS)
        data = data.iloc[::step]
        title += f" One in {step} occurrences is drawn."
    position = 100 * data["start"] / data["doc_id"].map(lengths)
    data = data.assign(article=data["doc_id"].map(names), position=position.round(2))
    data = data.assign(pattern=data["term"])
    chart = (
        alt.Chart(data[["article", "doc_id", "position", "pattern", "keyword"]])
        .mark_tick(thickness=2, height=15, cursor="pointer")
        .encode(
            x=alt.X(
                "position:Q", title="place in the article (% of its length)", scale=alt.Scale(domain=[0, 100])
            ),
            y=alt.Y("article:N", sort=list(names.values()), axis=_term_axis("article")),
            color=alt.Color("pattern:N", title="term", scale=colour_scale(data["pattern"])),
            tooltip=[
                alt.Tooltip("doc_id:N", title="article"),
                alt.Tooltip("keyword:N", title="as written"),
                alt.Tooltip("position:Q", title="place (%)", format=".0f"),
            ],
        )
    )
    counts = ", ".join(f"{t} {n}" for t, n in data["pattern"].value_counts(sort=False).items())
    described = f"Ticks mark each occurrence by its place in its article. Occurrences: {counts}."
    if len(names) < len(lengths):
        title += f" The {len(names)} of {len(lengths):,} articles with the most of them"
    return style(
        chart, name="concordance", title=title, description=described, rows=len(names) + 2, row_height=24
    )
