"""Make a speaker's name plausible: no signs at its edges, no torn brackets, not a sentence; or no name at all."""

from __future__ import annotations

import re
from dataclasses import replace

from analysis.entities._model import Resolution
from analysis.entities._parsed_article import ParsedArticle
from analysis.language import ENGLISH

_GRAMMAR, _PEOPLE = ENGLISH.grammar, ENGLISH.people

#: Maximum number of words of a name. Of 4,898 speakers of PolNeAR's training part 41 have more; those of up to
#: twelve are right descriptions ("a spokesman for …") with more phrases than a name needs.
_MAX_WORDS = 8
#: A description of so few words ("a spokesman") tells nobody apart.
_FEW_WORDS = 2
#: Signs of markup, which no name has.
_MARKUP = re.compile(r"[<>={}|]|https?:")
_EDGES = " \t\n\u00a0-–—…>,;:"
_PAIRS = (("(", ")"), ("[", "]"), ("“", "”"))


def make_plausible(parse: ParsedArticle, resolution: Resolution) -> Resolution:
    """Return the speaker with a plausible name, or as unattributed where its name cannot be made one."""
    if resolution.name is None:
        return resolution
    name = _without_torn_marks(" ".join(resolution.name.split()).strip(_EDGES))
    if resolution.rule != "coordination" and len(name.split()) > _MAX_WORDS:
        name = _shortened(parse, name)
    if not any(sign.isalpha() or sign == "%" for sign in name) or _MARKUP.search(name):
        return Resolution(None, "unattributed", resolution.mention, "no name")
    return resolution if name == resolution.name else replace(resolution, name=name)


def _without_torn_marks(name: str) -> str:
    """Return a name without a bracket or mark that has no partner; "" where what it closes began outside."""
    for opening, closing in _PAIRS:
        if name.count(opening) > name.count(closing):
            name = name[1:] if name.startswith(opening) else _cut_at(name, opening)
        elif name.count(opening) < name.count(closing):
            name = name[:-1] if closing == "”" and name.endswith(closing) else ""
    if name.count('"') % 2:
        name = name.strip('"')
    return "" if name.count('"') % 2 else name.strip(_EDGES)


def _cut_at(name: str, opening: str) -> str:
    """Return a name up to its last opening bracket or mark; "" where only an owner is left ("the mayor’s")."""
    kept = name[: name.rindex(opening)].strip()
    return kept if ENGLISH.words.without_possessive(kept) == kept else ""


def _shortened(parse: ParsedArticle, name: str) -> str:
    """Return a long description without its last phrases: up to a comma, a relative clause or a preposition."""
    words = name.split()
    prepositions = {
        word for word, dep in zip(parse.lowers, parse.deps, strict=True) if dep in _GRAMMAR.prepositions
    }
    places = range(2, _MAX_WORDS + 1)
    ends = [n for n in places if words[n - 1].endswith(",") or words[n].lower() in _PEOPLE.relatives]
    if not ends:
        phrases = [n for n in places if words[n].lower() in prepositions]
        # "of" between capitals belongs to a name ("Institute of Technology"), unless too little is left without it.
        apart = [n for n in phrases if not _is_within_name(words, n)]
        ends = apart[-1:] if apart and apart[-1] > _FEW_WORDS else phrases[-1:]
    return _ending_in_noun(parse, words[: ends[0]]) if ends else ""


def _is_within_name(words: list[str], n: int) -> bool:
    """Return whether the word there joins two words with capitals, as names of bodies do."""
    capitals = words[n - 1][0].isupper() and words[n + 1 : n + 2] and words[n + 1][0].isupper()
    return bool(capitals) and words[n].lower() in _PEOPLE.office_prepositions


def _ending_in_noun(parse: ParsedArticle, words: list[str]) -> str:
    """Return the words up to the last noun, without what led on to a phrase ("an official familiar")."""
    nouns = {word for word, pos in zip(parse.lowers, parse.poses, strict=True) if pos in {"NOUN", "PROPN"}}
    while words and words[-1].strip(_EDGES).lower() not in nouns:
        words = words[:-1]
    return " ".join(words).strip(_EDGES)
