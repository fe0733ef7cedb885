"""How do the attributions read? Small tables made from the table of attributions, for people."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.quotes._speakers import speakers

_KINDS = ("direct", "mixed", "indirect")


def kinds_by_article(quotes: pd.DataFrame, doc_ids: Sequence[str]) -> pd.DataFrame:
    """Return how many attributions of each kind each article has, articles without any included.

    Args:
        quotes: From `find_quotes`.
        doc_ids: All articles in the corpus's order.

    Returns:
        One row an article: `doc_id`, `direct`, `mixed`, `indirect`, `all`.

    Example:
        >>> kinds_by_article(found, doc_ids).columns.tolist()
        ['doc_id', 'direct', 'mixed', 'indirect', 'all']
    """
    counts = quotes.groupby(["doc_id", "kind"]).size()
    rows = [(doc_id, *(int(counts.get((doc_id, kind), 0)) for kind in _KINDS)) for doc_id in doc_ids]
    frame = pd.DataFrame(rows, columns=["doc_id", *_KINDS])
    return frame.assign(all=frame[list(_KINDS)].sum(axis=1))


def speaker_kinds(quotes: pd.DataFrame) -> pd.DataFrame:
    """Return how many attributions each kind of speaker has.

    Returns:
        One row a kind, the most frequent first: `speaker_kind`, `attributions`, `share` (of all), `articles`.

    Example:
        >>> kinds = speaker_kinds(found)
        >>> int(kinds["attributions"].sum()) == len(found), round(float(kinds["share"].sum()), 6)
        (True, 1.0)
    """
    table = quotes.groupby("speaker_kind", as_index=False).agg(
        attributions=("doc_id", "size"), articles=("doc_id", "nunique")
    )
    table = table.assign(share=table["attributions"] / max(len(quotes), 1))
    table = table.sort_values(["attributions", "speaker_kind"], ascending=[False, True], ignore_index=True)
    return table[["speaker_kind", "attributions", "share", "articles"]]


def shared_speakers(quotes: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of `speakers` for those who speak in two or more articles.

    Example:
        >>> shared_speakers(found).columns.tolist()[:5]
        ['name', 'kind', 'variants', 'descriptions', 'quotes']
    """
    table = speakers(quotes)
    return table[table["articles"] > 1].reset_index(drop=True)
