"""Find the quotations that two articles share, and how their wording differs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd
from rapidfuzz.distance import Indel, Levenshtein

from analysis._arrays import Ints
from analysis.annotation import once_a_corpus
from analysis.errors import DatelineError
from analysis.overlap.reuse._word_table import WordTable, distinct, index_words
from analysis.quotes import find_quotes, quotation_spans
from analysis.schema import TABLES, returns
from analysis.text import Spans, shared_length

if TYPE_CHECKING:
    from analysis.annotation import AnnotatedCorpus
    from analysis.corpus import Article, Corpus

# By judgement; flat as read on 84 articles of political news, where 7 quotations are shared.
#: Words in a row that two quotations must share to be aligned; flat between 1 and 5.
_KEY_WORDS = 3
#: Maximum number of quotations with such a run; a commoner one is a set phrase, unless the whole quotation is the same:
#: a bound on cost; flat from 5 up.
_MAX_QUOTATIONS = 50
#: Pairs of quotations that are aligned, those that share most runs: a bound on time and memory, which `find_left_out`
#: states where it is reached.
MAX_PAIRS = 50_000
#: Minimum share of the shorter quotation's words in the other, in order; flat between 0.4 and 0.8, one is false at 0.3.
_MIN_SHARE = 0.5
#: Minimum number of them outside the stop list (anybody says "it's going to be a"); flat between 2 and 3.
_MIN_CONTENT = 2
#: The same where the articles name two speakers; flat up to 4, one is lost at 5.
_MIN_CONTENT_APART = 4
#: Minimum share of the shorter quotation's words then; flat between 0.8 and 0.9, one is false at 0.7.
_MIN_SHARE_APART = 0.8


@dataclass(frozen=True)
class _QuotedWords:
    """The words in quotation marks of one article, in the form that `index_words` reads."""

    doc_id: str
    text: str
    body_spans: Spans


def _quoted_words(article: Article) -> _QuotedWords:
    spans = (quotation.span for quotation in quotation_spans(article))
    return _QuotedWords(article.doc_id, article.text, tuple(span for span in spans if article.in_body(*span)))


class _Candidates(NamedTuple):
    """The quotations of a corpus, the pairs of them to align, in order, and the number of pairs left out."""

    articles: list[_QuotedWords]
    table: WordTable
    pairs: list[tuple[int, int]]
    pairs_left_out: int


@once_a_corpus
def _find_candidates(corpus: Corpus) -> _Candidates:
    articles = [_quoted_words(article) for article in sorted(corpus, key=lambda article: article.doc_id)]
    table = index_words(articles, corpus.language)
    return _Candidates(articles, table, *_choose_pairs(table))


def _choose_pairs(table: WordTable) -> tuple[list[tuple[int, int]], int]:
    """Return the pairs of quotations of two articles that share some words in a row, in order.

    Of very many those that share most such runs are returned, and the number of the others.
    """
    size = max(len(table.article), 1)
    pairs, runs = np.unique(
        np.concatenate([_pair_within(_shared_runs(table), size), *_same_words(table)]), return_counts=True
    )
    apart = table.article[pairs // size] != table.article[pairs % size]
    pairs, runs = pairs[apart], runs[apart]
    kept = np.sort(pairs[np.argsort(-runs, kind="stable")[:MAX_PAIRS]])
    return list(zip((kept // size).tolist(), (kept % size).tolist(), strict=True)), len(pairs) - len(kept)


def count_quotation_pairs_left_out(corpus: Corpus) -> int:
    """Return how many pairs of quotations `shared_quotations` does not align."""
    return _find_candidates(corpus).pairs_left_out


def _shared_runs(table: WordTable) -> Ints:
    """Return, for each run of words with content, the quotations with it, as sorted numbers of run and quotation."""
    starts = np.arange(max(len(table) - _KEY_WORDS + 1, 0))
    starts = starts[table.segment[starts] == table.segment[starts + _KEY_WORDS - 1]]
    has_content = np.logical_or.reduce([~table.grammar[table.word[starts + n]] for n in range(_KEY_WORDS)])
    starts = starts[has_content]
    run = np.zeros(len(starts), dtype=np.int64)
    for offset in range(_KEY_WORDS):
        run = run * len(table.count) + table.word[starts + offset]
        run = np.unique(run, return_inverse=True)[1].astype(np.int64)
    return distinct(run * len(table.article) + table.segment[starts])


def _pair_within(in_run: Ints, size: int) -> Ints:
    """Return the pairs of quotations with a run in common, once for each run that few enough have."""
    run, quotation = in_run // size, in_run % size
    few = np.bincount(run, minlength=1)[run] <= _MAX_QUOTATIONS
    run, quotation = run[few], quotation[few]
    pairs = [np.zeros(0, dtype=np.int64)]
    for lag in range(1, min(_MAX_QUOTATIONS, len(run))):
        index = np.flatnonzero(run[lag:] == run[:-lag])
        pairs.append(quotation[index] * size + quotation[index + lag])
    return np.concatenate(pairs)


def _same_words(table: WordTable) -> Iterator[Ints]:
    """Yield the pairs of quotations of the same words, where more articles have them than a run may."""
    by_words: dict[bytes, list[int]] = defaultdict(list)
    for quotation, (first, end) in enumerate(pairwise(table.edge.tolist())):
        by_words[table.word[first:end].tobytes()].append(quotation)
    for quotations in by_words.values():
        if len(quotations) > _MAX_QUOTATIONS:
            first, second = np.triu_indices(len(quotations), 1)
            numbers = np.array(quotations, dtype=np.int64)
            yield numbers[first] * len(table.article) + numbers[second]


def _differences(text_a: list[str], text_b: list[str]) -> list[str]:
    """Return the words that differ as "words of a → words of b", with "–" for none."""
    changes = Levenshtein.opcodes([word.lower() for word in text_a], [word.lower() for word in text_b])
    return [
        f"{' '.join(text_a[op.src_start : op.src_end]) or '–'} → {' '.join(text_b[op.dest_start : op.dest_end]) or '–'}"
        for op in changes
        if op.tag != "equal"
    ]


class _Alignment(NamedTuple):
    """Stretch that two quotations share: its first and last word on each side.

    `same_words` are the words in common, `content_words` those outside the stop list, `share` the part of the shorter
    quotation that they make up.
    """

    first_a: int
    last_a: int
    first_b: int
    last_b: int
    same_words: int
    content_words: int
    share: float


def _align(table: WordTable, quotation_a: int, quotation_b: int) -> _Alignment | None:
    """Return the stretch that two quotations share, if it is half of the shorter one or more."""
    a, b = (
        table.word[table.edge[quotation] : table.edge[quotation + 1]].tolist()
        for quotation in (quotation_a, quotation_b)
    )
    equal_runs = [op for op in Indel.opcodes(a, b) if op.tag == "equal"]
    same_words = sum(op.src_end - op.src_start for op in equal_runs)
    if same_words < _MIN_SHARE * min(len(a), len(b)):
        return None
    begin_a, begin_b = int(table.edge[quotation_a]), int(table.edge[quotation_b])
    first, last = equal_runs[0], equal_runs[-1]
    content_words = sum(
        int((~table.grammar[table.word[begin_a + op.src_start : begin_a + op.src_end]]).sum())
        for op in equal_runs
    )
    return _Alignment(
        begin_a + first.src_start,
        begin_a + last.src_end - 1,
        begin_b + first.dest_start,
        begin_b + last.dest_end - 1,
        same_words,
        content_words,
        same_words / min(len(a), len(b)),
    )


class _Speakers:
    """Speakers of the direct speech of each article, from the table of attributions."""

    def __init__(self, quotes: pd.DataFrame) -> None:
        self._contents: dict[str, list[tuple[int, int, str | None, Any]]] = defaultdict(list)
        # Quotation marks within indirect speech mostly enclose a title or a term.
        direct = quotes[quotes["kind"] != "indirect"]
        columns = (direct[name] for name in ("doc_id", "content_spans", "speaker", "speaker_identity"))
        for doc_id, spans, speaker, identity in zip(*columns, strict=True):
            named = (speaker, identity) if isinstance(speaker, str) else (None, None)
            self._contents[doc_id] += [(start, end, *named) for start, end in spans]

    def at(self, doc_id: str, start: int, end: int) -> tuple[str | None, Any] | None:
        """Return name and identity of the speaker whose content covers most of a span; None if it is no speech."""
        best: tuple[int, tuple[str | None, Any] | None] = (0, None)
        for content_start, content_end, name, identity in self._contents[doc_id]:
            shared = shared_length((start, end), (content_start, content_end))
            if shared > best[0]:
                best = shared, (name, identity)
        return best[1]


@returns(TABLES["shared_quotations"])
def shared_quotations(
    annotated: AnnotatedCorpus, *, quotes: pd.DataFrame | None = None, min_words: int = 5
) -> pd.DataFrame:
    """Find the quotations that two articles share, and how their wording differs.

    Quotations that share three words in a row are aligned word by word. They count as the same if at least half of
    the shorter one's words are in the other, in order, two of them outside the stop list; with two different speakers
    named, they must be more similar. Words in quotation marks that are nobody's speech (titles, terms, scare quotes)
    are left out.

    Args:
        annotated: The articles with their parses.
        quotes: From `find_quotes`; by default found with its default options.
        min_words: Minimum number of words in common.

    Returns:
        One row a quotation and pair of articles, by `doc_a`, `doc_b` and place.

    Raises:
        DatelineError: `min_words` is less than 1.

    Example:
        >>> shared_quotations(annotated, quotes=found).columns.tolist()[:5]
        ['speaker', 'doc_a', 'start_a', 'end_a', 'text_a']
    """
    if min_words < 1:
        raise DatelineError(f"min_words is {min_words}: give a number of words, 1 or more.")
    speakers = _Speakers(find_quotes(annotated) if quotes is None else quotes)
    quoted_articles, table, pairs, _ = _find_candidates(annotated.corpus)
    rows = []
    for quotation_a, quotation_b in pairs:
        alignment = _align(table, quotation_a, quotation_b)
        if (
            alignment is not None
            and alignment.same_words >= min_words
            and alignment.content_words >= _MIN_CONTENT
        ):
            rows += _rows(table, quoted_articles, speakers, alignment)
    frame = TABLES["shared_quotations"].frame(rows)
    return frame.sort_values(["doc_a", "doc_b", "start_a", "start_b"], ignore_index=True)


def _rows(
    table: WordTable, quoted_articles: list[_QuotedWords], speakers: _Speakers, alignment: _Alignment
) -> list[tuple[Any, ...]]:
    """Return the row of a shared quotation; none where it is nobody's speech in either article.

    None either where two speakers are named and the words are not so similar that one article must be wrong.
    """
    first_a, last_a, first_b, last_b, same_words, content_words, share = alignment
    sides, identities, texts = [], [], []
    for first, last in ((first_a, last_a), (first_b, last_b)):
        article = quoted_articles[table.article[table.segment[first]]]
        start, end = int(table.start[first]), int(table.end[last])
        speaker = speakers.at(article.doc_id, start, end)
        if speaker is None:
            return []
        name, identity = speaker
        sides.append((article.doc_id, start, end, article.text[start:end], name))
        identities.append(identity)
        spans = zip(table.start[first : last + 1].tolist(), table.end[first : last + 1].tolist(), strict=True)
        texts.append([article.text[slice(*span)] for span in spans])
    agreed_name = sides[0][4] if identities[0] is not None and identities[0] == identities[1] else None
    length = last_a - first_a + last_b - first_b + 2
    named = [identity for identity in identities if identity is not None]
    if len(set(named)) == 2 and (content_words < _MIN_CONTENT_APART or share < _MIN_SHARE_APART):
        return []
    return [(agreed_name, *sides[0], *sides[1], same_words, 2 * same_words / length, _differences(*texts))]
