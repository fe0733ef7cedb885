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
from typing import Literal, NamedTuple

import numpy as np
from spacy.tokens import Doc

from analysis._keywords import explains_keywords
from analysis.corpus import Article, Hyphens, is_address, normalise, split_words
from analysis.language import ENGLISH, Language
from analysis.text import Span

SOFT_HYPHEN = "\u00ad"
_INVISIBLE = re.compile("[\u200b-\u200d\u2060]")
_OPEN = frozenset({"NOUN", "ADJ", "VERB", "ADV", "X"})
#: Characters allowed between two words of one phrase: spaces, hyphens, quotation marks, the rest of a possessive.
_NO_BREAK = re.compile(r"(?:'s?(?!\w))?[\s\-\"']*")


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


@dataclass(frozen=True, slots=True)
class _Tokens:
    """The parser's tokens as plain columns: a tenth of the time that token objects take."""

    starts: list[int]
    ends: list[int]
    lemmas: list[str]
    pos: list[str]
    tags: list[str]
    entities: list[str]
    sentences: list[int]
    language: Language


@explains_keywords
def body_words(
    article: Article,
    doc: Doc,
    *,
    hyphens: Hyphens = "compounds",
    contractions: Literal["join", "split"] = "join",
    spans: Sequence[Span] | None = None,
) -> list[Word]:
    """Return the words of the body in order; the module says what a word is.

    Args:
        article: The article; words lie in `article.body_spans`.
        doc: Its parse.
        hyphens: "compounds" (the rule above), "keep" or "split".
        contractions: "join" for words as written, "split" for one word a part where lemmas are counted.
        spans: Stretches to read in place of the whole body.

    Example:
        >>> words = body_words(*annotated.get(doc_ids[0]))
        >>> len(words)
        479
        >>> start, end = words[0].start, words[0].end
        >>> corpus[doc_ids[0]].text[start:end]
        'South'
    """
    plain = normalise(article.text)
    language = article.language
    people = _long_person_names(doc, language) if hyphens == "compounds" else ()
    tokens = _token_columns(doc, language)
    words: list[Word] = []
    first = 0
    starts, ends = tokens.starts, tokens.ends
    for low, high in article.body_spans if spans is None else spans:
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
            if (
                last - first == 1
                and starts[first] == start
                and ends[first] == stop
                and plain[start:stop].isalpha()
            ):
                words.append(_single_word(plain[start:stop], tokens, first, follows=follows))
            else:
                place = _Place((start, stop), (first, last), follows)
                words.extend(_describe(article.text, plain, place, tokens, contractions))
            end = words[-1].end if words else stop
    return words


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


def _token_columns(doc: Doc, language: Language) -> _Tokens:
    table = doc.to_array(["IDX", "LENGTH", "LEMMA", "POS", "TAG", "ENT_TYPE", "SENT_START"])
    rows = table.reshape(-1, 7).astype(np.uint64)
    starts = rows[:, 0].astype(np.int64)

    def strings(column: int) -> list[str]:
        keys, inverse = np.unique(rows[:, column], return_inverse=True)
        names = np.array([doc.vocab.strings[int(key)] if key else "" for key in keys], dtype=object)
        return list(names[inverse])

    sentences = np.cumsum(rows[:, 6] == 1)
    return _Tokens(
        starts=starts.tolist(),
        ends=(starts + rows[:, 1].astype(np.int64)).tolist(),
        lemmas=strings(2),
        pos=strings(3),
        tags=strings(4),
        entities=strings(5),
        sentences=sentences.tolist(),
        language=language,
    )


def _long_person_names(doc: Doc, language: Language) -> tuple[Span, ...]:
    persons = (entity for entity in doc.ents if entity.label_ in language.grammar.person_entities)
    return tuple((person.start_char, person.end_char) for person in persons if " " in person.text.strip())


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


