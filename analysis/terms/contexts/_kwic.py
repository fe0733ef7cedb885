"""Keyword in context: each occurrence of a term with the words around it, and where it stands in the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from analysis._keywords import explains_keywords
from analysis.corpus import Hyphens
from analysis.errors import DatelineError
from analysis.schema import TABLES, returns
from analysis.terms._counts import CountSource, TermCounts, articles_and_options
from analysis.terms._options import CountOptions, reading_rules, with_names
from analysis.terms.tokens._dictionary import DictionarySource, TermDictionary
from analysis.terms.tokens._multiword_names import NameSet
from analysis.terms.tokens._patterns import PatternSet, TermSet, compile_pattern
from analysis.terms.tokens._stop_list import StopWords
from analysis.terms.tokens._units import Unit, UnitRules, read_occurrences
from analysis.terms.tokens._word_table import CorpusWords, WordTable, read_words
from analysis.text import Span

#: "text", "left", "right", or positions such as "R1"; see `keyword_in_context`.
Sort = Sequence[str] | str

#: The default options for looking up patterns.
_AS_WRITTEN = CountOptions(unit="word", stop_words=None)

#: Units whose patterns are compared with words as they stand in the text, unless counts say what a term is.
_WRITTEN = frozenset({"word", "lower"})

_SPACE = re.compile(r"\s+")


class _Hit(NamedTuple):
    row: int
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
    words = read_words(articles)
    rules = reading_rules(options, articles.language)
    if as_written:
        compiled = PatternSet([compile_pattern(p, ignore_case=ignore_case) for p in patterns])
        hits = _find_patterns(words.table(rules.hyphens, split=False), compiled)
    else:
        hits = _find_terms(words, rules, TermSet(patterns, ignore_case=ignore_case))
    context = ContextReader(words, rules.hyphens, window)
    rows = [_row(context, hit, patterns[hit.pattern], positions) for hit in hits]
    rows.sort(key=lambda row: (row[1], row[0][0], row[0][1], row[0][2], row[0][6]))
    return TABLES["keywords_in_context"].frame(row for row, _ in rows)


def _find_patterns(table: WordTable, patterns: PatternSet) -> Iterator[_Hit]:
    for match in patterns.find(table):
        start, end = int(table.starts[match.first]), int(table.ends[match.last - 1])
        yield _Hit(int(table.rows[match.first]), start, end, match.pattern)


def _find_terms(words: CorpusWords, rules: UnitRules, terms: TermSet) -> Iterator[_Hit]:
    occurrences = read_occurrences(words, rules)
    patterns = [terms.find(label.term) for label in occurrences.labels]
    matched = occurrences.where(np.array([bool(own) for own in patterns], dtype=np.bool_)[occurrences.label])
    columns = (matched.label, matched.rows, matched.starts, matched.ends)
    for label, row, start, end in zip(*(column.tolist() for column in columns), strict=True):
        for pattern in patterns[label]:
            yield _Hit(row, start, end, pattern)


def _row(
    reader: ContextReader, hit: _Hit, pattern: str, positions: Sequence[int]
) -> tuple[tuple[Any, ...], tuple[str, ...]]:
    article = reader.words.articles[hit.row]
    context = reader.read(hit.row, (hit.start, hit.end))
    row = (
        article.doc_id,
        hit.start,
        hit.end,
        _plain_spaces(article.text[context.start : hit.start]),
        _plain_spaces(article.text[hit.start : hit.end]),
        _plain_spaces(article.text[hit.end : context.end]),
        pattern,
        context.start,
        context.end,
    )
    places = (context.words_before + p if p < 0 else context.next_word + p - 1 for p in positions)
    return row, tuple(reader.form(place, context.body) for place in places)


class Context(NamedTuple):
    """The context of a span, its place among the words, and the words of the part of the body it lies in."""

    start: int  # of the context
    end: int
    words_before: int  # place behind the last word before it
    next_word: int  # place of the first word after it
    body: range


class ContextReader:
    """Reads the contexts of spans: some words on each side, within the body's section."""

    def __init__(self, words: CorpusWords, hyphens: Hyphens, window: int) -> None:
        self.words = words
        self._table = words.table(hyphens, split=False)
        self._window = window

    def read(self, row: int, span: Span) -> Context:
        """Return the context of a span of an article."""
        start, end = span
        table, first = self._table, int(self._table.bounds[row])
        starts, ends = (column[first : int(table.bounds[row + 1])] for column in (table.starts, table.ends))
        low, high = _body_span_at(self.words.articles[row].body_spans, start)
        body = range(
            first + int(np.searchsorted(starts, low)), first + int(np.searchsorted(ends, high, side="right"))
        )
        before = first + int(np.searchsorted(ends, start, side="right"))
        after = first + int(np.searchsorted(starts, end))
        left = max(before - self._window, body.start)
        right = min(after + self._window, body.stop)
        return Context(
            start=int(table.starts[left]) if left < before else start,
            end=int(table.ends[right - 1]) if right > after else end,
            words_before=before,
            next_word=after,
            body=body,
        )

    def form(self, place: int, body: range) -> str:
        """Return the lower-cased form of a word, "" outside of the body's part."""
        return self._table.form(place).lower() if place in body else ""


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
