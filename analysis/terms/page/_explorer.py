"""Contexts, spread and collocates of every term, for a page that is searched without a server.

A page's size may not follow the corpus: terms, lines of context, articles and collocates are bounded, each by
a number in `Limits`. Where not every occurrence fits, lines are drawn evenly over the articles that have the
term, always the same ones, and the number of all of them stands beside.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis._keywords import explains_keywords
from analysis.terms._counts import TermCounts, scopes_of
from analysis.terms._options import reading_rules
from analysis.terms.contexts._collocations import collocations
from analysis.terms.contexts._kwic import ContextReader
from analysis.terms.tokens._units import WORD_UNITS, read_occurrences
from analysis.terms.tokens._word_table import read_words
from analysis.text import contains, merge

#: Row of an article → term → which of its occurrences there are shown, counted from 0.
Plan = Mapping[int, Mapping[str, frozenset[int]]]


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits on the part of a corpus that goes into a page, which keep the page below two megabytes."""

    terms: int = 12_000  # that can be looked up
    letters: int = 250_000  # of those terms together
    lines: int = 3_500  # of context in all
    lines_of_term: int = 100  # where the lines of all terms fit; else:
    foremost: int = 120  # terms that come first
    lines_of_foremost: int = 20  # lines of each of these
    lines_of_others: int = 3  # lines of each further term
    articles: int = 12  # named in the spread of a term,
    named: int = 4_000  # articles in all spreads; beyond, a spread names only articles that have a line
    nodes: int = 150  # terms whose collocates are counted
    collocates: int = 12  # of each


class _Line(NamedTuple):
    term: int
    row: int
    start: int
    end: int
    left: int
    right: int


@explains_keywords
def explore_terms(
    counts: TermCounts,
    *,
    first: Iterable[str] = (),
    window: int = 8,
    limits: Limits | None = None,
) -> dict[str, Any]:
    """Return the data for a page that shows any of its terms in context, as plain values for JSON.

    Args:
        counts: From `count_terms`.
        first: Terms that the page names, which get their context before the most frequent others.
        window: Words of context on each side.
        limits: Limits on the size of the data.

    Returns:
        A mapping of `unit`; `all_terms` and `all_articles` (how many there are); `terms` (the most frequent
        first), `counts` and `ranges` (their occurrences and articles); `articles` (`doc_id`, running words and
        code points of each that is named); `forms` (of words and lemmas: a form as written, in small letters, to the
        places of its terms, where it is none itself); `stop_words` (those that stand in the articles); `texts`
        (stretches of articles: the article's place in that list,
        where the stretch starts, its words as they stand in the text); `lines` (by the term's place: five
        numbers a line, the stretch, the keyword's start in it, its length, and how many code points of context
        stand left and right of it); `spread` (by term: article, occurrences, of the articles with the highest
        rates); `collocates` (by term: collocate, co-occurrences, logDice, by falling logDice; for words and
        lemmas), `nodes` (for how many terms they were counted) and `min_together` (the fewest co-occurrences
        listed).

    Example:
        >>> explored = explore_terms(count_terms(annotated))
        >>> len(explored["articles"])
        4
    """
    bounds = limits or Limits()
    order = _searchable(counts, list(first), bounds)
    foremost = _foremost(counts, order, first)
    plan = plan_lines(counts, foremost, bounds)
    lines = list(_read_lines(counts, plan, window))
    with_lines = {line.term for line in lines}
    spread = _spread(counts, [i for i in foremost if i in with_lines], {line.row for line in lines}, bounds)
    rows = sorted({line.row for line in lines} | {row for pairs in spread.values() for row, _ in pairs})
    article_at = {row: index for index, row in enumerate(rows)}
    term_at = {column: index for index, column in enumerate(order)}
    texts, packed = _pack(counts, lines, article_at, term_at)
    articles = [counts.articles[row] for row in rows]
    min_together = 2 if counts.words.sum() < 20_000 else 3
    nodes = [counts.terms[i] for i in foremost[: bounds.nodes] if i in term_at]
    collocates = _collocates_of(counts, nodes, min_together, bounds.collocates)
    place = {counts.terms[column]: index for column, index in term_at.items()}
    forms, stopped = _forms(counts, place)
    return {
        "unit": counts.unit,
        "window": window,
        "all_terms": len(counts.terms),
        "all_articles": len(counts.articles),
        "terms": [counts.terms[i] for i in order],
        "counts": [int(counts.totals[i]) for i in order],
        "ranges": np.diff(counts.matrix.tocsc().indptr)[order].tolist(),
        "articles": [
            [a.doc_id, int(counts.words[row]), len(a.text)] for row, a in zip(rows, articles, strict=True)
        ],
        "texts": texts,
        "lines": packed,
        "spread": {
            str(place[term]): [n for row, count in pairs for n in (article_at[row], count)]
            for term, pairs in spread.items()
        },
        "forms": forms,
        "stop_words": stopped,
        "collocates": {str(place[term]): rows_of_term for term, rows_of_term in collocates.items()},
        "nodes": len(nodes) if collocates else 0,
        "min_together": min_together,
    }


