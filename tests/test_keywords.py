"""Keywords of public functions: in the signature, with a hint where one is misspelt, the page's values as defaults."""

from __future__ import annotations

import ast
import inspect
import json
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import analysis
from analysis import overlap, quotes, terms, views
from analysis._keywords import explains_keywords
from analysis.annotation import AnnotatedCorpus
from analysis.corpus import Corpus
from analysis.errors import DatelineError
from analysis.parameters import PARAMETERS
from analysis.terms import CountOptions
from tests.rendering import render_seeds


@pytest.fixture(scope="session")
def page_tables(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """The folder of the tables that the pages of the seeds are made of."""
    return render_seeds(tmp_path_factory, root) / "data"


def keywords(function: Callable[..., object]) -> list[inspect.Parameter]:
    """Return the keyword-only parameters of a function."""
    return [p for p in inspect.signature(function).parameters.values() if p.kind is p.KEYWORD_ONLY]


def with_keywords() -> list[Any]:
    """Return the functions of the contract and of `analysis.terms` that take keywords."""
    functions = {name: getattr(analysis, name) for name in analysis.__all__}
    functions |= {f"terms.{name}": getattr(terms, name) for name in terms.__all__}
    return [
        pytest.param(function, id=name)
        for name, function in functions.items()
        if inspect.isfunction(function) and keywords(function)
    ]


@pytest.mark.parametrize("function", with_keywords())
def test_a_misspelt_keyword_gets_a_hint(function: Callable[..., object]) -> None:
    """A letter too many is a TypeError that names the keyword meant, before anything is read."""
    for keyword in keywords(function):
        with pytest.raises(TypeError, match=rf"Did you mean '{keyword.name}'\?"):
            function(**{f"{keyword.name}x": None})


def test_a_keyword_like_none_gets_the_list() -> None:
    """Where no keyword is near, all of them are named; what is right is passed on."""

    @explains_keywords
    def count(text: str, *, top: int = 3) -> tuple[str, int]:
        return text, top

    assert ("a", 4) == count("a", top=4)
    with pytest.raises(TypeError, match=r"count\(\) got an unexpected keyword .*Its keywords are top\."):
        count("a", colour="red")  # type: ignore[call-arg]


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        (
            lambda seeds: terms.term_frequencies(seeds),
            r"takes annotated articles, .* annotate\(corpus\) gives them",
        ),
        (
            lambda _: quotes.find_quotes("seeds"),
            r"not a path: annotate\(load_corpus\('seeds'\)\) gives them",
        ),
        (lambda _: overlap.find_passages("seeds"), r"takes a corpus, not a path: load_corpus\('seeds'\)"),
        (lambda _: analysis.annotate("seeds"), r"takes a corpus, not a path"),
        (
            lambda seeds: overlap.find_passages(seeds, min_words="8"),
            r"find_passages\(min_words='8'\): give a number",
        ),
        (
            lambda _: quotes.speakers(pd.DataFrame({"term": ["talk"]})),
            r"speakers\(\): quotes takes the table of find_quotes; this one has no column 'doc_id'",
        ),
        (
            lambda _: analysis.load_corpus(["a.txt", "b.txt"]),
            "takes the path of one folder, file or table, not",
        ),
        (
            lambda _: analysis.load_corpus("A long text. " * 900),
            "There is no folder or file 'A long text",
        ),
        (
            lambda seeds: seeds["001"],
            "There is no article '001' in this corpus; did you mean '001_66396de939dc4853'",
        ),
    ],
)
def test_what_comes_before_is_told(call: Any, expected: str, seeds: Corpus) -> None:
    """A path, or articles as loaded, where a function needs more, is a sentence with the call that was left out."""
    with pytest.raises(DatelineError, match=expected):
        call(seeds)


@pytest.mark.parametrize("package", [analysis, views, overlap, quotes, terms])
def test_no_option_is_hidden(package: Any) -> None:
    """Every keyword stands in the signature, where the Tab key finds it."""
    for name in package.__all__:
        function = getattr(package, name)
        if inspect.isfunction(function):
            kinds = {p.kind for p in inspect.signature(function).parameters.values()}
            assert inspect.Parameter.VAR_KEYWORD not in kinds, name


@pytest.mark.parametrize("function", [terms.count_terms, terms.term_frequencies, terms.keyness])
def test_options_of_counting_are_the_same_everywhere(function: Callable[..., object]) -> None:
    """Each option of `CountOptions` is a keyword with the same default and type."""
    given = {p.name: (p.default, p.annotation) for p in keywords(function)}
    for option in fields(CountOptions):
        assert (option.default, option.type) == given[option.name]


