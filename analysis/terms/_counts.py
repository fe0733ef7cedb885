"""Counts of each term in each article, from one pass over the articles: what all tables of terms begin with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np
import scipy.sparse

from analysis._arrays import Ints
from analysis._keywords import explains_keywords
from analysis.annotation import AnnotatedCorpus
from analysis.corpus import Article, Hyphens
from analysis.entities import canonical_names
from analysis.errors import DatelineError
from analysis.terms._options import CountOptions, reading_rules, with_names
from analysis.terms.tokens._dictionary import DictionarySource, TermDictionary
from analysis.terms.tokens._multiword_names import NameSet
from analysis.terms.tokens._named_entities import Names
from analysis.terms.tokens._records import WORDS, WordRecord
from analysis.terms.tokens._stop_list import StopWords
from analysis.terms.tokens._units import Unit, read_units, tag_name
from analysis.text import Span, intersect, subtract

#: A term, its part of speech or kind, and its entity's number in the article (-1 for what is no entity).
_Key = tuple[str, str, int]
#: An article, its counts and its running words.
_Row = tuple[Article, Counter[_Key], int]


@dataclass(frozen=True)
class TermCounts:
    """Counts of terms by article: what frequencies, keyness, intervals and time series are made from.

    Attributes:
        articles: The articles, in the order of their doc_id: the rows of `matrix`.
        terms: The terms in alphabetical order: the columns of `matrix`. With `by_pos`, one a part of speech.
        tags: The part of speech or kind of entity of each term (its commonest), or "" where units have none.
        matrix: Sparse integer counts, articles × terms.
        words: Running words of the body of each article, whatever the unit: the denominator of every rate.
        options: How they were counted; names that are kept together are listed in it.
        annotated: The annotated articles that they were counted in.
    """

    articles: tuple[Article, ...]
    terms: tuple[str, ...]
    tags: tuple[str, ...]
    matrix: scipy.sparse.csr_array
    words: Ints
    options: CountOptions
    annotated: AnnotatedCorpus

    @property
    def unit(self) -> str:
        """The unit that was counted."""
        return self.options.unit

    @property
    def tag_name(self) -> str | None:
        """The kind of `tags`: "pos", "kind" or None."""
        return tag_name(self.unit)

    @cached_property
    def doc_ids(self) -> tuple[str, ...]:
        """The identifiers of the articles, in order."""
        return tuple(article.doc_id for article in self.articles)

    @cached_property
    def totals(self) -> Ints:
        """The count of each term in all articles."""
        return np.asarray(self.matrix.sum(axis=0), dtype=np.int64).reshape(-1)


#: The source of a function's counts: articles, or counts already made, whose options it then follows.
CountSource = AnnotatedCorpus | TermCounts

_DEFAULTS = CountOptions()


@explains_keywords
def count_terms(  # noqa: D417 (what each option of counting means is said in CountOptions alone)
    annotated: AnnotatedCorpus,
    *,
    unit: Unit = "lemma",
    n: int = 2,
    skip: int = 2,
    stop_words: StopWords = "default",
    pos: Iterable[str] = (),
    by_pos: bool = False,
    hyphens: Hyphens = "compounds",
    expressions: Iterable[str] = (),
    names_together: bool | NameSet = True,
    dictionary: DictionarySource | TermDictionary | None = None,
    entity_kinds: Iterable[str] = (),
    within: Mapping[str, Sequence[Span]] | None = None,
    without: Mapping[str, Sequence[Span]] | None = None,
) -> TermCounts:
    """Return the counts of every term in every article's body.

    What is given counts can do without reading the articles again, and follows the options that they were
    counted with: `term_frequencies(counts)`, `explore_terms(counts)`, `collocations(counts, "talk")`.

    Args:
        annotated: The annotated articles.
        unit: What a term is, as are the other keywords; `CountOptions` says what each means.

    Raises:
        DatelineError: An option is out of its range.

    Example:
        >>> counts = count_terms(annotated, unit="lemma")
        >>> term_frequencies(counts)["term"].head(3).tolist()
        ['North Korea', 'South Korea', 'policy']
    """
    options = CountOptions(
        unit=unit,
        n=n,
        skip=skip,
        stop_words=stop_words,
        pos=pos,
        by_pos=by_pos,
        hyphens=hyphens,
        expressions=expressions,
        names_together=names_together,
        dictionary=dictionary,
        entity_kinds=entity_kinds,
        within=within,
        without=without,
    )
    return count_each(annotated, [options])[0]


def count_each(annotated: AnnotatedCorpus, option_sets: Sequence[CountOptions]) -> list[TermCounts]:
    """Return the counts of `count_terms` for each of several sets of options, from one pass over the articles.

    Names that are kept together take another pass before.

    Raises:
        DatelineError: An option is out of its range.

    Example:
        >>> words, pairs = count_each(annotated, [CountOptions(unit="lower"), CountOptions(unit="ngram")])
        >>> term_frequencies(pairs).loc[0, "term"]
        'north korea'
    """
    tallies = [_Tally(annotated, options) for options in with_names(annotated, option_sets)]
    for article, record in annotated.records(WORDS):
        for tally in tallies:
            tally.add(article, record)
    return [tally.counts() for tally in tallies]


class _Tally:
    """Counts of one set of options, article by article."""

    def __init__(self, annotated: AnnotatedCorpus, options: CountOptions) -> None:
        self._rules = reading_rules(options, annotated.language)
        self._annotated = annotated
        self._options = options
        self._rows: list[_Row] = []

    def add(self, article: Article, record: WordRecord) -> None:
        spans = scope_of(article, self._options)
        units = read_units(article, record, self._rules, spans)
        counter = Counter((o.term, o.tag, o.entity) for o in units.occurrences)
        self._rows.append((article, counter, units.words))

    def counts(self) -> TermCounts:
        rows = sorted(self._rows, key=lambda row: row[0].doc_id)
        if self._options.unit == "entity":
            rows = _unify_names(rows, canonical_names(self._annotated))
        terms, tags, matrix = _tabulate(rows, by_pos=self._options.by_pos)
        return TermCounts(
            articles=tuple(article for article, _, _ in rows),
            terms=terms,
            tags=tags,
            matrix=matrix,
            words=np.array([words for _, _, words in rows], dtype=np.int64),
            options=self._options,
            annotated=self._annotated,
        )


def as_counts(source: CountSource, options: CountOptions = _DEFAULTS) -> TermCounts:
    """Return the counts of a source; counts already made are taken as they are.

    Raises:
        DatelineError: Options are given for counts already made.
    """
    if isinstance(source, TermCounts):
        _check_unchanged(options, _DEFAULTS)
        return source
    return count_each(source, [options])[0]


def articles_and_options(
    source: CountSource, options: CountOptions = _DEFAULTS, *, defaults: CountOptions = _DEFAULTS
) -> tuple[AnnotatedCorpus, CountOptions]:
    """Return the articles of a source and the options to read them with: those of counts already made.

    Raises:
        DatelineError: Options other than the defaults are given for counts already made.
    """
    if isinstance(source, TermCounts):
        _check_unchanged(options, defaults)
        return source.annotated, source.options
    return source, options


def _check_unchanged(options: CountOptions, defaults: CountOptions) -> None:
    """Raise a `DatelineError` that names the options which differ from the defaults."""
    changed = [f.name for f in fields(options) if getattr(options, f.name) != getattr(defaults, f.name)]
    if changed:
        raise DatelineError(
            f"{', '.join(sorted(changed))}: the terms are counted already; give the option to count_terms."
        )


def scope_of(article: Article, options: CountOptions) -> Sequence[Span] | None:
    """Return the stretches of the body to read, or None for the whole of it."""
    spans: Sequence[Span] | None = None
    if options.within is not None:
        spans = intersect(article.body_spans, options.within.get(article.doc_id, ()))
    if options.without is not None and options.without.get(article.doc_id):
        spans = subtract(article.body_spans if spans is None else spans, options.without[article.doc_id])
    return spans


def _unify_names(rows: Sequence[_Row], names: Names) -> list[_Row]:
    """Give each article's entities the name that the corpus knows them by."""
    renamed: list[_Row] = []
    for article, counter, words in rows:
        merged: Counter[_Key] = Counter()
        for (term, tag, entity), count in counter.items():
            merged[names.get((article.doc_id, entity), term), tag, -1] += count
        renamed.append((article, merged, words))
    return renamed


