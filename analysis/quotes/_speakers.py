"""Who speaks in a corpus, and how much? One row a speaker, whatever the articles call them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pandas as pd

from analysis.entities import commonest_name
from analysis.schema import TABLES, returns
from analysis.text import count_words


@returns(TABLES["speakers"])
def speakers(quotes: pd.DataFrame) -> pd.DataFrame:
    """Return one row a speaker across the corpus, by words, those given the most first, then quotes and name.

    A named speaker is one across articles, however spelled; one whom an article only describes ("an
    official") is one within that article. Attributions without a speaker are not counted here.

    Args:
        quotes: From `find_quotes`.

    Example:
        >>> people = speakers(found)
        >>> people.loc[people["name"] == "Mike Pompeo", ["kind", "articles"]]
             kind  articles
        0  person         1
    """
    rows = []
    named = quotes.assign(n_words=[count_words(content) for content in quotes["content"]])
    spoken = max(int(named["n_words"].sum()), 1)
    for _, group in named[named["speaker_identity"].notna()].groupby("speaker_identity", sort=True):
        names = Counter(str(name) for name in group["speaker"])
        kinds = Counter(str(kind) for kind in group["speaker_kind"])
        doc_ids = sorted(set(group["doc_id"]))
        words = int(group["n_words"].sum())
        rows.append(
            (
                commonest_name(names),
                commonest_name(kinds),
                sorted(names, key=lambda name: (-names[name], name)),
                _descriptions(group),
                len(group),
                words,
                words / spoken,
                len(doc_ids),
                doc_ids,
            )
        )
    table = TABLES["speakers"].frame(rows)
    return table.sort_values(["words", "quotes", "name"], ascending=[False, False, True], ignore_index=True)


def _descriptions(group: pd.DataFrame) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for doc_id, descriptions in zip(group["doc_id"], group["speaker_description"], strict=True):
        words: Iterable[str] = descriptions
        known = out.setdefault(str(doc_id), [])
        known += [word for word in words if word not in known]
    return {doc_id: words for doc_id, words in out.items() if words}
