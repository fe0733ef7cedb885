"""Quotation marks decide where a content begins and ends, and what of it is an attribution of its own."""

from __future__ import annotations

import pytest
from spacy.language import Language

from analysis.annotation._pipeline import load_pipeline, read_article
from analysis.language import ENGLISH
from analysis.quotes._attribution import Attribution, words_of
from analysis.quotes.model._marked_extents import follow_marks
from analysis.quotes.model._phrases import make_phrases
from tests.quotes.making import make_article


@pytest.fixture(scope="module")
def pipeline() -> Language:
    """The language model, loaded once."""
    return load_pipeline(ENGLISH.pipeline)


#: A sentence, then what a finder chose in it: source, cue and content; then the contents that must come of it.
CASES: dict[str, tuple[str, str, str, str, list[str]]] = {
    "sentence of its own": (
        "Ilse Brand said the mill had been empty for years. “Nobody came to look at it.”",
        "Ilse Brand",
        "said",
        "the mill had been empty for years. “Nobody came to look at it.”",
        ["the mill had been empty for years", "“Nobody came to look at it.”"],
    ),
    "topic of a statement": (
        "Otto Reil issued a statement on the closing of the mine. “We owe these families an answer.”",
        "Otto Reil",
        "issued a statement on",
        "the closing of the mine. “We owe these families an answer.”",
        ["“We owe these families an answer.”"],
    ),
    "topic of a comment": (
        "Otto Reil commented on the closing of the mine. “We owe these families an answer.”",
        "Otto Reil",
        "commented on",
        "the closing of the mine. “We owe these families an answer.”",
        ["“We owe these families an answer.”"],
    ),
    "verb of the same subject": (
        "Rector Piet Oss said “we have nothing to hide” and walked out.",
        "Rector Piet Oss",
        "said",
        "“we have nothing to hide” and walked out",
        ["“we have nothing to hide”"],
    ),
    "clause of the quotation": (
        "Rector Piet Oss said the school was “in good hands” and would grow.",
        "Rector Piet Oss",
        "said",
        "the school was “in good hands” and would grow",
        ["the school was “in good hands” and would grow"],
    ),
    "sentence behind a stop": (
        "Otto Reil told the paper “the mine will not open again in our time”. By May, the shafts were sealed.",
        "Otto Reil",
        "told",
        "“the mine will not open again in our time”. By",
        ["“the mine will not open again in our time”"],
    ),
    "contrast": (
        "A note says “the road will stay closed for weeks”, but the mayor wants to open it.",
        "A note",
        "says",
        "“the road will stay closed for weeks”, but the mayor wants to open it",
        ["“the road will stay closed for weeks”"],
    ),
    "participle of the speaker": (
        "A note says “the road will stay closed for weeks”, disappointing the mayor.",
        "A note",
        "says",
        "“the road will stay closed for weeks”, disappointing the mayor",
        ["“the road will stay closed for weeks”"],
    ),
    "participle of the clause": (
        "Rector Piet Oss said “we comforted” grieving parents before the service.",
        "Rector Piet Oss",
        "said",
        "“we comforted” grieving parents before the service",
        ["“we comforted” grieving parents before the service"],
    ),
    "mark left open": (
        "“The ice will hold until March, said ranger Ole Finn on Tuesday.",
        "ranger Ole Finn",
        "said",
        "“The ice will hold until March … on Tuesday",
        ["“The ice will hold until March"],
    ),
    "mark left open before the speaker": (
        "“Ranger Ole Finn said the ice will hold until March.",
        "Ranger Ole Finn",
        "said",
        "the ice will hold until March",
        ["the ice will hold until March"],
    ),
    "speech told within marks": (
        "“Last week my brother said the mine was safe,” Otto Reil told the paper.",
        "my brother",
        "said",
        "the mine was safe",
        ["the mine was safe"],
    ),
    "sentence of the article behind it": (
        "Keller said “the pier is ours”. He left the hall.",
        "Keller",
        "said",
        "“the pier is ours”. He left the hall",
        ["“the pier is ours”"],
    ),
    "sentence of the article behind a stop": (
        "Keller said “The pier is ours.” He left the hall.",
        "Keller",
        "said",
        "“The pier is ours.” He left the hall",
        ["“The pier is ours.”"],
    ),
    "behind a colon": (
        "Keller said the plan was bad: “It will ruin the whole town.”",
        "Keller",
        "said",
        "the plan was bad: “It will ruin the whole town.”",
        ["the plan was bad", "“It will ruin the whole town.”"],
    ),
    "too short for a sentence of its own": (
        "Keller said the plan was bad. “No way.”",
        "Keller",
        "said",
        "the plan was bad. “No way.”",
        ["the plan was bad. “No way.”"],
    ),
    "participle behind words of the article": (
        "Keller said “the pier” is “ours for ever”, ending the debate.",
        "Keller",
        "said",
        "“the pier” is “ours for ever”, ending the debate",
        ["“the pier” is “ours for ever”, ending the debate"],
    ),
    "by another's account": (
        "According to the Post, the mayor said the pier will close.",
        "the Post",
        "According to",
        "the mayor said the pier will close",
        ["the mayor said the pier will close", "the pier will close"],
    ),
    "short speech within speech": (
        "Berg told the court that Keller cried, “No!” and ran.",
        "Berg",
        "told",
        "Keller cried, “No!” and ran",
        ["Keller cried, “No!” and ran"],
    ),
    "speech within speech": (
        "Dora Pell said her brother shouted, “Leave the tools and run to the gate!”",
        "Dora Pell",
        "said",
        "her brother shouted, “Leave the tools and run to the gate!”",
        [
            "her brother shouted, “Leave the tools and run to the gate!”",
            "“Leave the tools and run to the gate!”",
        ],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_marks_decide_extents(pipeline: Language, name: str) -> None:
    """A quoted sentence stands alone, and words behind a closing mark stay only in the same clause."""
    text, source, cue, content, expected = CASES[name]

    def spans(words: str) -> tuple[tuple[int, int], ...]:
        return tuple((text.index(part), text.index(part) + len(part)) for part in words.split(" … "))

    chosen = Attribution(spans(content), spans(cue), spans(source), "mixed", 0.9)
    article = make_article(text)
    followed = follow_marks([chosen], article, read_article(pipeline, article))
    assert [words_of(text, attribution.content_spans) for attribution in followed] == expected


def test_phrases_are_whole(pipeline: Language) -> None:
    """Holes of few words are filled, a torn clause ends before its pronoun, and no two roles overlap."""
    text = "Mayor Ann Lee of Marle told RT, the BBC, which receives funding, that the pier will close soon."
    places = {
        word: (text.index(word), text.index(word) + len(word))
        for word in (
            "Mayor Ann",
            "of Marle",
            "told",
            "Marle told",
            "the BBC, which",
            "funding",
            "that the",
            "close soon",
        )
    }
    torn = Attribution(
        (places["the BBC, which"], places["funding"]),
        (places["Marle told"],),
        (places["Mayor Ann"], places["of Marle"]),
        "indirect",
        0.9,
    )
    holed = Attribution((places["that the"], places["close soon"]), (places["told"],), (), "indirect", 0.9)
    article = make_article(text)
    first, second = make_phrases([torn, holed], text, read_article(pipeline, article))
    assert words_of(text, first.source_spans) == "Mayor Ann Lee of Marle"
    assert words_of(text, first.cue_spans) == "told"
    assert words_of(text, first.content_spans) == "the BBC"
    assert words_of(text, second.content_spans) == "that the pier will close soon"


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        (
            "that the grant … coincided with a feast",
            "that the grant, which the city gave, coincided with a feast",
        ),
        ("so well … a feast", "a feast"),
        ("so well", None),
        ("Nobody came to see the show", "Nobody came to see the show"),
    ],
)
def test_a_content_is_of_whole_clauses(pipeline: Language, parts: str, whole: str | None) -> None:
    """A clause inside a content belongs to it; the end of another sentence does not, and is no content alone."""
    text = (
        "All went so well. Wilke said that the grant, which the city gave, coincided with a feast. "
        "Nobody came to see the show."
    )
    content = tuple((text.index(part), text.index(part) + len(part)) for part in parts.split(" … "))
    cue, source = ((text.index(word), text.index(word) + len(word)) for word in ("said", "Wilke"))
    chosen = Attribution(content, (cue,), (source,), "indirect", 0.9)
    tidied = make_phrases([chosen], text, read_article(pipeline, make_article(text)))
    assert [words_of(text, a.content_spans) for a in tidied] == [whole] * (whole is not None)


