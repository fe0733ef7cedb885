"""Compare two titles of a person: they agree, differ, or may both hold ("cannot tell")."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from analysis.language import Language
from analysis.overlap.differences._verdicts import Relation

_WORD = re.compile(r"[^\W_](?:[\w'.-]*[^\W_])?\.?")
_DOTTED = re.compile(r"(?:[a-z]\.)+[a-z]?\.?")
_SAME_BEGINNING = 4  # letters by which "transport" and "transportation" are one
_ACRONYM = re.compile(r"\b[A-Z]{2,}\b")


@cache
def _states(language: Language) -> frozenset[str]:
    """Return the names of states; a province lies in its state: an Alabama senator is a U.S. senator."""
    places = language.places
    return frozenset(name.lower() for name in places.states.values()) - places.provinces


@cache
def _most_words(language: Language) -> int:
    """Return how many words the longest office has."""
    return max(len(wording.split()) for wording in language.offices.offices)


@dataclass(frozen=True, slots=True)
class Title:
    """A title read as an office, its rank and its qualifiers.

    Attributes:
        office: The office or profession, under one name; empty where none is known.
        line: The line of offices, of which a person holds one at a time, that this one is in; else empty.
        rank: Words that make it a different office (acting, deputy).
        about: The other informative words, states under their names.
        parties: Parties named.
        now: False for a past or future office.
    """

    office: str
    line: str
    rank: frozenset[str]
    about: frozenset[str]
    parties: frozenset[str]
    now: bool


def relate_titles(text_a: str, text_b: str, language: Language) -> Relation:
    """Return whether two titles of one person agree, differ, or may both hold.

    They agree where all words of one are in the other, or where they name the same office and have another word in
    common. They differ where they name one office in different ranks ("acting director", "director"), or of different
    states or parties, and where they name two offices of which a person holds one at a time. Else both may hold: a
    person can be a senator, a father and a candidate.

    Example:
        >>> relate_titles("F.B.I. director", "director of the Federal Bureau of Investigation", ENGLISH)
        'agree'
        >>> relate_titles("vice minister", "director general", ENGLISH)
        'differ'
        >>> relate_titles("Sen.", "billionaire", ENGLISH)
        'cannot tell'
    """
    a, b = read_title(text_a, language), read_title(text_b, language)
    a, b = _apply_acronyms(a, text_a, text_b, language), _apply_acronyms(b, text_b, text_a, language)
    if a.office and a.office == b.office:
        return _relate_one_office(a, b, language)
    if a.line and a.line == b.line and a.now and b.now and _may_be_one_place(a, b):
        return "differ"
    exclusive = language.offices.exclusive
    if a.line != b.line and {a.line, b.line} <= exclusive and a.now and b.now:
        return "differ"
    words_a, words_b = _all_words(a, language), _all_words(b, language)
    if words_a <= words_b or words_b <= words_a:
        return "agree"
    return "cannot tell"


def _relate_one_office(a: Title, b: Title, language: Language) -> Relation:
    offices = language.offices
    same_time = a.now == b.now
    if a.rank != b.rank and same_time and (a.line or a.office in offices.ranked) and _may_be_one_place(a, b):
        return "differ"
    if same_time and a.parties and b.parties and not a.parties & b.parties:
        return "differ"
    places = (_states(language), language.places.provinces)
    if (
        a.line
        and same_time
        and any(_are_disjoint(a.about & place_names, b.about & place_names) for place_names in places)
    ):
        return "differ"
    if a.line in offices.by_field and same_time and a.rank == b.rank and _are_two_fields(a, b, language):
        return "differ"
    same_rank = a.rank == b.rank
    if same_rank and (a.line in offices.one_at_a_time or not a.about or not b.about or a.about & b.about):
        return "agree"
    return "cannot tell"


def _are_two_fields(a: Title, b: Title, language: Language) -> bool:
    """Return whether two offices are each for one field, not the same: no word of one begins as one of the other."""
    places = _states(language) | language.places.provinces | language.places.nationalities.keys()
    fields = [title.about - places for title in (a, b)]
    if any(len(field) != 1 for field in fields):
        return False
    left, right = (next(iter(field)) for field in fields)
    return left[:_SAME_BEGINNING] != right[:_SAME_BEGINNING]


def _may_be_one_place(a: Title, b: Title) -> bool:
    """Return whether two offices may be held in one place: either names none, or both have a word in common."""
    return not a.about or not b.about or bool(a.about & b.about)


def _all_words(title: Title, language: Language) -> frozenset[str]:
    """Return all words of a title; "secretary of state" contains "secretary", "vice president" not "president"."""
    offices, words = language.offices, title.office.split()
    joined = not offices.joints.isdisjoint(words)
    office_words = [word for word in words if word not in offices.small_words] if joined else [title.office]
    return title.rank | title.about | title.parties | frozenset(filter(None, office_words))


def _are_disjoint(left: frozenset[str], right: frozenset[str]) -> bool:
    return bool(left and right) and not left & right


@lru_cache(maxsize=65536)
def read_title(text: str, language: Language) -> Title:
    """Return a title as its office, rank and qualifiers.

    Example:
        >>> read_title("acting U.S. ambassador to Chile", ENGLISH).rank
        frozenset({'acting'})
    """
    offices = language.offices
    words = _plain_words(text, language)
    start, length, office, line = _find_office(words, language)
    other_words = [word for index, word in enumerate(words) if not start <= index < start + length]
    ranks_from = _other_person(
        words[:start], language
    )  # the rank of a "vice presidential candidate" is its own
    # Places first: the "new" of New York is no word of time.
    uninformative = offices.small_words | offices.times | offices.ranks | offices.parties.keys()
    about = {word for word in _name_places(other_words, language) if word not in uninformative}
    return Title(
        office,
        line,
        frozenset(
            word for index, word in enumerate(other_words) if index >= ranks_from and word in offices.ranks
        ),
        frozenset(about),
        frozenset(offices.parties[word] for word in other_words if word in offices.parties),
        offices.not_now.isdisjoint(words),
    )


def _other_person(words: list[str], language: Language) -> int:
    """Return the index behind the last noun for a person among the words before an office; 0 for none."""
    nouns = language.nouns.persons - language.offices.ranks - language.offices.parties.keys()
    return max((index + 1 for index, word in enumerate(words) if word in nouns), default=0)


def _plain_words(text: str, language: Language) -> list[str]:
    """Return the words in lower case without accents, abbreviations expanded, "F.B.I." without its dots."""
    people, offices = language.people, language.offices
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'"))
    folded = "".join(char for char in decomposed if not unicodedata.combining(char)).lower()
    words: list[str] = []
    for token in _WORD.findall(folded):
        abbreviation = token.rstrip(".") if token.endswith(".") else ""
        province = language.places.province_abbreviations.get(abbreviation, "")
        if province:
            words += province.split()
        elif token in people.title_abbreviations:
            words += people.title_abbreviations[token].split()
        elif _DOTTED.fullmatch(token):
            words.append(token.replace(".", ""))
        elif token not in people.honorifics:
            word = language.words.without_possessive(token.rstrip("."))
            head, hyphen, tail = word.partition("-")
            is_qualifier = head in offices.ranks or head in offices.times
            is_compound = bool(hyphen) and (is_qualifier or tail in offices.not_now)
            words += [head, tail] if is_compound else [word]
    return words


def _find_office(words: list[str], language: Language) -> tuple[int, int, str, str]:
    """Return the index of a title's office in its words, its length in words, its name and its line.

    It is the last office or profession before "of" or "for", and the longest of those that end there: "deputy chief
    of staff" rather than "chief". Without a known word all are empty.
    """
    offices, most_words = language.offices, _most_words(language)
    office_end = next(
        (index for index, word in enumerate(words) if index and word in offices.ends), len(words)
    )
    for stop in dict.fromkeys((office_end, len(words))):
        matches = [
            (min(first + length, stop), length, first)
            for first in range(stop)
            for length in range(1, min(most_words, len(words) - first) + 1)
            if _is_office(words[first : first + length], language)
        ]
        if matches:
            _, length, first = max(matches)
            name, line = offices.offices.get(" ".join(words[first : first + length]), (words[first], ""))
            return first, length, _canonical_noun(name, language), line
    return 0, 0, "", ""


def _is_office(words: list[str], language: Language) -> bool:
    wording, offices = " ".join(words), language.offices
    is_person = wording in language.nouns.persons and wording not in offices.parties
    return wording in offices.offices or is_person


def _canonical_noun(noun: str, language: Language) -> str:
    """Return one noun for all synonyms of a profession."""
    return next((min(synonyms) for synonyms in language.offices.same_walks if noun in synonyms), noun)


def _name_places(words: list[str], language: Language) -> set[str]:
    """Return the words with states under their names, also those of two words."""
    places = language.places
    names: set[str] = set()
    index = 0
    while index < len(words):
        word_pair = " ".join(words[index : index + 2])
        place = places.state_named(word_pair) if word_pair != words[index] else None
        if place or word_pair in places.provinces:
            names.add((place or word_pair).lower())
            index += 2
        else:
            names.add((places.state_named(words[index]) or words[index]).lower())
            index += 1
    return names


def _apply_acronyms(title: Title, own_text: str, other_text: str, language: Language) -> Title:
    """Return a title with each acronym of the other title ("FBI") in place of the words that it stands for."""
    about = title.about
    for acronym in _ACRONYM.findall(re.sub(r"(?<=[A-Z])\.", "", other_text)):
        for expansion in re.finditer(_expansion_pattern(acronym, language), own_text):
            parts = {word.lower() for word in re.findall(r"\w+", expansion[0])} - language.offices.small_words
            if parts & about:  # else they are the office itself, or a state
                about = (about - parts) | {acronym.lower()}
    return replace(title, about=about) if about != title.about else title


@lru_cache(maxsize=4096)
def _expansion_pattern(acronym: str, language: Language) -> str:
    """Return a pattern of capitalised words with these initials and small words between them."""
    small = "|".join(sorted(language.offices.between_initials))
    return r"\b" + rf"\s+(?:(?:{small})\s+)*".join(rf"{letter}\w+" for letter in acronym)
