"""Tables of how well finders agree with annotators."""

from __future__ import annotations

from dataclasses import replace

from analysis.schema._model import Column, Table
from analysis.schema._shared import DOC_ID, POINTS

_FINDER = Column("finder", "string", "what found them: the trained model or the rules", label="found by")
_OF_SEVERAL = replace(_FINDER, when="where there are several finders")
_SHARES = (
    Column(
        "precision",
        "number",
        "right as a share of found; empty if nothing was found",
        "share",
        label="precision, %",
    ),
    Column(
        "recall",
        "number",
        "right as a share of the gold; empty if there is none",
        "share",
        label="recall, %",
    ),
    Column("f1", "number", "harmonic mean of precision and recall", "share", label="F1, %"),
)
_COUNTS = (
    Column("right", "integer", "those in the gold that were found", label="right"),
    Column("predicted", "integer", "found", label="found"),
    Column("gold", "integer", "in the gold", label="in the gold"),
)
_PER_CENT = tuple(replace(column, unit="percent") for column in _SHARES)
_CLASS = Column(
    "class", "string", "all, a kind (direct, mixed, indirect) or a tone of the cue", label="attributions"
)
_MEASURE = Column(
    "measure",
    "string",
    "what is compared: attributions (their contents match), attributions and their sources (which share a word "
    "or are both none), sources of those that match, or words of a role",
)

_PART = Column("part", "string", "the part of the labels: tune, final …")

EVALUATION_TABLES = (
    Table(
        "scores",
        "how well a finder does by one measure on one class of attributions",
        (
            _FINDER,
            Column("sorting", "string", "what the classes go by: kind or cue"),
            _CLASS,
            _MEASURE,
            *_SHARES,
            *_COUNTS,
        ),
        ("finder", "sorting", "class", "measure"),
    ),
    Table(
        "finder_scores",
        "how well one finder does by one measure on one class of attributions",
        (_MEASURE, Column("kind", "string", _CLASS.meaning), *_SHARES, *_COUNTS),
        ("measure", "kind"),
    ),
    Table(
        "scores_compared",
        "how well a finder does on one class of attributions",
        (_CLASS, _FINDER, *_PER_CENT, *_COUNTS),
        ("class", "finder"),
    ),
    Table(
        "role_scores",
        "how well a finder labels one role, word by word",
        (
            Column(
                "role",
                "string",
                "content, source or cue words; or sources of matches, whose precision is the share of the "
                "attributions found that have the right source",
                label="what",
            ),
            _FINDER,
            *_PER_CENT,
            *_COUNTS,
        ),
        ("role", "finder"),
    ),
    Table(
        "reliability",
        "a finder's attributions in one range of confidence",
        (
            _OF_SEVERAL,
            Column("low", "number", "start of the range", "probability", label="confidence from"),
            Column("high", "number", "end of the range (exclusive, except for 1)", "probability", label="to"),
            Column(
                "attributions", "integer", "attributions in the range", "attributions", label="attributions"
            ),
            Column(
                "mean_confidence", "number", "their mean confidence", "probability", label="mean confidence"
            ),
            Column("share_right", "number", "the share of them that is right", "share", label="share right"),
            Column("ci_low", "number", "lower end of its 95% interval (Wilson)", "share", label="95% from"),
            Column("ci_high", "number", "upper end of that interval", "share", label="to"),
        ),
        ("finder", "low"),
    ),
    Table(
        "errors",
        "an attribution that a finder gets wrong",
        (
            _OF_SEVERAL,
            Column("error", "string", "spurious, wrong source, or missed"),
            DOC_ID,
            Column("kind", "string", "direct, mixed or indirect, by the marks at its edges"),
            Column(
                "content", "string", "what was said, as the finder has it (for a missed one: as in the gold)"
            ),
            Column("cue", "string", "the words that attribute it"),
            Column("source", "string", "the words that name who said it"),
            Column("gold_source", "string", "for a wrong source: the right one"),
            Column("confidence", "number", "how sure the finder is; empty if missed", "probability"),
            Column("content_spans", "spans", "position of the content", POINTS),
            Column("cue_spans", "spans", "position of the cue", POINTS),
            Column("source_spans", "spans", "position of the source", POINTS),
            Column("gold_source_spans", "spans", "position of the right source", POINTS),
            Column("other_spans", "spans", "contents on the other side that overlap too little", POINTS),
        ),
        ("finder", "error", "doc_id", "content_spans", "cue_spans"),
    ),
    Table(
        "article_scores",
        "how well a finder does on one article",
        (_FINDER, DOC_ID, *_PER_CENT, *_COUNTS),
        ("finder", "doc_id"),
        page_columns=("doc_id", "finder", "precision", "recall", "f1", "right", "predicted", "gold"),
    ),
    Table(
        "news_scores",
        "how well a finder does on one kind of news",
        (
            Column("news", "string", "the outlet or genre of the articles; empty for unknown", label="news"),
            _FINDER,
            Column(
                "marked",
                "string",
                "what annotators marked: all attributions, or clauses only",
                label="marked",
            ),
            Column("articles", "integer", "annotated articles", "articles", label="articles"),
            *_PER_CENT,
            Column(
                "source_right",
                "number",
                "of the attributions in the gold that were found, those with the right source",
                "percent",
                label="source right, %",
            ),
            Column("right", "integer", "those in the gold that were found", label="found"),
            Column("gold", "integer", "in the gold", label="in the gold"),
        ),
        ("marked", "news", "finder"),
    ),
    Table(
        "speakers_judged",
        "a labelled quotation with its labelled and its resolved speaker",
        (
            DOC_ID,
            Column("start", "integer", "where the source's first span starts", POINTS),
            Column("end", "integer", "where it ends (the code point after its last)", POINTS),
            _PART,
            Column("source_kind", "string", "pronoun or description"),
            Column("expected", "string", "the right name, “at START-END” for a description, null for nobody"),
            Column("actual", "string", "the resolved name, null for nobody"),
            Column("rule", "string", "the rule that resolved it"),
            Column("right", "boolean", "whether the two match"),
        ),
        ("doc_id", "start", "end"),
    ),
    Table(
        "speakers_right",
        "a part of the labels and a kind of source",
        (
            _PART,
            Column("source_kind", "string", "pronoun, description, or all"),
            Column("quotations", "integer", "labelled quotations", "quotations"),
            Column("right", "integer", "those with the right speaker", "quotations"),
            Column("share", "number", "their share", "share"),
            Column("low", "number", "lower end of its 95% interval", "share"),
            Column("high", "number", "upper end of that interval", "share"),
        ),
        ("part", "source_kind"),
    ),
)
