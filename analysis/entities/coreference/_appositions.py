"""Link nouns in apposition and predicate nouns to the entities they describe, and record the roles they state."""

from __future__ import annotations

from analysis.entities._model import Entity, Mention
from analysis.entities.coreference._discourse_state import DiscourseState
from analysis.entities.mentions._roles import apposition_role, gender_of_noun
from analysis.language import ENGLISH

_GRAMMAR, _NOUNS, _PEOPLE = ENGLISH.grammar, ENGLISH.nouns, ENGLISH.people


def link_apposition(discourse: DiscourseState, mention: Mention) -> bool:
    """Link a noun to the name it is in apposition with and record the role; return whether there is such a name.

    "Kevin Kim, acting ambassador, …" and "The ambassador, Kevin Kim, …".
    """
    parse, head = discourse.parse, mention.head
    anchor = _apposition_anchor(discourse, head)
    if anchor is None or anchor.entity < 0 or anchor.form == "pronoun" or parse.is_plural(head):
        return False
    entity = discourse.entities[anchor.entity]
    if entity.kind != mention.kind and (entity.kind, mention.kind) != ("anonymous", "person"):
        return False
    discourse.link(mention, entity, "apposition")
    _note_role(discourse, head, entity)
    return True


def _apposition_anchor(discourse: DiscourseState, head: int) -> Mention | None:
    """Return the mention that a noun is in apposition to, or the name in apposition to it; None for neither."""
    parse = discourse.parse
    first = head
    if parse.deps[head] in _GRAMMAR.conjuncts and parse.heads[head] in discourse.by_head:
        first = parse.heads[head] if discourse.by_head[parse.heads[head]].form == "description" else head
        if parse.is_plural(first):  # "Ann Berg, family members and a host of friends": a list of people
            return None
    if parse.deps[first] in _GRAMMAR.appositions:
        anchor = discourse.by_head.get(parse.heads[first])
        if anchor is not None:
            return _nearest_name(discourse, head, anchor)
    appositions = [child for child in parse.children[head] if parse.deps[child] in _GRAMMAR.appositions]
    named = (discourse.by_head.get(child) for child in appositions)
    names = [mention for mention in named if mention is not None and mention.form == "name"]
    if not names and (behind := _name_behind(discourse, head)) is not None:
        return behind
    return next((name for name in names if name.kind == "person"), names[0] if names else None)


def _name_behind(discourse: DiscourseState, head: int) -> Mention | None:
    """Return the person's name right behind a title, whatever the parse makes of both; None for another word.

    "Soviet leader Carl Holm", "Norland's Prime Minister, Anna Berg".
    """
    parse = discourse.parse
    if parse.noun(head) not in _NOUNS.titles:
        return None
    owned = parse.child(head, _GRAMMAR.possessors) is not None
    first = head + 1 + (owned and parse.words[head + 1 : head + 2] == [","])
    start = parse.starts[first] if first < len(parse) else -1
    behind = (discourse.by_head.get(token) for token in range(first, min(first + 4, len(parse))))
    return next(
        (m for m in behind if m and m.start == start and (m.form, m.kind) == ("name", "person")), None
    )


def _nearest_name(discourse: DiscourseState, head: int, parsed: Mention) -> Mention:
    """Return the person's name right before an apposition's comma, though the parse may attach it to an earlier one.

    "Between Anna Berg and Carl Holm, the likely nominee": Holm.
    """
    comma = discourse.parse.left_edge(head) - 1
    if comma < 1 or discourse.parse.words[comma] != ",":
        return parsed
    near = discourse.by_head.get(comma - 1)
    nearer = near is not None and near.form == "name" and near.kind == "person" and near.head > parsed.head
    return near if near is not None and nearer else parsed


def link_predicate(discourse: DiscourseState, mention: Mention) -> bool:
    """Link the noun of "X is the minister" to X and record the role; return whether there is such a subject."""
    parse, verb = discourse.parse, discourse.parse.heads[mention.head]
    if parse.deps[mention.head] not in _GRAMMAR.predicate_nouns or mention.kind != "person":
        return False
    token = parse.child(verb, _GRAMMAR.active_subjects)
    subject = discourse.by_head.get(token) if token is not None else None
    if subject is None or subject.entity < 0 or discourse.entities[subject.entity].kind != "person":
        return False
    if parse.child(verb, _GRAMMAR.unsettled) is not None:
        return False
    if parse.lemmas[verb].lower() not in _PEOPLE.copulas:
        return False
    discourse.link(mention, discourse.entities[subject.entity], "predicate")
    # What someone says of a person is a claim; only what the article itself says is a role.
    reported = parse.quoted[mention.head] or parse.deps[verb] in _GRAMMAR.reported_clauses
    if not reported and parse.poses[mention.head] in {"NOUN", "PROPN"}:
        _note_role(discourse, mention.head, discourse.entities[subject.entity], copula=True)
    return True


def _note_role(discourse: DiscourseState, head: int, entity: Entity, *, copula: bool = False) -> None:
    """Add the role that a noun states to a person, unless a role is already read from these words."""
    role = apposition_role(discourse.parse, head)
    if role is None or any(noted.start < role.end and role.start < noted.end for noted in entity.roles):
        return
    role.pattern = "copula" if copula else "apposition"
    entity.roles.append(role)
    entity.nouns.add(role.noun)
    entity.gender = entity.gender or gender_of_noun(role.noun)


def note_untagged_appositions(discourse: DiscourseState, mention: Mention) -> None:
    """Record the roles in a name's appositions whose head is not tagged as a noun ("director general")."""
    parse = discourse.parse
    for child in parse.children[mention.head]:
        if (
            child > mention.head
            and parse.deps[child] in _GRAMMAR.appositions
            and child not in discourse.by_head
        ):
            _note_role(discourse, child, discourse.entities[mention.entity])
