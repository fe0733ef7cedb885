"""Build the documentation: `python docs/build.py OUTPUT --reports DIR`, strictly, with every link within it checked.

What the package knows of itself is written first: the columns of its tables, the parameters, the commands, the figures
of accuracy, the public functions. Then Sphinx makes the pages; a warning is an error.
"""

from __future__ import annotations

import argparse
import inspect
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from html import unescape
from importlib import import_module
from pathlib import Path
from urllib.parse import unquote

from sphinx.cmd.build import build_main

import analysis
from analysis.parameters import PARAMETERS
from analysis.quotes import accuracy_by_confidence, accuracy_by_kind
from analysis.reports import _cli
from analysis.schema import TABLES, Column, Table

DOCS = Path(__file__).resolve().parent

#: The packages that the reference describes, and what is in each.
PACKAGES = {
    "corpus": "Loading articles",
    "annotation": "Parsing articles",
    "entities": "People, organisations and places",
    "terms": "Terms",
    "quotes": "Attributions",
    "overlap": "Overlap",
    "views": "Charts, tables and readers",
    "text": "Spans and findings",
    "export": "Tables to files",
    "reports": "Reports",
}

_LINK = re.compile(r"""<(?:a|link|img|script|iframe)\b[^>]*?\s(?:href|src)=["']?(?P<to>[^"'\s>]+)""")
_ANCHOR = re.compile(r"""\s(?:id|name)=["']?(?P<name>[^"'\s>]+)""")
_ELSEWHERE = re.compile(r"[a-z][a-z+.-]*:|//", re.IGNORECASE)


def build(output: Path, reports: Path) -> list[str]:
    """Build the documentation and return its problems: the warnings of Sphinx, and links that lead nowhere.

    Args:
        output: Folder for the pages; made if it is not there.
        reports: A folder of reports, which becomes the gallery.
    """
    with tempfile.TemporaryDirectory(prefix="dateline-docs-") as folder:
        source = Path(folder) / "source"
        shutil.copytree(DOCS, source, ignore=shutil.ignore_patterns("build.py", "__pycache__"))
        write_generated(source)
        shutil.copytree(reports, source / "extra" / "gallery", ignore=shutil.ignore_patterns("failed"))
        warnings = Path(folder) / "warnings"
        options = ["--builder", "html", "--fresh-env", "--quiet", "--warning-file", str(warnings)]
        code = build_main([*options, "--doctree-dir", str(Path(folder) / "trees"), str(source), str(output)])
        lines = warnings.read_text(encoding="utf-8").splitlines() if warnings.is_file() else []
        problems = [line.replace(str(source), "docs") for line in lines]
    if code and not problems:
        problems.append(f"Sphinx ended with exit code {code}.")
    return problems or dead_links(output)


def write_generated(source: Path) -> None:
    """Write the pages and parts of pages that the package itself determines into a folder of sources."""
    parts = {
        "generated/accuracy_by_kind.md": _frame(accuracy_by_kind()),
        "generated/accuracy_by_confidence.md": _frame(accuracy_by_confidence()),
        "generated/help.md": _command_help(),
        "generated/recipes.md": _recipes(),
        "generated/functions.md": "\n".join(_own_names()),
        "generated/parameters.md": "\n".join(_parameter_lines()),
        "generated/columns.md": "\n".join(line for table in TABLES.values() for line in _table_lines(table)),
    }
    parts |= {f"reference/api/{name}.md": _api_page(name, title) for name, title in PACKAGES.items()}
    for name, text in parts.items():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_text(text + "\n", encoding="utf-8")


def dead_links(pages: Path) -> list[str]:
    """Return the links of pages that lead nowhere within their folder, and what they load from elsewhere."""
    anchors: dict[Path, set[str]] = {}
    problems = []
    for page in sorted(pages.rglob("*.html")):
        html = page.read_text(encoding="utf-8")
        if pages / "gallery" in page.parents:
            continue  # tests of the reports check theirs
        for match in _LINK.finditer(html):
            to = unescape(match["to"])
            if _ELSEWHERE.match(to):
                if not match[0].startswith("<a"):
                    problems.append(f"{page.relative_to(pages)} loads {to}")
                continue
            path, _, anchor = to.partition("#")
            file = (page.parent / unquote(path.partition("?")[0])).resolve() if path else page
            if not file.is_file():
                problems.append(f"{page.relative_to(pages)} leads to {to}, which is not there")
            elif anchor and file.suffix == ".html":
                if file not in anchors:
                    text = file.read_text(encoding="utf-8")
                    anchors[file] = {unescape(found["name"]) for found in _ANCHOR.finditer(text)}
                if unquote(anchor) not in anchors[file]:
                    problems.append(
                        f"{page.relative_to(pages)} leads to {to}, a place that is not on that page"
                    )
    return list(dict.fromkeys(problems))


