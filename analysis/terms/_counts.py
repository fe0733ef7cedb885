"""Counts of each term in each article: what all tables of terms begin with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np
import scipy.sparse

from analysis._arrays import Ints
from analysis._keywords import explains_keywords
from analysis.annotation import AnnotatedCorpus
from analysis.corpus import Article, Hyphens, count_running_words
from analysis.errors import DatelineError
from analysis.terms._options import CountOptions, reading_rules, with_names
from analysis.terms.tokens._dictionary import DictionarySource, TermDictionary
from analysis.terms.tokens._multiword_names import NameSet
from analysis.terms.tokens._stop_list import StopWords
from analysis.terms.tokens._units import Label, Occurrences, Unit, read_occurrences, tag_name
from analysis.terms.tokens._word_table import CorpusWords, read_words
from analysis.text import Span, intersect, subtract


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
        ['United States', 'North Korea', 'South Korea']
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


@explains_keywords
def count_each(
    annotated: AnnotatedCorpus, option_sets: Sequence[CountOptions], *, min_count: int = 1
) -> list[TermCounts]:
    """Return the counts of `count_terms` for each of several sets of options, without terms that are rarer.

    Raises:
        DatelineError: An option is out of its range.

    Example:
        >>> words, pairs = count_each(annotated, [CountOptions(unit="lower"), CountOptions(unit="ngram")])
        >>> term_frequencies(pairs).loc[0, "term"]
        'north korea'
    """
    words = read_words(annotated)
    return [_count(words, options, min_count) for options in with_names(annotated, option_sets)]


def _count(words: CorpusWords, options: CountOptions, min_count: int) -> TermCounts:
    rules = reading_rules(options, words.annotated.language)
    scopes = scopes_of(words.articles, options)
    terms, tags, matrix = _tabulate(
        read_occurrences(words, rules, min_count=min_count).inside(scopes),
        len(words.articles),
        options.by_pos,
        min_count,
    )
    running = np.array([len(types) for types in words.types], dtype=np.int64)
    if options.hyphens == "compounds":
        recounted: Iterable[int] = scopes
    else:
        recounted = range(len(running))
    for row in recounted:
        running[row] = count_running_words(words.articles[row], scopes.get(row), hyphens=options.hyphens)
    return TermCounts(
        articles=words.articles,
        terms=terms,
        tags=tags,
        matrix=matrix,
        words=running,
        options=options,
        annotated=words.annotated,
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


def scopes_of(articles: Sequence[Article], options: CountOptions) -> dict[int, list[Span]]:
    """Return the stretches to count in of those articles, by place, that do not count as a whole."""
    scopes: dict[int, list[Span]] = {}
    for row, article in enumerate(articles):
        if options.within is not None:
            scopes[row] = intersect(article.body_spans, options.within.get(article.doc_id, ()))
        if options.without is not None and options.without.get(article.doc_id):
            spans = scopes.get(row, article.body_spans)
            scopes[row] = subtract(spans, options.without[article.doc_id])
    return scopes


def _tabulate(
    occurrences: Occurrences, articles: int, by_pos: bool, min_count: int
) -> tuple[tuple[str, ...], tuple[str, ...], scipy.sparse.csr_array]:
    """Return the terms, the tag of each, and the counts of articles × terms."""
    labels = occurrences.labels
    totals = np.bincount(occurrences.label, minlength=len(labels))
    if by_pos:
        chosen = sorted(np.flatnonzero(totals >= min_count).tolist(), key=labels.__getitem__)
        column = {label: place for place, label in enumerate(chosen)}
    else:
        chosen, column = _unite_tags(labels, totals, min_count)
    columns = np.full(len(labels), -1, dtype=np.int32)  # half the size of the matrix
    columns[list(column)] = list(column.values())
    kept = columns[occurrences.label] >= 0
    places = (occurrences.rows[kept], columns[occurrences.label[kept]])
    ones = np.ones(len(places[0]), dtype=np.int64)
    matrix = scipy.sparse.coo_array((ones, places), shape=(articles, len(chosen))).tocsr()
    return tuple(labels[i].term for i in chosen), tuple(labels[i].tag for i in chosen), matrix


def _unite_tags(labels: Sequence[Label], totals: Ints, min_count: int) -> tuple[list[int], dict[int, int]]:
    """Return for each term in order the label of its commonest tag, the first by name, and each label's column."""
    of_term: dict[str, list[int]] = {}
    for label in np.flatnonzero(totals).tolist():
        of_term.setdefault(labels[label].term, []).append(label)
    count = totals.tolist()
    terms = sorted(term for term, own in of_term.items() if sum(count[label] for label in own) >= min_count)
    chosen = [min(of_term[term], key=lambda label: (-count[label], labels[label].tag)) for term in terms]
    return chosen, {label: place for place, term in enumerate(terms) for label in of_term[term]}
