"""Reporting words and the labels of the parser, which quotes and entities need."""

from __future__ import annotations

from functools import cached_property

from analysis.language._entries import (
    Entry,
    Subject,
    numbers,
    ordered_words,
    table,
    words,
)


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
    document_pronouns = words()
    document_prepositions = words()
    label_particles = words()
    turn_particles = words()
    empty_sources = words()
    page_labels = words()
    contrasts = words()
    clause_openers = words()
    naming_verbs = words()
    nobody = words()
    anybody = words()
    second_person = words()
    question_labels = words()
    answer_labels = words()
    pattern_rates = numbers()
    #: Right candidates and candidates seen, by word and pattern.
    rates: Entry[dict[tuple[str, str], tuple[int, int]]] = Entry(
        lambda rows: {(word, frame): (int(correct), int(total)) for word, frame, correct, total in rows}
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
    name_parts = words()
