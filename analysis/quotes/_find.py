"""Who is quoted in each article, saying what? One row an attribution, whichever finder is asked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd

from analysis._keywords import explains_keywords
from analysis.entities import (
    UNATTRIBUTED,
    ArticleEntities,
    LocalIdentity,
    Resolution,
    local_identities,
    unify,
)
from analysis.errors import DatelineError
from analysis.language import ENGLISH
from analysis.quotes._attribution import words_of
from analysis.quotes._display import Quotes
from analysis.quotes.marks._pairing import quotation_spans
from analysis.quotes.model._join import join_speech
from analysis.quotes.model._span_edges import set_edges
from analysis.quotes.model._weights import has_weights
from analysis.quotes.rules._finder import find_by_rules
from analysis.quotes.rules._kinds import kind_of, marked_spans, term_starts
from analysis.quotes.rules._quoted_speech import read_speech
from analysis.schema import TABLES, returns

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from analysis.annotation import AnnotatedCorpus
    from analysis.corpus import Article
    from analysis.quotes._attribution import Attribution, Finder


@dataclass(frozen=True, slots=True)
class _Found:
    """An attribution of an article with its speaker, small enough to hold for a whole corpus."""

    article: Article
    attribution: Attribution
    resolution: Resolution
    members: tuple[int, ...]
    description: list[str]


@returns(TABLES["quotes"])
@explains_keywords
def find_quotes(
    annotated: AnnotatedCorpus, *, finder: str = "default", min_confidence: float = 0.0
) -> pd.DataFrame:
    """Return the attributions of a corpus, one row each, by `doc_id`, then by place.

    Args:
        annotated: The articles with their parses.
        finder: "default" (the trained finder, where its weights are there) or "rules" (needs no weights).
        min_confidence: Attributions with less confidence than this, in [0, 1], are left out.

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
    find = choose_finder(finder)
    if not 0.0 <= min_confidence <= 1.0:
        raise DatelineError(f"min_confidence is {min_confidence}: give a number from 0 to 1.")
    found: list[_Found] = []
    records: list[LocalIdentity] = []
    for article, doc in annotated:
        attributions = read_article(article, doc, find)
        entities = ArticleEntities(article, doc)
        records += local_identities(entities)
        resolutions = entities.resolve_sources(attributions)
        for attribution, resolution in zip(attributions, resolutions, strict=True):
            found.append(_describe(article, attribution, resolution, entities))
    names = unify(records)
    every = Quotes(TABLES["quotes"].frame(_row(each, names) for each in found))
    return keep_sure(every, min_confidence)


@returns(TABLES["quotes"])
def keep_sure(quotes: pd.DataFrame, min_confidence: float) -> pd.DataFrame:
    """Return the attributions with this confidence or more, as `find_quotes` gives them with such a cut.

    Args:
        quotes: From `find_quotes`.
        min_confidence: In [0, 1].

    Example:
        >>> sure = keep_sure(found, 0.9)
        >>> len(sure) < len(found), bool(sure["confidence"].min() >= 0.9)
        (True, True)
    """
    return quotes[quotes["confidence"] >= min_confidence].reset_index(drop=True)


def choose_finder(name: str) -> Finder:
    """Return the finder of that name; the trained one gives way to rules where its weights are missing."""
    if name == "rules":
        return find_by_rules
    if name != "default":
        raise DatelineError(f'finder is "{name}": it must be "default" or "rules".')
    if not has_weights():
        return find_by_rules
    # Here, because rules do not need the runtime that executes the weights.
    from analysis.quotes.model._finder import find_by_encoder

    def find(article: Article, doc: Doc) -> list[Attribution]:
        return join_speech(set_edges(find_by_encoder(article, doc), article.text), article, doc)

    return find


def read_article(article: Article, doc: Doc, finder: Finder) -> list[Attribution]:
    """Return one article's attributions in text order, their kind read from the marks."""
    quotations = quotation_spans(article)
    terms = term_starts(read_speech(doc, article.paragraphs(), quotations), article.text)
    found = [
        replace(a, kind=kind_of(a.content_spans, article.text, quotations, terms))
        for a in finder(article, doc)
    ]
    return sorted(found, key=lambda a: (a.content_spans, a.cue_spans, a.source_spans))


