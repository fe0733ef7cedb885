"""Quoted speech by its cue and by its layout: the pattern, who speaks and what is said, and what is no speech."""

from __future__ import annotations

import pytest
from spacy.language import Language

from analysis.annotation._pipeline import load_pipeline, read_article
from analysis.language import ENGLISH
from analysis.quotes.marks._pairing import quotation_spans
from analysis.quotes.rules._dialogue import read_dialogue
from analysis.quotes.rules._quotation_cues import Speech
from analysis.quotes.rules._quoted_speech import is_term, read_speech
from tests.quotes.making import make_article

#: A text, then its speeches (pattern, cue, source, content) and the quotations that are none, terms in brackets.
QUOTED: dict[str, tuple[list[tuple[str, str, str, str]], list[str]]] = {
    "“We will rebuild the pier,” Keller said on Monday.": (
        [("after", "said", "Keller", "“We will rebuild the pier,”")],
        [],
    ),
    "“Will we rebuild the pier?” asked Keller.": (
        [("after", "asked", "Keller", "“Will we rebuild the pier?”")],
        [],
    ),
    "“I saw it”, witness Anna Berg told police and reporters.": (
        [("after", "told", "witness Anna Berg", "“I saw it”")],
        [],
    ),
    "“I saw it!” cried Anna Berg of the Marle Post.": (
        [("after", "cried", "Anna Berg of the Marle Post", "“I saw it!”")],
        [],
    ),
    "“We will,” said Keller, the mayor. “We must.”": (
        [("after", "said", "Keller, the mayor", "“We will,” … “We must.”")],
        [],
    ),
    "“We will,” Keller said, “rebuild the pier.”": (
        [("after", "said", "Keller", "“We will,” … “rebuild the pier.”")],
        [],
    ),
    "“Go home,” she said; “never,” he replied.": (
        [("after", "said", "she", "“Go home,”"), ("after", "replied", "he", "“never,”")],
        [],
    ),
    "“We heard them. Nobody came,” she said, “for days.” “Not one.”": (
        [("after", "said", "she", "“We heard them. Nobody came,” … “for days.” … “Not one.”")],
        [],
    ),
    "The plan was a waste and “a disgrace to the town,” Keller said.": (
        [("after_mixed", "said", "Keller", "The plan was a waste and “a disgrace to the town,”")],
        [],
    ),
    "Keller said, “We will rebuild the pier.”": (
        [("before", "said", "Keller", "“We will rebuild the pier.”")],
        [],
    ),
    "Keller told the builders: “Finish the pier.”": (
        [("before", "told", "Keller", "“Finish the pier.”")],
        [],
    ),
    "She told him, “Go home.” He told her, “No, never.”": (
        [("before", "told", "She", "“Go home.”"), ("before", "told", "He", "“No, never.”")],
        [],
    ),
    "Keller said that “the pier is ours” and left.": (
        [("joined", "said", "Keller", "“the pier is ours”")],
        [],
    ),
    "A note reads “the pier is closed” in red.": (
        [("joined", "reads", "A note", "“the pier is closed”")],
        [],
    ),
    "Keller, who has “a plan”, said “we will win” according to aides.": (
        [("joined", "said", "Keller", "“we will win”")],
        ["(“a plan”)"],
    ),
    "Asked if he was sure, Keller said “yes” and “of course”.": (
        [("joined", "said", "Keller", "“yes”")],
        ["(“of course”)"],
    ),
    "In a statement in which Keller “committed to the pier”, he thanked them.": (
        [("document", "statement", "Keller", "“committed to the pier”")],
        [],
    ),
    "Mayor Keller: “The pier is ours.”": ([("label", ":", "Mayor Keller", "“The pier is ours.”")], []),
    "Keller left. “The pier is ours for ever.”": (
        [("bare", "", "Keller", "“The pier is ours for ever.”")],
        [],
    ),
    "“The pier is ours.” Keller said it will stand.": ([("bare", "", "", "“The pier is ours.”")], []),
    "Then Keller wrote:\n\n“The pier is ours for ever.”": (
        [("introduced", "wrote", "Keller", "“The pier is ours for ever.”")],
        [],
    ),
    "Keller answered,\n\n“The pier is ours for ever.”": (
        [("introduced", "answered", "Keller", "“The pier is ours for ever.”")],
        [],
    ),
    "Keller left,\n\n“The pier is ours for ever.”": (
        [("bare", "", "", "“The pier is ours for ever.”")],
        [],
    ),
    "“We have one aim.\n\n“It is the pier,” Keller said.": (
        [("after", "said", "Keller", "“We have one aim. … “It is the pier,”")],
        [],
    ),
    "“We have one aim,” Keller said.\n\n“It is the pier. It is ours.”": (
        [("after", "said", "Keller", "“We have one aim,” … “It is the pier. It is ours.”")],
        [],
    ),
    "Keller said, “The pier is ours,” Berg said later.": (
        [("before", "said", "Keller", "“The pier is ours,”")],
        [],
    ),
    "Keller: “The pier is ours for ever.”": (
        [("label", ":", "Keller", "“The pier is ours for ever.”")],
        [],
    ),
    "Outside, de Boer: “The pier is ours for ever.”": (
        [("label", ":", "de Boer", "“The pier is ours for ever.”")],
        [],
    ),
    "Of the three, Berg of the Guild: “The pier is ours for ever.”": (
        [("label", ":", "Berg of the Guild", "“The pier is ours for ever.”")],
        [],
    ),
    "“The pier is ours,” which hurt the builders.": ([], ["“The pier is ours,”"]),
    "The so-called “storm fund” was spent.": ([], ["(“storm fund”)"]),
    "They named the boat “Old Thunder of the North”.": ([], ["(“Old Thunder of the North”)"]),
    "“Never” was the word.": ([], ["(“Never”)"]),
}

