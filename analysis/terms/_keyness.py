"""Keyness: the terms whose rate in one part of a corpus differs from that in another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis._arrays import Flags, Floats, Ints
from analysis._keywords import explains_keywords
from analysis.corpus import Hyphens
from analysis.errors import DatelineError
from analysis.schema import TABLES, returns
from analysis.terms._counts import CountSource, TermCounts, as_counts
from analysis.terms._groups import Group, Grouping, label_articles, select_articles
from analysis.terms._options import CountOptions
from analysis.terms.stats._contrast import (
    adjust_p_values,
    log_likelihood,
    log_ratio,
    p_values,
    percent_difference,
    weighted_log_odds,
)
from analysis.terms.stats._dispersion import article_range
from analysis.terms.tokens._dictionary import DictionarySource, TermDictionary
from analysis.terms.tokens._multiword_names import NameSet
from analysis.terms.tokens._stop_list import StopWords
from analysis.terms.tokens._units import Unit
from analysis.text import Span, listed, nearest

Direction = Literal["both", "positive", "negative"]


@returns(TABLES["keyness"])
@explains_keywords
def keyness(  # noqa: D417 (what each option of counting means is said in CountOptions alone)
    annotated: CountSource,
    target: Group,
    reference: Group | None = None,
    *,
    min_count: int = 2,
    min_articles: int = 1,
    direction: Direction = "both",
    top: int | None = None,
    confidence: float = 0.95,
    unit: Unit = "lemma",
    n: int = 2,
    skip: int = 2,
    stop_words: StopWords = "default",
    pos: Iterable[str] = (),
    by_pos: bool = False,
    hyphens: Hyphens = "compounds",
    expressions: Iterable[str] = (),
    names_together: bool | NameSet = True,
    dictionary: DictionarySource | TermDictionary | None = None,
    entity_kinds: Iterable[str] = (),
    within: Mapping[str, Sequence[Span]] | None = None,
    without: Mapping[str, Sequence[Span]] | None = None,
) -> pd.DataFrame:
    """Return the terms whose rate in a group of articles differs from that in a reference, the surest first.

    Args:
        annotated: Annotated articles, or counts already made by `count_terms`.
        target: The group: a doc_id, doc_ids, "column=value", {column: value}, or a function of an article.
        reference: The articles to compare with, given likewise; None for all the rest. An article in both
            groups counts in the target alone.
        min_count: Leave out terms with fewer occurrences in target and reference together.
        min_articles: Leave out terms that fewer articles of the two have.
        direction: "positive" keeps terms more frequent in the target, "negative" those less frequent.
        top: Maximum number of terms; None for all.
        confidence: Level of the interval of the log ratio, between 0.5 and 0.999.
        unit: What a term is, as are the keywords that follow; `CountOptions` says what each means.

    Returns:
        One row a term, by falling `log_likelihood`, equals in alphabetical order. p is adjusted before `direction`
        and `top` cut the table. Sources and formulas: `analysis.terms.stats._contrast`.

        The table is empty where nothing can be compared: no article is left for the reference (a corpus of
        one article), or one side has no words.

    Raises:
        DatelineError: A group names what is not there or selects no article, or an option is out of its
            range.

    Example:
        >>> key = keyness(annotated, doc_ids[0], min_count=3)
        >>> key[["term", "count_target", "count_reference"]].head(3)
                term  count_target  count_reference
        0  follow-up             6                1
        1   official            11                7
        2   alliance             3                0
    """
    settings = _check_settings(min_count, min_articles, direction, top, confidence)
    options = CountOptions(
        unit=unit,
        n=n,
        skip=skip,
        stop_words=stop_words,
        pos=pos,
        by_pos=by_pos,
        hyphens=hyphens,
        expressions=expressions,
        names_together=names_together,
        dictionary=dictionary,
        entity_kinds=entity_kinds,
        within=within,
        without=without,
    )
    counts = as_counts(annotated, options)
    chosen = select_articles(counts.articles, target, name="target")
    rest = ~chosen
    if reference is not None:
        rest &= select_articles(counts.articles, reference, name="reference")
    return _compare(counts, _sum(counts, chosen), _sum(counts, rest), settings)


@returns(TABLES["keyness"])
@explains_keywords
def keyness_by_group(
    annotated: CountSource,
    by: Grouping = "doc_id",
    *,
    groups: Sequence[str] | None = None,
    reference: str = "",
    min_count: int = 2,
    min_articles: int = 1,
    direction: Direction = "positive",
    top: int | None = None,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """Return the key terms of each group of articles against all other articles whose group is known.

    Args:
        annotated: Annotated articles, or counts of them made by `count_terms` with other options than the defaults.
        by: "doc_id" (each article against the rest), a metadata column such as "outlet", "year" or "month" of
            the date, or a function that gives an article's group (None where it has none).
        groups: Compare these groups only, each still with all other articles; None for all.
        reference: Compare with this group rather than with all other articles.
        min_count: As in `keyness`.
        min_articles: As in `keyness`.
        direction: As in `keyness`; by default the terms more frequent in the group.
        top: Maximum number of terms of each group; None for all.
        confidence: As in `keyness`.

    Returns:
        As from `keyness`, in the order of the groups' names. Empty where there are fewer
        than two groups. p is adjusted within each group's comparison.

    Example:
        >>> key = keyness_by_group(annotated, "doc_id", min_count=3, top=1)
        >>> key[["group", "term", "count_target"]]
                          group           term  count_target
        0  000_a9ccbddb8078eaa8      follow-up             6
        1  001_66396de939dc4853       ministry             9
        2  002_7ee00924eb371e5f  United States            16
        3  004_9892b62eb0ea1784         Pompeo             6
    """
    settings = _check_settings(min_count, min_articles, direction, top, confidence)
    counts = as_counts(annotated)
    labels = np.array(label_articles(counts.articles, by), dtype=object)
    labelled = np.array([label is not None for label in labels], dtype=bool)
    if reference and reference not in labels[labelled]:
        parts = sorted({str(label) for label in labels[labelled]})
        near = nearest(str(reference), parts)
        hint = f"did you mean {near!r}?" if near else f"there are {listed(parts, most=5)}."
        raise DatelineError(f"reference: no part of the corpus is called {reference!r}; {hint}")
    totals = _sum(counts, labelled)
    tables = []
    for group in sorted(largest_groups(counts, by) if groups is None else groups):
        if group == reference:
            continue
        target = _sum(counts, labelled & (labels == group))
        remainder = _sum(counts, labelled & (labels == reference)) if reference else totals.without(target)
        tables.append(_compare(counts, target, remainder, settings).assign(group=group))
    if not tables:
        tables.append(_compare(counts, totals, totals.without(totals), settings).assign(group=""))
    return TABLES["keyness"].frame(pd.concat(tables, ignore_index=True))


def largest_groups(counts: TermCounts, by: Grouping) -> list[str]:
    """Return the names of the groups of articles, those with the most words first, equals by name.

    Example:
        >>> largest_groups(count_terms(annotated), "doc_id")[0]
        '004_9892b62eb0ea1784'
    """
    words: Counter[str] = Counter()
    for label, number in zip(label_articles(counts.articles, by), counts.words.tolist(), strict=True):
        if label is not None:
            words[str(label)] += number
    return sorted(words, key=lambda label: (-words[label], label))


def _check_settings(
    min_count: int,
    min_articles: int,
    direction: Direction,
    top: int | None,
    confidence: float,
) -> _Settings:
    for name, value in (("min_count", min_count), ("min_articles", min_articles), ("top", top)):
        if value is not None and value < 1:
            raise DatelineError(f"{name}: {value} is out of range; give a whole number of 1 or more.")
    if direction not in {"both", "positive", "negative"}:
        raise DatelineError(
            f"direction: {direction!r} is not known; allowed are both, positive and negative."
        )
    if not 0.5 <= confidence <= 0.999:
        raise DatelineError(f"confidence: {confidence} is out of range; give a level from 0.5 to 0.999.")
    return _Settings(min_count, min_articles, direction, top, confidence)


class _GroupSums(NamedTuple):
    """Counts and ranges of all terms in a group of articles, its words and its articles that have words."""

    counts: Ints
    ranges: Ints
    words: float
    articles: int

    def without(self, part: _GroupSums) -> _GroupSums:
        """Return the sums of the articles that are not in `part`."""
        return _GroupSums(
            self.counts - part.counts,
            self.ranges - part.ranges,
            self.words - part.words,
            self.articles - part.articles,
        )


class _Settings(NamedTuple):
    min_count: int
    min_articles: int
    direction: Direction
    top: int | None
    confidence: float


def _sum(counts: TermCounts, chosen: Flags) -> _GroupSums:
    matrix = counts.matrix[np.flatnonzero(chosen)]
    sums = np.asarray(matrix.sum(axis=0), dtype=np.int64).reshape(-1)
    words = counts.words[chosen]
    return _GroupSums(sums, article_range(matrix), float(words.sum()), int((words > 0).sum()))


def _compare(
    counts: TermCounts, target: _GroupSums, reference: _GroupSums, settings: _Settings
) -> pd.DataFrame:
    """Return the table of `keyness`: the test for every term, the rest for those that are shown."""
    combined = target.counts + reference.counts
    compared = (combined >= settings.min_count) & (target.ranges + reference.ranges >= settings.min_articles)
    if not target.words or not reference.words:
        compared[:] = False
    size_a, size_b = max(target.words, 1.0), max(reference.words, 1.0)
    selected = np.flatnonzero(compared)
    a, b = target.counts[selected], reference.counts[selected]
    g2 = log_likelihood(a, size_a, b, size_b)
    p = p_values(g2)
    adjusted = adjust_p_values(p)
    order = _order(g2, a / size_a - b / size_b, settings)
    selected, a, b = selected[order], a[order], b[order]
    ratio, low, high = log_ratio(a, size_a, b, size_b, confidence=settings.confidence)
    # The prior is worth as many words as an average article.
    prior_size = (size_a + size_b) / max(target.articles + reference.articles, 1)
    odds, z = weighted_log_odds(a, size_a, b, size_b, prior_size * (a + b) / (size_a + size_b), prior_size)
    tags = {counts.tag_name: [counts.tags[i] for i in selected]} if counts.tag_name else {}
    columns: dict[str, object] = {
        "term": [counts.terms[i] for i in selected],
        **tags,
        "count_target": a,
        "count_reference": b,
        "per_10k_target": 10_000 * a / size_a,
        "per_10k_reference": 10_000 * b / size_b,
        "articles_target": target.ranges[selected],
        "articles_reference": reference.ranges[selected],
        "log_likelihood": g2[order],
        "p_value": p[order],
        "p_adjusted": adjusted[order],
        "log_ratio": ratio,
        "ci_low": low,
        "ci_high": high,
        "percent_diff": percent_difference(a, size_a, b, size_b),
        "log_odds": odds,
        "log_odds_z": z,
    }
    return TABLES["keyness"].frame(columns)


def _order(g2: Floats, difference: Floats, settings: _Settings) -> NDArray[np.intp]:
    """Return which terms are shown, in order; they come in alphabetical order, which a stable sort keeps."""
    order = np.argsort(-g2, kind="stable")
    if settings.direction == "positive":
        order = order[difference[order] > 0]
    elif settings.direction == "negative":
        order = order[difference[order] < 0]
    return order[: settings.top]
