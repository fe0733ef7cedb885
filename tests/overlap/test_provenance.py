"""Who took from whom, whose words they are and which tree a story is: on tables made by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd
import pytest

from analysis.corpus import Article, Corpus, Section
from analysis.overlap import count_own_words, group_by_source, infer_derivation, trace_stories
from analysis.schema import TABLES

MAY = [date(2024, 5, day) for day in range(1, 31)]


def article(doc_id: str, text: str = "word " * 100, **facts: Any) -> Article:
    """Return an article that is all body."""
    return Article(doc_id, text, (Section(0, len(text), "body"),), **facts)


def corpus_of(*articles: Article) -> Corpus:
    """Return a corpus of articles."""
    return Corpus(articles, TABLES["rejected"].frame([]), TABLES["warnings"].frame([]))


def shared(*pairs: tuple[Any, ...]) -> pd.DataFrame:
    """Return passages, each given as two articles, words, and perhaps its kind and its start."""
    rows = []
    for doc_a, doc_b, words, *rest in pairs:
        kind, start = [*rest, "copied prose", 0][:2] if len(rest) != 1 else (rest[0], 0)
        end = start + 5 * words
        rows.append((doc_a, start, end, doc_b, start, end, "word", "word", 1.0, words, words, kind, 0.0))
    names = [column.name for column in TABLES["passages"].columns]
    return TABLES["passages"].frame(pd.DataFrame(rows, columns=names))


def ties(*rows: tuple[str, str, int, float, float, str]) -> pd.DataFrame:
    """Return a table of derivation: two articles, words, the shares of both, and the direction."""
    return TABLES["derivation"].frame([(*row, [], [], 1) for row in rows])


def told(table: pd.DataFrame, *columns: str) -> list[tuple[Any, ...]]:
    """Return some columns of a table as rows, with None for what is missing."""
    return [tuple(None if pd.isna(cell) else cell for cell in row) for row in table[list(columns)].to_numpy()]


def direction(a: Article, b: Article, words: int, *others: Article, **shares: int) -> tuple[str, list[str]]:
    """Return what is inferred of two articles that have so many words in common, and each with others."""
    pairs = [("a", "b", words), *((*name.split("_"), count) for name, count in shares.items())]
    table = infer_derivation(corpus_of(a, b, *others), shared(*pairs))
    row = next(row for row in table.to_dict("records") if (row["doc_a"], row["doc_b"]) == ("a", "b"))
    return str(row["direction"]), list(row["evidence"])


@pytest.mark.parametrize(
    ("days", "outlets", "words", "expected", "last"),
    [
        ((3, 1), ("Post", "Sun"), 40, "a from b", "With 40 words in common, the dates decide."),
        ((1, 3), ("Post", "Sun"), 40, "b from a", "With 40 words in common, the dates decide."),
        ((3, 1), ("Post", "Sun"), 39, "cannot tell", "So few words could come from a third text."),
        ((2, 1), ("Post", "Sun"), 40, "cannot tell", "A gap of less than 2 days proves nothing."),
        ((2, 1), ("Post", "Post"), 40, "a from b", "With 40 words in common, the dates decide."),
        ((2, 1), (None, None), 40, "cannot tell", "A gap of less than 2 days proves nothing."),
        ((1, 1), ("Post", "Sun"), 40, "cannot tell", "a is dated 2024-05-02, b 2024-05-02."),
        ((None, 1), ("Post", "Sun"), 40, "cannot tell", None),
    ],
)
def test_days_decide_between_long_passages(
    days: Sequence[int | None], outlets: Sequence[str | None], words: int, expected: str, last: str | None
) -> None:
    """From 40 words and two days on, or one within an outlet, the later article took from the earlier."""
    a, b = (
        article(name, published=None if day is None else MAY[day], outlet=outlet)
        for name, day, outlet in zip("ab", days, outlets, strict=True)
    )
    found, evidence = direction(a, b, words)
    assert (expected, last) == (found, evidence[-1] if evidence else None)


@pytest.mark.parametrize(
    ("third", "words", "expected"),
    [(1, 75, "cannot tell"), (1, 74, "a from b"), (2, 75, "a from b"), (None, 75, "a from b")],
)
def test_a_third_article_leaves_open_what_days_decide(third: int | None, words: int, expected: str) -> None:
    """If it is no later than both and has three quarters of their words in common with each."""
    a, b = article("a", published=MAY[5], outlet="Post"), article("b", published=MAY[1], outlet="Sun")
    c = article("c", published=None if third is None else MAY[third], outlet="Globe")
    found, evidence = direction(a, b, 100, c, a_c=words, b_c=90)
    assert expected == found
    assert (expected == "cannot tell") is (
        evidence[-1] == "But both share nearly as much with c, which is no later."
    )


def test_a_third_article_matters_where_the_days_decide_alone() -> None:
    """Of two articles of one day nothing is inferred that a third one could put in doubt."""
    a, b = (article(name, published=MAY[5], outlet=outlet) for name, outlet in (("a", "Post"), ("b", "Sun")))
    c = article("c", published=MAY[1], outlet="Globe")
    assert direction(a, b, 100) == direction(a, b, 100, c, a_c=90, b_c=90)


@pytest.mark.parametrize(
    ("text", "days", "expected"),
    [
        ("As the Evening Post wrote, " + "word " * 60, (1, 1), "b from a"),
        ("As the Evening Post wrote, " + "word " * 60, (2, 1), "b from a"),
        ("As the Evening Post wrote, " + "word " * 60, (3, 1), "cannot tell"),
        ("As the Evening Post wrote, " + "word " * 60, (1, 2), "b from a"),
        ("word " * 60, (1, 2), "cannot tell"),
    ],
)
def test_who_names_the_others_outlet_took_from_it(text: str, days: tuple[int, int], expected: str) -> None:
    """Unless its own article is the earlier one by more than outlets differ in dating."""
    a = article("a", published=MAY[days[0]], outlet="Evening Post")
    b = article("b", text, published=MAY[days[1]], outlet="Daily Sun")
    assert expected == direction(a, b, 30)[0]


def test_a_third_article_leaves_what_names_its_source_alone() -> None:
    """Who says that the other reported it took it from there, whoever else had it."""
    a = article("a", published=MAY[1], outlet="Evening Post")
    b = article("b", "As the Evening Post wrote, " + "word " * 60, published=MAY[1], outlet="Daily Sun")
    c = article("c", published=MAY[1], outlet="Globe")
    assert "b from a" == direction(a, b, 30, c, a_c=30, b_c=30)[0]


def test_versions_are_of_one_outlet() -> None:
    """Articles of one outlet that share much of their text are versions; of two outlets they are not."""
    a, b = article("a", outlet="Post"), article("b", outlet="Post")
    table = infer_derivation(corpus_of(a, b), shared(("a", "b", 90, "version")))
    assert [("versions", 90)] == told(table, "direction", "words")
    assert ["Both appeared in Post and share much of their text."] == list(table["evidence"][0])
    others = infer_derivation(
        corpus_of(a, article("b", outlet="Sun")), shared(("a", "b", 90, "version"), ("a", "b", 9, "formula"))
    )
    assert [("cannot tell", 90, 0.9)] == [
        (d, w, round(c, 2)) for d, w, c in told(others, "direction", "words", "containment_a")
    ]


TREE = ties(
    ("a", "b", 50, 0.4, 0.9, "b from a"),
    ("a", "c", 60, 0.5, 0.9, "b from a"),
    ("b", "c", 40, 0.34, 0.3, "cannot tell"),
    ("c", "d", 45, 0.1, 0.4, "cannot tell"),
    ("e", "f", 90, 0.9, 0.9, "a from b"),
    ("g", "h", 39, 0.9, 0.9, "a from b"),
    ("h", "i", 90, 0.2, 0.33, "a from b"),
)


def test_a_story_is_a_tree_of_its_closest_articles() -> None:
    """Each hangs on the one with which it shares most; two are no story, nor are small parts."""
    corpus = corpus_of(
        *(article(name, published=MAY[5 - at], outlet="Post") for at, name in enumerate("abcd"))
    )
    table = trace_stories(corpus, TREE)
    assert [
        (1, "c", None, 0, "shares most", None, None),
        (1, "d", "c", 1, "cannot tell", 45, 0.4),
        (1, "a", "c", 1, "gave it", 60, 0.5),
        (1, "b", "a", 2, "took it", 50, 0.9),
    ] == told(table, "story", "doc_id", "parent", "depth", "relation", "words", "share")
    assert [MAY[3], MAY[2], MAY[5], MAY[4]] == table["published"].tolist()


def test_the_source_of_a_story_gave_it_to_most() -> None:
    """Half of the others is not most; undated articles stand last."""
    rows = [("a", name, 100 - at, 0.9, 0.9, "b from a") for at, name in enumerate("bcd")]
    corpus = corpus_of(*(article(name) for name in "abcd"))
    table = trace_stories(corpus, ties(*rows))
    assert [("a", "source"), ("b", "took it"), ("c", "took it"), ("d", "took it")] == told(
        table, "doc_id", "relation"
    )
    half = [(*rows[0][:5], "cannot tell"), rows[1]]
    assert [("a", "shares most"), ("b", "cannot tell"), ("c", "took it")] == told(
        trace_stories(corpus, ties(*half)), "doc_id", "relation"
    )
    two = trace_stories(
        corpus_of(*(article(name) for name in "abcdexyz")),
        ties(*rows, ("x", "y", 200, 0.9, 0.9, "versions"), ("y", "z", 50, 0.9, 0.9, "versions")),
    )
    assert [1, 1, 1, 1, 2, 2, 2] == two["story"].tolist()


def test_words_are_an_outlets_own_or_not() -> None:
    """An agency's, shared with another outlet, printed again, or its own; who took words has none of them."""
    corpus = corpus_of(
        article("a", outlet="Post", published=MAY[1]),
        article("b", outlet="Post", published=MAY[2]),
        article("c", outlet="Sun"),
        article("d", outlet="Sun", text="word " * 10),
        article("e", text="one"),
    )
    passages = shared(
        ("a", "b", 20),
        ("a", "c", 30, "copied prose", 50),
        ("b", "c", 10, "shared quotation"),
        ("c", "e", 1, "formula"),
    )
    agencies = TABLES["agency_copy"].frame([("d", "Reuters", "credit", "", 0, 1, None)])
    columns = ("outlet", "articles", "agency_words", "shared_words", "repeated_words", "own_words", "words")
    open_table = count_own_words(corpus, passages, ties(), agencies)
    assert [
        ("Post", 2, 0, 30, 20, 150, 200),
        ("Sun", 2, 10, 30, 0, 70, 110),
        (None, 1, 0, 0, 0, 1, 1),
    ] == told(open_table, *columns)
    assert [0.75, 70 / 110, 1.0] == pytest.approx(open_table["own_share"].tolist())
    assert [0, 1, 0] == open_table["agency_articles"].tolist()
    known = count_own_words(corpus, passages, ties(("a", "c", 30, 0.3, 0.3, "b from a")), agencies)
    assert [0, 30, 0] == known["shared_words"].tolist()
    assert [180, 70, 1] == known["own_words"].tolist()


