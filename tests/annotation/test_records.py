"""Records: computed once from an article's content alone, kept whole, and made again where they are damaged."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from analysis._store import Store
from analysis.annotation import TOKENS, AnnotatedCorpus, Step, _records, annotate
from analysis.corpus import Corpus
from analysis.entities import ENTITIES, identities
from analysis.errors import DatelineError
from analysis.parameters import REPORTS
from analysis.quotes import ATTRIBUTIONS, find_quotes
from analysis.terms import term_frequencies
from tests.rendering import copy_cache

ROOT = Path(__file__).resolve().parents[2]


def test_stored_records_are_what_was_computed(annotated: AnnotatedCorpus) -> None:
    """Tokens come back from disk as the parse gives them, to the last label."""
    for (article, tokens), (_, doc) in zip(annotated.records(TOKENS), annotated, strict=True):
        assert [article.text[s:e] for s, e in zip(tokens.starts, tokens.ends, strict=True)] == [
            token.text for token in doc
        ]
        assert tokens.heads == [token.head.i for token in doc]
        assert tokens == TOKENS.read(article, doc)


def test_one_pass_serves_all_steps(
    short_seeds: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After annotating with the steps, no analysis parses or resolves anything."""
    annotated = annotate(short_seeds, cache=tmp_path, steps=[ENTITIES, ATTRIBUTIONS["rules"]])
    monkeypatch.setattr("analysis.annotation._annotate.perform", None)
    monkeypatch.setattr("analysis.annotation._workers.perform", None)
    assert len(identities(annotated))
    assert len(find_quotes(annotated, finder="rules"))


def test_records_know_nothing_of_names_and_metadata(short_seeds: Corpus, tmp_path: Path) -> None:
    """The same text under another name, title and outlet has the same record, and is not read again."""
    annotate(short_seeds, cache=tmp_path, steps=[ENTITIES])
    renamed = replace(
        short_seeds,
        articles=tuple(replace(a, doc_id=f"x{i}", outlet="Other") for i, a in enumerate(short_seeds)),
    )
    calls: list[int] = []
    annotated = annotate(
        renamed, cache=tmp_path, steps=[ENTITIES], progress=lambda done, _: calls.append(done)
    )
    assert not calls
    assert {"x0", "x1", "x2", "x3"} == {doc_id for ids in identities(annotated)["doc_ids"] for doc_id in ids}


def test_copies_are_read_once(short_seeds: Corpus, tmp_path: Path) -> None:
    """Of an article that a corpus holds ten times, one is read."""
    article = short_seeds.articles[0]
    copies = replace(short_seeds, articles=tuple(replace(article, doc_id=f"copy{i}") for i in range(10)))
    calls: list[tuple[int, int]] = []
    annotated = annotate(copies, cache=tmp_path, progress=lambda *progress: calls.append(progress))
    assert calls == [(1, 1)]
    assert 10 == len(list(annotated))


@pytest.mark.parametrize("damage", ["flip a bit", "cut short", "no database", "empty", "remove"])
def test_damage_is_found_and_repaired(short_seeds: Corpus, tmp_path: Path, damage: str) -> None:
    """A flipped bit, a file cut short or replaced: what it held is computed again, with the same result."""
    annotated = annotate(short_seeds, cache=tmp_path, steps=[ENTITIES])
    expected = identities(annotated)
    for file in tmp_path.glob("*.sqlite"):
        _damage(file, damage)
    again = annotate(short_seeds, cache=tmp_path, steps=[ENTITIES])
    assert identities(again).equals(expected)
    assert [doc.text for _, doc in again] == [article.text for article in short_seeds]


def _damage(file: Path, damage: str) -> None:
    if damage == "flip a bit":
        with closing(sqlite3.connect(file)) as connection, connection:
            (data,) = connection.execute("SELECT data FROM pieces LIMIT 1").fetchone()
            flipped = data[:100] + bytes([data[100] ^ 1]) + data[101:]
            connection.execute("UPDATE pieces SET data = ? WHERE data = ?", (flipped, data))
    elif damage == "cut short":
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    elif damage == "no database":
        file.write_text("not a database, " * 1000)
    elif damage == "empty":
        file.write_bytes(b"")
    else:
        file.unlink()


def test_a_record_of_another_shape_is_no_record(short_seeds: Corpus, tmp_path: Path) -> None:
    """Bytes that decode to another type count as missing."""
    step = Step("lengths", _length, int, code=("text",))
    assert step.decode(step.encode(3)) == 3
    assert step.decode(Step("lengths", _length, str, code=("text",)).encode("three")) is None  # type: ignore[arg-type]
    assert step.decode(b"damaged") is None
    annotated = annotate(short_seeds, cache=tmp_path)
    assert [len(a.text) for a in short_seeds] == [length for _, length in annotated.records(step)]


