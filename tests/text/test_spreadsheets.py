"""Proves that a text in a CSV file is no formula in any program, and can be had back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis._terminal import escape_controls
from analysis.text import shield_cell, unshield_cell
from tests.hostile.payloads import PAYLOADS

SIGNS = st.text(st.sampled_from("=+-@＝'\t\r\n \u200b\ufeff1.5eE%a\""), max_size=8)


@given(text=SIGNS | st.text())
def test_a_cell_comes_back(text: str) -> None:
    """What was shielded is the text again, and no text loses an apostrophe of its own."""
    assert text == unshield_cell(shield_cell(text))


@given(text=SIGNS)
def test_no_cell_begins_as_a_formula(text: str) -> None:
    """Behind what is not seen stands no sign of a formula, but in a number."""
    cell = shield_cell(text)
    if cell.strip("\t\r\n \u200b\ufeff")[:1] in ("=", "+", "-", "@", "＝"):
        float(cell.replace("%", "").replace(",", "."))


@pytest.mark.parametrize("name", [name for name in PAYLOADS if name.startswith("formula")])
def test_formulas_are_text(name: str) -> None:
    """Each formula of the battery has an apostrophe before it."""
    assert f"'{PAYLOADS[name]}" == shield_cell(PAYLOADS[name])


@pytest.mark.parametrize(
    "cell", ["-0.5", "+3", "1,234", "-1e-05", "16%", "2025-12-17", "a-b", "", "'tis", "3 - 2"]
)
def test_numbers_and_days_stay(cell: str) -> None:
    """A number, a day and a word are written as they are."""
    assert cell == shield_cell(cell)


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_a_terminal_is_told_nothing(payload: str) -> None:
    """No character is left that moves the cursor, turns the order of letters or cannot be written."""
    shown = escape_controls(payload)
    assert not set(shown) & {
        *map(chr, range(32)),
        *map(chr, range(0x7F, 0xA0)),
        *"\u2028\u2029\u202e\u2066\u2069\u200f",
    }
    assert shown.encode()
