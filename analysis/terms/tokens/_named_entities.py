"""Named entities of an article, each under its canonical name in the corpus."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from spacy.tokens import Doc
from textacy.extract.basics import entities as named_entities

from analysis.annotation import AnnotatedCorpus
from analysis.corpus import Article, normalise
from analysis.entities import ArticleEntities, LocalIdentity, local_identities, unify
from analysis.terms.tokens._words import singular_people
from analysis.text import Span, inside_any, meet

#: Kinds of name that have no identity across the corpus: peoples and parties, and products.
OTHER_KINDS = ("language", "law", "people", "product", "work")

#: All kinds of the unit "entity".
ENTITY_KINDS = ("person", "organisation", "place", "event", "document", *OTHER_KINDS)

_EDGES = " \t\r\n\"'.,;:-()[]"

#: The canonical name of each entity of each article: (doc_id, number of the entity) → name.
Names = Mapping[tuple[str, int], str]


class NamedMention(NamedTuple):
    """One name in an article; `entity` is its number in the article, -1 for a name of `OTHER_KINDS`."""

    start: int
    end: int
    name: str
    kind: str
    entity: int


def find_names(
    article: Article, doc: Doc, spans: Sequence[Span]
) -> tuple[list[NamedMention], list[LocalIdentity]]:
    """Return the names within `spans` in order, and the article's identities for `unify` to join.

    Names alone count: pronouns and descriptions ("the minister") are not occurrences of a name.
    """
    article_entities = ArticleEntities(article, doc)
    identities = local_identities(article_entities)
    identified = {identity.entity for identity in identities}
    names = []
    for mention in article_entities.mentions:
        if mention.form == "name" and mention.entity in identified and inside_any(mention.span, spans):
            entity = article_entities.entities[mention.entity]
            names.append(NamedMention(mention.start, mention.end, entity.name, entity.kind, mention.entity))
    name_spans = [(name.start, name.end) for name in names]
    names += [
        extra
        for extra in _other_names(article, doc, spans)
        if not meet([(extra.start, extra.end)], name_spans)
    ]
    return sorted(names), identities


def resolve_names(annotated: AnnotatedCorpus) -> Names:
    """Return the canonical name of every identity of the corpus, from a pass over the articles."""
    identities: list[LocalIdentity] = []
    for article, doc in annotated:
        identities += local_identities(ArticleEntities(article, doc))
    return unify(identities)


def _other_names(article: Article, doc: Doc, spans: Sequence[Span]) -> Iterator[NamedMention]:
    language = article.language
    kinds, peoples = language.grammar.other_kinds, language.grammar.people_entities
    for entity in named_entities(doc, include_types=set(kinds), drop_determiners=True):
        text = normalise(article.text[entity.start_char : entity.end_char])
        ending = next((e for e in language.words.possessives if text.lower().endswith(e)), "")
        text = text[: len(text) - len(ending)]
        name = text.strip(_EDGES)
        start = entity.start_char + len(text) - len(text.lstrip(_EDGES))
        end = start + len(name)
        if name[:1].isupper() and inside_any((start, end), spans):
            canonical = " ".join(name.split())
            if entity.label_ in peoples and entity[-1].tag_ in language.grammar.plural_nouns:
                # Koreans is counted with the adjective Korean.
                canonical = singular_people(canonical, language)
            yield NamedMention(start, end, canonical, kinds[entity.label_], -1)
