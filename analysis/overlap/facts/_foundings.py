"""Read where a sentence says that a new body was founded, or that it was not."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.entities import ParsedArticle
from analysis.overlap.facts._model import Founding

#: Steps from a noun up to the verb that it belongs to ("held the meeting of a new body").
_MAX_STEPS = 5


def read_foundings(parse: ParsedArticle, first: int, end: int) -> Iterator[Founding]:
    """Yield the bodies that the tokens [first, end) say are founded or new, each with the clause that says so.

    A body is founded where it is the object of a verb of founding, or such a verb describes it ("a council set up in
    May"); or where it is called new with an indefinite article.
    """
    nouns = parse.article.language.nouns
    bodies = nouns.organisations | nouns.general_bodies
    for noun in range(first, end):
        if parse.poses[noun] != "NOUN" or parse.lemmas[noun].lower() not in bodies:
            continue
        inside = [token for token in range(first, noun) if parse.heads[token] == noun]
        qualities = frozenset(parse.lemmas[token].lower() for token in inside if parse.deps[token] == "amod")
        verb = _verb_above(parse, noun, first, end)
        participle = _participle(parse, noun, end)
        is_object = verb is not None and _is_founded_by(parse, noun, verb)
        is_new = qualities & nouns.new and any(parse.lowers[token] in {"a", "an"} for token in inside)
        if not (is_object or participle is not None or is_new):
            continue
        denied = any(parse.lowers[token] == "no" for token in inside)
        denied = denied or (verb is not None and _is_negated(parse, verb, first, end))
        if denied and not is_object and participle is None:
            continue  # "no new body met" denies no founding
        begin = min([noun, *inside])
        stop = noun if participle is None else participle
        if verb is not None and verb < noun:
            begin = min([verb, *(t for t in range(first, verb) if _helps(parse, t, verb))])
        elif verb is not None and is_object:
            stop = max(verb, stop)
        name = " ".join(parse.words[token] for token in inside if parse.deps[token] in {"amod", "compound"})
        yield Founding(
            *parse.span(begin, stop),
            f"{name} {parse.words[noun]}".strip(),
            parse.lemmas[noun].lower(),
            qualities,
            denied,
        )


def _is_founding(parse: ParsedArticle, verb: int) -> bool:
    return parse.lemmas[verb].lower() in parse.article.language.nouns.founding_verbs


def _is_founded_by(parse: ParsedArticle, noun: int, verb: int) -> bool:
    """Return whether a noun is what a verb of founding founds, not who founds it."""
    founds = parse.deps[noun] in parse.article.language.grammar.active_subjects
    return parse.heads[noun] == verb and _is_founding(parse, verb) and not founds


def _verb_above(parse: ParsedArticle, noun: int, first: int, end: int) -> int | None:
    """Return the nearest verb above a noun in the parse."""
    token = noun
    for _ in range(_MAX_STEPS):
        above = parse.heads[token]
        if above == token or not first <= above < end:
            return None
        if parse.poses[above] in {"VERB", "AUX"}:
            return above
        token = above
    return None


def _participle(parse: ParsedArticle, noun: int, end: int) -> int | None:
    """Return the participle of founding behind a noun that it describes."""
    behind = (t for t in range(noun + 1, end) if parse.heads[t] == noun and parse.deps[t] == "acl")
    return next((t for t in behind if parse.tags[t] == "VBN" and _is_founding(parse, t)), None)


def _helps(parse: ParsedArticle, token: int, verb: int) -> bool:
    grammar = parse.article.language.grammar
    helpers = grammar.auxiliaries | grammar.passive_auxiliaries | grammar.negations
    return parse.heads[token] == verb and parse.deps[token] in helpers


def _is_negated(parse: ParsedArticle, verb: int, first: int, end: int) -> bool:
    negations = parse.article.language.grammar.negations
    return any(parse.heads[token] == verb and parse.deps[token] in negations for token in range(first, end))
