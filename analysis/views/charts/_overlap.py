"""Charts of similar pairs of articles, shared names and sources, and points on which articles differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from analysis.text import counted_in_words, in_words
from analysis.views._anchors import link_within, speaker_anchor
from analysis.views._html import Html, nothing_found, say
from analysis.views.charts._labels import (
    article_axis,
    figures_where_they_fit,
    label_segments,
    name_axis,
    name_segments,
    pair_axis,
)
from analysis.views.charts._theme import (
    AMOUNT,
    NO_TABLE,
    PAIR_HEIGHT,
    SPEAKER_COLOURS,
    VERDICT_COLOURS,
    Chart,
    bar_scale,
    kind_scale,
    opacity_scale,
    style,
    with_values,
)

#: Largest number of articles that a matrix names at both edges; of more the columns have numbers.
_NAMED_COLUMNS = 12
#: Largest number of columns in which dots have a figure beside them.
_FIGURE_COLUMNS = 8
#: More articles than this make cells too small to read; the pairs that are most alike are drawn instead.
_MATRIX_LIMIT = 50


def chart_similarity(pairs: pd.DataFrame, names: Mapping[str, str], *, top: int = 20) -> Chart | Html:
    """Draw the similarity of each pair's vocabulary.

    The chart is a matrix up to 50 articles; beyond, it has bars of the `top` closest pairs.

    Args:
        pairs: From `compare_articles`: `doc_a`, `doc_b`, `similarity`.
        names: Short names of all articles, in the corpus's order.
        top: Maximum number of pairs where there are too many articles for a matrix.

    Example:
        >>> pairs = analysis.compare_articles(annotated, quotes=found)
        >>> chart_similarity(pairs, short_names(corpus)).to_dict()["name"]
        'similarity'
    """
    if pairs.empty:
        return nothing_found("pairs of similar articles")
    closest = pairs.sort_values(["similarity", "doc_a", "doc_b"], ascending=[False, True, True]).iloc[0]
    title = f"‘{names[closest['doc_a']]}’ and ‘{names[closest['doc_b']]}’ are the most alike "
    title += f"({closest['similarity']:.2f} of 1)"
    if len(pairs) == 1:
        return say(f"The similarity of the two articles’ vocabulary is {closest['similarity']:.2f}.")
    if len(names) > _MATRIX_LIMIT:
        return _pair_bars(pairs, names, title, top)
    description = f"Matrix of {len(names)} articles; stronger cells have more similar vocabulary. {title}."
    return style(
        _matrix(pairs, names),
        name="similarity",
        title=title,
        description=description,
        rows=len(names) + 2,
        row_height=20 if len(names) > _NAMED_COLUMNS else 36,
    )


def _matrix(pairs: pd.DataFrame, names: Mapping[str, str]) -> Chart:
    """Return a matrix with each pair in two cells, and its figure in them where there is room."""
    both = pd.concat([pairs, pairs.rename(columns={"doc_a": "doc_b", "doc_b": "doc_a"})])
    many = len(names) > _NAMED_COLUMNS
    rows, columns = _numbered(names) if many else (names, names)
    data = pd.DataFrame(
        {
            "article": both["doc_a"].map(names),
            "other": both["doc_b"].map(names),
            "column": both["doc_a"].map(columns),
            "row": both["doc_b"].map(rows),
            "similarity": both["similarity"],
        }
    )
    axis = alt.Axis(labelAngle=0) if many else article_axis(names.values())
    x_title = "number of the article" if many else ""
    base = alt.Chart(data).encode(
        x=alt.X("column:N", sort=list(columns.values()), title=x_title, axis=axis),
        y=alt.Y("row:N", sort=list(rows.values()), axis=name_axis(rows.values(), lines=1 if many else 2)),
        tooltip=[
            alt.Tooltip("article:N"),
            alt.Tooltip("other:N", title="and"),
            alt.Tooltip("similarity:Q", format=".3f"),
        ],
    )
    largest = float(data["similarity"].max()) or 1.0
    legend = alt.Legend(symbolType="square", tickCount=3) if many else None
    shade = alt.FillOpacity(
        "similarity:Q", title="similarity (0 to 1)", scale=opacity_scale(largest), legend=legend
    )
    cells = base.mark_rect(color=AMOUNT).encode(fillOpacity=shade)
    figures = base.mark_text(fontSize=12, opacity=figures_where_they_fit(len(names))).encode(
        text=alt.Text("similarity:Q", format=".2f")
    )
    return alt.layer(cells, *([] if many else [figures]))


def _numbered(names: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return names of rows (number and name) and of columns (the number alone) for many articles."""
    numbers = {doc_id: str(number) for number, doc_id in enumerate(names, start=1)}
    return {doc_id: f"{number} {names[doc_id]}" for doc_id, number in numbers.items()}, numbers


