"""The records of the package: mentions, entities, roles, and resolved speakers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from analysis.language import Gender
from analysis.text import Span

#: The kind of thing that a mention stands for.
EntityKind = Literal["person", "organisation", "place", "event", "group", "anonymous", "document"]

#: The kind of speaker; a state or a city that speaks counts as an organisation.
SpeakerKind = Literal["person", "organisation", "anonymous", "group", "document", "unattributed"]

#: The form of a mention.
Form = Literal["name", "description", "pronoun"]


class SourcedAttribution(Protocol):
    """An attribution as `resolve_sources` takes it; those of `analysis.quotes` fit."""

    @property
    def content_spans(self) -> Sequence[Span]: ...
    @property
    def cue_spans(self) -> Sequence[Span]: ...
    @property
    def source_spans(self) -> Sequence[Span]: ...


@dataclass(slots=True)
class Mention:
    """One place where an article names or describes something, or refers to it by a pronoun.

    Attributes:
        start: Offset of the first character in `article.text`, in code points; `end` that behind the last.
        kind: The kind of thing it stands for.
        form: Name, description or pronoun.
        head: Index of the head token in the parse.
        entity: Index of the entity in its article, -1 for none.
        rule: The rule that linked it to its entity.
        sure: Whether no other entity is nearly as likely; a mention that is not sure joins nothing across articles.
    """

    start: int
    end: int
    kind: EntityKind
    form: Form
    head: int
    entity: int = -1
    rule: str = ""
    sure: bool = True

    @property
    def span(self) -> Span:
        """The offsets (start, end)."""
        return self.start, self.end


@dataclass(slots=True)
class Role:
    """A role that an article gives a person: the words of a title, an apposition or "X is a Y", and their offsets.

    `noun` is the noun of the role ("minister"); `pattern` names the construction.
    """

    start: int
    end: int
    text: str
    noun: str
    pattern: Literal["title", "apposition", "copula"]


@dataclass(slots=True, eq=False)
class Entity:
    """A person, organisation, place, event, group or document of one article.

    The fields from `mention_count` on are the discourse state: they change as the article is walked.

    Attributes:
        index: The index in the article's list of entities.
        name: Its fullest name, or its first description.
        plural: Whether it is several.
        gender: The gender that a title, a role or a given name shows.
        gender_votes: Pronouns linked to it, by gender.
        nouns: Nouns it is described by.
        roles: The roles the article gives it.
        forms: Its names as written, with their counts; empty for an unnamed one.
        members: The indices of a group's members.
        owner: The index of the entity it belongs to ("his ministry"), -1 for none.
        state: The state it belongs to ("the South Korean ministry").
        mention_count: Mentions so far.
        last_sentence: Number of the sentence of the last mention; sentences wholly in quotation marks do not count.
        last_token: Head token of the last mention, -1 before the first.
        is_subject: Whether a mention in the last sentence was a subject.
        last_quoted: Whether the last mention stood in quotation marks.
    """

    index: int
    kind: EntityKind
    name: str
    plural: bool = False
    gender: Gender | None = None
    gender_votes: dict[str, int] = field(default_factory=lambda: {"m": 0, "f": 0})
    nouns: set[str] = field(default_factory=set)
    roles: list[Role] = field(default_factory=list)
    forms: dict[str, int] = field(default_factory=dict)
    members: tuple[int, ...] = ()
    owner: int = -1
    state: str | None = None
    mention_count: int = 0
    last_sentence: int = -1
    last_token: int = -1
    is_subject: bool = False
    last_quoted: bool = False


@dataclass(frozen=True, slots=True)
class Resolution:
    """The speaker that a source was resolved to, with the evidence.

    Attributes:
        name: The fullest name the article gives, else its first description; None for "unattributed".
        kind: The kind of speaker.
        mention: The span of the mention that decided (an antecedent, or the source itself), or None.
        rule: The rule that decided.
        entity: The index of the entity in its article, -1 for none; it tells unnamed speakers apart.
    """

    name: str | None
    kind: SpeakerKind
    mention: Span | None
    rule: str
    entity: int = -1


UNATTRIBUTED = Resolution(name=None, kind="unattributed", mention=None, rule="none")
