"""Tables of the corpus: its articles, what was left out, and what is in doubt."""

from __future__ import annotations

from analysis.schema._model import Column, Table
from analysis.schema._shared import DOC_ID, FACTS

_KNOWN_FROM = "metadata (a table, or the file's own), text or file name; empty where it is unknown"

CORPUS_TABLES = (
    Table(
        "articles",
        "an article of the corpus",
        (
            DOC_ID,
            *FACTS,
            Column("byline", "string", "who wrote it"),
            Column("url", "string", "where it was found"),
            Column(
                "file",
                "string",
                "where it was found: its path in the corpus, and the row or place in it where it holds many",
            ),
            Column("encoding", "string", "how the file's bytes were read; empty where its format fixes that"),
            *(
                Column(f"{fact}_from", "string", f"where its {fact} is known from: {_KNOWN_FROM}")
                for fact in ("title", "outlet", "published")
            ),
            Column("characters", "integer", "length of the whole text", "code points"),
            Column("body_characters", "integer", "length of its body", "code points"),
            Column("paragraphs", "integer", "paragraphs of its body", "paragraphs"),
            Column("text", "string", "the whole text as loaded; the data file leaves it out"),
        ),
        ("doc_id",),
    ),
    Table(
        "rejected",
        "a file that is not part of the corpus",
        (Column("file", "string", "the file"), Column("reason", "string", "why it was left out")),
        ("file",),
    ),
    Table(
        "warnings",
        "something odd about a file that is part of the corpus",
        (Column("file", "string", "the file"), Column("problem", "string", "what is odd")),
        ("file", "problem"),
    ),
    Table(
        "columns",
        "a column of a table of articles that was taken for a fact",
        (
            Column("table", "string", "the table, and the sheet where it has several"),
            Column("fact", "string", "what it was taken for: text, doc_id, title, outlet, …"),
            Column("column", "string", "its name in the table"),
        ),
        ("table", "fact"),
    ),
)
