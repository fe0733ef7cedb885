"""Proves that each article has a page, kept with the rest, and that a large corpus has only those asked for."""

from __future__ import annotations

import json
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analysis.corpus import Article, Corpus, find_sections
from analysis.errors import DatelineError
from analysis.reports import Rendering
from analysis.reports.html._article_pages import make_article_pages, page_of, read_article_tables

Render = Callable[..., Rendering]

HOSTILE = '<script>alert(1)</script> "The <b>pier</b> is ours," the mayor said.'


def outputs(folder: Path) -> dict[str, str]:
    """Return the files of the manifest that belong to no single notebook."""
    return json.loads((folder / "manifest.json").read_text())["outputs"]


def pages(folder: Path) -> list[str]:
    """Return the pages of articles that are there."""
    return sorted(path.relative_to(folder).as_posix() for path in (folder / "articles").glob("*"))


def test_every_article_has_a_page_in_the_manifest(seeds_reports: Path, seeds: Corpus) -> None:
    """A page an article, each with a digest, a policy by hash, its whole text and its marks."""
    wanted = [page_of(article.doc_id) for article in seeds]
    assert sorted(wanted) == pages(seeds_reports)
    assert set(wanted) <= set(outputs(seeds_reports))
    html = unescape((seeds_reports / wanted[3]).read_text(encoding="utf-8"))
    assert "default-src 'none'; script-src 'sha256-" in html
    for heading in (
        "The text",
        "Who speaks",
        "What it shares",
        "Terms that set it apart",
        "Nearest articles",
    ):
        assert f">{heading}</h2>" in html
    for mark in ("content direct", "cue", "source", "key"):
        assert f'<mark class="{mark}' in html or f' class="{mark}' in html, mark


def test_a_large_corpus_has_the_pages_that_are_asked_for(
    render: Render, tmp_path: Path, seeds: Corpus
) -> None:
    """Beyond the bound there is none but those asked for, which later runs keep up; the overview says how to ask."""
    reports = tmp_path / "reports"
    render(article_pages=2)
    assert [] == pages(reports)
    assert "--article DOC_ID" in (reports / "index.html").read_text()
    doc_id = seeds.articles[1].doc_id
    assert () == render(article_pages=2, articles=[doc_id]).made
    assert [page_of(doc_id)] == pages(reports)
    render(article_pages=2, force=True)
    assert [page_of(doc_id)] == pages(reports)
    render()
    assert 4 == len(pages(reports))
    with pytest.raises(DatelineError, match="the corpus has no article 'nobody'"):
        render(articles=["nobody"])


def test_the_page_of_an_article_that_is_gone_goes(
    render: Render, short_articles: Path, tmp_path: Path
) -> None:
    """A corpus that loses an article loses its page; a page that somebody changed is made again."""
    reports = tmp_path / "reports"
    render(short_articles)
    first, second = pages(reports)[:2]
    whole = (reports / second).read_bytes()
    (short_articles / f"{Path(first).stem}.txt").unlink()
    (reports / second).write_text("changed")
    render(short_articles)
    assert first not in pages(reports)
    assert whole != (reports / second).read_bytes() != b"changed"


def test_nothing_of_an_article_runs_or_is_lost() -> None:
    """Mark-up in title, text and tables is text; identifiers of any kind have pages; two runs give the same bytes."""
    articles = tuple(
        Article(doc_id, HOSTILE, find_sections(HOSTILE), title=HOSTILE, url="javascript:alert(1)")
        for doc_id in ("a/b", "A/B", "..", "<i>")
    )
    empty = pd.DataFrame()
    corpus = Corpus(articles, empty, empty)
    speakers = pd.DataFrame(
        {
            "doc_id": ["a/b"],
            "speaker": [HOSTILE],
            "speaker_kind": ["person"],
            "quotes": [1],
            "words": [4],
            "share": [1.0],
        }
    )
    options: dict[str, Any] = {"name": HOSTILE, "links": [], "made_from": "x"}
    made, again = (
        dict(
            make_article_pages(
                corpus, [a.doc_id for a in articles], {"speakers_by_article": speakers}, **options
            )
        )
        for _ in range(2)
    )
    assert made == again
    assert 4 == len({path.lower() for path in made})
    for path, page in made.items():
        assert path.startswith("articles/")
        assert ".." not in path
        body = page.decode().partition("<body>")[2]
        assert "<script>alert" not in body
        assert "javascript:" not in body
        assert "&lt;b&gt;pier&lt;/b&gt;" in body


def test_tables_of_another_state_of_the_corpus_are_not_read(seeds_reports: Path) -> None:
    """Spans of a table belong to the texts that it was made from: of other texts nothing is marked."""
    entries = json.loads((seeds_reports / "manifest.json").read_text())["notebooks"]
    sha256 = entries["quote_attributions"]["corpus"]
    assert "quotes" in read_article_tables(seeds_reports, entries, sha256)
    assert {} == read_article_tables(seeds_reports, entries, "another")
    changed = {name: entry | {"key": ""} for name, entry in entries.items()}
    assert {} == read_article_tables(seeds_reports, changed, sha256)
