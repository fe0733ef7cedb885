"""Proves that a page's key covers what its notebook can reach: each such file, and no other."""

from __future__ import annotations

import ast
import importlib
import inspect
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from analysis import load_corpus, terms
from analysis.parameters import PARAMETERS, REPORTS
from analysis.quotes import _accuracy, evaluation, training
from analysis.reports import evaluate as command
from analysis.reports import render_reports
from analysis.reports.html import _page
from analysis.reports.provenance import _manifest, compare, verify
from analysis.reports.provenance import _project as project
from analysis.reports.provenance._reachable_code import RENDERING, notebook_imports, reached_files
from analysis.views import style

PACKAGE = project.PACKAGE.name

#: The packages that load their names when they are first used.
LATE = ("analysis/__init__.py", "analysis/reports/__init__.py")

#: The notebooks that use attributions; that of terms looks for copied passages, which may be quotations.
QUOTING = {"term_frequencies", "quote_attributions", "source_overlap", "quote_evaluation"}

#: A file, and the notebooks whose pages depend on it.
TOUCHED = {
    "reading the corpus": (load_corpus, set(PARAMETERS)),
    "looks of charts": (style, set(PARAMETERS)),
    "making pages": (_page, set(PARAMETERS)),
    "making reports": (render_reports, set(PARAMETERS)),
    "figures beside a module": (_accuracy.FIGURES, QUOTING),
    "styles in a folder below": (project.PACKAGE / "reports/templates/styles/dateline.css", set(PARAMETERS)),
    "terms": (terms.keyness, {"term_frequencies"}),
    "evaluation": (evaluation.evaluate_finders, {"quote_evaluation"}),
    "training": (training, set()),
    "comparing": (compare, set()),
    "verifying": (verify, set()),
    "command of the evaluation": (command, set()),
}


def write(root: Path, files: dict[str, str]) -> None:
    """Write files of a package, by their paths in it."""
    for name, text in files.items():
        path = root / PACKAGE / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def write_notebook(path: Path, *cells: str) -> Path:
    """Write a notebook of some code cells."""
    path.write_text(json.dumps({"cells": [{"cell_type": "code", "source": cell} for cell in cells]}))
    return path


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the package, without the large files of models, that a test may change and that keys are made from."""
    ignored = shutil.ignore_patterns("__pycache__", "*.onnx", "*.npz", "tokenizer.json")
    shutil.copytree(project.PACKAGE, tmp_path / PACKAGE, ignore=ignored)
    monkeypatch.setattr(project, "ROOT", tmp_path)
    return tmp_path


@pytest.fixture
def keys(root: Path, tmp_path: Path) -> Callable[[], dict[str, str]]:
    """A function that gives the key of each notebook's page."""
    corpus = tmp_path / "article.txt"
    corpus.write_text("Rain fell.")
    paths = {name: root / "notebooks" / f"{name}.ipynb" for name in PARAMETERS}

    def make() -> dict[str, str]:
        inputs = _manifest.collect_inputs(corpus, None, paths)
        return {name: inputs.key(name, "", {}) for name in paths}

    return make


@pytest.mark.parametrize("what", TOUCHED)
def test_a_change_concerns_the_pages_that_reach_it(
    copied: Path, keys: Callable[[], dict[str, str]], what: str
) -> None:
    """A line more in a file changes the keys of the notebooks that reach it, and of no other."""
    thing, concerned = TOUCHED[what]
    original = thing if isinstance(thing, Path) else Path(str(inspect.getsourcefile(inspect.unwrap(thing))))
    before = keys()
    with (copied / original.relative_to(project.PACKAGE.parent)).open("a") as file:
        file.write("\n")
    after = keys()

    assert concerned == {name for name in before if before[name] != after[name]}


