"""Simulate what the index of overlaps holds and pairs in corpora of up to a million articles.

    nox -s bench -- candidates --text FOLDER [--sizes 1000 10000 100000 1000000] [--words 300]

Word triples are drawn from a Zipf-Mandelbrot law, p(rank) ~ (rank + shift)^-exponent on infinitely many ranks. It is
fitted to a folder of real articles: to the number of different triples in parts of it. The rules are those of
`analysis.overlap.reuse`: three patterns of triples at each word, in any order; of an article the first three
occurrences; triples of two to ten articles are paired; two articles are candidates where they have two hits or more.

Of large corpora a share of all keys is drawn, as the index is partitioned by key, and counts are scaled up. What
articles copy from one another is not in the law: the real articles are counted beside it.
"""

from __future__ import annotations

import argparse
import re
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Numbers = NDArray[np.int64]

#: The rules of the index.
PATTERNS = ((0, 1, 2), (0, 1, 3), (0, 2, 3))
CAP, PER_ARTICLE = 10, 3

_BLOCK = 4_000_000
_LARGEST_WHOLE = 10_000_000
_SINGLE = 2.0**62  # ranks beyond occur once in any corpus


@dataclass(frozen=True, slots=True)
class Law:
    """A Zipf–Mandelbrot law of triples."""

    exponent: float
    shift: float

    def draw(self, size: int, chance: np.random.Generator) -> Numbers:
        """Return the ranks of some triples; those that are never drawn twice have rank -1."""
        ranks = self.shift * (chance.random(size) ** (-1 / (self.exponent - 1)) - 1)
        return np.where(ranks < _SINGLE, ranks, -1).astype(np.int64)

    def different(self, number: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return how many different triples are expected among some number of draws."""
        edges = np.concatenate([np.arange(2_000), np.geomspace(2_000, 1e15, 4_000)])
        above = (1 + edges / self.shift) ** (1 - self.exponent)
        share, ranks = above[:-1] - above[1:], np.diff(edges)
        seen = -np.expm1(-number[:, None] * share / ranks) * ranks
        return np.asarray(seen.sum(axis=1) + number * above[-1])


@dataclass(frozen=True, slots=True)
class Counts:
    """What an index holds: triples, different and paired ones, hits, pairs of articles with one hit and with two."""

    triples: float
    different: float
    paired: float
    hits: float
    pairs: float
    candidates: float


def read_triples(folder: Path) -> tuple[Numbers, Numbers]:
    """Return the keys of the word triples of a folder of texts and the numbers of their articles, in random order."""
    types: dict[str, int] = {}
    keys, articles = [], []
    files = sorted(folder.glob("*.txt"))
    np.random.default_rng(0).shuffle(files)  # type: ignore[arg-type]
    for number, file in enumerate(files):
        found = re.findall(r"\w+", file.read_text(encoding="utf-8").lower())
        words = np.array([types.setdefault(word, len(types)) for word in found], dtype=np.uint64)
        mixed = (words + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
        mixed = (mixed ^ (mixed >> np.uint64(29))) * np.uint64(0xBF58476D1CE4E5B9)
        for offsets in PATTERNS:
            size = max(0, len(words) - offsets[-1])
            total = sum(
                (mixed[offset : offset + size] for offset in offsets), np.zeros(size, dtype=np.uint64)
            )
            keys.append(total.astype(np.int64))
            articles.append(np.full(size, number))
    return np.concatenate(keys), np.concatenate(articles)


def fit(keys: Numbers, articles: Numbers) -> Law:
    """Return the law whose expected number of different triples is nearest that in eighths of the articles."""
    parts = [keys[articles < limit] for limit in np.linspace(0, articles.max() + 1, 9)[1:].astype(int)]
    numbers = np.array([len(part) for part in parts], dtype=np.float64)
    observed = np.array([len(np.unique(part)) for part in parts])

    def misfit(parameters: NDArray[np.float64]) -> float:
        law = Law(1 + float(np.exp(parameters[0])), float(np.exp(parameters[1])))
        return float(((np.log(law.different(numbers)) - np.log(observed)) ** 2).sum())

    best = minimize(misfit, np.array([-2.0, 5.0]), method="Nelder-Mead").x
    return Law(1 + float(np.exp(best[0])), float(np.exp(best[1])))


def count(keys: Numbers, articles: Numbers, n_articles: int, share: float = 1.0) -> Counts:
    """Return what the index of some triples holds, scaled up where they are a share of all keys."""
    repeated = keys >= 0
    different = np.count_nonzero(~repeated)
    order = np.lexsort((articles[repeated], keys[repeated]))
    key, article = keys[repeated][order], articles[repeated][order]
    new_key = np.append(True, key[1:] != key[:-1])
    new_article = new_key | np.append(True, article[1:] != article[:-1])
    group = np.cumsum(new_key) - 1
    in_articles = np.bincount(group[new_article], minlength=1)
    position = np.arange(len(key))
    occurrence = position - np.maximum.accumulate(np.where(new_article, position, 0))
    kept = (in_articles >= 2) & (in_articles <= CAP)
    keep = kept[group] & (occurrence < PER_ARTICLE)
    group, article = group[keep], article[keep]
    hits, pairs = 0, []
    for lag in range(1, CAP * PER_ARTICLE):
        index = np.flatnonzero(group[lag:] == group[:-lag])
        index = index[article[index] != article[index + lag]]
        hits += len(index)
        if share == 1:
            pairs.append(article[index] * n_articles + article[index + lag])
    possible = n_articles * (n_articles - 1) / 2
    if share == 1:
        with_hits = np.unique(np.concatenate(pairs), return_counts=True)[1]
        one, two = float(len(with_hits)), float((with_hits >= 2).sum())
    else:  # hits fall on pairs by chance
        mean = hits / share / possible
        one, two = -np.expm1(-mean) * possible, (-np.expm1(-mean) - mean * np.exp(-mean)) * possible
    different += int(np.count_nonzero(new_key))
    return Counts(len(keys) / share, different / share, kept.sum() / share, hits / share, one, two)


def simulate(law: Law, n_articles: int, triples: int) -> Counts:
    """Return what the index of a simulated corpus holds, each article with so many triples."""
    chance = np.random.default_rng(n_articles)
    total = n_articles * triples
    parts = -(-total // _LARGEST_WHOLE)
    keys, articles = [], []
    for first in range(0, total, _BLOCK):
        size = min(_BLOCK, total - first)
        ranks = law.draw(size, chance)
        article = np.arange(first, first + size) // triples
        # A rank's part is scattered, as that of a key is; single triples go to each part alike.
        scattered = (ranks.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(33)
        single = ranks < 0
        scattered[single] = np.flatnonzero(single).astype(np.uint64)
        own = scattered % np.uint64(parts) == 0
        keys.append(ranks[own])
        articles.append(article[own])
    return count(np.concatenate(keys), np.concatenate(articles), n_articles, 1 / parts)


def main() -> None:
    """Fit the law, compare it with the real articles, and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--text", type=Path, required=True, help="folder of .txt articles to fit to")
    parser.add_argument("--sizes", type=int, nargs="*", default=[1_000, 10_000, 100_000, 1_000_000])
    parser.add_argument("--words", type=int, default=300, help="words of a simulated article")
    options = parser.parse_args()
    keys, articles = read_triples(options.text)
    law = fit(keys, articles)
    print(f"Zipf-Mandelbrot law: exponent {law.exponent:.3f}, shift {law.shift:,.0f}")
    head = ("articles", "triples", "different", "paired", "hits", "pairs", "candidates", "seconds")
    print(f"{'':10}" + "".join(f"{name:>12}" for name in head))
    n_real = int(articles.max()) + 1
    for limit in (n_real // 4, n_real // 2, n_real):
        real = keys[articles < limit] & (2**62 - 1)
        _show("real", limit, count(real, articles[articles < limit], limit), 0)
        _show("simulated", limit, simulate(law, limit, len(real) // limit), 0)
    rows = []
    for size in options.sizes:
        start = time.perf_counter()
        counts = simulate(law, size, len(PATTERNS) * options.words)
        rows.append(counts)
        _show("simulated", size, counts, time.perf_counter() - start)
    for name in ("paired", "hits", "candidates"):
        values = np.log([getattr(counts, name) for counts in rows])
        slopes = np.diff(values) / np.diff(np.log(options.sizes))
        print(f"{name}: grows with the power " + ", ".join(f"{slope:.2f}" for slope in slopes))


def _show(kind: str, size: int, counts: Counts, seconds: float) -> None:
    values = (counts.triples, counts.different, counts.paired, counts.hits, counts.pairs, counts.candidates)
    print(
        f"{kind:10}{size:>12,}" + "".join(f"{value:>12.3g}" for value in values) + f"{seconds:>12.0f}",
        flush=True,
    )


if __name__ == "__main__":
    main()
