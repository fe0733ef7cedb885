"""The table of attributions, the reader beside it and the views of speech and scores: linked, bounded, whole."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pandas as pd
import pytest

from analysis import findings, views
from analysis.corpus import Article, find_sections
from analysis.views._anchors import row_anchor
from analysis.views.tables import _quotes as pages

TEXT = 'Ann Lee said the pier will stand. "It is ours," the mayor added. Others doubt that.'


def spans(words: str) -> list[tuple[int, int]]:
    """Where words stand in the text."""
    return [(TEXT.index(words), TEXT.index(words) + len(words))]


def quotes(articles: int = 1) -> pd.DataFrame:
    """Two attributions an article, with the columns that pages read."""
    rows = []
    for n in range(articles):
        for content, cue, source, speaker, kind in (
            ("the pier will stand", "said", "Ann Lee", "Ann Lee", "indirect"),
            ('"It is ours,"', "added", "the mayor", None, "direct"),
        ):
            roles = {"content": content, "cue": cue, "source": source}
            rows.append(
                {"doc_id": f"a{n:03d}", "kind": kind, "speaker": speaker, "confidence": 0.9}
                | {"speaker_kind": "person" if speaker else "unattributed", "headline": False, "shown": True}
                | roles
                | {f"{role}_spans": spans(words) for role, words in roles.items()}
            )
    return pd.DataFrame(rows)


MARKED = pd.DataFrame(columns=["doc_id", "start", "end", "text"])


def article(n: int) -> Article:
    """An article of the text."""
    return Article(f"a{n:03d}", TEXT, find_sections(TEXT))


def ids_and_links(*pieces: str) -> tuple[set[str], set[str]]:
    """Return the ids of some HTML and the places that its links within the page lead to."""
    html = "".join(pieces)
    return set(re.findall(r' id="([^"]*)"', html)), set(re.findall(r'href="#([^"]*)"', html))


def test_each_leads_to_the_other() -> None:
    """A row leads to the place on the article's page, and a passage of a reader to its row."""
    table = views.quote_table(quotes(2)).html
    read = "".join(views.read_quotes(article(n), quotes(2), MARKED).html for n in range(2))
    ids, links = ids_and_links(table, read)

    assert links - ids == {"speaker-Ann_Lee"}
    assert 4 == len([name for name in ids if name.startswith("row-")])
    places = re.findall(r'href="articles/a00\d.html#(at-[^"]*)"', table)
    assert 4 == len(places)
    assert set(places) <= ids


def test_a_passage_beyond_the_rows_is_no_link(monkeypatch: pytest.MonkeyPatch) -> None:
    """A passage whose row the table has no room for leads nowhere, and the table says what it leaves out."""
    monkeypatch.setattr(pages, "_MAX_ROWS", 3)
    table = views.quote_table(quotes(3)).html
    read = [views.read_quotes(article(n), quotes(3), MARKED).html for n in range(2)]
    ids, links = ids_and_links(table, *read)

    assert links - ids == {"speaker-Ann_Lee"}
    assert row_anchor("a001", *spans('"It is ours,"')[0]) not in links
    assert "The first 3 of 6<span" in table


def test_a_speaker_has_one_name_in_all_rows() -> None:
    """Where the article writes a name its own way, the row has the common one, escaped, as the filter has it."""
    named = views.quote_table(quotes(), speakers=['Ann "<b>" Lee', None]).html

    assert ">Ann &quot;&lt;b&gt;&quot; Lee</a>" in named
    assert ">Ann Lee</a>" not in named


def test_a_passage_is_one_stop_for_the_keyboard() -> None:
    """A content that a source within it cuts in three is still one link and one id."""
    own = quotes().head(1).assign(source_spans=[spans("pier")])
    html = views.read_quotes(article(0), own, MARKED).html

    assert 1 == html.count('<a href="#row-')
    assert 3 == len(re.findall(r'<mark[^>]*class="content[^"]*"', html))
    assert TEXT in unescape(re.sub(r"<[^>]*>", "", html))


def test_headlines_and_unsure_rows_are_marked() -> None:
    """A row of a headline and one that pages leave out by default say so; a table of unsure ones has no filters."""
    marked = quotes().assign(headline=[True, False], shown=[True, False])
    every, unsure = views.quote_table(marked).html, views.quote_table(marked, title="Unsure").html

    assert every.count(">headline</span>") == every.count(">unsure</span>") == 1
    assert "data-filter" in every
    assert "data-filter" not in unsure
    # What is left out by default is not marked in the article: its place is found by the script.
    assert 1 == every.count("?at=") == every.count("#at-")


def test_table_is_bounded() -> None:
    """A large corpus gives no larger a table than a middling one, and says what it leaves out."""
    html = views.quote_table(quotes(2000), [article(n) for n in range(2000)]).html

    assert pages._MAX_ROWS == html.count("<tr id=")
    assert "of 4,000" in html
    assert len(html) < 250_000


def test_an_article_is_cited_by_what_is_known_of_it() -> None:
    """For copying, the table has title, outlet and day of each article once, escaped; a fold keeps what is in it."""
    titled = Article("a000", TEXT, find_sections(TEXT), title="<i>Pier</i>", outlet="Ledger")
    html = views.quote_table(quotes(2), [titled], names={"a000": "Ledger 1 May"}).html

    (cited,) = re.findall(r'data-cited="([^"]*)"', html)
    assert {"Ledger 1 May": "“<i>Pier</i>”, Ledger, undated"} == json.loads(unescape(cited))
    folded = views.fold("<b>More</b>", views.say("Inside.")).html
    assert folded.startswith('<details class="fold"><summary>&lt;b&gt;More&lt;/b&gt;</summary><p')


