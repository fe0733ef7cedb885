"""How a text is encoded for the trained finder, and how its chances become spans: by hand, without the weights."""

from __future__ import annotations

from math import log
from types import SimpleNamespace

import numpy as np
import pytest

from analysis._arrays import Floats32, Ints
from analysis.quotes.model._cue_predictions import MAX_CUES, CuePrediction, choose_heads, predict_cues
from analysis.quotes.model._decoding import (
    Candidate,
    Settings,
    confidence_of,
    decode_cue,
    decode_cues,
    drop_duplicates,
    settings_of,
    to_attribution,
)
from analysis.quotes.model._encoding import (
    CLOSING,
    END_PIECE,
    LEFT_OPEN,
    LONG,
    NESTED,
    OPENING,
    OUTSIDE,
    PART_PIECES,
    SHORT,
    START_PIECE,
    UNKNOWN_PIECE,
    TextWords,
    Window,
    pack_windows,
    piece_reader,
    read_words,
)

#: The kinds of words that the network tells apart, in the order of their numbers.
LOWER, TITLE, UPPER, MIXED, DIGITS, SIGN, MARK = range(7)


def read(text: str, pieces: int = 1) -> TextWords:
    """Return the words of a text whose paragraphs are its lines, each of so many pieces."""
    lines, at = [], 0
    for line in text.split("\n"):
        lines.append((at, at + len(line)))
        at += len(line) + 1
    return read_words(text, [line for line in lines if line[0] < line[1]], lambda word: [len(word)] * pieces)


def place(text: str, words: TextWords, word: str) -> int:
    """Return the number of a word."""
    return words.starts.index(text.index(word))


def test_words_and_signs_have_cases() -> None:
    """Runs of letters or digits are words, each other sign is one; marks are all alike."""
    text = "the Mayor of NATO said iPhone A 42 — “no” _"
    words = read(text)
    cases = [LOWER, TITLE, LOWER, UPPER, LOWER, MIXED, TITLE, DIGITS, SIGN, MARK, LOWER, MARK, SIGN]
    assert cases == words.cases
    assert ["the", "Mayor"] == [text[s:e] for s, e in zip(words.starts[:2], words.ends[:2], strict=True)]
    assert [3, 5, 2, 4, 4] == [pieces[0] for pieces in words.pieces[:5]]


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("a “b c” d", [OUTSIDE, OPENING, SHORT, SHORT, CLOSING, OUTSIDE]),
        ("“a b c d”", [OPENING, SHORT, SHORT, SHORT, SHORT, CLOSING]),
        ("“a b c d e”", [OPENING, LONG, LONG, LONG, LONG, LONG, CLOSING]),
        ("“a b", [OPENING, LEFT_OPEN, LEFT_OPEN]),
        ("“a ‘b’”", [OPENING, SHORT, NESTED, SHORT, NESTED, CLOSING]),
    ],
)
def test_words_know_the_quotation_they_are_in(text: str, states: list[int]) -> None:
    """A quotation of fewer than five words is short; the marks of one within another are neither end."""
    assert states == read(text).states


def test_windows_hold_the_pieces_of_whole_parts() -> None:
    """A window begins with a piece of its own and ends each part with another; words know their first piece."""
    words = read("He said:\nno\nnever", pieces=2)
    (window,) = pack_windows(words)
    assert [START_PIECE, 2, 2, 4, 4, 1, 1, END_PIECE, 2, 2, END_PIECE, 5, 5, END_PIECE] == window.pieces
    assert [SIGN, TITLE, TITLE, LOWER, LOWER, SIGN, SIGN, SIGN] == window.cases[:8]
    assert [1, 3, 5, 8, 11] == window.words
    assert ((0, 3), (3, 4), (4, 5)) == window.parts
    assert (True, False, False) == window.colons
    assert [(0, 4), (0, 4), (0, 4), (3, 4), (4, 5)] == [window.region(word) for word in range(5)]
    with pytest.raises(IndexError):
        window.region(5)