def _forms(counts: TermCounts, place: Mapping[str, int]) -> tuple[dict[str, list[int]], list[str]]:
    """Return the forms by which readers may look for a term, with the places of their terms, and the stop words."""
    rules = reading_rules(counts.options, counts.annotated.language)
    forms: dict[str, set[int]] = defaultdict(set)
    stopped = set()
    for kind in rules.table(read_words(counts.annotated)).kinds:
        form, term = kind.form.lower(), rules.term(kind)
        if rules.stops.stops(kind):
            stopped.add(form)
        elif rules.unit in WORD_UNITS and term in place and form != term.lower():
            forms[form].add(place[term])
    return {form: sorted(forms[form]) for form in sorted(forms)}, sorted(stopped)


def plan_lines(counts: TermCounts, foremost: Sequence[int], limits: Limits) -> Plan:
    """Return which occurrences are shown, within the bounds; from counts alone, before any text is read."""
    matrix = counts.matrix.tocsc()
    all_fit = int(np.minimum(counts.totals[list(foremost)], limits.lines_of_term).sum()) <= limits.lines
    plan: dict[int, dict[str, frozenset[int]]] = defaultdict(dict)
    remaining = limits.lines
    for rank, column in enumerate(foremost):
        if all_fit:
            most = limits.lines_of_term
        else:
            most = limits.lines_of_foremost if rank < limits.foremost else limits.lines_of_others
        entries = slice(matrix.indptr[column], matrix.indptr[column + 1])
        rows, numbers = matrix.indices[entries], matrix.data[entries]
        in_order = np.argsort(rows, kind="stable")
        chosen = _draw_evenly(rows[in_order], numbers[in_order], min(most, remaining))
        for row, places in chosen.items():
            plan[row][counts.terms[column]] = frozenset(places)
            remaining -= len(places)
        if remaining <= 0:
            break
    return plan


