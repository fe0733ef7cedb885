"""List the speakers of a corpus, one row a speaker, however the articles name them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from analysis._keywords import explains_keywords
from analysis.entities import commonest_name
from analysis.schema import TABLES, returns
from analysis.text import count_words


@returns(TABLES["speakers"])
@explains_keywords
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
    spoken = [count_words(content) for content in quotes["content"]]
    all_words = max(sum(spoken), 1)
    for own in _by_identity(quotes.assign(words=spoken)):
        names = Counter(str(attribution.speaker) for attribution in own)
        kinds = Counter(str(attribution.speaker_kind) for attribution in own)
        doc_ids = sorted({attribution.doc_id for attribution in own})
        words = sum(attribution.words for attribution in own)
        rows.append(
            (
                _common_name(names),
                commonest_name(kinds),
                sorted(names, key=lambda name: (-names[name], name)),
                _descriptions(own),
                len(own),
                words,
                words / all_words,
                len(doc_ids),
                doc_ids,
            )
        )
    table = TABLES["speakers"].frame(rows)
    return table.sort_values(["words", "quotes", "name"], ascending=[False, False, True], ignore_index=True)


def _descriptions(own: Iterable[Any]) -> dict[str, list[str]]:
    """Return the descriptions of a speaker in each article, in the order in which they were given first."""
    by_article: dict[str, dict[str, None]] = {}
    for attribution in own:
        descriptions = dict.fromkeys(attribution.speaker_description)
        by_article.setdefault(str(attribution.doc_id), {}).update(descriptions)
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
        own[0].speaker_identity: _common_name(Counter(str(attribution.speaker) for attribution in own))
        for own in _by_identity(quotes)
    }
    return [
        names.get(identity) if isinstance(identity, str) else None for identity in quotes["speaker_identity"]
    ]


def _common_name(names: Mapping[str, int]) -> str:
    """Return a speaker's commonest name; a family name alone gives way to a full name that ends with it."""
    common = commonest_name(names)
    fuller = {name: number for name, number in names.items() if name.endswith(f" {common}")}
    return commonest_name(fuller) if fuller and " " not in common else common


def _by_identity(quotes: pd.DataFrame) -> list[list[Any]]:
    """Return the rows of each speaker, in the alphabetical order of their identities."""
    own: dict[str, list[Any]] = {}
    for attribution in quotes[quotes["speaker_identity"].notna()].itertuples(index=False):
        own.setdefault(str(attribution.speaker_identity), []).append(attribution)
    return [own[identity] for identity in sorted(own)]


def with_words(quotes: pd.DataFrame) -> pd.DataFrame:
    """Return the attributions with the number of words of their content in the column `words`."""
    return quotes.assign(words=[count_words(content) for content in quotes["content"]])
