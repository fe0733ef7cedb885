"""Every form in which news lets people speak: who says what is found by rules, with exact spans."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd
import pytest

from analysis.annotation import AnnotatedCorpus, annotate
from analysis.corpus import load_corpus
from analysis.quotes import find_quotes, marked_terms

LEAD = "The harbour council met on Monday to decide about the old pier, and the debate ran late into the night.\n\n"

#: Name of the form: what the article says; then (kind, source, cue, content) of what must be found in it.
FORMS: dict[str, tuple[str, list[tuple[str, str, str, str]]]] = {
    "after": (
        "“We will rebuild the pier,” said Maria Keller, the mayor of Port Ellen.",
        [("direct", "Maria Keller, the mayor of Port Ellen", "said", "“We will rebuild the pier,”")],
    ),
    "before": (
        "Mayor Maria Keller told reporters: “We will rebuild the pier before the summer.”",
        [("direct", "Mayor Maria Keller", "told", "“We will rebuild the pier before the summer.”")],
    ),
    "split": (
        "“The pier,” Keller said, “will be rebuilt before the summer.”",
        [("direct", "Keller", "said", "“The pier,” … “will be rebuilt before the summer.”")],
    ),
    "question": (
        "“Who is going to pay for it?” asked Keller.",
        [("direct", "Keller", "asked", "“Who is going to pay for it?”")],
    ),
    "british": (
        "‘We don’t have the money’, Keller said. ‘It’s the fishermen’s pier, after all.’",
        [("direct", "Keller", "said", "‘We don’t have the money’ … ‘It’s the fishermen’s pier, after all.’")],
    ),
    "guillemets": (
        "«We will rebuild the pier», Keller said on Monday.",
        [("direct", "Keller", "said", "«We will rebuild the pier»")],
    ),
    "doubled": (
        "''We will rebuild the pier,'' Mr. Keller said. ''It belongs to us.''",
        [("direct", "Mr. Keller", "said", "''We will rebuild the pier,'' … ''It belongs to us.''")],
    ),
    "nested": (
        "“My father told me, ‘Never sell the pier,’ and I never will,” Keller said.",
        [("direct", "Keller", "said", "“My father told me, ‘Never sell the pier,’ and I never will,”")],
    ),
    "paragraphs": (
        "“The pier is our grandfathers’ work.\n\n“It has stood for years.\n\n“We will save it,” Keller said.",
        [
            (
                "direct",
                "Keller",
                "said",
                "“The pier is our grandfathers’ work. … “It has stood for years. … “We will save it,”",
            )
        ],
    ),
    "goes on": (
        "“The pier was built by our grandfathers,” Keller said.\n\n“It has stood for ninety years.”",
        [
            (
                "direct",
                "Keller",
                "said",
                "“The pier was built by our grandfathers,” … “It has stood for ninety years.”",
            )
        ],
    ),
    "mixed": (
        "Keller said the plan was “a disgrace to the whole town” and would cost her votes.",
        [("mixed", "Keller", "said", "the plan was “a disgrace to the whole town” and would cost her votes")],
    ),
    "clause": (
        "Keller said that the pier would be rebuilt before the summer.",
        [("indirect", "Keller", "said", "that the pier would be rebuilt before the summer")],
    ),
    "fronted": (
        "The pier will be rebuilt before the summer, Keller said.",
        [("indirect", "Keller", "said", "The pier will be rebuilt before the summer")],
    ),
    "parenthetical": (
        "The pier, Keller said, will be rebuilt before the summer.",
        [("indirect", "Keller", "said", "The pier … will be rebuilt before the summer")],
    ),
    "according": (
        "According to the harbour police, two boats were lost in the storm.",
        [("indirect", "the harbour police", "According to", "two boats were lost in the storm")],
    ),
    "according after": (
        "Two boats were lost in the storm, according to the harbour police.",
        [("indirect", "the harbour police", "according to", "Two boats were lost in the storm")],
    ),
    "noun": (
        "The court heard Keller's claim that the builders had been paid twice.",
        [("indirect", "Keller", "claim", "that the builders had been paid twice")],
    ),
    "participle": (
        "Keller defended the plan, saying that the builders had been paid in full.",
        [("indirect", "Keller", "saying", "that the builders had been paid in full")],
    ),
    "refusal": (
        "Keller declined to say who had paid the builders.",
        [("indirect", "Keller", "declined to say", "who had paid the builders")],
    ),
    "negated": (
        "Keller has not said whether the builders were paid.",
        [("indirect", "Keller", "has not said", "whether the builders were paid")],
    ),
    "transcript": (
        "WALLACE: Will you rebuild the pier?\n\nKELLER: We will. We have the money.\n\nWALLACE: All of it?",
        [
            ("indirect", "WALLACE", ":", "Will you rebuild the pier?"),
            ("indirect", "KELLER", ":", "We will. We have the money."),
            ("indirect", "WALLACE", ":", "All of it?"),
        ],
    ),
    "questions and answers": (
        "Q: Will you rebuild the pier?\n\nA: We will. We have the money.",
        [("indirect", "A", ":", "We will. We have the money.")],
    ),
    "names and colons": (
        "Maria Keller: “The town will pay for the pier, whatever it takes.”",
        [("direct", "Maria Keller", ":", "“The town will pay for the pier, whatever it takes.”")],
    ),
    "introduced": (
        "Then the mayor wrote to the builders:\n\n“You have been paid in full, and we expect the pier by May.”",
        [("direct", "the mayor", "wrote", "“You have been paid in full, and we expect the pier by May.”")],
    ),
    "signed": (
        "“The sea gives and the sea takes.”\n\n— Maria Keller, mayor of Port Ellen",
        [("direct", "Maria Keller", "—", "“The sea gives and the sea takes.”")],
    ),
    "dash": (
        "“The sea gives and the sea takes.” — Maria Keller",
        [("direct", "Maria Keller", "—", "“The sea gives and the sea takes.”")],
    ),
    "tweet": (
        "Proud of our harbour. The pier will stand! — Maria Keller (@mkeller) May 4, 2024",
        [
            (
                "indirect",
                "Maria Keller (@mkeller)",
                "—",
                "Proud of our harbour. The pier will stand!",
            )
        ],
    ),
    "tweeted": (
        "“The pier will stand, no matter what!” Keller tweeted.",
        [("direct", "Keller", "tweeted", "“The pier will stand, no matter what!”")],
    ),
    "fragment": (
        "In a joint letter the builders promised “to finish the pier before the summer.”",
        [("mixed", "the builders", "promised", "“to finish the pier before the summer.”")],
    ),
}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> AnnotatedCorpus:
    """One article a form."""
    folder = tmp_path_factory.mktemp("forms")
    for name, (text, _) in FORMS.items():
        (folder / f"{name}.txt").write_bytes((LEAD + text).encode())
    return annotate(load_corpus(folder), cache=tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="module")
def quotes(corpus: AnnotatedCorpus) -> pd.DataFrame:
    """What rules find in them."""
    return find_quotes(corpus, finder="rules")


@pytest.mark.parametrize("name", FORMS)
def test_form(quotes: pd.DataFrame, name: str) -> None:
    """The form's attributions are found with kind, source, cue and content to the letter."""
    rows = [
        (row.kind, row.source, row.cue, row.content)
        for row in quotes.itertuples()
        if row.doc_id == name
    ]  # fmt: skip
    for expected in FORMS[name][1]:
        assert expected in rows


