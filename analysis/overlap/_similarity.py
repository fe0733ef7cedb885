"""Similarity of the vocabulary of two articles: cosine of the tf-idf weights of lemmas."""

from __future__ import annotations

from collections import Counter
from sys import intern
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from analysis._arrays import Floats, Ints
from analysis.annotation import TOKENS, once_a_corpus
from analysis.language import Language
from analysis.overlap.paraphrase._sentences import CONTENT_POS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.annotation import AnnotatedCorpus, Tokens
    from analysis.corpus import Article

#: Digits to which cosines are compared, so that sums in another order rank alike, and the greatest difference of ties.
_DIGITS, _TIE = 12, 1e-11
_CELLS = 4_000_000  # cosines held at a time: a bound on memory, not on findings


@once_a_corpus
def content_lemmas(annotated: AnnotatedCorpus) -> dict[str, Counter[str]]:
    """Return for each article the frequency of each lemma of a content word in its body, in lower case."""
    return {
        article.doc_id: _content_lemmas(article, tokens, annotated.language)
        for article, tokens in annotated.records(TOKENS)
    }


def _content_lemmas(article: Article, tokens: Tokens, language: Language) -> Counter[str]:
    stop_words, text = language.words.stop_words, article.text
    counts: Counter[str] = Counter()
    for start, end, pos, lemma in zip(tokens.starts, tokens.ends, tokens.pos, tokens.lemmas, strict=True):
        if pos in CONTENT_POS and any(map(str.isalpha, text[start:end])):
            lower = lemma.lower()
            if lower not in stop_words and article.in_body(start, end):
                counts[intern(lower)] += 1  # since the words of a whole corpus are held
    return counts


def weigh_lemmas(counts: Sequence[Counter[str]]) -> sparse.csr_matrix:
    """Return a matrix of articles by lemmas, rows of length 1.

    The weight is (1 + ln tf) · (1 + ln((1 + N) / (1 + df))): logarithmic term frequency and inverse document
    frequency (Salton and Buckley 1988, p. 518), smoothed so that a lemma in all of a few articles still counts.
    """
    lemma_numbers = {lemma: number for number, lemma in enumerate(sorted(set().union(*counts)))}
    rows = np.repeat(np.arange(len(counts)), [len(article_counts) for article_counts in counts])
    columns = np.array(
        [lemma_numbers[lemma] for article_counts in counts for lemma in article_counts], dtype=np.int64
    )
    frequencies = np.array(
        [frequency for article_counts in counts for frequency in article_counts.values()], dtype=np.float64
    )
    document_frequencies = np.bincount(columns, minlength=len(lemma_numbers))
    weights = (1 + np.log(frequencies)) * (
        1 + np.log((1 + len(counts)) / (1 + document_frequencies[columns]))
    )
    length = np.sqrt(np.bincount(rows, weights=weights**2, minlength=len(counts)))
    shape = (len(counts), len(lemma_numbers))
    return sparse.csr_matrix((weights / length[rows], (rows, columns)), shape=shape)


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