def _single_word(form: str, tokens: _Tokens, index: int, *, follows: bool) -> Word:
    """Return a word of letters alone that is one token, as most words are."""
    lemma = _lemma(tokens, index, form)
    start, end, pos = tokens.starts[index], tokens.ends[index], tokens.pos[index]
    return Word(start, end, form, lemma, pos, index, index + 1, tokens.sentences[index], follows)


def _describe(text: str, plain: str, place: _Place, tokens: _Tokens, contractions: str) -> Iterator[Word]:
    """Yield the word at `place` with its lemma, or its parts where it is a contraction to be split."""
    (start, end), (first, last), follows = place
    aligned = last > first and tokens.starts[first] == start and tokens.ends[last - 1] == end
    if contractions == "split" and aligned and last - first > 1 and plain.find("-", start, end) < 0:
        for i in range(first, last):
            part = (tokens.starts[i], tokens.ends[i])
            form = _form(text, plain, part)
            possessive = tokens.tags[i] in tokens.language.grammar.possessive_marks
            possessive = possessive or tokens.lemmas[i].lower() in tokens.language.words.possessives
            if any(map(str.isalnum, form)) and not possessive:
                lemma = _lemma(tokens, i, form)
                yield Word(*part, form, lemma, tokens.pos[i], i, i + 1, tokens.sentences[i], follows)
                follows = True
        return
    start, end = _without_possessive(plain, (start, end), tokens.language)
    while last - first > 1 and tokens.starts[last - 1] >= end:
        last -= 1
    form = _form(text, plain, (start, end))
    aligned = last > first and tokens.starts[first] == start and tokens.ends[last - 1] == end
    if len(form) < end - start:  # invisible characters: the parser did not see this word
        aligned = False
    lemma, pos = _describe_form(form, tokens, first, last, aligned=aligned)
    sentence = tokens.sentences[min(first, len(tokens.sentences) - 1)] if tokens.sentences else 0
    yield Word(start, end, form, lemma, pos, first, last, sentence, follows)


def _describe_form(form: str, tokens: _Tokens, first: int, last: int, *, aligned: bool) -> tuple[str, str]:
    if last <= first:
        return form.lower(), "X"
    if not aligned:  # a part of a longer token: the parser's lemma is of the whole
        return (form, "PROPN") if form[:1].isupper() else (form.lower(), tokens.pos[first])
    if is_address(form):
        return form, tokens.pos[first]
    if "-" not in form:
        return _lemma(tokens, first, form), tokens.pos[first]
    return _compound_lemma(form, tokens, first, last), tokens.pos[last - 1]


def _compound_lemma(form: str, tokens: _Tokens, first: int, last: int) -> str:
    """Return a compound with its last part in the singular; only the capital of a sentence's start is lowered."""
    head = last - 1
    if "PROPN" in tokens.pos[first:last]:
        return form
    if tokens.tags[head] in tokens.language.grammar.plural_common_nouns:
        tail_start = form.rfind("-") + 1
        lemma = tokens.lemmas[head]
        form = form[:tail_start] + lemma[lemma.rfind("-") + 1 :]
    opens = first == 0 or tokens.sentences[first] != tokens.sentences[first - 1]
    initial = form.partition("-")[0]
    return form[:1].lower() + form[1:] if opens and initial.istitle() else form


def _lemma(tokens: _Tokens, index: int, form: str) -> str:
    """Return the parser's lemma in lower case; names, peoples (*Korean*), abbreviations and *I* keep capitals."""
    lemma, pos = tokens.lemmas[index] or form, tokens.pos[index]
    words, grammar = tokens.language.words, tokens.language.grammar
    if not form[:1].isupper():
        return words.contracted_lemmas.get(lemma) or (lemma if pos == "PROPN" else lemma.lower())
    entity = tokens.entities[index]
    if entity in grammar.people_entities and tokens.tags[index] in grammar.plural_nouns:
        singular = singular_people(form, tokens.language)
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
