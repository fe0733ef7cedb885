"""Keep the discourse state: the entities mentioned so far, with the place and prominence of their last mention."""

from __future__ import annotations

from analysis.entities._model import Entity, EntityKind, Mention
from analysis.entities._parsed_article import ParsedArticle
from analysis.language import ENGLISH
from analysis.text import listed

_GRAMMAR = ENGLISH.grammar

#: Number of entities mentioned last that are candidates for a pronoun or a description. At 15 four labelled speakers of
#: PolNeAR are lost; beyond 40 none changes, so that it is a bound on cost there.
WINDOW = 40


class DiscourseState:
    """The entities of an article at one point of the walk over its mentions.

    Attributes:
        parse: The article's parse.
        by_head: Each mention by its head token.
        entities: All entities, also those not mentioned yet, whose `last_token` is -1.
        last_pair: The two states last named together.
    """

    def __init__(self, parse: ParsedArticle, mentions: list[Mention], entities: list[Entity]) -> None:
        self.parse = parse
        self.entities = entities
        self.by_head = {mention.head: mention for mention in mentions}
        self.last_pair: tuple[int, int] | None = None
        self._recent: list[int] = []

    def candidates(self) -> list[Entity]:
        """Return the entities mentioned last, latest first."""
        return [self.entities[index] for index in reversed(self._recent)]

    def candidates_for(self, mention: Mention) -> list[Entity]:
        """Return the entities mentioned last that a mention can refer to, latest first.

        It cannot refer to what its own clause or a clause governed by it names (principles B and C of binding,
        Chomsky 1981, Lectures on Government and Binding, page 188): in "he told Holm that Berg had left", "he" is
        neither.
        """
        excluded = self.entities_named_in(self.parse.governed(mention.head))
        return [entity for entity in self.candidates() if entity.index not in excluded]

    def entities_named_in(self, tokens: list[int]) -> frozenset[int]:
        """Return the entities that these tokens name."""
        mentions = (self.by_head[token] for token in tokens if token in self.by_head)
        return frozenset(mention.entity for mention in mentions if mention.form == "name")

    def add(self, kind: EntityKind, name: str, *, plural: bool = False, noun: str = "") -> Entity:
        """Add a new entity, not mentioned yet, and return it."""
        entity = Entity(index=len(self.entities), kind=kind, name=name, plural=plural)
        if noun:
            entity.nouns.add(noun)
        self.entities.append(entity)
        return entity

    def link(self, mention: Mention, entity: Entity, rule: str) -> None:
        """Link a description to an entity by a rule; that of an unnamed person is of kind "anonymous"."""
        mention.entity, mention.rule = entity.index, rule
        if entity.kind == "anonymous":
            mention.kind = "anonymous"

    def group_of(self, *members: int) -> Entity:
        """Return the group of these entities, added the first time."""
        for index in self._recent:
            if self.entities[index].members == members:
                return self.entities[index]
        names = [self.entities[member].name for member in members]
        group = self.add("group", listed(names), plural=True)
        group.members = members
        return group

    def pair_of_states(self) -> Entity | None:
        """Return the group of the two states named together last, or of the two named most."""
        if self.last_pair is not None:
            return self.group_of(*self.last_pair)
        places = (entity for entity in self.entities if entity.kind == "place" and entity.mention_count)
        states = [place for place in places if place.name.lower() in ENGLISH.places.states]
        states.sort(key=lambda entity: (-entity.mention_count, entity.index))
        return self.group_of(states[0].index, states[1].index) if len(states) > 1 else None

    def pair_of_persons(self) -> Entity | None:
        """Return the last group of two coordinated persons, or that of the two persons mentioned last."""
        for entity in self.candidates():
            if entity.kind == "group" and len(entity.members) == 2:
                kinds = {self.entities[member].kind for member in entity.members}
                if kinds == {"person"}:
                    return entity
        persons = [
            entity for entity in self.candidates() if entity.kind == "person" and not entity.last_quoted
        ]
        return self.group_of(*sorted(entity.index for entity in persons[:2])) if len(persons) > 1 else None

    def note_mention(self, mention: Mention) -> None:
        """Record a linked mention: its place, and whether it is a subject.

        A mention in quotation marks does not change the place of an entity that the article itself mentions.
        """
        parse, entity = self.parse, self.entities[mention.entity]
        entity.mention_count += 1
        if parse.quoted[mention.head] and entity.last_token >= 0 and not entity.last_quoted:
            return
        # "Holm, who says …, left": that Holm is a clause's subject as well does not set Holm before others.
        is_subject = mention.rule != "relative clause" and self._is_subject(mention.head)
        same_sentence = entity.last_sentence == parse.narrated_sentences[mention.head]
        entity.is_subject = is_subject or (same_sentence and entity.is_subject)
        self._note_place(entity, mention.head)
        self._note_coordination(mention)

    def _note_place(self, entity: Entity, head: int) -> None:
        entity.last_sentence = self.parse.narrated_sentences[head]
        entity.last_token = head
        entity.last_quoted = self.parse.quoted[head]
        if entity.index in self._recent:
            self._recent.remove(entity.index)
        self._recent.append(entity.index)
        del self._recent[:-WINDOW]

    def _is_subject(self, head: int) -> bool:
        """Return whether a mention is a subject or the apposition of one."""
        apposition = self.parse.deps[head] in _GRAMMAR.appositions
        return self.parse.is_subject(self.parse.heads[head] if apposition else head)

    def _note_coordination(self, mention: Mention) -> None:
        """Record "X and Y" as a group when Y is reached, and states joined by "and" or a hyphen as a pair."""
        parse, head = self.parse, mention.head
        joined = parse.deps[head] in _GRAMMAR.conjuncts
        first = self.by_head.get(parse.heads[head]) if joined else None
        hyphen = head >= 2 and parse.words[head - 1] == "-"
        if first is None and hyphen:
            first = self.by_head.get(head - 2)
        if first is None or first.entity in {-1, mention.entity} or "pronoun" in {first.form, mention.form}:
            return
        kinds = {self.entities[first.entity].kind, self.entities[mention.entity].kind}
        if kinds == {"place"}:
            self.last_pair = (first.entity, mention.entity)
        if kinds <= {"person", "anonymous"} and not hyphen:
            group = self.group_of(first.entity, mention.entity)
            self._note_place(group, head)
            group.is_subject = parse.is_subject(first.head)
