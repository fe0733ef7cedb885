"""Tables of where the prose of articles comes from: trees of stories, agency copy, outlets' own words, headlines."""

from __future__ import annotations

from analysis.schema._model import Column, Table
from analysis.schema._shared import DOC_ID, END, POINTS, START

_FIRST_DAY = Column("first_day", "date", "date of the earliest dated article", own_dtype="object")
_LAST_DAY = Column("last_day", "date", "date of the latest dated article", own_dtype="object")

PROVENANCE_TABLES = (
    Table(
        "story_trees",
        "an article on a story that three or more articles share",
        (
            Column("story", "integer", "number of the story, largest stories first"),
            DOC_ID,
            Column("parent", "string", "the article it shares most words with; null at the root"),
            Column("depth", "integer", "steps from the root", "steps"),
            Column("outlet", "string", "its outlet, if known"),
            Column("published", "date", "its date, if known", own_dtype="object"),
            Column(
                "relation",
                "string",
                "to its parent: took it, gave it, common source, versions, cannot tell; of a root: source, shares most",
            ),
            Column("words", "integer", "words shared with its parent", "words", own_dtype="Int64"),
            Column("share", "number", "their share of its own body", "share"),
        ),
        ("story", "doc_id"),
    ),
    Table(
        "agency_copy",
        "an article and the news agency it was copied from",
        (
            DOC_ID,
            Column("agency", "string", "the agency; null if there is no evidence of one", label="agency"),
            Column("basis", "string", "credit or same prose", label="by"),
            Column(
                "evidence",
                "string",
                "the credit in context, or the prose it shares",
                label="evidence",
            ),
            Column("start", "integer", START.meaning, POINTS, own_dtype="Int64"),
            Column("end", "integer", END.meaning, POINTS, own_dtype="Int64"),
            Column("source", "string", "the credited article that has the same prose", label="same prose as"),
        ),
        ("doc_id",),
    ),
    Table(
        "own_shares",
        "an outlet and the share of its coverage that is its own",
        (
            Column("outlet", "string", "the outlet; null for articles without one", label="outlet"),
            Column("articles", "integer", "its articles", "articles", label="articles"),
            Column(
                "agency_articles", "integer", "those that are agency copy", "articles", label="agency copy"
            ),
            Column("words", "integer", "words of their bodies", "words", label="words"),
            Column("agency_words", "integer", "words of agency copy", "words", label="from an agency"),
            Column(
                "shared_words",
                "integer",
                "words of prose that also appears in another outlet, unless that outlet is known to have taken it",
                "words",
                label="also in other outlets",
            ),
            Column(
                "repeated_words", "integer", "words it had printed before", "words", label="printed before"
            ),
            Column("own_words", "integer", "all other words", "words", label="own words"),
            Column("own_share", "number", "their share of all", "share", label="own share"),
        ),
        ("outlet",),
    ),
    Table(
        "headlines",
        "a headline used by several articles",
        (
            Column("headline", "string", "the headline, as in the first article", label="headline"),
            Column("articles", "integer", "number of articles", "articles", label="articles"),
            Column("doc_ids", "strings", "their identifiers", label="which"),
            Column("outlets", "strings", "their outlets, if known", label="outlets"),
            _FIRST_DAY,
            _LAST_DAY,
            Column(
                "in_common",
                "number",
                "share of copied prose between the first article and another, for the pair that shares least",
                "share",
                label="text in common",
            ),
        ),
        ("headline",),
    ),
    Table(
        "left_out",
        "something left out of the passage search",
        (
            Column(
                "what",
                "string",
                "a set piece used by many unrelated articles, or pairs within a large family, of copies of one text, "
                "of unrelated articles, or of quotations",
            ),
            Column("articles", "integer", "minimum number of articles that contain it", "articles"),
            Column("pairs", "integer", "pairs of articles not compared because of it", "pairs"),
            Column(
                "text", "string", "the set piece, or the first words of an article of the family; else empty"
            ),
        ),
        ("what", "text"),
    ),
)
