"""Reading on a Dask cluster: a real scheduler and real workers on loopback, the same bytes as in one process."""

from __future__ import annotations

import gc
import pickle
import re
import socket
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from analysis._store import digest_code
from analysis.annotation import TOKENS, AnnotatedCorpus, Step, annotate, fingerprint
from analysis.annotation._cluster import connect_cluster, perform_order
from analysis.annotation._messages import pack_order, unpack_order, unpack_outcomes, unpack_tasks
from analysis.annotation._records import content_of
from analysis.annotation._workers import Task, encode_parse
from analysis.corpus import Corpus, Section
from analysis.errors import DatelineError
from analysis.quotes import attributions_step
from tests.cluster import scheduler, worker

distributed = pytest.importorskip("distributed")


def encoded(corpus: Corpus, cache: Path, address: str | None = None) -> list[bytes]:
    """Return the parses of a corpus as bytes, and those of its tokens."""
    annotated = annotate(corpus, cache=cache, scheduler=address, steps=[TOKENS])
    parses = [encode_parse(doc) for _, doc in annotated]
    return [*parses, *(TOKENS.encode(tokens) for _, tokens in annotated.records(TOKENS))]


@pytest.fixture
def many(seeds: Corpus) -> Corpus:
    """Two dozen short articles: paragraphs of the seeds, each by itself; this machine reads so few in one process."""
    articles = tuple(
        replace(
            article,
            doc_id=f"{article.doc_id}_{number}",
            text=article.text[start:end],
            sections=(Section(0, end - start, "body"),),
        )
        for article in seeds
        for number, (start, end) in enumerate(article.paragraphs())
    )
    return replace(seeds, articles=articles[:24])


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a cluster of one worker, for tests that leave it as it is."""
    folder = tmp_path_factory.mktemp("cluster")
    with scheduler(folder) as (address, _), worker(address, folder, "one"):
        yield address


def test_a_cluster_gives_the_same_bytes(short_seeds: Corpus, tmp_path: Path, cluster: str) -> None:
    """One worker on loopback: parses and records are those of this process."""
    assert encoded(short_seeds, tmp_path / "cluster", cluster) == encoded(short_seeds, tmp_path / "here")


def test_a_cluster_is_not_asked_for_what_is_kept(short_seeds: Corpus, tmp_path: Path) -> None:
    """Where every piece is kept, an address that nobody answers at does no harm."""
    annotate(short_seeds, cache=tmp_path, steps=[TOKENS])
    annotated = annotate(short_seeds, cache=tmp_path, steps=[TOKENS], scheduler="tcp://127.0.0.1:9")
    assert 4 == len(list(annotated.records(TOKENS)))


def test_a_killed_worker_costs_its_batches_alone(many: Corpus, tmp_path: Path) -> None:
    """A worker that is killed in the middle: the run completes on the other, with the same bytes."""
    done: list[int] = []
    with (
        scheduler(tmp_path) as (address, _),
        worker(address, tmp_path, "kept"),
        worker(address, tmp_path, "killed") as killed,
    ):

        def progress(n: int, total: int) -> None:
            if not done:
                assert n < total
                killed.kill()
            done.append(n)

        annotated = annotate(
            many, cache=tmp_path / "cluster", scheduler=address, steps=[TOKENS], progress=progress
        )
    assert killed.wait() != 0
    assert done[-1] == len(many)
    assert [encode_parse(doc) for _, doc in annotated] == encoded(many, tmp_path / "here")[: len(many)]


def test_workers_lost_on_the_same_articles_are_one_sentence(short_seeds: Corpus, tmp_path: Path) -> None:
    """A batch that ends every worker it comes to is given up, with its articles named."""
    (tmp_path / "deadly.py").write_text("import os\n\ndef read(article, doc):\n    os._exit(1)\n")
    settings = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1"}
    with (
        pytest.MonkeyPatch.context() as patch,
        scheduler(tmp_path, settings) as (address, _),
        worker(address, tmp_path, "one"),
        worker(address, tmp_path, "two"),
    ):
        patch.syspath_prepend(tmp_path)
        import deadly  # type: ignore[import-not-found]

        step = Step("deadly", deadly.read, int, code=("text",))
        first = short_seeds.articles[0].doc_id
        sentence = f"{address} were lost on the same articles, {first} to .* Give each worker more"
        with pytest.raises(DatelineError, match=sentence):
            annotate(short_seeds, cache=tmp_path / "x", scheduler=address, steps=[step])
    del sys.modules["deadly"]


def test_a_lost_scheduler_is_one_sentence_and_the_run_resumes(many: Corpus, tmp_path: Path) -> None:
    """A scheduler that dies in the middle: an error that says so, and what was read is not read again."""
    with scheduler(tmp_path) as (address, process), worker(address, tmp_path, "one"):

        def kill(_: int, __: int) -> None:
            process.kill()

        with pytest.raises(DatelineError, match="was lost while articles were read"):
            annotate(many, cache=tmp_path / "cluster", scheduler=address, progress=kill)
    assert 0 < _read_after(many, tmp_path / "cluster") < len(many)


def test_a_cluster_without_workers_is_one_sentence(
    many: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether none has come yet or the last is lost in the middle, the run ends and keeps what was read."""
    monkeypatch.setattr("analysis.annotation._cluster._SECONDS_TO_JOIN", 1.0)
    with scheduler(tmp_path) as (address, _):
        sentence = re.escape(f"{address} has had no worker for 1 seconds")
        with pytest.raises(DatelineError, match=sentence):
            annotate(many, cache=tmp_path / "cluster", scheduler=address)
        with worker(address, tmp_path, "one") as only, pytest.raises(DatelineError, match=sentence):
            annotate(many, cache=tmp_path / "cluster", scheduler=address, progress=lambda *_: only.kill())
    assert 0 < _read_after(many, tmp_path / "cluster") < len(many)