@returns(TABLES["marked_terms"])
@explains_keywords
def marked_terms(
    annotated: AnnotatedCorpus, *, finder: str = "default", quotes: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return what stands in quotation marks and is not speech: titles, terms, scare quotes.

    Args:
        annotated: The articles with their parses.
        finder: As in `find_quotes`.
        quotes: From `find_quotes` with the same finder and everything kept, where that is at hand; else the
            articles are read anew, which takes as long as finding the attributions did.

    Ordered by article and place. A quotation is speech where a cue claims it, or where it is part of what an
    attribution reports and more than a term of up to three words.

    Example:
        >>> marked_terms(annotated, quotes=found)["text"].iloc[1]
        '“regular consultations on North Korea policy.”'
    """
    find = choose_finder(finder)
    known = quotes.groupby("doc_id")["content_spans"].apply(list).to_dict() if quotes is not None else {}
    rows = []
    for article, doc in annotated:
        speech = read_speech(doc, article.paragraphs(), quotation_spans(article))
        if quotes is None:
            contents = [a.content_spans for a in read_article(article, doc, find)]
        else:
            contents = known.get(article.doc_id, [])
        for start, end in marked_spans(speech, contents, article.text):
            rows.append((article.doc_id, start, end, article.text[start:end]))
    return TABLES["marked_terms"].frame(rows)


def _describe(
    article: Article, attribution: Attribution, resolution: Resolution, entities: ArticleEntities
) -> _Found:
    resolution = _by_label(article, attribution, resolution, entities)
    if resolution.entity < 0:
        return _Found(article, attribution, resolution, (), [])
    entity = entities.entities[resolution.entity]
    words = (" ".join(role.text.split()) for role in sorted(entity.roles, key=lambda role: role.start))
    return _Found(article, attribution, resolution, tuple(entity.members), list(dict.fromkeys(words)))


def _by_label(
    article: Article, attribution: Attribution, resolution: Resolution, entities: ArticleEntities
) -> Resolution:
    """Return who a transcript's label stands for: "KELLER:" is the Keller of the article, "Q:" is nobody named."""
    label = words_of(article.text, attribution.source_spans)
    if label in ENGLISH.cues.turn_labels:
        return UNATTRIBUTED
    if words_of(article.text, attribution.cue_spans) != ":" or not label.isupper():
        return resolution
    family = label.split()[-1].casefold()
    named = [e for e in entities.entities if e.kind == "person" and e.name.split()[-1].casefold() == family]
    fuller = max(named, key=lambda e: len(e.name), default=None)
    if fuller is not None and fuller.name != resolution.name:
        return Resolution(fuller.name, "person", attribution.source_spans[0], "label", fuller.index)
    if resolution.name is None:
        return Resolution(label, "person", attribution.source_spans[0], "label")
    return resolution


def _identity(found: _Found, names: dict[tuple[str, int], str]) -> str | None:
    """Return what a speaker is the same by: the name across articles, else the name within this one."""
    doc_id, resolution = found.article.doc_id, found.resolution
    if resolution.name is None:
        return None
    if (doc_id, resolution.entity) in names:
        return names[doc_id, resolution.entity]
    members = [names.get((doc_id, member)) for member in found.members]
    if members and all(members):
        return " and ".join(sorted(name for name in members if name))
    named = resolution.rule in ("coordination", "nationality")
    return resolution.name if named else f"{resolution.name} ({doc_id})"


def _row(found: _Found, names: dict[tuple[str, int], str]) -> tuple[object, ...]:
    text, attribution, resolution = found.article.text, found.attribution, found.resolution
    roles = (attribution.content_spans, attribution.cue_spans, attribution.source_spans)
    mention = resolution.mention
    return (
        found.article.doc_id,
        attribution.kind,
        *(cell for spans in roles for cell in (words_of(text, spans), list(spans))),
        resolution.name,
        resolution.kind,
        attribution.confidence,
        _identity(found, names),
        found.description,
        resolution.rule,
        text[mention[0] : mention[1]] if mention is not None else None,
        mention,
    )
