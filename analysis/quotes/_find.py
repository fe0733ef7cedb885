"""Find the attributions of a corpus, with their speakers, and the quotations that are not speech."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from analysis._keywords import explains_keywords
from analysis.entities import canonical_names
from analysis.errors import DatelineError
from analysis.language import ENGLISH
from analysis.quotes._attribution import words_of
from analysis.quotes._display import Quotes
from analysis.quotes._records import ResolvedAttribution, attributions_step
from analysis.quotes._turns import AUTHOR
from analysis.quotes.marks._pairing import covers
from analysis.schema import TABLES, returns
from analysis.text import merge

if TYPE_CHECKING:
    from analysis.annotation import AnnotatedCorpus
    from analysis.corpus import Article

#: Confidence from which pages show an indirect attribution by default. Of the 65 from .7 to .75 in PolNeAR's
#: development part annotators marked 52, but read row by row 40 are speech or thought with whole edges.
SHOWN_FROM = 0.75
#: A person's name, alone or before a comma.
_NAME = re.compile(r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,3}(?=,|$)")


@returns(TABLES["quotes"])
@explains_keywords
def find_quotes(
    annotated: AnnotatedCorpus, *, finder: str = "default", min_confidence: float = 0.0
) -> pd.DataFrame:
    """Return the attributions of a corpus, one row each, by `doc_id`, then by place.

    Args:
        annotated: The articles with their parses.
        finder: "default" (the trained finder, or the rules without its weights) or "rules".
        min_confidence: Minimum confidence of an indirect attribution, in [0, 1]; what is in quotation marks stays.

    Raises:
        DatelineError: `finder` or `min_confidence` is not one of the values above.

    Example:
        >>> found = find_quotes(annotated)
        >>> asked = found[found["content"].str.contains("frequent communication")]
        >>> asked[["kind", "cue", "speaker_kind"]].iloc[0].tolist()
        ['direct', 'stated', 'anonymous']
        >>> start, end = asked["content_spans"].iloc[0][0]
        >>> corpus["001_66396de939dc4853"].text[start:end][:19]
        '"We are in frequent'
    """
    step = attributions_step(finder)
    if not 0.0 <= min_confidence <= 1.0:
        raise DatelineError(f"min_confidence is {min_confidence}: give a number from 0 to 1.")
    names = canonical_names(annotated)
    spellings: dict[tuple[str, str], str] = {}
    rows = (
        _row(article, attribution, names, spellings)
        for article, record in annotated.records(step)
        for attribution in record.attributions
    )
    return keep_sure(Quotes(TABLES["quotes"].frame(rows)), min_confidence)


@returns(TABLES["quotes"])
def keep_sure(quotes: pd.DataFrame, min_confidence: float) -> pd.DataFrame:
    """Return the attributions without the indirect ones below a confidence, as `find_quotes` returns them.

    Args:
        quotes: From `find_quotes`.
        min_confidence: Minimum confidence of indirect ones, in [0, 1].

    Example:
        >>> sure = keep_sure(found, 0.9)
        >>> indirect = sure[sure["kind"] == "indirect"]
        >>> len(sure) < len(found), bool(indirect["confidence"].min() >= 0.9)
        (True, True)
    """
    sure = (quotes["kind"] != "indirect") | (quotes["confidence"] >= min_confidence)
    return quotes[sure].reset_index(drop=True)


@returns(TABLES["marked_terms"])
@explains_keywords
def marked_terms(
    annotated: AnnotatedCorpus, *, finder: str = "default", quotes: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return the quotations that are not speech: titles, terms, scare quotes, by article and place.

    A quotation is speech where at least half of it is in the content of an attribution and it is neither named
    ("a film called …") nor a term of up to three words. Every quotation is in one of the two tables.

    Args:
        annotated: The articles with their parses.
        finder: As in `find_quotes`.
        quotes: From `find_quotes` with the same finder and no `min_confidence`; by default found with it.

    Example:
        >>> marked_terms(annotated, quotes=found)["text"].iloc[1]
        '“regular consultations on North Korea policy.”'
    """
    by_article = quotes.groupby("doc_id")["content_spans"].apply(list).to_dict() if quotes is not None else {}
    rows = []
    for article, record in annotated.records(attributions_step(finder)):
        if quotes is None:
            contents = [resolved.attribution.content_spans for resolved in record.attributions]
        else:
            contents = by_article.get(article.doc_id, [])
        spoken = merge(span for spans in contents for span in spans)
        for quotation in record.unclaimed:
            start, end = quotation.span
            if quotation.is_term or not covers(spoken, quotation.span):
                rows.append((article.doc_id, start, end, article.text[start:end]))
    return TABLES["marked_terms"].frame(rows)


def _identity_of(
    doc_id: str,
    resolved: ResolvedAttribution,
    names: Mapping[tuple[str, int], str],
    spellings: dict[tuple[str, str], str],
) -> str | None:
    """Return the identity of a speaker: the name across articles, else the name within the article.

    Names that differ in case or in "the" are one; the first spelling of each is kept in `spellings`.
    """
    resolution = resolved.resolution
    if resolution.name is None:
        return None
    if (doc_id, resolution.entity) in names:
        return names[doc_id, resolution.entity]
    members = [names.get((doc_id, member)) for member in resolved.members]
    if members and all(members):
        return " and ".join(sorted(name for name in members if name))
    is_name = resolution.rule in ("coordination", "nationality", "written name")
    words = resolution.name.casefold().split()
    key = " ".join(words[words[0] in ENGLISH.people.definite_articles :])
    name = spellings.setdefault(("" if is_name else doc_id, key), resolution.name)
    return name if is_name else f"{name} ({doc_id})"


def _row(
    article: Article,
    resolved: ResolvedAttribution,
    names: Mapping[tuple[str, int], str],
    spellings: dict[tuple[str, str], str],
) -> tuple[object, ...]:
    text, attribution, resolution = article.text, resolved.attribution, resolved.resolution
    roles = (attribution.content_spans, attribution.cue_spans, attribution.source_spans)
    mention = resolution.mention
    author = _author_of(article) if resolution.rule == AUTHOR else None
    if author is not None:
        resolution = replace(resolution, name=author)
    return (
        article.doc_id,
        attribution.kind,
        *(cell for spans in roles for cell in (words_of(text, spans), list(spans))),
        resolution.name,
        resolution.kind if author is None else "author",
        attribution.confidence,
        not article.in_body(*attribution.content_spans[0]),
        attribution.kind != "indirect" or attribution.confidence >= SHOWN_FROM,
        author or _identity_of(article.doc_id, resolved, names, spellings),
        list(resolved.description),
        resolution.rule if author is not None or resolution.rule != AUTHOR else "none",
        text[mention[0] : mention[1]] if mention is not None else None,
        mention,
    )


def _author_of(article: Article) -> str | None:
    """Return the one person of the article's byline, without a post; None for no byline or several people."""
    words = (article.byline or "").split()
    if words and words[0].lower() in ENGLISH.newsroom.byline_openers:
        words = words[1:]
    name = _NAME.match(" ".join(words))
    return name.group() if name else None
