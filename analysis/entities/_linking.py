"""Whom does "he", "the official", "his ministry" or "both sides" mean? Linked from left to right, once.

Every name has its entity before the walk starts. The walk remembers, for each entity, where it was last
mentioned and how, and gives each pronoun and description the best candidate among those mentioned last.
"""

from __future__ import annotations

from collections.abc import Mapping

from analysis.entities._clusters import owner_before
from analysis.entities._model import Entity, EntityKind, Mention
from analysis.entities._names import gender_of_name
from analysis.entities._organisations import BodyKey, body_key, same_body, state_named
from analysis.entities._reading import DEFINITE, Reading
from analysis.entities._roles import apposition_role, gender_of_noun, phrase_end
from analysis.entities._salience import best_body, best_person, best_plural, best_thing
from analysis.language._states import STATES
from analysis.language._titles import (
    ANONYMITY_WORDS,
    COLLECTIVE_NOUNS,
    PARTY_NOUNS,
    PRONOUNS,
    REPORTING_VERBS,
    STATE_NOUNS,
    TITLE_NOUNS,
    Gender,
)

#: How many of the entities mentioned last are looked at for a pronoun or a description.
WINDOW = 40
_RELATIVE = frozenset({"who", "whom", "which", "that"})
_PARTY_MARKS = frozenset({"both", "two", "either"})


