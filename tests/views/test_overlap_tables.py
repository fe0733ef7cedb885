"""Tables of overlap: each article's own words, what differs marked, rows that lead to the reader, nothing hostile."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest

from analysis import views
from analysis.corpus import Article, Corpus, find_sections
from analysis.schema import TABLES
from analysis.text import counted
from analysis.views._overlap_styles import OVERLAP_STYLES
from analysis.views.readers._pairs import PairReader

HOSTILE = "<script>alert(1)</script>"
NAMES = {"a": "A", "b": "B"}
READER = PairReader("", "", {("a", "b"): "pair-1"}, frozenset({1}))


def overlap(number: int, kind: str, text_a: str, text_b: str, about: str = "") -> tuple[Any, ...]:
    """A row of `collect_overlaps` between a and b."""
    return number, kind, "a", 0, len(text_a), "b", 5, 5 + len(text_b), text_a, text_b, 9, about


def passages(*rows: tuple[Any, ...]) -> str:
    """The table of some overlaps."""
    return views.passage_table(TABLES["overlaps"].frame(rows), NAMES, READER).html


def test_words_that_differ_are_marked_in_both() -> None:
    """What one article has and the other has not stands out, the rest does not."""
    html = passages(overlap(1, "copied prose", "the harbour was shut", "The harbour was closed"))
    assert 'the harbour was <mark class="only">shut</mark>' in html
    assert 'The harbour was <mark class="only">closed</mark>' in html


def test_paraphrases_are_not_compared_word_by_word() -> None:
    """Nearly every word of a paraphrase differs, so none is marked."""
    assert "only" not in passages(overlap(1, "paraphrase", "They met.", "Talks were held."))


def test_whose_a_quotation_is_stands_beside_it() -> None:
    """A quotation is told by its speaker."""
    assert "<td>shared quotation of Ann</td>" in passages(overlap(1, "shared quotation", "x", "x", "Ann"))


def test_rows_lead_to_what_the_reader_shows() -> None:
    """A number is a link where the reader marks the passage, and only there; every row has its address."""
    html = passages(overlap(1, "copied prose", "x", "x"), overlap(2, "copied prose", "y", "y"))
    assert '<tr id="passage-1"><td><a href="#passage-1-a">1</a></td>' in html
    assert '<tr id="passage-2"><td>2</td>' in html


def test_a_long_text_is_cut_and_says_so() -> None:
    """A cell has an end; nothing is marked in what is cut."""
    html = passages(overlap(1, "copied prose", "word " * 400, "other " * 400))
    assert "…" in html
    assert len(html) < 4000
    assert '<mark class="only">' not in html


def test_some_of_every_class_are_shown() -> None:
    """A class of many passages does not crowd out the others; what two versions quote is counted alone."""
    rows = [overlap(n, "copied prose", "x", "x") for n in range(1, 70)] + [
        overlap(99, "paraphrase", "y", "z")
    ]
    html = passages(*rows)
    assert '<tr id="passage-99">' in html
    assert "The first 50 of 70 rows" in html
    versions = passages(overlap(1, "version", "x", "x"), overlap(2, "shared quotation", "y", "y"))
    assert '<tr id="passage-2">' not in versions
    assert "1 more are quoted in two versions of one article." in versions


def derivation() -> pd.DataFrame:
    """A pair of which one took from the other."""
    row = ("a", "b", 50, 0.5, 0.25, "a from b", [f"a names {HOSTILE}."], 1)
    columns = ["doc_a", "doc_b", "words", "containment_a", "containment_b", "direction", "evidence", "group"]
    return pd.DataFrame([row], columns=columns)


def test_who_took_is_said_by_name() -> None:
    """The direction names both articles as the page does; names lead to their pages, the pair to the reader."""
    html = views.derivation_table(derivation(), TABLES["story_trees"].frame([]), NAMES, READER).html
    assert "<td>A from B</td>" in html
    assert '<a href="articles/a.html" title="a"><bdi>A</bdi></a>' in html
    assert ', <a href="#pair-1">side by side</a>' in html
    assert "50% and 25%" in html


def test_pairs_of_a_story_are_those_of_its_tree() -> None:
    """Of a story in three articles the pairs beside its tree are counted, not listed."""
    rows = pd.concat([derivation().assign(doc_a=a, doc_b=b) for a, b in (("a", "b"), ("a", "c"), ("b", "c"))])
    trees = TABLES["story_trees"].frame(
        (1, doc_id, parent, depth, None, None, "took it", 50, 0.5)
        for doc_id, parent, depth in (("a", None, 0), ("b", "a", 1), ("c", "a", 1))
    )
    html = views.derivation_table(rows, trees, NAMES, READER).html
    assert html.count("<tr>") == 3
    assert "1 more pair is in the stories above." in html


def test_a_group_within_another_is_counted_alone() -> None:
    """Three articles that are all in a larger group have no row of their own."""
    larger = groups("a").assign(articles=4, doc_ids=[["a", "b", "c", "d"]])
    html = views.group_table(pd.concat([larger, groups("a").assign(group=2)]), NAMES).html
    assert html.count("<tr>") == 2
    assert "1 group within a larger one left out." in html


def groups(origin: str | None) -> pd.DataFrame:
    """A group of three."""
    row = {
        "group": 1, "articles": 3, "doc_ids": ["a", "b", "c"], "outlets": [], "words": 50, "similarity": 0.9,
        "first_day": date(2025, 1, 1), "last_day": date(2025, 1, 2), "origin": origin, "basis": "x",
        "evidence": [HOSTILE], "text": HOSTILE, "places": [],
    }  # fmt: skip
    return pd.DataFrame([row])


@pytest.mark.parametrize(("origin", "said"), [("a", "A"), ("Reuters", "Reuters"), (None, "cannot tell")])
def test_groups_name_their_origin_or_none(origin: str | None, said: str) -> None:
    """An article by its name, an agency by its own; where it is not known, that is what is said."""
    html = views.group_table(groups(origin), NAMES).html
    assert f"<td>{said}</td>" in html
    assert "<time>2025-01-01</time> to <time>2025-01-02</time>" in html


def test_groups_of_two_are_pairs() -> None:
    """A group of two is a row of the table of pairs; this one counts them and says where they are."""
    html = views.group_table(groups("a").assign(articles=2), NAMES).html
    assert "nothing found: groups of articles with a common source." in html
    assert "No passage appears in three or more articles. 1 pair is listed above." in html


def quotations() -> pd.DataFrame:
    """A quotation that two articles have, in two wordings and of two speakers' names."""
    row = {
        "speaker": None, "doc_a": "a", "start_a": 2, "end_a": 9, "text_a": "we shall go", "speaker_a": "Ann",
        "doc_b": "b", "start_b": 5, "end_b": 12, "text_b": "we will go", "speaker_b": HOSTILE, "words": 2,
        "similarity": 0.5, "differences": [],
    }  # fmt: skip
    return pd.DataFrame([row])