def test_a_colon_keeps_its_next_part_where_both_fit() -> None:
    """A part that ends with a colon moves to the window of the next part; where both are too long it stays."""
    words = read("one two\nHe said:\nno no no\nyes")
    # With their separators the parts have 3, 4, 4 and 2 pieces, and each window has one more.
    assert [[2], [3, 3], [1]] == [[e - s for s, e in w.parts] for w in pack_windows(words, 9)]
    assert [[2, 3], [3, 1]] == [[e - s for s, e in w.parts] for w in pack_windows(words, 8)]
    assert [0, 5] == [w.first_word for w in pack_windows(words, 8)]


def test_a_cue_reaches_behind_a_colon() -> None:
    """The source and content of a cue lie in its own part, and in the next where a colon ends its own."""
    window = Window(0, ((0, 3), (3, 6), (6, 8)), (True, False, True), [], [], [], [], [])
    assert [(0, 6), (3, 6), (6, 8)] == [window.region(word) for word in (2, 3, 7)]


def test_a_long_paragraph_is_cut_behind_a_sentence() -> None:
    """Without the end of a sentence it is cut where the pieces end; no part has more than the model reads."""
    sentence = "a b c d. "
    cut = read(sentence * 30, pieces=4).parts
    assert [(0, 60), (60, 120), (120, 150)] == cut
    assert [(0, PART_PIECES), (PART_PIECES, 300)] == read("a " * 300).parts


def test_pieces_of_a_word_are_kept_and_bounded() -> None:
    """A word is taken to pieces once; of a very long one the first eight count, and of nothing it is unknown."""
    asked: list[str] = []

    class Tokenizer:
        def encode(self, word: str, *, add_special_tokens: bool) -> SimpleNamespace:
            asked.append(word)
            if word == "\ud800":
                raise UnicodeError
            return SimpleNamespace(ids=[] if add_special_tokens or not word else list(range(9)))

    read_pieces = piece_reader(Tokenizer())  # type: ignore[arg-type]
    assert list(range(8)) == read_pieces("word") == read_pieces("word")
    assert [UNKNOWN_PIECE] == read_pieces("") == read_pieces("\ud800")
    assert ["word", "", "\ud800"] == asked


TEXT = "Mayor Ann Lee of Marle said “the pier is ours” again , and left ."
READ = read(TEXT)
SAID = place(TEXT, READ, "said")


def prediction(
    content: dict[int, float], source: dict[int, float], cue: float = 0.9, valid: float = 0.8
) -> CuePrediction:
    """Return what a network might say of `TEXT`: the chances of words to be content and source."""
    roles = np.zeros((len(READ.starts), 4), dtype=np.float32)
    for word in range(len(roles)):
        chances = source.get(word, 0.0), 1.0 if word == SAID else 0.0, content.get(word, 0.0)
        roles[word] = (1 - sum(chances), *chances)
    return CuePrediction(SAID, 0, roles, cue, valid, roles)


def decode(content: dict[int, float], source: dict[int, float]) -> Candidate | None:
    """Return what comes of such chances."""
    return decode_cue(prediction(content, source), READ, TEXT, Settings())


def words_of(candidate: Candidate | None) -> tuple[list[str], list[str], list[str]]:
    """Return the words of the content, cue and source of a candidate as spans of the text."""
    assert candidate is not None
    found = to_attribution(candidate, 0.5, READ, TEXT)
    content, cue, source = (
        [TEXT[start:end] for start, end in spans]
        for spans in (found.content_spans, found.cue_spans, found.source_spans)
    )
    return content, cue, source


QUOTED = range(place(TEXT, READ, "“"), place(TEXT, READ, "”") + 1)


def test_a_quotation_is_content_whole_or_not_at_all() -> None:
    """By the mean chance of its words and marks: half is enough, less leaves all of it out."""
    half = dict.fromkeys(QUOTED, 0.5)
    assert ["“the pier is ours”"] == words_of(decode(half, {}))[0]
    assert decode(dict.fromkeys(QUOTED, 0.49), {}) is None
    lone = {QUOTED[1]: 0.99}
    assert decode(lone, {}) is None


