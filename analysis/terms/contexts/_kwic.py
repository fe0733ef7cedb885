"""Keyword in context: each occurrence of a term with the words around it, and where it stands in the text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import pandas as pd

from analysis._keywords import explains_keywords
from analysis.annotation import AnnotatedCorpus
from analysis.corpus import Article, Hyphens
from analysis.entities import canonical_names
from analysis.errors import DatelineError
from analysis.schema import TABLES, returns
from analysis.terms._counts import CountSource, TermCounts, articles_and_options
from analysis.terms._options import CountOptions, reading_rules, with_names
from analysis.terms.tokens._dictionary import DictionarySource, TermDictionary
from analysis.terms.tokens._multiword_names import NameSet
from analysis.terms.tokens._patterns import PatternSet, TermSet, compile_pattern
from analysis.terms.tokens._records import WORDS, WordRecord
from analysis.terms.tokens._stop_list import StopWords
from analysis.terms.tokens._units import Unit, UnitRules, read_named
from analysis.terms.tokens._words import Word
from analysis.text import Span

#: "text", "left", "right", or positions such as "R1"; see `keyword_in_context`.
Sort = Sequence[str] | str

#: The default options for looking up patterns.
_AS_WRITTEN = CountOptions(unit="word", stop_words=None)

#: Units whose patterns are compared with words as they stand in the text, unless counts say what a term is.
_WRITTEN = frozenset({"word", "lower"})

_SPACE = re.compile(r"\s+")


class _Hit(NamedTuple):
    start: int
    end: int
    pattern: int


@returns(TABLES["keywords_in_context"])
@explains_keywords
def keyword_in_context(  # noqa: D417 (what each option of counting means is said in CountOptions alone)
    annotated: CountSource,
    pattern: str | Sequence[str],
    *,
    window: int = 8,
    ignore_case: bool = True,
    sort: Sort = "text",
    unit: Unit = "word",
    n: int = 2,
    skip: int = 2,
    stop_words: StopWords = None,
    pos: Iterable[str] = (),
    hyphens: Hyphens = "compounds",
    expressions: Iterable[str] = (),
    names_together: bool | NameSet = True,
    dictionary: DictionarySource | TermDictionary | None = None,
    entity_kinds: Iterable[str] = (),
) -> pd.DataFrame:
    """Return each occurrence of a word or phrase in the articles' bodies, with the words on both sides.

    Args:
        annotated: Annotated articles, or counts already made by `count_terms`, among whose terms to look.
        pattern: A word or phrase, or several. `*` stands for any characters within a word, `?` for one. Curly
            and straight marks, plain and no-break spaces are alike; see `compile_pattern`. With a `unit`
            other than words as written (such as "lemma", "entity" or "noun_phrase"), the pattern is compared
            with the whole term as `term_frequencies` lists it, and every occurrence of that term is found.
        window: Words on each side, 0 to 100.
        ignore_case: False where capitals matter.
        sort: Positions to sort by, from "L1" (the word before) to "R1" (the word after) and outwards, such as
            ("R1", "R2", "L1"); "left" and "right" stand for the three nearest, "text" for the order of doc_id
            and place.
        unit: What a term is, as are the keywords that follow; `CountOptions` says what each means.

    Returns:
        One row an occurrence. Context stays within the body: it runs over sentences and paragraphs, never into a
        header, footer or correction. Occurrences of one pattern do not overlap.

    Raises:
        DatelineError: A pattern has nothing to look for, or a parameter is out of its range.

    Example:
        >>> keyword_in_context(annotated, "talk*", window=3)[["left", "keyword", "right"]].head(3)
                                 left keyword                right
        0  launched summit follow-up    talks       on North Korea
        1       The summit follow-up    talks        aim to ensure
        2       the summit follow-up    talks   focused heavily on
    """
    if not 0 <= window <= 100:
        raise DatelineError(f"window: {window} is out of range; give a number of words from 0 to 100.")
    positions = _positions(sort)
    patterns = [pattern] if isinstance(pattern, str) else list(pattern)
    options = CountOptions(
        unit=unit,
        n=n,
        skip=skip,
        stop_words=stop_words,
        pos=pos,
        hyphens=hyphens,
        expressions=expressions,
        names_together=names_together,
        dictionary=dictionary,
        entity_kinds=entity_kinds,
    )
    articles, options = articles_and_options(annotated, options, defaults=_AS_WRITTEN)
    as_written = options.unit in _WRITTEN and not isinstance(annotated, TermCounts)
    if not as_written:
        (options,) = with_names(articles, [options])
    finder = _Finder(articles, patterns, options, ignore_case=ignore_case, as_written=as_written)
    rows: list[tuple[tuple[Any, ...], tuple[str, ...]]] = []
    for article, record in articles.records(WORDS):
        words, hits = finder.find(article, record)
        rows.extend(_row(article, words, hit, patterns[hit.pattern], window, positions) for hit in hits)
    rows.sort(key=lambda row: (row[1], row[0][0], row[0][1], row[0][2], row[0][6]))
    return TABLES["keywords_in_context"].frame(row for row, _ in rows)


class _Finder:
    """Finds the occurrences of patterns in an article, as words or as terms of a unit."""

    def __init__(
        self,
        annotated: AnnotatedCorpus,
        patterns: Sequence[str],
        options: CountOptions,
        *,
        ignore_case: bool,
        as_written: bool,
    ) -> None:
        self._rules: UnitRules = reading_rules(options, annotated.language)
        self._as_written = as_written
        if self._as_written:
            self._words = PatternSet([compile_pattern(p, ignore_case=ignore_case) for p in patterns])
        else:
            self._names = canonical_names(annotated) if options.unit == "entity" else {}
            self._terms = TermSet(patterns, ignore_case=ignore_case)

    def find(self, article: Article, record: WordRecord) -> tuple[list[Word], list[_Hit]]:
        """Return the body's words and the occurrences of the patterns among them."""
        words = record.words(article, hyphens=self._rules.hyphens)
        if self._as_written:
            hits = [
                _Hit(words[m.first].start, words[m.last - 1].end, m.pattern) for m in self._words.find(words)
            ]
        else:
            hits = list(self._find_terms(article, record))
        return words, hits

    def _find_terms(self, article: Article, record: WordRecord) -> Iterator[_Hit]:
        for o in read_named(article, record, self._rules, self._names):
            for index in self._terms.find(o.term):
                yield _Hit(o.start, o.end, index)