def test_a_quotation_in_two_wordings() -> None:
    """Both wordings with their differences, both speakers where the articles do not agree, a link to the place."""
    found = TABLES["overlaps"].frame([overlap(1, "shared quotation", "we shall go", "we will go")])
    html = views.quotation_table(quotations(), NAMES, found, READER).html
    assert 'we <mark class="only">shall</mark> go' in html
    assert 'we <mark class="only">will</mark> go' in html
    assert '<a href="#passage-1-a">Ann or &lt;script&gt;' in html


DESCRIPTIONS = pd.DataFrame(
    {
        "name": [HOSTILE], "kind": ["person"], "aspect": ["title"], "doc_id": ["a"], "description": [HOSTILE],
        "start": [4], "end": [9], "verdict": ["differ"], "variant": [1],
    }
)  # fmt: skip


def test_descriptions_lead_to_their_place() -> None:
    """The article's own words are a link to where they stand."""
    html = views.description_table(DESCRIPTIONS, "Differ", NAMES).html
    assert '<a href="#at-a-4-9">&lt;script&gt;' in html


def test_one_row_a_thing() -> None:
    """What the articles say of one thing stands together, each with the article's name, the verdict once."""
    both = pd.concat([DESCRIPTIONS, DESCRIPTIONS.assign(doc_id="b", description="mayor", variant=2)])
    html = views.description_table(both, "Differ", NAMES).html
    assert 1 == html.count("<td>differ</td>")
    named = '<a href="articles/b.html?at=4-9#the-text" title="b"><bdi>B</bdi></a>'
    assert f'<li><a href="#at-b-4-9">mayor</a> <span class="who">{named}</span></li>' in html


def test_what_many_say_stands_once() -> None:
    """A wording stands once with the articles that have it, told again or not; many are counted, none are dropped."""
    rows = [
        {"doc_id": f"d{number:02}", "description": said, "start": start}
        for number in range(9)
        for start, said in ((4, "Mayor"), (90, "mayor"))
    ]
    rows += [{"doc_id": "e", "description": f"patron {letter}"} for letter in "abcdefghijklm"]
    same = {
        "name": "Ann",
        "kind": "person",
        "aspect": "title",
        "start": 4,
        "end": 9,
        "verdict": "cannot tell",
    }
    found = pd.DataFrame(
        [same | {"variant": 1 if "atron" not in row["description"] else 2} | row for row in rows]
    )
    html = views.description_table(found, "Alike", NAMES).html
    assert 1 == html.lower().count(">mayor</a>")
    assert '?at=4-9#the-text"><bdi>d03</bdi></a> and 5 more</span>' in html
    assert "<li>and 2 more wordings</li>" in html


