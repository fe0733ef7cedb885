"""Passages: exact spans, whatever the names and the order of the articles."""

from __future__ import annotations

import random
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.corpus import Corpus
from analysis.errors import DatelineError
from analysis.language import ENGLISH
from analysis.overlap import find_passages
from analysis.overlap.reuse import _families, _hit_store, _hits, _ngram_index, _quotations
from analysis.overlap.reuse._extension import _best_stretch
from analysis.overlap.reuse._families import with_families
from analysis.overlap.reuse._hits import find_hits, list_parts
from analysis.overlap.reuse._ngram_index import drop_singletons
from analysis.overlap.reuse._word_table import index_words, language_of
from tests.plain_text import Text

PLACES_A, PLACES_B = ["doc_a", "start_a", "end_a", "text_a"], ["doc_b", "start_b", "end_b", "text_b"]


def bodies(seeds: Corpus) -> dict[str, str]:
    """The seeds' texts by the number that begins their names."""
    return {article.doc_id[:3]: article.text for article in seeds}


def plant(text: str, passage: str, paragraph: int) -> str:
    """Put a passage between two paragraphs of a text."""
    lines = text.split("\n")
    at = paragraph % (len(lines) + 1)
    return "\n".join([*lines[:at], passage, *lines[at:]])


def swapped(passages: pd.DataFrame) -> set[tuple[object, ...]]:
    """The passages with their sides in the other order."""
    return set(passages[PLACES_B + PLACES_A].itertuples(index=False, name=None))


def test_the_seeds_have_no_common_passage(seeds: Corpus) -> None:
    """The four articles are independent: no two share a passage of eight words or more."""
    assert find_passages(seeds).empty


def test_a_sentence_that_one_article_says_twice(seeds: Corpus) -> None:
    """A sentence in both summary and body is one passage, at the better of the two places."""
    texts = bodies(seeds)
    said = "The pilots of the harbour, who had struck for eleven weeks, went back to their boats on Thursday evening."
    shortened = "The pilots of the harbour, who had struck for eleven weeks, went back to their boats."
    host = f"{shortened}\n{texts['000']}\n{said}"
    passages = find_passages([Text("a", host), Text("b", plant(texts["002"], said, 6))])
    assert passages["text_a"].tolist() == [said.rstrip(".")]
    assert passages["start_a"].tolist() == [host.rindex(said)]


def test_articles_are_compared_in_the_language_of_their_corpus(seeds: Corpus) -> None:
    """What says no language is English."""
    other = replace(ENGLISH)
    assert other is language_of(SimpleNamespace(language=other))
    assert ENGLISH is language_of(list(seeds)) is language_of(SimpleNamespace(language=None))


def test_a_passage_of_any_length_may_be_asked_for() -> None:
    """One word is the least that can be asked for, and none is refused."""
    said = "The pilots of the harbour went back to their boats on Thursday evening after eleven weeks."
    pair = [Text("a", said), Text("b", said)]
    assert [said.rstrip(".")] == find_passages(pair, min_words=1)["text_a"].tolist()
    with pytest.raises(DatelineError, match="min_words is 0"):
        find_passages(pair, min_words=0)


def test_one_article_or_none(seeds: Corpus) -> None:
    """Fewer than two articles have no passage."""
    assert find_passages(list(seeds)[:1]).empty
    assert find_passages([]).empty


