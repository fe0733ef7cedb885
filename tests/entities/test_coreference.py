"""Who a source is, in sentences written for one phenomenon each; and that no text breaks the resolution."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.annotation import AnnotatedCorpus, annotate
from analysis.corpus import Corpus, load_corpus
from analysis.entities import ArticleEntities, identities, local_identities, resolve_sources, unify
from analysis.text import Span

Make = Callable[..., AnnotatedCorpus]


@dataclass(frozen=True)
class Said:
    """An attribution as the resolver sees it."""

    content_spans: tuple[Span, ...] = ()
    cue_spans: tuple[Span, ...] = ()
    source_spans: tuple[Span, ...] = ()


def speaker_of(make: Make, text: str, source: str, nth: int = 1) -> tuple[str | None, str]:
    """Who the `nth` place of `source` in the text is resolved to, and the kind."""
    article, doc = next(iter(make(text=text)))
    start = -1
    for _ in range(nth):
        start = text.index(source, start + 1)
    found = ArticleEntities(article, doc).resolve(((start, start + len(source)),))
    return found.name, found.kind


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
    ],
)  # fmt: skip
def test_phenomena(
    make_annotated: Make, text: str, source: str, nth: int, expected: tuple[str, str] | None
) -> None:
    """Pronouns, titles, unnamed speakers, groups, capitals, parties, what is to come, acronyms."""
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
    found = resolve_sources(article, doc, said)

    assert ["Ann Berg", "Ann Berg", "Ann Berg", None] == [one.name for one in found]
    assert "unattributed" == found[3].kind
    assert "continued quotation" == found[2].rule


def test_two_people_of_one_name_are_told_apart_by_title(make_annotated: Make) -> None:
    """A minister and a striker who share nothing but a name are two; a spelling with one office is one."""
    annotated = make_annotated(
        a="Finance Minister Anna Holm met bankers in Oslo. Holm said rates would rise.",
        b="Striker Anna Holm joined the club in Lyon. Holm, a forward and champion, scored twice.",
        c="Unification Minister Madeleine Berg spoke on Monday.",
        d="Unification Minister Madeline Berg left for Vienna.",
        e="Singer Madelene Berg gave a concert.",
    )
    table = identities(annotated)
    people = table[table["kind"] == "person"]

    assert [["a"], ["b"]] == sorted(people[people["name"].str.contains("Holm")]["doc_ids"])
    assert [["c", "d"], ["e"]] == sorted(people[people["name"].str.contains("Berg")]["doc_ids"])


def test_unlike_names_are_not_chained(make_annotated: Make) -> None:
    """A surname alone does not tie two full names together."""
    annotated = make_annotated(a="Anna Holm spoke.", b="Ms. Holm spoke.", c="Peter Holm spoke.")
    records = [r for article, doc in annotated for r in local_identities(ArticleEntities(article, doc))]
    names = unify(records)

    assert names[records[0].doc_id, records[0].entity] != names[records[-1].doc_id, records[-1].entity]


def test_a_name_that_hardly_anyone_shares_stands_plain(make_annotated: Make) -> None:
    """Among many mentions of a mayor, the singer of her name is the one that is told apart."""
    mayor = "Mayor Anna Holm met bankers in Oslo. Anna Holm said rates would rise. Anna Holm left."
    singer = "Singer Anna Holm gave a concert. Tickets were gone."
    names = {
        row.name: row.doc_ids
        for row in identities(make_annotated(a=mayor, b=mayor, c=mayor, d=singer)).itertuples()
    }
    assert ["a", "b", "c"] == names["Anna Holm"]
    assert ["d"] == names["Anna Holm (singer)"]
    even = identities(make_annotated(a="Mayor Anna Holm met bankers in Oslo.", b=singer))
    assert "Anna Holm" not in set(even["name"])


def test_a_name_that_a_headline_spoils_gathers_nobody(make_annotated: Make) -> None:
    """A rare wrong form of a name, first by alphabet, does not draw articles away from the right one."""
    right = "Anna J. Holm met bankers in Oslo. Holm said rates would rise."
    table = identities(
        make_annotated(a="Aboard Anna Holm spoke.", b=right, c=right, d="Anna Holm met bankers in Oslo.")
    )
    assert ["b", "c", "d"] in list(table[table["kind"] == "person"]["doc_ids"])


def roles_of(make: Make, text: str) -> dict[str, list[str]]:
    """What a text says its people are."""
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
    """Another one's title, a verb, a dateline or the neighbour's apposition says nothing of who someone is."""
    assert roles == roles_of(make_annotated, text)[name]


def test_short_forms_of_provinces_are_the_province(make_annotated: Make) -> None:
    """The Florida of "Fla." is the one that is written out, across articles."""
    table = identities(
        make_annotated(a="They met in Tampa, Fla., on Monday.", b="They met in Florida on Monday.")
    )
    assert ["a", "b"] == next(row.doc_ids for row in table.itertuples() if row.name == "Florida")


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
    """Any text, any span: an answer, never an error."""
    folder = tmp_path_factory.mktemp("made")
    for number, text in enumerate(texts):
        (folder / f"{number}.txt").write_bytes(text.encode())
    corpus: Corpus = load_corpus(folder)
    for article, doc in annotate(corpus, cache=shared_cache, processes=1):
        entities = ArticleEntities(article, doc)
        assert all(0 <= m.start < m.end <= len(article.text) for m in entities.mentions)
        for start in range(0, len(article.text), 7):
            found = entities.resolve(((start, start + 5),))
            assert (found.name is None) == (found.kind == "unattributed")


def test_two_of_one_family_name_in_one_article(make_annotated: Make) -> None:
    """Titles and given names tell two people of one article apart, and each keeps their own short forms."""
    text = (
        "Mayor Ann Berg and her brother Tom Berg quarrelled. Mayor Berg said the bridge was safe. "
        "Mr. Berg said it was not. Tom said he had seen cracks."
    )

    assert ("Ann Berg", "person") == speaker_of(make_annotated, text, "Mayor Berg")
    assert ("Tom Berg", "person") == speaker_of(make_annotated, text, "Mr. Berg")
    assert ("Tom Berg", "person") == speaker_of(make_annotated, text, "Tom", nth=2)


def test_one_family_name_in_two_articles_is_not_one_person(make_annotated: Make) -> None:
    """Given names keep two Bergs apart, and an article with the mere surname does not join them."""
    annotated = make_annotated(a="Ann Berg spoke.", b="Tom Berg spoke.", c="Berg spoke in Oslo.")
    people = identities(annotated).query("kind == 'person'")

    assert {"Ann Berg": ["a"], "Tom Berg": ["b"]}.items() <= dict(
        zip(people["name"], people["doc_ids"], strict=True)
    ).items()
    assert ["a", "b", "c"] == sorted(doc_id for doc_ids in people["doc_ids"] for doc_id in doc_ids)


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
    found = resolve_sources(article, doc, said)

    assert [("Ann Berg", "answer in an interview"), (None, "none")] == [(r.name, r.rule) for r in found]


def test_a_headline_glues_no_words_to_a_name(make_annotated: Make) -> None:
    """Words that only a headline writes with capitals are no part of a name."""
    text = "Trump Stands Tall On Proposal For Border\n\nDonald Trump spoke in Austin. He said it was settled."

    assert ("Donald Trump", "person") == speaker_of(make_annotated, text, "He")
    assert ("Donald Trump", "person") == speaker_of(make_annotated, text, "Trump")
