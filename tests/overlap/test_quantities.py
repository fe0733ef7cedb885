"""Numbers that two articles give for the same thing: one value, another value, or room for both."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analysis.annotation import AnnotatedCorpus
from analysis.language import ENGLISH
from analysis.overlap import align_counts, align_paraphrases, compare_numbers
from analysis.overlap.differences._common_names import have_a_name_in_common
from analysis.overlap.differences._quantities import _count_one_thing
from analysis.overlap.facts._model import Naming
from analysis.overlap.paraphrase._sentences import Sentence

FIRST = "Rescuers in Genoa recovered {} from the collapsed motorway bridge on Tuesday, Mayor Anna Berg told Reuters."
OTHER = "Mayor Anna Berg told Reuters on Tuesday that rescuers pulled {} out of the collapsed Genoa motorway bridge."
VAGUE = "Genoa rescue crews looked for {} near a fallen bridge."


@pytest.fixture
def compared(make_annotated: Callable[..., AnnotatedCorpus]) -> Callable[[str, str], pd.DataFrame]:
    """A function that compares the numbers of two articles on one story."""

    def compare(one: str, other: str) -> pd.DataFrame:
        annotated = make_annotated(a=FIRST.format(one), b=OTHER.format(other))
        found = compare_numbers(annotated, align_counts(annotated, min_score=0.0))
        texts = {article.doc_id: article.text for article in annotated.corpus}
        for row in found.itertuples():
            assert row.text_a == texts[row.doc_a][row.start_a : row.end_a]
            assert row.text_b == texts[row.doc_b][row.start_b : row.end_b]
        return found

    return compare


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        ("39 victims", "39 victims", "agree"),
        ("39 victims", "thirty victims", "differ"),
        ("twelve victims", "12 victims", "agree"),
        ("thirty-nine victims", "39 victims", "agree"),
        ("thirty-nine victims", "nine victims", "differ"),
        ("39 victims", "42 victims", "differ"),
        ("more than 30 victims", "42 victims", "cannot tell"),
        ("more than 50 victims", "42 victims", "differ"),
        ("at least 39 victims", "fewer than 50 victims", "cannot tell"),
        ("about 40 victims", "42 victims", "cannot tell"),
        ("no more than 50 victims", "42 victims", "cannot tell"),
        ("no fewer than 39 victims", "42 victims", "cannot tell"),
        ("no fewer than 50 victims", "42 victims", "differ"),
    ],
)
def test_verdicts(compared: Callable[[str, str], pd.DataFrame], one: str, other: str, verdict: str) -> None:
    """Hedges allow several values; digits and words are equal."""
    found = compared(one, other)
    there, back = found[found["counted"] == "victim"], compared(other, one)

    assert [verdict] == there["verdict"].tolist()
    assert [one] == there["text_a"].tolist()
    assert [verdict] == back[back["counted"] == "victim"]["verdict"].tolist()


def test_other_numbers_of_other_things(make_annotated: Callable[..., AnnotatedCorpus]) -> None:
    """Different numbers in articles on two stories are not compared."""
    annotated = make_annotated(a=FIRST.format("39 victims"), b=VAGUE.format("42 victims"))
    found = compare_numbers(annotated, align_counts(annotated, min_score=0.0))

    assert found.empty


def test_a_number_that_alone_parts_two_tellings(make_annotated: Callable[..., AnnotatedCorpus]) -> None:
    """Sentences that count the same thing are aligned even if only their numbers differ."""
    story = "Regulators in Ghent fined the harbour authority {} million after officers boarded {} tankers in March."
    annotated = make_annotated(
        a=story.format("$2", "nine"), b=story.format("$3", "twelve"), c=story.format("$2", "nine")
    )
    counts = align_counts(annotated)
    found = compare_numbers(annotated, counts)
    told = {(row.doc_a, row.doc_b, row.counted): row.verdict for row in found.itertuples()}

    assert "differ" == told["a", "b", "tanker"] == told["b", "c", "tanker"] == told["a", "b", "dollar"]
    assert "agree" == told["a", "c", "tanker"] == told["a", "c", "dollar"]
    assert list(align_paraphrases(annotated).columns) == list(counts.columns)


@pytest.mark.parametrize(
    ("second", "days", "verdict"),
    [
        (OTHER, ("2025-12-01", "2025-12-03"), "differ"),
        (OTHER, ("2025-12-01", "2025-12-20"), None),
        (VAGUE, ("2025-12-01", "2025-12-03"), None),
    ],
)
def test_what_is_surely_of_one_thing(
    tmp_path: Path,
    make_annotated: Callable[..., AnnotatedCorpus],
    second: str,
    days: tuple[str, str],
    verdict: str,
) -> None:
    """Different numbers are compared only between articles that report one event."""
    folder = tmp_path / "articles"
    folder.mkdir()
    table = "".join(f"{name},{day}\n" for name, day in zip("ab", days, strict=True))
    (folder / "metadata.csv").write_text(f"doc_id,published\n{table}", encoding="utf-8")
    annotated = make_annotated(a=FIRST.format("39 victims"), b=second.format("42 victims"))
    found = compare_numbers(annotated, align_counts(annotated, min_score=0.0))

    assert ([verdict] if verdict else []) == found[found["counted"] == "victim"]["verdict"].tolist()


def test_numbers_count_nothing_in_the_score_of_counts(make_annotated: Callable[..., AnnotatedCorpus]) -> None:
    """The score of counting sentences does not depend on their numbers; sentences without numbers are not paired."""
    annotated = make_annotated(
        a=FIRST.format("39 victims"), b=OTHER.format("39 victims"), c=OTHER.format("57 victims"),
        d=OTHER.format("the victims"),
    )  # fmt: skip
    counts = align_counts(annotated, min_score=0.0)
    scores = {(row.doc_a, row.doc_b): row.score for row in counts.itertuples()}
    paraphrases = align_paraphrases(annotated, min_score=0.0)
    others = {(row.doc_a, row.doc_b): row.score for row in paraphrases.itertuples()}

    assert scores["a", "b"] == scores["a", "c"]
    assert ("a", "b") in others
    assert ("a", "c") not in others
    assert not any("d" in pair for pair in scores)


@pytest.mark.parametrize("words", ["between 20 and 40 victims", "20 to 40 victims", "20 or 40 victims"])
def test_ends_of_a_range_count_nothing(compared: Callable[[str, str], pd.DataFrame], words: str) -> None:
    """The ends of a range are not compared."""
    found = compared(words, "42 victims")
    assert not {"differ", "agree"} & set(found[found["counted"] == "victim"]["verdict"])


def test_per_cent_in_two_words(make_annotated: Callable[..., AnnotatedCorpus]) -> None:
    """Thirty per cent of voters is a share as 30 percent of voters is."""
    told = "On Tuesday {} of voters in Ghent approved the harbour treaty, Mayor Anna Berg told Reuters."
    annotated = make_annotated(a=told.format("30 per cent"), b=told.format("45 percent"))
    found = compare_numbers(annotated, align_counts(annotated))
    assert [("percent", "differ")] == list(found[["counted", "verdict"]].itertuples(index=False, name=None))


def test_sentences_that_count_nothing_alike(make_annotated: Callable[..., AnnotatedCorpus]) -> None:
    """Sentences without a number, and lines of figures alone, give an empty table."""
    annotated = make_annotated(
        a="President Barack Obama travelled to Havana and met the Cuban leader Raul Castro at the Palace of the "
        "Revolution.\n\n45% 32% 12% 18% 27%",
        b="Barack Obama, who travelled to Havana, met Cuban leader Raul Castro at the Palace of the Revolution on his "
        "tour.\n\n45% 32% 12% 18% 27%",
    )
    counts = align_counts(annotated)
    assert list(align_paraphrases(annotated).columns) == list(counts.columns)
    assert compare_numbers(annotated, counts).empty


def test_a_number_of_the_rest_is_none_of_all(compared: Callable[[str, str], pd.DataFrame]) -> None:
    """A number of others, beside one who is named, contradicts no total."""
    found = compared("four victims", "three other victims")

    assert not {"agree", "differ"} & set(found[found["counted"] == "victim"]["verdict"])


def test_ratios_count_nothing(make_annotated: Callable[..., AnnotatedCorpus]) -> None:
    """The numbers of a ratio such as "4 in 10 voters" are not compared."""
    annotated = make_annotated(
        a="About 4 in 10 voters in Norland approved the Ghent harbour treaty.",
        b="In Norland 12 voters approved the Ghent harbour treaty.",
    )
    found = compare_numbers(annotated, align_counts(annotated, min_score=0.0))

    assert {"only one says"} >= set(found["verdict"])


def test_money_and_shares(make_annotated: Callable[..., AnnotatedCorpus]) -> None:
    """Sums are compared with their scale, shares by their base."""
    annotated = make_annotated(
        a="Ghent’s harbour authority was paid $2.5 million; 46 percent of voters approved Tuesday, Anna Berg said.",
        b="Ghent’s harbour authority got $2.5 million; on Tuesday 41 percent of voters approved, said Anna Berg.",
    )
    found = compare_numbers(annotated, align_counts(annotated, min_score=0.0))
    verdicts = dict(zip(found["counted"], found["verdict"], strict=True))

    assert {"dollar": "agree", "percent": "differ"} == verdicts
    assert "46 percent of voters" in found["text_a"].tolist()


def test_a_stretch_of_a_row(compared: Callable[[str, str], pd.DataFrame]) -> None:
    """A stretch of a row is no number of all."""

    def verdict(one: str, other: str) -> list[str]:
        found = compared(one, other)
        return found[found["counted"] == "victim"]["verdict"].tolist()

    assert verdict("39 victims", "42 victims") == ["differ"]
    assert verdict("the last nine victims", "the past eight victims") == []


def test_undated_without_a_day_in_common(make_annotated: Callable[..., AnnotatedCorpus]) -> None:
    """Undated articles with no day in common may both be right."""
    annotated = make_annotated(
        a=FIRST.format("39 victims"), b=OTHER.format("42 victims").replace(" on Tuesday", "")
    )
    found = compare_numbers(annotated, align_counts(annotated, min_score=0.0))
    assert found[found["counted"] == "victim"]["verdict"].tolist() == ["cannot tell"]


def test_years_and_days_count_nothing(make_annotated: Callable[..., AnnotatedCorpus]) -> None:
    """Dates are no amounts; without paraphrases the table is empty."""
    annotated = make_annotated(
        a="Norland and Southland signed the Ghent harbour treaty on May 3, 2014.",
        b="The Ghent harbour treaty was signed by Norland and Southland on May 4, 2015.",
    )
    aligned = align_counts(annotated, min_score=0.0)
    assert compare_numbers(annotated, aligned).empty
    assert compare_numbers(annotated, aligned[:0]).empty


TOLLS = (
    ("killed 39 people", "killed 43 people"),
    ("left 39 people dead", "claimed 43 lives"),
    ("killed at least 50 people", "left 43 dead"),
    ("injured 39 people", "left 43 people injured"),
)
COLLAPSE = "The collapse of the Morland bridge in Tarrant on Tuesday {}, Mayor Anna Berg said in a statement."


@pytest.mark.parametrize(("one", "other"), TOLLS)
@pytest.mark.parametrize(
    ("days", "verdict"), [(("2025-12-17", "2025-12-17"), "differ"), (("2025-12-17", "2025-12-18"), "update")]
)
def test_tolls_in_other_words(
    tmp_path: Path,
    make_annotated: Callable[..., AnnotatedCorpus],
    one: str,
    other: str,
    days: tuple[str, str],
    verdict: str,
) -> None:
    """A toll is compared whatever words tell it; a higher one of a later day is an update, a lower one is not."""
    (tmp_path / "articles").mkdir()
    table = "".join(f"{name},{day}\n" for name, day in zip("ab", days, strict=True))
    (tmp_path / "articles/metadata.csv").write_text(f"doc_id,published\n{table}", encoding="utf-8")
    annotated = make_annotated(a=COLLAPSE.format(one), b=COLLAPSE.format(other))
    found = compare_numbers(annotated, align_counts(annotated))
    has_fallen = "50" in one

    assert ["differ" if has_fallen else verdict] == found["verdict"].tolist()
    assert days == (str(found["published_a"].item()), str(found["published_b"].item()))


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        ("12 victims", "a dozen victims", "agree"),
        ("24 victims", "two dozen victims", "agree"),
        ("40 victims", "two score victims", "agree"),
        ("12 victims", "dozens of victims", "differ"),
        ("40 victims", "dozens of victims", "cannot tell"),
        ("39 victims", "half a dozen victims", "differ"),
    ],
)
def test_dozens(compared: Callable[[str, str], pd.DataFrame], one: str, other: str, verdict: str) -> None:
    """A dozen is twelve and a score twenty; dozens are two dozen or more."""
    found = compared(one, other)
    assert [verdict] == found[found["counted"] == "victim"]["verdict"].tolist()


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        ("$3 million", "$3,000,000", "agree"),
        ("$1.2 billion", "$1.2bn", "agree"),
        ("€40 million", "40 million euros", "agree"),
        ("$3 million", "€3 million", None),
        ("$3 million", "$5 million", "differ"),
    ],
)
def test_money(
    make_annotated: Callable[..., AnnotatedCorpus], one: str, other: str, verdict: str | None
) -> None:
    """Money is compared with its scale, within a currency."""
    told = "Ghent’s harbour authority was paid {} on Tuesday, Mayor Anna Berg told Reuters in {}."
    annotated = make_annotated(a=told.format(one, "Brussels"), b=told.format(other, "a speech"))
    found = compare_numbers(annotated, align_counts(annotated))
    assert ([verdict] if verdict else []) == found["verdict"].tolist()


def test_an_article_that_gives_both_numbers_contradicts_nobody(
    make_annotated: Callable[..., AnnotatedCorpus],
) -> None:
    """Where an article of the story has both, they count two things."""
    before = " On Monday rescuers in Genoa had counted 39 victims of the collapse."
    annotated = make_annotated(a=FIRST.format("39 victims"), b=OTHER.format("42 victims") + before)
    found = compare_numbers(annotated, align_counts(annotated))
    assert "differ" not in set(found["verdict"])


@pytest.mark.parametrize(
    ("days", "same_words", "score", "lead", "text", "one_thing"),
    [
        ((1, 8), 0.0, 0.5, 0.0, "boats sank", True),
        ((1, 9), 0.9, 0.9, 0.9, "boats sank", False),
        ((8, 1), 0.0, 0.5, 0.0, "boats sank", True),
        ((1, 1), 0.0, 0.49, 0.0, "boats sank", False),
        ((1, 1), 0.8, 0.0, 0.0, "boats would sink", True),
        ((1, 1), 0.79, 0.8, 0.0, "boats would sink", True),
        ((1, 1), 0.79, 0.79, 0.0, "boats would sink", False),
        ((1, 1), 0.0, 0.3, 0.12, "Marle boats sank", True),
        ((1, 1), 0.0, 0.3, 0.11, "Marle boats sank", False),
        ((1, 1), 0.0, 0.29, 0.29, "Marle boats sank", False),
        ((1, 1), 0.0, 0.3, 0.12, "boats sank", False),
        ((None, 1), 0.9, 0.9, 0.9, "boats sank", False),
    ],
)
def test_what_counts_one_thing(
    days: tuple[int | None, int], same_words: float, score: float, lead: float, text: str, one_thing: bool
) -> None:
    """Much in common, a high score, or a name in common and a lead, within a week, of what is no supposition."""
    texts = {"a": f"{text} in the storm", "b": f"{text} at night"}
    pair = [
        Sentence(name, 0, len(texts[name]), None if day is None else date(2024, 5, day), (), (), (), (), ())
        for name, day in zip("ab", days, strict=True)
    ]
    row: dict[Any, Any] = {"same_words": same_words, "score": score, "lead": lead}
    row["shared"] = ["Marle"] if "Marle" in text else []
    assert one_thing is _count_one_thing(row, pair, texts, ENGLISH)


@pytest.mark.parametrize(
    ("shared", "names", "common"),
    [
        (["Anna Berg"], ("", ""), True),
        (["France"], ("", ""), False),
        (["France", "Anna Berg"], ("", ""), True),
        ([], ("Old  Mill", "Old Mill"), True),
        ([], ("OLD MILL", "Old Mill"), True),
        ([], ("Old Mill", "New Mill"), False),
        ([], ("France", "France"), False),
        ([], ("Old Mill", ""), False),
    ],
)
def test_a_name_in_common(shared: list[str], names: tuple[str, str], common: bool) -> None:
    """Under one identity or in the same words; a state's is in too many sentences."""
    texts = {side: f"{name} burnt." for side, name in zip("ab", names, strict=True)}
    pair = [
        Sentence(
            side,
            0,
            9,
            None,
            (),
            (),
            (),
            (),
            (Naming(0, len(name), "organisation", -1, "nsubj"),) if name else (),
        )
        for side, name in zip("ab", names, strict=True)
    ]
    assert common is have_a_name_in_common({"shared": shared}, pair, texts, ENGLISH)
