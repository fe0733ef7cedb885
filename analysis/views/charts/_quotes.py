"""Charts of attributions: speakers, kinds of attribution and of speaker, and cues."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from analysis.views._short_names import short_names
from analysis.views.charts._theme import NO_TABLE, Chart, colour_scale, empty_chart, label_axis, style

_KINDS = ("direct", "mixed", "indirect")
_SPEAKER_KINDS = ("person", "organisation", "group", "anonymous", "document", "unattributed", "author")

_TONES = ("neutral", "loaded", "other")

#: Articles beyond this number are not drawn.
_MAX_ARTICLES = 60

_NO_QUOTES = "No attribution was found in these articles."


def chart_speakers(speakers: pd.DataFrame, *, top: int = 20) -> Chart:
    """Draw the words attributed to each speaker.

    Args:
        speakers: From `speakers`: `name`, `kind`, `quotes`, `words`, `share`.
        top: Maximum number of speakers.

    Example:
        >>> chart_speakers(analysis.speakers(found), top=10).to_dict()["name"]
        'speakers'
    """
    data = speakers.head(top)
    if data.empty:
        return empty_chart("Who speaks", _NO_QUOTES)
    ordered = data.sort_values(["words", "name"], ascending=[False, True])
    foremost = ordered.iloc[0]
    title = f"{foremost['name']} is given the most room: {foremost['share']:.0%} of all attributed words"
    order = ordered["name"].tolist()
    present = [kind for kind in _SPEAKER_KINDS if kind in set(data["kind"])]
    chart = (
        alt.Chart(data[["name", "kind", "quotes", "words", "share"]].round(4))
        .mark_bar()
        .encode(
            x=alt.X("words:Q", title="words attributed"),
            y=alt.Y("name:N", sort=order, axis=label_axis()),
            color=alt.Color("kind:N", title="speaker", sort=present, scale=colour_scale(_SPEAKER_KINDS)),
            tooltip=[
                alt.Tooltip("name:N", title="speaker"),
                alt.Tooltip("kind:N"),
                alt.Tooltip("quotes:Q", title="attributions"),
                alt.Tooltip("words:Q", title="words"),
                alt.Tooltip("share:Q", title="share of attributed words", format=".1%"),
            ],
        )
    )
    description = f"Bar chart of words attributed to the {len(data)} most quoted speakers. {title}."
    return style(
        chart, name="speakers", title=title, description=description, rows=len(data) + 1, row_height=21
    )


def chart_kinds_by_article(quotes: pd.DataFrame, doc_ids: Sequence[str]) -> Chart:
    """Draw the attributions in each article by kind.

    Args:
        quotes: From `find_quotes`.
        doc_ids: All articles in the corpus's order; at most 60 are drawn, including those without attributions.

    Example:
        >>> chart_kinds_by_article(found, doc_ids).to_dict()["name"]
        'kinds-by-article'
    """
    names = dict(list(short_names(doc_ids).items())[:_MAX_ARTICLES])
    if not names:
        return empty_chart("Attributions by article", _NO_QUOTES)
    counts = quotes[quotes["doc_id"].isin(list(names))].groupby(["doc_id", "kind"]).size()
    rows = _nonzero_rows(counts, names, _KINDS)
    data = pd.DataFrame(rows, columns=["article", "kind", "attributions", "order"])
    totals = quotes["kind"].value_counts()
    title = "{direct} direct, {mixed} mixed and {indirect} indirect attributions".format(
        **{kind: int(totals.get(kind, 0)) for kind in _KINDS}
    )
    chart = (
        alt.Chart(data)
        .mark_bar()
        .encode(
            x=alt.X("attributions:Q", title="attributions", axis=alt.Axis(tickMinStep=1)),
            y=alt.Y("article:N", scale=alt.Scale(domain=list(names.values())), title="article"),
            color=alt.Color("kind:N", title="kind", sort=list(_KINDS), scale=colour_scale(_KINDS)),
            order=alt.Order("order:Q"),
            tooltip=[
                alt.Tooltip("article:N"),
                alt.Tooltip("kind:N"),
                alt.Tooltip("attributions:Q"),
            ],
        )
    )
    description = f"Stacked bars of attributions in {len(names)} articles by kind: {title}."
    chart = chart.properties(usermeta=NO_TABLE)
    return style(
        chart,
        name="kinds-by-article",
        title=title,
        description=description,
        rows=len(names) + 1,
        row_height=26,
    )


def _nonzero_rows(
    counts: pd.Series, names: Mapping[str, str], kinds: Sequence[str]
) -> list[tuple[str, str, int, int]]:
    """Return article, kind, count and the kind's place in the order, for the articles and kinds that have a count."""
    return [
        (names[doc_id], kind, int(counts[doc_id, kind]), order)
        for doc_id in names
        for order, kind in enumerate(kinds)
        if (doc_id, kind) in counts.index
    ]


