"""Tables of where the prose of articles comes from: trees of stories, agency copy, outlets' own words, headlines."""

from __future__ import annotations

from analysis.schema._model import Column, Table
from analysis.schema._shared import DOC_ID, END, POINTS, START

_FIRST_DAY = Column("first_day", "date", "day of the earliest that is dated", own_dtype="object")
_LAST_DAY = Column("last_day", "date", "day of the latest that is dated", own_dtype="object")

PROVENANCE_TABLES = (
    Table(
        "story_trees",
        "an article of a story that three articles or more have",
        (
            Column("story", "integer", "number of the story, those of most articles first"),
            DOC_ID,
            Column(
                "parent", "string", "the article with which it has most words in common; null at the root"
            ),
            Column("depth", "integer", "steps from the root", "steps"),
            Column("outlet", "string", "its outlet, where known"),
            Column("published", "date", "its day, where known", own_dtype="object"),
            Column(
                "relation",
                "string",
                "to its parent: took it, gave it, common source, versions, cannot tell; of a root: source, shares most",
            ),
            Column("words", "integer", "words in common with its parent", "words", own_dtype="Int64"),
            Column("share", "number", "share of its own body that they make up", "share"),
        ),
        ("story", "doc_id"),
    ),
    Table(
        "agency_copy",
        "an article and the news agency it is copy of",
        (
            DOC_ID,
            Column("agency", "string", "the agency; null where there is no evidence of one", label="agency"),
            Column("basis", "string", "credit or same prose", label="by"),
            Column(
                "evidence",
                "string",
                "the credit with the words around it, or what it shares",
                label="evidence",
            ),
            Column("start", "integer", START.meaning, POINTS, own_dtype="Int64"),
            Column("end", "integer", END.meaning, POINTS, own_dtype="Int64"),
            Column("source", "string", "the article with a credit whose prose it has", label="same prose as"),
        ),
        ("doc_id",),
    ),
    Table(
        "own_shares",
        "an outlet and how much of its coverage is its own",
        (
            Column("outlet", "string", "the outlet; null for articles without one", label="outlet"),
            Column("articles", "integer", "its articles", "articles", label="articles"),
            Column(
                "agency_articles", "integer", "those that are agency copy", "articles", label="agency copy"
            ),
            Column("words", "integer", "words of their bodies", "words", label="words"),
            Column("agency_words", "integer", "words of agency copy", "words", label="of an agency"),
            Column(
                "shared_words",
                "integer",
                "words of copied prose that another outlet has too, and is not known to have taken",
                "words",
                label="also elsewhere",
            ),
            Column(
                "repeated_words", "integer", "words that it printed before", "words", label="printed before"
            ),
            Column("own_words", "integer", "all other words", "words", label="own words"),
            Column("own_share", "number", "their share of all", "share", label="own share"),
        ),
        ("outlet",),
    ),
    Table(
        "headlines",
        "a headline that several articles have",
        (
            Column("headline", "string", "the headline as the first article has it", label="headline"),
            Column("articles", "integer", "how many articles", "articles", label="articles"),
            Column("doc_ids", "strings", "which articles these are", label="which"),
            Column("outlets", "strings", "their outlets, where known", label="outlets"),
            _FIRST_DAY,
            _LAST_DAY,
            Column(
                "in_common",
                "number",
                "share of copied prose between the first article and the others, of the pair with least",
                "share",
                label="of the texts in common",
            ),
        ),
        ("headline",),
    ),
    Table(
        "left_out",
        "something that the search for passages leaves out",
        (
            Column("what", "string", "a set piece of many unrelated articles, or pairs of a large family"),
            Column("articles", "integer", "how many articles have it, at least", "articles"),
            Column("pairs", "integer", "pairs of articles that were not compared for it", "pairs"),
            Column("text", "string", "the set piece, or how an article of the family begins"),
        ),
        ("what", "text"),
    ),
)
