"""Measure the accuracy of the finders and record its figures, in `accuracy.json` and in the model card."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from analysis.errors import DatelineError
from analysis.quotes._accuracy import FIGURES, Figures, percent
from analysis.quotes._attribution import KINDS, Attribution
from analysis.quotes.evaluation._gold import GoldArticle, group_by_news
from analysis.quotes.evaluation._scores import score_quotes
from analysis.quotes.model._weights import WEIGHTS, weights_digest

#: The model card, whose part between these lines is written from the figures.
CARD = WEIGHTS / "MODEL_CARD.md"
BEGIN, END = "<!-- figures of accuracy.json -->", "<!-- end of figures -->"

#: Minimum confidences of indirect attributions at which precision and recall are measured.
CUTS = tuple(round(0.05 * n, 2) for n in range(20))


Predictions = Mapping[str, Sequence[Attribution]]


def measure_accuracy(
    gold: Mapping[str, GoldArticle],
    predictions: Mapping[str, Predictions],
    corpus: str,
    *,
    elsewhere: Sequence[Figures] = (),
) -> Figures:
    """Return the figures of finders on gold, as `accuracy.json` holds them.

    Args:
        gold: Articles by `doc_id`.
        predictions: The attributions of each finder ("default", "rules"), by `doc_id`.
        corpus: The name of the gold.
        elsewhere: From `measure_recall`, on other news.
    """
    return {
        "measured_on": corpus,
        "articles": len(gold),
        "attributions": sum(len(article.attributions) for article in gold.values()),
        "weights": weights_digest(),
        "finders": {finder: _measure(gold, predicted) for finder, predicted in predictions.items()},
        "elsewhere": list(elsewhere),
    }


def measure_recall(gold: Mapping[str, GoldArticle], predictions: Mapping[str, Predictions]) -> list[Figures]:
    """Return for each kind of news in a gold of relations how many are found; what else is found, it cannot judge."""
    figures = []
    for news, articles in group_by_news(gold).items():
        counts = {
            finder: _counts(score_quotes(articles, {doc_id: predicted[doc_id] for doc_id in articles}), "all")
            for finder, predicted in predictions.items()
        }
        finders = {
            finder: {name: count[name] for name in ("found", "right_source", "gold")}
            for finder, count in counts.items()
        }
        figures.append({"news": news, "articles": len(articles), "finders": finders})
    return figures


def _measure(gold: Mapping[str, GoldArticle], predicted: Predictions) -> Figures:
    scores = score_quotes(gold, predicted)
    kinds = {kind: _counts(scores, kind) for kind in ("all", *KINDS)}
    words = {
        role: {name: int(row[name]) for name in ("right", "predicted", "gold")}
        for role in ("content", "source", "cue")
        for _, row in scores[scores["measure"] == f"{role} words"].iterrows()
    }
    cuts = []
    for cut in CUTS:
        kept = {
            doc_id: [a for a in attributions if a.kind != "indirect" or a.confidence >= cut]
            for doc_id, attributions in predicted.items()
        }
        counts = _counts(score_quotes(gold, kept), "all")
        cuts.append({"from": cut, **{name: counts[name] for name in ("shown", "right", "right_source")}})
    return {"kinds": kinds, "words": words, "cuts": cuts}


def _counts(scores: pd.DataFrame, kind: str) -> dict[str, int]:
    """Return the numbers of attributions shown, right, found, right with their source, and in the gold."""
    rows = scores[scores["kind"] == kind].set_index("measure").to_dict("index")
    alone, sourced = rows["attribution"], rows["attribution and source"]
    predicted = int(alone["predicted"])
    return {
        "shown": predicted,
        "right": round(float(alone["precision"]) * predicted) if predicted else 0,
        "found": int(alone["right"]),
        "right_source": int(sourced["right"]),
        "gold": int(alone["gold"]),
    }


def record_accuracy(figures: Figures, *, to: Path = FIGURES, card: Path = CARD) -> None:
    """Write the figures, and the part of the model card that repeats them.

    Raises:
        DatelineError: The card has no place for the figures.
    """
    text = card.read_text(encoding="utf-8")
    if text.count(BEGIN) != 1 or text.count(END) != 1 or text.index(BEGIN) > text.index(END):
        raise DatelineError(f"{card} has no place for the figures: it must hold the lines {BEGIN} and {END}.")
    before, _, rest = text.partition(BEGIN)
    to.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    after = rest.partition(END)[2]
    card.write_text(f"{before}{BEGIN}\n{describe_figures(figures)}\n{END}{after}", encoding="utf-8")


def _f1(right: int, predicted: int, matched: int, gold: int) -> float:
    precision, recall = percent(right, predicted), percent(matched, gold)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def describe_figures(figures: Figures) -> str:
    """Return the figures as the tables of the model card, in Markdown."""
    lines = [
        f"On {figures['measured_on']} ({figures['articles']} articles, {figures['attributions']:,} attributions),",
        "as `find_quotes` gives them, in per cent (written by `nox -s evaluate -- --polnear PATH --record`):",
        "",
        "| | model P | R | F | rules P | R | F |",
        "|---|---|---|---|---|---|---|",
    ]
    model, rules = (figures["finders"][name] for name in ("default", "rules"))
    finders = (model, rules)
    totals = [finder["kinds"]["all"] for finder in finders]
    lines.append(
        _card_row("attributions found", [(c["right"], c["shown"], c["found"], c["gold"]) for c in totals])
    )
    sourced = [(c["right_source"], c["shown"], c["right_source"], c["gold"]) for c in totals]
    lines.append(_card_row("with the right source", sourced))
    for kind in KINDS:
        counts = [finder["kinds"][kind] for finder in finders]
        cells = [(c["right"], c["shown"], c["found"], c["gold"]) for c in counts]
        lines.append(_card_row(f"{kind} ({counts[0]['gold']:,})", cells))
    for role in ("content", "source", "cue"):
        counts = [finder["words"][role] for finder in finders]
        cells = [(c["right"], c["predicted"], c["right"], c["gold"]) for c in counts]
        lines.append(_card_row(f"{role} words", cells))
    shares = (f"{percent(c['right_source'], c['found']):.1f}" for c in totals)
    lines += ["", "Source right on what matches: {} (model), {} (rules).".format(*shares)]
    for other in figures["elsewhere"]:
        found = (percent(c["found"], c["gold"]) for c in (other["finders"][f] for f in ("default", "rules")))
        name, articles = other["news"], other["articles"]
        lines += [
            "",
            "On {} ({} articles): recall {:.1f} (model), {:.1f} (rules).".format(name, articles, *found),
        ]
    return "\n".join(lines)


def _card_row(name: str, cells: Sequence[tuple[int, int, int, int]]) -> str:
    shares = [
        f"{percent(right, of):.1f} | {percent(matched, gold):.1f} | {_f1(right, of, matched, gold):.1f}"
        for right, of, matched, gold in cells
    ]
    return f"| {name} | {' | '.join(shares)} |"
