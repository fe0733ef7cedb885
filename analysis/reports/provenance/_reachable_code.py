"""Find the files of this package that a notebook can reach: modules, by following imports, and their data.

Importing a module runs the packages that it is in and all that these import; an import within a function runs when the
function is called. An import for type checkers alone runs nothing. A package that loads its names when they are first
used says for type checkers where each comes from: only the names that are imported are followed.

The data of modules (word lists, weights, templates) is beside them or in folders below that are not packages. It
belongs to every module of its package.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeGuard

from analysis.reports.provenance import _project as project

#: An import: the module, and the name that is taken from it; "" for the module itself.
Import = tuple[str, str]

_PACKAGE = project.PACKAGE.name

#: The import that makes the page of any notebook.
RENDERING: Import = (f"{_PACKAGE}.reports", "render_reports")


@dataclass(frozen=True, slots=True)
class _Source:
    """The imports of a module, and the origins of names that it loads on first use."""

    imports: tuple[Import, ...]
    lazy: dict[str, Import]


def notebook_imports(notebook: Path) -> set[Import]:
    """Return the imports in the code cells of a notebook; code that cannot be parsed may import the whole package."""
    try:
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
        return {item for source in sources for item in _read_source(source).imports}
    except (KeyError, SyntaxError, ValueError):
        return {(_PACKAGE, "")}


def reached_files(imports: Iterable[Import]) -> list[str]:
    """Return the files of this package that some imports reach, as sorted paths below the project's folder."""
    files = {_module(file): file for file in (project.ROOT / _PACKAGE).rglob("*.py")}
    todo, seen, reached = list(imports), set[Import](), set[Path]()
    while todo:
        item = todo.pop()
        if item not in seen:
            seen.add(item)
            new = {files[module] for module in _modules_run(item) if module in files} - reached
            reached |= new
            for file in new:
                todo += _read_source(file.read_text(encoding="utf-8")).imports
            todo += _lazy_imports(item, files)
    data = {file for folder in {file.parent for file in reached} for file in _data_in(folder)}
    return sorted(file.relative_to(project.ROOT).as_posix() for file in reached | data)


def _module(file: Path) -> str:
    return ".".join(file.relative_to(project.ROOT).with_suffix("").parts).removesuffix(".__init__")


def _modules_run(item: Import) -> Iterator[str]:
    """Yield the modules that an import runs: the packages above, the module, and the name if it is a module."""
    parts = ".".join(filter(None, item)).split(".")
    yield from (".".join(parts[:depth]) for depth in range(1, len(parts) + 1))


def _lazy_imports(item: Import, files: Mapping[str, Path]) -> Iterator[Import]:
    """Yield the imports behind a name of a package that loads its names when they are first used."""
    module, name = (f"{item[0]}.{item[1]}", "") if f"{item[0]}.{item[1]}" in files else item
    if module not in files:
        return
    lazy = _read_source(files[module].read_text(encoding="utf-8")).lazy
    if name in lazy:
        yield lazy[name]
    elif lazy and name in ("", "*"):  # the whole package may be used
        yield from ((below, "") for below in files if below.startswith(f"{module}."))


def _data_in(folder: Path) -> Iterator[Path]:
    """Yield the data files in a folder and in the folders below that are not packages."""
    for entry in folder.iterdir():
        if entry.name.startswith((".", "__pycache__")):
            continue
        if entry.is_dir() and not (entry / "__init__.py").is_file():
            yield from _data_in(entry)
        elif entry.is_file() and entry.suffix not in (".py", ".pyc"):
            yield entry


@cache
def _read_source(source: str) -> _Source:
    tree = ast.parse(source)
    lazy: dict[str, Import] = {}
    if any(isinstance(node, ast.FunctionDef) and node.name == "__getattr__" for node in tree.body):
        typed = (node for block in tree.body if _is_for_type_checkers(block) for node in block.body)
        for node in typed:
            if isinstance(node, ast.ImportFrom):
                lazy |= {name.asname or name.name: (str(node.module), name.name) for name in node.names}
    return _Source(tuple(_imports(tree)), lazy)


def _imports(node: ast.AST) -> Iterator[Import]:
    """Yield the imports among the statements below a node, except those for type checkers."""
    for child in node.orelse if _is_for_type_checkers(node) else ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from ((name.name, "") for name in child.names)
        elif isinstance(child, ast.ImportFrom):
            yield from ((str(child.module), name.name) for name in child.names)
        elif isinstance(child, ast.stmt | ast.excepthandler | ast.match_case):
            yield from _imports(child)


def _is_for_type_checkers(node: ast.AST) -> TypeGuard[ast.If]:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
