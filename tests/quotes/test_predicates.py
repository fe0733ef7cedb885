"""The constructions that may attribute: for each verb or noun its frame, its cue, who speaks, and what is said."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from analysis.annotation._pipeline import load_pipeline, read_article
from analysis.language import ENGLISH
from analysis.quotes.rules._predicates import find_predicates
from analysis.quotes.rules._quotation_cues import _phrase_head
from tests.quotes.making import make_article

#: A sentence, then its predicates: frame, lemma, cue, source and content.
PREDICATES: dict[str, list[tuple[str, str, str, str, str]]] = {
    "Keller said that the builders had left.": [
        ("clause", "say", "said", "Keller", "that the builders had left"),
    ],
    "Keller has not said whether the builders had left.": [
        ("clause", "say", "has not said", "Keller", "whether the builders had left"),
    ],
    "Keller quietly said that the pier would stand.": [
        ("clause", "say", "quietly said", "Keller", "that the pier would stand"),
    ],
    "Keller told reporters that the pier would stand.": [
        ("clause", "tell", "told", "Keller", "that the pier would stand")
    ],
    "Keller agreed and said that the pier would stand.": [
        ("clause", "say", "said", "Keller", "that the pier would stand")
    ],
    "Sources said Keller had left.": [("clause", "say", "said", "Sources", "Keller had left")],
    "The pier will stand, Keller said on Monday.": [
        ("split", "say", "said", "Keller", "The pier will stand")
    ],
    "The pier, Keller said, will stand": [("split", "say", "said", "Keller", "The pier will stand")],
    "The mayor, who said that the pier would stand, left.": [
        ("clause", "say", "said", "who", "that the pier would stand ,")
    ],
    # A second verb with the cue's subject is no content; one that repeats the cue is a cue itself.
    "Keller said it would pass but gave no date.": [
        ("clause", "say", "said", "Keller", "it would pass"),
        ("object", "give", "gave", "Keller", "no date"),
    ],
    "Keller said he would win and said the race had ended.": [
        ("clause", "say", "said", "Keller", "he would win"),
        ("clause", "say", "said", "Keller", "the race had ended"),
    ],
    # Verbs that govern a verb of saying are part of the cue.
    "Keller declined to say who had paid.": [
        ("infinitive", "decline", "declined", "Keller", "to say who had paid"),
        ("clause", "say", "declined to say", "Keller", "who had paid"),
    ],
    "Keller refused to comment on the plan.": [
        ("infinitive", "refuse", "refused", "Keller", "to comment on the plan"),
        ("preposition", "comment on", "refused to comment on", "Keller", "the plan"),
    ],
    "Keller vowed to fight.": [("infinitive", "vow", "vowed", "Keller", "to fight")],
    "Keller urged the builders to leave.": [
        ("infinitive", "urge", "urged", "Keller", "the builders to leave")
    ],
    "Keller criticised the plan of the builders.": [
        ("object", "criticise", "criticised", "Keller", "the plan of the builders")
    ],
    # When and where somebody spoke is not what was said.
    "Keller complained about the noise in the harbour on Monday.": [
        ("preposition", "complain about", "complained about", "Keller", "the noise in the harbour")
    ],
    "Keller accused the builders of theft in June.": [
        ("object", "accuse", "accused", "Keller", "the builders of theft")
    ],
    "Keller called for a new plan.": [("preposition", "call for", "called for", "Keller", "a new plan")],
    "Asked about the plan, Keller left.": [("preposition", "ask about", "Asked about", "Keller", "the plan")],
    "According to Keller, the boats sank.": [
        ("according", "accord to", "According to", "Keller", ", the boats sank .")
    ],
    "The boats sank, according to the harbour police.": [
        ("according", "accord to", "according to", "the harbour police", "The boats sank , .")
    ],
    # Of a passive verb the subject is content, and who speaks is behind "by", if anywhere.
    "The plan was criticised by Keller as a waste.": [
        ("passive", "criticise", "was criticised", "Keller", "The plan as a waste")
    ],
    "The plan was criticised.": [("passive", "criticise", "was criticised", "", "The plan")],
    "The builders are expected to leave.": [
        ("passive", "expect", "are expected", "", "The builders to leave")
    ],
    "The builders seem to leave.": [("raised", "seem", "seem", "", "The builders to leave")],
    "Keller's claim that the builders were paid is false.": [
        ("noun", "claim", "claim", "Keller", "that the builders were paid"),
        ("passive", "pay", "were paid", "", "the builders"),
        ("object", "be", "is", "Keller 's claim that the builders were paid", "false"),
    ],
    "The promise of the builders to leave came late.": [
        ("noun", "promise", "promise", "the builders", "to leave")
    ],
    "The builders made a promise to leave.": [
        ("object", "make", "made", "The builders", "a promise to leave"),
        ("noun", "promise", "promise", "The builders", "to leave"),
    ],
    "The claim that hurt Keller came late.": [("object", "hurt", "hurt", "that", "Keller")],
    "There came claims that the pier would stand.": [
        ("noun", "claim", "claims", "", "that the pier would stand"),
    ],
    "The pier stood.": [],
}


@pytest.fixture(scope="module")
def pipeline() -> Language:
    """The language model, loaded once."""
    return load_pipeline(ENGLISH.pipeline)


@pytest.mark.parametrize("text", PREDICATES)
def test_predicates(pipeline: Language, text: str) -> None:
    """Each is found once, with the words of its roles."""
    doc = read_article(pipeline, make_article(text))
    found = [
        (p.frame, p.lemma, *(" ".join(doc[i].text for i in role) for role in (p.cue, p.source, p.content)))
        for p in find_predicates(doc)
    ]
    assert PREDICATES[text] == found


@pytest.mark.parametrize(("relation", "source"), [("nsubj", [0, 1]), ("dep", [0, 1]), ("punct", [0, 1])])
def test_who_stands_before_a_verb_of_saying_says_it(
    pipeline: Language, relation: str, source: list[int]
) -> None:
    """Where the parse has lost the subject, the phrase right before the verb is who speaks."""
    doc = Doc(
        pipeline.vocab,
        words=["Mayor", "Keller", "said", "that", "it", "fell", "."],
        tags=["NNP", "NNP", "VBD", "IN", "PRP", "VBD", "."],
        pos=["PROPN", "PROPN", "VERB", "SCONJ", "PRON", "VERB", "PUNCT"],
        deps=["compound", relation, "ROOT", "mark", "nsubj", "ccomp", "punct"],
        heads=[1, 2, 2, 5, 5, 2, 2],
        lemmas=["Mayor", "Keller", "say", "that", "it", "fall", "."],
    )
    (found,) = (predicate for predicate in find_predicates(doc) if predicate.lemma == "say")
    assert ("clause", source, [3, 4, 5]) == (found.frame, [*found.source], [*found.content])


def test_a_noun_behind_a_preposition_speaks_for_the_whole_phrase(pipeline: Language) -> None:
    """Who speaks for a ministry is its spokesman; a phrase ends where the words do that are looked at."""
    doc = pipeline("A spokesman for the ministry said so.")
    assert "spokesman" == _phrase_head(doc[4], {0, 1, 2, 3, 4}).text
    assert "ministry" == _phrase_head(doc[4], {3, 4}).text
    assert "spokesman" == _phrase_head(doc[1], {0, 1, 2, 3, 4, 5}).text
