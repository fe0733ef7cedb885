"""Tables of attributions and speakers."""

from __future__ import annotations

from analysis.schema._model import Column, Table
from analysis.schema._shared import DOC_ID, END, POINTS, START

_KIND = Column("kind", "string", "direct, mixed or indirect")
_SPEAKER_KIND = Column(
    "speaker_kind", "string", "person, organisation, anonymous, group, document, author or unattributed"
)
_QUOTES = Column("quotes", "integer", "attributions", "attributions", label="attributions")
_OF_KINDS = tuple(
    Column(kind, "integer", f"{kind} attributions", "attributions", label=kind)
    for kind in ("direct", "mixed", "indirect")
)
_RIGHT = Column("right", "integer", "of 100 shown, how many are right", label="right, per 100 shown")
_RIGHT_SOURCE = Column(
    "right_source",
    "integer",
    "of 100 shown, how many are right and name the right source",
    label="with the right source",
)
_FOUND = Column(
    "found", "integer", "of 100 in the articles, how many are found", label="found, per 100 in the text"
)

QUOTE_TABLES = (
    Table(
        "quotes",
        "an attribution: words or thoughts that an article credits to someone",
        (
            DOC_ID,
            _KIND,
            Column("content", "string", "what was said, as in the text, its parts joined by …"),
            Column(
                "content_spans", "spans", "its position; a quotation split by its cue has two spans", POINTS
            ),
            Column(
                "cue",
                "string",
                "the words that attribute it, such as a verb of saying; empty if there are none",
            ),
            Column("cue_spans", "spans", "position of the cue", POINTS),
            Column("source", "string", "the words that name who said it; empty if there are none"),
            Column("source_spans", "spans", "position of the source", POINTS),
            Column(
                "speaker",
                "string",
                "the speaker, by the fullest name in the article; null if nobody is named",
            ),
            _SPEAKER_KIND,
            Column("confidence", "number", "how sure the finder is", "probability"),
            Column("headline", "boolean", "whether it is in the headline"),
            Column(
                "shown",
                "boolean",
                "whether pages show it by default; uncertain indirect attributions are hidden",
            ),
            Column(
                "speaker_identity",
                "string",
                "the speaker's name across all articles; unnamed speakers keep their own description",
            ),
            Column("speaker_description", "strings", "how the article describes the speaker"),
            Column("speaker_rule", "string", "the rule that identified the speaker"),
            Column("speaker_mention", "string", "the words that identified the speaker"),
            Column("speaker_mention_span", "object", "position of those words: (start, end)", POINTS),
        ),
        ("doc_id", "content_spans"),
    ),
    Table(
        "marked_terms",
        "words in quotation marks that are not speech: a title, a term, a scare quote",
        (DOC_ID, START, END, Column("text", "string", "the words with their quotation marks", label="term")),
        ("doc_id", "start", "end"),
    ),
    Table(
        "speakers",
        "a speaker across the corpus",
        (
            Column(
                "name",
                "string",
                "the name used in most attributions; a family name alone gives way to a full name",
                label="speaker",
            ),
            Column(
                "kind",
                "string",
                "the most frequent of person, organisation, anonymous, group and document",
                label="kind",
            ),
            Column(
                "variants",
                "strings",
                "forms of the name in the articles, most frequent first",
                label="named as",
            ),
            Column("descriptions", "object", "how each article describes the speaker: doc_id to texts"),
            _QUOTES,
            Column("words", "integer", "words attributed to the speaker", "words", label="words"),
            Column(
                "share",
                "number",
                "their share of all attributed words, including those without a speaker",
                "share",
                label="share of all attributed words",
            ),
            Column("articles", "integer", "articles that quote the speaker", "articles", label="articles"),
            Column("doc_ids", "strings", "their identifiers"),
        ),
        ("name", "kind", "doc_ids"),
        page_columns=("name", "kind", "quotes", "words", "share", "articles", "variants"),
    ),
    Table(
        "speakers_by_article",
        "a speaker in an article",
        (
            DOC_ID,
            Column(
                "speaker",
                "string",
                "the speaker's name across all articles; empty if nobody is named",
                label="speaker",
            ),
            Column("speaker_kind", "string", "the kind of speaker, as in quotes", label="kind"),
            _QUOTES,
            Column("words", "integer", "attributed words", "words", label="words"),
            Column(
                "share",
                "number",
                "their share of the article's attributed words",
                "share",
                label="share of attributed words",
            ),
        ),
        ("doc_id", "speaker", "speaker_kind"),
    ),
    Table(
        "speech_by_article",
        "an article and the speech in it",
        (
            DOC_ID,
            Column("attributions", "integer", "attributions in it", "attributions", label="attributions"),
            Column("words", "integer", "attributed words", "words", label="words"),
            Column(
                "speakers",
                "integer",
                "distinct speakers with a name or description",
                "speakers",
                label="speakers",
            ),
            Column(
                "anonymous",
                "integer",
                "attributions to anonymous sources",
                "attributions",
                label="anonymous",
            ),
            Column(
                "unattributed",
                "integer",
                "attributions that name no source",
                "attributions",
                label="no source named",
            ),
            Column(
                "leader",
                "string",
                "the most quoted speaker, by words; empty if nobody is named",
                label="most quoted",
            ),
            Column(
                "leader_share",
                "number",
                "the leader's share of the article's attributed words",
                "share",
                label="their share",
            ),
        ),
        ("doc_id",),
    ),
    Table(
        "cues",
        "a word that introduces speech",
        (
            Column("cue", "string", "the base forms of its main words", label="cue"),
            Column("tone", "string", "neutral, loaded, or other if it is in neither word list", label="tone"),
            Column("count", "integer", "attributions it introduces", "attributions", label="attributions"),
            Column("articles", "integer", "articles that use it", "articles", label="articles"),
            Column("forms", "strings", "forms in the articles, in lower case", label="as written"),
        ),
        ("cue", "tone"),
    ),
    Table(
        "kinds_by_article",
        "an article and its attributions of each kind",
        (DOC_ID, *_OF_KINDS, Column("all", "integer", "all of them", "attributions", label="all")),
        ("doc_id",),
    ),
    Table(
        "speaker_kinds",
        "a kind of speaker",
        (
            Column("speaker_kind", "string", _SPEAKER_KIND.meaning, label="speaker"),
            Column("attributions", "integer", "attributions", "attributions", label="attributions"),
            Column("share", "number", "their share of all attributions", "share", label="share"),
            Column("words", "integer", "attributed words", "words", label="words"),
            Column(
                "share_of_words",
                "number",
                "their share of all attributed words",
                "share",
                label="share of words",
            ),
            Column("articles", "integer", "articles with such a speaker", "articles", label="articles"),
        ),
        ("speaker_kind",),
    ),
    Table(
        "words_by_speaker_kind",
        "a kind of speaker in an article",
        (DOC_ID, _SPEAKER_KIND, Column("words", "integer", "words attributed to them", "words")),
        ("doc_id", "speaker_kind"),
    ),
    Table(
        "accuracy_by_kind",
        "a kind of attribution and how accurate the finder is on it",
        (
            Column("kind", "string", "all, direct, mixed or indirect", label="kind"),
            _RIGHT,
            _RIGHT_SOURCE,
            _FOUND,
            Column(
                "people",
                "integer",
                "of 100 that one annotator marks, how many a second annotator finds",
                label="found by a second annotator",
            ),
            Column(
                "measured",
                "integer",
                "attributions in the articles measured on",
                "attributions",
                label="attributions measured on",
            ),
        ),
        ("kind",),
    ),
    Table(
        "accuracy_by_confidence",
        "a confidence threshold and the accuracy above it",
        (
            Column("min_confidence", "number", "the threshold", "probability", label="min_confidence"),
            _RIGHT,
            _RIGHT_SOURCE,
            _FOUND,
            Column(
                "kept", "integer", "of 100 shown without a threshold, how many remain", label="kept, per 100"
            ),
        ),
        ("min_confidence",),
    ),
)