@pytest.mark.parametrize(
    ("directions", "origin", "evidence"),
    [
        (("b from a", "b from a", "cannot tell"), "a", "2 of the 2 others copied it."),
        (("b from a", "cannot tell", "cannot tell"), None, "Dates and credits do not settle it."),
        (("b from a", "cannot tell", "b from a"), None, "Dates and credits do not settle it."),
        (("cannot tell", "b from a", "b from a"), None, "2 of them copied none of the others: a and b."),
        (
            ("versions", "versions", "versions"),
            "a",
            "It is the earliest version of one article, dated 2024-05-02.",
        ),
    ],
)
def test_a_group_goes_back_to_what_most_took_it_from(
    directions: Sequence[str], origin: str | None, evidence: str
) -> None:
    """One article that took from none and gave to more than half of the others, or the earliest version."""
    corpus = corpus_of(*(article(name, published=MAY[at + 1]) for at, name in enumerate("abc")))
    passages = shared(("a", "b", 50), ("a", "c", 50), ("b", "c", 50))
    pairs = [("a", "b"), ("a", "c"), ("b", "c")]
    derivation = ties(*((*pair, 50, 0.5, 0.5, way) for pair, way in zip(pairs, directions, strict=True)))
    table = group_by_source(corpus, passages, derivation)
    assert [(1, 3, 50, origin)] == told(table, "group", "articles", "words", "origin")
    assert evidence == table["evidence"][0][0]
    assert (MAY[1], MAY[3]) == (table["first_day"][0], table["last_day"][0])


def test_a_group_shows_the_first_sentences_of_its_evidence() -> None:
    """How many copied its origin, and two sentences more, each once however many pairs give it."""
    corpus = corpus_of(*(article(name, published=MAY[at + 1]) for at, name in enumerate("abc")))
    said = {"b": ["One.", "Two.", "Three."], "c": ["One.", "Four."]}
    derivation = TABLES["derivation"].frame(
        [("a", name, 50, 0.5, 0.5, "b from a", evidence, [], 1) for name, evidence in said.items()]
    )
    table = group_by_source(corpus, shared(("a", "b", 50), ("a", "c", 50), ("b", "c", 50)), derivation)
    assert ["2 of the 2 others copied it.", "One.", "Two."] == list(table["evidence"][0])
