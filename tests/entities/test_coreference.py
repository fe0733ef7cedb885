"""The resolution of sources in sentences written for one phenomenon each; no text raises an error."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.annotation import AnnotatedCorpus, annotate
from analysis.corpus import Corpus, load_corpus
from analysis.entities import ArticleEntities, resolve_sources
from analysis.text import Span

Make = Callable[..., AnnotatedCorpus]


@dataclass(frozen=True)
class Said:
    """An attribution as the resolver sees it."""

    content_spans: tuple[Span, ...] = ()
    cue_spans: tuple[Span, ...] = ()
    source_spans: tuple[Span, ...] = ()


def speaker_of(make: Make, text: str, source: str, nth: int = 1) -> tuple[str | None, str]:
    """Return the name and kind of speaker of the `nth` place of `source` in the text."""
    article, doc = next(iter(make(text=text)))
    start = -1
    for _ in range(nth):
        start = text.index(source, start + 1)
    resolution = ArticleEntities(article, doc).resolve(((start, start + len(source)),))
    return resolution.name, resolution.kind


@pytest.mark.parametrize(
    ("text", "source", "nth", "expected"),
    [
        (
            "Mayor Ann Berg met Tom Holm on Monday. She said the bridge would open.",
            "She", 1, ("Ann Berg", "person"),
        ),
        (
            "Mr. Holm and Ms. Berg argued for hours. Later he told reporters that the plan was dead.",
            "he", 1, ("Holm", "person"),
        ),
        (
            "Senator Paul Dorn visited the plant. The senator said jobs were safe.",
            "The senator", 1, ("Paul Dorn", "person"),
        ),
        (
            "Anna Berg read the report at noon. The figure suggests that rents will rise.",
            "The figure", 1, ("figure", "document"),
        ),
        (
            "Ann Holm, chargé d'affaires at the embassy, spoke first. The chargé d'affaires said talks would go on.",
            "The chargé d'affaires", 1, ("Ann Holm", "person"),
        ),
        (
            "A police spokesman declined to comment. The spokesman said the inquiry was open.",
            "The spokesman", 1, ("A police spokesman", "anonymous"),
        ),
        (
            "Several residents blocked the road. They said the trucks came at night.",
            "They", 1, ("several residents", "group"),
        ),
        (
            "Paris has rejected the proposal. It said talks would go on.",
            "It", 1, ("France", "organisation"),
        ),
        (
            "France and Germany met in Rome. The two sides agreed that trade mattered.",
            "The two sides", 1, ("France and Germany", "group"),
        ),
        (
            "In his speech, Tom Holm said taxes would fall.",
            "his", 1, ("Tom Holm", "person"),
        ),
        (
            "Tom Holm, who said he was tired, left the room.",
            "who", 1, ("Tom Holm", "person"),
        ),
        (
            "The World Health Organization issued a warning. The WHO said the risk was low.",
            "The WHO", 1, ("World Health Organization", "organisation"),
        ),
        (
            "Bill Clinton spoke in Reno. Mrs. Clinton, Hillary Clinton, stayed home. Mr. Clinton said he was glad.",
            "Mr. Clinton", 1, ("Bill Clinton", "person"),
        ),
        (
            "Ann Berg questioned Sean Holm. He told Holm that it rained.",
            "He", 1, None,
        ),
        (
            "Tom Holm met Paul Dorn. Dorn was tired. He told Dorn that the talks had failed.",
            "He", 1, ("Tom Holm", "person"),
        ),
        (
            "Paul Dorn praised the plan. As for Holm, he said it was too late.",
            "he", 2, ("Holm", "person"),
        ),
        (
            "Tom Holm's spokesman spoke. Paul Dorn won the race, and his spokesman declined to comment.",
            "his spokesman", 1, ("his spokesman", "anonymous"),
        ),
        (
            "Tom Holm and Paul Dorn came. Two officials said the road was shut.",
            "Two officials", 1, ("Two officials", "group"),
        ),
        (
            "President Lee Jae Myung met farmers. Lee Jae Myung's administration said prices would fall.",
            "Lee Jae Myung's administration", 1, ("Lee Jae Myung's administration", "organisation"),
        ),
        ("The town voted. Not all were pleased with the count.", "Not all", 1, None),
    ],
)  # fmt: skip
def test_phenomena(
    make_annotated: Make, text: str, source: str, nth: int, expected: tuple[str, str] | None
) -> None:
    """Pronouns, titles, unnamed speakers, groups, capitals, parties, cataphora and acronyms are resolved."""
    assert (expected or (None, "unattributed")) == speaker_of(make_annotated, text, source, nth)


def test_first_person_and_continuation(make_annotated: Make) -> None:
    """A first person is its quotation's speaker; a quotation right after another goes on with its speaker."""
    text = '"I think I was wrong," said Ann Berg. "We will try again."\n\nThe sun shone.\n\n"Nobody knows."'
    article, doc = next(iter(make_annotated(text=text)))

    def at(words: str) -> tuple[Span, ...]:
        start = text.index(words)
        return ((start, start + len(words)),)

    said = [
        Said(content_spans=at('"I think I was wrong,"'), source_spans=at("Ann Berg")),
        Said(content_spans=at("I was wrong"), source_spans=((1, 2),)),
        Said(content_spans=at('"We will try again."')),
        Said(content_spans=at('"Nobody knows."')),
    ]
    resolutions = resolve_sources(article, doc, said)

    assert ["Ann Berg", "Ann Berg", "Ann Berg", None] == [resolution.name for resolution in resolutions]
    assert "unattributed" == resolutions[3].kind
    assert "continued quotation" == resolutions[2].rule


