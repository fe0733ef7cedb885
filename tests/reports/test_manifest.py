"""What a manifest says of the commit that is checked out, of the files of a corpus, and of what changed since."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from analysis.reports.provenance import _manifest, _project
from analysis.reports.provenance.compare import Cause, Comparison, _causes

COMMIT = "0123456789abcdef0123456789abcdef01234567"


def write(folder: Path, files: dict[str, str]) -> None:
    """Write files into a folder, with the folders that they need."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    "files",
    [
        {".git/HEAD": f"{COMMIT}\n"},
        {".git/HEAD": "ref: refs/heads/main\n", ".git/refs/heads/main": f"{COMMIT}\n"},
        {".git/HEAD": "ref: refs/heads/main\n", ".git/packed-refs": f"# packed\n{COMMIT} refs/heads/main\n"},
        {
            ".git": "gitdir: ../main/.git/worktrees/here\n",
            "../main/.git/worktrees/here/HEAD": "ref: refs/heads/here\n",
            "../main/.git/worktrees/here/commondir": "../..\n",
            "../main/.git/refs/heads/here": f"{COMMIT}\n",
        },
    ],
    ids=["detached", "branch", "packed", "worktree"],
)
def test_the_commit_is_read_wherever_git_keeps_it(
    files: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the folder itself or, in a worktree, in that of the repository, as a file of its own or in a list."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.setattr(_project, "ROOT", here)
    assert _project.git_commit() is None
    write(here, files)
    assert COMMIT == _project.git_commit()


def test_the_files_of_a_large_corpus_are_counted_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Up to the bound each file is listed with its digest; above it their number and one digest stand for them."""
    monkeypatch.setattr(_manifest, "_FILES_LISTED", 2)
    corpus = tmp_path / "articles"
    write(corpus, {"a.txt": "A.", "b.txt": "B."})
    small = _manifest._describe_files(corpus, {})
    write(corpus, {"c.txt": "C."})
    large = _manifest._describe_files(corpus, {})

    assert (["a.txt", "b.txt"], 2) == (sorted(small["files"]), small["count"])
    assert ({"name", "sha256", "count"}, 3) == (set(large), large["count"])
    assert small["sha256"] != large["sha256"]


def manifest_of(corpus: dict[str, object]) -> dict[str, Any]:
    """Return a manifest of a corpus, without any report."""
    inputs = _manifest.Inputs(corpus, {"analysis/text.py": "1"}, {}, {}, {}, {"pandas": "2"}, "3")
    return _manifest.build_manifest(inputs, {}, {})


def test_a_folder_is_whole_that_is_as_its_manifest_says(tmp_path: Path) -> None:
    """Of the same inputs, with every file as it was; a folder without an overview is not whole."""
    write(tmp_path, {"index.html": "<p>"})
    inputs = _manifest.Inputs({"sha256": "0"}, {"analysis/text.py": "1"}, {}, {}, {}, {"pandas": "2"}, "3")
    made = _manifest.build_manifest(inputs, {}, _project.digest_files(tmp_path))

    assert _manifest.is_whole(made, inputs, tmp_path)
    assert not _manifest.is_whole(made, replace(inputs, versions={"pandas": "3"}), tmp_path)
    assert not _manifest.is_whole(_manifest.build_manifest(inputs, {}, {}), inputs, tmp_path)
    write(tmp_path, {"index.html": "<p>changed"})
    assert not _manifest.is_whole(made, inputs, tmp_path)


@pytest.mark.parametrize(
    ("before", "after", "causes"),
    [
        (
            {"sha256": "0", "files": {"a.txt": "1"}},
            {"sha256": "2", "files": {"a.txt": "3"}},
            ["article file a.txt differs"],
        ),
        (
            {"sha256": "0", "files": {"a.txt": "1"}},
            {"sha256": "2", "files": {"a.txt": "1"}},
            ["how the corpus is read differs"],
        ),
        ({"sha256": "0"}, {"sha256": "2"}, ["the corpus differs"]),
        ({"sha256": "0"}, {"sha256": "0"}, []),
    ],
)
def test_a_change_of_the_corpus_has_one_cause(
    before: dict[str, object], after: dict[str, object], causes: list[str]
) -> None:
    """The files that changed; where none did, how they are read; of a corpus without a list, that it changed."""
    assert causes == [cause.sentence for cause in _causes(manifest_of(before), manifest_of(after))]


def test_a_cause_concerns_the_tables_of_its_notebooks() -> None:
    """What concerns no notebook alone concerns every table, those of the corpus too."""
    everywhere, elsewhere = Cause("pandas was 2 and is 3"), Cause("notebook terms.ipynb differs", ("terms",))
    comparison = Comparison((everywhere, elsewhere), (), (), {"words": "terms", "pairs": "overlap"})
    assert [(everywhere, elsewhere), (everywhere,), (everywhere,)] == [
        comparison.causes_of(table) for table in ("words", "pairs", "articles")
    ]
