"""Words of an article with the parser's lemma and tags: the basis of counts, keyness and concordances.

The division of a text into words is defined in `analysis.corpus` (`split_words`). The parse adds to it:

- the possessive *'s* and a final apostrophe are no part of a word (*Trump's* is *Trump*, *ministers'* is
  *ministers*), but in a contraction it stays (*it's*);
- the hyphen of one person's name joins (*Alexandria Ocasio-Cortez*);
- lemma and part of speech come from the parser's tokens under the word. Names are not reduced and keep their
  capitals, other words lose them. A compound's lemma is the compound without its plural, its part of speech that
  of its last part. Where lemmas are counted, a contraction gives one lemma a part (*can't*: *can*, *not*).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from analysis._keywords import explains_keywords
from analysis.annotation import Tokens, tokens_of
from analysis.corpus import Article, Hyphens, is_address, normalise, split_words
from analysis.language import ENGLISH, Language
from analysis.text import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

Contractions = Literal["join", "split"]

SOFT_HYPHEN = "\u00ad"
_INVISIBLE = re.compile("[\u200b-\u200d\u2060]")
_LONGEST_CONTRACTION = 30  # characters; what is longer is an address, or was read in pieces
_OPEN = frozenset({"NOUN", "ADJ", "VERB", "ADV", "X"})
#: Characters allowed between two words of one phrase: spaces, hyphens, quotation marks, the rest of a possessive.
_NO_BREAK = re.compile(r"(?:'s?(?!\w))?[\s\-\"']*")


class WordKind(NamedTuple):
    """What words have in common that are counted alike: plain form, lemma and part of speech."""

    form: str
    lemma: str
    pos: str


class Word(NamedTuple):
    """One running word: `article.text[start:end]`, in its plain form, with its lemma and tags."""

    start: int
    end: int
    form: str
    lemma: str
    pos: str
    first: int  # index of its first token in the Doc
    last: int  # index after its last token
    sentence: int
    follows: bool  # True where only spaces, hyphens or quotation marks part it from the word before


class _Place(NamedTuple):
    """A word: its characters, its tokens, and whether it directly follows the word before."""

    span: Span
    tokens: Span
    follows: bool


@explains_keywords
def body_words(
    article: Article,
    parse: Doc | Tokens,
    *,
    hyphens: Hyphens = "compounds",
    contractions: Contractions = "join",
) -> list[Word]:
    """Return the words of the body in order; the module says what a word is.

    Args:
        article: The article; words lie in `article.body_spans`.
        parse: Its parse, or the columns of it.
        hyphens: "compounds" (the rule above), "keep" or "split".
        contractions: "join" for words as written, "split" for one word a part where lemmas are counted.

    Example:
        >>> words = body_words(*annotated.get(doc_ids[0]))
        >>> len(words)
        479
        >>> start, end = words[0].start, words[0].end
        >>> corpus[doc_ids[0]].text[start:end]
        'South'
    """
    tokens = parse if isinstance(parse, Tokens) else tokens_of(parse)
    reader = _WordReader(article.text, normalise(article.text), tokens, article.language)
    places = _places(article, reader, hyphens)
    if contractions == "join":
        return [reader.word(place) for place in places]
    return [part for place in places for part in reader.parts(place) or [reader.word(place)]]


def words_both_ways(article: Article, tokens: Tokens) -> tuple[list[Word], list[Word]]:
    """Return the words of the body with contractions as one word and as one word a part, from one pass."""
    reader = _WordReader(article.text, normalise(article.text), tokens, article.language)
    joined: list[Word] = []
    split: list[Word] = []
    for place in _places(article, reader, "compounds"):
        joined.append(reader.word(place))
        split += reader.parts(place) or joined[-1:]
    return joined, split


def _places(article: Article, reader: _WordReader, hyphens: Hyphens) -> Iterator[_Place]:
    """Yield where the words of the body stand, in order."""
    plain, language = reader.plain, reader.language
    people = _long_person_names(plain, reader.tokens, language) if hyphens == "compounds" else ()
    starts, ends = reader.tokens.starts, reader.tokens.ends
    first = 0
    for low, high in article.body_spans:
        end = -1
        for start, stop in split_words(plain, low, high, hyphens=hyphens, names=people, language=language):
            while first < len(starts) and ends[first] <= start:
                first += 1
            last = first
            while last < len(starts) and starts[last] < stop:
                last += 1
            follows = end >= 0 and (
                (start - end == 1 and plain[end] == " ") or _NO_BREAK.fullmatch(plain, end, start) is not None
            )
            yield _Place((start, stop), (first, last), follows)
            end = _without_possessive(plain, (start, stop), language)[1]


def split_text(
    text: str,
    spans: Sequence[Span] | None = None,
    *,
    hyphens: Hyphens = "compounds",
    language: Language = ENGLISH,
) -> list[str]:
    """Return the forms of the words of a text, or of stretches of it, without a parse."""
    plain = normalise(text)
    return [
        _form(text, plain, _without_possessive(plain, place, language))
        for low, high in ([(0, len(plain))] if spans is None else spans)
        for place in split_words(plain, low, high, hyphens=hyphens, language=language)
    ]


def _long_person_names(plain: str, tokens: Tokens, language: Language) -> tuple[Span, ...]:
    persons = (
        tokens.span(first, end)
        for first, end, label in tokens.entities
        if label in language.grammar.person_entities
    )
    return tuple(span for span in persons if " " in plain[slice(*span)].strip())


def _without_possessive(plain: str, place: Span, language: Language) -> Span:
    start, end = place
    if "'" in plain[start:end]:
        for ending in language.words.possessives:
            base = plain[start : end - len(ending)].lower()
            possessive = plain[end - len(ending) : end].lower() == ending
            if base and possessive and base not in language.words.contracted_with_s:
                return start, end - len(ending)
    return start, end


def _form(text: str, plain: str, span: Span) -> str:
    form = plain[slice(*span)]
    if SOFT_HYPHEN in text[slice(*span)]:
        form = "".join(p for p, t in zip(form, text[slice(*span)], strict=True) if t != SOFT_HYPHEN)
    return form if form.isascii() else _INVISIBLE.sub("", form)


@dataclass(frozen=True, slots=True)
class _WordReader:
    """Describes the words of one text: their forms, lemmas and parts of speech."""

    text: str
    plain: str
    tokens: Tokens
    language: Language

    def word(self, place: _Place) -> Word:
        """Return the word at a place with its lemma."""
        (start, end), (first, last), follows = place
        tokens = self.tokens
        form = self.plain[start:end]
        if (
            last - first == 1
            and tokens.starts[first] == start
            and tokens.ends[first] == end
            and form.isalpha()
        ):
            # A word of letters alone that is one token, as most are.
            lemma, pos = self._lemma(first, form), tokens.pos[first]
            return Word(start, end, form, lemma, pos, first, last, tokens.sentences[first], follows)
        start, end = _without_possessive(self.plain, (start, end), self.language)
        while last - first > 1 and tokens.starts[last - 1] >= end:
            last -= 1
        form = _form(self.text, self.plain, (start, end))
        aligned = last > first and tokens.starts[first] == start and tokens.ends[last - 1] == end
        if len(form) < end - start:  # invisible characters: the parser did not see this word
            aligned = False
        lemma, pos = self._describe_form(form, first, last, aligned=aligned)
        sentence = tokens.sentences[min(first, len(tokens.sentences) - 1)] if tokens.sentences else 0
        return Word(start, end, form, lemma, pos, first, last, sentence, follows)

    def parts(self, place: _Place) -> list[Word]:
        """Return the parts of the contraction at a place; none where there is no contraction."""
        (start, end), (first, last), follows = place
        tokens = self.tokens
        if last - first < 2 or tokens.starts[first] != start or tokens.ends[last - 1] != end:
            return []
        if self.plain.find("-", start, end) >= 0 or end - start > _LONGEST_CONTRACTION:
            return []
        parts: list[Word] = []
        for i in range(first, last):
            part = (tokens.starts[i], tokens.ends[i])
            form = _form(self.text, self.plain, part)
            possessive = tokens.tags[i] in self.language.grammar.possessive_marks
            possessive = possessive or tokens.lemmas[i].lower() in self.language.words.possessives
            if any(map(str.isalnum, form)) and not possessive:
                lemma, sentence = self._lemma(i, form), tokens.sentences[i]
                parts.append(
                    Word(*part, form, lemma, tokens.pos[i], i, i + 1, sentence, follows or bool(parts))
                )
        return parts

    def _describe_form(self, form: str, first: int, last: int, *, aligned: bool) -> tuple[str, str]:
        tokens = self.tokens
        if last <= first:
            return form.lower(), "X"
        if not aligned:  # a part of a longer token: the parser's lemma is of the whole
            return (form, "PROPN") if form[:1].isupper() else (form.lower(), tokens.pos[first])
        if is_address(form):
            return form, tokens.pos[first]
        if "-" not in form:
            return self._lemma(first, form), tokens.pos[first]
        return self._compound_lemma(form, first, last), tokens.pos[last - 1]

    def _compound_lemma(self, form: str, first: int, last: int) -> str:
        """Return a compound with its last part in the singular; only the capital of a sentence's start is lowered."""
        tokens = self.tokens
        head = last - 1
        if "PROPN" in tokens.pos[first:last]:
            return form
        if tokens.tags[head] in self.language.grammar.plural_common_nouns:
            tail_start = form.rfind("-") + 1
            lemma = tokens.lemmas[head]
            form = form[:tail_start] + lemma[lemma.rfind("-") + 1 :]
        opens = first == 0 or tokens.sentences[first] != tokens.sentences[first - 1]
        initial = form.partition("-")[0]
        is_word = initial.istitle() and initial.isalpha()  # *U.S.-led* keeps its capitals
        return form[:1].lower() + form[1:] if opens and is_word else form

    def _lemma(self, index: int, form: str) -> str:
        """Return the parser's lemma in lower case; names, peoples (*Korean*), abbreviations and *I* keep capitals."""
        tokens = self.tokens
        lemma, pos = tokens.lemmas[index] or form, tokens.pos[index]
        words, grammar = self.language.words, self.language.grammar
        if not form[:1].isupper():
            return words.contracted_lemmas.get(lemma) or (lemma if pos == "PROPN" else lemma.lower())
        entity = tokens.entity_types[index]
        if entity in grammar.people_entities and tokens.tags[index] in grammar.plural_nouns:
            singular = singular_people(form, self.language)
            if singular != form:
                return singular
        if pos == "PROPN" or lemma in words.capital_lemmas:
            return lemma
        if len(form) > 1 and form.isupper():
            return form
        if entity in grammar.name_entities and pos in _OPEN:
            return form
        lemma = lemma.lower()
        return lemma[:1].upper() + lemma[1:] if entity in grammar.origin_entities else lemma


def singular_people(name: str, language: Language) -> str:
    """Return the name of one of a people (*Korean*) for that of many (*Koreans*); other names as they are."""
    if name.endswith(tuple(language.words.no_people_plurals)):
        return name
    endings = (ending for ending in language.words.people_plurals if name.endswith(ending))
    return name.removesuffix(next(endings, ""))
