"""Compare two articles: passages, quotations, phrases, names and speakers that they share."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from analysis._keywords import explains_keywords
from analysis.entities import commonest_name, identities, mentions, shared_identities
from analysis.errors import DatelineError
from analysis.overlap._pair_display import describe_pair, show_pair
from analysis.overlap._shared_sources import named_speakers
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
    """Two articles and what they share; displayed side by side in a notebook.

    Attributes:
        article_a, article_b: The articles, in the order of their identifiers.
        passages: As from `find_passages`.
        quotations: As from `shared_quotations`.
        phrases: As from `shared_phrases`.
        names: One row a person, organisation, place or event that both name, by kind, then by mentions; the table
            `names_of_pair` of `analysis.schema`.
        speakers: One row a speaker quoted in both, by name; the table `speakers_of_pair` there.
        descriptions: The rows of `compare_descriptions` that differ.
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
    """Compare two articles: what they share, and what they describe differently.

    Names and speakers are resolved from these two articles alone, so that the result does not depend on the rest of
    the corpus; `compare_articles` compares all pairs of a corpus in numbers.

    Args:
        annotated: The articles with their parses.
        doc_a: Identifier of one article.
        doc_b: Identifier of the other; the order does not matter.
        quotes: From `find_quotes`; by default found in the two articles with its default options.
        phrase_words: Minimum number of words of a shared phrase.

    Returns:
        The pair, with its tables; see `ArticlePair` for their columns.

    Raises:
        DatelineError: An article does not exist, both are the same, or `phrase_words` is less than 1.

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
    annotated_pair = annotated.select([doc_a, doc_b])
    article_a, article_b = annotated_pair.corpus
    quotes = find_quotes(annotated_pair) if quotes is None else quotes
    quotes = quotes[quotes["doc_id"].isin([doc_a, doc_b])]
    descriptions = compare_descriptions(annotated_pair)
    return ArticlePair(
        article_a,
        article_b,
        find_passages(annotated_pair),
        shared_quotations(annotated_pair, quotes=quotes),
        shared_phrases(annotated_pair, min_words=phrase_words),
        _names(
            shared_identities(identities(annotated_pair)),
            mentions(annotated_pair),
            article_a.doc_id,
            article_b.doc_id,
        ),
        _speakers(quotes, article_a.doc_id, article_b.doc_id),
        descriptions[descriptions["verdict"] == "differ"].reset_index(drop=True),
    )


def _names(identities: pd.DataFrame, all_mentions: pd.DataFrame, doc_a: str, doc_b: str) -> pd.DataFrame:
    groups = dict(list(all_mentions.groupby(["kind", "name"], sort=False)))
    rows = []
    for kind, name in zip(identities["kind"], identities["name"], strict=True):
        group = groups.get((kind, name), all_mentions.iloc[:0])
        sides = [group[group["doc_id"] == doc_id] for doc_id in (doc_a, doc_b)]
        if all(len(side) for side in sides):
            rows.append(
                (name, kind, _spellings(sides[0]), len(sides[0]), _spellings(sides[1]), len(sides[1]))
            )
    rows.sort(key=lambda row: (row[1], -row[3] - row[5], row[0]))
    return TABLES["names_of_pair"].frame(rows)


def _speakers(quotes: pd.DataFrame, doc_a: str, doc_b: str) -> pd.DataFrame:
    named_quotes = named_speakers(quotes)
    rows = []
    for _, group in named_quotes.groupby("speaker_identity", sort=True):
        contents = {
            doc_id: article_quotes["content"].tolist() for doc_id, article_quotes in group.groupby("doc_id")
        }
        if doc_a in contents and doc_b in contents:
            name = commonest_name(Counter(group["speaker"]))
            rows.append((name, len(contents[doc_a]), contents[doc_a], len(contents[doc_b]), contents[doc_b]))
    return TABLES["speakers_of_pair"].frame(sorted(rows))


def _spellings(mentions: pd.DataFrame) -> list[str]:
    """Return the distinct spellings of a name in an article, without pronouns unless there is nothing else."""
    names = mentions[~mentions["rule"].str.startswith("pronoun")]
    texts = (names if len(names) else mentions)["text"]
    return list(dict.fromkeys(" ".join(text.split()) for text in texts))
