"""Proves that a run keeps to what it is given: odd paths are paths, parameters are data, notebooks are files."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from analysis.errors import DatelineError
from analysis.reports import Rendering, render_reports
from tests import systems
from tests.hostile.corpora import write_odd_names
from tests.hostile.payloads import PAYLOADS, below
from tests.small_notebooks import write_notebooks

Render = Callable[..., Rendering]

pytestmark = systems.posix


def test_a_path_is_no_template_and_a_parameter_no_code(tmp_path: Path) -> None:
    """Payloads in every path, odd names and notebooks in the corpus, payloads as values: pages, and nothing ran."""
    whole = [payload for payload in PAYLOADS.values() if "\ud83d" not in payload]
    corpus = below(tmp_path / "a", [*whole[::2], "corpus \x1b[2J {final}"])
    output = below(tmp_path / "b", [*whole[1::2], "out {corpus} {0} }{"])
    corpus.parent.mkdir(parents=True)
    names = write_odd_names(corpus)
    ran = tmp_path / "ran"
    code = f"open({str(ran)!r}, 'w')"
    cells = [
        {
            "cell_type": "code",
            "source": code,
            "outputs": [],
            "metadata": {},
            "execution_count": None,
            "id": "a",
        }
    ]
    notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    for name in ("source_overlap.ipynb", "index.ipynb"):
        (corpus / name).write_text(json.dumps(notebook))
    (corpus / "sitecustomize.py").write_text(code)
    (corpus / "numpy.py").write_text(code)
    say = (
        "display(HTML('<pre>' + escape(repr([given['extra_stop_words'], given['expressions']])) + '</pre>'))"
    )
    notebooks = write_notebooks(tmp_path / "{notebooks} {0}", {"term_frequencies": say})
    values = [*PAYLOADS.values(), f'"; {code}; "', f"'''\n{code}\n'''", "\\", "\\'", '"""', "\n# %%\n" + code]
    values = [value for value in values if "\ud83d" not in value]
    expressions = [value for value in values if any(map(str.isalnum, value))]
    words = [value for value in values if not value.lower().startswith(("+", "-"))]  # they are refused
    with pytest.MonkeyPatch.context() as patch:
        places = os.environ.get("PYTHONPATH", "").split(os.pathsep)
        patch.setenv("PYTHONPATH", os.pathsep.join(os.path.abspath(place) for place in places if place))  # noqa: PTH100
        patch.chdir(corpus)
        render_reports(
            corpus,
            output,
            only=["term_frequencies"],
            notebooks=notebooks,
            cache=tmp_path / "{cache}",
            parameters={"extra_stop_words": words, "expressions": expressions},
        )

    assert not ran.exists()
    executed = json.loads((output / "notebooks" / "term_frequencies.ipynb").read_text())
    shown = [text for cell in executed["cells"] for out in cell.get("outputs", ()) for text in _texts(out)]
    assert any(json.dumps(values[0])[1:-1] in text or "&lt;script&gt;" in text for text in shown)
    assert len(names) == len(pd.read_csv(output / "data" / "articles.csv")) + _left_out(output)


def _texts(output: dict[str, object]) -> list[str]:
    data = output.get("data", {})
    return (
        ["".join(value) for value in data.values() if isinstance(value, list | str)]
        if isinstance(data, dict)
        else []
    )


def _left_out(output: Path) -> int:
    """Return the number of articles that share a name; what else is left out are the files that try to run."""
    rows = (output / "data" / "rejected.csv").read_text()
    assert 2 == rows.count(".ipynb,")
    return rows.count("same name as")


def test_a_path_that_no_notebook_can_hold_is_one_sentence(tmp_path: Path, seeds_folder: Path) -> None:
    """Bytes that are not UTF-8 in the name of a folder are named before any work."""
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/out \xff"))
    with pytest.raises(DatelineError, match=r"out \\udcff has bytes that are not UTF-8"):
        render_reports(seeds_folder, odd, only=["term_frequencies"])
    assert not odd.exists()
