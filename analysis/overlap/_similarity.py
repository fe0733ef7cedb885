"""Similarity of the vocabulary of two articles: cosine of the tf-idf weights of lemmas."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy import sparse

from analysis._arrays import Floats, Ints
from analysis.annotation import TOKENS, once_a_corpus
from analysis.language import Language
from analysis.overlap.paraphrase._sentences import CONTENT_POS

if TYPE_CHECKING:
    from analysis.annotation import AnnotatedCorpus, Tokens
    from analysis.corpus import Article

#: Digits to which cosines are compared, so that sums in another order rank alike, and the greatest difference of ties.
_DIGITS, _TIE = 12, 1e-11
_CELLS = 4_000_000  # cosines held at a time: a bound on memory, not on findings


class TermCounts(NamedTuple):
    """How often each term is in each article: as numbers, since those of a whole corpus are held.

    Attributes:
        doc_ids: The articles, sorted.
        terms: The terms in alphabetical order.
        counts: A matrix of articles by terms.
    """

    doc_ids: list[str]
    terms: list[str]
    counts: sparse.csr_matrix

    def take(self, columns: Ints) -> TermCounts:
        """Return the counts of some of the terms alone."""
        return TermCounts(self.doc_ids, [self.terms[column] for column in columns], self.counts[:, columns])

    def shared(self, row: int, other: int) -> int:
        """Return how many different terms two articles have in common."""
        left, right = (self.counts.indices[slice(*self.counts.indptr[at : at + 2])] for at in (row, other))
        return len(np.intersect1d(left, right, assume_unique=True))


def count_by_article(counted: Iterable[tuple[str, Counter[str]]]) -> TermCounts:
    """Return the counts of articles, each given with its identifier."""
    doc_ids, number_of = list[str](), dict[str, int]()
    columns, counts, edges = array("i"), array("i"), array("q", [0])
    for doc_id, of_article in counted:
        doc_ids.append(doc_id)
        columns.extend(number_of.setdefault(term, len(number_of)) for term in of_article)
        counts.extend(of_article.values())
        edges.append(len(columns))
    terms = sorted(number_of)
    place = np.empty(len(terms), dtype=np.int32)
    place[[number_of[term] for term in terms]] = np.arange(len(terms), dtype=np.int32)
    in_order = place[np.frombuffer(columns, dtype=np.int32)] if columns else np.zeros(0, dtype=np.int32)
    matrix = sparse.csr_matrix(
        (np.array(counts, dtype=np.int32), in_order, np.array(edges)), shape=(len(doc_ids), len(terms))
    )
    order = sorted(range(len(doc_ids)), key=doc_ids.__getitem__)
    matrix = matrix[order]
    matrix.sort_indices()
    return TermCounts([doc_ids[row] for row in order], terms, matrix)


@once_a_corpus
def content_lemmas(annotated: AnnotatedCorpus) -> TermCounts:
    """Return how often each article has each lemma of a content word in its body, in lower case."""
    return count_by_article(
        (article.doc_id, _content_lemmas(article, tokens, annotated.language))
        for article, tokens in annotated.records(TOKENS)
    )


def _content_lemmas(article: Article, tokens: Tokens, language: Language) -> Counter[str]:
    stop_words, text = language.words.stop_words, article.text
    counts: Counter[str] = Counter()
    for start, end, pos, lemma in zip(tokens.starts, tokens.ends, tokens.pos, tokens.lemmas, strict=True):
        if pos in CONTENT_POS and any(map(str.isalpha, text[start:end])):
            lower = lemma.lower()
            if lower not in stop_words and article.in_body(start, end):
                counts[lower] += 1
    return counts


def weigh_lemmas(counts: sparse.csr_matrix) -> sparse.csr_matrix:
    """Return a matrix of articles by lemmas, rows of length 1.

    The weight is (1 + ln tf) · (1 + ln((1 + N) / (1 + df))): logarithmic term frequency and inverse document
    frequency (Salton and Buckley 1988, p. 518), smoothed so that a lemma in all of a few articles still counts.
    """
    articles, lemmas = counts.shape
    document_frequencies = np.bincount(counts.indices, minlength=lemmas)
    rarity = 1 + np.log((1 + articles) / (1 + document_frequencies))
    weights = (1 + np.log(counts.data)) * rarity[counts.indices]
    return scale_rows(counts, weights)


def scale_rows(counts: sparse.csr_matrix, weights: Floats) -> sparse.csr_matrix:
    """Return a matrix with the given weights where another has its counts, rows of length 1 or empty."""
    rows = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
    length = np.sqrt(np.bincount(rows, weights=weights**2, minlength=counts.shape[0]))
    return sparse.csr_matrix(
        (weights / np.maximum(length[rows], 1e-9), counts.indices, counts.indptr), shape=counts.shape
    )


def closest_pairs(matrix: sparse.csr_matrix, limit: int) -> tuple[Ints, Ints, Floats]:
    """Return the `limit` most similar pairs of rows (all, if there are fewer): both indices and the cosine."""
    size = matrix.shape[0]
    step = max(1, _CELLS // max(size, 1))
    best: tuple[Ints, Ints, Floats] = (np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))
    for start in range(0, size, step):
        block = (matrix[start : start + step] @ matrix.T).toarray()
        later = np.arange(size)[None, :] > np.arange(start, start + len(block))[:, None]
        if len(best[2]) == limit:  # most cells of a later block are below the worst of the best so far
            later &= block >= best[2][-1] - _TIE
        row, column = np.nonzero(later)
        joined = [
            np.concatenate(columns)
            for columns in zip(best, (row + start, column, block[row, column]), strict=True)
        ]
        order = np.lexsort((joined[1], joined[0], -joined[2].round(_DIGITS)))[:limit]
        best = (joined[0][order], joined[1][order], joined[2][order])
    return best
