"""Charts of similar pairs of articles, shared names and sources, and points on which articles differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from analysis.views._short_names import short_names
from analysis.views.charts._theme import (
    AMOUNTS,
    BLUE,
    GREEN,
    NEUTRAL,
    ORANGE,
    Chart,
    article_axis,
    empty_chart,
    label_axis,
    style,
)

_ONE_ARTICLE = "There is one article or none, so there are no pairs to compare."

#: Largest number of articles that a matrix names at both edges; of more the columns have numbers.
_NAMED_COLUMNS = 12
#: More articles than this make cells too small to read; the pairs that are most alike are drawn instead.
_MATRIX_LIMIT = 50

#: Figures on a pale cell. Not plain black, which pages give the colour of their own text, light in the dark.
_ON_PALE = "#14181c"

_PURPLE = "#9a6fb0"


def chart_similarity(pairs: pd.DataFrame, doc_ids: Sequence[str], *, top: int = 20) -> Chart:
    """Draw the similarity of each pair's vocabulary.

    The chart is a matrix up to 50 articles; beyond, it has bars of the `top` closest pairs.

    Args:
        pairs: From `compare_articles`: `doc_a`, `doc_b`, `similarity`.
        doc_ids: All articles in the corpus's order.
        top: Maximum number of pairs where there are too many articles for a matrix.

    Example:
        >>> chart_similarity(analysis.compare_articles(annotated, quotes=found), doc_ids).to_dict()["name"]
        'similarity'
    """
    if pairs.empty:
        return empty_chart("Which articles are alike", _ONE_ARTICLE)
    names = short_names(doc_ids)
    closest = pairs.sort_values(["similarity", "doc_a", "doc_b"], ascending=[False, True, True]).iloc[0]
    title = f"{names[closest['doc_a']]} and {names[closest['doc_b']]} are the closest pair "
    title += f"(vocabulary {closest['similarity']:.2f} of 1)"
    if len(doc_ids) > _MATRIX_LIMIT:
        return _pair_bars(pairs, names, title, top)
    description = f"Matrix of {len(names)} articles; darker cells have more similar vocabulary. {title}."
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
    x_title, y_title = ("number of the article", "") if many else ("article", "article")
    base = alt.Chart(data).encode(
        x=alt.X("column:N", sort=list(columns.values()), title=x_title, axis=axis),
        y=alt.Y("row:N", sort=list(rows.values()), title=y_title),
        tooltip=[
            alt.Tooltip("article:N"),
            alt.Tooltip("other:N", title="and"),
            alt.Tooltip("similarity:Q", format=".3f"),
        ],
    )
    largest = float(data["similarity"].max()) or 1.0
    scale = alt.Scale(scheme=AMOUNTS, domain=[0, largest])
    cells = base.mark_rect().encode(color=alt.Color("similarity:Q", title="similarity (0 to 1)", scale=scale))
    if many:
        return alt.layer(cells)
    ink = alt.condition(alt.datum.similarity > 0.55 * largest, alt.value("white"), alt.value(_ON_PALE))
    figures = base.mark_text(fontSize=12).encode(text=alt.Text("similarity:Q", format=".2f"), color=ink)
    return alt.layer(cells, figures)


def _numbered(names: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return names of rows (number and name) and of columns (the number alone) for many articles."""
    numbers = {doc_id: str(number) for number, doc_id in enumerate(names, start=1)}
    return {doc_id: f"{number} {names[doc_id]}" for doc_id, number in numbers.items()}, numbers


def _pair_bars(pairs: pd.DataFrame, names: dict[str, str], title: str, top: int) -> Chart:
    closest = pairs.sort_values(["similarity", "doc_a", "doc_b"], ascending=[False, True, True]).head(top)
    pair = closest["doc_a"].map(names) + " – " + closest["doc_b"].map(names)
    chart = (
        alt.Chart(closest.assign(pair=pair)[["pair", "doc_a", "doc_b", "similarity"]])
        .mark_bar(color=BLUE)
        .encode(
            x=alt.X("similarity:Q", title="similarity of vocabulary (0 to 1)"),
            y=alt.Y("pair:N", sort=None, axis=label_axis()),
            tooltip=["doc_a:N", "doc_b:N", alt.Tooltip("similarity:Q", format=".3f")],
        )
    )
    description = f"Bar chart of the {len(closest)} most similar of {len(pairs)} pairs. {title}."
    return style(chart, name="similarity", title=title, description=description, rows=len(closest))


