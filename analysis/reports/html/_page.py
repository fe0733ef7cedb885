"""Make a page of an executed notebook: prose and results in sections, without code."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup
from nbconvert.exporters.templateexporter import TemplateExporter

from analysis._store import Store
from analysis.parameters import PARAMETERS
from analysis.reports.html._charts import Chart, chart_script, prepare_chart
from analysis.reports.html._clean import vega_type
from analysis.reports.html._link_resolution import name_tables, resolve_links
from analysis.reports.html._markup import Anchors, Heading, render_output_markdown, render_prose, sanitise
from analysis.reports.html._nothing_found import join_lines, list_missing, missing_from
from analysis.reports.html._svg_prerender import draw_charts
from analysis.reports.provenance import _project as project
from analysis.views import DATA_TYPE, release_links

TEMPLATES = Path(__file__).parent.parent / "templates"

# First words of the sections that are appendices: they fold and go to the end.
_FOLDED = ("accuracy", "method", "limits", "sources", "references")

#: Heading of the list of sections in which nothing was found.
_ALSO_CHECKED = "Also checked, nothing found"

_HIDDEN_TAGS = {"hide", "remove", "parameters", "injected-parameters"}
_IMAGES = ("image/png", "image/jpeg")


@dataclass(slots=True)
class Part:
    """One piece of a section: prose, HTML, a chart, an image, text that a cell printed, or a fold of such."""

    kind: str
    html: Markup = field(default_factory=Markup)
    chart: Chart | None = None
    text: str = ""
    type: str = ""
    alt: str = ""
    data: Mapping[str, Any] | None = None
    anchor: str = ""
    parts: list[Part] = field(default_factory=list)


@dataclass(slots=True)
class Section:
    """A section of a page: a heading of the second level and its parts."""

    title: str
    anchor: str
    parts: list[Part] = field(default_factory=list)

    @property
    def folded(self) -> bool:
        """Whether the section is an appendix."""
        return self.title.strip().lower().startswith(_FOLDED)


class PageExporter(TemplateExporter):
    """Nbconvert with this project's template, in which everything is escaped that is not marked as HTML."""

    file_extension = ".html"

    def __init__(self) -> None:
        super().__init__(  # type: ignore[no-untyped-call]
            template_name="pages", template_file="page.html.j2", extra_template_basedirs=[str(TEMPLATES)]
        )

    def _create_environment(self) -> Environment:
        environment: Environment = super()._create_environment()  # type: ignore[no-untyped-call]
        environment.autoescape = True
        environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
        return environment


def make_page(
    notebook: Any,  # noqa: ANN401 - a notebook node has no type
    name: str,
    *,
    corpus: str,
    links: Sequence[Mapping[str, str]],
    parameters: Mapping[str, object],
    made_from: str = "",
    store: Store | None = None,
    article_pages: bool = True,
) -> tuple[bytes, str]:
    """Return the page of an executed notebook.

    Args:
        notebook: The notebook, cleaned.
        name: Its name; the page is `<name>.html`.
        corpus: Name of the corpus.
        links: `href` and `title` of the pages of this folder.
        parameters: The values to show.
        made_from: The digest of all inputs of the page, for citations.
        store: Where drawings and scripts are kept for the next page.
        article_pages: Whether articles have pages; else their names are no links.

    Returns:
        The page and its title.
    """
    anchors = Anchors({"main", "parameters-of-this-page"})
    title, lead, sections = _read_sections(notebook, anchors)
    holders: list[Section | Part] = [lead, *sections]
    for holder in [*holders, *_folds(*holders)]:
        _join_nothing_found(holder)
    sections = _gather_empty(sections, anchors)
    _resolve_links(f"{name}.html", list(_all_parts(lead, *sections)), anchors, article_pages=article_pages)
    has_charts = _prerender_charts(_all_parts(lead, *sections), store)
    contents = [{"anchor": s.anchor, "text": s.title} for s in sections if not s.folded]
    contents += [{"anchor": s.anchor, "text": s.title} for s in sections if s.folded]
    contents.append({"anchor": "parameters-of-this-page", "text": "Parameters"})
    frame = frame_page(
        title or name,
        corpus,
        f"{name}.html",
        links,
        charts=has_charts,
        made_from=made_from,
        store=store,
        article_pages=article_pages,
    )
    page = frame | {
        "contents": contents,
        "lead": lead.parts,
        "sections": sections,
        "parameters": list(_parameter_rows(name, parameters)),
    }
    exporter = PageExporter()
    html, _ = exporter.from_notebook_node(notebook, {"page": page})
    return tidy(html), title or name


