"""Find the roles an article gives people: titles before names, and nouns of appositions and predicates."""

from __future__ import annotations

from analysis.entities._model import Mention, Role
from analysis.entities._parsed_article import ParsedArticle
from analysis.language import ENGLISH, Gender

_GRAMMAR, _NOUNS, _PEOPLE, _PLACES = ENGLISH.grammar, ENGLISH.nouns, ENGLISH.people, ENGLISH.places

_DASHES = frozenset({"-", "--", "–", "—"})


def gender_of_noun(noun: str) -> Gender | None:
    """Return the gender that a noun implies, or None."""
    if noun in _NOUNS.gendered:
        return _NOUNS.gendered[noun]
    if noun.endswith(tuple(_NOUNS.female_endings)):
        return "f"
    return "m" if noun.endswith(tuple(_NOUNS.male_endings)) and noun not in _NOUNS.not_men else None


def is_person_noun(parse: ParsedArticle, token: int) -> bool:
    """Return whether a token is a listed noun for a person or an abbreviated title."""
    noun = parse.noun(token)
    if parse.poses[token] == "VERB":
        return False
    listed = noun in _NOUNS.persons or noun in _NOUNS.gendered
    return listed or parse.lowers[token] in _PEOPLE.title_abbreviations


def title_noun(parse: ParsedArticle, token: int) -> str:
    """Return the noun of a title, with abbreviations written out."""
    lower = parse.lowers[token]
    if lower in _PEOPLE.trailing_titles and token > 0 and is_person_noun(parse, token - 1):
        return title_noun(parse, token - 1)
    return _PEOPLE.title_abbreviations.get(lower, parse.noun(token))


def title_before(parse: ParsedArticle, mention: Mention) -> Role | None:
    """Return the title right before a person's name ("U.S. Secretary of State" Mike Pompeo), or None."""
    end, _ = parse.tokens_of(mention.span)
    while (
        end > 0
        and parse.lowers[end - 1] in _PEOPLE.honorifics
        and parse.lowers[end - 1] not in _PEOPLE.title_abbreviations
    ):
        end -= 1
    begin, noun = end, -1
    while begin > 0 and _may_stand_in_title(parse, begin - 1, end):
        begin -= 1
        if noun < 0 and is_person_noun(parse, begin):
            noun = begin
    begin = _own_words(parse, begin, end)
    while begin < end and _is_joint(parse, begin):
        begin += 1
    while begin < end and parse.tags[begin] in _GRAMMAR.possessive_pronouns:
        begin += 1
    if noun < begin or noun < 0 or parse.is_plural(noun):
        return None
    tails = _PEOPLE.title_links | _PEOPLE.title_tails | {"-"}
    if noun < end - 1 and parse.lowers[noun + 1] not in tails:
        return None
    start, stop = parse.span(begin, end - 1)
    return Role(start, stop, parse.text[start:stop], title_noun(parse, noun), "title")


def _is_joint(parse: ParsedArticle, token: int) -> bool:
    """Return whether a word links the parts of a title, and so cannot begin one."""
    return parse.lowers[token] in _PEOPLE.title_links or parse.tags[token] in _GRAMMAR.title_joints


def _own_words(parse: ParsedArticle, begin: int, end: int) -> int:
    """Return the first token of the title itself, without another person's title or a participle before it.

    "A spokesman for" is no part of the title "Senator" behind it, nor is "thanking" in "thanking Chairman Holm".
    """
    for token in range(end - 1, begin - 1, -1):
        links = parse.lowers[token] in _PEOPLE.office_prepositions
        if links and (
            token == end - 1 or any(is_person_noun(parse, later) for later in range(token + 1, end))
        ):
            return token + 1
        participle = parse.tags[token] in _GRAMMAR.present_participles
        if participle and parse.lowers[token] not in ENGLISH.offices.title_participles:
            return token + 1
    return begin


