"""What does a table of attributions look like in a notebook? Who said what, by which words, and where."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
from markupsafe import Markup

from analysis._display import MOST_ROWS, table, view
from analysis.text import counted, shorten

#: What a display needs; a table without one of these shows itself as any DataFrame does.
_SHOWN = frozenset(("doc_id", "kind", "content", "cue", "speaker", "speaker_kind", "confidence"))

#: Columns for programs: places, evidence, and what joins speakers across articles.
_BEHIND = frozenset(
    (
        *("content_spans", "cue_spans", "source", "source_spans", "speaker_identity", "speaker_description"),
        *("speaker_rule", "speaker_mention", "speaker_mention_span"),
    )
)


class Quotes(pd.DataFrame):
    """A DataFrame of attributions that shows itself for readers; in all else it is a DataFrame.

    Selections of rows are `Quotes` too. One of columns that leaves out what the display needs, and any table
    in a terminal, look as pandas has it.

    Example:
        >>> type(found[found["kind"] == "direct"]).__name__, isinstance(found, pd.DataFrame)
        ('Quotes', True)
    """

    @property
    def _constructor(self) -> Callable[..., Quotes]:
        return Quotes

    def _repr_html_(self) -> str | None:
        if not _SHOWN.issubset(self.columns) or not pd.get_option("display.notebook_repr_html"):
            return super()._repr_html_()  # type: ignore[misc, no-any-return]
        return show_quotes(self)


def show_quotes(quotes: pd.DataFrame) -> str:
    """Return attributions as HTML: the first rows, each with its index, speaker, words, cue and article.

    Args:
        quotes: From `find_quotes`, or some of its rows; columns that were added are shown as well.
    """
    if quotes.empty:
        return view(Markup("<p>No attributions.</p>"))
    added = [name for name in quotes.columns if name not in _SHOWN | _BEHIND]
    heads = ["", "speaker", "what is said", "cue", "kind", "confidence", "doc_id", *map(str, added)]
    first = quotes.head(MOST_ROWS)
    rows = [
        _row(index, dict(zip(first.columns, values, strict=True)), added)
        for index, values in zip(first.index, first.itertuples(index=False, name=None), strict=True)
    ]
    articles = quotes["doc_id"].nunique()
    said = f"{counted(len(quotes), 'attribution')} in {counted(articles, 'article')}"
    behind = [name for name in quotes.columns if name in _BEHIND]
    parts = [table(heads, rows, caption=said, total=len(quotes))]
    if behind:
        parts.append(Markup('<p class="dl-note">Not shown: {}.</p>').format(", ".join(behind)))
    return view(*parts)


def _row(index: object, record: dict[Any, Any], added: list[Any]) -> list[object]:
    speaker = record["speaker"]
    who: object = Markup("<em>unattributed</em>")
    if isinstance(speaker, str):
        kind = Markup('<br><span class="dl-note">{}</span>').format(record["speaker_kind"])
        who = Markup("<strong>{}</strong>{}").format(shorten(speaker, 80), kind)
    said = shorten(str(record["content"]))
    words = [str(index), who, said, shorten(str(record["cue"] or ""), 60), str(record["kind"])]
    return [*words, float(record["confidence"]), record["doc_id"], *(_plain(record[name]) for name in added)]


def _plain(value: object) -> object:
    return value if isinstance(value, float) or value is None else shorten(str(value), 80)
