"""People and bodies: nouns for them, their names, titles and offices."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Literal

from analysis.language._entries import (
    Entry,
    Subject,
    pattern,
    table,
    word_groups,
    words,
)

Gender = Literal["m", "f"]

#: Share of a name's bearers who are men, or women, from which it hints at one. Persons of known gender in half of
#: PolNeAR's training part: right for 94 % at 0.7 as at 0.95; at 0.95 it says something of 5 % fewer.
_SHARE = 0.8

#: Percentage of men or women from which a name shows by itself that a person is named; rarer ones are words of many
#: kinds (Star, Golden, Delta). Of what is taken for a body in half of PolNeAR's training part and opens with a name of
#: 0.01 % and more, 8 in 10 mentions are of persons; of rarer ones, 4 in 10.
_COMMON = 0.01

#: Gender, number, and whether it is the first person.
Pronoun = tuple[Gender | None, Literal["singular", "plural"], bool]


class Nouns(Subject):
    """Nouns by what they stand for."""

    needed_by, holds = "People and bodies", "nouns for them"

    person_endings = words()
    leading_bodies = words()
    buildings = words()
    meetings = words()
    body_parts = words()
    directions = words()
    lasting_groups = words()
    sides = words()
    female_endings = words()
    male_endings = words()
    not_men = words()
    of_a_state = words()
    official = words()
    turned = words()
    company_suffixes = words()
    small_words = words()
    short_form_stops = words()
    persons = words()
    titles = words()
    organisations = words()
    general_bodies = words()
    founding_verbs = words()
    new = words()
    any_body = words()
    in_names = words()
    settlements = words()
    named_settlements = words()
    behind_names = words()
    other_bodies = words()
    spellings = table()
    states = words()
    documents = words()
    same_documents = word_groups()
    collectives = words()
    parties = words()
    always_unnamed = words()
    epithets = words()
    renown = words()
    papers = words()
    before_offices = words()
    spoken_documents = words()
    implied: Entry[dict[str, frozenset[str]]] = Entry(
        lambda rows: {row[0]: frozenset(row[1:]) for row in rows}
    )
    governments = table()
    gendered: Entry[dict[str, Gender]] = Entry(dict)
    walks = word_groups()

    @cached_property
    def phrases(self) -> frozenset[str]:
        """Nouns for one person that are of several words."""
        return frozenset(noun for noun in self.persons if " " in noun)


class People(Subject):
    """Words that address people, point to them and say that they speak."""

    needed_by, holds = "People", "the words that address and point to them"

    acronym_pronouns = words()
    definite = words()
    pointing = words()
    pointing_plural = words()
    definite_articles = words()
    indefinite_articles = words()
    relatives = words()
    bound_pronouns = words()
    title_links = words()
    office_prepositions = words()
    title_tails = words()
    trailing_titles = words()
    written_small = words()
    untelling = words()
    copulas = words()
    own = words()
    either = words()
    pairs = words()
    small_title_words = words()
    honorifics: Entry[dict[str, Gender | None]] = Entry(
        lambda rows: {word: sex or None for word, sex in rows}
    )
    house_style_honorifics = words()
    title_abbreviations = table()
    title_modifiers = words()
    pronouns: Entry[dict[str, Pronoun]] = Entry(lambda rows: {form: _pronoun(*rest) for form, *rest in rows})
    impersonal = words()
    ages_before = pattern(0)
    ages = pattern(re.NOFLAG)
    counting_words = words()
    reporting_verbs = words()


class Names(Subject):
    """Words inside people's names, beside them, and never in them."""

    needed_by, holds = "People's names", "the words of names"

    seldom_titles = words()
    verbs_that_are_names = words()
    joints = words()
    state_initials = words()
    compound_endings = words()
    compound_beginnings = words()
    platform_prepositions = words()
    male_honorifics = words()
    suffixes = words()
    particles = words()
    never_first = words()
    never_within = words()
    titles_that_are_names = words()
    known_bodies = words()
    organisation_forms = table()
    never_persons = words()

    first_family_names = words()
    romanised_syllables = pattern()
    #: Percentage of men and of women who bear each name.
    given_names: Entry[dict[str, tuple[float, float]]] = Entry(
        lambda rows: {name: (float(men), float(women)) for name, men, women in rows}
    )

    @cached_property
    def male_given_names(self) -> frozenset[str]:
        """Given names whose bearers are for the most part men."""
        shares = self.given_names.items()
        return frozenset(name for name, (men, women) in shares if men >= _SHARE * (men + women))

    @cached_property
    def female_given_names(self) -> frozenset[str]:
        """Given names whose bearers are for the most part women."""
        shares = self.given_names.items()
        return frozenset(name for name, (men, women) in shares if women >= _SHARE * (men + women))

    @cached_property
    def common_given_names(self) -> frozenset[str]:
        """Given names that many people bear, men or women."""
        return frozenset(name for name, shares in self.given_names.items() if max(shares) >= _COMMON)

    @cached_property
    def nicknames(self) -> dict[str, frozenset[str]]:
        """Given names and short forms of them, each with the others that may be the same person's."""
        forms: dict[str, frozenset[str]] = {}
        for group in self.read("nicknames"):
            for name in group:
                forms[name] = forms.get(name, frozenset()) | frozenset(group)
        return forms


class Offices(Subject):
    """Offices, and words about the people who hold them."""

    needed_by, holds = "Titles", "a list of offices"

    small_words = words()
    ends = words()
    joints = words()
    between_initials = words()
    one_at_a_time = words()
    exclusive = words()
    by_field = words()
    #: Each wording: what the office is called here, and what it is about ("" for an office of no line).
    offices: Entry[dict[str, tuple[str, str]]] = Entry(
        lambda rows: {wording: (office, line) for wording, office, line in rows}
    )
    same_walks = word_groups()
    ranks = words()
    ranked = words()
    times = words()
    not_now = words()
    title_participles = words()
    parties = table()


def _pronoun(gender: Gender | Literal[""], number: Literal["singular", "plural"], person: str) -> Pronoun:
    return gender or None, number, person == "first"
