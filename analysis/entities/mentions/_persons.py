"""Where does an article write a person's name? The recogniser's persons, mended by what the article itself shows.

A statistical recogniser cuts names ("Moon Jae" + "-in"), takes in titles, and types one surname now as a person,
now as a place. The article repairs most of it: a name once written in full tells what its parts are.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from analysis.entities._parsed_article import ParsedArticle
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


def find_person_names(parse: ParsedArticle) -> dict[Span, str]:
    """Return the token spans [first, end) of person names, in order, each with the name as written."""
    spans = set(_recognised(parse)) | set(_after_titles(parse))
    speaking = _speaking(parse)
    spans = _without_bodies(parse, spans) | set(speaking)
    spans = _without_headline_words(parse, spans)
    spans |= _repeated(parse, spans)
    return {span: _written(parse, span) for span in longest_disjoint(spans)}


def _written(parse: ParsedArticle, span: Span) -> str:
    return parse.text[parse.starts[span[0]] : parse.ends[span[1] - 1]]


def _is_title(parse: ParsedArticle, token: int) -> bool:
    lower = parse.lowers[token]
    if lower in _NAMES.titles_that_are_names:
        return lower not in _NAMES.seldom_titles and parse.lowers[token + 1 : token + 2] != [] and token > 0
    titles = lower in _leading() or lower in _NOUNS.titles or parse.noun(token) in _NOUNS.persons
    return titles or lower in _PLACES.states


def _is_name_word(parse: ParsedArticle, token: int) -> bool:
    word = parse.words[token]
    pronoun = parse.tags[token] in _GRAMMAR.personal_pronouns
    return _NAME_WORD.fullmatch(word) is not None and word[0].isupper() and not pronoun


def _clean(parse: ParsedArticle, first: int, end: int) -> Span | None:
    """Cut titles before and rubbish after a name; complete a cut name; None where nothing is left."""
    while first < end and (not _is_name_word(parse, first) or _is_title(parse, first)):
        first += 1
    stop = first
    while stop < end and (_is_name_word(parse, stop) or _is_inner(parse, stop, end)):
        if stop > first and (_is_function_word(parse, stop) or _is_acronym_after(parse, first, stop)):
            break
        stop += 1
    stop = _completed(parse, first, stop)
    if first >= stop:
        return None
    return _extended_left(parse, first), stop


def _is_acronym_after(parse: ParsedArticle, first: int, token: int) -> bool:
    """Tell whether a word in capitals stands behind a name that is not ("Holm GOP", but "Harry S. Truman III")."""
    word = parse.words[token]
    acronym = word.isupper() and word.isalpha() and len(word) > 1 and word.lower() not in _NAMES.suffixes
    return acronym and not any(w.isupper() and len(w) > 2 for w in parse.words[first:token])


def _is_function_word(parse: ParsedArticle, token: int) -> bool:
    """Tell whether a capitalised word of a headline is none of a name ("Trump May Not Have …", but "Theresa May")."""
    if parse.lowers[token] in _NAMES.verbs_that_are_names:
        if token + 1 == len(parse):
            return False
        verb = parse.tags[token + 1] in _GRAMMAR.bare_verbs
        return verb or parse.lowers[token + 1] in _NAMES.never_within
    return parse.lowers[token] in _NAMES.never_within


def _is_inner(parse: ParsedArticle, token: int, end: int) -> bool:
    """A hyphen or a particle inside a name, or what follows the hyphen."""
    if parse.lowers[token] in _NAMES.particles or parse.lowers[token] in _NAMES.suffixes:
        return True
    glued = token > 0 and parse.ends[token - 1] == parse.starts[token]
    if parse.words[token] == "-":
        return glued and token + 1 < end and parse.words[token + 1][:1].isalpha()
    return glued and parse.words[token - 1] == "-" and parse.words[token].isalpha()


def _completed(parse: ParsedArticle, first: int, stop: int) -> int:
    """Take in what the recogniser cut off: "-in" after "Moon Jae", "Jr." after "Trump"."""
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
    """Take in given names the recogniser left out: capitalised name words glued to the name by the parse."""
    while first > 0 and parse.tags[first - 1] in _GRAMMAR.name_word_tags:
        before = first - 1
        if parse.deps[before] not in _GRAMMAR.compounds:
            break
        known = before in parse.other_entity_tokens
        apart = parse.sentences[before] != parse.sentences[first] or parse.heads[before] < first
        if known or apart or not _is_name_word(parse, before) or _is_title(parse, before):
            break
        if parse.lowers[before] in _NOUNS.organisations or len(parse.words[before]) < 2:
            break
        if parse.words[before].isupper() and "." not in parse.words[before]:
            break
        first = before
    return first


def _recognised(parse: ParsedArticle) -> list[Span]:
    spans = []
    for first, end, label in parse.entities:
        body = label in _GRAMMAR.body_entities and _opens_with_given_name(parse, first, end)
        if label in _GRAMMAR.person_entities or body:
            cleaned = _clean(parse, first, end)
            if cleaned is not None:
                spans.append(cleaned)
    return spans


def _opens_with_given_name(parse: ParsedArticle, first: int, end: int) -> bool:
    """Tell whether what is taken for a body is two or three name words that open with a given name."""
    known = parse.lowers[first] in _given()
    words = range(first, end)
    plain = all(_is_name_word(parse, t) and parse.lowers[t] not in _NOUNS.organisations for t in words)
    return known and plain and 2 <= end - first <= 3


def _after_titles(parse: ParsedArticle) -> list[Span]:
    """Names the recogniser missed or mistyped right after an honorific or a capitalised title."""
    spans = []
    for token in range(len(parse) - 1):
        lower = parse.lowers[token]
        title = lower in _PEOPLE.honorifics or lower in _PEOPLE.title_abbreviations
        title = title or (lower in _NOUNS.titles and parse.words[token][0].isupper())
        if not title or not _is_name_word(parse, token + 1) or _is_title(parse, token + 1):
            continue
        if lower not in _PEOPLE.honorifics and (
            parse.tags[token + 1] not in _GRAMMAR.name_word_tags or token + 1 in parse.other_entity_tokens
        ):
            continue
        end = token + 1
        while (
            end < len(parse)
            and end < token + 5
            and (
                (_is_name_word(parse, end) and parse.tags[end] in _GRAMMAR.proper_nouns)
                or _is_inner(parse, end, len(parse))
            )
            and not (end > token + 1 and parse.lowers[end] in _NOUNS.organisations)
        ):
            end += 1
        cleaned = _clean(parse, token + 1, max(end, token + 2))
        if cleaned is not None:
            spans.append(cleaned)
    return spans


def _speaking(parse: ParsedArticle) -> list[Span]:
    """Capitalised words that say something and were passed over, or taken for places where nothing happens."""
    spans = []
    relations = zip(parse.lowers, parse.deps, strict=True)
    scenes = {lower for lower, relation in relations if relation in _GRAMMAR.prepositional_objects}
    typed = (entity for entity in parse.entities if entity[2] in _GRAMMAR.state_entities)
    places = {first for first, end, _ in typed if end - first == 1}
    for token, tag in enumerate(parse.tags):
        acts = tag in _GRAMMAR.name_word_tags and parse.deps[token] in _GRAMMAR.active_subjects
        if not acts or not _PEOPLE.definite_articles.isdisjoint(parse.lowers[token - 1 : token]):
            continue
        says = parse.lemmas[parse.heads[token]].lower() in _PEOPLE.reporting_verbs
        odd_place = token in places and parse.lowers[token] not in scenes | _PLACES.capitals.keys()
        if not says or parse.words[token].isupper() or (token in parse.entity_tokens and not odd_place):
            continue
        if _is_name_word(parse, token) and not _is_title(parse, token) and not _has_inner(parse, token):
            spans.append((token, token + 1))
    return spans


def _has_inner(parse: ParsedArticle, token: int) -> bool:
    return any(child < token and parse.deps[child] in _GRAMMAR.name_left for child in parse.children[token])


def _without_bodies(parse: ParsedArticle, spans: set[Span]) -> set[Span]:
    """Drop what the same words show elsewhere to be a place or a body, and pairs such as "Lee-Trump"."""
    typed: dict[str, Counter[str]] = {}
    for first, end, label in parse.entities:
        if label not in _GRAMMAR.person_entities:
            dropped = _PEOPLE.definite_articles | {"'s"}
            key = " ".join(word for word in parse.lowers[first:end] if word not in dropped)
            typed.setdefault(key, Counter())[label] += 1
    persons = Counter(" ".join(parse.lowers[first:end]) for first, end in spans)
    full = sorted({_written(parse, span) for span in spans if span[1] - span[0] > 1})
    shorts = {short for name in full for short in short_forms(name)}
    families = {parse_name(name).family for name in full}
    kept = set()
    for first, end in spans:
        key = " ".join(parse.lowers[first:end])
        others = sum(n for label, n in typed.get(key, Counter()).items() if label in _GRAMMAR.other_entities)
        titled = first > 0 and (
            parse.lowers[first - 1] in _PEOPLE.honorifics
            or parse.lowers[first - 1] in _PEOPLE.title_abbreviations
        )
        short = end - first == 1 and key in shorts
        if parse.lowers[end - 1] in _NOUNS.organisations and end - first > 1 and not titled:
            continue
        plural = end - first == 1 and parse.tags[first] in _GRAMMAR.plural_names and not titled
        if (
            plural
            or key in _NAMES.known_bodies
            or key in _NAMES.never_persons
            or key in _PLACES.states
            or _is_of_province(parse, first, end)
            or (others > persons[key] and not titled and not short)
        ):
            continue
        if _is_pair(parse, first, end, families):
            continue
        kept.add((first, end))
    return kept


def _is_of_province(parse: ParsedArticle, first: int, end: int) -> bool:
    """Tell whether a name is a province or opens with one that is no given name too ("Indiana", "Ohio State")."""
    opening = [" ".join(parse.lowers[first : first + length]) for length in (1, 2)]
    if end - first <= 2 and opening[end - first - 1] in _PLACES.provinces:
        return end - first == 2 or _NAMES.male_honorifics.isdisjoint(parse.lowers[first - 1 : first])
    return any(words in _PLACES.provinces and words not in _NAMES.common_given_names for words in opening)


def _without_headline_words(parse: ParsedArticle, spans: set[Span]) -> set[Span]:
    """Cut what a headline's capitals glue to a name ("Berg Stands Tall") and the article's prose does not know."""
    headlines = _capitalised_sentences(parse)
    told = {
        tuple(parse.lowers[first:end])
        for first, end in spans
        if parse.sentences[first] not in headlines and end - first > 1
    }
    families = {words[-1:] for words in told}
    kept = set()
    for first, end in spans:
        words = tuple(parse.lowers[first:end])
        if parse.sentences[first] in headlines and words not in told:
            for stop in range(end - 1, first, -1):
                suffix = parse.lowers[stop] in _NAMES.suffixes
                if not suffix and (words[: stop - first] in told or words[: stop - first] in families):
                    end = stop
                    break
        kept.add((first, end))
    return kept


def _capitalised_sentences(parse: ParsedArticle) -> set[int]:
    """The sentences that write nearly every word with a capital."""
    counts: dict[int, list[int]] = {}
    for word, sentence in zip(parse.words, parse.sentences, strict=True):
        if len(word) > 3 and word.isalpha():
            pair = counts.setdefault(sentence, [0, 0])
            pair[0] += word[0].isupper()
            pair[1] += 1
    return {sentence for sentence, (upper, all_) in counts.items() if upper >= 0.8 * all_ and all_ > 2}


def _is_pair(parse: ParsedArticle, first: int, end: int, families: set[str]) -> bool:
    """Tell whether "Lee-Trump" joins two family names rather than writing one."""
    if end - first != 3 or parse.words[first + 1] != "-":
        return False
    sides = (parse.words[first], parse.words[first + 2])
    return any(side.lower() in families for side in sides)


def _repeated(parse: ParsedArticle, spans: set[Span]) -> set[Span]:
    """Every further place where a part of a known full name stands by itself, whatever the recogniser said."""
    words: set[str] = set()
    for first, end in spans:
        if end - first > 1:
            name = parse_name(_written(parse, (first, end)))
            words.add(name.family)
            words.update(given for given in name.given[:1] if len(given) > 2 and not name.family_first)
        else:
            words.add(parse.lowers[first])
    covered = {token for first, end in spans for token in range(first, end)}
    bodies = {
        token
        for first, end, label in parse.entities
        if label in _GRAMMAR.other_entities and end - first > 1 and not _joins_names(parse, first, end, words)
        for token in range(first, end)
        if not _closes_entity(parse, token, end, words)
    }
    found = set()
    for token in range(len(parse)):
        end = _glued_end(parse, token)
        word = parse.plain[parse.starts[token] : parse.ends[end - 1]].lower()
        usable = word in words and word not in _PLACES.states and parse.words[token][0].isupper()
        if not usable or token in covered or token in bodies or parse.tags[token] not in _GRAMMAR.name_tags:
            continue
        if end - token > 1 or not _joined(parse, token):
            found.add((token, end))
    return found


def _glued_end(parse: ParsedArticle, token: int) -> int:
    """The end of a word with its hyphens ("Al-Awlaki"), in tokens."""
    end = token + 1
    while (
        end + 1 < len(parse)
        and parse.words[end] == "-"
        and parse.starts[end] == parse.ends[end - 1]
        and parse.starts[end + 1] == parse.ends[end]
    ):
        end += 2
    before = token > 0 and parse.words[token - 1] == "-" and parse.ends[token - 1] == parse.starts[token]
    return token + 1 if before else end


def _joins_names(parse: ParsedArticle, first: int, end: int, words: set[str]) -> bool:
    """Tell whether an entity is nothing but known names joined by "and" ("Cruz and Rubio")."""
    inner = parse.lowers[first:end]
    joined = not _NAMES.joints.isdisjoint(inner)
    return joined and set(inner) <= words | _NAMES.joints | {",", "&"}


def _closes_entity(parse: ParsedArticle, token: int, end: int, words: set[str]) -> bool:
    """A known name at the end of a wrongly typed entity ("White House Trump"), or before its 's."""
    last = end - 1 if parse.lowers[end - 1] != "'s" else end - 2
    return token == last and parse.lowers[token] in words and parse.deps[token] not in _GRAMMAR.compounds


def _joined(parse: ParsedArticle, token: int) -> bool:
    """Part of a compound by hyphen: "Trump-style", "Lee-Trump"."""
    before = token > 0 and parse.words[token - 1] == "-" and parse.ends[token - 1] == parse.starts[token]
    after = (
        token + 1 < len(parse)
        and parse.words[token + 1] == "-"
        and parse.starts[token + 1] == parse.ends[token]
    )
    return before or after