def test_an_edited_passage_in_another_order(seeds: Corpus) -> None:
    """Sentences in another order, words dropped, replaced, swapped: one passage, edges near the true ones."""
    texts = bodies(seeds)
    original = (
        "The United States, as host nation for the United Nations, is largely obligated to provide visas "
        "for foreign leaders. One opportunity for Kim to visit might come in September for the annual U.N. "
        "General Assembly gathering of world leaders in New York."
    )
    edited = (
        "One chance for Kim to visit might come in September for the annual U.N. General Assembly gathering "
        "of leaders world in New York. The US, as host nation of the United Nations, is obligated to provide "
        "visas for foreign leaders."
    )
    articles = [Text("a", plant(texts["000"], original, 3)), Text("b", plant(texts["002"], edited, 8))]
    passages = find_passages(articles)
    assert len(passages) == 1
    row = passages.iloc[0]
    assert original[:17] == row.text_a[:17]
    assert edited[:15] == row.text_b[:15]
    assert original[-9:-1] in row.text_a[-30:]
    assert edited[-9:-1] in row.text_b[-50:]
    assert 0.8 < row.similarity < 1


def test_case_and_marks_do_not_matter() -> None:
    """House style changes curly to straight marks and capitals; the words are the same."""
    quote = (
        "“It’s the first time in twenty years that the harbour’s pilots have refused to go out,” she wrote."
    )
    other = quote.replace("“", '"').replace("”", '"').replace("’", "'").upper()
    passages = find_passages([Text("x", quote), Text("y", other)])
    assert passages["similarity"].tolist() == [1.0]
    assert (passages["text_a"].tolist()) == [
        "It’s the first time in twenty years that the harbour’s pilots have refused to go out,” she wrote"
    ]


def test_only_bodies_are_compared(seeds: Corpus) -> None:
    """A footer that two articles share is no passage when it is outside their bodies."""

    @dataclass(frozen=True)
    class Headed(Text):
        @property
        def body_spans(self) -> tuple[tuple[int, int], ...]:
            return ((0, self.text.index("\n\nThis")),)

    footer = (
        "\n\nThis article was first published by our partner in the region and is shown with leave of both."
    )
    texts = bodies(seeds)
    whole = [Text("a", texts["000"] + footer), Text("b", texts["001"] + footer)]
    assert len(find_passages(whole)) == 1
    assert find_passages([Headed(text.doc_id, text.text) for text in whole]).empty


def test_a_story_in_many_articles(seeds: Corpus) -> None:
    """A passage that thirty articles carry is found in every pair, though its words are then all frequent."""
    story = next(article for article in seeds if article.doc_id.startswith("001")).text.split("\n")[1]
    others = " ".join(article.text for article in seeds if not article.doc_id.startswith("001")).split()
    articles = [Text(f"{n:02}", " ".join(others[50 * n : 50 * n + 50]) + "\n" + story) for n in range(30)]
    passages = find_passages(articles)
    assert len(passages[passages["text_a"].str.contains("The session was led")]) == 30 * 29 // 2


def test_a_text_of_one_word_over_and_over() -> None:
    """Degenerate texts take no longer than others and raise no error."""
    find_passages([Text("a", "spam " * 20_000), Text("b", "spam " * 20_000), Text("c", "spam eggs " * 9_000)])


@pytest.mark.parametrize("stretch", [7, 8, 1000])
def test_the_index_in_stretches(seeds: Corpus, monkeypatch: pytest.MonkeyPatch, stretch: int) -> None:
    """How many words are indexed at a time changes nothing, down to the order of the hits."""
    texts = list(bodies(seeds).values())
    passage = " ".join(texts[0].split()[50:120])
    table = index_words(
        [Text(name, plant(text, passage, 4)) for name, text in zip("abcd", texts, strict=True)]
    )
    expected = [find_hits(table, part) for part in list_parts(table)]
    monkeypatch.setattr(_ngram_index, "_BLOCK_WORDS", stretch)
    found = [find_hits(table, part) for part in list_parts(table)]
    assert sum(len(hits.left) for hits in expected) > 400
    for one, other in zip(expected, found, strict=True):
        np.testing.assert_array_equal(one.left, other.left)
        np.testing.assert_array_equal(one.right, other.right)


def edited(words: list[str], share: float, rng: random.Random) -> str:
    """Words of which a share is replaced by words that no other text has."""
    return " ".join(f"x{rng.randrange(10**9)}" if rng.random() < share else word for word in words)


