"""Classes of passages: copied prose, shared quotations, formulas, and versions of one article."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from analysis.corpus import Article, Corpus, Section, load_corpus
from analysis.language import ENGLISH
from analysis.overlap import classify_passages, find_passages, infer_derivation
from analysis.overlap.classes._furniture import _paragraphs_of
from analysis.overlap.classes._passage_classes import _classify, _is_formula, _set_phrases

CLASSES = {"version", "shared quotation", "formula", "copied prose"}
PROSE = (
    "The harbour was closed before dawn, when the last of the pilots walked off the jetty and left eleven ships "
    "waiting in the fog outside the breakwater with nobody to bring them in."
)
QUOTE = "“Nobody on this council ever asked the pilots what a night on that water is worth to a family,” she said."
NOTE = (
    "The margin of sampling error for all respondents is plus or minus three percentage points, and larger for "
    "smaller groups of respondents."
)


def corpus_of(folder: Path, seeds: Corpus, common: str, outlet: str | None = None) -> Corpus:
    """Three of the seeds, a text put before the last paragraph of the first two."""
    for number, article in enumerate(list(seeds)[:3]):
        lines = article.text.rstrip().split("\n")
        text = "\n".join([*lines[:-1], common, lines[-1]] if number < 2 else lines)
        (folder / f"article_{number}.txt").write_text(text, encoding="utf-8")
    loaded = load_corpus(folder)
    return Corpus(tuple(replace(each, outlet=outlet) for each in loaded), loaded.rejected, loaded.warnings)


def kinds(corpus: Corpus) -> list[str]:
    """The classes of a corpus's passages."""
    return classify_passages(corpus, find_passages(corpus))["kind"].tolist()


def test_prose(tmp_path: Path, seeds: Corpus) -> None:
    """A reporter's sentence in two articles is copied prose."""
    assert kinds(corpus_of(tmp_path, seeds, PROSE)) == ["copied prose"]


def test_a_quotation(tmp_path: Path, seeds: Corpus) -> None:
    """Words in quotation marks in both articles are a shared quotation."""
    corpus = corpus_of(tmp_path, seeds, QUOTE)
    found = classify_passages(corpus, find_passages(corpus))
    assert found["kind"].tolist() == ["shared quotation"]
    assert found["quoted"].between(0.8, 1).all()


def test_a_note_on_method(tmp_path: Path, seeds: Corpus) -> None:
    """A note on the method of a poll is a formula."""
    assert kinds(corpus_of(tmp_path, seeds, NOTE)) == ["formula"]


def test_boilerplate_in_many_articles(tmp_path: Path, seeds: Corpus) -> None:
    """A short phrase that many articles repeat is a formula, whatever its content."""
    line = "It takes forty seats to form a government in the lower chamber of the islands"
    words = " ".join(article.text for article in seeds).split()
    for number in range(5):
        text = " ".join(words[100 * number : 100 * number + 100])
        (tmp_path / f"a{number}.txt").write_text(f"{text}\n\n{line}.\n\n{text[::-1]}", encoding="utf-8")
    found = kinds(load_corpus(tmp_path))
    assert len(found) == 10
    assert set(found) == {"formula"}


def test_two_versions_of_one_article(tmp_path: Path, seeds: Corpus) -> None:
    """One outlet's article with another headline and a paragraph less is a version of it."""
    lines = next(iter(seeds)).text.split("\n")
    (tmp_path / "one.txt").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "two.txt").write_text(
        "\n".join(["Another headline", *lines[:4], *lines[5:]]), encoding="utf-8"
    )
    assert set(kinds(load_corpus(tmp_path))) == {"version"}


