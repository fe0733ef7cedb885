"""Measure what reading and reporting cost as a corpus grows, each step in a process of its own, beside bare libraries.

    nox -s bench -- scale --text FOLDER [--articles 840] [--sizes 1000 5000] [--only cluster] [--output scale.json]

Times are CPU seconds of a process and all its children (user and system), so that other work on the machine matters
little; wall time is given beside. Memory is that of all processes together. Each line of the table is a ratio of two
figures of the same run.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests.bench.scale_cluster import bench_cluster
from tests.bench.scale_profile import profile_steps

ROOT = Path(__file__).resolve().parents[2]

_BARE_PARSE = """
import sys
from analysis.annotation._pipeline import load_pipeline
from analysis.corpus import load_corpus, normalise
from analysis.language import ENGLISH
texts = [normalise(article.text) for article in load_corpus(sys.argv[1])]
for doc in load_pipeline(ENGLISH.pipeline).pipe(texts, batch_size=1):
    pass
"""
_BARE_ENCODER = """
import sys, time
from analysis.corpus import load_corpus
from analysis.quotes.model._encoding import pack_windows, read_words
from analysis.quotes.model._network import load_model
network, pieces, _ = load_model()
articles = list(load_corpus(sys.argv[1]))
start, words = time.process_time(), 0
for article in articles:
    encoded = read_words(article.text, article.paragraphs(), pieces)
    words += len(article.text.split())
    for window in pack_windows(encoded):
        network.encode(window)
print(words / (time.process_time() - start))
"""
_FINDER = """
import sys, time
from analysis.annotation import annotate
from analysis.corpus import load_corpus
from analysis.quotes.model._finder import find_by_encoder
annotated = annotate(load_corpus(sys.argv[1]), cache=sys.argv[2])
pairs = list(annotated)
start = time.process_time()
for article, doc in pairs:
    find_by_encoder(article, doc)
print(sum(len(article.text.split()) for article, _ in pairs) / (time.process_time() - start))
"""
_ANNOTATE = """
import sys
from analysis.annotation import annotate
from analysis.corpus import load_corpus
annotate(load_corpus(sys.argv[1]), cache=sys.argv[2], processes=int(sys.argv[3]))
"""
_BARE_NOTEBOOK = {
    "cells": [
        {
            "cell_type": "code",
            "execution_count": None,
            "id": "chart",
            "metadata": {},
            "outputs": [],
            "source": "import altair as alt\nimport pandas as pd\n"
            "alt.Chart(pd.DataFrame({'a': [1, 2], 'b': [3, 4]})).mark_bar().encode(x='a', y='b')",
        }
    ],
    "metadata": {"kernelspec": {"name": "python3", "display_name": "Python", "language": "python"}},
    "nbformat": 4,
    "nbformat_minor": 5,
}


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command cost: CPU and wall seconds, the largest memory of its processes together, and its output."""

    cpu: float
    wall: float
    bytes: int
    output: str

    @property
    def figure(self) -> float:
        """The last number that the command printed."""
        return float(re.findall(r"[\d.]+", self.output)[-1])


def measure(command: Sequence[str], environment: dict[str, str]) -> Cost:
    """Run a command and return its cost; raises where it fails."""
    before, start = os.times(), time.perf_counter()
    peak = [0]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT) as process:
        ended = threading.Event()
        watcher = threading.Thread(target=_watch, args=(process.pid, peak, ended))
        watcher.start()
        output, _ = process.communicate()
        ended.set()
        watcher.join()
    if process.returncode:
        raise SystemExit(f"{' '.join(command[:4])} … failed with {process.returncode}")
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Cost(cpu, time.perf_counter() - start, peak[0], output)


def _watch(pid: int, peak: list[int], ended: threading.Event) -> None:
    """Keep the most memory that a process and its children have had together; pages that they share count once."""
    while not ended.wait(0.5):
        try:
            top = psutil.Process(pid)
            family = [top, *top.children(recursive=True)]
            peak[0] = max(peak[0], sum(_memory(process) for process in family))
        except psutil.Error:
            continue


def _memory(process: psutil.Process) -> int:
    """Return the bytes of a process: its own pages, and its part of those that others hold too."""
    used = process.memory_full_info()
    return int(getattr(used, "pss", used.rss))