def spans_and_words(quotes: pd.DataFrame) -> Iterator[tuple[Any, str, list[tuple[int, int]]]]:
    """Each role's words and spans."""
    for row in quotes.itertuples():
        for role in ("content", "cue", "source"):
            yield row, getattr(row, role), getattr(row, f"{role}_spans")


def test_spans_slice_to_the_words_shown(corpus: AnnotatedCorpus, quotes: pd.DataFrame) -> None:
    """The words of each role are the text at its spans."""
    for row, words, spans in spans_and_words(quotes):
        text = corpus.corpus[row.doc_id].text
        assert " … ".join(text[start:end] for start, end in spans) == words


def test_all_of_one_split_quotation_is_the_speakers(quotes: pd.DataFrame) -> None:
    """A quotation that goes on is not a second attribution."""
    for name in ("split", "british", "doubled", "paragraphs", "goes on"):
        assert (
            1
            == (quotes["doc_id"] == name).sum()
            - (quotes[quotes["doc_id"] == name]["kind"] == "indirect").sum()
        )


def test_titles_and_terms_are_no_speech(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Titles, names and doubted words in marks are marked terms; what is said is not."""
    folder = tmp_path_factory.mktemp("terms")
    text = (
        LEAD
        + "The so-called “storm fund” was spent on a film titled “The Old Man of the Pier and His Boat.” "
        "“We were robbed,” Keller said."
    )
    (folder / "terms.txt").write_bytes(text.encode())
    annotated = annotate(load_corpus(folder), cache=tmp_path_factory.mktemp("cache"))

    expected = ["“storm fund”", "“The Old Man of the Pier and His Boat.”"]
    assert expected == marked_terms(annotated, finder="rules")["text"].tolist()


def test_labels_of_a_transcript_are_speakers(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A label in capitals is the person of that name; a question's "Q" names nobody."""
    folder = tmp_path_factory.mktemp("labels")
    turns = (
        "Chris Wallace asked Maria Keller about it.\n\nWALLACE: Why?\n\nKELLER: It is ours.\n\nWALLACE: So?"
    )
    (folder / "names.txt").write_bytes((LEAD + turns).encode())
    (folder / "roles.txt").write_bytes((LEAD + "Q: Will you rebuild it?\n\nA: We will, soon.").encode())
    quotes = find_quotes(
        annotate(load_corpus(folder), cache=tmp_path_factory.mktemp("cache")), finder="rules"
    )
    turns_taken = quotes[quotes["cue"] == ":"]

    names = turns_taken[turns_taken["doc_id"] == "names"]["speaker"].tolist()
    assert ["Chris Wallace", "Maria Keller", "Chris Wallace"] == names
    assert {"unattributed"} == set(turns_taken[turns_taken["doc_id"] == "roles"]["speaker_kind"])
