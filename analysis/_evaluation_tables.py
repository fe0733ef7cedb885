"""Which tables does the evaluation report write, and what is in each of their columns? The definitions alone."""

from __future__ import annotations

from analysis._tables import Column, Table

POINTS = "code points into the article's text"
DOC = Column("doc_id", "string", "the article: its file name without ending")
_FINDER = Column("finder", "string", "what found them: the trained model or the rules")
_COUNTED = (
    Column("precision", "number", "right as a share of found; empty where nothing was found", "share"),
    Column("recall", "number", "right as a share of the gold; empty where there is none", "share"),
    Column("f1", "number", "harmonic mean of precision and recall", "share"),
    Column("right", "integer", "those of the gold that are found"),
    Column("predicted", "integer", "found"),
    Column("gold", "integer", "in the gold"),
)

EVALUATION_TABLES = (
    Table(
        "scores",
        "how well a finder of attributions does by one measure in one class of them",
        (
            _FINDER,
            Column("sorting", "string", "what the classes go by: kind or cue"),
            Column("class", "string", "all, a kind (direct, mixed, indirect) or a tone of the cue"),
            Column("measure", "string", "what is compared: attributions, their sources, or words of a role"),
            *_COUNTED,
        ),
        ("finder", "sorting", "class", "measure"),
    ),
    Table(
        "reliability",
        "the attributions of a finder whose confidence lies in one range",
        (
            _FINDER,
            Column("low", "number", "where the range begins", "probability"),
            Column("high", "number", "where the range ends (exclusive but for 1)", "probability"),
            Column("attributions", "integer", "attributions in the range", "attributions"),
            Column("mean_confidence", "number", "their mean confidence", "probability"),
            Column("share_right", "number", "share of them that is in the gold", "share"),
            Column("ci_low", "number", "lower end of its 95 % interval (Wilson)", "share"),
            Column("ci_high", "number", "upper end of that interval", "share"),
        ),
        ("finder", "low"),
    ),
    Table(
        "errors",
        "an attribution that a finder gets wrong",
        (
            _FINDER,
            Column("error", "string", "spurious, wrong source, or missed"),
            DOC,
            Column("kind", "string", "direct, mixed or indirect, by the marks at its edges"),
            Column(
                "content", "string", "what is ascribed, as the finder has it (of what is missed: the gold)"
            ),
            Column("cue", "string", "the words that ascribe it"),
            Column("source", "string", "the words that name who it is ascribed to"),
            Column("gold_source", "string", "of a wrong source: the right one"),
            Column("confidence", "number", "how sure the finder is; empty for what is missed", "probability"),
            Column("content_spans", "spans", "where the content stands", POINTS),
            Column("cue_spans", "spans", "where the cue stands", POINTS),
            Column("source_spans", "spans", "where the source stands", POINTS),
            Column("gold_source_spans", "spans", "where the right source stands", POINTS),
            Column("other_spans", "spans", "contents of the other side that overlap by too little", POINTS),
        ),
        ("finder", "error", "doc_id", "content_spans", "cue_spans"),
    ),
    Table(
        "article_scores",
        "how well a finder does in one article",
        (_FINDER, DOC, *_COUNTED),
        ("finder", "doc_id"),
    ),
)