def test_no_attribution_is_said() -> None:
    """An empty table is a line."""
    html = views.quote_table(quotes().head(0)).html

    assert "Also checked, nothing found: all attributions." in html
    assert "<table" not in html


WORDS = pd.DataFrame({"doc_id": ["a000", "a000"], "speaker_kind": ["person", "anonymous"], "words": [30, 10]})
SCORES = pd.DataFrame(
    {"class": ["neutral", "neutral", "other"], "finder": ["model", "rules", "model"]}
    | {"precision": 80.0, "recall": 80.0, "f1": [88.0, 70.0, 60.0], "gold": 10}
)
NEWS = pd.DataFrame(
    {"news": ["herald", "herald", "post"], "finder": ["model", "rules", "model"]}
    | {"recall": [88.0, 70.0, 60.0], "articles": 12, "gold": 10}
)
RELIABILITY = pd.DataFrame(
    {"finder": ["model"], "mean_confidence": [0.9], "share_right": [0.8], "ci_low": [0.7], "ci_high": [0.9]}
    | {"attributions": [10]}
)
DRAWN: dict[str, tuple[Callable[[pd.DataFrame], Any], pd.DataFrame, str]] = {
    "speech": (
        lambda t: views.chart_speech_by_article(t, {"a000": "a", "a001": "b"}),
        WORDS,
        "25% of attributed words",
    ),
    "scores": (
        lambda t: views.chart_scores(t, name="x", what="Found"),
        SCORES,
        "88.0 with neutral cues, 60.0",
    ),
    "news": (views.chart_news, NEWS, "60% to 88% by news (model)"),
    "reliability": (views.chart_reliability, RELIABILITY, "confidence is the share"),
}


@pytest.mark.parametrize("name", sorted(DRAWN))
def test_each_chart_says_what_it_shows(name: str) -> None:
    """Title, description and stable bytes; of an empty table a sentence, and no copy of the table that follows."""
    draw, data, said = DRAWN[name]
    first, second, empty = draw(data).to_dict(), draw(data).to_dict(), draw(data.head(0))

    assert json.dumps(first) == json.dumps(second)
    assert said in " ".join(first["title"])
    assert len(first["description"]) > 20
    assert {"table": False} == first["usermeta"]
    assert 1 == empty.html.count("<p")


def test_errors_are_shown_in_their_words() -> None:
    """Each sort has its fold and count; content and the other side's words are marked; nothing in there is markup."""
    text = "The <b>mayor</b> said that tolls rise."
    record = {
        "finder": "model",
        "error": "spurious",
        "doc_id": "a",
        "kind": "indirect",
        "content": "that tolls rise",
    }
    record |= {"cue": "said", "source": "", "gold_source": "", "confidence": 0.9, "content_spans": [(22, 37)]}
    record |= {
        "cue_spans": [(17, 21)],
        "source_spans": [],
        "gold_source_spans": [],
        "other_spans": [(27, 32)],
    }
    html = views.read_errors(pd.DataFrame([record, record]), {"a": text}, finder="model", top=1).html

    assert "2 in all; the first 1 are shown" in html
    assert '<mark class="content indirect gold" title="content; what is in the gold">tolls</mark>' in html
    assert "&lt;b&gt;mayor" in html
    assert 2 == html.count("<p>None.</p>")


def test_the_context_of_an_error_is_whole_words() -> None:
    """What stands around an error is cut between words, not in one."""
    text = f"{'harbour ' * 60}The mayor said that tolls rise. {'harbour ' * 60}"
    content, cue = text.index("that tolls rise"), text.index("said")
    record = {"finder": "model", "error": "spurious", "doc_id": "a", "kind": "indirect", "gold_source": ""}
    record |= {"confidence": 0.9, "content_spans": [(content, content + 15)], "cue_spans": [(cue, cue + 4)]}
    record |= {"source_spans": [], "gold_source_spans": [], "other_spans": []}
    html = views.read_errors(pd.DataFrame([record]), {"a": text}, finder="model", top=1).html

    assert html.count("arbour") == html.count("harbour") == html.count("harbou")
    assert "… harbour" in html
    assert "harbour …" in html


def test_what_a_threshold_leaves_out_is_a_finding() -> None:
    """The sentence on their number counts it, and nothing is said where nothing is left out."""
    found = quotes(6)
    speakers = pd.DataFrame(
        {"name": ["Ann Lee"], "kind": ["person"], "quotes": [6], "words": [24], "share": [0.6]}
    )

    said = [findings.find_in_quotes(found, speakers, left_out=n)[-1].sentence for n in (0, 3)]
    assert "12 attributions: 6 direct and 6 indirect." == said[0]
    assert said[1] == said[0] + " Three less certain ones are left out."
    nothing = findings.find_in_quotes(found.head(0), speakers, left_out=1)[0].sentence
    assert "No attribution was found. One less certain one is left out." == nothing


def test_who_is_quoted_most_is_not_told_from_too_little() -> None:
    """Two attributions tell nothing; twelve name the leader and how many have no source."""
    speakers = pd.DataFrame(
        {"name": ["Ann Lee"], "kind": ["person"], "quotes": [6], "words": [24], "share": [0.6]}
    )

    few = findings.find_in_quotes(quotes(), speakers)[0]
    assert "The corpus is too small to tell who is quoted most: it has two attributions." == few.sentence
    leader, nameless, _ = findings.find_in_quotes(quotes(6), speakers)
    assert (
        "Ann Lee is quoted most: 24 words in six attributions, 60% of all attributed words."
        == leader.sentence
    )
    assert "Six of 12 attributions name no source." == nameless.sentence
    assert leader.weight > nameless.weight > few.weight
