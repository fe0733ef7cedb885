"""The trained finder reads any text, the same way every time, and decoding follows the quotation marks."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus import Corpus
from analysis.errors import DatelineError
from analysis.quotes._attribution import Attribution
from analysis.quotes.model._cue_predictions import CuePrediction, choose_heads
from analysis.quotes.model._decoding import Settings, decode_cue, drop_duplicates, to_attribution
from analysis.quotes.model._encoding import (
    CLOSING,
    LONG,
    OPENING,
    PART_PIECES,
    UNKNOWN_PIECE,
    WINDOW_PIECES,
    TextWords,
    pack_windows,
    read_words,
)
from analysis.quotes.model._finder import find_by_encoder, find_in_text
from analysis.quotes.model._network import load_model
from analysis.quotes.model._weights import CHECKSUMS, ENCODER, WEIGHTS, has_weights

needs_weights = pytest.mark.skipif(not has_weights(), reason="the trained weights are not there")

STATEMENT = "“We will not raise the tolls before spring,” said Mayor Ines Okafor on Monday."
NEWS = (
    "The council met on Monday.",
    STATEMENT,
    "She added that the harbour would stay open to all ships, and called critics “badly informed.”",
    "The harbour master, however, disagreed:",
    "“Nobody asked us about any of this, and we will say so in court.”",
)


def one_piece(_: str) -> list[int]:
    """Give every word one unknown piece."""
    return [UNKNOWN_PIECE]


def read(*paragraphs: str) -> tuple[str, TextWords]:
    """Join the paragraphs and read their words."""
    text = "\n\n".join(paragraphs)
    return text, read_words(text, spans_of(text), one_piece)


def spans_of(text: str) -> list[tuple[int, int]]:
    """Return each line that is not blank as a span."""
    spans, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append((at, at + len(line)))
        at += len(line) + 1
    return spans


def find(text: str) -> list[Attribution]:
    """Run the trained finder on a text."""
    return find_in_text(text, spans_of(text), *load_model())


def shown(text: str, spans: tuple[tuple[int, int], ...]) -> list[str]:
    """Return the spans' words."""
    return [text[start:end] for start, end in spans]


# Reading


def test_words_know_their_marks() -> None:
    """Marks, words inside them and words outside have different states; every word slices from the text."""
    text, words = read("He said “tolls will rise in spring again” twice.")
    by_word = {text[s:e]: state for s, e, state in zip(words.starts, words.ends, words.states, strict=True)}
    assert by_word["“"] == OPENING
    assert by_word["rise"] == LONG
    assert by_word["”"] == CLOSING
    assert by_word["twice"] == 0


def test_windows_hold_every_word_once() -> None:
    """Windows follow each other without gap or overlap, and are within the bound."""
    _, words = read(*NEWS * 12)
    windows = list(pack_windows(words))
    assert [
        w for window in windows for w in range(window.first_word, window.first_word + len(window.words))
    ] == (list(range(len(words.starts))))
    assert all(len(window.pieces) <= WINDOW_PIECES for window in windows)


def test_a_colon_reaches_the_next_paragraph() -> None:
    """The region of a cue in a paragraph that ends with a colon goes on into the next one."""
    text, words = read(*NEWS)
    (window,) = pack_windows(words)
    disagreed = next(i for i, s in enumerate(words.starts) if text.startswith("disagreed", s))
    start, end = window.region(disagreed)
    assert text[words.starts[start] : words.ends[end - 1]] == "\n\n".join(NEWS[3:])


def test_long_paragraphs_are_read_in_parts() -> None:
    """A paragraph longer than the model's reach is cut at the ends of sentences."""
    text, words = read("The tolls will rise in spring again. " * 300)
    assert all(end - start <= PART_PIECES for start, end in words.parts)
    assert {text[words.starts[end - 1]] for _, end in words.parts} == {"."}


# Decoding


def reading_of(words: TextWords, head: int, content: dict[int, float], source: set[int]) -> CuePrediction:
    """Return a reading with the given chances of content, sure of the rest."""
    roles = np.zeros((len(words.starts), 4), dtype=np.float32)
    roles[:, 0] = 1
    for word in range(len(words.starts)):
        chance = content.get(word, 0.0)
        row = [0, 1, 0, 0] if word in source else [1 - chance, 0, 0, chance]
        roles[word] = [0, 0, 1, 0] if word == head else row
    return CuePrediction(head, 0, roles, 0.9, 0.9, roles[:, [2, 1, 2, 3]])


