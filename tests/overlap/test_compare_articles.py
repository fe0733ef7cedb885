"""Pairs of articles: their similarity, and what both have."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from analysis.annotation import AnnotatedCorpus
from analysis.errors import DatelineError
from analysis.overlap import (
    compare_articles,
    compare_pair,
    find_passages,
    find_same_texts,
    shared_quotations,
    summarise_passages,
)


@pytest.fixture(scope="module")
def pairs(annotated: AnnotatedCorpus) -> pd.DataFrame:
    """The seeds' six pairs."""
    return compare_articles(annotated)


def between(pairs: pd.DataFrame, one: str, other: str) -> pd.Series:
    """The row of two seeds, by the numbers that begin their names."""
    found = pairs[pairs["doc_a"].str.startswith(one) & pairs["doc_b"].str.startswith(other)]
    assert len(found) == 1
    return found.iloc[0]


def test_the_closest_and_the_farthest(pairs: pd.DataFrame) -> None:
    """Two reports of one day's meeting are the closest; the article of 2018 is far from all the others."""
    ordered = [(a[:3], b[:3]) for a, b in zip(pairs["doc_a"], pairs["doc_b"], strict=True)]
    assert len(ordered) == 6
    assert ordered[0] == ("001", "002")
    assert {b for _, b in ordered[3:]} == {"004"}
    assert pairs["similarity"].is_monotonic_decreasing
    assert pairs["similarity"].between(0, 1).all()


def test_who_is_named_in_two(pairs: pd.DataFrame) -> None:
    """Both diplomats, and the places of the talks."""
    row = between(pairs, "001", "002")
    assert {"Jeong Yeon-doo", "Kevin Kim"} <= set(row.people)
    assert {"North Korea", "South Korea", "Seoul"} <= set(row.places)
    assert row.shared_entities == len(row.people) + len(row.organisations) + len(row.places) + len(row.events)


def test_nothing_copied_in_the_seeds(pairs: pd.DataFrame) -> None:
    """No passage, no quotation, and the longest run of all is seven words."""
    assert pairs["shared_passages"].sum() == 0
    assert pairs["shared_quotations"].sum() == 0
    assert pairs["longest_shared_run"].max() == 7
    assert between(pairs, "000", "001").longest_shared_text == "South Korea and the United States launched"


def test_the_sentence_that_says_so(pairs: pd.DataFrame, annotated: AnnotatedCorpus) -> None:
    """Without passages the sentence says so, with the longest run."""
    sentence = summarise_passages(find_passages(annotated), pairs, 8)
    assert sentence.startswith(
        "No two articles share a passage of eight words or more, even with small changes."
    )
    assert "has seven: “South Korea and the United States launched”" in sentence


def test_passages_that_are_quotations_are_counted_apart(pairs: pd.DataFrame) -> None:
    """The number of quoted passages is given if their classes are known."""
    rows = [
        ("a", "b", 20, "copied prose"),
        ("a", "b", 9, "shared quotation"),
        ("b", "c", 12, "shared quotation"),
    ]
    passages = pd.DataFrame(rows, columns=["doc_a", "doc_b", "words", "kind"])
    assert summarise_passages(passages, pairs, 8) == (
        "Three passages appear in more than one article (two of them quoted). They involve three articles in two "
        "pairs, 41 words in all; the longest has 20."
    )
    one = summarise_passages(passages.head(1).drop(columns="kind"), pairs, 8)
    assert "One passage of 20 words appears in two articles." == one
    assert summarise_passages(passages.tail(2), pairs, 8).startswith(
        "Two passages appear in more than one article (all of them quotations). "
    )


def test_only_the_closest(annotated: AnnotatedCorpus, pairs: pd.DataFrame) -> None:
    """`top` keeps the most similar pairs, unchanged."""
    pd.testing.assert_frame_equal(pairs.head(2), compare_articles(annotated, top=2))
    with pytest.raises(DatelineError, match="top is 0"):
        compare_articles(annotated, top=0)


STATEMENT = "The harbour will stay closed until every pilot has been paid what the city owes"


