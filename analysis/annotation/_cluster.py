"""Read articles on a Dask cluster: batches go to its workers, pieces come back and are kept here."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from analysis._store import digest_code
from analysis.annotation._pipeline import fingerprint
from analysis.annotation._workers import Outcome, Task, perform
from analysis.errors import DatelineError

#: Batches that wait on the cluster for each of its threads: enough to keep it busy, few enough to hold little here.
_AHEAD = 4
_SECONDS_TO_CONNECT = 10
_ALIKE = "Install the same locked versions there as here."


def perform_on_cluster(
    batches: Iterable[Sequence[Task]], model: str, address: str
) -> Iterator[list[Outcome]]:
    """Yield the outcomes of batches of tasks as a cluster returns them.

    A batch whose worker is lost runs again on another.

    Raises:
        DatelineError: Dask is not installed, the scheduler does not answer or is lost, or a worker lacks a package.
    """
    client = connect_cluster(address)
    with contextlib.closing(client):
        from distributed import CancelledError, KilledWorker, as_completed

        waiting, pipeline = iter(batches), fingerprint(model)
        room = max(1, sum(client.nthreads().values())) * _AHEAD
        with client.as_current():
            running: Any = as_completed(raise_errors=False)  # type: ignore[no-untyped-call]
        try:
            for batch in _take(waiting, room):
                running.add(_submit(client, model, batch, pipeline))
            for future in running:
                outcomes: list[Outcome] = future.result()
                future.release()
                for batch in _take(waiting, 1):
                    running.add(_submit(client, model, batch, pipeline))
                yield outcomes
        except (OSError, TimeoutError, CancelledError) as error:
            raise _lost(address) from error
        except KilledWorker as error:
            raise DatelineError(
                f"Several workers of the cluster {address} were lost on the same articles, most likely for want of "
                "memory. Give each worker more, or run one a machine; what was read is kept."
            ) from error
        except ModuleNotFoundError as error:
            raise DatelineError(
                f"A worker of the cluster {address} has no package {error.name}. Install this project there too, "
                "with the same locked versions."
            ) from error


def _perform_alike(
    model: str, tasks: Sequence[Task], pipeline: str, codes: Mapping[tuple[str, ...], str]
) -> list[Outcome]:
    """Return the pieces of some articles on a worker; raises where its model or its code would make other pieces."""
    if fingerprint(model) != pipeline:
        raise DatelineError(f"A worker has another version of the model {model!r}. {_ALIKE}")
    if any(digest_code(places) != digest for places, digest in codes.items()):
        raise DatelineError(f"A worker has another version of this project. {_ALIKE}")
    return perform(model, tasks)


def _submit(client: Any, model: str, batch: Sequence[Task], pipeline: str) -> Any:  # noqa: ANN401 - no types
    codes = {step.code: digest_code(step.code) for task in batch for step in task.steps}
    return client.submit(_perform_alike, model, list(batch), pipeline, codes, pure=False)


def _take(batches: Iterator[Sequence[Task]], number: int) -> Iterator[Sequence[Task]]:
    for _ in range(number):
        batch = next(batches, None)
        if batch is None:
            return
        yield batch


def connect_cluster(address: str) -> Any:  # noqa: ANN401 - Dask ships no types
    """Return a client of a Dask scheduler; raises where Dask is not installed or the scheduler does not answer."""
    try:
        from distributed import Client
    except ModuleNotFoundError:
        raise DatelineError(
            f"The scheduler {address} needs Dask, which is not installed: pip install 'dateline[cluster]'."
        ) from None
    try:
        return Client(address, timeout=_SECONDS_TO_CONNECT, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, TimeoutError, ValueError) as error:
        raise DatelineError(
            f"The Dask scheduler {address} does not answer. Start it (dask scheduler), or correct the address."
        ) from error


def _lost(address: str) -> DatelineError:
    return DatelineError(
        f"The Dask scheduler {address} was lost while articles were read. What was read is kept; run again to go on."
    )
