"""A language's facts behind one object: a folder of data files, each read when it is first asked for.

Every attribute of a subject below is a file of its name, whose head says what it holds and where it comes from:
`language.nouns.persons` is `nouns/persons.txt`, `language.nouns.states` is the list `states` of `nouns.toml`.
A folder with a `language.toml` is a language; what it lacks is said when it is needed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Literal

from analysis.errors import DatelineError
from analysis.language._entries import (
    Entry,
    Subject,
    compile_any,
    numbers,
    ordered_words,
    pattern,
    table,
    word_groups,
    words,
)
from analysis.language._read import read_rows, read_short_lists

Gender = Literal["m", "f"]

#: Gender, number, and whether it is the first person.
Pronoun = tuple[Gender | None, Literal["singular", "plural"], bool]

#: Share of a name's bearers who are men, or women, from which it hints at one. Persons of known gender in half of
#: PolNeAR's training part: right for 94 % at 0.7 as at 0.95; at 0.95 it says something of 5 % fewer.
_SHARE = 0.8
#: Percentage of men or women from which a name shows by itself that a person is named; rarer ones are words of many
#: kinds (Star, Golden, Delta). Of what is taken for a body in half of PolNeAR's training part and opens with a name of
#: 0.01 % and more, 8 in 10 mentions are of persons; of rarer ones, 4 in 10.
_COMMON = 0.01

#: Every folder here that has a `language.toml` is a language.
FOLDER = Path(__file__).parent


class Words(Subject):
    """Words that hold sentences together, and how words are spelled."""

    needed_by, holds = "Word counts", "lists of words"

    stop_words = words()
    stop_words_that_name = words()
    courtesy_titles = words()
    articles = words()
    possessives = words()
    contracted_with_s = words()
    capital_lemmas = words()
    capitals_part: Entry[bool] = Entry(bool)
    people_plurals = words()
    no_people_plurals = words()
    contracted_lemmas = table()
    clipped_forms = words()
    clitics = words()
    before_final_apostrophe = words()
    name_prefixes = words()
    hyphenated_first = words()
    word_endings = words()


class Calendar(Subject):
    """Names of months and days."""

    needed_by, holds = "Dates", "a calendar"

    weekdays = ordered_words()
    #: What may follow a day's number ("17th").
    day_endings = words()

    @cached_property
    def month_names(self) -> tuple[str, ...]:
        """The months' full names, in order."""
        return tuple(name for _, name, *_ in self.read("months"))

    @cached_property
    def months(self) -> dict[str, int]:
        """Names and abbreviations of months, each with its number."""
        return {name: int(number) for number, *names in self.read("months") for name in names}


class Numbers(Subject):
    """Words that make, scale, hedge and measure numbers."""

    needed_by, holds = "Numbers", "words for amounts"

    scales = numbers()
    number_words: Entry[dict[str, int]] = Entry(dict)
    time_units = words()
    least = words()
    most = words()
    about = words()
    currencies = words()
    shares = words()
    share_of = words()
    ratio_words = words()
    stretches = words()
    ranges = words()
    others = words()
    supposed = words()


class Newsroom(Subject):
    """Lines of a news page that are not the story, and how agencies are credited."""

    needed_by, holds = "Headers, bylines and credits", "the wording of newsrooms"

    furniture = pattern()
    date_line = pattern()
    byline_head = pattern(re.NOFLAG)
    byline_foot = pattern()
    correction = pattern(re.IGNORECASE | re.DOTALL)
    changed = words()
    note_phrases = pattern()
    note_heads = pattern()
    credit_before = pattern()
    credit_after = pattern(re.NOFLAG)
    looks_back = pattern(re.NOFLAG)
    asked_people = pattern()

    @cached_property
    def bare_date(self) -> re.Pattern[str]:
        """A line that is a day and nothing else."""
        calendar = self.language.calendar
        names = {"month": "|".join(calendar.month_names), "weekday": "|".join(calendar.weekdays)}
        return compile_any((_fill(line, names) for line in self.read("bare_date")), re.IGNORECASE)

    @cached_property
    def agency_names(self) -> dict[str, re.Pattern[str]]:
        """Each news agency, and where its name stands in running text."""
        return {agency: re.compile(name) for agency, name, _ in self.read("agencies")}

    @cached_property
    def agency_credits(self) -> dict[str, re.Pattern[str]]:
        """Each news agency, and what says that an article is its own."""
        edges = {"begin": r"^[^\w\n]*", "end": r"[^\w\n]*$"}
        return {
            agency: compile_any(
                (
                    _fill(line, {**edges, "name": name, "initials": initials})
                    for line in self.read("agency_credits")
                ),
                re.MULTILINE,
            )
            for agency, name, initials in self.read("agencies")
        }


