"""The README's examples: each runs as it stands there."""

from __future__ import annotations

import ast
import re
import shlex
from pathlib import Path

import pytest

from analysis.reports import _cli


def readme(root: Path) -> str:
    """Return the README."""
    return (root / "README.md").read_text(encoding="utf-8")


def test_the_python_example_runs(root: Path, monkeypatch: pytest.MonkeyPatch, cache: Path) -> None:
    """The helpers' example runs from the project's folder and every line gives rows."""
    code = re.search(r"```python\n(.*?)```", readme(root), re.DOTALL)
    assert code
    monkeypatch.chdir(root)
    monkeypatch.setattr("analysis.annotation._annotate.default_cache", lambda: cache)
    space: dict[str, object] = {}
    for statement in ast.parse(code.group(1)).body:
        line = ast.unparse(statement)
        if isinstance(statement, ast.Expr):
            assert len(eval(line, space)) > 0  # noqa: S307 (our own README)
        else:
            exec(line, space)  # noqa: S102 (our own README)


def test_the_nox_examples_are_understood(root: Path) -> None:
    """Every session named exists, and the options after `--` are the command line's own."""
    sessions = set(re.findall(r"@nox\.session\ndef (\w+)", (root / "noxfile.py").read_text(encoding="utf-8")))
    lines = re.findall(r"^(?:python3 -m pip .* && )?python3 -m nox.*$", readme(root), re.MULTILINE)
    assert len(lines) >= 5
    for line in lines:
        words = shlex.split(line.split("&&")[-1])
        if "-s" in words:
            assert words[words.index("-s") + 1] in sessions
        if "--" in words:
            _cli.build_parser().parse_args(words[words.index("--") + 1 :])


def test_every_link_leads_somewhere(root: Path) -> None:
    """Files that the README and its neighbours point to are there."""
    for page in ("README.md", "CONTRIBUTING.md", "seeds/README.md", "reports/README.md"):
        text = (root / page).read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^)#]+)\)", text):
            assert (root / page).parent.joinpath(target).exists(), f"{page}: {target}"
