"""Which words of an article name, describe or point to someone or something? Mentions, not yet linked."""

from __future__ import annotations

from analysis.entities._model import EntityKind, Mention
from analysis.entities._persons import find_person_names
from analysis.entities._reading import INNER_RELATIONS, Reading
from analysis.language._events import EVENT_FAMILIES
from analysis.language._states import CAPITALS, NATIONALITIES, OPPOSITES, ORGANISATION_FORMS, STATES
from analysis.language._titles import (
    COLLECTIVE_NOUNS,
    DOCUMENT_NOUNS,
    GENDERED_NOUNS,
    KNOWN_BODIES,
    ORGANISATION_NOUNS,
    PERSON_NOUNS,
    PRONOUNS,
    STATE_NOUNS,
)

_LABELS: dict[str, EntityKind] = {
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "EVENT": "event",
    "LAW": "document",
    "WORK_OF_ART": "document",
}
_RELATIVE = frozenset({"who", "whom", "which", "that"})
_PERSON_ENDINGS = ("man", "woman", "person", "men", "women")
_BODY_PLACES = frozenset(
    {"headquarters", "building", "tower", "airport", "stadium", "plaza", "complex", "hotel", "arena"}
)


def find_mentions(reading: Reading) -> list[Mention]:
    """Return the mentions of an article, in the order of their head tokens, unlinked (`entity` -1)."""
    names = _person_mentions(reading)
    taken = {token for mention in names for token in range(*_tokens(reading, mention))}
    others = _other_names(reading, taken)
    heads = taken | {m.head for m in others}
    inside = {token for m in others for token in range(*_tokens(reading, m))}
    points = [m for t in range(len(reading)) if (m := _pointer(reading, t, heads, inside)) is not None]
    return sorted([*names, *others, *points], key=lambda m: (m.head, m.start))


def _tokens(reading: Reading, mention: Mention) -> tuple[int, int]:
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
        kind = _LABELS.get(label)
        while first < end and (
            reading.lowers[first] in {"the", "a", "an"} or not reading.words[first][0].isalnum()
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
    if words[-1] in {"led", "based", "backed", "run", "owned"} or words[0] == "inter":
        return True
    parts = [part for word in words for part in word.split("-")]
    joined = len(parts) > len(words) or "-" in words or "and" in words
    return joined and any(part in STATES or part in OPPOSITES for part in parts)


def _in_title(reading: Reading, first: int, end: int) -> bool:
    """A piece of a title, no body of its own: "State" in "Secretary of State", "… Security" before "Adviser"."""
    after_of = (
        first > 1 and reading.lowers[first - 1] in {"of", "for"} and reading.noun(first - 2) in PERSON_NOUNS
    )
    if after_of and end - first == 1:
        return True
    cut = end < len(reading) and reading.noun(end) in PERSON_NOUNS and reading.words[end][0].isupper()
    return cut and reading.lowers[end - 1] not in ORGANISATION_NOUNS and reading.heads[end - 1] >= end


def _with_state(reading: Reading, first: int, kind: EntityKind) -> int:
    """Take in a state's abbreviation right before a body's name ("U.S. Embassy")."""
    while kind == "organisation" and first > 0 and reading.words[first - 1] in {"U.S.", "US", "UN", "U.N."}:
        first -= 1
    return first


def _checked_kind(reading: Reading, first: int, end: int, kind: EntityKind) -> EntityKind | None:
    """Mend the recogniser's type by the words themselves; None for what is no name at all."""
    words = " ".join(reading.lowers[first:end])
    last = reading.lowers[end - 1]
    if words in STATES or words in CAPITALS:
        return "place"
    if words in ORGANISATION_FORMS and (len(words) > 4 or reading.words[first].isupper()):
        return "organisation"
    if EVENT_FAMILIES.get(reading.noun(end - 1)) in {"meeting", "summit"}:
        return "event"
    if last in PERSON_NOUNS and last not in ORGANISATION_NOUNS:
        return None
    if not any(word[:1].isupper() for word in reading.words[first:end]):
        return "organisation" if kind == "organisation" and last in ORGANISATION_NOUNS else None
    if last in ORGANISATION_NOUNS or reading.lowers[first] in {
        "ministry",
        "department",
        "university",
        "embassy",
    }:
        return "place" if last in _BODY_PLACES else "organisation"
    if last in _BODY_PLACES:
        return "place"
    return kind


def _missed_bodies(reading: Reading, covered: set[int]) -> list[Mention]:
    """Well-known bodies of one word that the recogniser left out."""
    missed = [
        token
        for token, lower in enumerate(reading.lowers)
        if lower in KNOWN_BODIES
        and token not in covered
        and reading.words[token][0].isupper()
        and reading.deps[token] not in INNER_RELATIONS
        and reading.lemmas[reading.heads[token]].lower() not in {"on", "via"}
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
            known = words in STATES or words in CAPITALS
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
    if (noun in COLLECTIVE_NOUNS or reading.lowers[token] in COLLECTIVE_NOUNS) and (
        reading.poses[token] in {"NOUN", "PRON", "DET", "ADJ", "NUM"} or plural
    ):
        return "group"
    person = noun in PERSON_NOUNS or noun in GENDERED_NOUNS or noun.endswith(_PERSON_ENDINGS)
    if noun == "head" and reading.child(token, "poss") is not None:
        return None
    if noun in {"left", "right"} and not reading.is_subject(token):
        return None
    if person or reading.lowers[token] in NATIONALITIES:
        if reading.poses[token] == "ADJ" and reading.lowers[token] in NATIONALITIES:
            return None
        return "group" if plural else "person"
    if noun in STATE_NOUNS:
        return "group" if plural else "organisation"
    if noun in ORGANISATION_NOUNS:
        return "group" if plural else "organisation"
    if noun in DOCUMENT_NOUNS:
        return "document"
    return "group" if reading.tags[token] == "NNPS" and reading.is_subject(token) else None


def _pointer(reading: Reading, token: int, heads: set[int], inside: set[int]) -> Mention | None:
    """A pronoun or a description headed by `token`, or None."""
    lower = reading.lowers[token]
    if lower in PRONOUNS and reading.tags[token] in {"PRP", "PRP$", "NNP", "NN"} and lower != "us":
        return _pronoun(reading, token)
    if lower == "us" and reading.tags[token] == "PRP" and reading.words[token] != "US":
        return _pronoun(reading, token)
    if lower in _RELATIVE and reading.tags[token] in {"WP", "WDT"}:
        return Mention(*reading.span(token, token), "person", "pronoun", token)
    if token in heads or token in inside or _in_title(reading, token, token + 1):
        return None
    if reading.deps[token] in INNER_RELATIONS and reading.heads[token] != token:
        return None
    if reading.poses[token] not in {"NOUN", "PROPN"} and reading.lowers[token] not in COLLECTIVE_NOUNS:
        return None
    kind = noun_kind(reading, token)
    if kind is None:
        return None
    return Mention(*reading.span(reading.left_edge(token), token), kind, "description", token)


def _pronoun(reading: Reading, token: int) -> Mention:
    _, number, first_person = PRONOUNS[reading.lowers[token]]
    kind: EntityKind = "group" if number == "plural" else "person"
    if reading.lowers[token] in {"it", "its", "itself"}:
        kind = "organisation"
    return Mention(
        *reading.span(token, token), kind, "pronoun", token, rule="first person" if first_person else ""
    )
