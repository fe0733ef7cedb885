"""List the speakers of a corpus, one row a speaker, however the articles name them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pandas as pd

from analysis.entities import commonest_name
from analysis.schema import TABLES, returns
from analysis.text import count_words


@returns(TABLES["speakers"])
def speakers(quotes: pd.DataFrame) -> pd.DataFrame:
    """Return one row a speaker across the corpus, by falling words and quotes, then by name.

    A named speaker is the same across articles, however spelled; a speaker whom an article only describes
    ("an official") is the same within that article alone. Attributions without a speaker are not counted.

    Args:
        quotes: From `find_quotes`.

    Example:
        >>> people = speakers(found)
        >>> people.loc[people["name"] == "Mike Pompeo", ["kind", "articles"]]
             kind  articles
        0  person         1
    """
    rows = []
    counted = with_words(quotes)
    all_words = max(int(counted["words"].sum()), 1)
    for _, group in _by_identity(counted):
        names = Counter(str(name) for name in group["speaker"])
        kinds = Counter(str(kind) for kind in group["speaker_kind"])
        doc_ids = sorted(set(group["doc_id"]))
        words = int(group["words"].sum())
        rows.append(
            (
                commonest_name(names),
                commonest_name(kinds),
                sorted(names, key=lambda name: (-names[name], name)),
                _descriptions(group),
                len(group),
                words,
                words / all_words,
                len(doc_ids),
                doc_ids,
            )
        )
    table = TABLES["speakers"].frame(rows)
    return table.sort_values(["words", "quotes", "name"], ascending=[False, False, True], ignore_index=True)


def _descriptions(group: pd.DataFrame) -> dict[str, list[str]]:
    """Return the descriptions of a speaker in each article, in the order in which they were given first."""
    by_article: dict[str, dict[str, None]] = {}
    for doc_id, descriptions in zip(group["doc_id"], group["speaker_description"], strict=True):
        by_article.setdefault(str(doc_id), {}).update(dict.fromkeys(descriptions))
    return {doc_id: list(descriptions) for doc_id, descriptions in by_article.items() if descriptions}


@returns(TABLES["speakers"])
def shared_speakers(quotes: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of `speakers` for those who speak in two or more articles.

    Example:
        >>> shared_speakers(found).columns.tolist()[:5]
        ['name', 'kind', 'variants', 'descriptions', 'quotes']
    """
    table = speakers(quotes)
    return table[table["articles"] > 1].reset_index(drop=True)


def name_speakers(quotes: pd.DataFrame) -> list[str | None]:
    """Return the name of each attribution's speaker across articles; None where it has no speaker.

    Example:
        >>> "Mike Pompeo" in name_speakers(found)
        True
    """
    names = {
        identity: commonest_name(Counter(str(name) for name in group["speaker"]))
        for identity, group in _by_identity(quotes)
    }
    return [
        names.get(identity) if isinstance(identity, str) else None for identity in quotes["speaker_identity"]
    ]


def _by_identity(quotes: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield each speaker's identity with its attributions, in alphabetical order."""
    attributed = quotes[quotes["speaker_identity"].notna()]
    for identity, group in attributed.groupby("speaker_identity", sort=True):
        yield str(identity), group


def with_words(quotes: pd.DataFrame) -> pd.DataFrame:
    """Return the attributions with the number of words of their content in the column `words`."""
    return quotes.assign(words=[count_words(content) for content in quotes["content"]])
