"""How sure is the model, and from when on is it worth saying? A logistic regression on held-out articles.

The held-out articles are part of PolNeAR's train and no weight of the network has seen them. Confidence is
the chance that an attribution's content overlaps a gold one's by half or more (Jaccard, one to one); the
threshold is the one with the best F1 to expect when each fold of these articles is judged by the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from analysis.quotes.evaluation._gold import GoldArticle
from analysis.quotes.evaluation._scores import pair_contents
from analysis.quotes.model._cue_readings import CueReading
from analysis.quotes.model._decoding import Candidate, Settings, counted_words, drop_repeats, read_candidate
from analysis.quotes.model._encoding import TextWords
from analysis.quotes.training._data import covered

FOLDS = 7
#: Strength of the ridge that keeps the few weights small.
RIDGE = 1.0

Reals = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Read:
    """An article's gold and all that the network says of it."""

    gold: GoldArticle
    words: TextWords
    readings: list[CueReading]


def candidates_of(read: Read, settings: Settings) -> list[Candidate]:
    """Return an article's candidates, as at run time."""
    text = read.gold.text
    found = (read_candidate(reading, read.words, text, settings) for reading in read.readings)
    return drop_repeats([c for c in found if c is not None], read.words, text, settings)


def right_ones(read: Read, candidates: Sequence[Candidate]) -> list[bool]:
    """Say of each candidate whether it matches a gold attribution: best overlaps first, one to one."""
    text, words = read.gold.text, read.words
    gold = [counted_words(covered(words, a.content_spans), words, text) for a in read.gold.attributions]
    found = [counted_words(c.content, words, text) for c in candidates]
    right = set(pair_contents(gold, found).values())
    return [number in right for number in range(len(found))]


def fit(features: Reals, right: Reals) -> Reals:
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


def calibrate(reads: Sequence[Read], settings: Settings) -> tuple[Settings, Reals, Reals]:
    """Return the settings with weights and threshold, and the held-out confidences with what was right."""
    per_article = [candidates_of(read, settings) for read in reads]
    fold = np.concatenate([np.full(len(found), i % FOLDS) for i, found in enumerate(per_article)])
    features = np.asarray([c.features for found in per_article for c in found])
    right = np.concatenate(
        [np.asarray(right_ones(r, found), dtype=float) for r, found in zip(reads, per_article, strict=True)]
    )
    confidence = np.zeros(len(right))
    for held_out in range(FOLDS):
        weights = fit(features[fold != held_out], right[fold != held_out])
        confidence[fold == held_out] = 1 / (1 + np.exp(-features[fold == held_out] @ weights))
    n_gold = sum(len(read.gold.attributions) for read in reads)
    threshold, expected = best_threshold(confidence, n_gold)
    counted = 2 * right[confidence >= threshold].sum() / ((confidence >= threshold).sum() + n_gold)
    print(
        f"threshold {threshold:.2f}, F1 on held-out folds {100 * counted:.1f}, expected {100 * expected:.1f}"
    )
    final = tuple(round(float(w), 4) for w in fit(features, right))
    return replace(settings, weights=final, threshold=threshold), confidence, right


def best_threshold(confidence: Reals, n_gold: int) -> tuple[float, float]:
    """Return the threshold, to two decimals, with the best F1 to be expected, and that F1.

    Confidence being calibrated, its sum is the number of right ones to expect. That is steadier than counting
    them in few articles; the best threshold comes out near half of the F1 it gives (Lipton et al. 2014).
    """
    steps = np.arange(0.2, 0.7, 0.01)
    chosen = [confidence[confidence >= t] for t in steps]
    scores = [2 * float(c.sum()) / (len(c) + n_gold) for c in chosen]
    at = int(np.argmax(scores))
    return round(float(steps[at]), 2), scores[at]


def reliability(confidence: Reals, right: Reals) -> list[tuple[float, float, int]]:
    """Return, for each tenth of confidence, its mean, the share that was right and how many there are."""
    table = []
    for low in np.arange(0, 1, 0.1):
        inside = (confidence >= low) & (confidence < low + 0.1)
        if inside.any():
            table.append((float(confidence[inside].mean()), float(right[inside].mean()), int(inside.sum())))
    return table
