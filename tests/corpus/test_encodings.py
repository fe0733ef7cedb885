"""Bytes to text: what is certain is read and named, what is not is refused, and old damage is said."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from analysis.corpus import Corpus
from analysis.corpus.readers._decode import UnreadableError, decode

Load = Callable[..., Corpus]

TEXT = "“It’s a start,” he said — in the café, twice."


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (TEXT.encode(), "UTF-8"),
        (TEXT.encode("utf-8-sig"), "UTF-8"),
        (TEXT.encode("utf-16"), "UTF-16"),
        (TEXT.encode("utf-16-le"), "UTF-16"),
        (TEXT.encode("utf-16-be"), "UTF-16"),
        (TEXT.encode("utf-32"), "UTF-32"),
        (TEXT.encode("cp1252"), "Windows-1252"),
    ],
)
def test_what_is_certain_is_read(raw: bytes, name: str) -> None:
    """By a mark, by the places of its NULs, or because the bytes can be nothing else."""
    assert (TEXT, name) == decode(raw)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("Žluťoučký kůň".encode("cp1250"), "not UTF-8 text"),
        ("日本語のニュース".encode("shift_jis"), "not UTF-8 text"),
        ("한국어 뉴스입니다".encode("euc_kr"), "not UTF-8 text"),
        ("He said “yes”".encode("mac-roman"), "not UTF-8 text"),
        (TEXT.encode()[:-20] + b"\xe2\x80", "not UTF-8 text"),
        (b"\xff\xfea", "broken UTF-16 at byte"),
        (b"abc\x00def\x00", "control characters"),
    ],
)
def test_what_is_not_certain_is_refused(raw: bytes, reason: str) -> None:
    """Rather no text than one with wrong letters in it."""
    with pytest.raises(UnreadableError, match=reason):
        decode(raw)


def test_the_encoding_stands_in_the_table(load: Load) -> None:
    """Who wonders about an accent sees how its bytes were read."""
    frame = load("a.txt", TEXT.encode("cp1252")).to_frame()
    assert ["Windows-1252"] == frame["encoding"].tolist()
    assert ["a.txt"] == frame["file"].tolist()


def test_a_table_says_its_encoding_once(load: Load) -> None:
    """A warning is of the file, not of each of its rows."""
    raw = "id,text\nx,“One story.”\ny,“Another.”\n".encode("cp1252")
    assert [["a.csv", "read as Windows-1252; check its marks and accents"]] == (
        load("a.csv", raw).warnings.values.tolist()
    )


def test_damage_from_before_is_said(load: Load) -> None:
    """Text that another program spoiled is read as it is, with a warning that names what stands there."""
    spoiled = f"{TEXT.encode().decode('cp1252', 'replace')} GuantÃ¡namo"
    corpus = load("a.txt", spoiled.encode())
    assert spoiled == corpus["a"].text
    lost, odd = sorted(corpus.warnings["problem"])
    assert lost.startswith("1 character was lost before it came here")
    assert "characters were decoded wrongly before it came here" in odd


def test_half_a_character_does_not_stop_a_report(load: Load) -> None:
    """JSON may hold half a character, with which no file could be written; it is marked as lost."""
    corpus = load("a.jsonl", b'{"id": "x", "text": "One \\ud83d story."}\n')
    assert "One \ufffd story." == corpus["x"].text
    assert len(corpus.warnings) == 1


def test_an_odd_article_in_a_table_is_listed(load: Load) -> None:
    """Control characters inside a cell are no text."""
    corpus = load("a.jsonl", b'{"id": "x", "text": "One \\u0000 story."}\n')
    assert ["not text (it holds control characters)"] == corpus.rejected["reason"].tolist()


@pytest.mark.parametrize("text", ["She was “open” about it", "It’s late", "He said so.”"])
def test_letters_of_a_wrong_code_page_are_a_doubt(load: Load, text: str) -> None:
    """Mac Roman read as Windows-1252 makes capitals with accents of quotation marks, within words and behind them."""
    wrong = f"{text}. The ferry ran again on Monday.".encode("mac-roman").decode("cp1252")
    (doubt,) = load("a.txt", wrong.encode()).warnings["problem"]
    assert doubt.startswith("it has letters that English does not have")


@pytest.mark.parametrize(
    "text", ["José Ångström of Århus", "the ÉLAN of Île-de-France", "“Über alles,” Øystein said"]
)
def test_names_of_elsewhere_are_no_doubt(load: Load, text: str) -> None:
    """Accented letters stand where words of other languages have them."""
    assert load("a.txt", f"{text}. The ferry ran again on Monday.".encode()).warnings.empty
