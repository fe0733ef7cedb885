"""The structure of the package: imports go one way, private modules stay private, docstrings are statements."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

#: Packages and top-level modules by layer: each may import what stands in its own or an earlier layer.
LAYERS = (
    ("_terminal", "_arrays", "_imports"),
    ("errors",),
    ("_keywords",),
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

#: The layer of a further analysis, which is not listed above.
ANALYSIS = LAYER["overlap"]

#: Longest module, in lines; one beyond it holds two ideas.
LONGEST = 400


def modules(root: Path) -> list[Path]:
    """Return the modules of the package."""
    return sorted((root / "analysis").rglob("*.py"))


def owner(file: Path, root: Path) -> str:
    """Return the package or top-level module that a file belongs to."""
    return file.relative_to(root / "analysis").with_suffix("").parts[0]


def imports(file: Path) -> Iterator[str]:
    """Yield the dotted names within this package that a module imports, those for type checkers too."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "analysis":
            yield from (f"{node.module}.{name.name}" for name in node.names)
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names if name.name.startswith("analysis."))


def test_imports_go_one_way(root: Path) -> None:
    """Nothing imports from a later layer, nor terms and quotes from each other."""
    backward = [
        f"{file.relative_to(root)}: {name}"
        for file in modules(root)
        if (here := owner(file, root)) != "__init__"
        for name in imports(file)
        if (there := name.split(".")[1]) in LAYER
        and here != there
        and (LAYER[there] > LAYER.get(here, ANALYSIS) or {here, there} == {"terms", "quotes"})
    ]
    assert [] == backward


def test_views_know_tables_alone(root: Path) -> None:
    """Charts, tables and readers take frames and articles: they import no analysis."""
    imported = {
        name.split(".")[1] for file in (root / "analysis" / "views").rglob("*.py") for name in imports(file)
    }
    assert {"views", "corpus", "text", "schema", "_terminal"} >= imported


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
                if "?" in re.sub(r"`[^`]*`|\"[^\"]*\"", "", first):
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


def test_the_map_is_that_of_the_package(root: Path) -> None:
    """Each place on the map of CONTRIBUTING.md is there, and every room of a package on the map has its line."""
    package = root / "analysis"
    rows = (root / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("| in `analysis/` |")[2]
    cells = [row.split("|")[1] for row in rows.partition("\n\n")[0].splitlines()[2:]]
    places = {place.strip(" `/") for cell in cells for place in cell.split(",")}
    rooms = {path.parent.relative_to(package) for path in package.rglob("*/__init__.py")}

    assert [] == sorted(place for place in places if not (package / place).exists())
    assert [] == sorted(str(r) for r in rooms if r.parts and r.parts[0] in places and str(r) not in places)


def test_files_of_text_have_an_encoding(root: Path) -> None:
    """Every file of text is read and written as UTF-8 or what its reader says: other systems have other defaults."""
    silent = [
        f"{file.relative_to(root)}:{node.lineno}"
        for file in modules(root)
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and (node.func.attr in {"read_text", "write_text"} or (node.func.attr == "open" and not binary(node)))
        and "encoding" not in {keyword.arg for keyword in node.keywords}
    ]
    assert [] == silent


def binary(node: ast.Call) -> bool:
    """Return whether a call opens what holds bytes: by its mode, or a file within an archive."""
    modes = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
    return any("b" in mode for mode in modes) or any(isinstance(a, ast.Name) for a in node.args)


def test_no_pickle_is_read(root: Path) -> None:
    """No module imports what turns bytes into code or objects of any kind, or asks a library to."""
    reads = re.compile(
        r"^\s*(?:import|from) (?:pickle|shelve|marshal|dill|cloudpickle)\b|\b(?:read_pickle|unsafe_load|joblib\.load|"
        r"torch\.load)\((?![^\n]*weights_only=True)|allow_pickle=True|\bnp\.load\((?![^\n]*allow_pickle=False)|\byaml\.load\(",
        re.MULTILINE,
    )
    found = {file.name: reads.findall(file.read_text(encoding="utf-8")) for file in modules(root)}
    assert {} == {name: calls for name, calls in found.items() if calls}


def test_what_differs_between_systems_is_listed(root: Path) -> None:
    """Each module that asks which system it runs on stands in the list of the documentation, and no other does."""
    asks = re.compile(
        r"\bsys\.platform\b|\bos\.name\b|\bhasattr\(os\b|\bplatform\.system\b|\bimport (?:fcntl|msvcrt)\b"
    )
    asking = {
        file.relative_to(root).as_posix()
        for file in modules(root)
        if asks.search(file.read_text(encoding="utf-8"))
    }
    text = (root / "docs" / "supply_chain.md").read_text(encoding="utf-8").partition("## Systems")[2]
    listed, same = (
        set(re.findall(r"`(analysis/[\w/]+\.py)`", part)) for part in text.split("one way everywhere")
    )
    assert asking == listed
    assert all((root / file).is_file() for file in same)


def test_each_promise_has_a_test_that_is_there(root: Path) -> None:
    """The tests that SECURITY.md names are files, and the sessions are those of the noxfile."""
    text = (root / "SECURITY.md").read_text(encoding="utf-8").partition("## How it is tested")[2]
    files = re.findall(r"`(tests/[\w/]+\.py)`", text)
    sessions = set(re.findall(r"`nox -s (\w+)`", text))
    assert len(files) > 15
    assert [] == [file for file in files if not (root / file).is_file()]
    tasks = (root / "noxfile.py").read_text(encoding="utf-8")
    assert [] == [name for name in sessions if f"def {name}(" not in tasks]
