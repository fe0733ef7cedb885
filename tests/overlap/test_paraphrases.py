"""Paraphrases: sentences of two articles that report the same thing in other words."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotation import AnnotatedCorpus
from analysis.errors import DatelineError
from analysis.language import ENGLISH
from analysis.overlap import align_paraphrases
from analysis.overlap.paraphrase import _word_vectors
from analysis.overlap.paraphrase._alignment import score_features
from analysis.overlap.paraphrase._blocking import find_candidates, number_keys
from analysis.overlap.paraphrase._pair_features import FEATURES
from analysis.overlap.paraphrase._word_vectors import load_vectors

ONE, TWO = "001_66396de939dc4853", "002_7ee00924eb371e5f"


@pytest.fixture(scope="module")
def found(annotated: AnnotatedCorpus) -> pd.DataFrame:
    """The paraphrases of the seeds."""
    return align_paraphrases(annotated, min_score=0.3)


def test_both_articles_tell_who_led_the_talks(found: pd.DataFrame) -> None:
    """The sentences on the two heads of delegation, worded with other titles, are one of the two surest pairs."""
    best = found.nlargest(2, "score").set_index(["doc_a", "doc_b"]).loc[(ONE, TWO)]
    led = best[best["text_a"].str.startswith("The session was led by Jeong Yeon-doo")]

    assert led["text_b"].item().startswith("The talks were led by Jeong Yeon-doo")
    assert {"Jeong Yeon-doo", "Kevin Kim"} <= set(led["shared"].item())


def test_pairs_a_reader_finds(found: pd.DataFrame) -> None:
    """The opening of the talks, the claim to sovereignty, and the working group of 2018 are aligned too."""
    pairs = list(zip(found["text_a"], found["text_b"], strict=True))
    for a, b in (
        ("launched their first consultative meeting", "held their first meeting"),
        ("as a sovereignty matter", "within the realm of sovereignty"),
        ("2018-2021 bilateral working group", "2018 South Korea-U.S. working group"),
    ):
        assert any(a in text_a and b in text_b for text_a, text_b in pairs), a


def test_offsets_and_order(found: pd.DataFrame, annotated: AnnotatedCorpus) -> None:
    """Places that hold the words shown, one partner a sentence, a stable order."""
    texts = {article.doc_id: article.text for article in annotated.corpus}

    for row in found.itertuples():
        assert row.text_a == texts[row.doc_a][row.start_a : row.end_a]
        assert row.text_b == texts[row.doc_b][row.start_b : row.end_b]
    assert found["score"].between(0.3, 1).all()
    assert not found.duplicated(["doc_a", "start_a", "doc_b"]).any()
    assert not found.duplicated(["doc_a", "doc_b", "start_b"]).any()
    order = ["doc_a", "doc_b", "start_a", "start_b"]
    assert found.equals(found.sort_values(order, ignore_index=True))


def test_the_order_of_the_articles_changes_nothing(
    found: pd.DataFrame, make_annotated: Callable[..., AnnotatedCorpus], annotated: AnnotatedCorpus
) -> None:
    """With the two articles under exchanged names the same sentences are aligned with the same scores."""
    texts = {article.doc_id: article.text for article in annotated.corpus}
    keys = ["text_a", "text_b", "score"]
    straight = align_paraphrases(make_annotated(a=texts[ONE], b=texts[TWO]), min_score=0.3)
    turned = align_paraphrases(make_annotated(a=texts[TWO], b=texts[ONE]), min_score=0.3)
    swapped = turned.rename(columns={"text_a": "text_b", "text_b": "text_a"})

    assert len(straight) > 2
    assert sorted(straight[keys].itertuples(index=False)) == sorted(swapped[keys].itertuples(index=False))
    assert not found.empty


def test_other_numbers_speak_against(make_annotated: Callable[..., AnnotatedCorpus]) -> None:
    """Two reports with different counts are no paraphrases; where half of the numbers agree, others are listed."""
    first = "Rescuers in Genoa recovered 39 victims from the collapsed motorway bridge on Tuesday."
    other = "Genoa rescue crews pulled {} victims out of the fallen motorway bridge on Tuesday."
    same = align_paraphrases(make_annotated(a=first, b=other.format(39)), min_score=0.0)
    differ = align_paraphrases(make_annotated(a=first, b=other.format(42)), min_score=0.0)
    crews = "{} with 14 crews."
    partly = align_paraphrases(
        make_annotated(a=crews.format(first[:-1]), b=crews.format(other.format(42)[:-1])), min_score=0.0
    )

    assert [[]] == same["against"].tolist()
    assert differ.empty
    assert [["39 / 42 victim"]] == partly["against"].tolist()
    assert "39" in same["shared"].item()


def test_one_pattern_of_two_days_is_no_paraphrase(make_annotated: Callable[..., AnnotatedCorpus]) -> None:
    """Reports of two days of trading, in one pattern with other numbers, do not report the same; nor of other days."""
    trading = (
        "The {} index of Norland lost {} points to close at {} on {}, as traders feared the central bank."
    )
    monday = trading.format("Elvik", "120", "11,204", "Monday")
    for told in (("Elvik", "85", "11,119", "Monday"), ("Elvik", "120", "11,204", "Tuesday")):
        assert align_paraphrases(
            make_annotated(a=monday, b=f"Later {trading.format(*told)}"), min_score=0.0
        ).empty


def test_copies_and_strangers_are_no_paraphrases(make_annotated: Callable[..., AnnotatedCorpus]) -> None:
    """A verbatim sentence is a copy, no paraphrase; sentences on other subjects are not compared."""
    text = "Rescuers in Genoa recovered 39 victims from the collapsed motorway bridge on Tuesday."
    assert align_paraphrases(make_annotated(a=text, b=text), min_score=0.0).empty
    apart = make_annotated(a=text, b="The central bank of Norland left its rates unchanged, said Anna Berg.")
    assert align_paraphrases(apart, min_score=0.0).empty


def test_what_cannot_be_a_score(annotated: AnnotatedCorpus) -> None:
    """A minimum score outside 0 to 1 raises an error that names it."""
    with pytest.raises(DatelineError, match="min_score is 2"):
        align_paraphrases(annotated, min_score=2)


@given(
    st.lists(
        st.lists(st.sampled_from([f"nName{n}" for n in range(9)]), max_size=6, unique=True), max_size=12
    ),
    st.data(),
)
def test_candidates_are_of_two_articles(keys: list[list[str]], data: st.DataObject) -> None:
    """Each pair is in order, of two articles, with something in common, and comes once."""
    article = np.array([data.draw(st.integers(0, 3)) for _ in keys], dtype=np.int64)
    one, other = find_candidates(number_keys(keys, load_vectors(ENGLISH)), article)
    pairs = list(zip(one.tolist(), other.tolist(), strict=True))

    assert sorted(set(pairs)) == pairs
    for first, second in pairs:
        assert first < second
        assert article[first] != article[second]
        assert set(keys[first]) & set(keys[second])


@given(st.floats(0, 1), st.floats(0, 6), st.sampled_from([-1.0, 0.0, 1.0]), st.floats(0, 6))
def test_more_in_common_is_never_less_likely(coverage: float, bits: float, clash: float, days: float) -> None:
    """The chance grows with what both have in common and falls with a clash of numbers and the days between."""
    figures = np.array([[coverage, bits, clash, days]])
    chance = score_features(figures)[0]

    assert ("coverage", "log_bits", "number_clash", "log_days") == FEATURES
    assert 0 <= chance <= 1
    assert chance <= score_features(np.add(figures, [0.1, 0.1, 0, 0]))[0]
    assert chance >= score_features(np.add(figures, [0, 0, 1, 1]))[0]


def test_words_near_in_meaning() -> None:
    """The vectors separate related from unrelated words, and have no row for a non-word."""
    vectors = load_vectors(ENGLISH)
    rows = vectors.rows_of(["talks", "discussions", "volcano", "qqzz"])
    cosine = vectors.cosines(rows[None], rows[None])[0]

    assert cosine[0, 1] > 0.5 > 0.3 > cosine[0, 2]
    assert -1 == rows[3]
    assert 0.0 == cosine[3, 0] == cosine[3, 3]
    assert vectors.share("the") > vectors.share("volcano") >= vectors.share("qqzz") > 0


def test_damaged_vectors_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is not the one that ships is not read."""
    checksums = (_word_vectors.FOLDER / _word_vectors.CHECKSUMS).read_text(encoding="ascii")
    (tmp_path / _word_vectors.CHECKSUMS).write_text(checksums, encoding="ascii")
    (tmp_path / "en.npz").write_bytes(b"no vectors")
    monkeypatch.setattr(_word_vectors, "FOLDER", tmp_path)
    load_vectors.cache_clear()
    try:
        with pytest.raises(DatelineError, match="damaged"):
            load_vectors(ENGLISH)
    finally:
        load_vectors.cache_clear()


