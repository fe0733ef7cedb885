"""A user's dictionary: read from a mapping, YAML or CSV, and counted by category."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from analysis.annotation import AnnotatedCorpus
from analysis.errors import DatelineError
from analysis.terms import keyword_in_context, load_dictionary, term_frequencies

Make = Callable[..., AnnotatedCorpus]
DICTIONARY = {
    "force": ["sanction*", "military exercise*", "exercise*"],
    "talk": ["talks", "dialogue", "negotiat*"],
}

#: Three hundred bytes that stand for a billion categories, each ten of the one before.
BILLION = "a0: &a0 {x: [y]}\n" + "".join(
    f"a{level}: &a{level} {{{', '.join(f'{name}: *a{level - 1}' for name in 'abcdefghij')}}}\n"
    for level in range(1, 10)
)


def test_categories_are_counted(make_annotated: Make) -> None:
    """Wildcards and phrases; within a category overlapping terms count once, the longest."""
    annotated = make_annotated(
        a="Military exercises and sanctions ended as talks and dialogue began. No negotiation."
    )
    counts = term_frequencies(annotated, unit="dictionary", dictionary=DICTIONARY).set_index("term")["count"]
    assert {"force": 2, "talk": 3} == counts.to_dict()
    lines = keyword_in_context(annotated, "force", unit="dictionary", dictionary=DICTIONARY)
    assert ["Military exercises", "sanctions"] == list(lines["keyword"])


def test_yaml_csv_and_mapping_agree(tmp_path: Path, annotated: AnnotatedCorpus) -> None:
    """The three ways to write a dictionary give the same counts."""
    yaml, table = tmp_path / "d.yaml", tmp_path / "d.csv"
    yaml.write_text(
        "".join(f"{c}: [{', '.join(t)}]\n" for c, t in DICTIONARY.items()).replace("*", "*"), encoding="utf-8"
    )
    table.write_text(
        "category,term\n" + "".join(f"{c},{t}\n" for c, ts in DICTIONARY.items() for t in ts),
        encoding="utf-8",
    )
    tables = [
        term_frequencies(annotated, unit="dictionary", dictionary=d) for d in (DICTIONARY, yaml, str(table))
    ]
    assert tables[0]["count"].sum() > 0
    assert tables[0].equals(tables[1])
    assert tables[0].equals(tables[2])


def test_a_term_of_any_length(tmp_path: Path) -> None:
    """A cell longer than the csv module lets it is a term like others, in a process that has read no table before."""
    csv.field_size_limit(131_072)  # as it is when a process begins
    (tmp_path / "d.csv").write_text(f"category,term\nlong,{'w' * 200_000}\nshort,talks\n", encoding="utf-8")
    assert ("long", "short") == load_dictionary(tmp_path / "d.csv").categories


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.yaml", "- one\n- two\n", "no categories"),
        ("a.yaml", "force: sanction\n", "not a list"),
        ("a.yaml", "force: []\n", "has no terms"),
        ("a.yaml", "force: [\n", "not valid YAML"),
        ("a.yaml", "force: ['—']\n", "no letter or digit"),
        ("a.yaml", "force: [x]\nforce: [y]\n", "comes twice"),
        ("a.yaml", "force: [[x, y], z]\n", "is itself a list"),
        ("a.yaml", "force: &a {talk: *a}\n", "recursive"),
        ("a.yaml", "{b: " * 12 + "[x]" + "}" * 12, "more than 10 deep"),
        ("a.yaml", "[" * 3000, "too deeply nested"),
        ("a.yaml", "{b: " * 900, "too deeply nested|not valid YAML"),
        ("a.yaml", "? [a, b]\n: [x]\n", "not valid YAML"),
        ("a.yaml", BILLION, "more than 10,000 categories"),
        ("a.csv", "kind,word\nforce,sanction\n", "has no columns category"),
        ("a.csv", "category,term\nforce,\n", "line 2 lacks"),
    ],
)
def test_mistakes_are_told(tmp_path: Path, name: str, text: str, message: str) -> None:
    """A file of another shape is refused in a sentence that names it."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DatelineError, match=message):
        load_dictionary(path)
    with pytest.raises(DatelineError, match="cannot be read"):
        load_dictionary(tmp_path / "none.yaml")


def test_terms_of_a_file_are_as_they_are_written(tmp_path: Path) -> None:
    """What YAML would take for a truth value, nothing, a time, a day that is none or a number is a term."""
    terms = ["no", "null", "1:30", "2025-02-30", "9" * 5000, "1e5", "~x"]
    (tmp_path / "a.yaml").write_text(f"odd: [{', '.join(terms)}]\n", encoding="utf-8")
    assert sorted(terms) == [
        pattern.text for pattern in load_dictionary(tmp_path / "a.yaml").patterns.patterns
    ]


def test_the_name_of_no_file() -> None:
    """A name that no file can have is one sentence."""
    with pytest.raises(DatelineError, match="cannot be read"):
        load_dictionary("a\0.yaml")


def test_categories_within_categories(make_annotated: Make) -> None:
    """A category inside another is counted under both names, and is not taken for a term."""
    annotated = make_annotated(
        a="Trade talks on tariffs failed, and trade fell. The army stayed in its camp."
    )
    nested = {"economy": {"trade": ["trade", "tariff*"]}, "army": ["army", "camp"]}
    frame = term_frequencies(annotated, unit="dictionary", dictionary=nested)
    assert {"economy.trade": 3, "army": 2} == frame.set_index("term")["count"].to_dict()
