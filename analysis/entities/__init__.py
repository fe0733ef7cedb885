"""Find mentions of people, organisations, places and events, resolve them to entities, and resolve speakers."""

from __future__ import annotations

from analysis.entities._article_entities import ArticleEntities, resolve_sources
from analysis.entities._identities import LocalIdentity, commonest_name, local_identities, unify
from analysis.entities._model import (
    UNATTRIBUTED,
    Entity,
    EntityKind,
    Mention,
    Resolution,
    Role,
    SourcedAttribution,
    SpeakerKind,
)
from analysis.entities._parsed_article import ParsedArticle
from analysis.entities._records import (
    ENTITIES,
    ArticleRecord,
    EntityRecord,
    article_records,
    canonical_names,
    entities_of,
)
from analysis.entities._tables import identities, mentions, mentions_by_article, shared_identities
from analysis.entities.names._organisation_names import same_written_name
from analysis.entities.names._person_names import could_be_short_for, same_person

__all__ = [
    "ENTITIES",
    "UNATTRIBUTED",
    "ArticleEntities",
    "ArticleRecord",
    "Entity",
    "EntityKind",
    "EntityRecord",
    "LocalIdentity",
    "Mention",
    "ParsedArticle",
    "Resolution",
    "Role",
    "SourcedAttribution",
    "SpeakerKind",
    "article_records",
    "canonical_names",
    "commonest_name",
    "could_be_short_for",
    "entities_of",
    "identities",
    "local_identities",
    "mentions",
    "mentions_by_article",
    "resolve_sources",
    "same_person",
    "same_written_name",
    "shared_identities",
    "unify",
]


def __dir__() -> list[str]:
    return sorted(__all__)
