"""Reading on a Dask cluster: a real scheduler and real workers on loopback, the same bytes as in one process."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from analysis._store import digest_code
from analysis.annotation import TOKENS, annotate, fingerprint
from analysis.annotation._cluster import _perform_alike
from analysis.annotation._workers import encode_parse
from analysis.corpus import Corpus
from analysis.errors import DatelineError

pytest.importorskip("distributed")

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def scheduler(folder: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Yield the address and the process of a scheduler on a free port of loopback."""
    log = folder / "scheduler.log"
    command = ["scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show"]
    with log.open("w") as file, _dask(command, file, folder) as process:
        yield _wait_for(log, r"Scheduler at:\s+(tcp://\S+)"), process


@contextmanager
def worker(address: str, folder: Path, name: str) -> Iterator[subprocess.Popen[str]]:
    """Yield the process of a worker with one thread that has joined the scheduler."""
    log = folder / f"{name}.log"
    command = ["worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard", "--name", name]
    with log.open("w") as file, _dask(command, file, folder) as process:
        _wait_for(log, r"Registered to:\s+(tcp://\S+)")
        yield process


@contextmanager
def _dask(arguments: list[str], log: object, folder: Path) -> Iterator[subprocess.Popen[str]]:
    environment = os.environ | {"PYTHONPATH": os.fspath(ROOT), "OMP_NUM_THREADS": "1"}
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
        found = re.search(pattern, log.read_text())
        if found:
            return found[1]
        time.sleep(0.1)
    raise AssertionError(log.read_text())


def encoded(corpus: Corpus, cache: Path, address: str | None = None) -> list[bytes]:
    """Return the parses of a corpus as bytes, and those of its tokens."""
    annotated = annotate(corpus, cache=cache, scheduler=address, steps=[TOKENS])
    parses = [encode_parse(doc) for _, doc in annotated]
    return [*parses, *(TOKENS.encode(tokens) for _, tokens in annotated.records(TOKENS))]


@pytest.fixture
def many(seeds: Corpus) -> Corpus:
    """Forty articles: the seeds, each cut short in ten ways."""
    articles = tuple(
        replace(
            article,
            doc_id=f"{article.doc_id}_{cut}",
            text=article.text[: section.end],
            sections=article.sections[: index + 1],
        )
        for article in seeds
        for cut, (index, section) in enumerate(list(enumerate(article.sections))[-10:])
    )
    return replace(seeds, articles=articles)


def test_a_cluster_gives_the_same_bytes(seeds: Corpus, tmp_path: Path) -> None:
    """One worker on loopback: parses and records are those of this process."""
    with scheduler(tmp_path) as (address, _), worker(address, tmp_path, "one"):
        assert encoded(seeds, tmp_path / "cluster", address) == encoded(seeds, tmp_path / "here")


def test_a_killed_worker_costs_its_batch_alone(many: Corpus, tmp_path: Path) -> None:
    """A worker that is killed in the middle: the run completes on the other, with the same bytes."""
    done: list[int] = []
    with (
        scheduler(tmp_path) as (address, _),
        worker(address, tmp_path, "kept"),
        worker(address, tmp_path, "killed") as killed,
    ):

        def progress(n: int, total: int) -> None:
            if not done:
                killed.send_signal(signal.SIGKILL)
            done.append(n)
            assert n <= total

        annotated = annotate(
            many, cache=tmp_path / "cluster", scheduler=address, steps=[TOKENS], progress=progress
        )
    assert killed.wait() == -signal.SIGKILL
    assert done[-1] == len(many)
    assert [encode_parse(doc) for _, doc in annotated] == encoded(many, tmp_path / "here")[: len(many)]


def test_a_lost_scheduler_is_one_sentence_and_the_run_resumes(many: Corpus, tmp_path: Path) -> None:
    """A scheduler that dies in the middle: an error that says so, and what was read is not read again."""
    with scheduler(tmp_path) as (address, process), worker(address, tmp_path, "one"):

        def kill(_: int, __: int) -> None:
            process.kill()

        with pytest.raises(DatelineError, match="was lost while articles were read"):
            annotate(many, cache=tmp_path / "cluster", scheduler=address, progress=kill)
    calls: list[tuple[int, int]] = []
    annotate(many, cache=tmp_path / "cluster", progress=lambda *call: calls.append(call))
    assert 0 < calls[-1][1] < len(many)


def test_an_address_that_does_not_answer_is_one_sentence(
    seeds: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No scheduler there, or no address at all: what to do, without a traceback of Dask's."""
    monkeypatch.setattr("analysis.annotation._cluster._SECONDS_TO_CONNECT", 1)
    with pytest.raises(DatelineError, match=re.escape("tcp://127.0.0.1:9 does not answer")):
        annotate(seeds, cache=tmp_path, scheduler="tcp://127.0.0.1:9")
    with pytest.raises(DatelineError, match="no://where does not answer"):
        annotate(seeds, cache=tmp_path, scheduler="no://where")


def test_a_worker_without_the_model_is_named(seeds: Corpus, tmp_path: Path) -> None:
    """A model that is installed here and not on the worker: a sentence that names it."""
    model = tmp_path / "model"
    with scheduler(tmp_path) as (address, _), worker(address, tmp_path, "one"):
        _copy_model(seeds.language.pipeline, model)
        annotated = annotate(seeds.select([seeds.articles[0].doc_id]), model=str(model), cache=tmp_path / "x")
        assert annotated.pipeline
        hidden = model.rename(tmp_path / "hidden")
        with pytest.raises(DatelineError, match="is not installed"):
            annotate(seeds, model=str(model), cache=tmp_path / "cluster", scheduler=address)
        assert hidden.is_dir()


def test_a_worker_of_another_version_is_named(seeds: Corpus) -> None:
    """A worker whose model or code differs makes nothing, since its pieces would be kept as if they were ours."""
    model = seeds.language.pipeline
    with pytest.raises(DatelineError, match="another version of the model"):
        _perform_alike(model, [], "other", {})
    codes = {TOKENS.code: "other"}
    with pytest.raises(DatelineError, match="another version of this project"):
        _perform_alike(model, [], fingerprint(model), codes)
    assert [] == _perform_alike(model, [], fingerprint(model), {TOKENS.code: digest_code(TOKENS.code)})


def _copy_model(name: str, folder: Path) -> None:
    import spacy

    spacy.load(name).to_disk(folder)
