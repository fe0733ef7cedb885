"""Measure how much sooner two workers of a Dask cluster read a corpus than one."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import psutil

from analysis.annotation import annotate
from analysis.corpus import Corpus, load_corpus
from analysis.parameters import REPORTS, check_parameters
from analysis.reports._steps import steps_of
from tests.cluster import scheduler, worker

#: Articles that each worker reads first, so that its models are loaded.
_WARM = 16


def bench_cluster(folder: Path, text: Path, number: int) -> dict[str, float]:
    """Return the wall times of one worker process and of two, all steps of all pages, and the speed-up.

    With it stands how many cores the workers had: near their number where cores were free.
    """
    corpus = load_corpus(text)
    doc_ids = [article.doc_id for article in corpus][: number + _WARM]
    steps = steps_of({name: check_parameters(name, {}) for name in REPORTS})
    figures: dict[str, float] = {}
    walls = []
    for workers in (1, 2):
        place = folder / f"cluster_{workers}"
        place.mkdir()
        wall, cores = _read(corpus, doc_ids, steps, place, workers)
        walls.append(wall)
        figures |= {
            f"cluster of {workers}, {number} articles, wall s": wall,
            f"cluster of {workers}, cores used": cores,
        }
    return figures | {"speed-up of two workers against one": walls[0] / walls[1]}


def _read(
    corpus: Corpus, doc_ids: Sequence[str], steps: Sequence[Any], place: Path, workers: int
) -> tuple[float, float]:
    """Return the seconds in which a cluster reads the articles behind the first, and the cores that it used."""
    with contextlib.ExitStack() as stack:
        address, _ = stack.enter_context(scheduler(place))
        processes = [
            psutil.Process(stack.enter_context(worker(address, place, f"worker{number}")).pid)
            for number in range(workers)
        ]
        warm, measured = corpus.select(doc_ids[:_WARM]), corpus.select(doc_ids[_WARM:])
        annotate(warm, cache=place / "cache", scheduler=address, steps=steps)
        before, start = _cpu(processes), time.perf_counter()
        annotate(measured, cache=place / "cache", scheduler=address, steps=steps)
        wall = time.perf_counter() - start
        return wall, (_cpu(processes) - before) / wall


def _cpu(processes: Sequence[psutil.Process]) -> float:
    return sum(sum(process.cpu_times()[:2]) for process in processes)
