"""Names of several words that the articles use, kept whole when words are counted.

*North Korea* is one term, not *North* and *Korea*. The language model recognises a
name in one sentence and misses it in the next, so the names are collected over the whole corpus first, and
each is then kept together wherever its words stand in that order with those capitals.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from analysis._keywords import explains_keywords
from analysis.annotation import AnnotatedCorpus
from analysis.language import Language
from analysis.terms.tokens._records import WORDS
from analysis.terms.tokens._words import Word, singular_people, split_text

#: Maximum number of words in a name; longer runs are more often the model's errors.
_MOST_WORDS = 6

_Forms = tuple[str, ...]


@dataclass(frozen=True)
class NameSet:
    """Names of two words or more, and the term each is counted under; see `recognise_names`."""

    terms: Mapping[_Forms, str] = field(default_factory=dict)
    _by_first_word: Mapping[str, tuple[_Forms, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        starting: dict[str, list[_Forms]] = {}
        for forms in sorted(self.terms, key=lambda forms: (-len(forms), forms)):
            starting.setdefault(forms[0], []).append(forms)
        object.__setattr__(self, "_by_first_word", {first: tuple(names) for first, names in starting.items()})

    def __len__(self) -> int:
        return len(self.terms)

    def join(self, words: Sequence[Word]) -> list[Word]:
        """Return the words with each name as one word; of names that begin alike the longest."""
        joined: list[Word] = []
        index = 0
        for start in [i for i, word in enumerate(words) if word.form in self._by_first_word]:
            if start < index:  # within the name before
                continue
            candidates = self._by_first_word[words[start].form]
            name = next((forms for forms in candidates if _matches_at(forms, words, start)), None)
            if name is not None:
                joined += words[index:start]
                index = start + len(name)
                joined.append(self._merged(name, words[start], words[index - 1]))
        return joined + list(words[index:])

    def _merged(self, name: _Forms, first: Word, last: Word) -> Word:
        lemma = self.terms[name]
        return first._replace(end=last.end, form=" ".join(name), lemma=lemma, pos=last.pos, last=last.last)


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
    counts: Counter[tuple[_Forms, bool]] = Counter()
    forms_of: dict[str, _Forms] = {}
    language = annotated.language
    kinds = (
        language.grammar.name_entities | language.grammar.origin_entities
    )  # dates and amounts are no names
    for article, record in annotated.records(WORDS):
        tokens = record.tokens
        for first, end, label in tokens.entities:
            if label in kinds and end - first > 1:
                text = article.text[slice(*tokens.span(first, end))]
                forms = forms_of.get(text)
                if forms is None:
                    forms = forms_of[text] = _name_forms(text, language)
                if forms:
                    last = article.text[slice(*tokens.span(end - 1, end))]
                    is_plural = _is_plural_people(last, tokens.tags[end - 1], label, language)
                    counts[forms, is_plural] += 1
    totals: Counter[_Forms] = Counter()
    for (forms, _), count in counts.items():
        totals[forms] += count
    frequent = sorted(forms for forms, count in totals.items() if count >= min_count)
    plural = {forms for forms in frequent if 2 * counts[forms, True] > totals[forms]}
    terms = {forms: " ".join(forms) for forms in frequent}
    return NameSet(
        {forms: singular_people(t, language) if forms in plural else t for forms, t in terms.items()}
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


def _matches_at(name: _Forms, words: Sequence[Word], index: int) -> bool:
    following = words[index + 1 : index + len(name)]
    return len(following) == len(name) - 1 and all(
        word.form == form and word.follows for word, form in zip(following, name[1:], strict=True)
    )
