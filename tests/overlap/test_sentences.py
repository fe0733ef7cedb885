"""The sentences that sum up what articles share and where they differ: from tables made by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd
import pytest

from analysis.language import ENGLISH
from analysis.overlap import summarise_left_out, summarise_overlap, summarise_passages
from analysis.overlap.differences._descriptions import judge
from analysis.overlap.reuse._left_out import COPIES, LARGE_FAMILY, SET_PIECE, UNRELATED
from analysis.schema import TABLES

NAMES = {name: name.upper() for name in "abcd"}


def frame(table: str, *rows: dict[str, Any]) -> pd.DataFrame:
    """Return a table with what rows give, and something of the right type elsewhere."""
    empty = {"str": "", "int64": 0, "Int64": 0, "float64": 0.0, "object": None, "bool": False}
    columns = TABLES[table].columns
    filled = [{column.name: empty[column.dtype] for column in columns} | row for row in rows]
    return pd.DataFrame(filled, columns=[column.name for column in columns])


def passage(a: str, b: str, words: int, kind: str = "copied prose") -> dict[str, Any]:
    """Return a shared passage."""
    return {"doc_a": a, "doc_b": b, "words": words, "kind": kind}


PAIRS = frame(
    "pairs",
    {"doc_a": "a", "doc_b": "b", "longest_shared_run": 3, "longest_shared_text": "the  old pier"},
    {"doc_a": "a", "doc_b": "c", "longest_shared_run": 4, "longest_shared_text": "the old\npier of"},
)


@pytest.mark.parametrize(
    ("passages", "said"),
    [
        ([passage("a", "b", 9)], "One passage of 9 words appears in two articles."),
        (
            [passage("a", "b", 9, "shared quotation")],
            "One passage of 9 words appears in two articles (a quotation).",
        ),
        (
            [passage("a", "b", 9, "shared quotation"), passage("a", "b", 12), passage("b", "c", 8)],
            (
                "Three passages appear in more than one article (one of them quoted). They involve three "
                "articles in two "
                "pairs, 29 words in all; the longest has 12."
            ),
        ),
        (
            [passage("a", "b", 9, "shared quotation"), passage("a", "b", 12, "shared quotation")],
            (
                "Two passages appear in more than one article (all of them quotations). They involve two "
                "articles in one "
                "pair, 21 words in all; the longest has 12."
            ),
        ),
        (
            [],
            (
                "No two articles share a passage of eight words or more, even with small changes. The longest "
                "run of words "
                "in common has four: “the old pier of”."
            ),
        ),
    ],
)
def test_passages_are_summed_up(passages: Sequence[dict[str, Any]], said: str) -> None:
    """How many there are, in how many articles and pairs, and how long; without any the longest run in common."""
    assert said == summarise_passages(frame("passages", *passages), PAIRS, 8)


def test_nothing_in_common_is_said() -> None:
    """Not a word in common, and nothing to compare."""
    none = PAIRS.assign(longest_shared_run=0)
    sentence = "No two articles share a passage of eight words or more, even with small changes."
    assert sentence == summarise_passages(frame("passages"), none, 8)
    alone = "With fewer than two articles there is nothing to compare."
    assert alone == summarise_passages(frame("passages"), PAIRS.head(0), 8)


def left_out(what: str, articles: int, pairs: int, text: str = "") -> dict[str, Any]:
    """Return a row of what was not compared."""
    return {"what": what, "articles": articles, "pairs": pairs, "text": text}


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "All pairs of articles were compared."),
        (
            [left_out(SET_PIECE, 300, 0, "Sign up here"), left_out(SET_PIECE, 200, 0, "Read more")],
            (
                "Two set pieces are in many unrelated articles and left out; the most frequent, in 300 "
                "articles, is “Sign "
                "up here”."
            ),
        ),
        (
            [left_out(LARGE_FAMILY, 900, 1, "A storm")],
            (
                "One story is in too many articles to compare every pair: 1 pair was skipped. Each article was "
                "compared "
                "with those that share most with it and with up to 220 others. The largest story, in 900 "
                "articles, begins "
                "“A storm”."
            ),
        ),
        (
            [left_out(COPIES, 1000, 498_501, "A storm")],
            (
                "One text is repeated word for word by more than 20 articles: each copy was compared with the earliest "
                "alone, and 498,501 pairs were skipped. The most frequent, in 1,000 articles, begins “A storm”."
            ),
        ),
        (
            [left_out(UNRELATED, 0, 1500)],
            (
                "Of unrelated articles, the 50,000 pairs with most in common were compared; the others, 1,500 pairs, "
                "were skipped."
            ),
        ),
    ],
)
def test_what_was_left_out_is_said(rows: Sequence[dict[str, Any]], said: str) -> None:
    """Set pieces, stories in very many articles, and pairs beyond a bound, each with its number."""
    assert said == summarise_left_out(frame("left_out", *rows))


def described(name: str, doc_id: str, words: str, variant: int, **facts: str) -> dict[str, Any]:
    """Return a description that differs from another."""
    row = {"name": name, "kind": "person", "aspect": "title", "verdict": "differ", "start": 0}
    return row | {"doc_id": doc_id, "description": words, "variant": variant} | facts


def direction(a: str, b: str, words: int, way: str) -> dict[str, Any]:
    """Return who took from whom."""
    return {"doc_a": a, "doc_b": b, "words": words, "direction": way}


def told(**tables: Sequence[dict[str, Any]]) -> dict[str, list[str]]:
    """Return the sentences of a summary of four articles, by their headings."""
    frames = [
        frame(table, *tables.get(table, ()))
        for table in ("overlaps", "descriptions", "derivation", "source_groups", "sources")
    ]
    numbers = frame("numbers", *tables["numbers"]) if "numbers" in tables else None
    spellings = frame("spellings", *tables["spellings"]) if "spellings" in tables else None
    findings = summarise_overlap(
        *frames,
        names=NAMES,
        numbers=numbers,
        spellings=spellings,
        same=[["a", "d"]] if "same" in tables else (),
    )
    said: dict[str, list[str]] = {}
    for finding in findings:
        said.setdefault(finding.link, []).append(finding.sentence)
    return said


def test_nothing_shared_is_one_sentence_each() -> None:
    """No copies, no contradictions, no sources in common."""
    assert {
        "where-the-articles-differ": [
            "No two articles describe the same person, organisation or event in terms that can be compared."
        ],
        "shared-passages": [
            "No copied passages, shared quotations or set pieces found in six pairs of articles."
        ],
        "shared-speakers-and-quotations": [
            "No named source is quoted or paraphrased in more than one article."
        ],
    } == told()


def test_contradictions_are_said_with_both_wordings() -> None:
    """The longest wording of each side, with its article and how many more; people before bodies; points counted."""
    said = told(
        descriptions=[
            described("Keller", "a", "mayor", 1),
            described("Keller", "b", "the  mayor", 1),
            described("Keller", "c", "deputy", 2),
            described("harbour council", "a", "set up a council", 1, kind="event", aspect="founding"),
            described("harbour council", "b", "no council", 2, kind="event", aspect="founding"),
            described("Berg", "a", "x", 1, verdict="only one says"),
        ]
    )["where-the-articles-differ"]
    assert (
        "Articles disagree about the office of Keller: “the mayor” in ‘B’ and one more, but “deputy” in ‘C’."
        == said[0]
    )
    assert (
        "Articles disagree about whether a harbour council was founded: “set up a council” in ‘A’, but “no council” in "
        "‘B’."
    ) == said[1]
    assert said[2].startswith("Two articles or more could be compared on two points: ")


def test_numbers_and_names_are_said_with_both_wordings() -> None:
    """What differs, what rose with the days, and what is spelled in two ways."""
    number = {"doc_a": "a", "text_a": "nine  men", "doc_b": "b", "text_b": "ten men", "score": 0.5}
    said = told(
        numbers=[
            number | {"verdict": "differ"},
            number
            | {"verdict": "differ", "score": 0.9, "doc_a": "c", "text_a": "six boats", "text_b": "two boats"},
            number | {"verdict": "agree"},
            number | {"verdict": "update", "published_a": date(2024, 5, 4), "published_b": date(2024, 5, 5)},
        ],
        spellings=[{"doc_a": "a", "doc_b": "b", "text_a": "Keller", "text_b": "Kellar"}],
    )["where-the-articles-differ"]
    assert [
        (
            "Articles give different numbers for the same thing: “six boats” in ‘C’, but “two boats” in ‘B’; "
            "“nine men” in "
            "‘A’, but “ten men” in ‘B’."
        ),
        (
            "A toll that rose over time, not a contradiction: “nine men” in ‘A’ (2024-05-04), but “ten men” in ‘B’ "
            "(2024-05-05)."
        ),
        "Articles spell a name differently in prose they share: “Keller” in ‘A’, but “Kellar” in ‘B’.",
        "Two articles or more could be compared on four points: 4 numbers.",
    ] == said


def test_who_copied_whom_is_said() -> None:
    """The pairs with most in common first; then what is open, and what groups of three or more go back to."""
    said = told(
        derivation=[
            direction("a", "b", 40, "a from b"),
            direction("a", "c", 90, "b from a"),
            direction("b", "c", 50, "common source"),
            direction("b", "d", 50, "cannot tell"),
        ],
        source_groups=[
            {"articles": 3, "words": 90, "origin": "a", "basis": "article"},
            {"articles": 4, "words": 20, "origin": "Reuters", "basis": "agency"},
            {"articles": 2, "words": 20, "origin": "b", "basis": "article"},
            {"articles": 3, "words": 20, "origin": None, "basis": "cannot tell"},
        ],
    )["who-copied-whom"]
    assert [
        (
            "Who copied whom: in two pairs one article copied the other (‘C’ from ‘A’; ‘A’ from ‘B’), in one pair both "
            "articles credit the same news agency and in one pair the direction is unknown."
        ),
        "Three articles that share 90 words probably derive from ‘A’.",
        "Four articles that share 20 words probably derive from Reuters.",
    ] == said


def test_classes_and_sources_are_counted() -> None:
    """Pairs by class with their words, sources by the number of articles; articles of one text come first."""
    said = told(
        overlaps=[passage("a", "b", 30), passage("a", "b", 10), passage("a", "c", 9, "shared quotation")],
        sources=[
            {"doc_id": "a", "shared": 2, "names": ["Keller", "Berg"]},
            {"doc_id": "b", "shared": 1, "names": ["Berg"]},
            {"doc_id": "c", "shared": 0, "names": ["Oss"]},
        ],
        same=[{}],
    )
    assert "‘A’ and ‘D’ are the same text." == said["shared-passages"][0]
    classes = said["shared-passages"][1]
    assert classes.startswith(
        "Of six pairs of articles, one shares copied prose (40 words in two passages) and one "
    )
    assert (
        "Two named sources are quoted or paraphrased in more than one article: Berg (in 2) and Keller (in 1)."
    ) == said["shared-speakers-and-quotations"][0]


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        ("40/2024-05-04", "40/2024-05-04", "agree"),
        ("40/2024-05-04", "41/2024-05-04", "differ"),
        ("40/2024-05-04", "41/2024-05-05", "agree"),
        ("40/2024-05-04", "42/2024-05-05", "differ"),
        ("40/2024-05-04", "50/2034-05-04", "agree"),
        ("40/2024-05-04", "40/2025-05-05", "differ"),
        ("40/", "40/2024-05-04", "agree"),
        ("40/", "41/2024-05-04", "cannot tell"),
        ("41/2024-05-04", "40/", "cannot tell"),
        ("40/", "42/", "differ"),
    ],
)
def test_ages_with_their_days(one: str, other: str, verdict: str) -> None:
    """A birthday may lie between two days of publication; without the days a year is open."""
    assert verdict == judge("age", [("a", one), ("b", other)], ENGLISH, {})
    assert verdict == judge("age", [("b", other), ("a", one)], ENGLISH, {})


@pytest.mark.parametrize(
    ("days", "verdict"),
    [
        ((1, 8), "differ"),
        ((8, 1), "differ"),
        ((1, 9), "cannot tell"),
        ((None, 9), "differ"),
    ],
)
def test_offices_change_hands(days: tuple[int | None, int], verdict: str) -> None:
    """Of articles that are more than a week apart two titles may both have been true."""
    dates = {doc: None if day is None else date(2024, 5, day) for doc, day in zip("ab", days, strict=True)}
    assert verdict == judge("title", [("a", "director"), ("b", "acting director")], ENGLISH, dates)
    assert "agree" == judge("title", [("a", "director"), ("b", "director")], ENGLISH, dates)
    assert "only one says" == judge("title", [("a", "director"), ("a", "acting director")], ENGLISH, dates)
