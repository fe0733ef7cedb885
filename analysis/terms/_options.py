"""Options of counting: what a term is, which are listed, and in which stretches of text they are counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from analysis._keywords import explains_keywords
from analysis.annotation import AnnotatedCorpus
from analysis.corpus import Hyphens
from analysis.errors import DatelineError
from analysis.language import Language
from analysis.terms.tokens._dictionary import DictionarySource, TermDictionary, load_dictionary
from analysis.terms.tokens._multiword_names import NameSet, choose_names
from analysis.terms.tokens._named_entities import ENTITY_KINDS
from analysis.terms.tokens._patterns import PatternSet, compile_pattern
from analysis.terms.tokens._stop_list import StopWords, load_stop_words
from analysis.terms.tokens._units import WORD_UNITS, Unit, UnitRules, check_unit
from analysis.terms.tokens._word_table import read_words
from analysis.text import Span


@dataclass(frozen=True)
class CountOptions:
    """The unit and scope of counting: the options that `count_terms` and its like take as keywords.

    Attributes:
        unit: "word" (as written), "lower" (lower-cased), "lemma", "ngram", "skipgram", "noun_phrase", "entity"
            (names, each under its identity across the corpus) or "dictionary" (a user's categories).
        n: Words of an n-gram or skip-gram, 1 to 8.
        skip: Maximum number of words that a skip-gram leaves out in all, 0 to 8.
        stop_words: See `load_stop_words`. Words on the list are not listed, but are counted among the running
            words; n-grams and phrases may not begin or end with one.
        pos: Parts of speech (Universal POS tags such as "NOUN") to keep, for words and lemmas; empty for all.
        by_pos: Count a term once for each part of speech (or kind of entity) it occurs with.
        hyphens: "compounds", "keep" or "split"; see `analysis.terms.tokens._words`.
        expressions: Multi-word expressions (patterns) that are one term, such as "trade war".
        names_together: Whether a name of several words, such as *White House*, is one term where words or
            lemmas are counted: True for the names that `recognise_names` gives, or other names.
        dictionary: Categories of terms for unit="dictionary"; see `load_dictionary`.
        entity_kinds: Kinds of entity to keep, such as "person" or "place"; see `ENTITY_KINDS`; empty for all.
        within: Stretches of text by doc_id; only words inside them count (articles not named count nothing).
        without: Stretches of text by doc_id that are set aside, such as copied passages.

    Example:
        >>> words, pairs = count_each(annotated, [CountOptions(unit="lower"), CountOptions(unit="ngram")])
        >>> words.options.unit, pairs.options.n
        ('lower', 2)
    """

    unit: Unit = "lemma"
    n: int = 2
    skip: int = 2
    stop_words: StopWords = "default"
    pos: Iterable[str] = ()
    by_pos: bool = False
    hyphens: Hyphens = "compounds"
    expressions: Iterable[str] = ()
    names_together: bool | NameSet = True
    dictionary: DictionarySource | TermDictionary | None = None
    entity_kinds: Iterable[str] = ()
    within: Mapping[str, Sequence[Span]] | None = field(default=None, repr=False)
    without: Mapping[str, Sequence[Span]] | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        """Make tuples of options that may be readable only once, such as generators."""
        for name in ("pos", "expressions", "entity_kinds"):
            object.__setattr__(self, name, _strings(getattr(self, name)))
        if self.stop_words is not None and not isinstance(self.stop_words, (str, Path)):
            object.__setattr__(self, "stop_words", _strings(self.stop_words))


@explains_keywords
def recognise_names(annotated: AnnotatedCorpus, *, min_count: int = 2) -> NameSet:
    """Return the names of two to six words that the language model recognises in the articles.

    Args:
        annotated: The annotated articles.
        min_count: Leave out names recognised less often; what is recognised once is often a slip.

    Returns:
        Names without a leading article and possessive *'s*, in the spelling of the text, for the option
        `names_together` of `count_terms`. A people's plural (*South Koreans*) is counted under its singular.

    Example:
        >>> sorted(recognise_names(annotated).terms.values())[:2]
        ['Asan Institute for Policy Studies', 'Donald Trump']
    """
    return choose_names(read_words(annotated).candidates, annotated.language, min_count=min_count)


def with_names(annotated: AnnotatedCorpus, option_sets: Sequence[CountOptions]) -> list[CountOptions]:
    """Return the options with the names of the articles in place of `names_together=True`."""
    requests = [options.names_together is True and options.unit in WORD_UNITS for options in option_sets]
    names = recognise_names(annotated) if any(requests) else False
    return [
        replace(options, names_together=names) if requested else options
        for options, requested in zip(option_sets, requests, strict=True)
    ]


def reading_rules(options: CountOptions, language: Language) -> UnitRules:
    """Return the rules by which an article is read, each option checked.

    Raises:
        DatelineError: An option is out of its range.
    """
    unit = options.unit
    check_unit(unit)
    if options.hyphens not in {"compounds", "keep", "split"}:
        raise DatelineError(
            f"hyphens: {options.hyphens!r} is not known; allowed are compounds, keep and split."
        )
    if unit == "dictionary" and options.dictionary is None:
        raise DatelineError('dictionary: unit="dictionary" needs one; give a YAML or CSV file or a mapping.')
    for kind in options.entity_kinds:
        if kind not in ENTITY_KINDS:
            raise DatelineError(
                f"entity_kinds: {kind!r} is not known; allowed are {', '.join(ENTITY_KINDS)}."
            )
    expressions = [compile_pattern(e, name="expressions") for e in sorted(set(options.expressions))]
    dictionary = options.dictionary if unit == "dictionary" else None
    return UnitRules(
        unit=unit,
        n=_in_range("n", options.n, 1, 8),
        skip=_in_range("skip", options.skip, 0, 8),
        stops=load_stop_words(options.stop_words, language=language),
        pos=frozenset(options.pos),
        hyphens=options.hyphens,
        expressions=PatternSet(expressions) if expressions else None,
        dictionary=None if dictionary is None else load_dictionary(dictionary),
        entity_kinds=frozenset(options.entity_kinds),
        names=options.names_together if isinstance(options.names_together, NameSet) else None,
    )


def _strings(value: str | Iterable[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _in_range(name: str, value: int, low: int, high: int) -> int:
    if not low <= value <= high:
        raise DatelineError(f"{name}: {value} is out of range; give a whole number from {low} to {high}.")
    return int(value)
