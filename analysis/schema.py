"""What does every column of every table that a report writes mean, and in which unit?

The definitions go beside the tables as `datapackage.json` (Frictionless Data Package), so that a
reader of a CSV file never has to guess.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

__all__ = ["TABLES", "Column", "Table", "column_kind", "describe_package"]

Kind = Literal["string", "integer", "number", "boolean", "date", "spans", "strings", "object"]

# Names of types in the Data Package standard; lists stand in a CSV file as JSON.
_FRICTIONLESS = {"spans": "array", "strings": "array"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, kind, meaning and unit ("spans" is a list of [start, end] pairs)."""

    name: str
    kind: Kind
    meaning: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its file name without ending, what one row is, and its columns."""

    name: str
    row: str
    columns: tuple[Column, ...]

    def column(self, name: str) -> Column | None:
        """Look a column up by name."""
        return next((column for column in self.columns if column.name == name), None)


_POINTS = "code points into the article's text"
_DOC = Column("doc_id", "string", "the article: its file name without ending")
_START = Column("start", "integer", "where it begins", _POINTS)
_END = Column("end", "integer", "where it ends (exclusive)", _POINTS)

_TERM = Column("term", "string", "the term counted, in the unit chosen by the parameter `unit`")
_COUNT = Column("count", "integer", "how often it stands in the bodies of the articles", "occurrences")
_PER_10K = Column("per_10k", "number", "count per 10,000 words of body", "per 10,000 words")

_TERM_TABLES = (
    Table(
        "term_frequencies",
        "a term of the whole corpus",
        (
            _TERM,
            _COUNT,
            _PER_10K,
            Column("articles", "integer", "articles in which the term stands", "articles"),
            Column(
                "dispersion",
                "number",
                "Gries's DP: 0 is spread as evenly as the articles' lengths allow, towards 1 is all in one",
            ),
        ),
    ),
    Table("term_frequencies_by_article", "a term in an article", (_DOC, _TERM, _COUNT, _PER_10K)),
    Table(
        "keyness",
        "a term of a target article, set against the reference articles",
        (
            Column("target", "string", "the article whose terms are set against the rest"),
            Column("term", "string", "the term"),
            Column("count_target", "integer", "occurrences in the target", "occurrences"),
            Column("count_reference", "integer", "occurrences in the reference", "occurrences"),
            Column("log_likelihood", "number", "G2 of the two counts given the two sizes"),
            Column("p_value", "number", "chance of a G2 this large were the two rates equal", "probability"),
            Column("log_ratio", "number", "binary logarithm of the ratio of the rates", "doublings"),
            Column("ci_low", "number", "lower end of the 95 % interval of log_ratio", "doublings"),
            Column("ci_high", "number", "upper end of the 95 % interval of log_ratio", "doublings"),
        ),
    ),
    Table(
        "keyword_in_context",
        "a place where a keyword stands",
        (
            Column("pattern", "string", "the keyword looked for"),
            _DOC,
            _START,
            _END,
            Column("left", "string", "the words before it"),
            Column("keyword", "string", "the words found, as they stand in the text"),
            Column("right", "string", "the words after it"),
        ),
    ),
)

_QUOTE_TABLES = (
    Table(
        "quotes",
        "an attribution: words or thoughts that an article ascribes to somebody",
        (
            _DOC,
            Column("kind", "string", "direct, mixed or indirect"),
            Column("content", "string", "what is ascribed, as it stands in the text"),
            Column(
                "content_spans", "spans", "where it stands; a quotation split by its cue has two", _POINTS
            ),
            Column("cue", "string", "the words that ascribe it, such as a verb of saying"),
            Column("cue_spans", "spans", "where the cue stands", _POINTS),
            Column("source", "string", "the words that name who it is ascribed to"),
            Column("source_spans", "spans", "where the source stands", _POINTS),
            Column("speaker", "string", "who that is, by full name where the article gives one"),
            Column(
                "speaker_kind",
                "string",
                "person, organisation, anonymous, group, document or unattributed",
            ),
            Column("confidence", "number", "how sure the finder is", "probability"),
        ),
    ),
    Table(
        "marked_terms",
        "words in quotation marks that are not speech: a title, a term, a scare quote",
        (_DOC, _START, _END, Column("text", "string", "the words with their marks")),
    ),
    Table(
        "speakers",
        "a speaker across the corpus",
        (
            Column("speaker", "string", "the name"),
            Column("speaker_kind", "string", "person, organisation, anonymous, group or document"),
            Column("variants", "strings", "the ways the name is written"),
            Column("descriptions", "object", "how each article describes the speaker"),
            Column("quotes", "integer", "attributions", "attributions"),
            Column("words", "integer", "words ascribed to the speaker", "words"),
            Column("articles", "integer", "articles that quote the speaker", "articles"),
        ),
    ),
)

_OVERLAP_TABLES = (
    Table(
        "passages",
        "a passage that two articles share",
        (
            Column("doc_a", "string", "the one article"),
            Column("start_a", "integer", "where the passage begins in it", _POINTS),
            Column("end_a", "integer", "where it ends in it (exclusive)", _POINTS),
            Column("doc_b", "string", "the other article"),
            Column("start_b", "integer", "where the passage begins in it", _POINTS),
            Column("end_b", "integer", "where it ends in it (exclusive)", _POINTS),
            Column("text_a", "string", "the passage as the one article has it"),
            Column("text_b", "string", "the passage as the other has it"),
            Column("similarity", "number", "share of words alike", "share"),
        ),
    ),
    Table(
        "article_pairs",
        "a pair of articles",
        (
            Column("doc_a", "string", "the one article"),
            Column("doc_b", "string", "the other article"),
        ),
    ),
    Table(
        "descriptions",
        "a person, organisation or event as one article describes it",
        (
            Column("name", "string", "the person, organisation or event"),
            Column("kind", "string", "person, organisation or event"),
            _DOC,
            Column("description", "string", "the words that describe it"),
            _START,
            _END,
            Column("agree", "boolean", "whether the articles' descriptions agree"),
        ),
    ),
)

_CORPUS_TABLES = (
    Table(
        "articles",
        "an article of the corpus",
        (
            _DOC,
            Column("title", "string", "its headline, where the text or metadata.csv gives one"),
            Column("outlet", "string", "who published it"),
            Column("published", "date", "the day it was published", "date"),
            Column("byline", "string", "who wrote it"),
            Column("url", "string", "where it was found"),
            Column("words", "integer", "words of its body", "words"),
        ),
    ),
    Table(
        "rejected",
        "a file that is not part of the corpus",
        (Column("file", "string", "the file"), Column("reason", "string", "why it was left out")),
    ),
    Table(
        "warnings",
        "something odd about a file that is part of the corpus",
        (Column("file", "string", "the file"), Column("problem", "string", "what is odd")),
    ),
)

TABLES: dict[str, Table] = {
    table.name: table for table in (*_CORPUS_TABLES, *_TERM_TABLES, *_QUOTE_TABLES, *_OVERLAP_TABLES)
}


def column_kind(table: str, column: str) -> Kind | None:
    """Say of which kind a column is; None where it is not defined."""
    found = TABLES[table].column(column) if table in TABLES else None
    return found.kind if found else None


def describe_package(
    columns: Mapping[str, Iterable[str]], files: Mapping[str, Mapping[str, Any]]
) -> dict[str, Any]:
    """Describe a folder of tables as a Frictionless Data Package.

    Args:
        columns: Table name to its columns, in order.
        files: File name (`quotes.csv`) to what is known of it (`bytes`, `hash`).

    Returns:
        The descriptor that goes into `datapackage.json`.
    """
    return {
        "profile": "data-package",
        "name": "dateline-tables",
        "title": "Tables behind the reports",
        "resources": [
            {
                "name": file.replace(".", "-").replace("_", "-"),
                "path": file,
                "format": file.rpartition(".")[2],
                "description": _row_sentence(file.partition(".")[0]),
                **files[file],
                "schema": {"fields": _fields(file.partition(".")[0], columns), "missingValues": [""]},
            }
            for file in sorted(files)
        ],
    }


def _row_sentence(table: str) -> str:
    return f"One row is {TABLES[table].row}." if table in TABLES else ""


def _fields(table: str, columns: Mapping[str, Iterable[str]]) -> list[dict[str, str]]:
    defined = TABLES.get(table)
    fields = []
    for name in columns[table]:
        column = defined.column(name) if defined else None
        if column is None:
            fields.append({"name": name})
            continue
        field = {
            "name": name,
            "type": _FRICTIONLESS.get(column.kind, column.kind),
            "description": column.meaning,
        }
        fields.append(field | ({"unit": column.unit} if column.unit else {}))
    return fields
