"""Calibrate the confidence of attributions and choose its threshold, by logistic regression on held-out articles.

The held-out articles are part of PolNeAR's train and no weight of the network was fitted on them. Confidence
is the chance that an attribution's content overlaps that of a gold attribution by half or more (Jaccard, one
to one); the threshold has the best expected F1 under cross-validation over these articles.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from analysis._arrays import Floats
from analysis.quotes.evaluation._gold import GoldArticle
from analysis.quotes.evaluation._scores import pair_contents
from analysis.quotes.model._cue_predictions import CuePrediction
from analysis.quotes.model._decoding import Candidate, Settings, alphanumeric, decode_cues
from analysis.quotes.model._encoding import TextWords
from analysis.quotes.training._data import covered

FOLDS = 7
#: Strength of the ridge penalty.
RIDGE = 1.0


@dataclass(frozen=True, slots=True)
class ArticlePredictions:
    """The gold of an article and the network's predictions for it."""

    gold: GoldArticle
    words: TextWords
    predictions: list[CuePrediction]


def match_gold(article: ArticlePredictions, candidates: Sequence[Candidate]) -> list[bool]:
    """Return for each candidate whether it matches a gold attribution: best overlaps first, one to one."""
    text, words = article.gold.text, article.words
    gold = [alphanumeric(covered(words, a.content_spans), words, text) for a in article.gold.attributions]
    predicted = [alphanumeric(c.content, words, text) for c in candidates]
    matched = set(pair_contents(gold, predicted).values())
    return [number in matched for number in range(len(predicted))]


def fit(features: Floats, right: Floats) -> Floats:
    """Return the weights of a logistic regression with a ridge, by Newton's method."""
    weights = np.zeros(features.shape[1])
    ridge = RIDGE * np.eye(len(weights))
    ridge[0, 0] = 1e-6
    for _ in range(30):
        chance = 1 / (1 + np.exp(-features @ weights))
        slope = features.T @ (chance - right) + ridge @ weights
        curve = (features * (chance * (1 - chance))[:, None]).T @ features + ridge
        weights -= np.linalg.solve(curve, slope)
    return weights


def calibrate(articles: Sequence[ArticlePredictions], settings: Settings) -> tuple[Settings, Floats, Floats]:
    """Return the settings with weights and threshold, and each candidate's held-out confidence and correctness."""
    by_article = [decode_cues(a.predictions, a.words, a.gold.text, settings) for a in articles]
    fold = np.concatenate([np.full(len(candidates), i % FOLDS) for i, candidates in enumerate(by_article)])
    features = np.asarray([c.features for candidates in by_article for c in candidates])
    matches = zip(articles, by_article, strict=True)
    right = np.concatenate([np.asarray(match_gold(a, candidates), dtype=float) for a, candidates in matches])
    confidence = np.zeros(len(right))
    for held_out in range(FOLDS):
        weights = fit(features[fold != held_out], right[fold != held_out])
        confidence[fold == held_out] = 1 / (1 + np.exp(-features[fold == held_out] @ weights))
    n_gold = sum(len(article.gold.attributions) for article in articles)
    threshold, expected = best_threshold(confidence, n_gold)
    f1 = 2 * right[confidence >= threshold].sum() / ((confidence >= threshold).sum() + n_gold)
    print(f"threshold {threshold:.2f}, F1 on held-out folds {100 * f1:.1f}, expected {100 * expected:.1f}")
    final = tuple(round(float(w), 4) for w in fit(features, right))
    return replace(settings, weights=final, threshold=threshold), confidence, right


def best_threshold(confidence: Floats, n_gold: int) -> tuple[float, float]:
    """Return the threshold, to two decimals, with the best expected F1, and that F1.

    The sum of calibrated confidences is the expected number of right attributions, which is steadier than a
    count over few articles. The best threshold is near half of its F1 (Lipton et al. 2014).
    """
    steps = np.arange(0.2, 0.7, 0.01)
    chosen = [confidence[confidence >= t] for t in steps]
    scores = [2 * float(c.sum()) / (len(c) + n_gold) for c in chosen]
    best = int(np.argmax(scores))
    return round(float(steps[best]), 2), scores[best]


def reliability(confidence: Floats, right: Floats) -> list[tuple[float, float, int]]:
    """Return for each tenth of confidence its mean, the share of right attributions and their number."""
    table = []
    for low in np.arange(0, 1, 0.1):
        inside = (confidence >= low) & (confidence < low + 0.1)
        if inside.any():
            table.append((float(confidence[inside].mean()), float(right[inside].mean()), int(inside.sum())))
    return table
