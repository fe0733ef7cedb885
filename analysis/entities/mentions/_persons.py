"""Where does an article write a person's name? The recogniser's persons, mended by what the article itself shows.

A statistical recogniser cuts names ("Moon Jae" + "-in"), takes in titles, and types one surname now as a person,
now as a place. The article repairs most of it: a name once written in full tells what its parts are.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from analysis.entities._parsed_article import Reading
from analysis.entities.names._person_names import parse_name, short_forms
from analysis.language import ENGLISH
from analysis.text import Span, longest_disjoint

_GRAMMAR, _NAMES, _NOUNS = ENGLISH.grammar, ENGLISH.names, ENGLISH.nouns
_PEOPLE, _PLACES = ENGLISH.people, ENGLISH.places


_NAME_WORD = re.compile(r"[^\W\d_](?:[\w.'-]*[^\W\d_.]|\.)?\.?")


@cache
def _leading() -> frozenset[str]:
    """Return the words that stand before a name and are not part of it."""
    return frozenset(
        _PEOPLE.honorifics.keys()
        | _PEOPLE.title_abbreviations.keys()
        | _NAMES.never_first
        | _PEOPLE.title_modifiers
        | _PLACES.nationalities.keys()
    )


@cache
def _given() -> frozenset[str]:
    """Return the given names that show a person: "al" and "Jordan" open other names too."""
    return _NAMES.common_given_names - _NAMES.particles - _PLACES.states.keys()


def find_person_names(reading: Reading) -> dict[Span, str]:
    """Return the token spans [first, end) of person names, in order, each with the name as written."""
    spans = set(_recognised(reading)) | set(_after_titles(reading))
    speaking = _speaking(reading)
    spans = _without_bodies(reading, spans) | set(speaking)
    spans = _without_headline_words(reading, spans)
    spans |= _repeated(reading, spans)
    return {span: _written(reading, span) for span in longest_disjoint(spans)}


def _written(reading: Reading, span: Span) -> str:
    return reading.text[reading.starts[span[0]] : reading.ends[span[1] - 1]]


def _is_title(reading: Reading, token: int) -> bool:
    lower = reading.lowers[token]
    if lower in _NAMES.titles_that_are_names:
        return lower not in _NAMES.seldom_titles and reading.lowers[token + 1 : token + 2] != [] and token > 0
    titles = lower in _leading() or lower in _NOUNS.titles or reading.noun(token) in _NOUNS.persons
    return titles or lower in _PLACES.states


def _is_name_word(reading: Reading, token: int) -> bool:
    word = reading.words[token]
    pronoun = reading.tags[token] in _GRAMMAR.personal_pronouns
    return _NAME_WORD.fullmatch(word) is not None and word[0].isupper() and not pronoun


def _clean(reading: Reading, first: int, end: int) -> Span | None:
    """Cut titles before and rubbish after a name; complete a cut name; None where nothing is left."""
    while first < end and (not _is_name_word(reading, first) or _is_title(reading, first)):
        first += 1
    stop = first
    while stop < end and (_is_name_word(reading, stop) or _is_inner(reading, stop, end)):
        if stop > first and (_is_function_word(reading, stop) or _is_acronym_after(reading, first, stop)):
            break
        stop += 1
    stop = _completed(reading, first, stop)
    if first >= stop:
        return None
    return _extended_left(reading, first), stop


def _is_acronym_after(reading: Reading, first: int, token: int) -> bool:
    """Tell whether a word in capitals stands behind a name that is not ("Holm GOP", but "Harry S. Truman III")."""
    word = reading.words[token]
    acronym = word.isupper() and word.isalpha() and len(word) > 1 and word.lower() not in _NAMES.suffixes
    return acronym and not any(w.isupper() and len(w) > 2 for w in reading.words[first:token])


def _is_function_word(reading: Reading, token: int) -> bool:
    """Tell whether a capitalised word of a headline is none of a name ("Trump May Not Have …", but "Theresa May")."""
    if reading.lowers[token] in _NAMES.verbs_that_are_names:
        if token + 1 == len(reading):
            return False
        verb = reading.tags[token + 1] in _GRAMMAR.bare_verbs
        return verb or reading.lowers[token + 1] in _NAMES.never_within
    return reading.lowers[token] in _NAMES.never_within


def _is_inner(reading: Reading, token: int, end: int) -> bool:
    """A hyphen or a particle inside a name, or what follows the hyphen."""
    if reading.lowers[token] in _NAMES.particles or reading.lowers[token] in _NAMES.suffixes:
        return True
    glued = token > 0 and reading.ends[token - 1] == reading.starts[token]
    if reading.words[token] == "-":
        return glued and token + 1 < end and reading.words[token + 1][:1].isalpha()
    return glued and reading.words[token - 1] == "-" and reading.words[token].isalpha()


def _completed(reading: Reading, first: int, stop: int) -> int:
    """Take in what the recogniser cut off: "-in" after "Moon Jae", "Jr." after "Trump"."""
    if stop + 1 < len(reading) and stop - first >= 2 and reading.words[stop] == "-":
        tail = reading.words[stop + 1]
        whole = reading.plain[reading.starts[first] : reading.ends[stop + 1]]
        if tail.isalpha() and tail.islower() and " " in whole and parse_name(whole).family_first:
            return stop + 2
    if 0 < stop < len(reading) and reading.lowers[stop] in _NAMES.suffixes and stop > first:
        return stop + 1
    while stop > first + 1 and reading.lowers[stop - 1] in _NAMES.particles:
        stop -= 1
    return stop


def _extended_left(reading: Reading, first: int) -> int:
    """Take in given names the recogniser left out: capitalised name words glued to the name by the parse."""
    while first > 0 and reading.tags[first - 1] in _GRAMMAR.name_word_tags:
        before = first - 1
        if reading.deps[before] not in _GRAMMAR.compounds:
            break
        known = before in reading.typed_otherwise
        apart = reading.sentences[before] != reading.sentences[first] or reading.heads[before] < first
        if known or apart or not _is_name_word(reading, before) or _is_title(reading, before):
            break
        if reading.lowers[before] in _NOUNS.organisations or len(reading.words[before]) < 2:
            break
        if reading.words[before].isupper() and "." not in reading.words[before]:
            break
        first = before
    return first


def _recognised(reading: Reading) -> list[Span]:
    spans = []
    for first, end, label in reading.entities:
        body = label in _GRAMMAR.body_entities and _opens_with_given_name(reading, first, end)
        if label in _GRAMMAR.person_entities or body:
            cleaned = _clean(reading, first, end)
            if cleaned is not None:
                spans.append(cleaned)
    return spans


def _opens_with_given_name(reading: Reading, first: int, end: int) -> bool:
    """Tell whether what is taken for a body is two or three name words that open with a given name."""
    known = reading.lowers[first] in _given()
    words = range(first, end)
    plain = all(_is_name_word(reading, t) and reading.lowers[t] not in _NOUNS.organisations for t in words)
    return known and plain and 2 <= end - first <= 3


def _after_titles(reading: Reading) -> list[Span]:
    """Names the recogniser missed or mistyped right after an honorific or a capitalised title."""
    spans = []
    for token in range(len(reading) - 1):
        lower = reading.lowers[token]
        title = lower in _PEOPLE.honorifics or lower in _PEOPLE.title_abbreviations
        title = title or (lower in _NOUNS.titles and reading.words[token][0].isupper())
        if not title or not _is_name_word(reading, token + 1) or _is_title(reading, token + 1):
            continue
        if lower not in _PEOPLE.honorifics and (
            reading.tags[token + 1] not in _GRAMMAR.name_word_tags or token + 1 in reading.typed_otherwise
        ):
            continue
        end = token + 1
        while (
            end < len(reading)
            and end < token + 5
            and (
                (_is_name_word(reading, end) and reading.tags[end] in _GRAMMAR.proper_nouns)
                or _is_inner(reading, end, len(reading))
            )
            and not (end > token + 1 and reading.lowers[end] in _NOUNS.organisations)
        ):
            end += 1
        cleaned = _clean(reading, token + 1, max(end, token + 2))
        if cleaned is not None:
            spans.append(cleaned)
    return spans


def _speaking(reading: Reading) -> list[Span]:
    """Capitalised words that say something and were passed over, or taken for places where nothing happens."""
    spans = []
    relations = zip(reading.lowers, reading.deps, strict=True)
    scenes = {lower for lower, relation in relations if relation in _GRAMMAR.prepositional_objects}
    typed = (entity for entity in reading.entities if entity[2] in _GRAMMAR.state_entities)
    places = {first for first, end, _ in typed if end - first == 1}
    for token, tag in enumerate(reading.tags):
        acts = tag in _GRAMMAR.name_word_tags and reading.deps[token] in _GRAMMAR.active_subjects
        if not acts or not _PEOPLE.definite_articles.isdisjoint(reading.lowers[token - 1 : token]):
            continue
        says = reading.lemmas[reading.heads[token]].lower() in _PEOPLE.reporting_verbs
        odd_place = token in places and reading.lowers[token] not in scenes | _PLACES.capitals.keys()
        if not says or reading.words[token].isupper() or (token in reading.entity_tokens and not odd_place):
            continue
        if _is_name_word(reading, token) and not _is_title(reading, token) and not _has_inner(reading, token):
            spans.append((token, token + 1))
    return spans


def _has_inner(reading: Reading, token: int) -> bool:
    return any(
        child < token and reading.deps[child] in _GRAMMAR.name_left for child in reading.children[token]
    )


def _without_bodies(reading: Reading, spans: set[Span]) -> set[Span]:
    """Drop what the same words show elsewhere to be a place or a body, and pairs such as "Lee-Trump"."""
    typed: dict[str, Counter[str]] = {}
    for first, end, label in reading.entities:
        if label not in _GRAMMAR.person_entities:
            dropped = _PEOPLE.definite_articles | {"'s"}
            key = " ".join(word for word in reading.lowers[first:end] if word not in dropped)
            typed.setdefault(key, Counter())[label] += 1
    persons = Counter(" ".join(reading.lowers[first:end]) for first, end in spans)
    full = sorted({_written(reading, span) for span in spans if span[1] - span[0] > 1})
    shorts = {short for name in full for short in short_forms(name)}
    families = {parse_name(name).family for name in full}
    kept = set()
    for first, end in spans:
        key = " ".join(reading.lowers[first:end])
        others = sum(n for label, n in typed.get(key, Counter()).items() if label in _GRAMMAR.other_entities)
        titled = first > 0 and (
            reading.lowers[first - 1] in _PEOPLE.honorifics
            or reading.lowers[first - 1] in _PEOPLE.title_abbreviations
        )
        short = end - first == 1 and key in shorts
        if reading.lowers[end - 1] in _NOUNS.organisations and end - first > 1 and not titled:
            continue
        plural = end - first == 1 and reading.tags[first] in _GRAMMAR.plural_names and not titled
        if (
            plural
            or key in _NAMES.known_bodies
            or key in _NAMES.never_persons
            or key in _PLACES.states
            or _is_of_province(reading, first, end)
            or (others > persons[key] and not titled and not short)
        ):
            continue
        if _is_pair(reading, first, end, families):
            continue
        kept.add((first, end))
    return kept


def _is_of_province(reading: Reading, first: int, end: int) -> bool:
    """Tell whether a name is a province or opens with one that is no given name too ("Indiana", "Ohio State")."""
    opening = [" ".join(reading.lowers[first : first + length]) for length in (1, 2)]
    if end - first <= 2 and opening[end - first - 1] in _PLACES.provinces:
        return end - first == 2 or _NAMES.male_honorifics.isdisjoint(reading.lowers[first - 1 : first])
    return any(words in _PLACES.provinces and words not in _NAMES.common_given_names for words in opening)


def _without_headline_words(reading: Reading, spans: set[Span]) -> set[Span]:
    """Cut what a headline's capitals glue to a name ("Berg Stands Tall") and the article's prose does not know."""
    headlines = _capitalised_sentences(reading)
    told = {
        tuple(reading.lowers[first:end])
        for first, end in spans
        if reading.sentences[first] not in headlines and end - first > 1
    }
    families = {words[-1:] for words in told}
    kept = set()
    for first, end in spans:
        words = tuple(reading.lowers[first:end])
        if reading.sentences[first] in headlines and words not in told:
            for stop in range(end - 1, first, -1):
                suffix = reading.lowers[stop] in _NAMES.suffixes
                if not suffix and (words[: stop - first] in told or words[: stop - first] in families):
                    end = stop
                    break
        kept.add((first, end))
    return kept


def _capitalised_sentences(reading: Reading) -> set[int]:
    """The sentences that write nearly every word with a capital."""
    counts: dict[int, list[int]] = {}
    for word, sentence in zip(reading.words, reading.sentences, strict=True):
        if len(word) > 3 and word.isalpha():
            pair = counts.setdefault(sentence, [0, 0])
            pair[0] += word[0].isupper()
            pair[1] += 1
    return {sentence for sentence, (upper, all_) in counts.items() if upper >= 0.8 * all_ and all_ > 2}


def _is_pair(reading: Reading, first: int, end: int, families: set[str]) -> bool:
    """Tell whether "Lee-Trump" joins two family names rather than writing one."""
    if end - first != 3 or reading.words[first + 1] != "-":
        return False
    sides = (reading.words[first], reading.words[first + 2])
    return any(side.lower() in families for side in sides)


def _repeated(reading: Reading, spans: set[Span]) -> set[Span]:
    """Every further place where a part of a known full name stands by itself, whatever the recogniser said."""
    words: set[str] = set()
    for first, end in spans:
        if end - first > 1:
            name = parse_name(_written(reading, (first, end)))
            words.add(name.family)
            words.update(given for given in name.given[:1] if len(given) > 2 and not name.family_first)
        else:
            words.add(reading.lowers[first])
    covered = {token for first, end in spans for token in range(first, end)}
    bodies = {
        token
        for first, end, label in reading.entities
        if label in _GRAMMAR.other_entities
        and end - first > 1
        and not _joins_names(reading, first, end, words)
        for token in range(first, end)
        if not _closes_entity(reading, token, end, words)
    }
    found = set()
    for token in range(len(reading)):
        end = _glued_end(reading, token)
        word = reading.plain[reading.starts[token] : reading.ends[end - 1]].lower()
        usable = word in words and word not in _PLACES.states and reading.words[token][0].isupper()
        if not usable or token in covered or token in bodies or reading.tags[token] not in _GRAMMAR.name_tags:
            continue
        if end - token > 1 or not _joined(reading, token):
            found.add((token, end))
    return found


def _glued_end(reading: Reading, token: int) -> int:
    """The end of a word with its hyphens ("Al-Awlaki"), in tokens."""
    end = token + 1
    while (
        end + 1 < len(reading)
        and reading.words[end] == "-"
        and reading.starts[end] == reading.ends[end - 1]
        and reading.starts[end + 1] == reading.ends[end]
    ):
        end += 2
    before = (
        token > 0 and reading.words[token - 1] == "-" and reading.ends[token - 1] == reading.starts[token]
    )
    return token + 1 if before else end


def _joins_names(reading: Reading, first: int, end: int, words: set[str]) -> bool:
    """Tell whether an entity is nothing but known names joined by "and" ("Cruz and Rubio")."""
    inner = reading.lowers[first:end]
    joined = not _NAMES.joints.isdisjoint(inner)
    return joined and set(inner) <= words | _NAMES.joints | {",", "&"}


def _closes_entity(reading: Reading, token: int, end: int, words: set[str]) -> bool:
    """A known name at the end of a wrongly typed entity ("White House Trump"), or before its 's."""
    last = end - 1 if reading.lowers[end - 1] != "'s" else end - 2
    return token == last and reading.lowers[token] in words and reading.deps[token] not in _GRAMMAR.compounds


def _joined(reading: Reading, token: int) -> bool:
    """Part of a compound by hyphen: "Trump-style", "Lee-Trump"."""
    before = (
        token > 0 and reading.words[token - 1] == "-" and reading.ends[token - 1] == reading.starts[token]
    )
    after = (
        token + 1 < len(reading)
        and reading.words[token + 1] == "-"
        and reading.starts[token + 1] == reading.ends[token]
    )
    return before or after
