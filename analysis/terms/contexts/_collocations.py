"""Collocations: the words that stand near a word or depend on it, and the network that they form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis._keywords import explains_keywords
from analysis.errors import DatelineError
from analysis.schema import TABLES, returns
from analysis.terms._counts import CountSource, articles_and_options, as_counts
from analysis.terms._options import reading_rules, with_names
from analysis.terms.contexts._neighbours import Collocates, Cooccurrences, count_cooccurrences
from analysis.terms.stats._association import (
    association_g2,
    expected_count,
    log_dice,
    pointwise_mutual_information,
    t_score,
)
from analysis.terms.stats._contrast import adjust_p_values, p_values
from analysis.terms.tokens._patterns import TermSet
from analysis.terms.tokens._word_table import read_words

Measure = Literal["log_likelihood", "pmi3", "log_dice", "t_score", "count"]
MEASURES: tuple[str, ...] = ("log_likelihood", "pmi3", "log_dice", "t_score", "count")


@returns(TABLES["collocations"])
@explains_keywords
def collocations(
    annotated: CountSource,
    nodes: str | Sequence[str],
    *,
    relation: Literal["window", "dependency"] = "window",
    window: int = 5,
    min_count: int = 2,
    ignore_case: bool = False,
    sort: Measure = "log_likelihood",
    top: int | None = None,
) -> pd.DataFrame:
    """Return the words that stand near a word, or in a grammatical relation with it, more often than by chance.

    Args:
        annotated: Annotated articles, read by lemmas, or counts of words, lower-cased words or lemmas made by
            `count_terms`, whose stop list, parts of speech (of the collocates), names and expressions hold.
        nodes: A word, or several, as the unit lists them (lemmas by default), with the wildcards * and ?.
        relation: "window" counts words of the same sentence within `window` words on either side; each place
            counts once, however many nodes are near. "dependency" counts pairs of head and dependent in the
            parse; the relation is then the dependency's label with the node's part in it, such as "nsubj of"
            (the node is subject of the collocate) or "has amod" (the collocate modifies the node).
        window: Words on each side, 1 to 50.
        min_count: Leave out rarer pairs.
        ignore_case: True where a node's capitals do not matter.
        sort: Measure to order by.
        top: Maximum number of collocates of each node; None for all.

    Returns:
        One row a node, relation and collocate, by node in the order given, then by falling `sort`, equals by
        relation and collocate. Formulas and sources: `analysis.terms.stats._association`. The contingency table of a
        window is Evert's (2008) for surface co-occurrence: R₁ the places within the windows, N all words but the
        node's own. That of a dependency counts pairs of the same relation.

    Raises:
        DatelineError: A parameter is out of its range.

    Example:
        >>> near = collocations(annotated, "summit", window=2)
        >>> near[["node", "collocate", "count"]].head(2)
             node  collocate  count
        0  summit  follow-up      6
        1  summit       talk      6
    """
    if not 1 <= window <= 50:
        raise DatelineError(f"window: {window} is out of range; give a number of words from 1 to 50.")
    if sort not in MEASURES:
        raise DatelineError(f"sort: {sort!r} is not known; allowed are {', '.join(MEASURES)}.")
    if relation not in {"window", "dependency"}:
        raise DatelineError(f"relation: {relation!r} is not known; allowed are window and dependency.")
    if min_count < 1:
        raise DatelineError(f"min_count: {min_count} is out of range; give a whole number of 1 or more.")
    articles, options = articles_and_options(annotated)
    (options,) = with_names(articles, [options])
    rules = reading_rules(options, articles.language)
    if rules.unit not in {"lemma", "lower", "word"}:
        raise DatelineError(f"unit: {rules.unit!r} has no collocates; allowed are lemma, lower and word.")
    names = [nodes] if isinstance(nodes, str) else list(dict.fromkeys(nodes))
    if not names:
        raise DatelineError("nodes: there is none; give a word, or several.")
    node_terms = TermSet(names, ignore_case=ignore_case)
    cooccurrences = count_cooccurrences(
        read_words(articles), node_terms, rules, window if relation == "window" else None
    )
    parts = [_columns(name, cooccurrences, index, (min_count, sort, top)) for index, name in enumerate(names)]
    return TABLES["collocations"].frame(
        {key: np.concatenate([part[key] for part in parts]) for key in parts[0]}
    )


@returns(TABLES["collocation_network"])
@explains_keywords
def collocation_network(
    annotated: CountSource,
    node: str,
    *,
    depth: int = 2,
    window: int = 5,
    min_count: int = 2,
    ignore_case: bool = False,
    sort: Measure = "log_dice",
    top: int = 10,
) -> pd.DataFrame:
    """Return the network around a word: its collocates, theirs, and so on.

    Brezina, McEnery and Wattam (2015), Collocations in context, International Journal of Corpus Linguistics
    20(2), 139-173.

    Args:
        annotated: Annotated articles, read by lemmas, or counts of words, lower-cased words or lemmas made by
            `count_terms`, whose stop list, parts of speech (of the collocates), names and expressions hold.
        node: The word in the middle.
        depth: Steps outwards, 1 to 3.
        window: As in `collocations`.
        min_count: Leave out rarer pairs.
        ignore_case: As in `collocations`.
        sort: Measure that chooses the collocates of each node.
        top: Maximum number of collocates of each node, 1 to 50.

    Returns:
        One row an edge, by `step`, then as in `collocations`. Each word is expanded once.

    Raises:
        DatelineError: A parameter is out of its range.

    Example:
        >>> network = collocation_network(annotated, "talk", depth=1, min_count=2)
        >>> network[["collocate", "count"]].head(2)
           collocate  count
        0  follow-up      6
        1     summit      6
    """
    _check_network(depth, top)
    counts = as_counts(annotated)
    tables: list[pd.DataFrame] = []
    expanded: set[str] = set()
    frontier = [node]
    for step in range(1, depth + 1):
        edges = collocations(
            counts,
            frontier,
            window=window,
            min_count=min_count,
            ignore_case=ignore_case,
            sort=sort,
            top=top,
        )
        tables.append(edges.assign(step=step))
        expanded.update(frontier)
        frontier = [
            c for c in dict.fromkeys(edges["collocate"]) if c not in expanded and not set("*?") & set(c)
        ]
        if not frontier:
            break
    return TABLES["collocation_network"].frame(pd.concat(tables, ignore_index=True))


def _check_network(depth: int, top: int) -> None:
    if not 1 <= depth <= 3:
        raise DatelineError(f"depth: {depth} is out of range; give 1, 2 or 3.")
    if not 1 <= top <= 50:
        raise DatelineError(f"top: {top} is out of range; give a number from 1 to 50.")


def _columns(
    name: str, cooccurrences: Cooccurrences, index: int, settings: tuple[int, Measure, int | None]
) -> dict[str, NDArray[Any]]:
    """Return the columns of one node's collocates, the strongest first."""
    min_count, sort, top = settings
    counted = cooccurrences.nodes[index]
    names = [
        (cooccurrences.relations[relation], cooccurrences.terms[term])
        for relation, term in zip(counted.relations.tolist(), counted.terms.tolist(), strict=True)
    ]
    frequent = np.flatnonzero(counted.counts >= min_count).tolist()
    rows = np.array(sorted(frequent, key=names.__getitem__), dtype=np.int64)
    collocates = Collocates(*(column[rows] for column in counted))
    expected = expected_count(collocates.slots, collocates.frequencies, collocates.sizes)
    g2 = association_g2(collocates.counts, collocates.slots, collocates.frequencies, collocates.sizes)
    p = p_values(g2)
    columns = {
        "node": np.full(len(rows), name, dtype=object),
        "relation": np.array([names[row][0] for row in rows], dtype=object),
        "collocate": np.array([names[row][1] for row in rows], dtype=object),
        "pos": np.array([cooccurrences.tags[term] for term in collocates.terms], dtype=object),
        "count": collocates.counts,
        "count_node": collocates.node_totals,
        "count_collocate": collocates.frequencies,
        "left": collocates.left,
        "right": collocates.counts - collocates.left,
        "articles": collocates.articles,
        "expected": expected,
        "log_likelihood": g2,
        "p_value": p,
        "p_adjusted": adjust_p_values(p),
        "pmi": pointwise_mutual_information(collocates.counts, expected),
        "pmi3": pointwise_mutual_information(collocates.counts, expected, power=3),
        "log_dice": log_dice(collocates.counts, collocates.node_totals, collocates.frequencies),
        "t_score": t_score(collocates.counts, expected),
    }
    # Rows come by relation and collocate, so a stable sort leaves equals in that order.
    strongest = np.argsort(-columns[sort], kind="stable")[: top or None]
    return {key: column[strongest] for key, column in columns.items()}
