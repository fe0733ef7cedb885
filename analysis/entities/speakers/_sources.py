"""Who is the source in this span? The mention that heads the source, and the entity it was linked to."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from analysis.entities._model import UNATTRIBUTED, Entity, Mention, Resolution, SpeakerKind
from analysis.entities._parsed_article import ParsedArticle
from analysis.entities.mentions._find import noun_kind
from analysis.entities.mentions._roles import phrase_end
from analysis.language import ENGLISH
from analysis.text import Span, contains, listed

_GRAMMAR, _PEOPLE, _PLACES = ENGLISH.grammar, ENGLISH.people, ENGLISH.places

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
    """Return the speaker whom the source names, describes or points to."""
    tokens = _tokens_of(parse, source_spans)
    if not tokens:
        return UNATTRIBUTED
    inside = set(tokens)
    head = _head(parse, tokens, inside)
    by_head = {m.head: m for m in mentions if m.head in inside}
    group = _coordination(parse, by_head, entities, head, inside)
    if group is not None:
        return group
    mention = by_head.get(head) or _named_by(parse, by_head, head)
    if mention is None:
        return _unmentioned(parse, tokens, head, by_head, entities)
    if mention.rule == "first person":
        return Resolution(None, "unattributed", mention.span, "first person")
    if mention.entity < 0:
        return _unlinked(parse, mention)
    return _of_entity(entities[mention.entity], mention)


def _tokens_of(parse: ParsedArticle, spans: Sequence[Span]) -> list[int]:
    tokens: list[int] = []
    for start, end in spans:
        at = max(bisect_left(parse.starts, start) - 1, 0)
        while at < len(parse) and parse.starts[at] < end:
            if parse.ends[at] > start and parse.words[at].strip():
                tokens.append(at)
            at += 1
    return tokens


def _head(parse: ParsedArticle, tokens: list[int], inside: set[int]) -> int:
    """The token of the source that hangs on a word outside it: a subject if there is one, else the first noun."""
    tops = [t for t in tokens if parse.heads[t] not in inside or parse.heads[t] == t]
    nominal = [t for t in tops if parse.poses[t] in {"NOUN", "PROPN", "PRON", "DET", "NUM", "ADJ"}]
    subjects = [t for t in nominal if parse.is_subject(t)]
    for choice in (subjects, nominal, tops):
        if choice:
            return choice[0]
    return tokens[0]


def _named_by(parse: ParsedArticle, by_head: dict[int, Mention], head: int) -> Mention | None:
    """The mention whose words cover the head (a name parsed in two), or the name a title stands before."""
    span = parse.span(head, head)
    for mention in by_head.values():
        if mention.form == "name" and contains(mention.span, span):
            return mention
    return None


def _coordination(
    parse: ParsedArticle, by_head: dict[int, Mention], entities: list[Entity], head: int, inside: set[int]
) -> Resolution | None:
    """Resolve "X and Y" as one source: a group of both, named in order."""
    named = parse.child(head, _GRAMMAR.appositions)
    members = [named if named in by_head and named in inside else head]
    for token in sorted(inside):
        if token > head and parse.deps[token] in _GRAMMAR.conjuncts and parse.heads[token] in members:
            members.append(token)
    found = [by_head[m] for m in members if m in by_head and by_head[m].entity >= 0]
    if len(members) < 2 or len(found) < 2:
        return None
    names = list(dict.fromkeys(entities[m.entity].name for m in found))
    if len(names) < 2:
        return None
    return Resolution(listed(names), "group", (found[0].start, found[-1].end), "coordination")


def _of_entity(entity: Entity, mention: Mention) -> Resolution:
    kind = _KINDS[entity.kind]
    return Resolution(entity.name, kind, mention.span, mention.rule or "name", entity.index)


def _unlinked(parse: ParsedArticle, mention: Mention) -> Resolution:
    """A pronoun without an entity: a relative one has the words its clause belongs to, another has nobody."""
    antecedent = parse.relative_antecedent(mention.head)
    if antecedent is None or parse.poses[antecedent] not in {"NOUN", "PROPN"}:
        return Resolution(None, "unattributed", mention.span, "pronoun without antecedent")
    start, end = parse.span(parse.left_edge(antecedent), phrase_end(parse, antecedent))
    words = " ".join(parse.text[start:end].split())
    return Resolution(words, _kind_of_words(parse, antecedent), (start, end), "relative clause")


def _unmentioned(
    parse: ParsedArticle, tokens: list[int], head: int, by_head: dict[int, Mention], entities: list[Entity]
) -> Resolution:
    """A source whose head is no mention: the name in it, else its own words, else nobody."""
    names = [m for m in by_head.values() if m.form == "name" and m.entity >= 0]
    persons = [m for m in names if entities[m.entity].kind == "person"]
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
    words = " ".join(parse.text[start:end].split())
    if (
        parse.poses[head] not in {"NOUN", "PROPN", "ADJ", "NUM", "DET", "PRON"}
        and lower not in _PLACES.states
    ):
        return Resolution(None, "unattributed", (start, end), "no noun")
    return Resolution(words, _kind_of_words(parse, head), (start, end), "own words")


def _kind_of_words(parse: ParsedArticle, head: int) -> SpeakerKind:
    kind = noun_kind(parse, head)
    if kind is None:
        if parse.poses[head] == "PROPN":
            return "organisation"
        return "group" if parse.is_plural(head) else "document"
    return "anonymous" if kind == "person" else _KINDS[kind]
