"""Measure finders of attributions against annotated texts."""

from __future__ import annotations

from analysis.quotes.evaluation._evaluate import (
    FINDERS,
    Evaluation,
    GoldArticle,
    calibration_error,
    check_confidence,
    compare_scores,
    describe_calibration,
    evaluate_finders,
    find_errors,
    open_gold,
    read_gold,
    score_articles,
    score_finders,
    score_roles,
)

__all__ = [
    "FINDERS",
    "Evaluation",
    "GoldArticle",
    "calibration_error",
    "check_confidence",
    "compare_scores",
    "describe_calibration",
    "evaluate_finders",
    "find_errors",
    "open_gold",
    "read_gold",
    "score_articles",
    "score_finders",
    "score_roles",
]
