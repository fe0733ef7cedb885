"""Proves that a parameter is accepted, refused and explained as its table says."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import DatelineError
from analysis.parameters import (
    EVERYDAY,
    PARAMETERS,
    Parameter,
    check_parameters,
    form,
    parameters_cell,
    parse_value,
    read_parameters,
)


def parameter(notebook: str, name: str) -> Parameter:
    """Look one parameter up."""
    return next(item for item in PARAMETERS[notebook] if item.name == name)


@pytest.mark.parametrize("notebook", PARAMETERS)
def test_defaults_pass_their_own_check(notebook: str) -> None:
    """Every default is allowed, and no value given means the defaults."""
    defaults = {item.name: item.default for item in PARAMETERS[notebook]}

    assert defaults == check_parameters(notebook, {})
    assert defaults == check_parameters(notebook, defaults)


@pytest.mark.parametrize("notebook", PARAMETERS)
def test_every_number_has_range_and_unit(notebook: str) -> None:
    """No number is left without the range and the unit that its message needs."""
    numbers = [item for item in PARAMETERS[notebook] if item.kind in {"integer", "number"}]

    assert [] == [n.name for n in numbers if n.minimum is None or n.maximum is None or not n.unit]
    assert [] == [item.name for item in PARAMETERS[notebook] if not item.meaning]


def test_defaults_cannot_be_changed_through_a_result() -> None:
    """A list handed out is a copy."""
    check_parameters("term_frequencies", {})["keywords"].append("summit")

    assert [] == check_parameters("term_frequencies", {})["keywords"]


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("top_term", 5, "has no parameter 'top_term': did you mean 'top_terms'?"),
        ("zzz", 5, "has no parameter 'zzz': its parameters are corpus,"),
        ("top_terms", 4, "it must be a whole number from 5 to 200 (terms)"),
        ("top_terms", 30.0, "cannot be 30.0"),
        ("top_terms", True, "cannot be True"),
        ("top_terms", "many", "cannot be 'many'"),
        ("unit", "letters", "one of word, lower, lemma,"),
        ("keywords", "summit", "a list of texts"),
        ("keywords", ["summit", 3], "a list of texts"),
        ("corpus", 3, "a path, or empty"),
    ],
)
def test_refusal_names_parameter_and_what_is_allowed(name: str, value: object, expected: str) -> None:
    """An unknown name, a wrong type and a value out of range each get their own sentence."""
    with pytest.raises(DatelineError) as caught:
        check_parameters("term_frequencies", {name: value})

    assert name in str(caught.value)
    assert expected in str(caught.value)


def test_unknown_notebook_suggests_the_nearest() -> None:
    """A slip in a notebook's name is answered with the right one."""
    with pytest.raises(DatelineError, match="did you mean quote_attributions"):
        check_parameters("quotes", {})


@given(st.floats())
def test_number_is_taken_exactly_within_its_range(value: float) -> None:
    """A confidence is taken when it lies in [0, 1] and at no other time, not-a-number included."""
    try:
        taken = check_parameters("quote_attributions", {"min_confidence": value})["min_confidence"]
    except DatelineError:
        assert not 0 <= value <= 1
    else:
        assert taken == value
        assert 0 <= value <= 1


def test_whole_number_is_a_number() -> None:
    """0 and 1 typed as whole numbers are shares too."""
    assert 1.0 == check_parameters("source_overlap", {"min_similarity": 1})["min_similarity"]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("top_terms", " 40 ", 40),
        ("keywords", "summit, nuclear talks,", ["summit", "nuclear talks"]),
        ("keywords", '["one, two"]', ["one, two"]),
        ("keywords", "", []),
        ("unit", "word", "word"),
    ],
)
def test_command_line_value_takes_its_kind(name: str, text: str, expected: object) -> None:
    """What is typed becomes a number, a list or a text by the parameter's kind."""
    assert expected == parse_value(parameter("term_frequencies", name), text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("top_terms", "forty"),
        ("keywords", "[1]"),
        ("keywords", "["),
        ("keywords", f"[{'9' * 5000}]"),
        ("keywords", "[" * 9000),
    ],
)
def test_command_line_value_that_is_none_is_refused(name: str, text: str) -> None:
    """A text that is no number or no list is refused by name."""
    with pytest.raises(DatelineError, match=name):
        parse_value(parameter("term_frequencies", name), text)