def _pair_bars(pairs: pd.DataFrame, names: Mapping[str, str], title: str, top: int) -> Chart:
    closest = pairs.sort_values(["similarity", "doc_a", "doc_b"], ascending=[False, True, True]).head(top)
    pair = closest["doc_a"].map(names) + " – " + closest["doc_b"].map(names)
    bars = (
        alt.Chart(closest.assign(pair=pair)[["pair", "similarity"]])
        .mark_bar(color=AMOUNT)
        .encode(
            x=alt.X("similarity:Q", title="similarity of vocabulary (0 to 1)", scale=bar_scale()),
            y=alt.Y("pair:N", sort=None, axis=pair_axis(pair)),
            tooltip=["pair:N", alt.Tooltip("similarity:Q", format=".3f")],
        )
    )
    chart = with_values(bars, "similarity:Q", alt.Text("similarity:Q", format=".2f"))
    description = f"Bar chart of the {len(closest)} most similar of {len(pairs)} pairs. {title}."
    return style(
        chart,
        name="similarity",
        title=title,
        description=description,
        rows=len(closest),
        row_height=PAIR_HEIGHT,
    )


def chart_shared_names(
    mentions: pd.DataFrame, names: Mapping[str, str], *, what: str, top: int = 25
) -> Chart | Html:
    """Draw which people, organisations, places or events each article names, of those in several articles.

    Args:
        mentions: One row a name and article: `name`, `doc_id`, `mentions` (their number).
        names: Short names of all articles, in the corpus's order; at most 50 are drawn.
        what: The kind of the names, in the plural ("people").
        top: Maximum number of names, those in most articles first.

    Example:
        >>> from analysis.entities import identities, mentions, mentions_by_article
        >>> named = mentions_by_article(mentions(annotated), identities(annotated))
        >>> people = named[named["kind"] == "person"]
        >>> chart_shared_names(people, short_names(corpus), what="people").to_dict()["name"]
        'shared-people'
    """
    columns = dict(list(names.items())[:_MATRIX_LIMIT])
    data = mentions[mentions["doc_id"].isin(list(columns))]
    spread = data.groupby("name").agg(articles=("doc_id", "nunique"), total=("mentions", "sum")).reset_index()
    spread = spread[spread["articles"] > 1].sort_values(
        ["articles", "total", "name"], ascending=[False, False, True]
    )
    if spread.empty:
        return nothing_found(f"{what} named in two or more articles")
    order = spread["name"].head(top).tolist()
    data = data[data["name"].isin(order)]
    data = data.assign(article=data["doc_id"].map(columns))[["name", "article", "mentions"]]
    foremost, largest = spread.iloc[0], int(data["mentions"].max())
    title = f"{counted_in_words(len(spread), '', f'{what} are')} named in two or more articles; "
    title += f"{foremost['name']} in {in_words(int(foremost['articles']))}"
    if len(spread) == 1:
        title = f"{foremost['name']} is the only one named in two or more articles ({foremost['articles']:,})"
    elif len(names) == 2:
        title = f"{counted_in_words(len(spread), '', f'{what} are')} named in both articles"
    base = alt.Chart(data).encode(
        x=alt.X("article:N", sort=list(columns.values()), title="", axis=article_axis(columns.values())),
        y=alt.Y("name:N", sort=order, axis=name_axis(order, grid=True)),
    )
    dots = base.mark_circle(color=AMOUNT, opacity=0.9).encode(
        size=_dot_size("mentions", largest, len(columns)),
        tooltip=[alt.Tooltip("name:N"), alt.Tooltip("article:N"), alt.Tooltip("mentions:Q")],
    )
    chart = _with_figures(dots, base, "mentions", len(columns))
    description = (
        f"Grid of {len(order)} {what} by {len(columns)} articles; larger dots are more mentions. {title}."
    )
    return style(
        chart, name=f"shared-{what}", title=title, description=description, rows=len(order) + 1, row_height=24
    )


