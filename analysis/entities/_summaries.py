"""How do the identities read? Small tables made from the tables of mentions and identities, for people."""

from __future__ import annotations

import pandas as pd

from analysis.schema import TABLES, returns


@returns(TABLES["mentions_by_article"])
def mentions_by_article(mentions: pd.DataFrame, identities: pd.DataFrame) -> pd.DataFrame:
    """Return how often each article names each person, organisation, place and event.

    Args:
        mentions: From `mentions`.
        identities: From `identities`; what it does not have (a body that no article names) is left out.

    Returns:
        One row an identity and article, by name, then article.

    Example:
        >>> named = mentions_by_article(mentions(annotated), identities(annotated))
        >>> named.loc[named["name"] == "Kevin Kim", ["doc_id", "kind"]].reset_index(drop=True)
                         doc_id    kind
        0  000_a9ccbddb8078eaa8  person
        1  001_66396de939dc4853  person
        2  002_7ee00924eb371e5f  person
    """
    known = pd.MultiIndex.from_frame(identities[["name", "kind"]])
    named = mentions[pd.MultiIndex.from_frame(mentions[["name", "kind"]]).isin(known)]
    counts = named.groupby(["name", "kind", "doc_id"], as_index=False).size()
    return TABLES["mentions_by_article"].frame(counts.rename(columns={"size": "mentions"}))


@returns(TABLES["identities"])
def shared_identities(identities: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of `identities` that two or more articles name.

    Example:
        >>> shared = shared_identities(identities(annotated))
        >>> shared.loc[shared["kind"] == "person", "name"].head(2).tolist()
        ['Donald Trump', 'Kevin Kim']
    """
    return identities[identities["articles"] > 1].reset_index(drop=True)
