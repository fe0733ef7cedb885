"""The attributions of each article with their speakers, as records that are computed once and kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from analysis.annotation import Step
from analysis.corpus import Article
from analysis.entities import ArticleEntities, Resolution, entities_of
from analysis.errors import DatelineError
from analysis.quotes._attribution import Attribution
from analysis.quotes._no_attributions import doubt, is_attribution
from analysis.quotes._turns import resolve_first_person, resolve_turn
from analysis.quotes.marks._pairing import covers, quotation_spans
from analysis.quotes.model._join import join_speech
from analysis.quotes.model._marked_extents import follow_marks
from analysis.quotes.model._phrases import make_phrases
from analysis.quotes.model._span_edges import set_edges
from analysis.quotes.model._weights import has_weights
from analysis.quotes.rules._finder import find_by_rules
from analysis.quotes.rules._kinds import kind_of, term_starts
from analysis.quotes.rules._quoted_speech import read_speech
from analysis.text import Span, merge, subtract

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc

    from analysis.quotes._attribution import Finder


@dataclass(frozen=True, slots=True)
class ResolvedAttribution:
    """An attribution of an article with its speaker.

    Attributes:
        attribution: The attribution.
        resolution: Its speaker within the article.
        members: Where the speaker is a group, the indices of its members.
        description: The words of the roles that the article gives the speaker.
    """

    attribution: Attribution
    resolution: Resolution
    members: tuple[int, ...]
    description: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnclaimedQuotation:
    """A quotation that is a title, a term or a scare quote, or that no attribution has in its content."""

    span: Span
    is_term: bool


@dataclass(frozen=True, slots=True)
class QuoteRecord:
    """The attributions of one article in text order, and its quotations that are not speech."""

    attributions: tuple[ResolvedAttribution, ...]
    unclaimed: tuple[UnclaimedQuotation, ...]


def choose_finder(name: str) -> Finder:
    """Return the finder of that name; without its weights, the trained finder is replaced by the rules."""
    if name == "rules":
        return find_by_rules
    if name != "default":
        raise _unknown_finder(name)
    if not has_weights():
        return find_by_rules
    # Here, because rules do not need the runtime that executes the weights.
    from analysis.quotes.model._finder import find_by_encoder

    def find(article: Article, doc: Doc) -> list[Attribution]:
        attributions = set_edges(find_by_encoder(article, doc), article.text)
        phrases = make_phrases(attributions, article.text, doc)
        return join_speech(follow_marks(phrases, article, doc), article, doc)

    return find


def read_article(article: Article, doc: Doc, finder: Finder) -> list[Attribution]:
    """Return an article's attributions in text order, with their kind by the quotation marks."""
    text, quotations = article.text, quotation_spans(article)
    terms = term_starts(read_speech(doc, article.paragraphs(), quotations), text)
    term_spans = [quotation.span for quotation in quotations if quotation.start in terms]
    attributions = [_with_roles_apart(attribution) for attribution in finder(article, doc)]
    attributions = [replace(a, kind=kind_of(a.content_spans, text, quotations, terms)) for a in attributions]
    attributions = [
        doubt(a, text, doc, term_spans) for a in attributions if is_attribution(a, text, doc, term_spans)
    ]
    return sorted(attributions, key=lambda a: (a.content_spans, a.cue_spans, a.source_spans))


def _with_roles_apart(attribution: Attribution) -> Attribution:
    """Return the attribution with a content that has no character of its cue or source."""
    content = subtract(attribution.content_spans, (*attribution.cue_spans, *attribution.source_spans))
    return replace(attribution, content_spans=tuple(content)) if content else attribution


def _read(article: Article, doc: Doc, *, finder: str) -> QuoteRecord:
    attributions = read_article(article, doc, choose_finder(finder))
    entities = entities_of(article, doc)
    quoted = [quotation.span for quotation in quotation_spans(article)]
    quoted += [span for attribution in attributions for span in attribution.content_spans]
    resolutions = (
        resolve_first_person(
            article, attribution, resolve_turn(article, attribution, resolution, entities), entities, quoted
        )
        for attribution, resolution in zip(attributions, entities.resolve_sources(attributions), strict=True)
    )
    return QuoteRecord(
        tuple(
            _resolve(attribution, resolution, entities)
            for attribution, resolution in zip(attributions, resolutions, strict=True)
        ),
        tuple(list_unclaimed(article, doc, attributions)),
    )


def list_unclaimed(
    article: Article, doc: Doc, attributions: Sequence[Attribution]
) -> Iterator[UnclaimedQuotation]:
    """Yield the quotations that are terms or that no content covers, in text order."""
    quotations = quotation_spans(article)
    terms = term_starts(read_speech(doc, article.paragraphs(), quotations), article.text)
    contents = merge(span for attribution in attributions for span in attribution.content_spans)
    for quotation in quotations:
        is_term = quotation.start in terms
        if not quotation.level and (is_term or not covers(contents, quotation.span)):
            yield UnclaimedQuotation(quotation.span, is_term)


_CODE = (
    *("text", "language", "corpus", "annotation", "entities"),
    *(
        "quotes/_attribution.py",
        "quotes/_no_attributions.py",
        "quotes/_records.py",
        "quotes/_turns.py",
        "quotes/marks",
        "quotes/model",
        "quotes/rules",
        "quotes/weights",
    ),
)

#: The attributions of each article, by finder.
ATTRIBUTIONS = {
    finder: Step(f"attributions-{finder}", partial(_read, finder=finder), QuoteRecord, code=_CODE)
    for finder in ("default", "rules")
}


def attributions_step(finder: str) -> Step[QuoteRecord]:
    """Return the step of a finder; without its weights, the trained finder is replaced by the rules.

    Raises:
        DatelineError: There is no such finder.

    Example:
        >>> attributions_step("rules").name
        'attributions-rules'
    """
    if finder not in ATTRIBUTIONS:
        raise _unknown_finder(finder)
    return ATTRIBUTIONS["rules" if not has_weights() else finder]


def _unknown_finder(name: str) -> DatelineError:
    return DatelineError(f'finder is "{name}": it must be "default" or "rules".')


def _resolve(
    attribution: Attribution, resolution: Resolution, entities: ArticleEntities
) -> ResolvedAttribution:
    if resolution.entity < 0:
        return ResolvedAttribution(attribution, resolution, (), ())
    entity = entities.entities[resolution.entity]
    words = (" ".join(role.text.split()) for role in sorted(entity.roles, key=lambda role: role.start))
    return ResolvedAttribution(attribution, resolution, tuple(entity.members), tuple(dict.fromkeys(words)))
