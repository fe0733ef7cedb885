"""What is a word: the definition, case by case, and its laws on any text."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from analysis.annotation import AnnotatedCorpus
from analysis.corpus import Article, Section, find_paragraphs, normalise
from analysis.terms import body_words
from analysis.terms.tokens._word_table import read_words
from analysis.terms.tokens._words import split_text

VOCAB = spacy.blank("en").vocab
Make = Callable[..., AnnotatedCorpus]


def forms(annotated: AnnotatedCorpus, **options: str) -> list[str]:
    """The forms of the words of the only article."""
    ((article, doc),) = annotated
    return [word.form for word in body_words(article, doc, **options)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the ministers' plan and Trump's plan", ["the", "ministers", "plan", "and", "Trump", "plan"]),
        ("it's here, let's go", ["it's", "here", "let's", "go"]),
        ("he can't, won’t, cannot", ["he", "can't", "won't", "cannot"]),
        ("O’Brien of the U.S. met at 10 a.m.", ["O'Brien", "of", "the", "U.S.", "met", "at", "10", "a.m."]),
        (
            "about 1,200 of 3.5 million, $1.5bn, 12%",
            ["about", "1,200", "of", "3.5", "million", "1.5bn", "12"],
        ),
        ("inter-Korean follow-up, two-state", ["inter-Korean", "follow-up", "two-state"]),
        ("the Lee-Trump summit", ["the", "Lee", "Trump", "summit"]),
        ("South Korea-U.S. talks", ["South", "Korea", "U.S.", "talks"]),
        ("Al-Qaeda and al-Qaeda", ["Al-Qaeda", "and", "al-Qaeda"]),
        ("in 2018-2021 and Covid-19", ["in", "2018", "2021", "and", "Covid-19"]),
        ("Jeong Yeon-doo said", ["Jeong", "Yeon-doo", "said"]),
        ("and/or him.She waited—long", ["and", "or", "him", "She", "waited", "long"]),
        ("since 9/11, post-9/11", ["since", "9/11", "post-9/11"]),
        ("AT&T and R&D", ["AT&T", "and", "R&D"]),
        ("see www.example.com/a, or a.b@example.org.", ["see", "www.example.com/a", "or", "a.b@example.org"]),
        ("cafe\u0301 co\u00adoperate", ["cafe\u0301", "cooperate"]),
        ("... -- ' \u201d *", []),
    ],
)
def test_definition(text: str, expected: list[str]) -> None:
    """Each case of the definition, on the text alone."""
    assert expected == split_text(text)


def test_hyphens_keep_and_split() -> None:
    """`keep` never parts a compound, `split` always does."""
    text = "the Lee-Trump follow-up of 2018-2021"
    assert ["the", "Lee-Trump", "follow-up", "of", "2018-2021"] == split_text(text, hyphens="keep")
    assert ["the", "Lee", "Trump", "follow", "up", "of", "2018", "2021"] == split_text(text, hyphens="split")


def test_double_name_of_a_person_is_one_word(make_annotated: Make) -> None:
    """Two capitals around a hyphen are one word inside a person's longer name."""
    assert "Ocasio-Cortez" in forms(make_annotated(a="Representative Alexandria Ocasio-Cortez voted no."))


def test_contractions_split_into_their_parts_for_lemmas(make_annotated: Make) -> None:
    """A contraction has two lemmas; a possessive has one."""
    ((article, doc),) = make_annotated(a="Trump’s team can’t wait.")
    lemmas = [word.lemma for word in body_words(article, doc, contractions="split")]
    assert ["Trump", "team", "can", "not", "wait"] == lemmas


def test_lemmas_of_compounds_and_names(make_annotated: Make) -> None:
    """A compound's last part is reduced; names, peoples and abbreviations keep their capitals."""
    text = "So-called North Koreans held U.S.-led, anti-Trump follow-up meetings with go-betweens."
    ((article, doc),) = make_annotated(a=text)
    lemmas = {word.form: word.lemma for word in body_words(article, doc)}
    expected = {
        "So-called": "so-called",
        "Koreans": "Korean",
        "U.S.-led": "U.S.-led",
        "anti-Trump": "anti-Trump",
        "meetings": "meeting",
        "go-betweens": "go-between",
    }
    assert expected == {form: lemmas[form] for form in expected}


def test_a_sentence_lowers_the_capital_of_a_word_alone(make_annotated: Make) -> None:
    """A compound that opens a sentence loses the capital of a word or a letter, and keeps those of an abbreviation."""
    annotated = make_annotated(a="U.S.-led forces came. E-mail scams grew. Long-term plans failed.")
    lemmas = [word.lemma for word in body_words(*annotated.get("a"))]
    assert {"U.S.-led", "e-mail", "long-term"} <= set(lemmas)


