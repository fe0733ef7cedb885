"""Stories as trees, copy of agencies, outlets' own words, the same headline, and what was not compared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from analysis.corpus import Article, Corpus, find_sections
from analysis.overlap import (
    classify_passages,
    count_own_words,
    find_agency_copy,
    find_left_out,
    find_passages,
    find_same_headlines,
    infer_derivation,
    leave_out_agency_copy,
    summarise_left_out,
    trace_stories,
)
from analysis.overlap.reuse import _candidates, _families, _hits, _left_out, _quotations, _same_words
from analysis.views import story_trees

Make = Callable[..., Article]

WIRE = (
    "The dredger came back on the morning tide with her buckets empty and a hole below the waterline, and the "
    "harbourmaster, who had sent her out against the advice of everybody at the table, had her towed behind the "
    "grain pier where the ferry passengers would not see her. Eleven ships lay outside the mole until dusk."
)
CUT = WIRE[: WIRE.index(" Eleven ships")]
OTHER = (
    "Farmers in the valley expect the poorest plum harvest in a decade after three nights of frost in late April. The "
    "growers asked the province for help, and the minister will visit the orchards before the fair in June."
)


def article(
    doc_id: str, text: str, outlet: str | None = None, day: int | None = None, title: str | None = None
) -> Article:
    """An article of a day in May."""
    published = date(2024, 5, day) if day else None
    made = Article(doc_id, text, find_sections(text), outlet=outlet, published=published)
    return replace(made, title=title)


def corpus_of(*articles: Article) -> Corpus:
    """A corpus of articles, sorted by name."""
    return Corpus(tuple(sorted(articles, key=lambda each: each.doc_id)), pd.DataFrame(), pd.DataFrame())


def read(corpus: Corpus) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The classified passages of a corpus, and who took from whom."""
    passages = classify_passages(corpus, find_passages(corpus))
    return passages, infer_derivation(corpus, passages)


@pytest.fixture
def spread() -> Corpus:
    """A wire story, three papers that print it days later, one that prints a shorter version of theirs, and another."""
    return corpus_of(
        article("wire", WIRE, "Union Wire", 1, "Dredger back with a hole in her side - Union Wire"),
        *(
            article(
                f"paper{number}", WIRE, f"Paper {number}", 5 + number, "Dredger Back With a Hole in Her Side"
            )
            for number in range(3)
        ),
        article("short", CUT, "Short Post", 20, "A hole in the dredger"),
        article("plums", OTHER, "Paper 0", 9, "Frost takes the plums"),
    )


def test_a_story_is_a_tree_from_its_source(spread: Corpus) -> None:
    """The article that all took from is the root, each other article hangs on one article, in the order of days."""
    _, derivation = read(spread)
    trees = trace_stories(spread, derivation)
    assert ["wire", "paper0", "paper1", "paper2", "short"] == trees["doc_id"].tolist()
    assert ["none", "wire", "wire", "wire", "wire"] == trees["parent"].fillna("none").tolist()
    assert ["source", *["took it"] * 4] == trees["relation"].tolist()
    assert [0, 1, 1, 1, 1] == trees["depth"].tolist()
    assert trees["words"].dropna().tolist()[-1] == len(CUT.split())


def test_takers_of_one_story_did_not_take_from_each_other(spread: Corpus) -> None:
    """Days decide between a paper and the wire, not between two papers that both may have it from the wire."""
    derivation = read(spread)[1].set_index(["doc_a", "doc_b"])["direction"]
    assert {"a from b"} == {derivation[f"paper{number}", "wire"] for number in range(3)}
    assert {"cannot tell"} == {derivation[pair] for pair in derivation.index if "wire" not in pair}


def test_without_days_no_source_is_named(spread: Corpus) -> None:
    """Where nothing tells who was first, the root only shares most, and every relation says that it cannot be told."""
    undated = replace(spread, articles=tuple(replace(each, published=None) for each in spread))
    trees = trace_stories(undated, read(undated)[1])
    assert ["shares most", *["cannot tell"] * 4] == trees["relation"].tolist()