def test_several_donors_in_one_article(tmp_path: Path, seeds: Corpus) -> None:
    """Passages of two articles in a third are two rows, each with its own donor."""
    first, second, third = list(seeds)[:3]
    mixed = "\n".join([third.text, first.text.split("\n")[3], second.text.split("\n")[4]])
    for name, text in (("one", first.text), ("two", second.text), ("mixed", mixed)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    found = find_passages(load_corpus(tmp_path))
    assert list(zip(found["doc_a"], found["doc_b"], strict=True)) == [("mixed", "one"), ("mixed", "two")]


def test_no_passages(seeds: Corpus) -> None:
    """An empty table gets its columns."""
    found = classify_passages(seeds, find_passages(seeds))
    assert found.empty
    assert found["kind"].dtype == "str"


def test_the_labels_are_places_and_classes_alone(root: Path) -> None:
    """The gold file has identifiers, offsets and classes, and each class is one of the package's."""
    with (root / "tests" / "gold" / "overlap_classes.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) >= 100
    assert {row["kind"] for row in rows} == CLASSES
    assert all(
        int(row["start_a"]) < int(row["end_a"]) and int(row["start_b"]) < int(row["end_b"]) for row in rows
    )


def passage(corpus: Corpus, text: str) -> pd.DataFrame:
    """A table of one passage, which stands in the articles `a` and `b` at the same words."""
    row: dict[str, object] = {"doc_a": "a", "doc_b": "b", "similarity": 1.0}
    for side in "ab":
        start = corpus[side].text.index(text)
        row |= {f"start_{side}": start, f"end_{side}": start + len(text), f"text_{side}": text}
    size = len(text.split())
    return pd.DataFrame([row | {"words": size, "longest_run": size}])


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("lawyers for the harbour said they would appeal against the order within days", "copied prose"),
        ("lawyers for the harbour said they would appeal against the order", "formula"),
        ("Anna Berg, director of the Ghent Centre for Ports and Rivers at the university there", "formula"),
        (
            "Editor’s note: the owner of this harbour has called the order a lie and pledged to ban all ships",
            "formula",
        ),
        (
            'tweet id="768166957728358400" author="berg" of the harbour and all the ships that lay in it on that night',
            "formula",
        ),
    ],
)
def test_short_passages(tmp_path: Path, text: str, kind: str) -> None:
    """Short prose unlikely to be written twice is copied; appositions, notes and markup are formulas."""
    rest = "\n\nThe ships lay outside until the fog had lifted and the pilots were back at work on the jetty."
    for name, opening in (("a", "Ghent woke late."), ("b", "Nobody was at the docks.")):
        (tmp_path / f"{name}.txt").write_text(
            f"{opening}\n\n{text}{rest[: 60 if name == 'a' else None]}", encoding="utf-8"
        )
    corpus = load_corpus(tmp_path)
    assert [kind] == classify_passages(corpus, passage(corpus, text))["kind"].tolist()


def test_rows_keep_their_index(tmp_path: Path) -> None:
    """A table that was cut or joined gets each row's own class, whatever its index."""
    quoted = "“We have lost the harbour and everything that lay in it on that night,” she said"
    prose = "lawyers for the harbour said they would appeal against the order within days"
    rest = {
        "a": "Ghent woke late and saw no smoke above the mole.",
        "b": "It rained all week on the empty docks.",
    }
    for name in "ab":
        text = f"{quoted}.\n\n{rest[name]}\n\n{name} {prose} {name}."
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    corpus = load_corpus(tmp_path)
    table = pd.concat([passage(corpus, quoted), passage(corpus, prose)])
    table.index = pd.Index([7, 0])
    assert ["shared quotation", "copied prose"] == classify_passages(corpus, table)["kind"].tolist()
    assert ["copied prose", "shared quotation"] == classify_passages(corpus, table[::-1])["kind"].tolist()


def test_the_labels_of_short_passages(root: Path) -> None:
    """Identifiers, offsets and classes of further passages, those held out marked as such."""
    short = pd.read_csv(root / "tests" / "gold" / "overlap_classes_short.csv")
    assert {"tuning", "held out"} == set(short["part"])
    assert set(short["kind"]) <= CLASSES
    assert len(short) >= 60


BODIES = [
    (
        "A freight train left the rails near Dunmore before dawn and spilled gravel over two streets. Nobody was hurt, "
        "and the line should be clear by the weekend."
    ),
    (
        "The orchestra has a new conductor, the first woman in the post since a violinist founded it in a brewery. She "
        "opens the season with Nielsen."
    ),
    (
        "Farmers in the valley expect the poorest plum harvest in a decade after three nights of frost in late April. "
        "The growers asked the province for help."
    ),
    (
        "Swimmers found a cannon on the sandbank, and divers counted eleven more that may belong to a lost frigate. A "
        "permit to raise them has been sought."
    ),
]
FURNITURE = {
    "a grant": "Reporting for this series was made possible by a grant from the Lindqvist Foundation. The foundation "
    "had no influence on the choice of subjects, and the newsroom keeps full control of what it publishes.",
    "an author": "Marek Dolan is a staff writer covering courts and public money. Before joining the magazine he "
    "worked for a radio station in the north, and he teaches reporting at an evening school.",
    "addresses": "Opening hours\nMain office\n14 Quay Street, second floor\nTelephone 555 0142\nBranch office "
    "Northgate\n3 Mill Lane\nTelephone 555 0177",
}
BRIEF = (
    "The central bank of Morania raised its main rate to nine percent on Thursday, the fourth increase this year, and "
    "Governor Ilse Brandt said that more would follow if food prices kept climbing into the autumn."
)


def load_texts(folder: Path, texts: Sequence[str]) -> Corpus:
    """Texts as articles named by number."""
    for number, text in enumerate(texts):
        (folder / f"a{number}.txt").write_text(text, encoding="utf-8")
    return load_corpus(folder)


@pytest.mark.parametrize("furniture", FURNITURE.values(), ids=FURNITURE)
def test_the_same_paragraph_beside_unrelated_bodies(tmp_path: Path, furniture: str) -> None:
    """A note below four articles that share nothing else is a formula in every pair, and so is a box of addresses."""
    found = kinds(load_texts(tmp_path, [f"{body}\n\n{furniture}" for body in BODIES]))
    assert ["formula"] * 6 == found


