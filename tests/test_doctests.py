"""The examples in docstrings: each runs as it stands there, and no public function is without one."""

from __future__ import annotations

import doctest
import inspect
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import altair as alt
import pandas as pd
import pytest

import analysis
from analysis.annotation import AnnotatedCorpus
from analysis.quotes import Quotes, find_quotes

PACKAGES = (
    "corpus",
    "annotation",
    "entities",
    "terms",
    "quotes",
    "overlap",
    "views",
    "export",
    "text",
    "parameters",
)

#: Functions whose docstring alone says what they do: what they take is more than an example can show, or they
#: serve a page and not a person.
WITHOUT_EXAMPLE = {
    "annotation": {"connect_cluster"},
    "entities": {"resolve_sources"},
    "parameters": {
        "check_files",
        "check_parameters",
        "choose_reports",
        "notebook_parameters",
        "parse_value",
        "read_parameters",
        "unknown_parameter",
    },
    "terms": {
        "check_choices",
        "compare_copies",
        "copied_spans",
        "count_corpus",
        "describe_copies",
        "rate_intervals",
        "words_set_aside",
    },
    "quotes": {"describe_accuracy"},
    "overlap": {
        "classify_passages",
        "compare_numbers",
        "count_own_words",
        "find_same_headlines",
        "infer_derivation",
        "find_copies",
        "group_by_source",
        "leave_out_agency_copy",
        "phrases_outside_passages",
        "summarise_left_out",
        "summarise_overlap",
    },
    "views": {
        *("chart_network", "chart_news", "chart_reliability", "chart_scores", "chart_sources"),
        *("chart_speech_by_article", "chart_timeline", "fold"),
        *(
            "derivation_table",
            "description_table",
            "group_table",
            "number_table",
            "passage_table",
            "spelling_table",
            "story_trees",
        ),
        *("quotation_table", "read_errors", "read_pairs", "network_table", "term_explorer", "term_table"),
    },
}


def public(package: str) -> Iterator[tuple[str, Any]]:
    """Yield the public functions and classes of a package that are its own, by name."""
    module = import_module(f"analysis.{package}")
    for name in module.__all__:
        thing = getattr(module, name)
        if inspect.isroutine(thing) or inspect.isclass(thing):
            yield name, thing


EXAMPLES = [
    pytest.param(package, name, id=f"{package}.{name}")
    for package in PACKAGES
    for name, thing in public(package)
    if ">>>" in (thing.__doc__ or "")
]


@pytest.fixture(scope="module")
def found(annotated: AnnotatedCorpus) -> Quotes:
    """The attributions of the seeds, for examples that start from them."""
    quotes = find_quotes(annotated)
    assert isinstance(quotes, Quotes)
    return quotes


@pytest.mark.parametrize(("package", "name"), EXAMPLES)
def test_the_example_runs(
    package: str,
    name: str,
    annotated: AnnotatedCorpus,
    found: Quotes,
    root: Path,
    cache: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """From the names that the package's own docstring promises, each line gives what stands under it."""
    monkeypatch.chdir(root)
    monkeypatch.setattr("analysis.annotation._annotate.default_cache", lambda: cache)
    module = import_module(f"analysis.{package}")
    names = {public_name: getattr(module, public_name) for public_name in module.__all__}
    names |= {"analysis": analysis, "load_corpus": analysis.load_corpus, "pd": pd, "alt": alt, "Path": Path}
    names |= {"TemporaryDirectory": TemporaryDirectory, "corpus": annotated.corpus, "annotated": annotated}
    names |= {"found": found, "doc_ids": [article.doc_id for article in annotated.corpus]}
    thing = names[name]
    flags = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
    runner = doctest.DocTestRunner(optionflags=flags)
    (example,) = [
        test
        for test in doctest.DocTestFinder(recurse=False).find(thing, name, module=False, globs=names)  # type: ignore[arg-type]
        if test.examples
    ]
    said: list[str] = []
    with pd.option_context("display.width", 110, "display.max_columns", 20):
        runner.run(example, out=said.append)
    assert not "".join(said)


@pytest.mark.parametrize("package", PACKAGES)
def test_every_public_function_says_what_it_does_and_shows_it(package: str) -> None:
    """A docstring, and an example or a place on the list above."""
    functions = {name: thing for name, thing in public(package) if inspect.isfunction(thing)}
    without = {name for name, thing in functions.items() if ">>>" not in (thing.__doc__ or "")}
    assert set() == without - WITHOUT_EXAMPLE.get(package, set())
    for name, thing in functions.items():
        assert inspect.getdoc(thing), f"{package}.{name} has no docstring"


@pytest.mark.parametrize("package", PACKAGES)
def test_completion_offers_what_is_public_and_nothing_else(package: str) -> None:
    """After a dot, the Tab key offers the names that are meant for users."""
    module = import_module(f"analysis.{package}")
    assert set(module.__all__) == {name for name in dir(module) if not name.startswith("_")}


def test_the_package_offers_its_parts() -> None:
    """`from analysis import` and the Tab key show the packages beside the functions, each of which is there."""
    assert {*PACKAGES, *analysis.__all__, "session", "parameters", "reports"} <= set(dir(analysis))
    for name in dir(analysis):
        assert not name.startswith("_")
        assert getattr(analysis, name) is not None