class Linker:
    """One walk over an article's mentions; `entities` grows by the unnamed ones it meets."""

    def __init__(
        self, reading: Reading, mentions: list[Mention], entities: list[Entity], genders: Mapping[int, Gender]
    ) -> None:
        self.reading = reading
        self.mentions = mentions
        self.entities = entities
        self.at_head = {m.head: m for m in mentions}
        self.recent: list[int] = []
        self.last_speaker = -1
        self.last_pair: tuple[int, int] | None = None
        for entity in entities:
            if entity.kind == "person":
                entity.gender = entity.gender or gender_of_name(entity.name) or genders.get(entity.index)

    def run(self) -> None:
        """Link every mention, in the order of the text."""
        for mention in self.mentions:
            if mention.form == "name" and self.entities[mention.entity].kind == "person":
                self._note_odd_appositions(mention)
            if mention.entity < 0:
                if mention.form == "pronoun":
                    self._link_pronoun(mention)
                elif mention.form == "description":
                    self._link_description(mention)
            if mention.entity >= 0:
                self._touch(mention)

    # What is remembered -------------------------------------------------------------------------------------

    def _touch(self, mention: Mention) -> None:
        reading, entity = self.reading, self.entities[mention.entity]
        subject, quoted = reading.is_subject(mention.head), reading.quoted[mention.head]
        entity.mentions += 1
        if quoted and entity.last_token >= 0 and not entity.last_quoted:
            entity.last_inside = mention.head
            return
        again = entity.last_sentence == reading.told[mention.head]
        entity.last_sentence = reading.told[mention.head]
        entity.last_token = mention.head
        strength = self._subjecthood(mention.head)
        entity.last_subject = max(strength, entity.last_subject if again else 0.0)
        entity.last_quoted = quoted
        if mention.entity in self.recent:
            self.recent.remove(mention.entity)
        self.recent.append(mention.entity)
        del self.recent[:-WINDOW]
        if subject and not entity.last_quoted and strength == 1.0:
            if reading.lemmas[reading.heads[mention.head]].lower() in REPORTING_VERBS:
                self.last_speaker = mention.entity
                entity.spoke += 1
        self._touch_coordination(mention)

    def _subjecthood(self, head: int) -> float:
        """1 for the subject of a main or reported clause; less in a side clause, as owner or part of a subject."""
        reading = self.reading
        if reading.is_subject(head):
            while reading.deps[head] == "conj":
                head = reading.heads[head]
            return 0.6 if reading.deps[reading.heads[head]] in {"advcl", "relcl", "acl"} else 1.0
        above = reading.heads[head]
        if reading.deps[head] == "poss" and reading.is_subject(above):
            return 0.6
        if reading.deps[head] == "pobj" and reading.is_subject(reading.heads[above]):
            return 0.4
        return 0.0

    def _touch_coordination(self, mention: Mention) -> None:
        """Remember "X and Y" as a group once Y is met; states so joined are "the two sides"."""
        reading = self.reading
        first = (
            self.at_head.get(reading.heads[mention.head]) if reading.deps[mention.head] == "conj" else None
        )
        hyphen = mention.head >= 2 and reading.words[mention.head - 1] == "-"
        if first is None and hyphen:
            first = self.at_head.get(mention.head - 2)
        if (
            first is None
            or first.entity < 0
            or first.entity == mention.entity
            or "pronoun" in {first.form, mention.form}
        ):
            return
        kinds = {self.entities[first.entity].kind, self.entities[mention.entity].kind}
        if kinds == {"place"}:
            self.last_pair = (first.entity, mention.entity)
        if kinds <= {"person", "anonymous"} and not hyphen:
            group = self._group_of(first.entity, mention.entity)
            entity = self.entities[group]
            entity.last_sentence, entity.last_token = reading.told[mention.head], mention.head
            entity.last_subject = 1.0 if reading.is_subject(first.head) else 0.0
            entity.last_quoted = reading.quoted[mention.head]
            self.recent.append(group)

    def _group_of(self, *members: int) -> int:
        for index in self.recent:
            if self.entities[index].members == members:
                self.recent.remove(index)
                return index
        names = " and ".join(self.entities[member].name for member in members)
        return self._new("group", names, plural=True, members=members).index

    def _new(
        self,
        kind: EntityKind,
        name: str,
        *,
        plural: bool = False,
        members: tuple[int, ...] = (),
        noun: str = "",
    ) -> Entity:
        entity = Entity(index=len(self.entities), kind=kind, name=name, plural=plural, members=members)
        if noun:
            entity.nouns.add(noun)
        self.entities.append(entity)
        return entity

    def candidates(self) -> list[Entity]:
        """The entities mentioned last, latest first."""
        return [self.entities[index] for index in reversed(self.recent)]

    # Pronouns -----------------------------------------------------------------------------------------------

    def _link_pronoun(self, mention: Mention) -> None:
        reading = self.reading
        word = reading.lowers[mention.head]
        if word in _RELATIVE:
            self._link_relative(mention)
            return
        gender, number, first_person = PRONOUNS[word]
        if first_person:
            return
        if word in {"it", "its", "itself"}:
            found, rule = best_thing(reading, mention, self.candidates()), "pronoun: it"
        elif number == "plural":
            found, rule = best_plural(reading, mention, self.candidates()), "pronoun: they"
        else:
            found = self._subject_to_come(mention, gender) or best_person(
                reading, mention, self.candidates(), gender=gender, last_speaker=self.last_speaker
            )
            rule = f"pronoun: {'he' if gender == 'm' else 'she'}"
        if found is None:
            return
        mention.entity, mention.rule = found.index, rule
        mention.kind = found.kind
        if gender is not None and found.gender is None:
            found.gender_votes[gender] += 1

    def _subject_to_come(self, mention: Mention, gender: Gender | None) -> Entity | None:
        """"In his speech, Obama said": a pronoun in what opens a sentence means the subject that follows."""
        reading = self.reading
        at = mention.head
        while reading.heads[at] != at and reading.deps[at] not in {"advcl", "prep"} - {reading.deps[mention.head]}:
            at = reading.heads[at]
            if reading.deps[at] in {"ccomp", "relcl", "conj"}:
                return None
        while reading.deps[at] in {"prep", "pobj", "pcomp", "advcl", "poss", "dobj"} and reading.heads[at] != at:
            verb = reading.heads[at]
            subject = reading.child(verb, "nsubj", "nsubjpass")
            if subject is not None:
                other = self.at_head.get(subject)
                named = other is not None and other.form == "name" and other.kind == "person"
                if subject < mention.head or not named or other is None:
                    return None
                entity = self.entities[other.entity]
                return entity if entity.gender in {None, gender} else None
            at = verb
        return None

    def _link_relative(self, mention: Mention) -> None:
        """ "who" means the noun its clause belongs to."""
        noun = self.reading.relative_antecedent(mention.head)
        antecedent = self.at_head.get(noun) if noun is not None else None
        if antecedent is not None and antecedent.entity >= 0:
            mention.entity, mention.kind = antecedent.entity, self.entities[antecedent.entity].kind
            mention.rule = "relative clause"

    # Descriptions -------------------------------------------------------------------------------------------

    def _link_description(self, mention: Mention) -> None:
        if self._link_apposition(mention) or self._link_predicate(mention):
            return
        if mention.kind == "person":
            self._link_person(mention)
        elif mention.kind == "group":
            self._link_group(mention)
        elif mention.kind == "organisation":
            self._link_body(mention)
        else:
            self._link_same_noun(mention)

    def _link_apposition(self, mention: Mention) -> bool:
        """ "Kevin Kim, acting ambassador, …" and "The ambassador, Kevin Kim, …": one person, one role."""
        reading, head = self.reading, mention.head
        other = None
        if reading.deps[head] == "appos":
            other = self.at_head.get(reading.heads[head])
        if other is None:
            child = reading.child(head, "appos")
            other = self.at_head.get(child) if child is not None else None
            if other is not None and (other.form != "name" or other.entity < 0):
                other = None
        if other is None or other.entity < 0 or other.form == "pronoun":
            return False
        entity = self.entities[other.entity]
        agree = entity.kind == mention.kind or (entity.kind == "anonymous" and mention.kind == "person")
        if not agree or reading.is_plural(head):
            return False
        mention.entity, mention.rule = other.entity, "apposition"
        self._note_role(mention, entity)
        return True

    def _link_predicate(self, mention: Mention) -> bool:
        """ "X is the minister": the noun describes the subject."""
        reading, head = self.reading, mention.head
        if reading.deps[head] != "attr" or mention.kind != "person":
            return False
        verb = reading.heads[head]
        subject = reading.child(verb, "nsubj")
        other = self.at_head.get(subject) if subject is not None else None
        negated = reading.child(verb, "neg") is not None
        if other is None or other.entity < 0 or negated or self.entities[other.entity].kind != "person":
            return False
        if reading.lemmas[verb].lower() not in {"be", "become", "remain"}:
            return False
        mention.entity, mention.rule = other.entity, "predicate"
        if reading.quoted[head] is False:
            self._note_role(mention, self.entities[other.entity], copula=True)
        return True

    def _note_role(self, mention: Mention, entity: Entity, *, copula: bool = False) -> None:
        role = apposition_role(self.reading, mention.head)
        if role is not None and not any(
            known.start < role.end and role.start < known.end for known in entity.roles
        ):
            role.pattern = "copula" if copula else "apposition"
            entity.roles.append(role)
            entity.nouns.add(role.noun)
            entity.gender = entity.gender or gender_of_noun(role.noun)

    def _note_odd_appositions(self, mention: Mention) -> None:
        """Appositions whose head the parse does not call a noun ("director general", "secretary-general")."""
        for child in self.reading.children[mention.head]:
            if child > mention.head and self.reading.deps[child] == "appos" and child not in self.at_head:
                role = apposition_role(self.reading, child)
                if role is not None:
                    self.entities[mention.entity].roles.append(role)
                    self.entities[mention.entity].nouns.add(role.noun)

    def _determiner(self, mention: Mention) -> str:
        first = self.reading.left_edge(mention.head)
        return self.reading.lowers[first] if first < mention.head else ""

    def _modifiers(self, mention: Mention) -> set[str]:
        reading = self.reading
        first = reading.left_edge(mention.head)
        return {
            word
            for word, tag in zip(
                reading.lowers[first : mention.head], reading.tags[first : mention.head], strict=True
            )
            if word not in DEFINITE and tag not in {"DT", "POS", "PRP$", "HYPH", ","}
        }

    def _is_definite(self, mention: Mention) -> bool:
        reading = self.reading
        if self._determiner(mention) in DEFINITE or reading.child(mention.head, "poss") is not None:
            return True
        first = reading.left_edge(mention.head)
        bare = reading.tags[first] not in {"DT", "CD"} and not reading.is_plural(mention.head)
        return bare and reading.noun(mention.head) in TITLE_NOUNS

    def _link_person(self, mention: Mention) -> None:
        reading = self.reading
        noun = reading.noun(mention.head)
        owned = reading.child(mention.head, "poss") is not None
        if self._is_definite(mention):
            known = best_person(
                reading, mention, self.candidates(), noun=noun, modifiers=self._modifiers(mention),
                gender=gender_of_noun(noun), last_speaker=self.last_speaker,
            )  # fmt: skip
            if known is not None:
                mention.entity, mention.rule = known.index, "same noun"
                return
            epithet = (
                noun in TITLE_NOUNS or gender_of_noun(noun) is not None or self._determiner(mention) == "the"
            )
            complement = reading.child(mention.head, "prep", "relcl", "acl") is not None
            if (
                epithet
                and not owned
                and not complement
                and noun not in {"spokesman", "spokeswoman", "spokesperson"}
            ):
                known = best_person(
                    reading, mention, self.candidates(), gender=gender_of_noun(noun), last_speaker=self.last_speaker,
                    named_only=True, reach=3,
                )  # fmt: skip
                if known is not None:
                    mention.entity, mention.rule = known.index, "description"
                    known.nouns.add(noun)
                    return
        entity = self._new("anonymous", self._phrase(mention), noun=noun)
        entity.gender = gender_of_noun(noun)
        entity.nouns.update(self._modifiers(mention) & ANONYMITY_WORDS)
        mention.entity, mention.kind, mention.rule = entity.index, "anonymous", "description"

    def _phrase(self, mention: Mention, *, bare: bool = False) -> str:
        """The words of a description with its prepositions; `bare`: without a leading "the", in lower case."""
        reading = self.reading
        first, last = reading.left_edge(mention.head), phrase_end(reading, mention.head)
        if (
            bare
            and first < mention.head
            and reading.lowers[first] in {"the", "these", "those", "this", "that"}
        ):
            first += 1
        start, end = reading.span(first, last)
        phrase = " ".join(reading.text[start:end].split())
        sentence_start = first == 0 or reading.sentences[first - 1] != reading.sentences[first]
        proper = reading.tags[first] in {"NNP", "NNPS"} or first in reading.entity_tokens
        if bare and sentence_start and not proper and phrase[1:2].islower():
            phrase = phrase[0].lower() + phrase[1:]
        return phrase

    def _link_group(self, mention: Mention) -> None:
        reading = self.reading
        noun = reading.noun(mention.head)
        words = {self._determiner(mention), *self._modifiers(mention)}
        parties = noun in PARTY_NOUNS and (words & _PARTY_MARKS or (noun == "ally" and "the" in words))
        if parties and noun in STATE_NOUNS | {
            "side",
            "party",
            "delegation",
            "capital",
            "government",
            "neighbor",
        }:
            pair = self.last_pair or self._first_pair()
            if pair is not None:
                mention.entity, mention.rule = self._group_of(*pair), "both parties"
                return
        bare = self._phrase(mention, bare=True)
        for entity in self.candidates():
            if (
                entity.kind != "group"
                or noun not in entity.nouns
                or noun in COLLECTIVE_NOUNS - {"family", "crowd", "media"}
            ):
                continue
            same = entity.name.lower() == bare.lower()
            shorter = self._determiner(mention) in {"the", "these", "those"} and self._modifiers(
                mention
            ) <= set(entity.name.lower().split())
            if same or shorter:
                mention.entity, mention.rule = entity.index, "same noun"
                return
        entity = self._new("group", bare, plural=True, noun=noun)
        mention.entity, mention.rule = entity.index, "description"

    def _first_pair(self) -> tuple[int, int] | None:
        """The two states mentioned most, where no "X and Y" was met."""
        states = [e for e in self.entities if e.kind == "place" and e.name.lower() in STATES and e.mentions]
        states.sort(key=lambda e: (-e.mentions, e.index))
        return (states[0].index, states[1].index) if len(states) > 1 else None

    def _link_body(self, mention: Mention) -> None:
        reading = self.reading
        noun = reading.noun(mention.head)
        phrase = self._phrase(mention, bare=True)
        first = reading.left_edge(mention.head)
        owner = self._owner(mention)
        core = " ".join(
            [*(w for w in reading.lowers[first : mention.head] if w not in DEFINITE | {"'s", "own"}), noun]
        )
        key = body_key(core) if owner < 0 else BodyKey(f"{noun} of {owner}")
        key = BodyKey(key.core, key.owner or owner_before(reading, first))
        modified = bool(self._modifiers(mention))
        for entity in self.candidates() if modified or owner >= 0 else ():
            if entity.kind != "organisation":
                continue
            if same_body(body_key(entity.name), key) or (
                owner >= 0 and entity.owner == owner and noun in entity.nouns
            ):
                mention.entity, mention.rule = entity.index, "same words"
                return
        state = state_named(" ".join(sorted(self._modifiers(mention)))) if noun == "side" else None
        if state is not None:
            for entity in self.entities:
                if entity.kind == "place" and entity.name == state:
                    mention.entity, mention.rule = entity.index, "side of a state"
                    return
        candidate = next((e for e in self.candidates() if e.kind == "organisation" and noun in e.nouns), None)
        if owner >= 0:
            candidate = self._body_of(owner, noun)
        if candidate is not None and self._is_definite(mention) and not modified:
            mention.entity, mention.rule = candidate.index, "owner's body" if owner >= 0 else "same noun"
            return
        if candidate is None and owner < 0 and not modified and self._determiner(mention) == "the":
            candidate = best_body(reading, mention, self.candidates(), noun)
            if candidate is not None:
                mention.entity, mention.rule = candidate.index, "description"
                candidate.nouns.add(noun)
                return
        name = phrase if owner < 0 else f"{self.entities[owner].name}'s {' '.join(core.split()[-1:])}"
        entity = self._new("organisation", name, noun=noun)
        entity.owner, entity.state = owner, key.owner
        mention.entity, mention.rule = entity.index, "description"

    def _owner(self, mention: Mention) -> int:
        """The person or body in "his campaign", "Trump's campaign", "the Trump campaign"; -1 for none."""
        reading = self.reading
        for child in reading.children[mention.head]:
            if child < mention.head and reading.deps[child] in {"poss", "compound", "nmod"}:
                other = self.at_head.get(child)
                if (
                    other is not None
                    and other.entity >= 0
                    and self.entities[other.entity].kind in {"person", "organisation"}
                ):
                    return other.entity
        return -1

    def _body_of(self, owner: int, noun: str) -> Entity | None:
        """ "his ministry": the body that the person's title names ("Unification Minister")."""
        titles = " ".join(role.text.lower() for role in self.entities[owner].roles).split()
        fits = [e for e in self.entities if e.kind == "organisation" and noun in e.nouns]
        for entity in fits:
            if any(word in titles for word in body_key(entity.name).core.split() if word != noun):
                return entity
        return None

    def _link_same_noun(self, mention: Mention) -> None:
        noun = self.reading.noun(mention.head)
        if self._is_definite(mention):
            for entity in self.candidates():
                if entity.kind == mention.kind and noun in entity.nouns:
                    mention.entity, mention.rule = entity.index, "same noun"
                    return
        entity = self._new(mention.kind, self._phrase(mention, bare=True), noun=noun)
        mention.entity, mention.rule = entity.index, "description"
