"""CONTRIBUTING.md against the package: its map is complete, and imports go the way that it says."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

#: What every part may import.
BELOW_ALL = ("errors", "text", "language", "schema", "_inputs", "_keywords", "_display")
ANALYSES = ("corpus", "annotation", "entities", "terms", "quotes", "overlap")

#: What each part may import besides; one that is not here is a further analysis.
REACH: dict[str, tuple[str, ...]] = {
    **dict.fromkeys((*BELOW_ALL, "corpus", "parameters", "export"), ()),
    "annotation": ("corpus",),
    "entities": ("corpus", "annotation"),
    "terms": ("corpus", "annotation", "entities"),
    "quotes": ("corpus", "annotation", "entities"),
    "overlap": ("corpus", "annotation", "entities", "quotes"),
    "views": ("corpus",),
    "findings": ("views",),
    "session": ("corpus", "annotation", "export"),
    "reports": (*ANALYSES, "views", "parameters", "export"),
}


def imported(file: Path) -> Iterator[str]:
    """Yield the parts of the package that a module imports."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "analysis":
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("analysis."):
            yield str(node.module).split(".")[1]


def test_imports_go_one_way(root: Path) -> None:
    """No module imports a part of the package that stands after its own."""
    for file in (root / "analysis").rglob("*.py"):
        part = file.relative_to(root / "analysis").parts[0].removesuffix(".py")
        allowed = {part, *BELOW_ALL, *REACH.get(part, ANALYSES)}
        assert part == "__init__" or set() == set(imported(file)) - allowed, file


def test_the_map_is_that_of_the_package(root: Path) -> None:
    """Each place on the map is there, and every room of a package on the map has its line."""
    package = root / "analysis"
    rows = (root / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("| in `analysis/` |")[2]
    cells = [row.split("|")[1] for row in rows.partition("\n\n")[0].splitlines()[2:]]
    places = {place.strip(" `/") for cell in cells for place in cell.split(",")}
    rooms = {path.parent.relative_to(package) for path in package.rglob("*/__init__.py")}

    assert [] == sorted(place for place in places if not (package / place).exists())
    assert [] == sorted(str(r) for r in rooms if r.parts and r.parts[0] in places and str(r) not in places)
