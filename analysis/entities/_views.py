"""How do the identities read? Small tables made from the tables of mentions and identities, for people."""

from __future__ import annotations

import pandas as pd

#: What can be shared between articles: a description ("officials") names nobody in particular.
_NAMED = ("person", "organisation", "place", "event")


def mentions_by_article(mentions: pd.DataFrame) -> pd.DataFrame:
    """Return how often each article names each person, organisation, place and event.

    Args:
        mentions: From `mentions`.

    Returns:
        One row an identity and article: `name`, `kind`, `doc_id`, `mentions`; by name, then article.
    """
    named = mentions[mentions["kind"].isin(_NAMED)]
    return (
        named.groupby(["name", "kind", "doc_id"], as_index=False).size().rename(columns={"size": "mentions"})
    )


def shared_identities(identities: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of `identities` that two or more articles name."""
    shared = identities[(identities["articles"] > 1) & identities["kind"].isin(_NAMED)]
    return shared.reset_index(drop=True)
