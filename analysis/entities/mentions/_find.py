"""Which words of an article name, describe or point to someone or something? Mentions, not yet linked."""

from __future__ import annotations

from analysis.entities._model import EntityKind, Mention
from analysis.entities._parsed_article import Reading
from analysis.entities.mentions._persons import find_person_names
from analysis.language import ENGLISH
from analysis.text import Span

_GRAMMAR, _NAMES, _NOUNS = ENGLISH.grammar, ENGLISH.names, ENGLISH.nouns
_PEOPLE, _PLACES = ENGLISH.people, ENGLISH.places

#: The recogniser's kinds of named entity, by ours.
_KINDS: dict[str, EntityKind] = {
    "organisation": "organisation",
    "place": "place",
    "event": "event",
    "document": "document",
}


def find_mentions(reading: Reading) -> list[Mention]:
    """Return the mentions of an article, in the order of their head tokens, unlinked (`entity` -1)."""
    names = _person_mentions(reading)
    taken = {token for mention in names for token in range(*_tokens(reading, mention))}
    others = _other_names(reading, taken)
    heads = taken | {m.head for m in others}
    inside = {token for m in others for token in range(*_tokens(reading, m))}
    points = [m for t in range(len(reading)) if (m := _pointer(reading, t, heads, inside)) is not None]
    return sorted([*names, *others, *points], key=lambda m: (m.head, m.start))


def _tokens(reading: Reading, mention: Mention) -> Span:
    """Return the [first, end) tokens of a name mention (its tokens surround its head)."""
    first = end = mention.head
    while first > 0 and reading.starts[first - 1] >= mention.start:
        first -= 1
    while end < len(reading) and reading.ends[end] <= mention.end:
        end += 1
    return first, end


def _head(reading: Reading, first: int, end: int) -> int:
    """The token of [first, end) that the rest of the sentence hangs on; the last such one."""
    outside = [t for t in range(first, end) if not first <= reading.heads[t] < end or reading.heads[t] == t]
    return outside[-1] if outside else end - 1


def _person_mentions(reading: Reading) -> list[Mention]:
    return [
        Mention(*reading.span(first, end - 1), "person", "name", _head(reading, first, end))
        for first, end in find_person_names(reading)
    ]


def _other_names(reading: Reading, taken: set[int]) -> list[Mention]:
    """Organisations, places, events and documents by name, without "the", "'s" and what is a person's."""
    mentions = []
    covered = set(taken)
    for first, end, label in reading.entities:
        kind = _KINDS.get(_GRAMMAR.entity_kinds.get(label, ""))
        while first < end and (
            reading.lowers[first] in ENGLISH.words.articles or not reading.words[first][0].isalnum()
        ):
            first += 1
        while end > first and (reading.lowers[end - 1] == "'s" or not reading.words[end - 1][-1:].isalnum()):
            if reading.words[end - 1].endswith(".") and len(reading.words[end - 1]) > 1:
                break
            end -= 1
        if first >= end or kind is None or not covered.isdisjoint(range(first, end)):
            continue
        if _is_joined(reading, first, end) or _in_title(reading, first, end):
            continue
        first = _with_state(reading, first, kind)
        head = _head(reading, first, end)
        kind = _checked_kind(reading, first, end, kind)
        if kind is None:
            continue
        covered.update(range(first, end))
        mentions.append(Mention(*reading.span(first, end - 1), kind, "name", head))
    mentions += _missed_bodies(reading, covered)
    return mentions + _missed_states(reading, covered)


def _is_joined(reading: Reading, first: int, end: int) -> bool:
    """Several names in one entity ("U.S.-North Korea", "North and South Korea"), or a compound adjective."""
    words = reading.lowers[first:end]
    if words[-1] in _NAMES.compound_endings or words[0] in _NAMES.compound_beginnings:
        return True
    parts = [part for word in words for part in word.split("-")]
    joined = len(parts) > len(words) or not (_NAMES.joints | {"-"}).isdisjoint(words)
    return joined and any(part in _PLACES.states or part in _PLACES.opposites for part in parts)


def _in_title(reading: Reading, first: int, end: int) -> bool:
    """A piece of a title, no body of its own: "State" in "Secretary of State", "… Security" before "Adviser"."""
    after_of = first > 1 and reading.lowers[first - 1] in _PEOPLE.office_prepositions
    if after_of and reading.noun(first - 2) in _NOUNS.persons and end - first == 1:
        return True
    cut = end < len(reading) and reading.noun(end) in _NOUNS.persons and reading.words[end][0].isupper()
    return cut and reading.lowers[end - 1] not in _NOUNS.organisations and reading.heads[end - 1] >= end


def _with_state(reading: Reading, first: int, kind: EntityKind) -> int:
    """Take in a state's abbreviation right before a body's name ("U.S. Embassy")."""
    while kind == "organisation" and first > 0 and reading.words[first - 1] in _NAMES.state_initials:
        first -= 1
    return first


