"""Score attributions against gold: precision, recall and F1 by kind and role, reliability, and errors.

Following the measures of quotation attribution (Pareti et al. 2013, "Automatically Detecting and Attributing
Indirect Quotations", EMNLP, section 5, for partial overlap): a predicted attribution matches a gold one where
the words of their contents overlap by half (Jaccard), one to one, the greatest overlap first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass

import pandas as pd

from analysis.quotes._attribution import KINDS, Attribution, words_of
from analysis.quotes.evaluation._gold import GoldArticle, marked_kind
from analysis.schema import TABLES, returns
from analysis.text import Spans

ROLES = ("source", "cue", "content")

#: Minimum Jaccard overlap of the words of two contents that match.
_OVERLAP = 0.5
#: Number of bins of confidence in a reliability diagram.
_BINS = 10

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Match:
    """A gold and a predicted attribution of one article; either is None where nothing matches the other."""

    doc_id: str
    gold: Attribution | None
    predicted: Attribution | None
    source_right: bool


def match_attributions(
    gold: Mapping[str, GoldArticle],
    predicted: Mapping[str, Sequence[Attribution]],
) -> list[Match]:
    """Return the matches of gold and predicted attributions, by article, those without a partner included.

    Args:
        gold: Articles by `doc_id`.
        predicted: Attributions by `doc_id`; a missing article has none.
    """
    matches: list[Match] = []
    for doc_id, article in gold.items():
        matches += _match_article(article, predicted.get(doc_id, ()))
    return matches


def _match_article(article: GoldArticle, predicted: Sequence[Attribution]) -> list[Match]:
    text = article.text
    gold_contents = [_words(text, a.content_spans) for a in article.attributions]
    predicted_contents = [_words(text, a.content_spans) for a in predicted]
    pairs = pair_contents(gold_contents, predicted_contents)
    matches = []
    for i, attribution in enumerate(article.attributions):
        prediction = predicted[pairs[i]] if i in pairs else None
        right = prediction is not None and _same_source(text, attribution, prediction)
        matches.append(Match(article.doc_id, attribution, prediction, right))
    unmatched = sorted(set(range(len(predicted))) - set(pairs.values()))
    return matches + [Match(article.doc_id, None, predicted[j], source_right=False) for j in unmatched]


def pair_contents(gold: Sequence[Set[int]], predicted: Sequence[Set[int]]) -> dict[int, int]:
    """Return the index of the predicted content that matches each gold content, one to one, best overlaps first.

    Args:
        gold: The words of each gold content.
        predicted: The words of each predicted content.
    """
    overlaps = [
        (len(gold_words & words) / len(gold_words | words), i, j)
        for i, gold_words in enumerate(gold)
        for j, words in enumerate(predicted)
        if gold_words & words
    ]
    pairs: dict[int, int] = {}
    for overlap, i, j in sorted(overlaps, reverse=True):
        if overlap >= _OVERLAP and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def _same_source(text: str, a: Attribution, b: Attribution) -> bool:
    """Return whether the sources share a word or both are empty."""
    words_a, words_b = _words(text, a.source_spans), _words(text, b.source_spans)
    return bool(words_a & words_b) or not (words_a or words_b)


def _words(text: str, spans: Spans) -> set[int]:
    return {m.start() for start, end in spans for m in _WORD.finditer(text, start, end)}


@returns(TABLES["finder_scores"])
def score_quotes(
    gold: Mapping[str, GoldArticle],
    predicted: Mapping[str, Sequence[Attribution]],
    *,
    classify: Callable[[str, Attribution], str] | None = None,
) -> pd.DataFrame:
    """Return precision, recall and F1 of predicted attributions, one row a measure and kind.

    The measures are "attribution" (the contents match), "attribution and source" (the source is right too: its
    words overlap the gold's, or both are empty), "source of matches" (the share of matches whose source is
    right, in `precision`), and "source words", "cue words" and "content words" (each word of the corpus is in
    the role or not).

    Args:
        gold: Articles by `doc_id`.
        predicted: Attributions by `doc_id`.
        classify: Returns the class of an attribution, gold or predicted, from its `doc_id` and the
            attribution; its classes, in alphabetical order, are then the kinds. Without it the kinds are
            those by the marks at the content's edges (`marked_kind`). Word measures have "all" only.
    """
    matches = match_attributions(gold, predicted)

    def kind_by_marks(doc_id: str, attribution: Attribution) -> str:
        return marked_kind(gold[doc_id].text, attribution.content_spans)

    kind_of = classify if classify is not None else kind_by_marks
    by_gold = [(m, kind_of(m.doc_id, m.gold)) for m in matches if m.gold is not None]
    by_prediction = [(m, kind_of(m.doc_id, m.predicted)) for m in matches if m.predicted is not None]
    kinds = KINDS if classify is None else tuple(sorted({kind for _, kind in (*by_gold, *by_prediction)}))
    rows = []
    for kind in ("all", *kinds):
        gold_matches = [m for m, gold_kind in by_gold if kind in ("all", gold_kind)]
        predicted_matches = [m for m, predicted_kind in by_prediction if kind in ("all", predicted_kind)]
        rows += _rows_of(kind, gold_matches, predicted_matches)
    for role in ROLES:
        right, n_predicted, n_gold = _count_words(gold, predicted, role)
        rows.append(_row(f"{role} words", "all", (right, n_predicted), (right, n_gold)))
    return TABLES["finder_scores"].frame(rows)


def _rows_of(kind: str, gold: list[Match], predicted: list[Match]) -> list[tuple[object, ...]]:
    """Return the rows of one kind from the matches of its gold and of its predicted attributions."""
    matched, right = sum(m.predicted is not None for m in gold), sum(m.gold is not None for m in predicted)
    matched_sources, right_sources = sum(m.source_right for m in gold), sum(m.source_right for m in predicted)
    return [
        _row("attribution", kind, (right, len(predicted)), (matched, len(gold))),
        _row("attribution and source", kind, (right_sources, len(predicted)), (matched_sources, len(gold))),
        _row("source of matches", kind, (matched_sources, matched), (matched_sources, matched)),
    ]


def _row(
    measure: str, kind: str, of_predicted: tuple[int, int], of_gold: tuple[int, int]
) -> tuple[object, ...]:
    precision = of_predicted[0] / of_predicted[1] if of_predicted[1] else None
    recall = of_gold[0] / of_gold[1] if of_gold[1] else None
    f1 = None
    if precision is not None and recall is not None:
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return measure, kind, precision, recall, f1, of_gold[0], of_predicted[1], of_gold[1]


def _count_words(
    gold: Mapping[str, GoldArticle], predicted: Mapping[str, Sequence[Attribution]], role: str
) -> tuple[int, int, int]:
    """Return the numbers of words that have a role in both, in the predictions and in the gold."""
    right = n_predicted = n_gold = 0
    for doc_id, article in gold.items():
        gold_words = _role_words(article.text, article.attributions, role)
        words = _role_words(article.text, predicted.get(doc_id, ()), role)
        right += len(gold_words & words)
        n_predicted += len(words)
        n_gold += len(gold_words)
    return right, n_predicted, n_gold


def _role_words(text: str, attributions: Sequence[Attribution], role: str) -> set[int]:
    words: set[int] = set()
    for attribution in attributions:
        spans = {
            "source": attribution.source_spans,
            "cue": attribution.cue_spans,
            "content": attribution.content_spans,
        }
        words |= _words(text, spans[role])
    return words


@returns(TABLES["reliability"])
def measure_reliability(
    gold: Mapping[str, GoldArticle],
    predicted: Mapping[str, Sequence[Attribution]],
) -> pd.DataFrame:
    """Return the share of right attributions by confidence: the table of a reliability diagram.

    One row a bin of equal width that is not empty. The interval is that of Wilson 1927, "Probable Inference, the Law
    of Succession, and Statistical Inference", JASA 22, 209-212.
    """
    # Here, because it takes a second to load and other notebooks do not need it.
    from scipy.stats import binomtest

    rows = []
    outcomes = [(m.predicted.confidence, m.gold is not None) for m in match_attributions(gold, predicted)
                if m.predicted is not None]  # fmt: skip
    for k in range(_BINS):
        inside = [(c, right) for c, right in outcomes if min(int(c * _BINS), _BINS - 1) == k]
        if inside:
            mean, right = sum(c for c, _ in inside) / len(inside), sum(right for _, right in inside)
            interval = binomtest(right, len(inside)).proportion_ci(method="wilson")
            rows.append((k / _BINS, (k + 1) / _BINS, len(inside), mean, right / len(inside), *interval))
    return TABLES["reliability"].frame(rows)


@returns(TABLES["errors"])
def list_errors(
    gold: Mapping[str, GoldArticle], predicted: Mapping[str, Sequence[Attribution]]
) -> pd.DataFrame:
    """Return a finder's errors: wrong attributions by falling confidence, then missed attributions.

    Missed attributions are ordered by kind, direct first, then by falling length.
    """
    rows: list[tuple[object, ...]] = []
    for m in match_attributions(gold, predicted):
        attribution = m.predicted if m.predicted is not None else m.gold
        if attribution is None or m.source_right:
            continue
        text = gold[m.doc_id].text
        error = "missed" if m.predicted is None else "spurious" if m.gold is None else "wrong source"
        right_source = m.gold.source_spans if m.gold is not None and error == "wrong source" else ()
        others = predicted.get(m.doc_id, ()) if error == "missed" else gold[m.doc_id].attributions
        near = _overlapping(text, attribution, others) if error != "wrong source" else ()
        roles = (attribution.content_spans, attribution.cue_spans, attribution.source_spans, right_source)
        words = (words_of(text, spans) for spans in roles)
        confidence = attribution.confidence if m.predicted is not None else None
        kind = marked_kind(text, attribution.content_spans)
        rows.append((error, m.doc_id, kind, *words, confidence, *map(list, (*roles, near))))
    table = TABLES["errors"].frame(rows)
    missed = table["error"] == "missed"
    order = table.assign(
        first=-table["confidence"].fillna(-1.0),
        plain=table["kind"].map({kind: n for n, kind in enumerate(KINDS)}).where(missed, 0),
        short=(-table["content"].str.len()).where(missed, 0),
        start=[spans[0][0] for spans in table["content_spans"]],
    ).sort_values(["first", "plain", "short", "doc_id", "start"], ignore_index=True)
    return TABLES["errors"].frame(order)


def _overlapping(text: str, attribution: Attribution, others: Sequence[Attribution]) -> Spans:
    """Return the content spans of those others whose content shares a word with the attribution's."""
    own = _words(text, attribution.content_spans)
    spans = {span for a in others if _words(text, a.content_spans) & own for span in a.content_spans}
    return tuple(sorted(spans))
