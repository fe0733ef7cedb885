"""Messages for people: numbers agree with their nouns, and an error is a sentence that stands alone."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import DatelineError, UnknownNameError
from analysis.text import counted, counted_in_words, listed, nearest, no_such_path

#: What follows a value that is no number, or one that is never 1: the module, and the words after the value.
AGREEING = {
    # names, kinds and files, and the verbs that they take
    ("analysis/corpus/_language_check.py", "words"),
    ("analysis/quotes/evaluation/_figures.py", "words"),
    ("analysis/quotes/evaluation/_scores.py", "words"),
    ("analysis/schema/_quotes.py", "attributions"),
    # figures that were measured once
    ("analysis/quotes/evaluation/_evaluate.py", "points"),
    ("analysis/quotes/evaluation/_figures.py", "articles"),
    ("analysis/quotes/evaluation/_figures.py", "attributions"),
    ("analysis/reports/evaluate.py", "words"),
    # two at least: what several articles or texts have in common, and parameters whose minimum is higher
    ("analysis/corpus/_builder.py", "characters"),
    ("analysis/corpus/readers/_bounds.py", "columns"),
    ("analysis/corpus/readers/_bounds.py", "rows"),
    ("analysis/corpus/tables/_cells.py", "characters"),
    ("analysis/findings.py", "attributions"),
    ("analysis/corpus/tables/_cells.py", "texts"),
    ("analysis/findings.py", "articles"),
    ("analysis/findings.py", "attributions"),
    ("analysis/overlap/_summary.py", "articles"),
    ("analysis/overlap/_summary.py", "pairs"),
    ("analysis/overlap/_summary.py", "words"),
    ("analysis/overlap/provenance/_source_groups.py", "others"),
    ("analysis/terms/_vocabulary.py", "words"),
    ("analysis/views/_html.py", "articles"),
    ("analysis/views/readers/_pairs.py", "pairs"),
}


def f_strings(tree: ast.AST) -> Iterator[tuple[ast.expr, str]]:
    """Yield each value in the texts of a module with the word that stands right after it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            for value, words in zip(node.values, node.values[1:], strict=False):
                if isinstance(value, ast.FormattedValue) and isinstance(words, ast.Constant):
                    word = re.match(r" ([a-z]+)\b", str(words.value))
                    if word:
                        yield value.value, word[1]


def counted_nouns(tree: ast.AST) -> Iterator[str]:
    """Yield the nouns that a module counts with `counted`, in the plural."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("counted"):
            texts = [ast.literal_eval(arg) for arg in node.args[1:] if isinstance(arg, ast.Constant)]
            if texts:
                yield texts[1].split()[0] if len(texts) > 1 else f"{texts[0]}s"


def test_a_noun_that_is_counted_somewhere_is_so_everywhere(root: Path) -> None:
    """No such noun stands in the plural right after a number that may be 1; constants are plural by themselves.

    Charts are looked at by eye: their titles say how many there are, mostly more than one.
    """
    trees = {
        file.relative_to(root).as_posix(): ast.parse(file.read_text(encoding="utf-8"))
        for file in sorted((root / "analysis").rglob("*.py"))
        if not {"charts", "training"}.intersection(file.parts)
    }
    nouns = {noun for tree in trees.values() for noun in counted_nouns(tree) if noun.endswith("s")}
    assert {"articles", "words", "pairs"} < nouns
    found = {
        (file, word)
        for file, tree in trees.items()
        for value, word in f_strings(tree)
        if word in nouns and not ast.unparse(value).strip("_").isupper()
    }
    assert set() == found - AGREEING


@given(st.integers(0, 10**7), st.sampled_from(["article", "word", "pair"]))
def test_a_number_and_its_noun_agree(number: int, noun: str) -> None:
    """One is singular, any other number plural, in figures and in words; the figures are those of the number."""
    for sentence in (counted(number, noun), counted_in_words(number, noun)):
        words = sentence.split()
        assert words[-1] == (noun if number == 1 else f"{noun}s")
    assert counted(number, noun).split()[0].replace(",", "") == str(number)
    assert counted(number, "story stands", "stories stand").endswith("stands" if number == 1 else "stand")


@given(st.lists(st.text("abc", min_size=1, max_size=3), max_size=6), st.integers(1, 6))
def test_a_list_names_or_counts_every_part(parts: list[str], most: int) -> None:
    """Nothing listed is lost: what is not named is counted."""
    sentence = listed(parts, most=most)
    more = re.search(r" and (\d+) more$", sentence)
    named = re.split(r", | and ", sentence[: more.start()] if more else sentence) if sentence else []
    assert len(parts) == len(named) + (int(more[1]) if more else 0)


@given(st.lists(st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1), unique=True))
def test_the_nearest_name_is_one_of_the_names(names: list[str]) -> None:
    """A name is nearest to itself in any case, unless another differs in case alone."""
    for name in names:
        alike = [other for other in names if other.casefold() == name.casefold()]
        if len(alike) == 1:
            assert nearest(name.swapcase(), names) == name
    assert nearest("", names) is None


def test_a_path_that_is_not_there_gets_the_nearest(tmp_path: Path) -> None:
    """The nearest name in the same folder is offered, the whole of what was typed is quoted, and nothing raises."""
    (tmp_path / "my_articles").mkdir()
    assert no_such_path(tmp_path / "my_article").endswith(f"did you mean '{tmp_path / 'my_articles'}'?")
    assert no_such_path("nowhere/at/all") == "There is no folder or file 'nowhere/at/all'; check the path."
    assert "/my_missing_folder'" in no_such_path("/" + "a/long/way/down/" * 8 + "my_missing_folder")
    assert no_such_path("word " * 2000).endswith("check the path.")


@pytest.mark.parametrize("error", [DatelineError("Fix the table."), UnknownNameError("Fix the table.")])
def test_a_notebook_shows_the_sentence_alone(error: DatelineError) -> None:
    """IPython shows the sentence in place of a traceback; square brackets raise what Python has for them too."""
    assert ["Fix the table."] == error._render_traceback_()
    assert "Fix the table." == str(error)
    assert isinstance(UnknownNameError("x"), KeyError)
