"""Corpora made for one kind of overlap each: boilerplate everywhere, quotations alone, a patchwork of donors."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import pandas as pd
import pytest

from analysis.corpus import Corpus, load_corpus
from analysis.overlap import classify_passages, find_passages, infer_derivation
from analysis.overlap.reuse import _hits

FOOTER = "Readers who want the harbour news before breakfast can have it brought to the door by the boy with the lamp."
COPIED = (
    "The dredger came back on the morning tide with her buckets empty and a hole below the waterline, and the "
    "harbourmaster, who had sent her out against the advice of everybody at the table, had her towed behind the "
    "grain pier where the ferry passengers would not see her."
)
QUOTES = (
    (
        "“I have buried two brothers out of that channel and I will not send a third man into it for a council that "
        "counts the lamps,” said Marta Holm."
    ),
    (
        "“Whoever wrote this tariff has never stood on a wet deck in January with a rope in his hands and nobody to "
        "take the other end,” said Marta Holm."
    ),
)
DONORS = (
    (
        "A lamp on the outer mole has been dark since the spring gales, and skippers who know the channel take their "
        "bearings from the window of the smokehouse instead."
    ),
    (
        "Eleven families moved out of the tenements behind the ropewalk last winter, when the damp had climbed as far "
        "as the second landing and the plaster came away in sheets."
    ),
    (
        "Every horn of the band that used to meet the emigrant ships is still oiled in its box, but the last man who "
        "could play the big horn keeps goats on the far side of the bay."
    ),
)


def hosts(seeds: Corpus, count: int, words: int) -> list[list[str]]:
    """Articles of three paragraphs each, of words of two seeds that no other of them has.

    Every paragraph has a number of its own at both ends, so that what is put beside it ends there.
    """
    every = " ".join(article.text for article in list(seeds)[::3]).split()
    assert count * words * 3 <= len(every)
    starts = range(0, count * words * 3, words)
    paragraphs = [f"{at}a {' '.join(every[at : at + words])} {at}b." for at in starts]
    return [paragraphs[3 * number : 3 * number + 3] for number in range(count)]


def load(folder: Path, articles: Sequence[Sequence[str]]) -> Corpus:
    """The articles as files, a paragraph a line, named by number."""
    for number, paragraphs in enumerate(articles):
        (folder / f"a{number:02}.txt").write_text("\n\n".join(paragraphs), encoding="utf-8")
    return load_corpus(folder)


def classed(corpus: Corpus) -> pd.DataFrame:
    """The passages of a corpus with their classes."""
    return classify_passages(corpus, find_passages(corpus))


def pairs(rows: pd.DataFrame) -> list[tuple[str, str]]:
    """The two articles of each row."""
    return list(zip(rows["doc_a"], rows["doc_b"], strict=True))


@pytest.fixture
def boilerplate(seeds: Corpus, tmp_path: Path) -> Corpus:
    """Ten articles with a line in common, of which two also have a paragraph in common."""
    made = [[*paragraphs, FOOTER] for paragraphs in hosts(seeds, 10, 25)]
    made[2].insert(1, COPIED)
    made[7].insert(2, COPIED)
    return load(tmp_path, made)


def test_boilerplate_is_found_between_all_and_is_a_formula(boilerplate: Corpus) -> None:
    """Boilerplate of every article is separated from a paragraph that two of them share, whose edges are exact."""
    found = classed(boilerplate)
    formulas, prose = (found[found["kind"] == kind] for kind in ("formula", "copied prose"))
    assert len(formulas) + len(prose) == len(found)
    assert list(combinations([f"a{number:02}" for number in range(10)], 2)) == pairs(formulas)
    assert [("a02", "a07")] == pairs(prose)
    assert COPIED[:-1] == prose["text_a"].item() == prose["text_b"].item()


def test_boilerplate_says_nothing_of_who_copied(boilerplate: Corpus) -> None:
    """Only the pair that shares a paragraph has a row of derivation, with the words of that paragraph alone."""
    derived = infer_derivation(boilerplate, find_passages(boilerplate))
    assert [("a02", "a07")] == pairs(derived)
    assert derived["words"].tolist() == [len(COPIED.split())]


def test_boilerplate_of_more_articles_than_are_paired(
    boilerplate: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run in more unrelated articles than are paired leads to no passage; one in two articles still does."""
    monkeypatch.setattr(_hits, "RUN_CAP", 7)
    monkeypatch.setattr(_hits, "_TRIPLE_CAP", 7)
    assert [("a02", "a07")] == pairs(find_passages(boilerplate))


def test_articles_that_share_quotations_alone(seeds: Corpus, tmp_path: Path) -> None:
    """Articles that quote the same speaker share quotations, not copied prose."""
    made = hosts(seeds, 4, 60)
    made[0].insert(1, QUOTES[0])
    made[1] += QUOTES
    made[2].insert(2, QUOTES[1])
    corpus = load(tmp_path, made)
    found = classed(corpus)
    assert {"shared quotation"} == set(found["kind"])
    assert [("a00", "a01"), ("a01", "a02")] == pairs(found)
    for row, quote in zip(found.itertuples(), QUOTES, strict=True):
        said = quote[1 : quote.index("”")]
        assert said.strip(",") in row.text_a
        assert said.strip(",") in row.text_b
    assert infer_derivation(corpus, found).empty


def test_two_quotations_and_prose_in_one_pair(seeds: Corpus, tmp_path: Path) -> None:
    """Quotations and copied prose of one pair keep their classes, and only the prose has a row of derivation."""
    one, other = hosts(seeds, 2, 100)
    corpus = load(tmp_path, [[QUOTES[0], *one, COPIED], [COPIED, *other, QUOTES[0]]])
    found = classed(corpus)
    assert {"shared quotation", "copied prose"} == set(found["kind"])
    assert len(found) == 2
    assert infer_derivation(corpus, found)["words"].tolist() == [len(COPIED.split())]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1)])
def test_a_patchwork_of_several_donors(seeds: Corpus, tmp_path: Path, order: tuple[int, ...]) -> None:
    """Adjacent paragraphs from three articles in a fourth are each matched to their donor, with exact edges."""
    made = hosts(seeds, 4, 60)
    for paragraphs, passage in zip(made, DONORS, strict=False):
        paragraphs.insert(1, passage)
    made[3] = [made[3][0], *(DONORS[at] for at in order), made[3][1]]
    corpus = load(tmp_path, made)
    found = classed(corpus)
    assert [("a00", "a03"), ("a01", "a03"), ("a02", "a03")] == pairs(found)
    assert {"copied prose"} == set(found["kind"])
    expected = [passage.rstrip(".") for passage in DONORS]
    assert expected == found["text_a"].tolist()
    assert expected == found["text_b"].tolist()
    assert {"a03"} == set(pd.concat([infer_derivation(corpus, found)["doc_b"]]))


def test_a_donor_that_was_cut_in_two(seeds: Corpus, tmp_path: Path) -> None:
    """One donor's two paragraphs far apart in another article are two passages, another donor's between them one."""
    donor, second, taker = hosts(seeds, 3, 80)
    made = [
        [DONORS[0], *donor, DONORS[1]],
        [*second, DONORS[2]],
        [DONORS[1], taker[0], DONORS[2], taker[1], DONORS[0]],
    ]
    found = classed(load(tmp_path, made))
    assert [("a00", "a02"), ("a00", "a02"), ("a01", "a02")] == pairs(found)
    assert [DONORS[0][:-1], DONORS[1][:-1], DONORS[2][:-1]] == found["text_b"].tolist()
