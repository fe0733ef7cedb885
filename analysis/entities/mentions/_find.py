"""Find the mentions of an article: names, descriptions and pronouns, not yet linked to entities."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.entities._model import EntityKind, Mention
from analysis.entities._parsed_article import ParsedArticle
from analysis.entities.mentions._person_spans import find_person_names
from analysis.entities.mentions._roles import phrase_end
from analysis.entities.names._place_names import is_known_place
from analysis.language import ENGLISH
from analysis.text import Span

_GRAMMAR, _NAMES, _NOUNS = ENGLISH.grammar, ENGLISH.names, ENGLISH.nouns
_PEOPLE, _PLACES = ENGLISH.people, ENGLISH.places

#: The kinds of named entity that are found beside persons, by their names in the language's data.
_KINDS: dict[str, EntityKind] = {
    "organisation": "organisation",
    "place": "place",
    "event": "event",
    "document": "document",
}


def find_mentions(parse: ParsedArticle) -> list[Mention]:
    """Return the mentions of an article, in the order of their head tokens, unlinked (`entity` -1)."""
    persons = _person_mentions(parse)
    person_tokens = {token for mention in persons for token in range(*parse.tokens_of(mention.span))}
    others = _other_names(parse, person_tokens)
    heads = person_tokens | {mention.head for mention in others}
    name_tokens = {token for mention in others for token in range(*parse.tokens_of(mention.span))}
    candidates = (_unnamed_mention(parse, token, heads, name_tokens) for token in range(len(parse)))
    unnamed = [mention for mention in candidates if mention is not None]
    return sorted([*persons, *others, *unnamed], key=lambda mention: (mention.head, mention.start))


def _head(parse: ParsedArticle, first: int, end: int) -> int:
    """Return the last of the tokens [first, end) whose head is outside them."""
    roots = [
        token
        for token in range(first, end)
        if not first <= parse.heads[token] < end or parse.heads[token] == token
    ]
    return roots[-1] if roots else end - 1


def _person_mentions(parse: ParsedArticle) -> list[Mention]:
    return [
        Mention(*parse.span(first, end - 1), "person", "name", _head(parse, first, end))
        for first, end in find_person_names(parse)
    ]


def _other_names(parse: ParsedArticle, person_tokens: set[int]) -> list[Mention]:
    """Return the names of organisations, places, events and documents, without articles and possessive marks."""
    mentions = []
    covered = set(person_tokens)
    for entity_first, entity_end, label in _parted(parse):
        first, end = _trimmed(parse, entity_first, entity_end)
        kind = _KINDS.get(_GRAMMAR.entity_kinds.get(label, "")) or _kind_of_mistyped(parse, first, end)
        end += _is_paper(parse, end)
        if first >= end or kind is None or not covered.isdisjoint(range(first, end)):
            continue
        if _is_joined(parse, first, end) or _in_title(parse, first, end):
            continue
        first = _with_state(parse, first, kind)
        head = _head(parse, first, end)
        kind = _corrected_kind(parse, first, end, kind)
        if kind is None:
            continue
        covered.update(range(first, end))
        mentions.append(Mention(*parse.span(first, end - 1), kind, "name", head))
    mentions += _missed_organisations(parse, covered)
    return mentions + _missed_states(parse, covered)


def _parted(parse: ParsedArticle) -> Iterator[tuple[int, int, str]]:
    """Yield the recognised names, two that a stroke joins ("Time Warner / Comcast") apart."""
    for first, end, label in parse.entities:
        start = first
        for token in range(first, end):
            if parse.words[token] == "/":
                yield start, token, label
                start = token + 1
        if start < end:
            yield start, end, label


def _kind_of_mistyped(parse: ParsedArticle, first: int, end: int) -> EntityKind | None:
    """Return the kind of a name of several words that ends as a body's, whoever it was taken for ("Tarrant Mill")."""
    return "organisation" if end - first > 1 and parse.lowers[end - 1] in _NOUNS.organisations else None


def _is_paper(parse: ParsedArticle, token: int) -> bool:
    """Return whether a noun for a person ends a newspaper's name: "the Argus Leader", not "the House Leader"."""
    if not 0 < token < len(parse) or parse.lowers[token] not in _NOUNS.papers:
        return False
    own = parse.words[token - 1][:1].isupper() and parse.tags[token - 1] in _GRAMMAR.proper_nouns
    titled = parse.lowers[token - 1] in _NOUNS.before_offices or parse.noun(token - 1) in _NOUNS.persons
    before_name = token + 1 < len(parse) and parse.tags[token + 1] in _GRAMMAR.proper_nouns
    return own and parse.words[token][0].isupper() and not titled and not before_name


