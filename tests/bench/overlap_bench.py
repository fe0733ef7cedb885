"""Measure accuracy and speed of text reuse detection, beside other tools, on generated corpora.

    python tests/bench/overlap_bench.py --reusebench PATH --text FOLDER [--output PAGE]

`PATH` is a module with `make(folder, textdir, docs=…, seed=…)`, `load(folder)`, `score(truth, detections)` and
`score_pairs(pairs, found)`: a generator of corpora with planted passages and its scorer (plagdet, Potthast et al.
2010). `FOLDER` holds the articles it plants them in, one text file each. Each tool runs in its own process, so that its
time and memory are its own; seconds are of one core. As they depend on the machine, each is also given as a multiple
of the floor: hashing and grouping all runs of five words with polars. A tool that is not installed, fails or takes
too long is a row that says so. The figures are printed and written to a page.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from overlap_corpora import Text, load_generator, plant, recombine, write_articles
from overlap_tools import TOOLS

from analysis.reports.html._page import PageExporter, frame_page, tidy
from analysis.text import write_atomically

HERE = Path(__file__).parent
# One core for every tool; libraries read these when they are first imported.
_ONE_CORE = ("POLARS_MAX_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "RAYON_NUM_THREADS")
_LEVELS = ("all", "none", "light", "heavy")  # the scorer's names; `none` is a verbatim passage


@dataclass(frozen=True)
class Row:
    """One tool on one corpus: its name, the corpus, what it measured (or `error`), and its scores."""

    name: str
    docs: int
    seed: int
    measured: dict[str, Any]
    floor: float
    scores: dict[str, dict[str, float]]
    pairs: dict[str, float]

    @property
    def title(self) -> str:
        """Title of the tool, with its version."""
        return f"{TOOLS[self.name].title} {TOOLS[self.name].version}".strip()

    @property
    def error(self) -> str:
        """Why there are no figures; empty if there are."""
        return str(self.measured.get("error", ""))

    def figures(self) -> list[str]:
        """Return the formatted figures, a dash where a tool has none."""
        shown = [f"{self.scores[level]['plagdet']:.3f}" for level in _LEVELS if self.scores] or ["–"] * 4
        every = self.scores.get("all", {})
        shown += [f"{every['gran']:.2f}", str(every["false_alarms"])] if every else ["–", "–"]
        found, reported = self.pairs.get("recall_any_reuse"), self.pairs.get("reported")
        shown += ["–", "–"] if found is None else [f"{found:.0%}", f"{reported}"]
        return [*shown, *self.costs()]

    def costs(self) -> list[str]:
        """Return seconds, their multiple of the floor, and the memory at the peak and before the search."""
        seconds = float(self.measured["seconds"])
        times = f"{seconds / self.floor:.1f}" if self.floor else "–"
        return [f"{seconds:.2f}", times, f"{self.measured['peak']:.2f}", f"{self.measured['before']:.2f}"]


_COSTS = ("CPU s", "× floor", "Peak GB", "Before GB")
_COLUMNS = ("All", "Verbatim", "Light", "Heavy", "Gran.", "False", "Pairs found", "Pairs named", *_COSTS)


def run_tool(name: str, corpus: Path, limit: float) -> dict[str, Any]:
    """Run a tool on a corpus in its own process and return its result, or `error`."""
    result = corpus.with_name(f"{name}.json")
    command = [
        sys.executable,
        os.fspath(HERE / "overlap_tools.py"),
        name,
        os.fspath(corpus),
        os.fspath(result),
    ]
    environment = os.environ | dict.fromkeys(_ONE_CORE, "1") | {"PYTHONPATH": os.fspath(HERE.parent.parent)}
    try:
        done = subprocess.run(command, env=environment, timeout=limit, capture_output=True, text=True)
    except subprocess.TimeoutExpired:
        return {"error": f"was stopped after {limit:.0f} s"}
    if done.returncode or not result.is_file():
        last = done.stderr.strip().rpartition("\n")[2]
        return {"error": f"ended with code {done.returncode}: {last}"}
    measured: dict[str, Any] = json.loads(result.read_text(encoding="utf-8"))
    return measured


def measure_seed(
    generator: ModuleType, texts: Path, docs: int, seed: int, tools: Sequence[str], limit: float
) -> Iterator[Row]:
    """Generate a corpus and yield a row for each tool."""
    with tempfile.TemporaryDirectory() as folder:
        generator.make(folder, os.fspath(texts), docs=docs, seed=seed)
        made, truth, pairs = generator.load(folder)
        corpus = write_articles(
            Path(folder) / "corpus.jsonl", [Text(name, made[name]) for name in sorted(made)]
        )
        floor = float(run_tool("floor", corpus, limit).get("seconds", 0))
        for name in tools:
            measured = run_tool(name, corpus, limit)
            found = [tuple(place) for place in measured.pop("found", [])]
            scores = generator.score(truth, found) if TOOLS[name].passages and "error" not in measured else {}
            both = {tuple(sorted((place[0], place[len(place) // 2]))) for place in found}
            paired = generator.score_pairs(pairs, both) if "error" not in measured else {}
            yield Row(name, docs, seed, measured, floor, scores, paired)


def measure_growth(texts: Path, sizes: Sequence[int], tools: Sequence[str], limit: float) -> Iterator[Row]:
    """Yield a row for each tool and size of a synthetic corpus."""
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            corpus = write_articles(Path(folder) / "corpus.jsonl", plant(list(recombine(texts, size))))
            floor = float(run_tool("floor", corpus, limit).get("seconds", 0))
            for name in tools:
                measured = run_tool(name, corpus, limit)
                measured["found"] = len(measured.get("found", []))
                yield Row(name, size, 1, measured, floor, {}, {})


def slopes(rows: Sequence[Row]) -> list[tuple[str, float]]:
    """Return the slope of log seconds by log articles of each tool, from the smallest to the largest corpus."""
    found = []
    for name in dict.fromkeys(row.name for row in rows):
        own = [row for row in rows if row.name == name and not row.error]
        if len({row.docs for row in own}) > 1:
            first, last = (float(own[at].measured["seconds"]) for at in (0, -1))
            found.append((own[0].title, float(np.log(last / first) / np.log(own[-1].docs / own[0].docs))))
    return found


def show(row: Row) -> str:
    """Return a row as a line of the printed table."""
    head = f"{row.title[:20]:20} {row.docs:>6} {row.seed:>4}  "
    if row.error:
        return f"{head}{row.error}"
    shown = row.figures() if row.scores or row.pairs else [f"{row.measured['found']} found", *row.costs()]
    return head + "  ".join(f"{figure:>6}" for figure in shown)


def make_page(scored: Sequence[Row], grown: Sequence[Row], source: str) -> bytes:
    """Return the page of a run; `source` is the name of the generator."""
    environment = PageExporter().environment
    template = environment.from_string((HERE / "overlap.html.j2").read_text(encoding="utf-8"))
    page = frame_page("Text reuse, measured", "generated corpora", "overlap.html", [], charts=False)
    named = {row.name: TOOLS[row.name] for row in [*scored, *grown]}
    sizes = {
        docs: [row for row in scored if row.docs == docs] for docs in sorted({row.docs for row in scored})
    }
    return tidy(
        template.render(
            page=page,
            sizes=sizes,
            grown=grown,
            slopes=slopes(grown),
            tools=list(named.values()),
            columns=_COLUMNS,
            costs=_COSTS,
            source=source,
            cores=os.cpu_count(),
            python=sys.version.split()[0],
        )
    )


def read_arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Return the arguments, once their paths are checked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "--reusebench", type=Path, required=True, help="the generator and scorer, a Python file"
    )
    parser.add_argument("--text", type=Path, required=True, help="folder of articles to plant passages in")
    parser.add_argument(
        "--seeds", type=int, nargs="*", default=[1, 2], help="seeds of corpora of 200 articles"
    )
    parser.add_argument("--large", type=int, nargs="*", default=[5], help="seeds of corpora of 620 articles")
    parser.add_argument("--sizes", type=int, nargs="*", default=[], help="sizes to time, such as 1000 5000")
    every = [name for name in TOOLS if name != "floor"]
    parser.add_argument("--tools", nargs="*", choices=every, default=every, help="which tools to measure")
    parser.add_argument("--timed", nargs="*", choices=every, default=["dateline"], help="tools for --sizes")
    parser.add_argument("--limit", type=float, default=900, help="seconds after which a tool is stopped")
    parser.add_argument("--output", type=Path, default=Path("reports/bench/overlap.html"), help="the page")
    given = parser.parse_args(arguments)
    for path in (given.reusebench, given.text):
        if not path.exists():
            sys.exit(f"{path} does not exist: give the path of the generator and of the articles.")
    return given


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print each row when it is ready, and write the page after each corpus."""
    given = read_arguments(arguments)
    generator = load_generator(given.reusebench)
    scored, grown = list[Row](), list[Row]()
    print(f"{'Tool':20} {'docs':>6} {'seed':>4}  {'  '.join(f'{name:>6}' for name in _COLUMNS)}")
    corpora = [(200, seed) for seed in given.seeds] + [(620, seed) for seed in given.large]
    for docs, seed in corpora:
        for row in measure_seed(generator, given.text, docs, seed, given.tools, given.limit):
            scored.append(row)
            print(show(row), flush=True)
        write_atomically(given.output, make_page(scored, grown, given.reusebench.name))
    for row in measure_growth(given.text, given.sizes, given.timed, given.limit):
        grown.append(row)
        print(show(row), flush=True)
        write_atomically(given.output, make_page(scored, grown, given.reusebench.name))
    for title, slope in slopes(grown):
        print(f"{title}: slope {slope:.2f}")
    print(given.output)


if __name__ == "__main__":
    main()
