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
            Column("url", "string", "its web address"),
            Column(
                "file",
                "string",
                "its file: the path in the corpus and, where a file holds several articles, the row or position",
            ),
            Column(
                "encoding",
                "string",
                "the text encoding the file was read with; empty where the format fixes it",
            ),
            *(
                Column(f"{fact}_from", "string", f"where its {noun} comes from: {_KNOWN_FROM}")
                for fact, noun in (("title", "title"), ("outlet", "outlet"), ("published", "date"))
            ),
            Column("characters", "integer", "length of the whole text", "code points"),
            Column("body_characters", "integer", "length of its body", "code points"),
            Column("paragraphs", "integer", "number of paragraphs in its body", "paragraphs"),
            Column("text", "string", "the whole text as loaded; not included in the data file"),
        ),
        ("doc_id",),
    ),
    Table(
        "rejected",
        "a file that was left out",
        (Column("file", "string", "the file"), Column("reason", "string", "why it was left out")),
        ("file",),
    ),
    Table(
        "warnings",
        "a warning about a file that was read",
        (Column("file", "string", "the file"), Column("problem", "string", "the warning")),
        ("file", "problem"),
    ),
    Table(
        "columns",
        "a table column that was recognised as a field of the articles",
        (
            Column("table", "string", "the table, and its sheet if it has several"),
            Column("fact", "string", "the field: text, doc_id, title, outlet, …"),
            Column("column", "string", "its name in the table"),
        ),
        ("table", "fact"),
    ),
)
