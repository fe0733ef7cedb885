"""What do these two articles share? Passages, quotations, phrases, names and speakers, side by side."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from analysis._keywords import explains_keywords
from analysis.entities import commonest_name, identities, mentions, shared_identities
from analysis.errors import DatelineError
from analysis.overlap._pair_display import describe_pair, show_pair
from analysis.overlap.differences._descriptions import compare_descriptions
from analysis.overlap.reuse._passages import find_passages
from analysis.overlap.reuse._phrases import shared_phrases
from analysis.overlap.reuse._quotations import shared_quotations
from analysis.quotes import find_quotes
from analysis.schema import TABLES

if TYPE_CHECKING:
    from analysis.annotation import AnnotatedCorpus
    from analysis.corpus import Article


@dataclass(frozen=True, eq=False, repr=False)
class ArticlePair:
    """Two articles and what they share; shows itself side by side in a notebook.

    Attributes:
        article_a, article_b: The articles, in the order of their identifiers.
        passages: As from `find_passages`.
        quotations: As from `shared_quotations`.
        phrases: As from `shared_phrases`.
        names: One row a person, organisation, place or event that both name, by kind, then by mentions; the table
            `names_of_pair` of `analysis.schema`.
        speakers: One row a speaker quoted in both, by name; the table `speakers_of_pair` there.
        descriptions: The rows of `compare_descriptions` about what both describe and not alike.
    """

    article_a: Article
    article_b: Article
    passages: pd.DataFrame
    quotations: pd.DataFrame
    phrases: pd.DataFrame
    names: pd.DataFrame
    speakers: pd.DataFrame
    descriptions: pd.DataFrame

    def __repr__(self) -> str:
        return describe_pair(self)

    def _repr_html_(self) -> str:
        return show_pair(self)


@explains_keywords
def compare_pair(
    annotated: AnnotatedCorpus,
    doc_a: str,
    doc_b: str,
    *,
    quotes: pd.DataFrame | None = None,
    phrase_words: int = 4,
) -> ArticlePair:
    """Set two articles side by side: what they share, and what they describe differently.

    Names and speakers are joined by what these two articles say alone, so that the answer does not depend on
    the rest of the corpus; `compare_articles` compares all pairs of a corpus in numbers.

    Args:
        annotated: The articles with their parses.
        doc_a: The one article's identifier.
        doc_b: The other's; the two may be given in either order.
        quotes: From `find_quotes`; found in the two with its defaults where none are given.
        phrase_words: Words that a shared phrase must have, at least.

    Returns:
        The pair, with its tables; see `ArticlePair` for their columns.

    Raises:
        DatelineError: There is no such article, the two are one, or `phrase_words` is less than 1.

    Example:
        >>> pair = compare_pair(annotated, doc_ids[1], doc_ids[2], quotes=found)
        >>> pair.phrases[["phrase", "words"]].head(2)
                                      phrase  words
        0  South Korea and the United States      6
        1    foreign ministry, and Kevin Kim      5
        >>> people = pair.names[pair.names["kind"] == "person"]
        >>> people[["name", "mentions_a", "mentions_b"]].reset_index(drop=True)
                     name  mentions_a  mentions_b
        0       Kevin Kim           2           3
        1  Jeong Yeon-doo           2           1
    """
    if doc_a == doc_b:
        raise DatelineError(f"Both articles are {doc_a}: name two different ones.")
    both = annotated.select([doc_a, doc_b])
    article_a, article_b = both.corpus
    quotes = find_quotes(both) if quotes is None else quotes
    quotes = quotes[quotes["doc_id"].isin([doc_a, doc_b])]
    described = compare_descriptions(both)
    return ArticlePair(
        article_a,
        article_b,
        find_passages(both),
        shared_quotations(both, quotes=quotes),
        shared_phrases(both, min_words=phrase_words),
        _names(shared_identities(identities(both)), mentions(both), article_a.doc_id, article_b.doc_id),
        _speakers(quotes, article_a.doc_id, article_b.doc_id),
        described[described["verdict"] == "differ"].reset_index(drop=True),
    )


def _names(shared: pd.DataFrame, named: pd.DataFrame, doc_a: str, doc_b: str) -> pd.DataFrame:
    groups = dict(list(named.groupby(["kind", "name"], sort=False)))
    rows = []
    for kind, name in zip(shared["kind"], shared["name"], strict=True):
        group = groups.get((kind, name), named.iloc[:0])
        ways = [group[group["doc_id"] == doc_id] for doc_id in (doc_a, doc_b)]
        if all(len(way) for way in ways):
            rows.append((name, kind, _written(ways[0]), len(ways[0]), _written(ways[1]), len(ways[1])))
    rows.sort(key=lambda row: (row[1], -row[3] - row[5], row[0]))
    return TABLES["names_of_pair"].frame(rows)


def _speakers(quotes: pd.DataFrame, doc_a: str, doc_b: str) -> pd.DataFrame:
    known = quotes[quotes["speaker"].notna() & quotes["speaker_kind"].isin(["person", "organisation"])]
    rows = []
    for _, group in known.groupby("speaker_identity", sort=True):
        said = {doc_id: part["content"].tolist() for doc_id, part in group.groupby("doc_id")}
        if doc_a in said and doc_b in said:
            name = commonest_name(Counter(group["speaker"]))
            rows.append((name, len(said[doc_a]), said[doc_a], len(said[doc_b]), said[doc_b]))
    return TABLES["speakers_of_pair"].frame(sorted(rows))


def _written(named: pd.DataFrame) -> list[str]:
    """Return how an article writes a name, pronouns left out where it has more than them."""
    full = named[~named["rule"].str.startswith("pronoun")]
    texts = (full if len(full) else named)["text"]
    return list(dict.fromkeys(" ".join(text.split()) for text in texts))
