"""Tables of what articles share, and of where they differ."""

from __future__ import annotations

from analysis.schema._model import Column, Table
from analysis.schema._shared import DOC_ID, END, POINTS, START

_DOC_A = Column("doc_a", "string", "the one article", label="article")
_DOC_B = Column("doc_b", "string", "the other article", label="and")
_PLACES = (
    _DOC_A,
    Column("start_a", "integer", "where it begins in the one article", POINTS),
    Column("end_a", "integer", "where it ends in the one article (exclusive)", POINTS),
    _DOC_B,
    Column("start_b", "integer", "where it begins in the other article", POINTS),
    Column("end_b", "integer", "where it ends in the other article (exclusive)", POINTS),
)
_TEXTS = (
    Column("text_a", "string", "the words as the one article has them"),
    Column("text_b", "string", "the words as the other article has them"),
)
_PLACE_A, _PLACE_B = _PLACES[:3], _PLACES[3:]
_TEXT_A, _TEXT_B = _TEXTS
_KEY_OF_PLACES = ("doc_a", "start_a", "end_a", "doc_b", "start_b", "end_b")
_CLASSIFIED = "from `classify_passages`"

OVERLAP_TABLES = (
    Table(
        "passages",
        "a passage that two articles share",
        (
            *_PLACES,
            *_TEXTS,
            Column("similarity", "number", "Dice's coefficient of the two bags of words", "share"),
            Column(
                "words",
                "integer",
                "words with a counterpart on the other side, of the side that has fewer",
                "words",
            ),
            Column("longest_run", "integer", "words of the longest run that is the same", "words"),
            Column(
                "kind",
                "string",
                "copied prose, shared quotation, formula, template, or version of one article",
                when=_CLASSIFIED,
            ),
            Column(
                "quoted", "number", "the larger share of it in quotation marks", "share", when=_CLASSIFIED
            ),
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
            Column("places", "object", "where the words of it stand: doc_id, start and end of each", POINTS),
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
            Column("first_day", "date", "day of the earliest that is dated", own_dtype="object"),
            Column("last_day", "date", "day of the latest that is dated", own_dtype="object"),
            Column("origin", "string", "what they probably go back to: an article or a news agency"),
            Column("basis", "string", "article, agency, versions, or cannot tell"),
            Column("evidence", "strings", "what that rests on"),
            Column("text", "string", "the longest stretch, as the origin or the first article has it"),
            Column("places", "object", "where: doc_id, start and end in each", POINTS),
        ),
        ("group",),
    ),
    Table(
        "overlaps",
        "something that two articles share, as the side-by-side reader marks it",
        (
            Column("number", "integer", "its number on the page"),
            Column(
                "kind", "string", "copied prose, version, shared quotation, formula, template, paraphrase, …"
            ),
            *_PLACES,
            *_TEXTS,
            Column(
                "words",
                "integer",
                "words that both have; of paraphrases and descriptions those of the shorter side",
                "words",
            ),
            Column(
                "about",
                "string",
                "the speaker of a quotation, what is described, whether a paraphrase is likely; else empty",
            ),
        ),
        (*_KEY_OF_PLACES, "kind", "about"),
    ),
    Table(
        "sources",
        "an article and the sources it quotes by name",
        (
            DOC_ID,
            Column(
                "speakers",
                "integer",
                "people and organisations that it quotes",
                "sources",
                label="sources quoted by name",
            ),
            Column(
                "shared",
                "integer",
                "those that another article quotes too",
                "sources",
                label="quoted by others too",
            ),
            Column("share", "number", "shared ones among all it quotes", "share", label="share"),
            Column(
                "names", "strings", "the shared ones, those that most articles quote first", label="which"
            ),
            Column(
                "others",
                "integer",
                "articles that quote one of them",
                "articles",
                label="articles that quote them",
            ),
        ),
        ("doc_id",),
    ),
    Table(
        "source_counts",
        "a source and an article, or outlet, that quotes it",
        (
            Column("name", "string", "the source, by the name that most attributions give it"),
            Column("kind", "string", "person or organisation"),
            Column("by", "string", "the article or outlet"),
            Column("quotes", "integer", "attributions", "attributions"),
        ),
        ("name", "kind", "by"),
    ),
    Table(
        "pairs",
        "a pair of articles",
        (
            _DOC_A,
            _DOC_B,
            Column(
                "similarity",
                "number",
                "cosine of the tf-idf weights of the lemmas of content words, 0 to 1",
                label="vocabulary (0 to 1)",
            ),
            Column("shared_words", "integer", "different lemmas of content words that both have", "lemmas"),
            Column(
                "shared_entities",
                "integer",
                "people, bodies, places and events that both name, whatever the spelling",
                "names",
                label="shared names",
            ),
            Column("people", "strings", "the people that both name"),
            Column("organisations", "strings", "the organisations that both name"),
            Column("places", "strings", "the places that both name"),
            Column("events", "strings", "the events that both tell of"),
            Column(
                "shared_speakers",
                "integer",
                "people and organisations that both quote or paraphrase",
                "speakers",
                label="shared speakers",
            ),
            Column("speakers", "strings", "those speakers"),
            Column(
                "shared_quotations",
                "integer",
                "quotations that both have",
                "quotations",
                label="shared quotations",
            ),
            Column(
                "shared_passages", "integer", "passages that both have", "passages", label="shared passages"
            ),
            Column("shared_passage_words", "integer", "words of those passages", "words"),
            Column(
                "longest_shared_run",
                "integer",
                "words of the longest run that both have, whatever the case and marks",
                "words",
                label="longest shared run (words)",
            ),
            Column("longest_shared_text", "string", "that run, as the first article has it"),
        ),
        ("doc_a", "doc_b"),
    ),
    Table(
        "shared_phrases",
        "a phrase that two or more articles share",
        (
            Column(
                "phrase",
                "string",
                "the words, without regard to case and marks, as its first place has them",
                label="phrase",
            ),
            Column("words", "integer", "its length", "words", label="words"),
            Column("articles", "integer", "articles that have it", "articles", label="articles"),
            Column("occurrences", "integer", "times it stands in them", "occurrences"),
            Column("places", "object", "where: doc_id, start and end of each occurrence, in order", POINTS),
        ),
        ("phrase",),
    ),
    Table(
        "shared_quotations",
        "a stretch of words in quotation marks that two articles have",
        (
            Column("speaker", "string", "who says it, where both articles agree on that"),
            *_PLACE_A,
            _TEXT_A,
            Column("speaker_a", "string", "who says it in the first article"),
            *_PLACE_B,
            _TEXT_B,
            Column("speaker_b", "string", "who says it in the second article"),
            Column("words", "integer", "words that both have, in order", "words"),
            Column("similarity", "number", "twice those words over the words of both stretches", "share"),
            Column(
                "differences",
                "strings",
                "what the second has in place of the first's words: “words of a → words of b”, – for none",
            ),
        ),
        _KEY_OF_PLACES,
    ),
    Table(
        "paraphrases",
        "two sentences of two articles that report the same thing in other words",
        (
            *_PLACES,
            *_TEXTS,
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
            *_TEXTS,
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
        (*_PLACES, *_TEXTS),
        _KEY_OF_PLACES,
    ),
    Table(
        "descriptions",
        "one thing that an article says of a person, organisation or event",
        (
            Column("name", "string", "the person, organisation or event"),
            Column("kind", "string", "person, organisation or event"),
            Column("aspect", "string", "what is described: a title, a name, an age, a place, a date …"),
            DOC_ID,
            Column("description", "string", "the article's own words"),
            START,
            END,
            Column(
                "verdict",
                "string",
                "of the aspect: agree, differ, cannot tell (both may hold), or only one says",
            ),
            Column("variant", "integer", "number of the description; those that agree share it"),
        ),
        ("kind", "name", "aspect", "doc_id", "start", "end"),
    ),
    Table(
        "names_of_pair",
        "a person, organisation, place or event that both articles of a pair name",
        (
            Column("name", "string", "its name"),
            Column("kind", "string", "person, organisation, place or event"),
            Column("written_a", "strings", "how the one article writes it"),
            Column("mentions_a", "integer", "mentions in it", "mentions"),
            Column("written_b", "strings", "how the other article writes it"),
            Column("mentions_b", "integer", "mentions in it", "mentions"),
        ),
        ("kind", "name"),
    ),
    Table(
        "speakers_of_pair",
        "a speaker that both articles of a pair quote",
        (
            Column("speaker", "string", "the speaker's name"),
            Column("quotes_a", "integer", "attributions in the one article", "attributions"),
            Column("said_a", "strings", "their contents, in the order of the text"),
            Column("quotes_b", "integer", "attributions in the other article", "attributions"),
            Column("said_b", "strings", "their contents, in the order of the text"),
        ),
        ("speaker",),
    ),
)
