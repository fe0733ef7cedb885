"""Resolve the source of an attribution to a speaker: the mention that heads it, and the entity of that mention."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from analysis.entities._model import UNATTRIBUTED, Entity, Mention, Resolution, SpeakerKind
from analysis.entities._parsed_article import ParsedArticle
from analysis.entities.mentions._find import noun_kind
from analysis.entities.mentions._roles import is_person_noun, phrase_end
from analysis.language import ENGLISH
from analysis.text import Span, contains, listed

_GRAMMAR, _NOUNS, _PEOPLE = ENGLISH.grammar, ENGLISH.nouns, ENGLISH.people
_NAMES, _PLACES = ENGLISH.names, ENGLISH.places

#: A given name, a nickname in marks and a surname; the text has uniform marks.
_NICKNAMED = re.compile(
    r"""(?P<given>[A-Z][\w-]+) (?:"[A-Z][\w ]{1,20}"|'[A-Z][\w ]{1,20}'|\([A-Z][\w ]{1,20}\)) (?P<family>[A-Z][\w-]+)"""
)

_KINDS: dict[str, SpeakerKind] = {
    "person": "person",
    "organisation": "organisation",
    "place": "organisation",
    "group": "group",
    "anonymous": "anonymous",
    "document": "document",
    "event": "document",
}


def resolve_source(
    parse: ParsedArticle, mentions: list[Mention], entities: list[Entity], source_spans: Sequence[Span]
) -> Resolution:
    """Return the speaker that the source names, describes or refers to."""
    tokens = _tokens_of(parse, source_spans)
    if not tokens:
        return UNATTRIBUTED
    if parse.deps[tokens[0]] in _GRAMMAR.negations:  # "Not all"
        return Resolution(None, "unattributed", parse.span(tokens[0], tokens[-1]), "impersonal")
    inside = set(tokens)
    head = _head(parse, tokens, inside)
    person = _person_by_nickname(parse, tokens, entities) or _person_called_like_place(parse, head, entities)
    if person is not None:
        return person
    by_head = {
        mention.head: mention
        for mention in mentions
        if mention.head in inside and (mention.entity >= 0 or mention.form != "description")
    }
    if head in by_head and by_head[head].form == "description" and parse.is_plural(head):
        head = _opening_name(parse, by_head, tokens[0]) or head
    speaker = _person_behind_title(parse, by_head, entities, tokens, head) or _coordination(
        parse, by_head, entities, head, inside
    )
    if speaker is not None:
        return speaker
    mention = by_head.get(head) or _covering_name(parse, by_head, head)
    if mention is None:
        return _unmentioned(parse, tokens, head, by_head, entities)
    if mention.rule == "first person":
        return Resolution(None, "unattributed", mention.span, "first person")
    if mention.entity < 0:
        return _unlinked(parse, mention)
    owner = _owner_of_statement(parse, mentions, mention)
    if owner is not None and entities[owner.entity].kind in {"person", "organisation", "place"}:
        return replace(_of_entity(entities[owner.entity], owner), rule="owner of a statement")
    return _of_entity(entities[mention.entity], mention)


def _owner_of_statement(parse: ParsedArticle, mentions: list[Mention], mention: Mention) -> Mention | None:
    """Return the owner of a document in which its owner speaks ("Berg's statement"), or None."""
    if mention.form != "description" or parse.noun(mention.head) not in _NOUNS.spoken_documents:
        return None
    owner = parse.child(mention.head, _GRAMMAR.possessors)
    owners = (m for m in mentions if m.head == owner and m.entity >= 0)
    return next(owners, None) if owner is not None else None


def _tokens_of(parse: ParsedArticle, spans: Sequence[Span]) -> list[int]:
    """Return the tokens that spans touch, without white space."""
    tokens: list[int] = []
    for start, end in spans:
        token = max(bisect_left(parse.starts, start) - 1, 0)
        while token < len(parse) and parse.starts[token] < end:
            if parse.ends[token] > start and parse.words[token].strip():
                tokens.append(token)
            token += 1
    return tokens


def _head(parse: ParsedArticle, tokens: list[int], inside: set[int]) -> int:
    """Return the token of the source whose head is outside it: a subject if there is one, else the first noun."""
    roots = [t for t in tokens if parse.heads[t] not in inside or parse.heads[t] == t]
    nominal = [t for t in roots if parse.poses[t] in {"NOUN", "PROPN", "PRON", "DET", "NUM", "ADJ"}]
    subjects = [t for t in nominal if parse.is_subject(t)]
    for choice in (subjects, nominal, roots):
        if choice:
            return choice[0]
    return tokens[0]


def _covering_name(parse: ParsedArticle, by_head: dict[int, Mention], head: int) -> Mention | None:
    """Return the name whose words include the head, as where the parse splits a name, or None."""
    span = parse.span(head, head)
    for mention in by_head.values():
        if mention.form == "name" and contains(mention.span, span):
            return mention
    return None


def _coordination(
    parse: ParsedArticle, by_head: dict[int, Mention], entities: list[Entity], head: int, inside: set[int]
) -> Resolution | None:
    """Resolve "X and Y" as one source: a group of both, named in order."""
    named = head in by_head and by_head[head].form == "name"
    name = None if named else parse.child(head, _GRAMMAR.appositions)
    members = [name if name in by_head and name in inside else head]
    for token in sorted(inside):
        if token > head and parse.deps[token] in _GRAMMAR.conjuncts and parse.heads[token] in members:
            members.append(token)
    joined = _joined_names(parse, by_head, members[0])
    members = max(members, joined, key=len)
    linked = [by_head[m] for m in members if m in by_head and by_head[m].entity >= 0]
    linked = [m for m in linked if not any(contains(o.span, m.span) for o in linked if o is not m)]
    if len(members) < 2 or len(linked) < 2:
        return None
    names = list(dict.fromkeys(entities[mention.entity].name for mention in linked))
    if len(names) < 2:
        return None
    return Resolution(listed(names), "group", (linked[0].start, linked[-1].end), "coordination")


def _opening_name(parse: ParsedArticle, by_head: dict[int, Mention], first: int) -> int | None:
    """Return the head of the first of several names that open a source ("Ann Lee and Bo Carr, rivals for years")."""
    opening = next((m for m in by_head.values() if m.form == "name" and m.start == parse.starts[first]), None)
    joined = _joined_names(parse, by_head, opening.head) if opening is not None else []
    if len(joined) < 2 or parse.words[joined[-1] + 1 : joined[-1] + 2] != [","]:
        return None
    return joined[0]


def _person_behind_title(
    parse: ParsedArticle, by_head: dict[int, Mention], entities: list[Entity], tokens: list[int], head: int
) -> Resolution | None:
    """Return the person whose name a bare title leads to ("Governor of Washington Chris Gregoire"), or None.

    "Spokesman for Chris Gregoire" and "a friend of …" are somebody else.
    """
    words = parse.words[tokens[0] : tokens[-1]]
    bare = (
        "," not in words and parse.tags[tokens[0]] not in _GRAMMAR.no_modifiers and not parse.is_plural(head)
    )
    if noun_kind(parse, head) != "person" or not bare:
        return None
    end = parse.ends[tokens[-1]]
    name = next((m for m in by_head.values() if (m.form, m.kind, m.end) == ("name", "person", end)), None)
    start = name.start if name is not None else parse.starts[tokens[-2:][0]]
    before = [token for token in tokens if parse.starts[token] < start]
    callings = len(before)
    while callings and is_person_noun(parse, before[callings - 1]):
        callings -= 1
    opener = parse.lowers[before[callings - 1]] if callings else ""
    joined = callings < len(before) and opener in {"", *_NAMES.joints}
    placed = callings == len(before) > 1 and parse.tags[before[-1]] in _GRAMMAR.proper_nouns
    if not joined and not placed:
        return None
    if name is not None:
        return _of_entity(entities[name.entity], name)
    return _person_called(parse, tokens[len(before) :], entities)


def _joined_names(parse: ParsedArticle, by_head: dict[int, Mention], head: int) -> list[int]:
    """Return the heads of the names that commas and "and" join to the one at `head`, whatever the parse says."""
    small = ENGLISH.words.articles | _NAMES.joints | {","}
    run: list[Mention] = []
    joints: list[str] = []
    for mention in sorted((m for m in by_head.values() if m.form == "name"), key=lambda m: m.start):
        between = parse.plain[run[-1].end : mention.start].replace(",", " , ").lower().split() if run else []
        if not between or not small.issuperset(between):
            if head in {member.head for member in run}:
                break
            run, joints = [], []
        run.append(mention)
        joints += between
    is_coordination = head in {member.head for member in run} and not _NAMES.joints.isdisjoint(joints)
    return [member.head for member in run] if is_coordination else [head]


def _of_entity(entity: Entity, mention: Mention) -> Resolution:
    kind = _KINDS[entity.kind]
    return Resolution(entity.name, kind, mention.span, mention.rule or "name", entity.index)


def _unlinked(parse: ParsedArticle, mention: Mention) -> Resolution:
    """Return the speaker of a pronoun without entity: for a relative pronoun its antecedent, else nobody."""
    antecedent = parse.relative_antecedent(mention.head)
    if antecedent is None or parse.poses[antecedent] not in {"NOUN", "PROPN"}:
        return Resolution(None, "unattributed", mention.span, "pronoun without antecedent")
    start, end = parse.span(parse.left_edge(antecedent), phrase_end(parse, antecedent))
    kind = _kind_of_words(parse, antecedent)
    return Resolution(parse.shown(start, end), kind, (start, end), "relative clause")


def _unmentioned(
    parse: ParsedArticle, tokens: list[int], head: int, by_head: dict[int, Mention], entities: list[Entity]
) -> Resolution:
    """Return the speaker of a source whose head is no mention: a name in it, else its own words, else nobody."""
    names = [m for m in by_head.values() if m.form == "name" and m.entity >= 0]
    persons = [m for m in names if entities[m.entity].kind == "person"]
    group = _coordination(parse, by_head, entities, names[0].head, set(tokens)) if names else None
    if group is not None and parse.poses[head] != "PRON":
        return group
    close = [m for m in persons or names if parse.deps[m.head] in _GRAMMAR.naming_relations]
    if close:
        return _of_entity(entities[close[0].entity], close[0])
    if names and parse.poses[head] not in {"NOUN", "PRON"}:
        return _of_entity(entities[names[0].entity], names[0])
    people = [token for token in tokens if noun_kind(parse, token) == "person"]
    if parse.poses[head] not in {"NOUN", "PROPN", "PRON"} and people:
        head = people[0]
    lower = parse.lowers[head]
    if lower in _PLACES.nationalities and parse.poses[head] in {"ADJ", "PROPN"} and len(tokens) == 1:
        return Resolution(_PLACES.nationalities[lower], "organisation", parse.span(head, head), "nationality")
    start, end = parse.starts[tokens[0]], parse.ends[tokens[-1]]
    if lower in _PEOPLE.impersonal or (lower in _PEOPLE.pronouns and len(tokens) == 1):
        return Resolution(None, "unattributed", (start, end), "impersonal")
    person = _person_called(parse, tokens, entities)
    if person is not None:
        return person
    nominal = parse.poses[head] in {"NOUN", "PROPN", "ADJ", "NUM", "DET", "PRON"}
    if not nominal and lower not in _PLACES.states:
        return Resolution(None, "unattributed", (start, end), "no noun")
    return Resolution(parse.shown(start, end), _kind_of_words(parse, head), (start, end), "own words")


def _person_called(parse: ParsedArticle, tokens: list[int], entities: list[Entity]) -> Resolution | None:
    """Return the one person whose name or surname the words are, or whom a given name shows; None for no name.

    The handle behind a name ("Ann Lee (@annlee)") is no part of it.
    """
    words = [parse.words[token] for token in tokens]
    handle = next((n for n, word in enumerate(words) if word.startswith(("(", "@"))), len(words))
    names = [word for word in words[:handle] if any(map(str.isalnum, word))]
    if not names or not all(name[0].isupper() for name in names):
        return None
    span = parse.starts[tokens[0]], parse.ends[tokens[-1]]
    called = [
        entity
        for entity in entities
        if entity.kind == "person" and entity.name.split()[-len(names) :] == names
    ]
    if len(called) == 1:
        return Resolution(called[0].name, "person", span, "same words", called[0].index)
    given = next((n for n, name in enumerate(names) if name.lower() in _NAMES.given_names), len(names))
    before = [name.lower() for name in names[:given]]
    titled = all(noun in _NOUNS.titles or noun in _PEOPLE.title_abbreviations for noun in before)
    if titled and len(names) - given in (2, 3):
        return Resolution(" ".join(names[given:]), "person", span, "written name")
    return None


def _person_by_nickname(parse: ParsedArticle, tokens: list[int], entities: list[Entity]) -> Resolution | None:
    """Return the person of a source that begins with a name with a nickname in it ('Earl “Skip” Barnes')."""
    start, end = parse.starts[tokens[0]], parse.ends[tokens[-1]]
    match = _NICKNAMED.search(parse.plain, start, end)
    if match is None or match["given"].lower() not in _NAMES.given_names:
        return None
    name, span = f"{match['given']} {match['family']}", match.span()
    for entity in entities:
        if entity.kind == "person" and entity.name in (name, match["family"]):
            return Resolution(entity.name, "person", span, "nickname", entity.index)
    return Resolution(name, "person", span, "written name")


def _person_called_like_place(parse: ParsedArticle, head: int, entities: list[Entity]) -> Resolution | None:
    """Return the person whose surname alone is the head, where that is a place's name too ("Rome said").

    The article must have given the person in full, there or before, and must nowhere speak of the place.
    """
    word = parse.words[head]
    if parse.lowers[head] not in _PLACES.capitals or not word[:1].isupper():
        return None
    places = [n for n in range(1, head + 1) if parse.words[n] == word]
    given = [
        n for n in places if parse.lowers[n - 1] in _NAMES.given_names and parse.words[n - 1][0].isupper()
    ]
    if not given or any(parse.deps[n] in _GRAMMAR.prepositional_objects for n in places):
        return None
    name = f"{parse.words[given[0] - 1]} {word}"
    span = parse.span(head, head)
    for entity in entities:
        if entity.kind == "person" and entity.name == name:
            return Resolution(name, "person", span, "surname", entity.index)
    return Resolution(name, "person", span, "written name")


def _kind_of_words(parse: ParsedArticle, head: int) -> SpeakerKind:
    """Return the kind of speaker that a noun stands for."""
    kind = noun_kind(parse, head)
    if kind is None:
        if parse.poses[head] == "PROPN":
            return "organisation"
        return "group" if parse.is_plural(head) else "document"
    return "anonymous" if kind == "person" else _KINDS[kind]
