"""Names of several words that the articles use, kept whole when words are counted.

*North Korea* is one term, not *North* and *Korea*. The language model recognises a
name in one sentence and misses it in the next, so the names are collected over the whole corpus first, and
each is then kept together wherever its words stand in that order with those capitals.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analysis.annotation import Tokens
from analysis.corpus import Article
from analysis.language import Language
from analysis.terms.tokens._words import WordKind, singular_people, split_text

if TYPE_CHECKING:
    from analysis.terms.tokens._word_table import WordTable

#: Maximum number of words in a name; longer runs are more often the model's errors.
_MOST_WORDS = 6

_Forms = tuple[str, ...]


class NameCandidate(NamedTuple):
    """A name of several words that the recogniser found, and whether it is a people's plural (*South Koreans*)."""

    forms: tuple[str, ...]
    is_plural: bool


@dataclass(frozen=True)
class NameSet:
    """Names of two words or more, and the term each is counted under; see `recognise_names`.

    Attributes:
        terms: By the words of a name its term.
        abbreviations: By the abbreviation of a name its term ("U.S.": "United States").
    """

    terms: Mapping[_Forms, str] = field(default_factory=dict)
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    _by_first_words: Mapping[_Forms, tuple[_Forms, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        starting: dict[_Forms, list[_Forms]] = {}
        for forms in sorted(self.terms, key=lambda forms: (-len(forms), forms)):
            starting.setdefault(forms[:2], []).append(forms)
        object.__setattr__(self, "_by_first_words", {pair: tuple(names) for pair, names in starting.items()})

    def __len__(self) -> int:
        return len(self.terms)

    def join(self, words: WordTable) -> WordTable:
        """Return the words with each name as one word; of names that begin alike the longest.

        An abbreviation on its own has the lemma of what it stands for; in a longer name (*U.S. Embassy*) it stays.
        """
        firsts = {pair[0] for pair in self._by_first_words}
        seconds = {pair[1] for pair in self._by_first_words}
        begins = words.mark(lambda kind: kind.form in firsts)
        begins[:-1] &= words.mark(lambda kind: kind.form in seconds)[1:] & words.follows[1:]
        begins[-1:] = False
        merged: list[tuple[int, int, WordKind]] = []
        free = 0
        for start in np.flatnonzero(begins).tolist():
            if start < free:  # within the name before
                continue
            candidates = self._by_first_words.get((words.form(start), words.form(start + 1)), ())
            name = next((forms for forms in candidates if _matches_at(forms, words, start)), None)
            if name is not None:
                free = start + len(name)
                pos = words.kinds[words.kind[free - 1]].pos
                merged.append((start, free, WordKind(" ".join(name), self.terms[name], pos)))
        return words.join(merged).with_lemmas(self.abbreviations, pos="PROPN")


def find_candidates(article: Article, tokens: Tokens) -> list[NameCandidate]:
    """Return the names of two to six words that the language model recognises in an article."""
    language = article.language
    # Dates and amounts are no names.
    kinds = language.grammar.name_entities | language.grammar.origin_entities
    candidates = []
    for first, end, label in tokens.entities:
        if label in kinds and end - first > 1:
            forms = _name_forms(article.text[slice(*tokens.span(first, end))], language)
            if forms:
                last = article.text[slice(*tokens.span(end - 1, end))]
                is_plural = _is_plural_people(last, tokens.tags[end - 1], label, language)
                candidates.append(NameCandidate(forms, is_plural))
    return candidates


def choose_names(counts: Counter[NameCandidate], language: Language, *, min_count: int = 2) -> NameSet:
    """Return the names that were recognised at least `min_count` times."""
    totals: Counter[_Forms] = Counter()
    for (forms, _), count in counts.items():
        totals[forms] += count
    frequent = sorted(forms for forms, count in totals.items() if count >= min_count)
    plural = {forms for forms in frequent if 2 * counts[NameCandidate(forms, True)] > totals[forms]}
    terms = {forms: " ".join(forms) for forms in frequent}
    return NameSet(
        {forms: singular_people(t, language) if forms in plural else t for forms, t in terms.items()},
        language.places.state_abbreviations,
    )


def _name_forms(text: str, language: Language) -> _Forms:
    forms = split_text(text, language=language)
    if forms and forms[0].lower() in language.words.articles:
        forms = forms[1:]
    is_name = 2 <= len(forms) <= _MOST_WORDS and forms[0][:1].isupper() and forms[-1][:1].isupper()
    return tuple(forms) if is_name else ()


def _is_plural_people(last_word: str, tag: str, label: str, language: Language) -> bool:
    if label not in language.grammar.people_entities or tag not in language.grammar.plural_nouns:
        return False
    return singular_people(last_word, language) != last_word


def _matches_at(name: _Forms, words: WordTable, start: int) -> bool:
    places = range(start + 1, start + len(name))
    return places.stop <= len(words) and all(
        words.follows[place] and words.form(place) == form
        for place, form in zip(places, name[1:], strict=True)
    )