@pytest.mark.parametrize("long", ["9" * 5000, "W" * 900, "https://ledger.example/" + "a+b" * 99])
def test_a_word_that_is_read_in_pieces_is_one_lemma(make_annotated: Make, long: str) -> None:
    """A word too long for the parser counts once, as it does among the running words."""
    annotated = make_annotated(a=f"The council cannot print {long} on Monday.")
    ((article, doc),) = annotated
    joined = body_words(article, doc)
    parted = body_words(article, doc, contractions="split")
    assert len(parted) == len(joined) + 1  # "can" and "not"
    assert read_words(annotated).types[0].size == len(joined)


def test_words_follow_unless_punctuation_parts_them(make_annotated: Make) -> None:
    """Quotation marks and possessives do not interrupt a phrase; commas and full stops do."""
    ((article, doc),) = make_annotated(a="Trump’s “war games” end, he said. He left.")
    follows = {word.form: word.follows for word in body_words(article, doc)}
    assert {
        "war": True,
        "games": True,
        "end": True,
        "he": False,
        "said": True,
        "He": False,
        "left": True,
    } == {form: follows[form] for form in ("war", "games", "end", "he", "said", "He", "left")}


def test_headers_footers_and_corrections_are_not_words(annotated: AnnotatedCorpus) -> None:
    """The seeds' page furniture, byline and correction note are not counted."""
    forms_by_article = {
        article.doc_id[:3]: {word.form for word in body_words(article, doc)} for article, doc in annotated
    }
    assert set() == {"Posted", "Updated", "contents"} & forms_by_article["002"]
    assert set() == {"Reporting", "Arshad", "Dunham", "corrects"} & forms_by_article["004"]


def test_offsets_slice_to_the_form(annotated: AnnotatedCorpus) -> None:
    """Every word of the seeds is where it says it is."""
    for article, doc in annotated:
        for mode in ("join", "split"):
            words = body_words(article, doc, contractions=mode)  # type: ignore[arg-type]
            assert [w.form for w in words] == [normalise(article.text[w.start : w.end]) for w in words]
            assert all(article.in_body(w.start, w.end) for w in words)
            assert all(a.end <= b.start for a, b in pairwise(words))


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_any_text_falls_into_words(text: str) -> None:
    """No text raises, and every word has a letter or digit and no white space."""
    for form in split_text(text):
        assert any(map(str.isalnum, form))
        assert [form] == form.split()


@given(st.text(alphabet="abAB'’‘-.,19  \u00a0", max_size=60))
def test_marks_and_spaces_are_alike(text: str) -> None:
    """Curly or straight, plain or no-break: the words are the same."""
    assert split_text(normalise(text)) == split_text(text)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=120), st.integers(0, 2**16))
def test_any_text_and_any_parse(text: str, cuts: int) -> None:
    """However a parser cuts a text, the words are those of the text, and nothing raises."""
    spans = find_paragraphs(text)
    article = Article("a", text, tuple(Section(start, end, "body") for start, end in spans))
    pieces, spaces = tokenise(text, cuts)
    doc = Doc(VOCAB, words=pieces, spaces=spaces)
    assert doc.text == text
    expected = [form for start, end in article.body_spans for form in split_text(text[start:end])]
    assert expected == [word.form for word in body_words(article, doc)]
    for word in body_words(article, doc, contractions="split"):
        assert article.in_body(word.start, word.end)


def tokenise(text: str, cuts: int) -> tuple[list[str], list[bool]]:
    """Cut a text into tokens at the places that the bits of a number say."""
    pieces: list[str] = []
    for at, character in enumerate(text):
        if not pieces or cuts >> (at % 17) & 1 or character.isspace() or pieces[-1].isspace():
            pieces.append(character)
        else:
            pieces[-1] += character
    return pieces, [False] * len(pieces)


def test_words_are_those_of_the_articles_by_name(annotated: AnnotatedCorpus) -> None:
    """However a corpus is sorted, its words, numbers of kinds and relations are the same."""
    corpus = replace(annotated.corpus, articles=annotated.corpus.articles[::-1])
    turned = copy(annotated)
    turned.corpus = corpus
    vars(turned).pop("_made", None)
    words, again = read_words(annotated), read_words(turned)
    assert words.articles == again.articles
    assert words.joined.kinds == again.joined.kinds
    assert words.labels == again.labels
    for name in ("kind", "first_tokens", "last_tokens", "follows"):
        np.testing.assert_array_equal(getattr(words.split, name), getattr(again.split, name))
    np.testing.assert_array_equal(words.heads, again.heads)