def test_one_quotation_in_two_articles(make_annotated: Callable[..., AnnotatedCorpus]) -> None:
    """The same words of the same speaker, with what each article changed in them."""
    annotated = make_annotated(
        one=f"Anna Berg spoke to the strikers on Monday. “{STATEMENT},” Berg said.",
        two="The mayor was not there. “The port will stay closed until every pilot has been paid,” Anna Berg said.",
    )
    found = shared_quotations(annotated)
    assert len(found) == 1
    row = found.iloc[0]
    assert (row.doc_a, row.doc_b, row.words) == ("one", "two", 10)
    assert row.text_a == "The harbour will stay closed until every pilot has been paid"
    assert row.differences == ["harbour → port"]
    assert row.speaker == "Anna Berg"
    assert annotated.corpus["two"].text[row.start_b : row.end_b] == row.text_b


def test_what_anybody_says_is_no_quotation(make_annotated: Callable[..., AnnotatedCorpus]) -> None:
    """Stop words in common are no shared quotation, even of one speaker."""
    annotated = make_annotated(
        one="“It’s going to be a strike,” Anna Berg said on Monday.",
        two="“It’s going to be a race,” Anna Berg said on Friday.",
    )
    assert shared_quotations(annotated).empty


def test_two_speakers_who_begin_alike(make_annotated: Callable[..., AnnotatedCorpus]) -> None:
    """Half-similar words of two people are two quotations; of one person they are one, cut differently."""
    begun = "“The harbour stays closed and the pilots stay at home for the winter,” Ann Holm said on Monday."
    other = "“The harbour stays closed and the pilots will be paid by nobody else,” {} said on Monday."
    assert shared_quotations(make_annotated(one=begun, two=other.format("Carl Lund"))).empty
    assert 1 == len(shared_quotations(make_annotated(one=begun, two=other.format("Ann Holm"))))


def test_one_quotation_given_to_two_speakers(make_annotated: Callable[..., AnnotatedCorpus]) -> None:
    """The same words attributed to two people are a shared quotation with both names."""
    annotated = make_annotated(
        one=f"“{STATEMENT},” Anna Berg said on Monday.", two=f"“{STATEMENT},” Tom Dorn said on Monday."
    )
    found = shared_quotations(annotated)
    assert [("Anna Berg", "Tom Dorn")] == list(
        found[["speaker_a", "speaker_b"]].itertuples(index=False, name=None)
    )
    assert found["speaker"].isna().all()


def test_a_title_is_no_quotation(make_annotated: Callable[..., AnnotatedCorpus]) -> None:
    """Words in quotation marks that are nobody's speech are no shared quotation."""
    annotated = make_annotated(
        one="Her play “The Long Way Home from the Sea” opened on Monday.",
        two="On Monday the play “The Long Way Home from the Sea” was in its third year.",
    )
    assert shared_quotations(annotated).empty


def test_one_article_or_none(make_annotated: Callable[..., AnnotatedCorpus]) -> None:
    """Nothing to compare gives an empty table with its columns."""
    pairs = compare_articles(make_annotated(only="A short text about a harbour."))
    assert pairs.empty
    assert "longest_shared_text" in pairs.columns
    assert summarise_passages(pairs, pairs, 8).startswith("With fewer than two articles")


def test_articles_without_a_word(make_annotated: Callable[..., AnnotatedCorpus]) -> None:
    """Articles without content words are compared too."""
    pairs = compare_articles(
        make_annotated(one="It is.", two="1 2 3", three="A harbour and a harbour pilot.")
    )
    assert pairs["similarity"].tolist() == [0.0, 0.0, 0.0]


def test_each_article_has_its_own_spellings_of_a_name(make_annotated: Callable[..., AnnotatedCorpus]) -> None:
    """What both call a person is given for each, in the order in which it calls her so, with how often."""
    annotated = make_annotated(
        one="Mayor Anna Berg spoke on Monday. Berg left early.",
        two="On Monday, Ms. Berg met voters in the hall. Anna Berg was late.",
    )
    (row,) = compare_pair(annotated, "one", "two").names.to_dict("records")
    assert ("Anna Berg", "person") == (row["name"], row["kind"])
    assert (["Anna Berg", "Berg"], 2) == (row["written_a"], row["mentions_a"])
    assert (["Berg", "Anna Berg"], 2) == (row["written_b"], row["mentions_b"])


def test_articles_of_one_text(make_annotated: Callable[..., AnnotatedCorpus]) -> None:
    """Two articles whose texts differ in white space alone are the same text; one more word makes another."""
    text = "The ferry sank on Monday.\n\nNobody was hurt."
    annotated = make_annotated(a=text, b=text.replace(" ", "  "), c=text + " Not one.", d="")
    assert [["a", "b"]] == find_same_texts(annotated.corpus)
