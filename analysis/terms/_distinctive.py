"""Distinctive terms: what each article says more often than all others together, and where it says so."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pandas as pd

from analysis._keywords import explains_keywords
from analysis.schema import TABLES, returns
from analysis.terms._counts import CountSource, TermCounts, as_counts, scopes_of
from analysis.terms._options import reading_rules
from analysis.terms.stats._contrast import log_likelihood
from analysis.terms.tokens._units import read_occurrences
from analysis.terms.tokens._word_table import read_words
from analysis.text import Span

#: The least log-likelihood: of terms with one rate everywhere, one in a hundred has as much by chance.
_MIN_LOG_LIKELIHOOD = 6.63


@returns(TABLES["distinctive_terms"])
@explains_keywords
def distinctive_terms(annotated: CountSource, *, top: int = 12, min_count: int = 2) -> pd.DataFrame:
    """Return the terms more frequent in an article than in all others together, with their places in its text.

    It says which words to look at in an article, for a page of its own; `keyness_by_group` has intervals and the
    correction for many tests.

    Args:
        annotated: Annotated articles, or counts already made by `count_terms`.
        top: Maximum number of terms of an article.
        min_count: Leave out terms that stand less often in the article.

    Returns:
        One row a term of an article, by `doc_id` and falling `log_likelihood`. Empty for a single article.

    Example:
        >>> distinctive_terms(annotated, top=1)[["term", "count"]]
                    term  count
        0      follow-up      6
        1       ministry      9
        2  United States     16
        3         Pompeo      6
    """
    counts = as_counts(annotated)
    cells = counts.matrix.tocoo()
    rows, columns, own = (np.asarray(part) for part in (cells.row, cells.col, cells.data))
    words, elsewhere = counts.words, counts.totals[columns] - own
    own_words, other_words = words[rows], words.sum() - words[rows]
    per_10k = 10_000 * own / np.maximum(own_words, 1)
    per_10k_elsewhere = 10_000 * elsewhere / np.maximum(other_words, 1)
    strength = log_likelihood(own, own_words, elsewhere, np.maximum(other_words, 1))
    chosen = (own >= min_count) & (per_10k > per_10k_elsewhere) & (strength >= _MIN_LOG_LIKELIHOOD)
    chosen &= other_words > 0
    table = pd.DataFrame(
        {
            "row": rows,
            "column": columns,
            "count": own,
            "per_10k": per_10k,
            "per_10k_elsewhere": per_10k_elsewhere,
            "log_likelihood": strength,
        }
    )[chosen]
    table = table.sort_values(["row", "log_likelihood", "column"], ascending=[True, False, True])
    table = table.groupby("row").head(top)
    places = _places(counts, table)
    return TABLES["distinctive_terms"].frame(
        table.assign(
            doc_id=[counts.doc_ids[row] for row in table["row"]],
            term=[counts.terms[column] for column in table["column"]],
            places=[places.get(pair, []) for pair in zip(table["row"], table["column"], strict=True)],
        ).reset_index(drop=True)
    )


def _places(counts: TermCounts, chosen: pd.DataFrame) -> dict[tuple[int, int], list[Span]]:
    """Return the spans of some terms in some articles, by their `row` and `column` in the counts."""
    options = counts.options
    rules = reading_rules(options, counts.annotated.language)
    occurrences = read_occurrences(read_words(counts.annotated), rules)
    occurrences = occurrences.inside(scopes_of(counts.articles, options))
    tags = counts.tags if options.by_pos else ("",) * len(counts.terms)
    column_of = {term: column for column, term in enumerate(zip(counts.terms, tags, strict=True))}
    columns = np.array(
        [
            column_of.get((label.term, label.tag if options.by_pos else ""), -1)
            for label in occurrences.labels
        ],
        dtype=np.int64,
    )[occurrences.label]
    width = len(counts.terms)
    wanted = chosen["row"].to_numpy() * np.int64(width) + chosen["column"].to_numpy()
    is_chosen = (columns >= 0) & np.isin(occurrences.rows * np.int64(width) + columns, wanted)
    found = occurrences.where(is_chosen)
    places: dict[tuple[int, int], list[Span]] = defaultdict(list)
    for row, column, start, end in zip(
        found.rows.tolist(),
        columns[is_chosen].tolist(),
        found.starts.tolist(),
        found.ends.tolist(),
        strict=True,
    ):
        places[row, column].append((start, end))
    return places
