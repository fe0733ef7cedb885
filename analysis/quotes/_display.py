"""Display attributions in notebooks as an HTML table of speakers, contents, cues and articles."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
from markupsafe import Markup

from analysis._display import MOST_ROWS, table, view
from analysis.text import counted, shorten

#: Columns that the display needs; a table without one of them is displayed as any DataFrame is.
_DISPLAYED = frozenset(("doc_id", "kind", "content", "cue", "speaker", "speaker_kind", "confidence"))

#: Columns for programs: spans, evidence, and the identities of speakers across articles.
_HIDDEN = frozenset(
    (
        *("content_spans", "cue_spans", "source", "source_spans", "headline", "shown"),
        *("speaker_identity", "speaker_description"),
        *("speaker_rule", "speaker_mention", "speaker_mention_span"),
    )
)


class Quotes(pd.DataFrame):
    """A DataFrame of attributions with an HTML display for notebooks.

    Selections of rows are `Quotes` too. A selection of columns without those that the display needs, and any
    table in a terminal, are displayed by pandas.

    Example:
        >>> type(found[found["kind"] == "direct"]).__name__, isinstance(found, pd.DataFrame)
        ('Quotes', True)
    """

    @property
    def _constructor(self) -> Callable[..., Quotes]:
        return Quotes

    def _repr_html_(self) -> str | None:
        if not _DISPLAYED.issubset(self.columns) or not pd.get_option("display.notebook_repr_html"):
            return super()._repr_html_()  # type: ignore[misc, no-any-return]
        return show_quotes(self)


def show_quotes(quotes: pd.DataFrame) -> str:
    """Return attributions as HTML: the first rows, each with its index, speaker, content, cue and article.

    Args:
        quotes: From `find_quotes`, or some of its rows; added columns are displayed as well.
    """
    if quotes.empty:
        return view(Markup("<p>No attributions.</p>"))
    added = [name for name in quotes.columns if name not in _DISPLAYED | _HIDDEN]
    headings = ["", "speaker", "what is said", "cue", "kind", "confidence", "doc_id", *map(str, added)]
    first = quotes.head(MOST_ROWS)
    rows = [
        _row(index, dict(zip(first.columns, values, strict=True)), added)
        for index, values in zip(first.index, first.itertuples(index=False, name=None), strict=True)
    ]
    articles = quotes["doc_id"].nunique()
    caption = f"{counted(len(quotes), 'attribution')} in {counted(articles, 'article')}"
    hidden = [name for name in quotes.columns if name in _HIDDEN]
    parts = [table(headings, rows, caption=caption, total=len(quotes))]
    if hidden:
        parts.append(Markup('<p class="dl-note">Not shown: {}.</p>').format(", ".join(hidden)))
    return view(*parts)


def _row(index: object, record: dict[Any, Any], added: list[Any]) -> list[object]:
    speaker = record["speaker"]
    name: object = Markup("<em>unattributed</em>")
    if isinstance(speaker, str):
        kind = Markup('<br><span class="dl-note">{}</span>').format(record["speaker_kind"])
        name = Markup("<strong>{}</strong>{}").format(shorten(speaker, 80), kind)
    content = shorten(str(record["content"]))
    cells = [str(index), name, content, shorten(str(record["cue"] or ""), 60), str(record["kind"])]
    return [
        *cells,
        float(record["confidence"]),
        record["doc_id"],
        *(_plain(record[column]) for column in added),
    ]


def _plain(value: object) -> object:
    return value if isinstance(value, float) or value is None else shorten(str(value), 80)
