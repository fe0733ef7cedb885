"""Progress: what is counted, at what pace, and what time is left."""

from __future__ import annotations

import pytest

from analysis.reports._progress import Display, Pace, PlainLines, _duration, describe_cell


def test_pace_is_that_of_this_run() -> None:
    """Rate and time left go by what was done since the first message, not by what was done before."""
    times = iter([100.0, 110.0, 200.0])
    pace = Pace(lambda: next(times))
    assert "400 of 8,400 articles" == pace.describe(400, 8_400, "article")
    assert "520 of 8,400 articles, 12/s, 10 min 57 s left" == pace.describe(520, 8_400, "article")
    assert "8,400 of 8,400 articles" == pace.describe(8_400, 8_400, "article")


def test_lines_name_what_is_counted(capsys: pytest.CaptureFixture[str]) -> None:
    """Articles are counted as articles; the cells of a notebook have no pace."""
    lines = PlainLines()
    for done in range(0, 41, 10):
        lines.advance("reading", done, 40, unit="article")
    lines.advance("term_frequencies", 3, 30, "Words in context")
    said = capsys.readouterr().err.splitlines()
    assert said[0] == "reading: 0 of 40 articles"
    assert said[-2].startswith("reading: 40 of 40 articles")
    assert said[-1] == "term_frequencies: cell 4 of 30: Words in context"
    assert any("/s, " in line and line.endswith(" left") for line in said[1:4])


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0.4, "0 s"),
        (59, "59 s"),
        (60, "1 min 0 s"),
        (3599, "59 min 59 s"),
        (3600, "1 h 0 min"),
        (90_061, "25 h 1 min"),
    ],
)
def test_a_time_has_its_two_largest_units(seconds: float, said: str) -> None:
    """Hours without seconds, minutes with them."""
    assert said == _duration(seconds)


def test_a_cell_is_named_by_its_heading() -> None:
    """With its number from 1; at the end the number of cells."""
    assert "cell 1 of 1,200: Words" == describe_cell(0, 1200, "Words")
    assert "cell 3 of 3" == describe_cell(2, 3, "")
    assert "3 cells run" == describe_cell(3, 3, "Words")
    assert "1 cell run" == describe_cell(1, 1, "")


def test_bars_show_what_is_done(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A bar a task, with what is at work beside it, whatever a heading holds; a line said stands above them."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("TERM", "xterm")
    with Display() as display:
        display.advance("term_frequencies", 0, 3, "[red]Words \x1b[2Jhere")
        display.advance("term_frequencies", 1, 3, "Names")
        display.advance("reading", 4, 4, unit="article")
        display.say("[b]done\x1b[2J")
        first, second = display._bars.tasks
    assert (1, 3, "cell 2 of 3: Names") == (first.completed, first.total, first.fields["note"])
    assert (4, 4, "") == (second.completed, second.total, second.fields["note"])
    said = capsys.readouterr().err
    assert "[b]done" in said
    assert "\x1b[2J" not in said