def _length(article: object, _: object) -> int:
    return len(article.text)  # type: ignore[attr-defined]


def test_other_code_makes_other_records(seeds: Corpus) -> None:
    """A step whose code changed does not find what the old code made."""
    article = seeds.articles[0]
    keys = {Step("x", _length, int, code=code).key(article, "model") for code in (("text",), ("schema",))}
    assert 2 == len(keys)


def test_two_versions_share_a_cache(
    short_seeds: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever version of a step comes first, each finds its own records, and neither makes the other's again."""
    corpus, made = replace(short_seeds, articles=short_seeds.articles[:2]), []
    step = Step("lengths", _length, int, code=("text",))
    other = Step("lengths", _half_length, int, code=("text",))
    digest = _records.digest_code
    for version, here in (("1", step), ("2", other), ("1", step), ("2", other)):
        monkeypatch.setattr(
            _records, "digest_code", lambda places, version=version: f"{version} {digest(places)}"
        )
        annotated = annotate(corpus, cache=tmp_path, steps=[here], progress=lambda *done: made.append(done))
        expected = [here.read(article, doc) for article, doc in annotated]
        assert expected == [record for _, record in annotated.records(here)]
    assert [(2, 2), (2, 2)] == made


def test_a_store_of_a_later_version_serves(tmp_path: Path) -> None:
    """A later version may keep more of a piece, in a column of its own: what both know is read and kept here."""
    store = Store(tmp_path)
    store.save("kind", {"a": b"first"})
    with closing(sqlite3.connect(store.path("kind"))) as connection, connection:
        connection.execute("ALTER TABLE pieces ADD COLUMN used INTEGER DEFAULT 0")
    store.save("kind", {"b": b"second"})
    assert store.load("kind", ["a", "b"]) == {"a": b"first", "b": b"second"}


def _half_length(article: object, _: object) -> int:
    return len(article.text) // 2  # type: ignore[attr-defined]


def test_a_flipped_bit_is_found_by_the_checksum(tmp_path: Path) -> None:
    """A piece that differs in one bit from what was kept counts as missing; its neighbour is read."""
    store = Store(tmp_path)
    store.save("kind", {"flipped": b"\x00" * 50, "whole": b"\x01" * 50})
    with closing(sqlite3.connect(store.path("kind"))) as connection, connection:
        connection.execute("UPDATE pieces SET data = ? WHERE key = 'flipped'", (b"\x00" * 49 + b"\x08",))
    assert store.load("kind", ["flipped", "whole"]) == {"whole": b"\x01" * 50}


def test_a_full_store_forgets_the_oldest(tmp_path: Path) -> None:
    """Beyond its limit a kind loses its oldest pieces, and keeps the newest."""
    store = Store(tmp_path, limit=200_000)
    for number in range(40):
        store.save("kind", {f"{number}": bytes(20_000)})
    assert store.path("kind").stat().st_size < 400_000
    assert store.held("kind", ["0", "39"]) == {"39"}


def test_what_cannot_be_kept_is_said(short_seeds: Corpus, tmp_path: Path) -> None:
    """A store that another process holds for good is one sentence; what was kept serves after it."""
    half = replace(short_seeds, articles=short_seeds.articles[:2])
    annotate(half, cache=tmp_path, steps=[ENTITIES])
    connection = sqlite3.connect(tmp_path / "parse.sqlite")
    connection.execute("BEGIN EXCLUSIVE")  # as an unwritable file: root may write everywhere
    with closing(connection), pytest.MonkeyPatch.context() as patch:
        patch.setattr("analysis._store._PATIENCE", 0.1)
        with pytest.raises(DatelineError, match="can be kept in the cache"):
            annotate(short_seeds, cache=tmp_path)
    assert len(term_frequencies(annotate(half, cache=tmp_path)))


def test_a_run_computes_the_records_that_its_notebooks_read(
    tmp_path_factory: pytest.TempPathFactory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a run's one pass over the articles, executing the cells of its notebooks computes no record."""
    copy_cache(tmp_path_factory, ROOT, tmp_path / "cache")  # what that pass over the seeds leaves
    monkeypatch.setattr("analysis.annotation._annotate.perform", None)
    monkeypatch.setattr("analysis.annotation._workers.perform", None)
    for name in REPORTS:
        cells = json.loads((ROOT / "notebooks" / f"{name}.ipynb").read_text())["cells"]
        sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
        namespace: dict[str, object] = {"display": lambda *_: None}
        code = "\n".join([sources[0], f"cache = {str(tmp_path / 'cache')!r}", *sources[1:]])
        exec(code, namespace)  # noqa: S102 - the project's own notebook
