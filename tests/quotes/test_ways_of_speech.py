"""The ways in which news lets people speak, and what only looks like it: who says what, by the default finder."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from analysis.annotation import annotate
from analysis.corpus import load_corpus
from analysis.quotes import find_quotes
from analysis.quotes.model._weights import has_weights

pytestmark = pytest.mark.skipif(not has_weights(), reason="the trained weights are not there")

LEAD = "The council of Marle met on Monday evening.\n\n"

#: What an article says; then words of contents with the speaker they must have; then words that no content may have.
WAYS: dict[str, tuple[str, dict[str, str | None], list[str]]] = {
    "caption within a quotation": (
        LEAD + "Farmer Bo Linde said, “We lost the whole herd in one night. Nobody warned us.\n\n"
        "A barn near Marle after the flood. Photo: Ana Sol.\n\n“I will not start again at sixty.”",
        {"I will not start again": "Bo Linde"},
        ["Ana Sol"],
    ),
    "paragraphs of one quotation": (
        LEAD
        + "“We sent three letters,” said Max Orth, the tenant. “No one wrote back.\n\n“In April the heating "
        "failed. In May the lift.\n\n“And now they want more rent.”",
        {"In April the heating failed": "Max Orth", "they want more rent": "Max Orth"},
        [],
    ),
    "cue in the paragraph before": (
        LEAD
        + "The hearing ran late. Asked about the cost, Ines Adler answered,\n\n“We shall pay what we owe and not "
        "one coin more.”",
        {"We shall pay what we owe": "Ines Adler"},
        [],
    ),
    "name below": (
        LEAD
        + "“I have never seen so much water in the streets.”\n\nMarta Quint, shopkeeper\n\nThe pumps ran.",
        {"I have never seen so much water": "Marta Quint"},
        [],
    ),
    "interview": (
        (
            "Sol Vane on rivers\n\nSol Vane has walked the length of nine rivers. He talked to us at his house.\n\n"
            "Q: Which was the hardest?\n\nA: The Orm, because the banks were mud for a month."
        ),
        {"the banks were mud": "Sol Vane"},
        ["Which was the hardest"],
    ),
    "interview without labels": (
        (
            "The Post interviews Olga Winn, painter\n\nOlga Winn has painted boats since 1990.\n\n"
            "You have sold your house.\n\nI believe that it was too far from the water.\n\n"
            "Why do you paint boats?\n\nI think that a boat has a face.\n\nDo you sail them?\n\n"
            "Never. I believe that I would sink.\n\n"
            "What will you paint next?\n\nA barn."
        ),
        {"too far": "Olga Winn", "a boat has a face": "Olga Winn", "I would sink": "Olga Winn"},
        [],
    ),
    "interview that begins with an answer": (
        (
            "Ten minutes with Olga Winn\n\nI believe that you never forget the sea.\n\n"
            "Why do you paint boats?\n\nI think that a boat has a face.\n\nDo you sail them?\n\nNever.\n\n"
            "What will you paint next?\n\nA barn. Olga Winn laughs."
        ),
        {"never forget the sea": "Olga Winn", "a boat has a face": "Olga Winn"},
        [],
    ),
    "author": (
        (
            "Why the tram must come\n\nBy Ruth Sander\n\nI have ridden the bus for years. I think that the tram is "
            "overdue."
        ),
        {"the tram is overdue": "Ruth Sander"},
        [],
    ),
    "headline": (
        (
            "Lund: “We will not pay for the bridge”\n\nThe bridge at Marle stays closed, Minister Vera Lund said on "
            "Monday."
        ),
        {"We will not pay": "Vera Lund", "bridge at Marle stays closed": "Vera Lund"},
        [],
    ),
    "by another's account": (
        LEAD + "According to the Evening Post, harbour master Jan Krol said the dredging will end in June.",
        {"the dredging will end in June": "Jan Krol"},
        [],
    ),
    "list of sources": (
        LEAD + "Sources\n\n“River rises again in the north” — Marle Courier, March 3, 2019\n\n"
        "“Ferry stays in port for repairs” — Evening Post, March 4, 2019",
        {},
        ["River rises", "Ferry stays"],
    ),
    "nobody and anybody": (
        LEAD
        + "Nobody argues that the dam should be higher. One could argue that the mayor has earned a rest.",
        {},
        ["dam should be higher", "earned a rest"],
    ),
    "names that are given": (
        LEAD
        + "They argued over the guarantees the bank has promised Elmport. The sisters named "
        + "their first boat “Old Thunder.” The club, formerly known as the Marle Rowing "
        "Society, has ninety members.",
        {},
        ["Old Thunder", "Rowing Society"],
    ),
}


@pytest.fixture(scope="module")
def quotes(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    """The attributions of all ways, each an article."""
    folder = tmp_path_factory.mktemp("ways")
    for name, (text, _, _) in WAYS.items():
        (folder / f"{name}.txt").write_bytes(text.encode())
    corpus = load_corpus(folder, language=None)
    return find_quotes(annotate(corpus, cache=tmp_path_factory.mktemp("cache")))


@pytest.mark.parametrize("name", WAYS)
def test_way_of_speech(quotes: pd.DataFrame, name: str) -> None:
    """What is said has its speaker, and what nobody says is in no content."""
    own = quotes[quotes["doc_id"] == name]
    _, spoken, unspoken = WAYS[name]
    for words, speaker in spoken.items():
        speakers: list[Any] = own[own["content"].str.contains(words, regex=False)]["speaker"].tolist()
        assert speaker in speakers
    for words in unspoken:
        assert not own["content"].str.contains(words, regex=False).any()


def test_a_listener_is_no_content(quotes: pd.DataFrame) -> None:
    """Whom something was promised is not what was promised."""
    assert "Elmport" not in set(quotes["content"])


def test_headlines_and_authors_are_marked(quotes: pd.DataFrame) -> None:
    """What a headline holds is marked so, what the body says is not; an author is a kind of speaker."""
    own = quotes[quotes["doc_id"] == "headline"].set_index("content")["headline"].to_dict()
    assert [True] == [marked for content, marked in own.items() if "We will not pay" in content]
    assert [False] == [marked for content, marked in own.items() if "stays closed" in content]
    author = quotes[quotes["speaker"] == "Ruth Sander"]
    assert {"author"} == set(author["speaker_kind"])
    assert {"first person of the author"} == set(author["speaker_rule"])


def test_words_that_tell_the_speaker_stand_where_they_are_said_to(quotes: pd.DataFrame) -> None:
    """The mention of a speaker is the text at its place; without a speaker no rule has found one."""
    found = quotes[quotes["speaker_mention"].notna()]
    assert len(found) > 10
    for row in found.to_dict("records"):
        start, end = row["speaker_mention_span"]
        assert row["speaker_mention"] == WAYS[row["doc_id"]][0][start:end] != ""
