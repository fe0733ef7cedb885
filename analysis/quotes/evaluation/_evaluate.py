"""Evaluate the finders against gold annotation, in tables for a report.

The gold is a file in this project's own format (``evaluation/README.md``), for the articles of a corpus, or one part
of a copy of PolNeAR (``text`` and ``attributions``). Relations such as GUM's (``text`` and ``gold.json``), which mark
clauses only, stand beside it for other news.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from analysis._inputs import corpus_options, find_input
from analysis.annotation import AnnotatedCorpus, annotate
from analysis.corpus import Corpus, load_corpus
from analysis.errors import DatelineError
from analysis.quotes._attribution import Attribution
from analysis.quotes._cues import cue_tone
from analysis.quotes._records import choose_finder, read_article
from analysis.quotes.evaluation._gold import (
    GoldArticle,
    gold_corpus,
    group_by_news,
    read_gold_lines,
    read_polnear,
    read_relations,
)
from analysis.quotes.evaluation._scores import list_errors, measure_reliability, score_quotes
from analysis.schema import TABLES, returns
from analysis.text import Spans

#: The finders' names on pages, with the values of the parameter `finder`; the default first.
FINDERS = {"model": "default", "rules": "rules"}

#: Sortings of attributions into classes for scoring.
SORTINGS = ("kind", "cue")

_SHARES = ("precision", "recall", "f1", "source_right")
_NO_CUE = "no cue"
_ORDER = ("all", "direct", "mixed", "indirect", "neutral", "loaded", "other", _NO_CUE)


@dataclass(frozen=True)
class Evaluation:
    """The gold and the attributions of each finder, by `doc_id`, with the tone of each cue.

    Attributes:
        gold: The gold articles.
        found: Finder (a key of `FINDERS`) to the attributions of each article.
        tones: Tone of a cue by its article and spans.
    """

    gold: Mapping[str, GoldArticle]
    found: Mapping[str, Mapping[str, Sequence[Attribution]]]
    tones: Mapping[tuple[str, Spans], str]

    def tone(self, doc_id: str, attribution: Attribution) -> str:
        """Return the class of an attribution by its cue: neutral, loaded, other, no cue."""
        return self.tones[doc_id, attribution.cue_spans]


def read_gold(path: str | Path, corpus: Corpus) -> tuple[dict[str, GoldArticle], Corpus]:
    """Return the gold of a file or folder, by `doc_id`, and its articles.

    Args:
        path: A file of this project's own format, or a part of PolNeAR.
        corpus: The articles of a file of gold; a folder has its own, whose whole text is body.

    Raises:
        DatelineError: There is no gold at `path`, or none for these articles.
    """
    path = Path(path)
    if path.is_dir():
        gold = read_polnear(path)
        articles = gold_corpus(gold)
    elif path.is_file():
        gold, articles = read_gold_lines(path, corpus), corpus
    else:
        raise DatelineError(f"There is no gold at {str(path)!r}; name a file of gold or a part of PolNeAR.")
    if not any(article.attributions for article in gold.values()):
        raise DatelineError(
            f"The gold {str(path)!r} has no attribution in these articles; name the corpus that it is about."
        )
    return gold, articles


def check_gold(corpus: Corpus, settings: Mapping[str, Any]) -> None:
    """Check the gold that a notebook's parameters `gold` and `relations` name, before the articles are parsed.

    Raises:
        DatelineError: As `read_gold`, or the relations are none.
    """
    read_gold(find_input(settings["gold"]), corpus)
    if settings["relations"]:
        read_relations(find_input(settings["relations"]))


def open_gold(settings: Mapping[str, Any]) -> tuple[dict[str, GoldArticle], AnnotatedCorpus]:
    """Return the gold, by `doc_id`, and its articles, annotated.

    Args:
        settings: Checked parameters: those of the corpus, `gold`, `model`, `cache` and `scheduler`.

    Raises:
        DatelineError: Corpus or gold cannot be read, the model is not installed, the cache cannot be written, or
            the scheduler does not answer.
    """
    corpus = load_corpus(find_input(settings["corpus"]), **corpus_options(settings))
    gold, articles = read_gold(find_input(settings["gold"]), corpus)
    return gold, _annotate(articles, settings)


def open_relations(settings: Mapping[str, Any]) -> tuple[dict[str, GoldArticle], AnnotatedCorpus]:
    """Return the gold of other news, by `doc_id`, and its articles, annotated; both are empty where none is named.

    Args:
        settings: Checked parameters: `relations`, `model`, `cache` and `scheduler`.

    Raises:
        DatelineError: As `open_gold`.
    """
    gold = read_relations(find_input(settings["relations"])) if settings["relations"] else {}
    return gold, _annotate(gold_corpus(gold), settings)


def _annotate(articles: Corpus, settings: Mapping[str, Any]) -> AnnotatedCorpus:
    return annotate(
        articles,
        model=settings["model"] or None,
        cache=settings["cache"] or None,
        scheduler=settings["scheduler"] or None,
    )


def evaluate_finders(annotated: AnnotatedCorpus, gold: Mapping[str, GoldArticle]) -> Evaluation:
    """Return the attributions of each finder in the gold's articles, as `find_quotes` has them.

    Args:
        annotated: The articles, annotated.
        gold: The gold of the articles, by `doc_id`.
    """
    finders = {name: choose_finder(finder) for name, finder in FINDERS.items()}
    attributions: dict[str, dict[str, list[Attribution]]] = {name: {} for name in finders}
    tones: dict[tuple[str, Spans], str] = {}
    for article, doc in annotated:
        for name, find in finders.items():
            attributions[name][article.doc_id] = read_article(article, doc, find)
        predicted = (a for name in finders for a in attributions[name][article.doc_id])
        for attribution in (*gold[article.doc_id].attributions, *predicted):
            tone = cue_tone(doc, attribution.cue_spans)
            tones[article.doc_id, attribution.cue_spans] = _NO_CUE if tone == "none" else tone
    return Evaluation(gold, attributions, tones)


@returns(TABLES["scores"])
def score_finders(evaluation: Evaluation) -> pd.DataFrame:
    """Return precision, recall and F1 of each finder, for all attributions, by kind and by class of cue.

    One row a finder, sorting, class and measure; the class "all" is under the sorting "kind" alone.
    """
    parts = []
    for finder, attributions in evaluation.found.items():
        for sorting in SORTINGS:
            classify = evaluation.tone if sorting == "cue" else None
            table = score_quotes(evaluation.gold, attributions, classify=classify).rename(
                columns={"kind": "class"}
            )
            table = table[table["class"] != "all"] if sorting == "cue" else table
            parts.append(table.assign(finder=finder, sorting=sorting))
    return TABLES["scores"].frame(pd.concat(parts, ignore_index=True))


@returns(TABLES["scores_compared"])
def compare_scores(scores: pd.DataFrame, measure: str, *, sorting: str = "kind") -> pd.DataFrame:
    """Return the finders' scores by one measure side by side, in per cent, the plainest classes first.

    Args:
        scores: From `score_finders`.
        measure: One of its measures, such as "attribution and source".
        sorting: "kind" or "cue".
    """
    chosen = scores[(scores["measure"] == measure) & (scores["sorting"] == sorting)]
    order = chosen["class"].map({name: n for n, name in enumerate(_ORDER)})
    chosen = chosen.assign(order=order).sort_values("order", kind="stable", ignore_index=True)
    return TABLES["scores_compared"].frame(_in_per_cent(chosen))


@returns(TABLES["role_scores"])
def score_roles(scores: pd.DataFrame) -> pd.DataFrame:
    """Return each finder's scores for the words of each role and for sources, in per cent.

    Args:
        scores: From `score_finders`.
    """
    roles = ("content words", "source words", "cue words", "source of matches")
    whole = scores[scores["class"] == "all"]
    chosen = pd.concat([whole[whole["measure"] == role] for role in roles], ignore_index=True)
    return TABLES["role_scores"].frame(_in_per_cent(chosen).rename(columns={"measure": "role"}))


@returns(TABLES["article_scores"])
def score_articles(evaluation: Evaluation) -> pd.DataFrame:
    """Return each finder's scores in each article, in per cent, by the measure "attribution", in the gold's order."""
    rows = []
    for finder, attributions in evaluation.found.items():
        for doc_id, article in evaluation.gold.items():
            score = score_quotes({doc_id: article}, {doc_id: attributions.get(doc_id, ())}).iloc[0]
            rows.append((finder, doc_id, *score.drop(["measure", "kind"])))
    return _in_per_cent(TABLES["article_scores"].frame(rows))


@returns(TABLES["news_scores"])
def score_news(evaluation: Evaluation, elsewhere: Evaluation) -> pd.DataFrame:
    """Return each finder's scores by outlet or genre of the news, in per cent, by the measure "attribution".

    Args:
        evaluation: On gold that marks every attribution.
        elsewhere: On relations, which mark clauses only: what else is found may be right, and no precision is given.
    """
    rows: list[tuple[object, ...]] = []
    for marked, scored in (("all attributions", evaluation), ("clauses only", elsewhere)):
        for news, articles in group_by_news(scored.gold).items():
            for finder, found in scored.found.items():
                scores = score_quotes(articles, {doc_id: found[doc_id] for doc_id in articles})
                whole = scores[scores["kind"] == "all"].set_index("measure").to_dict("index")
                score, sources = whole["attribution"], whole["source of matches"]
                shares = [score["precision"], score["recall"], score["f1"], sources["precision"]]
                if scored is not evaluation:
                    shares[0] = shares[2] = None
                counts = score["right"], score["gold"]
                rows.append((news, finder, marked, len(articles), *shares, *counts))
    return _in_per_cent(TABLES["news_scores"].frame(rows))


def _in_per_cent(scores: pd.DataFrame) -> pd.DataFrame:
    """Return scores with their shares in per cent."""
    shares = [name for name in _SHARES if name in scores]
    return scores.assign(**{name: 100 * scores[name] for name in shares})


@returns(TABLES["reliability"])
def check_confidence(evaluation: Evaluation) -> pd.DataFrame:
    """Return each finder's share of right attributions by confidence; see `measure_reliability`."""
    parts = [
        measure_reliability(evaluation.gold, attributions).assign(finder=finder)
        for finder, attributions in evaluation.found.items()
    ]
    return TABLES["reliability"].frame(pd.concat(parts, ignore_index=True))