def page_calls(root: Path, name: str) -> dict[str, dict[str, Any]]:
    """Return what a notebook's calls give for keywords, by function, a parameter's default in its place."""
    stored = json.loads((root / "notebooks" / f"{name}.ipynb").read_text(encoding="utf-8"))
    defaults = {parameter.name: parameter.default for parameter in PARAMETERS[name]}
    found: dict[str, dict[str, Any]] = {}
    for cell in stored["cells"]:
        if cell["cell_type"] == "code":
            for node in ast.walk(ast.parse("".join(cell["source"]))):
                if isinstance(node, ast.Call):
                    given = {k.arg: _value(k.value, defaults) for k in node.keywords if k.arg}
                    found.setdefault(ast.unparse(node.func), {}).update(given)
    return found


def _value(node: ast.expr, defaults: dict[str, Any]) -> Any:
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "settings":
        return defaults[ast.literal_eval(node.slice)]
    return ...


@pytest.mark.parametrize("name", ["term_frequencies", "quote_attributions", "source_overlap"])
def test_a_page_says_nothing_that_is_not_the_default(root: Path, name: str) -> None:
    """What a notebook's parameters give to a function of the contract is what it takes without options."""
    packages = {"terms": terms, "quotes": quotes, "overlap": overlap}
    checked = 0
    for call, given in page_calls(root, name).items():
        package, _, function = call.partition(".")
        if package in packages and function in packages[package].__all__:
            known = {p.name: p.default for p in keywords(getattr(packages[package], function))}
            for keyword, value in given.items():
                if value is not ... and (call, keyword) not in ON_PURPOSE:
                    assert known[keyword] == value, (call, keyword)
                    checked += 1
    assert checked


#: What a page asks for besides: another question, not another way to answer the same one.
ON_PURPOSE = {
    ("terms.term_frequencies", "by_article"),
    ("terms.collocations", "relation"),
    ("terms.describe_parts", "drawn"),
    ("terms.count_terms", "unit"),
    ("terms.count_terms", "stop_words"),
    ("terms.count_terms", "names_together"),
    ("terms.rank_frequencies", "points"),
    ("quotes.describe_accuracy", "min_confidence"),  # a page hides unsure attributions, a table holds all
}


def test_no_options_give_the_numbers_of_the_pages(annotated: AnnotatedCorpus, page_tables: Path) -> None:
    """Each table of the pages of the seeds is what its function gives without options."""
    corpus = annotated.corpus
    found = quotes.find_quotes(annotated)
    cut = next(p.default for p in PARAMETERS["quote_attributions"] if p.name == "min_confidence")
    counts = terms.count_terms(annotated)
    frequencies = terms.term_frequencies(annotated)
    passages = overlap.classify_passages(corpus, overlap.find_passages(corpus))
    sure = quotes.keep_sure(found, cut)
    given = {
        "term_frequencies": frequencies,
        "term_frequencies_by_article": terms.term_frequencies(annotated, by_article=True),
        "words_by_article": terms.corpus_overview(counts),
        "keyness": terms.keyness_by_group(annotated),
        "terms_in_other_units": terms.count_other_units(counts),
        "collocations": terms.collocations(annotated, terms.choose_nodes(counts)),
        "collocation_network": terms.collocation_network(annotated, terms.choose_nodes(counts)[0]),
        "timeline": terms.term_timeline(annotated, frequencies["term"].head(5).tolist()),
        "vocabulary": terms.vocabulary_measures(annotated),
        "quotes": found,
        "speakers": quotes.speakers(sure),
        "marked_terms": quotes.marked_terms(annotated),
        "passages": passages,
        "pairs": overlap.compare_articles(annotated, quotes=sure),
        "descriptions": overlap.compare_descriptions(annotated),
        "shared_phrases": overlap.shared_phrases(corpus),
        "shared_quotations": overlap.shared_quotations(annotated, quotes=sure),
        "paraphrases": overlap.align_paraphrases(annotated),
    }
    for name, table in given.items():
        saved = pd.read_parquet(page_tables / f"{name}.parquet")
        assert list(saved.columns) == list(table.columns), name
        for column in table.columns:
            if pd.api.types.is_numeric_dtype(table[column]):
                assert table[column].fillna(-1).tolist() == saved[column].fillna(-1).tolist(), (name, column)
        assert len(saved) == len(table), name


def test_one_term_against_the_rest_is_as_on_the_page(annotated: AnnotatedCorpus, page_tables: Path) -> None:
    """`keyness` gives what the page has of an article, and besides it the terms that are rarer in it."""
    saved = pd.read_parquet(page_tables / "keyness.parquet")
    for doc_id, part in saved.groupby("group"):
        table = analysis.keyness(annotated, str(doc_id))
        more = table[table["log_ratio"] > 0].reset_index(drop=True)
        assert part["term"].tolist() == more["term"].tolist()
        assert part["p_adjusted"].tolist() == more["p_adjusted"].tolist()