def _checked_kind(reading: Reading, first: int, end: int, kind: EntityKind) -> EntityKind | None:
    """Mend the recogniser's type by the words themselves; None for what is no name at all."""
    words = " ".join(reading.lowers[first:end])
    last = reading.lowers[end - 1]
    if words in _PLACES.states or words in _PLACES.capitals:
        return "place"
    if words in _NAMES.organisation_forms and (len(words) > 4 or reading.words[first].isupper()):
        return "organisation"
    if ENGLISH.events.families.get(reading.noun(end - 1)) in ENGLISH.events.named_families:
        return "event"
    body = last in _NOUNS.organisations
    if last in _NOUNS.persons and not body:
        return None
    if not any(word[:1].isupper() for word in reading.words[first:end]):
        return "organisation" if kind == "organisation" and body else None
    if last in _NOUNS.buildings:
        return "place"
    return "organisation" if body or reading.lowers[first] in _NOUNS.leading_bodies else kind


def _missed_bodies(reading: Reading, covered: set[int]) -> list[Mention]:
    """Well-known bodies of one word that the recogniser left out."""
    missed = [
        token
        for token, lower in enumerate(reading.lowers)
        if lower in _NAMES.known_bodies
        and token not in covered
        and reading.words[token][0].isupper()
        and reading.deps[token] not in _GRAMMAR.inner_parts
        and reading.lemmas[reading.heads[token]].lower() not in _NAMES.platform_prepositions
    ]
    covered.update(missed)
    return [Mention(*reading.span(token, token), "organisation", "name", token) for token in missed]


def _missed_states(reading: Reading, covered: set[int]) -> list[Mention]:
    """States and capitals the recogniser left out or joined ("South Korea-U.S.")."""
    mentions = []
    token = 0
    while token < len(reading):
        for length in (3, 2, 1):
            end = token + length
            if (
                end > len(reading)
                or not covered.isdisjoint(range(token, end))
                or not reading.words[token][0].isupper()
            ):
                continue
            words = " ".join(reading.lowers[token:end])
            known = words in _PLACES.states or words in _PLACES.capitals
            if not known or (len(words) == 2 and not reading.words[token].isupper()):
                continue
            mentions.append(
                Mention(*reading.span(token, end - 1), "place", "name", _head(reading, token, end))
            )
            token = end - 1
            break
        token += 1
    return mentions


def noun_kind(reading: Reading, token: int) -> EntityKind | None:
    """Say what a common noun stands for: a person, a group, an organisation, a document; None for the rest."""
    noun = reading.noun(token)
    plural = reading.is_plural(token)
    if not _NOUNS.collectives.isdisjoint((noun, reading.lowers[token])) and (
        reading.poses[token] in {"NOUN", "PRON", "DET", "ADJ", "NUM"} or plural
    ):
        return "group"
    endings = _NOUNS.male_endings | _NOUNS.female_endings | _NOUNS.person_endings
    person = noun in _NOUNS.persons or noun in _NOUNS.gendered or noun.endswith(tuple(endings))
    if noun in _NOUNS.body_parts and reading.child(token, _GRAMMAR.possessors) is not None:
        return None
    if noun in _NOUNS.directions and not reading.is_subject(token):
        return None
    if person or reading.lowers[token] in _PLACES.nationalities:
        if reading.poses[token] == "ADJ" and reading.lowers[token] in _PLACES.nationalities:
            return None
        return "group" if plural else "person"
    if noun in _NOUNS.states | _NOUNS.organisations:
        return "group" if plural else "organisation"
    if noun in _NOUNS.documents:
        return "document"
    acting = reading.tags[token] in _GRAMMAR.plural_names and reading.is_subject(token)
    return "group" if acting else None


def _pointer(reading: Reading, token: int, heads: set[int], inside: set[int]) -> Mention | None:
    """A pronoun or a description headed by `token`, or None."""
    lower = reading.lowers[token]
    if lower in _PEOPLE.acronym_pronouns:
        if reading.tags[token] in _GRAMMAR.personal_pronouns and not reading.words[token].isupper():
            return _pronoun(reading, token)
    elif lower in _PEOPLE.pronouns and reading.tags[token] in _GRAMMAR.pronoun_tags:
        return _pronoun(reading, token)
    if lower in _PEOPLE.relatives and reading.tags[token] in _GRAMMAR.relative_pronouns:
        return Mention(*reading.span(token, token), "person", "pronoun", token)
    if token in heads or token in inside or _in_title(reading, token, token + 1):
        return None
    if reading.deps[token] in _GRAMMAR.inner_parts and reading.heads[token] != token:
        return None
    if reading.poses[token] not in {"NOUN", "PROPN"} and reading.lowers[token] not in _NOUNS.collectives:
        return None
    kind = noun_kind(reading, token)
    if kind is None:
        return None
    return Mention(*reading.span(reading.left_edge(token), token), kind, "description", token)


def _pronoun(reading: Reading, token: int) -> Mention:
    gender, number, first_person = _PEOPLE.pronouns[reading.lowers[token]]
    kind: EntityKind = "group" if number == "plural" else "person"
    if gender is None and number == "singular" and not first_person:  # "it"
        kind = "organisation"
    return Mention(
        *reading.span(token, token), kind, "pronoun", token, rule="first person" if first_person else ""
    )
