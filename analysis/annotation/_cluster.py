"""Read articles on a Dask cluster: batches go to its workers, pieces come back and are kept here."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from operator import methodcaller
from queue import Empty, Queue
from typing import Any
from urllib.parse import urlsplit

from analysis._store import digest_code
from analysis.annotation._messages import (
    pack_order,
    pack_outcomes,
    unpack_order,
    unpack_outcomes,
    unpack_tasks,
)
from analysis.annotation._pipeline import fingerprint
from analysis.annotation._workers import Outcome, Task, perform
from analysis.errors import DatelineError

#: Batches that wait on the cluster for each of its threads: enough to keep it busy, few enough to hold little here.
_AHEAD = 4
_SECONDS_TO_CONNECT = 10
#: Time in which a cluster without workers has to get one; a queue of jobs may take longer, and is then asked again.
_SECONDS_TO_JOIN = 60.0
_SECONDS_BETWEEN_LOOKS = 0.02
_ALIKE = "Install the same locked versions there as here."


def perform_on_cluster(
    batches: Iterable[Sequence[Task]], model: str, address: str
) -> Iterator[list[Outcome]]:
    """Yield the outcomes of batches of tasks as a cluster returns them.

    A batch whose worker is lost runs again on another.

    Raises:
        DatelineError: Dask is not installed, the scheduler does not answer or is lost, the cluster has no worker,
            loses several on the same articles, or a worker lacks a package or the model.
    """
    client = connect_cluster(address)
    with contextlib.closing(client):
        from distributed import CancelledError, as_completed

        waiting, pipeline = iter(batches), fingerprint(model)
        articles: dict[str, list[str]] = {}  # the batches that run, by the key of their task
        try:
            room = max(1, sum(client.nthreads().values())) * _AHEAD
            with client.as_current():
                running: Any = as_completed(raise_errors=False)  # type: ignore[no-untyped-call]
            for batch in _take(waiting, room):
                running.add(_submit(client, model, batch, pipeline, articles))
            while not running.is_empty():
                _await_outcome(client, running, address)
                future = next(running)
                ids = articles.pop(future.key)
                if future.status == "error":
                    raise _failure(future.exception(), address, ids)
                outcomes = unpack_outcomes(future.result())
                future.release()
                for batch in _take(waiting, 1):
                    running.add(_submit(client, model, batch, pipeline, articles))
                yield outcomes
        except (OSError, TimeoutError, CancelledError) as error:
            raise DatelineError(
                f"The Dask scheduler {address} was lost while articles were read. What was read is kept; "
                "run again to go on."
            ) from error


def _await_outcome(client: Any, running: Any, address: str) -> None:  # noqa: ANN401 - Dask ships no types
    """Wait until a batch is done; raise where nothing can be, since the cluster has no worker for a while."""
    last_seen = looked = time.monotonic()
    while not running.has_ready():
        time.sleep(_SECONDS_BETWEEN_LOOKS)
        now = time.monotonic()
        if now - looked < _SECONDS_TO_JOIN / 10:
            continue
        looked = now
        if client.nthreads():
            last_seen = now
        elif now - last_seen > _SECONDS_TO_JOIN:
            raise DatelineError(
                f"The cluster {address} has had no worker for {_SECONDS_TO_JOIN:g} seconds. Start one (dask worker "
                f"{address}) and run again; what was read is kept."
            )


def _failure(error: BaseException, address: str, doc_ids: Sequence[str]) -> BaseException:
    """Return what to raise for a batch that failed on its worker; an error of the program as it is."""
    from distributed import KilledWorker

    if isinstance(error, KilledWorker):
        message = (
            f"Several workers of the cluster {address} were lost on the same articles, {doc_ids[0]} to {doc_ids[-1]}, "
            "most likely for want of memory. Give each worker more, or run one a machine; what was read is kept."
        )
    elif isinstance(error, ModuleNotFoundError):
        message = f"A worker of the cluster {address} has no package {error.name}. {_ALIKE}"
    elif isinstance(error, OSError):
        message = f"A worker of the cluster {address} cannot read articles: {error}. What was read is kept."
    else:
        return error
    return DatelineError(message)


def perform_order(data: bytes) -> bytes:
    """Return the pieces of a batch, on a worker; raises where its model or its code would make other pieces."""
    order = unpack_order(data)
    worker = f"The worker on {socket.gethostname()}"
    try:
        present = fingerprint(order.model)
    except DatelineError:
        raise DatelineError(f"{worker} has no language model {order.model!r}. {_ALIKE}") from None
    if present != order.pipeline:
        raise DatelineError(f"{worker} has another version of the language model {order.model!r}. {_ALIKE}")
    if any(digest_code(places) != digest for places, digest in order.codes):
        raise DatelineError(f"{worker} has another version of this project. {_ALIKE}")
    return pack_outcomes(perform(order.model, unpack_tasks(order)))


def _submit(
    client: Any,  # noqa: ANN401 - no types
    model: str,
    batch: Sequence[Task],
    pipeline: str,
    articles: dict[str, list[str]],
) -> Any:  # noqa: ANN401
    """Send a batch to the cluster and note its articles.

    Dask is given bytes, and functions of the standard library that find `perform_order` where the batch is done. So a
    scheduler need not have this project, and a worker that lacks it fails at the task, which says so, and not at a
    message that it cannot read, which would end it.
    """
    from toolz import pipe

    codes = {step.code: digest_code(step.code) for task in batch for step in task.steps}
    call = methodcaller(perform_order.__name__, pack_order(model, pipeline, list(codes.items()), batch))
    future = client.submit(pipe, __name__, import_module, call, pure=False)
    articles[future.key] = [task.article.doc_id for task in batch]
    return future


def _take(batches: Iterator[Sequence[Task]], number: int) -> Iterator[Sequence[Task]]:
    for _ in range(number):
        batch = next(batches, None)
        if batch is None:
            return
        yield batch


def connect_cluster(address: str) -> Any:  # noqa: ANN401 - Dask ships no types
    """Return a client of the scheduler at an address.

    Raises:
        DatelineError: Dask is not installed, or the scheduler does not answer.
    """
    try:
        import distributed  # noqa: F401 - imported here for the sentence below
    except ModuleNotFoundError:
        raise DatelineError(
            f"The scheduler {address} needs Dask, which is not installed: pip install 'dateline[cluster]'."
        ) from None
    # In a thread, since Dask waits without end for a program that takes the connection and says nothing.
    opening: Queue[Any] = Queue()
    threading.Thread(target=_open, args=(address, opening), daemon=True).start()
    try:
        client = opening.get(timeout=2 * _SECONDS_TO_CONNECT)
    except Empty:
        client = TimeoutError(address)
    if isinstance(client, Exception):
        raise DatelineError(f"The Dask scheduler {address} does not answer. {_advice(address)}") from client
    return client


def _advice(address: str) -> str:
    """Return what to do about a scheduler that does not answer."""
    if urlsplit(address).scheme == "tls":
        return (
            "Start it (dask scheduler) with TLS; its certificate and that of this machine, which Dask's configuration "
            "names under distributed.comm.tls, must be of the same authority."
        )
    return (
        "Start it (dask scheduler), or correct the address, which is like tcp://host:8786, or tls://host:8786 where it "
        "speaks TLS alone."
    )


def _open(address: str, opening: Queue[Any]) -> None:
    """Put a client into the queue, or the error: a program that is no scheduler makes Dask raise anything."""
    from distributed import Client

    class ClosingClient(Client):
        """A client that is closed if it does not connect.

        Left to the garbage collector it closes whenever that runs, and where it runs while another client starts, the
        two wait for each other's lock without end.
        """

        def start(self, **options: float) -> None:
            try:
                super().start(**options)  # type: ignore[no-untyped-call]
            except Exception:
                with contextlib.suppress(Exception):  # the first error says more
                    self.close(timeout=_SECONDS_TO_CONNECT)  # type: ignore[no-untyped-call]
                raise

    try:
        if not (urlsplit(address).hostname and urlsplit(address).port):
            raise ValueError(address)
        opening.put(ClosingClient(address, timeout=_SECONDS_TO_CONNECT, set_as_default=False))  # type: ignore[no-untyped-call]
    except Exception as error:
        opening.put(error)
