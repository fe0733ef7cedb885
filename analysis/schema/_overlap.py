"""Tables of what articles share, and of where they differ."""

from __future__ import annotations

from analysis.schema._model import Column, Table
from analysis.schema._shared import DOC_ID, END, POINTS, START

_DOC_A = Column("doc_a", "string", "the first article", label="article")
_DOC_B = Column("doc_b", "string", "the second article", label="and")
_PLACES = (
    _DOC_A,
    Column("start_a", "integer", "where it starts in the first article", POINTS),
    Column("end_a", "integer", "where it ends in the first article (the code point after its last)", POINTS),
    _DOC_B,
    Column("start_b", "integer", "where it starts in the second article", POINTS),
    Column("end_b", "integer", "where it ends in the second article (the code point after its last)", POINTS),
)
_TEXTS = (
    Column("text_a", "string", "the words in the first article"),
    Column("text_b", "string", "the words in the second article"),
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
                "words matched on the other side, counted on the side with fewer",
                "words",
            ),
            Column("longest_run", "integer", "length of the longest identical run", "words"),
            Column(
                "kind",
                "string",
                "copied prose, shared quotation, formula, template, or version of one article",
                when=_CLASSIFIED,
            ),
            Column(
                "quoted",
                "number",
                "share of it in quotation marks, in the article where that is larger",
                "share",
                when=_CLASSIFIED,
            ),
        ),
        _KEY_OF_PLACES,
    ),
    Table(
        "derivation",
        "a pair of articles that share copied prose",
        (
            _DOC_A,
            _DOC_B,
            Column("words", "integer", "words of copied prose", "words"),
            Column("containment_a", "number", "their share of the first article's body", "share"),
            Column("containment_b", "number", "their share of the second article's body", "share"),
            Column("direction", "string", "a from b, b from a, common source, versions, or cannot tell"),
            Column("evidence", "strings", "the evidence for the direction"),
            Column("places", "object", "positions of its words: doc_id, start and end of each", POINTS),
            Column("group", "integer", "the first row of source_groups that contains both"),
        ),
        ("doc_a", "doc_b"),
    ),
    Table(
        "source_groups",
        "a group of articles that share a stretch of prose",
        (
            Column("group", "integer", "its number, largest groups first"),
            Column("articles", "integer", "number of articles", "articles"),
            Column("doc_ids", "strings", "their identifiers"),
            Column("outlets", "strings", "their outlets, if known"),
            Column("words", "integer", "words of the prose they share", "words"),
            Column("similarity", "number", "mean of the passages' similarity, weighted by words", "share"),
            Column("first_day", "date", "date of the earliest dated article", own_dtype="object"),
            Column("last_day", "date", "date of the latest dated article", own_dtype="object"),
            Column("origin", "string", "the probable origin: an article or a news agency"),
            Column("basis", "string", "article, agency, versions, or cannot tell"),
            Column("evidence", "strings", "the evidence for the origin"),
            Column("text", "string", "the longest stretch, as in the origin or else the first article"),
            Column("places", "object", "positions: doc_id, start and end in each", POINTS),
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
                "words in common; for paraphrases and descriptions, words of the shorter side",
                "words",
            ),
            Column(
                "about",
                "string",
                "the speaker of a quotation, or what is described; otherwise empty",
            ),
        ),
        (*_KEY_OF_PLACES, "kind", "about"),
    ),
    Table(
        "sources",
        "an article and the named sources it quotes",
        (
            DOC_ID,
            Column(
                "speakers",
                "integer",
                "people and organisations it quotes",
                "sources",
                label="sources quoted by name",
            ),
            Column(
                "shared",
                "integer",
                "those also quoted by another article",
                "sources",
                label="also quoted elsewhere",
            ),
            Column("share", "number", "their share of all it quotes", "share", label="share"),
            Column("names", "strings", "the shared sources, most widely quoted first", label="which"),
            Column(
                "others",
                "integer",
                "other articles that quote one of them",
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
            Column("name", "string", "the source, by the name used in most attributions"),
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
            Column("shared_words", "integer", "distinct lemmas of content words in both", "lemmas"),
            Column(
                "shared_entities",
                "integer",
                "people, organisations, places and events named in both, in any spelling",
                "names",
                label="shared names",
            ),
            Column("people", "strings", "people named in both"),
            Column("organisations", "strings", "organisations named in both"),
            Column("places", "strings", "places named in both"),
            Column("events", "strings", "events reported in both"),
            Column(
                "shared_speakers",
                "integer",
                "people and organisations quoted or paraphrased in both",
                "speakers",
                label="shared speakers",
            ),
            Column("speakers", "strings", "those speakers"),
            Column(
                "shared_quotations",
                "integer",
                "quotations in both",
                "quotations",
                label="shared quotations",
            ),
            Column("shared_passages", "integer", "passages in both", "passages", label="shared passages"),
            Column("shared_passage_words", "integer", "words of those passages", "words"),
            Column(
                "longest_shared_run",
                "integer",
                "length of the longest run in both, ignoring case and punctuation",
                "words",
                label="longest shared run (words)",
            ),
            Column("longest_shared_text", "string", "that run, as in the first article"),
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
                "the words, compared without case and punctuation, as first written",
                label="phrase",
            ),
            Column("words", "integer", "its length", "words", label="words"),
            Column("articles", "integer", "articles that contain it", "articles", label="articles"),
            Column("occurrences", "integer", "number of occurrences", "occurrences"),
            Column(
                "places", "object", "positions: doc_id, start and end of each occurrence, in order", POINTS
            ),
        ),
        ("phrase",),
    ),
    Table(
        "shared_quotations",
        "a quotation that two articles share",
        (
            Column("speaker", "string", "the speaker, if both articles agree"),
            *_PLACE_A,
            _TEXT_A,
            Column("speaker_a", "string", "the speaker in the first article"),
            *_PLACE_B,
            _TEXT_B,
            Column("speaker_b", "string", "the speaker in the second article"),
            Column("words", "integer", "words in common, in order", "words"),
            Column("similarity", "number", "twice those words divided by the words of both", "share"),
            Column(
                "differences",
                "strings",
                "what the second changes: “words of a → words of b”, – for no words",
            ),
        ),
        _KEY_OF_PLACES,
    ),
    Table(
        "paraphrases",
        "two sentences that report the same thing in different words",
        (
            *_PLACES,
            *_TEXTS,
            Column("score", "number", "probability that both report the same thing", "share"),
            Column(
                "same_words",
                "number",
                "twice the words in common, in order, divided by the words of both",
                "share",
            ),
            Column(
                "lead",
                "number",
                "its probability minus that of the next best pair of either sentence",
                "share",
            ),
            Column("shared", "strings", "names, days and numbers in both"),
            Column("against", "strings", "days and numbers that differ"),
        ),
        _KEY_OF_PLACES,
    ),
    Table(
        "numbers",
        "a number that two articles on one story give for the same thing",
        (
            *_PLACES,
            *_TEXTS,
            Column("counted", "string", "what is counted, as its base form; a currency; or percent of what"),
            Column(
                "verdict",
                "string",
                "agree, differ, update (a toll that rose), or cannot tell (hedged, or not surely one thing)",
            ),
            Column(
                "score",
                "number",
                "probability that both sentences report the same thing, numbers aside",
                "share",
            ),
            Column("published_a", "date", "date of the first article, if known", own_dtype="object"),
            Column("published_b", "date", "date of the second article, if known", own_dtype="object"),
        ),
        _KEY_OF_PLACES,
    ),
    Table(
        "spellings",
        "a name spelled in two ways in prose that two articles share",
        (*_PLACES, *_TEXTS),
        _KEY_OF_PLACES,
    ),
    Table(
        "descriptions",
        "something an article says about a person, organisation or event",
        (
            Column("name", "string", "the person or organisation, or the names that identify the event"),
            Column("kind", "string", "person, organisation, or event of a story"),
            Column(
                "aspect", "string", "the aspect described: a title, name, age, day or place, or a founding"
            ),
            DOC_ID,
            Column("description", "string", "the article's own words"),
            START,
            END,
            Column(
                "verdict",
                "string",
                "for the aspect: agree, differ, cannot tell (both may be true), or only one says",
            ),
            Column("variant", "integer", "number of the description; descriptions that agree share a number"),
        ),
        ("kind", "name", "aspect", "doc_id", "start", "end"),
    ),
    Table(
        "stories",
        "an article and the story it reports",
        (DOC_ID, Column("story", "integer", "number of the story, largest stories first")),
        ("doc_id",),
    ),
    Table(
        "accounts",
        "an article on a story that others report too, and how it tells it",
        (
            Column("story", "integer", "number of the story, largest stories first", label="story"),
            DOC_ID,
            Column("outlet", "string", "the outlet, if known", label="outlet"),
            Column("published", "date", "date of publication, if known", own_dtype="object", label="day"),
            Column("headline", "string", "its headline", label="headline"),
            Column(
                "phrase", "string", "the first noun phrase in its body that is not a name", label="calls it"
            ),
            Column("speakers", "strings", "the people it quotes by name", label="quotes"),
            Column(
                "alone", "strings", "names that no other article on the story has", label="named here only"
            ),
            Column(
                "differing",
                "integer",
                "points that another article on the story contradicts",
                label="differs on",
            ),
        ),
        ("doc_id",),
    ),
    Table(
        "names_of_pair",
        "a person, organisation, place or event named in both articles of a pair",
        (
            Column("name", "string", "its name"),
            Column("kind", "string", "person, organisation, place or event"),
            Column("written_a", "strings", "as written in the first article"),
            Column("mentions_a", "integer", "mentions in it", "mentions"),
            Column("written_b", "strings", "as written in the second article"),
            Column("mentions_b", "integer", "mentions in it", "mentions"),
        ),
        ("kind", "name"),
    ),
    Table(
        "speakers_of_pair",
        "a speaker quoted in both articles of a pair",
        (
            Column("speaker", "string", "the speaker's name"),
            Column("quotes_a", "integer", "attributions in the first article", "attributions"),
            Column("said_a", "strings", "their contents, in the order of the text"),
            Column("quotes_b", "integer", "attributions in the second article", "attributions"),
            Column("said_b", "strings", "their contents, in the order of the text"),
        ),
        ("speaker",),
    ),
)
