"""Which tables do the reports write, and what is in each of their columns? The definitions alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["string", "integer", "number", "boolean", "date", "spans", "strings", "object"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, kind, meaning and unit ("spans" is a list of [start, end] pairs)."""

    name: str
    kind: Kind
    meaning: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its file name without ending, what one row is, its columns, and which of them tell rows apart."""

    name: str
    row: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()

    def column(self, name: str) -> Column | None:
        """Look a column up by name."""
        return next((column for column in self.columns if column.name == name), None)


_POINTS = "code points into the article's text"
_DOC = Column("doc_id", "string", "the article: its file name without ending")
_START = Column("start", "integer", "where it begins", _POINTS)
_END = Column("end", "integer", "where it ends (exclusive)", _POINTS)
_DOC_A = Column("doc_a", "string", "the one article")
_DOC_B = Column("doc_b", "string", "the other article")
_PLACES = (
    _DOC_A,
    Column("start_a", "integer", "where it begins in the one article", _POINTS),
    Column("end_a", "integer", "where it ends in the one article (exclusive)", _POINTS),
    _DOC_B,
    Column("start_b", "integer", "where it begins in the other article", _POINTS),
    Column("end_b", "integer", "where it ends in the other article (exclusive)", _POINTS),
    Column("text_a", "string", "the words as the one article has them"),
    Column("text_b", "string", "the words as the other article has them"),
)
_KEY_OF_PLACES = ("doc_a", "start_a", "end_a", "doc_b", "start_b", "end_b")

_FACTS = (
    Column("title", "string", "its headline, where the text or metadata.csv gives one"),
    Column("outlet", "string", "who published it"),
    Column("published", "date", "the day it was published", "date"),
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
                "speaker_kind", "string", "person, organisation, anonymous, group, document or unattributed"
            ),
            Column("confidence", "number", "how sure the finder is", "probability"),
            Column(
                "speaker_identity", "string", "one name for the speaker in all articles; an unnamed one's own"
            ),
            Column("speaker_description", "strings", "how the article describes the speaker"),
            Column("speaker_rule", "string", "the rule by which the speaker was found"),
            Column("speaker_mention", "string", "the words that settled who the speaker is"),
            Column("speaker_mention_span", "object", "where those words stand: [start, end]", _POINTS),
        ),
        ("doc_id", "content_spans"),
    ),
    Table(
        "marked_terms",
        "words in quotation marks that are not speech: a title, a term, a scare quote",
        (_DOC, _START, _END, Column("text", "string", "the words with their marks")),
        ("doc_id", "start", "end"),
    ),
    Table(
        "speakers",
        "a speaker across the corpus",
        (
            Column("name", "string", "the name that most attributions have"),
            Column("kind", "string", "person, organisation, anonymous, group or document"),
            Column("variants", "strings", "the ways the articles write the name, most used first"),
            Column("descriptions", "object", "how each article describes the speaker"),
            Column("quotes", "integer", "attributions", "attributions"),
            Column("words", "integer", "words ascribed to the speaker", "words"),
            Column("share", "number", "these as a share of all attributed words", "share"),
            Column("articles", "integer", "articles that quote the speaker", "articles"),
            Column("doc_ids", "strings", "which articles these are"),
        ),
        ("name", "kind", "doc_ids"),
    ),
    Table(
        "speakers_by_article",
        "a speaker in an article",
        (
            _DOC,
            Column("speaker", "string", "by the name used in all articles; empty where nobody is named"),
            Column("speaker_kind", "string", "the kind of speaker, as in quotes"),
            Column("quotes", "integer", "attributions", "attributions"),
            Column("words", "integer", "words of them", "words"),
            Column("share", "number", "of the article's attributed words", "share"),
        ),
        ("doc_id", "speaker", "speaker_kind"),
    ),
    Table(
        "speech_by_article",
        "an article and how much is said in it",
        (
            _DOC,
            Column("attributions", "integer", "attributions in it", "attributions"),
            Column("words", "integer", "words of them", "words"),
            Column("speakers", "integer", "different speakers with a name or description", "speakers"),
            Column("anonymous", "integer", "attributions from anonymous people", "attributions"),
            Column("unattributed", "integer", "attributions from nobody", "attributions"),
            Column("leader", "string", "who is given most words; empty where nobody is named"),
            Column("leader_share", "number", "the leader's share of the article's attributed words", "share"),
        ),
        ("doc_id",),
    ),
    Table(
        "cues",
        "a word that introduces speech",
        (
            Column("cue", "string", "the head of the cue, as its dictionary form"),
            Column("tone", "string", "neutral, loaded, or other where the word lists have neither"),
            Column("count", "integer", "attributions that it introduces", "attributions"),
            Column("articles", "integer", "articles that use it", "articles"),
            Column("forms", "strings", "as the articles write it, in lower case"),
        ),
        ("cue", "tone"),
    ),
)

_OVERLAP_TABLES = (
    Table(
        "passages",
        "a passage that two articles share",
        (
            *_PLACES,
            Column("similarity", "number", "Dice's coefficient of the two bags of words", "share"),
            Column("words", "integer", "words with a counterpart on the other side", "words"),
            Column("longest_run", "integer", "words of the longest run that is the same", "words"),
            Column("kind", "string", "copied prose, shared quotation, formula, or version of one article"),
            Column("quoted", "number", "the larger share of it in quotation marks", "share"),
        ),
        _KEY_OF_PLACES,
    ),
    Table(
        "derivation",
        "a pair of articles with copied prose in common",
        (
            _DOC_A,
            _DOC_B,
            Column("words", "integer", "words of copied prose", "words"),
            Column("containment_a", "number", "share of the one article's body that they make up", "share"),
            Column("containment_b", "number", "share of the other article's body that they make up", "share"),
            Column("direction", "string", "a from b, b from a, common source, versions, or cannot tell"),
            Column("evidence", "strings", "what the direction rests on"),
            Column("places", "object", "where the words of it stand: doc_id, start and end of each", _POINTS),
            Column("group", "integer", "the first row of source_groups that has both"),
        ),
        ("doc_a", "doc_b"),
    ),
    Table(
        "source_groups",
        "a group of articles with one stretch of prose in common",
        (
            Column("group", "integer", "its number, those with most articles first"),
            Column("articles", "integer", "how many articles", "articles"),
            Column("doc_ids", "strings", "which articles these are"),
            Column("outlets", "strings", "their outlets, where known"),
            Column("words", "integer", "words of the prose they share", "words"),
            Column("similarity", "number", "mean of the passages' similarity, weighted by words", "share"),
            Column("first_day", "date", "day of the earliest that is dated"),
            Column("last_day", "date", "day of the latest that is dated"),
            Column("origin", "string", "what they probably go back to: an article or a news agency"),
            Column("basis", "string", "article, agency, versions, or cannot tell"),
            Column("evidence", "strings", "what that rests on"),
            Column("text", "string", "the longest stretch, as the origin or the first article has it"),
            Column("places", "object", "where: doc_id, start and end in each", _POINTS),
        ),
        ("group",),
    ),
    Table(
        "overlaps",
        "something that two articles share, as the side-by-side reader marks it",
        (
            Column("number", "integer", "its number on the page"),
            Column("kind", "string", "copied prose, version, shared quotation, formula, paraphrase, …"),
            *_PLACES,
            Column("words", "integer", "words that both have", "words"),
            Column(
                "about",
                "string",
                "the speaker of a quotation, what is described, or how sure a paraphrase is",
            ),
        ),
        (*_KEY_OF_PLACES, "kind", "about"),
    ),
    Table(
        "sources",
        "an article and the sources it quotes by name",
        (
            _DOC,
            Column("speakers", "integer", "people and organisations that it quotes", "sources"),
            Column("shared", "integer", "those that another article quotes too", "sources"),
            Column("share", "number", "shared ones among all it quotes", "share"),
            Column("names", "strings", "the shared ones"),
            Column("others", "integer", "articles that quote one of them", "articles"),
        ),
        ("doc_id",),
    ),
    Table(
        "pairs",
        "a pair of articles",
        (
            _DOC_A,
            _DOC_B,
            Column("similarity", "number", "cosine of the tf-idf weights of the lemmas of content words"),
            Column("shared_words", "integer", "different lemmas of content words that both have", "lemmas"),
            Column("shared_entities", "integer", "people, bodies, places and events that both name", "names"),
            Column("people", "strings", "the people that both name"),
            Column("organisations", "strings", "the organisations that both name"),
            Column("places", "strings", "the places that both name"),
            Column("events", "strings", "the events that both tell of"),
            Column("shared_speakers", "integer", "speakers that both quote or paraphrase", "speakers"),
            Column("speakers", "strings", "those speakers"),
            Column("shared_quotations", "integer", "quotations that both have", "quotations"),
            Column("shared_passages", "integer", "passages that both have", "passages"),
            Column("shared_passage_words", "integer", "words of those passages", "words"),
            Column("longest_shared_run", "integer", "words of the longest run that both have", "words"),
            Column("longest_shared_text", "string", "that run, as the first article has it"),
        ),
        ("doc_a", "doc_b"),
    ),
    Table(
        "shared_phrases",
        "a phrase that two or more articles share",
        (
            Column("phrase", "string", "the words, without regard to case and marks"),
            Column("words", "integer", "its length", "words"),
            Column("articles", "integer", "articles that have it", "articles"),
            Column("occurrences", "integer", "times it stands in them", "occurrences"),
            Column("places", "object", "where: doc_id, start and end of each occurrence", _POINTS),
        ),
        ("phrase",),
    ),
    Table(
        "identities",
        "a person, organisation, place or event named in two or more articles",
        (
            Column("name", "string", "the name that stands for it across the articles"),
            Column("kind", "string", "person, organisation, place or event"),
            Column("variants", "strings", "the names as written, the most used first"),
            Column("articles", "integer", "articles that name it", "articles"),
            Column("mentions", "integer", "mentions, pronouns and descriptions included", "mentions"),
            Column("doc_ids", "strings", "those articles"),
        ),
        ("kind", "name"),
    ),
    Table(
        "shared_quotations",
        "a stretch of words in quotation marks that two articles have",
        (
            Column("speaker", "string", "who says it, where both articles agree on that"),
            *_PLACES,
            Column("speaker_a", "string", "who says it in the first article"),
            Column("speaker_b", "string", "who says it in the second article"),
            Column("words", "integer", "words that both have, in order", "words"),
            Column("similarity", "number", "twice those words over the words of both stretches", "share"),
            Column("differences", "strings", "what the second has in place of the first's words"),
        ),
        _KEY_OF_PLACES,
    ),
    Table(
        "paraphrases",
        "two sentences of two articles that report the same thing in other words",
        (
            *_PLACES,
            Column("score", "number", "chance that both report the same thing", "share"),
            Column(
                "same_words", "number", "twice the words both have in order over the words of both", "share"
            ),
            Column("shared", "strings", "the names, days and numbers that both have"),
            Column("against", "strings", "days and numbers in which the two differ"),
        ),
        _KEY_OF_PLACES,
    ),
    Table(
        "numbers",
        "a number that two articles give, or one of them, for the same thing in sentences that count the same",
        (
            *_PLACES,
            Column(
                "counted", "string", "what is counted, as its dictionary form; a currency; percent of what"
            ),
            Column(
                "verdict",
                "string",
                "agree, differ, cannot tell (hedged, or not surely one thing), or only one says",
            ),
            Column(
                "score", "number", "chance that both sentences report the same, numbers left aside", "share"
            ),
        ),
        _KEY_OF_PLACES,
    ),
    Table(
        "spellings",
        "a name that stands in prose which two articles share, in two spellings",
        _PLACES,
        _KEY_OF_PLACES,
    ),
    Table(
        "descriptions",
        "one thing that an article says of a person, organisation or event",
        (
            Column("name", "string", "the person, organisation or event"),
            Column("kind", "string", "person, organisation or event"),
            Column("aspect", "string", "what is described: a title, a name, an age, a place, a date …"),
            _DOC,
            Column("description", "string", "the article's own words"),
            _START,
            _END,
            Column(
                "verdict",
                "string",
                "of the aspect: agree, differ, cannot tell (both may hold), or only one says",
            ),
            Column("variant", "integer", "number of the description; those that agree share it"),
        ),
        ("kind", "name", "aspect", "doc_id", "start", "end"),
    ),
)

_CORPUS_TABLES = (
    Table(
        "articles",
        "an article of the corpus",
        (
            _DOC,
            *_FACTS,
            Column("byline", "string", "who wrote it"),
            Column("url", "string", "where it was found"),
            Column("file", "string", "where it was found: its path in the corpus, or the table and the row"),
            Column("encoding", "string", "how the file's bytes were read; empty where its format fixes that"),
            Column("characters", "integer", "length of the whole text", "code points"),
            Column("body_characters", "integer", "length of its body", "code points"),
            Column("paragraphs", "integer", "paragraphs of its body", "paragraphs"),
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
)

TABLES: dict[str, Table] = {
    table.name: table for table in (*_CORPUS_TABLES, *_QUOTE_TABLES, *_OVERLAP_TABLES)
}
