"""Tables of who and what articles name."""

from __future__ import annotations

from analysis.schema._model import Column, Table
from analysis.schema._shared import DOC_ID, END, START

_NAME = Column("name", "string", "the name that stands for it across the articles", label="name")

ENTITY_TABLES = (
    Table(
        "mentions",
        "a mention of an entity in the body of an article",
        (
            DOC_ID,
            START,
            END,
            Column("text", "string", "the words there"),
            Column("kind", "string", "person, organisation, place, event, group, anonymous or document"),
            Column(
                "name",
                "string",
                "the identity's name across the articles; of what is only described, its first description "
                "in the article",
            ),
            Column("rule", "string", "the rule by which the mention was linked"),
        ),
        ("doc_id", "start", "end", "kind", "name"),
    ),
    Table(
        "identities",
        "a person, organisation, place or event named in two or more articles",
        (
            _NAME,
            Column("kind", "string", "person, organisation, place, event or document", label="kind"),
            Column("variants", "strings", "the names as written, the most used first", label="written as"),
            Column("articles", "integer", "articles that name it", "articles", label="articles"),
            Column(
                "mentions",
                "integer",
                "mentions in their bodies, pronouns and descriptions included",
                "mentions",
                label="mentions",
            ),
            Column("doc_ids", "strings", "those articles"),
        ),
        ("kind", "name"),
        page_columns=("name", "kind", "articles", "mentions", "variants"),
    ),
    Table(
        "mentions_by_article",
        "a person, organisation, place or event in an article",
        (
            _NAME,
            Column("kind", "string", "person, organisation, place or event"),
            DOC_ID,
            Column("mentions", "integer", "mentions in the article's body", "mentions"),
        ),
        ("kind", "name", "doc_id"),
    ),
)