@pytest.fixture(scope="module")
def retold(seeds: Corpus) -> list[Text]:
    """A story of 300 words and thirty articles in which every fifth word is another, beside two unrelated seeds."""
    rng = random.Random(4)  # noqa: S311 - no secret
    texts = bodies(seeds)
    story = texts["000"].split()[:300]
    others = [Text("other0", texts["002"]), Text("other1", texts["004"])]
    copies = [Text(f"copy{number:02}", edited(story, 0.2, rng)) for number in range(30)]
    return [Text("wire", " ".join(story)), *copies, *others]


def test_a_story_rewritten_by_many_is_found_in_all_of_them(retold: list[Text]) -> None:
    """The words of one story are not common because thirty rewrites have them: nearly all pairs are found, no other."""
    passages = find_passages(retold)
    pairs = set(zip(passages["doc_a"], passages["doc_b"], strict=True))
    assert not {pair for pair in pairs if any(name.startswith("other") for name in pair)}
    assert len(pairs) >= 0.9 * 31 * 30 / 2
    assert sum("wire" in pair for pair in pairs) == 30


def test_a_large_family_is_compared_with_its_hubs(
    retold: list[Text], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a family is too large for all pairs, each article is compared with the hubs and with its batch alone."""
    every = find_passages(retold)
    monkeypatch.setattr(_families, "MAX_FAMILY", 10)
    monkeypatch.setattr(_families, "_HUBS", 3)
    _families.with_families.cache_clear()
    few = find_passages(retold)
    _families.with_families.cache_clear()
    pairs, all_pairs = (set(zip(p["doc_a"], p["doc_b"], strict=True)) for p in (few, every))
    assert pairs < all_pairs
    # 3 hubs with one another and with 28 articles, and four batches of seven.
    assert 0.9 * (3 + 3 * 28 + 4 * 21) <= len(pairs) <= 3 + 3 * 28 + 4 * 21
    assert {"wire", *(f"copy{number:02}" for number in range(30))} == {
        name for pair in pairs for name in pair
    }


def test_a_very_large_family_is_compared_with_one_hub(
    retold: list[Text], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where even hubs and batches are more pairs than the bound, every article has its passages with one of them."""
    monkeypatch.setattr(_families, "MAX_FAMILY", 10)
    monkeypatch.setattr(_families, "_HUBS", 3)
    monkeypatch.setattr(_families, "_FAMILY_PAIRS", 31)
    _families.with_families.cache_clear()
    passages = find_passages(retold)
    _families.with_families.cache_clear()
    pairs = set(zip(passages["doc_a"], passages["doc_b"], strict=True))
    assert len(pairs) == 30
    assert 1 == len(set.intersection(*map(set, pairs)))


@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_copies_of_one_text_have_what_a_search_of_each_finds(seeds: Corpus, data: st.DataObject) -> None:
    """Searching repeated articles once gives the table that searching every one of them gives."""
    texts = list(bodies(seeds).values())
    passage = " ".join(texts[0].split()[data.draw(st.integers(0, 200)) :][:60])
    kinds = [texts[0], plant(texts[1], passage, 2), f"{texts[2]}\n{texts[2][:900]}", "Copy that!"]
    chosen = data.draw(st.lists(st.sampled_from(kinds), min_size=2, max_size=8))
    articles = [Text(f"{number}", text) for number, text in enumerate(chosen)]
    found = find_passages(articles)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_families, "find_originals", lambda table, _: np.arange(table.articles, dtype=np.int32))
        _families.with_families.cache_clear()
        every = find_passages(articles)
    _families.with_families.cache_clear()
    pd.testing.assert_frame_equal(every, found)