def _all_parts(*holders: Section | Part) -> Iterator[Part]:
    """Yield all parts in the order of the page, including those in folds."""
    for holder in holders:
        for part in holder.parts:
            yield part
            yield from _all_parts(part)


def _folds(*holders: Section | Part) -> list[Part]:
    return [part for part in _all_parts(*holders) if part.kind == "fold"]


def _join_nothing_found(holder: Section | Part) -> None:
    """Join the lines of a section, or of a fold, that stand for tables without rows."""
    joined = join_lines(part.html if part.kind == "html" else "" for part in holder.parts)
    for part, html in zip(holder.parts, joined, strict=True):
        if part.kind == "html":
            part.html = Markup(html or "")  # noqa: S704 - sanitised before, or escaped in there
    holder.parts = [part for part, html in zip(holder.parts, joined, strict=True) if html is not None]


def _gather_empty(sections: Sequence[Section], anchors: Anchors) -> list[Section]:
    """Return the sections with those in which nothing was found as one, before the section on the data."""
    empty = [
        (section.title, section.anchor, missing)
        for section in sections
        if not section.folded and (missing := _missing_from(section)) is not None
    ]
    if not empty:
        return list(sections)
    named = {anchor for _, anchor, _ in empty}
    kept = [section for section in sections if section.anchor not in named]
    html, headings = render_prose(f"## {_ALSO_CHECKED}", anchors)
    # As prose, whose ids are those that its headings took.
    parts = [Part("prose", html=html), Part("prose", html=list_missing(empty))]
    gathered = Section(_ALSO_CHECKED, headings[0].anchor, parts)
    place = next((at for at, section in enumerate(kept) if section.title == "Data"), len(kept))
    return [*kept[:place], gathered, *kept[place:]]


def _missing_from(section: Section) -> str | None:
    """Return what a section did not find; None where it has anything to show."""
    outputs = [part for part in _all_parts(section) if part.kind not in ("prose", "fold")]
    if any(part.kind != "html" for part in outputs):
        return None
    return missing_from([part.html for part in outputs])


def _resolve_links(page: str, parts: Sequence[Part], anchors: Anchors, *, article_pages: bool) -> None:
    """Resolve the links of the outputs; tests check those of the prose."""
    outputs = [part for part in parts if part.kind == "html"]
    pieces = (part.html for part in outputs)
    resolved = resolve_links(pieces, page, anchors.taken, article_pages=article_pages)
    for part, html in zip(outputs, resolved, strict=True):
        part.html = name_tables(html, anchors)


def _prerender_charts(parts: Iterable[Part], store: Store | None) -> bool:
    """Add its drawing to every chart; return whether there is a chart."""
    charted = [(part, part.chart) for part in parts if part.chart]
    drawings = draw_charts({chart.anchor: chart.spec for _, chart in charted}, store)
    for part, chart in charted:
        part.chart = replace(chart, drawing=drawings.get(chart.anchor, Markup()))
    return bool(charted)


def frame_page(
    title: str,
    corpus: str,
    here: str,
    links: Sequence[Mapping[str, str]],
    *,
    charts: bool,
    made_from: str = "",
    store: Store | None = None,
    article_pages: bool = True,
    scripts: tuple[str, ...] = ("*.js",),
    root: str = "",
) -> dict[str, Any]:
    """Return the frame of a page: title, links, style, scripts and the policy that allows only these.

    Args:
        title: Its title.
        corpus: Name of the corpus.
        here: Its own path in the folder of the reports.
        links: `href` and `title` of the pages of this folder.
        charts: Whether it has charts, which need the drawing library.
        made_from: The digest of its inputs, for citations.
        store: Where drawings and scripts are kept for the next page.
        article_pages: Whether articles have pages.
        scripts: Patterns of its scripts; by default all.
        root: What leads from its folder to that of the reports.
    """
    version = project.own_version()
    source = f"inputs {made_from[:16]}" if made_from else "inputs without a digest"
    style = _read_parts("styles", ("*.css",), first="dateline.css")
    script = _read_parts("scripts", scripts, first="base.js")
    library = chart_script(store) if charts else ""
    return {
        "title": title,
        "corpus": corpus,
        "links": [{**link, "here": link["href"] == here} for link in links],
        "style": Markup(style),  # noqa: S704 - our own file
        "script": Markup(script),  # noqa: S704 - our own files
        "library": Markup(library),  # noqa: S704 - the drawing library's
        "policy": _policy([script, *filter(None, [library])], style),
        "version": version,
        "root": root,
        "facts": {
            "title": title,
            "corpus": corpus,
            "page": here,
            "version": version,
            "made_from": source,
            "article_pages": article_pages,
        },
    }