def chart_sources(
    counts: pd.DataFrame, columns: Sequence[str], *, names: Mapping[str, str], what: str, top: int = 25
) -> Chart | Html:
    """Draw which sources several articles, or outlets, quote, and how often each does.

    Args:
        counts: From `count_sources`: `name`, `kind`, `by`, `quotes`.
        columns: All values of `by`, in order; at most 50 are drawn, those that quote most shared sources.
        names: Short names of all articles; outlets have their own.
        what: The kind of the columns, in the plural: "articles" or "outlets".
        top: Maximum number of sources, those in most columns first.
    """
    if counts.empty:
        return nothing_found(f"sources that two or more {what} quote by name")
    spread = counts["name"].value_counts(sort=False)
    order = list(dict.fromkeys(counts["name"]))[:top]
    data = counts[counts["name"].isin(order)]
    with_sources = set(data["by"])
    drawn = [name for name in columns if name in with_sources]
    if len(drawn) > _MATRIX_LIMIT:
        shared = data["by"].value_counts()
        drawn = sorted(sorted(drawn, key=lambda name: (-shared[name], name))[:_MATRIX_LIMIT], key=drawn.index)
    labels = {name: names.get(name, name) for name in drawn}
    data = data[data["by"].isin(drawn)].assign(column=data["by"].map(labels))
    data = data.assign(link=[link_within(speaker_anchor(name)) for name in data["name"]])
    largest, foremost = int(data["quotes"].max()), order[0]
    title = f"{counted_in_words(len(spread), 'source is', 'sources are')} quoted in two or more {what}; "
    title += f"{foremost} in {in_words(int(spread[foremost]))}"
    if len(spread) == 1:
        title = f"{foremost} is the only source quoted in two or more {what} ({spread[foremost]})"
    base = alt.Chart(data[["name", "kind", "column", "quotes", "link"]]).encode(
        x=alt.X("column:N", sort=list(labels.values()), title="", axis=article_axis(labels.values())),
        y=alt.Y("name:N", sort=order, axis=name_axis(order, grid=True)),
    )
    dots = base.mark_circle(opacity=0.9).encode(
        size=_dot_size("quotes", largest, len(drawn), title="attributions"),
        color=alt.Color(
            "kind:N",
            scale=kind_scale(SPEAKER_COLOURS, data["kind"]),
            legend=alt.Legend(title=None) if data["kind"].nunique() > 1 else None,
        ),
        tooltip=[
            alt.Tooltip("name:N", title="source"),
            alt.Tooltip("kind:N"),
            alt.Tooltip("column:N", title="in"),
            alt.Tooltip("quotes:Q", title="attributions"),
        ],
    )
    chart = _with_figures(dots, base, "quotes", len(drawn))
    description = (
        f"Grid of {len(order)} sources by {len(drawn)} {what}; larger dots are more attributions. {title}."
    )
    return style(
        chart, name="sources", title=title, description=description, rows=len(order) + 1, row_height=24
    )