def test_an_article_that_is_repeated_a_thousand_times(seeds: Corpus) -> None:
    """Each copy is listed with one of them, and so is an article that takes a passage from it."""
    texts = bodies(seeds)
    passage = " ".join(texts["000"].split()[50:120])
    copies = [Text(f"copy{number:03}", texts["000"]) for number in range(1000)]
    found = find_passages([*copies, Text("other", plant(texts["001"], passage, 3))])
    of_copies = found[found["doc_b"] != "other"]
    assert ["copy000"] == of_copies["doc_a"].unique().tolist()
    assert len(of_copies) == 999
    assert of_copies["similarity"].eq(1.0).all()
    assert found.loc[found["doc_b"] == "other", "doc_a"].nunique() == 1000


@pytest.mark.parametrize("held", [0, 3000])
def test_hits_that_memory_does_not_hold(
    retold: list[Text], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, held: int
) -> None:
    """With the index written to disk in many small parts the table is the same, and nothing stays there."""
    expected = find_passages(retold)
    written: list[Path] = []
    read = _hit_store._read
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(_hit_store, "_read", lambda file: written.append(file) or read(file))
    for name, bound in (("_MEMORY_HITS", held), ("_BUCKET_WORDS", 900), ("_BLOCK_HITS", 500)):
        monkeypatch.setattr(_hit_store, name, bound)
    monkeypatch.setattr(_hits, "_PART_ENTRIES", 4000)
    monkeypatch.setattr(_families, "_PART_ENTRIES", 4000)
    pd.testing.assert_frame_equal(expected, find_passages(retold))
    assert len(written) > 10
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("name", "value"),
    [("min_words", 0), ("min_similarity", 1.5), ("min_similarity", -0.1)],
)
def test_a_parameter_out_of_range(name: str, value: float) -> None:
    """The message names the parameter and its value."""
    with pytest.raises(DatelineError, match=f"{name} is {value}"):
        find_passages([], **{name: value})


@given(data=st.data())
def test_a_verbatim_passage_is_always_found(seeds: Corpus, data: st.DataObject) -> None:
    """Twenty words or more of one article in another, anywhere: found, and nearly whole on both sides."""
    texts = bodies(seeds)
    donor, recipient = data.draw(st.permutations(["000", "001", "002", "004"]))[:2]
    words = texts[donor].split(" ")
    size = data.draw(st.integers(20, 80))
    first = data.draw(st.integers(0, len(words) - size))
    passage = " ".join(words[first : first + size])
    host = plant(texts[recipient], passage, data.draw(st.integers(0, 30)))
    others = [Text(name, text) for name, text in texts.items() if name != recipient]
    passages = find_passages([*others, Text(recipient, host)])
    at = {donor: texts[donor].index(passage), recipient: host.index(passage)}
    covered = [
        min(end, at[name] + len(passage)) - max(start, at[name])
        for columns in (PLACES_A, PLACES_B)
        for name, start, end, _ in passages[columns].itertuples(index=False)
    ]
    assert len(passages) >= 1
    assert min(covered) >= 0.8 * len(passage)


@settings(max_examples=20)
@given(data=st.data())
def test_names_and_order_change_nothing(seeds: Corpus, data: st.DataObject) -> None:
    """The articles in another order give the same table; under other names, the same passages mirrored."""
    texts = list(bodies(seeds).values())
    passage = " ".join(texts[0].split()[data.draw(st.integers(0, 200)) :][:45])
    articles = [texts[0], plant(texts[1], passage, 2), plant(texts[3], passage.lower(), 5)]
    named = [Text(name, text) for name, text in zip("abc", articles, strict=True)]
    passages = find_passages(named)
    assert len(passages) >= 3
    pd.testing.assert_frame_equal(passages, find_passages(data.draw(st.permutations(named))))
    mirrored = find_passages([Text(name, text) for name, text in zip("cba", articles, strict=True)])
    renamed = mirrored.assign(
        **{side: mirrored[side].map({"a": "c", "b": "b", "c": "a"}) for side in ("doc_a", "doc_b")}
    )
    assert swapped(passages) == set(renamed[PLACES_A + PLACES_B].itertuples(index=False, name=None))


