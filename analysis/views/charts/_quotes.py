"""Who speaks, how much, and with which words are they introduced? Charts of attributions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from analysis.views._short_names import short_names
from analysis.views.charts._theme import LABEL_PIXELS, Chart, colour_scale, empty_chart, style

KINDS = ("direct", "mixed", "indirect")
SPEAKER_KINDS = ("person", "organisation", "group", "anonymous", "document", "unattributed")

TONES = ("neutral", "loaded", "other")

#: The numbers of such a chart stand in a table of their own right below it.
TABLE_FOLLOWS = {"table": False}

_NO_QUOTES = "No attribution was found in these articles."


def chart_speakers(speakers: pd.DataFrame, *, top: int = 20) -> Chart:
    """Draw the words attributed to each speaker: who speaks, and how much?

    Args:
        speakers: From `speakers`: `name`, `kind`, `quotes`, `words`, `share`.
        top: How many speakers to draw.

    Example:
        >>> chart_speakers(analysis.speakers(found), top=10).to_dict()["name"]
        'speakers'
    """
    data = speakers.head(top)
    if data.empty:
        return empty_chart("Who speaks", _NO_QUOTES)
    lead = data.sort_values(["words", "name"], ascending=[False, True]).iloc[0]
    title = f"{lead['name']} is given the most room: {lead['share']:.0%} of all attributed words"
    order = data.sort_values(["words", "name"], ascending=[False, True])["name"].tolist()
    present = [kind for kind in SPEAKER_KINDS if kind in set(data["kind"])]
    chart = (
        alt.Chart(data[["name", "kind", "quotes", "words", "share"]].round(4))
        .mark_bar()
        .encode(
            x=alt.X("words:Q", title="words attributed"),
            y=alt.Y("name:N", sort=order, axis=alt.Axis(title="", labelLimit=LABEL_PIXELS)),
            color=alt.Color("kind:N", title="speaker", sort=present, scale=colour_scale(SPEAKER_KINDS)),
            tooltip=[
                alt.Tooltip("name:N", title="speaker"),
                alt.Tooltip("kind:N"),
                alt.Tooltip("quotes:Q", title="attributions"),
                alt.Tooltip("words:Q", title="words"),
                alt.Tooltip("share:Q", title="share of attributed words", format=".1%"),
            ],
        )
    )
    described = f"Bar chart of words attributed to the {len(data)} most quoted speakers. {title}."
    return style(
        chart, name="speakers", title=title, description=described, rows=len(data) + 1, row_height=21
    )


def chart_kinds_by_article(quotes: pd.DataFrame, doc_ids: Sequence[str]) -> Chart:
    """Draw attributions by article and kind: which article quotes, which paraphrases, which neither?

    Args:
        quotes: From `find_quotes`.
        doc_ids: All articles in the corpus's order; at most 60 are drawn, those without attributions too.

    Example:
        >>> chart_kinds_by_article(found, doc_ids).to_dict()["name"]
        'kinds-by-article'
    """
    called = short_names(doc_ids)
    ids = list(called)[:60]
    if not ids:
        return empty_chart("Attributions by article", _NO_QUOTES)
    names = {doc_id: called[doc_id] for doc_id in ids}
    counts = quotes[quotes["doc_id"].isin(ids)].groupby(["doc_id", "kind"]).size()
    rows = _counted(counts, names, KINDS)
    data = pd.DataFrame(rows, columns=["article", "kind", "attributions", "order"])
    totals = quotes["kind"].value_counts()
    title = "{direct} direct, {mixed} mixed and {indirect} indirect attributions".format(
        **{kind: int(totals.get(kind, 0)) for kind in KINDS}
    )
    chart = (
        alt.Chart(data)
        .mark_bar()
        .encode(
            x=alt.X("attributions:Q", title="attributions", axis=alt.Axis(tickMinStep=1)),
            y=alt.Y("article:N", scale=alt.Scale(domain=list(names.values())), title="article"),
            color=alt.Color("kind:N", title="kind", sort=list(KINDS), scale=colour_scale(KINDS)),
            order=alt.Order("order:Q"),
            tooltip=[
                alt.Tooltip("article:N"),
                alt.Tooltip("kind:N"),
                alt.Tooltip("attributions:Q"),
            ],
        )
    )
    described = f"Stacked bars of attributions in {len(ids)} articles by kind: {title}."
    chart = chart.properties(usermeta=TABLE_FOLLOWS)
    return style(
        chart, name="kinds-by-article", title=title, description=described, rows=len(ids) + 1, row_height=26
    )


def _counted(
    counts: pd.Series, names: Mapping[str, str], kinds: Sequence[str]
) -> list[tuple[str, str, int, int]]:
    """Return article, kind, count and the kind's place in the order, where there is anything to draw."""
    return [
        (names[doc_id], kind, int(counts[doc_id, kind]), n)
        for doc_id in names
        for n, kind in enumerate(kinds)
        if (doc_id, kind) in counts.index
    ]


