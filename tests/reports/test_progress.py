"""Progress: what is counted, at what pace, and what time is left."""

from __future__ import annotations

import pytest

from analysis.reports._progress import Pace, PlainLines


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
