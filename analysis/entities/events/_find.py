"""Find the events that an article reports, with their dates, places, parties, leaders and numbers.

An event is introduced where a clause gives its date or its parties; later nouns of the same family ("the talks",
"the session") refer to it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from analysis.entities._article_entities import ArticleEntities
from analysis.entities.events._dates_and_places import Day, find_dates, find_places, is_attached
from analysis.language import ENGLISH
from analysis.text import Span

_EVENTS, _GRAMMAR, _NUMBERS = ENGLISH.events, ENGLISH.grammar, ENGLISH.numbers


@dataclass(slots=True)
class Fact:
    """A fact about an event under one aspect: its words, their offsets, and a value to compare."""

    aspect: str
    start: int
    end: int
    text: str
    value: str


@dataclass(slots=True)
class LocalEvent:
    """An event as one article reports it.

    Attributes:
        number: Its number in the article.
        family: The family of its nouns ("meeting", "election").
        nouns: The nouns that mention it, in order.
        weekdays: Its days of the week, 0 for Monday; `dates` its dates.
        parties: Indices of the entities that take part; `people` those of the persons among them.
        facts: What the article says of it.
        mentions: The offsets of its mentions.
    """

    doc_id: str
    number: int
    family: str
    nouns: list[str] = field(default_factory=list)
    weekdays: set[int] = field(default_factory=set)
    dates: set[date] = field(default_factory=set)
    parties: list[int] = field(default_factory=list)
    people: set[int] = field(default_factory=set)
    facts: list[Fact] = field(default_factory=list)
    mentions: list[Span] = field(default_factory=list)


def local_events(entities: ArticleEntities) -> list[LocalEvent]:
    """Return the events that an article gives facts of, in the order of the text.

    Example:
        >>> events = local_events(ArticleEntities(*annotated.get(doc_ids[1])))
        >>> {event.doc_id for event in events} == {doc_ids[1]}
        True
    """
    return _EventReader(entities).read()


class _EventReader:
    """One pass over the event nouns of an article."""

    def __init__(self, entities: ArticleEntities) -> None:
        self.entities = entities
        self.parse = entities.parse
        self.days = find_dates(self.parse)
        self.by_head = {mention.head: mention for mention in entities.mentions}
        places = {m.head for m in entities.mentions if m.kind == "place" and m.form == "name"}
        self.places = find_places(self.parse, places)
        self.events: list[LocalEvent] = []

    def read(self) -> list[LocalEvent]:
        """Return the events that the article gives facts of."""
        parse = self.parse
        for token in range(len(parse)):
            family = _EVENTS.families.get(parse.noun(token))
            if family is None or parse.poses[token] not in {"NOUN", "PROPN"} or not parse.in_body[token]:
                continue
            if parse.deps[token] in _GRAMMAR.event_left or self._is_month(token):
                continue
            self._read_mention(token, family)
        self._read_leaders()
        self._read_numbers()
        return [event for event in self.events if event.facts]

    def _is_month(self, token: int) -> bool:
        """Return whether a noun is a month: capitalised, with no article or name before it."""
        parse = self.parse
        if parse.lowers[token] not in ENGLISH.calendar.months or not parse.words[token][:1].isupper():
            return False
        return token == 0 or parse.poses[token - 1] not in {"DET", "PROPN", "ADJ"}

    def _read_mention(self, head: int, family: str) -> None:
        parse = self.parse
        anchors = self._anchors(head)
        sentence = parse.sentences[head]
        days = [
            day
            for day in self.days
            if parse.sentences[day.first] == sentence and is_attached(parse, day.first, anchors)
        ]
        parties = self._parties(head, anchors)
        first = parse.left_edge(head)
        definite = parse.lowers[first] in _EVENTS.pointing
        vague = any(word.isdigit() and len(word) == 4 for word in parse.lowers[first:head])
        event = None if vague else self._antecedent(family, definite, days, parties)
        if event is None:
            if not days and len(parties) < 2:
                return
            article = self.parse.article
            event = LocalEvent(article.doc_id, len(self.events), family)
            self.events.append(event)
        self._add(event, head, days, parties)
        if sentence >= 0:
            self._add_places(event, sentence, anchors)

    def _anchors(self, head: int) -> set[int]:
        """Return an event noun, the verb it depends on, and the nouns of its own "of" phrases."""
        parse = self.parse
        governor = parse.heads[head]
        if parse.deps[head] in _GRAMMAR.prepositional_objects:
            governor = parse.heads[governor]
        anchors = {head}
        if parse.poses[governor] in {"VERB", "AUX"}:
            anchors.add(governor)
        for child in parse.children[head]:
            if parse.deps[child] in _GRAMMAR.prepositions and parse.lowers[child] in _EVENTS.of:
                objects = _GRAMMAR.prepositional_objects
                anchors.update(noun for noun in parse.children[child] if parse.deps[noun] in objects)
        return anchors

    def _antecedent(
        self, family: str, definite: bool, days: list[Day], parties: list[int]
    ) -> LocalEvent | None:
        """Return the last event that a mention can refer to: same family, no other day, no other parties."""
        for event in reversed(self.events):
            if event.family != family:
                continue
            weekdays = {day.weekday for day in days if day.weekday is not None}
            if weekdays and event.weekdays and not weekdays & event.weekdays:
                continue
            if parties and event.parties and not set(parties) & set(event.parties):
                continue
            if definite or (weekdays and weekdays & event.weekdays):
                return event
        return None

    def _parties(self, head: int, anchors: set[int]) -> list[int]:
        """Return the entities that hold the event, or are named before its noun or after "between" and the like."""
        parse = self.parse
        parties = self._named_before(head)
        for verb in anchors - {head}:
            holds = parse.lemmas[verb].lower() in _EVENTS.holding_verbs
            if holds and parse.deps[head] in _GRAMMAR.held:
                subject = parse.child(verb, _GRAMMAR.active_subjects)
                parties += self._coordinated(subject) if subject is not None else []
        for child in parse.children[head]:
            joins = parse.lowers[child] in _EVENTS.party_prepositions
            if joins and parse.deps[child] in _GRAMMAR.prepositions:
                for noun in parse.children[child]:
                    parties += self._coordinated(noun) or self._owners(noun)
        return list(dict.fromkeys(parties))

    def _named_before(self, head: int) -> list[int]:
        """Return the parties named before the noun ("South Korea-U.S. talks"); a single place is no party."""
        first = self.parse.left_edge(head)
        parties = [
            mention.entity
            for token, mention in self.by_head.items()
            if first <= token < head and self._can_take_part(mention.entity)
        ]
        alone = len(set(parties)) == 1 and self.entities.entities[parties[0]].kind == "place"
        return [] if alone else parties

    def _owners(self, noun: int) -> list[int]:
        """Return the states in "the leaders of X and Y"."""
        preposition = self.parse.child(noun, _GRAMMAR.prepositions)
        if preposition is None:
            return []
        owner = self.parse.child(preposition, _GRAMMAR.prepositional_objects)
        return self._coordinated(owner) if owner is not None else []

    def _can_take_part(self, entity: int) -> bool:
        return entity >= 0 and self.entities.entities[entity].kind in {"place", "person", "organisation"}

    def _coordinated(self, head: int) -> list[int]:
        """Return the entities of a noun and its conjuncts that can take part in an event."""
        parties: list[int] = []
        for token in self._conjuncts(head):
            mention = self.by_head.get(token)
            if mention is not None and mention.entity >= 0:
                entity = self.entities.entities[mention.entity]
                parties += entity.members or ((entity.index,) if self._can_take_part(entity.index) else ())
        return parties

    def _conjuncts(self, head: int) -> list[int]:
        """Return a noun and its conjuncts."""
        conjuncts = [head]
        while (conjunct := self.parse.child(conjuncts[-1], _GRAMMAR.conjuncts)) is not None:
            conjuncts.append(conjunct)
        return conjuncts

    def _add(self, event: LocalEvent, head: int, days: list[Day], parties: list[int]) -> None:
        parse = self.parse
        event.nouns.append(parse.noun(head))
        first = parse.left_edge(head)
        while first < head and parse.lowers[first] in _EVENTS.dropped:
            first += 1
        event.mentions.append(parse.span(first, head))
        for party in parties:
            self._note_party(event, party)
        for day in days:
            start, end = parse.span(day.first, day.last)
            _note(event, self._fact("date", start, end, day.value))
            if day.weekday is not None:
                event.weekdays.add(day.weekday)
            if day.known is not None:
                event.dates.add(day.known)
                event.weekdays.add(day.known.weekday())

    def _add_places(self, event: LocalEvent, sentence: int, anchors: set[int]) -> None:
        parse = self.parse
        for preposition, first, last in self.places:
            if parse.sentences[first] == sentence and is_attached(parse, preposition, anchors):
                start, end = parse.span(first, last)
                covered = (f.aspect == "place" and f.start <= start and end <= f.end for f in event.facts)
                if any(covered):
                    continue
                _note(event, self._fact("place", start, end, parse.plain[start:end].lower()))

    def _note_party(self, event: LocalEvent, party: int) -> None:
        if party not in event.parties:
            event.parties.append(party)
        if self.entities.entities[party].kind == "person":
            event.people.add(party)

    def _fact(self, aspect: str, start: int, end: int, value: str) -> Fact:
        return Fact(aspect, start, end, self.parse.text[start:end], value)

    def _latest(self, token: int) -> LocalEvent | None:
        """Return the event mentioned last up to the sentence of `token`, or None."""
        sentence = self.parse.sentences[token]
        before = [
            (mention, event)
            for event in self.events
            for mention in event.mentions
            if self._sentence_of(mention) <= sentence
        ]
        return max(before, key=lambda pair: pair[0])[1] if before else None

    def _sentence_of(self, span: Span) -> int:
        return self.parse.sentences[self.parse.tokens_of(span)[0]]

    def _read_leaders(self) -> None:
        """Add the leaders of events: "led by X and Y", "X led the delegation"."""
        parse = self.parse
        for token, lemma in enumerate(parse.lemmas):
            if lemma.lower() not in _EVENTS.leading_verbs or parse.poses[token] != "VERB":
                continue
            agent = parse.child(token, _GRAMMAR.passive_agents)
            if agent is not None:
                noun = parse.child(agent, _GRAMMAR.prepositional_objects)
            else:
                noun = parse.child(token, _GRAMMAR.active_subjects)
            event = self._latest(token)
            if noun is None or event is None or not parse.in_body[token]:
                continue
            for conjunct in self._conjuncts(noun):
                mention = self.by_head.get(conjunct)
                if mention is not None and mention.form == "name" and mention.kind == "person":
                    name = self.entities.entities[mention.entity].name
                    _note(event, self._fact("led by", mention.start, mention.end, name))
                    self._note_party(event, mention.entity)

    def _read_numbers(self) -> None:
        """Add the counts in sentences that mention an event: "twelve delegates"."""
        parse = self.parse
        sentences = {self._sentence_of(mention): event for event in self.events for mention in event.mentions}
        for token in range(len(parse)):
            event = sentences.get(parse.sentences[token])
            if event is None or parse.deps[token] not in _GRAMMAR.counts or parse.quoted[token]:
                continue
            begin = (
                token - 2 if token > 1 and ENGLISH.numbers.value_at(parse.lowers, token) is None else token
            )
            noun, number = (
                parse.heads[token],
                ENGLISH.numbers.value_at(parse.lowers, begin),
            )  # "twenty-four" is one number
            if number is None or number[1] != token:
                continue
            if not parse.is_plural(noun) or parse.noun(noun) in _NUMBERS.time_units:
                continue
            # "Eight of the last nine contests", "three other delegates": these do not count all of them.
            around = {parse.lowers[near] for near in (begin - 1, token + 1) if 0 <= near < len(parse)}
            if around & (_NUMBERS.stretches | _NUMBERS.others):
                continue
            start, end = parse.span(begin, noun)
            _note(event, self._fact(f"number of {parse.lowers[noun]}", start, end, number[0]))


def _note(event: LocalEvent, fact: Fact) -> None:
    if not any(noted.aspect == fact.aspect and noted.start == fact.start for noted in event.facts):
        event.facts.append(fact)
