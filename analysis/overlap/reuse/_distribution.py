"""Search for passages in parts, here or on a Dask cluster, with the same result."""

from __future__ import annotations

import contextlib
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from functools import partial
from typing import Any, TypeVar

from analysis._store import digest_code
from analysis.annotation import connect_cluster
from analysis.errors import DatelineError
from analysis.overlap.reuse._word_table import WordTable

_Part = TypeVar("_Part")
_Result = TypeVar("_Result")

#: A search of a part of the corpus: the words of the whole, the part, what is found.
Search = Callable[[WordTable, _Part], _Result]

#: Parts that wait on the cluster for each of its threads: enough to keep it busy, few enough to hold little here.
_AHEAD = 2
_CODE = ("overlap/reuse",)


class Searcher:
    """Runs searches of parts in this process, by an executor, or on a Dask cluster, which gets the words once."""

    def __init__(self, table: WordTable, scheduler: str | Executor | None) -> None:
        self._table = table
        self._scheduler = scheduler
        self._client: Any = None
        self._sent: Any = None

    def __enter__(self) -> Searcher:
        if isinstance(self._scheduler, str):
            self._client = connect_cluster(self._scheduler)
            with warnings.catch_warnings():
                warnings.filterwarnings("ignore", "Sending large graph", UserWarning)
                # As a task, not as scattered data, the words come back where the worker that had them is lost.
                self._sent = self._client.submit(_hold_alike, self._table, digest_code(_CODE), pure=False)
        return self

    def __exit__(self, *_: object) -> None:
        if self._client is not None:
            with contextlib.suppress(OSError, TimeoutError):
                self._client.close()

    def map(self, search: Search[_Part, _Result], parts: Iterable[_Part]) -> Iterator[_Result]:
        """Yield what is found in each part, in the order of the parts.

        Raises:
            DatelineError: The scheduler or several workers are lost, or a worker lacks this project or a package.
        """
        if self._client is not None:
            yield from self._map_on_cluster(search, parts)
        elif isinstance(self._scheduler, Executor):
            yield from self._scheduler.map(partial(search, self._table), parts)
        else:
            yield from map(partial(search, self._table), parts)

    def _map_on_cluster(self, search: Search[_Part, _Result], parts: Iterable[_Part]) -> Iterator[_Result]:
        from distributed import CancelledError, KilledWorker

        address, waiting = str(self._scheduler), iter(parts)
        running: deque[Any] = deque()
        try:
            room = max(1, sum(self._client.nthreads().values())) * _AHEAD
            while True:
                for part in _take(waiting, room - len(running)):
                    running.append(self._client.submit(search, self._sent, part, pure=False))
                if not running:
                    return
                yield running.popleft().result()
        except (OSError, TimeoutError, CancelledError) as error:
            raise DatelineError(
                f"The Dask scheduler {address} was lost while passages were searched for. Run again."
            ) from error
        except KilledWorker as error:
            raise DatelineError(
                f"Several workers of the cluster {address} were lost on the same part of the search for passages, most "
                "likely for want of memory. Give each worker more, or run one a machine."
            ) from error
        except ModuleNotFoundError as error:
            raise DatelineError(
                f"A worker of the cluster {address} has no package {error.name}. Install this project there too, "
                "with the same locked versions."
            ) from error


def _take(parts: Iterator[_Part], number: int) -> Iterator[_Part]:
    """Yield the next few parts."""
    for _ in range(number):
        try:
            yield next(parts)
        except StopIteration:
            return


def _hold_alike(table: WordTable, code: str) -> WordTable:
    """Return the words on a worker, which keeps them; raises where its code would find other passages."""
    if digest_code(_CODE) != code:
        raise DatelineError(
            "A worker has another version of this project. Install the same locked versions there as here."
        )
    return table