def test_who_accuses_is_not_who_spoke_before(make_annotated: Make) -> None:
    """What has a cue of its own goes on with nobody's speech: "are accused of" names no speaker."""
    text = 'Ann Berg replied "I am not able to do that". The parents are accused of leaving the boy.'
    article, doc = next(iter(make_annotated(text=text)))

    def at(words: str) -> tuple[Span, ...]:
        start = text.index(words)
        return ((start, start + len(words)),)

    said = [
        Said(at('"I am not able to do that"'), at("replied"), at("Ann Berg")),
        Said((*at("The parents"), *at("leaving the boy")), at("are accused of")),
    ]
    resolutions = resolve_sources(article, doc, said)

    assert [True, False] == [resolution.name is not None for resolution in resolutions]


def roles_of(make: Make, text: str) -> dict[str, list[str]]:
    """Return the roles that a text gives its people."""
    article, doc = next(iter(make(text=text)))
    return {
        e.name: [role.text for role in e.roles] for e in ArticleEntities(article, doc).entities if e.forms
    }


@pytest.mark.parametrize(
    ("text", "name", "roles"),
    [
        ("Tom Dorn, a spokesman for Senator Ann Berg, spoke on Monday.", "Ann Berg", ["Senator"]),
        ("Tom Dorn, a spokesman for Ann Berg, spoke on Monday.", "Ann Berg", []),
        ("Tom Dorn, a spokesman for Ann Berg, spoke on Monday.", "Tom Dorn", ["spokesman for Ann Berg"]),
        ("The party is backing Senator Ann Berg in the race.", "Ann Berg", ["Senator"]),
        ("On Monday acting director Ann Berg spoke.", "Ann Berg", ["acting director"]),
        ("MANCHESTER, N.H. - Sen. Ann Berg spoke on Monday.", "Ann Berg", ["Sen."]),
        ("He spoke on Syrian refugees. President Ann Berg listened.", "Ann Berg", ["President"]),
        (
            "It is a race between Tom Dorn and Ann Berg, the likely Democratic nominee, polls show.",
            "Ann Berg",
            ["likely Democratic nominee"],
        ),
        (
            "It is a race between Tom Dorn and Ann Berg, the likely Democratic nominee, polls show.",
            "Tom Dorn",
            [],
        ),
        ("His campaign manager, Ann Berg, spoke on Monday.", "Ann Berg", ["campaign manager"]),
        ("Tom Dorn met her deputy chief of staff Ann Berg.", "Ann Berg", ["deputy chief of staff"]),
        ("Ann Berg is the mayor of Ghent.", "Ann Berg", ["mayor of Ghent"]),
        ("Tom Dorn says Ann Berg is a better candidate.", "Ann Berg", []),
        ("Tom Dorn says that Ann Berg is the mayor of Ghent.", "Ann Berg", []),
        ("Ann Berg is the only candidate in the field.", "Ann Berg", []),
    ],
)
def test_a_title_is_of_the_name_it_stands_by(
    make_annotated: Make, text: str, name: str, roles: list[str]
) -> None:
    """Another person's title, a verb, a dateline and a neighbour's apposition are no roles of a person."""
    assert roles == roles_of(make_annotated, text)[name]


