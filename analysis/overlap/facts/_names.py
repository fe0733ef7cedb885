"""Read the people, bodies and places that a sentence names, each with the part it plays there."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.entities import ArticleEntities, ParsedArticle
from analysis.overlap.facts._model import Naming

_KINDS = {"person", "organisation", "place"}


def read_names(entities: ArticleEntities, first: int, end: int) -> Iterator[Naming]:
    """Yield the names in the tokens [first, end), places that the recogniser missed included."""
    parse = entities.parse
    language = parse.article.language
    in_names: set[int] = set()
    for mention in entities.mentions:
        if not first <= mention.head < end or mention.form == "pronoun":
            continue
        in_names.update(range(*parse.tokens_of(mention.span)))
        if mention.form != "name" or mention.entity < 0 or mention.kind not in _KINDS:
            continue
        relation, governor = parse.deps[mention.head], parse.heads[mention.head]
        slot = parse.lowers[governor] if relation in language.grammar.prepositional_objects else relation
        # People are in no other people: a place that the recogniser takes for one.
        kind = "place" if mention.kind == "person" and slot in language.places.inner else mention.kind
        yield Naming(mention.start, mention.end, kind, mention.entity, slot)
    yield from _missed_names(parse, first, end, in_names)


def _missed_names(parse: ParsedArticle, first: int, end: int, in_names: set[int]) -> Iterator[Naming]:
    """Yield runs of capitalised proper nouns that are in no name: places behind "in", and names of several words."""
    language = parse.article.language
    proper_nouns, days = (
        language.grammar.proper_nouns,
        {*language.calendar.weekdays, *language.calendar.months},
    )
    token = first
    while token < end:
        begin = token
        while token < end and token not in in_names and _is_capital(parse, token, proper_nouns, days):
            token += 1
        if token > begin:
            head = token - 1
            relation = parse.deps[head]
            slot = (
                parse.lowers[parse.heads[head]]
                if relation in language.grammar.prepositional_objects
                else relation
            )
            if slot in language.places.inner:
                yield Naming(*parse.span(begin, head), "place", -1, slot)
            elif head > begin:
                yield Naming(*parse.span(begin, head), "organisation", -1, slot)
        token = max(token, begin + 1)


def _is_capital(parse: ParsedArticle, token: int, proper_nouns: frozenset[str], days: set[str]) -> bool:
    is_named = parse.tags[token] in proper_nouns and parse.words[token][:1].isupper()
    return is_named and parse.lowers[token].rstrip(".") not in days