def test_running_notebook_is_read() -> None:
    """Values come from the notebook's variables; others of its variables are none of our business."""
    read = read_parameters(
        "source_overlap", {"min_words": 12, "something_else": 3, "In": ["", "min_words = 8"]}
    )

    assert 12 == read["min_words"]
    assert "something_else" not in read


def test_name_injected_by_papermill_that_is_no_parameter_is_refused() -> None:
    """Papermill injects any name; the notebook does not let it pass."""
    namespace = {"min_wrods": 12, "In": ["", "min_words = 8", "# Parameters\nmin_wrods = 12\n"]}

    with pytest.raises(DatelineError, match="did you mean 'min_words'"):
        read_parameters("source_overlap", namespace)


@pytest.mark.parametrize("notebook", PARAMETERS)
def test_parameters_cell_agrees_with_the_table(notebook: str, root: Path) -> None:
    """The cell a reader sees has every parameter in order, its default, and meaning, range and unit beside it.

    The five that most people change stand first, the rest under "More".
    """
    book = nbformat.read(root / "notebooks" / f"{notebook}.ipynb", as_version=4)
    (cell,) = [cell for cell in book.cells if "parameters" in cell.metadata.get("tags", ())]
    assert parameters_cell(notebook) == cell.source
    lines = cell.source.splitlines()
    assert ("# More", "corpus") == (lines[EVERYDAY], PARAMETERS[notebook][0].name)
    for line, item in zip([*lines[:EVERYDAY], *lines[EVERYDAY + 1 :]], PARAMETERS[notebook], strict=True):
        assert line.endswith(f"# {item.meaning}; {item.allowed()}")


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)


@given(keywords=st.lists(texts), target=texts, top_terms=st.integers(5, 200), names_together=st.booleans())
def test_a_written_cell_gives_back_its_values(
    keywords: list[str], target: str, top_terms: int, names_together: bool
) -> None:
    """Run as Python, the cell that a form writes sets every parameter to its value, whatever marks a text has."""
    given_values = {
        "keywords": keywords,
        "target": target,
        "top_terms": top_terms,
        "names_together": names_together,
    }
    space: dict[str, object] = {}
    exec(parameters_cell("term_frequencies", given_values), space)  # noqa: S102 (our own cell)
    del space["__builtins__"]
    assert check_parameters("term_frequencies", given_values) == space


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (
            {"stop_words_file": "seed"},
            "Parameter 'stop_words_file': there is no file 'seed'; did you mean 'seeds'?",
        ),
        (
            {"stop_words_file": "seeds"},
            "Parameter 'stop_words_file': 'seeds' is a folder; name a file in it.",
        ),
        ({"metadata": "facts.csv"}, "Parameter 'metadata': there is no file 'facts.csv'; check the path."),
        ({"unit": "dictionary"}, "Parameter 'unit' is 'dictionary', which needs the parameter 'dictionary'"),
        ({"dictionary": "README.md"}, "which counts no dictionary: set 'unit' to 'dictionary'"),
        ({"unit": "words"}, "Did you mean 'word'?"),
    ],
)
def test_files_are_checked_where_parameters_are_read(
    values: dict[str, object], expected: str, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that is not there, is a folder or goes unused is told by its parameter's name, before any work."""
    monkeypatch.chdir(root)
    with pytest.raises(DatelineError) as caught:
        read_parameters("term_frequencies", values)
    assert expected in str(caught.value)


def test_what_a_file_holds_is_checked_too(tmp_path: Path) -> None:
    """A file that its reader cannot read is refused with its parameter's name and the reader's sentence."""
    (tmp_path / "latin.txt").write_bytes(b"\xff\xfe\x00and")
    (tmp_path / "terms.yml").write_text("economy: [tariff\n")
    with pytest.raises(
        DatelineError, match=r"Parameter 'stop_words_file': .*latin\.txt' is not UTF-8 text; save"
    ):
        read_parameters("term_frequencies", {"stop_words_file": str(tmp_path / "latin.txt")})
    with pytest.raises(
        DatelineError,
        match=r"Parameter 'dictionary': .*terms\.yml' is not valid YAML at line 2 \(expected .*; give",
    ):
        read_parameters("term_frequencies", {"unit": "dictionary", "dictionary": str(tmp_path / "terms.yml")})


def test_a_form_is_for_people_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a server of Jupyter behind the kernel, as in a run of the reports, there is no form."""
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    assert form("source_overlap", {}) is None
