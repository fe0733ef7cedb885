"""Who and what does one article name, and who is the source of a quotation in it?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from analysis.entities._model import UNATTRIBUTED, Entity, Mention, Resolution, SourcedAttribution
from analysis.entities._parsed_article import Reading
from analysis.entities.coreference._link import link_mentions
from analysis.entities.coreference._name_clusters import cluster_names
from analysis.entities.mentions._find import find_mentions
from analysis.entities.speakers._interviews import interviewee_at
from analysis.entities.speakers._sources import resolve_one
from analysis.language import Gender
from analysis.text import Span, contains

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from analysis.corpus import Article


class ArticleEntities:
    """The mentions and entities of one article, and the answer to "who says this?".

    Built once from an article and its parse, in time linear in its length; never raises on any text.

    Attributes:
        mentions: Every mention, in the order of the text; `entity` is an index into `entities`, or -1.
        entities: Every entity, named ones first.
    """

    def __init__(self, article: Article, doc: Doc) -> None:
        self.reading = Reading(article, doc)
        votes = self._link({})
        genders = {index: gender for index, gender in votes.items() if gender is not None}
        self._link(genders)

    def _link(self, genders: dict[int, Gender]) -> dict[int, Gender | None]:
        """Walk the article once; the pronouns' votes of a first walk are the genders of a second."""
        self.mentions: list[Mention] = find_mentions(self.reading)
        self.entities: list[Entity] = cluster_names(self.reading, self.mentions)
        named = len(self.entities)
        link_mentions(self.reading, self.mentions, self.entities, genders)
        return {
            entity.index: _majority(entity) for entity in self.entities[:named] if entity.kind == "person"
        }

    def resolve(self, source_spans: Sequence[Span]) -> Resolution:
        """Return who the source in `source_spans` is, from the spans alone."""
        return resolve_one(self.reading, self.mentions, self.entities, source_spans)

    def resolve_sources(self, attributions: Sequence[SourcedAttribution]) -> list[Resolution]:
        """Return who the source of each attribution is, in the order given.

        All attributions of an article are asked for together, since one tells of another: "I" inside a
        quotation is its speaker, and a quotation without a source that follows another in the same
        paragraph continues it.
        """
        found = [self.resolve(a.source_spans) if a.source_spans else UNATTRIBUTED for a in attributions]
        for at, attribution in enumerate(attributions):
            if not attribution.source_spans:
                found[at] = self._continued(at, attributions, found)
            elif found[at].rule == "first person":
                found[at] = self._first_person(at, attributions, found)
        return found

    def _first_person(
        self, at: int, attributions: Sequence[SourcedAttribution], found: list[Resolution]
    ) -> Resolution:
        """Resolve "I" and "we": a quotation's speaker, who answers in an interview, else the author, unnamed."""
        source = attributions[at].source_spans[0]
        around = [
            (end - start, other)
            for other, attribution in enumerate(attributions)
            if other != at and found[other].rule != "first person"
            for start, end in attribution.content_spans
            if contains((start, end), source)
        ]
        if not around:
            return self._interviewed(source[0])
        speaker = found[min(around)[1]]
        if speaker.name is None:
            return UNATTRIBUTED
        return Resolution(
            speaker.name, speaker.kind, speaker.mention, "first person of a quotation", speaker.entity
        )

    def _interviewed(self, place: int) -> Resolution:
        mention = interviewee_at(self.reading.plain, place, self.mentions, self.entities)
        if mention is None:
            return UNATTRIBUTED
        name = self.entities[mention.entity].name
        return Resolution(name, "person", mention.span, "answer in an interview", mention.entity)

    def _continued(
        self, at: int, attributions: Sequence[SourcedAttribution], found: list[Resolution]
    ) -> Resolution:
        """A quotation without a source goes on with the speaker before it, if only white space is between."""
        if not attributions[at].content_spans:
            return UNATTRIBUTED
        start = min(begin for begin, _ in attributions[at].content_spans)
        before = [
            (
                max(stop for spans in (a.content_spans, a.cue_spans, a.source_spans) for _, stop in spans),
                other,
            )
            for other, a in enumerate(attributions)
            if other != at and a.content_spans and found[other].name is not None
        ]
        before = [(stop, other) for stop, other in before if stop <= start]
        if not before:
            return UNATTRIBUTED
        stop, other = max(before)
        between = self.reading.text[stop:start]
        if between.strip(" \t\r\n\u00a0.,;:\"'“”‘’"):
            return UNATTRIBUTED
        speaker = found[other]
        return Resolution(speaker.name, speaker.kind, speaker.mention, "continued quotation", speaker.entity)


def _majority(entity: Entity) -> Gender | None:
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
