"""Derivation: who took from whom, and when that cannot be told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from analysis.corpus import Article, Corpus, load_corpus
from analysis.overlap import derive_copies, find_passages

COPIED = (
    "The harbour was closed before dawn, when the last of the pilots walked off the jetty and left eleven ships "
    "waiting in the fog outside the breakwater with nobody to bring them in. By noon the queue was out of sight "
    "of the lighthouse, and the fish market had nothing left to sell but what the night boats had landed."
)


@pytest.fixture
def copied(seeds: Corpus, tmp_path: Any) -> list[Article]:
    """Three of the seeds with one passage in common."""
    for number, article in enumerate(list(seeds)[:3]):
        lines = article.text.rstrip().split("\n")
        (tmp_path / f"{'abc'[number]}.txt").write_text(
            "\n".join([*lines[:-1], COPIED, lines[-1]]), encoding="utf-8"
        )
    return [replace(article, published=None) for article in load_corpus(tmp_path)]


def derived(seeds: Corpus, articles: list[Article]) -> Any:
    """The table of derivation of some articles."""
    corpus = Corpus(tuple(articles), seeds.rejected, seeds.warnings)
    return derive_copies(corpus, find_passages(corpus))


def test_without_date_or_credit(seeds: Corpus, copied: list[Article]) -> None:
    """Common prose alone does not say who was first."""
    table = derived(seeds, copied)
    assert table["direction"].tolist() == ["cannot tell"] * 3
    assert table["group"].tolist() == [1, 1, 1]
    assert table["containment_a"].between(0.05, 0.2).all()


def test_the_later_took_from_the_earlier(seeds: Corpus, copied: list[Article]) -> None:
    """Two days apart, the order of the days decides."""
    a, b = replace(copied[0], published=date(2025, 3, 4)), replace(copied[1], published=date(2025, 3, 2))
    assert derived(seeds, [a, b])["direction"].tolist() == ["a from b"]


def test_a_day_between_two_outlets_does_not_decide(seeds: Corpus, copied: list[Article]) -> None:
    """A printed page is dated the day after the web's; within one outlet a day is a day."""
    a = replace(copied[0], published=date(2025, 3, 3), outlet="Harbour Times")
    b = replace(copied[1], published=date(2025, 3, 2), outlet="Jetty Post")
    assert derived(seeds, [a, b])["direction"].tolist() == ["cannot tell"]
    assert derived(seeds, [a, replace(b, outlet=a.outlet)])["direction"].tolist() == ["a from b"]


def test_a_credit_decides_before_the_date_is_asked(seeds: Corpus, copied: list[Article]) -> None:
    """An article that names the other's outlet took from it; a date against it leaves the question open."""
    a = replace(copied[0], outlet="Seoul", published=date(2025, 3, 2))
    b = replace(copied[1], outlet="Harbour Times", published=date(2025, 3, 2))
    assert "Seoul" in b.text
    assert derived(seeds, [a, b])["direction"].tolist() == ["b from a"]
    assert derived(seeds, [replace(a, published=date(2025, 3, 3)), b])["direction"].tolist() == [
        "cannot tell"
    ]


def test_one_agency_behind_both(seeds: Corpus, copied: list[Article]) -> None:
    """Two articles that credit one agency took from it, whichever was first."""
    a, b = (
        replace(each, text=each.text.replace("The harbour", "REUTERS - The harbour")) for each in copied[:2]
    )
    a, b = (replace(each, text=each.text.replace("REUTERS -", "Reuters: ")) for each in (a, b))
    table = derived(seeds, [a, replace(b, published=date(2025, 3, 2))])
    assert table["direction"].tolist() == ["common source"]
    assert table["evidence"].tolist() == [["Both credit Reuters."]]


def test_groups_do_not_chain(seeds: Corpus, copied: list[Article], tmp_path: Any) -> None:
    """An article that shares one passage with a second and another with a third does not make one group of them."""
    other = seeds["004_9892b62eb0ea1784"].text.split("\n")[2]
    texts = {
        "x": COPIED + "\n\nFirst.",
        "y": f"{COPIED}\n\nBetween the two.\n\n{other}",
        "z": f"Third.\n\n{other}",
    }
    folder = tmp_path / "chain"
    folder.mkdir()
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    table = derived(seeds, list(load_corpus(folder)))
    assert [(a, b) for a, b in zip(table["doc_a"], table["doc_b"], strict=True)] == [("x", "y"), ("y", "z")]
    assert table["group"].nunique() == 2
    assert copied


def test_nothing_copied(seeds: Corpus) -> None:
    """Without copied prose the table is empty."""
    assert derive_copies(seeds, find_passages(seeds)).empty
