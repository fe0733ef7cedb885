"""What things look like in a notebook: right on hostile text, bounded, and a line of plain text in a terminal."""

from __future__ import annotations

import pickle
import re
from collections.abc import Callable
from pathlib import Path

import nh3
import pandas as pd
import pytest

from analysis import compare_articles, find_quotes, load_corpus, views
from analysis._display import mark_excerpt, table
from analysis.annotation import AnnotatedCorpus
from analysis.corpus import Corpus
from analysis.errors import DatelineError
from analysis.overlap import compare_pair
from analysis.quotes import Quotes
from analysis.session import open_corpus  # noqa: F401 - it tells pandas how to show tables

HOSTILE = '<script>alert("1")</script> <img src=x onerror=alert(2)> <b>bold</b> & “said” <!--'

#: What our displays are made of; whatever else comes out was in an article and was not escaped.
ELEMENTS = set(
    "style div p span strong em mark details summary table caption thead tbody tr th td br".split()
)


def assert_inert(html: str) -> None:
    """Assert that every tag is one of ours, so that none of an article's came through."""
    held = nh3.clean(
        html, tags=ELEMENTS, clean_content_tags=set(), attributes={"*": {"class", "open", "scope"}}
    )
    # The cleaner writes marks its own way; the number of tags is what must not change.
    assert held.count("<") == html.count("<")
    assert "&lt;" in html


@pytest.fixture
def hostile(tmp_path: Path) -> Corpus:
    """Articles that try to run by text, title, outlet and name, and a file that cannot be read."""
    for name in ("<b>one", "two"):
        (tmp_path / f"{name}.txt").write_text(f"{HOSTILE}\n\n{HOSTILE}\n\n“{HOSTILE},” said <i>Smith.\n")
    (tmp_path / "<script>.bin").write_bytes(b"\x00\xff")
    facts = "file,title,outlet,published\n<b>one.txt,<script>1</script>,<u>Outlet,2025-12-17\n"
    (tmp_path / "metadata.csv").write_text(facts + "<none>.txt,,,\n")
    return load_corpus(tmp_path)


def test_hostile_text_stays_text(hostile: Corpus) -> None:
    """Nothing of an article, its facts or a file's name becomes HTML."""
    assert_inert(hostile._repr_html_())
    for article in hostile:
        assert_inert(article._repr_html_())
    assert "&lt;script&gt;.bin" in hostile._repr_html_()
    assert "&lt;none&gt;" in hostile._repr_html_()


def test_a_corpus_says_what_it_holds(seeds: Corpus, hostile: Corpus) -> None:
    """Articles, words, outlets, dates, what was left out and what is doubtful, in a line and as HTML."""
    line = "4 articles, 2,073 words, outlets unknown, 2025-12-17 (3 undated), 0 left out, 0 with a warning"
    assert f"<Corpus of {line}>" == repr(seeds)
    for fact in line.split(" words")[0].split(", "):
        assert fact in seeds._repr_html_()
    for article in seeds:
        assert article.doc_id in seeds._repr_html_()
    doubts = len(hostile.warnings)
    assert f"1 outlet, 2025-12-17 (1 undated), 1 left out, {doubts} with a warning" in repr(hostile)
    assert doubts >= 1


def test_a_large_corpus_shows_itself_within_bounds(tmp_path: Path) -> None:
    """A display does not grow with the corpus: the first articles, and how many more there are."""
    for number in range(30):
        (tmp_path / f"{number:02}.txt").write_text("One sentence of a story. " * 400)
    html = load_corpus(tmp_path)._repr_html_()
    assert "<td>19</td>" in html
    assert "<td>20</td>" not in html
    assert "10 more." in html
    assert len(load_corpus(tmp_path).articles[0]._repr_html_()) < 60_000


def test_an_article_tells_body_from_the_rest(seeds: Corpus) -> None:
    """Title, byline and furniture carry their names; the first paragraphs stand before the fold."""
    html = seeds["002_7ee00924eb371e5f"]._repr_html_()
    before, _, folded = html.partition("<details")
    assert '<span class="dl-kind">boilerplate</span>Go to contents' in before
    assert 4 == before.count("<p>")
    assert "2 paragraphs" in folded
    assert "2025-12-17" in before
    assert repr(seeds["002_7ee00924eb371e5f"]).endswith("policy”, 2025-12-17, 519 words>")


def test_displays_follow_the_theme(seeds: Corpus) -> None:
    """Text has JupyterLab's colours or the page's own, never one that is set for light or dark alone."""
    html = seeds._repr_html_()
    style = html[html.index("<style>") : html.index("</style>")]
    colours = [line for line in style.replace("}", ";").split(";") if "color:" in line]
    assert colours
    assert all("inherit" in colour for colour in colours)


def test_amounts_in_dollars_are_no_formulas(seeds: Corpus, quotes: Quotes) -> None:
    """JupyterLab, which makes formulas of "$2 … $3", leaves displays alone; a page has none of what tells it."""
    told = views.table(pd.DataFrame({"paid": ["$2 million"], "asked": ["$3 million"]}), "Sums")
    displays = [seeds, seeds.articles[0], quotes, told, pd.DataFrame({"paid": ["$2", "$3"]})]
    for shown in displays:
        opened = re.sub(r"<style.*?</style>", "", shown._repr_html_() or "", flags=re.DOTALL).lstrip()
        assert re.match(
            r'<div class="[^"]*mathjax_ignore"|<div>\s*<table[^>]* class="[^"]*mathjax_ignore"', opened
        )
    assert told.html in views.release_links(told._repr_html_())
    assert "mathjax" not in views.release_links(told._repr_html_())


