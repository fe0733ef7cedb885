"""Proves that the table of attributions can be filtered, that no link into it dies, and that it needs no script."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from analysis.views import _anchors as anchors
from tests.browser.checking import Open

ROWS = '[data-filter="attributions"] tbody tr:has(td)'
SEEN = f"{ROWS}:not([hidden])"
STATUS = ".filters-status output"
# The page scrolls smoothly: whether it comes to stand where the row is seen.
REACHED = """async (node) => {
  for (let tries = 0; tries < 100; tries += 1) {
    const box = node.getBoundingClientRect();
    if (box.top >= 0 && box.top < innerHeight) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}"""


@pytest.fixture(scope="module")
def found(reports: Path) -> pd.DataFrame:
    """The attributions that the page shows."""
    every = pd.read_csv(reports / "data" / "quotes.csv", keep_default_na=False)
    return every[every["shown"]].reset_index(drop=True)


@pytest.mark.parametrize(
    ("control", "column", "value"),
    [
        ("kind", "kind", "direct"),
        ("speaks", "speaker_kind", "anonymous"),
        ("speaks", "speaker_kind", "unattributed"),
    ],
)
def test_a_choice_leaves_what_is_chosen(
    reports: Path, open_page: Open, found: pd.DataFrame, control: str, column: str, value: str
) -> None:
    """The rows that stay are as many as the data have, the count is told, and another click brings all back."""
    wanted = int((found[column] == value).sum())
    with open_page(reports / "quote_attributions.html") as opened:
        opened.page.locator(f"#filter-{control}").select_option(value)
        some, told = opened.page.locator(SEEN).count(), opened.page.locator(STATUS).inner_text()
        opened.page.get_by_role("button", name="Clear the filter").click()
        after = opened.page.locator(SEEN).count()

    assert (wanted, len(found)) == (some, after)
    assert told.startswith(f"{wanted} of {len(found)} attributions")


def test_choices_go_together(reports: Path, open_page: Open, found: pd.DataFrame) -> None:
    """An article and words: what stays has both."""
    first = found.iloc[0]
    word, cue = max(first["content"].split(), key=len), first["cue"]
    with open_page(reports / "quote_attributions.html") as opened:
        opened.page.locator("#filter-article").select_option(index=1)  # that of the first row
        own = opened.page.locator(SEEN).count()
        opened.page.locator("#filter-words").fill(f" {word.upper()}  {cue}")
        opened.page.wait_for_timeout(1000)  # the table waits until the typing pauses
        texts = [text.lower() for text in opened.page.locator(SEEN).all_text_contents()]

    assert int((found["doc_id"] == first["doc_id"]).sum()) == own
    assert texts
    assert len(texts) < own
    assert all(word.lower() in text and cue.lower() in text for text in texts)


def test_a_speaker_is_found_under_every_spelling(reports: Path, open_page: Open, found: pd.DataFrame) -> None:
    """Where two articles write one name in two ways, the filter by speaker has both under one."""
    spellings = found[found["speaker_identity"] != ""].groupby("speaker_identity")["speaker"].nunique()
    identity = spellings[spellings > 1].index[0]
    own = found[found["speaker_identity"] == identity]
    with open_page(reports / "quote_attributions.html") as opened:
        names = opened.page.locator("#filter-speaker option").evaluate_all("all => all.map(one => one.value)")
        (name,) = sorted(set(own["speaker"]) & set(names))
        opened.page.locator("#filter-speaker").select_option(name)
        count = opened.page.locator(SEEN).count()

    assert len(own) == count


def test_a_link_to_a_row_that_is_filtered_out_shows_it(
    reports: Path, open_page: Open, found: pd.DataFrame
) -> None:
    """An address of a row, whatever the filter and however far down: it is shown, and the reader is told why."""
    last = found.iloc[-1]
    start, end = json.loads(last["content_spans"])[0][0], json.loads(last["content_spans"])[-1][1]
    anchor = anchors.row_anchor(last["doc_id"], start, end)
    with open_page(reports / "quote_attributions.html") as opened:
        page = opened.page
        row = page.locator(f'[id="{anchor}"]')
        later = row.is_hidden()
        page.locator("#filter-kind").select_option("direct" if last["kind"] != "direct" else "indirect")
        page.evaluate("hash => { location.hash = hash; }", f"#{anchor}")
        page.locator(f"{STATUS}:has-text('followed a link')").wait_for()
        seen, inside = row.is_visible(), row.evaluate(REACHED)

    assert (True, True, True) == (later, seen, inside)
    assert [] == opened.messages


def test_without_scripts_the_table_is_whole(reports: Path, open_page: Open, found: pd.DataFrame) -> None:
    """No control that does nothing, and every row."""
    with open_page(reports / "quote_attributions.html", scripts=False) as opened:
        assert 0 == opened.page.locator(".filters").count()
        assert len(found) == opened.page.locator(SEEN).count()


def test_controls_have_names_and_room(reports: Path, open_page: Open) -> None:
    """Each control has its label and is large enough for a finger, on a phone too; none leaves the page."""
    with open_page(reports / "quote_attributions.html", width=375) as opened:
        for label in (
            "Article",
            "Speaker",
            "Kind of speaker",
            "Kind of attribution",
            "Confidence",
            "Words in the row",
        ):
            if not opened.page.locator(".filters").is_visible():
                opened.page.locator(".filters-fold > summary").click()
            box = opened.page.get_by_label(label, exact=True).bounding_box()
            assert box["height"] >= 34
            assert box["x"] + box["width"] <= 375


def test_a_speaker_leads_to_all_that_is_theirs(reports: Path, open_page: Open, found: pd.DataFrame) -> None:
    """A name in the table of speakers leads to the first of that speaker's rows, and all of theirs alone are shown."""
    speakers = pd.read_csv(reports / "data" / "speakers.csv", keep_default_na=False)
    lead = speakers.iloc[0]
    with open_page(reports / "quote_attributions.html") as opened:
        link = opened.page.locator('tr[id^="speaker-"] a').first
        name = link.inner_text()
        link.click()
        row = opened.page.locator(SEEN).first
        reached = row.evaluate(REACHED)
        some, told = opened.page.locator(SEEN).count(), opened.page.locator(STATUS).inner_text()
        chosen = opened.page.locator("#filter-speaker").input_value()

    assert (lead["name"], lead["name"]) == (name, chosen)
    assert int(lead["quotes"]) == some
    assert told.startswith(f"What is attributed to {name}: {some} of {len(found)} attributions")
    assert reached


def test_a_bar_leads_to_what_it_stands_for(reports: Path, open_page: Open, found: pd.DataFrame) -> None:
    """A part of a stacked bar leaves the attributions of its article and kind, in the address; Back takes it back."""
    first = found.groupby(["doc_id", "kind"], sort=False).size().reset_index(name="number").iloc[0]
    with open_page(reports / "quote_attributions.html") as opened:
        page = opened.page
        frame = page.locator("#chart-kinds-by-article .plot-frame")
        frame.scroll_into_view_if_needed()
        frame.focus()
        page.keyboard.press("Home")
        page.locator("#chart-kinds-by-article .chart-says:not(:empty)").wait_for()
        page.keyboard.press("Enter")
        page.locator(f"{STATUS}:has-text('What the bar stands for')").wait_for()
        some, address = page.locator(SEEN).count(), page.url
        page.go_back()
        page.locator(f"{STATUS}:has-text('All {len(found)}')").wait_for()

    assert int(first["number"]) == some
    assert f"kind={first['kind']}" in address
    assert "article=" in address


def test_a_row_in_a_long_table_stands_below_its_head(
    reports: Path, open_page: Open, found: pd.DataFrame
) -> None:
    """The head of a long table stays while it scrolls, and does not cover the row that an address leads to."""
    row = found.iloc[len(found) // 2]
    spans = json.loads(row["content_spans"])
    anchor = anchors.row_anchor(row["doc_id"], spans[0][0], spans[-1][1])
    with open_page(reports / "quote_attributions.html") as opened:
        page = opened.page
        page.locator('[data-filter="attributions"] + .table-foot button').first.click()
        page.evaluate("hash => { location.hash = hash; }", f"#{anchor}")
        target = page.locator(f'[id="{anchor}"]')
        assert target.evaluate(REACHED)
        page.wait_for_timeout(600)
        tops = target.evaluate(
            "row => [row.getBoundingClientRect().top, row.closest('table').tHead.getBoundingClientRect().bottom]"
        )

    assert tops[0] >= tops[1] - 1
