"""Names of several words that the articles use, kept whole when words are counted.

*North Korea* cut in two tells a reader neither of the North nor of Korea. The language model recognises a
name in one sentence and misses it in the next, so the names are collected over the whole corpus first, and
each is then kept together wherever its words stand in that order with those capitals.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Span as Stretch

from analysis._keywords import explains_keywords
from analysis.annotation import AnnotatedCorpus
from analysis.language import Language
from analysis.terms.tokens._words import Word, singular_people, split_text

#: A longer run of words is more often a slip of the model than a name.
_LONGEST = 6

_Forms = tuple[str, ...]


@dataclass(frozen=True)
class NameSet:
    """Names of two words or more, and the term each is counted under; see `recognise_names`."""

    terms: Mapping[_Forms, str] = field(default_factory=dict)
    _starting: Mapping[str, tuple[_Forms, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        starting: dict[str, list[_Forms]] = {}
        for forms in sorted(self.terms, key=lambda forms: (-len(forms), forms)):
            starting.setdefault(forms[0], []).append(forms)
        object.__setattr__(self, "_starting", {first: tuple(names) for first, names in starting.items()})

    def __len__(self) -> int:
        return len(self.terms)

    def join(self, words: Sequence[Word]) -> list[Word]:
        """Return the words with each name as one word; of names that begin alike the longest."""
        return list(self._joined(words))

    def _joined(self, words: Sequence[Word]) -> Iterator[Word]:
        at = 0
        while at < len(words):
            name = next((n for n in self._starting.get(words[at].form, ()) if _stands(n, words, at)), None)
            if name is None:
                yield words[at]
                at += 1
                continue
            last = words[at + len(name) - 1]
            lemma = self.terms[name]
            yield words[at]._replace(
                end=last.end, form=" ".join(name), lemma=lemma, pos=last.pos, last=last.last
            )
            at += len(name)


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
    found: Counter[tuple[_Forms, bool]] = Counter()
    known: dict[str, _Forms] = {}
    language = annotated.language
    kinds = (
        language.grammar.name_entities | language.grammar.origin_entities
    )  # dates and amounts are no names
    for _, doc in annotated:
        for entity in doc.ents:
            if entity.label_ in kinds and len(entity) > 1:
                forms = known.setdefault(entity.text, _name_forms(entity.text, language))
                if forms:
                    found[forms, _is_plural_people(entity, language)] += 1
    totals: Counter[_Forms] = Counter()
    for (forms, _), count in found.items():
        totals[forms] += count
    kept = sorted(forms for forms, count in totals.items() if count >= min_count)
    plural = {forms for forms in kept if 2 * found[forms, True] > totals[forms]}
    terms = {forms: " ".join(forms) for forms in kept}
    return NameSet(
        {forms: singular_people(t, language) if forms in plural else t for forms, t in terms.items()}
    )


def _name_forms(text: str, language: Language) -> _Forms:
    forms = split_text(text, language=language)
    if forms and forms[0].lower() in language.words.articles:
        forms = forms[1:]
    named = 2 <= len(forms) <= _LONGEST and forms[0][:1].isupper() and forms[-1][:1].isupper()
    return tuple(forms) if named else ()


def _is_plural_people(entity: Stretch, language: Language) -> bool:
    last, grammar = entity[-1], language.grammar
    plural = last.tag_ in grammar.plural_nouns and singular_people(last.text, language) != last.text
    return entity.label_ in grammar.people_entities and plural


def _stands(name: _Forms, words: Sequence[Word], at: int) -> bool:
    following = words[at + 1 : at + len(name)]
    return len(following) == len(name) - 1 and all(
        word.form == form and word.follows for word, form in zip(following, name[1:], strict=True)
    )
