"""The reader of pairs: text unchanged, every mark with its other half, nothing hostile, never too large."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from html.parser import HTMLParser
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import views
from analysis.corpus import Article, Corpus, Section
from analysis.reports.html._markup import sanitise
from analysis.schema import TABLES
from analysis.views.readers._pair_selection import choose_pairs
from analysis.views.readers._pairs import Side, mark_overlaps

EMPTY = pd.DataFrame(columns=["doc_id", "start", "end"])
_LINKS = re.compile(r'<a class="jump[^>]*>.*?</a>', re.DOTALL)
_TAGS = re.compile(r"<[^>]*>")


def words_of(html: str) -> str:
    """The text of a piece of HTML, without the numbers that lead to the other article."""
    return unescape(_TAGS.sub("", _LINKS.sub("", html)))


def article(doc_id: str, text: str, **facts: Any) -> Article:
    """An article of one paragraph."""
    return Article(doc_id, text, (Section(0, len(text), "body"),), **facts)


def corpus_of(*articles: Article) -> Corpus:
    """A corpus without rejects."""
    return Corpus(articles, pd.DataFrame(), pd.DataFrame())


def overlap(
    number: int, a: tuple[str, int, int], b: tuple[str, int, int], kind: str = "copied prose"
) -> tuple[Any, ...]:
    """A row of `collect_overlaps`."""
    return number, kind, *a, *b, "a", "b", a[2] - a[1], ""


def table(*rows: tuple[Any, ...]) -> pd.DataFrame:
    """Rows as a table."""
    return TABLES["overlaps"].frame(rows)


def read(corpus: Corpus, overlaps: pd.DataFrame, **options: Any) -> views.PairReader:
    """The reader of some overlaps, each article by its own name."""
    names = {each.doc_id: each.doc_id for each in corpus}
    return views.read_pairs(corpus, overlaps, EMPTY, names=names, **options)


class Links(HTMLParser):
    """Collects ids, links and marks with the article they stand in."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.article = ""
        self.ids: list[str] = []
        self.jumps: dict[str, tuple[str, str, str]] = {}
        self.marks: list[tuple[str, list[str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what the tag is."""
        found = {name: value or "" for name, value in attrs}
        style = found.get("class", "").split()
        if "id" in found:
            self.ids.append(found["id"])
        if "pair-article" in style:
            self.article = found["id"]
        if "jump" in style:
            self.jumps[found["id"]] = found["href"].removeprefix("#"), self.article, found["data-o"]
        if tag == "mark" and "data-o" in found:
            self.marks.append((self.article, found["data-o"].split()))


@st.composite
def texts_with_sides(draw: st.DrawFn) -> tuple[str, list[Side]]:
    """A text of anything, and spans in it that may cross, contain or equal each other."""
    text = draw(st.text(min_size=1, max_size=60))
    ends = draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, len(text))), max_size=8))
    spans = [(min(pair), max(pair)) for pair in ends if pair[0] != pair[1]]
    link = '<a class="jump" href="#x">{}</a>'
    return text, [Side(s, e, n, "copied", link.format(n)) for n, (s, e) in enumerate(spans)]


@given(texts_with_sides())
def test_marked_text_is_the_text(given_text: tuple[str, list[Side]]) -> None:
    """Without tags and numbers, what is shown is the article, character for character; each link stands once."""
    text, sides = given_text
    html = mark_overlaps(text, 0, len(text), sides, {})
    assert text == words_of(html)
    assert len(sides) == html.count('class="jump"')


@given(texts_with_sides())
def test_every_character_knows_its_overlaps(given_text: tuple[str, list[Side]]) -> None:
    """Cut anywhere, a piece names exactly the overlaps that cover it."""
    text, sides = given_text
    html = _LINKS.sub("", mark_overlaps(text, 0, len(text), sides, {}))
    at = 0
    for piece in re.finditer(r'<mark class="over[^"]*" data-o="([^"]*)">([^<]*)</mark>|([^<]+)', html):
        inner = unescape(piece[2] if piece[1] is not None else piece[3])
        numbers = {int(number) for number in (piece[1] or "").split()}
        for place in range(at, at + len(inner)):
            assert numbers == {side.number for side in sides if side.start <= place < side.end}
        at += len(inner)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["ab", "ac", "bc"]), st.integers(0, 20), st.integers(1, 20), st.integers(0, 20)
        ),
        max_size=12,
        unique=True,
    )
)
def test_every_mark_has_its_other_half(places: list[tuple[str, int, int, int]]) -> None:
    """Each link leads to one in the other article that leads back, and each mark belongs to a link beside it."""
    corpus = corpus_of(*(article(name, "word " * 10) for name in "abc"))
    rows = [
        overlap(number, (pair[0], start, start + size), (pair[1], other, other + size))
        for number, (pair, start, size, other) in enumerate(places, start=1)
    ]
    found = Links(read(corpus, table(*rows)).html)
    assert len(found.ids) == len(set(found.ids))
    assert 2 * len(rows) == len(found.jumps)
    for name, (target, here, number) in found.jumps.items():
        back, there, same = found.jumps[target]
        assert (name, number) == (back, same)
        assert here != there
    beside = {(here, number) for _, here, number in found.jumps.values()}
    assert all((here, number) in beside for here, numbers in found.marks for number in numbers)


def test_hostile_words_are_words() -> None:
    """An article, its name and its title can hold mark-up: all of it is shown, none of it is mark-up."""
    text = '<script>alert(1)</script> "&amp;" <img src=x onerror=alert(2)> </mark></details>'
    title = "</summary><script>alert(3)</script>"
    corpus = corpus_of(article('a"><b>', text, title=title), article("b<i>", text))
    row = overlap(1, ('a"><b>', 3, 40), ("b<i>", 9, 50))
    row = (*row[:-1], '"><script>alert(4)</script>')
    html = read(corpus, table(row)).html
    assert "<script" not in html
    assert "<img" not in html
    assert text in words_of(html)
    assert 2 == len(Links(str(sanitise(html))).jumps)


def test_each_text_is_in_the_page_once() -> None:
    """An article in many pairs is not repeated."""
    corpus = corpus_of(*(article(f"d{n}", f"{'word ' * 40}unmistakable{n}") for n in range(6)))
    rows = [overlap(n, ("d0", 0, 5), (f"d{n}", 0, 5)) for n in range(1, 6)]
    html = read(corpus, table(*rows)).html
    counts = Counter(re.findall(r"unmistakable\d", words_of(html)))
    assert {f"unmistakable{n}": 1 for n in range(6)} == counts


def test_addresses_of_descriptions() -> None:
    """Where a description begins there is an address, for the table to lead to."""
    corpus = corpus_of(article("a", "one two three"), article("b", "one two three"))
    places = pd.DataFrame({"doc_id": ["a", "z"], "start": [4, 0], "end": [7, 3]})
    names = {"a": "a", "b": "b"}
    html = views.read_pairs(corpus, table(overlap(1, ("a", 0, 7), ("b", 0, 7))), places, names=names).html
    assert '<a id="at-a-4-7" class="anchor"></a>' in html
    assert "at-z" not in html


@pytest.mark.parametrize(("articles", "words"), [(400, 900), (60, 40_000)])
def test_a_page_of_a_large_corpus_stays_small(articles: int, words: int) -> None:
    """However many and long the articles, the reader stays below 1.5 million bytes, and says what it leaves."""
    corpus = corpus_of(*(article(f"d{n:03}", "“word” " * words) for n in range(articles)))
    rows = []
    for n in range(articles):
        for k in range(30):
            pair = (f"d{n:03}", 10 * k, 10 * k + 40), (f"d{(n + 1 + k % 3) % articles:03}", 9 * k, 9 * k + 40)
            rows.append(overlap(len(rows) + 1, *sorted(pair)))
    found = read(corpus, table(*rows), top=200)
    assert len(found.html.encode()) < 1_500_000
    assert "pairs that share something; " in found.html or not found.pairs


def test_nothing_to_read() -> None:
    """Without overlaps a sentence stands in the reader's place."""
    found = read(corpus_of(article("a", "x")), table())
    assert "nothing found: articles that share anything" in found.html
    assert {} == found.pairs


def test_classes_take_turns() -> None:
    """Among hundreds of copied pairs, one quotation and one contradiction still find a place."""
    rows = [overlap(n, (f"a{n:03}", 0, 100), (f"b{n:03}", 0, 100)) for n in range(1, 200)]
    rows.append(overlap(200, ("q1", 0, 5), ("q2", 0, 5), "shared quotation"))
    rows.append(overlap(201, ("r1", 0, 5), ("r2", 0, 5), "described differently"))
    overlaps = table(*rows)
    sizes = {doc_id: 10 for side in ("doc_a", "doc_b") for doc_id in overlaps[side]}
    chosen = choose_pairs(overlaps, sizes, top=10, max_bytes=10_000)
    assert 10 == len(chosen)
    assert {("q1", "q2"), ("r1", "r2")} <= set(chosen)
    assert ("r1", "r2") == chosen[-1]


def test_a_pair_too_long_makes_room_for_others() -> None:
    """A pair whose texts do not fit is passed over; shorter ones after it are taken."""
    overlaps = table(overlap(1, ("a", 0, 90), ("b", 0, 90)), overlap(2, ("c", 0, 20), ("d", 0, 20)))
    assert [("c", "d")] == choose_pairs(overlaps, {"a": 900, "b": 9, "c": 9, "d": 9}, top=5, max_bytes=100)
