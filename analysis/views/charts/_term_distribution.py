"""Charts of how terms are distributed: over articles, within them, over time and by rank."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from analysis.text import counted, counted_in_words, in_words, written_day
from analysis.views._html import Html, say
from analysis.views.charts._labels import name_axis
from analysis.views.charts._terms import MAX_ARTICLES, NO_TERMS, articles_with_most
from analysis.views.charts._theme import AMOUNT, NO_TABLE, TICKS, Chart, colour_scale, style

#: Running words from which ranks say something of a vocabulary, and not of the length of a text alone.
_MIN_WORDS = 10_000

#: Articles, and characters in all, from which places in articles make a pattern: with less the lines are read.
_MIN_ARTICLES, _MIN_CHARACTERS = 8, 50_000

#: More periods than this are points that cannot be told apart; the last ones are drawn.
_MAX_PERIODS = 400

#: Characters of a period that is a day.
_DAY = len("2025-12-17")

#: The axis of a log scale: powers of ten, of which five are enough for a million.
_LOG = alt.Axis(values=[1, 10, 100, 1_000, 10_000, 100_000])

#: Room for a label beside its point: decades of occurrences, and dispersion.
_LABEL_WIDTH, _LABEL_HEIGHT = 0.35, 0.06

#: Number of terms that a scatter plot names.
_LABELS = 12

#: Pixels for the name at the end of a line, at most, and the height of such a name as a share of the chart's.
_MAX_END_LABEL, _END_LINE = 150, 0.055

#: Ticks of a concordance plot: more than this can neither be told apart nor fit into a page beside all else.
_MAX_TICKS = 1_200


def chart_timeline(timeline: pd.DataFrame) -> Chart | Html:
    """Draw the rates of some terms over time, with their intervals.

    Args:
        timeline: From `term_timeline`.

    Returns:
        A chart; with articles in fewer than two periods, a sentence that says so.
    """
    dated = timeline[timeline["start"].notna() & (timeline["words"] > 0)]
    undated = int(timeline[timeline["start"].isna()].drop_duplicates("period")["articles"].sum())
    if dated["period"].nunique() < 2:
        return say(_say_too_few_periods(dated, undated))
    periods = sorted(timeline["start"].dropna().unique())[-_MAX_PERIODS:]
    data = timeline[timeline["start"].isin(periods)].drop(columns="ci_note")
    data = data.assign(start=data["start"].dt.strftime("%Y-%m-%d"))
    terms = list(dict.fromkeys(data["term"]))
    title = _timeline_title(dated)
    # The names of the lines stand at their ends, for which the time leaves room on the right.
    room = min(8 * max(map(len, terms)) + 12, _MAX_END_LABEL)
    when = alt.X(
        "start:T",
        title="",
        axis=alt.Axis(labelOverlap=True, tickCount=TICKS),
        scale=alt.Scale(range=[0, {"expr": f"width - {room}"}]),
    )
    base = alt.Chart(data).encode(x=when, color=alt.Color("term:N", scale=colour_scale(terms), legend=None))
    rate = "occurrences per 10,000 words"
    band = base.mark_area(opacity=0.15).encode(y=alt.Y("ci_low:Q", title=rate), y2="ci_high:Q")
    line = base.mark_line(point={"size": 45}, cursor="pointer").encode(
        y=alt.Y("per_10k:Q", title=rate),
        tooltip=[
            alt.Tooltip("term:N"),
            alt.Tooltip("period:N"),
            alt.Tooltip("per_10k:Q", title="per 10,000 words", format=",.1f"),
            alt.Tooltip("count:Q", title="occurrences"),
            alt.Tooltip("articles:Q", title="articles"),
            alt.Tooltip("words:Q", title="words", format=","),
        ],
    )
    has_bands = bool(data["ci_low"].notna().any())
    highest = float(data[["per_10k", "ci_high"] if has_bands else ["per_10k"]].max().max())
    ends = alt.Chart(_line_ends(data, highest)).encode(x=when, y="place:Q", text="term:N")
    names = ends.mark_text(align="left", dx=8, fontWeight=600, limit=_MAX_END_LABEL - 12).encode(
        color=alt.Color("term:N", scale=colour_scale(terms), legend=None), tooltip=alt.value(None)
    )
    description = (
        f"Lines of {len(terms)} terms over {len(periods)} periods, with 95% intervals where known. {title}."
    )
    # Where no period has articles enough for an interval, an empty band has no scale.
    chart: Chart = alt.layer(*[band] * has_bands, line, names).properties(usermeta=NO_TABLE)
    left_out = f"{counted(undated, 'article')} without a date {'is' if undated == 1 else 'are'} left out."
    shown_title = f"{title}. {left_out}" if undated else title
    return style(chart, name="timeline", title=shown_title, description=description)


def _say_too_few_periods(dated: pd.DataFrame, undated: int) -> str:
    count = int(dated.drop_duplicates("period")["articles"].sum())
    articles = counted_in_words(count + undated, "article", begins=False)
    dates = f"{in_words(count)} of {articles} {'is' if count == 1 else 'are'} dated"
    if not count:
        dates = "no article has a date"
    period = ", all in one period" if count > 1 else ""
    return f"Change over time cannot be shown: {dates}{period}."


def _timeline_title(dated: pd.DataFrame) -> str:
    peak = dated.iloc[int(dated["per_10k"].to_numpy().argmax())]
    day = written_day(peak["start"].date())
    time = f"on {day}" if len(peak["period"]) == _DAY else f"in {peak['period']}"
    return f"“{peak['term']}” is most frequent {time}: {peak['per_10k']:,.0f} per 10,000 words"


def _line_ends(data: pd.DataFrame, highest: float) -> pd.DataFrame:
    """Return where the name of each line stands: at its last rate, or as near to it as the other names allow."""
    last = data.dropna(subset="per_10k").groupby("term", sort=False).tail(1).sort_values("per_10k")
    step = highest * _END_LINE
    places: list[float] = []
    for rate in last["per_10k"]:
        places.append(max(float(rate), places[-1] + step if places else 0.0))
    over = max(places[-1] - highest, 0) if places else 0
    for place in reversed(range(len(places))):  # what would stand above the chart moves down
        ceiling = highest if place == len(places) - 1 else places[place + 1] - step
        places[place] = min(places[place], ceiling) if over else places[place]
    return last.assign(place=places, start=data["start"].max())[["term", "start", "place"]]


def chart_zipf(ranks: pd.DataFrame, *, words: int) -> Chart | Html:
    """Draw frequency by rank on two logarithmic scales; of fewer than 10,000 running words, say that these are too few.

    Args:
        ranks: From `rank_frequencies` with at most some hundred points.
        words: Number of different words.

    Example:
        >>> from analysis.terms import count_terms, rank_frequencies
        >>> counts = count_terms(annotated, stop_words=None)
        >>> chart_zipf(rank_frequencies(counts), words=len(counts.terms))
        Frequencies by rank need 10,000 running words to tell anything; these articles have 1,963.
    """
    running = round(ranks["count"].iloc[0] / ranks["coverage"].iloc[0]) if len(ranks) else 0
    if running < _MIN_WORDS:
        sentence = f"Frequencies by rank need {_MIN_WORDS:,} running words to tell anything; "
        return say(f"{sentence}these articles have {running:,}.")
    tenth = ranks[ranks["rank"] <= 10].iloc[-1]
    title = f"The {in_words(int(tenth['rank']))} commonest words make up {tenth['coverage']:.0%} of all words"
    chart = (
        alt.Chart(ranks[["rank", "term", "count", "coverage"]])
        .mark_circle(size=40, opacity=0.7, color=AMOUNT)
        .encode(
            x=alt.X("rank:Q", title="rank (log scale)", scale=alt.Scale(type="log"), axis=_LOG),
            y=alt.Y("count:Q", title="occurrences (log scale)", scale=alt.Scale(type="log"), axis=_LOG),
            tooltip=[
                alt.Tooltip("term:N"),
                alt.Tooltip("rank:Q"),
                alt.Tooltip("count:Q", title="occurrences"),
                alt.Tooltip("coverage:Q", title="with all before it", format=".1%"),
            ],
        )
    )
    description = f"Occurrences of {words:,} words by rank, both on log scales. {title}."
    return style(chart, name="zipf", title=title, description=description)


def chart_dispersion(frequencies: pd.DataFrame) -> Chart | Html:
    """Draw frequency against dispersion, which shows the frequent terms that belong to few articles.

    Args:
        frequencies: From `term_frequencies`; at most its first 500 rows are drawn, and the most frequent of them named.

    Example:
        >>> chart_dispersion(analysis.term_frequencies(annotated)).to_dict()["name"]
        'dispersion'
    """
    if frequencies.empty:
        return say(NO_TERMS)
    data = frequencies.head(500)[["term", "count", "articles", "dispersion"]].dropna()
    if data.empty:
        return say("With one article there is no dispersion to show.")
    most_even = data.head(_LABELS).sort_values("dispersion", kind="stable").iloc[0]
    title = f"Of the frequent terms, “{most_even['term']}” is spread most evenly (DP {most_even['dispersion']:.2f})"
    base = alt.Chart(data).encode(
        x=alt.X(
            "count:Q", title="occurrences (log scale)", scale=alt.Scale(type="log", nice=True), axis=_LOG
        ),
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
    points = base.mark_circle(size=45, opacity=0.55, color=AMOUNT, cursor="pointer")
    labelled = _without_collisions(data.head(3 * _LABELS)).head(_LABELS)
    labels = base.transform_filter(alt.FieldOneOfPredicate(field="term", oneOf=labelled["term"].tolist()))
    labels = labels.mark_text(align="left", dx=6, dy=-4, fontSize=11, cursor="pointer").encode(
        text="term:N", tooltip=alt.value(None)
    )
    description = f"Scatter plot of {len(data)} terms: occurrences against Gries's DP. {title}."
    return style(alt.layer(points, labels), name="dispersion", title=title, description=description)


def _without_collisions(data: pd.DataFrame) -> pd.DataFrame:
    """Return the terms, the most frequent first, whose labels do not overlap."""
    points: list[tuple[float, float]] = []
    rows = []
    for row, (count, dispersion) in enumerate(zip(data["count"], data["dispersion"], strict=True)):
        x, y = math.log10(count), float(dispersion)
        if all(abs(x - left) > _LABEL_WIDTH or abs(y - top) > _LABEL_HEIGHT for left, top in points):
            points.append((x, y))
            rows.append(row)
    return data.iloc[rows]


def chart_concordance(
    places: pd.DataFrame, lengths: Mapping[str, int], *, names: Mapping[str, str], title: str
) -> Chart | Html:
    """Draw where in each article some terms stand; of few short articles, say that their lines are enough.

    Args:
        places: From `keyword_in_context`, with a column `pattern` where there are several terms.
        lengths: Code points of each article, in the corpus's order; of more than 40 those with the most
            occurrences are drawn.
        names: Short names of all articles.
        title: What the chart asks.

    Example:
        >>> places = analysis.keyword_in_context(annotated, "talk*")
        >>> lengths = {article.doc_id: len(article.text) for article in corpus}
        >>> chart_concordance(places, lengths, names=short_names(corpus), title="Where do they talk?")
        A chart of places needs eight articles or 50,000 characters; read the lines below instead.
    """
    if places.empty:
        return say("None of the articles has these terms.")
    if len(lengths) < _MIN_ARTICLES and sum(lengths.values()) < _MIN_CHARACTERS:
        sentence = (
            f"A chart of places needs {in_words(_MIN_ARTICLES)} articles or {_MIN_CHARACTERS:,} characters; "
        )
        return say(f"{sentence}read the lines below instead.")
    places = places.assign(term=places["pattern"] if "pattern" in places else places["keyword"])
    doc_ids = articles_with_most(places, list(places["term"].unique()), list(lengths), MAX_ARTICLES)
    doc_ids = _within_limit(places["doc_id"].value_counts(), doc_ids, _MAX_TICKS)
    rows = {doc_id: names.get(doc_id, doc_id) for doc_id in doc_ids}
    data = places[places["doc_id"].isin(doc_ids)]
    if len(data) > _MAX_TICKS:  # of one article alone
        step = -(-len(data) // _MAX_TICKS)
        data = data.iloc[::step]
        title += f" One in {step} occurrences is drawn."
    position = 100 * data["start"] / data["doc_id"].map(lengths)
    data = data.assign(article=data["doc_id"].map(rows), position=position.round(2))
    data = data.assign(pattern=data["term"])
    chart = (
        alt.Chart(data[["article", "position", "pattern", "keyword"]])
        .mark_tick(thickness=2, height=15, cursor="pointer")
        .encode(
            x=alt.X("position:Q", title="place (% of the article)", scale=alt.Scale(domain=[0, 100])),
            y=alt.Y("article:N", sort=list(rows.values()), axis=name_axis(rows.values())),
            color=alt.Color("pattern:N", title="term", scale=colour_scale(data["pattern"])),
            tooltip=[
                alt.Tooltip("article:N"),
                alt.Tooltip("keyword:N", title="as written"),
                alt.Tooltip("position:Q", title="place (%)", format=".0f"),
            ],
        )
    )
    counts = ", ".join(f"{term} {count}" for term, count in data["pattern"].value_counts(sort=False).items())
    description = f"Ticks mark each occurrence by its place in its article. Occurrences: {counts}."
    if len(rows) < len(lengths):
        title += f" The {len(rows)} of {len(lengths):,} articles with the most of them"
    return style(
        chart, name="concordance", title=title, description=description, rows=len(rows) + 2, row_height=24
    )


def _within_limit(counts: pd.Series[int], doc_ids: Sequence[str], limit: int) -> list[str]:
    """Return the articles with the most occurrences, `limit` in all at most; one article in any case."""
    order = sorted(doc_ids, key=lambda doc_id: (-int(counts.get(doc_id, 0)), doc_id))
    total, kept = 0, set(order[:1])
    for doc_id in order:
        total += int(counts.get(doc_id, 0))
        if total > limit:
            break
        kept.add(doc_id)
    return [doc_id for doc_id in doc_ids if doc_id in kept]