class Nouns(Subject):
    """Nouns by what they stand for."""

    needed_by, holds = "People and bodies", "nouns for them"

    person_endings = words()
    leading_bodies = words()
    buildings = words()
    body_parts = words()
    directions = words()
    lasting_groups = words()
    allies = words()
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
    states = words()
    documents = words()
    same_documents = word_groups()
    collectives = words()
    parties = words()
    contestants = words()
    always_unnamed = words()
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
    ages = pattern(re.NOFLAG)
    definite = words()
    pointing = words()
    pointing_plural = words()
    definite_articles = words()
    indefinite_articles = words()
    relatives = words()
    relatives_after_comma = words()
    bound_pronouns = words()
    topic_openers = words()
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
    anonymity_words = words()
    counting_words = words()
    reporting_verbs = words()
    asking_verbs = words()


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


class Events(Subject):
    """Nouns for events, and words that date and place them."""

    needed_by, holds = "Events", "nouns for events"

    holding_verbs = words()
    leading_verbs = words()
    party_prepositions = words()
    of = words()
    place_prepositions = words()
    dropped = words()
    pointing = words()
    future_words = words()
    reported_future = words()
    before_words = words()
    planning_verbs = words()
    infinitive_marks = words()
    next_words = words()
    last_words = words()
    named_families = words()
    one_a_day = words()
    venues = words()

    @cached_property
    def families(self) -> dict[str, str]:
        """Each noun for an event, and the family that it is of."""
        return {noun: nouns[0] for nouns in self.read("families") for noun in nouns}


class Places(Subject):
    """States, their peoples and capitals, and their parts."""

    needed_by, holds = "Places", "names of states and places"

    locative = words()
    small_words = words()
    opposites = table()
    provinces = words()
    province_abbreviations = table()

    @cached_property
    def states(self) -> dict[str, str]:
        """Every name and short form of a state, in lower case, and the state's name."""
        return {
            name.lower(): state
            for state, others, _, _ in self.read("states")
            for name in (state, *_parts(others))
        }

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of all these names ("Carolina")."""
        names = (*self.states, *self.capitals, *self.provinces)
        return frozenset(word for name in names for word in name.split())

    @cached_property
    def nationalities(self) -> dict[str, str]:
        """Adjectives and words for nationals, in lower case, and the state's name."""
        return {word.lower(): state for state, _, people, _ in self.read("states") for word in _parts(people)}

    @cached_property
    def capitals(self) -> dict[str, str]:
        """Capitals and seats of government, in lower case, and the state's name."""
        return {seat.lower(): state for state, _, _, seats in self.read("states") for seat in _parts(seats)}


class Offices(Subject):
    """Offices and what can be said of one who holds them."""

    needed_by, holds = "Titles", "a list of offices"

    small_words = words()
    ends = words()
    joints = words()
    between_initials = words()
    one_at_a_time = words()
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


