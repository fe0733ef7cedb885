"""Vocabulary measures: by hand, and against textacy where ours is faster."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc
from textacy.text_stats.diversity import segmented_ttr

from analysis.annotation import AnnotatedCorpus
from analysis.errors import DatelineError
from analysis.terms import count_terms, rank_frequencies, vocabulary_measures
from analysis.terms._vocabulary import moving_average_ttr

Make = Callable[..., AnnotatedCorpus]
VOCAB = spacy.blank("en").vocab


@given(st.lists(st.sampled_from(["a", "b", "c", "dd", "ee"]), min_size=10, max_size=60))
def test_moving_average_agrees_with_textacy(words: list[str]) -> None:
    """The linear-time MATTR is textacy's."""
    reference = segmented_ttr(Doc(VOCAB, words=words), segment_size=10, variant="moving-avg")
    assert reference == pytest.approx(
        moving_average_ttr(np.unique(words, return_inverse=True)[1].astype(np.int32), 10)
    )


def test_moving_average_by_hand() -> None:
    """Windows abc, bca and caa have 3, 3 and 2 types."""
    assert moving_average_ttr(np.array([0, 1, 2, 0, 0], dtype=np.int32), 3) == pytest.approx(
        (3 + 3 + 2) / 3 / 3
    )


def test_mtld_by_hand(make_annotated: Make) -> None:
    """Five words over and over fall below 0.72 at every seventh: 100 words have 14 factors (McCarthy and Jarvis)."""
    (row,) = vocabulary_measures(make_annotated(a="The ministers said nothing today " * 20)).itertuples()
    assert (100, 5, 0, 0.05) == (row.words, row.types, row.hapaxes, row.ttr)
    assert row.mtld == pytest.approx(100 / 14, abs=1e-5)
    assert row.mattr == pytest.approx(5 / 50)


def test_measures_of_the_seeds_agree_with_lexicalrichness(annotated: AnnotatedCorpus) -> None:
    """Words, types, TTR, MATTR and MTLD of the seeds by lexicalrichness 0.5.1, given the same words.

    MTLD as textacy has it ends a stretch where the ratio falls below 0.72; lexicalrichness ends it at
    0.72 too. That never comes up in three seeds, and makes 92.53 of one's 92.71.
    """
    measures = vocabulary_measures(annotated).set_index("doc_id")
    reference = {
        "000_a9ccbddb8078eaa8": (479, 266, 0.5553235908141962, 0.8764186046511625, 172.89020550812293),
        "001_66396de939dc4853": (424, 237, 0.5589622641509434, 0.867466666666668, 150.293444824335),
        "002_7ee00924eb371e5f": (519, 255, 0.4913294797687861, 0.8113191489361689, None),
        "004_9892b62eb0ea1784": (651, 309, 0.47465437788018433, 0.833920265780729, 114.49273255813954),
    }
    for doc_id, (words, types, ttr, mattr, mtld) in reference.items():
        row = measures.loc[doc_id]
        assert (words, types) == (row["words"], row["types"])
        assert pytest.approx([ttr, mattr], rel=1e-12) == [row["ttr"], row["mattr"]]
        if mtld is not None:  # textacy adds a millionth of a stretch, so as never to divide by none
            assert pytest.approx(mtld, abs=2e-4) == row["mtld"]
    assert pytest.approx(92.53, abs=0.005) == measures.loc["002_7ee00924eb371e5f", "mtld"]


def test_short_articles_say_what_is_missing(make_annotated: Make) -> None:
    """A measure that needs more words is missing, with the reason; an empty article has none."""
    rows = vocabulary_measures(make_annotated(a="One two two three.", b="— “ —")).set_index("doc_id")
    assert (4, 3, 2) == tuple(rows.loc["a", ["words", "types", "hapaxes"]])
    assert "fewer than 50 words: no MATTR; fewer than 100 words: no MTLD" == rows.loc["a", "note"]
    assert np.isnan(rows.loc["a", ["mattr", "mtld"]].to_numpy(dtype=float)).all()
    if "b" in rows.index:
        assert rows.loc["b", "words"] == 0


def test_ranks(annotated: AnnotatedCorpus) -> None:
    """Ranks cover every term; thinned, the first and the last stay."""
    counts = count_terms(annotated, unit="lower", stop_words=None, names_together=False)
    ranks = rank_frequencies(counts)
    assert list(range(1, len(counts.terms) + 1)) == ranks["rank"].tolist()
    assert ("the", 1.0) == (ranks["term"][0], pytest.approx(ranks["coverage"].iloc[-1]))
    thin = rank_frequencies(counts, points=20)
    assert len(thin) <= 20
    assert (1, len(ranks)) == (thin["rank"].iloc[0], thin["rank"].iloc[-1])


def test_window_out_of_range(annotated: AnnotatedCorpus) -> None:
    """The window is named with what is allowed."""
    with pytest.raises(DatelineError, match="window: 5 is out of range"):
        vocabulary_measures(annotated, window=5)
