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
_RIGHT = Column("right", "integer", "of 100 shown, those that are right", label="right, of 100 shown")
_RIGHT_SOURCE = Column(
    "right_source",
    "integer",
    "of 100 shown, those that are right and have the right source",
    label="with the right source",
)
_FOUND = Column("found", "integer", "of 100 in the articles, those found", label="found, of 100 there are")

QUOTE_TABLES = (
    Table(
        "quotes",
        "an attribution: words or thoughts that an article ascribes to somebody",
        (
            DOC_ID,
            _KIND,
            Column("content", "string", "what is ascribed, as it stands in the text, its parts joined by …"),
            Column("content_spans", "spans", "where it stands; a quotation split by its cue has two", POINTS),
            Column("cue", "string", "the words that ascribe it, such as a verb of saying; empty for none"),
            Column("cue_spans", "spans", "where the cue stands", POINTS),
            Column("source", "string", "the words that name who it is ascribed to; empty for none"),
            Column("source_spans", "spans", "where the source stands", POINTS),
            Column(
                "speaker",
                "string",
                "who that is, by the fullest name the article gives; null for nobody named",
            ),
            _SPEAKER_KIND,
            Column("confidence", "number", "how sure the finder is", "probability"),
            Column("headline", "boolean", "whether it stands in the article's headline"),
            Column(
                "shown",
                "boolean",
                "whether pages show it by default: unsure indirect ones are left out there",
            ),
            Column(
                "speaker_identity", "string", "one name for the speaker in all articles; an unnamed one's own"
            ),
            Column("speaker_description", "strings", "how the article describes the speaker"),
            Column("speaker_rule", "string", "the rule by which the speaker was found"),
            Column("speaker_mention", "string", "the words that settled who the speaker is"),
            Column("speaker_mention_span", "object", "where those words stand: (start, end)", POINTS),
        ),
        ("doc_id", "content_spans"),
    ),
    Table(
        "marked_terms",
        "words in quotation marks that are not speech: a title, a term, a scare quote",
        (DOC_ID, START, END, Column("text", "string", "the words with their marks", label="term")),
        ("doc_id", "start", "end"),
    ),
    Table(
        "speakers",
        "a speaker across the corpus",
        (
            Column(
                "name",
                "string",
                "the name that most attributions have, of equals the longest",
                label="speaker",
            ),
            Column(
                "kind",
                "string",
                "person, organisation, anonymous, group or document, whichever is the most frequent",
                label="kind",
            ),
            Column(
                "variants",
                "strings",
                "the ways the articles write the name, most used first",
                label="named as",
            ),
            Column("descriptions", "object", "how each article describes the speaker: doc_id to texts"),
            _QUOTES,
            Column("words", "integer", "words ascribed to the speaker", "words", label="words"),
            Column(
                "share",
                "number",
                "these as a share of all attributed words, those without a speaker included",
                "share",
                label="share of all attributed words",
            ),
            Column("articles", "integer", "articles that quote the speaker", "articles", label="articles"),
            Column("doc_ids", "strings", "which articles these are"),
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
                "by the name used in all articles; empty where nobody is named",
                label="speaker",
            ),
            Column("speaker_kind", "string", "the kind of speaker, as in quotes", label="kind"),
            _QUOTES,
            Column("words", "integer", "words of them", "words", label="words"),
            Column(
                "share",
                "number",
                "of the article's attributed words",
                "share",
                label="share of the article's attributed words",
            ),
        ),
        ("doc_id", "speaker", "speaker_kind"),
    ),
    Table(
        "speech_by_article",
        "an article and how much is said in it",
        (
            DOC_ID,
            Column("attributions", "integer", "attributions in it", "attributions", label="attributions"),
            Column("words", "integer", "words of them", "words", label="words"),
            Column(
                "speakers",
                "integer",
                "different speakers with a name or description",
                "speakers",
                label="speakers",
            ),
            Column(
                "anonymous",
                "integer",
                "attributions from anonymous people",
                "attributions",
                label="from anonymous people",
            ),
            Column(
                "unattributed", "integer", "attributions from nobody", "attributions", label="from nobody"
            ),
            Column(
                "leader", "string", "who is given most words; empty where nobody is named", label="most words"
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
            Column("cue", "string", "the dictionary forms of its main words", label="cue"),
            Column(
                "tone", "string", "neutral, loaded, or other where the word lists have neither", label="tone"
            ),
            Column(
                "count", "integer", "attributions that it introduces", "attributions", label="attributions"
            ),
            Column("articles", "integer", "articles that use it", "articles", label="articles"),
            Column("forms", "strings", "as the articles write it, in lower case", label="as written"),
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
            Column("words", "integer", "words of them", "words", label="words"),
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
        (DOC_ID, _SPEAKER_KIND, Column("words", "integer", "words ascribed to them", "words")),
        ("doc_id", "speaker_kind"),
    ),
    Table(
        "accuracy_by_kind",
        "a kind of attribution and how right the finder is",
        (
            Column("kind", "string", "all, direct, mixed or indirect", label="kind"),
            _RIGHT,
            _RIGHT_SOURCE,
            _FOUND,
            Column(
                "people",
                "integer",
                "of 100 that one person marks, those that a second person finds",
                label="found by a second person",
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
        "a cut by confidence and how right what is left is",
        (
            Column("min_confidence", "number", "the cut", "probability", label="min_confidence"),
            _RIGHT,
            _RIGHT_SOURCE,
            _FOUND,
            Column(
                "kept", "integer", "of 100 shown without a cut, those that are left", label="kept, of 100"
            ),
        ),
        ("min_confidence",),
    ),
)