def test_a_quotation_is_content_whole() -> None:
    """Where most of a quotation is content, all of it is, with its marks and the comma inside them."""
    text, words = read(STATEMENT)
    said = next(i for i, s in enumerate(words.starts) if text.startswith("said", s))
    most = dict.fromkeys(range(2, said - 2), 0.9) | {0: 0.1, said - 1: 0.1}
    candidate = decode_cue(reading_of(words, said, most, {said + 1, said + 2}), words, text, Settings())
    assert candidate is not None
    found = to_attribution(candidate, 0.9, words, text)
    assert shown(text, found.content_spans) == ["“We will not raise the tolls before spring,”"]
    assert shown(text, found.cue_spans) == ["said"]
    assert shown(text, found.source_spans) == ["Mayor Ines"]
    assert found.kind == "direct"


def test_repeats_are_dropped() -> None:
    """Of two cues with the same content only the likelier stays."""
    text, words = read("Aides say and officials claim the tolls will rise in spring")
    content = dict.fromkeys(range(5, 11), 0.9)
    sure = reading_of(words, 1, content, {0})
    unsure = CuePrediction(4, 0, reading_of(words, 4, content, {3}).roles, 0.3, 0.5, sure.words)
    found = [decode_cue(r, words, text, Settings()) for r in (unsure, sure)]
    kept = drop_duplicates([c for c in found if c is not None], words, text, Settings())
    assert [c.cue for c in kept] == [[1]]


def test_the_likeliest_heads_are_read() -> None:
    """Words too unlikely to be heads are left out, and so are the less likely of too many."""
    chances = np.asarray([0.01, 0.9, 0.2, 0.05, 0.5], dtype=np.float32)
    assert choose_heads(chances, 128) == [1, 2, 4]
    assert choose_heads(chances, 6) == [1]


# The weights that ship


@needs_weights
def test_weights_are_small() -> None:
    """The repository carries at most 25 MB of them."""
    assert sum(path.stat().st_size for path in WEIGHTS.iterdir() if path.is_file()) <= 25_000_000


@needs_weights
def test_damaged_weights_are_noticed(tmp_path: Path) -> None:
    """A changed file and a missing one each stop with a sentence."""
    for name in ("config.json", "tokenizer.json", "reader.onnx", CHECKSUMS):
        shutil.copy(WEIGHTS / name, tmp_path / name)
    with pytest.raises(DatelineError, match="incomplete"):
        load_model(tmp_path)
    (tmp_path / ENCODER).write_bytes((WEIGHTS / ENCODER).read_bytes()[:-1])
    with pytest.raises(DatelineError, match=r"encoder\.onnx .* damaged"):
        load_model(tmp_path)


@needs_weights
def test_a_plain_quotation_is_found() -> None:
    """Content, cue and source of a textbook case, to the character."""
    (found,) = find(STATEMENT)
    assert shown(STATEMENT, found.content_spans) == ["“We will not raise the tolls before spring,”"]
    assert shown(STATEMENT, found.cue_spans) == ["said"]
    assert shown(STATEMENT, found.source_spans)[0].startswith("Mayor Ines Okafor")
    assert found.kind == "direct"
    assert 0.8 < found.confidence <= 1


@needs_weights
def test_the_seeds_direct_quotations_are_found(seeds: Corpus) -> None:
    """The quotations of the unnamed official and of Pompeo are in some attribution of their article."""
    for doc_id, words in (("001", "official"), ("004", "I don’t know")):
        article = next(a for a in seeds if a.doc_id.startswith(doc_id))
        found = find_by_encoder(article, None)  # type: ignore[arg-type]
        text = " ".join(s for a in found for s in shown(article.text, a.content_spans + a.source_spans))
        assert words in text.replace("'", "’")


@needs_weights
def test_an_article_does_not_depend_on_others() -> None:
    """Reading another text in between changes nothing."""
    text = "\n\n".join(NEWS)
    alone = find(text)
    find("Something else, she said. " * 40)
    assert find(text) == alone


@needs_weights
@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "“",
        ":",
        "😀",
        "\ud800",
        "“\n\n”:",
        "x" * 50_000,
        "he said \u0301 " * 300,
        "“" * 2000,
        "—: " * 500,
    ],
)
def test_odd_texts_are_read(text: str) -> None:
    """No text raises, and every span lies in the text and is not empty."""
    for attribution in find(text):
        for start, end in attribution.content_spans + attribution.cue_spans + attribution.source_spans:
            assert 0 <= start < end <= len(text)


@needs_weights
@given(
    st.lists(st.sampled_from(["said", "he", "“", "”", "'", "\n", ":", ",", " ", "war", "€", "🙂", "told"]))
)
def test_any_mixture_is_read(parts: list[str]) -> None:
    """Any order of words, marks and breaks gives spans in order, none empty, none over another in its role."""
    text = " ".join(parts)
    for attribution in find(text):
        for spans in (attribution.content_spans, attribution.cue_spans, attribution.source_spans):
            flat = [place for span in spans for place in span]
            assert flat == sorted(set(flat))
