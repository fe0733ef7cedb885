"""Describe the accuracy of the finders by figures that were measured once and ship beside this module.

`accuracy.json` holds the figures, as counts from which every share is computed; the evaluation writes it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.quotes._attribution import KINDS
from analysis.quotes.model._weights import has_weights, weights_digest
from analysis.schema import TABLES, returns
from analysis.text import counted, listed

#: The figures that ship.
FIGURES = Path(__file__).resolve().parent / "accuracy.json"
#: Of 100 attributions of one annotator, the number that a second annotator marked too, by the same measure, on the
#: articles of PolNeAR with two annotators.
_AGREEMENT = {"all": 80, "direct": 98, "mixed": 92, "indirect": 74}

Figures = dict[str, Any]


@cache
def read_figures() -> Figures:
    """Return the figures that ship."""
    figures: Figures = json.loads(FIGURES.read_text(encoding="utf-8"))
    return figures


def percent(part: int, of: int) -> float:
    """Return a share in per cent; 0 of nothing."""
    return 100 * part / max(of, 1)


@returns(TABLES["accuracy_by_kind"])
def accuracy_by_kind(*, finder: str = "default") -> pd.DataFrame:
    """Return for each kind of attribution how many of 100 are right and how many of 100 are found.

    Args:
        finder: As in `find_quotes`.

    Example:
        >>> accuracy_by_kind().columns.tolist()[:3]
        ['kind', 'right', 'right_source']
    """
    kinds = read_figures()["finders"][_finder_in_use(finder)]["kinds"]
    rows = [
        (
            kind,
            round(percent(c["right"], c["shown"])),
            round(percent(c["right_source"], c["shown"])),
            round(percent(c["found"], c["gold"])),
            _AGREEMENT[kind],
            c["gold"],
        )
        for kind, c in kinds.items()
    ]
    return TABLES["accuracy_by_kind"].frame(rows)


@returns(TABLES["accuracy_by_confidence"])
def accuracy_by_confidence(*, finder: str = "default") -> pd.DataFrame:
    """Return the accuracy at each value of `min_confidence` that leaves out attributions.

    Args:
        finder: As in `find_quotes`.

    Example:
        >>> accuracy_by_confidence().columns.tolist()[:3]
        ['min_confidence', 'right', 'right_source']
    """
    figures = read_figures()
    cuts, gold = figures["finders"][_finder_in_use(finder)]["cuts"], figures["attributions"]
    rows = [
        (
            cut["from"],
            round(percent(cut["right"], cut["shown"])),
            round(percent(cut["right_source"], cut["shown"])),
            round(percent(cut["right"], gold)),
            round(percent(cut["shown"], cuts[0]["shown"])),
        )
        for before, cut in zip([None, *cuts], cuts, strict=False)
        if before is None or cut["shown"] < before["shown"]
    ]
    return TABLES["accuracy_by_confidence"].frame(rows)


def describe_accuracy(
    *, finder: str = "default", min_confidence: float = 0.0, left_out: int = 0
) -> list[str]:
    """Return sentences on the accuracy of the attributions and the effect of a minimum confidence.

    Args:
        finder: As in `find_quotes`.
        min_confidence: Minimum confidence of the attributions.
        left_out: Number of attributions of the corpus below it.
    """
    figures, used = read_figures(), _finder_in_use(finder)
    measured = figures["finders"][used]
    counts, cut = measured["kinds"]["all"], _nearest_cut(measured["cuts"], min_confidence)
    right, sourced = percent(cut["right"], cut["shown"]), percent(cut["right_source"], cut["shown"])
    recall = percent(cut["right"], counts["gold"])
    first = f"About {right:.0f}% of the attributions shown are right, {sourced:.0f}% with the right source; "
    sentences = [first + f"about {recall:.0f}% of those in the text are found."]
    if min_confidence > 0:
        without = percent(counts["right"], counts["shown"]), percent(counts["found"], counts["gold"])
        sentences.append(
            f"Indirect attributions with a confidence below {min_confidence:g} are hidden: {left_out:,} in this "
            f"corpus. With all of them shown, about {without[0]:.0f}% are right and {without[1]:.0f}% are found."
        )
    else:
        direct, mixed, indirect = (
            f"{percent(measured['kinds'][kind]['found'], measured['kinds'][kind]['gold']):.0f}"
            for kind in KINDS
        )
        sentences.append(
            f"The finder detects {direct}% of direct quotations, {mixed}% of mixed and {indirect}% of indirect ones; "
            f"two people who annotate the same articles agree on {_AGREEMENT['direct']}%, {_AGREEMENT['mixed']}% and "
            f"{_AGREEMENT['indirect']}%."
        )
    by = "the rules" if used == "rules" else "the trained model"
    sentences.append(
        f"Measured for {by} on {figures['articles']} American political news articles from 2016 that were not used "
        f"in training ({figures['measured_on']}, {counts['gold']:,} annotated attributions). "
        f"{_elsewhere(figures, used)}Accuracy on other news may differ."
    )
    if used == "default" and figures["weights"] != weights_digest():
        sentences.append("These figures were measured with different model weights from those in use.")
    return sentences


def _elsewhere(figures: Figures, finder: str) -> str:
    """Return a sentence on how many attributions are found in other news than the first measurement's."""
    shares = []
    for other in figures["elsewhere"]:
        counts, articles = other["finders"][finder], counted(other["articles"], "article")
        share = f"{percent(counts['found'], counts['gold']):.0f}%"
        shares.append(f"{share} ({other['news']}, {articles})")
    if not shares:
        return ""
    return (
        f"In other texts, where annotators marked whole clauses only, the finder detects {listed(shares)}. "
    )


def _finder_in_use(finder: str) -> str:
    return "default" if finder == "default" and has_weights() else "rules"


def _nearest_cut(cuts: Sequence[Mapping[str, Any]], min_confidence: float) -> Mapping[str, Any]:
    """Return the highest measured cut that is not above `min_confidence`."""
    return [cut for cut in cuts if cut["from"] <= min_confidence + 1e-9][-1]
