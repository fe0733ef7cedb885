"""How well does a finder agree with annotators? Precision, recall and F1 by kind and role; reliability; errors.

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

#: Least Jaccard overlap of the words of two contents that are taken for one.
_OVERLAP = 0.5
#: Bins of confidence in a reliability diagram.
_BINS = 10

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Match:
    """A gold and a predicted attribution of one article, either of them missing where nothing matches."""

    doc_id: str
    gold: Attribution | None
    predicted: Attribution | None
    source_right: bool


def match_attributions(
    gold: Mapping[str, GoldArticle],
    predicted: Mapping[str, Sequence[Attribution]],
) -> list[Match]:
    """Return gold and predicted attributions paired, then those of either side left alone, by article.

    Args:
        gold: Articles by `doc_id`.
        predicted: Attributions by `doc_id`; an article that is missing counts as predicted empty.
    """
    matches: list[Match] = []
    for doc_id, article in gold.items():
        matches += _match_article(article, predicted.get(doc_id, ()))
    return matches


def _match_article(article: GoldArticle, predicted: Sequence[Attribution]) -> list[Match]:
    text = article.text
    wanted = [_words(text, a.content_spans) for a in article.attributions]
    given = [_words(text, a.content_spans) for a in predicted]
    pairs = pair_contents(wanted, given)
    out = []
    for i, attribution in enumerate(article.attributions):
        other = predicted[pairs[i]] if i in pairs else None
        right = other is not None and _same_source(text, attribution, other)
        out.append(Match(article.doc_id, attribution, other, right))
    alone = sorted(set(range(len(predicted))) - set(pairs.values()))
    return out + [Match(article.doc_id, None, predicted[j], source_right=False) for j in alone]


def pair_contents(wanted: Sequence[Set[int]], given: Sequence[Set[int]]) -> dict[int, int]:
    """Return which content of one side is which of the other's, one to one, those with most in common first.

    Args:
        wanted: The words of each content of the gold.
        given: The words of each content predicted.
    """
    ranked = [
        (len(one & other) / len(one | other), i, j)
        for i, one in enumerate(wanted)
        for j, other in enumerate(given)
        if one & other
    ]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for share, i, j in sorted(ranked, reverse=True):
        if share >= _OVERLAP and i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def _same_source(text: str, one: Attribution, other: Attribution) -> bool:
    """Do the sources share a word, or have both none?"""
    a, b = _words(text, one.source_spans), _words(text, other.source_spans)
    return bool(a & b) or not (a or b)


def _words(text: str, spans: Spans) -> set[int]:
    return {m.start() for start, end in spans for m in _WORD.finditer(text, start, end)}


@returns(TABLES["finder_scores"])
def score_quotes(
    gold: Mapping[str, GoldArticle],
    predicted: Mapping[str, Sequence[Attribution]],
    *,
    classify: Callable[[str, Attribution], str] | None = None,
) -> pd.DataFrame:
    """Return precision, recall and F1 of predicted attributions.

    One row a measure and kind. The measures: "attribution" (contents match), "attribution and source" (and the
    source is right: its words overlap the gold's, or both have none), "source of matches" (share of the
    matches whose source is right, in `precision`), "source words", "cue words" and "content words" (each word
    of the corpus in the role or not). The kinds: "all", or the kind by the marks at the content's edges
    (`marked_kind`), or with `classify`, which is given the `doc_id` and an attribution of either side, the
    classes that it returns (say, the tone of the cue), in the order of the alphabet; word measures have
    "all" only.
    """
    matches = match_attributions(gold, predicted)

    def kind_by_marks(doc_id: str, attribution: Attribution) -> str:
        return marked_kind(gold[doc_id].text, attribution.content_spans)

    sort = classify if classify is not None else kind_by_marks
    wanted = [(m, sort(m.doc_id, m.gold)) for m in matches if m.gold is not None]
    given = [(m, sort(m.doc_id, m.predicted)) for m in matches if m.predicted is not None]
    kinds = KINDS if classify is None else tuple(sorted({kind for _, kind in (*wanted, *given)}))
    rows = []
    for kind in ("all", *kinds):
        of_gold = [m for m, own in wanted if kind in ("all", own)]
        rows += _rows_of(kind, of_gold, [m for m, own in given if kind in ("all", own)])
    for role in ROLES:
        right, n_predicted, n_gold = _count_words(gold, predicted, role)
        rows.append(_row(f"{role} words", "all", (right, n_predicted), (right, n_gold)))
    return TABLES["finder_scores"].frame(rows)


def _rows_of(kind: str, wanted: list[Match], given: list[Match]) -> list[tuple[object, ...]]:
    """Return the rows of one kind from its gold attributions and its predicted ones."""
    found, agreed = sum(m.predicted is not None for m in wanted), sum(m.gold is not None for m in given)
    sources, agreed_sources = sum(m.source_right for m in wanted), sum(m.source_right for m in given)
    return [
        _row("attribution", kind, (agreed, len(given)), (found, len(wanted))),
        _row("attribution and source", kind, (agreed_sources, len(given)), (sources, len(wanted))),
        _row("source of matches", kind, (sources, found), (sources, found)),
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
    """Return how many words have a role in both, in the predictions, in the gold."""
    right = n_predicted = n_gold = 0
    for doc_id, article in gold.items():
        wanted = _role_words(article.text, article.attributions, role)
        given = _role_words(article.text, predicted.get(doc_id, ()), role)
        right += len(wanted & given)
        n_predicted += len(given)
        n_gold += len(wanted)
    return right, n_predicted, n_gold


def _role_words(text: str, attributions: Sequence[Attribution], role: str) -> set[int]:
    spans = {
        "source": [a.source_spans for a in attributions],
        "cue": [a.cue_spans for a in attributions],
        "content": [a.content_spans for a in attributions],
    }[role]
    return set().union(*(_words(text, one) for one in spans))


@returns(TABLES["reliability"])
def measure_reliability(
    gold: Mapping[str, GoldArticle],
    predicted: Mapping[str, Sequence[Attribution]],
) -> pd.DataFrame:
    """Return how often attributions of each confidence are right: the table of a reliability diagram.

    One row a bin of equal width that holds any. The interval is that of Wilson 1927, "Probable Inference, the Law
    of Succession, and Statistical Inference", JASA 22, 209-212.
    """
    # Here, because it takes a second to load and other notebooks do not need it.
    from scipy.stats import binomtest

    rows = []
    sure = [(m.predicted.confidence, m.gold is not None) for m in match_attributions(gold, predicted)
            if m.predicted is not None]  # fmt: skip
    for k in range(_BINS):
        inside = [(c, right) for c, right in sure if min(int(c * _BINS), _BINS - 1) == k]
        if inside:
            mean, right = sum(c for c, _ in inside) / len(inside), sum(right for _, right in inside)
            interval = binomtest(right, len(inside)).proportion_ci(method="wilson")
            rows.append((k / _BINS, (k + 1) / _BINS, len(inside), mean, right / len(inside), *interval))
    return TABLES["reliability"].frame(rows)


@returns(TABLES["errors"])
def list_errors(
    gold: Mapping[str, GoldArticle], predicted: Mapping[str, Sequence[Attribution]]
) -> pd.DataFrame:
    """Return what a finder gets wrong: what it is surest of first, then what it misses, plainest cases first.

    What is missed is ordered by kind, direct first, the longest first.
    """
    rows: list[tuple[object, ...]] = []
    for m in match_attributions(gold, predicted):
        shown = m.predicted if m.predicted is not None else m.gold
        if shown is None or m.source_right:
            continue
        text = gold[m.doc_id].text
        error = "missed" if m.predicted is None else "spurious" if m.gold is None else "wrong source"
        right = m.gold.source_spans if m.gold is not None and error == "wrong source" else ()
        others = predicted.get(m.doc_id, ()) if error == "missed" else gold[m.doc_id].attributions
        near = _overlapping(text, shown, others) if error != "wrong source" else ()
        places = (shown.content_spans, shown.cue_spans, shown.source_spans, right)
        words = (words_of(text, spans) for spans in places)
        confidence = shown.confidence if m.predicted is not None else None
        kind = marked_kind(text, shown.content_spans)
        rows.append((error, m.doc_id, kind, *words, confidence, *map(list, (*places, near))))
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
    """Return the content spans of the other side's attributions that share a word with this one's content."""
    own = _words(text, attribution.content_spans)
    spans = {span for a in others if _words(text, a.content_spans) & own for span in a.content_spans}
    return tuple(sorted(spans))
