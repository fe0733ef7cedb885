"""Find the passages that two articles share, by seed and extend, with exact spans on both sides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from functools import partial
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from analysis._keywords import explains_keywords
from analysis.annotation import AnnotatedCorpus, Reduction
from analysis.errors import DatelineError
from analysis.overlap.reuse._candidates import count_pairs_left_out, find_candidates
from analysis.overlap.reuse._distribution import Searcher
from analysis.overlap.reuse._extension import COVER_POWER, MARGIN, Match, make_match, refine_all, score
from analysis.overlap.reuse._families import with_families
from analysis.overlap.reuse._longest_run import longest_run
from analysis.overlap.reuse._same_words import list_copies, pair_copies
from analysis.overlap.reuse._seed_clusters import Boxes
from analysis.overlap.reuse._word_table import (
    HasText,
    WordTable,
    articles_of,
    by_text,
    distinct,
    index_words,
    language_of,
)
from analysis.schema import TABLES, returns

# Chosen on generated corpora of news with planted passages (nox -s bench -- overlap, seeds 1 to 8 and 11 to 16;
# `_PASSAGE_BITS` and `_MAX_ECHO` on seeds 31 to 50). Flat: plagdet on seeds 1 and 2, which is 0.989 and 0.978, falls by
# less than 0.005 on either. Beside it, how many of the 103 passages of 840 articles of political news there are then.
#: Words that part two passages, on both sides; nearer ones are one; flat between 5 and 60 (104 at 5, 102 at 40).
_MAX_GAP = 25
#: Bits a passage must have, in that unit: chance agreements grow with the corpus; flat between 3.5 (115) and 5 (100).
_PASSAGE_BITS = 4.3
#: Share of a passage's words that must have a counterpart, on both sides; flat between 0 and 0.65 (102 to 105).
_MIN_COVER = 0.6
#: A verbatim run of so many words is a passage even where many articles have it; flat between 10 and 16, at 8 there are
#: false alarms (135 at 10, 82 at 14: set phrases of political news).
_LONG_RUN = 12
#: Share of a passage that a better one of the pair has on one side: it is then that one's echo; flat between 0.3 and
#: 0.7 (103), without it there are false alarms.
_MAX_ECHO = 0.5


class _Place(NamedTuple):
    """A passage in one article."""

    doc_id: str
    start: int
    end: int


class Passage(NamedTuple):
    """A passage in two articles, without its words: a row of the table."""

    doc_a: str
    start_a: int
    end_a: int
    doc_b: str
    start_b: int
    end_b: int
    similarity: float
    words: int
    longest_run: int


#: What a search finds in a whole corpus, and how many pairs of unrelated articles it does not compare: kept, since two
#: pages need them, and a third that was made again with another threshold.
_CODE = ("corpus", "language", "overlap/reuse", "text")
_FOUND = Reduction("passages", list[Passage], _CODE)
PAIRS_LEFT_OUT = Reduction("pairs-left-out", int, _CODE)


def _regions(table: WordTable, boxes: Boxes) -> Iterator[tuple[int, int, int, int]]:
    """Yield each box with a margin, clipped to its segments."""
    segment_a, segment_b = table.segment[boxes.first_a], table.segment[boxes.first_b]
    yield from zip(
        np.maximum(boxes.first_a - MARGIN, table.edge[segment_a]).tolist(),
        np.minimum(boxes.last_a + MARGIN + 1, table.edge[segment_a + 1]).tolist(),
        np.maximum(boxes.first_b - MARGIN, table.edge[segment_b]).tolist(),
        np.minimum(boxes.last_b + MARGIN + 1, table.edge[segment_b + 1]).tolist(),
        strict=True,
    )


def _is_near(left: Match, right: Match) -> bool:
    gap_a = max(left.first_a, right.first_a) - min(left.last_a, right.last_a)
    gap_b = max(left.first_b, right.first_b) - min(left.last_b, right.last_b)
    return gap_a <= _MAX_GAP and gap_b <= _MAX_GAP


def _join(table: WordTable, left: Match, right: Match) -> Match | None:
    """Return two passages as one if that scores at least as well as either, else None."""
    joined = make_match(
        table,
        *(
            distinct(np.concatenate(sides))
            for sides in ((left.all_a, right.all_a), (left.all_b, right.all_b))
        ),
    )
    return joined if score(table, joined) >= max(score(table, left), score(table, right)) else None


def _merge_near(table: WordTable, matches: list[Match]) -> list[Match]:
    """Join the passages of a pair that are near each other in both articles until none are."""
    merged: list[Match] = []
    for match in sorted(
        matches, key=lambda match: (match.first_a, match.first_b, match.last_a, match.last_b)
    ):
        candidate, index = match, 0
        while index < len(merged):
            joined = _join(table, merged[index], candidate) if _is_near(merged[index], candidate) else None
            if joined is None:
                index += 1
            else:
                del merged[index]
                candidate, index = joined, 0
        merged.append(candidate)
    return merged


def _overlap_share(match: Match, better: Match) -> float:
    """Return the share of a passage that a better one overlaps, on the side where it is larger."""
    words_a = min(match.last_a, better.last_a) - max(match.first_a, better.first_a) + 1
    words_b = min(match.last_b, better.last_b) - max(match.first_b, better.first_b) + 1
    return max(words_a / (match.last_a - match.first_a + 1), words_b / (match.last_b - match.first_b + 1))


def _drop_echoes(table: WordTable, matches: list[Match]) -> list[Match]:
    """Return the passages of a pair without those that mostly overlap a better one on one side.

    An article that has a sentence twice, as in its summary and its body, was not the source of it twice.
    """
    kept: list[Match] = []
    for match in sorted(matches, key=lambda match: score(table, match), reverse=True):
        if all(_overlap_share(match, better) < _MAX_ECHO for better in kept):
            kept.append(match)
    return [match for match in matches if any(match is better for better in kept)]


def _is_reuse(table: WordTable, match: Match, min_words: int) -> bool:
    """Return whether the shared words are more than chance and set phrases explain."""
    if match.words < min_words or match.cover < _MIN_COVER:
        return False
    bits_needed = _PASSAGE_BITS * table.scale
    own_families = 1 if table.is_one_family(match.first_a, match.first_b) else 2
    evidence = min(
        table.evidence_bits(shared, own_families).sum() for shared in (match.shared_a, match.shared_b)
    )
    cover_factor = match.cover**COVER_POWER
    if evidence * cover_factor >= bits_needed:
        return True
    type_bits = table.surprisal
    surprisal = min(type_bits[table.word[match.shared_a]].sum(), type_bits[table.word[match.shared_b]].sum())
    return bool(surprisal * cover_factor >= bits_needed and _run_words(table, match) >= _LONG_RUN)


def _run_words(table: WordTable, match: Match) -> int:
    a, b = table.word[match.first_a : match.last_a + 1], table.word[match.first_b : match.last_b + 1]
    return longest_run(a, b).words


def _similarity(table: WordTable, match: Match) -> float:
    """Return Dice's coefficient of the two bags of words: 1 for the same words equally often."""
    a = np.bincount(table.word[match.first_a : match.last_a + 1])
    b = np.bincount(table.word[match.first_b : match.last_b + 1])
    size = min(len(a), len(b))
    return float(2 * np.minimum(a[:size], b[:size]).sum() / (a.sum() + b.sum()))


