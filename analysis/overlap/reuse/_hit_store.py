"""Hold the hits of an n-gram index, on disk as Parquet where memory does not hold them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from analysis._arrays import Ints
from analysis.overlap.reuse._word_table import WordTable

# Bounds on memory and time, not on findings: hits held in memory before they are written to disk (8 or 16 bytes each),
# words of the earlier articles of one file, and hits returned at a time.
_MEMORY_HITS = 10_000_000
_BUCKET_WORDS = 1 << 20
_BLOCK_HITS = 1_000_000


class Hits(NamedTuple):
    """Places in an earlier and in a later article that have the same n-gram, as numbers.

    A place is the index of the n-gram's first word times the number of patterns, plus the number of its pattern.
    """

    left: NDArray[Any]
    right: NDArray[Any]


class HitStore:
    """Hits that come in any order, and leave in blocks that hold all hits of their earlier articles.

    Up to a number of hits stay in memory. Beyond it they are written to a folder of the system's temporary ones, a
    Parquet file for each stretch of the corpus, and read again a stretch at a time; leaving the context removes it.
    """

    def __init__(self, table: WordTable, patterns: int) -> None:
        """Begin an empty store for the hits of some patterns of n-grams."""
        self._table, self._patterns = table, patterns
        self._buckets = 1 + (len(table) - 1) // _BUCKET_WORDS
        self._held: list[Hits] = []
        self._held_hits = 0
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._files: list[list[Path]] = [[] for _ in range(self._buckets)]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._folder is not None:
            self._folder.cleanup()

    def add(self, hits: Hits) -> None:
        """Add hits; where that is too many for memory, all are written to disk."""
        self._held.append(hits)
        self._held_hits += len(hits.left)
        if self._held_hits > _MEMORY_HITS:
            self._write()

    def blocks(self) -> Iterator[Hits]:
        """Yield all hits, those of one earlier segment in one block, in the order of segments."""
        if self._folder is None:
            yield from self._split(_concatenate(self._held))
            return
        if self._held_hits:
            self._write()
        for files in self._files:
            yield from self._split(_concatenate([_read(file) for file in files]))

    def _owner(self, hits: Hits) -> Ints:
        return np.asarray(self._table.segment[hits.left // self._patterns], dtype=np.int64)

    def _write(self) -> None:
        """Write the hits in memory to disk, those of each bucket to a file."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="overlap-")
        hits = _concatenate(self._held)
        # By the first word of the segment, so that a segment's hits are in one bucket.
        bucket = self._table.edge[self._owner(hits)] // _BUCKET_WORDS
        for number in np.flatnonzero(np.bincount(bucket, minlength=self._buckets)).tolist():
            index = np.flatnonzero(bucket == number)
            file = Path(self._folder.name) / f"{number}-{len(self._files[number])}.parquet"
            pq.write_table(pa.table({"left": hits.left[index], "right": hits.right[index]}), file)
            self._files[number].append(file)
        self._held, self._held_hits = [], 0

    def _split(self, hits: Hits) -> Iterator[Hits]:
        """Yield hits in blocks of about equal size, cut where the segment of the earlier place changes."""
        if len(hits.left) <= _BLOCK_HITS:
            yield hits
            return
        owner = self._owner(hits)
        order = np.argsort(owner, kind="stable")
        owner = owner[order]
        edges = [0, *np.searchsorted(owner, owner[_BLOCK_HITS::_BLOCK_HITS]).tolist(), len(owner)]
        for start, end in pairwise(dict.fromkeys(edges)):
            yield Hits(hits.left[order[start:end]], hits.right[order[start:end]])


def _concatenate(hits: list[Hits]) -> Hits:
    if not hits:
        return Hits(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))
    return Hits(*(np.concatenate(side) for side in zip(*hits, strict=True)))


def _read(file: Path) -> Hits:
    import pyarrow.parquet as pq

    columns = pq.read_table(file)
    return Hits(columns["left"].to_numpy(), columns["right"].to_numpy())
