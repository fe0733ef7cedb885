"""Find the spans of person names: filter the candidates, and add every further use of the names found.

The article corrects most errors of the recogniser: a name once written in full shows what its parts are.
"""

from __future__ import annotations

from collections import Counter

from analysis.entities._parsed_article import ParsedArticle
from analysis.entities.mentions._person_candidates import (
    names_after_titles,
    names_with_places,
    recognised_names,
    speaking_names,
)
from analysis.entities.names._person_names import parse_name, short_forms
from analysis.language import ENGLISH
from analysis.text import Span, longest_disjoint

_GRAMMAR, _NAMES, _NOUNS = ENGLISH.grammar, ENGLISH.names, ENGLISH.nouns
_PEOPLE, _PLACES = ENGLISH.people, ENGLISH.places


def find_person_names(parse: ParsedArticle) -> list[Span]:
    """Return the token spans [first, end) of person names, in order."""
    spans = {*recognised_names(parse), *names_after_titles(parse), *names_with_places(parse)}
    spans = _without_other_names(parse, spans) | set(speaking_names(parse))
    spans = _without_headline_words(parse, spans)
    spans |= _further_uses(parse, spans)
    return longest_disjoint(spans)


def _written(parse: ParsedArticle, span: Span) -> str:
    return parse.shown(*parse.span(span[0], span[1] - 1))


def _without_other_names(parse: ParsedArticle, spans: set[Span]) -> set[Span]:
    """Return the spans without names of places and organisations, and without pairs such as "Lee-Trump".

    A name typed more often as something else is no person's, unless a title stands before it or it is short for a
    full name.
    """
    other_uses = _count_other_uses(parse)
    uses = Counter(_key(parse, span) for span in spans)
    full_names = sorted({_written(parse, span) for span in spans if span[1] - span[0] > 1})
    shorts = {short for name in full_names for short in short_forms(name)}
    families = {parse_name(name).family for name in full_names}
    kept = set()
    for first, end in spans:
        if _is_pair(parse, first, end, families) or _is_of_province(parse, first, end):
            continue
        key = _key(parse, (first, end))
        titled = first > 0 and (
            parse.lowers[first - 1] in _PEOPLE.honorifics
            or parse.lowers[first - 1] in _PEOPLE.title_abbreviations
        )
        single = end - first == 1
        organisation = parse.lowers[end - 1] in _NOUNS.organisations and not single
        plural = single and parse.tags[first] in _GRAMMAR.plural_names
        mistyped = other_uses[key] > uses[key] and not (single and key in shorts)
        if not titled and (organisation or plural or mistyped):
            continue
        if key in _NAMES.known_bodies or key in _NAMES.never_persons or key in _PLACES.states:
            continue
        kept.add((first, end))
    return kept


def _key(parse: ParsedArticle, span: Span) -> str:
    return " ".join(parse.lowers[span[0] : span[1]])


def _count_other_uses(parse: ParsedArticle) -> Counter[str]:
    """Return how often the recogniser types each name as something other than a person."""
    dropped = _PEOPLE.definite_articles | ENGLISH.words.possessives
    return Counter(
        " ".join(word for word in parse.lowers[first:end] if word not in dropped)
        for first, end, label in parse.entities
        if label in _GRAMMAR.other_entities and label not in _GRAMMAR.person_entities
    )


def _is_of_province(parse: ParsedArticle, first: int, end: int) -> bool:
    """Return whether a name is a province or begins with one that is no given name ("Indiana", "Ohio State")."""
    beginnings = [" ".join(parse.lowers[first : first + length]) for length in (1, 2)]
    if end - first <= 2 and beginnings[end - first - 1] in _PLACES.provinces:
        return end - first == 2 or _NAMES.male_honorifics.isdisjoint(parse.lowers[first - 1 : first])
    return any(words in _PLACES.provinces and words not in _NAMES.common_given_names for words in beginnings)


def _without_headline_words(parse: ParsedArticle, spans: set[Span]) -> set[Span]:
    """Cut capitalised words of a headline from the end of names that the prose does not know ("Berg Stands Tall")."""
    headlines = _title_case_sentences(parse)
    prose_names = {
        tuple(parse.lowers[first:end])
        for first, end in spans
        if parse.sentences[first] not in headlines and end - first > 1
    }
    names = prose_names | {words[-1:] for words in prose_names}
    kept = set()
    for first, end in spans:
        words = tuple(parse.lowers[first:end])
        if parse.sentences[first] in headlines and words not in prose_names:
            ends = (
                stop
                for stop in range(end - 1, first, -1)
                if parse.lowers[stop] not in _NAMES.suffixes and words[: stop - first] in names
            )
            kept.add((first, next(ends, end)))
        else:
            kept.add((first, end))
    return kept


