"""Compare the articles of a corpus pair by pair: vocabulary, names, speakers, quotations and passages."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

import pandas as pd

from analysis._keywords import explains_keywords
from analysis.entities import article_records, canonical_names
from analysis.errors import DatelineError
from analysis.overlap._shared_sources import named_speakers, names_by_identity
from analysis.overlap._similarity import closest_pairs, content_lemmas, weigh_lemmas
from analysis.overlap.reuse._passages import find_passages
from analysis.overlap.reuse._phrases import longest_runs
from analysis.overlap.reuse._quotations import shared_quotations
from analysis.overlap.reuse._word_table import index_words
from analysis.quotes import find_quotes
from analysis.schema import TABLES, returns

if TYPE_CHECKING:
    from analysis.annotation import AnnotatedCorpus

_KINDS = {"person": "people", "organisation": "organisations", "place": "places", "event": "events"}

Pair = tuple[str, str]


def _read_names(annotated: AnnotatedCorpus) -> dict[str, dict[str, set[str]]]:
    """Return the names in the body of each article, by kind."""
    named: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    names = canonical_names(annotated)
    for article, record in article_records(annotated):
        in_body = {
            mention.entity for mention in record.mentions if article.in_body(mention.start, mention.end)
        }
        for identity in record.identities:
            name = names.get((article.doc_id, identity.entity))
            if name is not None and identity.entity in in_body and identity.kind in _KINDS:
                named[article.doc_id][identity.kind].add(name)
    return named


def _speakers_by_article(quotes: pd.DataFrame) -> dict[str, dict[object, str]]:
    """Return the named speakers of each article: the identity and its most frequent name."""
    named = named_speakers(quotes)
    name_of = names_by_identity(named)
    speakers: dict[str, dict[object, str]] = defaultdict(dict)
    for doc_id, identity in zip(named["doc_id"], named["speaker_identity"], strict=True):
        speakers[doc_id][identity] = name_of[identity]
    return speakers


def _count_pairs(pairs: pd.DataFrame) -> Counter[Pair]:
    return Counter(zip(pairs["doc_a"], pairs["doc_b"], strict=True))


@returns(TABLES["pairs"])
@explains_keywords
def compare_articles(
    annotated: AnnotatedCorpus,
    *,
    quotes: pd.DataFrame | None = None,
    passages: pd.DataFrame | None = None,
    quotations: pd.DataFrame | None = None,
    top: int = 20_000,
) -> pd.DataFrame:
    """Compare the articles of a corpus pair by pair, the most similar pair first.

    Args:
        annotated: The articles with their parses.
        quotes: From `find_quotes`; by default found with its default options.
        passages: From `find_passages`; by default found with its default options.
        quotations: From `shared_quotations`; by default found with its default options.
        top: Maximum number of pairs, those with the most similar vocabulary (20,000 are all pairs of 200 articles).

    Returns:
        One row a pair, its articles sorted by identifier. Content words are the nouns, names, verbs, adjectives and
        adverbs of the bodies; quotations are the rows of `quotations`, passages those of `passages`.

    Raises:
        DatelineError: `top` is less than 1.

    Example:
        >>> pairs = compare_articles(annotated, quotes=found)
        >>> pairs[["doc_a", "doc_b", "similarity", "longest_shared_run"]].head(2).round(2)
                          doc_a                 doc_b  similarity  longest_shared_run
        0  001_66396de939dc4853  002_7ee00924eb371e5f        0.40                   6
        1  000_a9ccbddb8078eaa8  001_66396de939dc4853        0.38                   7
    """
    if top < 1:
        raise DatelineError(f"top is {top}: give a number of pairs, 1 or more.")
    quotes = find_quotes(annotated) if quotes is None else quotes
    passages = find_passages(annotated) if passages is None else passages
    quotations = shared_quotations(annotated, quotes=quotes) if quotations is None else quotations
    lemmas = content_lemmas(annotated)
    doc_ids = lemmas.doc_ids
    left_index, right_index, cosine = closest_pairs(weigh_lemmas(lemmas.counts), top)
    index_pairs = list(zip(left_index.tolist(), right_index.tolist(), strict=True))
    runs = _longest_runs(annotated, doc_ids, index_pairs)
    named, speakers = _read_names(annotated), _speakers_by_article(quotes)
    quotation_counts, passage_counts = _count_pairs(quotations), _count_pairs(passages)
    passage_words = passages.groupby(["doc_a", "doc_b"])["words"].sum().to_dict() if len(passages) else {}
    rows = []
    for (left, right), similarity in zip(index_pairs, cosine.tolist(), strict=True):
        pair = doc_ids[left], doc_ids[right]
        shared = {kind: sorted(named[pair[0]][kind] & named[pair[1]][kind]) for kind in _KINDS}
        shared_speakers = sorted(
            speakers[pair[0]][identity] for identity in speakers[pair[0]].keys() & speakers[pair[1]].keys()
        )
        row = [*pair, min(similarity, 1.0), lemmas.shared(left, right)]
        row += [sum(map(len, shared.values())), *shared.values(), len(shared_speakers), shared_speakers]
        rows.append(
            (
                *row,
                quotation_counts[pair],
                passage_counts[pair],
                int(passage_words.get(pair, 0)),
                *runs[left, right],
            )
        )
    return TABLES["pairs"].frame(rows)


def _longest_runs(
    annotated: AnnotatedCorpus, doc_ids: list[str], pairs: Iterable[tuple[int, int]]
) -> dict[tuple[int, int], tuple[int, str]]:
    """Return the length in words of the longest run of each pair, and its text in the first article."""
    articles = [annotated.corpus[doc_id] for doc_id in doc_ids]
    table = index_words(articles, annotated.language)
    texts = {}
    for pair, (size, first, _) in longest_runs(table, pairs).items():
        span = slice(int(table.start[first]), int(table.end[first + size - 1])) if size else slice(0, 0)
        texts[pair] = size, articles[pair[0]].text[span]
    return texts
