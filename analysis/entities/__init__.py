"""Who and what do articles name? Mentions, the entities behind them, and the speakers of quotations."""

from __future__ import annotations

from analysis.entities._article import ArticleEntities, resolve_sources
from analysis.entities._model import UNATTRIBUTED, Entity, EntityKind, Mention, Resolution, Role, SpeakerKind

__all__ = [
    "UNATTRIBUTED",
    "ArticleEntities",
    "Entity",
    "EntityKind",
    "Mention",
    "Resolution",
    "Role",
    "SpeakerKind",
    "resolve_sources",
]