@pytest.mark.parametrize(
    ("word", "value"),
    [("1,200", "1200"), ("twelve", "12"), ("3.5", "3.5"), ("u.s.", None), (".", None), ("²", None)],
)
def test_values_of_numbers(word: str, value: str | None) -> None:
    """Numbers in digits and in words; nothing else."""
    assert value == ENGLISH.numbers.value_of(word)


def test_ratios_are_no_ground(make_annotated: Callable[..., AnnotatedCorpus]) -> None:
    """A ratio in common is not named as what two sentences share."""
    annotated = make_annotated(
        a="About 4 in 10 voters in Norland approved the Ghent harbour treaty with Southland.",
        b="In Norland 4 in 10 approved the Ghent harbour treaty with Southland, the voters said.",
    )
    aligned = align_paraphrases(annotated, min_score=0.0)
    assert len(aligned)
    assert not {"4", "10"} & set(aligned["shared"].iloc[0])


def test_the_labels_are_places_alone(root: Path) -> None:
    """The gold file has identifiers, offsets and labels of pairs, and no text."""
    with (root / "tests" / "gold" / "paraphrases.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) >= 100
    assert {"doc_a", "start_a", "end_a", "doc_b", "start_b", "end_b", "same"} == rows[0].keys()
    assert {"0", "1"} == {row["same"] for row in rows}