def test_words_outside_marks_are_content_by_themselves() -> None:
    """Each from its own chance; signs between two words are bridged, and those at an edge are cut off."""
    again, left = place(TEXT, READ, "again"), place(TEXT, READ, "left")
    behind = dict.fromkeys(range(again, left + 2), 0.45)
    assert ["again , and left"] == words_of(decode(behind, {}))[0]
    del behind[again + 1]
    assert ["again , and left"] == words_of(decode(behind, {}))[0]
    behind[again + 2] = 0.44
    assert ["again", "left"] == words_of(decode(behind, {}))[0]
    assert decode({again + 1: 0.9}, {}) is None  # a comma alone is no content


def test_a_word_of_the_cue_is_no_content() -> None:
    """Where a word is likelier a cue than content, even if it may be either."""
    again = place(TEXT, READ, "again")
    given = prediction(dict.fromkeys(QUOTED, 0.9) | {again: 0.45}, {})
    assert ["“the pier is ours” again"] == words_of(decode_cue(given, READ, TEXT, Settings()))[0]
    given.roles[again] = (0.05, 0.0, 0.5, 0.45)
    content, cue, _ = words_of(decode_cue(given, READ, TEXT, Settings()))
    assert (["“the pier is ours”"], ["said", "again"]) == (content, cue)


@pytest.mark.parametrize(
    ("first", "last", "kind"),
    [("“", "”", "direct"), ("again", "left", "indirect"), ("“", "again", "mixed")],
)
def test_marks_decide_the_kind(first: str, last: str, kind: str) -> None:
    """Direct if all its words are in marks, mixed if some are."""
    chosen = range(place(TEXT, READ, first), place(TEXT, READ, last) + 1)
    candidate = decode(dict.fromkeys(chosen, 0.9), {})
    assert candidate is not None
    assert kind == candidate.kind


def test_the_source_is_what_is_likely_beside_the_likeliest() -> None:
    """Words from six tenths of the likeliest word's chance on; none where even that is unlikely."""
    content = dict.fromkeys(QUOTED, 0.9)
    assert ["Mayor Ann Lee"] == words_of(decode(content, {0: 0.5, 1: 0.3, 2: 0.4, 4: 0.29}))[2]
    assert ["Lee"] == words_of(decode(content, {2: 0.25, 1: 0.1}))[2]
    assert [] == words_of(decode(content, {2: 0.24}))[2]
    assert ["said"] == words_of(decode(content, {}))[1]


def test_features_are_those_that_the_weights_were_fitted_with() -> None:
    """Log odds of the chances, the expected overlap, the number of words, the source and the kind."""
    chances = dict.fromkeys(QUOTED, 0.8) | {place(TEXT, READ, "again"): 0.4}
    candidate = decode(chances, {2: 0.7})
    assert candidate is not None
    expected = [
        1.0,
        log(9),  # cue: .9
        log(4),  # valid: .8
        log(4),  # mean of the content's four words: .8
        log((3.2 / 4.4) / (1 - 3.2 / 4.4)),  # 3.2 of the 4 words, and .4 outside
        log(4),
        0.7,
        1.0,
        0.0,
        log(4),
    ]
    assert candidate.features == pytest.approx(expected, abs=1e-5)
    assert candidate.score == pytest.approx(0.9 * 0.8 * 0.8, abs=1e-4)
    certain = decode_cue(prediction(dict.fromkeys(QUOTED, 1.0), {}, 1.0, 0.0), READ, TEXT, Settings())
    assert certain is not None
    assert [log(0.998 / 0.002), log(0.002 / 0.998)] == pytest.approx(certain.features[1:3])


def test_confidence_is_a_logistic_regression() -> None:
    """The sum of weighted features gives the log odds, to three decimals."""
    candidate = Candidate([], [], [], "direct", [1.0, 2.0], 0.0)
    assert 0.731 == confidence_of(candidate, [-1.0, 1.0])
    assert 0.5 == confidence_of(candidate, [0.0, 0.0])