@pytest.mark.parametrize(
    ("content", "whole"),
    [
        ("Art Museum of Norden drew a crowd", "the Weatherby Art Museum of Norden drew a crowd"),
        ("a crowd", "a crowd"),
    ],
)
def test_a_content_begins_with_its_first_phrase(pipeline: Language, content: str, whole: str) -> None:
    """The words before a noun are content too, unless another role has them."""
    text = "Curator Ann Lee said the Weatherby Art Museum of Norden drew a crowd."
    spans = (((text.index(words), text.index(words) + len(words)),) for words in (content, "said"))
    (tidied,) = make_phrases(
        [Attribution(*spans, (), "indirect", 0.9)], text, read_article(pipeline, make_article(text))
    )
    assert words_of(text, tidied.content_spans) == whole


def test_a_source_names_somebody(pipeline: Language) -> None:
    """Of a source in two parts the one with a noun stays, not the relative pronoun beside the verb."""
    text = "We made these shirts for all the boys of our team that said “Poets know” in red."
    spans = [
        (text.index(w), text.index(w) + len(w)) for w in ("“Poets know”", "said", "these shirts", "that")
    ]
    shirts = Attribution((spans[0],), (spans[1],), (spans[2], spans[3]), "direct", 0.9)
    (tidied,) = make_phrases([shirts], text, read_article(pipeline, make_article(text)))
    assert words_of(text, tidied.source_spans) == "these shirts"


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Old boats, said Nowak, are seldom sold.", "Nowak", "Old boats … are seldom sold"),
        ("The mayor, insists her deputy, knew of it.", "her deputy", "The mayor … knew of it"),
        ("Nowak, said to be ill, was not there.", "Nowak", "to be ill, was not there"),
        ("Nowak came home, said Ruiz, who met her.", "Nowak", "Ruiz, who met her"),
    ],
)
def test_an_aside_has_its_own_speaker(pipeline: Language, text: str, source: str, content: str) -> None:
    """A cue and a name between commas split the clause that they report, whatever a finder took for its speaker."""
    cue = text.index(",") + 2
    after = text.index(" ", cue) + 1
    subject = text.index(" came") if " came" in text else cue - 2
    spans = ((after, len(text) - 1),), ((cue, after - 1),), ((0, subject),)
    taken = Attribution(*spans, "indirect", 0.9)
    (tidied,) = make_phrases([taken], text, read_article(pipeline, make_article(text)))

    assert (source, content) == (words_of(text, tidied.source_spans), words_of(text, tidied.content_spans))