def _dot_size(field: str, largest: int, columns: int, *, title: str = "") -> alt.Size:
    """Return the size of dots, explained by a legend where they have no figures beside them."""
    legend = alt.Legend(
        values=sorted({1, (1 + largest) // 2, largest}),
        format="d",
        orient="bottom",
        symbolFillColor=AMOUNT,
        symbolStrokeColor=AMOUNT,
    )
    return alt.Size(
        f"{field}:Q",
        title=title or field,
        scale=alt.Scale(domain=[1, max(largest, 2)], range=[40, 350]),
        legend=None if columns <= _FIGURE_COLUMNS else legend,
    )


def _with_figures(dots: alt.Chart, base: alt.Chart, field: str, columns: int) -> Chart:
    """Return dots with their figure beside them, where there are columns few enough."""
    if columns > _FIGURE_COLUMNS:
        return dots
    figures = base.mark_text(
        align="left", dx=13, fontSize=11, opacity=figures_where_they_fit(columns)
    ).encode(text=alt.Text(f"{field}:Q", format=","), tooltip=alt.value(None))
    return alt.layer(dots, figures)


def chart_verdicts(descriptions: pd.DataFrame) -> Chart | Html:
    """Draw the number of points on which articles agree and differ, of those that they put in different words.

    Points that all articles put in the same words (CNN is called CNN) are counted in the description alone.

    Args:
        descriptions: From `compare_descriptions`: `name`, `kind`, `aspect`, `description`, `verdict`.

    Example:
        >>> chart_verdicts(analysis.compare_descriptions(annotated)).to_dict()["name"]
        'verdicts'
    """
    if descriptions.empty:
        return nothing_found("points that two articles describe")
    wordings = descriptions["description"].str.casefold().str.split().str.join(" ")
    points = descriptions.assign(wording=wordings).groupby(["name", "kind", "aspect"], sort=False)
    all_points = points.agg(verdict=("verdict", "first"), wordings=("wording", "nunique")).reset_index()
    cases = all_points[(all_points["verdict"] != "agree") | (all_points["wordings"] > 1)]
    if cases.empty:
        return say(f"The articles use the same words for each point ({len(all_points):,} in all).")
    differ = int((cases["verdict"] == "differ").sum())
    if not differ:
        compared = counted_in_words(len(cases), "point", begins=False)
        return say(f"No contradictions found in the {compared} that articles describe in different words.")
    counts = cases.groupby(["kind", "verdict"]).size().rename("points").reset_index()
    cases_in_words = in_words(len(cases))
    of_all = (
        f"all {cases_in_words}" if differ == len(cases) > 1 else f"{in_words(differ)} of {cases_in_words}"
    )
    noun = f"point{'s' if len(cases) > 1 else ''}"
    title = f"The articles contradict each other on {of_all} {noun} described in different words"
    counts = counts.assign(order=counts["verdict"].map(list(VERDICT_COLOURS).index))
    counts = counts.sort_values(["kind", "order"])
    longest, legend = label_segments(
        counts, row="kind", kind="verdict", value="points", colours=VERDICT_COLOURS
    )
    y = alt.Y("kind:N", axis=name_axis(counts["kind"].unique()))
    bars = (
        alt.Chart(counts)
        .mark_bar()
        .encode(
            x=alt.X("points:Q", scale=bar_scale(), axis=alt.Axis(tickMinStep=1)),
            y=y,
            color=alt.Color("verdict:N", scale=kind_scale(VERDICT_COLOURS, counts["verdict"]), legend=legend),
            order=alt.Order("order:Q"),
            tooltip=["kind:N", "verdict:N", "points:Q"],
        )
    )
    names = name_segments(longest, y=y, kind="verdict", value="points")
    chart = alt.layer(bars, names).resolve_scale(color="independent").properties(usermeta=NO_TABLE)
    same = len(all_points) - len(cases)
    parts = counts["kind"] + " " + counts["verdict"] + " " + counts["points"].astype(str)
    description = f"Stacked bars of points by verdict: {', '.join(parts)}. {title}; "
    description += f"{same:,} more are put in the same words."
    rows = counts["kind"].nunique() + 1
    return style(chart, name="verdicts", title=title, description=description, rows=rows, row_height=36)
