"""Find candidate spans of person names: the recogniser's, corrected, and those after titles and before speech verbs.

A statistical recogniser cuts names ("Moon Jae" + "-in"), includes titles, and types one surname now as a person,
now as a place.
"""

from __future__ import annotations

import re
from functools import cache

from analysis.entities._parsed_article import ParsedArticle
from analysis.entities.names._person_names import parse_name
from analysis.language import ENGLISH
from analysis.text import Span

_GRAMMAR, _NAMES, _NOUNS = ENGLISH.grammar, ENGLISH.names, ENGLISH.nouns
_PEOPLE, _PLACES = ENGLISH.people, ENGLISH.places

_NAME_WORD = re.compile(r"[^\W\d_](?:[\w.'-]*[^\W\d_.]|\.)?\.?")


@cache
def _words_before_names() -> frozenset[str]:
    """Return words that stand before a name without being part of it."""
    return frozenset(
        _PEOPLE.honorifics.keys()
        | _PEOPLE.title_abbreviations.keys()
        | _NAMES.never_first
        | _PEOPLE.title_modifiers
        | _PLACES.nationalities.keys()
    )


@cache
def _telling_given_names() -> frozenset[str]:
    """Return given names that mark a person's name; "al" and "Jordan" begin other names as well."""
    return _NAMES.common_given_names - _NAMES.particles - _PLACES.states.keys()


def _is_title(parse: ParsedArticle, token: int) -> bool:
    """Return whether a token is a title, honorific or other word before a name, not part of the name."""
    lower = parse.lowers[token]
    if lower in _NAMES.titles_that_are_names:
        return lower not in _NAMES.seldom_titles and parse.lowers[token + 1 : token + 2] != [] and token > 0
    titles = lower in _words_before_names() or lower in _NOUNS.titles or parse.noun(token) in _NOUNS.persons
    return titles or lower in _PLACES.states


def _is_name_word(parse: ParsedArticle, token: int) -> bool:
    word = parse.words[token]
    pronoun = parse.tags[token] in _GRAMMAR.personal_pronouns
    return _NAME_WORD.fullmatch(word) is not None and word[0].isupper() and not pronoun


def _trimmed(parse: ParsedArticle, first: int, end: int) -> Span | None:
    """Return a span without titles before and stray words after the name, and cut names completed; None if empty."""
    while first < end and (not _is_name_word(parse, first) or _is_title(parse, first)):
        first += 1
    stop = first
    while stop < end and (_is_name_word(parse, stop) or _is_inner(parse, stop, end)):
        if stop > first and _is_function_word(parse, stop):
            break
        stop += 1
    stop = _completed(parse, first, stop)
    if first >= stop:
        return None
    return _extended_left(parse, first), stop


def _is_function_word(parse: ParsedArticle, token: int) -> bool:
    """Return whether a headline's capitalised word is no part of a name ("Trump May Not Have …", not "Theresa May")."""
    if parse.lowers[token] in _NAMES.verbs_that_are_names:
        if token + 1 == len(parse):
            return False
        verb = parse.tags[token + 1] in _GRAMMAR.bare_verbs
        return verb or parse.lowers[token + 1] in _NAMES.never_within
    return parse.lowers[token] in _NAMES.never_within


def _is_inner(parse: ParsedArticle, token: int, end: int) -> bool:
    """Return whether a token is a particle, a suffix or a hyphen inside a name, or follows such a hyphen."""
    if parse.lowers[token] in _NAMES.particles or parse.lowers[token] in _NAMES.suffixes:
        return True
    glued = token > 0 and parse.ends[token - 1] == parse.starts[token]
    if parse.words[token] == "-":
        return glued and token + 1 < end and parse.words[token + 1][:1].isalpha()
    return glued and parse.words[token - 1] == "-" and parse.words[token].isalpha()


def _completed(parse: ParsedArticle, first: int, stop: int) -> int:
    """Return the end of a name with what the recogniser cut off: "-in" after "Moon Jae", "Jr." after "Trump"."""
    if stop + 1 < len(parse) and stop - first >= 2 and parse.words[stop] == "-":
        tail = parse.words[stop + 1]
        whole = parse.plain[parse.starts[first] : parse.ends[stop + 1]]
        if tail.isalpha() and tail.islower() and " " in whole and parse_name(whole).family_first:
            return stop + 2
    if 0 < stop < len(parse) and parse.lowers[stop] in _NAMES.suffixes and stop > first:
        return stop + 1
    while stop > first + 1 and parse.lowers[stop - 1] in _NAMES.particles:
        stop -= 1
    return stop


def _extended_left(parse: ParsedArticle, first: int) -> int:
    """Return the start of a name with given names that the recogniser left out: its compounds in the parse."""
    while first > 0 and parse.tags[first - 1] in _GRAMMAR.name_word_tags:
        before = first - 1
        if parse.deps[before] not in _GRAMMAR.compounds:
            break
        typed = before in parse.other_entity_tokens
        apart = parse.sentences[before] != parse.sentences[first] or parse.heads[before] < first
        if typed or apart or not _is_name_word(parse, before) or _is_title(parse, before):
            break
        if parse.lowers[before] in _NOUNS.organisations:
            break
        if parse.words[before].isupper() and "." not in parse.words[before]:
            break
        first = before
    return first