def test_news_beside_unrelated_bodies(tmp_path: Path) -> None:
    """A paragraph that tells of a day was copied, however little the articles have in common beside it."""
    found = kinds(load_texts(tmp_path, [f"{body}\n\n{BRIEF}" for body in BODIES]))
    assert ["copied prose"] * 6 == found


FORM = (
    "Forecast for {} on {}: a high of {} degrees, winds from the {} at {} miles an hour and a {} percent chance of "
    "showers after noon, the county said. The pollen count is {}. Sunrise is at {}."
)


def test_one_form_filled_in_twice(tmp_path: Path) -> None:
    """Two forecasts with other names and numbers in one form are a template, and neither is from the other."""
    texts = [
        FORM.format("Dunmore", "Friday", 71, "south", 9, 15, 4, "5:52"),
        FORM.format("Kilbride", "Sunday", 58, "east", 22, 60, 7, "5:57"),
    ]
    corpus = load_texts(tmp_path, texts)
    assert ["template"] == kinds(corpus)
    assert infer_derivation(corpus, find_passages(corpus)).empty


def test_one_event_with_other_numbers(tmp_path: Path) -> None:
    """A report with a higher toll is a version of the first: most of its names and numbers are the same."""
    told = (
        "Rescuers pulled {} bodies from the mine at Kortava on {}, and {} men were still missing. Governor Pavel Ruzic "
        "said that the shaft had been inspected in March 2011 and that 212 workers were underground at the time."
    )
    found = kinds(load_texts(tmp_path, [told.format(39, "Tuesday", 14), told.format(43, "Wednesday", 10)]))
    assert ["version"] == found


@pytest.mark.parametrize(
    "mark", ["", '<blockquote class="pull">'], ids=["a quotation over several paragraphs", "markup left over"]
)
def test_a_whole_article_in_another_is_a_version(tmp_path: Path, mark: str) -> None:
    """Identical articles are versions of one, whatever they consist of."""
    said = (
        "“We came here with nothing,” said Anna Brock, “and the people of this town gave us beds, coats and a "
        f"stove.\n\n“When the river took our house in March we had eleven minutes. I carried the dog, "
        f"{mark}and my son carried the clock, and that was all we saved from forty years. I say let the river have it.”"
    )
    assert {"version"} == set(kinds(load_texts(tmp_path, [said, said])))


@pytest.mark.parametrize(
    ("words", "places", "phrases"),
    [(25, 3, 1), (26, 3, 0), (25, 2, 0)],
)
def test_a_phrase_is_set_that_stands_at_three_places(words: int, places: int, phrases: int) -> None:
    """A passage of up to 25 words is one phrase, however it is written, wherever it stands."""
    rows = [
        {
            "doc_a": "a",
            "start_a": 0,
            "text_a": "On the Record",
            "doc_b": f"b{n}",
            "start_b": n,
            "words": words,
        }
        for n in range(places - 1)
    ]
    found = _set_phrases(pd.DataFrame([row | {"text_b": "on the record"} for row in rows]))
    assert ["on the record"] * phrases == list(found)


@pytest.mark.parametrize(("end", "paragraphs"), [(5, 1), (4, 0), (16, 1), (17, 2)])
def test_a_paragraph_is_part_of_a_stretch_that_has_half_of_it(end: int, paragraphs: int) -> None:
    """The edges of a stretch may reach into a paragraph that is not of it."""
    text = "aaaa bbbb.\n\ncccc dddd."
    sections = (Section(0, 10, "body"), Section(12, 22, "body"))
    assert paragraphs == len(_paragraphs_of(Article("a", text, sections), (0, end)))


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("The council will meet on the record.", True),
        ("Early on Monday the council of the port will meet again and speak on the record.", False),
        ("On the Record", True),
    ],
)
def test_a_set_phrase_makes_a_formula_of_what_it_is_a_good_part_of(text: str, formula: bool) -> None:
    """Three tenths of a passage, however it is written; a phrase within more prose makes it none."""
    phrases = frozenset({"on the record", "elsewhere"})
    assert formula is _is_formula(text, phrases, ENGLISH)


@pytest.mark.parametrize(("words", "kind"), [(25, "formula"), (26, "copied prose")])
def test_an_apposition_is_short(words: int, kind: str) -> None:
    """An office beside names is a formula up to 25 words, even in one run; what is longer was copied."""
    text = "Ann Bell, director of the Missile Defense project at the Center for studies in Washington, left."
    span = text.index("director"), text.index(", left")
    corpus = Corpus(
        tuple(Article(name, text, (Section(0, len(text), "body"),)) for name in "ab"),
        pd.DataFrame(),
        pd.DataFrame(),
    )
    row = {f"{edge}_{side}": at for side in "ab" for edge, at in zip(("start", "end"), span, strict=True)}
    row |= {"words": words, "longest_run": words}
    sides = {f"doc_{side}": side for side in "ab"} | {f"text_{side}": text[slice(*span)] for side in "ab"}
    assert kind == _classify(corpus, row | sides, 0.0, frozenset())
