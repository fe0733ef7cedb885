"""The fit of the score of paraphrases: its coefficients, what is held out, and its calibration table."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.overlap.paraphrase._alignment import score_features
from analysis.overlap.paraphrase._pair_features import FEATURES
from analysis.overlap.training import fit_paraphrases
from analysis.overlap.training.fit_paraphrases import calibration, fit, judge_held_out

TRUE, INTERCEPT = np.array([8.0, 1.5, -2.0, -0.5]), -8.0


def labelled(size: int) -> pd.DataFrame:
    """Pairs of distinct articles, labelled at random with the chances of a known model."""
    draw = np.random.default_rng(1)
    figures = draw.normal([0.5, 3.0, 0.0, 2.0], [0.3, 0.5, 0.5, 1.0], (size, len(FEATURES)))
    same = draw.random(size) < score_features(figures, TRUE, INTERCEPT)
    rows = pd.DataFrame(figures, columns=list(FEATURES))
    names = [f"{n:05}" for n in range(size)]
    return rows.assign(
        doc_a=[f"a{n}" for n in names], doc_b=[f"b{n}" for n in names], same=same * 1, weight=2.0
    )


def test_the_fit_finds_the_model_that_labelled() -> None:
    """On many pairs the coefficients are those the labels were drawn with."""
    coefficients, intercept = fit(labelled(20_000))

    assert TRUE == pytest.approx(coefficients, rel=0.05)
    assert INTERCEPT == pytest.approx(intercept, rel=0.05)


def test_no_pair_judges_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pair is judged without all pairs of its two articles, and by all others."""
    rows = labelled(4)
    rows.loc[3, "doc_b"] = rows.loc[0, "doc_a"]
    judges = []

    def remember(apart: pd.DataFrame) -> tuple[np.ndarray, float]:
        judges.append(apart.index.tolist())
        return TRUE, INTERCEPT

    monkeypatch.setattr(fit_paraphrases, "fit", remember)
    assert len(rows) == len(judge_held_out(rows))
    assert [[1, 2], [0, 2, 3], [0, 1, 3], [1, 2]] == judges


def test_calibration_counts_each_pair_once() -> None:
    """Chances at the edges of the bins and at 1 are counted."""
    table = calibration(labelled(4).assign(same=[0, 1, 1, 1]), np.array([0.5, 0.7, 0.85, 1.0]))

    assert ["0.5–0.85", "0.85–1.0"] == table["chance"].tolist()
    assert [[2, 1], [2, 2]] == table[["pairs", "same"]].to_numpy().tolist()
    assert [0.6, 0.925] == pytest.approx(table["stated"].tolist())
    assert [0.5, 1.0] == pytest.approx(table["right"].tolist())
