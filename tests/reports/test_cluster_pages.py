"""Proves that pages are the same to the byte whether a Dask cluster or this machine read the articles."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from analysis import session
from analysis.errors import DatelineError
from analysis.parameters import check_parameters
from analysis.reports import Rendering
from tests.cluster import scheduler, worker

pytest.importorskip("distributed")

Render = Callable[..., Rendering]

#: A cell that reads articles itself, with the parameters of the notebook.
READ = "from analysis.session import open_corpus\nprint(open_corpus(given))"


def content(folder: Path) -> dict[str, bytes]:
    """Return the content of every file of a folder."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.mark.usefixtures("steady_package")
def test_a_cluster_changes_no_byte_of_a_page(render: Render, short_articles: Path, tmp_path: Path) -> None:
    """Pages, notebooks and manifest are alike, say nothing of the cluster, and are current for a run without one."""
    render(short_articles, cache=tmp_path / "here", extra=READ)
    expected = content(tmp_path / "reports")
    with scheduler(tmp_path) as (address, _), worker(address, tmp_path, "one"):
        render(short_articles, cache=tmp_path / "there", extra=READ, scheduler=address, force=True)
        log = (tmp_path / "scheduler.log").read_text()
    assert expected == content(tmp_path / "reports")
    assert "Receive client connection" in log
    assert ((), ("source_overlap",)) == (lambda again: (again.made, again.kept))(
        render(short_articles, extra=READ)
    )


def test_a_notebook_reads_with_the_scheduler_that_it_is_given(seeds_folder: Path, tmp_path: Path) -> None:
    """The parameter reaches the cluster: an address that is none is named."""
    given = {"corpus": str(seeds_folder), "cache": str(tmp_path), "scheduler": "no://where"}
    with pytest.raises(DatelineError, match="no://where does not answer"):
        session.open_corpus(check_parameters("source_overlap", given))


def test_the_scheduler_has_an_option_of_its_own(render: Render) -> None:
    """Given as one of the values of notebooks it would become part of what their pages are made from."""
    with pytest.raises(DatelineError, match="give it as --scheduler"):
        render(parameters={"scheduler": "tcp://127.0.0.1:9"})