def numbers() -> tuple[pd.DataFrame, pd.DataFrame]:
    """A number that two articles give otherwise, the third that they agree on, and their sentences."""
    sentences = {"doc_a": "a", "start_a": 10, "text_a": "All nine <b>men</b> left.", "doc_b": "b", "start_b": 20,
                 "text_b": "Eight men had left."}  # fmt: skip
    same = {"doc_a": "a", "doc_b": "b", "start_b": 20, "end_b": 29, "text_b": "Eight men", "counted": "man",
            "published_a": None, "published_b": None}  # fmt: skip
    days = {"published_a": date(2025, 12, 16), "published_b": date(2025, 12, 17)}
    rows = [
        same | days | {"start_a": 99, "end_a": 104, "text_a": "three", "verdict": "update"},
        same | {"start_a": 99, "end_a": 104, "text_a": "three", "verdict": "cannot tell"},
        same | {"start_a": 99, "end_a": 104, "text_a": "three", "verdict": "agree"},
        same | {"start_a": 14, "end_a": 18, "text_a": "nine", "verdict": "differ"},
    ]
    return pd.DataFrame(rows), pd.DataFrame([sentences])


def test_numbers_stand_in_their_sentences() -> None:
    """What differs comes first; a number is marked where it stands, alone where its sentence is not known."""
    html = views.number_table(*numbers(), NAMES).html
    assert html.index("<td>differ</td>") < html.index("<td>cannot tell</td>")
    assert html.index("<td>differ</td>") < html.index("<td>update: 2025-12-16 and 2025-12-17</td>")
    assert "<td>agree</td>" not in html
    assert "Articles agree on 1 number." in html
    assert 'All <mark class="only">nine</mark> &lt;b&gt;men&lt;/b&gt; left.' in html
    assert '</p><mark class="only">Eight men</mark> had left.' in html
    assert '</p><mark class="only">three</mark></div>' in html


def test_spellings_stand_among_their_words() -> None:
    """A name is marked where it stands, with some of the words around it, escaped."""
    texts = {"a": f"{25 * 'fish '}<b>Holme</b> left.", "b": "Holm left."}
    corpus = Corpus(
        tuple(Article(name, text, find_sections(text)) for name, text in texts.items()),
        *(pd.DataFrame(columns=["file", "reason"]) for _ in range(2)),
    )
    row = {"doc_a": "a", "start_a": 128, "end_a": 133, "doc_b": "b", "start_b": 0, "end_b": 4, "text_a": "Holme",
           "text_b": "Holm"}  # fmt: skip
    html = views.spelling_table(pd.DataFrame([row]), corpus, NAMES).html
    assert f'…{15 * "fish "}&lt;b&gt;<mark class="only">Holme</mark>&lt;/b&gt; left.' in html
    assert '</p><mark class="only">Holm</mark> left.' in html


def test_nothing_hostile_in_any_table() -> None:
    """Words of articles are escaped in every table, and an empty table says that there is nothing."""
    tables = [
        passages(overlap(1, "copied prose", HOSTILE, HOSTILE, HOSTILE)),
        views.derivation_table(derivation(), TABLES["story_trees"].frame([]), NAMES, READER).html,
        views.group_table(groups("a"), NAMES).html,
        views.quotation_table(quotations(), NAMES, TABLES["overlaps"].frame([]), READER).html,
        views.description_table(DESCRIPTIONS, HOSTILE, NAMES).html,
    ]
    assert not any("<script" in html for html in tables)
    assert all("&lt;script&gt;" in html for html in tables)
    assert "nothing found: sentences that say the same in different words." in passages()


@pytest.mark.parametrize("kind", OVERLAP_STYLES)
def test_counts_agree_with_their_nouns(kind: str) -> None:
    """One is one, two are several, for every class."""
    one, two = counted(1, kind), counted(2, kind)
    assert one.startswith("1 ")
    assert two.startswith("2 ")
    assert one[2:] != two[2:]


def test_sources_are_drawn_by_whom_they_are_quoted() -> None:
    """The title names the source that most rely on; fifty columns are the most, an empty table is a sentence."""
    rows = [("Ann", "person", f"d{n:03}", 1 + n % 3) for n in range(70)] + [("Bea", "person", "d000", 2)]
    counts = pd.DataFrame(rows, columns=["name", "kind", "by", "quotes"])
    columns = [f"d{n:03}" for n in range(70)]
    spec = views.chart_sources(counts, columns, names={}, what="articles").to_dict()
    assert "Ann in 70" in " ".join(spec["title"])
    assert 50 == len({row["column"] for row in spec["data"]["values"]})
    empty = views.chart_sources(counts.head(0), columns, names={}, what="articles")
    assert empty.text.endswith("sources that two or more articles quote by name.")