def test_of_two_with_one_content_the_likelier_stays() -> None:
    """Half of the words in common is one content; of equally likely ones the first by place."""
    words = {name: place(TEXT, READ, name) for name in ("Mayor", "of", "the", "pier", "is", "ours")}

    def candidate(score: float, *names: str) -> Candidate:
        return Candidate([words[name] for name in names], [SAID], [], "indirect", [], score)

    likely = candidate(0.9, "the", "pier", "is")
    half = candidate(0.8, "the", "pier", "is", "ours", "Mayor", "of")
    less = candidate(0.7, "pier", "ours", "of")
    kept = drop_duplicates([half, less, likely], READ, TEXT, Settings())
    assert [likely, less] == kept
    twin = candidate(0.9, "is", "ours")
    assert [likely, twin] == drop_duplicates([twin, likely], READ, TEXT, Settings())
    assert [likely] == drop_duplicates([likely, twin], READ, TEXT, Settings(duplicate=0.25))


def test_settings_are_read_from_a_configuration() -> None:
    """What is not there is as it was chosen; what else is there is left alone."""
    settings = settings_of({"threshold": 0.3, "weights": [1, 2], "width": 64})
    assert (0.3, (1, 2), 0.45) == (settings.threshold, settings.weights, settings.content)


class Echo:
    """A network that finds a cue in every word "said", and calls all words behind it content."""

    def __init__(self, text: str, words: TextWords) -> None:
        self.said = [i for i, start in enumerate(words.starts) if text.startswith("said", start)]
        self.asked: list[tuple[Ints, Floats32, Ints]] = []

    def encode(self, window: Window) -> tuple[Floats32, Floats32]:
        """Return nothing for vectors, and chances near 1 for the words that are cues."""
        logits = np.full((len(window.words), 4), -40.0, dtype=np.float32)
        for word in self.said:
            if 0 <= word - window.first_word < len(logits):
                logits[word - window.first_word, 0] = 3.0
        return np.zeros((len(window.words), 2), dtype=np.float32), logits

    def read(
        self,
        vectors: Floats32,  # noqa: ARG002 - as the network is called
        states: Ints,  # noqa: ARG002
        region: Ints,
        mask: Floats32,
        cue: Ints,
        offset: Ints,
    ) -> tuple[Floats32, Floats32]:
        """Return chances near 1 for the cue and for what is behind it."""
        self.asked.append((region, mask, offset))
        roles = np.zeros((*region.shape, 4), dtype=np.float32)
        roles[..., 3] = np.where(offset > 0, 5.0, -5.0)
        roles[..., 2] = np.where((offset == 0) & (mask > 0), 5.0, -5.0)
        return roles, np.asarray([2.0] * len(cue), dtype=np.float32)


def test_each_cue_is_read_with_its_own_part() -> None:
    """Of two parts the shorter is filled up; chances are returned for the words of the part alone."""
    text = "Ann said no again\nBo said yes"
    words = read(text, pieces=2)
    network = Echo(text, words)
    first, second = predict_cues(words, network)
    ((region, mask, offset),) = network.asked
    assert [[0, 1, 2, 3], [4, 5, 6, 0]] == region.tolist()
    assert [[1, 1, 1, 1], [1, 1, 1, 0]] == mask.tolist()
    assert [[-1, 0, 1, 2], [-1, 0, 1, 0]] == offset.tolist()
    assert (1, 0, 4) == (first.head, first.first, len(first.roles))
    assert (5, 4, 3) == (second.head, second.first, len(second.roles))
    assert first.cue == pytest.approx(1 / (1 + np.exp(-3)))
    assert first.valid == pytest.approx(1 / (1 + np.exp(-2)))
    assert first.roles.sum(1) == pytest.approx(1)
    found = decode_cues([first, second], words, text, Settings())
    assert [[2, 3], [6]] == [candidate.content for candidate in found]


def test_as_many_cues_are_looked_at_as_a_text_may_have() -> None:
    """The likeliest, in the order of the text, so many for each 128 pieces, and one of any text."""
    chances = np.linspace(0.5, 0.9, 300, dtype=np.float32)
    for pieces, most in ((128, MAX_CUES), (256, 2 * MAX_CUES), (1, 1)):
        assert [*range(300 - most, 300)] == choose_heads(chances, pieces)