def _may_stand_in_title(parse: ParsedArticle, token: int, end: int) -> bool:
    """Return whether a token can be part of a title that ends at `end`, by its tag, relation and neighbours."""
    lower = parse.lowers[token]
    # Sentence splitters stumble on abbreviations: "U.S." before a title is no sentence of its own.
    split = parse.sentences[token] != parse.sentences[min(end, len(parse) - 1)]
    if split and not (lower in _PLACES.states and lower.endswith(".")):
        return False
    if lower in _PEOPLE.title_links:
        return (
            lower in _PEOPLE.office_prepositions
            and (parse.words[token + 1][0].isupper() or parse.lowers[token + 1] in _PEOPLE.written_small)
            and is_person_noun(parse, token - 1)
        )
    if split:
        return True
    if (
        parse.tags[token] in _GRAMMAR.plural_common_nouns
        and lower == parse.words[token]
        and parse.words[token + 1][0].isupper()
    ):
        return False  # "… on Syrian refugees President Berg …"
    if lower in _DASHES and parse.ends[token] < parse.starts[token + 1]:
        return False  # "MANCHESTER, N.H. - Sen."
    if parse.deps[token] in _GRAMMAR.phrase_heads and not is_person_noun(parse, token):
        return lower in _PLACES.states or lower in _PLACES.nationalities or _before_of(parse, token)
    if parse.tags[token] in _GRAMMAR.possessive_marks:
        return (token > 0 and parse.lowers[token - 1] in _PLACES.states) or _ends_state(parse, token - 1)
    return parse.tags[token] in _GRAMMAR.title_tags and any(c.isalpha() or c == "-" for c in lower)


def _before_of(parse: ParsedArticle, token: int) -> bool:
    """Return whether a noun follows "Secretary of": a phrase of its own by the parse, but part of the title."""
    after_preposition = token > 1 and parse.lowers[token - 1] in _PEOPLE.office_prepositions
    return after_preposition and is_person_noun(parse, token - 2)


def _ends_state(parse: ParsedArticle, token: int) -> bool:
    return token > 0 and f"{parse.lowers[token - 1]} {parse.lowers[token]}" in _PLACES.states


def phrase_end(parse: ParsedArticle, head: int) -> int:
    """Return the last token of the noun phrase at `head`, with prepositional phrases and without clauses."""
    last = head
    for child in parse.children[head]:
        if child <= head or parse.deps[child] in _GRAMMAR.cases:
            continue
        if parse.deps[child] not in _GRAMMAR.phrase_parts:
            if (
                parse.deps[child] in _GRAMMAR.coordinators | _GRAMMAR.conjuncts
                and parse.deps[head] in _GRAMMAR.prepositional_objects
                and _short_list(parse, head, child)
            ):
                last = max(last, phrase_end(parse, child))
                continue
            break
        last = max(last, phrase_end(parse, child))
    return last


def _short_list(parse: ParsedArticle, head: int, child: int) -> bool:
    """Return whether a coordination has no comma ("strategy and intelligence")."""
    return "," not in parse.words[head:child]


def apposition_role(parse: ParsedArticle, head: int) -> Role | None:
    """Return the role that the noun phrase at `head` states, without its article, or None."""
    noun = head
    if not is_person_noun(parse, head):
        if head == 0 or not is_person_noun(parse, head - 1):
            return None
        noun = head - 1
    first = min(parse.left_edge(head), parse.left_edge(noun))
    vague = parse.lowers[first] in _PEOPLE.indefinite_articles
    while first < head and (
        parse.lowers[first] in ENGLISH.words.articles | ENGLISH.words.possessives
        or parse.tags[first] in _GRAMMAR.possessive_pronouns
    ):
        first += 1
    claimed = parse.lowers[first] in _PEOPLE.untelling or (
        vague and parse.tags[first] in _GRAMMAR.comparatives
    )
    if claimed or parse.tags[first] in _GRAMMAR.possessive_pronouns:
        return None  # "the only candidate in the field", "a stronger candidate": a claim, not an office
    last = phrase_end(parse, head)
    while last > head and (
        parse.lowers[last] in _PEOPLE.title_links or parse.tags[last] in _GRAMMAR.phrase_ends
    ):
        last -= 1
    start, end = parse.span(first, last)
    return Role(start, end, parse.text[start:end], title_noun(parse, noun), "apposition")