def _draw_evenly(rows: NDArray[Any], numbers: NDArray[Any], most: int) -> dict[int, list[int]]:
    """Return at most `most` occurrences: all, or one more from each article in turn, or of articles evenly apart."""
    if numbers.sum() <= most:
        return {int(row): list(range(n)) for row, n in zip(rows, numbers, strict=True)}
    if len(rows) >= most:
        picked = [(2 * i + 1) * len(rows) // (2 * most) for i in range(most)]
        # Not always the first occurrence, since an article's opening differs from the rest.
        return {int(rows[index]): [i % int(numbers[index])] for i, index in enumerate(picked)}
    shares = np.zeros(len(rows), dtype=np.int64)
    while shares.sum() < most:
        free = np.flatnonzero(shares < numbers)
        shares[free[: most - int(shares.sum())]] += 1
    evenly = {
        int(row): [int(i * n // share) for i in range(share)]
        for row, n, share in zip(rows, numbers, shares, strict=True)
    }
    return {row: places for row, places in evenly.items() if places}


def _searchable(counts: TermCounts, first: Sequence[str], limits: Limits) -> list[int]:
    """Return the terms that can be looked up, the most frequent first, with those of `first` in any case."""
    totals = counts.totals
    ranked = np.lexsort((np.arange(len(totals)), -totals))
    lengths = np.array([len(term) + 1 for term in counts.terms], dtype=np.int64)
    fits = np.cumsum(lengths[ranked]) <= limits.letters
    chosen = set(ranked[fits][: limits.terms].tolist()) | set(_columns(counts, first))
    return sorted(chosen, key=lambda i: (-int(totals[i]), i))


def _foremost(counts: TermCounts, order: Sequence[int], first: Iterable[str]) -> list[int]:
    return list(dict.fromkeys([*_columns(counts, first), *order]))


def _columns(counts: TermCounts, terms: Iterable[str]) -> list[int]:
    position = {term: i for i, term in enumerate(counts.terms)}
    return [position[term] for term in dict.fromkeys(terms) if term in position]


def _read_lines(counts: TermCounts, plan: Plan, window: int) -> Iterator[_Line]:
    """Yield the lines of a plan, article by article and in the order of reading."""
    words = read_words(counts.annotated)
    rules = reading_rules(counts.options, counts.annotated.language)
    occurrences = read_occurrences(words, rules).inside(scopes_of(counts.articles, counts.options))
    column_of = {term: column for column, term in enumerate(counts.terms)}
    columns = np.array([column_of.get(label.term, -1) for label in occurrences.labels])[occurrences.label]
    # Occurrences of one term in one article stand together, in the order of reading.
    keys = occurrences.rows * np.int64(len(counts.terms)) + columns
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    reader = ContextReader(words, rules.hyphens, window)
    for row in sorted(plan):
        chosen: list[int] = []
        for term, numbers in plan[row].items():
            first = np.searchsorted(keys, row * len(counts.terms) + column_of[term])
            chosen += order[first + np.array(sorted(numbers), dtype=np.int64)].tolist()
        for place in sorted(chosen):
            span = (int(occurrences.starts[place]), int(occurrences.ends[place]))
            context = reader.read(row, span)
            yield _Line(int(columns[place]), row, *span, context.start, context.end)


def _pack(
    counts: TermCounts, lines: Sequence[_Line], article_at: Mapping[int, int], term_at: Mapping[int, int]
) -> tuple[list[list[Any]], dict[str, list[int]]]:
    """Return the stretches of text that the lines need, each once, and the lines as places in them."""
    texts: list[list[Any]] = []
    packed: dict[str, list[int]] = {}
    by_row: dict[int, list[_Line]] = defaultdict(list)
    for line in lines:
        by_row[line.row].append(line)
    for row in sorted(by_row):
        article = counts.articles[row]
        stretches = merge(((line.left, line.right) for line in by_row[row]), text=article.text)
        first = len(texts)
        texts += [[article_at[row], low, article.text[low:high]] for low, high in stretches]
        for line in by_row[row]:
            index = next(i for i, span in enumerate(stretches) if contains(span, (line.left, line.right)))
            numbers = (line.start - stretches[index][0], line.end - line.start)
            sides = (line.start - line.left, line.right - line.end)
            packed.setdefault(str(term_at[line.term]), []).extend((first + index, *numbers, *sides))
    return texts, {key: packed[key] for key in sorted(packed, key=int)}


def _spread(
    counts: TermCounts, columns: Sequence[int], named: set[int], limits: Limits
) -> dict[str, list[tuple[int, int]]]:
    """Return, for each of some terms, the articles with the highest rates and the occurrences in each.

    Args:
        counts: The counts.
        columns: The terms, the foremost first.
        named: Articles that the page names in any case.
        limits: Where `named` is reached, a term's list ends before the first article that would be a new one,
            so that it still holds those with the highest rates.
    """
    matrix = counts.matrix.tocsc()
    listed = set(named)
    spread = {}
    for column in columns:
        entries = slice(matrix.indptr[column], matrix.indptr[column + 1])
        rows, numbers = matrix.indices[entries], matrix.data[entries]
        rates = numbers / np.maximum(counts.words[rows], 1)
        top_articles: list[tuple[int, int]] = []
        for i in np.lexsort((rows, -rates))[: limits.articles]:
            row = int(rows[i])
            if row not in listed and len(listed) >= limits.named:
                break
            listed.add(row)
            top_articles.append((row, int(numbers[i])))
        if top_articles:
            spread[counts.terms[column]] = top_articles
    return spread


def _collocates_of(
    counts: TermCounts, nodes: Sequence[str], min_count: int, top: int
) -> dict[str, list[list[Any]]]:
    if not nodes or counts.unit not in WORD_UNITS:
        return {}
    # A literal * would be read as a wildcard, so it is looked up as ?, which matches it.
    literal = {term.replace("*", "?"): term for term in nodes}
    table = collocations(counts, list(literal), min_count=min_count, sort="log_dice", top=top)
    collocates: dict[str, list[list[Any]]] = {}
    columns = (table["node"], table["collocate"], table["count"], table["log_dice"])
    for node, collocate, count, strength in zip(*columns, strict=True):
        collocates.setdefault(literal[node], []).append([collocate, int(count), round(float(strength), 1)])
    return collocates
