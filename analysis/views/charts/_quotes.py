"""Charts of attributions: speakers, kinds of attribution and of speaker, and cues."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from analysis.text import counted, in_words, say_leader
from analysis.views._anchors import link_to_attributions, link_within, speaker_anchor
from analysis.views._html import Html, say
from analysis.views.charts._labels import (
    article_rows,
    label_segments,
    name_axis,
    name_segments,
    narrow_legend,
)
from analysis.views.charts._theme import (
    KIND_COLOURS,
    NO_TABLE,
    SPEAKER_COLOURS,
    TONE_COLOURS,
    Chart,
    bar_scale,
    kind_scale,
    label_or_value,
    style,
    with_values,
)

#: Articles beyond this number are not drawn.
_MAX_ARTICLES = 60

_NO_QUOTES = "No attribution was found in these articles."

_WHOLE = alt.Axis(tickMinStep=1)

#: A share that would be rounded to nothing.
_SMALL_SHARE = 0.005


def chart_speakers(speakers: pd.DataFrame, *, top: int = 20) -> Chart | Html:
    """Draw the words attributed to each speaker; a bar leads to all that is attributed to them.

    Args:
        speakers: From `speakers`: `name`, `kind`, `quotes`, `words`, `share`.
        top: Maximum number of speakers.

    Example:
        >>> chart_speakers(analysis.speakers(found), top=10).to_dict()["name"]
        'speakers'
    """
    ordered = speakers.sort_values(["words", "name"], ascending=[False, True])
    data = ordered.head(top)
    if data.empty:
        return say(_NO_QUOTES)
    foremost = data.iloc[0]
    title = f"{say_leader(foremost['name'], foremost['kind'])}: {counted(int(foremost['words']), 'word')}, "
    title += f"{foremost['share']:.0%} of all attributed words"
    data = data.assign(
        link=[link_within(speaker_anchor(name)) for name in data["name"]],
        label=[
            f"{words:,}" if kind == "person" else f"{words:,} {kind}"
            for words, kind in zip(data["words"], data["kind"], strict=True)
        ],
    )
    colours = kind_scale(SPEAKER_COLOURS, data["kind"])
    bars = (
        alt.Chart(data[["name", "kind", "quotes", "words", "share", "label", "link"]].round(4))
        .mark_bar(cursor="pointer")
        .encode(
            x=alt.X("words:Q", title="words attributed", scale=bar_scale(110), axis=_WHOLE),
            y=alt.Y("name:N", sort=data["name"].tolist(), axis=name_axis(data["name"])),
            color=alt.Color("kind:N", scale=colours, legend=narrow_legend(colours.domain)),
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
    chart = with_values(bars, "words:Q", label_or_value("label", "words"))
    return style(chart, name="speakers", title=title, description=description, rows=len(data), row_height=21)


def chart_kinds_by_article(quotes: pd.DataFrame, names: Mapping[str, str]) -> Chart | Html:
    """Draw the attributions in each article by kind.

    Args:
        quotes: From `find_quotes`.
        names: Short names of all articles, in the corpus's order; at most 60 are drawn, including those without
            attributions.

    Example:
        >>> chart_kinds_by_article(found, short_names(corpus)).to_dict()["name"]
        'kinds-by-article'
    """
    drawn = dict(list(names.items())[:_MAX_ARTICLES])
    counts = quotes[quotes["doc_id"].isin(list(drawn))].groupby(["doc_id", "kind"]).size()
    if counts.empty:
        return say(_NO_QUOTES)
    data = _nonzero_rows(counts, drawn, list(KIND_COLOURS), "attributions", choice="kind")
    totals = quotes["kind"].value_counts()
    parts = ", ".join(f"{int(totals[kind]):,} {kind}" for kind in KIND_COLOURS if kind in totals)
    title = f"{counted(len(quotes), 'attribution')}: {parts if len(totals) > 1 else f'all {totals.index[0]}'}"
    description = f"Stacked bars of attributions in {counted(len(drawn), 'article')} by kind: {parts}."
    chart, row_height = _stacked(data, "attributions", KIND_COLOURS, list(drawn.values()), noun="kind")
    return style(
        chart,
        name="kinds-by-article",
        title=title,
        description=description,
        rows=len(drawn) + 1,
        row_height=row_height,
    )


def chart_speech_by_article(words: pd.DataFrame, names: Mapping[str, str]) -> Chart | Html:
    """Draw the words attributed in each article by kind of speaker.

    Args:
        words: From `words_by_speaker_kind`.
        names: As for `chart_kinds_by_article`.
    """
    drawn = dict(list(names.items())[:_MAX_ARTICLES])
    counts = words.set_index(["doc_id", "speaker_kind"])["words"]
    if counts.empty or not drawn:
        return say(_NO_QUOTES)
    data = _nonzero_rows(counts, drawn, list(SPEAKER_COLOURS), "words", choice="speaks")
    nameless = int(words.loc[words["speaker_kind"].isin(["anonymous", "unattributed"]), "words"].sum())
    share = nameless / max(int(words["words"].sum()), 1)
    some = f"{share:.0%}" if share >= _SMALL_SHARE else "Less than 1%"
    title = f"{some} of attributed words have no named source"
    title = title if nameless else "Every attributed word has a named source"
    description = (
        f"Stacked bars of attributed words in {counted(len(drawn), 'article')} by kind of speaker. {title}."
    )
    chart, row_height = _stacked(data, "words", SPEAKER_COLOURS, list(drawn.values()), noun="speaker")
    return style(
        chart,
        name="speech-by-article",
        title=title,
        description=description,
        rows=len(drawn) + 1,
        row_height=row_height,
    )


def _nonzero_rows(
    counts: pd.Series, names: Mapping[str, str], kinds: Sequence[str], value: str, *, choice: str
) -> pd.DataFrame:
    """Return a row for each article and kind: its count, its place in the order and the attributions it stands for.

    Args:
        counts: By article and kind.
        names: The articles, with their names.
        kinds: The kinds, in order.
        value: What the counts are called.
        choice: The filter of the table of attributions that has the kinds.
    """
    rows = [
        (
            names[doc_id],
            kind,
            int(counts[doc_id, kind]),
            order,
            link_to_attributions(article=names[doc_id], **{choice: kind}),
        )
        for doc_id in names
        for order, kind in enumerate(kinds)
        if (doc_id, kind) in counts.index
    ]
    return pd.DataFrame(rows, columns=["article", "kind", value, "order", "link"])


def _stacked(
    data: pd.DataFrame, value: str, colours: Mapping[str, str], articles: list[str], *, noun: str
) -> tuple[alt.LayerChart | alt.FacetChart, int]:
    """Return a bar for each article, cut by kind, with its total at the end, and a row's height in pixels.

    The table has the numbers of the parts.
    """
    axis, row_height = article_rows(articles)
    y = alt.Y("article:N", scale=alt.Scale(domain=articles), axis=axis)
    longest, legend = label_segments(data, row="article", kind="kind", value=value, colours=colours)
    bars = (
        alt.Chart(data)
        .mark_bar(cursor="pointer")
        .encode(
            x=alt.X(f"{value}:Q", title=value, scale=bar_scale(), axis=_WHOLE),
            y=y,
            color=alt.Color("kind:N", scale=kind_scale(colours, data["kind"]), legend=legend),
            order=alt.Order("order:Q"),
            tooltip=[alt.Tooltip("article:N"), alt.Tooltip("kind:N", title=noun), alt.Tooltip(f"{value}:Q")],
        )
    )
    totals = data.groupby("article", as_index=False)[value].sum()
    ends = alt.Chart(totals).mark_text(align="left", dx=4)
    ends = ends.encode(x=f"{value}:Q", y=y, text=alt.Text(f"{value}:Q", format=","))
    names = name_segments(longest, y=y, kind="kind", value=value)
    layers = alt.layer(bars, names, ends).resolve_scale(color="independent")
    return layers.properties(usermeta=NO_TABLE), row_height


def _or_none(number: int) -> str:
    return in_words(number) if number else "none"


def chart_cues(cues: pd.DataFrame, *, top: int = 20) -> Chart | Html:
    """Draw the most frequent cues; those that judge or dramatise stand out.

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
        return say(_NO_QUOTES)
    foremost = data.iloc[0]
    loaded, total = int(cues.loc[cues["tone"] == "loaded", "count"].sum()), int(cues["count"].sum())
    title = f"“{foremost['cue']}” introduces {in_words(int(foremost['count']))} of {counted(total, 'attribution')}; "
    title += (
        f"{in_words(loaded)} {'use' if loaded > 1 else 'uses'} a loaded word"
        if loaded
        else "none uses a loaded word"
    )
    labels = [
        f"{count:,} loaded" if tone == "loaded" else f"{count:,}"
        for count, tone in zip(data["count"], data["tone"], strict=True)
    ]
    tones = kind_scale(TONE_COLOURS, data["tone"])
    bars = (
        alt.Chart(data[["cue", "tone", "count"]].assign(label=labels))
        .mark_bar()
        .encode(
            x=alt.X("count:Q", title="attributions", scale=bar_scale(80), axis=_WHOLE),
            y=alt.Y("cue:N", sort=None, axis=name_axis(data["cue"])),
            color=alt.Color("tone:N", scale=tones, legend=narrow_legend(tones.domain)),
            tooltip=[
                alt.Tooltip("cue:N"),
                alt.Tooltip("tone:N"),
                alt.Tooltip("count:Q", title="attributions"),
            ],
        )
    )
    description = f"Bar chart of the {len(data)} most frequent cue words. {title}."
    chart = with_values(bars, "count:Q", label_or_value("label", "count"))
    return style(chart, name="cues", title=title, description=description, rows=len(data))