class Cues(Subject):
    """Words by which attributions are read."""

    needed_by, holds = "Quotes", "lists of cues"

    neutral_verbs = words()
    loaded_verbs = words()
    not_quoting = words()
    plainest_verbs = words()
    addressing_verbs = words()
    recipient_verbs = words()
    governing_verbs = words()
    raising_verbs = words()
    felt_verbs = words()
    nouns = words()
    documents = words()
    naming_words = words()
    circumstances = words()
    according = words()
    according_lemmas = words()
    according_prepositions = words()
    complementisers = words()
    new_phrases = words()
    perfect_auxiliaries = words()
    time_prepositions = words()
    noun_sources = words()
    sure_noun_sources = words()
    document_pronouns = words()
    document_prepositions = words()
    label_particles = words()
    turn_particles = words()
    empty_sources = words()
    page_labels = words()
    question_labels = words()
    answer_labels = words()
    pattern_rates = numbers()
    #: Right candidates and candidates seen, by word and pattern.
    rates: Entry[dict[tuple[str, str], tuple[int, int]]] = Entry(
        lambda rows: {(word, frame): (int(right), int(seen)) for word, frame, right, seen in rows}
    )

    @cached_property
    def turn_labels(self) -> frozenset[str]:
        """Labels of a transcript's turns that stand for a role, not for a name."""
        return self.question_labels | self.answer_labels

    @cached_property
    def quoting_verbs(self) -> frozenset[str]:
        """Verbs that may carry a quotation that stands in marks right beside them."""
        return (self.neutral_verbs | self.loaded_verbs) - self.not_quoting


class Grammar(Subject):
    """Labels of the parser by what they are for."""

    needed_by, holds = "Quotes and entities", "the labels of a parser"

    people_entities = words()
    name_entities = words()
    origin_entities = words()
    number_tags = words()
    number_parts = words()
    entity_kinds = table()
    other_kinds = table()
    state_entities = words()
    person_entities = words()
    body_entities = words()
    pronoun_tags = words()
    personal_pronouns = words()
    bare_verbs = words()
    name_tags = words()
    name_word_tags = words()
    event_left = words()
    held = words()
    counts = words()
    other_clauses = words()
    actors = words()
    acted_on = words()
    inner_parts = words()
    noun_left = words()
    name_left = words()
    punctuation = words()
    cases = words()
    appositions = words()
    arguments = words()
    predicate_nouns = words()
    unsettled = words()
    reported_clauses = words()
    pair_words = words()
    complemented = words()
    owners = words()
    naming_relations = words()
    phrase_parts = words()
    phrase_heads = words()
    opening_parts = words()
    openings = words()
    later_clauses = words()
    plural_nouns = words()
    plural_names = words()
    proper_nouns = words()
    plural_common_nouns = words()
    title_tags = words()
    title_joints = words()
    possessive_pronouns = words()
    comparatives = words()
    phrase_ends = words()
    counted = words()
    no_modifiers = words()
    other_entities = words()
    subjects = words()
    noun_subjects = words()
    active_subjects = words()
    passive_subjects = words()
    expletives = words()
    passive_agents = words()
    auxiliaries = words()
    passive_auxiliaries = words()
    negations = words()
    particles = words()
    adverbs = words()
    direct_objects = words()
    finite_clauses = words()
    infinitives = words()
    complements = ordered_words()
    prepositions = words()
    prepositional_objects = words()
    prepositional_complements = words()
    conjuncts = words()
    coordinators = words()
    insertions = words()
    relative_clauses = words()
    noun_clauses = words()
    possessors = words()
    compounds = words()
    attributes = words()
    shared_subject = words()
    adjuncts = words()
    carried_nouns = words()
    noun_contents = words()
    said_of_subject = words()
    asides = words()
    describing_clauses = words()
    loose_clauses = words()
    inner_verbs = words()
    main_clauses = words()
    dependent_clauses = words()
    roots = words()
    not_subjects = words()
    modals = words()
    finite_verbs = words()
    past_participles = words()
    present_participles = words()
    inquit_verbs = words()
    relative_determiners = words()
    relative_pronouns = words()
    possessive_marks = words()
    times = words()