def test_a_part_that_is_the_whole_of_another_is_its_own(pipeline: Language) -> None:
    """A sentence that two attributions have is one of the one that has nothing else."""
    text = "Ole Finn said “the ice is thin” and “nobody may walk on it” on Tuesday."
    places = [
        (text.index(w), text.index(w) + len(w))
        for w in ("“the ice is thin”", "“nobody may walk on it”", "said", "Ole Finn")
    ]
    both = Attribution((places[0], places[1]), (places[2],), (places[3],), "direct", 0.9)
    alone = Attribution((places[1],), (places[2],), (places[3],), "direct", 0.8)
    article = make_article(text)
    followed = follow_marks([both, alone, alone], article, read_article(pipeline, article))
    assert [(places[0],), (places[1],), (places[1],)] == [a.content_spans for a in followed]


def test_a_mark_left_open_finds_its_speaker(pipeline: Language) -> None:
    """Where the content runs over the cue and its speaker, it ends before them, and the speaker is the source."""
    text = "“The pier will close, said the mayor of the town."
    said = text.index("said")
    whole = Attribution(((0, len(text) - 1),), ((said, said + 4),), (), "mixed", 0.9)
    article = make_article(text)
    (found,) = follow_marks([whole], article, read_article(pipeline, article))
    assert "“The pier will close" == words_of(text, found.content_spans)
    assert "the mayor of the town" == words_of(text, found.source_spans)


