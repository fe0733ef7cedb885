"""Fit the probability that two sentences report the same thing, and print its calibration.

    python -m analysis.overlap.training.fit_paraphrases --gold FILE --text FOLDER

`--gold` has, in each row, the places of two sentences and whether a reader judged that both report the same thing
(`same`; one may report more than the other). Each `FOLDER` holds articles, one text file each, named
outlet_YYYY-MM-DD_title (PolNeAR's training and development texts). Pairs that are no candidates of the index have no
features and are only counted.

The model is scikit-learn's logistic regression with its defaults, on standardised features. Each pair is scored by a
fit without the pairs that contain either of its articles, and these scores are compared with the labels.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from analysis._arrays import Floats
from analysis.annotation import annotate
from analysis.corpus import Article, Corpus, load_corpus
from analysis.overlap.paraphrase._alignment import (
    SHOWN,
    compare_sentences,
    score_features,
)
from analysis.overlap.paraphrase._pair_features import FEATURES

#: Edges of the bins of the calibration table: forty pairs or more in each, the last those that a page shows.
BINS = (0.0, 0.2, 0.5, SHOWN, 1.0)

_KEY = ["doc_a", "start_a", "doc_b", "start_b"]


def read_features(gold: pd.DataFrame, folders: Sequence[Path]) -> pd.DataFrame:
    """Return the labelled pairs that are candidates of the index, with their features."""
    corpora = [load_corpus(folder) for folder in folders]
    labelled = {*gold["doc_a"], *gold["doc_b"]}
    articles = tuple(
        _dated(article) for corpus in corpora for article in corpus if article.doc_id in labelled
    )
    annotated = annotate(Corpus(articles, corpora[0].rejected, corpora[0].warnings))
    return gold.merge(compare_sentences(annotated)[[*_KEY, *FEATURES]], on=_KEY)


def _dated(article: Article) -> Article:
    """Return an article with the date of its file name."""
    return replace(article, published=date.fromisoformat(article.doc_id.split("_")[1]))


def fit(rows: pd.DataFrame) -> tuple[Floats, float]:
    """Return the coefficients of `FEATURES` and the intercept."""
    scaler, regression = StandardScaler(), LogisticRegression()
    make_pipeline(scaler, regression).fit(rows[list(FEATURES)].to_numpy(), rows["same"])
    coefficients = regression.coef_[0] / scaler.scale_
    return coefficients, float(regression.intercept_[0] - coefficients @ scaler.mean_)


def judge_held_out(rows: pd.DataFrame) -> Floats:
    """Return the score of each pair by a fit on the pairs that share no article with it."""
    scores = []
    for row, features in zip(rows.itertuples(), rows[list(FEATURES)].to_numpy(), strict=True):
        articles = [row.doc_a, row.doc_b]
        other_rows = rows[~rows["doc_a"].isin(articles) & ~rows["doc_b"].isin(articles)]
        scores.append(float(score_features(features, *fit(other_rows))))
    return np.array(scores)


def calibration(rows: pd.DataFrame, scores: Floats) -> pd.DataFrame:
    """Return one row a bin: pairs, pairs labelled the same, mean score, and share labelled the same."""
    bins = np.digitize(scores, BINS[1:-1])
    table = rows.assign(stated=scores).groupby(bins)
    counts = table.agg(
        pairs=("same", "size"), same=("same", "sum"), stated=("stated", "mean"), right=("same", "mean")
    )
    counts.insert(0, "chance", [f"{BINS[number]}–{BINS[number + 1]}" for number in counts.index])
    return counts.reset_index(drop=True)


def main() -> None:
    """Print the coefficients and the calibration table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--gold", type=Path, required=True, help="the labelled pairs, a CSV file")
    parser.add_argument(
        "--text", type=Path, required=True, nargs="+", help="folders of the labelled articles"
    )
    arguments = parser.parse_args()
    gold = pd.read_csv(arguments.gold)
    rows = read_features(gold, arguments.text)
    coefficients, intercept = fit(rows)
    print(f"{len(gold)} pairs, {len(rows)} of them brought together, {rows['same'].sum()} the same")
    print("coefficients", dict(zip(FEATURES, coefficients.round(2).tolist(), strict=True)))
    print("intercept", round(intercept, 2), "mean log_days", round(rows["log_days"].mean(), 2))
    print(calibration(rows, judge_held_out(rows)).round(2).to_string(index=False))


if __name__ == "__main__":
    main()
