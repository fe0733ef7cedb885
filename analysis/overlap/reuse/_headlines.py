"""Find articles with the same headline."""

from __future__ import annotations

import re
from collections import defaultdict

import pandas as pd

from analysis.corpus import Corpus
from analysis.overlap.reuse._word_table import fold, split_words
from analysis.schema import TABLES, returns

#: Words of a headline that tells a story; shorter ones name a column ("News in brief").
_MIN_WORDS = 4
#: The name of an outlet after a headline, in a few words.
_OUTLET = re.compile(r"\s+[-–—|·]\s+(?:[^\s|]+\s?){1,4}$")


@returns(TABLES["headlines"])
def find_same_headlines(corpus: Corpus, derivation: pd.DataFrame) -> pd.DataFrame:
    """Return the headlines that several articles have, whatever their case, marks and the outlet's name behind them.

    Args:
        corpus: The articles; those without a title are passed over.
        derivation: From `infer_derivation`, which tells how much of the texts is the same.

    Returns:
        One row a headline of four words or more, that of most articles first.
    """
    by_words: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for article in corpus:
        words = _headline_words(article.title or "")
        if len(words) >= _MIN_WORDS:
            by_words[words].append(article.doc_id)
    columns = (derivation[name] for name in ("doc_a", "doc_b", "containment_a", "containment_b"))
    shares = {(a, b): max(share_a, share_b) for a, b, share_a, share_b in zip(*columns, strict=True)}
    rows = []
    for doc_ids in by_words.values():
        if len(doc_ids) > 1:
            first, articles = doc_ids[0], [corpus[doc_id] for doc_id in doc_ids]
            days = sorted(article.published for article in articles if article.published is not None)
            outlets = sorted({article.outlet for article in articles if article.outlet})
            in_common = [
                shares.get((first, doc_id), shares.get((doc_id, first), 0.0)) for doc_id in doc_ids[1:]
            ]
            date_range = (days[0], days[-1]) if days else (None, None)
            rows.append((articles[0].title, len(doc_ids), doc_ids, outlets, *date_range, min(in_common)))
    rows.sort(key=lambda row: (-row[1], row[2]))
    return TABLES["headlines"].frame(rows)


def _headline_words(title: str) -> tuple[str, ...]:
    """Return the words of a headline without the outlet's name behind it."""
    short = _OUTLET.sub("", title)
    words = split_words(fold(short))
    return tuple(words if len(words) >= _MIN_WORDS else split_words(fold(title)))
