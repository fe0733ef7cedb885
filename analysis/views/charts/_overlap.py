"""How much do the articles share? Charts of pairs of articles and of what several articles name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from analysis.views._short_names import short_names
from analysis.views.charts._theme import AMOUNTS, LABEL_PIXELS, Chart, article_axis, empty_chart, style

_ONE_ARTICLE = "There is one article or none, so there are no pairs to compare."

#: Articles that a matrix names at both edges; of more the columns have numbers.
_NAMED_COLUMNS = 12
#: More articles than this make cells too small to read; the pairs that are most alike are drawn instead.
_MATRIX_LIMIT = 50

#: Figures on a pale cell. Not plain black, which pages give the colour of their own text, light in the dark.
_ON_PALE = "#14181c"


def chart_similarity(pairs: pd.DataFrame, doc_ids: Sequence[str], *, top: int = 20) -> Chart:
    """Draw the similarity of each pair's vocabulary: which articles are closest?

    A matrix up to 50 articles; beyond, bars of the `top` closest pairs.

    Args:
        pairs: From `compare_articles`: `doc_a`, `doc_b`, `similarity`.
        doc_ids: All articles in the corpus's order.
        top: How many pairs to draw where there are too many for a matrix.

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
    described = f"Matrix of {len(names)} articles; darker cells have more similar vocabulary. {title}."
    return style(
        _matrix(pairs, names),
        name="similarity",
        title=title,
        description=described,
        rows=len(names) + 2,
        row_height=20 if len(names) > _NAMED_COLUMNS else 36,
    )


def _matrix(pairs: pd.DataFrame, names: Mapping[str, str]) -> Chart:
    """Return a cell for each pair, both ways round; with its figure where there is room."""
    both = pd.concat([pairs, pairs.rename(columns={"doc_a": "doc_b", "doc_b": "doc_a"})])
    many = len(names) > _NAMED_COLUMNS
    rows, columns = _numbered(names) if many else (names, names)
    called = {"article": names, "other": names, "column": columns, "row": rows}
    sides = dict.fromkeys(["article", "column"], "doc_a") | dict.fromkeys(["other", "row"], "doc_b")
    data = pd.DataFrame({field: both[sides[field]].map(known) for field, known in called.items()})
    data["similarity"] = both["similarity"]
    axis = alt.Axis(labelAngle=0) if many else article_axis(names.values())
    across, down = ("number of the article", "") if many else ("article", "article")
    base = alt.Chart(data).encode(
        x=alt.X("column:N", sort=list(columns.values()), title=across, axis=axis),
        y=alt.Y("row:N", sort=list(rows.values()), title=down),
        tooltip=[
            alt.Tooltip("article:N"),
            alt.Tooltip("other:N", title="and"),
            alt.Tooltip("similarity:Q", format=".3f"),
        ],
    )
    most = float(data["similarity"].max()) or 1.0
    scale = alt.Scale(scheme=AMOUNTS, domain=[0, most])
    cells = base.mark_rect().encode(color=alt.Color("similarity:Q", title="similarity (0 to 1)", scale=scale))
    if many:
        return alt.layer(cells)
    ink = alt.condition(alt.datum.similarity > 0.55 * most, alt.value("white"), alt.value(_ON_PALE))
    figures = base.mark_text(fontSize=12).encode(text=alt.Text("similarity:Q", format=".2f"), color=ink)
    return alt.layer(cells, figures)