def test_a_tree_as_a_list(spread: Corpus) -> None:
    """Every article of a story has one line, and every list that is opened is closed."""
    passages, derivation = read(spread)
    trees = trace_stories(spread, derivation)
    names = {each.doc_id: each.doc_id for each in spread}
    html = story_trees(trees, names, find_agency_copy(spread, passages)).html
    assert html.count("<li>") == html.count("</li>") == 5
    assert html.count("<ul>") == html.count("</ul>") == 2
    assert html.index("paper0") < html.index("paper2") < html.rindex("short")


def test_two_articles_are_no_story(spread: Corpus) -> None:
    """A pair is a row of derivation alone."""
    pair = corpus_of(*list(spread)[:2])
    assert trace_stories(pair, read(pair)[1]).empty


def test_copy_of_an_agency_is_told_by_its_credit_and_by_its_prose() -> None:
    """A dateline is a credit, a print of the same text without it has its prose; a poll of an agency is none."""
    corpus = corpus_of(
        article("credited", f"SELBY (AP) — {WIRE}", "Daily", 2),
        article("printed", WIRE, "Post", 3),
        article("poll", f"{OTHER} A Reuters poll had them ahead.", "Post", 3),
    )
    copy = find_agency_copy(corpus, read(corpus)[0]).set_index("doc_id")
    assert "(AP)" in copy.loc["credited", "evidence"]
    assert ["Associated Press", "Associated Press"] == copy.loc[["credited", "printed"], "agency"].tolist()
    assert ["credit", "same prose"] == copy.loc[["credited", "printed"], "basis"].tolist()
    assert copy.loc["printed", "source"] == "credited"
    assert pd.isna(copy.loc["poll", "agency"])
    start, end = copy.loc["credited", ["start", "end"]]
    assert "(AP)" in corpus["credited"].text[start : end + 1]


def test_copy_of_agencies_can_be_left_out() -> None:
    """Passages of articles that are an agency's go, those of two other articles stay."""
    corpus = corpus_of(
        article("credited", f"SELBY (AP) — {WIRE}", "Daily", 2),
        article("printed", WIRE, "Post", 3),
        article("one", OTHER, "Post", 3),
        article("two", OTHER, "Daily", 4),
    )
    passages, _ = read(corpus)
    kept = leave_out_agency_copy(passages, find_agency_copy(corpus, passages))
    assert len(passages) == 2
    assert [("one", "two")] == list(zip(kept["doc_a"], kept["doc_b"], strict=True))


def test_an_outlets_own_words(spread: Corpus) -> None:
    """What a paper took is not its own, what others took from the wire is the wire's own, and the sums come out."""
    passages, derivation = read(spread)
    own = count_own_words(spread, passages, derivation, find_agency_copy(spread, passages)).set_index(
        "outlet"
    )
    parts = own[["agency_words", "shared_words", "repeated_words", "own_words"]].sum(axis=1)
    assert parts.tolist() == own["words"].tolist()
    assert own.loc["Union Wire", "own_share"] == 1.0
    assert own.loc["Paper 0", "own_words"] == len(OTHER.split())
    assert own.loc["Paper 1", "own_words"] == 0


def test_what_an_outlet_prints_again_is_its_own_once() -> None:
    """Of two prints in one outlet the earlier is its own, the later is repeated."""
    corpus = corpus_of(article("a", WIRE, "Daily", 9), article("b", WIRE, "Daily", 2))
    passages, derivation = read(corpus)
    own = count_own_words(corpus, passages, derivation, find_agency_copy(corpus, passages))
    assert own["own_words"].tolist() == own["repeated_words"].tolist() == [len(WIRE.split())]


def test_the_same_headline(spread: Corpus) -> None:
    """Case and the outlet's name behind a headline do not matter; how much the texts share stands beside it."""
    found = find_same_headlines(spread, read(spread)[1])
    assert [["paper0", "paper1", "paper2", "wire"]] == found["doc_ids"].tolist()
    assert found["in_common"].min() > 0.99
    assert [date(2024, 5, 1)] == found["first_day"].tolist()


