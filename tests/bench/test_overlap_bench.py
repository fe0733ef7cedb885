"""The bench of text reuse: what its baseline finds, what a missing tool looks like, what passim aligned."""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests import systems

pytestmark = systems.posix

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


def _stand_in(folder: Path, script: list[str]) -> None:
    """Write commands of the names that passim needs, which do what the script says."""
    for name in ("java", "spark-submit", "passim"):
        (folder / name).write_text("\n".join(["#!/bin/sh", *script]) + "\n", encoding="utf-8")
        (folder / name).chmod(0o755)


def test_alignments_of_passim(bench: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is given a series for each article; every two passages that it aligned are one, whatever its lines hold."""
    pair = {"id": "a", "begin": 5, "end": 40, "id2": "b", "begin2": 9, "end2": 44, "text": "x\u2028y"}
    lines = [json.dumps(pair | {"id2": other}, ensure_ascii=False) for other in ("b", "c")]
    _stand_in(
        tmp_path,
        [
            'test "$1" = --pairwise || exit 3',
            f'/bin/cp "$2" {tmp_path}/given',
            '/bin/mkdir -p "$3/align.json"',
            "/bin/cat > \"$3/align.json/part-0\" <<'END'",
            *lines,
            "END",
        ],
    )
    monkeypatch.setenv("PATH", str(tmp_path))
    found = bench.TOOLS["passim"].run(articles(bench))
    given = [json.loads(line) for line in (tmp_path / "given").read_text(encoding="utf-8").splitlines()]
    assert given == [
        {"id": each.doc_id, "series": each.doc_id, "text": each.text} for each in articles(bench)
    ]
    assert [("a", 5, 40, "b", 9, 44), ("a", 5, 40, "c", 9, 44)] == found


def test_what_passim_leaves_running_counts(
    bench: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Seconds of a process that nobody waits for are told, and the error has what a failing command said."""
    # As Spark's daemon does: a process that ignores the end of its children is not told what they took.
    (tmp_path / "daemon.py").write_text(
        "import os, signal, time\nsignal.signal(signal.SIGCHLD, signal.SIG_IGN)\nif os.fork():\n    time.sleep(2.5)\n"
        "else:\n    while time.process_time() < 1:\n        pass\n",
        encoding="utf-8",
    )
    _stand_in(tmp_path, ['/bin/mkdir -p "$3/align.json"', f"{sys.executable} {tmp_path}/daemon.py"])
    monkeypatch.setenv("PATH", str(tmp_path))
    corpus = bench.write_articles(tmp_path / "corpus.jsonl", articles(bench))
    measured = bench.run_tool("passim", corpus, 60)
    assert [] == measured["found"]
    assert measured["seconds"] > 0.7
    _stand_in(tmp_path, ["echo no heap left >&2", "exit 1"])
    assert "no heap left" in bench.run_tool("passim", corpus, 60)["error"]


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