def _numbered(names: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return what rows and columns of many articles are called: by number and name, and by the number alone."""
    numbers = {doc_id: str(number) for number, doc_id in enumerate(names, start=1)}
    return {doc_id: f"{number} {names[doc_id]}" for doc_id, number in numbers.items()}, numbers


def _pair_bars(pairs: pd.DataFrame, names: dict[str, str], title: str, top: int) -> Chart:
    first = pairs.sort_values(["similarity", "doc_a", "doc_b"], ascending=[False, True, True]).head(top)
    pair = first["doc_a"].map(names) + " – " + first["doc_b"].map(names)
    chart = (
        alt.Chart(first.assign(pair=pair)[["pair", "doc_a", "doc_b", "similarity"]])
        .mark_bar(color="#0072b2")
        .encode(
            x=alt.X("similarity:Q", title="similarity of vocabulary (0 to 1)"),
            y=alt.Y("pair:N", sort=None, axis=alt.Axis(title="", labelLimit=LABEL_PIXELS)),
            tooltip=["doc_a:N", "doc_b:N", alt.Tooltip("similarity:Q", format=".3f")],
        )
    )
    described = f"Bar chart of the {len(first)} most similar of {len(pairs)} pairs. {title}."
    return style(chart, name="similarity", title=title, description=described, rows=len(first))


def chart_shared_names(mentions: pd.DataFrame, doc_ids: Sequence[str], *, what: str, top: int = 25) -> Chart:
    """Draw which articles name whom: who and what do several articles share?

    Args:
        mentions: One row a name and article: `name`, `doc_id`, `mentions` (how often).
        doc_ids: All articles in the corpus's order; at most 50 are drawn.
        what: What the names are, in the plural ("people").
        top: How many names to draw, those in most articles first.

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
    first, most = spread.iloc[0], int(data["mentions"].max())
    title = f"{first['name']} is named in {first['articles']} articles; shared {what}: {len(spread)}"
    chart = (
        alt.Chart(data)
        .mark_circle(color="#0072b2", opacity=0.9)
        .encode(
            x=alt.X(
                "article:N", sort=list(names.values()), title="article", axis=article_axis(names.values())
            ),
            y=alt.Y("name:N", sort=order, axis=alt.Axis(title="", labelLimit=LABEL_PIXELS, grid=True)),
            size=alt.Size(
                "mentions:Q",
                title="mentions",
                scale=alt.Scale(domain=[1, max(most, 2)], range=[40, 350]),
                legend=alt.Legend(values=sorted({1, (1 + most) // 2, most})),
            ),
            tooltip=[
                alt.Tooltip("name:N"),
                alt.Tooltip("doc_id:N", title="article"),
                alt.Tooltip("mentions:Q"),
            ],
        )
    )
    described = (
        f"Grid of {len(order)} {what} by {len(names)} articles; larger dots are more mentions. {title}."
    )
    return style(
        chart, name=f"shared-{what}", title=title, description=described, rows=len(order) + 1, row_height=24
    )


def chart_sources(counts: pd.DataFrame, columns: Sequence[str], *, what: str, top: int = 25) -> Chart:
    """Draw which sources several articles, or outlets, rely on, and how often each quotes them.

    Args:
        counts: From `count_sources`: `name`, `kind`, `by`, `quotes`.
        columns: What they were counted by, in order; at most 50 are drawn, those that quote most shared sources.
        what: What the columns are, in the plural: "articles" or "outlets".
        top: How many sources to draw, those in most columns first.
    """
    if counts.empty:
        return empty_chart("Shared sources", f"No two {what} quote the same source by name.")
    spread = counts["name"].value_counts(sort=False)
    order = list(dict.fromkeys(counts["name"]))[:top]
    data = counts[counts["name"].isin(order)]
    drawn = [name for name in columns if name in set(data["by"])]
    if len(drawn) > _MATRIX_LIMIT:
        often = data["by"].value_counts()
        drawn = sorted(sorted(drawn, key=lambda name: (-often[name], name))[:_MATRIX_LIMIT], key=drawn.index)
    called = short_names(columns)
    names = {name: called[name] for name in drawn}
    data = data[data["by"].isin(drawn)].assign(column=data["by"].map(names))
    most, first = int(data["quotes"].max()), order[0]
    title = f"{len(spread)} sources are quoted or paraphrased in more than one of the {what}; "
    title += f"{first} in {spread[first]}"
    chart = (
        alt.Chart(data[["name", "kind", "by", "column", "quotes"]])
        .mark_circle(opacity=0.9)
        .encode(
            x=alt.X("column:N", sort=list(names.values()), title=what, axis=article_axis(names.values())),
            y=alt.Y("name:N", sort=order, axis=alt.Axis(title="", labelLimit=LABEL_PIXELS, grid=True)),
            size=alt.Size(
                "quotes:Q",
                title="attributions",
                scale=alt.Scale(domain=[1, max(most, 2)], range=[40, 350]),
                legend=alt.Legend(
                    values=sorted({1, (1 + most) // 2, most}),
                    orient="bottom",  # beside the other one it would leave a phone's screen
                    symbolFillColor="#777777",
                    symbolStrokeColor="#777777",
                ),
            ),
            color=alt.Color(
                "kind:N",
                title="source",
                scale=alt.Scale(domain=["person", "organisation"], range=["#0072b2", "#d55e00"]),
            ),
            tooltip=["name:N", "kind:N", alt.Tooltip("by:N", title=what), alt.Tooltip("quotes:Q")],
        )
    )
    described = (
        f"Grid of {len(order)} sources by {len(drawn)} {what}; larger dots are more attributions. {title}."
    )
    return style(
        chart, name="sources", title=title, description=described, rows=len(order) + 1, row_height=24
    )


def chart_verdicts(descriptions: pd.DataFrame) -> Chart:
    """Draw on how many points that they describe in other words the articles agree and differ.

    Points that all put in the same words (CNN is called CNN) are counted in the description alone.

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
    every = points.agg(verdict=("verdict", "first"), wordings=("wording", "nunique")).reset_index()
    cases = every[(every["verdict"] != "agree") | (every["wordings"] > 1)]
    if cases.empty:
        return empty_chart(
            "Where the articles agree",
            f"The articles use the same words for each point ({len(every):,} in all).",
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
                scale=alt.Scale(domain=verdicts, range=["#d55e00", "#9a6fb0", "#008f68", "#777777"]),
            ),
            tooltip=["kind:N", "verdict:N", "cases:Q"],
        )
    )
    same = len(every) - len(cases)
    described = f"Stacked bars of points described in two or more articles, by verdict. {title}; "
    described += f"{same:,} more are put in the same words."
    rows = counts["kind"].nunique() + 1
    return style(chart, name="verdicts", title=title, description=described, rows=rows, row_height=36)
