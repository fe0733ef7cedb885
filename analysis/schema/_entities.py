"""Tables of who and what articles name."""

from __future__ import annotations

from analysis.schema._model import Column, Table
from analysis.schema._shared import DOC_ID, END, START

_NAME = Column("name", "string", "its name across all articles", label="name")

ENTITY_TABLES = (
    Table(
        "mentions",
        "a mention of an entity in the body of an article",
        (
            DOC_ID,
            START,
            END,
            Column("text", "string", "the words of the mention"),
            Column("kind", "string", "person, organisation, place, event, group, anonymous or document"),
            Column(
                "name",
                "string",
                "the entity's name across all articles; for what is only described, its first description "
                "in the article",
            ),
            Column("rule", "string", "the rule that linked the mention"),
        ),
        ("doc_id", "start", "end", "kind", "name"),
    ),
    Table(
        "identities",
        "a person, organisation, place or event named in two or more articles",
        (
            _NAME,
            Column("kind", "string", "person, organisation, place, event or document", label="kind"),
            Column("variants", "strings", "the names as written, most frequent first", label="written as"),
            Column("articles", "integer", "articles that name it", "articles", label="articles"),
            Column(
                "mentions",
                "integer",
                "mentions in the bodies, including pronouns and descriptions",
                "mentions",
                label="mentions",
            ),
            Column("doc_ids", "strings", "their identifiers"),
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
