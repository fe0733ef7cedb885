"""Weigh the words and names of each article, so that rare ones in common show that two report one event."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from analysis.annotation import once_a_corpus
from analysis.entities import article_records, canonical_names
from analysis.language import Language
from analysis.overlap._similarity import TermCounts, content_lemmas, count_by_article, scale_rows
from analysis.overlap.paraphrase._word_vectors import Vectors, load_vectors

if TYPE_CHECKING:
    from analysis.annotation import AnnotatedCorpus

# Chosen on 132 articles of six topics of ECB+, two alike events each: with words alone 81 % of the pairs of articles on
# one event are found without a wrong one, with names alone 83 %, with a third of the weight on names 88 %.
_NAME_SHARE = 0.35
#: Prior weight of a term, as if so many articles of the language at large were added: in a corpus of one story all
#: its words are common. Flat between 1,000 and 3,000.
_PRIOR_ARTICLES = 3_000
_ARTICLE_WORDS = 60  # share of articles with a word, as a multiple of its share of running text
_NAME_ARTICLES = 1 / 2_000  # share of articles with a given name


@once_a_corpus
def weigh_articles(annotated: AnnotatedCorpus) -> tuple[list[str], sparse.csr_matrix]:
    """Return the articles' identifiers, sorted, and a matrix of articles by terms, rows of length 1.

    A term's weight is (1 + ln tf) times its surprisal in bits, smoothed by its share in the language at large. States
    and their words are left out: a hundred events are in one country. Words and names are weighed apart.
    """
    vectors = load_vectors(annotated.language)
    lemmas, of_states = content_lemmas(annotated), _words_of_states(annotated.language)
    words = lemmas.take(np.flatnonzero([term not in of_states for term in lemmas.terms]))
    names = count_by_article(_count_names(annotated))
    parts = [
        _weigh(words, lambda word: _word_share(word, vectors)),
        _weigh(names, lambda _: _NAME_ARTICLES),
    ]
    shares = np.sqrt([1 - _NAME_SHARE, _NAME_SHARE])
    weighed = sparse.hstack([part * share for part, share in zip(parts, shares, strict=True)]).tocsr()
    return lemmas.doc_ids, weighed


def _count_names(annotated: AnnotatedCorpus) -> Iterator[tuple[str, Counter[str]]]:
    """Yield each article's identifier and the names in its body, but those of states, with their counts."""
    state_named = annotated.language.places.state_named
    named = canonical_names(annotated)
    for article, record in article_records(annotated):
        names: Counter[str] = Counter()
        for mention in record.mentions:
            name = named.get((article.doc_id, mention.entity)) if mention.entity >= 0 else None
            if name is None or state_named(name) == name:
                continue
            if article.in_body(mention.start, mention.end):
                names[name] += 1
        yield article.doc_id, names


def _words_of_states(language: Language) -> set[str]:
    return {word for name in language.places.states for word in name.split()}


def _word_share(word: str, vectors: Vectors) -> float:
    """Return the share of articles with a word, by its rank."""
    return min(0.5, _ARTICLE_WORDS * vectors.share(word))


def _weigh(counted: TermCounts, share: Callable[[str], float]) -> sparse.csr_matrix:
    """Return a matrix of articles by terms, rows of length 1; that of an article without terms is zero."""
    counts = counted.counts
    articles_with = np.bincount(counts.indices, minlength=len(counted.terms))
    prior = _PRIOR_ARTICLES * np.array([share(term) for term in counted.terms], dtype=np.float64)
    bits = np.maximum(np.log2((counts.shape[0] + _PRIOR_ARTICLES) / (articles_with + prior)), 0.0)
    return scale_rows(counts, (1 + np.log(counts.data)) * bits[counts.indices])
