"""Measure finders of attributions against annotated texts."""

from __future__ import annotations

from analysis.quotes._records import choose_finder, read_article
from analysis.quotes.evaluation._evaluate import (
    FINDERS,
    Evaluation,
    calibration_error,
    check_confidence,
    check_gold,
    compare_scores,
    describe_calibration,
    evaluate_finders,
    find_errors,
    open_gold,
    open_relations,
    read_gold,
    score_articles,
    score_finders,
    score_news,
    score_roles,
)
from analysis.quotes.evaluation._figures import measure_accuracy, measure_recall, record_accuracy
from analysis.quotes.evaluation._gold import GoldArticle, gold_corpus, read_relations

__all__ = [
    "FINDERS",
    "Evaluation",
    "GoldArticle",
    "calibration_error",
    "check_confidence",
    "check_gold",
    "choose_finder",
    "compare_scores",
    "describe_calibration",
    "evaluate_finders",
    "find_errors",
    "gold_corpus",
    "measure_accuracy",
    "measure_recall",
    "open_gold",
    "open_relations",
    "read_article",
    "read_gold",
    "read_relations",
    "record_accuracy",
    "score_articles",
    "score_finders",
    "score_news",
    "score_roles",
]