def _row(
    article: Article, words: Sequence[Word], hit: _Hit, pattern: str, window: int, positions: Sequence[int]
) -> tuple[tuple[Any, ...], tuple[str, ...]]:
    context = find_context(article, words, (hit.start, hit.end), window)
    left_start, right_end = context.start, context.end
    row = (
        article.doc_id,
        hit.start,
        hit.end,
        _plain_spaces(article.text[left_start : hit.start]),
        _plain_spaces(article.text[hit.start : hit.end]),
        _plain_spaces(article.text[hit.end : right_end]),
        pattern,
        left_start,
        right_end,
    )
    places = (context.words_before + p if p < 0 else context.next_word + p - 1 for p in positions)
    return row, tuple(_word_at(words, place, *context.body_span) for place in places)


class Context(NamedTuple):
    """The context of a span, its place among the words, and the span of the body it lies in."""

    start: int  # of the context
    end: int
    words_before: int  # number of words before it
    next_word: int  # index of the first word after it
    body_span: Span


def find_context(article: Article, words: Sequence[Word], span: Span, window: int) -> Context:
    """Return the context of a span: `window` words on each side, within the body."""
    start, end = span
    low, high = _body_span_at(article.body_spans, start)
    words_before = bisect_right(words, start, key=lambda word: word.end)
    next_word = bisect_left(words, end, key=lambda word: word.start)
    lefts = [w for w in words[max(words_before - window, 0) : words_before] if w.start >= low]
    rights = [w for w in words[next_word : next_word + window] if w.end <= high]
    left_start = lefts[0].start if lefts else start
    right_end = rights[-1].end if rights else end
    return Context(left_start, right_end, words_before, next_word, (low, high))


def _word_at(words: Sequence[Word], index: int, low: int, high: int) -> str:
    inside = 0 <= index < len(words) and words[index].start >= low and words[index].end <= high
    return words[index].form.lower() if inside else ""


def _body_span_at(spans: Sequence[Span], start: int) -> Span:
    """Return the span of the body that holds a place; context does not leave it."""
    return spans[bisect_right(spans, start, key=lambda span: span[0]) - 1]


def _plain_spaces(text: str) -> str:
    return _SPACE.sub(" ", text)


def _positions(sort: Sort) -> list[int]:
    named: dict[str, tuple[str, ...]] = {"text": (), "left": ("L1", "L2", "L3"), "right": ("R1", "R2", "R3")}
    keys = named.get(sort, (sort,)) if isinstance(sort, str) else sort
    positions = []
    for key in keys:
        side, distance = key[:1].upper(), key[1:]
        if side not in {"L", "R"} or not distance.isdigit() or not 1 <= int(distance) <= 100:
            raise DatelineError(
                f'sort: {key!r} is not known; give "text", "left", "right" or positions such as "R1", "L2".'
            )
        positions.append(-int(distance) if side == "L" else int(distance))
    return positions
