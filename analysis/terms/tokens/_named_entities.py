"""Named entities of an article, each under its canonical name in the corpus."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from analysis.annotation import Tokens
from analysis.corpus import Article, normalise
from analysis.entities import entities_of, local_identities
from analysis.terms.tokens._words import singular_people
from analysis.text import meet

if TYPE_CHECKING:
    from spacy.tokens import Doc

#: Kinds of name that have no identity across the corpus: peoples and parties, and products.
OTHER_KINDS = ("language", "law", "people", "product", "work")

#: All kinds of the unit "entity".
ENTITY_KINDS = ("person", "organisation", "place", "event", "document", *OTHER_KINDS)

_EDGES = " \t\r\n\"'.,;:-()[]"


class NamedMention(NamedTuple):
    """One name in an article; `entity` is its number in the article, -1 for a name of `OTHER_KINDS`."""

    start: int
    end: int
    name: str
    kind: str
    entity: int


def find_names(article: Article, doc: Doc, tokens: Tokens) -> list[NamedMention]:
    """Return the names in an article's body in order.

    Names alone count: pronouns and descriptions ("the minister") are not occurrences of a name.
    """
    resolved = entities_of(article, doc)
    identified = {identity.entity for identity in local_identities(resolved)}
    names = []
    for mention in resolved.mentions:
        if mention.form == "name" and mention.entity in identified and article.in_body(*mention.span):
            entity = resolved.entities[mention.entity]
            names.append(NamedMention(mention.start, mention.end, entity.name, entity.kind, mention.entity))
    name_spans = [(name.start, name.end) for name in names]
    names += [
        name for name in _other_names(article, tokens) if not meet([(name.start, name.end)], name_spans)
    ]
    return sorted(names)


def _other_names(article: Article, tokens: Tokens) -> Iterator[NamedMention]:
    language = article.language
    kinds, peoples = language.grammar.other_kinds, language.grammar.people_entities
    for first, last, label in tokens.trimmed_entities:
        if label not in kinds or first == last:
            continue
        low, high = tokens.span(first, last)
        text = normalise(article.text[low:high])
        ending = next((e for e in language.words.possessives if text.lower().endswith(e)), "")
        text = text[: len(text) - len(ending)]
        name = text.strip(_EDGES)
        start = low + len(text) - len(text.lstrip(_EDGES))
        end = start + len(name)
        if name[:1].isupper() and article.in_body(start, end):
            canonical = " ".join(name.split())
            if label in peoples and tokens.tags[last - 1] in language.grammar.plural_nouns:
                # Koreans is counted with the adjective Korean.
                canonical = singular_people(canonical, language)
            yield NamedMention(start, end, canonical, kinds[label], -1)