def chart_speech_by_article(words: pd.DataFrame, doc_ids: Sequence[str]) -> Chart:
    """Draw the words attributed in each article by kind of speaker: who carries it, and does anybody?

    Args:
        words: From `words_by_speaker_kind`.
        doc_ids: All articles in the corpus's order; at most 60 are drawn, those without attributions too.
    """
    called = short_names(doc_ids)
    ids = list(called)[:60]
    if not ids or words.empty:
        return empty_chart("Who speaks in each article", _NO_QUOTES)
    names = {doc_id: called[doc_id] for doc_id in ids}
    present = [kind for kind in SPEAKER_KINDS if kind in set(words["speaker_kind"])]
    counts = words.set_index(["doc_id", "speaker_kind"])["words"]
    rows = _counted(counts, names, present)
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
            color=alt.Color("kind:N", title="speaker", sort=present, scale=colour_scale(SPEAKER_KINDS)),
            order=alt.Order("order:Q"),
            tooltip=[
                alt.Tooltip("article:N"),
                alt.Tooltip("kind:N", title="speaker"),
                alt.Tooltip("words:Q"),
            ],
        )
        .properties(usermeta=TABLE_FOLLOWS)
    )
    described = f"Stacked bars of attributed words in {len(ids)} articles by kind of speaker. {title}."
    return style(
        chart, name="speech-by-article", title=title, description=described, rows=len(ids) + 1, row_height=26
    )


def chart_cues(cues: pd.DataFrame, *, top: int = 20) -> Chart:
    """Draw the words that carry attributions: neutral ones or loaded ones?

    Args:
        cues: From `cue_frequencies`: `cue`, `tone`, `count`.
        top: How many to draw.

    Example:
        >>> from analysis.quotes import cue_frequencies
        >>> chart_cues(cue_frequencies(annotated, found)).to_dict()["name"]
        'cues'
    """
    data = cues.head(top)
    if data.empty:
        return empty_chart("Which words introduce speech", _NO_QUOTES)
    first = data.iloc[0]
    loaded = int(cues.loc[cues["tone"] == "loaded", "count"].sum())
    title = f"“{first['cue']}” carries {first['count']} of {int(cues['count'].sum())} attributions; "
    title += f"{loaded} stand on a loaded word"
    chart = (
        alt.Chart(data[["cue", "tone", "count"]])
        .mark_bar()
        .encode(
            x=alt.X("count:Q", title="attributions", axis=alt.Axis(tickMinStep=1)),
            y=alt.Y("cue:N", sort=None, axis=alt.Axis(title="", labelLimit=LABEL_PIXELS)),
            color=alt.Color("tone:N", title="word", scale=colour_scale(TONES)),
            tooltip=[
                alt.Tooltip("cue:N"),
                alt.Tooltip("tone:N"),
                alt.Tooltip("count:Q", title="attributions"),
            ],
        )
    )
    described = f"Bar chart of the {len(data)} most frequent cue words. {title}."
    return style(chart, name="cues", title=title, description=described, rows=len(data) + 1)


def chart_speaker_kinds(quotes: pd.DataFrame) -> Chart:
    """Draw attributions by kind of speaker: how much rests on people with a name?

    Args:
        quotes: From `find_quotes`.

    Example:
        >>> chart_speaker_kinds(found).to_dict()["name"]
        'speaker-kinds'
    """
    if quotes.empty:
        return empty_chart("What kinds of speaker", _NO_QUOTES)
    counts = quotes["speaker_kind"].value_counts()
    rows = [(kind, int(counts.get(kind, 0))) for kind in SPEAKER_KINDS]
    data = pd.DataFrame(rows, columns=["kind", "attributions"])
    named = int(counts.get("person", 0))
    title = f"{named} of {len(quotes)} attributions name a person; {int(counts.get('anonymous', 0))} hide one"
    chart = (
        alt.Chart(data)
        .mark_bar()
        .encode(
            x=alt.X("attributions:Q", title="attributions", axis=alt.Axis(tickMinStep=1)),
            y=alt.Y("kind:N", sort=list(SPEAKER_KINDS), title=""),
            color=alt.Color("kind:N", legend=None, scale=colour_scale(SPEAKER_KINDS)),
            tooltip=[alt.Tooltip("kind:N", title="speaker"), alt.Tooltip("attributions:Q")],
        )
    )
    parts = ", ".join(f"{kind} {n}" for kind, n in rows)
    return style(
        chart,
        name="speaker-kinds",
        title=title,
        description=f"Attributions by kind of speaker: {parts}.",
        rows=7,
        row_height=24,
    )
