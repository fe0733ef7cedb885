"""The stop list: its default, and its edits by parameter and by file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from analysis.annotation import AnnotatedCorpus
from analysis.errors import DatelineError
from analysis.language import ENGLISH
from analysis.parameters import check_parameters
from analysis.terms import choose_stop_words, load_stop_words, term_frequencies

Make = Callable[..., AnnotatedCorpus]

#: The list that English has unless a run says otherwise.
OWN = ENGLISH.words.stop_words | ENGLISH.words.courtesy_titles


def test_default_list_holds_grammar_not_content() -> None:
    """Function words are on it; words of the news are not."""
    words = load_stop_words().words
    assert {"the", "of", "he", "don't", "would", "n't"} <= words
    assert set() == words & {"said", "say", "minister", "new", "people", "year"}


def test_words_with_signs_edit_the_default() -> None:
    """+ adds, - takes off."""
    assert (OWN | {"reportedly"}) - {"against"} == load_stop_words(["+reportedly", "-against"]).words


def test_words_without_signs_replace_the_default() -> None:
    """A plain list is the whole list; None and nothing are no list."""
    assert frozenset({"foo", "don't"}) == load_stop_words(["Foo", "don’t"]).words
    assert frozenset() == load_stop_words(None).words == load_stop_words([]).words


def test_file_edits_or_replaces(tmp_path: Path) -> None:
    """A file is read like a list, one word a line, with comments."""
    path = tmp_path / "stop.txt"
    path.write_text("# mine\n+reportedly\n\n-against\n", encoding="utf-8")
    assert (OWN | {"reportedly"}) - {"against"} == load_stop_words(str(path)).words
    path.write_text("alpha\nbeta\n", encoding="utf-8")
    assert frozenset({"alpha", "beta"}) == load_stop_words(path).words


def test_mistakes_are_told(tmp_path: Path) -> None:
    """A mixed list, a missing file, a file in another encoding."""
    with pytest.raises(DatelineError, match='"plain" has no'):
        load_stop_words(["+more", "plain"])
    with pytest.raises(DatelineError, match=r"none\.txt' cannot be read"):
        load_stop_words(tmp_path / "none.txt")
    (tmp_path / "latin.txt").write_bytes("caf\xe9".encode("latin-1"))
    with pytest.raises(DatelineError, match="not UTF-8"):
        load_stop_words(tmp_path / "latin.txt")


def test_a_notebook_takes_a_file_and_more_words(tmp_path: Path) -> None:
    """No setting is the built-in list, words are added to it, a file replaces it."""

    def chosen(**values: object) -> str | list[str]:
        return choose_stop_words(check_parameters("term_frequencies", values))

    assert chosen() == "default"
    assert chosen(extra_stop_words=["Seoul"]) == ["+seoul"]
    file = tmp_path / "stop.txt"
    file.write_text("alpha\nbeta\n")
    assert chosen(stop_words_file=str(file), extra_stop_words=["Gamma"]) == ["alpha", "beta", "gamma"]


def test_names_that_look_like_stop_words_stay(make_annotated: Make) -> None:
    """US is a country, May a month; us and may are grammar."""
    text = "The US told us in May that officials may visit the US in May."
    terms = set(term_frequencies(make_annotated(a=text), unit="word")["term"])
    assert {"US", "May"} <= terms
    assert set() == terms & {"us", "may"}


def test_how_people_are_addressed_is_no_term(make_annotated: Make) -> None:
    """Mr and Mrs are on the list with a point and without; MS is no courtesy, nor is the verb miss."""
    text = "Mr. Smith met Mrs. Jones. Mr Smith told Ms Roe that MS will miss Dr. Lee."
    terms = set(term_frequencies(make_annotated(a=text), unit="word")["term"])
    assert {"Smith", "Jones", "Roe", "MS", "miss", "Dr", "Lee"} <= terms
    assert set() == terms & {"Mr", "Mrs", "Ms"}
    listed = term_frequencies(make_annotated(a=text), unit="word", stop_words=["-mr"]).set_index("term")
    assert 2 == listed["count"]["Mr"]


def test_stop_words_are_not_listed_but_are_counted_as_words(make_annotated: Make) -> None:
    """The denominator is all words: 1 in 4 is 2,500 in 10,000 with or without a stop list."""
    annotated = make_annotated(a="The minister of it.")
    (with_list,) = term_frequencies(annotated, unit="lower")["per_10k"]
    without = term_frequencies(annotated, unit="lower", stop_words=None).set_index("term")["per_10k"]
    assert 2_500.0 == with_list == without["minister"]
    assert 4 == len(without)
