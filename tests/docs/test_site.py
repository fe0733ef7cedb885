"""The documentation: it builds without a warning, every link within it leads somewhere, and it needs no network."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from analysis.schema import TABLES
from tests.rendering import render_once, render_seeds


@pytest.fixture(scope="module")
def builder(root: Path) -> ModuleType:
    """The script that builds the documentation."""
    spec = importlib.util.spec_from_file_location("docs_build", root / "docs/build.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def site(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages, with the reports of the seeds as gallery; built apart, where warnings of libraries do not stop it."""
    reports = render_seeds(tmp_path_factory, root)

    def make(folder: Path) -> None:
        command = [sys.executable, "docs/build.py", str(folder / "site"), "--reports", str(reports)]
        environment = os.environ | {"PYTHONPATH": str(root)}
        built = subprocess.run(
            command, cwd=root, env=environment, capture_output=True, text=True, check=False
        )
        assert 0 == built.returncode, built.stderr

    return render_once(tmp_path_factory, "documentation", make) / "site"


def test_it_builds_and_every_link_leads_somewhere(site: Path) -> None:
    """No warning, no dead link (the builder returns both), and every source is a page that the contents lead to."""
    contents = (site / "index.html").read_text(encoding="utf-8")
    for page in ("tutorial", "gallery", "faq", "guides/citing", "methods/quotations", "reference/columns"):
        assert f'href="{page}.html"' in contents
    assert (site / "gallery/quote_attributions.html").is_file()


def test_the_dictionary_is_complete(site: Path) -> None:
    """Every column of every table has its row, in the table's own section."""
    html = (site / "reference/columns.html").read_text(encoding="utf-8")
    sections = dict(re.findall(r'<section id="([\w-]+)">(.*?)</section>', html, re.DOTALL))
    for table in TABLES.values():
        section = html.partition(f'id="table-{table.name.replace("_", "-")}"')[2].partition("</table>")[0]
        missing = [c.name for c in table.columns if f">{c.name}</span>" not in section]
        assert [] == missing, f"{table.name}, among {len(sections)} sections"


def test_reading_it_needs_no_network(site: Path) -> None:
    """No page loads a script, style, font or picture from elsewhere."""
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert not re.search(r"<(?:script|img|iframe|link)\b[^>]*(?:src|href)=[\"'](?:https?:)?//", text), (
            page
        )
    for style in (site / "_static").rglob("*.css"):
        assert not re.search(
            r"(?:url\(|@import)\s*[\"']?(?:https?:)?//", style.read_text(encoding="utf-8")
        ), style


def test_what_leads_nowhere_is_found(builder: ModuleType, tmp_path: Path) -> None:
    """A missing file, a missing place on a page and a script from elsewhere are each named."""
    (tmp_path / "a.html").write_text(
        '<p id="here"><a href="b.html">b</a> <a href="#here">x</a> <a href="#no">y</a>'
    )
    (tmp_path / "c.html").write_text(
        '<script src="https://example.org/x.js"></script><a href="https://a.b/">ok</a>'
    )
    problems = builder.dead_links(tmp_path)

    assert 3 == len(problems)
    for said in ("b.html, which is not there", "#no, a place that is not", "loads https://example.org/x.js"):
        assert any(said in problem for problem in problems)