def test_only_what_runs_is_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Imports of all places but those for type checkers; packages on the way; of a lazy package the names alone."""
    monkeypatch.setattr(project, "ROOT", tmp_path)
    files = {
        "__init__.py": "if TYPE_CHECKING:\n    from analysis.one import first\n    from analysis.two import second\n"
        "def __getattr__(name): ...\n",
        "one/__init__.py": "from analysis.one._first import first",
        "one/_first.py": "if TYPE_CHECKING:\n    import analysis.never\nelse:\n    import analysis.otherwise\n"
        "def first():\n    try:\n        import analysis.within\n    except ImportError:\n"
        "        import analysis.failing\n",
        "one/words.txt": "",
        "one/data/more/table.tsv": "",
        "one/apart/__init__.py": "",
        "one/apart/apart.txt": "",
        "two.py": "",
        "never.py": "",
        "otherwise.py": "import os",
        "within/__init__.py": "",
        "within/below.py": "",
        "failing.py": "",
    }
    write(tmp_path, files)
    expected = {"one/__init__.py", "one/_first.py", "one/words.txt", "one/data/more/table.tsv"}
    expected |= {"__init__.py", "otherwise.py", "within/__init__.py", "failing.py"}
    everything = {name for name in files if name.endswith(".py")}

    def reached(*cells: str) -> set[str]:
        found = reached_files(notebook_imports(write_notebook(tmp_path / "a.ipynb", *cells)))
        return {name.removeprefix(f"{PACKAGE}/") for name in found}

    assert expected == reached("from analysis import first") == reached("import analysis.one")
    assert expected | {"within/below.py"} == reached(
        "from analysis import one\nfrom analysis.within import below"
    )
    assert {"__init__.py", "two.py"} == reached(
        "import pandas", "for i in []:\n    from analysis import second"
    )
    for cell in ("import analysis", "from analysis import *", "%run other.ipynb"):
        assert everything <= reached(cell)
    (tmp_path / "a.ipynb").write_text("no notebook")
    assert everything <= {
        name.removeprefix("analysis/") for name in reached_files(notebook_imports(tmp_path / "a.ipynb"))
    }


@pytest.mark.parametrize("package", ["analysis", "analysis.reports"])
def test_names_loaded_late_come_from_where_type_checkers_are_told(package: str) -> None:
    """The one table, which the reach is read from, says what the other, which runs, does."""
    module = importlib.import_module(package)
    for name in module.__all__:
        home = [file for file in reached_files([(package, name)]) if not file.endswith("__init__.py")]
        thing = inspect.unwrap(getattr(module, name))
        assert str(Path(inspect.getfile(thing)).relative_to(project.ROOT)) in home


def test_nothing_is_imported_in_a_way_that_is_not_followed(root: Path) -> None:
    """No relative import; no module by a name in a string, but in the packages that load late.

    A module may name the package that it is in, to read the data there.
    """
    notebooks = [notebook_imports(root / "notebooks" / f"{name}.ipynb") for name in PARAMETERS]
    for file in reached_files({RENDERING}.union(*notebooks)):
        tree = ast.parse((root / file).read_text(encoding="utf-8") if file.endswith(".py") else "")
        late = any(isinstance(node, ast.FunctionDef) and node.name == "__getattr__" for node in tree.body)
        assert late == (file in LATE)
        for node in ast.walk(tree):
            assert not (isinstance(node, ast.ImportFrom) and node.level), file
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and not late:
                own = ".".join(Path(file).parent.parts)
                assert node.value == own or not re.fullmatch(r"analysis\.[\w.]*", node.value), file


#: Runs a notebook's cells with the parameters given and writes which files of the package its process used.
RUN = """
import json, sys
from pathlib import Path

notebook, package, parameters = Path(sys.argv[1]), Path(sys.argv[2]), json.loads(sys.argv[3])
opened = set()
sys.addaudithook(lambda event, args: opened.add(str(args[0])) if event == "open" else None)
space = {"display": lambda *things: None}
for cell in json.loads(notebook.read_text())["cells"]:
    if cell["cell_type"] == "code":
        exec("".join(cell["source"]), space)
        if "parameters" in cell["metadata"].get("tags", []):
            space |= parameters
modules = {str(m.__file__) for name, m in sys.modules.items() if name.partition(".")[0] == package.name}
used = {Path(name) for name in opened | modules if name.startswith(str(package)) and Path(name).is_file()}
print(json.dumps([str(path) for path in used if path.suffix != ".pyc"]))
"""


@pytest.mark.parametrize("name", REPORTS)
def test_no_notebook_uses_more_than_it_reaches(
    root: Path, seeds_folder: Path, cache: Path, name: str
) -> None:
    """The modules that its process has loaded, and the files of the package that it has opened, are all in its key."""
    notebook = root / "notebooks" / f"{name}.ipynb"
    given = json.dumps({"corpus": str(seeds_folder), "cache": str(cache)})
    command = [sys.executable, "-c", RUN, str(notebook), str(project.PACKAGE), given]
    run = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True)
    used = {Path(path).relative_to(root).as_posix() for path in json.loads(run.stdout.splitlines()[-1])}

    assert len(used) > 50
    assert set() == used - set(reached_files(notebook_imports(notebook)))


def test_pages_are_made_by_what_the_key_of_every_page_covers(small_reports: Path) -> None:
    """Publishing, running and drawing count, though the last two run in processes of their own; commands do not."""
    covered = reached_files([RENDERING])
    names = {Path(name).name for name in covered if name.startswith(f"{PACKAGE}/reports/")}

    assert {"_worker.py", "_draw.py", "_page.py", "skeleton.html.j2"} <= names
    assert set() == names & {"_cli.py", "compare.py", "verify.py", "reproduce.py", "evaluate.py"}
    written: dict[str, Any] = json.loads((small_reports / "reports" / "manifest.json").read_text())
    assert covered == list(written["package"]["files"])