def chart_speaker_kinds(quotes: pd.DataFrame) -> Chart | Html:
    """Draw the number of attributions by kind of speaker, of the kinds that there are.

    Args:
        quotes: From `find_quotes`.

    Example:
        >>> chart_speaker_kinds(found).to_dict()["name"]
        'speaker-kinds'
    """
    if quotes.empty:
        return say(_NO_QUOTES)
    counts = quotes["speaker_kind"].value_counts()
    rows = [(kind, int(counts[kind])) for kind in SPEAKER_COLOURS if kind in counts]
    data = pd.DataFrame(rows, columns=["kind", "attributions"])
    data = data.assign(link=[link_to_attributions(speaks=kind) for kind in data["kind"]])
    named, anonymous = int(counts.get("person", 0)), int(counts.get("anonymous", 0))
    of_all = counted(len(quotes), "attribution")
    title = f"{_or_none(named).capitalize()} of {of_all} {'name' if named > 1 else 'names'} a person; "
    title += f"{_or_none(anonymous)} {'are' if anonymous > 1 else 'is'} anonymous"
    bars = (
        alt.Chart(data)
        .mark_bar(cursor="pointer")
        .encode(
            x=alt.X("attributions:Q", title="attributions", scale=bar_scale(), axis=_WHOLE),
            y=alt.Y("kind:N", sort=None, axis=name_axis(data["kind"])),
            color=alt.Color("kind:N", legend=None, scale=kind_scale(SPEAKER_COLOURS, data["kind"])),
            tooltip=[alt.Tooltip("kind:N", title="speaker"), alt.Tooltip("attributions:Q")],
        )
    )
    parts = ", ".join(f"{kind} {count}" for kind, count in rows)
    return style(
        with_values(bars, "attributions:Q", alt.Text("attributions:Q", format=",")),
        name="speaker-kinds",
        title=title,
        description=f"Attributions by kind of speaker: {parts}.",
        rows=len(rows),
        row_height=24,
    )
