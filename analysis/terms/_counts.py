"""How often does each term occur in each article? One pass over the articles, then a table of counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypedDict, Unpack

import numpy as np
import scipy.sparse
from numpy.typing import NDArray
from spacy.tokens import Doc

from analysis.annotation import AnnotatedCorpus
from analysis.corpus import Article
from analysis.entities import LocalIdentity, unify
from analysis.errors import DatelineError
from analysis.terms._dictionary import DictionarySource, TermDictionary, load_dictionary
from analysis.terms._entities import ENTITY_KINDS, Names
from analysis.terms._names import NameSet
from analysis.terms._patterns import PatternSet, compile_pattern
from analysis.terms._stoplist import StopWords, load_stop_words
from analysis.terms._tokens import Hyphens
from analysis.terms._units import Unit, UnitRules, check_unit, read_units, tag_name
from analysis.text import Span, intersect, subtract

#: A term, its part of speech or kind, and its entity's number in the article (-1 for what is no entity).
_Key = tuple[str, str, int]
#: What one article gives: its counts and its running words.
_Row = tuple[Article, Counter[_Key], int]


class CountOptions(TypedDict, total=False):
    """What is counted and where; the keyword arguments that all counting functions share.

    unit: "word" (as written), "lower" (lower-cased), "lemma" (default), "ngram", "skipgram", "noun_phrase",
        "entity" (names, each under its identity across the corpus) or "dictionary" (a user's categories).
    n: Words of an n-gram or skip-gram (default 2; 1 to 8).
    skip: Words that a skip-gram may leave out in all (default 2; 0 to 8).
    stop_words: See `load_stop_words` (default "english"). Words on the list are not listed, but are counted
        among the running words; n-grams and phrases may not begin or end with one.
    pos: Parts of speech (Universal POS tags such as "NOUN") to keep, for words and lemmas; default all.
    by_pos: Count a term once for each part of speech (or kind of entity) it occurs with; default False.
    hyphens: "compounds" (default), "keep" or "split"; see `analysis.terms._tokens`.
    expressions: Multi-word expressions (patterns) that count as one word, such as "White House".
    names_together: Names that are one term where words or lemmas are counted, from `recognise_names`; their
        words still count one by one among the running words.
    dictionary: Categories of terms for unit="dictionary"; see `load_dictionary`.
    entity_kinds: Kinds of entity to keep, such as "person" or "place"; see `ENTITY_KINDS`; default all.
    within: Stretches of text by doc_id; only words inside them count (articles not named count nothing).
    without: Stretches of text by doc_id that are set aside, such as copied passages.
    """

    unit: Unit
    n: int
    skip: int
    stop_words: StopWords
    pos: Iterable[str]
    by_pos: bool
    hyphens: Hyphens
    expressions: Iterable[str]
    names_together: NameSet | None
    dictionary: DictionarySource | TermDictionary | None
    entity_kinds: Iterable[str]
    within: Mapping[str, Sequence[Span]] | None
    without: Mapping[str, Sequence[Span]] | None


@dataclass(frozen=True)
class TermCounts:
    """Counts of terms by article: what frequencies, keyness, intervals and time series are made from.

    Attributes:
        articles: The articles, in the order of their doc_id: the rows of `matrix`.
        terms: The terms in alphabetical order: the columns of `matrix`. With `by_pos`, one a part of speech.
        tags: The part of speech or kind of entity of each term (its commonest), or "" where units have none.
        tag_name: "pos", "kind" or None.
        matrix: Sparse integer counts, articles × terms.
        words: Running words of the body of each article: the denominator of every rate. For lemmas the parts
            of a contraction are words of their own; for phrases, names and categories it is the words too.
        unit: What was counted.
    """

    articles: tuple[Article, ...]
    terms: tuple[str, ...]
    tags: tuple[str, ...]
    tag_name: str | None
    matrix: scipy.sparse.csr_array
    words: NDArray[np.int64]
    unit: str

    @cached_property
    def doc_ids(self) -> tuple[str, ...]:
        """The identifiers of the articles, in order."""
        return tuple(article.doc_id for article in self.articles)

    @cached_property
    def totals(self) -> NDArray[np.int64]:
        """The count of each term in all articles."""
        return np.asarray(self.matrix.sum(axis=0), dtype=np.int64).reshape(-1)


#: What the counting functions take: articles to count in, or counts already made (one pass serves many).
CountSource = AnnotatedCorpus | TermCounts


def count_terms(annotated: AnnotatedCorpus, **options: Unpack[CountOptions]) -> TermCounts:
    """Return the counts of every term in every article's body, from one pass over the articles.

    Args:
        annotated: The annotated articles.
        **options: See `CountOptions`.

    Raises:
        DatelineError: An option is unknown or out of its range.

    Example:
        >>> counts = count_terms(annotated, unit="lemma")
        >>> term_frequencies(counts)["term"].head(3).tolist()
        ['Korea', 'North', 'South']
    """
    return count_each(annotated, [options])[0]


def count_each(annotated: AnnotatedCorpus, several: Sequence[CountOptions]) -> list[TermCounts]:
    """Return what `count_terms` does for each of several sets of options, from one pass over the articles.

    Raises:
        DatelineError: An option is unknown or out of its range.

    Example:
        >>> words, pairs = count_each(annotated, [{"unit": "lower"}, {"unit": "ngram", "n": 2}])
        >>> term_frequencies(pairs).loc[0, "term"]
        'north korea'
    """
    tallies = [_Tally(dict(options)) for options in several]
    for article, doc in annotated:
        for tally in tallies:
            tally.add(article, doc)
    return [tally.counts() for tally in tallies]


class _Tally:
    """Counts of one set of options, article by article."""

    def __init__(self, options: Mapping[str, object]) -> None:
        self._rules = reading_rules(options)
        self._options = options
        self._rows: list[_Row] = []
        self._identities: list[LocalIdentity] = []

    def add(self, article: Article, doc: Doc) -> None:
        spans = scope_of(article, self._options.get("within"), self._options.get("without"))
        reading = read_units(article, doc, self._rules, spans)
        counter = Counter((o.term, o.tag, o.entity) for o in reading.occurrences)
        self._rows.append((article, counter, reading.words))
        self._identities += reading.identities

    def counts(self) -> TermCounts:
        rows = sorted(self._rows, key=lambda row: row[0].doc_id)
        rows = _under_one_name(rows, unify(self._identities)) if self._identities else rows
        return _tabulate(rows, self._rules.unit, by_pos=bool(self._options.get("by_pos", False)))


def as_counts(source: CountSource, options: Mapping[str, object]) -> TermCounts:
    """Return the counts of a source; counts already made are taken as they are.

    Raises:
        DatelineError: Options are given for counts already made.
    """
    if not isinstance(source, TermCounts):
        return count_each(source, [options])[0]  # type: ignore[list-item]
    if options:
        raise DatelineError(
            f"{', '.join(sorted(options))}: the terms are counted already; give the option to count_terms."
        )
    return source


def reading_rules(options: Mapping[str, object]) -> UnitRules:
    """Return the rules that `CountOptions` say, each checked."""
    unknown = sorted(set(options) - set(CountOptions.__annotations__))
    if unknown:
        allowed = ", ".join(CountOptions.__annotations__)
        raise DatelineError(f"{unknown[0]}: there is no such option; allowed are {allowed}.")
    given: CountOptions = options  # type: ignore[assignment]
    unit = given.get("unit", "lemma")
    check_unit(unit)
    hyphens = given.get("hyphens", "compounds")
    if hyphens not in {"compounds", "keep", "split"}:
        raise DatelineError(f"hyphens: {hyphens!r} is not known; allowed are compounds, keep and split.")
    dictionary = given.get("dictionary")
    if unit == "dictionary" and dictionary is None:
        raise DatelineError('dictionary: unit="dictionary" needs one; give a YAML or CSV file or a mapping.')
    kinds = _strings(given.get("entity_kinds", ()))
    for kind in kinds:
        if kind not in ENTITY_KINDS:
            raise DatelineError(
                f"entity_kinds: {kind!r} is not known; allowed are {', '.join(ENTITY_KINDS)}."
            )
    expressions = [compile_pattern(e, name="expressions") for e in sorted(set(given.get("expressions", ())))]
    return UnitRules(
        unit=unit,
        n=_in_range("n", given.get("n", 2), 1, 8),
        skip=_in_range("skip", given.get("skip", 2), 0, 8),
        stops=load_stop_words(given.get("stop_words", "english")),
        pos=frozenset(_strings(given.get("pos", ()))),
        hyphens=hyphens,
        expressions=PatternSet(expressions) if expressions else None,
        dictionary=load_dictionary(dictionary) if unit == "dictionary" and dictionary is not None else None,
        entity_kinds=frozenset(kinds),
        names=given.get("names_together"),
    )


def _strings(value: str | Iterable[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _in_range(name: str, value: int, low: int, high: int) -> int:
    if not low <= value <= high:
        raise DatelineError(f"{name}: {value} is out of range; give a whole number from {low} to {high}.")
    return int(value)


def scope_of(article: Article, within: object, without: object) -> Sequence[Span] | None:
    """Return the stretches of the body to read, or None for the whole of it."""
    spans: Sequence[Span] | None = None
    if isinstance(within, Mapping):
        spans = intersect(article.body_spans, within.get(article.doc_id, ()))
    if isinstance(without, Mapping) and without.get(article.doc_id):
        spans = subtract(article.body_spans if spans is None else spans, without[article.doc_id])
    return spans


def _under_one_name(rows: Sequence[_Row], names: Names) -> list[_Row]:
    """Give each article's entities the name that the corpus knows them by."""
    renamed: list[_Row] = []
    for article, counter, words in rows:
        merged: Counter[_Key] = Counter()
        for (term, tag, entity), count in counter.items():
            merged[names.get((article.doc_id, entity), term), tag, -1] += count
        renamed.append((article, merged, words))
    return renamed


def _tabulate(rows: Sequence[_Row], unit: str, *, by_pos: bool) -> TermCounts:
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
    indices = [
        (row, column[key], n) for row, (_, counter, _) in enumerate(rows) for key, n in counter.items()
    ]
    where, which, counts = zip(*indices, strict=True) if indices else ((), (), ())
    matrix = scipy.sparse.coo_array(
        (
            np.array(counts, dtype=np.int64),
            (np.array(where, dtype=np.int64), np.array(which, dtype=np.int64)),
        ),
        shape=(len(rows), len(keys)),
    ).tocsr()
    return TermCounts(
        articles=tuple(article for article, _, _ in rows),
        terms=tuple(key[0] for key in keys),
        tags=tuple(key[1] for key in keys),
        tag_name=tag_name(unit),
        matrix=matrix,
        words=np.array([words for _, _, words in rows], dtype=np.int64),
        unit=unit,
    )
