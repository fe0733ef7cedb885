"""Charts: valid specifications, a title and a description each, the same bytes each time, none too large."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analysis import terms, views
from analysis.annotation import AnnotatedCorpus

IDS = [f"{n:03d}_article" for n in range(3)]
CALLED = {doc_id: f"article {n}" for n, doc_id in enumerate(IDS)}


def frequencies(rows: int = 4) -> pd.DataFrame:
    """Return a table like that of `term_frequencies`."""
    return pd.DataFrame(
        {
            "term": [f"t{i}" for i in range(rows)],
            "count": range(rows, 0, -1),
            "per_10k": 5.0,
            "articles": 2,
            "dispersion": 0.25,
        }
    )


def quotes() -> pd.DataFrame:
    """Return a table with the columns of `find_quotes` that views read."""
    return pd.DataFrame(
        {
            "doc_id": IDS,
            "kind": ["direct", "mixed", "indirect"],
            "speaker_kind": ["person", "anonymous", "person"],
        }
    )


def speakers(rows: int = 3) -> pd.DataFrame:
    """Return a table with the columns of `speakers` that views read."""
    return pd.DataFrame(
        {
            "name": [f"s{i}" for i in range(rows)],
            "kind": "person",
            "quotes": 1,
            "words": range(rows),
            "share": [i / max(sum(range(rows)), 1) for i in range(rows)],
        }
    )


def pairs(ids: Sequence[str]) -> pd.DataFrame:
    """Return a table with the columns of `compare_articles` that views read."""
    rows = [(a, b, 0.1 + 0.001 * len(a)) for i, a in enumerate(ids) for b in ids[i + 1 :]]
    return pd.DataFrame(rows, columns=["doc_a", "doc_b", "similarity"])


MANY = [f"{n:03d}_x" for n in range(70)]
CUES = pd.DataFrame({"cue": ["say"], "tone": ["neutral"], "count": [3]})
KEY = pd.DataFrame(
    {
        "group": [IDS[0], IDS[0], IDS[1]],
        "term": ["a", "b", "a"],
        "count_target": [3, 2, 4],
        "count_reference": [0, 1, 2],
        "log_likelihood": [4.0, 1.0, 3.0],
        "p_adjusted": [0.04, 0.4, 0.05],
        "log_ratio": [2.0, 0.5, 1.0],
        "ci_low": [0.1, -1.0, 0.2],
        "ci_high": [4.0, 2.0, 2.0],
    }
)
BY_ARTICLE = pd.DataFrame({"doc_id": IDS, "term": "t0", "count": 1, "per_10k": 2.0})
NAMES = pd.DataFrame({"name": "Ann", "doc_id": IDS, "mentions": 2})
PLACES = pd.DataFrame({"doc_id": IDS, "start": [1, 5, 9], "keyword": "t0"})
CASES = pd.DataFrame(
    {"name": ["A"], "kind": ["person"], "aspect": ["title"], "description": ["mayor"], "verdict": ["differ"]}
)

DRAWN: dict[str, Callable[[], Any]] = {
    "top terms": lambda: views.chart_top_terms(frequencies()),
    "terms by article": lambda: views.chart_terms_by_article(BY_ARTICLE, ["t0"], CALLED),
    "dispersion": lambda: views.chart_dispersion(frequencies()),
    "keyness": lambda: views.chart_keyness(KEY, IDS, CALLED),
    "concordance": lambda: views.chart_concordance(
        PLACES, dict.fromkeys(IDS, 20_000), names=CALLED, title="Where?"
    ),
    "speakers": lambda: views.chart_speakers(speakers()),
    "kinds by article": lambda: views.chart_kinds_by_article(quotes(), CALLED),
    "cues": lambda: views.chart_cues(CUES),
    "speaker kinds": lambda: views.chart_speaker_kinds(quotes()),
    "similarity": lambda: views.chart_similarity(pairs(IDS), CALLED),
    "similarity of many": lambda: views.chart_similarity(pairs(MANY), dict(zip(MANY, MANY, strict=True))),
    "shared names": lambda: views.chart_shared_names(NAMES, CALLED, what="people"),
    "verdicts": lambda: views.chart_verdicts(CASES),
}
EMPTY: dict[str, Callable[[], Any]] = {
    "top terms": lambda: views.chart_top_terms(frequencies(0)),
    "terms by article": lambda: views.chart_terms_by_article(BY_ARTICLE.head(0), [], CALLED),
    "dispersion": lambda: views.chart_dispersion(frequencies(0)),
    "keyness": lambda: views.chart_keyness(KEY.head(0), IDS, CALLED),
    "concordance": lambda: views.chart_concordance(PLACES.head(0), {}, names={}, title="Where?"),
    "speakers": lambda: views.chart_speakers(speakers(0)),
    "kinds by article": lambda: views.chart_kinds_by_article(quotes().head(0), {}),
    "cues": lambda: views.chart_cues(CUES.head(0)),
    "speaker kinds": lambda: views.chart_speaker_kinds(quotes().head(0)),
    "similarity": lambda: views.chart_similarity(pairs([]), {}),
    "shared names": lambda: views.chart_shared_names(NAMES.head(1), CALLED, what="people"),
    "verdicts": lambda: views.chart_verdicts(CASES.head(0)),
}


def test_points_in_the_same_words_are_not_counted_as_agreement() -> None:
    """That two articles write CNN the same is no finding: only what is put in other words is drawn."""
    rows = [
        *(("A", "title", said, "agree") for said in ("mayor", "Mayor of Ghent")),
        *(("CNN", "name", said, "agree") for said in ("CNN", "cnn")),
        *(("B", "title", said, "differ") for said in ("Sen.", "Rep.")),
    ]
    cases = pd.DataFrame(rows, columns=["name", "aspect", "description", "verdict"]).assign(kind="person")
    spec = views.chart_verdicts(cases).to_dict()
    assert "on one of two points" in " ".join(spec["title"])
    assert "1 more are put in the same words" in spec["description"]
    same = views.chart_verdicts(cases[cases["name"] == "CNN"])
    assert "The articles use the same words for each point (1 in all)." == same.text


def test_the_columns_of_a_large_matrix_have_numbers() -> None:
    """Every column can be found: its number stands before the name of its row."""
    ids = [f"outlet_2016-01-{day:02}_story-{day}" for day in range(1, 21)]
    rows = [(a, b, 0.5) for at, a in enumerate(ids) for b in ids[at + 1 :]]
    table = pd.DataFrame(rows, columns=["doc_a", "doc_b", "similarity"])
    spec = views.chart_similarity(table, {doc_id: doc_id for doc_id in ids}).to_dict()
    encoding = spec["layer"][0]["encoding"]
    assert [str(number) for number in range(1, 21)] == encoding["x"]["sort"]
    assert all(row.startswith(f"{number} ") for number, row in enumerate(encoding["y"]["sort"], start=1))


@pytest.mark.parametrize("name", sorted(DRAWN))
def test_each_chart_states_and_describes_what_it_shows(name: str) -> None:
    """The specification is valid, has a title that wraps and a description, and does not change by itself."""
    first, second = DRAWN[name]().to_dict(), DRAWN[name]().to_dict()
    assert json.dumps(first) == json.dumps(second)
    assert all(len(line) <= 44 for line in first["title"])
    assert len(first["description"]) > 20
    assert first["width"] == "container"


@pytest.mark.parametrize("name", sorted(EMPTY))
def test_nothing_to_draw_is_said(name: str) -> None:
    """An empty table gives one sentence in place of a chart, never an exception."""
    said = EMPTY[name]()
    assert said.text.endswith(".")
    assert said.html.count("<p") == 1


def test_titles_of_none_and_of_all() -> None:
    """Where nobody is named the title says none, where all is of one kind all, and a list has no noughts."""
    nameless = quotes().assign(speaker_kind="group", kind="indirect")
    title = " ".join(views.chart_speaker_kinds(nameless).to_dict()["title"])
    assert "None of 3 attributions names a person; none is anonymous" == title
    title = " ".join(views.chart_kinds_by_article(nameless, CALLED).to_dict()["title"])
    assert "3 attributions: all indirect" == title
    title = " ".join(views.chart_cues(CUES.assign(tone="neutral")).to_dict()["title"])
    assert title.endswith("none uses a loaded word")


def test_labels_are_whole_words() -> None:
    """A name beside an axis ends after a word, on a phone sooner; one word alone that is too long is cut."""
    long = "officials from North and South Korea and the United States"
    spec = views.chart_speakers(speakers().assign(name=[long, "constructor", "x" * 40])).to_dict()
    said = json.dumps(spec, ensure_ascii=False)
    assert "officials from North and…" in said
    assert f"{27 * 'x'}…" in said
    assert "=constructor" not in said


def test_a_chart_of_a_large_corpus_stays_small() -> None:
    """What is drawn is bounded whatever the table's size."""
    spec = views.chart_dispersion(frequencies(50_000)).to_json()
    assert len(spec) < 300_000


