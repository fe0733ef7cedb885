"""The bench of text reuse: what its baseline finds, what a missing tool looks like, how passim's clusters are read."""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path
from typing import Any

import pytest

PASSAGE = "The harbour was closed before dawn, when the last of the pilots walked off the jetty"


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch, root: Path) -> Any:
    """The bench's modules, found as its script finds them."""
    monkeypatch.syspath_prepend(root / "tests" / "bench")
    yield importlib.import_module("overlap_bench")
    for name in ("overlap_bench", "overlap_tools", "overlap_corpora"):
        sys.modules.pop(name, None)


def articles(bench: Any) -> list[Any]:
    """Two articles with a passage in common."""
    return [bench.Text("a", f"Fog. {PASSAGE}, and so on."), bench.Text("b", f"At noon “{PASSAGE.upper()}.”")]


def row(bench: Any, measured: dict[str, Any]) -> Any:
    """A row of a table."""
    return bench.Row("rensa", 200, 1, measured, 0.1, {}, {"recall_any_reuse": 0.5, "reported": 7})


def test_the_baseline_of_exact_runs(bench: Any) -> None:
    """A run goes as far as both have the same words, whatever their case."""
    one, other = articles(bench)
    found = bench.TOOLS["exact"].run([one, other])
    assert [("a", 5, 5 + len(PASSAGE), "b", 9, 9 + len(PASSAGE))] == found


def test_a_tool_that_is_missing_is_a_row(bench: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No tool stops the others: its row says what is wrong."""
    monkeypatch.setenv("PATH", str(tmp_path))
    corpus = bench.write_articles(tmp_path / "corpus.jsonl", articles(bench))
    measured = bench.run_tool("passim", corpus, 60)
    assert "is not installed: no command java and no command" in measured["error"]
    assert measured["error"] in bench.show(row(bench, measured))
    assert {"error": "was stopped after 0 s"} == bench.run_tool("exact", corpus, 0.01)


def test_figures_of_a_process_of_its_own(bench: Any, tmp_path: Path) -> None:
    """What a tool found comes back with its seconds and its memory."""
    corpus = bench.write_articles(tmp_path / "corpus.jsonl", articles(bench))
    measured = bench.run_tool("exact", corpus, 60)
    assert [["a", 5, 5 + len(PASSAGE), "b", 9, 9 + len(PASSAGE)]] == measured["found"]
    assert 0 < measured["before"] <= measured["peak"] < 1
    assert measured["seconds"] >= 0


def test_clusters_of_passim(bench: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is given a series for each article; every two members of a cluster that it writes are a passage."""
    members = [("a", 5, 40, 1), ("b", 9, 44, 1), ("c", 0, 30, 2), ("d", 1, 31, 2), ("e", 2, 32, 2)]
    lines = [
        json.dumps(
            {"uid": 7, "cluster": c, "size": 2, "begin": b, "end": e, "id": i, "series": i, "text": "…"}
        )
        for i, b, e, c in members
    ]
    script = [
        "#!/bin/sh",
        f'/bin/cp "$1" {tmp_path}/given',
        '/bin/mkdir -p "$2/out.json"',
        "/bin/cat > \"$2/out.json/part-0\" <<'END'",
        *lines,
        "END",
    ]
    for name in ("java", "spark-submit", "passim"):
        (tmp_path / name).write_text("\n".join(script) + "\n", encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    found = bench.TOOLS["passim"].run(articles(bench))
    given = [json.loads(line) for line in (tmp_path / "given").read_text(encoding="utf-8").splitlines()]
    assert given == [
        {"id": each.doc_id, "series": each.doc_id, "text": each.text} for each in articles(bench)
    ]
    assert ("a", 5, 40, "b", 9, 44) == found[0]
    assert [("a", "b"), ("c", "d"), ("c", "e"), ("d", "e")] == [(place[0], place[3]) for place in found]


def test_the_page_shows_what_it_is_given_escaped(bench: Any) -> None:
    """Figures stand in a table; an error that a tool wrote is text, not markup."""
    good = row(bench, {"seconds": 0.25, "peak": 0.125, "before": 0.1})
    bad = row(bench, {"error": "failed: <img src=x onerror=alert(1)>"})
    page = bench.make_page([good, bad], [], "generator.py").decode()
    assert '<td class="number">50%</td><td class="number">7</td><td class="number">0.25</td>' in page
    assert '<td class="number">2.5</td>' in page
    assert "<img" not in page
    assert "&lt;img src=x" in page


def test_growth_is_a_slope_of_logarithms(bench: Any) -> None:
    """Ten times the articles in a hundred times the seconds is a slope of two."""
    rows = [
        bench.Row("rensa", docs, 1, {"seconds": s, "found": 0}, 1.0, {}, {})
        for docs, s in ((100, 1), (1000, 100))
    ]
    assert [pytest.approx(2)] == [slope for _, slope in bench.slopes(rows)]