@dataclass(frozen=True)
class Language:
    """A language by its folder of data files; nothing is read before it is asked for."""

    folder: Path

    def __reduce__(self) -> tuple[type[Language], tuple[Path]]:
        return Language, (self.folder,)  # what has been read stays behind

    @property
    def code(self) -> str:
        """ISO 639-1 code: the folder's name."""
        return self.folder.name

    @cached_property
    def _facts(self) -> dict[str, Any]:
        return read_short_lists(self.folder / "language.toml")

    @property
    def name(self) -> str:
        """What the language is called in English."""
        return str(self._facts["name"])

    @property
    def pipeline(self) -> str:
        """The spaCy pipeline that reads it unless another is named.

        Raises:
            DatelineError: There is no such pipeline.
        """
        if "pipeline" not in self._facts:
            raise DatelineError(f"No spaCy pipeline is set for {self.name}. Name an installed one (model=).")
        return str(self._facts["pipeline"])

    @property
    def scripts(self) -> frozenset[str]:
        """The scripts that it is written in, by the first word of their characters' Unicode names."""
        return frozenset(self._facts["scripts"])

    @cached_property
    def words(self) -> Words:
        return Words(self)

    @cached_property
    def calendar(self) -> Calendar:
        return Calendar(self)

    @cached_property
    def numbers(self) -> Numbers:
        return Numbers(self)

    @cached_property
    def newsroom(self) -> Newsroom:
        return Newsroom(self)

    @cached_property
    def nouns(self) -> Nouns:
        return Nouns(self)

    @cached_property
    def people(self) -> People:
        return People(self)

    @cached_property
    def names(self) -> Names:
        return Names(self)

    @cached_property
    def offices(self) -> Offices:
        return Offices(self)

    @cached_property
    def events(self) -> Events:
        return Events(self)

    @cached_property
    def places(self) -> Places:
        return Places(self)

    @cached_property
    def cues(self) -> Cues:
        return Cues(self)

    @cached_property
    def grammar(self) -> Grammar:
        return Grammar(self)


ENGLISH = Language(FOLDER / "en")


def known_languages() -> list[str]:
    """Return the codes of the languages that have a folder here."""
    return sorted(path.parent.name for path in FOLDER.glob("*/language.toml"))


@cache
def load_language(code: str) -> Language:
    """Return the language of an ISO 639-1 code, or of the folder at a path.

    Raises:
        DatelineError: There is no such folder.

    Example:
        >>> load_language("en").name
        'English'
    """
    folder = FOLDER / code  # a path that is absolute stays what it is
    if not (folder / "language.toml").is_file():
        raise DatelineError(
            f"language={code!r} is not known. Use {', '.join(map(repr, known_languages()))}, or None to take "
            "articles of every language."
        )
    return ENGLISH if folder == ENGLISH.folder else Language(folder)


@cache
def calendars() -> tuple[Calendar, ...]:
    """Return the calendars of all languages, English first: a date reads the same whatever a corpus is in."""
    others = (load_language(code) for code in known_languages() if code != ENGLISH.code)
    return (ENGLISH.calendar, *(language.calendar for language in others))


@cache
def function_words() -> dict[str, frozenset[str]]:
    """Return the commonest function words of languages that news is written in, by the language's name."""
    return {
        name: frozenset(words) for name, *words in read_rows(FOLDER / "recognition" / "function_words.tsv")
    }


@cache
def script_names() -> dict[str, str]:
    """Return what scripts are called, by the first word of their characters' Unicode names."""
    return dict(read_rows(FOLDER / "recognition" / "scripts.tsv"))


def _fill(expression: str, values: dict[str, str]) -> str:
    """Put values in the place of {names}; quantifiers ({2,100}) stay."""
    for name, value in values.items():
        expression = expression.replace(f"{{{name}}}", f"(?:{value})")
    return expression


def _parts(cell: str) -> list[str]:
    """Return the entries of a cell that holds several."""
    return [part for part in cell.split("|") if part]


def _pronoun(gender: Gender | Literal[""], number: Literal["singular", "plural"], person: str) -> Pronoun:
    return gender or None, number, person == "first"
