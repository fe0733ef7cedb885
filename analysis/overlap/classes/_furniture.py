"""Find the passages that are furniture of a page: the same paragraphs beside unrelated bodies, and lines of no prose.

A note on who pays for the coverage, the lines on an author, or an address says nothing of who took from whom, however
many articles carry it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

import pandas as pd

from analysis.corpus import Article, Corpus
from analysis.overlap.classes._places import Place, canonical_places
from analysis.overlap.reuse._word_table import fold, split_words
from analysis.text import Span, covered_length, shared_length

# By judgement, tried on made articles and on 840 of political news.
#: Articles in which a stretch stands beside bodies that share nothing.
_MIN_ARTICLES = 3
#: Words of a stretch at most, those of the rest of a body at least, and the share of its pairs of articles that may
#: have more in common than the stretch.
_MAX_WORDS, _MIN_REST, _MAX_RELATED = 100, 20, 0.34
#: Likeness of all its copies: nobody edits furniture.
_MIN_SIMILARITY = 0.9
#: Times the words of the stretch from which a pair of articles shares more than that.
_MORE = 1.5
#: Share of its paragraphs that a stretch must be, and they of it.
_WHOLE = 0.85
#: Share of a passage's words in lines that end without a full stop, which makes it no prose, and words such a line has.
_MIN_LINES, _MAX_LINE = 0.6, 15

#: Capitalised words within a sentence.
_NAME = re.compile(r"(?<=[^\s.!?:] )[“\"‘(]?([A-Z]\w+)")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s*$")


class _Stretch(NamedTuple):
    """The places of one stretch of prose, the likeness of its copies, and its words."""

    places: frozenset[Place]
    similarity: float
    words: int


def find_furniture(corpus: Corpus, passages: pd.DataFrame) -> set[Place]:
    """Return the places of passages that are furniture: in three articles or more whose bodies share nothing else.

    They are whole paragraphs, the same in all articles. Either one outlet has them all, or they stand at an edge of
    each body, name nobody of whom the rest of the body speaks, and tell no news: no day, nothing said.
    """
    place_of = canonical_places(passages)
    shared_words = _words_by_pair(passages)
    furniture = set[Place]()
    for stretch in _join_stretches(passages, place_of):
        if _is_repeated(corpus, stretch, shared_words):
            furniture |= stretch.places
    return {place for place, canonical in place_of.items() if canonical in furniture}


def _words_by_pair(passages: pd.DataFrame) -> Counter[tuple[str, str]]:
    """Return the words that each pair of articles shares in all."""
    words: Counter[tuple[str, str]] = Counter()
    for doc_a, doc_b, count in zip(passages["doc_a"], passages["doc_b"], passages["words"], strict=True):
        words[doc_a, doc_b] += int(count)
    return words


def _join_stretches(passages: pd.DataFrame, place_of: Mapping[Place, Place]) -> Iterator[_Stretch]:
    """Yield the stretches of prose in three articles or more: places linked by passages."""
    parent: dict[Place, Place] = {place: place for place in place_of.values()}

    def root(place: Place) -> Place:
        while parent[place] != place:
            parent[place] = place = parent[parent[place]]
        return place

    links = []
    for row in passages.to_dict("records"):
        a, b = (place_of[row[f"doc_{side}"], row[f"start_{side}"], row[f"end_{side}"]] for side in "ab")
        links.append((a, float(row["similarity"]), int(row["words"])))
        parent[root(a)] = root(b)
    members: dict[Place, set[Place]] = defaultdict(set)
    for place in parent:
        members[root(place)].add(place)
    similarity: dict[Place, float] = defaultdict(lambda: 1.0)
    words: dict[Place, int] = defaultdict(int)
    for place, likeness, count in links:
        similarity[root(place)] = min(similarity[root(place)], likeness)
        words[root(place)] = max(words[root(place)], count)
    for first, places in members.items():
        if len({doc_id for doc_id, _, _ in places}) >= _MIN_ARTICLES:
            yield _Stretch(frozenset(places), similarity[first], words[first])


def _is_repeated(corpus: Corpus, stretch: _Stretch, shared_words: Counter[tuple[str, str]]) -> bool:
    """Return whether a stretch is furniture of the articles that have it."""
    if stretch.similarity < _MIN_SIMILARITY or stretch.words > _MAX_WORDS:
        return False
    doc_ids = sorted({doc_id for doc_id, _, _ in stretch.places})
    pairs = list(combinations(doc_ids, 2))
    related = sum(shared_words[pair] > _MORE * stretch.words for pair in pairs)
    if related > _MAX_RELATED * len(pairs):
        return False
    articles = [corpus[doc_id] for doc_id in doc_ids]
    outlets = {article.outlet for article in articles}
    is_whole = all(_is_whole(corpus[doc_id], (start, end)) for doc_id, start, end in stretch.places)
    if not is_whole:
        return False
    if len(outlets) == 1 and None not in outlets:
        return True
    return all(_is_apart(corpus[doc_id], (start, end)) for doc_id, start, end in stretch.places)


def _paragraphs_of(article: Article, span: Span) -> list[Span]:
    """Return the paragraphs of which half or more is in a span: its edges may reach a word beyond its own."""
    return [
        paragraph
        for paragraph in article.paragraphs()
        if 2 * shared_length(paragraph, span) >= paragraph[1] - paragraph[0]
    ]


def _is_whole(article: Article, span: Span) -> bool:
    """Return whether a stretch is the whole of the paragraphs it stands in, beside which the body goes on."""
    paragraphs = _paragraphs_of(article, span)
    size = covered_length(paragraphs)
    rest = _rest(article, paragraphs)
    shared = sum(shared_length(paragraph, span) for paragraph in paragraphs)
    is_whole = shared >= _WHOLE * max(size, span[1] - span[0], 1)
    return is_whole and len(split_words(fold(rest))) >= _MIN_REST


def _rest(article: Article, paragraphs: Sequence[Span]) -> str:
    """Return an article's body without some paragraphs."""
    others = (paragraph for paragraph in article.paragraphs() if paragraph not in paragraphs)
    return "\n".join(article.text[start:end] for start, end in others)


def _is_apart(article: Article, span: Span) -> bool:
    """Return whether a stretch ends or opens a body and has nothing to do with the rest of it."""
    paragraphs, all_paragraphs = _paragraphs_of(article, span), article.paragraphs()
    if all_paragraphs[0] not in paragraphs and all_paragraphs[-1] not in paragraphs:
        return False
    text = article.text[slice(*span)]
    if not set(article.language.calendar.weekdays).isdisjoint(split_words(fold(text))):
        return False
    names = {match[1].lower() for match in _NAME.finditer(text)}
    rest_names = {match[1].lower() for match in _NAME.finditer(_rest(article, paragraphs))}
    return names.isdisjoint(rest_names)


def is_listing(article: Article, span: Span) -> bool:
    """Return whether most words of a passage stand in short lines without a full stop: a box, a list, an address."""
    in_lines = total = lines = 0
    for line_start, line_end in _lines(article.text, span):
        size = len(article.text[max(line_start, span[0]) : min(line_end, span[1])].split())
        line = article.text[line_start:line_end]
        total += size
        if 0 < len(line.split()) <= _MAX_LINE and not _SENTENCE_END.search(line):
            in_lines += size
            lines += 1
    return lines > 1 and in_lines >= _MIN_LINES * total


def _lines(text: str, span: Span) -> Iterator[Span]:
    """Yield the spans of the lines that a span touches."""
    start = text.rfind("\n", 0, span[0]) + 1
    while start < span[1]:
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield start, end
        start = end + 1