@given(st.lists(st.text(max_size=300), max_size=4), st.text(min_size=60, max_size=200))
def test_offsets_slice_to_what_is_shown(texts: list[str], common: str) -> None:
    """For any characters there is no exception, and each span gives the text of its row, with words at both edges."""
    articles = {str(n): text + common + text for n, text in enumerate(texts)}
    passages = find_passages([Text(name, text) for name, text in articles.items()])
    for row in passages.itertuples():
        assert row.text_a == articles[row.doc_a][row.start_a : row.end_a]
        assert row.text_b == articles[row.doc_b][row.start_b : row.end_b]
        assert row.text_a[0].isalnum()
        assert row.text_b[-1].isalnum()
        assert row.doc_a < row.doc_b


def test_a_quotation_that_a_hundred_articles_have() -> None:
    """The same quotation is shared by every two articles, however many have it; a set phrase alone by none of many."""
    said = "we came here with nothing and the people of this town gave us beds and a stove"
    table = index_words([Text(f"{number:03}", said) for number in range(101)])
    assert len(_quotations._choose_pairs(table)[0]) == 101 * 100 // 2
    phrases = index_words([Text(f"{n:03}", f"w{n} v{n} the harbour pilots u{n} t{n}") for n in range(101)])
    assert _quotations._choose_pairs(phrases) == ([], 0)


@given(st.lists(st.sampled_from([None, 0.25, 0.5, 1.0, 4.0]), min_size=1, max_size=12))
def test_a_stretch_is_where_shared_words_outweigh_the_others_most(bits: list[float | None]) -> None:
    """None has a greater sum, each word that is shared counting its bits and every other one as a loss."""
    shared = np.array([at for at, each in enumerate(bits) if each is not None], dtype=np.int64)
    gains = [-1.0 if each is None else each for each in bits]
    sums = [sum(gains[i : j + 1]) for i in range(len(gains)) for j in range(i, len(gains))]
    first, last = _best_stretch(shared, np.array([each or 0.0 for each in bits]), 1.0)
    assert max(0.0, *sums, 0.0) == sum(gains[first : last + 1])


def test_a_word_surprises_less_behind_the_word_that_goes_before_it() -> None:
    """What stands behind no word of its line surprises as much as alone, and so does the one link of a corpus."""
    texts = [Text(name, f"Chris Christie {name}") for name in ("went", "spoke", "sang", "left")]
    table = with_families(index_words([*texts, Text("x", "Ghent"), Text("y", "Marle")]))
    own, behind = (
        table.surprisal[table.word],
        table.conditional_surprisal(np.arange(len(table), dtype=np.int64), 2),
    )
    first = np.flatnonzero(np.diff(table.segment, prepend=-1))
    assert own[first].round(9).tolist() == behind[first].round(9).tolist()
    christie = np.flatnonzero(table.word == table.word[1])
    assert (behind[christie] < own[christie]).all()
    lone = with_families(index_words([Text("a", "Marle burns"), Text("b", "Ghent"), Text("c", "Ostend")]))
    alone = lone.conditional_surprisal(np.arange(len(lone), dtype=np.int64), 1)
    assert lone.surprisal[lone.word].round(9).tolist() == alone.round(9).tolist()


def test_what_occurs_twice_is_looked_at() -> None:
    """Of n-grams that occur once nearly all go, of those that occur more often none, each with its place."""
    keys = np.array([5 << 50, 9 << 50, 5 << 50, 7 << 50, 7 << 50, 7 << 50], dtype=np.uint64)
    kept, places = drop_singletons(keys, np.arange(6, dtype=np.int64))
    assert ([0, 2, 3, 4, 5], keys[[0, 2, 3, 4, 5]].tolist()) == (places.tolist(), kept.tolist())
