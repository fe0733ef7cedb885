"""The examples of the README and of the documentation: each runs as it stands there."""

from __future__ import annotations

import ast
import re
import shlex
import shutil
from importlib import import_module
from pathlib import Path

import pytest

from analysis.quotes import accuracy_by_kind
from analysis.reports import _cli

ROOT = Path(__file__).parent.parent.parent

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]

_FENCED = re.compile(r"^```(?P<language>\w*)\n(?P<code>.*?)^```$", re.DOTALL | re.MULTILINE)


def blocks(page: Path, *languages: str) -> list[str]:
    """Return what stands on a page between fences of some languages; "" is a fence without one.

    All `python` runs; what needs another machine or a file of one's own is marked `py`.
    """
    found = _FENCED.finditer(page.read_text(encoding="utf-8"))
    return [match["code"] for match in found if match["language"] in languages]


WITH_EXAMPLES = [page for page in PAGES if blocks(page, "python")]


def name(page: Path) -> str:
    """Return the name of a page, for a test's."""
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", WITH_EXAMPLES, ids=name)
def test_the_python_examples_run(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cache: Path
) -> None:
    """One after another, as a reader would type them; each line that shows something has something to show."""
    (tmp_path / "tests/corpus").mkdir(parents=True)
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    shutil.copytree(ROOT / "tests/corpus/files", tmp_path / "tests/corpus/files")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("analysis.annotation._annotate.default_cache", lambda: cache)
    space: dict[str, object] = {}
    for code in blocks(page, "python"):
        for statement in ast.parse(code).body:
            line = ast.unparse(statement)
            if isinstance(statement, ast.Expr) and not isinstance(statement.value, ast.Call):
                shown = eval(line, space)  # noqa: S307 (our own page)
                assert shown is not None
                assert len(shown) > 0, line
            else:
                exec(line, space)  # noqa: S102 (our own page)


def commands(page: Path) -> list[list[str]]:
    """Return the words of each command line on a page that is this project's, with what stands before it left out."""
    lines = [line for block in blocks(page, "sh", "") for line in block.splitlines()]
    ends = [shlex.split(line.split("&&")[-1], comments=True) for line in lines if line.strip()]
    return [words for words in ends if words and (words[0] == "dateline" or words[1:3] == ["-m", "nox"])]


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_the_command_lines_are_understood(page: Path) -> None:
    """Every session and command named exists, and the options are the command line's own."""
    noxfile = (ROOT / "noxfile.py").read_text(encoding="utf-8")
    sessions = set(re.findall(r"@nox\.session(?:\(.*\))?\ndef (\w+)", noxfile))
    for words in commands(page):
        options = words[1:]
        if words[0] != "dateline":
            session = words[words.index("-s") + 1] if "-s" in words else "reports"
            assert session in sessions
            if "--" not in words or session not in {"reports", *_cli.COMMANDS}:
                continue
            options = [*([] if session == "reports" else [session]), *words[words.index("--") + 1 :]]
        if options[:1] and options[0] in _cli.COMMANDS:
            assert callable(import_module(_cli.COMMANDS[options[0]][0]).main)
        elif "--help" not in options:
            _cli.build_parser().parse_args(options)


def test_the_readme_keeps_its_two_commands() -> None:
    """The check of a clean checkout runs these very lines."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert (
        "\npython3 -m pip install -r requirements/nox.txt && python3 -m nox\npython3 -m nox -s tests\n"
        in text
    )


def test_the_readme_gives_the_measured_figures() -> None:
    """Its sentence on accuracy is that of the figures that ship."""
    text = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    figures = accuracy_by_kind().set_index("kind")
    every, direct = figures.loc["all"], figures.loc["direct"]
    assert f"{every.right} are right, and {every.found} of the 100 that are there are found" in text
    assert f"for direct quotations it is {direct.right} and {direct.found}." in text


def test_every_link_leads_somewhere() -> None:
    """Files that the README and its neighbours point to are there."""
    for page in ("README.md", "CONTRIBUTING.md", "seeds/README.md", "reports/README.md"):
        text = (ROOT / page).read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^)#]+)\)", text):
            assert target.startswith("https:") or (ROOT / page).parent.joinpath(target).exists(), (
                f"{page}: {target}"
            )