def main(arguments: Sequence[str] | None = None) -> int:
    """Build and print; return exit code 0 if there is no problem."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("output", type=Path, help="folder for the pages")
    parser.add_argument("--reports", type=Path, required=True, help="reports that become the gallery")
    options = parser.parse_args(arguments)
    problems = build(options.output, options.reports)
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"{len(problems)} problems" if problems else options.output / "index.html")
    return 1 if problems else 0


def _table_lines(table: Table) -> Iterator[str]:
    # An explicit name: the same column or table name may head a section elsewhere.
    yield from (f"(table-{table.name})=", f"## {table.name}", "")
    key = f" Rows are told apart by {', '.join(f'`{name}`' for name in table.key)}." if table.key else ""
    yield from (f"One row is {_cell(table.row)}.{key}", "")
    yield from ("| column | holds | meaning |", "|---|---|---|")
    yield from (_column_row(column) for column in table.columns)
    yield ""


def _column_row(column: Column) -> str:
    holds = ", ".join(dict.fromkeys(filter(None, (column.kind, column.unit))))
    meaning = column.meaning + (f"; only {column.when}" if column.when else "")
    return f"| `{column.name}` | {_cell(holds)} | {_cell(meaning)} |"


def _parameter_lines() -> Iterator[str]:
    for notebook, parameters in PARAMETERS.items():
        yield from (f"## {notebook}", "", "| name | default | meaning | allowed |", "|---|---|---|---|")
        for item in parameters:
            default = f"`{item.default!r}`".replace("|", "\\|")
            yield f"| `{item.name}` | {default} | {_cell(item.meaning)} | {_cell(item.allowed())} |"
        yield ""


def _command_help() -> str:
    program, sys.argv[0] = sys.argv[0], "dateline"
    try:
        return f"```text\n{_cli.build_parser().format_help().partition('parameters:')[0].rstrip()}\n```"
    finally:
        sys.argv[0] = program


def _recipes() -> str:
    """Return the recipes of CONTRIBUTING.md, their headings one level up."""
    text = (DOCS.parent / "CONTRIBUTING.md").read_text(encoding="utf-8")
    return text.partition("## Recipes\n")[2].partition("\n## ")[0].replace("\n### ", "\n## ")


def _frame(frame: object) -> str:
    """Return a small frame as a table."""
    records = frame.to_dict("records")  # type: ignore[attr-defined]
    head = [str(name).replace("_", " ") for name in records[0]]
    rows = ["| " + " | ".join(str(value) for value in record.values()) + " |" for record in records]
    return "\n".join(["| " + " | ".join(head) + " |", "|" + "---|" * len(head), *rows])


def _cell(text: str) -> str:
    """Return text for a cell of a table in Markdown; what stands between back-ticks is code."""
    pieces = re.split(r"(`[^`]*`)", text)
    escaped = (p if p.startswith("`") else re.sub(r"([\\*_<>\[\]])", r"\\\1", p) for p in pieces)
    return "".join(escaped).replace("|", "\\|")


def _own_names() -> Iterator[str]:
    """Yield a table of what `analysis` itself offers, each with its place in the reference."""
    yield from ("| name | what it is |", "|---|---|")
    for name in analysis.__all__:
        thing = getattr(analysis, name)
        package = thing.__module__.split(".")[1]
        place = f"{{py:obj}}`{name} <analysis.{package}.{name}>`" if package in PACKAGES else f"`{name}`"
        yield f"| {place} | {_cell((inspect.getdoc(thing) or '').partition(chr(10))[0])} |"


def _api_page(package: str, title: str) -> str:
    module = import_module(f"analysis.{package}")
    lines = [
        f"# {title}: `analysis.{package}`",
        "",
        "```{eval-rst}",
        f".. currentmodule:: analysis.{package}",
        "",
    ]
    for name in sorted(module.__all__, key=lambda name: (name.isupper(), name.lower())):
        thing = getattr(module, name)
        if inspect.isclass(thing):
            lines += [f".. autoclass:: {name}", "   :members:", ""]
        elif inspect.isroutine(thing):
            lines += [f".. autofunction:: {name}", ""]
    return "\n".join([*lines, "```"])


if __name__ == "__main__":
    sys.exit(main())
