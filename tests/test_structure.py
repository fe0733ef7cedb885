"""The structure of the package: imports go one way, private modules stay private, docstrings are statements."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

#: Packages and top-level modules by layer: each may import what stands in its own or an earlier layer.
LAYERS = (
    ("errors", "_keywords"),
    ("text", "language", "schema"),
    ("_display", "parameters", "_inputs"),
    ("corpus",),
    ("annotation",),
    ("entities",),
    ("terms", "quotes"),
    ("overlap",),
    ("views",),
    ("export", "findings", "session"),
    ("reports",),
)
LAYER = {name: depth for depth, names in enumerate(LAYERS) for name in names}

#: Longest module, in lines; one beyond it holds two ideas.
LONGEST = 400


def modules(root: Path) -> list[Path]:
    """Return the modules of the package."""
    return sorted((root / "analysis").rglob("*.py"))


def owner(file: Path, root: Path) -> str:
    """Return the package or top-level module that a file belongs to."""
    return file.relative_to(root / "analysis").with_suffix("").parts[0]


def imports(file: Path) -> Iterator[str]:
    """Yield the dotted names within this package that a module imports, but for those for type checkers."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            node.body = []
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "analysis":
            yield from (f"{node.module}.{name.name}" for name in node.names)


def test_every_part_has_a_layer(root: Path) -> None:
    """A new package or module is given its place in the order."""
    assert {owner(file, root) for file in modules(root)} - {"__init__"} == set(LAYER)


def test_imports_go_one_way(root: Path) -> None:
    """Nothing imports from a later layer, nor terms and quotes from each other."""
    backward = [
        f"{file.relative_to(root)}: {name}"
        for file in modules(root)
        if (here := owner(file, root)) != "__init__"
        for name in imports(file)
        if (there := name.split(".")[1]) in LAYER
        and here != there
        and (LAYER[there] > LAYER[here] or {here, there} == {"terms", "quotes"})
    ]
    assert [] == backward


def test_private_modules_stay_within_their_package(root: Path) -> None:
    """What another package needs is exported by a package's `__init__`."""
    private = [
        f"{file.relative_to(root)}: {name}"
        for file in modules(root)
        for name in imports(file)
        if name.split(".")[1] != owner(file, root)
        and any(part.startswith("_") for part in name.split(".")[2:])
    ]
    assert [] == private


def test_modules_and_functions_state_what_they_do(root: Path) -> None:
    """Every module has a docstring; none of a module, class or function asks a question."""
    asking = []
    for file in modules(root):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        assert ast.get_docstring(tree), f"{file} has no docstring"
        for node in ast.walk(tree):
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
                first = (ast.get_docstring(node) or "").partition("\n")[0]
                if "?" in first and "`?" not in first:
                    asking.append(f"{file.relative_to(root)}: {first}")
    assert [] == asking


def test_a_module_holds_one_idea(root: Path) -> None:
    """No module is longer than a reader takes in at once."""
    lengths = {file: len(file.read_text(encoding="utf-8").splitlines()) for file in modules(root)}
    assert {} == {file: length for file, length in lengths.items() if length > LONGEST}


@pytest.mark.parametrize("folder", ["corpus", "entities", "quotes", "terms", "overlap", "views", "reports"])
def test_a_large_package_has_rooms(root: Path, folder: str) -> None:
    """No folder holds more modules than a newcomer can survey."""
    for place in {file.parent for file in modules(root) if owner(file, root) == folder}:
        held = [file for file in place.glob("*.py") if file.name != "__init__.py"]
        assert len(held) <= 16, f"{place.relative_to(root)} holds {len(held)} modules"
