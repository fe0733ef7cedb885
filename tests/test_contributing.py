"""CONTRIBUTING.md against the package: its map is complete, and imports go the way that it says."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

#: What each part of the package may import besides what is in every part's reach; a part may import itself.
BELOW_ALL = ("errors", "text", "language", "schema", "_inputs", "_keywords", "_display")
TABLES = {"corpus", "annotation", "entities", "terms", "quotes"}
REACH: dict[str, set[str]] = {
    **{part: set() for part in BELOW_ALL},
    "corpus": set(),
    "annotation": {"corpus"},
    "entities": {"corpus", "annotation"},
    "terms": {"corpus", "annotation", "entities"},
    "quotes": {"corpus", "annotation", "entities"},
    "overlap": {"corpus", "annotation", "entities", "quotes"},
    "views": {"corpus"},
    "parameters": set(),
    "findings": {"views"},
    "export": set(),
    "session": {"corpus", "annotation", "export"},
    "reports": {*TABLES, "overlap", "views", "parameters", "export"},
}


def imported(file: Path) -> Iterator[str]:
    """Yield the parts of the package that a module imports."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "analysis":
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("analysis."):
            yield str(node.module).split(".")[1]


@pytest.mark.parametrize("part", REACH)
def test_imports_go_one_way(root: Path, part: str) -> None:
    """No module of a part imports a part that stands after its own."""
    place = root / "analysis" / part
    files = place.rglob("*.py") if place.is_dir() else [place.with_suffix(".py")]
    for file in files:
        assert set() == set(imported(file)) - {part, *BELOW_ALL, *REACH[part]}, file


def test_the_map_names_every_part(root: Path) -> None:
    """Every package, room and module of the top is in CONTRIBUTING.md, and none that is not there."""
    text = (root / "CONTRIBUTING.md").read_text(encoding="utf-8")
    parts = {
        path.parent.relative_to(root / "analysis") for path in (root / "analysis").rglob("*/__init__.py")
    }
    modules = {path.name for path in (root / "analysis").glob("*.py")} - {"__init__.py"}

    assert [] == [part for part in sorted(parts) if part.parts and f"| `{part.as_posix()}/`" not in text]
    assert [] == [name for name in sorted(modules) if f"`{name}`" not in text]
    assert set(REACH) == {part.parts[0] for part in parts if part.parts} | {name[:-3] for name in modules}
    rows = text.partition("| in `analysis/` |")[2].partition("\n\n")[0].splitlines()[2:]
    places = [piece for row in rows for piece in row.split("|")[1].replace("`", "").split(", ")]
    assert [] == [place for place in places if not (root / "analysis" / place.strip()).exists()]
