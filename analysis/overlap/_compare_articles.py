"""How much do two articles have in common? Vocabulary, names, speakers, quotations and passages, pair by pair."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis._keywords import explains_keywords
from analysis.entities import (
    ArticleEntities,
    LocalEvent,
    LocalIdentity,
    local_events,
    local_identities,
    name_events,
    unify,
)
from analysis.errors import DatelineError
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


@dataclass
class _Read:
    """What each article has, collected in one reading of the corpus."""

    lemmas: dict[str, Counter[str]]
    named: dict[str, dict[str, set[str]]]


def _read(annotated: AnnotatedCorpus) -> _Read:
    """Return the content lemmas of each article and the names it gives in its body, by kind."""
    read = _Read({}, defaultdict(lambda: defaultdict(set)))
    records: list[LocalIdentity] = []
    events: list[LocalEvent] = []
    in_body: set[tuple[str, int]] = set()
    for article, doc in annotated:
        read.lemmas[article.doc_id] = content_lemmas(article, doc, annotated.language)
        entities = ArticleEntities(article, doc)
        records += local_identities(entities)
        events += local_events(entities)
        in_body |= {(article.doc_id, m.entity) for m in entities.mentions if article.in_body(m.start, m.end)}
    names = unify(records)
    for record in records:
        key = record.doc_id, record.entity
        if key in names and key in in_body and record.kind in _KINDS:
            read.named[record.doc_id][record.kind].add(names[key])
    for label, group in name_events(events, names):
        for event in group:
            read.named[event.doc_id]["event"].add(label)
    return read


def _speakers_by_article(quotes: pd.DataFrame) -> dict[str, dict[Any, str]]:
    """Return the named speakers of each article: the identity, and the name most attributions give it."""
    known = quotes[quotes["speaker"].notna() & quotes["speaker_kind"].isin(["person", "organisation"])]
    counts = known.groupby(["speaker_identity", "speaker"], as_index=False).size()
    counts["length"] = counts["speaker"].str.len()
    order = ["speaker_identity", "size", "length", "speaker"]
    best = counts.sort_values(order, ascending=[True, False, False, True]).drop_duplicates("speaker_identity")
    name = dict(zip(best["speaker_identity"], best["speaker"], strict=True))
    speakers: dict[str, dict[Any, str]] = defaultdict(dict)
    for doc_id, who in zip(known["doc_id"], known["speaker_identity"], strict=True):
        speakers[doc_id][who] = name[who]
    return speakers


def _counted(table: pd.DataFrame) -> Counter[Pair]:
    return Counter(zip(table["doc_a"], table["doc_b"], strict=True))


@returns(TABLES["pairs"])
@explains_keywords
def compare_articles(
    annotated: AnnotatedCorpus,
    *,
    quotes: pd.DataFrame | None = None,
    passages: pd.DataFrame | None = None,
    top: int = 20_000,
) -> pd.DataFrame:
    """Compare the articles of a corpus two by two, the most similar pair first.

    Args:
        annotated: The articles with their parses.
        quotes: From `find_quotes`; found with its defaults where none are given.
        passages: From `find_passages`; found with its defaults where none are given.
        top: Maximum number of pairs, those whose vocabulary is most similar (20,000 are all pairs
            of 200 articles).

    Returns:
        One row a pair, its articles in the order of their identifiers. Content words are the nouns, names, verbs,
        adjectives and adverbs of the bodies; quotations are the rows of `shared_quotations`, passages those of
        `passages`.

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
        raise DatelineError(f"top is {top}, which is no number of pairs: give 1 or more.")
    quotes = find_quotes(annotated) if quotes is None else quotes
    passages = find_passages(annotated) if passages is None else passages
    read = _read(annotated)
    doc_ids = sorted(read.lemmas)
    counts = [read.lemmas[doc_id] for doc_id in doc_ids]
    first, second, cosine = closest_pairs(weigh_lemmas(counts), top)
    numbers = list(zip(first.tolist(), second.tolist(), strict=True))
    runs = _runs(annotated, doc_ids, numbers)
    named, speakers = read.named, _speakers_by_article(quotes)
    quoted, copied = _counted(shared_quotations(annotated, quotes=quotes)), _counted(passages)
    words = passages.groupby(["doc_a", "doc_b"])["words"].sum().to_dict() if len(passages) else {}
    rows = []
    for (one, other), alike in zip(numbers, cosine.tolist(), strict=True):
        pair = doc_ids[one], doc_ids[other]
        shared = {kind: sorted(named[pair[0]][kind] & named[pair[1]][kind]) for kind in _KINDS}
        both = sorted(speakers[pair[0]][who] for who in speakers[pair[0]].keys() & speakers[pair[1]].keys())
        row = [*pair, min(alike, 1.0), len(counts[one].keys() & counts[other].keys())]
        row += [sum(map(len, shared.values())), *shared.values(), len(both), both]
        rows.append((*row, quoted[pair], copied[pair], int(words.get(pair, 0)), *runs[one, other]))
    return TABLES["pairs"].frame(rows)


def _runs(
    annotated: AnnotatedCorpus, doc_ids: list[str], pairs: Iterable[tuple[int, int]]
) -> dict[tuple[int, int], tuple[int, str]]:
    """Return the words of the longest run of each pair, and its text in the first article."""
    articles = [annotated.corpus[doc_id] for doc_id in doc_ids]
    table = index_words(articles, annotated.language)
    texts = {}
    for pair, (size, at, _) in longest_runs(table, pairs).items():
        span = slice(int(table.start[at]), int(table.end[at + size - 1])) if size else slice(0, 0)
        texts[pair] = size, articles[pair[0]].text[span]
    return texts
