"""What is a mention, an entity, and the answer to "who says this"? The records the package works with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from analysis.language import Gender
from analysis.text import Span

#: What kind of thing a mention stands for.
EntityKind = Literal["person", "organisation", "place", "event", "group", "anonymous", "document"]

#: What kind of source speaks; a state or a city that speaks counts as an organisation.
SpeakerKind = Literal["person", "organisation", "anonymous", "group", "document", "unattributed"]

#: How a mention is worded.
Form = Literal["name", "description", "pronoun"]


class SourcedAttribution(Protocol):
    """What `resolve_sources` needs to know of an attribution; `analysis.quotes` gives such."""

    @property
    def content_spans(self) -> Sequence[Span]: ...
    @property
    def cue_spans(self) -> Sequence[Span]: ...
    @property
    def source_spans(self) -> Sequence[Span]: ...


@dataclass(slots=True)
class Mention:
    """One place where an article names, describes or points to something.

    Offsets are code points into `article.text`; `head` is the index of the head token in the parse;
    `entity` is the number of the entity in its article, -1 where nothing in the article is meant.
    """

    start: int
    end: int
    kind: EntityKind
    form: Form
    head: int
    entity: int = -1
    rule: str = ""

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.start, self.end


@dataclass(slots=True)
class Role:
    """What an article says someone is: the words of a title, an apposition or "X is a Y", in their place."""

    start: int
    end: int
    text: str
    noun: str
    pattern: Literal["title", "apposition", "copula", "as", "named"]


@dataclass(slots=True, eq=False)
class Entity:
    """Someone or something in one article, and what the article has said of it so far."""

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
    subjecthood: float = 0.0
    last_quoted: bool = False
    last_token_in_quotation: int = -1


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who a source is: the name, the kind of speaker, and the evidence for it.

    `name` is the fullest name the article gives, or its first description where it gives none; None with
    kind "unattributed". `mention` is the span of the mention that settled it (an antecedent, or the source
    itself), None where there is none; `rule` names the rule; `entity` is the number within the article, -1
    where none, so that unnamed speakers of one article can be told apart.
    """

    name: str | None
    kind: SpeakerKind
    mention: Span | None
    rule: str
    entity: int = -1


UNATTRIBUTED = Resolution(name=None, kind="unattributed", mention=None, rule="none")