def test_some_articles_alone(seeds: Corpus) -> None:
    """`select` keeps the order; a name that is not there is an error with the nearest one."""
    one, other = seeds.articles[2].doc_id, seeds.articles[0].doc_id
    assert [other, one] == [article.doc_id for article in seeds.select([one, other])]
    with pytest.raises(DatelineError, match=f"did you mean '{one}'"):
        seeds.select([one + "x"])
    assert [article.doc_id for article in seeds] == seeds._ipython_key_completions_()


def test_an_excerpt_marks_the_exact_span() -> None:
    """The marked words are text[start:end], escaped."""
    assert "a b <mark>c &lt;d&gt;</mark> e f" == mark_excerpt("a b c\n<d> e f", (4, 9))


def test_small_pieces() -> None:
    """Missing cells are empty, numbers stand on the right, what is cut off is counted."""
    html = table(["name", "count"], [("a", 1200), (None, float("nan"))], total=5)
    assert '<td>a</td><td class="dl-number">1,200</td>' in html
    assert '<td></td><td class="dl-number"></td>' in html
    assert "3 more." in html


@pytest.fixture(scope="module")
def quotes(annotated: AnnotatedCorpus) -> Quotes:
    """The attributions of the seeds."""
    found = find_quotes(annotated)
    assert isinstance(found, Quotes)
    return found


def test_a_table_of_quotations_stays_a_dataframe(quotes: Quotes) -> None:
    """Selections keep the display; a table without the columns for it looks as pandas has it."""
    html = quotes._repr_html_() or ""
    assert f"{len(quotes)} attributions in 4 articles" in html
    assert f"{len(quotes) - 20} more." in html
    direct = quotes[quotes["kind"] == "direct"]
    assert f"{len(direct)} attribution" in (direct._repr_html_() or "")
    assert "Not shown: content_spans" in (direct._repr_html_() or "")
    assert 'class="dataframe' in (quotes[["doc_id", "content"]]._repr_html_() or "")
    assert "<p>No attributions.</p>" in (quotes.iloc[:0]._repr_html_() or "")
    assert '<th scope="col">desk</th>' in (quotes.assign(desk="world")._repr_html_() or "")
    plain = pd.DataFrame({name: quotes[name] for name in quotes.columns})
    pd.testing.assert_frame_equal(plain, quotes, check_frame_type=False)
    assert list(plain.groupby("kind").size()) == list(quotes.groupby("kind").size())
    assert isinstance(pickle.loads(pickle.dumps(quotes)), Quotes)  # noqa: S301 (our own)


def test_hostile_quotations_stay_text(quotes: Quotes) -> None:
    """Speaker, words, cue, identifier and columns of a user's own are escaped."""
    columns = dict.fromkeys(("speaker", "content", "cue", "doc_id", "kind", "speaker_kind"), HOSTILE)
    assert_inert(quotes.head(3).assign(**columns, **{"<b>own": HOSTILE})._repr_html_() or "")


def test_a_pair_shows_both_sides(annotated: AnnotatedCorpus) -> None:
    """The counts are those of `compare_articles`; phrases are marked where they stand; order does not matter."""
    one, other = "001_66396de939dc4853", "002_7ee00924eb371e5f"
    pair = compare_pair(annotated, other, one)
    assert [one, other] == [pair.article_a.doc_id, pair.article_b.doc_id]
    (row,) = compare_articles(annotated.select([one, other])).to_dict("records")
    assert row["shared_entities"] == len(pair.names)
    assert row["speakers"] == pair.speakers["speaker"].tolist()
    assert row["longest_shared_run"] == pair.phrases["words"].max()
    assert {"differ"} == set(pair.descriptions["verdict"])
    html = pair._repr_html_()
    assert 2 * len(pair.phrases) == html.count("<mark>")
    assert html.count("<mark>the U.S. Embassy in Seoul</mark>") == 2
    assert repr(pair).startswith(f"<ArticlePair {one} and {other}: 0 shared passages, ")
    assert html == compare_pair(annotated, one, other)._repr_html_()


def test_a_hostile_pair_stays_text(make_annotated: Callable[..., AnnotatedCorpus]) -> None:
    """Passages, quotations and names that two articles share are escaped on both sides."""
    told = f"{HOSTILE} The ministry of trade in Seoul met on Tuesday and said it would wait for an answer."
    pair = compare_pair(make_annotated(a=f"One. {told}", b=f"Two. {told}"), "a", "b")
    assert len(pair.passages) + len(pair.phrases) > 0
    assert_inert(pair._repr_html_())


def test_a_pair_is_of_two_articles(annotated: AnnotatedCorpus) -> None:
    """One article twice, or one that is not there, is an error in a sentence."""
    with pytest.raises(DatelineError, match="name two different ones"):
        compare_pair(annotated, "001_66396de939dc4853", "001_66396de939dc4853")
    with pytest.raises(DatelineError, match="There is no article 'nowhere'"):
        compare_pair(annotated, "001_66396de939dc4853", "nowhere")
