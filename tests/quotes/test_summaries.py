"""Summaries by article and kind of speaker: shares add up and every attribution is counted."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis import quotes
from analysis.annotation import AnnotatedCorpus
from analysis.quotes._cues import _lemmas_and_form
from analysis.text import count_words


@pytest.fixture(scope="module")
def found(annotated: AnnotatedCorpus) -> pd.DataFrame:
    """The seeds' attributions."""
    return quotes.find_quotes(annotated)


def test_one_reading_serves_both(
    annotated: AnnotatedCorpus, found: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Marked terms from a table of attributions are those of a reading of their own, and read nothing anew."""
    alone = quotes.marked_terms(annotated)

    def read_again(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("analysis.quotes._records.read_article", read_again)
    assert alone.equals(quotes.marked_terms(annotated, quotes=found))
    assert len(alone)


def test_a_cut_is_a_selection(annotated: AnnotatedCorpus, found: pd.DataFrame) -> None:
    """What `find_quotes` leaves out by confidence is what `keep_sure` leaves out of everything."""
    cut = quotes.keep_sure(found, 0.7)

    assert 0 < len(cut) < len(found)
    assert cut.equals(quotes.find_quotes(annotated, min_confidence=0.7))


def test_words_add_up(found: pd.DataFrame) -> None:
    """By speaker, by kind and by article the words and attributions are those of the whole table."""
    words = sum(count_words(content) for content in found["content"])
    doc_ids = sorted(set(found["doc_id"]))

    for table, count in (
        (quotes.speaker_kinds(found), "attributions"),
        (quotes.speakers_by_article(found), "quotes"),
        (quotes.speech_by_article(found, doc_ids), "attributions"),
    ):
        assert (len(found), words) == (table[count].sum(), table["words"].sum())
    assert words == quotes.words_by_speaker_kind(found)["words"].sum()
    assert 1.0 == pytest.approx(quotes.speaker_kinds(found)["share_of_words"].sum())
    shares = quotes.speakers_by_article(found).groupby("doc_id")["share"].sum()
    assert [1.0] * len(shares) == shares.round(9).tolist()


def test_shares_are_of_all_attributed_words(found: pd.DataFrame) -> None:
    """A speaker's share counts the words of those without a name too."""
    table = quotes.speakers(found)
    words = sum(count_words(content) for content in found["content"])

    assert (table["words"] / words).tolist() == table["share"].tolist()
    assert table["share"].sum() < 1


def test_leader_and_nobody(found: pd.DataFrame) -> None:
    """The leader has the article's most words; an article without attributions has a row of noughts and no leader."""
    table = quotes.speech_by_article(found, [*sorted(set(found["doc_id"])), "silent"])
    by_article = quotes.speakers_by_article(found)
    silent = table.iloc[-1]

    assert (0, 0, 0) == tuple(silent[["attributions", "words", "speakers"]])
    assert pd.isna(silent["leader_share"])
    for record in table.head(-1).to_dict("records"):
        own = by_article[(by_article["doc_id"] == record["doc_id"]) & by_article["speaker"].notna()]
        assert own["words"].max() == own.loc[own["speaker"] == record["leader"], "words"].max()


def test_one_name_for_a_speaker_in_all_articles(found: pd.DataFrame) -> None:
    """Rows of one identity have one name; rows of nobody have none."""
    names = pd.Series(quotes.name_speakers(found), index=found.index, dtype=object)

    assert (names.isna() == found["speaker_identity"].isna()).all()
    assert (names.groupby(found["speaker_identity"]).nunique() == 1).all()
    assert set(quotes.speakers(found)["name"]) == set(names.dropna())


def test_an_empty_table_gives_empty_views(found: pd.DataFrame) -> None:
    """No attribution, no row, no exception."""
    nothing = found.head(0)

    assert quotes.speaker_kinds(nothing).empty
    assert quotes.speakers_by_article(nothing).empty
    assert quotes.words_by_speaker_kind(nothing).empty
    assert [0] == quotes.speech_by_article(nothing, ["a"])["words"].tolist()


def test_a_family_name_alone_gives_way_to_the_full_name() -> None:
    """Two articles write the family name alone, one the full name: the speaker has the full name."""
    said = pd.DataFrame({"speaker": ["Berg", "Ann Berg", "Berg"], "speaker_identity": "Ann Berg"})
    assert ["Ann Berg"] * 3 == quotes.name_speakers(said)


@pytest.mark.parametrize(
    ("words", "cue"),
    [
        (["declined/decline/VERB", "to/to/PART", "elaborate/elaborate/VERB"], "decline to elaborate"),
        (["by/by/ADP", "citing/cite/VERB"], "cite"),
        (["has/have/AUX", "not/not/PART", "said/say/VERB"], "say"),
        (["According/accord/VERB", "to/to/ADP"], "according to"),
    ],
)
def test_a_cue_is_named_by_its_main_words(words: list[str], cue: str) -> None:
    """Helping words go, a particle between two verbs stays; words in a row are given by their lemmas."""
    given = [tuple(word.split("/")) for word in words]
    lemmas, form = _lemmas_and_form([(word, lemma, pos) for word, lemma, pos in given])
    assert (cue, " ".join(word for word, _, _ in given).lower()) == (lemmas, form)