def calibration_error(reliability: pd.DataFrame) -> float:
    """Return the expected calibration error: the mean difference between confidence and share right.

    Guo et al. 2017, "On Calibration of Modern Neural Networks", ICML, eq. 3: the mean over bins of the
    absolute difference, weighted by the attributions in the bin.

    Args:
        reliability: From `measure_reliability`, or one finder's rows of `check_confidence`.
    """
    difference = (reliability["mean_confidence"] - reliability["share_right"]).abs()
    return float(
        (difference * reliability["attributions"]).sum() / max(int(reliability["attributions"].sum()), 1)
    )


def describe_calibration(reliability: pd.DataFrame) -> str:
    """Return the calibration error of each finder in a sentence.

    Args:
        reliability: From `check_confidence`.
    """
    parts = [
        f"{100 * calibration_error(rows):.1f} points ({name})"
        for name, rows in reliability.groupby("finder", sort=False)
    ]
    return (
        f"Calibration error: {', '.join(parts)}."
        if parts
        else "Nothing was found, so there is nothing to check."
    )


@returns(TABLES["errors"])
def find_errors(evaluation: Evaluation) -> pd.DataFrame:
    """Return the errors of each finder, the worst first; see `list_errors`."""
    parts = [
        list_errors(evaluation.gold, attributions).assign(finder=name)
        for name, attributions in evaluation.found.items()
    ]
    return TABLES["errors"].frame(pd.concat(parts, ignore_index=True))