def _tabulate(
    rows: Sequence[_Row], *, by_pos: bool
) -> tuple[tuple[str, ...], tuple[str, ...], scipy.sparse.csr_array]:
    """Return the terms, the tag of each, and the counts of articles × terms."""
    totals: Counter[_Key] = Counter()
    for _, counter, _ in rows:
        totals.update(counter)
    if by_pos:
        keys = sorted(totals)
        column = {key: i for i, key in enumerate(keys)}
    else:
        # A term's tag is its commonest, the first by name of equals.
        ranked = sorted(totals, key=lambda key: (key[0], -totals[key], key[1]))
        keys = [key for i, key in enumerate(ranked) if i == 0 or ranked[i - 1][0] != key[0]]
        position = {key[0]: i for i, key in enumerate(keys)}
        column = {key: position[key[0]] for key in totals}
    entries = [
        (row, column[key], n) for row, (_, counter, _) in enumerate(rows) for key, n in counter.items()
    ]
    row_indices, column_indices, counts = zip(*entries, strict=True) if entries else ((), (), ())
    matrix = scipy.sparse.coo_array(
        (
            np.array(counts, dtype=np.int64),
            (np.array(row_indices, dtype=np.int64), np.array(column_indices, dtype=np.int64)),
        ),
        shape=(len(rows), len(keys)),
    ).tocsr()
    return tuple(key[0] for key in keys), tuple(key[1] for key in keys), matrix