#: A text, the source and the content that a finder chose in parts; then the whole ones.
PHRASES: list[tuple[str, str, str, str, str]] = [
    (
        "Keller said the old pier in Marle will close soon.",
        "Keller",
        "the old … in Marle will close soon",
        "Keller",
        "the old pier in Marle will close soon",
    ),
    (
        "Keller said that the pier of the town will close and",
        "Keller",
        "that the pier of the town will close and",
        "Keller",
        "that the pier of the town will close",
    ),
    (
        "Residents said the pier closes, however.",
        "Residents",
        "the pier closes, however",
        "Residents",
        "the pier closes",
    ),
    (
        "Keller said the town needs a new stone pier.",
        "Keller",
        "the town needs a new stone",
        "Keller",
        "the town needs a new stone pier",
    ),
    (
        "A spokesman said the big stone pier would close.",
        "A spokesman",
        "stone pier would close",
        "A spokesman",
        "the big stone pier would close",
    ),
    (
        "The coach, Ali Merton, said the team would win.",
        "The coach",
        "the team would win",
        "The coach, Ali Merton",
        "the team would win",
    ),
    (
        "The coach said, Ali Merton agreed, the team would win.",
        "The coach",
        "the team would win",
        "The coach",
        "the team would win",
    ),
    (
        "Many residents of the town and officials said the pier is safe.",
        "Many residents … officials",
        "the pier is safe",
        "officials",
        "the pier is safe",
    ),
]


@pytest.mark.parametrize(("stop", "cues"), [(":", ["said", "said"]), (".", ["said", ""])])
def test_a_cue_reaches_over_a_colon(pipeline: Language, stop: str, cues: list[str]) -> None:
    """Behind a full stop the quoted sentence has no cue of its own."""
    text = f"Keller said the plan was bad{stop} “It will ruin the whole town.”"
    told = Attribution(((12, len(text)),), ((7, 11),), ((0, 6),), "mixed", 0.9)
    found = follow_marks([told], make_article(text), read_article(pipeline, make_article(text)))
    assert cues == [words_of(text, attribution.cue_spans) for attribution in found]


@pytest.mark.parametrize(("text", "source", "content", "whole_source", "whole_content"), PHRASES)
def test_phrases_of_contents_and_sources_are_whole(
    pipeline: Language, text: str, source: str, content: str, whole_source: str, whole_content: str
) -> None:
    """Holes are filled, nouns have the words before them and titles their names; what hangs over at an end goes."""

    def spans(words: str) -> tuple[tuple[int, int], ...]:
        return tuple((text.index(part), text.index(part) + len(part)) for part in words.split(" … "))

    torn = Attribution(spans(content), spans("said"), spans(source), "indirect", 0.9)
    (whole,) = make_phrases([torn], text, read_article(pipeline, make_article(text)))
    assert (whole_source, whole_content) == (
        words_of(text, whole.source_spans),
        words_of(text, whole.content_spans),
    )