class Bench:
    """One run of the benchmark in a folder of its own."""

    def __init__(self, text: Path, articles: int, repeat: int, folder: Path) -> None:
        self.folder, self.repeat = folder, repeat
        self.corpus = folder / "corpus"
        self.corpus.mkdir()
        files = sorted(text.glob("*.txt"))
        for file in files[:articles]:
            shutil.copy(file, self.corpus)
        self.articles = min(articles, len(files))
        self.environment = os.environ | {
            "PYTHONPATH": os.fspath(ROOT),
            "XDG_CACHE_HOME": os.fspath(folder / "home"),
            "OMP_NUM_THREADS": "1",
        }
        self.environment.pop("PYTHONDONTWRITEBYTECODE", None)

    def python(self, *arguments: str | Path, repeat: int | None = None) -> Cost:
        """Return the median cost of a Python command."""
        command = [sys.executable, *map(os.fspath, arguments)]
        costs = [measure(command, self.environment) for _ in range(repeat or self.repeat)]
        return sorted(costs, key=lambda cost: cost.cpu)[len(costs) // 2]

    def on_both_cores(self, code: str) -> float:
        """Return the CPU seconds of a program run on the halves of the corpus at the same time.

        Two processes slow each other down where they share caches or a core, so a run on two cores is compared with
        this.
        """
        for number, file in enumerate(sorted(self.corpus.glob("*.txt"))):
            half = self.folder / f"half_{number % 2}"
            half.mkdir(exist_ok=True)
            shutil.copy(file, half)
        before = os.times()
        commands = [[sys.executable, "-c", code, os.fspath(self.folder / f"half_{side}")] for side in (0, 1)]
        running = [
            subprocess.Popen(command, stdout=subprocess.DEVNULL, env=self.environment, cwd=ROOT)
            for command in commands
        ]
        if any(process.wait() for process in running):
            raise SystemExit(f"{commands[0][:2]} … failed")
        after = os.times()
        return after.children_user + after.children_system - before.children_user - before.children_system

    def reports(
        self, corpus: Path, output: str, *options: str, cache: str = "cache", repeat: int = 1
    ) -> Cost:
        """Return the median cost of the reports of a corpus."""
        places = ("--corpus", corpus, "--output", self.folder / output, "--cache", self.folder / cache)
        return self.python("-m", "analysis.reports", *places, *options, repeat=repeat)


def bench_reading(bench: Bench) -> dict[str, float]:
    """Return the costs of reading a corpus, of its pages from stored records, and of one article more."""
    corpus, folder = bench.corpus, bench.folder
    bare = bench.python("-c", _BARE_PARSE, corpus, repeat=1)
    annotated = bench.python("-c", _ANNOTATE, corpus, folder / "parses", "1", repeat=1)
    encoder = bench.python("-c", _BARE_ENCODER, corpus, repeat=1)
    finder = bench.python("-c", _FINDER, corpus, folder / "parses", repeat=1)
    both = bench.on_both_cores(_BARE_PARSE) + bench.on_both_cores(_BARE_ENCODER)
    cold = bench.reports(corpus, "pages")
    stored = bench.reports(corpus, "pages", "--force")
    first = min(corpus.glob("*.txt"))
    (corpus / "one_more.txt").write_text(
        first.read_text(encoding="utf-8") + "\nOne more.\n", encoding="utf-8"
    )
    more = bench.reports(corpus, "pages")
    (corpus / "one_more.txt").unlink()
    return {
        "articles": bench.articles,
        "bare nlp.pipe, CPU s": bare.cpu,
        "annotate / bare nlp.pipe": annotated.cpu / bare.cpu,
        "annotate, MB": annotated.bytes / 1e6,
        "bare encoder, words/s": encoder.figure,
        "attribution finder, words/s": finder.figure,
        "bare encoder pass, CPU s": encoder.cpu,
        "all cold, CPU s": cold.cpu,
        "all cold / (bare nlp.pipe + bare encoder pass)": cold.cpu / (bare.cpu + encoder.cpu),
        "the same passes on both cores at once, CPU s": both,
        "all cold / (the same passes on both cores at once)": cold.cpu / both,
        "all cold, wall / its CPU": cold.wall / cold.cpu,
        "pages from stored records, CPU s": stored.cpu,
        "pages from stored records / bare nlp.pipe": stored.cpu / bare.cpu,
        "pages from stored records, MB": stored.bytes / 1e6,
        "one article added / pages from stored records": more.cpu / stored.cpu,
    }


def bench_seeds(bench: Bench) -> dict[str, float]:
    """Return the costs of the seeds' pages as multiples of a bare notebook, and of a run that changes nothing."""
    seeds, folder = ROOT / "seeds", bench.folder
    notebook = folder / "bare.ipynb"
    notebook.write_text(json.dumps(_BARE_NOTEBOOK), encoding="utf-8")
    bare = bench.python("-m", "papermill", "--no-progress-bar", notebook, folder / "ran.ipynb")
    for _ in range(2):  # the first compiles and stores
        bench.reports(seeds, "seeds", "--force")
    forced = bench.reports(seeds, "seeds", "--force", repeat=bench.repeat)
    changed = statistics.median(
        bench.reports(seeds, "seeds", "-p", "top_terms", str(20 + turn)).cpu for turn in range(bench.repeat)
    )
    bench.reports(seeds, "seeds")
    same = bench.reports(seeds, "seeds", repeat=bench.repeat)
    empty = bench.python("-c", "pass")
    pandas = bench.python("-c", "import pandas")
    package = bench.python("-c", "import analysis")
    return {
        "bare papermill run, CPU s": bare.cpu,
        "seeds, --force / three bare runs": forced.cpu / (3 * bare.cpu),
        "seeds, one parameter / one bare run": changed / bare.cpu,
        "nothing changed, wall s beyond Python": same.wall - empty.wall,
        "import analysis / import pandas": package.cpu / pandas.cpu,
    }


def bench_sizes(bench: Bench, sizes: Sequence[int], words: int) -> dict[str, float]:
    """Return the costs of pages from stored records at several sizes of a corpus of sampled sentences."""
    sentences = [
        sentence
        for file in sorted(bench.corpus.glob("*.txt"))
        for sentence in re.split(r"(?<=[.!?”])\s+", file.read_text(encoding="utf-8"))
        if 5 < len(sentence.split()) < 60
    ]
    figures: dict[str, float] = {}
    for size in sizes:
        folder = bench.folder / f"sampled_{size}"
        folder.mkdir()
        chance = random.Random(size)  # noqa: S311 - a sample, no secret
        for number in range(size):
            text, length = [], 0
            while length < words:
                text.append(chance.choice(sentences))
                length += len(text[-1].split())
            (folder / f"{number:06d}.txt").write_text("\n\n".join(text), encoding="utf-8")
        reading = bench.reports(folder, f"pages_{size}", cache=f"cache_{size}")
        stored = bench.reports(folder, f"pages_{size}", "--force", cache=f"cache_{size}")
        pages = [file.stat().st_size for file in (bench.folder / f"pages_{size}").glob("*.html")]
        kept = sum(file.stat().st_size for file in (bench.folder / f"cache_{size}").glob("*.sqlite"))
        figures |= {
            f"{size} articles, reading and pages, CPU s": reading.cpu,
            f"{size} articles, pages from stored records, CPU s": stored.cpu,
            f"{size} articles, pages from stored records, MB": stored.bytes / 1e6,
            f"{size} articles, largest page, MB": max(pages) / 1e6,
            f"{size} articles, store, KB an article": kept / size / 1e3,
        }
    if len(sizes) > 1:
        for step in ("reading and pages", "pages from stored records"):
            few, many = (figures[f"{size} articles, {step}, CPU s"] for size in (sizes[0], sizes[-1]))
            figures[f"{step}, power of the number of articles"] = math.log(many / few, sizes[-1] / sizes[0])
    return figures


def main() -> None:
    """Measure, print the figures, and write them where asked."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--text", type=Path, required=True, help="folder of .txt articles, such as PolNeAR's train/text"
    )
    parser.add_argument("--articles", type=int, default=840)
    parser.add_argument("--repeat", type=int, default=3, help="times of the short runs, whose median counts")
    parser.add_argument("--sizes", type=int, nargs="*", default=[], help="sizes of sampled corpora")
    parser.add_argument("--words", type=int, default=300, help="words of a sampled article")
    parser.add_argument(
        "--only", choices=["reading", "seeds", "sizes", "cluster", "profile"], action="append"
    )
    parser.add_argument("--output", type=Path, help="JSON file of the figures")
    options = parser.parse_args()
    machine = f"{platform.machine()}, {os.cpu_count()} cores, {psutil.virtual_memory().total / 1e9:.0f} GB"
    figures: dict[str, float] = {}
    print(f"{machine}; Python {platform.python_version()}")
    with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
        bench = Bench(options.text, options.articles, options.repeat, Path(folder))
        parts = {
            "seeds": lambda: bench_seeds(bench),
            "reading": lambda: bench_reading(bench),
            "sizes": lambda: bench_sizes(bench, options.sizes, options.words),
            "cluster": lambda: bench_cluster(bench.folder, bench.corpus, min(120, bench.articles // 2)),
        }
        for name, part in parts.items():
            if not options.only or name in options.only:
                for figure, value in part().items():
                    print(f"{figure:<58}{value:>12.3f}", flush=True)
                    figures[figure] = round(value, 4)
        if "profile" in (options.only or ()):  # prints lines of its own, no figures
            profile_steps(bench.folder, bench.corpus, min(200, bench.articles))
    if options.output:
        content = {"machine": machine, "figures": figures}
        options.output.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
