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
    ("analysis/corpus/_dates.py", "shows"),
    ("analysis/corpus/_language_check.py", "words"),
    ("analysis/overlap/provenance/_wording_evidence.py", "writes"),
    ("analysis/quotes/evaluation/_figures.py", "words"),
    ("analysis/quotes/evaluation/_scores.py", "words"),
    ("analysis/reports/provenance/compare.py", "differs"),
    ("analysis/reports/provenance/verify.py", "differs"),
    ("analysis/schema/_quotes.py", "attributions"),
    ("analysis/terms/_groups.py", "selects"),
    ("analysis/views/readers/_article.py", "class"),
    # figures that were measured once
    ("analysis/quotes/_accuracy.py", "articles"),
    ("analysis/quotes/_accuracy.py", "attributions"),
    ("analysis/quotes/evaluation/_evaluate.py", "points"),
    ("analysis/quotes/evaluation/_figures.py", "articles"),
    ("analysis/quotes/evaluation/_figures.py", "attributions"),
    ("analysis/reports/evaluate.py", "words"),
    # two at least: what several articles or texts have in common, and parameters whose minimum is higher
    ("analysis/corpus/tables/_cells.py", "characters"),
    ("analysis/corpus/tables/_cells.py", "texts"),
    ("analysis/corpus/tables/_csv.py", "lines"),
    ("analysis/findings.py", "articles"),
    ("analysis/overlap/_summary.py", "articles"),
    ("analysis/overlap/_summary.py", "pairs"),
    ("analysis/overlap/_summary.py", "words"),
    ("analysis/overlap/provenance/_source_groups.py", "others"),
    ("analysis/terms/_vocabulary.py", "words"),
    ("analysis/views/_html.py", "articles"),
    ("analysis/views/readers/_pairs.py", "pairs"),
}

#: Ends of words with an s that are no plural.
_SINGULAR = set(
    "is was has as does this its says lists lacks holds names needs ends takes gives sets begins brings".split()
)


def plurals_after_values(file: Path) -> Iterator[str]:
    """Yield the plural nouns that stand right after a value in a text; constants are plural by themselves."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.JoinedStr):
            continue
        for value, words in zip(node.values, node.values[1:], strict=False):
            if isinstance(value, ast.FormattedValue) and isinstance(words, ast.Constant):
                noun = re.match(r" ([a-z]+s)\b", str(words.value))
                if noun and noun[1] not in _SINGULAR and not ast.unparse(value.value).strip("_").isupper():
                    yield noun[1]


def test_no_plural_stands_after_a_number_that_may_be_one(root: Path) -> None:
    """Numbers in messages go through `counted`; charts, whose titles say how many there are, are looked at by eye."""
    modules = [
        file
        for file in sorted((root / "analysis").rglob("*.py"))
        if not {"charts", "training"}.intersection(file.parts)
    ]
    found = {
        (file.relative_to(root).as_posix(), noun) for file in modules for noun in plurals_after_values(file)
    }
    assert set() == found - AGREEING
    assert set() == AGREEING - found


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
    assert no_such_path("word " * 2000).endswith("check the path.")


@pytest.mark.parametrize("error", [DatelineError("Fix the table."), UnknownNameError("Fix the table.")])
def test_a_notebook_shows_the_sentence_alone(error: DatelineError) -> None:
    """IPython shows the sentence in place of a traceback; square brackets raise what Python has for them too."""
    assert ["Fix the table."] == error._render_traceback_()
    assert "Fix the table." == str(error)
    assert isinstance(UnknownNameError("x"), KeyError)
