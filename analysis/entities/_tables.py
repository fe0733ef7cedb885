"""Build the tables of mentions and identities of a corpus, and summaries of these tables."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd

from analysis.entities._records import article_records, canonical_names
from analysis.schema import TABLES, returns

if TYPE_CHECKING:
    from analysis.annotation import AnnotatedCorpus

_Row = tuple[str, int, int, str, str, str, str]


@dataclass(slots=True)
class _Named:
    """The names of one identity as written, and its articles, each with its count of mentions."""

    variants: Counter[str] = field(default_factory=Counter)
    doc_ids: Counter[str] = field(default_factory=Counter)


@returns(TABLES["mentions"])
def mentions(annotated: AnnotatedCorpus) -> pd.DataFrame:
    """Return every mention of an entity in the articles' bodies, by `doc_id`, then by place.

    Pronouns without an antecedent are left out, and "it" and "they" where another antecedent is nearly as likely.

    Example:
        >>> mention = mentions(annotated).iloc[0]
        >>> corpus[mention["doc_id"]].text[mention["start"] : mention["end"]], mention["name"]
        ('South Korea', 'South Korea')
    """
    return TABLES["mentions"].frame(row for row, _ in _rows(annotated))


@returns(TABLES["identities"])
def identities(annotated: AnnotatedCorpus) -> pd.DataFrame:
    """Return the people, organisations, places and events a corpus names, those in most articles first.

    The name is the identity's stable identifier within its kind.

    Example:
        >>> identities(annotated)[["name", "kind", "articles"]].head(3)
                    name   kind  articles
        0    North Korea  place         4
        1  United States  place         4
        2    South Korea  place         4
    """
    by_name: dict[tuple[str, str], _Named] = defaultdict(_Named)
    for (doc_id, _, _, text, kind, name, _), form in _rows(annotated):
        if form != "unnamed":
            named = by_name[kind, name]
            named.doc_ids[doc_id] += 1
            named.variants.update([" ".join(text.split())] if form == "name" else [])
    rows = []
    for (kind, name), named in by_name.items():
        variants = sorted(named.variants, key=lambda variant: (-named.variants[variant], variant)) or [name]
        total = sum(named.doc_ids.values())
        rows.append((name, kind, variants, len(named.doc_ids), total, sorted(named.doc_ids)))
    order = ["articles", "mentions", "kind", "name"]
    return (
        TABLES["identities"]
        .frame(rows)
        .sort_values(order, ascending=[False, False, True, True], ignore_index=True)
    )


@returns(TABLES["mentions_by_article"])
def mentions_by_article(mentions: pd.DataFrame, identities: pd.DataFrame) -> pd.DataFrame:
    """Return how often each article names each person, organisation, place and event.

    Args:
        mentions: From `mentions`.
        identities: From `identities`; a mention of anything else (an organisation without a name) is left out.

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
    identified = pd.MultiIndex.from_frame(identities[["name", "kind"]])
    named = mentions[pd.MultiIndex.from_frame(mentions[["name", "kind"]]).isin(identified)]
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


def _rows(annotated: AnnotatedCorpus) -> Iterator[tuple[_Row, str]]:
    """Yield the rows of `mentions`, each with its form: name, description, pronoun, or "unnamed" for no identity."""
    names = canonical_names(annotated)
    linked: list[tuple[_Row, int, str]] = []
    for article, record in article_records(annotated):
        for mention in record.mentions:
            start, end = mention.span
            if mention.entity < 0 or not mention.sure or not article.in_body(start, end):
                continue
            entity = record.entities[mention.entity]
            text = article.text[start:end]
            row = (article.doc_id, start, end, text, entity.kind, entity.name, mention.rule)
            linked.append((row, mention.entity, mention.form))
    yield from sorted(_named_rows(linked, names), key=lambda row: row[0][:3] + row[0][4:])


def _named_rows(
    linked: Iterable[tuple[_Row, int, str]], names: dict[tuple[str, int], str]
) -> Iterator[tuple[_Row, str]]:
    """Yield the rows of linked mentions under the names of their identities."""
    for row, entity, form in linked:
        name = names.get((row[0], entity))
        yield (*row[:5], name or row[5], row[6]), form if name is not None else "unnamed"
