"""Tables of what single articles have among their words: terms that set one apart, and copied passages."""

from __future__ import annotations

from analysis.schema._model import Column, Table
from analysis.schema._shared import DOC_ID, POINTS
from analysis.schema._terms import PER_10K, TERM, WORDS

ARTICLE_TERM_TABLES = (
    Table(
        "distinctive_terms",
        "a term that stands more often in an article than in all others together",
        (
            DOC_ID,
            TERM,
            Column(
                "count",
                "integer",
                "how often it appears in the body of the article",
                "occurrences",
                label="occurrences",
            ),
            PER_10K,
            Column(
                "per_10k_elsewhere",
                "number",
                "the same of all other articles together",
                "per 10,000 words",
                label="in all other articles",
            ),
            Column(
                "log_likelihood", "number", "G2 of the two rates; higher is surer", label="log-likelihood"
            ),
            Column("places", "spans", "where it appears in the article", POINTS),
        ),
        ("doc_id", "term"),
    ),
    Table(
        "words_set_aside",
        "an article and how many of its words are copied from an earlier article",
        (
            DOC_ID,
            WORDS,
            Column(
                "set_aside",
                "integer",
                "words in copied passages",
                "words",
                label="set aside",
            ),
            Column(
                "share", "number", "their share; missing if the article has no words", "share", label="share"
            ),
        ),
        ("doc_id",),
    ),
)