def find_matches(
    table: WordTable, *, min_words: int, scheduler: str | Executor | None = None
) -> Iterator[Match]:
    """Yield the reused passages of a corpus, pair by pair, in the order of the table."""
    with Searcher(table, scheduler) as searcher:
        candidates = find_candidates(table, searcher)
        for matches in searcher.map(partial(_match_block, min_words=min_words), candidates):
            yield from matches


def _match_block(table: WordTable, boxes: Boxes, *, min_words: int) -> list[Match]:
    """Return the reused passages that some clusters lead to, which are all of their earlier articles."""
    by_segments: dict[tuple[int, int], list[Match]] = defaultdict(list)
    for match in refine_all(table, _regions(table, boxes)):
        by_segments[int(table.segment[match.first_a]), int(table.segment[match.first_b])].append(match)
    matches = []
    for segments in sorted(by_segments):
        merged = _merge_near(table, by_segments[segments])
        matches += _drop_echoes(table, [match for match in merged if _is_reuse(table, match, min_words)])
    return matches


class _Rows:
    """Writes a passage as rows: one for its two articles, or one for each pair of their copies."""

    def __init__(self, table: WordTable, articles: list[HasText]) -> None:
        self._table, self._articles = table, articles
        self._copies = list_copies(table, articles)

    def write(self, match: Match) -> Iterator[Passage]:
        """Yield the rows of a passage, which all have its measures."""
        table = self._table
        measures = _similarity(table, match), match.words, _run_words(table, match)
        original_a, places_a = self._places(match.first_a, match.last_a)
        original_b, places_b = self._places(match.first_b, match.last_b)
        for copy_a, copy_b in pair_copies(len(places_a), len(places_b), same=original_a == original_b):
            first, second = sorted((places_a[copy_a], places_b[copy_b]))
            yield Passage(*first, *second, *measures)

    def _places(self, first: int, last: int) -> tuple[int, list[_Place]]:
        """Return the original of the article of two words, and the stretch in each of its copies."""
        table = self._table
        article = int(table.article[table.segment[first]])
        original = int(table.families.original[article])
        places = []
        for copy in self._copies[original]:
            shift = int(table.first_word[copy] - table.first_word[article])
            start, end = int(table.start[first + shift]), int(table.end[last + shift])
            places.append(_Place(self._articles[copy].doc_id, start, end))
        return original, places


