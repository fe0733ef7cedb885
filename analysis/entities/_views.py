"""How do the identities read? Small tables made from the tables of mentions and identities, for people."""

from __future__ import annotations

import pandas as pd


def mentions_by_article(mentions: pd.DataFrame, identities: pd.DataFrame) -> pd.DataFrame:
    """Return how often each article names each person, organisation, place and event.

    Args:
        mentions: From `mentions`.
        identities: From `identities`; what it does not have (a body that no article names) is left out.

    Returns:
        One row an identity and article: `name`, `kind`, `doc_id`, `mentions`; by name, then article.
    """
    known = pd.MultiIndex.from_frame(identities[["name", "kind"]])
    named = mentions[pd.MultiIndex.from_frame(mentions[["name", "kind"]]).isin(known)]
    return (
        named.groupby(["name", "kind", "doc_id"], as_index=False).size().rename(columns={"size": "mentions"})
    )


def shared_identities(identities: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of `identities` that two or more articles name."""
    return identities[identities["articles"] > 1].reset_index(drop=True)