def chart_shared_names(mentions: pd.DataFrame, doc_ids: Sequence[str], *, what: str, top: int = 25) -> Chart:
    """Draw which people, organisations, places or events each article names, of those in several articles.

    Args:
        mentions: One row a name and article: `name`, `doc_id`, `mentions` (their number).
        doc_ids: All articles in the corpus's order; at most 50 are drawn.
        what: The kind of the names, in the plural ("people").
        top: Maximum number of names, those in most articles first.

    Example:
        >>> from analysis.entities import identities, mentions, mentions_by_article
        >>> named = mentions_by_article(mentions(annotated), identities(annotated))
        >>> chart_shared_names(named[named["kind"] == "person"], doc_ids, what="people").to_dict()["name"]
        'shared-people'
    """
    names = dict(list(short_names(doc_ids).items())[:_MATRIX_LIMIT])
    data = mentions[mentions["doc_id"].isin(list(names))]
    spread = data.groupby("name").agg(articles=("doc_id", "nunique"), total=("mentions", "sum")).reset_index()
    spread = spread[spread["articles"] > 1].sort_values(
        ["articles", "total", "name"], ascending=[False, False, True]
    )
    if spread.empty:
        return empty_chart(f"Shared {what}", f"No two articles name the same {what}.")
    order = spread["name"].head(top).tolist()
    data = data[data["name"].isin(order)]
    data = data.assign(article=data["doc_id"].map(names))[["name", "article", "doc_id", "mentions"]]
    foremost, largest = spread.iloc[0], int(data["mentions"].max())
    title = f"{foremost['name']} is named in {foremost['articles']} articles; shared {what}: {len(spread)}"
    chart = (
        alt.Chart(data)
        .mark_circle(color=BLUE, opacity=0.9)
        .encode(
            x=alt.X(
                "article:N", sort=list(names.values()), title="article", axis=article_axis(names.values())
            ),
            y=alt.Y("name:N", sort=order, axis=label_axis(grid=True)),
            size=alt.Size(
                "mentions:Q",
                title="mentions",
                scale=alt.Scale(domain=[1, max(largest, 2)], range=[40, 350]),
                legend=alt.Legend(values=sorted({1, (1 + largest) // 2, largest})),
            ),
            tooltip=[
                alt.Tooltip("name:N"),
                alt.Tooltip("doc_id:N", title="article"),
                alt.Tooltip("mentions:Q"),
            ],
        )
    )
    description = (
        f"Grid of {len(order)} {what} by {len(names)} articles; larger dots are more mentions. {title}."
    )
    return style(
        chart, name=f"shared-{what}", title=title, description=description, rows=len(order) + 1, row_height=24
    )


def chart_sources(counts: pd.DataFrame, columns: Sequence[str], *, what: str, top: int = 25) -> Chart:
    """Draw which sources several articles, or outlets, quote, and how often each does.

    Args:
        counts: From `count_sources`: `name`, `kind`, `by`, `quotes`.
        columns: All values of `by`, in order; at most 50 are drawn, those that quote most shared sources.
        what: The kind of the columns, in the plural: "articles" or "outlets".
        top: Maximum number of sources, those in most columns first.
    """
    if counts.empty:
        return empty_chart("Shared sources", f"No two {what} quote the same source by name.")
    spread = counts["name"].value_counts(sort=False)
    order = list(dict.fromkeys(counts["name"]))[:top]
    data = counts[counts["name"].isin(order)]
    drawn = [name for name in columns if name in set(data["by"])]
    if len(drawn) > _MATRIX_LIMIT:
        shared = data["by"].value_counts()
        drawn = sorted(sorted(drawn, key=lambda name: (-shared[name], name))[:_MATRIX_LIMIT], key=drawn.index)
    all_names = short_names(columns)
    names = {name: all_names[name] for name in drawn}
    data = data[data["by"].isin(drawn)].assign(column=data["by"].map(names))
    largest, foremost = int(data["quotes"].max()), order[0]
    title = f"{len(spread)} sources are quoted or paraphrased in more than one of the {what}; "
    title += f"{foremost} in {spread[foremost]}"
    chart = (
        alt.Chart(data[["name", "kind", "by", "column", "quotes"]])
        .mark_circle(opacity=0.9)
        .encode(
            x=alt.X("column:N", sort=list(names.values()), title=what, axis=article_axis(names.values())),
            y=alt.Y("name:N", sort=order, axis=label_axis(grid=True)),
            size=alt.Size(
                "quotes:Q",
                title="attributions",
                scale=alt.Scale(domain=[1, max(largest, 2)], range=[40, 350]),
                legend=alt.Legend(
                    values=sorted({1, (1 + largest) // 2, largest}),
                    orient="bottom",  # beside the other legend it would leave a phone's screen
                    symbolFillColor=NEUTRAL,
                    symbolStrokeColor=NEUTRAL,
                ),
            ),
            color=alt.Color(
                "kind:N",
                title="source",
                scale=alt.Scale(domain=["person", "organisation"], range=[BLUE, ORANGE]),
            ),
            tooltip=["name:N", "kind:N", alt.Tooltip("by:N", title=what), alt.Tooltip("quotes:Q")],
        )
    )
    description = (
        f"Grid of {len(order)} sources by {len(drawn)} {what}; larger dots are more attributions. {title}."
    )
    return style(
        chart, name="sources", title=title, description=description, rows=len(order) + 1, row_height=24
    )


def chart_verdicts(descriptions: pd.DataFrame) -> Chart:
    """Draw the number of points on which articles agree and differ, of those that they put in different words.

    Points that all articles put in the same words (CNN is called CNN) are counted in the description alone.

    Args:
        descriptions: From `compare_descriptions`: `name`, `kind`, `aspect`, `description`, `verdict`.

    Example:
        >>> chart_verdicts(analysis.compare_descriptions(annotated)).to_dict()["name"]
        'verdicts'
    """
    if descriptions.empty:
        return empty_chart("Where the articles agree", "No two articles describe the same thing.")
    wordings = descriptions["description"].str.casefold().str.split().str.join(" ")
    points = descriptions.assign(wording=wordings).groupby(["name", "kind", "aspect"], sort=False)
    all_points = points.agg(verdict=("verdict", "first"), wordings=("wording", "nunique")).reset_index()
    cases = all_points[(all_points["verdict"] != "agree") | (all_points["wordings"] > 1)]
    if cases.empty:
        return empty_chart(
            "Where the articles agree",
            f"The articles use the same words for each point ({len(all_points):,} in all).",
        )
    counts = cases.groupby(["kind", "verdict"]).size().rename("cases").reset_index()
    differ = int((cases["verdict"] == "differ").sum())
    title = f"The articles differ on {differ:,} of {len(cases):,} points that they put in other words"
    verdicts = ["differ", "cannot tell", "agree", "only one says"]
    order = [verdict for verdict in verdicts if verdict in set(cases["verdict"])]
    chart = (
        alt.Chart(counts)
        .mark_bar()
        .encode(
            x=alt.X("cases:Q", title="points described", axis=alt.Axis(tickMinStep=1)),
            y=alt.Y("kind:N", title=""),
            color=alt.Color(
                "verdict:N",
                title="the articles",
                sort=order,
                scale=alt.Scale(domain=verdicts, range=[ORANGE, _PURPLE, GREEN, NEUTRAL]),
            ),
            tooltip=["kind:N", "verdict:N", "cases:Q"],
        )
    )
    same = len(all_points) - len(cases)
    description = f"Stacked bars of points described in two or more articles, by verdict. {title}; "
    description += f"{same:,} more are put in the same words."
    rows = counts["kind"].nunique() + 1
    return style(chart, name="verdicts", title=title, description=description, rows=rows, row_height=36)