def test_terms_that_may_be_no_more_frequent_are_grey() -> None:
    """The parts stand below one another on one axis; the title says how many terms are clear, each part's line too."""
    spec = views.chart_keyness(KEY, IDS, CALLED).to_dict()
    assert "Two of three terms are clearly more frequent in one part" in " ".join(spec["title"])
    marks = [row for layer in spec["layer"] for row in layer.get("data", {}).get("values", ())]
    heads = [row["head"] for row in marks if "head" in row]
    assert ["article 0: 1 of 2 clear", "article 1: 1 of 1 clear"] == heads
    colour = spec["layer"][2]["encoding"]["color"]
    assert ("#2f7f9e", "#777777") == (colour["condition"]["value"], colour["value"])


def test_nothing_is_drawn_from_too_little() -> None:
    """Ranks need 10,000 words, places eight articles or 50,000 characters; with less a sentence says so."""
    ranks = pd.DataFrame({"rank": [1, 2], "term": ["the", "of"], "count": [50, 50], "coverage": [0.5, 1.0]})
    assert "need 10,000 running words" in views.chart_zipf(ranks, words=2).text
    enough = views.chart_zipf(ranks.assign(count=5_000), words=2).to_dict()
    assert "zipf" == enough["name"]
    few = views.chart_concordance(PLACES, dict.fromkeys(IDS, 20), names=CALLED, title="Where?")
    assert "A chart of places needs eight articles" in few.text


