"""A second language: its terms and its overlaps need a folder of data files and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeVar

import pytest
import spacy

from analysis import find_passages, load_corpus, term_frequencies
from analysis.annotation import Step
from analysis.corpus import Article, Corpus
from analysis.errors import DatelineError
from analysis.overlap import (
    align_paraphrases,
    classify_passages,
    compare_spellings,
    infer_derivation,
    shared_phrases,
)

T = TypeVar("T")

#: The folder's files and what they hold; a list that German has no words for is empty.
FILES = {
    "language.toml": """# German.
name = "German"
scripts = ["LATIN"]
""",
    "words.toml": """# Words.
stop_words = [
    "aber", "als", "am", "auch", "auf", "aus", "bei", "das", "dem", "den", "der", "des", "die", "ein", "eine", "er",
    "es", "für", "haben", "hat", "hatten", "im", "in", "ist", "mit", "nicht", "sich", "sie", "sind", "und", "von",
    "war", "weil", "werden", "wird", "zu", "zum", "zur",
]
stop_words_that_name = []
courtesy_titles = ["frau", "herr"]
articles = ["das", "der", "die", "ein", "eine"]
possessives = []
contracted_with_s = []
capital_lemmas = []
capitals_part = false
people_plurals = []
no_people_plurals = []
name_prefixes = []

[contracted_lemmas]
""",
    "calendar.toml": """# Months and days.
weekdays = ["montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"]
day_endings = []
months = [["3", "märz"], ["12", "dezember", "dez"]]
""",
    "newsroom.toml": """# Lines of a page.
furniture = ['anzeige', 'mehr zum thema.{0,80}']
invitation = ['^newsletter abonnieren']
paywall = ['jetzt abonnieren, um weiterzulesen']
date_line = ['(?:stand|aktualisiert):? .{0,60}']
bare_date = ['{weekday}, \\d{1,2}\\. {month} \\d{4}']
byline_head = ['Von [A-Z].{2,60}']
byline_foot = []
correction = []
changed = ["aktualisiert"]
note_phrases = ['newsletter']
note_heads = ['korrektur']
agencies = [["Deutsche Presse-Agentur", "Deutschen? Presse-Agentur", "dpa"]]
agency_credits = ['\\((?:{initials}|{name})\\)\\s*[-–—:]']
credit_before = ['\\bwie (?:die|der|das)\\s*$']
credit_after = ['\\s+(?:berichtete|schrieb|meldete)\\b']
looks_back = ['\\b(?:berichtete|schrieb)$']
asked_people = ['\\bumfrage\\b']
""",
    "nouns.toml": """# Nouns.
titles = ["bürgermeisterin"]
""",
    "people.toml": """# People.
definite_articles = ["das", "der", "die"]
house_style_honorifics = ["Frau", "Herr"]
""",
    "names.toml": """# Names.
never_within = []
given_names = [["anna", "0", "0.5"]]
""",
    "places.toml": """# Places.
provinces = []
states = [["Frankreich", "", "franzose|französisch", "Paris"]]
""",
    "grammar.toml": """# Labels.
person_entities = ["PER"]
people_entities = []
name_entities = ["LOC", "ORG", "PER"]
origin_entities = []
plural_nouns = []
plural_common_nouns = []
possessive_marks = []
other_kinds = { MISC = "other" }
""",
}

STORY = (
    "Der Stadtrat hat am Donnerstag beschlossen, die Corona-Hilfe für die Fähre zu erhalten. Die Bewohner hatten sich "
    "gegen die Schließung gewehrt, weil die Brücke für sie zu weit entfernt ist und der Bus nicht fährt."
)
TEXTS = {
    "a": f"Fähre bleibt\nDonnerstag, 14. März 2024\nVon Anna Berg\n{STORY}\nAnzeige",
    "b": f"{STORY} Die Bürgermeisterin sagt, das Geld ist da, und der Stadtrat wird im Herbst wieder beraten.",
    "c": "The council voted on Thursday to keep the ferry for another five years, and the people of the town were glad "
    "that it will be there for them in the evening when no bus is running any more.",
}


class Read:
    """A corpus with the tokens of a blank pipeline, which has neither lemmas nor tags nor names."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus, self.language = corpus, corpus.language
        self._nlp = spacy.blank("de")
        self._nlp.add_pipe("sentencizer")

    def records(self, step: Step[T], *, by_name: bool = False) -> Iterator[tuple[Article, T]]:
        """Yield each article with its record of a step."""
        articles = sorted(self.corpus, key=lambda article: article.doc_id) if by_name else self.corpus
        return ((article, step.read(article, self._nlp(article.text))) for article in articles)


