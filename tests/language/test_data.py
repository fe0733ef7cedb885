"""The data files of every language: nothing but words in them, each where it belongs, and all of them read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import combinations
from pathlib import Path

import pytest

import analysis
from analysis.language import ENGLISH, known_languages, load_language
from analysis.language._entries import Entry, Subject
from analysis.language._read import read_lines, read_rows, read_short_lists

SUBJECTS = sorted(Subject.__subclasses__(), key=lambda subject: subject.name())
FILES = sorted(path for code in known_languages() for path in load_language(code).folder.rglob("*.*"))
LISTS = [path for path in FILES if path.suffix == ".txt" and path.parent.name != "newsroom"]

#: Letters and the marks that stand in a word: hyphen, apostrophe, the full stop of an abbreviation; ages and the like.
WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*\.?|'[a-z]+")

#: The lists that hold phrases too.
WITH_PHRASES = {"page_labels", "provinces", "persons", "ranked", "titles"}


def entries(subject: type[Subject]) -> Iterator[str]:
    """Yield the attributes of a subject that come from files."""
    for name, attribute in vars(subject).items():
        if isinstance(attribute, Entry | cached_property):
            yield name


def words_of_english() -> Iterator[tuple[str, set[str]]]:
    """Yield the name and the words of each list and table of English, patterns aside."""
    for subject in SUBJECTS:
        for name in entries(subject):
            value = getattr(getattr(ENGLISH, subject.name()), name)
            if isinstance(value, frozenset | dict | tuple) and subject.name() not in {"newsroom", "grammar"}:
                words = {word for group in value for word in ([group] if isinstance(group, str) else group)}
                yield f"{subject.name()}.{name}", words


@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda subject: str(subject.name()))
def test_every_attribute_is_read(subject: type[Subject]) -> None:
    """English has a file for each, with something in it; a pattern compiles."""
    for name in entries(subject):
        assert getattr(getattr(ENGLISH, subject.name()), name), name


@pytest.mark.parametrize("path", LISTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_list_holds_words_and_nothing_else(path: Path) -> None:
    """A word a line, in order and once: no line of prose, no phrase that falls into pieces."""
    lines = read_lines(path)
    for entry in lines:
        pieces = entry.split(" ")
        assert all(WORD.fullmatch(piece) for piece in pieces), entry
        assert len(pieces) == 1 or path.stem in WITH_PHRASES, entry
    if path.parent.name != "calendar":
        assert sorted(set(lines)) == lines


def test_no_word_is_a_fragment() -> None:
    """What was once cut out of a phrase or of prose is in no list of English: "chargé d'affaires", "he said"."""
    for name, words in words_of_english():
        assert not words & {"affaires", "d'affaires", "chargé", "spoke"}, name
        assert all(word == word.strip() and word for word in words), name
    stopped = ENGLISH.words.stop_words - ENGLISH.words.stop_words_that_name
    for names in (set(ENGLISH.names.nicknames), ENGLISH.nouns.persons, ENGLISH.nouns.titles):
        assert not names & stopped


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_file_says_what_it_holds(path: Path) -> None:
    """Its first line is a comment, so that nobody edits a list without knowing what it is for."""
    assert path.read_text(encoding="utf-8").startswith("# ")


@pytest.mark.parametrize("path", [p for p in FILES if p.suffix == ".tsv"], ids=lambda path: path.stem)
def test_a_table_is_in_order(path: Path) -> None:
    """Its rows are sorted and its first cells are there once each, but for rows whose order tells."""
    rows = read_rows(path)
    assert all(cell == cell.strip() for row in rows for cell in row)
    if path.stem in {"months", "agencies", "walks", "same_documents", "same_walks"}:
        return
    keys = [tuple(row[:2]) if path.stem == "rates" else row[0] for row in rows]
    assert sorted(set(keys)) == keys


def test_every_file_is_used_once() -> None:
    """No list is left in a folder that no attribute reads, and none stands in two files."""
    known = {subject.name(): set(entries(subject)) for subject in SUBJECTS}
    known["calendar"] |= {"months"}
    known["newsroom"] |= {"agencies"}
    for code in known_languages():
        folder = load_language(code).folder
        for path in folder.iterdir():
            short = set(read_short_lists(path)) if path.is_file() else set()
            long = {file.stem for file in path.iterdir()} if path.is_dir() else set()
            assert path.name == "language.toml" or short | long <= known[path.stem], path
            beside = folder / path.stem
            assert not beside.is_dir() or not short & {file.stem for file in beside.iterdir()}, path


def test_every_attribute_has_a_reader() -> None:
    """No list is kept that nothing asks for."""
    package = Path(analysis.__file__).parent
    code = "\n".join(file.read_text(encoding="utf-8") for file in sorted(package.rglob("*.py")))
    asked = set(re.findall(r"\.(\w+)", code))
    assert [] == [
        f"{subject.name()}.{name}" for subject in SUBJECTS for name in entries(subject) if name not in asked
    ]


def test_lists_that_exclude_each_other_are_disjoint() -> None:
    """A noun stands for one thing, a verb judges or does not."""
    nouns, cues = ENGLISH.nouns, ENGLISH.cues
    for one, other in combinations((nouns.persons, nouns.organisations, nouns.documents, nouns.states), 2):
        assert not one & other
    assert not set(nouns.gendered) & (nouns.organisations | nouns.documents | nouns.states)
    assert not cues.neutral_verbs & cues.loaded_verbs
    assert not set(ENGLISH.people.honorifics) & set(nouns.titles)


def test_lists_that_are_parts_of_others_are() -> None:
    """A special case of a list is in the list."""
    nouns, cues, offices = ENGLISH.nouns, ENGLISH.cues, ENGLISH.offices
    assert nouns.titles <= nouns.persons
    assert nouns.always_unnamed <= nouns.persons
    assert nouns.general_bodies <= nouns.organisations
    assert offices.not_now <= offices.times
    assert cues.not_quoting <= cues.neutral_verbs | cues.loaded_verbs
    assert cues.plainest_verbs <= cues.quoting_verbs
    assert {frame for _, frame in cues.rates} <= set(cues.pattern_rates)
    assert ENGLISH.words.stop_words_that_name <= ENGLISH.words.stop_words
