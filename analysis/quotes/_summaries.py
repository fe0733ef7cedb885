"""Summarise attributions by article, by speaker and by kind of speaker."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from analysis.quotes._attribution import KINDS
from analysis.quotes._speakers import name_speakers, with_words
from analysis.schema import TABLES, returns

#: Kinds of speaker without a name.
_WITHOUT_NAME = ("anonymous", "unattributed")


@returns(TABLES["kinds_by_article"])
def kinds_by_article(quotes: pd.DataFrame, doc_ids: Sequence[str]) -> pd.DataFrame:
    """Return the number of attributions of each kind in each article.

    Args:
        quotes: From `find_quotes`.
        doc_ids: All articles in the corpus's order; those without attributions have a row too.

    Example:
        >>> kinds_by_article(found, doc_ids).columns.tolist()
        ['doc_id', 'direct', 'mixed', 'indirect', 'all']
    """
    counts = quotes.groupby(["doc_id", "kind"]).size()
    rows = []
    for doc_id in doc_ids:
        by_kind = [int(counts.get((doc_id, kind), 0)) for kind in KINDS]
        rows.append((doc_id, *by_kind, sum(by_kind)))
    return TABLES["kinds_by_article"].frame(rows)


@returns(TABLES["speaker_kinds"])
def speaker_kinds(quotes: pd.DataFrame) -> pd.DataFrame:
    """Return the attributions and words of each kind of speaker, the kind with most words first.

    Example:
        >>> kinds = speaker_kinds(found)
        >>> int(kinds["attributions"].sum()) == len(found), round(float(kinds["share"].sum()), 6)
        (True, 1.0)
    """
    table = (
        with_words(quotes)
        .groupby("speaker_kind", as_index=False)
        .agg(attributions=("doc_id", "size"), words=("words", "sum"), articles=("doc_id", "nunique"))
    )
    table = table.assign(
        share=table["attributions"] / max(len(quotes), 1),
        share_of_words=table["words"] / max(int(table["words"].sum()), 1),
    )
    by = ["words", "attributions", "speaker_kind"]
    ordered = table.sort_values(by, ascending=[False, False, True], ignore_index=True)
    return TABLES["speaker_kinds"].frame(ordered)


@returns(TABLES["speakers_by_article"])
def speakers_by_article(quotes: pd.DataFrame) -> pd.DataFrame:
    """Return the attributions and words of each speaker in each article.

    Args:
        quotes: From `find_quotes`.

    Returns:
        One row an article and speaker, by article, those with most words first.

    Example:
        >>> speakers_by_article(found).columns.tolist()
        ['doc_id', 'speaker', 'speaker_kind', 'quotes', 'words', 'share']
    """
    named = with_words(quotes).assign(name=pd.Series(name_speakers(quotes), index=quotes.index, dtype=object))
    group = named.groupby(["doc_id", "name", "speaker_kind"], as_index=False, dropna=False)
    table = group.agg(quotes=("kind", "size"), words=("words", "sum"))
    spoken = table.groupby("doc_id")["words"].transform("sum").clip(lower=1)
    table = table.assign(share=table["words"] / spoken).rename(columns={"name": "speaker"})
    by = ["doc_id", "words", "quotes", "speaker", "speaker_kind"]
    ordered = table.sort_values(by, ascending=[True, False, False, True, True], ignore_index=True)
    return TABLES["speakers_by_article"].frame(ordered)


@returns(TABLES["speech_by_article"])
def speech_by_article(quotes: pd.DataFrame, doc_ids: Sequence[str]) -> pd.DataFrame:
    """Return the attributions, words and speakers of each article, and the speaker with most words.

    Args:
        quotes: From `find_quotes`.
        doc_ids: All articles in the corpus's order; those without attributions have a row too.

    Example:
        >>> speech_by_article(found, doc_ids)["doc_id"].unique().tolist() == doc_ids
        True
    """
    own: dict[str, list[Any]] = {}
    for row in speakers_by_article(quotes).itertuples(index=False):  # an article's leader first
        own.setdefault(str(row.doc_id), []).append(row)
    return TABLES["speech_by_article"].frame(_speech(doc_id, own.get(doc_id, ())) for doc_id in doc_ids)


def _speech(doc_id: str, speakers: Sequence[Any]) -> tuple[Any, ...]:
    """Return an article's row: its totals, the attributions without a name, and the speaker with most words."""
    named = [row for row in speakers if isinstance(row.speaker, str)]
    without = [sum(row.quotes for row in speakers if row.speaker_kind == kind) for kind in _WITHOUT_NAME]
    leader = (named[0].speaker, named[0].share) if named else (None, None)
    totals = sum(row.quotes for row in speakers), sum(row.words for row in speakers)
    return (doc_id, *totals, len({row.speaker for row in named}), *without, *leader)


@returns(TABLES["words_by_speaker_kind"])
def words_by_speaker_kind(quotes: pd.DataFrame) -> pd.DataFrame:
    """Return the number of words of each kind of speaker in each article.

    Example:
        >>> words_by_speaker_kind(found).columns.tolist()
        ['doc_id', 'speaker_kind', 'words']
    """
    spoken = with_words(quotes).groupby(["doc_id", "speaker_kind"], as_index=False)
    return TABLES["words_by_speaker_kind"].frame(spoken.agg(words=("words", "sum")))