def _read_after(corpus: Corpus, cache: Path) -> int:
    """Return the number of articles that reading in this process reads, after what is kept."""
    totals: list[int] = []
    annotate(corpus, cache=cache, progress=lambda _, total: totals.append(total))
    return totals[-1]


@pytest.mark.parametrize(
    "address",
    ["tcp://127.0.0.1:9", "no://where", "localhost", "tls://127.0.0.1:9", "tcp://127.0.0.1:99999", "silent"],
)
def test_an_address_that_does_not_answer_is_one_sentence(
    short_seeds: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    """No program there, one that says nothing, no protocol, no address at all: what to do, no traceback of Dask's."""
    monkeypatch.setattr("analysis.annotation._cluster._SECONDS_TO_CONNECT", 1)
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        if address == "silent":
            address = f"tcp://127.0.0.1:{listening.getsockname()[1]}"
        with pytest.raises(DatelineError, match=re.escape(f"{address} does not answer")):
            annotate(short_seeds, cache=tmp_path, scheduler=address)


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "tls://127.0.0.1:9"])
def test_a_client_that_does_not_connect_is_closed(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    """None is left to the garbage collector, which would close it while a later one starts and stop both."""
    monkeypatch.setattr("analysis.annotation._cluster._SECONDS_TO_CONNECT", 1)

    def clients() -> dict[int, Any]:
        return {id(thing): thing for thing in gc.get_objects() if isinstance(thing, distributed.Client)}

    before = clients()
    with pytest.raises(DatelineError) as error:
        connect_cluster(address)
    mine = [client.status for number, client in clients().items() if number not in before]
    assert mine == ["closed"], error


def test_a_worker_without_the_model_is_named(
    short_seeds: Corpus, tmp_path: Path, cluster: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A model that is installed here and not on the worker: a sentence that names both."""
    import spacy

    spacy.load(short_seeds.language.pipeline).to_disk(tmp_path / "model")
    monkeypatch.chdir(tmp_path)  # the worker's working folder is another, where no such model is
    sentence = f"The worker on {socket.gethostname()} has no language model 'model'"
    with pytest.raises(DatelineError, match=re.escape(sentence)):
        annotate(short_seeds, model="model", cache=tmp_path / "cluster", scheduler=cluster)
    assert 4 == len(list(annotate(short_seeds, model="model", cache=tmp_path / "here")))


def test_a_worker_without_this_project_is_named(short_seeds: Corpus, tmp_path: Path) -> None:
    """A worker that cannot import this package: a sentence that names the package, and what to install."""
    bare = {"PYTHONPATH": ""}  # the scheduler need not have it
    with (
        scheduler(tmp_path, bare) as (address, _),
        worker(address, tmp_path, "bare", bare),
        pytest.raises(DatelineError, match=f"A worker of the cluster {address} has no package analysis"),
    ):
        annotate(short_seeds, cache=tmp_path / "cluster", scheduler=address)


def test_a_worker_of_another_version_is_named(seeds: Corpus) -> None:
    """A worker whose model or code differs makes nothing, since its pieces would be kept as if they were ours."""
    model = seeds.language.pipeline
    own = [(TOKENS.code, digest_code(TOKENS.code))]
    with pytest.raises(DatelineError, match="another version of the language model"):
        perform_order(pack_order(model, "other", own, []))
    with pytest.raises(DatelineError, match="another version of this project"):
        perform_order(pack_order(model, fingerprint(model), [(TOKENS.code, "other")], []))
    assert [] == unpack_outcomes(perform_order(pack_order(model, fingerprint(model), own, [])))


def test_what_is_sent_is_data_alone(annotated: AnnotatedCorpus) -> None:
    """An order holds an article's text, paragraphs and day, no name or title; bytes that are no order do nothing."""
    article, doc = annotated.get("002_7ee00924eb371e5f")
    step = attributions_step("default")
    order = pack_order("model", "it", [], [Task(7, article, "en", encode_parse(doc), (TOKENS, step))])

    assert article.doc_id.encode() not in order
    (task,) = unpack_tasks(unpack_order(order))
    assert (7, content_of(article)) == (task.index, task.article)
    assert step.encode(step.read(article, doc)) == task.steps[1].encode(task.steps[1].read(task.article, doc))
    for data in (b"", b"cos\nsystem\n(S'id'\ntR.", pickle.dumps([]), order[:-1], b"\x93\x01\x02\x03"):
        with pytest.raises(msgspec.MsgspecError):
            unpack_order(data)
        with pytest.raises(msgspec.MsgspecError):
            unpack_outcomes(data)
