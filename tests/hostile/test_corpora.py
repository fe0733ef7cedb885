"""Proves that a corpus with broken files is read all the same: what is broken has a reason, and the rest is right."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

from analysis.corpus import load_corpus
from tests import systems
from tests.hostile.corpora import text_of, write_corpus, write_odd_names

#: The number of files; a longer run sets it by this variable.
SIZE = int(os.environ.get("DATELINE_FILES", "1200"))


def test_broken_files_are_listed_and_the_rest_is_right(tmp_path: Path) -> None:
    """One file in a hundred is broken, in twelve ways: each has its reason, every other its text to the letter."""
    whole, broken = write_corpus(tmp_path / "articles", SIZE)
    corpus = load_corpus(tmp_path / "articles")

    assert whole == {article.file: article.text for article in corpus}
    reasons = dict(corpus.rejected.itertuples(index=False))
    assert set(broken) == set(reasons)
    assert {} == {name: reasons[name] for name, words in broken.items() if words not in reasons[name]}


@systems.posix
def test_odd_names_lose_no_article(tmp_path: Path) -> None:
    """Names that are not UTF-8, or differ in case alone: each file is an article, or has the reason that it is none."""
    texts = write_odd_names(tmp_path / "articles")
    corpus = load_corpus(tmp_path / "articles")

    assert len(texts) == len(corpus) + len(corpus.rejected)
    assert {article.text for article in corpus} <= set(texts.values())
    assert all(article.doc_id.isprintable() for article in corpus)
    # Two names of bytes that are no letters look alike; the second is named with the first.
    assert all("same name as" in reason for reason in corpus.rejected["reason"])
    assert len(corpus.rejected) <= 2


def test_a_folder_that_leads_into_itself_ends(tmp_path: Path) -> None:
    """Links to a folder, to its parent and to each other are listed, and followed nowhere."""
    folder = tmp_path / "articles"
    (folder / "inner").mkdir(parents=True)
    (folder / "a.txt").write_text(text_of(1))
    (folder / "inner" / "up").symlink_to("..")
    (folder / "inner" / "self").symlink_to("self")
    (folder / "one").symlink_to("two")
    (folder / "two").symlink_to("one")
    corpus = load_corpus(folder)

    assert ["a"] == [article.doc_id for article in corpus]
    assert {"inner/up", "inner/self", "one", "two"} == set(corpus.rejected["file"])


@systems.posix
def test_what_never_ends_is_not_read(tmp_path: Path) -> None:
    """A named pipe that nobody writes to, and a device without end, are no files."""
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    (tmp_path / "a.txt").write_text(text_of(1))
    corpus = load_corpus(tmp_path)

    assert 1 == len(corpus)
    assert {"not a file (a broken link, or a device)"} == set(corpus.rejected["reason"])


def test_an_article_a_thousand_times_is_a_thousand_articles(tmp_path: Path) -> None:
    """Copies are articles of their own, each said once to repeat another, in time that grows with their number."""
    for number in range(1000):
        (tmp_path / f"{number:04}.txt").write_text(text_of(1))
    corpus = load_corpus(tmp_path)

    assert 1000 == len(corpus)
    assert 1 == len({article.content_hash for article in corpus})
    assert max(Counter(corpus.warnings["file"]).values(), default=0) <= 2