def _search(corpus: Iterable[Any], min_words: int, scheduler: str | Executor | None) -> list[Passage]:
    """Return the passages of a corpus, by articles and place."""
    articles = by_text(corpus)
    table = with_families(index_words(articles, language_of(corpus)))
    matches = find_matches(table, min_words=min_words, scheduler=scheduler)
    found = sorted(chain.from_iterable(map(_Rows(table, articles).write, matches)), key=_order)
    if isinstance(corpus, AnnotatedCorpus):
        corpus.reduce(PAIRS_LEFT_OUT, partial(count_pairs_left_out, table))
    return found


def _order(passage: Passage) -> tuple[str, str, int, int, int, int]:
    return (
        *(passage.doc_a, passage.doc_b),
        *(passage.start_a, passage.start_b, passage.end_a, passage.end_b),
    )


@returns(TABLES["passages"])
@explains_keywords
def find_passages(
    corpus: Iterable[Any],
    *,
    min_words: int = 8,
    min_similarity: float = 0.0,
    scheduler: str | Executor | None = None,
) -> pd.DataFrame:
    """Find the passages that two articles have in common, verbatim or edited, sentences in any order.

    A corpus-wide index of word triples (contiguous, with one word left out, in any order) and of runs of eight words
    gives the places that two articles share. Places near each other in both articles form a cluster, which is
    extended word by word to the stretch in which shared words outweigh the rest. It counts as reuse if its shared
    words carry more bits than chance and the set phrases of the other articles explain (seed and extend, as in
    Potthast et al. 2013, "Overview of the 5th International Competition on Plagiarism Detection"). Of two passages of
    a pair that are mostly the same stretch of one article, the better is returned. Only bodies are compared; case and
    the style of quotation marks are ignored. For the direction of copying, see `infer_derivation`.

    Args:
        corpus: A corpus, an annotated corpus, or any articles with `doc_id`, `text` and `body_spans`.
        min_words: Minimum number of shared words; shorter agreements are phrases, not passages.
        min_similarity: Minimum `similarity` of a passage, 0 to 1.
        scheduler: Address of a Dask scheduler ("tcp://host:8786") to search with, or an executor with `map`; by
            default what an annotated corpus is read with. The result does not depend on it.

    Returns:
        One row a passage, by `doc_a`, `doc_b` and place, `doc_a` before `doc_b`; words stand at both edges.

    Raises:
        DatelineError: A parameter is out of range, or the scheduler does not answer or is lost.

    Example:
        >>> from analysis.corpus import Article, find_sections
        >>> told = "The ministry said that talks on the border would begin again in spring."
        >>> articles = [Article(name, told, find_sections(told)) for name in ("a", "b")]
        >>> find_passages(articles)[["doc_a", "doc_b", "words", "similarity"]]
          doc_a doc_b  words  similarity
        0     a     b     13         1.0
    """
    if min_words < 1:
        raise DatelineError(f"min_words is {min_words}: give a number of words, 1 or more.")
    if not 0 <= min_similarity <= 1:
        raise DatelineError(f"min_similarity is {min_similarity}, but it is a share of words: give 0 to 1.")
    scheduler = getattr(corpus, "scheduler", None) if scheduler is None else scheduler
    search = partial(_search, corpus, min_words, scheduler)
    found = corpus.reduce(_FOUND, search, min_words) if isinstance(corpus, AnnotatedCorpus) else search()
    frame = pd.DataFrame(
        [passage for passage in found if passage.similarity >= min_similarity], columns=Passage._fields
    )
    texts = {article.doc_id: article.text for article in articles_of(corpus)}
    for side in "ab":
        places = zip(*(frame[f"{name}_{side}"] for name in ("doc", "start", "end")), strict=True)
        frame[f"text_{side}"] = [texts[doc_id][start:end] for doc_id, start, end in places]
    return TABLES["passages"].frame(frame)