def tidy(html: str) -> bytes:
    """Return a rendered page as bytes, without white space around it."""
    # Of a name that is not UTF-8, a byte is half a character, which is spelled out.
    return (html.strip() + "\n").encode("utf-8", "backslashreplace")


@cache
def _read_parts(folder: str, patterns: tuple[str, ...], *, first: str) -> str:
    """Return the joined files of a folder that match a pattern, the common one first."""
    matching = {path for pattern in patterns for path in (TEMPLATES / folder).glob(pattern)}
    paths = sorted(matching, key=lambda path: (path.name != first, path.name))
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


def _policy(scripts: Sequence[str], style: str) -> str:
    allowed = " ".join(_source(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_source(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


@cache
def _source(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def _read_sections(notebook: Any, anchors: Anchors) -> tuple[str, Section, list[Section]]:  # noqa: ANN401 - as above
    """Return a notebook's title, the parts before the first section, and the sections."""
    title, lead = "", Section("", "")
    sections: list[Section] = []
    fold: Part | None = None
    for cell in notebook.cells:
        current = sections[-1] if sections else lead
        if _HIDDEN_TAGS & set(cell.metadata.get("tags", ())):
            continue
        if cell.cell_type == "markdown":
            for source in _split_at_headings(cell.source):
                html, headings = render_prose(source, anchors)
                first = headings[0] if headings else None
                if first and first.level == 1:
                    title = title or first.text
                if first and first.level == 2:
                    current = Section(first.text, first.anchor)
                    sections.append(current)
                fold = _fold(cell, first, fold, current)
                prose = Part("prose", html=_without_heading(html, first, current, folds=fold is not None))
                (fold or current).parts.append(prose)
        elif cell.cell_type == "code":
            (fold or current).parts += list(_read_outputs(cell, anchors))
    return title, lead, sections


def _split_at_headings(source: str) -> list[str]:
    """Split Markdown before each heading of the second level (one in a fenced block is no heading)."""
    pieces: list[list[str]] = [[]]
    fenced = False
    for line in source.splitlines():
        fenced ^= line.lstrip().startswith("```")
        if line.startswith("## ") and not fenced:
            pieces.append([])
        pieces[-1].append(line)
    return ["\n".join(piece) for piece in pieces if any(line.strip() for line in piece)]


def _fold(
    cell: Any,  # noqa: ANN401 - a notebook node
    first: Heading | None,
    fold: Part | None,
    section: Section,
) -> Part | None:
    """Return the fold of a cell: it begins at a heading whose cell has the tag and ends at the next heading."""
    if first is None:
        return fold
    if "fold" not in cell.metadata.get("tags", ()) or first.level == 2:
        return None
    new_fold = Part("fold", text=first.text, anchor=first.anchor)
    section.parts.append(new_fold)
    return new_fold


def _without_heading(html: Markup, heading: Heading | None, section: Section, *, folds: bool) -> Markup:
    """Return HTML without the heading of a fold, which is the fold's own line."""
    if heading is None or not (folds or (heading.level == 2 and section.folded)):
        return html
    return Markup(html.partition(f"</h{heading.level}>")[2])  # noqa: S704 - part of what was HTML already


def _read_outputs(cell: Any, anchors: Anchors) -> Iterator[Part]:  # noqa: ANN401 - a notebook node
    for output in cell.outputs:
        if output.output_type == "stream":
            yield Part("text", text=output.text.rstrip("\n"))
        elif "data" in output:
            part = _read_data(output.data, cell.id, anchors)
            if part is not None:
                yield part


def _read_data(data: Mapping[str, Any], cell_id: str, anchors: Anchors) -> Part | None:
    chart = vega_type(data)
    if chart:
        return Part("chart", chart=prepare_chart(data[chart], cell_id, anchors))
    if "text/html" in data:
        for_script = data.get(DATA_TYPE, {})
        html = for_script.get("html") or release_links(data["text/html"])
        return Part("html", html=sanitise(html), data=for_script or None)
    if "text/markdown" in data:
        return Part("html", html=render_output_markdown(data["text/markdown"], anchors))
    image = next((kind for kind in _IMAGES if kind in data), None)
    if image:
        return Part("image", type=image, text=data[image].strip(), alt=str(data.get("text/plain", "")))
    return Part("text", text=data["text/plain"]) if data.get("text/plain") else None


def _parameter_rows(name: str, values: Mapping[str, object]) -> Iterator[dict[str, object]]:
    for parameter in PARAMETERS.get(name, ()):
        value = values[parameter.name]
        yield {
            "name": parameter.name,
            "value": _format_value(value),
            "default": _format_value(parameter.default),
            "changed": value != parameter.default,
            "meaning": parameter.meaning,
            "allowed": parameter.allowed(),
        }


def _format_value(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "none"
    return "none" if value == "" else str(value)
