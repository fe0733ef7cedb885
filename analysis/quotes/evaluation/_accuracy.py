"""How right are the attributions, in words a reader understands? Figures measured once, kept beside this module.

`accuracy.json` is the one place that holds them; `record_accuracy` writes it from an evaluation, and with it
the part of the model card that repeats them. They are counts, from which every share is computed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.errors import DatelineError
from analysis.quotes._attribution import KINDS, Attribution
from analysis.quotes.evaluation._gold import GoldArticle
from analysis.quotes.evaluation._scores import score_quotes
from analysis.quotes.model._weights import WEIGHTS, has_weights, weights_digest
from analysis.schema import TABLES, returns

#: The figures that ship.
FIGURES = Path(__file__).resolve().parent.parent / "accuracy.json"
#: The model card, whose part between these lines is written from the figures.
CARD = WEIGHTS / "MODEL_CARD.md"
BEGIN, END = "<!-- figures of accuracy.json -->", "<!-- end of figures -->"

#: Cuts of confidence at which precision and recall are measured.
CUTS = tuple(round(0.05 * n, 2) for n in range(20))

#: Of 100 attributions that one person marks, how many another one marks too, by the same measure, on those
#: articles of PolNeAR that two people marked.
_PEOPLE = {"all": 80, "direct": 98, "mixed": 92, "indirect": 74}

Figures = dict[str, Any]
Found = Mapping[str, Sequence[Attribution]]


def measure_accuracy(gold: Mapping[str, GoldArticle], found: Mapping[str, Found], corpus: str) -> Figures:
    """Return the figures of finders on gold, as `accuracy.json` holds them.

    Args:
        gold: Articles by `doc_id`.
        found: What each finder found, by the parameter `finder` ("default", "rules"), then by `doc_id`.
        corpus: What the gold is called.
    """
    return {
        "measured_on": corpus,
        "articles": len(gold),
        "attributions": sum(len(article.attributions) for article in gold.values()),
        "weights": weights_digest(),
        "finders": {model: _measure(gold, predicted) for model, predicted in found.items()},
    }


def _measure(gold: Mapping[str, GoldArticle], predicted: Found) -> Figures:
    scores = score_quotes(gold, predicted)
    kinds = {kind: _counts(scores, kind) for kind in ("all", *KINDS)}
    words = {
        role: {name: int(row[name]) for name in ("right", "predicted", "gold")}
        for role in ("content", "source", "cue")
        for _, row in scores[scores["measure"] == f"{role} words"].iterrows()
    }
    cuts = []
    for cut in CUTS:
        kept = {doc_id: [a for a in own if a.confidence >= cut] for doc_id, own in predicted.items()}
        counts = _counts(score_quotes(gold, kept), "all")
        cuts.append({"from": cut, **{name: counts[name] for name in ("shown", "right", "right_source")}})
    return {"kinds": kinds, "words": words, "cuts": cuts}


def _counts(scores: pd.DataFrame, kind: str) -> dict[str, int]:
    """Return how many attributions are shown, right, found, right with their source, and in the gold."""
    rows = scores[scores["kind"] == kind].set_index("measure").to_dict("index")
    alone, sourced = rows["attribution"], rows["attribution and source"]
    shown = int(alone["predicted"])
    return {
        "shown": shown,
        "right": round(float(alone["precision"]) * shown) if shown else 0,
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


@cache
def read_figures() -> Figures:
    """Return the figures that ship."""
    figures: Figures = json.loads(FIGURES.read_text(encoding="utf-8"))
    return figures


def _percent(part: int, of: int) -> float:
    return 100 * part / max(of, 1)


def _f1(right: int, shown: int, found: int, gold: int) -> float:
    precision, recall = _percent(right, shown), _percent(found, gold)
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
    both = (model, rules)
    of_all = [one["kinds"]["all"] for one in both]
    lines.append(
        _card_row("attributions found", [(c["right"], c["shown"], c["found"], c["gold"]) for c in of_all])
    )
    sourced = [(c["right_source"], c["shown"], c["right_source"], c["gold"]) for c in of_all]
    lines.append(_card_row("with the right source", sourced))
    for kind in KINDS:
        counts = [one["kinds"][kind] for one in both]
        cells = [(c["right"], c["shown"], c["found"], c["gold"]) for c in counts]
        lines.append(_card_row(f"{kind} ({counts[0]['gold']:,})", cells))
    for role in ("content", "source", "cue"):
        counts = [one["words"][role] for one in both]
        cells = [(c["right"], c["predicted"], c["right"], c["gold"]) for c in counts]
        lines.append(_card_row(f"{role} words", cells))
    shares = (f"{_percent(c['right_source'], c['found']):.1f}" for c in of_all)
    lines += ["", "Source right on what matches: {} (model), {} (rules).".format(*shares)]
    return "\n".join(lines)


def _card_row(name: str, cells: Sequence[tuple[int, int, int, int]]) -> str:
    shown = [
        f"{_percent(right, of):.1f} | {_percent(found, gold):.1f} | {_f1(right, of, found, gold):.1f}"
        for right, of, found, gold in cells
    ]
    return f"| {name} | {' | '.join(shown)} |"


@returns(TABLES["accuracy_by_kind"])
def accuracy_by_kind(*, finder: str = "default") -> pd.DataFrame:
    """Return, for each kind of attribution, how many of 100 are right and how many of 100 are found.

    Args:
        finder: As in `find_quotes`.

    Example:
        >>> accuracy_by_kind().columns.tolist()[:3]
        ['kind', 'right', 'right_source']
    """
    kinds = read_figures()["finders"][_used(finder)]["kinds"]
    rows = [
        (
            kind,
            round(_percent(c["right"], c["shown"])),
            round(_percent(c["right_source"], c["shown"])),
            round(_percent(c["found"], c["gold"])),
            _PEOPLE[kind],
            c["gold"],
        )
        for kind, c in kinds.items()
    ]
    return TABLES["accuracy_by_kind"].frame(rows)


@returns(TABLES["accuracy_by_confidence"])
def accuracy_by_confidence(*, finder: str = "default") -> pd.DataFrame:
    """Return what leaving out less sure attributions gives, at cuts of `min_confidence`.

    Args:
        finder: As in `find_quotes`.

    A cut that changes nothing is left out.

    Example:
        >>> accuracy_by_confidence().columns.tolist()[:3]
        ['min_confidence', 'right', 'right_source']
    """
    figures = read_figures()
    cuts, gold = figures["finders"][_used(finder)]["cuts"], figures["attributions"]
    rows = [
        (
            cut["from"],
            round(_percent(cut["right"], cut["shown"])),
            round(_percent(cut["right_source"], cut["shown"])),
            round(_percent(cut["right"], gold)),
            round(_percent(cut["shown"], cuts[0]["shown"])),
        )
        for before, cut in zip([None, *cuts], cuts, strict=False)
        if before is None or cut["shown"] < before["shown"]
    ]
    return TABLES["accuracy_by_confidence"].frame(rows)


def describe_accuracy(
    *, finder: str = "default", min_confidence: float = 0.0, left_out: int = 0
) -> list[str]:
    """Return sentences that say how right the attributions are, and what a cut by confidence gives.

    Args:
        finder: As in `find_quotes`.
        min_confidence: The cut.
        left_out: How many attributions of the corpus at hand fall below it.
    """
    figures, used = read_figures(), _used(finder)
    measured = figures["finders"][used]
    counts, cut = measured["kinds"]["all"], _cut_at(measured["cuts"], min_confidence)
    right, sourced = _percent(cut["right"], cut["shown"]), _percent(cut["right_source"], cut["shown"])
    found = _percent(cut["right"], counts["gold"])
    first = f"Of 100 attributions shown, about {right:.0f} are right, {sourced:.0f} of them with the right source; "
    sentences = [first + f"of 100 that the articles hold, about {found:.0f} are found."]
    if min_confidence > 0:
        without = _percent(counts["right"], counts["shown"]), _percent(counts["found"], counts["gold"])
        sentences.append(
            f"That is with those of a confidence below {min_confidence:g} left out: {left_out:,} of this corpus. "
            f"Without the cut, about {without[0]:.0f} of 100 shown are right and {without[1]:.0f} of 100 are found."
        )
    else:
        direct, mixed, indirect = (
            f"{_percent(measured['kinds'][kind]['found'], measured['kinds'][kind]['gold']):.0f}"
            for kind in KINDS
        )
        sentences.append(
            f"Direct quotations are found best ({direct} of 100), then mixed ({mixed}) and indirect ones "
            f"({indirect}); two people who mark the same articles agree on {_PEOPLE['direct']}, "
            f"{_PEOPLE['mixed']} and {_PEOPLE['indirect']}."
        )
    by = "the rules" if used == "rules" else "the trained model"
    sentences.append(
        f"Measured for {by} on {figures['articles']} articles of American political news of 2016 "
        f"({figures['measured_on']}, {counts['gold']:,} attributions marked by people), which it was not trained "
        "on. Other kinds of news may differ."
    )
    if used == "default" and figures["weights"] != weights_digest():
        sentences.append("These figures were measured with other weights than those in use here.")
    return sentences


def _used(finder: str) -> str:
    return "default" if finder == "default" and has_weights() else "rules"


def _cut_at(cuts: Sequence[Mapping[str, Any]], min_confidence: float) -> Mapping[str, Any]:
    """Return the nearest cut measured that is not above the one asked for."""
    return [cut for cut in cuts if cut["from"] <= min_confidence + 1e-9][-1]
