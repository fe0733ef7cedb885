"""A second language: its terms and its overlaps need a folder of data files and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import spacy
from spacy.tokens import Doc

from analysis import find_passages, load_corpus, term_frequencies
from analysis.corpus import Article, Corpus
from analysis.errors import DatelineError
from analysis.overlap import classify_passages, shared_phrases

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
""",
    "nouns.toml": """# Nouns.
titles = ["bürgermeisterin"]
""",
    "grammar.toml": """# Labels.
person_entities = ["PER"]
people_entities = []
name_entities = ["LOC", "ORG", "PER"]
origin_entities = []
plural_nouns = []
plural_common_nouns = []
possessive_marks = []
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

    def __iter__(self) -> Iterator[tuple[Article, Doc]]:
        return ((article, self._nlp(article.text)) for article in self.corpus)


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Two German articles and an English one, read as German."""
    folder, articles = tmp_path_factory.mktemp("de"), tmp_path_factory.mktemp("articles")
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    for name, text in TEXTS.items():
        (articles / f"{name}.txt").write_text(text, encoding="utf-8")
    return load_corpus(articles, language=str(folder))


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


def test_what_needs_more_says_so(german: Corpus) -> None:
    """An analysis whose lists the language lacks names them."""
    with pytest.raises(DatelineError, match="Quotes need lists of cues, which German does not have"):
        _ = german.language.cues.neutral_verbs
