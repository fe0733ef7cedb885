"""A language: a folder of files, read when asked for; what it lacks is said by what needs it."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from analysis.errors import DatelineError
from analysis.language import ENGLISH, Language, load_language


def test_a_language_is_its_folder() -> None:
    """English is known by its code, the same object each time, and knows what reads and writes it."""
    assert ENGLISH is load_language("en")
    assert ("en", "English", frozenset({"LATIN"})) == (ENGLISH.code, ENGLISH.name, ENGLISH.scripts)


def test_an_unknown_language_names_those_that_are_known() -> None:
    """Whoever asks for one that has no folder is told which have."""
    with pytest.raises(DatelineError, match=r"language='xx' is not known\. Use 'en'"):
        load_language("xx")


def test_nothing_is_read_before_it_is_asked_for(tmp_path: Path) -> None:
    """A language without a single file is fine until a list of it is needed."""
    language = Language(tmp_path / "nowhere")
    assert "nowhere" == language.code
    assert language.cues.name() == "cues"


def test_what_is_missing_is_said(tmp_path: Path) -> None:
    """The message names the language, what it lacks, and the analysis that needs it."""
    (tmp_path / "language.toml").write_text('name = "German"\nscripts = ["LATIN"]\n')
    language = load_language(str(tmp_path))
    expected = r"Quotes need lists of cues, which German does not have: its folder lacks cues/neutral_verbs"
    with pytest.raises(DatelineError, match=expected):
        _ = language.cues.neutral_verbs


def test_lists_are_read_from_either_kind_of_file(tmp_path: Path) -> None:
    """A short list of a .toml file and a long one of a .txt file are alike; a phrase stays whole."""
    (tmp_path / "language.toml").write_text('name = "German"\nscripts = ["LATIN"]\n')
    (tmp_path / "nouns.toml").write_text('# Nouns.\nstates = ["Staat", "Vereinigtes Reich"]\n')
    (tmp_path / "nouns").mkdir()
    (tmp_path / "nouns" / "persons.txt").write_text("# Persons.\nBotschafter\nBundesminister der Finanzen\n")
    (tmp_path / "nouns" / "gendered.tsv").write_text("# Men and women.\nFrau\tf\nMann\tm\n")
    nouns = load_language(str(tmp_path)).nouns
    assert frozenset({"Staat", "Vereinigtes Reich"}) == nouns.states
    assert frozenset({"Botschafter", "Bundesminister der Finanzen"}) == nouns.persons
    assert {"Frau": "f", "Mann": "m"} == nouns.gendered


def test_an_empty_cell_is_a_hyphen() -> None:
    """So that no editor that trims lines can harm a table."""
    assert ENGLISH.people.honorifics["dr."] is None
    assert ("campaign manager", "") == ENGLISH.offices.offices["campaign manager"]


def test_a_language_travels_by_its_name() -> None:
    """Processes and clusters get the name alone, and read the data once however many articles come with it."""
    assert ENGLISH.nouns.persons
    sent = pickle.dumps(ENGLISH)
    assert len(sent) < 200
    assert str(ENGLISH.folder).encode() not in sent
    assert pickle.loads(sent) is pickle.loads(sent)  # noqa: S301