def _trimmed(parse: ParsedArticle, first: int, end: int) -> Span:
    """Return the tokens [first, end) without articles before and possessive and other marks around the name."""
    while first < end and (
        parse.lowers[first] in ENGLISH.words.articles or not parse.words[first][0].isalnum()
    ):
        first += 1
    possessives = ENGLISH.words.possessives
    while end > first and (parse.lowers[end - 1] in possessives or not parse.words[end - 1][-1:].isalnum()):
        if parse.words[end - 1].endswith(".") and len(parse.words[end - 1]) > 1:
            break
        end -= 1
    return first, end


def _is_joined(parse: ParsedArticle, first: int, end: int) -> bool:
    """Return whether an entity is several names ("North and South Korea") or a compound adjective."""
    words = parse.lowers[first:end]
    if words[-1] in _NAMES.compound_endings or words[0] in _NAMES.compound_beginnings:
        return True
    parts = [part for word in words for part in word.split("-")]
    joined = len(parts) > len(words) or not (_NAMES.joints | {"-"}).isdisjoint(words)
    return joined and any(part in _PLACES.states or part in _PLACES.opposites for part in parts)


def _in_title(parse: ParsedArticle, first: int, end: int) -> bool:
    """Return whether a name is only part of a title ("State" in "Secretary of State", "Security" before "Adviser")."""
    after_of = first > 1 and parse.lowers[first - 1] in _PEOPLE.office_prepositions
    if after_of and parse.noun(first - 2) in _NOUNS.persons and end - first == 1:
        return True
    before_noun = end < len(parse) and parse.noun(end) in _NOUNS.persons and parse.words[end][0].isupper()
    return before_noun and parse.lowers[end - 1] not in _NOUNS.organisations and parse.heads[end - 1] >= end


def _with_state(parse: ParsedArticle, first: int, kind: EntityKind) -> int:
    """Return the first token of a name, with a state's initials before an organisation ("U.S. Embassy")."""
    while kind == "organisation" and first > 0 and parse.words[first - 1] in _NAMES.state_initials:
        first -= 1
    return first


def _corrected_kind(parse: ParsedArticle, first: int, end: int, kind: EntityKind) -> EntityKind | None:
    """Return the kind that the words of a name show, else the recogniser's; None for what is no name."""
    words = " ".join(parse.lowers[first:end])
    last = parse.lowers[end - 1]
    if is_known_place(words):
        return "place"
    if words in _NAMES.organisation_forms:
        return "organisation"
    if parse.noun(end - 1) in _NOUNS.meetings:
        return "event"
    organisation = last in _NOUNS.organisations
    if last in _NOUNS.persons and not organisation:
        return "organisation" if end - first > 1 and _is_paper(parse, end - 1) else None
    if not any(word[:1].isupper() for word in parse.words[first:end]):
        return "organisation" if kind == "organisation" and organisation else None
    if last in _NOUNS.buildings or (kind == "organisation" and _names_settlement(parse, end)):
        return "place"
    return "organisation" if organisation or parse.lowers[first] in _NOUNS.leading_bodies else kind


def _names_settlement(parse: ParsedArticle, end: int) -> bool:
    """Return whether a noun behind a name, where something is "in" it, makes it a place ("in the Yida camp")."""
    noun = parse.heads[end - 1]
    if noun < end or parse.noun(noun) not in _NOUNS.settlements or not parse.words[noun].islower():
        return False
    before = parse.left_edge(noun) - 1
    return before >= 0 and parse.lowers[before] in _PLACES.locative


def _missed_organisations(parse: ParsedArticle, covered: set[int]) -> list[Mention]:
    """Return organisations that the recogniser missed: well-known ones of one word, and those named like pronouns."""
    missed = [
        token
        for token, (lower, word) in enumerate(zip(parse.lowers, parse.words, strict=True))
        if (
            (lower in _NAMES.known_bodies and word[0].isupper())
            or (lower in _PEOPLE.acronym_pronouns and word.isupper() and _is_name_not_pronoun(parse, token))
        )
        and (lower in _NAMES.known_bodies or lower in _NAMES.organisation_forms)
        and token not in covered
        and parse.deps[token] not in _GRAMMAR.inner_parts
        and parse.lemmas[parse.heads[token]].lower() not in _NAMES.platform_prepositions
    ]
    covered.update(missed)
    return [Mention(*parse.span(token, token), "organisation", "name", token) for token in missed]


def _is_name_not_pronoun(parse: ParsedArticle, token: int) -> bool:
    """Return whether "who", "it" or "us" is a name: in capitals amid other words, or after an article ("The Who")."""
    word = parse.words[token]
    if not word[0].isupper():
        return False
    if word.isupper():
        near = parse.words[max(token - 2, 0) : token] + parse.words[token + 1 : token + 3]
        return any(neighbour.islower() for neighbour in near)
    return token > 0 and parse.lowers[token - 1] in _PEOPLE.definite_articles


