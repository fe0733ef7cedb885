"""Lines of the page around an article are told from its body by wording, place and repetition."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.corpus import Corpus, load_corpus
from analysis.corpus._sections import find_sections

OPENING = (
    "The harbor authority will close the pier on Monday.\n\nFerries go on for now, and the market stays open."
)


def kind_of(line: str) -> str:
    """Return what a line is below an article."""
    text = f"{OPENING}\n\n{line}"
    return find_sections(text)[-1].kind


@pytest.mark.parametrize(
    "line",
    [
        "Sign up for the Morning Brief, delivered to your inbox each weekday.",
        "Follow @EstuaryLedger on Twitter.",
        "Copyright © 2024 Press Association. All rights reserved.",
        "READ MORE: Mayor faces third inquiry",
        "Related: Five things to know about the dam",
        "Share this article",
        "Got a story? Email tips@ledger.example",
        "Tags: dam, harbor, ferry",
        "Download our free app from the App Store or Google Play.",
        "Like us on Facebook to see similar stories",
        "Click here to see more photos.",
        "All rights reserved. No part of this may be reproduced.",
        "Already a subscriber? Log in",
    ],
)
def test_notices_below_an_article_are_furniture(line: str) -> None:
    """Invitations, labels and rights are no body."""
    assert kind_of(line) == "boilerplate"


@pytest.mark.parametrize(
    "line",
    [
        "Copyright holders can now sue in any state, the judge ruled.",
        "Share prices fell by 3 percent on Monday.",
        "Related species were found in the lake.",
        "See more patients, the minister told doctors, or lose the grant.",
        "Subscribers to the opera have fallen by half.",
        "Sign language teachers marched on Friday.",
        "Email from the mayor's office shows that he knew.",
        "Listen to the engineers, Ruiz said on Twitter, and close the pier.",
        "All rights reserved for the crown were abolished in 1920.",
        "Follow the river upstream and the same faces look out of every house.",
        "Support for the plan has grown on Facebook, where 4,000 people signed.",
    ],
)
def test_sentences_that_begin_as_notices_do_are_body(line: str) -> None:
    """A reporter's sentence may begin with any word of a page."""
    assert kind_of(line) == "body"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Sign up to get an email from our reporter when he publishes a new story.", "boilerplate"),
        ("Subscribe to the politics podcast of the Ledger here.", "boilerplate"),
        ("Subscribe to the theory or not, the numbers are what they are.", "body"),
        ("Follow @EstuaryLedger on Twitter, the sign on the pier reads.", "body"),
    ],
)
def test_within_an_article_an_invitation_is_its_whole_paragraph(line: str, kind: str) -> None:
    """Requests to subscribe stand anywhere on a page; others are furniture at its foot alone."""
    opening, closing = OPENING.split("\n\n")
    sections = find_sections(f"{opening}\n\n{line}\n\n{closing}")
    assert ["body", kind, "body"] == [section.kind for section in sections]


def write_outlet(folder: Path, articles: int, *, shared: tuple[str, ...]) -> Corpus:
    """Write articles of one outlet that end alike, and return the corpus."""
    rows = ["file,outlet"]
    for number in range(articles):
        story = (
            f"Day {number} of the flood began with rain.",
            f"House {number} by the river was lost on that day.",
        )
        (folder / f"{number}.txt").write_text("\n\n".join([*story, *shared]))
        rows.append(f"{number}.txt,The Ledger")
    (folder / "metadata.csv").write_text("\n".join(rows))
    return load_corpus(folder)


def test_what_an_outlet_repeats_below_its_articles_is_furniture(tmp_path: Path) -> None:
    """Repetition tells it, whatever it says, and a doubt names it."""
    about = "The Ledger is a newspaper of Harbor Point, founded in 1881, and belongs to its readers."
    corpus = write_outlet(tmp_path, 3, shared=(about,))
    for article in corpus:
        assert [(s.kind, article.text[s.start : s.end]) for s in article.sections][-1] == (
            "boilerplate",
            about,
        )
    [(outlet, problem)] = corpus.warnings.values.tolist()
    assert outlet == "The Ledger"
    assert problem.startswith("“The Ledger is a newspaper of Harbor Point")
    assert "repeats in 3 articles" in problem


def test_versions_of_one_article_are_not_furniture_of_each_other(tmp_path: Path) -> None:
    """Versions share most of their paragraphs; none of these is the outlet's."""
    story = [f"It rained on {place} until Friday, and the river rose there again." for place in "ABCDEFG"]
    corpus = write_outlet(tmp_path, 4, shared=tuple(story))
    assert all(section.kind == "body" for article in corpus for section in article.sections)


def test_two_articles_show_no_furniture(tmp_path: Path) -> None:
    """What two articles share may be the story of both."""
    corpus = write_outlet(tmp_path, 2, shared=("It rained until Friday, and the river rose again.",))
    assert all(section.kind == "body" for article in corpus for section in article.sections)


def test_background_within_articles_is_body(tmp_path: Path) -> None:
    """A sentence that reporters repeat within the story is the story's."""
    background = "The dam was built in 1931 and has never been repaired."
    for number in range(4):
        text = (
            f"Day {number} of the flood began with rain.",
            background,
            f"House {number} was lost, he wrote.",
        )
        (tmp_path / f"{number}.txt").write_text("\n\n".join(text))
    rows = "".join(f"{number}.txt,The Ledger\n" for number in range(4))
    (tmp_path / "metadata.csv").write_text(f"file,outlet\n{rows}")
    corpus = load_corpus(tmp_path)
    assert all(section.kind == "body" for article in corpus for section in article.sections)