#: A text, then the speech that its layout attributes.
LAID_OUT: dict[str, list[tuple[str, str, str, str]]] = {
    "WALLACE: Will you rebuild it?\n\nKELLER: We will. We have money.\n\nIt is ours.\n\nWALLACE: All?": [
        ("transcript", ":", "WALLACE", "Will you rebuild it?"),
        ("transcript", ":", "KELLER", "We will. We have money. … It is ours."),
        ("transcript", ":", "WALLACE", "All?"),
    ],
    "Q: Will you?\n\nA: We will.": [
        ("transcript", ":", "Q", "Will you?"),
        ("transcript", ":", "A", "We will."),
    ],
    "Ann Lee: Will you?\n\nSen. Bo Keller (D-Ohio): We will.\n\nAnn Lee: When?": [
        ("transcript", ":", "Ann Lee", "Will you?"),
        ("transcript", ":", "Sen. Bo Keller", "We will."),
        ("transcript", ":", "Ann Lee", "When?"),
    ],
    "“ANN: Will you?”\n\n“BO: We will.”": [
        ("transcript", ":", "ANN", "Will you?"),
        ("transcript", ":", "BO", "We will."),
    ],
    "ANN: One.\n\na\n\nb\n\nc\n\nBO: Two.": [
        ("transcript", ":", "ANN", "One. … a … b … c"),
        ("transcript", ":", "BO", "Two."),
    ],
    # Too far apart for a conversation; labels of one kind alone are none either.
    "ANN: One.\n\na\n\nb\n\nc\n\nd\n\nBO: Two.": [],
    "Note: the pier is closed.\n\nNote: it is old.": [],
    "Ann Lee: Will you?\n\nBo Keller: We will.": [],
    "“The sea gives.”\n\n— Maria Keller, mayor": [("signed", "—", "Maria Keller", "“The sea gives.”")],
    "“The sea gives.” — Maria Keller": [("signed", "—", "Maria Keller", "“The sea gives.”")],
    "“The sea gives.”\n\nMaria Keller, mayor of Marle": [("signed", "", "Maria Keller", "“The sea gives.”")],
    "“The sea gives.”\n\nMaria Keller": [("signed", "", "Maria Keller", "“The sea gives.”")],
    "“The sea gives.”\n\nPort Ellen": [],
    "“The sea gives.”\n\nMaria Keller left.": [],
    "She said “the sea gives.”\n\n— Maria Keller, mayor": [],
    "> The sea gives.\n>\n> It takes.\n\n> — Maria Keller, mayor\n\nMore.": [
        ("signed", "—", "Maria Keller", "The sea gives. … It takes.")
    ],
    "News.\n\nThe sea gives and takes.\n\n— Maria Keller, mayor\n\nMore.": [
        ("signed", "—", "Maria Keller", "The sea gives and takes.")
    ],
    # The last words of an article are signed by who wrote it.
    "News.\n\nThe sea gives and takes.\n\n— Maria Keller, mayor": [],
    "Proud of it! — Maria Keller (@mkeller) May 4, 2024": [
        ("tweet", "—", "Maria Keller (@mkeller)", "Proud of it!")
    ],
    "Proud of it.\n\n— Maria Keller (@mkeller) May 4, 2024\n\nMore.": [
        ("tweet", "—", "Maria Keller (@mkeller)", "Proud of it.")
    ],
    "Maria Keller (@mkeller) · May 4, 2024\n\nProud of it.": [
        ("tweet", "", "Maria Keller (@mkeller)", "Proud of it.")
    ],
}


@pytest.fixture(scope="module")
def pipeline() -> Language:
    """The language model, loaded once."""
    return load_pipeline(ENGLISH.pipeline)


def words(speech: Speech, text: str) -> tuple[str, str, str, str]:
    """Return the pattern of a speech and the words of its roles."""
    roles = (speech.cue, speech.source, speech.content)
    cue, source, content = (" … ".join(text[start:end] for start, end in spans) for spans in roles)
    return speech.pattern, cue, source, content


@pytest.mark.parametrize("text", QUOTED)
def test_speech_in_marks(pipeline: Language, text: str) -> None:
    """A cue before or after a quotation, or in the sentence before, attributes it; terms and titles have none."""
    article = make_article(text)
    doc = read_article(pipeline, article)
    found = read_speech(doc, article.paragraphs(), quotation_spans(article))
    others = [(text[slice(*q.quotation.span)], is_term(q, text)) for q in found.unclaimed]
    assert QUOTED[text] == (
        [words(speech, text) for speech in found.speeches],
        [f"({marked})" if term else marked for marked, term in others],
    )


@pytest.mark.parametrize("text", LAID_OUT)
def test_speech_by_its_layout(text: str) -> None:
    """Labels of turns, signatures and the names of tweets attribute what stands beside them."""
    article = make_article(text)
    found = read_dialogue(text, article.paragraphs(), quotation_spans(article))
    assert LAID_OUT[text] == [words(speech, text) for speech in found]
