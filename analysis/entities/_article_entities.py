"""Resolve the mentions and entities of one article, and the sources of its attributions."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from typing import TYPE_CHECKING

from analysis.entities._model import Entity, Mention, Resolution, SourcedAttribution
from analysis.entities._parsed_article import ParsedArticle
from analysis.entities.coreference._link import link_mentions
from analysis.entities.coreference._name_clusters import cluster_names
from analysis.entities.mentions._find import find_mentions
from analysis.entities.speakers._attributions import most_named, resolve_attributions
from analysis.entities.speakers._sources import resolve_source
from analysis.language import Gender
from analysis.text import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from analysis.corpus import Article


class ArticleEntities:
    """The mentions and entities of one article.

    Built from an article and its parse, in time linear in its length; raises on no text.

    Attributes:
        parse: The article's parse as lists.
        mentions: Every mention, in the order of the text; `entity` is an index into `entities`, or -1.
        entities: Every entity, named ones first.
    """

    def __init__(self, article: Article, doc: Doc) -> None:
        self.parse = ParsedArticle(article, doc)
        found = find_mentions(self.parse)
        genders = self._link(found, {})
        self._link(found, {index: gender for index, gender in genders.items() if gender is not None})

    def _link(self, found: list[Mention], genders: dict[int, Gender]) -> dict[int, Gender | None]:
        """Link copies of the mentions and return each named person's gender by its pronouns, for a second pass."""
        self.mentions: list[Mention] = [copy(mention) for mention in found]
        self.entities: list[Entity] = cluster_names(self.parse, self.mentions)
        named = len(self.entities)
        link_mentions(self.parse, self.mentions, self.entities, genders)
        return {
            entity.index: _majority_gender(entity)
            for entity in self.entities[:named]
            if entity.kind == "person"
        }

    def resolve(self, source_spans: Sequence[Span]) -> Resolution:
        """Return who the source in `source_spans` is, from the spans alone."""
        return resolve_source(self.parse, self.mentions, self.entities, source_spans)

    def resolve_sources(self, attributions: Sequence[SourcedAttribution]) -> list[Resolution]:
        """Return who the source of each attribution is, in the order given.

        Give all attributions of an article at once: the speaker of a first person inside a quotation, and of a
        quotation that continues another, depends on the others.
        """
        return resolve_attributions(self.parse, self.mentions, self.entities, attributions)

    def most_named(self, end: int) -> Resolution:
        """Return the person whom the text before `end` names most often, who answers an interview."""
        return most_named(self.mentions, self.entities, end)


def _majority_gender(entity: Entity) -> Gender | None:
    """Return an entity's gender: as stated, else that of three quarters of its pronouns, two at least.

    Set by hand: with one pronoun, a bare majority or unanimity no labelled speaker of PolNeAR is lost. Without the
    second pass that uses it, one speaker of GUM is.
    """
    if entity.gender is not None:
        return entity.gender
    he, she = entity.gender_votes["m"], entity.gender_votes["f"]
    if he > 1 and he >= 3 * she:
        return "m"
    return "f" if she > 1 and she >= 3 * he else None


def resolve_sources(
    article: Article, doc: Doc, attributions: Sequence[SourcedAttribution]
) -> list[Resolution]:
    """Return who the source of each attribution of an article is; see `ArticleEntities.resolve_sources`."""
    return ArticleEntities(article, doc).resolve_sources(attributions)