def chart_speech_by_article(words: pd.DataFrame, doc_ids: Sequence[str]) -> Chart:
    """Draw the words attributed in each article by kind of speaker.

    Args:
        words: From `words_by_speaker_kind`.
        doc_ids: All articles in the corpus's order; at most 60 are drawn, including those without attributions.
    """
    names = dict(list(short_names(doc_ids).items())[:_MAX_ARTICLES])
    if not names or words.empty:
        return empty_chart("Who speaks in each article", _NO_QUOTES)
    present = [kind for kind in _SPEAKER_KINDS if kind in set(words["speaker_kind"])]
    counts = words.set_index(["doc_id", "speaker_kind"])["words"]
    rows = _nonzero_rows(counts, names, present)
    data = pd.DataFrame(rows, columns=["article", "kind", "words", "order"])
    nameless = int(words.loc[words["speaker_kind"].isin(["anonymous", "unattributed"]), "words"].sum())
    share = nameless / max(int(words["words"].sum()), 1)
    title = f"{share:.0%} of attributed words come from anonymous people or nobody"
    chart = (
        alt.Chart(data)
        .mark_bar()
        .encode(
            x=alt.X("words:Q", title="words attributed", axis=alt.Axis(tickMinStep=1)),
            y=alt.Y("article:N", scale=alt.Scale(domain=list(names.values())), title="article"),
            color=alt.Color("kind:N", title="speaker", sort=present, scale=colour_scale(_SPEAKER_KINDS)),
            order=alt.Order("order:Q"),
            tooltip=[
                alt.Tooltip("article:N"),
                alt.Tooltip("kind:N", title="speaker"),
                alt.Tooltip("words:Q"),
            ],
        )
        .properties(usermeta=NO_TABLE)
    )
    description = f"Stacked bars of attributed words in {len(names)} articles by kind of speaker. {title}."
    return style(
        chart,
        name="speech-by-article",
        title=title,
        description=description,
        rows=len(names) + 1,
        row_height=26,
    )


def chart_cues(cues: pd.DataFrame, *, top: int = 20) -> Chart:
    """Draw the most frequent cues by tone, neutral or loaded.

    Args:
        cues: From `cue_frequencies`: `cue`, `tone`, `count`.
        top: Maximum number of cues.

    Example:
        >>> from analysis.quotes import cue_frequencies
        >>> chart_cues(cue_frequencies(annotated, found)).to_dict()["name"]
        'cues'
    """
    data = cues.head(top)
    if data.empty:
        return empty_chart("Which words introduce speech", _NO_QUOTES)
    foremost = data.iloc[0]
    loaded = int(cues.loc[cues["tone"] == "loaded", "count"].sum())
    title = f"“{foremost['cue']}” carries {foremost['count']} of {int(cues['count'].sum())} attributions; "
    title += f"{loaded} stand on a loaded word"
    chart = (
        alt.Chart(data[["cue", "tone", "count"]])
        .mark_bar()
        .encode(
            x=alt.X("count:Q", title="attributions", axis=alt.Axis(tickMinStep=1)),
            y=alt.Y("cue:N", sort=None, axis=label_axis()),
            color=alt.Color("tone:N", title="word", scale=colour_scale(_TONES)),
            tooltip=[
                alt.Tooltip("cue:N"),
                alt.Tooltip("tone:N"),
                alt.Tooltip("count:Q", title="attributions"),
            ],
        )
    )
    description = f"Bar chart of the {len(data)} most frequent cue words. {title}."
    return style(chart, name="cues", title=title, description=description, rows=len(data) + 1)


def chart_speaker_kinds(quotes: pd.DataFrame) -> Chart:
    """Draw the number of attributions by kind of speaker.

    Args:
        quotes: From `find_quotes`.

    Example:
        >>> chart_speaker_kinds(found).to_dict()["name"]
        'speaker-kinds'
    """
    if quotes.empty:
        return empty_chart("What kinds of speaker", _NO_QUOTES)
    counts = quotes["speaker_kind"].value_counts()
    rows = [(kind, int(counts.get(kind, 0))) for kind in _SPEAKER_KINDS]
    data = pd.DataFrame(rows, columns=["kind", "attributions"])
    named = int(counts.get("person", 0))
    title = f"{named} of {len(quotes)} attributions name a person; {int(counts.get('anonymous', 0))} hide one"
    chart = (
        alt.Chart(data)
        .mark_bar()
        .encode(
            x=alt.X("attributions:Q", title="attributions", axis=alt.Axis(tickMinStep=1)),
            y=alt.Y("kind:N", sort=list(_SPEAKER_KINDS), title=""),
            color=alt.Color("kind:N", legend=None, scale=colour_scale(_SPEAKER_KINDS)),
            tooltip=[alt.Tooltip("kind:N", title="speaker"), alt.Tooltip("attributions:Q")],
        )
    )
    parts = ", ".join(f"{kind} {count}" for kind, count in rows)
    return style(
        chart,
        name="speaker-kinds",
        title=title,
        description=f"Attributions by kind of speaker: {parts}.",
        rows=7,
        row_height=24,
    )
