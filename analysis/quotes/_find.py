"""Find the attributions of a corpus, with their speakers, and the quotations that are not speech."""

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
class _Resolved:
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
        finder: "default" (the trained finder, or the rules without its weights) or "rules".
        min_confidence: Minimum confidence of an attribution, in [0, 1].

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
    resolved: list[_Resolved] = []
    records: list[LocalIdentity] = []
    for article, doc in annotated:
        attributions = read_article(article, doc, find)
        entities = ArticleEntities(article, doc)
        records += local_identities(entities)
        resolutions = entities.resolve_sources(attributions)
        for attribution, resolution in zip(attributions, resolutions, strict=True):
            resolved.append(_resolve(article, attribution, resolution, entities))
    names = unify(records)
    quotes = Quotes(TABLES["quotes"].frame(_row(attribution, names) for attribution in resolved))
    return keep_sure(quotes, min_confidence)


@returns(TABLES["quotes"])
def keep_sure(quotes: pd.DataFrame, min_confidence: float) -> pd.DataFrame:
    """Return the attributions with at least this confidence, as `find_quotes` returns them.

    Args:
        quotes: From `find_quotes`.
        min_confidence: Minimum confidence, in [0, 1].

    Example:
        >>> sure = keep_sure(found, 0.9)
        >>> len(sure) < len(found), bool(sure["confidence"].min() >= 0.9)
        (True, True)
    """
    return quotes[quotes["confidence"] >= min_confidence].reset_index(drop=True)


def choose_finder(name: str) -> Finder:
    """Return the finder of that name; without its weights, the trained finder is replaced by the rules."""
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
    """Return an article's attributions in text order, with their kind by the quotation marks."""
    quotations = quotation_spans(article)
    terms = term_starts(read_speech(doc, article.paragraphs(), quotations), article.text)
    attributions = [
        replace(a, kind=kind_of(a.content_spans, article.text, quotations, terms))
        for a in finder(article, doc)
    ]
    return sorted(attributions, key=lambda a: (a.content_spans, a.cue_spans, a.source_spans))


@returns(TABLES["marked_terms"])
@explains_keywords
def marked_terms(
    annotated: AnnotatedCorpus, *, finder: str = "default", quotes: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return the quotations that are not speech: titles, terms, scare quotes, by article and place.

    A quotation is speech where it has a cue, or where it is in the content of an attribution and is more than
    a term of up to three words.

    Args:
        annotated: The articles with their parses.
        finder: As in `find_quotes`.
        quotes: From `find_quotes` with the same finder and no `min_confidence`; without it the attributions
            are found again, which takes as long as `find_quotes`.

    Example:
        >>> marked_terms(annotated, quotes=found)["text"].iloc[1]
        '“regular consultations on North Korea policy.”'
    """
    find = choose_finder(finder)
    by_article = quotes.groupby("doc_id")["content_spans"].apply(list).to_dict() if quotes is not None else {}
    rows = []
    for article, doc in annotated:
        speech = read_speech(doc, article.paragraphs(), quotation_spans(article))
        if quotes is None:
            contents = [a.content_spans for a in read_article(article, doc, find)]
        else:
            contents = by_article.get(article.doc_id, [])
        for start, end in marked_spans(speech, contents, article.text):
            rows.append((article.doc_id, start, end, article.text[start:end]))
    return TABLES["marked_terms"].frame(rows)


def _resolve(
    article: Article, attribution: Attribution, resolution: Resolution, entities: ArticleEntities
) -> _Resolved:
    resolution = _resolve_label(article, attribution, resolution, entities)
    if resolution.entity < 0:
        return _Resolved(article, attribution, resolution, (), [])
    entity = entities.entities[resolution.entity]
    words = (" ".join(role.text.split()) for role in sorted(entity.roles, key=lambda role: role.start))
    return _Resolved(article, attribution, resolution, tuple(entity.members), list(dict.fromkeys(words)))


def _resolve_label(
    article: Article, attribution: Attribution, resolution: Resolution, entities: ArticleEntities
) -> Resolution:
    """Return the speaker of a transcript's label: "KELLER:" is the Keller of the article, "Q:" is unattributed."""
    label = words_of(article.text, attribution.source_spans)
    if label in ENGLISH.cues.turn_labels:
        return UNATTRIBUTED
    if words_of(article.text, attribution.cue_spans) != ":" or not label.isupper():
        return resolution
    family = label.split()[-1].casefold()
    people = [e for e in entities.entities if e.kind == "person" and e.name.split()[-1].casefold() == family]
    person = max(people, key=lambda e: len(e.name), default=None)
    if person is not None and person.name != resolution.name:
        return Resolution(person.name, "person", attribution.source_spans[0], "label", person.index)
    if resolution.name is None:
        return Resolution(label, "person", attribution.source_spans[0], "label")
    return resolution


def _identity_of(attribution: _Resolved, names: dict[tuple[str, int], str]) -> str | None:
    """Return the identity of a speaker: the name across articles, else the name within the article."""
    doc_id, resolution = attribution.article.doc_id, attribution.resolution
    if resolution.name is None:
        return None
    if (doc_id, resolution.entity) in names:
        return names[doc_id, resolution.entity]
    members = [names.get((doc_id, member)) for member in attribution.members]
    if members and all(members):
        return " and ".join(sorted(name for name in members if name))
    is_name = resolution.rule in ("coordination", "nationality")
    return resolution.name if is_name else f"{resolution.name} ({doc_id})"


def _row(resolved: _Resolved, names: dict[tuple[str, int], str]) -> tuple[object, ...]:
    text, attribution, resolution = resolved.article.text, resolved.attribution, resolved.resolution
    roles = (attribution.content_spans, attribution.cue_spans, attribution.source_spans)
    mention = resolution.mention
    return (
        resolved.article.doc_id,
        attribution.kind,
        *(cell for spans in roles for cell in (words_of(text, spans), list(spans))),
        resolution.name,
        resolution.kind,
        attribution.confidence,
        _identity_of(resolved, names),
        resolved.description,
        resolution.rule,
        text[mention[0] : mention[1]] if mention is not None else None,
        mention,
    )