def recognised_names(parse: ParsedArticle) -> list[Span]:
    """Return the recogniser's persons, and its organisations that begin with a given name or a title."""
    spans = []
    for first, end, label in parse.entities:
        mistyped = label in _GRAMMAR.body_entities and _opens_as_person(parse, first, end)
        if label in _GRAMMAR.person_entities or mistyped:
            span = _trimmed(parse, first + (mistyped and parse.lowers[first] in _NOUNS.titles), end)
            if span is not None:
                spans.append(span)
    return spans


def names_with_places(parse: ParsedArticle) -> list[Span]:
    """Return full names whose surname is a capital's, which recognisers take for a place ("Valentina Paris")."""
    return [
        (token - 1, token + 1)
        for token, lower in enumerate(parse.lowers)
        if lower in _PLACES.capitals
        and token > 0
        and parse.lowers[token - 1] in _telling_given_names()
        and parse.lowers[token - 1] not in _PLACES.provinces
        and parse.words[token - 1][0].isupper()
        and parse.words[token][0].isupper()
        and parse.sentences[token - 1] == parse.sentences[token]
    ]


def _opens_as_person(parse: ParsedArticle, first: int, end: int) -> bool:
    """Return whether an organisation's name is name words that begin with a given name, or two behind a title."""
    titled = parse.lowers[first] in _NOUNS.titles
    words = range(first + titled, end)
    given = len(words) == 2 if titled else parse.lowers[first] in _telling_given_names()
    nouns = _NOUNS.organisations | _NOUNS.collectives
    plain = all(_is_name_word(parse, t) and parse.lowers[t] not in nouns for t in words)
    return given and plain and len(words) > 1


def names_after_titles(parse: ParsedArticle) -> list[Span]:
    """Return names that the recogniser missed or mistyped right after an honorific or a title.

    A calling or a title in lower case is one before two words or more that were taken for nothing else ("board member
    Ana Ruiz").
    """
    spans = []
    for token in range(len(parse) - 1):
        if not parse.words[token + 1][0].isupper() and parse.words[token + 1] != ",":
            continue
        lower = parse.lowers[token]
        honorific = lower in _PEOPLE.honorifics
        title = honorific or lower in _PEOPLE.title_abbreviations or lower in _NOUNS.titles
        capital = parse.words[token][0].isupper()
        first = token + 1
        if capital and lower in _NOUNS.titles and parse.words[first] == "," and first + 2 < len(parse):
            first += _are_names(parse, first + 1, first + 3) and parse.is_subject(first + 2)
        if not _is_name_word(parse, first) or _is_title(parse, first):
            continue
        calling = parse.noun(token) in _NOUNS.persons and not parse.is_plural(token)
        if not (title and capital) and not (calling and _are_names(parse, first, first + 2)):
            continue
        typed = first in parse.other_entity_tokens and first == token + 1
        if not honorific and (parse.tags[first] not in _GRAMMAR.name_word_tags or typed):
            continue
        end = first
        while (
            end < len(parse)
            and (
                (_is_name_word(parse, end) and parse.tags[end] in _GRAMMAR.proper_nouns)
                or _is_inner(parse, end, len(parse))
            )
            and not (end > first and parse.lowers[end] in _NOUNS.organisations)
        ):
            end += 1
        span = _trimmed(parse, first, max(end, first + 1))
        if span is not None:
            spans.append(span)
    return spans


def _are_names(parse: ParsedArticle, first: int, end: int) -> bool:
    """Return whether the tokens [first, end) are words of names, by form and tag."""
    tokens = range(first, min(end, len(parse)))
    return len(tokens) == end - first and all(
        _is_name_word(parse, t) and parse.tags[t] in _GRAMMAR.name_word_tags for t in tokens
    )


def speaking_names(parse: ParsedArticle) -> list[Span]:
    """Return subjects of reporting verbs that the recogniser missed, or took for places that are no scene elsewhere."""
    spans = []
    relations = zip(parse.lowers, parse.deps, strict=True)
    scenes = {lower for lower, relation in relations if relation in _GRAMMAR.prepositional_objects}
    typed = (entity for entity in parse.entities if entity[2] in _GRAMMAR.state_entities)
    places = {first for first, end, _ in typed if end - first == 1}
    for token, tag in enumerate(parse.tags):
        subject = tag in _GRAMMAR.name_word_tags and parse.deps[token] in _GRAMMAR.active_subjects
        if not subject or not _PEOPLE.definite_articles.isdisjoint(parse.lowers[token - 1 : token]):
            continue
        speaks = parse.lemmas[parse.heads[token]].lower() in _PEOPLE.reporting_verbs
        if parse.lowers[token] in _PLACES.capitals:
            continue
        odd_place = token in places and parse.lowers[token] not in scenes
        if not speaks or parse.words[token].isupper() or (token in parse.entity_tokens and not odd_place):
            continue
        if _is_name_word(parse, token) and not _is_title(parse, token) and not _has_modifiers(parse, token):
            spans.append((token, token + 1))
    return spans


def _has_modifiers(parse: ParsedArticle, token: int) -> bool:
    """Return whether a name has other words of its phrase before it."""
    return any(child < token and parse.deps[child] in _GRAMMAR.name_left for child in parse.children[token])