def read(folder: Path, texts: Mapping[str, str], outlets: str = "") -> Corpus:
    """The texts read as German, with the outlets that a line of each article names."""
    (folder / "language").mkdir()
    (folder / "articles").mkdir()
    for name, text in FILES.items():
        (folder / "language" / name).write_text(text, encoding="utf-8")
    for name, text in texts.items():
        (folder / "articles" / f"{name}.txt").write_text(text, encoding="utf-8")
    if outlets:
        (folder / "articles" / "metadata.csv").write_text(f"doc_id,outlet\n{outlets}", encoding="utf-8")
    return load_corpus(folder / "articles", language=str(folder / "language"))


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Two German articles and an English one, read as German."""
    return read(tmp_path_factory.mktemp("de"), TEXTS)


def test_articles_of_the_language_are_read(german: Corpus) -> None:
    """What is not German is left out, and the page around a story is told from it."""
    assert ["a", "b"] == [article.doc_id for article in german]
    assert "not in German (perhaps English); the corpus is read as German" == german.rejected["reason"][0]
    kinds = ["title", "header", "byline", "body", "boilerplate"]
    assert kinds == [section.kind for section in german["a"].sections]


def test_terms_are_counted(german: Corpus) -> None:
    """With its own stop list, and its own rule for hyphens: nouns have a capital, and are no two names."""
    terms = term_frequencies(Read(german), unit="lower", names_together=False)  # type: ignore[arg-type]
    counts = dict(zip(terms["term"], terms["count"], strict=True))
    assert (3, 2, 2) == (counts["stadtrat"], counts["fähre"], counts["corona-hilfe"])
    assert not counts.keys() & {"der", "die", "und"}


def test_overlap_is_found(german: Corpus) -> None:
    """The prose that two articles share, its class and its phrases."""
    passages = find_passages(german)
    assert [True] == [text.startswith("Der Stadtrat") for text in passages["text_a"]]
    assert ["version"] == classify_passages(german, passages)["kind"].tolist()
    assert shared_phrases(german, min_words=8)["words"].max() == len(STORY.replace("-", " ").split())


def test_who_took_from_whom_is_found(tmp_path: Path) -> None:
    """A credit in the language's words, an agency's, and a name that the shared prose spells in two ways."""
    credit = "Die Lage ist neu, wie die Abendpost schrieb."
    spelled = STORY.replace("Donnerstag", "Donnertag")
    texts = {"a": STORY, "b": f"{credit} {STORY}", "c": f"(dpa) - {STORY}", "d": f"(dpa) - {spelled}"}
    corpus = read(tmp_path, texts, "a,Abendpost\nb,Morgenblatt\nc,Kurier\nd,Bote\n")
    passages = classify_passages(corpus, find_passages(corpus))
    derivation = infer_derivation(corpus, passages).set_index(["doc_a", "doc_b"])

    assert "b from a" == derivation.loc[("a", "b"), "direction"]
    assert (
        "b says “wie die Abendpost schrieb” beside the prose they share."
        in derivation.loc[("a", "b"), "evidence"]
    )
    assert ["Both credit Deutsche Presse-Agentur."] == derivation.loc[("c", "d"), "evidence"]
    spellings = compare_spellings(passages, language=corpus.language)
    assert {("Donnerstag", "Donnertag")} == set(zip(spellings["text_a"], spellings["text_b"], strict=True))


def test_what_needs_more_says_so(german: Corpus) -> None:
    """An analysis whose lists the language lacks names them."""
    with pytest.raises(DatelineError, match="Quotes need lists of cues, which German does not have"):
        _ = german.language.cues.neutral_verbs
    with pytest.raises(DatelineError, match="Paraphrases need word vectors, which German does not have"):
        align_paraphrases(Read(german))  # type: ignore[arg-type]
