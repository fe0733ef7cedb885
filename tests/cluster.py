"""Dask clusters for tests: real schedulers and workers on loopback, ended with the test."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@contextmanager
def scheduler(
    folder: Path, settings: Mapping[str, str] | None = None
) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Yield the address and the process of a scheduler on a free port of loopback."""
    log = folder / "scheduler.log"
    command = ["scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show"]
    with log.open("w") as file, _dask(command, file, folder, settings or {}) as process:
        yield _wait_for(log, r"Scheduler at:\s+(\w+://\S+)"), process


@contextmanager
def worker(
    address: str, folder: Path, name: str, settings: Mapping[str, str] | None = None
) -> Iterator[subprocess.Popen[str]]:
    """Yield the process of a worker with one thread that has joined the scheduler; `folder` is its working folder."""
    log = folder / f"{name}.log"
    command = ["worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard", "--name", name]
    with log.open("w") as file, _dask(command, file, folder, settings or {}) as process:
        _wait_for(log, r"Registered to:\s+(\w+://\S+)")
        yield process


@contextmanager
def _dask(
    arguments: list[str], log: object, folder: Path, settings: Mapping[str, str]
) -> Iterator[subprocess.Popen[str]]:
    environment = os.environ | {"PYTHONPATH": os.fspath(ROOT), "OMP_NUM_THREADS": "1"} | settings
    process = subprocess.Popen(
        [sys.executable, "-m", "dask", *arguments],
        stdout=log,  # type: ignore[arg-type]
        stderr=subprocess.STDOUT,
        env=environment,
        cwd=folder,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def _wait_for(log: Path, pattern: str, seconds: float = 60.0) -> str:
    for _ in range(int(seconds * 10)):
        match = re.search(pattern, log.read_text())
        if match:
            return match[1]
        time.sleep(0.1)
    raise AssertionError(log.read_text())