@pytest.fixture(scope="module")
def shared_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache for the made-up texts."""
    return tmp_path_factory.mktemp("texts")


_PIECES = [
    *"aBé. ,;:\"“”'’-–\n\t ()0",
    "he ",
    "Trump ",
    "the official ",
    " said",
    "I ",
    "who ",
    "both sides ",
    "Mr. ",
]


@settings(max_examples=25)
@given(
    st.lists(
        st.lists(st.sampled_from(_PIECES), max_size=40).map("".join),
        min_size=1,
        max_size=4,
    )
)
def test_no_text_raises_and_every_mention_slices(
    shared_cache: Path, tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    """Any span of any text has an answer and raises no error."""
    folder = tmp_path_factory.mktemp("made")
    for number, text in enumerate(texts):
        (folder / f"{number}.txt").write_bytes(text.encode())
    corpus: Corpus = load_corpus(folder)
    for article, doc in annotate(corpus, cache=shared_cache, processes=1):
        entities = ArticleEntities(article, doc)
        assert all(0 <= m.start < m.end <= len(article.text) for m in entities.mentions)
        for start in range(0, len(article.text), 7):
            resolution = entities.resolve(((start, start + 5),))
            assert (resolution.name is None) == (resolution.kind == "unattributed")


def test_two_of_one_family_name_in_one_article(make_annotated: Make) -> None:
    """Titles and given names tell two people of one article apart, and each keeps their own short forms."""
    text = (
        "Mayor Ann Berg and her brother Tom Berg quarrelled. Mayor Berg said the bridge was safe. "
        "Mr. Berg said it was not. Tom said he had seen cracks."
    )

    assert ("Ann Berg", "person") == speaker_of(make_annotated, text, "Mayor Berg")
    assert ("Tom Berg", "person") == speaker_of(make_annotated, text, "Mr. Berg")
    assert ("Tom Berg", "person") == speaker_of(make_annotated, text, "Tom", nth=2)


def test_answers_of_an_interview(make_annotated: Make) -> None:
    """The first person of an answer is who is interviewed; in a question, or without the letters, nobody named."""
    text = (
        "Ann Berg on bridges\n\nAnn Berg talked to us in Oslo.\n\n"
        "Q: Are they safe?\n\nA: I think so.\n\nQ: I doubt it. Who pays?\n\nA: The city does."
    )
    article, doc = next(iter(make_annotated(text=text)))
    answer, question = text.index("I think"), text.index("I doubt")
    said = [
        Said(content_spans=((answer + 8, answer + 10),), source_spans=((answer, answer + 1),)),
        Said(content_spans=((question + 8, question + 10),), source_spans=((question, question + 1),)),
    ]
    resolutions = resolve_sources(article, doc, said)

    assert [("Ann Berg", "answer in an interview"), (None, "none")] == [(r.name, r.rule) for r in resolutions]


def test_a_headline_glues_no_words_to_a_name(make_annotated: Make) -> None:
    """Words that only a headline writes with capitals are no part of a name."""
    text = "Trump Stands Tall On Proposal For Border\n\nDonald Trump spoke in Austin. He said it was settled."

    assert ("Donald Trump", "person") == speaker_of(make_annotated, text, "He")
    assert ("Donald Trump", "person") == speaker_of(make_annotated, text, "Trump")


@pytest.mark.parametrize(
    ("text", "source", "nth", "expected"),
    [
        (
            "Ellen Marsh, a hairdresser, lost her shop. The governor said four counties needed help.",
            "The governor", 1, ("The governor", "anonymous"),
        ),
        (
            "Police arrested Tom Hale, a mechanic, on Sunday. The judge said the hearing would start in May.",
            "The judge", 1, ("The judge", "anonymous"),
        ),
        ("Rep. Gail Moor wrote the bill. The lawmaker said it was short.", "The lawmaker", 1, ("Gail Moor", "person")),
        ('"Keller must apologise," the coach said.', "the coach", 1, ("the coach", "anonymous")),
        ('"Keller must apologise," he said.', "he", 1, (None, "unattributed")),
        (
            "Senator Joan Kettle was not pleased. Kettle's statement added that her city had lost.",
            "Kettle's statement", 1, ("Joan Kettle", "person"),
        ),
        (
            "Wanda Paris, a cook, spoke to a radio station. Paris said she was locked in the cellar.",
            "Paris", 2, ("Wanda Paris", "person"),
        ),
        (
            "The World Health Organization met on Monday. WHO said the trend is clear.",
            "WHO", 1, ("World Health Organization", "organisation"),
        ),
        (
            "Gov. Mary Roe signed the bill. The toll cost $3 million, according to the Selby Falls Argus Leader.",
            "the Selby Falls Argus Leader", 1, ("Selby Falls Argus Leader", "organisation"),
        ),
        (
            '"Children were eating in nine minutes," said school board member Ana Ruiz.',
            "school board member Ana Ruiz", 1, ("Ana Ruiz", "person"),
        ),
        (
            "The secretary general of CEI (Italian Episcopal Conference), Nunzio Tella, said it was late.",
            "The secretary general of CEI (Italian Episcopal Conference), Nunzio Tella", 1, ("Nunzio Tella", "person"),
        ),
        (
            "Director of the Museum of Salt Omar Reed said, “We lost the roof and two boats.”",
            "Director of the Museum of Salt Omar Reed", 1, ("Omar Reed", "person"),
        ),
        (
            "Psychology major at University of Texas Arlington Amina Jafari heard of the incident and wanted to help.",
            "Psychology major at University of Texas Arlington Amina Jafari", 1, ("Amina Jafari", "person"),
        ),
        (
            "A spokesman for Chris Fagan said the road was shut.",
            "A spokesman for Chris Fagan", 1, ("A spokesman for Chris Fagan", "anonymous"),
        ),
        (
            "U.S. President Barack Obama flew to Norden. Obama slept. The Russian president said the talks were good.",
            "The Russian president", 1, ("The Russian president", "anonymous"),
        ),
        (
            "After news of the arrest spread, many wrote. The Deseret News observed that the tag was everywhere.",
            "The Deseret News", 1, ("Deseret News", "organisation"),
        ),
        (
            "Bishop Anselm Troy wrote on Friday. Troy's letter said the bet was lost.",
            "Troy's letter", 1, ("Anselm Troy", "person"),
        ),
        (
            "In a statement to the Nordland Broadcasting Corporation, the Order of Light denied it. They said no.",
            "They", 1, ("Order of Light", "organisation"),
        ),
        (
            "Mayor Benno Neta\u00adnari spoke at noon. Netanari said the talks were good.",
            "Netanari", 1, ("Benno Netanari", "person"),
        ),
    ],
)  # fmt: skip
def test_who_a_source_is_and_is_not(
    make_annotated: Make, text: str, source: str, nth: int, expected: tuple[str | None, str]
) -> None:
    """An office goes to whom the article gives it, a quotation's names do not speak it, and names stay names."""
    assert expected == speaker_of(make_annotated, text, source, nth)
