"""How well and how fast are reused passages found? Generated corpora, scored, against the cost of a floor.

    python tests/bench/overlap_bench.py --reusebench PATH --text FOLDER

`PATH` is a module with `make(folder, textdir, docs=…, seed=…)`, `load(folder)` and `score(truth, detections)`:
a generator of corpora with planted passages and its scorer (plagdet, Potthast et al. 2010). `FOLDER` holds the
articles it plants them in, one text file each. Seconds are of one core; as they differ from machine to machine,
each is also given as a multiple of the floor: hashing and grouping all runs of five words with polars.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import random
import resource
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

# One core for everybody; polars reads this when it is first imported.
os.environ.setdefault("POLARS_MAX_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
import polars as pl

from analysis.overlap import find_passages

PLACES = ["doc_a", "start_a", "end_a", "doc_b", "start_b", "end_b"]


@dataclass(frozen=True)
class Text:
    """An article that is all body."""

    doc_id: str
    text: str

    @property
    def body_spans(self) -> tuple[tuple[int, int], ...]:
        """The whole text."""
        return ((0, len(self.text)),)


def load_generator(path: Path) -> ModuleType:
    """Import the generator and scorer from its file."""
    spec = importlib.util.spec_from_file_location("reusebench", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} is no Python module: give the path of the generator and scorer.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def measure_floor(articles: Sequence[Text]) -> float:
    """Return the seconds of hashing all runs of five words and grouping them by hash."""
    begin = time.process_time()
    texts = pl.DataFrame({"doc": np.arange(len(articles)), "text": [article.text for article in articles]})
    words = texts.select(
        "doc", pl.col("text").str.to_lowercase().str.extract_all(r"\w+").alias("word")
    ).explode("word")
    hashed = words.select("doc", word=pl.col("word").hash())
    run = pl.struct([pl.col("word").shift(-step).alias(f"word_{step}") for step in range(5)]).hash()
    runs = hashed.select("doc", run=run, last=pl.col("doc").shift(-4)).filter(pl.col("doc") == pl.col("last"))
    runs.group_by("run").agg(pl.col("doc").n_unique().alias("articles")).filter(pl.col("articles") > 1)
    return time.process_time() - begin


def measure(articles: Sequence[Text]) -> tuple[Any, float, float]:
    """Return the passages, the seconds they took and the seconds of the floor."""
    begin = time.process_time()
    passages = find_passages(articles)
    return passages, time.process_time() - begin, measure_floor(articles)


def score_seed(generator: ModuleType, texts: Path, docs: int, seed: int) -> None:
    """Generate a corpus, find its passages and print the scores."""
    with tempfile.TemporaryDirectory() as folder:
        generator.make(folder, str(texts), docs=docs, seed=seed)
        found, truth, _ = generator.load(folder)
    passages, seconds, floor = measure([Text(name, found[name]) for name in sorted(found)])
    scores = generator.score(truth, list(passages[PLACES].itertuples(index=False, name=None)))
    print(f"{docs} articles, seed {seed}: {seconds:.2f} s, floor {floor:.2f} s, {seconds / floor:.0f} times")
    for level, parts in scores.items():
        print("  ", f"{level:6}", "  ".join(f"{name} {value}" for name, value in parts.items()), flush=True)


def recombine(texts: Path, size: int, seed: int = 1) -> Iterator[Text]:
    """Yield articles made of two to four words at a time of the given ones, each where the last word also stands.

    Pairs of words are as frequent as in the texts; rare words get new spellings, so that the vocabulary grows.
    """
    pick = random.Random(seed)  # noqa: S311 - the same corpus in every run is wanted
    sources = [
        path.read_text(encoding="utf-8", errors="replace").split() for path in sorted(texts.glob("*.txt"))
    ]
    sources = [words for words in sources if 150 <= len(words) <= 2500]
    flat = [word for words in sources for word in words]
    places: dict[str, list[int]] = defaultdict(list)
    for at, word in enumerate(flat[:-5]):
        places[word.lower()].append(at)
    for number in range(size):
        length, words = len(pick.choice(sources)), list[str]()
        at = pick.randrange(len(flat) - 5)
        while len(words) < length:
            stretch = flat[at + 1 : at + 1 + pick.randint(2, 4)]
            words += [
                word
                if not word.isalpha() or len(places[word.lower()]) > 3
                else f"{word}{pick.randrange(4096):x}"
                for word in stretch
            ]
            at = pick.choice(places.get(stretch[-1].lower()) or [pick.randrange(len(flat) - 5)])
        yield Text(f"{number:06}", " ".join(words))


def plant(articles: list[Text], seed: int = 1) -> list[Text]:
    """Copy a stretch of 15 to 150 words of one article into another, as many times as there are articles."""
    pick = random.Random(seed)  # noqa: S311 - the same corpus in every run is wanted
    texts = [article.text for article in articles]
    for _ in texts:
        one, other = pick.sample(range(len(texts)), 2)
        words = articles[other].text.split(" ")
        first = pick.randrange(max(len(words) - 150, 1))
        texts[one] += "\n" + " ".join(words[first : first + pick.randint(15, 150)])
    return [Text(article.doc_id, text) for article, text in zip(articles, texts, strict=True)]


def measure_growth(texts: Path, sizes: Sequence[int]) -> None:
    """Print seconds and memory for corpora of several sizes, and the slope of the logarithms."""
    taken = []
    for size in sizes:
        passages, seconds, floor = measure(plant(list(recombine(texts, size))))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
        taken.append(seconds)
        print(
            f"{size} articles: {seconds:.1f} s, floor {floor:.1f} s, {seconds / floor:.0f} times; "
            f"{len(passages)} passages; {peak:.2f} GB at the peak so far",
            flush=True,
        )
    if len(sizes) > 1:
        print(f"slope {np.log(taken[-1] / taken[0]) / np.log(sizes[-1] / sizes[0]):.2f}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the arguments and print the figures."""
    parser = argparse.ArgumentParser(description="Score find_passages on generated corpora.")
    parser.add_argument(
        "--reusebench", type=Path, required=True, help="the generator and scorer, a Python file"
    )
    parser.add_argument("--text", type=Path, required=True, help="folder of articles to plant passages in")
    parser.add_argument(
        "--seeds", type=int, nargs="*", default=[1, 2, 3], help="seeds of corpora of 200 articles"
    )
    parser.add_argument("--large", type=int, nargs="*", default=[5], help="seeds of corpora of 620 articles")
    parser.add_argument(
        "--sizes", type=int, nargs="*", default=[], help="sizes of corpora to time, such as 1000 5000"
    )
    given = parser.parse_args(arguments)
    for path in (given.reusebench, given.text):
        if not path.exists():
            sys.exit(f"{path} does not exist: give the path of the generator and of the articles.")
    generator = load_generator(given.reusebench)
    for docs, seeds in ((200, given.seeds), (620, given.large)):
        for seed in seeds:
            score_seed(generator, given.text, docs, seed)
    measure_growth(given.text, given.sizes)


if __name__ == "__main__":
    main()