@pytest.mark.parametrize("name", sorted(DRAWN))
def test_no_legend_names_what_is_not_drawn(name: str) -> None:
    """Each kind of a colour's legend is in the data."""
    spec = DRAWN[name]().to_dict()
    rows = [row for part in (spec, *spec.get("layer", ())) for row in part.get("data", {}).get("values", ())]
    for part in (spec, *spec.get("layer", ())):
        colour = part.get("encoding", {}).get("color", {})
        if "domain" in (colour.get("scale") or {}):
            assert set(colour["scale"]["domain"]) <= {row.get(colour["field"]) for row in rows}


@pytest.mark.parametrize("name", sorted(DRAWN))
def test_charts_display_as_data_alone(name: str) -> None:
    """A notebook's output is the specification and no script or address of one, after a reader's changes too."""
    drawn = DRAWN[name]()
    for chart in (
        drawn,
        drawn.properties(height=300),
        views.style(drawn, title="Once more.", description="Same."),
    ):
        assert {"application/vnd.vegalite.v6+json", "application/vnd.vegalite.v5+json"} == set(
            chart._repr_mimebundle_()
        )


def test_altair_stays_as_its_user_has_set_it(root: Path) -> None:
    """Neither importing all of this package nor drawing a chart touches renderer, limit of rows or theme.

    In a process of its own, where nothing has touched them before.
    """
    program = """
import altair as alt
import pandas as pd

alt.theme.enable("dark")
alt.renderers.enable("mimetype")
alt.data_transformers.enable("default", max_rows=77)

def settings():
    parts = alt.renderers, alt.data_transformers, alt.theme
    return [(part.active, dict(part.options), sorted(part.names())) for part in parts]

before = settings()
from analysis import annotation, corpus, entities, findings, overlap, quotes, reports, session, terms
from analysis import views
from analysis.quotes.evaluation import _evaluate
from analysis.reports import render_reports

table = pd.DataFrame({"term": range(200), "count": 1, "per_10k": 5.0, "articles": 2, "dispersion": 0.25})
drawn = views.chart_dispersion(table)
assert len(drawn._repr_mimebundle_()) == 2
assert settings() == before, settings()
"""
    subprocess.run([sys.executable, "-c", program], cwd=root, check=True)


def test_charts_of_the_seeds(annotated: AnnotatedCorpus) -> None:
    """The real tables draw, and the titles' numbers are the tables'."""
    counts = terms.count_terms(annotated)
    table = terms.term_frequencies(counts)
    spec = views.chart_top_terms(table, unit="lemmas", top=10).to_dict()
    assert " ".join(spec["title"]).startswith(f"“{table['term'][0]}” is most frequent: ")


def test_no_colour_stands_for_two_names() -> None:
    """Names in order have the palette's colours; those beyond it share the neutral one and no other's."""
    from analysis.views.charts._theme import PALETTE, colour_scale

    scale = colour_scale([f"article {n}" for n in range(12)]).to_dict()
    assert [*PALETTE, PALETTE[-1], PALETTE[-1], PALETTE[-1]] == scale["range"]
    assert 12 == len(scale["domain"])
