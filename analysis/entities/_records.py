"""The entities of each article as records that are computed once and kept, and their names across a corpus."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from analysis.annotation import Step, once_a_corpus
from analysis.corpus import Article
from analysis.entities._article_entities import ArticleEntities
from analysis.entities._identities import Key, LocalIdentity, local_identities, unify
from analysis.entities._model import EntityKind, Mention, Role

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from analysis.annotation import AnnotatedCorpus


@dataclass(frozen=True, slots=True)
class EntityRecord:
    """What the analyses ask of an entity: its kind, its fullest name, whether it has a name, and its roles."""

    kind: EntityKind
    name: str
    is_named: bool
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """The mentions, entities and identities of one article.

    Attributes:
        mentions: Every mention in the order of the text; `entity` is an index into `entities`, or -1.
        entities: Every entity, named ones first.
        identities: The named entities, for `unify`; without `doc_id` until they are read for a corpus.
    """

    mentions: tuple[Mention, ...]
    entities: tuple[EntityRecord, ...]
    identities: tuple[LocalIdentity, ...]


def entities_of(article: Article, doc: Doc) -> ArticleEntities:
    """Return the resolved entities of an article, once for all steps that read the same parse.

    Example:
        >>> article, doc = annotated.get(doc_ids[0])
        >>> entities_of(article, doc) is entities_of(article, doc)
        True
    """
    if "entities" not in doc.user_data:
        doc.user_data["entities"] = ArticleEntities(article, doc)
    entities: ArticleEntities = doc.user_data["entities"]
    return entities


def _read(article: Article, doc: Doc) -> ArticleRecord:
    resolved = entities_of(article, doc)
    return ArticleRecord(
        tuple(resolved.mentions),
        tuple(
            EntityRecord(entity.kind, entity.name, bool(entity.forms), tuple(entity.roles))
            for entity in resolved.entities
        ),
        tuple(local_identities(resolved)),
    )


#: The entities of each article.
ENTITIES = Step(
    "entities", _read, ArticleRecord, code=("text", "language", "corpus", "annotation", "entities")
)


def article_records(annotated: AnnotatedCorpus) -> Iterator[tuple[Article, ArticleRecord]]:
    """Yield each article with its entities, in the corpus's order.

    Example:
        >>> article, record = next(article_records(annotated))
        >>> record.identities[0].name, record.identities[0].doc_id == article.doc_id
        ('Kevin Kim', True)
    """
    for article, record in annotated.records(ENTITIES):
        # The company is the article's, and one set for all: `unify` holds the identities of a whole corpus.
        company = record.identities[0].company if record.identities else frozenset()
        identities = (replace(i, doc_id=article.doc_id, company=company) for i in record.identities)
        yield article, replace(record, identities=tuple(identities))


@once_a_corpus
def canonical_names(annotated: AnnotatedCorpus) -> dict[Key, str]:
    """Return the name of each article's named entities across the corpus, by (doc_id, index of the entity).

    Example:
        >>> "Donald Trump" in canonical_names(annotated).values()
        True
    """
    return unify(identity for _, record in article_records(annotated) for identity in record.identities)