def test_all_pairs_were_compared(spread: Corpus) -> None:
    """Nothing is left out of a small corpus, and the page says so."""
    left_out = find_left_out(spread)
    assert left_out.empty
    assert summarise_left_out(left_out) == "All pairs of articles were compared."


def test_what_is_left_out_is_said(spread: Corpus, seeds: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run in too many unrelated articles is named with its words, a large family with the pairs it lacks."""
    monkeypatch.setattr(_hits, "RUN_CAP", 2)
    note = "Readers who want the harbour news before breakfast can have it brought to the door by a boy with a lamp."
    noted = corpus_of(*(article(each.doc_id, f"{each.text}\n\n{note}") for each in seeds))
    pieces = find_left_out(noted)
    assert ["set piece"] == pieces["what"].tolist()
    assert pieces["articles"].tolist() == [4]
    assert "before breakfast can have it" in pieces["text"].item()
    assert "in 4 articles, is “" in summarise_left_out(pieces)
    monkeypatch.setattr(_families, "MAX_FAMILY", 3)
    monkeypatch.setattr(_families, "_HUBS", 1)
    large = find_left_out(corpus_of(*(article(each.doc_id, f"{each.text} {each.doc_id}") for each in spread)))
    assert large["articles"].tolist() == [5]
    # One hub with four, and two batches of two.
    assert large["pairs"].tolist() == [10 - 4 - 2]
    assert "4 pairs were skipped" in summarise_left_out(large)


def test_copies_of_a_text_are_compared_with_the_earliest(
    spread: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of more copies than the bound each is listed with the first print alone, and the page counts the pairs left."""
    monkeypatch.setattr(_same_words, "MAX_COPIES", 3)
    monkeypatch.setattr(_left_out, "MAX_COPIES", 3)
    passages = find_passages(spread)
    pairs = set(zip(passages["doc_a"], passages["doc_b"], strict=True))
    papers = {f"paper{number}" for number in range(3)}
    with_short = {(other, "wire") for other in {name for pair in pairs for name in pair} - papers - {"wire"}}
    assert with_short
    assert {(paper, "wire") for paper in papers} | with_short <= pairs
    assert not {pair for pair in pairs if papers >= set(pair)}
    left_out = find_left_out(spread)
    assert left_out[["what", "articles", "pairs"]].to_numpy().tolist() == [["pairs of copies", 4, 3]]
    said = summarise_left_out(left_out)
    assert "One text is repeated word for word by more than 20 articles" in said
    assert "3 pairs were skipped" in said


def test_of_very_many_pairs_those_that_share_most_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the bounds the pair with the longest passage and quotation stays, and the page says how many went."""
    long = (
        "“We mended the quay wall stone by stone before the herring came in,” said Una Berg, who keeps the harbour "
        "light."
    )
    short = "“The harbour bell will ring again at noon,” said Una Berg, who keeps the harbour light."
    snow = "Snow fell on the pass before dawn, and the first bus turned round at the customs post with nine passengers."
    bodies = {"a": f"{WIRE}\n\n{long}\n\n{short}", "b": f"{OTHER}\n\n{long}", "c": f"{snow}\n\n{short}"}
    noted = corpus_of(*(article(doc_id, text) for doc_id, text in bodies.items()))
    assert find_passages(noted)["doc_b"].tolist() == ["b", "c"]
    monkeypatch.setattr(_candidates, "MAX_PAIRS", 1)
    monkeypatch.setattr(_quotations, "MAX_PAIRS", 1)
    assert find_passages(noted)["doc_b"].tolist() == ["b"]
    left_out = find_left_out(noted).set_index("what")["pairs"]
    assert left_out.to_dict() == {"pairs of unrelated articles": 2, "pairs of quotations": 1}
    said = summarise_left_out(find_left_out(noted))
    assert "the others, 2 pairs, were skipped" in said
