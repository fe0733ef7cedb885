"""Run one tool on one corpus and measure what it finds, in how much time and memory.

    python tests/bench/overlap_tools.py TOOL CORPUS RESULT

`CORPUS` is a file of `overlap_corpora.write_articles`; `RESULT` is written as JSON: what was found, CPU seconds of
the search (without reading and imports), and the peak memory of the process in gigabytes, before the search and
overall. A tool that is not installed or fails gives `error` instead.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import json
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from itertools import combinations
from pathlib import Path
from typing import Any

import psutil
from overlap_corpora import Text, read_articles

PLACES = ["doc_a", "start_a", "end_a", "doc_b", "start_b", "end_b"]
Found = list[tuple[Any, ...]]

_HASHES, _ALIKE, _WORDS = 128, 0.5, 5  # of MinHash: functions, least similarity, words of a shingle
_RUN = 8  # words of the runs of the baseline
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Tool:
    """A tool that finds passages, or pairs of articles.

    Attributes:
        title: Its name.
        settings: Its settings, in words.
        run: Returns (article, start, end, article, start, end) of each passage, or the two articles of each pair.
        modules: Modules imported before the measurement.
        package: Its distribution, if it has one.
        passages: Whether it finds passages.
    """

    title: str
    settings: str
    run: Callable[[Sequence[Text]], Found]
    modules: tuple[str, ...] = ()
    package: str = ""
    passages: bool = True

    @property
    def version(self) -> str:
        """The installed version, or nothing."""
        try:
            return version(self.package) if self.package else ""
        except PackageNotFoundError:
            return ""


def run_dateline(articles: Sequence[Text]) -> Found:
    """Return the passages of this package."""
    from analysis.overlap import find_passages

    return list(find_passages(articles)[PLACES].itertuples(index=False, name=None))


def run_floor(articles: Sequence[Text]) -> Found:
    """Hash all runs of five words and group them by hash; returns nothing."""
    import polars as pl

    texts = pl.DataFrame({"doc": range(len(articles)), "text": [article.text for article in articles]})
    words = texts.select(
        "doc", pl.col("text").str.to_lowercase().str.extract_all(r"\w+").alias("word")
    ).explode("word")
    hashed = words.select("doc", word=pl.col("word").hash())
    run = pl.struct([pl.col("word").shift(-step).alias(f"word_{step}") for step in range(5)]).hash()
    runs = hashed.select("doc", run=run, last=pl.col("doc").shift(-4)).filter(pl.col("doc") == pl.col("last"))
    runs.group_by("run").agg(pl.col("doc").n_unique().alias("articles")).filter(pl.col("articles") > 1)
    return []


def run_exact(articles: Sequence[Text]) -> Found:
    """Return the maximal runs of eight words or more that two articles share, whatever their case."""
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    spans = []
    for number, article in enumerate(articles):
        found = list(_WORD.finditer(article.text))
        spans.append([match.span() for match in found])
        words = [match.group().lower() for match in found]
        for at in range(len(words) - _RUN + 1):
            places[" ".join(words[at : at + _RUN])].append((number, at))
    diagonals: dict[tuple[int, int, int], list[int]] = defaultdict(list)
    for occurrences in places.values():
        for (left, at), (right, there) in combinations(occurrences, 2):
            if left != right:
                diagonals[left, right, there - at].append(at)
    passages: Found = []
    for (left, right, shift), starts in diagonals.items():
        starts.sort()
        first = starts[0]
        for at, after in zip(starts, [*starts[1:], -1], strict=True):
            if after != at + 1:
                last = at + _RUN - 1
                a, b = spans[left], spans[right]
                side = (articles[right].doc_id, b[first + shift][0], b[last + shift][1])
                passages.append((articles[left].doc_id, a[first][0], a[last][1], *side))
                first = after
    return passages


def _shingles(text: str) -> list[str]:
    words = [word.lower() for word in _WORD.findall(text)]
    return [" ".join(words[at : at + _WORDS]) for at in range(max(len(words) - _WORDS + 1, 1))]


def run_datasketch(articles: Sequence[Text]) -> Found:
    """Return pairs of near-duplicates: MinHash and locality-sensitive hashing."""
    from datasketch import MinHash, MinHashLSH

    index, pairs = MinHashLSH(threshold=_ALIKE, num_perm=_HASHES), list[tuple[Any, ...]]()
    for article in articles:
        sketch = MinHash(num_perm=_HASHES, seed=1)
        sketch.update_batch([shingle.encode() for shingle in _shingles(article.text)])
        pairs += [(other, article.doc_id) for other in index.query(sketch)]
        index.insert(article.doc_id, sketch)
    return pairs


def run_rensa(articles: Sequence[Text]) -> Found:
    """Return pairs of near-duplicates: MinHash and locality-sensitive hashing in Rust."""
    from rensa import RMinHash, RMinHashLSH

    index, pairs = RMinHashLSH(threshold=_ALIKE, num_perm=_HASHES, num_bands=16), list[tuple[Any, ...]]()
    for number, article in enumerate(articles):
        sketch = RMinHash(num_perm=_HASHES, seed=1)
        sketch.update(_shingles(article.text))
        pairs += [(articles[other].doc_id, article.doc_id) for other in index.query(sketch)]
        index.insert(number, sketch)
    return pairs


def run_text_matcher(articles: Sequence[Text]) -> Found:
    """Return the passages of all pairs, with the default options of its command."""
    from text_matcher.matcher import Matcher
    from text_matcher.matcher import Text as Prepared

    # It joins words parted by a hyphen and a space, which would move the places; a second space prevents it.
    plain = {each.doc_id: re.sub(r"(?<=[A-Za-z])- (?=[a-z])", "  ", each.text) for each in articles}
    prepared = [
        Prepared(text, name, removeStopwords=False)
        for name, text in plain.items()
        if len(re.findall(r"[a-zA-Z]\w+", text)) > 3
    ]
    passages: Found = []
    for one, other in combinations(prepared, 2):
        try:
            matcher = Matcher(one, other)
        except (IndexError, RecursionError):  # at the edges of some texts; the pair then has no passage
            continue
        for match in matcher.extended_matches:
            sizes = [size + matcher.ngramSize - 1 for size in (match.sizeA, match.sizeB)]
            place_a = matcher.getLocations(one, match.a, sizes[0])
            place_b = matcher.getLocations(other, match.b, sizes[1])
            if place_a and place_b:
                passages.append((one.label, *place_a, other.label, *place_b))
    return passages


def run_passim(articles: Sequence[Text]) -> Found:
    """Return the passages of the pairwise alignments that passim 2 writes.

    It reads one JSON object a line with `id`, `series` (within which it does not look) and `text`. With `--pairwise`
    it writes one for each pair of passages to `align.json/part-*`: `id`, `begin` and `end` in characters, and the
    same with a 2 for the other (README of passim 2, "Running passim"); clusters, which it also writes, join passages
    that it never aligned. Its commands are looked for on the path and beside the Python that runs this.
    """
    path = os.pathsep.join((os.environ.get("PATH", ""), os.fspath(Path(sys.executable).parent)))
    missing = [name for name in ("java", "spark-submit", "passim") if shutil.which(name, path=path) is None]
    if missing:
        raise ImportError(
            f"no command {' and no command '.join(missing)} on this machine (PyPI has Spark, as pyspark, but not "
            "passim: its package of that name compares passwords; passim 2 is installed from its repository)"
        )
    passages: Found = []
    environment = {"SPARK_SUBMIT_ARGS": "--driver-memory 4G"} | os.environ | {"PATH": path}
    with tempfile.TemporaryDirectory() as folder:
        given, made = Path(folder) / "in.json", Path(folder) / "out"
        records = [{"id": each.doc_id, "series": each.doc_id, "text": each.text} for each in articles]
        given.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
        command = [
            shutil.which("passim", path=path) or "passim",
            "--pairwise",
            os.fspath(given),
            os.fspath(made),
        ]
        _run_watched(command, environment)
        for part in sorted((made / "align.json").glob("part-*")):
            with part.open(encoding="utf-8") as lines:  # splitlines would part texts at U+2028
                for row in map(json.loads, lines):
                    other = (row["id2"], row["begin2"], row["end2"])
                    passages.append((row["id"], row["begin"], row["end"], *other))
    return passages


_MINHASH = f"{_HASHES} functions, {_WORDS} words a shingle, similarity from {_ALIKE}"
TOOLS = {
    "dateline": Tool("Dateline", "find_passages as it is", run_dateline, ("analysis.overlap",)),
    "exact": Tool("exact runs", f"runs of {_RUN} words or more in both, by a dictionary", run_exact),
    "text-matcher": Tool(
        "text-matcher", "as its command is set", run_text_matcher, ("text_matcher.matcher",), "text-matcher"
    ),
    "passim": Tool("passim", "as its command is set, pairwise", run_passim),
    "datasketch": Tool("datasketch", _MINHASH, run_datasketch, ("datasketch",), "datasketch", passages=False),
    "rensa": Tool("rensa", _MINHASH, run_rensa, ("rensa",), "rensa", passages=False),
    "floor": Tool("floor", "all runs of five words hashed and grouped", run_floor, ("polars",), "polars"),
}


_watched = {"seconds": 0.0, "peak": 0.0}  # of the commands run, beyond what getrusage reports


def _descendants() -> dict[int, tuple[float, int]]:
    """Return CPU seconds and bytes of memory of every process below this one."""
    usage = {}
    for process in psutil.Process().children(recursive=True):
        with contextlib.suppress(psutil.Error), process.oneshot():
            times = process.cpu_times()
            usage[process.pid] = (times.user + times.system, process.memory_info().rss)
    return usage


def _run_watched(command: Sequence[str], environment: dict[str, str]) -> None:
    """Run a command and look five times a second at the processes below it.

    Spark's Python workers are children of a daemon that ignores SIGCHLD: nobody waits for them, so getrusage never
    counts them, and they do most of the work of a large corpus.
    """
    before, seconds = _seconds(), dict[int, float]()
    with tempfile.TemporaryFile() as log:
        with subprocess.Popen(command, stdout=log, stderr=log, env=environment) as process:
            while process.poll() is None:
                now = _descendants()
                seconds |= {number: used for number, (used, _) in now.items()}
                _watched["peak"] = max(_watched["peak"], sum(memory for _, memory in now.values()) / 1e9)
                time.sleep(0.2)
        if process.returncode:
            log.seek(0)
            raise RuntimeError(log.read().decode(errors="replace").strip()[-2000:])
    _watched["seconds"] += max(sum(seconds.values()) - (_seconds() - before), 0)


def _peak() -> float:
    """Return the most memory this process or a child of it has had, in gigabytes."""
    unit = 1 if sys.platform == "darwin" else 1024  # of ru_maxrss, in bytes
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit
    status = Path("/proc/self/status")
    if status.exists():  # Linux lets a process inherit ru_maxrss from the one that started it
        own = int(re.findall(r"VmHWM:\s*(\d+)", status.read_text(encoding="ascii"))[0]) * 1024
    else:
        own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    return max(own / 1e9, children / 1e9, _watched["peak"])


def _seconds() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime + _watched["seconds"]


def measure(tool: Tool, articles: Sequence[Text]) -> dict[str, Any]:
    """Run a tool and return what it found, CPU seconds and memory, or the error."""
    try:
        for name in tool.modules:
            importlib.import_module(name)
        before, taken = _peak(), []
        # The floor is short and the unit of all others: the median of three runs.
        for _ in range(3 if tool.run is run_floor else 1):
            begin = _seconds()
            with contextlib.redirect_stdout(io.StringIO()):
                found = tool.run(articles)
            taken.append(_seconds() - begin)
    except Exception as error:  # any failure of a tool is a row of the table
        kind = "is not installed" if isinstance(error, ImportError) else "failed"
        return {"error": f"{kind}: {error}"}
    return {"found": found, "seconds": statistics.median(taken), "before": before, "peak": _peak()}


def main() -> None:
    """Measure the tool that the arguments name."""
    name, corpus, result = sys.argv[1:]
    Path(result).write_text(json.dumps(measure(TOOLS[name], read_articles(Path(corpus)))), encoding="utf-8")


if __name__ == "__main__":
    main()