def _missed_states(parse: ParsedArticle, covered: set[int]) -> list[Mention]:
    """Return states and capitals that the recogniser missed or joined ("South Korea-U.S.")."""
    mentions = []
    token = 0
    while token < len(parse):
        longest = ENGLISH.places.most_words if parse.words[token][0].isupper() else 0
        for end in range(min(token + longest, len(parse)), token, -1):
            if not covered.isdisjoint(range(token, end)):
                continue
            words = " ".join(parse.lowers[token:end])
            is_state = words in _PLACES.states or words in _PLACES.capitals
            if not is_state or (len(words) == 2 and not parse.words[token].isupper()):
                continue
            mentions.append(Mention(*parse.span(token, end - 1), "place", "name", _head(parse, token, end)))
            token = end - 1
            break
        token += 1
    return mentions


def noun_kind(parse: ParsedArticle, token: int) -> EntityKind | None:
    """Return the kind of thing a common noun stands for: person, group, organisation or document; None for others."""
    noun = parse.noun(token)
    plural = parse.is_plural(token)
    if not _NOUNS.collectives.isdisjoint((noun, parse.lowers[token])) and (
        parse.poses[token] in {"NOUN", "PRON", "DET", "ADJ", "NUM"} or plural
    ):
        return "group"
    endings = _NOUNS.male_endings | _NOUNS.female_endings | _NOUNS.person_endings
    person = noun in _NOUNS.persons or noun in _NOUNS.gendered or noun.endswith(tuple(endings))
    if noun in _NOUNS.body_parts and parse.child(token, _GRAMMAR.possessors) is not None:
        return None
    if noun in _NOUNS.directions and not parse.is_subject(token):
        return None
    if person or parse.lowers[token] in _PLACES.nationalities:
        if parse.poses[token] == "ADJ" and parse.lowers[token] in _PLACES.nationalities:
            return None
        return "group" if plural else "person"
    if noun in _NOUNS.states | _NOUNS.organisations:
        return "group" if plural else "organisation"
    if noun in _NOUNS.documents:
        return "document"
    if noun in _NOUNS.settlements:
        return None if plural else "place"
    acting = parse.tags[token] in _GRAMMAR.plural_names and parse.is_subject(token)
    return "group" if acting else None


def _unnamed_mention(
    parse: ParsedArticle, token: int, name_heads: set[int], name_tokens: set[int]
) -> Mention | None:
    """Return the pronoun or the description whose head is `token`, or None."""
    lower = parse.lowers[token]
    if lower in _PEOPLE.acronym_pronouns and _is_name_not_pronoun(parse, token):
        return None
    if lower in _PEOPLE.pronouns and parse.tags[token] in _GRAMMAR.pronoun_tags:
        return _pronoun(parse, token)
    if lower in _PEOPLE.relatives and parse.tags[token] in _GRAMMAR.relative_pronouns:
        return Mention(*parse.span(token, token), "person", "pronoun", token)
    if token in name_heads or token in name_tokens or _in_title(parse, token, token + 1):
        return None
    if parse.deps[token] in _GRAMMAR.inner_parts and parse.heads[token] != token:
        return None
    if parse.poses[token] not in {"NOUN", "PROPN"} and parse.lowers[token] not in _NOUNS.collectives:
        return None
    kind = noun_kind(parse, token)
    if kind is None:
        return None
    if parse.lowers[token] in _NOUNS.leading_bodies and _leads_name(parse, token):
        return Mention(*parse.span(token, phrase_end(parse, token)), "organisation", "name", token)
    if _is_paper(parse, token):
        return Mention(*parse.span(_name_start(parse, token), token), "organisation", "name", token)
    return Mention(*parse.span(parse.left_edge(token), token), kind, "description", token)


def _leads_name(parse: ParsedArticle, token: int) -> bool:
    """Return whether a noun with a capital begins a name with "of" ("the Order of Light")."""
    after = parse.words[token + 1 : token + 3]
    of = len(after) == 2 and after[0] in _PEOPLE.office_prepositions and after[1][0].isupper()
    return of and parse.words[token][0].isupper()


def _name_start(parse: ParsedArticle, last: int) -> int:
    """Return the first of the capitalised words before the last one of a name, its article left out."""
    first = last
    while first > parse.left_edge(last) and parse.words[first - 1][:1].isupper():
        first -= 1
    return first + (parse.lowers[first] in ENGLISH.words.articles)


def _pronoun(parse: ParsedArticle, token: int) -> Mention:
    gender, number, first_person = _PEOPLE.pronouns[parse.lowers[token]]
    kind: EntityKind = "group" if number == "plural" else "person"
    if gender is None and number == "singular" and not first_person:  # "it"
        kind = "organisation"
    return Mention(
        *parse.span(token, token), kind, "pronoun", token, rule="first person" if first_person else ""
    )