def _title_case_sentences(parse: ParsedArticle) -> set[int]:
    """Return the sentences in title case: only words of up to three letters are small."""
    capitalised: dict[int, bool] = {}
    for word, sentence in zip(parse.words, parse.sentences, strict=True):
        if len(word) > 3 and word.isalpha():
            capitalised[sentence] = capitalised.get(sentence, True) and word[0].isupper()
    return {sentence for sentence, is_capitalised in capitalised.items() if is_capitalised}


def _is_pair(parse: ParsedArticle, first: int, end: int, families: set[str]) -> bool:
    """Return whether a hyphen joins two family names, one of them known ("Lee-Trump")."""
    if end - first != 3 or parse.words[first + 1] != "-":
        return False
    return not families.isdisjoint((parse.lowers[first], parse.lowers[first + 2]))


def _further_uses(parse: ParsedArticle, spans: set[Span]) -> set[Span]:
    """Return every other place where a part of a full name stands by itself, whatever its type."""
    words = _name_words(parse, spans)
    covered = {token for first, end in spans for token in range(first, end)}
    covered |= _tokens_of_other_names(parse, words)
    uses = set()
    for token in range(len(parse)):
        if token in covered or not parse.words[token][0].isupper():
            continue
        end = _hyphenated_end(parse, token)
        word = parse.plain[parse.starts[token] : parse.ends[end - 1]].lower()
        if word not in words or word in _PLACES.states or parse.tags[token] not in _GRAMMAR.name_tags:
            continue
        if word in _PLACES.capitals and not _is_actor(parse, token):
            continue
        if end - token > 1 or not (_follows_hyphen(parse, token) or _precedes_hyphen(parse, token)):
            uses.add((token, end))
    return uses


def _is_actor(parse: ParsedArticle, token: int) -> bool:
    """Return whether a word is a subject or owner, as a person is whose surname is a city's and the city seldom."""
    return parse.is_subject(token) or parse.deps[token] in _GRAMMAR.actors


def _name_words(parse: ParsedArticle, spans: set[Span]) -> set[str]:
    """Return the words that name somebody by themselves: single names, family names and given names."""
    words: set[str] = set()
    for first, end in spans:
        if end - first > 1:
            name = parse_name(_written(parse, (first, end)))
            words.add(name.family)
            words.update(() if name.family_first else name.given[:1])
        else:
            words.add(parse.lowers[first])
    return words


def _tokens_of_other_names(parse: ParsedArticle, words: set[str]) -> set[int]:
    """Return the tokens of longer names of other kinds, without persons' names in them."""
    return {
        token
        for first, end, label in parse.entities
        if label in _GRAMMAR.other_entities and end - first > 1 and not _joins_names(parse, first, end, words)
        for token in range(first, end)
        if not _ends_other_name(parse, token, end, words)
    }


def _hyphenated_end(parse: ParsedArticle, token: int) -> int:
    """Return the end of the hyphenated word that begins at a token ("Al-Awlaki"); inside one, that of the token."""
    end = token + 1
    if _follows_hyphen(parse, token):
        return end
    while _precedes_hyphen(parse, end - 1) and end + 1 < len(parse) and _follows_hyphen(parse, end + 1):
        end += 2
    return end


def _follows_hyphen(parse: ParsedArticle, token: int) -> bool:
    return token > 0 and parse.words[token - 1] == "-" and parse.ends[token - 1] == parse.starts[token]


def _precedes_hyphen(parse: ParsedArticle, token: int) -> bool:
    after = token + 1
    return after < len(parse) and parse.words[after] == "-" and parse.starts[after] == parse.ends[token]


def _joins_names(parse: ParsedArticle, first: int, end: int, words: set[str]) -> bool:
    """Return whether an entity is a coordination of persons' names and nothing else ("Cruz and Rubio")."""
    inner = parse.lowers[first:end]
    joined = not _NAMES.joints.isdisjoint(inner)
    return joined and set(inner) <= words | _NAMES.joints | {",", "&"}


def _ends_other_name(parse: ParsedArticle, token: int, end: int, words: set[str]) -> bool:
    """Return whether a person's name ends a mistyped entity ("White House Trump"), with or without 's."""
    last = end - 1 - (parse.lowers[end - 1] in ENGLISH.words.possessives)
    return token == last and parse.lowers[token] in words and parse.deps[token] not in _GRAMMAR.compounds
