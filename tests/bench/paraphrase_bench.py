"""How well are sentences told apart that report the same thing in other words? Precision and recall against labels.

    python tests/bench/paraphrase_bench.py --text FOLDER [--fit]

`FOLDER` holds the articles the labels are of (PolNeAR's training and development texts, one file each). The labels in
`tests/gold/paraphrases.csv` are places of two sentences and whether a reader found that both report the same thing
(what one says may go further). They were drawn from all mutually best pairs by an earlier score, more from high
ones; `weight` says how many pairs each stands for. The coefficients were fitted on the part "tuning"; `--fit` does so
again.
Pairs that the index does not bring together count as not found.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression

from analysis.annotation import annotate
from analysis.corpus import Article, Corpus, load_corpus
from analysis.overlap._paraphrases import FEATURES, compare_sentences, score_figures

GOLD = Path(__file__).parent.parent / "gold" / "paraphrases.csv"
_KEY = ["doc_a", "start_a", "doc_b", "start_b"]
_STRENGTH = 0.3  # inverse of the regularisation


def read_figures(folder: Path) -> pd.DataFrame:
    """Return the labelled pairs with their figures; of pairs that the index does not find they are missing."""
    gold = pd.read_csv(GOLD)
    named = {*gold["doc_a"], *gold["doc_b"]}
    loaded = load_corpus(folder)
    articles = tuple(article for article in loaded if article.doc_id in named)
    dated = Corpus(tuple(map(_dated, articles)), loaded.rejected, loaded.warnings)
    return gold.merge(compare_sentences(annotate(dated))[[*_KEY, *FEATURES]], on=_KEY, how="left")


def _dated(article: Article) -> Article:
    """Return an article with the date that its file name has."""
    return replace(article, published=date.fromisoformat(article.doc_id.split("_")[1]))


def fit(rows: pd.DataFrame) -> tuple[list[float], float]:
    """Return coefficients and intercept of the logistic regression on some labelled pairs."""
    figures = rows[list(FEATURES)].to_numpy(dtype=np.float64)
    mean, spread = figures.mean(axis=0), figures.std(axis=0) + 1e-9
    model = LogisticRegression(C=_STRENGTH, max_iter=2000)
    model.fit((figures - mean) / spread, rows["same"], sample_weight=rows["weight"] / rows["weight"].mean())
    slopes = model.coef_[0] / spread
    return slopes.round(2).tolist(), round(float(model.intercept_[0] - slopes @ mean), 2)


def main() -> None:
    """Print precision and recall by part and least score."""
    parser = argparse.ArgumentParser(description="Score the alignment of paraphrases.")
    parser.add_argument("--text", type=Path, required=True, help="folder of the labelled articles")
    parser.add_argument("--fit", action="store_true", help="also fit the coefficients again")
    given = parser.parse_args()
    rows = read_figures(given.text)
    known = rows[rows["both"].notna()]
    if given.fit:
        print(*FEATURES, fit(known[known["part"] == "tuning"]))
    scores = score_figures(known[list(FEATURES)].to_numpy(dtype=np.float64))
    rows["score"] = pd.Series(scores, index=known.index).reindex(rows.index).fillna(0.0)
    for part, labelled in rows.groupby("part"):
        print(f"{part}: {len(labelled)} pairs, {labelled['same'].sum()} the same")
        for least in (0.4, 0.5, 0.6, 0.7):
            said = labelled["score"] >= least
            right = said & (labelled["same"] == 1)
            weights = labelled["weight"]
            print(
                f"  from {least}: precision {right.sum()}/{said.sum()}, weighted "
                f"{weights[right].sum() / max(weights[said].sum(), 1e-9):.2f}, recall weighted "
                f"{weights[right].sum() / weights[labelled['same'] == 1].sum():.2f}"
            )


if __name__ == "__main__":
    main()
